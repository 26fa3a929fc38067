"""Evidence and articles in, the report that each piece of evidence leans on out: what is copied or passed on counts once.

Three things share an origin: what names the same report ("according to The Harbour Times"), with that paper's own articles where it is
among the sources; articles that are copies of each other, as papers print what an agency sends; and single sentences that stand in two
articles word for word. The first article in time gives the origin.

Copies are found by word sequences: only articles that share some of those kept are compared, in a crowd only with their neighbours, so that
the cost grows with the text and not with the pairs.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import chain
from math import ceil
from types import MappingProxyType

from timeline.events.evidence import Told
from timeline.events.gist import Gist, sequences_of
from timeline.events.merging import around
from timeline.events.names import normal
from timeline.model import Article
from timeline.quick import altered

_LEAST = 8  # sequences without which an article is too short to be called a copy
_OF_SHORTER, _OF_LONGER = 0.6, 0.3  # share of the sequences of two articles that copies have in common
_NOTHING: Mapping[str, frozenset[int]] = MappingProxyType({})


def trace(told: Sequence[Told], articles: Sequence[Article], gists: Mapping[str, Gist]) -> dict[str, str]:
    """Evidence key → the report it leans on, where that is another than the evidence says. The order of the input plays no part.

    `gists` are those of the articles that `told` stands in.
    """
    copied = copies(articles, {id_: gist.sequences for id_, gist in gists.items()})
    outlets = _outlets(told, articles)
    own = {article.id: outlets.get(normal(article.publisher), copied.get(article.id, article.id)) for article in articles}
    place = {article.id: _place(article) for article in articles}
    first: dict[str, tuple[tuple[int, str], str]] = {}
    rows = []
    quotes = {id_: gist.quotes for id_, gist in gists.items()}
    for item in told:
        evidence = item.evidence
        article = evidence.article
        origin = own[article] if evidence.origin == article else outlets.get(normal(evidence.origin), evidence.origin)
        quote = quotes[article][item.index]
        if quote:
            here = (place[article], origin)
            if quote not in first or here < first[quote]:
                first[quote] = here
        if origin == article or origin == copied.get(article):
            rows.append((evidence, quote, origin))
        elif origin != evidence.origin:
            rows.append((evidence, "", origin))
    found = ((evidence, first[quote][1] if quote else origin) for evidence, quote, origin in rows)
    return {evidence.key: origin for evidence, origin in found if origin != evidence.origin}


def with_origins(told: Iterable[Told], origins: Mapping[str, str]) -> list[Told]:
    """Evidence with the origins that were found for it."""
    return [
        altered(item, evidence=altered(item.evidence, origin=origins[item.evidence.key])) if item.evidence.key in origins else item
        for item in told
    ]


def copies(articles: Sequence[Article], known: Mapping[str, frozenset[int]] = _NOTHING) -> dict[str, str]:
    """For the id of each article that is a copy the id of the first that it copies; `known` are sequences of articles by their ids.

    Copies share at least three fifths of the word sequences of the shorter, and three tenths of those of the longer.
    """
    ordered = sorted(articles, key=_place)
    kept = [known[article.id] if article.id in known else sequences_of(article) for article in ordered]
    found: dict[int, int] = {}
    for earlier, later in sorted(_alike(kept)):
        if later not in found and _are_copies(kept[earlier], kept[later]):
            found[later] = found.get(earlier, earlier)
    return {ordered[later].id: ordered[earlier].id for later, earlier in found.items()}


def _alike(kept: Sequence[frozenset[int]]) -> set[tuple[int, int]]:
    """Pairs of articles that may be copies, the earlier first.

    Two that have so much in common as copies must have share one of the rarest two fifths of the shorter's sequences, and it is among the
    rarest seven tenths of the longer's: what stands in every article brings none together.
    """
    uses = Counter(chain.from_iterable(kept))
    rarest = {
        number: sorted(sequences, key=lambda sequence: (uses[sequence], sequence))
        for number, sequences in enumerate(kept)
        if len(sequences) >= _LEAST
    }
    holders: dict[int, list[int]] = defaultdict(list)
    for number, sequences in rarest.items():
        for sequence in sequences[: _beyond(len(sequences), _OF_LONGER)]:
            holders[sequence].append(number)
    return {
        (number, other) if number < other else (other, number)
        for number, sequences in rarest.items()
        for sequence in sequences[: _beyond(len(sequences), _OF_SHORTER)]
        if len(holders[sequence]) > 1
        for other in around(holders[sequence], number)
        if len(rarest[other]) >= len(sequences)
    }


def _beyond(count: int, share: float) -> int:
    """How many of so many have one that a set holding this share of them holds."""
    return count - ceil(share * count) + 1


def _are_copies(one: frozenset[int], other: frozenset[int]) -> bool:
    low, high = sorted((len(one), len(other)))
    common = len(one & other)
    return common >= _OF_SHORTER * low and common >= _OF_LONGER * high


def _place(article: Article) -> tuple[int, str]:
    """Where an article stands among others: by its date, those without one last, then by its id."""
    first = article.published.first if article.published is not None else None
    return (first.ordinal if first is not None else 10**8), article.id


def _outlets(told: Iterable[Told], articles: Iterable[Article]) -> dict[str, str]:
    """Each outlet that evidence leans on, as it is compared → its fullest name: "the Evening Post" is The Tessing Evening Post where no
    other paper of that name is told of.
    """
    named = sorted({item.evidence.origin for item in told if item.evidence.origin != item.evidence.article}, key=lambda o: (-len(o), o))
    full: dict[str, str] = {}
    for origin in named:
        full.setdefault(normal(origin), origin)
    known = {normal(article.publisher): article.publisher for article in articles if article.publisher} | full
    found = {}
    for name in full:
        longer = {other for other in known if " " in name and other.endswith(f" {name}")}
        fullest = longer.pop() if len(longer) == 1 else name
        found[name] = found[fullest] = full.get(fullest, known[fullest])
    return found
