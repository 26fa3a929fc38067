"""A clause in, its headline and content words out."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from timeline.events.chunks import Chunk
from timeline.events.clauses import Clause
from timeline.events.finding.attribution import claim_noun
from timeline.events.finding.kinds import verb_kind
from timeline.events.headline import LONGEST, headline, reporting
from timeline.events.identify import name_of
from timeline.events.inflection import stem
from timeline.events.sentence_reading import SentenceReading
from timeline.model import Stage

_TELLING_KINDS = frozenset({"accuse", "warn", "deny", "call-for", "threaten", "admit", "announce"})
_QUOTATION = re.compile(r"“[^”]*”|\"[^\"]*\"")
_LAST_QUOTATION = re.compile(r"[ ,]*[\"“]([^\"“”]*)[\"”]?$")
_COUNTRY = "US"  # no "us"
_SPOKEN = re.compile(r"([^\"“]*\w) ?, [\"“]")  # what opens behind a comma is told by itself
_LEAST_SAID = 4  # letters: a quotation cut behind its first word says nothing
_UNFINISHED = frozenset({"determiner", "conjunction"})  # classes of words that no headline ends with
_LEAST_QUOTED = 4  # tokens: fewer in quotation marks are a choice of words, not something said
_SHORTEST = 3  # letters of a content word
_TELLING = frozenset({"word", "verb"})  # their classes


def title_of(reading: SentenceReading, clause: Clause, extra: Sequence[Clause], stage: Stage) -> str:
    """A headline for a clause, "" where none can be made that names who in words of ours."""
    title = _title(reading, clause, extra, stage)
    if not title or _names_unknown(reading, clause) or any(_names_unknown(reading, child) for child in extra):
        return ""  # "pays her"
    quotes = '"' in title or "“" in title
    if quotes and (scrap := _LAST_QUOTATION.search(title)) and len(scrap[1].strip(" ,")) < _LEAST_SAID:
        title = title[: scrap.start()]
    whole = title
    while title and _is_unfinished(reading, title.rpartition(" ")[2], cut=title is not whole):
        title = title.rpartition(" ")[0]
    unquoted = _QUOTATION.sub("", title) if quotes else title
    outside = [word.lower() for word in unquoted.replace("’", " ").replace("'", " ").split() if word != _COUNTRY]
    own = reading.lexicon.finding.own_words
    if own.isdisjoint(outside):
        return title
    said = any(word in own and reading.lexicon.classes.get(before) != "determiner" for before, word in pairwise(["", *outside]))
    return "" if said else title  # "the mine" is nobody's


def _is_unfinished(reading: SentenceReading, word: str, *, cut: bool) -> bool:
    """Whether a headline cannot end with a word: an article, "and", "stating" without what is stated, the "in" of what was cut off."""
    forms = reading.lexicon.forms.get(word, ()) if word.endswith("ing") else ()
    spoken = any(form.tag == "VBG" and form.lemma in reading.lexicon.speech for form in forms)
    word_class = reading.lexicon.classes.get(word)
    return spoken or word_class in _UNFINISHED or (cut and word_class == "preposition")


def _names_unknown(reading: SentenceReading, clause: Clause) -> bool:
    return any(_is_unknown(reading, phrase) for phrase in clause.objects) or any(_is_unknown(reading, o.phrase) for o in clause.obliques)


def _is_unknown(reading: SentenceReading, phrase: Chunk) -> bool:
    """Whether a phrase is "him" or "them" and nobody can tell who that is."""
    return phrase.pronoun == phrase.head and phrase.pronoun in reading.lexicon.finding.told_objects and not name_of(reading, phrase)


def _title(reading: SentenceReading, clause: Clause, extra: Sequence[Clause], stage: Stage) -> str:
    first = clause.subjects[0] if clause.subjects else None
    if first is not None and first.pronoun and first.head != first.pronoun:
        return ""  # "his team": a headline names people
    children = reading.children(clause)
    told = next((child for child in children if child.role == "complement" and child.subjects), None) if children else None
    kind, speaks = verb_kind(reading, clause), clause.verb.lemma in reading.lexicon.speech
    tells = speaks or kind in _TELLING_KINDS or (told is not None and bool(claim_noun(reading, told)))
    behind = _behind(reading, clause) if tells and told is None else len(reading.chunks)
    if behind + 1 < len(reading.chunks) and reading.chunks[behind].kind == "comp":
        return reporting(reading, clause, stage, behind + 1, _phrase_end(reading, behind + 1))
    return (
        _quoting(reading, clause, stage)
        if kind == "say" and told is None
        else headline(reading, clause, extra, stage, told if tells else None)
    )


def _behind(reading: SentenceReading, clause: Clause) -> int:
    """The chunk behind a verb, its objects and its date: where "that" stands in "proposed on Monday that …"."""
    i = clause.chunk + 1 + len(clause.objects)
    while i + 1 < len(reading.chunks) and (reading.chunks[i].kind == "time" or reading.chunks[i + 1].kind == "time"):
        i += 1
    return i


def _phrase_end(reading: SentenceReading, first: int) -> int:
    """The last chunk before the next comma or stop."""
    pauses = (i for i in range(first, len(reading.chunks)) if reading.chunks[i].kind in {"comma", "stop"})
    return next(pauses, len(reading.chunks)) - 1


def _quoting(reading: SentenceReading, clause: Clause, stage: Stage) -> str:
    """“Ada Brook tells a paper: “…””: who spoke and the first words of what the source puts in quotation marks."""
    head = headline(reading, clause, (), stage, goes_on=True)
    quoted = [token for token in reading.tokens if token.quoted]
    while quoted and quoted[-1].word_class == "quote":
        quoted.pop()  # the mark of a quotation to come
    if quoted and (opened := _SPOKEN.match(head)):
        head = opened[1]
    if not head or len(quoted) < _LEAST_QUOTED or _QUOTATION.search(head):
        said = [phrase for phrase in clause.objects if phrase.head not in reading.lexicon.finding.body_pronouns]  # "said it stood by …"
        return head if said or (clause.obliques and not clause.objects) else ""
    words, room = "", LONGEST - len(head) - len(": “”…")
    for token in quoted:
        longer = reading.text[quoted[0].start : token.end].replace("\n", " ")
        if len(longer) > room:
            return f"{head}: “{_bare(words)} …”" if words else head
        words = longer
    return f"{head}: “{_bare(words)}”"


def _bare(words: str) -> str:
    return words.strip('“”,. "')


def content_words(reading: SentenceReading, first: int, last: int) -> frozenset[str]:
    """The stems of the words between two tokens, names left out, for comparing wording."""
    named = {i for name in reading.names for i in range(name.first, name.last + 1)}
    tokens = enumerate(reading.tokens[first : last + 1], first)
    words = [token.lower for i, token in tokens if token.word_class in _TELLING and i not in named]
    return frozenset([stem(word) for word in words if len(word) >= _SHORTEST])
