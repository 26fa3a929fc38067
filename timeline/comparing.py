"""Two published timelines in, what became different out: as records, in words, as JSON.

Events are the same where they share a piece of evidence; where an article was edited and all quotes changed, where they share their title.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from timeline.published import Published, PublishedConflict, PublishedEvent
from timeline.quick import dataclass

Json = dict[str, object]


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """One event, before and now, with the names of the sources that joined and left it."""

    old: PublishedEvent
    new: PublishedEvent
    gained: tuple[str, ...] = ()
    lost: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """One event that several others became, or that became several others."""

    one: PublishedEvent
    others: tuple[PublishedEvent, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Dispute:
    """A conflict with the event it belongs to."""

    event: PublishedEvent
    conflict: PublishedConflict


@dataclass(frozen=True, slots=True, kw_only=True)
class Differences:
    """What became different, in the order of the timelines. An event may stand in several lists."""

    added: tuple[PublishedEvent, ...]
    removed: tuple[PublishedEvent, ...]
    redated: tuple[Pair, ...]
    retitled: tuple[Pair, ...]
    resourced: tuple[Pair, ...]
    merged: tuple[Group, ...]
    split: tuple[Group, ...]
    opened: tuple[Dispute, ...]
    settled: tuple[Dispute, ...]

    def __bool__(self) -> bool:
        return any(getattr(self, name) for name in self.__slots__)


def compare(old: Published, new: Published) -> Differences:
    """What is different in `new`."""
    links = _links(old, new)
    heir = dict(reversed(links))  # the strongest link stands first, and so is written last
    forebear = {after: before for before, after in reversed(links)}
    before, after = {event.id: event for event in old.events}, {event.id: event for event in new.events}
    both = [(event, after[heir[event.id]]) for event in old.events if event.id in heir and forebear[heir[event.id]] == event.id]
    names = {article.id: article.name for article in (*old.articles, *new.articles)}
    pairs = [_pair(one, other, names) for one, other in both]
    return Differences(
        added=tuple(event for event in new.events if event.id not in forebear),
        removed=tuple(event for event in old.events if event.id not in heir),
        redated=tuple(pair for pair in pairs if (pair.old.when, pair.old.basis) != (pair.new.when, pair.new.basis)),
        retitled=tuple(pair for pair in pairs if pair.old.title != pair.new.title),
        resourced=tuple(pair for pair in pairs if pair.gained or pair.lost),
        merged=_groups(new.events, old.events, heir),
        split=_groups(old.events, new.events, forebear),
        opened=tuple(Dispute(event=after[row.event], conflict=row) for row in _unknown(new.conflicts, old.conflicts, heir)),
        settled=tuple(Dispute(event=before[row.event], conflict=row) for row in _gone(old.conflicts, new.conflicts, heir)),
    )


def _links(old: Published, new: Published) -> list[tuple[str, str]]:
    """Ids of events that are the same, old and new, those that share most evidence first."""
    owner = {item.key: event.id for event in new.events for item in event.evidence}
    shared = Counter((event.id, owner[item.key]) for event in old.events for item in event.evidence if item.key in owner)
    links = [link for link, _ in shared.most_common()]
    linked = {id_ for link in links for id_ in link}
    titled = {event.title: event.id for event in reversed(new.events) if event.id not in linked}
    taken: set[str] = set()
    for event in old.events:
        other = titled.get(event.title)
        if other and event.id not in linked and other not in taken:
            links.append((event.id, other))
            taken.add(other)
    return links


def _pair(old: PublishedEvent, new: PublishedEvent, names: Mapping[str, str]) -> Pair:
    before, after = (dict.fromkeys(names.get(item.article, item.article) for item in event.evidence) for event in (old, new))
    return Pair(old=old, new=new, gained=tuple(x for x in after if x not in before), lost=tuple(x for x in before if x not in after))


def _groups(ones: Sequence[PublishedEvent], others: Sequence[PublishedEvent], belongs: Mapping[str, str]) -> tuple[Group, ...]:
    """Events to which several others belong."""
    members: dict[str, list[PublishedEvent]] = {}
    for event in others:
        if event.id in belongs:
            members.setdefault(belongs[event.id], []).append(event)
    return tuple(Group(one=event, others=tuple(members[event.id])) for event in ones if len(members.get(event.id, ())) > 1)


def _name(conflict: PublishedConflict, event: str) -> tuple[str, str]:
    """What a conflict is called beside its event: its id begins with that of the event."""
    return event, conflict.id.removeprefix(conflict.event)


def _unknown(new: Sequence[PublishedConflict], old: Sequence[PublishedConflict], heir: Mapping[str, str]) -> Iterator[PublishedConflict]:
    """Conflicts that were not there before."""
    known = {_name(conflict, heir.get(conflict.event, "")) for conflict in old}
    return (conflict for conflict in new if _name(conflict, conflict.event) not in known)


def _gone(old: Sequence[PublishedConflict], new: Sequence[PublishedConflict], heir: Mapping[str, str]) -> Iterator[PublishedConflict]:
    """Conflicts that are no more, or in which one claim is shown now and none was."""
    now = {_name(conflict, conflict.event): conflict for conflict in new}
    for conflict in old:
        later = now.get(_name(conflict, heir.get(conflict.event, "")))
        if later is None or (conflict.shown is None and later.shown is not None):
            yield conflict


# --- out ---------------------------------------------------------------------------------------------------------------------------------


def lines(found: Differences) -> Iterator[str]:
    """The differences in words, a line each below a heading; one line where there are none."""
    if not found:
        yield "No difference."
        return
    yield from _section("Added", (f"+ {_said(event)}" for event in found.added))
    yield from _section("Removed", (f"- {_said(event)}" for event in found.removed))
    yield from _section("Date changed", (f"~ {pair.new.title}: {_dated(pair.old)} → {_dated(pair.new)}" for pair in found.redated))
    yield from _section("Title changed", (f"~ {pair.old.title} → {pair.new.title}" for pair in found.retitled))
    yield from _section("Sources changed", (f"~ {pair.new.title}: {_sources(pair)}" for pair in found.resourced))
    yield from _section("Merged", (f"~ {_said(group.one)}, from {_titles(group)}" for group in found.merged))
    yield from _section("Split", (f"~ {_said(group.one)}, into {_titles(group)}" for group in found.split))
    yield from _section("Conflicts opened", (_disputed("!", row) for row in found.opened))
    yield from _section("Conflicts settled", (_disputed("=", row) for row in found.settled))


def _section(heading: str, rows: Iterator[str]) -> Iterator[str]:
    listed = list(rows)
    if listed:
        yield f"{heading} ({len(listed)})"
        yield from (f"  {row}" for row in listed)


def _said(event: PublishedEvent) -> str:
    return f"{event.label}: {event.title}"


def _dated(event: PublishedEvent) -> str:
    return f"{event.label} ({event.basis})"


def _sources(pair: Pair) -> str:
    said = [("now also " + ", ".join(pair.gained)) if pair.gained else "", ("no longer " + ", ".join(pair.lost)) if pair.lost else ""]
    return "; ".join(filter(None, said))


def _titles(group: Group) -> str:
    return " and ".join(f"“{event.title}”" for event in group.others)


def _disputed(sign: str, row: Dispute) -> str:
    return f"{sign} {row.event.title} ({row.conflict.kind}): {' against '.join(row.conflict.claims)}"


def to_json(found: Differences) -> Json:
    """The same as JSON: a list for each kind of difference, empty where there is none."""
    return {
        "added": [_brief(event) for event in found.added],
        "removed": [_brief(event) for event in found.removed],
        "redated": [{"old": _brief(pair.old), "new": _brief(pair.new)} for pair in found.redated],
        "retitled": [{"old": _brief(pair.old), "new": _brief(pair.new)} for pair in found.retitled],
        "resourced": [{"event": _brief(pair.new), "gained": list(pair.gained), "lost": list(pair.lost)} for pair in found.resourced],
        "merged": [{"event": _brief(group.one), "from": [_brief(event) for event in group.others]} for group in found.merged],
        "split": [{"event": _brief(group.one), "into": [_brief(event) for event in group.others]} for group in found.split],
        "opened": [_conflict(row) for row in found.opened],
        "settled": [_conflict(row) for row in found.settled],
    }


def _brief(event: PublishedEvent) -> Json:
    return {"id": event.id, "title": event.title, "when": event.when or None, "label": event.label, "basis": event.basis}


def _conflict(row: Dispute) -> Json:
    return {"id": row.conflict.id, "kind": row.conflict.kind, "event": _brief(row.event), "claims": list(row.conflict.claims)}
