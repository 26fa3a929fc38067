"""A clause in, who says so out: the speaker, the outlet it came through, and whether the claim is hedged."""

from __future__ import annotations

from collections.abc import Iterable

from timeline.events.chunks import Chunk
from timeline.events.clauses import Clause
from timeline.events.finding.times import times_of
from timeline.events.headline import phrase_text
from timeline.events.identify import name_of
from timeline.events.names import Name
from timeline.events.sentence_reading import SentenceReading
from timeline.quick import dataclass

_TOLD = frozenset({"main", "coordinate", "complement"})
_GOVERNED = frozenset({"complement", "infinitive", "gerund"})
_UNATTRIBUTED = frozenset({"infinitive", "subordinate"})  # roles of clauses that a verb of speech governs and does not tell
_DEPTH = 6  # governing verbs
_CONVINCED = "believe"  # what a headline says that the convinced do
_NEAR = 7  # chunks behind "according to" among which the outlet is looked for


@dataclass(frozen=True, slots=True, kw_only=True)
class Attribution:
    """Who says so, who tells that they do (`relay`), through which outlet, and whether it is only said to be so.

    `verb` is the lemma of what the speaker does where that is less than saying: "believe".
    """

    speaker: str = ""
    relay: str = ""
    via: str = ""
    hedged: bool = False
    verb: str = ""
    times: tuple[int, ...] = ()  # when it was said


def attribution(reading: SentenceReading, clause: Clause) -> Attribution:
    """The speaker nearest to a clause, and who passes that on; the sentence as a whole may lean on a further one."""
    whole = leaning(reading, clause)
    via, hedged, times = whole.via, whole.hedged or _is_hedged(reading, clause) or _is_rumoured(reading, clause), whole.times
    voices: list[tuple[str, str]] = []
    for at, governor in _above(reading, clause):
        hedged |= governor.verb.lemma in reading.lexicon.finding.rumouring
        hedged |= _is_rumoured(reading, at) or _is_rumoured(reading, governor) or _is_credited(reading, at, governor)
        if at.role == "gerund" or not _attributes(reading, governor):
            continue
        times = times_of(reading, governor)[0] or times
        convinced = governor.verb.lemma in reading.lexicon.grammar.convincing
        hedged |= governor.verb.passive and not convinced
        if governor.subjects and at.role not in _UNATTRIBUTED and governor.verb.passive == convinced:
            outlet = _outlet(reading, reversed(governor.subjects[0].names))
            via = outlet or _outlet(reading, (name for phrase in governor.objects for name in phrase.names)) or via
            verb = governor.verb.lemma if governor.verb.lemma in reading.lexicon.finding.believing else ""
            said_by = "" if outlet else _speaker(reading, governor)
            hedged |= not (outlet or said_by)  # "she said", whoever that is
            voices += [] if outlet else [(said_by, _CONVINCED if convinced else verb)]
    if not (voices or whole.speaker or whole.relay):
        return Attribution(via=via, hedged=hedged, times=times)
    voices += [(whole.speaker, whole.verb), (whole.relay, "")]
    heard = [voice for i, voice in enumerate(voices) if voice[0] and voice[0] not in {other for other, _ in voices[:i]}]
    (speaker, verb), (relay, _) = (*heard, ("", ""), ("", ""))[:2]
    return Attribution(speaker=speaker, relay=relay, via=via, hedged=hedged, verb=verb, times=times)


def _is_rumoured(reading: SentenceReading, clause: Clause) -> bool:
    """“rumours that Castell had died”, "repeated the claim that …"."""
    return claim_noun(reading, clause) in reading.lexicon.finding.claimed


def _is_credited(reading: SentenceReading, clause: Clause, governor: Clause) -> bool:
    """“a clerk thought to have fled”: by a participle without "is", as much as by "is thought to"."""
    done_to = governor.verb.participle or governor.verb.ambiguous
    return clause.role == "infinitive" and done_to and governor.verb.lemma in reading.lexicon.finding.crediting


def claim_noun(reading: SentenceReading, clause: Clause) -> str:
    """The noun that a "that" clause hangs on, "" for none: "the claim that Reed stole it"."""
    if clause.role != "complement":
        return ""
    first = next(i for i, made in enumerate(reading.chunks) if made.last >= clause.first)
    at = next((i for i in (first, first - 1) if i > 0 and reading.chunks[i].kind == "comp"), 0)
    before = reading.chunks[at - 1] if at else None
    return before.head if before is not None and before.kind == "np" and before.head in reading.lexicon.grammar.claim_nouns else ""


def _above(reading: SentenceReading, clause: Clause) -> Iterable[tuple[Clause, Clause]]:
    """Each clause on the way up, with the one that governs it."""
    for _ in range(_DEPTH):
        clause = reading.leader(clause) or clause  # "said rioters broke the windows and threw bombs"
        governor = reading.governor(clause)
        within = governor is not None and clause.role == "subordinate" and governor.role == "complement" and clause.first > governor.first
        if governor is None or not (within or clause.role in _GOVERNED):
            governor = _teller(reading, clause)
        if governor is None:
            return
        yield clause, governor
        clause = governor


def _teller(reading: SentenceReading, clause: Clause) -> Clause | None:
    """The verb of speech whose telling a clause goes on with, though it does not govern it: "said Reed had left and Vance was hurt",
    "says if the bridge falls, Reed will leave"; None behind a comma and "and", where the writer may speak again.
    """
    if clause.role not in {"main", "coordinate"} or not clause.subjects or clause.link:
        return None
    at = reading.position(clause.subjects[0]) - 1
    before = [made.kind for made in reading.chunks[max(at - 1, 0) : at + 1]]
    earlier = list(reversed(reading.clauses[: clause.index]))
    teller = next((c for c in earlier if _tells(reading, c)), None)
    if teller is None or teller.chunk > at or any(c.role == "main" and c.index > teller.index for c in earlier):
        return None
    behind = reading.chunks[teller.chunk + 1 : teller.chunk + 3]
    opened = [made.kind for made in behind if made.kind != "comp"][:1] == ["sub"]  # "says if …, Reed will leave"
    tells = any(child.role == "complement" for child in reading.children(teller))
    opened |= [made.kind for made in behind] == ["comp", "prep"]  # "said that of nine boats seized in May, two had sunk"
    joined = before[-1:] == ["conj"] and before != ["comma", "conj"] and tells
    return teller if joined or (opened and before[-1:] == ["comma"]) else None


def _tells(reading: SentenceReading, clause: Clause) -> bool:
    """Whether a verb of speech stands before what it tells: not "…, Vance said"."""
    if not (_attributes(reading, clause) and clause.verb.finite and clause.subjects) or clause.role not in _TOLD:
        return False
    return reading.position(clause.subjects[0]) < clause.chunk and not is_parenthetical(reading, clause)


def _speaker(reading: SentenceReading, clause: Clause) -> str:
    """Who speaks, "" for somebody who cannot be told: Brook in "one of the clerks, Brook, says", both in "witnesses and guards say"."""
    subject = clause.subjects[0]
    first, behind = reading.position(subject), clause.chunk
    if subject.head.lower() in reading.lexicon.finding.singular_numbers and [made.kind for made in reading.chunks[first + 1 : behind]] == [
        *("prep", "np", "comma", "np", "comma")
    ]:
        return _wording(reading, reading.chunks[behind - 2])
    second = clause.subjects[1] if clause.subjects[1:] else None
    if second is not None and reading.position(second) == first + 2 and not name_of(reading, second):
        return f"{phrase_text(reading, subject)} and {phrase_text(reading, second)}"  # "witnesses and guards"
    return _wording(reading, subject)


def _attributes(reading: SentenceReading, governor: Clause) -> bool:
    if governor.verb.lemma in reading.lexicon.grammar.convincing:
        return governor.verb.passive  # "are convinced that …"
    return governor.verb.lemma in reading.lexicon.speech or governor.verb.lemma in reading.lexicon.finding.alleging


def _is_hedged(reading: SentenceReading, clause: Clause) -> bool:
    """Whether a hedge stands in front of the verb, or of the verb it shares its subject with: "reportedly went there and met him"."""
    tokens = reading.tokens
    text = reading.text[tokens[clause.first].start : tokens[min(clause.after_verb, len(tokens) - 1)].end].lower()
    if any(map(text.__contains__, reading.lexicon.hedges)):
        return True
    leader = reading.leader(clause)
    return leader is not None and attribution(reading, leader).hedged


def leaning(reading: SentenceReading, told: Clause | None = None) -> Attribution:
    """The source and the outlet that a sentence as a whole leans on, `told` aside: "according to …", "…, the Journal reported"."""
    speaker = relay = via = verb = ""
    times: tuple[int, ...] = ()
    hedged = False
    if len(reading.chunks) > 2 and reading.chunks[0].names and reading.tokens[reading.chunks[1].first].text == ":":  # noqa: PLR2004  “Vance: …”
        speaker = _wording(reading, reading.chunks[0])
    for i, made in enumerate(reading.chunks):
        if made.word in reading.lexicon.finding.source_links:
            behind = reading.chunks[i + 1 : i + 1 + _NEAR]
            via = _outlet(reading, (name for phrase in behind for name in phrase.names))
            speaker = "" if via or not behind or behind[0].kind != "np" else _wording(reading, behind[0])
            hedged = not (via or speaker)  # "according to him", whoever that is
    for clause in reading.clauses:
        if clause.role == "gerund" and clause.verb.lemma in reading.lexicon.finding.citing and clause.objects:
            cited = _outlet(reading, clause.objects[0].names)  # "citing two aides, the Post reported that …"
            said_by = _whole(reading, clause)
            speaker, via = (speaker, via or cited) if cited else (speaker or said_by, via)
        if clause is not told and is_parenthetical(reading, clause):
            outlet = _outlet(reading, reversed(clause.subjects[0].names))
            via = outlet or _outlet(reading, (name for phrase in clause.objects for name in phrase.names)) or via
            speaker, relay = (speaker, relay) if outlet else (_speaker(reading, clause), speaker)
            hedged |= not (outlet or speaker)  # "…, she said", whoever that is
            verb = clause.verb.lemma if clause.verb.lemma in reading.lexicon.finding.believing else ""
            times = times_of(reading, clause)[0]
    return Attribution(speaker=speaker, relay=relay, via=via, hedged=hedged, verb=verb, times=times)


def _whole(reading: SentenceReading, clause: Clause) -> str:
    """Who is cited, with what says who they are: "people familiar with the matter"; "" for papers, which the outlet reads."""
    words = {word for token in reading.within(clause.objects[0]) for word in (token.lower, token.lower.removesuffix("s"))}
    if words.isdisjoint(reading.lexicon.roles | reading.lexicon.finding.people) and not name_of(reading, clause.objects[0]):
        return ""
    text, behind = _wording(reading, clause.objects[0]), reading.chunks[reading.position(clause.objects[0]) + 1 :][:2]
    if [made.kind for made in behind] == ["prep", "np"] and not name_of(reading, clause.objects[0]):
        return f"{text} {behind[0].word} {phrase_text(reading, behind[1])}"
    return text


def is_parenthetical(reading: SentenceReading, clause: Clause) -> bool:
    """“…, the Journal reported on Monday, …”, "…, Vance told the court": speech that says nothing by itself, behind a comma."""
    verb = clause.verb
    if verb.lemma not in reading.lexicon.speech or verb.passive or not clause.subjects:
        return False
    position = reading.position(clause.subjects[0])
    before = min(position, clause.chunk) - 1
    if clause.objects and not (_addresses(reading, clause) and _is_told_before(reading, clause.subjects[0])):
        return False
    opened = before >= 0 and (reading.chunks[before].kind in {"comma", "stop"} or reading.chunks[before].quoted)
    if not opened or any(child.role == "complement" for child in reading.children(clause)):
        return False
    return position > clause.chunk or _is_closed(reading, clause)


def _addresses(reading: SentenceReading, clause: Clause) -> bool:
    """Whether the object of a verb of speech is who is told: "told the court", "warned Reed"."""
    return clause.verb.lemma in reading.lexicon.grammar.told_by and len(clause.objects) == 1 and not clause.objects[0].quoted


def _is_told_before(reading: SentenceReading, phrase: Chunk) -> bool:
    """Whether something is told before a phrase, in a clause of its own or between quotation marks: not in "After the storm, Vance"."""
    told = any(c.verb.finite and c.role in _TOLD and c.last < phrase.first for c in reading.clauses)
    return told or (phrase.first > 1 and reading.tokens[phrase.first - 2].quoted)


def _is_closed(reading: SentenceReading, clause: Clause) -> bool:
    """Whether nothing stands behind a verb of speech but to whom, where and when it was said."""
    behind = reading.chunks[clause.chunk + 1 :]
    ends = next((i for i, made in enumerate(behind) if made.kind in {"comma", "stop"} or _opens_scene(reading, made)), len(behind))
    said = behind[:ends]
    if said and said[0].kind == "np":
        said = said[1:] if clause.objects else said
    links, named = said[0::2], said[1::2]
    return all(made.kind in {"prep", "time"} for made in links) and all(made.kind in {"np", "time"} for made in named)


def _opens_scene(reading: SentenceReading, made: Chunk) -> bool:
    """“…, officials said as dawn broke”: a word that says when it was said."""
    return made.kind == "sub" and made.word in reading.lexicon.grammar.temporal_links


def _outlet(reading: SentenceReading, names: Iterable[Name]) -> str:
    """The first outlet among some names, as the article calls it in full."""
    return next((reading.cast.actor(reading.cast.of(name)).name for name in names if reading.cast.is_outlet(name)), "")


def _wording(reading: SentenceReading, phrase: Chunk) -> str:
    if phrase.head == phrase.pronoun and phrase.pronoun and not name_of(reading, phrase):
        return _named_before(reading, phrase)
    return name_of(reading, phrase) or phrase_text(reading, phrase)


def _named_before(reading: SentenceReading, pronoun: Chunk) -> str:
    """“The inspectors' report … . It said …”: what the sentence before is about; "" for somebody who cannot be told."""
    before = reading.before
    if pronoun.pronoun not in reading.lexicon.finding.body_pronouns or before is None:
        return ""
    main = next((c for c in before.clauses if c.role == "main" and c.subjects), None)
    return _wording(before, main.subjects[0]) if main is not None else ""
