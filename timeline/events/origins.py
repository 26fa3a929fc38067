"""Evidence and articles in, the report that each piece of evidence leans on out: what is copied or passed on counts once.

Three things share an origin: what names the same report ("according to The Harbour Times"), with that paper's own articles where it is
among the sources; articles that are copies of each other, as papers print what an agency sends; and single sentences that stand in two
articles word for word. The first article in time gives the origin.

Copies are found by word sequences: of each article those that begin with a word of a fixed fourth of all words are kept, and only articles
that share some are compared, in a crowd only with their neighbours, so that the cost grows with the text and not with the pairs.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from zlib import crc32

from timeline.events.evidence import Told
from timeline.events.merging import pairs_within
from timeline.events.names import normal
from timeline.model import Article, BlockKind

_WORD = re.compile(r"[^\W_]+")
_QUOTED = re.compile(r"[“”\"«»]")
_PROSE = frozenset({BlockKind.PARAGRAPH, BlockKind.ITEM, BlockKind.QUOTATION})
_LONG = 6  # words of a sequence
_KEPT = 4  # of so many words one begins a sequence that is kept
_LEAST = 8  # sequences without which an article is too short to be called a copy
_OF_SHORTER, _OF_LONGER = 0.6, 0.3  # share of the sequences of two articles that copies have in common
_SENTENCE = 8  # words from which on a sentence does not stand in two articles by chance


def trace(told: Iterable[Told], articles: Sequence[Article]) -> dict[str, str]:
    """Evidence key → the report it leans on, where that is another than the evidence says. The order of the input plays no part."""
    rows = sorted(told, key=lambda item: (item.evidence.article, item.evidence.start, item.evidence.key))
    copied = copies(articles)
    outlets = _outlets(rows, articles)
    publisher = {article.id: normal(article.publisher) for article in articles if article.publisher}
    place = {article.id: _place(article) for article in articles}
    found: dict[str, str] = {}
    first: dict[tuple[str, ...], tuple[tuple[int, str], str]] = {}
    for item in rows:
        evidence = item.evidence
        if evidence.origin != evidence.article:
            found[evidence.key] = outlets.get(normal(evidence.origin), evidence.origin)
        else:
            found[evidence.key] = outlets.get(publisher.get(evidence.article, ""), copied.get(evidence.article, evidence.article))
        if words := _words_to_compare(evidence.quote):
            first[words] = min(first.get(words, ((10**9, ""), "")), (place[evidence.article], found[evidence.key]))
    for item in rows:
        evidence = item.evidence
        words = _words_to_compare(evidence.quote)
        if words and found[evidence.key] in {evidence.article, copied.get(evidence.article)}:
            found[evidence.key] = first[words][1]
    return {item.evidence.key: found[item.evidence.key] for item in rows if found[item.evidence.key] != item.evidence.origin}


def with_origins(told: Iterable[Told], origins: Mapping[str, str]) -> list[Told]:
    """Evidence with the origins that were found for it."""
    return [
        replace(item, evidence=replace(item.evidence, origin=origins[item.evidence.key])) if item.evidence.key in origins else item
        for item in told
    ]


def copies(articles: Sequence[Article]) -> dict[str, str]:
    """For the id of each article that is a copy the id of the first that it copies.

    Copies share at least three fifths of the word sequences of the shorter, and three tenths of those of the longer.
    """
    ordered = sorted(articles, key=_place)
    kept = [_sequences(article) for article in ordered]
    blocks: dict[int, list[int]] = defaultdict(list)
    for number, sequences in enumerate(kept):
        if len(sequences) >= _LEAST:
            for sequence in sequences:
                blocks[sequence].append(number)
    shared = Counter(pair for block in blocks.values() if len(block) > 1 for pair in pairs_within((block,)))
    found: dict[int, int] = {}
    for earlier, later in sorted(pair for pair, count in shared.items() if count >= _LEAST // 2):
        if later not in found and _are_copies(kept[earlier], kept[later]):
            found[later] = found.get(earlier, earlier)
    return {ordered[later].id: ordered[earlier].id for later, earlier in found.items()}


def _are_copies(one: frozenset[int], other: frozenset[int]) -> bool:
    low, high = sorted((len(one), len(other)))
    common = len(one & other)
    return common >= _OF_SHORTER * low and common >= _OF_LONGER * high


def _sequences(article: Article) -> frozenset[int]:
    """What is kept of the word sequences of an article's prose, as numbers that are the same on every machine."""
    prose = " ".join(article.text[block.start : block.end] for block in article.blocks if block.kind in _PROSE)
    words = _WORD.findall(prose.casefold())
    begins = {word: crc32(word.encode()) % _KEPT == 0 for word in set(words)}
    return frozenset(crc32(" ".join(words[at : at + _LONG]).encode()) for at in range(len(words) - _LONG + 1) if begins[words[at]])


def _place(article: Article) -> tuple[int, str]:
    """Where an article stands among others: by its date, those without one last, then by its id."""
    first = article.published.first if article.published is not None else None
    return (first.ordinal if first is not None else 10**8), article.id


def _words_to_compare(quote: str) -> tuple[str, ...]:
    """The words of a sentence long enough to know it again; none where it quotes, for many hear the same words."""
    words = tuple(_WORD.findall(quote.casefold()))
    return words if len(words) >= _SENTENCE and not _QUOTED.search(quote) else ()


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
