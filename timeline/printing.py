"""Events in, all that is printed of each of them out: its HTML and its piece of every export, printed once and kept for the next build.

What is kept of an event is found by the content of all that it shows: what its card says, the event itself, the articles it is told in.
Events are kept in runs, since a file for each would cost more than printing it. What was printed lies in a file until pages are put
together, so that a large site is never held whole.
"""

from __future__ import annotations

import tempfile
from array import array
from collections.abc import Iterator, Sequence
from dataclasses import replace
from threading import Lock
from weakref import finalize
from zlib import crc32

from timeline import exporting
from timeline.caching import Store, content, digest
from timeline.model import Article, Event
from timeline.rendering import Printer
from timeline.view import Card

_RUN = 32  # events that are kept together, about
_HTML = ("card", "pasted", "row")
_PARTS = (*exporting.FILES, *_HTML)
_AT = {name: number for number, name in enumerate(_PARTS)}
Printed = tuple[bytes, ...]  # one for each of `_PARTS`, then one for each piece of evidence
Kept = dict[str, tuple[str, Printed]]  # event → the name of what it shows, and what was printed


class Press:
    """What is printed of the events of a site. It is a `rendering.Prints`."""

    def __init__(self, printer: Printer, setting: exporting.Setting, store: Store | None = None) -> None:
        """Print everything, or take it from the store. OutputError where a template is broken."""
        self._printer, self._setting = printer, setting
        self._heads = {article.id: _head(article, number) for number, article in enumerate(setting.timeline.articles)}
        self._keeps = store is not None
        self._spool = _Spool()
        site = content(printer.constants, setting.home, setting.timeline.draft) + printer.version
        for run in _runs(setting.timeline.events):
            key = digest("printed", site, run[0].id)
            before = _kept(store, key)
            made = {event.id: self._print(event, before.get(event.id)) for event in run}
            if store is not None and made != before:
                store.put(key, made)
            for id_, (_, printed) in made.items():
                self._spool.add(id_, printed)

    def _print(self, event: Event, before: tuple[str, Printed] | None) -> tuple[str, Printed]:
        printer, setting = self._printer, self._setting
        card = printer.view(event)
        name = self._name(event, card) if self._keeps else ""
        if before is not None and before[0] == name:
            return before
        pieces = [format_.piece(event, setting) for format_ in exporting.FILES.values()]
        return name, tuple(text.encode("utf-8", "replace") for text in (*pieces, *printer.all(event, card)))

    def _name(self, event: Event, card: Card | None) -> str:
        """A name for all that is printed of an event. Its quotes have all from it and its articles, but for the anchors."""
        articles = tuple(self._heads[key] for key in dict.fromkeys(item.article for item in event.evidence))
        anchors = tuple(quote.anchor for quote in card.quotes) if card else ()
        rest = replace(card, quotes=()) if card else None
        return content(event, articles, anchors, rest, self._printer.file(event), event.id in self._setting.reviewed)

    def card(self, event: str) -> bytes:
        """As `Prints` says."""
        return self._spool.part(event, _AT["card"])

    def told(self, event: str, number: int) -> bytes:
        """As `Prints` says."""
        return self._spool.part(event, len(_PARTS) + number)

    def pasted(self, event: str) -> bytes:
        """As `Prints` says."""
        return self._spool.part(event, _AT["pasted"])

    def row(self, event: str) -> bytes:
        """As `Prints` says."""
        return self._spool.part(event, _AT["row"])

    def export(self, file: str) -> Iterator[bytes]:
        """One of `exporting.FILES`, part by part."""
        number = _AT[file]
        pieces = (self._spool.part(event.id, number) for event in self._setting.timeline.events)
        return exporting.FILES[file].parts(self._setting, pieces)


class _Spool:
    """Bytes by event and number of the part, in a file that goes with the process."""

    def __init__(self) -> None:
        self._file = tempfile.TemporaryFile()  # noqa: SIM115  it is closed when nobody reads from it any more
        self._lock = Lock()  # a server reads from several threads
        finalize(self, self._file.close)
        self._size = 0
        self._ends: dict[str, array[int]] = {}

    def add(self, event: str, parts: Sequence[bytes]) -> None:
        """Keep the parts of an event."""
        ends = array("Q", (self._size,))
        for part in parts:
            self._size += len(part)
            ends.append(self._size)
        self._ends[event] = ends
        self._file.write(b"".join(parts))

    def part(self, event: str, number: int) -> bytes:
        """One of them."""
        ends = self._ends[event]
        with self._lock:
            self._file.seek(ends[number])
            return self._file.read(ends[number + 1] - ends[number])


def _runs(events: Sequence[Event]) -> Iterator[list[Event]]:
    """Events in runs whose borders depend on the events at them only: one more or less leaves the other runs as they are."""
    run: list[Event] = []
    for event in events:
        if run and crc32(event.id.encode()) % _RUN == 0:
            yield run
            run = []
        run.append(event)
    if run:
        yield run


def _kept(store: Store | None, key: str) -> Kept:
    found = store.get(key) if store is not None else None
    return found if isinstance(found, dict) else {}


def _head(article: Article, number: int) -> tuple[object, ...]:
    """All that is printed of an article with an event: not its text."""
    return (
        number,
        *(article.id, article.path, article.kind, article.title, article.publisher, article.author, article.url, article.language),
        *(article.published, article.published_basis, article.based_on),
    )
