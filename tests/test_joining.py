"""Events written by hand stand beside the found ones, keep their sources, and swallow nothing."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from timeline import pipeline, questions
from timeline.joining import by_hand
from timeline.model import ArticleKind, Basis, Timeline
from timeline.options import Options

ARTICLE = """---
title: Quay news
publisher: Coast Courier
date: 2025-07-04
url: https://courier.example/quay
---
Vantorp Harbour bought two ferries on 3 March 2025. Ilse Marten resigned on 5 June 2025.
"""
FERRY = """---
title: Night ferry opens
date: 2025-06-05
actors: [Ilse Marten]
sources:
  - publisher: Harbour Ledger
    date: 2025-06-06
---
It runs from ten to five.
"""


def built(tmp_path: Path, **files: str) -> Timeline:
    """The timeline of one article and some hand-written events."""
    (tmp_path / "articles").mkdir()
    (tmp_path / "articles" / "quay.md").write_text(ARTICLE, encoding="utf-8")
    (tmp_path / "events").mkdir()
    for name, text in files.items():
        (tmp_path / "events" / f"{name}.md").write_text(text, encoding="utf-8")
    return pipeline.build(Options(inputs=(tmp_path / "articles",), events=tmp_path / "events"))


def test_an_event_written_by_hand_stands_in_its_place(tmp_path: Path) -> None:
    """With the editor's date, said to be the editor's, between those before and after."""
    timeline = built(tmp_path, ferry=FERRY)
    titles = [event.title for event in timeline.events]
    assert "Night ferry opens" in titles
    event = next(event for event in timeline.events if event.title == "Night ferry opens")
    assert (Basis.EDITED, "It runs from ten to five.") == (event.basis, event.summary)
    assert 0 < titles.index("Night ferry opens")
    assert {event.id} == by_hand(timeline)


def test_a_source_without_a_quotation_is_a_note(tmp_path: Path) -> None:
    """The editor's words are never shown as the publisher's."""
    timeline = built(tmp_path, ferry=FERRY)
    event = next(event for event in timeline.events if event.title == "Night ferry opens")
    article = next(article for article in timeline.articles if article.id == event.evidence[0].article)
    assert ArticleKind.NOTE is article.kind
    assert article.based_on
    assert "Harbour Ledger" == article.based_on.publisher
    assert event.evidence[0].quote == article.text[event.evidence[0].start : event.evidence[0].end]


def test_a_quoted_sentence_joins_what_was_found_in_it(tmp_path: Path) -> None:
    """The found event keeps its id and evidence and gets the editor's title; nothing is there twice."""
    alone = pipeline.build(Options(inputs=(tmp_path / "articles",))) if (tmp_path / "articles").exists() else None
    assert alone is None
    quoted = """---
title: Two ferries for Vantorp
date: 2025-03
sources:
  - url: https://courier.example/quay
    quote: Vantorp Harbour bought two ferries on 3 March 2025.
---
"""
    timeline = built(tmp_path, ferries=quoted)
    found = pipeline.build(Options(inputs=(tmp_path / "articles",)))
    assert {event.id for event in found.events} == {event.id for event in timeline.events}
    event = next(event for event in timeline.events if event.title == "Two ferries for Vantorp")
    assert ("2025-03", Basis.EDITED) == (str(event.when), event.basis)
    assert 1 == len(timeline.articles)
    assert set() == by_hand(timeline)


def test_what_may_be_the_same_is_asked_and_kept_apart(tmp_path: Path) -> None:
    """One day and one actor are no proof."""
    timeline = built(tmp_path, ferry=FERRY)
    asked = [problem.message for problem in questions.asked(timeline) if problem.code == "perhaps-the-same"]
    assert any("Night ferry opens" in message for message in asked)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("---\ntitle: A\n---\n", "has no sources"),
        ("---\nsources: [https://a.example/]\n---\n", "has no title"),
        ("---\ntitle: A\ntitel: B\nsources: [https://a.example/]\n---\n", "unknown field 'titel'"),
        ("---\ntitle: A\ndate: someday\nsources: [https://a.example/]\n---\n", "'someday' is not a date"),
        ("---\ntitle: A\nstage: hoped\nsources: [https://a.example/]\n---\n", "'hoped' is no stage"),
        ("---\ntitle: A\nsources:\n  - date: 2025\n---\n", "neither url nor publisher"),
    ],
)
def test_what_cannot_be_used_is_named_and_the_rest_is_built(tmp_path: Path, text: str, message: str) -> None:
    """No event vanishes without a word."""
    timeline = built(tmp_path, bad=text)
    (problem,) = [problem for problem in timeline.problems if problem.path == "events/bad.md"]
    assert message in problem.message
    assert timeline.events


def test_only_events_an_editor_wrote_go_to_search_engines_unread(tmp_path: Path) -> None:
    """They are in the JSON-LD, the found ones are not."""
    timeline = built(tmp_path, ferry=FERRY)
    site = pipeline.site(timeline, Options())
    rows = json.loads(site["timeline.jsonld"])["mainEntity"]["itemListElement"]
    assert ["Night ferry opens"] == [row["item"]["name"] for row in rows]
    assert "Night ferry opens" in site["index.html"].decode()
    assert "date set by the editor" in site["index.html"].decode()


def test_a_date_written_by_hand_bounds_what_follows_it(tmp_path: Path) -> None:
    """“Later, she resigned”: later than the purchase whose day only the editor knows, with the reason."""
    (tmp_path / "articles").mkdir()
    told = ARTICLE.replace(" on 3 March 2025. Ilse Marten resigned on 5 June 2025.", ". Ilse Marten later resigned.")
    (tmp_path / "articles" / "quay.md").write_text(told, encoding="utf-8")
    (tmp_path / "events").mkdir()
    source = "  - url: https://courier.example/quay\n    quote: Vantorp Harbour bought two ferries."
    written = f"---\ntitle: Harbour buys ferries\ndate: 2025-03-03\nsources:\n{source}\n---\n"
    (tmp_path / "events" / "ferries.md").write_text(written, encoding="utf-8")
    timeline = pipeline.build(Options(inputs=(tmp_path / "articles",), events=tmp_path / "events"))
    bought, resigned = timeline.events

    assert (bought.title, str(bought.when), bought.basis) == ("Harbour buys ferries", "2025-03-03", Basis.EDITED)
    assert str(resigned.when) == "[2025-03-03..2025-07-04]"
    assert any("later" in step for step in resigned.steps)
