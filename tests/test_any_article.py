"""Whatever articles say, and whenever they were published, a build ends with a page."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from timeline import exporting, pipeline, rendering
from timeline.options import Options
from timeline.view import view

DATES = ["2025-07-06", "9999-12-31", "-9998-01-01", "0001-01-01", "0000", "9999", "99XX", "2025-06~", "[..2025-01-01]", "1999-12-31/", ""]
WHENS = [
    "next year",
    "last century",
    "in 9999 years",
    "9,999 years ago",
    "on Friday",
    "last week",
    "early last month",
    "next decade",
    "in May",
    "on 31 February",
    "in the year 0",
    "in 44 BC",
    "at Easter",
    "last winter",
    "next quarter",
    "in recent weeks",
    "soon",
    "three decades ago",
    "on December 31, 9999",
    "on January 1, 0001",
    "in mid-May",
    "by the end of the year",
    "after the vote",
    "since 99999999999999999999",
    "in the first nine months",
    "twice in June",
    "two days later",
    "the day after tomorrow",
    "in the 1990s",
    "on 5/6/07",
    "at 25:99 p.m.",
]
SAYS = [
    "Jo Roe resigned {}.",
    "The ferry will close {}, Kim Poe said.",
    "“It sank {},” Roe wrote {}.",
    "Roe denied that Poe threatened to sue {}.",
    "Acme Inc. won $5.9 billion {} and 28 missions {}.",
    "{}",
    "<script>alert('{}')</script>",
    "Roe (see 4), who left {}, met U.S. President Poe.",
]
ODD = ["\u202e", "😀", "\u0301", "“", ")", "'s", "—", "\u00a0", "İ", "ﬁ", "１２", "٣", "…", "&lt;", "\\", "{{ 7*7 }}", "{% x %}"]

sentences = st.builds(
    lambda said, whens: said.format(*whens), st.sampled_from(SAYS), st.tuples(st.sampled_from(WHENS), st.sampled_from(WHENS))
)
bodies = st.lists(sentences | st.sampled_from(ODD), min_size=1, max_size=8).map(lambda said: " ".join(["It stands.", *said]))


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=60)
@given(st.lists(st.tuples(st.sampled_from(DATES), bodies), min_size=1, max_size=3))
@example([("-9998-01-01", "Acme Inc. won $5.9 billion last century."), ("1999-12-31/", "Acme Inc. won $5.9 billion next year.")])
def test_any_articles_become_a_page(tmp_path: Path, articles: list[tuple[str, str]]) -> None:
    """Every quote is found in its text, ids are unique, the export is JSON, and the page holds no markup of an article."""
    for old in tmp_path.iterdir():
        old.unlink()
    for number, (date, body) in enumerate(articles):
        (tmp_path / f"a{number}.md").write_text(f'---\ndate: "{date}"\npublisher: Gazette {number}\n---\n\n{body}\n', encoding="utf-8")
    timeline = pipeline.build(Options(inputs=(tmp_path,)))
    texts = {article.id: article.text for article in timeline.articles}
    for event in timeline.events:
        assert all(texts[item.article][item.start : item.end] == item.quote for item in event.evidence)
    assert len({event.id for event in timeline.events}) == len(timeline.events)
    exported = json.loads(exporting.to_json(timeline))
    assert len(exported["events"]) == len(timeline.events)
    pages = rendering.render(view(timeline))
    assert b"<script>alert" not in b"".join(content for name, content in pages.items() if name.endswith(".html"))


@pytest.mark.parametrize("date", DATES)
def test_every_time_can_be_said_on_every_date(tmp_path: Path, date: str) -> None:
    """At both ends of the calendar and in the middle, words of time are placed or left, and nothing breaks."""
    body = "\n\n".join(said.format(when, when) for when in WHENS for said in SAYS[:2])
    (tmp_path / "a.md").write_text(f'---\ndate: "{date}"\n---\n\n{body}\n', encoding="utf-8")
    assert 1 == len(pipeline.build(Options(inputs=(tmp_path,))).articles)
