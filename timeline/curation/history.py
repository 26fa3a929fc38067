"""What was published before and what is published now in, what became different out; kept in a small file beside the corrections.

The file holds keys, hashes and dates, and no title and no name: what is withdrawn or redacted is not kept here either.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import asdict, field
from hashlib import sha256
from pathlib import Path

from timeline.curation.store import put
from timeline.errors import ConfigError
from timeline.model import Change, Event, Past, Timeline
from timeline.quick import dataclass
from timeline.when import to_edtf
from timeline.wording import label

_VERSION = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Published:
    """An event as it was published: the keys of its evidence, the hash of its title, its date as EDTF and in words, its conflicts."""

    keys: tuple[str, ...]
    title: str
    date: str
    label: str
    sources: int
    conflicts: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class History:
    """The events of the last publication by id, keys that are no more with the key that took their place, and all changes."""

    events: Mapping[str, Published] = field(default_factory=dict)
    gone: Mapping[str, str] = field(default_factory=dict)
    changes: tuple[Change, ...] = ()


def load_history(path: Path) -> History:
    """Read a history file; a new one where there is none. ConfigError where it is damaged."""
    if not path.is_file():
        return History()
    try:
        data = json.loads(path.read_bytes())
        events = {
            str(key): Published(
                keys=tuple(map(str, row["keys"])),
                title=str(row["title"]),
                date=str(row["date"]),
                label=str(row["label"]),
                sources=int(row["sources"]),
                conflicts=tuple(map(str, row["conflicts"])),
            )
            for key, row in data["events"].items()
        }
        gone = {str(key): str(value) for key, value in data["gone"].items()}
        changes = tuple(Change(**{name: str(row[name]) for name in ("day", "label", "event", "note")}) for row in data["changes"])
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        hint = "take back an older one, or delete it: old links then lead nowhere"
        raise ConfigError("is not a history of this project", path=str(path), hint=hint) from error
    return History(events=events, gone=gone, changes=changes)


def write_history(path: Path, history: History) -> None:
    """Write a history file, whole or not at all; nothing where it is the same already. OutputError where it cannot be written."""
    rows = {
        "version": json.dumps(_VERSION),
        "events": _table({key: asdict(row) for key, row in history.events.items()}),
        "gone": _table(dict(history.gone)),
        "changes": "[" + ",".join(f"\n{json.dumps(asdict(change), ensure_ascii=False)}" for change in history.changes) + "]",
    }
    content = ("{\n" + ",\n".join(f'"{name}": {value}' for name, value in rows.items()) + "\n}\n").encode()
    if not path.is_file() or path.read_bytes() != content:
        put(path, content)


def _table(rows: Mapping[str, object]) -> str:
    return "{" + ",".join(f"\n{json.dumps(key)}: {json.dumps(row, ensure_ascii=False)}" for key, row in sorted(rows.items())) + "}"


def published(history: History, timeline: Timeline, day: str) -> History:
    """The history once a timeline is published on a day; the same where nothing became different."""
    now = {event.id: _published(event) for event in timeline.events}
    if now == history.events:
        return history
    heirs = _heirs(history, timeline)
    changes = tuple(_changes(history, now, heirs, day)) if history.events else (_first(len(now), day),)
    present = {key for row in now.values() for key in row.keys}
    before = {key: id_ for id_, row in history.events.items() for key in (id_, *row.keys)}
    gone = {key: heir for key, heir in history.gone.items() if key not in present}
    gone |= {key: heirs.get(id_, "") for key, id_ in before.items() if key not in present}
    return History(events=now, gone=gone, changes=(*history.changes, *changes))


def past(history: History, timeline: Timeline) -> Past:
    """What became of every key that was ever published and is no more, and the changes."""
    if not history.events and not history.gone:
        return Past(became={}, changes=history.changes)
    owner = {item.key: event.id for event in timeline.events for item in event.evidence}
    heirs = _heirs(history, timeline)
    before = {key: id_ for id_, row in history.events.items() for key in (id_, *row.keys)}
    became = {}
    for key in sorted({*history.gone, *before}):
        if key not in owner:
            heir, seen = key, set()
            while heir and heir not in owner and heir not in seen:
                seen.add(heir)
                heir = history.gone.get(heir, "") or heirs.get(before.get(heir, ""), "")
            became[key] = owner.get(heir, "")
    return Past(became=became, changes=history.changes)


def _published(event: Event) -> Published:
    return Published(
        keys=tuple(item.key for item in event.evidence),
        title=sha256(event.title.encode("utf-8", "replace")).hexdigest()[:12],
        date=to_edtf(event.when) if event.when else "",
        label=label(event.when) if event.when else "no date",
        sources=len({item.article for item in event.evidence}),
        conflicts=tuple(key.removeprefix(event.id) for key in event.conflicts),
    )


def _heirs(history: History, timeline: Timeline) -> dict[str, str]:
    """Id of an event published before → id of the event that has most of its evidence now."""
    owner = {item.key: event.id for event in timeline.events for item in event.evidence}
    found = {}
    for id_, row in history.events.items():
        shares = Counter(owner[key] for key in row.keys if key in owner)
        if shares:
            found[id_] = shares.most_common(1)[0][0]
    return found


def _first(count: int, day: str) -> Change:
    return Change(day=day, label="Published", event="", note=f"with {count} event{'' if count == 1 else 's'}")


def _changes(history: History, now: Mapping[str, Published], heirs: Mapping[str, str], day: str) -> Iterator[Change]:
    taken = set(heirs.values())
    yield from (Change(day=day, label="Added", event=id_) for id_ in now if id_ not in taken)
    told = set()
    for id_, before in history.events.items():
        heir = heirs.get(id_, "")
        if not heir:
            yield Change(day=day, label="Withdrawn", event=id_, note="an event")
        elif heir in told:
            yield Change(day=day, label="Joined with another", event=heir)
        else:
            told.add(heir)
            yield from (Change(day=day, label=what, event=heir, note=note) for what, note in _differences(before, now[heir]))


def _differences(before: Published, now: Published) -> Iterator[tuple[str, str]]:
    if before.date != now.date:
        yield "Date changed", f"from {before.label} to {now.label}"
    if before.title != now.title:
        yield "Title changed", ""
    if before.sources != now.sources:
        yield "Sources changed", f"from {before.sources} to {now.sources}"
    if set(now.conflicts) - set(before.conflicts):
        yield "Sources differ now", ""
    if set(before.conflicts) - set(now.conflicts):
        yield "Sources differ no more", ""
