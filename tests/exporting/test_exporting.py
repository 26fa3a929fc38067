"""timeline.json keeps its contract, and no export carries a surprise."""

from __future__ import annotations

import csv
import io
import json
import re
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any, cast
from xml.etree import ElementTree as ET

import icalendar
import jsonschema
import pytest
from markdown_it import MarkdownIt

from tests.rendering import story
from timeline.exporting import FORMATS, files, to_atom, to_csv, to_ics, to_json, to_markdown, to_timelinejs, written
from timeline.model import Timeline
from timeline.view import DOWNLOADS

SCHEMA = json.loads((Path(__file__).parents[2] / "docs/reference/timeline.schema.json").read_text(encoding="utf-8"))
TIMELINES = {"story": story.story(), "empty": story.empty(), "single": story.single(), "many": story.many(50)}


@pytest.mark.parametrize("timeline", TIMELINES.values(), ids=TIMELINES)
def test_json_follows_its_schema(timeline: Timeline) -> None:
    """Every timeline is valid under the published schema."""
    jsonschema.Draft202012Validator.check_schema(SCHEMA)
    jsonschema.Draft202012Validator(SCHEMA).validate(json.loads(to_json(timeline)))


def test_quotes_are_found_at_their_offsets() -> None:
    """Offsets count characters of the article's text."""
    texts = {article.id: article.text for article in story.ARTICLES}
    for event in json.loads(to_json(story.story()))["events"]:
        for item in event["evidence"]:
            text = texts[item["article"]]
            assert item["quote"] == text[item["start"] : item["end"]]
            assert item["trigger"]["text"] == text[item["trigger"]["start"] : item["trigger"]["end"]]


def test_an_event_without_a_date_stays_with_its_reason() -> None:
    """Nothing is dropped because nobody knows when it was."""
    complain = next(event for event in json.loads(to_json(story.story()))["events"] if event["title"] == "Passengers complain")
    assert (None, "Nothing in the source says when") == (complain["when"], complain["reason"])


def test_json_may_stand_inside_a_page() -> None:
    """No `<` is left that could end a script element."""
    assert "<" not in to_json(story.story())


def test_csv_has_a_row_an_event_and_every_title() -> None:
    """A spreadsheet shows each event once, in the order of the page."""
    timeline = story.story()
    rows = list(csv.DictReader(io.StringIO(to_csv(timeline))))
    assert [event.id for event in timeline.events] == [row["id"] for row in rows]
    assert [event.title for event in timeline.events] == [row["title"] for row in rows]
    assert {"about June 2025", "April 2025 (worked out)", "news of 6 July 2025", "no date"} <= {row["date_words"] for row in rows}


def test_csv_cells_are_no_formulas() -> None:
    """What a spreadsheet would run is shown as text."""
    cells = [cell for row in csv.reader(io.StringIO(to_csv(story.story()))) for cell in row]
    assert "'=1+1" in cells
    assert "'=cmd() was typed into the tide log on 9 July 2025." in cells
    assert [] == [cell for cell in cells if cell[:1] in "=+-@\t\r" and cell]


def test_the_page_links_every_export() -> None:
    """Each file is offered, and each offer is a file."""
    assert set(files(story.story())) == {link.href for link in DOWNLOADS}


# --- iCalendar, Atom, TimelineJS, Markdown -----------------------------------------------------------------------------------------------

ATOM = "{http://www.w3.org/2005/Atom}"


def components(kind: str | None) -> list[dict[str, Any]]:
    """What a calendar program reads of the story."""
    return cast("list[dict[str, Any]]", icalendar.Calendar.from_ical(to_ics(story.story())).walk(kind))


def test_a_calendar_has_days_for_stated_days_only() -> None:
    """Nothing vague or worked out becomes a day or a block of days; it is there in words."""
    days = {str(entry["summary"]): entry for entry in components("VEVENT")}
    ferries = days["Vantorp Harbour buys two ferries"]
    assert (date(2025, 3, 3), date(2025, 3, 4)) == (ferries["dtstart"].dt, ferries["dtend"].dt)
    assert all(entry["dtend"].dt - entry["dtstart"].dt == timedelta(days=1) for entry in days.values())
    journal = {str(entry["summary"]): entry for entry in components("VJOURNAL")}
    assert "2 July 2025 (worked out): Marten meets council" in journal
    assert "August 2025: [planned] Vantorp plans a night ferry" in journal
    assert [] == [entry for entry in journal.values() if "dtstart" in entry]
    assert 22 == len(days) + len(journal)


def test_a_calendar_is_written_as_the_library_writes_it() -> None:
    """Its order, its escapes and its folds, also of long titles with backslashes and letters of several bytes; no address breaks a line."""
    long = "Vantorp\\, “Häfen”; 港 " * 9
    timeline = story.story()
    articles = tuple(replace(article, url="https://a.example/\nATTENDEE:x") for article in timeline.articles[:1]) + timeline.articles[1:]
    for shift in range(80):
        events = tuple(replace(event, title=f"{'x' * shift}{long}") for event in timeline.events)
        written = to_ics(replace(timeline, events=events, articles=articles))
        assert written == icalendar.Calendar.from_ical(written).to_ical().decode()
        assert all(len(line.encode()) <= 75 for line in written.split("\r\n"))
        assert "ATTENDEE" not in written


def test_calendar_ids_are_stable_and_stamps_come_from_articles() -> None:
    """A second import changes what it changed, and no clock is asked."""
    entries = components(None)[1:]
    assert [f"{event.id}@sourced-timeline" for event in story.story().events] == [str(entry["uid"]) for entry in entries]
    assert {1970, 2025} == {entry["dtstamp"].dt.year for entry in entries}


def test_a_feed_has_what_atom_asks_for() -> None:
    """Ids that are unique, stamps, absolute links, and text that cannot become markup."""
    feed = ET.fromstring(to_atom(story.story(), base_url="https://vantorp.example/t"))  # noqa: S314  our own output
    entries = feed.findall(f"{ATOM}entry")
    assert 22 == len(entries) == len({entry.findtext(f"{ATOM}id") for entry in entries})
    assert "2025-07-10T00:00:00+00:00" == feed.findtext(f"{ATOM}updated")
    links = [link.get("href") for entry in entries for link in entry.findall(f"{ATOM}link")]
    assert all(re.fullmatch(r"https://vantorp\.example/t/#e-[0-9a-f]+", link or "") for link in links)
    assert "[planned] Vantorp plans a night ferry" in {entry.findtext(f"{ATOM}title") for entry in entries}
    assert not any("<" in (entry.findtext(f"{ATOM}summary") or "") for entry in entries)


def test_a_feed_of_nothing_asks_no_clock() -> None:
    """Its stamp is that of the newest article, or a fixed one."""
    nothing = replace(story.empty(), articles=())
    stamps = [ET.fromstring(to_atom(timeline)).findtext(f"{ATOM}updated") for timeline in (story.empty(), nothing)]  # noqa: S314
    assert ["2025-07-04T00:00:00+00:00", "1970-01-01T00:00:00+00:00"] == stamps


def test_timelinejs_gets_the_words_of_each_date() -> None:
    """What it cannot draw stands in words, hostile text is escaped, undated events are named."""
    data = json.loads(to_timelinejs(story.story()))
    slides = {slide["text"]["headline"]: slide for slide in data["events"]}
    assert {"year": 2025, "month": 3, "day": 3} == slides["Vantorp Harbour buys two ferries"]["start_date"]
    assert ({"year": 2019}, "2019") == (
        slides["Marten takes over the company"]["start_date"],
        slides["Marten takes over the company"]["display_date"],
    )
    assert (
        "News of 4 July 2025"
        == slides["[threatened, according to unnamed insiders] Marten threatens to close the east pier"]["display_date"]
    )
    assert "Passengers complain" in data["title"]["text"]["text"]
    assert not any("<script" in words for words in slides)


def test_a_markdown_headline_ends_in_one_stop() -> None:
    """A quoted sentence brings its own."""
    (event,) = story.single().events
    for title, shown in (("Ada Brook left", "Ada Brook left. "), ("“I left.”", "“I left.” "), ("Who left?", "Who left? ")):
        assert f"**: {shown}" in to_markdown(replace(story.single(), events=(replace(event, title=title),)))


def test_markdown_shows_text_as_text() -> None:
    """Rendered, every event is a list item and nothing hostile is markup."""
    html = MarkdownIt("commonmark").render(to_markdown(story.story()))
    assert 22 == html.count("<li>")
    assert "<script" not in html
    assert 'href="https://courier.example/berths"' in html
    assert "javascript:" not in html


@pytest.mark.parametrize("name", FORMATS)
@pytest.mark.parametrize("timeline", TIMELINES.values(), ids=TIMELINES)
def test_every_format_takes_every_timeline_and_gives_the_same_twice(name: str, timeline: Timeline) -> None:
    """None, one, many, hostile."""
    text = b"".join(written(name, timeline)).decode()
    assert text == b"".join(written(name, timeline)).decode()
    if timeline.title:
        assert name in {"csv", "csl"} or timeline.title in text


def test_a_feed_is_xml_whatever_an_editor_or_a_config_says() -> None:
    """Characters that XML cannot hold become blanks."""
    odd = "a\x00b\x1bc\ufffed"
    timeline = story.single()
    event = replace(timeline.events[0], title=odd, summary=odd, speaker=odd)
    feed = to_atom(replace(timeline, title=odd, description=odd, events=(event,)))
    titles = [element.text or "" for element in ET.fromstring(feed).iter("{http://www.w3.org/2005/Atom}title")]  # noqa: S314  our own feed
    assert ["a b c d"] == titles[:1]
    assert "a b c d" in titles[1]
