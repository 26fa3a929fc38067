"""A TimelineJS timeline becomes events written by hand: nothing finer than what its readers saw, each with its sources."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.rendering import story
from timeline.acquiring import Imported, load_timelinejs, save_event
from timeline.cli import main
from timeline.errors import InputError
from timeline.exporting import to_timelinejs
from timeline.model import Stage, WrittenEvent
from timeline.reading.by_hand import read_events
from timeline.when import Relation, relate, to_edtf

SHEET = """Year,Month,Day,Time,End Year,End Month,End Day,End Time,Display Date,Headline,Text,Media,Media Credit,Media Caption,Type,Group
,,,,,,,,,The harbour,All its quays.,,,,title,
1968,6,1,,,,,,Summer 1968,"Quay <b>one</b> opens","The <a href=""https://www.gazette.example/quay?a=1&amp;b=2"">Gazette</a> saw it.",,,,,
1970,3,,,1972,5,,,,Dredging,,https://pictures.example/dredger.jpg,Ana Roe,The dredger,,
1975,4,9,10:00,,,,,the day of the flood,Flood,Water everywhere.,,Harbour Office,,,
-44,3,15,,,,,,,Old quay sinks,,,,,,
1980,,,,1989,,,,,The eighties,,,,,era,
2031,5,2,,,,,,,Bridge opens,,,Harbour Office,,,planned
"""


def sheet(tmp_path: Path, text: str = SHEET, name: str = "sheet.csv") -> Imported:
    """The timeline of a file."""
    (tmp_path / name).write_text(text, encoding="utf-8")
    return load_timelinejs(tmp_path / name)


def events(imported: Imported, folder: Path) -> dict[str, WrittenEvent]:
    """What a build reads of the files that an import writes, by title."""
    for event in imported.events:
        save_event(event, folder)
    written, problems = read_events(folder)
    assert () == problems
    return {event.title: event for event in written}


def test_a_spreadsheet_becomes_events_with_their_sources(tmp_path: Path) -> None:
    """Links and media are the sources; marks of HTML, eras and the title slide are no events."""
    imported = sheet(tmp_path)
    assert ("The harbour", "All its quays.", ("1 era",)) == (imported.title, imported.description, imported.left_out)
    found = events(imported, tmp_path / "events")
    assert ["Bridge opens", "Dredging", "Flood", "Old quay sinks", "Quay one opens"] == sorted(found)
    (linked,) = found["Quay one opens"].sources
    assert ("https://www.gazette.example/quay?a=1&b=2", "gazette.example", "Gazette") == (linked.url, linked.publisher, linked.title)
    (media,) = found["Dredging"].sources
    assert ("https://pictures.example/dredger.jpg", "Ana Roe", "The dredger") == (media.url, media.publisher, media.title)
    assert "The harbour" == found["Old quay sinks"].sources[0].publisher
    assert "Water everywhere." == found["Flood"].summary
    assert Stage.PLANNED is found["Bridge opens"].stage


def test_no_date_is_finer_than_what_was_shown(tmp_path: Path) -> None:
    """The shown words win over the cells; where they are not understood, the year alone is kept and the editor is told."""
    imported = sheet(tmp_path)
    found = events(imported, tmp_path / "events")
    dates = {title: to_edtf(event.when) for title, event in found.items() if event.when}
    assert {
        "Quay one opens": "1968-22",
        "Dredging": "1970-03/1972-05",
        "Flood": "1975",
        "Old quay sinks": "-0043-03-15",
        "Bridge opens": "2031-05-02",
    } == dates
    remarks = {event.title: event.remark for event in imported.events if event.remark}
    assert ["Flood", "Old quay sinks"] == sorted(remarks)
    assert "“the day of the flood”" in remarks["Flood"]


@pytest.mark.parametrize(
    ("start", "shown", "date"),
    [
        ({"year": "1850", "month": "1", "day": "1"}, "c. 1850", "1850~"),
        ({"year": 1990, "month": 1, "day": 1}, "the 1990s", "199X"),
        ({"year": "2025", "month": "6", "day": "5"}, "Before 5 June 2025", "2025"),
        ({"year": "2025", "month": "6", "day": "5"}, "June 5, 2025", "2025-06-05"),
        ({"year": "2025", "month": "6", "day": "5"}, "May 2024", ""),
        ({"year": "2025", "month": "", "day": "5"}, "", "2025"),
        ({"year": "soon"}, "", ""),
        ({}, "", ""),
    ],
)
def test_dates_of_slides(tmp_path: Path, start: dict[str, object], shown: str, date: str) -> None:
    """Whatever was typed and shown: as fine as both allow, and no date where they contradict each other."""
    data = {"events": [{"start_date": start, "display_date": shown, "text": {"headline": "It happens"}}]}
    (event,) = events(sheet(tmp_path, json.dumps(data), "a.json"), tmp_path / "events").values()
    assert date == (to_edtf(event.when) if event.when else "")


def test_what_we_export_comes_back_no_finer(tmp_path: Path) -> None:
    """Our own TimelineJS file: every dated event is there, and its date holds the one it had."""
    timeline = story.story()
    dated = [event for event in timeline.events if event.when]
    imported = sheet(tmp_path, to_timelinejs(timeline), "timeline.json")
    assert len(dated) == len(imported.events)
    written = events(imported, tmp_path / "events")
    titled = [event for event in dated if event.title]
    assert len(titled) > len(dated) / 2
    for event in titled:
        (back,) = (other for title, other in written.items() if event.title in title)
        assert back.when is not None
        assert event.when is not None
        assert relate(back.when, event.when) in {Relation.SAME, Relation.AROUND, Relation.OVERLAPS}


def test_half_a_character_is_left_out(tmp_path: Path) -> None:
    """JSON can spell what no file can hold."""
    data = {"events": [{"start_date": {"year": "2020"}, "text": {"headline": "It \ud800 happens", "text": "Here\udfff"}}]}
    assert ["It happens"] == list(events(sheet(tmp_path, json.dumps(data), "a.json"), tmp_path / "events"))


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("a.json", "{"),
        ("a.json", "[]"),
        ("a.json", '{"events": "none"}'),
        ("a.json", "[" * 100_000),
        ("a.json", f'{{"events": {"9" * 60_000}}}'),
        ("a.csv", "name,age\nx,1\n"),
        ("a.csv", ""),
        ("a.csv", f'Year,Headline\n2020,"{"x" * 200_000}"\n'),
    ],
)
def test_what_is_no_timeline_is_refused(tmp_path: Path, name: str, text: str) -> None:
    """With the name of the file."""
    with pytest.raises(InputError) as refused:
        sheet(tmp_path, text, name)
    assert name in str(refused.value)


def test_the_command_writes_once_and_tells_what_to_look_at(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """A second import adds nothing, and nothing of the editor's is overwritten."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "sheet.csv").write_text(SHEET, encoding="utf-8")
    (tmp_path / "events").mkdir()
    (tmp_path / "events" / "flood.md").write_text("mine", encoding="utf-8")
    for expected in ("5 events written to events.", "0 events written to events, 5 there already."):
        with pytest.raises(SystemExit):
            main(["import", "sheet.csv"])
        told = capsys.readouterr().err
        assert expected in told
        assert "flood-2.md: its shown date" in told
        assert 'events = "events"' in told
    assert "mine" == (tmp_path / "events" / "flood.md").read_text(encoding="utf-8")
