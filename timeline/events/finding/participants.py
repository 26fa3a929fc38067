"""A clause in, who takes part in which role out: agents, patients and recipients, whatever the voice of the verb."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import takewhile

from timeline.events.chunks import Chunk
from timeline.events.clauses import Clause, Oblique
from timeline.events.finding.kinds import verb_kind
from timeline.events.identify import appositions, described, form_of
from timeline.events.sentence_reading import SentenceReading
from timeline.model import Participant, RoleName


def participants_of(reading: SentenceReading, clause: Clause, extra: Sequence[Clause]) -> tuple[tuple[Participant, ...], tuple[str, ...]]:
    """The actors of a clause and the clauses it governs, each in its first role; and those named by another's role only (`described`)."""
    agents, patients, others = _parties(reading, clause, bound=bool(extra) and clause.verb.lemma in reading.lexicon.stages)
    if extra and extra[0].verb.passive:  # "is to be sentenced", "is set to be named"
        agents, patients = [o.phrase for o in extra[0].obliques if o.word in reading.lexicon.finding.agent_links], [*agents, *patients]
    if agents and not any(form_of(reading, agent) for agent in agents):
        behind = [pair for agent in agents for pair in complements(reading, reading.position(agent))]
        agents, patients = _from_complements(reading, clause, behind, agents, patients)
    patients = [*patients, *(phrase for child in extra for phrase in child.objects)]
    others = [*others, *(oblique for child in extra for oblique in child.obliques)]
    kind = reading.lexicon.kinds.get(verb_kind(reading, clause))
    if kind is not None and clause.verb.lemma in kind.inverse and not clause.verb.passive:
        agents, patients = [], [*agents, *patients]
        agents = [o.phrase for o in others if o.word in reading.lexicon.finding.inverse_links]
        others = [o for o in others if o.phrase not in agents]
    if kind is not None and kind.answers and not any(form_of(reading, patient) for patient in patients):
        patients = [*patients, *_concerned(reading, (*patients, *agents))]
    others = [*takewhile(lambda o: o.word not in reading.lexicon.order_words, others)]  # "after the firing of Holt": nothing done to Holt
    recipients = [o.phrase for o in others if o.word in reading.lexicon.finding.recipient_links and not _is_of_kin(reading, o)]
    return _roles(reading, {RoleName.AGENT: agents, RoleName.PATIENT: patients, RoleName.RECIPIENT: recipients})


def _is_of_kin(reading: SentenceReading, oblique: Oblique) -> bool:
    """“arrested a cousin of Marsh”: that is nothing done to Marsh."""
    at, words = reading.position(oblique.phrase), reading.lexicon.finding
    return oblique.word in words.owning_links and at > 1 and reading.chunks[at - 2].head in words.kin


def with_denied(reading: SentenceReading, participants: Sequence[Participant], denied: Iterable[Clause]) -> tuple[Participant, ...]:
    """The parties of a denial, and behind them those of what is denied: "the Post withdrew its report that Vance had fired Otto"."""
    forms = (form_of(reading, phrase) for clause in denied for phrase in (*clause.subjects, *clause.objects))
    known = {p.actor.id for p in participants}
    others = (reading.cast.actor(form) for form in dict.fromkeys(forms) if form and not reading.cast.is_place(form))
    return (*participants, *(Participant(actor=actor, role=RoleName.RECIPIENT) for actor in others if actor.id not in known))


def _parties(reading: SentenceReading, clause: Clause, *, bound: bool) -> tuple[list[Chunk], list[Chunk], list[Oblique]]:
    """Who does it, to whom it is done, and other phrases. `bound`: the voice is that of a governed verb ("is set to sign")."""
    agents, patients, others = list(clause.subjects), list(clause.objects), list(clause.obliques)
    if (not clause.verb.passive or bound) and clause.role != "participle":
        return agents, patients, others
    by = reading.lexicon.finding.agent_links
    patients = [*agents, *(phrase for phrase in patients if phrase not in agents)]
    return [o.phrase for o in others if o.word in by], patients, [o for o in others if o.word not in by]


def _concerned(reading: SentenceReading, phrases: Iterable[Chunk]) -> Iterable[Chunk]:
    """Whom it is about where nobody is an object: "overturned Aarden's conviction", "charges against Reed", "a spokesman for Holm"."""
    for phrase in phrases:
        if form_of(reading, phrase):
            continue
        if phrase.owner >= 0:
            name = phrase.names[phrase.owner]
            yield Chunk(kind="np", first=name.first, last=name.last, names=(name,), head=name.form.split()[-1])
        yield from (
            other for word, other in complements(reading, reading.position(phrase)) if word in reading.lexicon.finding.noun_agents_for
        )


def _from_complements(
    reading: SentenceReading, clause: Clause, behind: Iterable[tuple[str, Chunk]], agents: list[Chunk], patients: list[Chunk]
) -> tuple[list[Chunk], list[Chunk]]:
    """“The talks between Brook and Vance ended”, "the trial of Vance began": who takes part stands behind the noun."""
    words, behind = reading.lexicon.finding, list(behind)
    agents = [*agents, *(phrase for word, phrase in behind if word in words.pair_links)]
    if not clause.verb.passive and (not clause.objects or clause.verb.lemma in words.taking):
        patients = [*patients, *(phrase for word, phrase in behind if word in words.patient_links)]
    return agents, patients


def complements(reading: SentenceReading, position: int) -> Iterable[tuple[str, Chunk]]:
    """Prepositional phrases right behind the noun phrase at a chunk, each with its preposition, and those joined by "and" to "between"."""
    chunks, word = reading.chunks, ""
    for i in range(position + 1, len(chunks) - 1, 2):
        made, phrase = chunks[i], chunks[i + 1]
        if phrase.kind == "np" and made.kind == "prep":
            word = made.word
        elif phrase.kind != "np" or made.kind != "conj" or made.word != "and" or word != "between":
            return
        yield word, phrase


def _is_scene(reading: SentenceReading, phrase: Chunk, form: str, role: RoleName) -> bool:
    """Whether a place is only where it happened: behind a preposition, behind the town that it belongs to, or no country at all."""
    if not reading.cast.is_place(form):
        return False
    at = reading.position(phrase)
    town = reading.chunks[at - 2].names if at > 1 and reading.chunks[at - 1].kind == "comma" else ()
    follows = bool(town) and town[-1].form not in reading.lexicon.countries
    return role is RoleName.RECIPIENT or follows or form not in reading.lexicon.countries


def _roles(reading: SentenceReading, phrases: dict[RoleName, list[Chunk]]) -> tuple[tuple[Participant, ...], tuple[str, ...]]:
    roles: dict[str, RoleName] = {}
    aides: list[str] = []
    for role, row in phrases.items():
        for phrase in row:
            if reading.holds_quoted(phrase):
                continue
            form, text = form_of(reading, phrase), described(reading, phrase)
            if form and (role is RoleName.AGENT or not _is_scene(reading, phrase, form, role)):
                roles.setdefault(form, role)
            if text or form:
                aides += [text] if text else appositions(reading, phrase)
    return tuple(Participant(actor=reading.cast.actor(form), role=role) for form, role in roles.items()), tuple(dict.fromkeys(aides))
