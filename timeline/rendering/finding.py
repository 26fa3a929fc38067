"""SiteView of several pages in, what its script needs to find an event on any of them out."""

from __future__ import annotations

import json
from collections.abc import Iterator

from timeline.view import SiteView
from timeline.view.records import Card, Chapter

PLACES, SEARCH = "pages.json", "search.json"


def places(view: SiteView) -> str:
    """The page that each anchor stands on, so that an old link finds its event although the timeline has grown over several pages."""
    found = {
        anchor.removeprefix("e-"): chapter.file
        for chapter in view.years
        for card in _cards(chapter)
        for anchor in (card.anchor, *(quote.anchor for quote in card.quotes))
        if anchor
    }
    pages = [{"file": chapter.file, "heading": chapter.heading, "events": chapter.total} for chapter in (view.main, *view.years)]
    return _json({"version": 1, "pages": pages, "events": found})


def search(view: SiteView) -> str:
    """The words and codes of every event by page, loaded when a reader searches: what stands on other pages is counted there."""
    headings = {link.href: link.text for link in view.overview}
    chapters = (*view.years, view.main)
    pages = [{"file": chapter.file, "heading": headings.get(chapter.file, chapter.heading)} for chapter in chapters]
    return _json(
        {"version": 1, "pages": pages, "events": [_row(card, at) for at, chapter in enumerate(chapters) for card in _cards(chapter)]}
    )


def _cards(chapter: Chapter) -> Iterator[Card]:
    for period in chapter.periods:
        yield from period.cards
    yield from (*chapter.waiting, *chapter.unplaced)


def _row(card: Card, page: int) -> dict[str, object]:
    """One event under the names that its element carries: actors, publishers, status, conflict; `f` is its page, `t` what it tells."""
    quotes = ("".join(piece.text for piece in quote.pieces) for quote in card.quotes)
    told = (card.date, card.basis, card.tag, card.title, card.summary, *quotes, *(person.name for person in card.people))
    row: dict[str, object] = {"f": page, "a": card.actors, "p": card.publishers, "s": card.claim, "t": " ".join(filter(None, told))}
    return row | {"c": 1} if card.conflicts else row


def _json(data: object) -> str:
    return json.dumps(data, ensure_ascii=False, separators=(",", ":")) + "\n"
