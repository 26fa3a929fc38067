"""An invented story of four articles, one of them dated, from files to inferred dates and the order of the page."""

from __future__ import annotations

from pathlib import Path

import pytest

from timeline import pipeline
from timeline.model import Article, Basis, Timeline
from timeline.options import Options
from timeline.reading import read
from timeline.when import to_edtf

STORY = {
    "dated": """\
---
title: Harbour talks
date: 2025-07-06
---

Ada Brandt met Mayor Tomas Weil at least twice in June. The talks followed a public dispute between Weil and Jonas Falk earlier last month.

The dispute between Tomas Weil and Jonas Falk began following Falk's resignation as harbour master.
""",
    "month": """\
---
title: Brandt courts the mayor
---

Ada Brandt has met Mayor Tomas Weil twice this month. The dispute between Weil and Jonas Falk has cooled since.
""",
    "later": """\
---
title: After the dispute
---

Ada Brandt met Mayor Tomas Weil in June. The dispute between Tomas Weil and Jonas Falk helped her.
""",
    "alone": """\
---
title: A lighthouse
---

The lighthouse was painted last week. Keeper Ruth Olsen thanked the painters.
""",
}


def timeline_of(folder: Path, story: dict[str, str]) -> Timeline:
    """The timeline of a story written to a folder."""
    for name, text in story.items():
        (folder / f"{name}.md").write_text(text, encoding="utf-8")
    articles, problems = read(folder)
    return pipeline.assemble(articles, Options(), problems=problems)


@pytest.fixture(scope="module")
def timeline(tmp_path_factory: pytest.TempPathFactory) -> Timeline:
    """The timeline of the story."""
    return timeline_of(tmp_path_factory.mktemp("story"), STORY)


def dates(timeline: Timeline) -> dict[str, tuple[str, Basis]]:
    """The date and its basis for each article."""
    return {article.id: (to_edtf(article.published) if article.published else "", article.published_basis) for article in timeline.articles}


def test_undated_articles_are_bounded_by_what_they_share(timeline: Timeline) -> None:
    """The words "this month" are the June of the dated article; "in June" is then or within the year; the lighthouse shares nothing."""
    found = dates(timeline)
    assert found["dated"] == ("2025-07-06", Basis.STATED)
    assert found["month"] == ("2025-06", Basis.INFERRED)
    assert found["later"][0].startswith("[2025-06")
    assert found["later"][1] is Basis.INFERRED
    assert found["alone"] == ("", Basis.UNKNOWN)


def test_every_answer_has_reasons(timeline: Timeline) -> None:
    """An inferred date quotes the words it rests on; a missing one says what is missing."""
    articles: dict[str, Article] = {article.id: article for article in timeline.articles}
    assert any("“this month”" in step and "June 2025" in step for step in articles["month"].published_steps)
    assert articles["alone"].published_steps


def test_without_the_dated_article_nothing_is_known(tmp_path: Path) -> None:
    """Undated articles do not date each other, whatever they share."""
    undated = {name: text for name, text in STORY.items() if name != "dated"}
    assert set(dates(timeline_of(tmp_path, undated)).values()) == {("", Basis.UNKNOWN)}


def test_an_undated_article_changes_no_date_of_its_supporters(timeline: Timeline, tmp_path: Path) -> None:
    """With one undated article taken away the others keep their dates."""
    fewer = {name: text for name, text in STORY.items() if name != "later"}
    assert dates(timeline_of(tmp_path, fewer)) == {name: date for name, date in dates(timeline).items() if name != "later"}


def test_no_single_day_rests_on_an_inferred_date(timeline: Timeline) -> None:
    """What an article of an inferred date tells in relative words is never known to the day."""
    inferred = {article.id for article in timeline.articles if article.published_basis is Basis.INFERRED}
    told = [e.when for event in timeline.events for e in event.evidence if e.article in inferred and e.when is not None]
    assert told
    assert not [when for when in told if when.is_day]


def test_the_resignation_stands_before_the_dispute(timeline: Timeline) -> None:
    """It has no date but an order word, which bounds it and puts it first."""
    titles = [event.title for event in timeline.events]
    resigned = next(event for event in timeline.events if "resign" in event.title and "Falk" in event.title and event.kind == "resign")
    disputed = next(event for event in timeline.events if event.when is not None and to_edtf(event.when) == "[2025-06-01~..2025-06-10~]")
    assert titles.index(resigned.title) < titles.index(disputed.title)
    assert resigned.when is not None
    assert resigned.when.last is not None
    assert to_edtf(resigned.when) == "[..2025-06-10~]"
    assert any("“following”" in step for step in resigned.steps)
