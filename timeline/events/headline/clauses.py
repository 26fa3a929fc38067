"""A clause in, its headline out: subjects, verb, what stands behind it, and the clauses it governs or the one it tells."""

from __future__ import annotations

from collections.abc import Sequence

from timeline.events.chunks import Chunk
from timeline.events.clauses import Clause
from timeline.events.headline.phrases import LONGEST, owned_text, run, source_text, subject_text
from timeline.events.headline.verbs import bygone_verb, finite_verb, governed_verb, participle_verb
from timeline.events.identify import name_of
from timeline.events.sentence_reading import SentenceReading
from timeline.model import Stage, Tense

_PAUSES = frozenset({"comma", "stop", "conj", "time", "sub"})
_GRACE = 20  # characters by which what somebody says may be longer, since it is told whole or not at all


def headline(
    reading: SentenceReading, clause: Clause, extra: Sequence[Clause], stage: Stage, told: Clause | None = None, *, goes_on: bool = False
) -> str:
    """The headline of a clause and the clauses it governs (`extra`), or of what it says (`told`).

    Empty where it has no subject or no name for it, and where its verb lacks what it needs, unless the caller goes on with it.
    """
    if not clause.subjects or not _is_named(reading, clause.subjects[0], clause.subjects[0].head, reading.lexicon.finding.pronoun_subjects):
        return ""
    subject = _subject(reading, clause)
    if not subject:
        return ""
    head = f"{subject} {_verb(reading, clause, stage)}"
    if told is None and not (extra or goes_on):
        told = _without_that(reading, clause)
    if told is not None and told.subjects and told.subjects[0] in clause.objects:
        text = head
    else:
        text = f"{head} {run(reading, clause.chunk + 1, _last_chunk(reading, clause), LONGEST - len(head))}".strip()
    if told is not None:
        return _telling(reading, text, told)
    if not (extra or goes_on) and _is_cut(reading, clause, bare=text == head):
        return ""
    if not (extra or goes_on) and text:
        text = _completed(reading, clause, text)
    for child in extra:
        asked = reading.chunks[child.chunk - 1].word in reading.lexicon.finding.alternatives
        joined = f"{text}{' ' + reading.chunks[child.chunk - 1].word if asked else ''} {governed_verb(child.verb, reading.lexicon)}"
        text = f"{joined} {run(reading, child.chunk + 1, _last_chunk(reading, child), LONGEST - len(joined))}".strip()
        below = next((c for c in reading.children(child) if c.role == "gerund" and c.chunk == child.chunk + 1), None)
        if below is not None:  # "refused to rule out selling the bank"
            joined = f"{text} {governed_verb(below.verb, reading.lexicon)}"
            text = f"{joined} {run(reading, below.chunk + 1, _last_chunk(reading, below), LONGEST - len(joined))}".strip()
    return text


def _without_that(reading: SentenceReading, clause: Clause) -> Clause | None:
    """“signalled the feud had ended”: what stands behind the verb is the subject of what is told, and no object."""
    told = (child for child in reading.children(clause) if child.role == "complement" and child.subjects)
    return next((child for child in told if child.subjects[0] in clause.objects), None)


def _completed(reading: SentenceReading, clause: Clause, text: str) -> str:
    """“paid a clerk to lie”: a headline with the infinitive right behind it, without which it would say something else."""
    end = _last_chunk(reading, clause)
    child = next((c for c in reading.children(clause) if c.role == "infinitive" and c.chunk == end + 1), None)
    wanted = clause.verb.lemma in reading.lexicon.grammar.object_control or reading.chunks[end].head in reading.lexicon.grammar.completed_by
    if child is None or not (wanted or len(clause.objects) == 1):
        return text
    joined = f"{text} {governed_verb(child.verb, reading.lexicon)}"
    full = f"{joined} {run(reading, child.chunk + 1, _last_chunk(reading, child), LONGEST + _GRACE - len(joined))}".strip()
    return full if len(full) <= LONGEST + _GRACE else text


def _is_cut(reading: SentenceReading, clause: Clause, *, bare: bool) -> bool:
    """Whether a verb lacks what it needs: "Weir rejects", "Holt gives Vance"."""
    words, lemma = reading.lexicon.grammar, clause.verb.lemma
    if clause.verb.passive or clause.role == "participle":
        return False
    if lemma in words.giving_two and len(clause.objects) == 1 and not clause.obliques:
        return bool(clause.objects[0].names) and not clause.objects[0].quoted
    if bare and lemma in words.leading_on and name_of(reading, clause.subjects[0]):
        return True  # "Vance started by saying …": it is not the start that he is told of
    alone = bool(clause.obliques) and not clause.objects  # "The bond between them fractured after the vote": nothing it needs was left out
    goes_on = any(child.role == "complement" for child in reading.children(clause))  # "pointed out that …"
    return bare and not alone and lemma not in words.intransitive and (goes_on or not clause.verb.particle)


def reporting(reading: SentenceReading, clause: Clause, stage: Stage, first: int, end: int) -> str:
    """“Vance says that …” with chunks `first` to `end` as they stand; empty where that is too long."""
    head = headline(reading, clause, (), stage, goes_on=True)
    if not any(token.readings for made in reading.chunks[first : end + 1] for token in reading.within(made)):
        return ""  # "reports that Tiger"
    return _that(reading, head, first, end) if head and first <= end else head


def _telling(reading: SentenceReading, head: str, told: Clause) -> str:
    """“Vance warns Brook that …”: the words of the clause that is told, whole or not at all, and only if they say who."""
    if told.subjects and not _is_named(reading, told.subjects[0], told.subjects[0].pronoun, reading.lexicon.finding.told_pronouns):
        return ""
    first = next(i for i, made in enumerate(reading.chunks) if made.last >= told.first)
    said = _that(reading, head, first, end := _pause(reading, _last_chunk(reading, told)))
    return said if end >= told.chunk else ""


def _pause(reading: SentenceReading, last: int) -> int:
    """The chunk before the next pause: what is said goes on as far as that."""
    chunks = reading.chunks
    while last + 1 < len(chunks) and chunks[last + 1].kind not in _PAUSES:
        last += 1
    return last


def _that(reading: SentenceReading, head: str, first: int, end: int) -> str:
    if reading.chunks[first].kind == "sub":
        return ""  # "said that when he left, …": what he said stands behind that
    end = next((at - 1 for at in range(first + 1, end) if _may_be_the_speakers(reading, at)), end)
    while end > first and _leads_to_what_is_cut(reading, end):
        end -= 1
    begins, ends = reading.chunks[first].first, reading.chunks[end].last
    text = f"{head} that {source_text(reading, begins, ends, reading.tokens[begins].start, reading.tokens[ends].end)}"
    return text if len(text) <= LONGEST + _GRACE else ""


def _leads_to_what_is_cut(reading: SentenceReading, at: int) -> bool:
    """“seeking advice about (whether …)", "will leave on (Monday)”: a preposition whose phrase is left out."""
    return reading.chunks[at].kind == "prep" and reading.chunks[at + 1 : at + 2] != () and reading.chunks[at + 1].kind in _PAUSES


def _may_be_the_speakers(reading: SentenceReading, at: int) -> bool:
    """“Vance said that Brook had "gone mad" and put the blame on rain”: behind "and" a past form that may be what the speaker did."""
    return reading.chunks[at].kind == "conj" and reading.tokens[reading.chunks[at + 1].first].can_be("VBD")


def _is_named(reading: SentenceReading, phrase: Chunk, word: str, pronouns: frozenset[str]) -> bool:
    """Whether a phrase names somebody or something by itself: it is no pronoun, or one whose bearer is known."""
    return word not in pronouns or bool(name_of(reading, phrase))


def _subject(reading: SentenceReading, clause: Clause) -> str:
    texts = [owned_text(reading, clause) or subject_text(reading, subject, clause.subjects) for subject in clause.subjects]
    words = reading.lexicon.finding
    for text in texts:
        if text.lower() in words.articles:
            return ""  # "the first of them will fly": an article alone names nothing
    text = " and ".join([", ".join(texts[:-1]), texts[-1]] if len(texts) > 1 else texts)
    first, _, rest = text.partition(" ")
    opening = first[:1].lower() + first[1:]
    determined = rest and (opening in words.articles or opening in words.demonstratives)
    if determined and not text.startswith(tuple(words.names_with_article)):
        text = rest
    lower = text[:2].islower() or (text[:1].islower() and " " in text)  # "eBrook" stays as it is
    return text[:1].upper() + text[1:] if lower else text


def _verb(reading: SentenceReading, clause: Clause, stage: Stage) -> str:
    plural = len(clause.subjects) > 1 or _is_plural(reading, clause.subjects[0])
    if clause.role == "participle":
        return participle_verb(clause.verb, reading.lexicon, plural=plural)
    if stage is Stage.HAPPENED and (bygone := _bygone(reading, clause)):
        return bygone_verb(clause.verb, reading.lexicon, bygone, plural=plural)
    return finite_verb(clause.verb, reading.lexicon, plural=plural, stage=stage)


def _bygone(reading: SentenceReading, clause: Clause) -> str:
    """The word that says that something was so and need not be so now: "once supported the plan", not "once again" or "never once"."""
    if clause.verb.negated or clause.verb.tense is not Tense.PAST:
        return ""
    before = range(reading.chunks[clause.chunk].first, clause.verb.token)
    words = reading.lexicon.finding.bygone
    return next((t.lower for i in before if (t := reading.tokens[i]).lower in words and reading.tokens[i + 1].readings), "")


def _is_plural(reading: SentenceReading, subject: Chunk) -> bool:
    words = reading.lexicon.finding
    if subject.pronoun in words.plural_pronouns:
        return True
    if len(subject.names) == 1 and subject.names[0].last == subject.last and subject.head[:-1] in reading.lexicon.adjectives:
        return True  # "1,500 ethnic Norlanders"
    counted = reading.tokens[subject.first].lower if subject.first < subject.last else ""
    if not subject.names and {subject.head, counted} & (reading.lexicon.grammar.number_words - words.singular_numbers):
        return True  # "two of them", "the other three", "eight staff"
    if name_of(reading, subject) or (subject.names and subject.names[-1].last == subject.last):
        return False
    return subject.head in words.plural_nouns or reading.lexicon.endings.is_plural(subject.head)


def _last_chunk(reading: SentenceReading, clause: Clause) -> int:
    """The last chunk of a clause, with "in seeing …" behind it: "expressed interest in seeing Brook"."""
    chunks = reading.chunks
    end = clause.chunk
    while end + 1 < len(chunks) and chunks[end + 1].last <= clause.last:
        end += 1
    group = chunks[end + 2].verb if end + 2 < len(chunks) and chunks[end + 1].kind == "prep" else None
    if group is not None and group.gerund and group.lemma not in reading.lexicon.speech:
        end += 2
        while end + 1 < len(chunks) and chunks[end + 1].kind in {"np", "prep"}:
            end += 1
    return end
