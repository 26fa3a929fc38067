"""Evidence and articles in, the report that each piece of evidence leans on out: what is copied or passed on counts once.

Three things share an origin: what names the same report ("according to The Harbour Times"), with that paper's own articles where it is
among the sources; articles that are copies of each other, as papers print what an agency sends; and single sentences that stand in two
articles word for word. The first article in time gives the origin.

Copies are found by word sequences: only articles that share some of those kept are compared, in a crowd only with their neighbours, so that
the cost grows with the text and not with the pairs.
"""

from __future__ import annotations

from array import array
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import partial
from itertools import chain
from math import ceil
from types import MappingProxyType

from timeline.events.evidence import Told
from timeline.events.gist import Gist, sequences_of
from timeline.events.merging import beside
from timeline.events.names import normal
from timeline.memo import NO_MEMO, Memo
from timeline.model import Article
from timeline.quick import altered, dataclass

_LEAST = 8  # sequences without which an article is too short to be called a copy
_OF_SHORTER, _OF_LONGER = 0.6, 0.3  # share of the sequences of two articles that copies have in common
_MET = 3  # rare sequences in common without which two articles are not compared: fewer than copies have
_NOTHING: Mapping[str, Gist] = MappingProxyType({})


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Leaning:
    """What is known of an article by itself: for each piece of its evidence the key, the report that is named ("" for none), and a name for
    the words that are quoted; and the gist that its sequences stand in.
    """

    article: str
    rows: tuple[tuple[str, str, str], ...]
    gist: Gist


def leaning(article: str, told: Iterable[Told], gist: Gist) -> Leaning:
    """What an article leans on by its own words."""
    quotes, items = gist.quotes, [(item.index, item.evidence) for item in told]
    rows = tuple((item.key, item.origin if item.origin != article else "", quotes[index]) for index, item in items)
    return Leaning(article=article, rows=rows, gist=gist)


def trace(every: Sequence[Leaning], articles: Sequence[Article], memo: Memo = NO_MEMO) -> dict[str, str]:
    """Evidence key → the report it leans on, where that is another than the evidence says. The order of the input plays no part.

    `every` are those of the articles that were read.
    """
    copied = copies(articles, {leans.article: leans.gist for leans in every}, memo)
    outlets = _outlets(every, articles)
    own = {article.id: outlets.get(normal(article.publisher), copied.get(article.id, article.id)) for article in articles}
    place = {article.id: _place(article) for article in articles}
    first: dict[str, tuple[tuple[int, str], str]] = {}
    for leans in every:
        here, self_ = place[leans.article], own[leans.article]
        for _, named, quote in leans.rows:
            if quote:
                at = here, outlets.get(normal(named), named) if named else self_
                first[quote] = min(first.get(quote, at), at)
    found: dict[str, str] = {}
    for leans in every:
        article, self_ = leans.article, own[leans.article]
        for key, named, quote in leans.rows:
            origin = outlets.get(normal(named), named) if named else self_
            if quote and (origin == article or origin == copied.get(article)):
                origin = first[quote][1]
            if origin != (named or article):
                found[key] = origin
    return found


def with_origins(told: Iterable[Told], found: Iterable[str | None]) -> list[Told]:
    """Evidence with the origin that was found for each piece, if one was."""
    return [
        altered(item, evidence=altered(item.evidence, origin=origin)) if origin is not None else item
        for item, origin in zip(told, found, strict=True)
    ]


def copies(articles: Sequence[Article], gists: Mapping[str, Gist] = _NOTHING, memo: Memo = NO_MEMO) -> dict[str, str]:
    """For the id of each article that is a copy the id of the first that it copies; `gists` are those of articles by their ids.

    Copies share at least three fifths of the word sequences of the shorter, and three tenths of those of the longer.
    """
    ordered = sorted(articles, key=_place)
    texts = [gists.get(article.id, article) for article in ordered]
    kept = [memo.of("sequences", (text,), partial(_sequences, text)) for text in texts]
    found: dict[int, int] = {}
    for earlier, later in sorted(_alike(kept)):
        seen = texts[earlier], texts[later]
        if later not in found and memo.of("copies", seen, partial(_are_copies, kept[earlier], kept[later])):
            found[later] = found.get(earlier, earlier)
    return {ordered[later].id: ordered[earlier].id for later, earlier in found.items()}


def _sequences(text: Gist | Article) -> array[int]:
    """The word sequences of an article in order, four bytes each."""
    return array("I", text.sequences if isinstance(text, Gist) else sorted(sequences_of(text)))


def _alike(kept: Sequence[array[int]]) -> set[tuple[int, int]]:
    """Pairs of articles that may be copies, the earlier first; `kept` are their sequences in order.

    Two that have so much in common as copies must have share some of the rarest two fifths of the shorter's sequences, and these are among
    the rarest seven tenths of the longer's: what stands in every article brings none together, nor does a stock phrase or two.
    """
    uses = Counter(chain.from_iterable(kept))
    shared: dict[int, array[int]] = {}  # the rarest are those of one article alone, which bring none together
    for number, sequences in enumerate(kept):
        if len(sequences) >= _LEAST:
            shared[number] = array("I", sorted([sequence for sequence in sequences if uses[sequence] > 1], key=uses.__getitem__))

    def rarest(number: int, share: float) -> array[int]:
        size = len(kept[number])
        return shared[number][: max(0, _beyond(size, share) - (size - len(shared[number])))]

    holders: dict[int, list[int]] = defaultdict(list)
    for number in shared:
        for sequence in rarest(number, _OF_LONGER):
            holders[sequence].append(number)
    found: set[tuple[int, int]] = set()
    for number in shared:
        near = Counter(chain.from_iterable([beside(holders[sequence], number) for sequence in rarest(number, _OF_SHORTER)]))
        near.pop(number, None)
        longer = (other for other, met in near.items() if met >= _MET and len(kept[other]) >= len(kept[number]))
        found.update((number, other) if number < other else (other, number) for other in longer)
    return found


def _beyond(count: int, share: float) -> int:
    """How many of so many have `_MET` that a set holding this share of them holds."""
    return count - ceil(share * count) + _MET


def _are_copies(one: array[int], other: array[int]) -> bool:
    low, high = sorted((len(one), len(other)))
    common = len(set(one).intersection(other))
    return common >= _OF_SHORTER * low and common >= _OF_LONGER * high


def _place(article: Article) -> tuple[int, str]:
    """Where an article stands among others: by its date, those without one last, then by its id."""
    first = article.published.first if article.published is not None else None
    return (first.ordinal if first is not None else 10**8), article.id


def _outlets(every: Iterable[Leaning], articles: Iterable[Article]) -> dict[str, str]:
    """Each outlet that evidence leans on, as it is compared → its fullest name: "the Evening Post" is The Tessing Evening Post where no
    other paper of that name is told of.
    """
    named = sorted({named for leans in every for _, named, _ in leans.rows if named}, key=lambda o: (-len(o), o))
    full: dict[str, str] = {}
    for origin in named:
        full.setdefault(normal(origin), origin)
    known = {normal(article.publisher): article.publisher for article in articles if article.publisher} | full
    longer: dict[str, list[str]] = defaultdict(list)  # by each two last words or more
    for other in known:
        words = other.split(" ")
        for at in range(1, len(words) - 1):
            longer[" ".join(words[at:])].append(other)
    found = {}
    for name in full:
        fullest = longer[name][0] if len(longer.get(name, ())) == 1 else name
        found[name] = found[fullest] = full.get(fullest, known[fullest])
    return found
