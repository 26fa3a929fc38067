"""Sentences and headings that may retell an event in, with what stands in them, out.

A passage is read less closely than a clause: its words, the surnames it names and whose they may be, and whether it speaks of fact at all.
What several articles say in the same words is read once. Of most lines only what keeps two apart is ever asked (`Names`).
"""

from __future__ import annotations

import re
from collections.abc import Collection, Container, Iterator, Mapping, Sequence

from timeline.events.gist import TOKEN, bare
from timeline.events.lexicon import Lexicon
from timeline.events.merging.sources import Source, Times
from timeline.events.merging.stories import Place
from timeline.events.merging.windows import FIRST_DAY
from timeline.model import Article, Sentence, Stage
from timeline.quick import dataclass
from timeline.when import When, between

LEADING = 5  # headings and sentences that make the lead of an article
_SUM = re.compile(r"[$€£]\s?\d[\d.,]*(?:\s?(?:thousand|million|billion|trillion|m|bn)\b)?", re.IGNORECASE)
_NOISE = re.compile(r"[\s,]|[.,]$")
_NEWS = 3  # days before an article of which it gives the news
_GOVERNED = 5  # words behind a verb like "plan" in which its "to" stands
_MOST_KNOWN = 1 << 13  # texts whose names are at hand

Names = tuple[frozenset[str], frozenset[str], tuple[When, ...]]  # people, sums of money and days that a line names


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Wording:
    """What some words say wherever they stand: their tokens in lower case with their offsets, whether a name is among them, the people and
    sums of money they name, and the places of tokens that deny, doubt or ask.
    """

    tokens: tuple[str, ...]
    spans: tuple[tuple[int, int], ...]
    names: bool
    people: frozenset[str]
    sums: frozenset[str]
    doubts: frozenset[int]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Passage:
    """A sentence or heading: its wording, the days it speaks of, whether it leads its article, and whether a time stands in it."""

    sentence: Sentence
    wording: Wording
    whens: tuple[When, ...]
    source: Source
    leads: bool
    timed: bool

    @property
    def article(self) -> Article:
        """The article it stands in."""
        return self.source.article

    @property
    def place(self) -> Place:
        """Where it stands."""
        return self.sentence.article, self.sentence.index

    @property
    def names(self) -> Names:
        """What it names."""
        return self.wording.people, self.wording.sums, self.whens


class Readings:
    """Texts of lines in, what they say out, each read once; `people` are surnames of those who take part in events."""

    def __init__(self, people: Collection[str], lexicon: Lexicon) -> None:
        self._people, self._lexicon = people, lexicon
        self._named: dict[str, tuple[frozenset[str], frozenset[str]]] = {}
        self._wordings: dict[str, Wording] = {}

    def named(self, text: str) -> tuple[frozenset[str], frozenset[str]]:
        """The people and the sums of money that a text names."""
        if text not in self._named:
            if len(self._named) >= _MOST_KNOWN:
                self._named.clear()
            self._named[text] = _people(text, self._people), sums_of(text)
        return self._named[text]

    def wording(self, text: str) -> Wording:
        """All that a text says."""
        if text not in self._wordings:
            self._wordings[text] = _wording(text, self._people, self._lexicon)
        return self._wordings[text]

    def let_go(self) -> None:
        """Drop what was read closely: it is much, and little of it is read again."""
        self._wordings.clear()


def passages(source: Source, readings: Readings, only: Container[Place]) -> Iterator[Passage]:
    """What announces an article, and `only` its passages of some places."""
    lines, said = source.read()
    times, news, timed = _times(said), _news(source.article), {sentence for sentence, _ in said}
    for number, line in enumerate(lines):
        leads = number < LEADING
        if (leads and line.index < 0) or (line.article, line.index) in only:
            whens, wording = times.get(line.index) or news, readings.wording(line.text)
            yield Passage(source=source, sentence=line, wording=wording, whens=whens, leads=leads, timed=line.index in timed)


def names(source: Source, readings: Readings) -> Iterator[Names]:
    """What each line of an article names."""
    lines, said = source.read()
    times, news = _times(said), _news(source.article)
    return ((*readings.named(line.text), times.get(line.index) or news) for line in lines)


def _news(article: Article) -> tuple[When, ...]:
    """The days that a passage without a time of its own is taken to speak of: those before its article."""
    first, last = (article.published.first, article.published.last) if article.published is not None else (None, None)
    if first is None or last is None or first.days_since(FIRST_DAY) < _NEWS:
        return ()
    return (between(first - _NEWS, last),)


def _times(said: Times) -> Mapping[int, tuple[When, ...]]:
    found: dict[int, tuple[When, ...]] = {}
    for sentence, when in said:
        if when is not None:
            found[sentence] = (*found.get(sentence, ()), when)
    return found


def _wording(text: str, people: Collection[str], lexicon: Lexicon) -> Wording:
    found = list(TOKEN.finditer(text))
    words = [bare(match[0]) for match in found]
    return Wording(
        tokens=tuple(word.casefold() for word in words),
        spans=tuple((match.start(), match.start() + len(word)) for match, word in zip(found, words, strict=True)),
        names=any(word[0].isupper() for word in words[1:]),
        people=_people(text, people),
        sums=sums_of(text),
        doubts=_doubts(text, [match[0].casefold().replace("’", "'") for match in found], lexicon),
    )


def _people(text: str, people: Collection[str]) -> frozenset[str]:
    capital = (bare(word).casefold() for word in TOKEN.findall(text) if word[0].isupper())
    return frozenset(word for word in capital if word in people)


def sums_of(text: str) -> frozenset[str]:
    """The sums of money that a text names, as it writes them."""
    return frozenset(_NOISE.sub("", match[0].casefold()) for match in _SUM.finditer(text))


def _doubts(text: str, words: Sequence[str], lexicon: Lexicon) -> frozenset[int]:
    """Places of the words that make what is said near them no plain fact; of every word in a question, and in what is taken back."""
    closed = lexicon.finding
    odd = closed.negative_determiners | closed.nobody | closed.conditions | closed.unreal_adjectives | closed.planned_adjectives
    if text.rstrip().endswith("?") or lexicon.withdrawn.search(text):
        return frozenset(range(len(words)))
    return frozenset(
        at
        for at, word in enumerate(words)
        if lexicon.classes.get(word) in {"negation", "modal"}
        or word.endswith("n't")
        or word in odd
        or _is_unreal(at, words, lexicon)
        or _is_to_come(at, words, lexicon)
    )


def _is_unreal(at: int, words: Sequence[str], lexicon: Lexicon) -> bool:
    """Whether a verb makes what follows no fact: "denied", "threatened", and before "to" whatever plans, proposes or fails."""
    forms = lexicon.forms.get(words[at])
    if not forms:
        return False
    if words[at] in lexicon.noun_kinds:
        return False  # "made an offer to Mark Reed"
    lemmas = {form.lemma for form in forms}
    if lemmas & (lexicon.finding.denying | lexicon.finding.refusing):
        return True
    stages = {lexicon.stages[lemma] for lemma in lemmas if lemma in lexicon.stages}
    return Stage.THREATENED in stages or (bool(stages) and any(_governs(i, words, lexicon) for i in range(at + 1, at + _GOVERNED)))


def _is_to_come(at: int, words: Sequence[str], lexicon: Lexicon) -> bool:
    """“elections to be held”, and "Tessing to hold elections", where no verb stands before it."""
    if not _governs(at, words, lexicon):
        return False
    verbal = any(form.tag in {"VBD", "VBZ", "VBN"} for word in words[:at] for form in lexicon.forms.get(word, ()))
    completes = at > 0 and words[at - 1] in lexicon.noun_kinds  # "in talks to buy"
    return words[at + 1] == "be" or not (verbal or completes)


def _governs(at: int, words: Sequence[str], lexicon: Lexicon) -> bool:
    """Whether "to" and a verb stand at a place: "offered to pay", not "made an offer to Vance"."""
    return words[at : at + 1] == ["to"] and any(form.tag == "VB" for word in words[at + 1 : at + 3] for form in lexicon.forms.get(word, ()))
