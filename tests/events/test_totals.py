"""Counts of what one actor did over one period stand on the cards of both where they differ; the proofs of the table are tried."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.events.reading import article, timeline_of
from timeline import pipeline
from timeline.events import most_salient
from timeline.model import Conflict, ConflictKind, Timeline
from timeline.options import Options
from timeline.rules import read_table

_ROWS = read_table("en", "events_words")["totals"]
_ONE, _FOUR = "Vance Lines flew a single orbital mission in 2030.", "Vance Lines carried out four launches in 2030."


def _told(one: str, other: str, *, published: str = "2031-06-17") -> Timeline:
    return timeline_of(
        article(one, name="one", published=published, publisher="The Harbour Times"),
        article(other, name="two", published=published, publisher="The Pier Post"),
    )


def _of_figures(timeline: Timeline) -> list[Conflict]:
    return [conflict for conflict in timeline.conflicts if conflict.kind is ConflictKind.FIGURE]


@pytest.mark.parametrize("pair", [pair for row in _ROWS for pair in row["examples"]], ids=lambda pair: pair[0][:30])
def test_totals_that_differ_are_a_conflict_in_any_order(pair: tuple[str, str]) -> None:
    """Each side has its figure and its evidence, and neither is preferred where as many report it."""
    (conflict,) = _of_figures(_told(*pair))
    (turned,) = _of_figures(_told(*reversed(pair)))

    assert conflict.shown is None
    assert len({key for claim in conflict.claims for key in claim.evidence}) == 2
    assert [claim.value for claim in conflict.claims] == [claim.value for claim in turned.claims]


@pytest.mark.parametrize("pair", [pair for row in _ROWS for pair in row["rejects"]], ids=lambda pair: pair[0][:40])
def test_counts_that_can_both_hold_are_none(pair: tuple[str, str]) -> None:
    """A single deed, a part, another actor, period or deed, or a figure that the other's words allow contradicts nothing."""
    assert not _of_figures(_told(*pair))


def test_the_claims_name_what_each_counts() -> None:
    """An adjective is never stripped, and “single” counts as one."""
    (conflict,) = _of_figures(_told(_ONE, _FOUR))

    assert [(claim.value, claim.measure) for claim in conflict.claims] == [
        ("single orbital mission", "orbital mission"),
        ("four launches", "launches"),
    ]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Vance Lines flew a single mission in May 2030.", "Vance Lines flew nine missions in May 2030."),
        ("Vance Lines made one launch in the first quarter of 2030.", "Vance Lines made six launches in the first quarter of 2030."),
    ],
)
def test_the_same_noun_is_the_same_measure(one: str, other: str) -> None:
    """Singular and plural are one noun: then the sources disagree."""
    (conflict,) = _of_figures(_told(one, other))

    assert conflict.same_measure


def test_what_one_article_tells_alone_is_no_conflict() -> None:
    """It knows both figures, so they measure different things; nor does a second article change that by repeating one."""
    assert not _of_figures(timeline_of(article(f"{_ONE} {_FOUR}", published="2031-06-17")))
    assert not _of_figures(_told(f"{_ONE} {_FOUR}", _FOUR))


def test_articles_of_one_origin_are_one_report() -> None:
    """Two articles that lean on one report disagree with nobody."""
    articles = [
        replace(article(text, name=name, published="2031-06-17"), origin="The Harbour Times")
        for name, text in (("one", _ONE), ("two", _FOUR))
    ]

    assert not _of_figures(timeline_of(*articles))


def test_a_period_that_is_not_over_has_no_total_yet() -> None:
    """Counts so far grow from article to article."""
    assert not _of_figures(_told(_ONE, _FOUR, published="2030-09-01"))


def test_the_figure_that_more_reports_give_comes_first() -> None:
    """Two origins against one."""
    timeline = timeline_of(
        article(_ONE, name="one", published="2031-06-17"),
        article(_FOUR, name="two", published="2031-06-18"),
        article("Vance Lines made four launches in 2030.", name="three", published="2031-06-19"),
    )
    (conflict,) = _of_figures(timeline)

    assert conflict.shown == 0
    assert conflict.claims[0].value == "four launches"
    assert len(conflict.claims[0].evidence) == 2


def test_both_events_carry_the_conflict_at_any_top() -> None:
    """Whichever of the two is shown, the other comes along, and the quotes of both stand on each card; it is one point of difference."""
    timeline = _told(_ONE, _FOUR)
    page = pipeline.site(timeline, Options(top=1))["index.html"].decode()

    assert len(most_salient(timeline.events, minimum=0.0, top=1)) == len(timeline.events) == 2
    assert all(event.conflicts for event in timeline.events)
    assert page.count("Sources give different figures") == 2
    assert "Sources differ on 1 point" in page
    assert "orbital mission</b> orbital mission" not in page
