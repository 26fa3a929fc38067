"""What is told as different is different, and nothing else is told."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.published_sites import GAZETTE, build
from timeline import comparing, published
from timeline.cli import main
from timeline.comparing import Differences, compare
from timeline.errors import InputError
from timeline.published import Published, PublishedConflict, PublishedEvent, PublishedEvidence

SINKS = f"{GAZETTE}The ferry Aurora sank off Port Roe on Friday."


def event(id_: str, *keys: str, title: str = "", when: str = "2025-07-04", article: str = "a") -> PublishedEvent:
    """An event with evidence of these keys, the first of which is its id unless it is given."""
    evidence = tuple(PublishedEvidence(key=key, article=article, quote="…", prefix="", suffix="", start=0, end=1) for key in keys or (id_,))
    return PublishedEvent(id=id_, title=title or id_, when=when, label=when, basis="stated", evidence=evidence)


def timeline(*events: PublishedEvent, conflicts: tuple[PublishedConflict, ...] = ()) -> Published:
    """A published timeline of events."""
    return Published(title="T", articles=(), events=events, conflicts=conflicts)


def differ(id_: str, of: str, shown: int | None = None) -> PublishedConflict:
    """A conflict about the date of an event."""
    return PublishedConflict(id=id_, kind="date", event=of, claims=("4 July", "5 July"), shown=shown)


def told(old: Published, new: Published) -> list[str]:
    """The differences in words."""
    return list(comparing.lines(compare(old, new)))


def test_the_same_timeline_has_no_difference() -> None:
    """Neither in words nor as a truth value."""
    same = timeline(event("a"), event("b"), conflicts=(differ("a-date", "a"),))
    assert not compare(same, same)
    assert ["No difference."] == told(same, same)


def test_events_come_and_go() -> None:
    """One that shares no evidence and no title with any other was added or removed."""
    assert ["Added (1)", "  + 2025-07-04: b", "Removed (1)", "  - 2025-07-04: a"] == told(timeline(event("a")), timeline(event("b")))


def test_an_event_is_known_by_any_of_its_evidence() -> None:
    """Its id, title and date may all change."""
    found = compare(timeline(event("a", "k1", "k2")), timeline(event("z", "k0", "k2", title="new", when="2025-07-05")))
    assert () == found.added + found.removed
    assert [("a", "z")] == [(pair.old.id, pair.new.id) for pair in found.redated] == [(p.old.id, p.new.id) for p in found.retitled]


def test_an_event_whose_article_was_edited_is_known_by_its_title() -> None:
    """But a title serves one pair only."""
    found = compare(timeline(event("a", title="Sinks"), event("b", title="Sinks")), timeline(event("c", title="Sinks", when="2025")))
    assert [("a", "c")] == [(pair.old.id, pair.new.id) for pair in found.redated]
    assert ["b"] == [gone.id for gone in found.removed]


def test_merged_and_split() -> None:
    """The one and the others are told, and none of them as added or removed."""
    two, one = timeline(event("a", "k1"), event("b", "k2", "k3")), timeline(event("c", "k1", "k2", "k3"))
    assert ["Merged (1)", "  ~ 2025-07-04: c, from “a” and “b”"] == [
        line for line in told(two, one) if "→" not in line and "Title" not in line
    ]
    assert ["Split (1)", "  ~ 2025-07-04: c, into “a” and “b”"] == [
        line for line in told(one, two) if "→" not in line and "Title" not in line
    ]
    assert () == compare(two, one).added + compare(one, two).removed


def test_conflicts_open_and_are_settled() -> None:
    """Also where the event has another id now; a claim that is shown where none was settles it too."""
    open_, none = timeline(event("a", "k"), conflicts=(differ("a-date", "a"),)), timeline(event("b", "k", title="a"))
    assert ["Conflicts opened (1)", "  ! a (date): 4 July against 5 July"] == told(none, open_)
    assert ["Conflicts settled (1)", "  = a (date): 4 July against 5 July"] == told(open_, none)
    moved = timeline(event("b", "k", title="a"), conflicts=(differ("b-date", "b"),))
    assert ["No difference."] == told(open_, moved)
    chosen = timeline(event("b", "k", title="a"), conflicts=(differ("b-date", "b", shown=1),))
    assert ["Conflicts settled (1)"] == told(open_, chosen)[:1]


def test_json_says_the_same_as_words() -> None:
    """Every list of the record has its own."""
    found = compare(timeline(event("a")), timeline(event("b")))
    data = comparing.to_json(found)
    assert list(Differences.__slots__) == list(data)
    assert [{"id": "b", "title": "b", "when": "2025-07-04", "label": "2025-07-04", "basis": "stated"}] == data["added"]


def test_built_sites_are_compared(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A second source joins, through the command and as JSON."""
    old = build(tmp_path / "in", tmp_path / "old", a=SINKS)
    new = build(tmp_path / "in", tmp_path / "new", a=SINKS, b=SINKS.replace("Harbour Gazette", "Quay Telegraph").replace("ferry ", ""))
    with pytest.raises(SystemExit) as left:
        main(["diff", str(old), str(new / "timeline.json"), "--json"])
    assert not left.value.code
    data = json.loads(capsys.readouterr().out)
    assert [["Quay Telegraph"]] == [row["gained"] for row in data["resourced"]]
    assert [] == data["added"] + data["removed"] + data["redated"]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("{", "is not JSON"),
        ("[1]", "not a timeline of version 1"),
        ('{"version": 2}', "not a timeline of version 1"),
        ('{"version": 1, "title": "T", "articles": [], "events": [{}], "conflicts": []}', "does not hold what a timeline holds"),
        ('{"version": 1, "title": "T", "articles": 5, "events": [], "conflicts": []}', "does not hold what a timeline holds"),
        ("[" * 100_000, "is not JSON"),
    ],
)
def test_another_file_is_refused_by_name(tmp_path: Path, text: str, said: str) -> None:
    """With the reason, and what to do."""
    (tmp_path / "timeline.json").write_text(text, encoding="utf-8")
    with pytest.raises(InputError, match=said) as caught:
        published.read(tmp_path)
    assert caught.value.hint


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    """And the hint says what is wanted."""
    with pytest.raises(InputError, match="name a built site"):
        published.read(tmp_path)
