"""SiteView of several pages in, what its script needs to find an event on any of them out."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator

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
    row: dict[str, object] = {"a": card.actors, "p": card.publishers, "s": card.claim, "t": " ".join(filter(None, told))}
    return _json(row | {"c": 1} if card.conflicts else row)[1:]


def _events(chapter: Chapter) -> Iterator[Event]:
    for cards in (*(period.cards for period in chapter.periods), chapter.waiting, chapter.unplaced):
        yield from (event for event, _ in cards.items)


def _json(data: object) -> str:
    return _ENCODER.encode(data)
