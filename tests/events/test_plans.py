"""What is planned of a thing that the sentence names is found, with its noun and owner."""

from __future__ import annotations

import pytest

from tests.events.reading import article, events_of
from timeline.model import Stage


def planned(text: str) -> list[tuple[str, str]]:
    """Title and date of what a text of 20 June 2031 plans."""
    return [(event.title, str(event.when)) for event in events_of(article(text, published="2031-06-20")) if event.stage is Stage.PLANNED]


@pytest.mark.parametrize(
    ("text", "title", "when"),
    [
        (
            "Brook Air flew a single relief mission in 2030, and another is planned for August 2031.",
            "Another relief mission of Brook Air is planned",
            "2031-08",
        ),
        (
            "Vance Lines leads, far outpacing Brook Ferries' single trial voyage in 2030 and another planned for May 2032.",
            "Another trial voyage of Brook Ferries is planned",
            "2032-05",
        ),
        (
            "Ada Brook held a meeting on 3 May, and another is scheduled for 4 July.",
            "Another meeting of Ada Brook is planned",
            "2031-07-04",
        ),
    ],
)
def test_another_is_one_more_of_what_was_named(text: str, title: str, when: str) -> None:
    """As a plan, at its own date, of whoever the first was."""
    assert [(title, when)] == planned(text)


@pytest.mark.parametrize(
    "text",
    [
        "Ada Brook opened a terminal on 3 May, and another is not planned for August.",
        "Ada Brook opened a terminal on 3 May, and another may be planned for August.",
        "Ada Brook opened a terminal on 3 May, and another is planned.",
        "Ada Brook opened two terminals on 3 May, and another is planned for August.",
        "Ada Brook met Omar Vance on 3 May, and another is expected in August.",
        "Ada Brook denied that she had hidden a payment, and another is planned for August.",
        "Ada Brook opened a terminal on 3 May, and another was closed in August.",
    ],
)
def test_what_is_not_said_to_be_planned_is_no_plan(text: str) -> None:
    """Nothing negated, possible, undated, of unclear number or owner, or done."""
    assert [] == planned(text)


@pytest.mark.parametrize(
    ("text", "title", "when"),
    [
        ("Brook Lines received just seven ferries starting next year.", "Brook Lines’s seven ferries to start", "2032"),
        (
            "Vance Lines won ten routes, while Brook Lines won two routes beginning next month.",
            "Brook Lines’s two routes to begin",
            "2031-07",
        ),
    ],
)
def test_what_starts_next_year_is_still_to_come(text: str, title: str, when: str) -> None:
    """The award is told as done, its start as planned, at its own date."""
    assert [(title, when)] == planned(text)


@pytest.mark.parametrize(
    "text",
    [
        "Brook Lines received seven ferries starting in March.",
        "Brook Lines received seven ferries starting last year.",
        "Brook Lines denied that it had received seven ferries starting next year.",
        "Omar Vance, starting next year, has received seven ferries.",
    ],
)
def test_a_start_that_may_be_over_or_is_denied_is_no_plan(text: str) -> None:
    """Only words that lie ahead by themselves make one."""
    assert [] == planned(text)
