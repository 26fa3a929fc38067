"""What was published before in, what the page says of it out: anchors of what became another event, and the list of changes."""

from __future__ import annotations

from itertools import groupby

from timeline import wording
from timeline.model import Change, Past
from timeline.phrases import phrase
from timeline.view.cards import Index, titled
from timeline.view.records import ChangeDay, ChangeRow, Link
from timeline.when import from_edtf

NO_PAST = Past()
_LABELS = {
    "Published": phrase("Published"),
    "Added": phrase("Added"),
    "Withdrawn": phrase("Withdrawn"),
    "Joined with another": phrase("Joined with another"),
    "Date changed": phrase("Date changed"),
    "Title changed": phrase("Title changed"),
    "Sources changed": phrase("Sources changed"),
    "Sources differ now": phrase("Sources differ now"),
    "Sources differ no more": phrase("Sources differ no more"),
}


def former(past: Past) -> dict[str, tuple[str, ...]]:
    """Event id → the keys of what became it."""
    found: dict[str, tuple[str, ...]] = {}
    for key, event in past.became.items():
        found[event] = (*found.get(event, ()), key)
    return found


def change_days(past: Past, index: Index) -> tuple[ChangeDay, ...]:
    """The changes by publication, the newest first."""
    days = []
    for day, members in groupby(sorted(past.changes, key=lambda change: change.day, reverse=True), key=lambda change: change.day):
        rows = tuple(_row(change, index, past) for change in members)
        days.append(ChangeDay(day=wording.label(from_edtf(day), index.words), datetime=day, rows=rows))
    return tuple(days)


def _row(change: Change, index: Index, past: Past) -> ChangeRow:
    event = index.events.get(index.owners.get(change.event, past.became.get(change.event, "")))
    link = Link(href=f"{index.files[event.id]}#e-{event.id}", text=titled(event, index)[0]) if event is not None else None
    return ChangeRow(label=index.words.say(_LABELS.get(change.label, change.label)), event=link, note=change.note)
