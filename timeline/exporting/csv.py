"""Timeline in, CSV out: one row an event, for spreadsheets.

A cell that a spreadsheet would take for a formula gets an apostrophe in front.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable

from timeline.exporting.format import Format, Setting
from timeline.model import Event, Review, Timeline
from timeline.when import to_edtf

COLUMNS = (
    "id",
    "date",
    "date_words",
    "first",
    "last",
    "precision",
    "basis",
    "title",
    "summary",
    "kind",
    "stage",
    "polarity",
    "speaker",
    "actors",
    "origins",
    "sources",
    "quote",
    "urls",
    "conflicts",
    "review",
)
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def to_csv(timeline: Timeline) -> str:
    """A header and one row an event, in the order of the page; lists within a cell are joined with "; "."""
    return CSV.text(Setting.of(timeline))


class _Handed:
    """A stream that hands each row back to who wrote it."""

    def write(self, row: str) -> str:
        """The row."""
        return row


def _line(cells: Iterable[str]) -> str:
    line: str = csv.writer(_Handed(), lineterminator="\r\n").writerow(cells)  # it returns what `write` does
    return line


def _head(_: Setting) -> tuple[str, ...]:
    return (_line(COLUMNS),)


def _piece(event: Event, setting: Setting) -> str:
    return _line([_harmless(cell) for cell in _row(event, setting)])


def _row(event: Event, setting: Setting) -> tuple[str, ...]:
    when = event.when
    said = setting.of_event(event)
    return (
        event.id,
        to_edtf(when) if when else "",
        said.date,
        str(when.first or "") if when else "",
        str(when.last or "") if when else "",
        when.precision if when else "",
        event.basis,
        event.title,
        event.summary,
        event.kind,
        event.stage,
        event.polarity,
        event.speaker,
        _joined(part.actor.name for part in event.participants),
        _joined(event.origins),
        _joined(article.publisher or article.title or article.id for article in said.articles),
        event.evidence[0].quote if event.evidence else "",
        _joined(article.url for article in said.articles if article.url),
        _joined(event.conflicts),
        # rows are copied without the file that they stand in
        "draft" if setting.timeline.draft and event.review is Review.OPEN else event.review,
    )


def _joined(words: Iterable[str]) -> str:
    return "; ".join(dict.fromkeys(words))


def _harmless(cell: str) -> str:
    return f"'{cell}" if cell.startswith(_FORMULA) else cell


CSV = Format(head=_head, piece=_piece)
