"""Articles with their sentences in, every passage that may retell an event out: sentences and headings, with what stands in them.

A passage is read less closely than a clause: its words, the surnames it names and whose they may be, and whether it speaks of fact at all.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from timeline.events.lexicon import Lexicon
from timeline.events.merging.windows import FIRST_DAY, width
from timeline.model import Article, BlockKind, Resolution, Sentence, Stage, Unresolved
from timeline.when import When, between

_TOKEN = re.compile(r"[^\W_]+(?:['’][^\W\d_]+)?|[$€£]")
_SUM = re.compile(r"[$€£]\s?\d[\d.,]*(?:\s?(?:thousand|million|billion|trillion|m|bn)\b)?", re.IGNORECASE)
_NOISE = re.compile(r"[\s,]|[.,]$")
_NEWS = 3  # days before an article of which it gives the news
_MONTH = 31  # days: times wider than that keep nothing apart
_GOVERNED = 5  # words behind a verb like "plan" in which its "to" stands
_LEADING = 5  # headings and sentences that make the lead of an article
_GENITIVE = re.compile(r"['’]s?$")


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """An article, its sentences, and what its time expressions come to."""

    article: Article
    sentences: tuple[Sentence, ...]
    results: tuple[Resolution | Unresolved, ...] = ()  # one for each time expression of the article


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Passage:
    """A sentence or heading: its tokens in lower case with their offsets in the article, the people and sums of money it names, the days
    it speaks of, whether it leads its article, and the places of tokens that deny, doubt or ask.
    """

    sentence: Sentence
    tokens: tuple[str, ...]
    spans: tuple[tuple[int, int], ...]
    people: frozenset[str]
    sums: frozenset[str]
    whens: tuple[When, ...]
    source: Source
    leads: bool
    doubts: frozenset[int]

    @property
    def article(self) -> Article:
        """The article it stands in."""
        return self.source.article

    @property
    def place(self) -> tuple[str, int]:
        """Where it stands."""
        return self.sentence.article, self.sentence.index


def lines(article: Article, sentences: Sequence[Sentence]) -> tuple[Sentence, ...]:
    """The sentences of an article and, with indices below 0, its headings, in the order of the text."""
    headings = (
        Sentence(
            article=article.id,
            index=-number - 1,
            block=number,
            start=block.start,
            end=block.end,
            text=article.text[block.start : block.end],
        )
        for number, block in enumerate(article.blocks)
        if block.kind is BlockKind.HEADING
    )
    return tuple(sorted((*sentences, *headings), key=lambda line: line.start))


def passages(sources: Iterable[Source], people: Collection[str], lexicon: Lexicon) -> list[Passage]:
    """The passages of all sources, in the order of their articles' ids; `people` are surnames of those who take part in events."""
    found = []
    for source in sorted(sources, key=lambda source: source.article.id):
        times, news = _times(source.results), _news(source.article)
        for number, sentence in enumerate(source.sentences):
            found.append(_passage(source, sentence, times.get(sentence.index) or news, number, people, lexicon))
    return found


def _news(article: Article) -> tuple[When, ...]:
    """The days that a passage without a time of its own is taken to speak of: those before its article."""
    first, last = (article.published.first, article.published.last) if article.published is not None else (None, None)
    if first is None or last is None or first.days_since(FIRST_DAY) < _NEWS:
        return ()
    return (between(first - _NEWS, last),)


def _times(results: Iterable[Resolution | Unresolved]) -> Mapping[int, tuple[When, ...]]:
    found: dict[int, tuple[When, ...]] = {}
    for result in results:
        if isinstance(result, Resolution) and result.when is not None and width(result.when) <= _MONTH:
            found[result.expression.sentence] = (*found.get(result.expression.sentence, ()), result.when)
    return found


def _passage(
    source: Source, sentence: Sentence, whens: tuple[When, ...], number: int, people: Collection[str], lexicon: Lexicon
) -> Passage:
    found = list(_TOKEN.finditer(sentence.text))
    bare = [_GENITIVE.sub("", match[0]) for match in found]
    return Passage(
        source=source,
        sentence=sentence,
        tokens=tuple(word.casefold() for word in bare),
        spans=tuple(
            (sentence.start + match.start(), sentence.start + match.start() + len(word)) for match, word in zip(found, bare, strict=True)
        ),
        people=frozenset(word.casefold() for word in bare if word[0].isupper() and word.casefold() in people),
        sums=frozenset(_NOISE.sub("", match[0].casefold()) for match in _SUM.finditer(sentence.text)),
        whens=whens,
        leads=number < _LEADING,
        doubts=_doubts(sentence.text, [match[0].casefold().replace("’", "'") for match in found], lexicon),
    )


def _doubts(text: str, words: Sequence[str], lexicon: Lexicon) -> frozenset[int]:
    """Places of the words that make what is said near them no plain fact; the place of every word in a question."""
    closed = lexicon.finding
    odd = closed.negative_determiners | closed.nobody | closed.conditions
    if text.rstrip().endswith("?"):
        return frozenset(range(len(words)))
    return frozenset(
        at
        for at, word in enumerate(words)
        if lexicon.classes.get(word) in {"negation", "modal"} or word.endswith("n't") or word in odd or _is_unreal(at, words, lexicon)
    )


def _is_unreal(at: int, words: Sequence[str], lexicon: Lexicon) -> bool:
    """Whether a verb makes what follows no fact: "denied", "threatened", and before "to" whatever plans, proposes or fails."""
    lemmas = {form.lemma for form in lexicon.forms.get(words[at], ())}
    if lemmas & (lexicon.finding.denying | lexicon.finding.refusing):
        return True
    stages = {lexicon.stages[lemma] for lemma in lemmas if lemma in lexicon.stages}
    return Stage.THREATENED in stages or (bool(stages) and any(_governs(i, words, lexicon) for i in range(at + 1, at + _GOVERNED)))


def _governs(at: int, words: Sequence[str], lexicon: Lexicon) -> bool:
    """Whether "to" and a verb stand at a place: "offered to pay", not "made an offer to Vance"."""
    return words[at : at + 1] == ["to"] and any(form.tag == "VB" for word in words[at + 1 : at + 3] for form in lexicon.forms.get(word, ()))
