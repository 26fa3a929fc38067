"""What dates are called in English."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from timeline.when import (
    MAX_YEAR,
    MIN_YEAR,
    Day,
    Extent,
    Precision,
    When,
    century,
    decade,
    from_edtf,
    month,
    on,
    third,
    unit_around,
    week_of,
    year,
)
from timeline.wording import label, weekday

LATE_WEEK = week_of(Day.of(2025, 6, 25))


@pytest.mark.parametrize(
    ("written", "words"),
    [
        ("2025-06-05", "5 June 2025"),
        ("-0043-03-15", "15 March 44 BC"),
        ("0079-08-24", "24 August AD 79"),
        ("2025-06", "June 2025"),
        ("2025-06-XX", "June 2025"),
        ("2025", "2025"),
        ("2025-XX-XX", "2025"),
        ("2025-22", "summer 2025"),
        ("2024-24", "winter 2024"),
        ("2025-34", "the second quarter of 2025"),
        ("2025-41", "the second half of 2025"),
        ("199X", "the 1990s"),
        ("007X", "the 70s AD"),
        ("18XX", "the 19th century"),
        ("20XX", "the 21st century"),
        ("-00XX", "the 1st century BC"),
        ("2025-06~", "about June 2025"),
        ("2025-06-05~", "about 5 June 2025"),
        ("2025-06?", "perhaps June 2025"),
        ("2025-06%", "perhaps about June 2025"),
        ("2025-22?", "perhaps summer 2025"),
        ("[2025-06-25..2025-06-30]", "some day from 25 to 30 June 2025"),
        ("[2025-05-25..2025-06-30]", "some day from 25 May to 30 June 2025"),
        ("[2024-12-25..2025-06-30]", "some day from 25 December 2024 to 30 June 2025"),
        ("[2024-03..2025-06]", "some day from March 2024 to June 2025"),
        ("2019/2023", "from 2019 to 2023"),
        ("2019-01-01/2023-12-31", "from 1 January 2019 to 31 December 2023"),
        ("[2025-06-25~..2025-06-30~]", "some day from 25 to 30 June 2025, approximately"),
        ("2025-06/2025-06", "all of June 2025"),
        ("2025-06-05/2025-06-09", "from 5 to 9 June 2025"),
        ("2025-06-05~/2025-06-09~", "from 5 to 9 June 2025, approximately"),
        ("[..2025-06-10]", "by 10 June 2025"),
        ("[..2025-06-10~]", "by 10 June 2025, approximately"),
        ("[..2025-06]", "by the end of June 2025"),
        ("[..-0043]", "by the end of 44 BC"),
        ("[2025-06..]", "June 2025 or later"),
        ("[2025-06-11..]", "11 June 2025 or later"),
        ("../2025-06", "until the end of June 2025"),
        ("2025-06-05/..", "since 5 June 2025"),
    ],
)
def test_dates_have_names(written: str, words: str) -> None:
    """Each kind of date is said as an editor would say it."""
    assert label(from_edtf(written)) == words


@pytest.mark.parametrize(
    ("whole", "words"),
    [
        (month(2025, 6), ("early June 2025", "mid-June 2025", "late June 2025")),
        (year(2025), ("early 2025", "mid-2025", "late 2025")),
        (decade(1990), ("the early 1990s", "the mid-1990s", "the late 1990s")),
        (century(1800), ("the early 19th century", "the mid-19th century", "the late 19th century")),
        (LATE_WEEK, ("early in the week of 23 June 2025", "in the middle of the week of 23 June 2025", "late in the week of 23 June 2025")),
    ],
)
def test_thirds_are_called_early_mid_and_late(whole: When, words: tuple[str, ...]) -> None:
    """A third of a unit is not "about": early says as much."""
    assert tuple(label(third(whole, part)) for part in range(3)) == words


def test_a_weekday_has_its_name() -> None:
    """25 June 2025 was a Wednesday."""
    assert weekday(Day.of(2025, 6, 25)) == "Wednesday"


@st.composite
def whens(draw: st.DrawFn) -> When:
    """Any interval or calendar unit, anywhere in the calendar."""
    ends = sorted(draw(st.lists(st.integers(Day.of(MIN_YEAR).ordinal, Day.of(MAX_YEAR, 12, 31).ordinal), min_size=2, max_size=2)))
    first, last = (Day(ends[0]), Day(draw(st.sampled_from((ends[1], min(ends[0] + 9, ends[1]))))))
    missing = draw(st.sampled_from(("none", "none", "first", "last")))
    when = When(
        first=None if missing == "first" else first,
        last=None if missing == "last" else last,
        precision=draw(st.sampled_from(Precision)),
        extent=draw(st.sampled_from(Extent)),
    )
    unit = unit_around(Day.of(draw(st.integers(MIN_YEAR + 100, MAX_YEAR - 100))), draw(st.sampled_from(Precision)))
    return replace(draw(st.sampled_from((when, unit))), approximate=draw(st.booleans()), uncertain=draw(st.booleans()))


@given(whens())
def test_any_date_has_words_and_keeps_its_doubt(when: When) -> None:
    """No date is without words or shown in the writing of machines, and "perhaps" is never lost."""
    words = label(when)
    assert words.strip() == words != ""
    assert not re.search(r"\d-\d|\[|\bNone\b", words)
    assert words.startswith("perhaps ") == when.uncertain


@given(whens())
def test_an_interval_is_never_called_by_the_name_of_a_day(when: When) -> None:
    """A reader cannot take a date known as an interval for one known to the day."""
    if not when.is_day:
        for day in (when.first, when.last):
            assert day is None or label(when) not in (label(on(day)), label(on(day, approximate=True)))
