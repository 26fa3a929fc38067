"""timeline.json keeps its contract, and no export carries a surprise."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import jsonschema
import pytest

from tests.rendering import story
from timeline.exporting import files, to_csv, to_json
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
    assert {"about June 2025", "reported 6 July 2025", "no date"} <= {row["date_words"] for row in rows}


def test_csv_cells_are_no_formulas() -> None:
    """What a spreadsheet would run is shown as text."""
    cells = [cell for row in csv.reader(io.StringIO(to_csv(story.story()))) for cell in row]
    assert "'=1+1" in cells
    assert "'=cmd() was typed into the tide log on 9 July 2025." in cells
    assert [] == [cell for cell in cells if cell[:1] in "=+-@\t\r" and cell]


def test_the_page_links_every_export() -> None:
    """Each file is offered, and each offer is a file."""
    assert set(files(story.story())) == {link.href for link in DOWNLOADS}
