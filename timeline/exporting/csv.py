"""Timeline in, CSV out: one row an event, for spreadsheets.

A cell that a spreadsheet would take for a formula gets an apostrophe in front.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable

from timeline.exporting.words import by_id, date_words, sources
from timeline.model import Article, Event, Review, Timeline
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
    articles = by_id(timeline)
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for event in timeline.events:
        writer.writerow([_harmless(cell) for cell in (*_row(event, articles), _review(event, timeline))])
    return stream.getvalue()


def _row(event: Event, articles: dict[str, Article]) -> tuple[str, ...]:
    when = event.when
    told = sources(event, articles)
    return (
        event.id,
        to_edtf(when) if when else "",
        date_words(event),
        str(when.first or "") if when else "",
        str(when.last or "") if when else "",
        when.precision.value if when else "",
        event.basis.value,
        event.title,
        event.summary,
        event.kind,
        event.stage.value,
        event.polarity.value,
        event.speaker,
        _joined(part.actor.name for part in event.participants),
        _joined(event.origins),
        _joined(article.publisher or article.title or article.id for article in told),
        event.evidence[0].quote if event.evidence else "",
        _joined(article.url for article in told if article.url),
        _joined(event.conflicts),
    )


def _review(event: Event, timeline: Timeline) -> str:
    """How far an editor has gone with a row: rows are copied without the file that they stand in."""
    return "draft" if timeline.draft and event.review is Review.OPEN else event.review.value


def _joined(words: Iterable[str]) -> str:
    return "; ".join(dict.fromkeys(words))


def _harmless(cell: str) -> str:
    return f"'{cell}" if cell.startswith(_FORMULA) else cell
