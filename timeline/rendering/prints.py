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
from timeline.rendering.templates import environment, named
from timeline.view import SiteView, cards, marks
from timeline.view.records import Card
from timeline.view.reference_list import source_quote

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
        known = {"site": self.constants, "marks": _MARKS, "away": _MARKS["AWAY"], "once": _once()}
        with named("macros.html"):
            own = environment(folder, words)
            self._macros = own.get_template("macros.html").make_module(known)
            self._to_paste = own.get_template("pasted.html").make_module(known)

    def view(self, event: Event) -> Card:
        """All that the card of an event says; the text to paste says some of it."""
        return cards.card(event, self._index)

    def card(self, card: Card) -> str:
        """The card as HTML, with a line's end before it."""
        with named("macros.html"):
            return f"\n{_dense(self._macros.event(card))}"  # type: ignore[attr-defined]

    def told(self, event: Event) -> tuple[str, ...]:
        """What each piece of its evidence says, for the page of sources."""
        with named("macros.html"):
            say = self._macros.told  # type: ignore[attr-defined]
            return tuple(_dense(say(source_quote(event, number, self._index))) for number in range(len(event.evidence)))

    def pasted(self, card: Card) -> str:
        """The event in the text to paste."""
        with named("pasted.html"):
            return _dense(self._to_paste.event(card))  # type: ignore[attr-defined]


class Fresh:
    """Prints that are made when they are first asked for, and kept."""

    def __init__(self, printer: Printer, events: dict[str, Event]) -> None:
        self._printer, self._events = printer, events
        self._kept: dict[tuple[str, str], bytes] = {}

    def card(self, event: str) -> bytes:
        """As `Prints` says."""
        return self._once(event, "card", lambda: self._printer.card(self._printer.view(self._events[event])))

    def told(self, event: str, number: int) -> bytes:
        """As `Prints` says."""
        return self._once(event, f"told {number}", lambda: self._printer.told(self._events[event])[number])

    def pasted(self, event: str) -> bytes:
        """As `Prints` says."""
        return self._once(event, "pasted", lambda: self._printer.pasted(self._printer.view(self._events[event])))

    def row(self, event: str) -> bytes:
        """As `Prints` says."""
        return self._once(event, "row", lambda: search_row(self._printer.view(self._events[event])))

    def _once(self, event: str, what: str, make: Callable[[], str]) -> bytes:
        if (event, what) not in self._kept:
            self._kept[event, what] = make().encode()
        return self._kept[event, what]


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
