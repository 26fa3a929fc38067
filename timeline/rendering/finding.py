"""SiteView of several pages in, what its script needs to find an event on any of them out, in files that a browser takes one by one."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from functools import partial
from json.encoder import encode_basestring as text
from pathlib import PurePosixPath

from timeline.model import Event
from timeline.pieces import Part, Parts, Piece
from timeline.view import SiteView
from timeline.view.records import Card, Chapter

PLACES = "pages.json"

_ENCODER = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))


def finding(view: SiteView, row: Callable[[str], bytes]) -> Mapping[str, Parts]:
    """The files by their names: a list of the pages, the page of each anchor by the first sign of its key, and the words of each page.

    A reader's browser loads no more of them than it asks for. `row` gives what `search_row` said of an event, by its id.
    """
    years = [link.href for link in view.overview if link.href != view.main.file]  # their chapters are made when they are asked for
    shown = {file: partial(view.years.__getitem__, number) for number, file in enumerate(years)} | {view.main.file: lambda: view.main}
    return (
        {PLACES: partial(_pages, view)}
        | {f"anchors/{first}.json": partial(_anchors, places) for first, places in sorted(_places(view).items())}
        | {f"search/{PurePosixPath(file).stem}.json": partial(_search, view, chapter, row) for file, chapter in shown.items()}
    )


def _pages(view: SiteView) -> Iterator[bytes]:
    """What a search may look at, page by page."""
    headings = {link.href: link.text for link in view.overview}
    rows = [
        {"file": page.file, "heading": headings.get(page.file, page.heading), "events": page.total} for page in (*view.years, view.main)
    ]
    yield f"{_json({'version': 2, 'pages': rows})}\n".encode()


def _places(view: SiteView) -> Mapping[str, Mapping[str, str]]:
    """The page that each anchor stands on, by the first sign of its key, so that an old link finds its event although the timeline has
    grown over several pages.
    """
    index = view.index
    found: dict[str, dict[str, str]] = defaultdict(dict)
    for key, event in (*zip(index.events, index.events, strict=True), *index.owners.items()):
        if (file := index.files[event]) != view.main.file:
            places = found[key[0]]
            if key == event or key not in index.events:
                places[key] = file
    return found


def _anchors(places: Mapping[str, str]) -> Iterator[bytes]:
    yield f"{_json(places)}\n".encode()


def _search(view: SiteView, chapter: Callable[[], Chapter], row: Callable[[str], bytes]) -> Iterator[Part]:
    """The words and codes of the events of a page, loaded when a reader searches: what stands on other pages is counted there."""

    def found(of: tuple[str, bytes]) -> bytes:
        event, before = of
        return before + row(event)

    between = b"["
    for event in _events(chapter()):
        name = view.index.name(event)
        yield Piece(name and name + between, found, (event.id, between))
        between = b",\n"
    yield b"]\n" if between != b"[" else b"[]\n"


def search_row(card: Card) -> str:
    """One event under the names that its element carries: who, which sources, status, conflict; and its words, each once."""
    quotes, people = [quote.text for quote in card.quotes], [person.name for person in card.people]
    told = (card.date, card.basis, card.tag, card.title, card.summary, *quotes, *people)
    words = text(" ".join(dict.fromkeys(" ".join(told).lower().split())))  # an encoder for each row would cost more than the row
    row = f'{{"a":{text(card.actors)},"p":{text(card.publishers)},"s":{text(card.claim)},"t":{words}'
    return f'{row},"c":1}}' if card.conflicts else f"{row}}}"


def _events(chapter: Chapter) -> Iterator[Event]:
    for cards in (*(period.cards for period in chapter.periods), chapter.waiting, chapter.unplaced):
        yield from (event for event, _ in cards.items)


def _json(data: object) -> str:
    return _ENCODER.encode(data)
