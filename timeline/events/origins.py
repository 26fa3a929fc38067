"""Evidence and articles in, the report that each piece of evidence leans on out: what is copied or passed on counts once.

Three things share an origin: what names the same report ("according to The Harbour Times"), with that paper's own articles where it is
among the sources; articles that are copies of each other, as papers print what an agency sends; and single sentences that stand in two
articles word for word. The first article in time gives the origin.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from timeline.events.copies import NO_COPIES, Copies, find_copies
from timeline.events.evidence import Told
from timeline.events.gist import Gist, sequences_of
from timeline.events.names import normal
from timeline.model import Article
from timeline.quick import altered, dataclass


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


def trace(every: Sequence[Leaning], articles: Sequence[Article], before: Copies = NO_COPIES) -> tuple[dict[str, str], Copies]:
    """Evidence key → the report it leans on, where that is another than the evidence says; and which articles are copies. Neither the order
    of the input plays a part nor which were found `before`.

    `every` are those of the articles that were read.
    """
    copies = find_copies(_sequences(every, articles), {article.id: _day(article) for article in articles}, before)
    copied, outlets = copies.firsts(), _outlets(every, articles)
    own = {article.id: outlets.get(normal(article.publisher), copied.get(article.id, article.id)) for article in articles}
    first: dict[str, tuple[tuple[int, str], str]] = {}
    for leans in every:
        here, self_ = (copies.day[leans.article], leans.article), own[leans.article]
        for _, named, quote in leans.rows:
            if quote:
                at = here, outlets.get(normal(named), named) if named else self_
                if quote not in first or at < first[quote]:
                    first[quote] = at
    found: dict[str, str] = {}
    for leans in every:
        article, self_ = leans.article, own[leans.article]
        for key, named, quote in leans.rows:
            origin = outlets.get(normal(named), named) if named else self_
            if quote and (origin == article or origin == copied.get(article)):
                origin = first[quote][1]
            if origin != (named or article):
                found[key] = origin
    return found, copies


def _sequences(every: Iterable[Leaning], articles: Iterable[Article]) -> dict[str, bytes]:
    known = {leans.article: leans.gist.packed_sequences for leans in every}
    return {article.id: known[article.id] if article.id in known else sequences_of(article) for article in articles}


def with_origins(told: Iterable[Told], found: Iterable[str | None]) -> list[Told]:
    """Evidence with the origin that was found for each piece, if one was."""
    return [
        altered(item, evidence=altered(item.evidence, origin=origin)) if origin is not None else item
        for item, origin in zip(told, found, strict=True)
    ]


def _day(article: Article) -> int:
    """Where an article stands among others in time: those without a date last."""
    first = article.published.first if article.published is not None else None
    return first.ordinal if first is not None else 10**8


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
