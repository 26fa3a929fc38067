"""A page with marks in, its bytes out, part by part: each event in its place, with what differs from page to page."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from timeline.model import Event
from timeline.naming import name_of_plain
from timeline.pieces import Part, Piece
from timeline.quick import dataclass
from timeline.rendering.prints import Prints
from timeline.rendering.templates import AWAY, is_framed
from timeline.view import SiteView, marks

_FRAGMENT = "fragment.html"
_LINK, _LEAVING, _AWAY, _GAP, _PREFIX = (sign.encode() for sign in (marks.LINK, marks.LEAVING, marks.AWAY, marks.GAP, marks.PREFIX))


@dataclass(frozen=True, slots=True)
class Page:
    """A page: the file whose events it shows, and its template."""

    file: str
    template: str

    @property
    def framed(self) -> bool:
        """Whether it stands in a frame of somebody else's page."""
        return is_framed(self.template)


def settled(frame: str, page: Page, site: SiteView, prints: Prints) -> Iterator[Part]:
    """The page, part by part."""
    pasted = page.template == _FRAGMENT
    prefix = site.prefix.encode()

    def card(of: tuple[str, bytes]) -> bytes:
        event, gap = of
        return prints.pasted(event).replace(_PREFIX, prefix) if pasted else _in_place(prints.card(event), gap, page, site)

    pieces = frame.split(marks.CARD)
    yield from _with_told(pieces[0], site, prints)
    for event, gap, behind in zip(pieces[1::3], pieces[2::3], pieces[3::3], strict=True):
        name, beside = site.index.name(site.index.events[event]), prefix if pasted else gap.encode()
        yield Piece(name and name + beside, card, (event, beside))
        yield from _with_told(behind, site, prints)


def _in_place(card: bytes, gap: bytes, page: Page, site: SiteView) -> bytes:
    """A card as it stands on a page."""
    card = card.replace(_GAP, gap).replace(_AWAY, AWAY.encode() if page.framed else b"")
    if _LINK in card:
        card = _each(card, _LINK, lambda event: site.index.seen_from(page.file, event))
        leaves = AWAY if page.framed else ""
        card = _each(card, _LEAVING, lambda event: leaves if site.index.files[event] != page.file else "")
    return card


def _each(text: bytes, mark: bytes, told: Callable[[str], str]) -> bytes:
    pieces = text.split(mark)
    pieces[1::2] = [told(event.decode()).encode() for event in pieces[1::2]]
    return b"".join(pieces)


def _with_told(text: str, site: SiteView, prints: Prints) -> Iterator[Part]:
    """A part of a page between cards, with what sources tell."""

    def told(events: tuple[tuple[Event, int], ...]) -> bytes:
        return b"".join([prints.told(event.id, item) for event, item in events])

    pieces = text.split(marks.TOLD)
    if pieces[0]:
        yield pieces[0].encode()
    for number, behind in zip(pieces[1::2], pieces[2::2], strict=True):
        events = site.sources[int(number) - 1].told
        names = [b"%b %d " % (name, item) for event, item in events if (name := site.index.name(event))]
        yield Piece(name_of_plain(tuple(names)) if len(names) == len(events) else b"", told, events)
        yield behind.encode()
