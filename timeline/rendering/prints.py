"""What belongs to one event in, its HTML out: printed once, and put in its places on every page that shows the event."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from markupsafe import Markup

from timeline.model import Event
from timeline.phrases import Phrases
from timeline.rendering.finding import search_row
from timeline.rendering.templates import environment, named, version
from timeline.view import SiteView, cards, marks
from timeline.view.records import Card
from timeline.view.reference_list import source_quotes

_MARKS = {name: Markup(sign) for name, sign in vars(marks).items() if name.isupper()}  # noqa: S704  signs of ours


class Prints(Protocol):
    """Where the HTML of events is found, with marks where pages differ."""

    def card(self, event: str) -> bytes:
        """The card of an event, on a line of its own."""
        ...

    def told(self, event: str, number: int) -> bytes:
        """What a piece of its evidence says, for the page of sources."""
        ...

    def pasted(self, event: str) -> bytes:
        """The event in the text to paste."""
        ...

    def row(self, event: str) -> bytes:
        """What a search over several pages looks at."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Constants:
    """All that what is printed of an event may know of its site. Nothing here changes when an event comes or goes."""

    title: str
    language: str
    direction: str
    reasons: str
    base_url: str
    draft: str


class Printer:
    """Prints what belongs to an event of one site."""

    def __init__(self, site: SiteView, *, words: Phrases, folder: Path | None) -> None:
        """OutputError where a template of the user's own is broken."""
        self.constants = Constants(
            title=site.title,
            language=site.language,
            direction=site.direction,
            reasons=site.reasons,
            base_url=site.base_url,
            draft=site.draft,
        )
        self._index = site.index.for_all_pages()
        self.version = version(folder, words)
        known = {"site": self.constants, "marks": _MARKS, "away": _MARKS["AWAY"]}
        with named("macros.html"):
            own = environment(folder, words)
            self._macros = own.get_template("macros.html").make_module({**known, "once": _once()})
            self._to_paste = own.get_template("pasted.html").make_module({**known, "once": _once()})

    def view(self, event: Event) -> Card | None:
        """All that the card of an event says; the text to paste and the search say some of it. None for what no page shows."""
        return cards.card(event, self._index) if event.id in self._index.events else None

    def file(self, event: Event) -> str:
        """The page on which an event stands, "" where none shows it."""
        return self._index.files.get(event.id, "")

    def all(self, event: Event, card: Card | None = None) -> tuple[str, ...]:
        """The card of an event with a line's end before it, the text to paste, what a search looks at, then what each source tells.

        Empty texts for what no page shows. `card` is its `view`, where somebody has it.
        """
        card = card or self.view(event)
        if card is None:
            return ("", "", "")
        with named("macros.html"):
            shown = f"\n{_dense(self._macros.event(card))}"  # type: ignore[attr-defined]
            told = self._macros.told(source_quotes(event, card, self._index)).split(marks.TOLD)[1:]  # type: ignore[attr-defined]
        with named("pasted.html"):
            pasted = _dense(self._to_paste.event(card)) if self._is_pasted(event) else ""  # type: ignore[attr-defined]
        return (shown, pasted, search_row(card), *map(_dense, told))

    def _is_pasted(self, event: Event) -> bool:
        return self._index.files[event.id] == cards.INDEX


class Fresh:
    """Prints that are made when they are first asked for, and kept."""

    def __init__(self, printer: Printer, events: dict[str, Event]) -> None:
        self._printer, self._events = printer, events
        self._kept: dict[str, tuple[bytes, ...]] = {}

    def card(self, event: str) -> bytes:
        """As `Prints` says."""
        return self._printed(event)[0]

    def pasted(self, event: str) -> bytes:
        """As `Prints` says."""
        return self._printed(event)[1]

    def row(self, event: str) -> bytes:
        """As `Prints` says."""
        return self._printed(event)[2]

    def told(self, event: str, number: int) -> bytes:
        """As `Prints` says."""
        return self._printed(event)[3 + number]

    def _printed(self, event: str) -> tuple[bytes, ...]:
        if event not in self._kept:
            self._kept[event] = tuple(text.encode() for text in self._printer.all(self._events[event]))
        return self._kept[event]


def _once() -> Callable[[Callable[[object], Markup], object], Markup]:
    """Prints a record with a macro the first time only: a source stands on many cards."""
    kept: dict[tuple[str, object], Markup] = {}

    def once(macro: Callable[[object], Markup], record: object) -> Markup:
        key = (macro.name, record)  # type: ignore[attr-defined]
        if key not in kept:
            kept[key] = macro(record)
        return kept[key]

    return once


def _dense(text: str) -> str:
    """Without blank lines, and without line ends between elements: browsers would keep them as a quarter of all nodes."""
    return "\n".join([line for line in text.split("\n") if line and not line.isspace()]).replace(">\n<", "><")
