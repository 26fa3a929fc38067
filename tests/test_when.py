"""Laws of `timeline.when`: what holds for every day, every interval and every text."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from edtf import parse_edtf
from hypothesis import example, given
from hypothesis import strategies as st

from timeline.errors import EdtfError
from timeline.when import (
    MAX_YEAR,
    MIN_YEAR,
    OPPOSITE,
    Day,
    Extent,
    Precision,
    Relation,
    When,
    between,
    century,
    decade,
    from_edtf,
    half,
    hull,
    intersection,
    month,
    month_length,
    on,
    quarter,
    relate,
    season,
    sort_key,
    third,
    to_edtf,
    unit_around,
    week_of,
    year,
)

FIRST_DAY, LAST_DAY = Day.of(MIN_YEAR, 1, 1), Day.of(MAX_YEAR, 12, 31)
UNITS = tuple(Precision)[1:]
CLOCKS = ("00:00", "17:00", "17:00:59", "17:00Z", "09:30-05:00", "23:59:01+01", "MO", "NI")


def days(first: Day = FIRST_DAY, last: Day = LAST_DAY) -> st.SearchStrategy[Day]:
    """Any day, with those near the turn of the era and the ends of the calendar as likely as the rest."""
    near = st.sampled_from((first, last, Day.of(0), Day.of(1), Day.of(-1, 12, 31), Day.of(2024, 2, 29)))
    return st.one_of(st.integers(first.ordinal, last.ordinal).map(Day), near, st.integers(738_000, 741_000).map(Day))


@st.composite
def whens(draw: st.DrawFn) -> When:
    """Any `When` at all, close ones often enough to touch and overlap."""
    first = draw(st.none() | days())
    last = (
        draw(days())
        if first is None
        else draw(st.none() | st.builds(Day, st.integers(first.ordinal, min(first.ordinal + 800, LAST_DAY.ordinal))))
    )
    clock = draw(st.sampled_from(("", *CLOCKS))) if first is not None and first == last else ""
    return When(
        first=first,
        last=last,
        precision=draw(st.sampled_from(Precision)),
        extent=draw(st.sampled_from(Extent)),
        approximate=draw(st.booleans()),
        uncertain=draw(st.booleans()),
        clock=clock,
    )


@st.composite
def units(draw: st.DrawFn) -> When:
    """Any calendar unit away from the very ends of the calendar, where seasons and centuries are cut."""
    return unit_around(draw(days(Day.of(MIN_YEAR + 100), Day.of(MAX_YEAR - 100))), draw(st.sampled_from(Precision)))


# --- days --------------------------------------------------------------------------------------------------------------------------------


@given(days())
@example(FIRST_DAY)
@example(LAST_DAY)
def test_a_day_is_the_day_of_its_year_month_and_day(day: Day) -> None:
    """Taking a day apart and putting it together, in numbers or in writing, gives the same day."""
    assert Day.of(*day.ymd) == day
    assert Day.parse(str(day)) == day


@given(days())
def test_days_follow_each_other_in_the_calendar(day: Day) -> None:
    """The day after is the next of its month, or the first of the next month."""
    if day == LAST_DAY:
        return
    y, m, d = day.ymd
    following = (y, m, d + 1) if d < month_length(y, m) else (y, m + 1, 1) if m < 12 else (y + 1, 1, 1)
    assert (day + 1).ymd == following
    assert (day + 1) - 1 == day
    assert (day + 1).weekday == (day.weekday + 1) % 7


@given(st.dates())
def test_days_of_our_era_agree_with_the_standard_library(value: date) -> None:
    """From year 1 on a day is what `datetime.date` says it is."""
    day = Day.from_date(value)
    assert (day.ymd, day.weekday, str(day)) == ((value.year, value.month, value.day), value.weekday(), value.isoformat())


@pytest.mark.parametrize(
    ("ymd", "weekday"),
    [((2025, 6, 25), 2), ((2000, 2, 29), 1), ((1, 1, 1), 0), ((0, 12, 31), 6), ((0, 2, 29), 1), ((-43, 3, 15), 4), ((-9998, 1, 1), 1)],
)
def test_weekdays_of_known_days(ymd: tuple[int, int, int], weekday: int) -> None:
    """Weekdays run on through year 0, a leap year, and repeat every 400 years."""
    assert Day.of(*ymd).weekday == weekday
    assert Day.of(ymd[0] + 400, *ymd[1:]).weekday == weekday


@pytest.mark.parametrize(
    "ymd", [(2025, 2, 29), (1900, 2, 29), (-1, 2, 29), (2025, 13, 1), (2025, 0, 1), (2025, 4, 31), (10_000, 1, 1), (-9999, 12, 31)]
)
def test_days_that_are_not_there_are_refused(ymd: tuple[int, int, int]) -> None:
    """There is no 29 February in a common year, no month 13, nothing outside 9999 BCE to 9999."""
    with pytest.raises(ValueError, match=r"day|month|year"):
        Day.of(*ymd)


def test_the_calendar_ends_are_guarded() -> None:
    """Counting past either end is an error, not a wrong day."""
    with pytest.raises(ValueError, match="9999 BCE to 9999"):
        _ = FIRST_DAY - 1
    with pytest.raises(ValueError, match="9999 BCE to 9999"):
        _ = LAST_DAY + 1


@pytest.mark.parametrize("text", ["2025-6-5", "25-06-05", "2025-06-05T10:00", " 2025-06-05", "2025-06", "+2025-06-05", "٢٠٢٥-٠٦-٠٥"])
def test_only_whole_written_days_parse(text: str) -> None:
    """`Day.parse` reads YYYY-MM-DD and nothing else."""
    with pytest.raises(ValueError, match="is not a day"):
        Day.parse(text)


# --- what a When may be -----------------------------------------------------------------------------------------------------------------


def test_impossible_whens_are_refused() -> None:
    """A date has an end at least, does not end before it starts, and has a time of day only on a single day."""
    june, may = Day.of(2025, 6, 1), Day.of(2025, 5, 1)
    for wrong in ({"first": None, "last": None}, {"first": june, "last": may}, {"first": may, "last": june, "clock": "17:00"}):
        with pytest.raises(ValueError, match=r"one end|before it starts|single day"):
            When(**wrong)


@given(units())
def test_a_unit_holds_the_days_it_was_made_around(unit: When) -> None:
    """The first and the last day of a unit belong to that unit and no other; but year 0 ends EDTF's `-000X` and begins its `000X`."""
    assert unit.first is not None
    assert unit.last is not None
    assert unit_around(unit.first, unit.precision) == unit
    if unit.last.year != 0:
        assert unit_around(unit.last, unit.precision) == unit


@pytest.mark.parametrize(
    ("when", "first", "last"),
    [
        (month(2024, 2), "2024-02-01", "2024-02-29"),
        (month(0, 2), "0000-02-01", "0000-02-29"),
        (year(-43), "-0043-01-01", "-0043-12-31"),
        (quarter(2025, 4), "2025-10-01", "2025-12-31"),
        (half(2025, 1), "2025-01-01", "2025-06-30"),
        (season(2025, 1), "2025-03-01", "2025-05-31"),
        (season(2023, 4), "2023-12-01", "2024-02-29"),
        (week_of(Day.of(2025, 6, 25)), "2025-06-23", "2025-06-29"),
        (week_of(Day.of(2025, 6, 29)), "2025-06-23", "2025-06-29"),
        (decade(2010), "2010-01-01", "2019-12-31"),
        (century(1900), "1900-01-01", "1999-12-31"),
        (unit_around(Day.of(-45), Precision.DECADE), "-0049-01-01", "-0040-12-31"),
        (unit_around(Day.of(-45), Precision.CENTURY), "-0099-01-01", "0000-12-31"),
    ],
)
def test_units_have_the_days_the_calendar_gives_them(when: When, first: str, last: str) -> None:
    """Months know leap years, winter runs into the next year, weeks begin on Monday."""
    assert (str(when.first), str(when.last)) == (first, last)


@given(units().filter(lambda unit: not unit.is_day))
def test_thirds_cover_the_unit_without_gap(unit: When) -> None:
    """Early, mid and late follow each other, begin and end with the unit, and are about equally long."""
    assert unit.first is not None
    assert unit.last is not None
    early, mid, late = parts = [third(unit, part) for part in range(3)]
    assert (early.first, late.last) == (unit.first, unit.last)
    assert early.last is not None
    assert mid.last is not None
    assert (early.last + 1, mid.last + 1) == (mid.first, late.first)
    lengths = [part.last.days_since(part.first) for part in parts if part.first and part.last]
    assert max(lengths) - min(lengths) <= 1
    assert all(part.approximate and part.precision is unit.precision for part in parts)


@pytest.mark.parametrize(
    "when", [on(Day.of(2025, 6, 5)), between(Day.of(2025, 6, 5), Day.of(2025, 6, 6)), between(Day.of(2025, 6, 5), None)]
)
def test_what_is_too_short_or_open_has_no_thirds(when: When) -> None:
    """Nobody can say which third of a day, or of an open interval, is early."""
    with pytest.raises(ValueError, match="no thirds"):
        third(when, 0)


# --- relations --------------------------------------------------------------------------------------------------------------------------


@given(whens(), whens())
def test_relations_come_in_pairs(a: When, b: When) -> None:
    """If a is before b then b is after a, and so for all six."""
    assert OPPOSITE[relate(a, b)] == relate(b, a)


def _ends(when: When) -> tuple[int, int]:
    return (when.first or FIRST_DAY).ordinal - (when.first is None), (when.last or LAST_DAY).ordinal + (when.last is None)


@given(whens(), whens())
def test_exactly_one_relation_holds(a: When, b: When) -> None:
    """Written out one by one from the ends, the six leave no pair out and share none."""
    (a1, a2), (b1, b2) = _ends(a), _ends(b)
    same, inside, around = (a1, a2) == (b1, b2), b1 <= a1 and a2 <= b2, a1 <= b1 and b2 <= a2
    holds = {
        Relation.BEFORE: a2 < b1,
        Relation.AFTER: b2 < a1,
        Relation.SAME: same,
        Relation.INSIDE: inside and not same,
        Relation.AROUND: around and not same,
        Relation.OVERLAPS: a1 <= b2 and b1 <= a2 and not inside and not around,
    }
    assert [relation for relation, true in holds.items() if true] == [relate(a, b)]


@given(whens(), whens(), st.sampled_from(Precision), st.sampled_from(Extent))
def test_only_days_decide_a_relation(a: When, b: When, precision: Precision, extent: Extent) -> None:
    """Precision, extent, marks and clock change nothing in how two dates stand."""
    assert relate(replace(a, precision=precision, extent=extent, approximate=True, clock=""), b) == relate(a, b)


@pytest.mark.parametrize(
    ("a", "relation", "b"),
    [
        ("2025-05-17", Relation.INSIDE, "2025-05"),
        ("2025-05", Relation.AROUND, "2025-05-17"),
        ("2025-05", Relation.BEFORE, "2025-06"),
        ("2025-06", Relation.AFTER, "2025-05-31"),
        ("2025-05-31", Relation.BEFORE, "2025-06-01"),
        ("2025-06-XX", Relation.SAME, "2025-06"),
        ("[2025-05-20..2025-06-10]", Relation.OVERLAPS, "2025-06"),
        ("[..2025-06-10]", Relation.OVERLAPS, "2025-06"),
        ("[..2025-06-30]", Relation.AROUND, "2025-06"),
        ("[2025-06-01..]", Relation.AROUND, "2025-06"),
        ("[..2025-05-31]", Relation.BEFORE, "2025-06"),
        ("[..2025]", Relation.OVERLAPS, "[2025..]"),
        ("-0044", Relation.BEFORE, "-0043"),
    ],
)
def test_relations_of_written_dates(a: str, relation: Relation, b: str) -> None:
    """What an editor would say of two dates."""
    assert relate(from_edtf(a), from_edtf(b)) == relation


# --- intersection and hull ------------------------------------------------------------------------------------------------------------


@given(whens(), whens())
def test_intersection_holds_what_both_hold(a: When, b: When) -> None:
    """It is there unless the dates lie apart, and then begins with the later start and ends with the earlier end."""
    both = intersection(a, b)
    assert (both is None) == (relate(a, b) in (Relation.BEFORE, Relation.AFTER))
    if both is not None:
        (a1, a2), (b1, b2) = _ends(a), _ends(b)
        assert _ends(both) == (max(a1, b1), min(a2, b2))


@given(whens(), whens())
def test_the_order_of_two_dates_plays_no_part(a: When, b: When) -> None:
    """Intersection and hull are the same from either side, marks and precision included."""
    assert intersection(a, b) == intersection(b, a)
    if relate(a, b) is not Relation.OVERLAPS or a.is_bounded or b.is_bounded:
        assert _hull_or_none(a, b) == _hull_or_none(b, a)


def _hull_or_none(a: When, b: When) -> When | None:
    try:
        return hull(a, b)
    except ValueError:
        return None


@given(whens())
def test_a_date_with_itself_is_itself(when: When) -> None:
    """Nothing is lost or gained by hearing the same date twice."""
    assert intersection(when, when) == when
    assert hull(when, when) == when


@given(whens(), whens())
def test_a_date_inside_another_is_the_answer_as_it_stands(a: When, b: When) -> None:
    """The finer claim keeps its clock, extent and marks: 17 May at five o'clock, and about May, are 17 May at five o'clock."""
    if relate(a, b) is Relation.INSIDE:
        assert intersection(a, b) == a


@given(whens(), whens())
def test_doubt_is_not_lost_in_an_overlap(a: When, b: When) -> None:
    """Each of two overlapping dates gives an end, so one doubtful date is enough for doubt; of the same days one sure date is enough."""
    both = intersection(a, b)
    if both is not None and relate(a, b) is Relation.OVERLAPS:
        assert (both.approximate, both.uncertain) == (a.approximate or b.approximate, a.uncertain or b.uncertain)
    if both is not None and relate(a, b) is Relation.SAME:
        assert (both.approximate, both.uncertain) == (a.approximate and b.approximate, a.uncertain and b.uncertain)


@given(whens(), whens())
def test_hull_is_the_smallest_interval_around_both(a: When, b: When) -> None:
    """It begins with the earlier start, ends with the later end, and holds both; open both ways it says nothing and is refused."""
    (a1, a2), (b1, b2) = _ends(a), _ends(b)
    whole = _hull_or_none(a, b)
    if whole is None:
        assert None in (a.first, b.first)
        assert None in (a.last, b.last)
        return
    assert _ends(whole) == (min(a1, b1), max(a2, b2))
    assert relate(a, whole) in (Relation.INSIDE, Relation.SAME)
    assert relate(b, whole) in (Relation.INSIDE, Relation.SAME)


# --- drawing order ---------------------------------------------------------------------------------------------------------------------


@given(whens(), whens())
def test_any_two_dates_can_be_sorted(a: When, b: When) -> None:
    """The key is total, and what lies wholly before another date is drawn before it."""
    assert (sort_key(a) < sort_key(b)) + (sort_key(b) < sort_key(a)) + (sort_key(a) == sort_key(b)) == 1
    if relate(a, b) is Relation.BEFORE:
        assert sort_key(a) < sort_key(b)


def test_drawing_order_of_dates_that_start_together() -> None:
    """A day before its month, the month before its year; on one day the clock decides; "by the 1st" comes ahead of the 1st."""
    written = [
        "[..2025-06-01]",
        "2025-06-01",
        "2025-06-01T08:00:00",
        "2025-06-01T17:30:00",
        "2025-06",
        "[2025-06-01..2025-08-31]",
        "[2025-06-01..]",
    ]
    assert sorted(written, key=lambda text: sort_key(from_edtf(text))) == written
    assert sorted([*written[3:], *written[:3]], key=lambda text: sort_key(from_edtf(text))) == written


# --- EDTF ------------------------------------------------------------------------------------------------------------------------------


@given(whens())
def test_the_bounds_survive_edtf(when: When) -> None:
    """Whatever else EDTF cannot say, the days, the extent of an interval and the doubt come back."""
    again = from_edtf(to_edtf(when))
    assert (again.first, again.last, again.uncertain) == (when.first, when.last, when.uncertain)
    if not when.is_day:
        assert again.extent is when.extent
    if when.precision is not Precision.SEASON:  # a whole season is approximate by itself
        assert again.approximate == when.approximate


@given(units().filter(lambda unit: unit.precision is not Precision.WEEK), st.booleans(), st.booleans())
def test_calendar_units_survive_edtf_whole(unit: When, approximate: bool, uncertain: bool) -> None:  # noqa: FBT001  drawn, not passed
    """A day, month, season, quarter, half, year, decade or century comes back equal, with "about" and "perhaps"."""
    when = replace(unit, approximate=approximate or unit.approximate, uncertain=uncertain)
    assert from_edtf(to_edtf(when)) == when


@given(days(), st.sampled_from([clock for clock in CLOCKS if ":" in clock]))
def test_a_time_of_day_survives_edtf(day: Day, clock: str) -> None:
    """Hours and minutes, seconds and zone come back as they were."""
    assert from_edtf(to_edtf(on(day, clock=clock))) == on(day, clock=clock)


@given(whens())
def test_writing_edtf_twice_changes_nothing(when: When) -> None:
    """What was read from our own EDTF is written the same way again."""
    written = to_edtf(when)
    assert to_edtf(from_edtf(written)) == written


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("2025-06-05", on(Day.of(2025, 6, 5))),
        ("2025-06-05T17:00:00", on(Day.of(2025, 6, 5), clock="17:00")),
        ("2025-06-05T17:00:00Z", on(Day.of(2025, 6, 5), clock="17:00Z")),
        ("2025-06~", replace(month(2025, 6), approximate=True)),
        ("2025?", replace(year(2025), uncertain=True)),
        ("2025-06-05%", replace(on(Day.of(2025, 6, 5)), approximate=True, uncertain=True)),
        ("2025-21", season(2025, 1)),
        ("2025-24?", replace(season(2025, 4), uncertain=True)),
        ("2025-34", quarter(2025, 2)),
        ("2025-41", half(2025, 2)),
        ("202X", decade(2020)),
        ("19XX", century(1900)),
        ("-004X", decade(-49)),
        ("-0043-03-15", on(Day.of(-43, 3, 15))),
        ("2025-06-XX", replace(month(2025, 6), precision=Precision.DAY)),
        ("2025-XX", replace(year(2025), precision=Precision.MONTH)),
        ("2024-05/2025-06", between(Day.of(2024, 5, 1), Day.of(2025, 6, 30), extent=Extent.THROUGHOUT, precision=Precision.MONTH)),
        ("2024-05/..", between(Day.of(2024, 5, 1), None, extent=Extent.THROUGHOUT, precision=Precision.MONTH)),
        ("../2024", between(None, Day.of(2024, 12, 31), extent=Extent.THROUGHOUT, precision=Precision.YEAR)),
        ("[2025-06-25..2025-06-30]", between(Day.of(2025, 6, 25), Day.of(2025, 6, 30))),
        ("[..2025-06-10]", between(None, Day.of(2025, 6, 10))),
        ("[2025-06..]", between(Day.of(2025, 6, 1), None, precision=Precision.MONTH)),
    ],
)
def test_written_dates_mean_what_edtf_says(written: str, expected: When) -> None:
    """Reading and writing agree for every kind of date that is supported."""
    assert from_edtf(written) == expected
    assert to_edtf(expected) == written


@pytest.mark.parametrize(
    "written",
    [
        "2025-06-05",
        "2025-06",
        "2025",
        "0000",
        "-0043-03-15",
        "-9998",
        "9999-12",
        "202X",
        "19XX",
        "-004X",
        "2025-06-XX",
        "2025-XX",
        "2025-XX-XX",
        "2025-21",
        "2025-22",
        "2025-23",
        "2025-33",
        "2025-36",
        "2025-40",
        "2025-41",
        "2024-05/2025-06",
        "1984/2004-06-05",
        "[2025-06-01..2025-06-10]",
        "[2024..2025]",
        "2025-06-05T17:00:00",
        "2025-06-05T17:00:00Z",
        "2025-06-05T17:00:00-05:00",
    ],
)
def test_an_independent_reader_agrees_on_the_days(written: str) -> None:
    """The `edtf` package reads the same first and last day; it takes winter for December alone and no open ends, so these are not asked."""
    theirs, ours = parse_edtf(written), from_edtf(written)
    assert ours.first is not None
    assert ours.last is not None
    assert (ours.first.ymd, ours.last.ymd) == (tuple(theirs.lower_strict()[:3]), tuple(theirs.upper_strict()[:3]))


@given(units().filter(lambda unit: unit.precision not in (Precision.WEEK, Precision.SEASON)), st.sampled_from(("", "~", "?", "%")))
def test_an_independent_reader_accepts_what_we_write(unit: When, mark: str) -> None:
    """Our own EDTF of calendar units is EDTF to others and names the same days; they read marks on days, months and years only."""
    marked = mark if unit.precision in (Precision.DAY, Precision.MONTH, Precision.YEAR) else ""
    when = replace(unit, approximate=marked in ("~", "%"), uncertain=marked in ("?", "%"))
    theirs = parse_edtf(to_edtf(when))
    assert when.first is not None
    assert when.last is not None
    assert (tuple(theirs.lower_strict()[:3]), tuple(theirs.upper_strict()[:3])) == (when.first.ymd, when.last.ymd)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "..",
        "/",
        "../..",
        "[..]",
        "[]",
        "yesterday",
        "2025-13-40",
        "2025-02-30",
        "2025-13",
        "2025-00",
        "2025-06-00",
        "2025-42",
        "2025-21-05",
        "2025-1X",
        "2025-06-1X",
        "2025-XX-05",
        "201X-06",
        "201X-XX-05",
        "2XXX",
        "XXXX",
        "20X5",
        "-0000",
        "-999X",
        "9999-24",
        "Y17000",
        "2025-06-05T25:00:00",
        "2025-06-05T99999",
        "2025-06-XXT10:00:00",
        "2025-06/2025-05",
        "[2025-06-10..2025-06-01]",
        "[2025,2026]",
        "{2025..2026}",
        "2025-06-05 ~",
        "~2025",
        "2025-06~-05",
        "٢٠٢٥",
        "2025/2026/2027",
        "[2025..2026..2027]",
    ],
)
def test_other_texts_are_refused_with_a_hint(text: str) -> None:
    """What is no date, no possible date, or EDTF beyond what is supported is refused, and the reader is told what to write."""
    with pytest.raises(EdtfError) as refused:
        from_edtf(text)
    assert "write a day" in refused.value.hint


_ONE = st.tuples(
    st.sampled_from(("2025", "-0044", "0000", "20XX", "202X", "9999", "")),
    st.sampled_from(("", "-06", "-02", "-21", "-34", "-XX", "-13")),
    st.sampled_from(("", "", "-01", "-29", "-31", "-XX")),
    st.sampled_from(("", "", "T17:00:00", "T17:00:00+05:30")),
    st.sampled_from(("", "~", "?", "%")),
).map("".join)
EDTF_LIKE = (
    st.text(alphabet="0123456789X-~?%T:Z/.[]+ ", max_size=24)
    | _ONE
    | st.tuples(_ONE, st.sampled_from(("/", "/..", "..")), _ONE).map("".join)
    | st.tuples(_ONE, _ONE).map(lambda ends: f"[{ends[0]}..{ends[1]}]")
)


@given(EDTF_LIKE | st.text(max_size=40))
def test_any_text_is_a_date_or_an_edtf_error(text: str) -> None:
    """No text brings any other exception; what is read can be written and read again."""
    try:
        when = from_edtf(text)
    except EdtfError as error:
        assert error.hint  # noqa: PT017  most texts are refused; both outcomes are lawful
    else:
        again = from_edtf(to_edtf(when))
        assert (again.first, again.last) == (when.first, when.last)


def made(first: str, last: str, precision: Precision, *, approximate: bool = False, uncertain: bool = False, clock: str = "") -> When:
    """A date as the tables below write it; an empty text is an open end."""
    bounds = [Day.parse(text) if text else None for text in (first, last)]
    return When(first=bounds[0], last=bounds[1], precision=precision, approximate=approximate, uncertain=uncertain, clock=clock)


JUNE, TO_MAY = month(2025, 6), made("2025-01-01", "2025-06-10", Precision.DAY, approximate=True)


@pytest.mark.parametrize(
    ("a", "b", "both", "either"),
    [
        (
            JUNE,
            TO_MAY,
            made("2025-06-01", "2025-06-10", Precision.DAY, approximate=True),
            made("2025-01-01", "2025-06-30", Precision.MONTH, approximate=True),
        ),
        (
            JUNE,
            replace(TO_MAY, approximate=False, uncertain=True),
            made("2025-06-01", "2025-06-10", Precision.DAY, uncertain=True),
            made("2025-01-01", "2025-06-30", Precision.MONTH, uncertain=True),
        ),
        (
            made("2025-06-01", "", Precision.MONTH),
            made("", "2025-06-10", Precision.YEAR),
            made("2025-06-01", "2025-06-10", Precision.MONTH),
            None,
        ),
        (
            replace(on(Day.of(2025, 6, 1)), clock="09:00", approximate=True),
            replace(on(Day.of(2025, 6, 1)), clock="17:00", uncertain=True),
            made("2025-06-01", "2025-06-01", Precision.DAY, clock="17:00"),
            made("2025-06-01", "2025-06-01", Precision.DAY, approximate=True, uncertain=True),
        ),
        (
            replace(JUNE, approximate=True, uncertain=True, precision=Precision.DAY),
            replace(JUNE, approximate=True, uncertain=True),
            replace(JUNE, approximate=True, uncertain=True, precision=Precision.DAY),
            replace(JUNE, approximate=True, uncertain=True),
        ),
    ],
    ids=["approximate", "uncertain", "open ends", "clocks", "the same days"],
)
def test_two_dates_together(a: When, b: When, both: When, either: When | None) -> None:
    """What both hold and what either holds, with precision, doubt and clock, in either order."""
    assert both == intersection(a, b) == intersection(b, a)
    if either is None:
        with pytest.raises(ValueError, match="nothing is known of the union of a date before and a date after"):
            hull(a, b)
    else:
        assert either == hull(a, b) == hull(b, a)


@pytest.mark.parametrize(
    ("whole", "parts"),
    [
        (made("2025-06-01", "2025-06-03", Precision.DAY), ("2025-06-01/2025-06-01", "2025-06-02/2025-06-02", "2025-06-03/2025-06-03")),
        (JUNE, ("2025-06-01/2025-06-10", "2025-06-11/2025-06-20", "2025-06-21/2025-06-30")),
        (month(2025, 2), ("2025-02-01/2025-02-09", "2025-02-10/2025-02-19", "2025-02-20/2025-02-28")),
    ],
)
def test_thirds_of_known_units(whole: When, parts: tuple[str, ...]) -> None:
    """Three days have three thirds of a day; the rest is cut at the nearest day."""
    for number, part in enumerate(parts):
        found = third(whole, number)
        assert part == f"{found.first}/{found.last}"
        assert (True, whole.precision) == (found.approximate, found.precision)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("2025-02-30", "'2025-02-30' is not a possible date: month 2 of the year 2025 has no day 30"),
        ("2025-00", "'2025-00' is not a possible date: there is no month 0"),
        ("../..", "'../..' has two open ends"),
        ("yesterday", "'yesterday' is not a date this tool reads"),
        ("X025", "'X025' leaves out digits other than the last one or two of a year"),
        ("-0000", "there is no year -0000; the year before 0001 is 0000"),
        ("2025-XX-06", "a day without its month says nothing of when"),
        ("2025-1X", "a month or day with one digit left out is not supported"),
        ("2025-06-1X", "a month or day with one digit left out is not supported"),
        ("2025-21-06", "a season, quarter or half has no days"),
        ("2025-13", "13 is no month, season, quarter or half"),
        ("2025-13-01", "13 is no month, season, quarter or half"),
        ("[2025-06-10..2025-06-01]", "When ends (2025-06-01) before it starts (2025-06-10)"),
    ],
)
def test_refusals_say_what_is_wrong(text: str, said: str) -> None:
    """Each in its own words."""
    with pytest.raises(EdtfError) as refused:
        from_edtf(text)
    assert said in str(refused.value)


def test_dates_are_made_as_asked() -> None:
    """Time of day, doubt, extent and precision go where they are given, and defaults hold where they are not."""
    day, later = Day.of(2025, 6, 1), Day.of(2025, 6, 5)
    assert ("17:00", True) == (on(day, clock="17:00", approximate=True).clock, on(day, approximate=True).approximate)
    whole = between(day, later, extent=Extent.THROUGHOUT, precision=Precision.WEEK, approximate=True)
    assert (Extent.THROUGHOUT, Precision.WEEK, True) == (whole.extent, whole.precision, whole.approximate)
    assert (Extent.WITHIN, Precision.DAY, False) == (
        between(day, later).extent,
        between(day, later).precision,
        between(day, later).approximate,
    )


@pytest.mark.parametrize(
    ("when", "written"),
    [(decade(-49), "-004X"), (century(-199), "-01XX"), (decade(40), "004X"), (century(0), "00XX"), (century(-9999 + 900), None)],
)
def test_decades_and_centuries_before_our_era(when: When, written: str | None) -> None:
    """The digits decide: -004X is -49 to -40."""
    if written:
        assert (written, when) == (to_edtf(when), from_edtf(written))
    else:
        assert from_edtf(to_edtf(when)).first == when.first
