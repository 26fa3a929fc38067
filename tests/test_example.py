"""The second example, ten invented articles that differ in what they say: what a reader of its timeline relies on.

`tests/shipyard.txt` is its whole timeline, a line an event; renew it with `pytest tests/test_example.py --renew` and read the difference.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from timeline import pipeline, wording
from timeline.events import lexicon
from timeline.model import Basis, ConflictKind, Event, Evidence, Polarity, Stage, Timeline
from timeline.options import load

ROOT = Path(__file__).parent.parent
_STORY = ROOT / "docs" / "examples" / "shipyard"
_GOLDEN = ROOT / "tests" / "shipyard.txt"


@pytest.fixture(scope="module")
def story() -> Timeline:
    """The timeline of the example."""
    return pipeline.build(load(_STORY / "timeline.toml"))


def _only(story: Timeline, words: str) -> Event:
    (event,) = (event for event in story.events if words in event.title)
    return event


def _lines(story: Timeline) -> list[str]:
    titles = {event.id: event.title for event in story.events}
    lines = []
    for event in story.events:
        label = wording.label(event.when) if event.when else "undated"
        lines.append(f"{label} ({event.basis}) | {event.stage} | {event.title} | {', '.join(event.origins)}")
        lines += [f"    answered by: {titles[answer]}" for answer in event.answers]
    for conflict in story.conflicts:
        claims = " / ".join(claim.value for claim in conflict.claims)
        lines.append(f"{conflict.kind}: {titles[conflict.event]}: {claims}")
    return lines


def test_its_timeline_is_the_one_that_was_read(story: Timeline, request: pytest.FixtureRequest) -> None:
    """Every line of it was read by an editor; a change shows as a difference to be read again."""
    text = "\n".join(_lines(story)) + "\n"
    if request.config.getoption("--renew"):
        _GOLDEN.write_text(text, encoding="utf-8")
    assert _GOLDEN.read_text(encoding="utf-8").splitlines() == text.splitlines()


@pytest.mark.parametrize(
    ("title", "date", "basis"),
    [
        ("announces the cuts", "2032-01-12", Basis.RESOLVED),
        ("vote to go on strike", "2032-02-03", Basis.RESOLVED),
        ("workers walk out of Ostrey Marine", "2032-02-05", Basis.STATED),
        ("walks out of the town hall", "2032-03-09", Basis.INHERITED),
        ("loses €12 million", "2032-34", Basis.RESOLVED),
        ("is charged with fraud", "2032-05-18", Basis.RESOLVED),
        ("makes eleven transfers", "[2030-06..2031-08]", Basis.STATED),
        ("Court acquits Ines Ostrey of fraud", "2032-10-08", Basis.RESOLVED),
        ("First ferry is to be launched", "2033-21", Basis.STATED),
    ],
)
def test_its_dates_are_as_fine_as_its_words(story: Timeline, title: str, date: str, basis: Basis) -> None:
    """A day where a day was told, a quarter, a season or a span where that was."""
    event = _only(story, title)

    assert (str(event.when), event.basis) == (date, basis)


def test_what_is_counted_from_the_merger_says_so(story: Timeline) -> None:
    """“Four weeks after they signed” dates the signing, and that the resignation two days later; neither is a stated day."""
    signed, resigned = _only(story, "sign the agreement"), _only(story, "resigns as chairman")

    assert "is counted from “Trade Board approves" in signed.steps[0]
    assert "is counted from “Two companies sign the agreement”" in resigned.steps[0]
    assert signed.when is not None
    assert resigned.when is not None
    assert signed.when.approximate
    assert resigned.when.approximate


def test_its_contradictions_are_in_the_open(story: Timeline) -> None:
    """How many walked out, on which day the merger was approved, and what the verdict was: each side with its evidence, none preferred."""
    claims = {conflict.kind: {claim.value for claim in conflict.claims} for conflict in story.conflicts}

    assert claims == {
        ConflictKind.FIGURE: {"about 900 workers", "1,200 workers"},
        ConflictKind.DATE: {"29 June 2032", "30 June 2032"},
        ConflictKind.OUTCOME: {"acquitted", "convicted"},
    }
    assert all(conflict.shown is None for conflict in story.conflicts)


def test_the_acquittal_answers_the_charge_and_the_conviction(story: Timeline) -> None:
    """Whoever reads of the one reads of the other."""
    acquitted = _only(story, "Court acquits Ines Ostrey")

    assert acquitted.id in _only(story, "is convicted of fraud").answers
    assert acquitted.id in _only(story, "is charged with fraud").answers


def test_what_two_papers_print_in_the_same_words_is_one_event(story: Timeline) -> None:
    """No headline stands there twice."""
    titles = [event.title for event in story.events]

    assert [] == [title for title in set(titles) if titles.count(title) > 1]


def test_no_denial_answers_what_came_later(story: Timeline) -> None:
    """What one woman denied in March is no answer to the suit that another plans in October."""
    assert not _only(story, "to sue the Ansel Evening Post").answers


def test_the_copy_and_the_paper_that_both_lean_on_are_one_origin(story: Timeline) -> None:
    """The agency's report and the paper that prints it are one; both lean on the Evening Post."""
    assert _only(story, "Lotte Amdal declines to comment").origins == ("06-wire",)
    assert _only(story, "makes eleven transfers").origins == ("Ansel Evening Post",)
    assert {e.origin for e in _evidence(story) if e.article == "05-accounts"} == {"Ansel Evening Post"}


def _evidence(story: Timeline) -> list[Evidence]:
    return [item for event in story.events for item in event.evidence]


def test_no_claim_about_the_accused_is_in_the_timeline_s_own_voice(story: Timeline) -> None:
    """She denied it, so each headline that tells it says who does, as do verdicts and charges."""
    told = [event for event in story.events if "€4 million" in event.title or "transfers to" in event.title or "fraud" in event.title]

    assert len(told) >= 6
    assert all(" reports" in event.title or " accused " in event.title or "“" in event.title for event in told)


def test_namesakes_and_relatives_stay_apart(story: Timeline) -> None:
    """The judge and the union's secretary, the father, the daughter and the firm."""
    actors = {part.actor.id: part.actor.name for event in story.events for part in event.participants}

    assert {"Helen Brandt", "Calum Brandt", "Magnus Ostrey", "Ines Ostrey", "Ostrey Marine"} <= set(actors.values())
    for event in story.events:
        assert not {"Helen Brandt", "Calum Brandt"} <= {part.actor.name for part in event.participants}


def test_what_did_not_happen_is_not_told_as_done(story: Timeline) -> None:
    """No sale in November, no work moved away, no second strike, no ship launched; the merger's first day is to come."""
    done = [event for event in story.events if event.stage is Stage.HAPPENED and event.polarity is Polarity.AFFIRMED]
    wrong = ("Pellan Group buys", "moves work", "strike again", "launched", "takes effect", "sues", "moves two ferries")

    assert [] == [event.title for event in done if any(words in event.title for words in wrong)]
    assert _only(story, "threatens to move work").stage is Stage.THREATENED
    assert _only(story, "Ines Ostrey’s trial").stage is Stage.PLANNED


def test_the_undated_letter_gives_no_single_day(story: Timeline) -> None:
    """What only the letter tells has an interval, or a date that others give it."""
    alone = [event for event in story.events if {item.article for item in event.evidence} == {"03-gate"}]

    assert alone
    assert not [event.title for event in alone if event.when is not None and event.when.is_day]


def test_its_headlines_take_no_side(story: Timeline) -> None:
    """No loaded word is left in one."""
    assert not [event.title for event in story.events if _loaded(event.title)]


def _loaded(title: str) -> bool:
    words = lexicon("en").loaded
    return any(word in words for word in title.lower().split())
