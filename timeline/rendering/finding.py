"""SiteView of several pages in, what its script needs to find an event on any of them out."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from json.encoder import encode_basestring as text

from timeline.model import Event
from timeline.view import SiteView
from timeline.view.records import Card, Chapter

PLACES, SEARCH = "pages.json", "search.json"

_ENCODER = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))


def places(view: SiteView) -> str:
    """The page that each anchor stands on, so that an old link finds its event although the timeline has grown over several pages."""
    found = {
        key: chapter.file
        for chapter in view.years
        for event in _events(chapter)
        for key in (event.id, *(item.key for item in event.evidence))
        if view.index.carries(event.id, key)
    }
    pages = [{"file": chapter.file, "heading": chapter.heading, "events": chapter.total} for chapter in (view.main, *view.years)]
    return f"{_json({'version': 1, 'pages': pages, 'events': found})}\n"


def search(view: SiteView, row: Callable[[str], bytes]) -> Iterator[bytes]:
    """The words and codes of every event by page, loaded when a reader searches: what stands on other pages is counted there.

    `row` gives what `search_row` said of an event, by its id.
    """
    headings = {link.href: link.text for link in view.overview}
    chapters = (*view.years, view.main)
    pages = [{"file": chapter.file, "heading": headings.get(chapter.file, chapter.heading)} for chapter in chapters]
    yield f'{{"version":1,"pages":{_json(pages)},"events":['.encode()
    between = b""
    for at, chapter in enumerate(chapters):
        for event in _events(chapter):
            yield b'%s{"f":%d,%s' % (between, at, row(event.id))
            between = b","
    yield b"]}\n"


def search_row(card: Card) -> str:
    """One event under the names that its element carries, behind the number of its page: who, which sources, status, conflict, words."""
    quotes, people = [quote.text for quote in card.quotes], [person.name for person in card.people]
    told = (card.date, card.basis, card.tag, card.title, card.summary, *quotes, *people)
    words = text(" ".join(filter(None, told)))  # an encoder for each row would cost more than the row
    row = f'"a":{text(card.actors)},"p":{text(card.publishers)},"s":{text(card.claim)},"t":{words}'
    return f'{row},"c":1}}' if card.conflicts else f"{row}}}"


def _events(chapter: Chapter) -> Iterator[Event]:
    for cards in (*(period.cards for period in chapter.periods), chapter.waiting, chapter.unplaced):
        yield from (event for event, _ in cards.items)


def _json(data: object) -> str:
    return _ENCODER.encode(data)
