"""What belongs to one event in, its HTML out: printed once, and put in its places on every page that shows the event."""

from __future__ import annotations

import tempfile
from array import array
from collections.abc import Callable
from pathlib import Path
from threading import Lock
from types import SimpleNamespace
from weakref import finalize

from markupsafe import Markup

from timeline.phrases import Phrases
from timeline.quick import dataclass
from timeline.rendering.finding import search_row
from timeline.rendering.templates import environment, named, once
from timeline.view import SiteView, cards, marks

_MARKS = SimpleNamespace(**{name: Markup(sign) for name, sign in vars(marks).items() if name.isupper()})  # noqa: S704  signs of ours
_CARD, _ROW, _TOLD = 0, 1, 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Constants:
    """All that what is printed of an event may know of its site."""

    title: str
    language: str
    direction: str
    reasons: str
    base_url: str
    draft: str


class Prints:
    """The HTML of the events of a site, with marks where pages differ.

    An event is printed when it is first asked for. It lies in a file without a name then, so that a large site is never held whole.
    """

    def __init__(self, site: SiteView, *, words: Phrases, folder: Path | None) -> None:
        """OutputError where a template of the user's own is broken."""
        constants = Constants(
            title=site.title,
            language=site.language,
            direction=site.direction,
            reasons=site.reasons,
            base_url=site.base_url,
            draft=site.draft,
        )
        self._index = site.index.for_all_pages()
        known = {"site": constants, "marks": _MARKS, "away": _MARKS.AWAY}
        with named("card.html"):
            own = environment(folder, words)
            self._cards = own.get_template("card.html").make_module({**known, "once": once()})
            self._to_paste = own.get_template("pasted.html").make_module({**known, "once": once()})
        self._spool = _Spool()

    def card(self, event: str) -> bytes:
        """The card of an event, on a line of its own."""
        return self._printed(event, _CARD)

    def row(self, event: str) -> bytes:
        """What a search over several pages looks at."""
        return self._printed(event, _ROW)

    def told(self, event: str, number: int) -> bytes:
        """What a piece of its evidence says, for the page of sources."""
        return self._printed(event, _TOLD + number)

    def pasted(self, event: str) -> bytes:
        """The event in the text to paste. It stands in one place only, and is not kept."""
        with named("pasted.html"):
            shown: str = self._to_paste.event(cards.card(self._index.events[event], self._index))  # type: ignore[attr-defined]
        return shown.encode()

    def _printed(self, event: str, part: int) -> bytes:
        return self._spool.part(event, part, self._print)

    def _print(self, event: str) -> tuple[bytes, ...]:
        said = self._index.events[event]
        card = cards.card(said, self._index)
        with named("card.html"):
            shown = f"\n{self._cards.event(card)}"  # type: ignore[attr-defined]
            told = str.split(self._cards.told(card), marks.TOLD)[1:]  # type: ignore[attr-defined]
        return tuple([text.encode() for text in (shown, search_row(card), *told)])


class _Spool:
    """Bytes by event and number of the part, in a file that goes with the process."""

    def __init__(self) -> None:
        self._file = tempfile.TemporaryFile(buffering=0)  # noqa: SIM115  it is closed when nobody reads from it any more
        self._lock = Lock()  # a server reads from several threads
        finalize(self, self._file.close)
        self._size = 0
        self._ends: dict[str, array[int]] = {}

    def part(self, event: str, number: int, make: Callable[[str], tuple[bytes, ...]]) -> bytes:
        """One of the parts that `make` makes of an event when the first of them is asked for."""
        with self._lock:
            if event not in self._ends:
                parts = make(event)
                self._add(event, parts)
                return parts[number]
            ends = self._ends[event]
            self._file.seek(ends[number])
            return self._file.read(ends[number + 1] - ends[number])

    def _add(self, event: str, parts: tuple[bytes, ...]) -> None:
        ends = array("Q", (self._size,))
        for part in parts:
            ends.append(ends[-1] + len(part))
        self._file.seek(self._size)
        self._file.write(b"".join(parts))
        self._size, self._ends[event] = ends[-1], ends
