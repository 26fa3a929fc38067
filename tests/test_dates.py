"""Dates as people type them."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from timeline import tag
from timeline.dates import as_when, written_date
from timeline.errors import InputError
from timeline.when import from_edtf

READ = {
    "2025-07-06": "2025-07-06",
    "2025-7-6": "2025-07-06",
    "2025/07/06": "2025-07-06",
    "20250706": "2025-07-06",
    "2025-07": "2025-07",
    "2025": "2025",
    "2025-06~": "2025-06~",
    "[2025-06-25..2025-06-30]": "[2025-06-25..2025-06-30]",
    "2025-07-06T14:30:00.123+02:00": "2025-07-06T14:30:00+02:00",
    "2025-07-06 9:05": "2025-07-06T09:05:00",
    "2025-07-06 14:30 UTC": "2025-07-06T14:30:00Z",
    "6 July 2025": "2025-07-06",
    "6th July 2025": "2025-07-06",
    "July 6, 2025": "2025-07-06",
    "Sunday, July 6, 2025": "2025-07-06",
    "Sept. 5, 2024": "2024-09-05",
    "Sun, 06 Jul 2025 10:00:00 GMT": "2025-07-06",
    "July 2025": "2025-07",
    "25/12/2024": "2024-12-25",
    "12.25.2024": "2024-12-25",
    "05 / 05 / 2013": "2013-05-05",
    "-0043-03-15": "-0043-03-15",
    "9999-12-31": "9999-12-31",
}
REFUSED = (
    "yesterday", "2025-13-40", "30 February 2025", "2025-02-30", "03/04/2025", "13/13/2025", "6 July", "July", "Tuesday", "soon", "", "5.9",
    "NO", "12:30", "10000-01-01", "99999999999999999999", "May I say 2025", "the 6 July 2025 talks", "July 6, 2025 and 7 July 2025",
)  # fmt: skip


@pytest.mark.parametrize(("typed", "edtf"), READ.items())
def test_a_typed_date_is_read_as_finely_as_it_was_typed(typed: str, edtf: str) -> None:
    """A month stays a month; nothing is filled in."""
    assert edtf == str(written_date(typed))


@pytest.mark.parametrize("typed", REFUSED)
def test_what_is_no_single_date_is_refused(typed: str) -> None:
    """Missing parts, two possible orders, impossible days and prose give nothing."""
    assert written_date(typed) is None


@pytest.mark.parametrize(
    "given", ["2025-07-06", "6 July 2025", date(2025, 7, 6), from_edtf("2025-07-06"), datetime(2025, 7, 6, 9, 30, tzinfo=UTC)]
)
def test_a_caller_may_hand_over_a_date_in_any_form(given: date | str) -> None:
    """The library takes what people have at hand."""
    [found] = tag("Jo Roe resigned last Friday.", given)
    assert found.expression.value == "2025-07-04"


def test_a_month_is_a_date_too() -> None:
    """An article of a month is read as one."""
    [found] = tag("Jo Roe resigned last year.", "2025-06")
    assert found.expression.value == "2024"


def test_what_is_no_date_is_refused_with_a_hint() -> None:
    """Nothing is guessed from words that are no date."""
    with pytest.raises(InputError, match="'yesterday' is not a date"):
        as_when("yesterday")
