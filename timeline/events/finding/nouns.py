"""A sentence in, the mentions out that event nouns make by themselves: "Vance's resignation", "the feud between Brook and Vance"."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence

from timeline.events.cast import slug
from timeline.events.chunks import Chunk
from timeline.events.clauses import Clause
from timeline.events.figures import find_figures
from timeline.events.finding.attribution import Attribution, attribution, leaning
from timeline.events.finding.kinds import is_figurative, noun_head, verb_kind
from timeline.events.finding.participants import complements
from timeline.events.finding.records import Mention, make_mention
from timeline.events.finding.times import holder
from timeline.events.finding.totals import total_of_noun
from timeline.events.finding.wording import content_words
from timeline.events.headline import noun_headline
from timeline.events.identify import antecedent, form_of
from timeline.events.inflection import stem
from timeline.events.sentence_reading import SentenceReading
from timeline.events.tokens import Token
from timeline.model import Participant, Polarity, RoleName, Span, Stage, Tense

_OF_NOTE = 0.5  # weight from which a noun alone makes an event
_OWN = frozenset({"die", "resign", "birth", "travel", "decline", "join"})  # kinds whose "of …" names who does it, not whom it is done to


def noun_mentions(reading: SentenceReading, told: Collection[int], triggers: Collection[int]) -> Iterable[Mention]:
    """The mentions of event nouns, in order. `told` are the clauses that have a mention, `triggers` the offsets of their triggers."""
    subjects = [subject for clause in reading.clauses if clause.index in told for subject in clause.subjects]
    for position, phrase in enumerate(reading.chunks):
        if phrase.kind != "np" or noun_head(reading, phrase) not in reading.lexicon.noun_kinds:
            continue
        last = reading.tokens[reading.last_word(phrase)]
        unsaid = last.quoted or reading.tokens[phrase.first].lower in reading.lexicon.finding.negative_determiners
        if unsaid or last.start in triggers or any(phrase is subject for subject in subjects) or _is_carried(reading, phrase, told):
            continue
        if (mention := _mention(reading, position, last)) is not None:
            yield mention


def _is_carried(reading: SentenceReading, phrase: Chunk, told: Collection[int]) -> bool:
    """Whether a verb tells it: "withdrew the nomination", "called for a ban", "spoke at the meeting", "may lead to a strike"."""
    words, stages = reading.lexicon.finding, reading.lexicon.stages
    carrier = next((c for c in reading.clauses if phrase in c.objects), None)
    if carrier is not None and carrier.verb.lemma not in words.following and (verb_kind(reading, carrier) or carrier.verb.lemma in stages):
        return True
    around = [(c, o.word) for c in reading.clauses for o in c.obliques if o.phrase is phrase]
    if carrier is None and any(c.index in told and word in words.noun_governors for c, word in around):
        return True
    return bool(around) and (bool(around[0][0].verb.modal) or around[0][0].verb.lemma in stages)


def _mention(reading: SentenceReading, position: int, last: Token) -> Mention | None:
    phrase, lexicon = reading.chunks[position], reading.lexicon
    kind_id, verb = lexicon.noun_kinds[noun_head(reading, phrase)]
    kind, forms = lexicon.kinds[kind_id], _participants(reading, position)
    if is_figurative(reading, phrase, kind_id) or kind.weight < _OF_NOTE or len(forms) < (2 if kind.symmetric else 1):
        return None
    title = noun_headline(reading, position, verb, [reading.cast.actor(form).name for form in forms], symmetric=kind.symmetric)
    if not title:
        return None
    held = holder(reading, reading.last_word(phrase))
    if held >= 0 and _is_any(reading.clauses[held]):
        return None
    source, times = _source(reading, held), _times(reading, position, held)
    ahead = any(reading.times[index].ahead for index in times)  # "the trial is on track to begin on Friday"
    return make_mention(
        article="",
        sentence=0,
        trigger=Span(start=last.start, end=last.end, text=last.text),
        kind=kind_id,
        stage=Stage.PLANNED if ahead else _stage(reading, held, last, phrase),
        polarity=Polarity.AFFIRMED,
        participants=_in_roles(reading, position, forms, kind_id),
        title=title,
        words=content_words(reading, phrase.first, _end(reading, position)) - {stem(last.lower)},
        figures=find_figures(reading.within(phrase), lexicon.figures, slug(forms[0])),
        total=total_of_noun(reading, position),
        speaker=source.speaker,
        relay=source.relay,
        said=source.verb,
        via=source.via,
        hedged=source.hedged,
        said_on=source.times,
        times=times,
        head=last.lower,
    )


def _source(reading: SentenceReading, held: int) -> Attribution:
    told = held >= 0 and reading.clauses[held].role == "complement"
    return attribution(reading, reading.clauses[held]) if told else leaning(reading)


def _stage(reading: SentenceReading, held: int, last: Token, phrase: Chunk) -> Stage:
    words = reading.lexicon.finding
    if held >= 0 and reading.clauses[held].verb.modal in words.unreal_modals:
        return Stage.HYPOTHETICAL
    if held >= 0 and any(phrase is subject for subject in reading.clauses[held].subjects) and _is_to_come(reading, held):
        return Stage.PLANNED
    said = {token.lower for token in reading.within(phrase)}
    if said & words.unreal_adjectives:
        return Stage.HYPOTHETICAL
    if said & words.planned_adjectives:
        return Stage.PLANNED
    return Stage.ONGOING if last.lower in words.lasting else Stage.HAPPENED


def _is_any(clause: Clause) -> bool:
    """“information that leads to the arrest of Vance”: whatever does so, if anything does."""
    verb = clause.verb
    describes = clause.role == "relative" or (clause.role == "complement" and not clause.subjects)  # "hints that lead to …"
    return describes and verb.tense is Tense.PRESENT and not (verb.perfect or verb.progressive)


def _is_to_come(reading: SentenceReading, held: int) -> bool:
    """“The trial is to begin”, "will open"."""
    verb = reading.clauses[held].verb
    words, ahead = reading.lexicon.finding, [child for child in reading.children(reading.clauses[held]) if child.role == "infinitive"]
    begins = verb.lemma not in words.aspect and any(child.verb.lemma in words.occurring for child in ahead)  # "remains on track to begin"
    bound = begins or (verb.lemma == "be" and bool(ahead))
    return verb.tense is Tense.FUTURE or (bound and not verb.negated and verb.tense is not Tense.PAST)


def _participants(reading: SentenceReading, position: int) -> list[str]:
    """The full forms of who owns the noun or stands behind it: "between Brook and Vance", "of Vance"."""
    phrase, words = reading.chunks[position], reading.lexicon.finding
    forms: list[str] = []
    if phrase.owner >= 0:
        forms.append(reading.cast.of(phrase.names[phrase.owner]))
    elif phrase.pronoun in words.person_possessives:
        forms.append(antecedent(reading, phrase))
    forms += [form_of(reading, other) for word, other in complements(reading, position) if word in words.noun_agents]
    return [form for form in dict.fromkeys(forms) if form and not reading.cast.is_place(form)]


def _in_roles(reading: SentenceReading, position: int, forms: Sequence[str], kind: str) -> tuple[Participant, ...]:
    """The first does it, unless the noun says that it is done to them ("the arrest of Vance"); the others have it done to them."""
    words = reading.lexicon.finding
    symmetric = reading.lexicon.kinds[kind].symmetric
    by = any(word in words.agent_links for word, _ in complements(reading, position))
    gets = reading.lexicon.kinds[kind].received and not any(word in words.giving_links for word, _ in complements(reading, position))
    done_to = not symmetric and reading.chunks[position].owner < 0 and kind not in _OWN and not by
    done_to |= gets and reading.chunks[position].owner >= 0  # "Vance's award": he gets it
    first, rest = RoleName.PATIENT if done_to else RoleName.AGENT, RoleName.AGENT if symmetric else RoleName.PATIENT
    return tuple(Participant(actor=reading.cast.actor(form), role=rest if i else first) for i, form in enumerate(forms))


def _end(reading: SentenceReading, position: int) -> int:
    """The last token of a noun phrase and its complements."""
    return [reading.chunks[position], *(phrase for _, phrase in complements(reading, position))][-1].last


def _times(reading: SentenceReading, position: int, held: int) -> tuple[int, ...]:
    """Expressions in the noun phrase or behind it and its preposition; those of its clause only where it is the subject of a full verb."""
    phrase, end = reading.chunks[position], _end(reading, position)
    clause = reading.clauses[held] if held >= 0 else None
    is_subject = (
        clause is not None and clause.verb.lemma not in reading.lexicon.finding.possessing and any(phrase is s for s in clause.subjects)
    )
    own = {held, *(child.index for child in reading.children(clause) if child.role == "infinitive")} if clause is not None else {held}
    if reading.lexicon.kinds[reading.lexicon.noun_kinds[noun_head(reading, phrase)][0]].looks_back and not is_subject:
        end = phrase.last - 2  # "lost his appeal against his conviction on 3 May"
    return tuple(
        time.index for time in reading.times if phrase.first <= time.token <= end + 2 or (is_subject and holder(reading, time.token) in own)
    )
