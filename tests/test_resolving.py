"""What hangs on an article's date follows it, an uncertain date makes an uncertain answer, and every answer says why."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from timeline import rules
from timeline.model import Basis, Block, Resolution, TimexType, Unresolved
from timeline.readings import Unit
from timeline.resolving import resolve
from timeline.resolving.periods import containing
from timeline.sentences import split_text
from timeline.tagging import tag
from timeline.timexes import tag_text
from timeline.when import Day, Precision, When, from_edtf, month, on, to_edtf

_SUNDAY = from_edtf("2025-07-06")


def _read(
    text: str, published: When | None = _SUNDAY, *, basis: Basis = Basis.STATED, mode: str = "news"
) -> tuple[Resolution | Unresolved, ...]:
    expressions = tag(text, split_text(text), rules.load("en"), register="")
    return resolve(expressions, published=published, published_basis=basis, mode=mode, text=text)


def _one(text: str, published: When | None = _SUNDAY, *, basis: Basis = Basis.STATED) -> Resolution:
    (found,) = _read(text, published, basis=basis)
    assert isinstance(found, Resolution)
    return found


def _edtf(resolution: Resolution) -> str:
    assert resolution.when is not None
    return to_edtf(resolution.when)


@pytest.mark.parametrize(
    ("text", "edtf", "basis"),
    [
        ("She resigned on 5 May 2025.", "2025-05-05", Basis.STATED),
        ("She resigned on Wednesday.", "2025-07-02", Basis.RESOLVED),
        ("She will resign on Wednesday.", "2025-07-09", Basis.RESOLVED),
        ("She resigned in June.", "2025-06", Basis.RESOLVED),
        ("She resigned in November.", "2024-11", Basis.RESOLVED),
        ("She resigned early this month.", "[2025-07-01~..2025-07-10~]", Basis.RESOLVED),
        ("She resigned earlier this month.", "[2025-07-01..2025-07-06]", Basis.RESOLVED),
        ("She resigned earlier last month.", "[2025-06-01~..2025-06-10~]", Basis.RESOLVED),
        ("She resigned in late June.", "[2025-06-21~..2025-06-30~]", Basis.RESOLVED),
        ("It should end by mid-July.", "[..2025-07-21~]", Basis.RESOLVED),
        ("She resigned last week.", "[2025-06-22..2025-06-29]", Basis.RESOLVED),
        ("She resigned in recent weeks.", "[2025-05-07~..2025-07-06~]", Basis.RESOLVED),
        ("She will resign soon.", "[2025-07-06~..2025-09-04~]", Basis.RESOLVED),
    ],
)
def test_words_come_to_days(text: str, edtf: str, basis: Basis) -> None:
    """Each common form has its days and says what they rest on."""
    found = _one(text)
    assert (edtf, basis) == (_edtf(found), found.basis)


def test_every_expression_has_one_result_in_order() -> None:
    """Nothing is dropped, whether it can be placed or not."""
    text = "On Friday she left. Two days later, after three hours, he followed. They meet every Monday."
    found = _read(text)
    assert ["Friday", "Two days later", "three hours", "every Monday"] == [one.expression.text for one in found]
    assert sorted(one.expression.start for one in found) == [one.expression.start for one in found]


def test_lengths_and_sets_place_nothing() -> None:
    """A length of time and a repetition have a value but no days."""
    length, repetition = _read("It took three hours. They meet every Monday.")
    assert isinstance(length, Resolution)
    assert isinstance(repetition, Resolution)
    assert (None, None) == (length.when, repetition.when)
    assert (TimexType.DURATION, "PT3H") == (length.expression.type, length.expression.value)
    assert (TimexType.SET, "XXXX-WXX-1") == (repetition.expression.type, repetition.expression.value)


def test_without_a_date_relative_words_say_what_is_missing() -> None:
    """No clock stands in for an article's date."""
    relative, absolute = _read("She left last week, on her way since 5 May 2025.", None)
    assert isinstance(relative, Unresolved)
    assert "no date" in relative.reason
    assert "XXXX-WXX" == relative.expression.value
    assert isinstance(absolute, Resolution)
    assert "2025-05-05" == _edtf(absolute)


def test_a_year_in_the_sentence_serves_a_month_without_one() -> None:
    """Without an article's date the year beside a month is the month's, and the answer says that it was carried over."""
    _, found = _read("In 2025, the yard is doing repairs that end by mid-June.", None)
    assert isinstance(found, Resolution)
    assert ("[..2025-06-20~]", Basis.INHERITED) == (_edtf(found), found.basis)


def test_a_year_said_by_the_way_lends_itself_to_no_date_of_the_news() -> None:
    """What is to come on 14 June is not of 2009 because the sentence speaks of 2009, nor is what was said on 3 June."""
    _, planned = _read("He took bribes in 2009; he will be sentenced on 14 August.")
    _, said = _read("Reed, who took over in 2009, said on 3 June that he would go.")
    _, told = _read("In 2009 he took over on 3 June.")
    assert ["2025-08-14", "2025-06-03", "2009-06-03"] == [one.expression.value for one in (planned, said, told)]


def test_no_day_of_the_week_is_counted_from_a_year() -> None:
    """In a text that mostly looks back, Wednesday is still one near the article and not one of 1991."""
    found = _read("The suit was settled in 1991. The trial is set to begin on Wednesday.", mode="narrative")
    assert [one.expression.value for one in found] == ["1991", "2025-07-09"]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Summer is the season that pays the town.", "XXXX-SU"),
        ("For the shops, the summer is the season that matters.", "XXXX-SU"),
        ("In winter, the pass is closed.", "XXXX-WI"),
        ("Sunday is the day that most people shop.", "XXXX-WXX-7"),
        ("Summer is coming.", "2025-SU"),
        ("In the winter, the pass will be closed.", "2025-WI"),
        ("In the summer, the two are meeting again.", "2025-SU"),
        ("Sunday is the day of the vote.", "2025-07-06"),
    ],
)
def test_what_is_always_so_is_not_of_the_articles_year(text: str, value: str) -> None:
    """A season or a day of the week that the sentence tells in general comes back; one that it tells of is dated."""
    assert _read(text)[0].expression.value == value


def test_a_range_of_weekdays_that_lies_ahead_runs_on() -> None:
    """Its end follows its beginning, in the next week if need be."""
    _, until = _read("Frost is likely from 10 p.m. Saturday to 9 a.m. Sunday.", from_edtf("2024-09-14"))
    _, monday = _read("The yard will be shut from Friday to Monday.")
    assert ["2024-09-15T09:00", "2025-07-14"] == [until.expression.value, monday.expression.value]


def test_what_follows_hangs_on_the_date_the_sentence_tells() -> None:
    """A year mentioned by the way ("the most since 1996") does not carry on, and no single day follows a season."""
    *_, following = _read("In 2011, five died, the most since 1996. The following year there were none.")
    *_, day = _read("It stood until the autumn. The gates reopened the following day.")
    assert "2012" == following.expression.value
    assert isinstance(day, Unresolved)


def test_the_year_of_a_report_is_that_of_its_quarter() -> None:
    """In March "the full year" beside a fourth quarter is the year just over, and "this winter" the winter just over."""
    *_, year = _read("Profit fell in the fourth quarter. For the full year, it rose.", from_edtf("2013-03-21"))
    (winter,) = _read("Two skiers died this winter.", from_edtf("2013-03-21"))
    assert ["2012", "2012-WI"] == [year.expression.value, winter.expression.value]


def test_later_without_an_earlier_date_is_no_date() -> None:
    """Nothing is counted on from the article's own day, which the words do not mean."""
    (found,) = _read("Three decades later, the case was reopened.")
    assert isinstance(found, Unresolved)


def test_the_next_year_follows_a_date_of_the_past_only_where_the_past_is_told() -> None:
    """Else it is counted from the article's date."""
    _, told = _read("She was born in 1921 and left the next year.")
    (ahead,) = _read("It will be shut for the next month.")
    assert ["1922", "2025-08"] == [told.expression.value, ahead.expression.value]


def test_an_earlier_date_carries_a_later_one() -> None:
    """Words that count from an earlier date take its grain."""
    _, later, before = _read("It sank on 3 May 1990. Two days later it was raised. The day before, all had been well.")
    assert isinstance(later, Resolution)
    assert isinstance(before, Resolution)
    assert ("1990-05-05", Basis.INHERITED) == (_edtf(later), later.basis)
    assert "1990-05-04" == _edtf(before)
    assert "3 May 1990" in later.steps[0]


def test_a_year_earlier_takes_the_grain_of_a_quarter() -> None:
    """In a report on a quarter the year before means that quarter."""
    _, found = _read("Profit fell in the third quarter. It was higher a year earlier.", from_edtf("2024-10-20"))
    assert "2023-Q3" == found.expression.value


def test_what_hangs_on_a_month_is_no_day() -> None:
    """An article of some day in June gives intervals, never a day."""
    found = _one("She resigned on Friday.", month(2025, 6))
    assert found.when is not None
    assert not found.when.is_day
    assert "[2025-05-30..2025-06-27]" == _edtf(found)


def test_an_open_article_date_leaves_the_answer_open() -> None:
    """What an article of June 2025 or later calls this month is June 2025 or later."""
    open_date = When(first=Day.of(2025, 6, 1), last=None)
    found = _one("She resigned yesterday.", open_date)
    assert found.when is not None
    assert (Day.of(2025, 5, 31), None) == (found.when.first, found.when.last)


def test_no_day_rests_on_an_inferred_date() -> None:
    """Even an inferred date that is a single day gives no single day, and the steps say that it is inferred."""
    found = _one("She resigned yesterday.", _SUNDAY, basis=Basis.INFERRED)
    assert found.when is not None
    assert (False, Basis.INFERRED) == (found.when.is_day, found.basis)
    assert "(inferred)" in found.steps[0]


def test_a_stated_date_stays_stated_in_an_undated_article() -> None:
    """An inferred article date takes nothing from a date that the text states."""
    found = _one("She resigned on 5 May 2025.", month(2025, 6), basis=Basis.INFERRED)
    assert (True, Basis.STATED) == (found.when is not None and found.when.is_day, found.basis)


def test_a_step_is_a_sentence_a_reader_accepts() -> None:
    """The derivation quotes the words, names the article's date and gives the date in words."""
    assert ("“earlier last month” in an article of 6 July 2025 is early June 2025",) == _one("She resigned earlier last month.").steps


def test_an_entry_with_a_date_of_its_own_stands_in_for_the_article() -> None:
    """In a live blog "yesterday" counts from the entry."""
    text = "She left yesterday.\n\nHe left yesterday."
    blocks = (Block(start=0, end=19, line=1), Block(start=21, end=len(text), line=3, published=from_edtf("2025-07-02")))
    expressions = tag(text, split_text(text), rules.load("en"), register="")
    found = resolve(expressions, published=_SUNDAY, mode="news", text=text, blocks=blocks)
    assert ["2025-07-05", "2025-07-01"] == [one.expression.value for one in found]


def test_a_text_that_is_a_live_blog_is_read_entry_by_entry() -> None:
    """Also where only text and date are given: the lines that are dates stand for the article's; one such line alone dates nothing."""
    blog = "Update 4 July, 09:30\n\nThe port reopened today.\n\nUpdate 3 July, 14:05\n\nAll ferries were cancelled today.\n"
    assert ["2025-07-04", "2025-07-03"] == [one.expression.value for one in tag_text(blog, "2025-07-06") if one.expression.text == "today"]
    other = "Café: all times are local.\n\n" + blog
    assert ["2025-07-04", "2025-07-03"] == [one.expression.value for one in tag_text(other, "2025-07-06") if one.expression.text == "today"]
    single = "Update 4 July, 09:30\n\nThe port reopened today.\n"
    assert "2025-07-06" == tag_text(single, "2025-07-06")[-1].expression.value


def test_a_story_goes_on_from_its_last_date() -> None:
    """In a narrative a month without a year belongs to the story, and the mode is seen from the text."""
    years = "".join(f"In {year} the harbour grew. " for year in range(1931, 1941))
    found = _read(years + "The war came on 7 December 1941. In January all ships were gone.", mode="auto")
    assert "1942-01" == found[-1].expression.value


@given(day=st.integers(Day.of(1990).ordinal, Day.of(2040).ordinal), weeks=st.integers(-50, 50))
def test_moving_the_article_by_weeks_moves_weekdays_by_weeks(day: int, weeks: int) -> None:
    """A law of weekdays: only the distance to the article's day matters."""
    text = "She left last Friday, on Monday, and on the day before yesterday she was here this week."
    here = [one.when for one in _read(text, on(Day(day))) if isinstance(one, Resolution)]
    there = [one.when for one in _read(text, on(Day(day + 7 * weeks))) if isinstance(one, Resolution)]
    assert len(here) == len(there)
    for a, b in zip(here, there, strict=True):
        assert a is not None and a.first is not None and b is not None and b.first is not None  # noqa: PT018  all are placed
        assert 7 * weeks == b.first.days_since(a.first)


@given(first=st.integers(Day.of(1990).ordinal, Day.of(2040).ordinal), days=st.integers(1, 400))
def test_an_uncertain_article_date_holds_what_each_of_its_ends_gives(first: int, days: int) -> None:
    """The answer for an interval covers the answers for its first and its last day."""
    text = "She left last month and on Tuesday, and will be back next year."
    both = _read(text, When(first=Day(first), last=Day(first + days)))
    for end in (first, first + days):
        for wide, narrow in zip(both, _read(text, on(Day(end))), strict=True):
            assert isinstance(wide, Resolution) and isinstance(narrow, Resolution)  # noqa: PT018  both are placed
            assert wide.when is not None and narrow.when is not None  # noqa: PT018
            assert wide.when.first is not None and narrow.when.first is not None  # noqa: PT018
            assert wide.when.last is not None and narrow.when.last is not None  # noqa: PT018
            assert not narrow.when.first < wide.when.first
            assert not wide.when.last < narrow.when.last


@pytest.mark.parametrize(
    ("text", "published", "edtf"),
    [
        ("She resigned in January.", "2025", "2025-01"),
        ("She resigned in January.", "[2025-01-10..2025-12-20]", "2025-01"),
        ("She resigned in March.", "2025", "[2024-03..2025-03]"),
        ("She resigned on 3 May.", "2025-06", "2025-05-03"),
    ],
)
def test_the_past_of_an_article_dated_by_an_interval_lies_within_or_before_it(text: str, published: str, edtf: str) -> None:
    """A month told in the past is never the one that follows the interval; where two years remain, both are said."""
    assert _edtf(_one(text, from_edtf(published))) == edtf


@pytest.mark.parametrize(
    ("text", "edtf"),
    [
        ("In November she resigned.", "2024-11"),
        ("She has been free since December.", "2024-12"),
        ("It will be sold on Friday.", "2025-07-11"),
        ("It had been scheduled to expire on Friday.", "2025-07-04"),
        ("The talks were postponed until Friday.", "2025-07-11"),
        ("The judge gave both sides until Friday.", "2025-07-11"),
        ("The yard was shut and reopens on Friday.", "2025-07-11"),
        ("Rain is expected from Friday on.", "2025-07-11"),
        ("They would find ways round Friday's ruling.", "2025-07-04"),
        ("They said Friday's match will be moved.", "2025-07-11"),
        ("It was shut for the rest of the week.", "2025-07-06"),
        ("On Friday, Ada Brook agreed to sell Norlight.", "2025-07-04"),
        ("On Friday, Ada Brook plans to sell Norlight.", "2025-07-11"),
        ("Omar Vance could not be reached on Friday.", "2025-07-04"),
        ("Omar Vance could attend on Friday.", "2025-07-11"),
        ("Shops were full on Black Friday.", "2024-11-29"),
        ("The gate was open between 9 a.m. and noon on 3 June.", "2025-06-03T09:00:00"),
        ("The bell rang at 9 a.m. EDT.", "2025-07-06T09:00:00-04:00"),
        ("It will open in two years.", "2027"),
        ("She left two days after Christmas.", "2024-12-27"),
        ("Profit fell in its fourth quarter ended May 31.", "[2025-03-01..2025-05-31]"),
        ("Profit fell in its fourth quarter ended May 31, 2024.", "[2024-03-01..2024-05-31]"),
        ("Profit fell in the quarter ended March 31.", "2025-33"),
        ("Profit fell in fiscal 2024.", "2024~"),
        ("The blast came at 10:35 a.m. (0735 GMT) Friday.", "2025-07-04T10:35:00"),
        ("The blast came at 10:35 a.m. (07:35 GMT) Friday.", "2025-07-04T10:35:00"),
        ("The ferry is to sail at 5 in the morning (5 a.m. EDT Friday).", "2025-07-11T05:00:00"),
        ("The tower was opened in September.", "2024-09"),
        ("They asked the court for a hearing in September.", "2025-09"),
        ("The probe will be launched in May.", "2026-05"),
        ("The yard will reopen before Easter.", "2026-04-05"),
        ("Reed will succeed Roe on May 1.", "2026-05-01"),
        ("The council has scheduled a hearing Monday.", "2025-07-07"),
        ("Rainfall may have ended the drought on May 3.", "2025-05-03"),
        ("The ministers meet Monday.", "2025-07-07"),
        ("The ministers did not meet Monday.", "2025-06-30"),
        ("The gates shut at 11 a.m. on Christmas Eve.", "2024-12-24T11:00:00"),
        ("The ferry sank two years ago this week.", "[2023-07-02..2023-07-09]"),
        ("The ferry sank in the last days of May.", "[2025-05-25~..2025-05-31~]"),
        ("Sales fell in the May quarter.", "[2025-03-01..2025-05-31]"),
        ("The road was due to open on January 10.", "2025-01-10"),
        ("It rained over the past week.", "[2025-06-29~..2025-07-06~]"),
        ("Since the Sept. 11 attacks it has been shut.", "2001-09-11"),
        ("The fair opens on Sunday, March 8.", "2026-03-08"),
        ("The fair opened on Friday, March 8.", "2024-03-08"),
        ("The fair opened on Friday, July 3.", "2025-07-03"),
        ("The fund would pay for the Aug. 7 blasts.", "2024-08-07"),
        ("A vote will follow the Sunday attack.", "2025-07-06"),
        ("It will be repaired until 2031 or later.", "2031"),
        ("Rents doubled over the past decade.", "[2015-01-01~..2025-07-06~]"),
    ],
)
def test_verbs_and_small_words_say_which_way_a_date_lies(text: str, edtf: str) -> None:
    """Tense, "since", "until" and the date that the words name themselves decide."""
    assert _edtf(next(one for one in _read(text) if isinstance(one, Resolution))) == edtf


def test_a_year_before_a_fiscal_quarter_keeps_its_months() -> None:
    """The comparison is with the same three months, under the same number."""
    quarter, _, before = _read("Profit fell in its fourth quarter ended May 31. A year earlier it had grown.")
    assert isinstance(quarter, Resolution)
    assert isinstance(before, Resolution)
    assert ("2025-Q4", "2024-Q4") == (quarter.expression.value, before.expression.value)
    assert _edtf(before) == "[2024-03-01..2024-05-31]"


@pytest.mark.parametrize(
    ("text", "value", "edtf"),
    [
        ("First-quarter profit fell.", "2025-Q1", "2025-33"),
        ("Fourth-quarter profit fell.", "2025-Q4", "[2025-01-05~..2025-07-06~]"),
        ("Fourth-quarter profit fell. For the year ended May 31, it was $3 million.", "2025-Q4", "[2025-03-01..2025-05-31]"),
        ("The mill expects fourth-quarter profit to fall.", "2025-Q4", "2025-36"),
        ("Rain fell in the fourth quarter.", "2024-Q4", "2024-36"),
    ],
)
def test_a_quarter_of_results_need_not_be_the_calendars(text: str, value: str, edtf: str) -> None:
    """Results told of a quarter that the calendar puts far back are of a year of business, whose end the text may say."""
    found = _read(text)[0]
    assert isinstance(found, Resolution)
    assert (value, edtf) == (found.expression.value, _edtf(found))


def test_a_comparison_with_the_year_before_does_not_carry_a_story_on() -> None:
    """After "the previous year" a story goes on from its own date; the year of a day does not hold the month after it back."""
    found = _read("On 3 December 1904 the fort fell. The previous year it had held. In January the fleet sailed.", mode="narrative")
    assert [one.expression.value for one in found] == ["1904-12-03", "1903", "1905-01"]
    found = _read("The fleet was built in June 1941. On 8 December (a Monday), 1941, it sailed. In January it sank.", mode="narrative")
    assert found[-1].expression.value == "1942-01"


def test_words_between_dates_come_from_the_tables_of_their_language() -> None:
    """In German, too, the year behind the second month is that of the first."""
    found = tag_text("Sie war im Mai und Juni 2024 zu und von März bis April 2023 auch.", "2025-07-06", language="de")
    assert [one.expression.value for one in found] == ["2024-05", "2024-06", "2023-03", "2023-04"]
    found = tag_text("Sie tagten am 3., 4. und 5. Mai und vom 3. bis 5. Juni 2024.", "2025-07-06", language="de")
    assert [one.expression.value for one in found] == ["2025-05-03", "2025-05-04", "2025-05-05", "2024-06-03", "2024-06-05"]
    assert [one.expression.mod for one in found] == [""] * 5
    found = tag_text("Er kam am 4. Mai 2024 um 14:30 Uhr.", "2025-07-06", language="de")
    assert found[-1].expression.value == "2024-05-04T14:30"


def test_months_summed_up_are_compared_with_the_year_before() -> None:
    """A report that goes on from a quarter to "the nine months" compares those with the year before, not with the quarter."""
    found = _read("In the second quarter of 2025 profit fell. For the nine months, it was $3 million, against $4 million a year earlier.")
    assert found[-1].expression.value == "2024"


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("It rained in the 1990's and in the '80's.", {"the 1990's": "199", "the '80's": "198"}),
        ("It came at 5 p.m. eastern standard time.", {"5 p.m. eastern standard time": "2025-07-06T17:00"}),
        ("Last updated: 4 July 2025, 13:53 GMT.", {"4 July 2025, 13:53 GMT": "2025-07-04T13:53"}),
        ("4 July 2025 Last updated at 13:53 GMT", {"4 July 2025": "2025-07-04", "13:53 GMT": "2025-07-04T13:53"}),
        ("It sank at 8:02 p.m. on Friday (20:02 GMT).", {"8:02 p.m. on Friday": "2025-07-04T20:02", "20:02 GMT": "2025-07-04T20:02"}),
        ("The fort fell in 753 and 509 BC.", {"753": "BC0753", "509 BC": "BC0509"}),
        ("They met at five o'clock on Friday.", {"five o'clock on Friday": "2025-07-04T05:00"}),
        ("They met at half past five on 3 July 2025.", {"half past five on 3 July 2025": "2025-07-03T05:30"}),
        ("Shares fell from the third quarter a year earlier.", {"the third quarter a year earlier": "2024-Q3"}),
        ("Profit fell from the year-earlier third quarter.", {"the year-earlier third quarter": "2024-Q3"}),
        (
            "Profit rose in the third quarter of 2024 from the corresponding period of 1988.",
            {"the third quarter of 2024": "2024-Q3", "the corresponding period of 1988": "1988-Q3"},
        ),
        ("On May 2, 3 and 9 they met.", {"May 2": "2025-05-02", "3": "2025-05-03", "9": "2025-05-09"}),
        ("He came on June 30, 2025.", {"June 30, 2025": "2025-06-30"}),
        ("He came on 31 April 2025.", {"April 2025": "2025-04"}),
        ("In the first quarter of 2024 it fell.", {"the first quarter of 2024": "2024-Q1"}),
        ("On Christmas Eve 2024 he left.", {"Christmas Eve 2024": "2024-12-24"}),
    ],
)
def test_rarer_forms_come_to_their_values(text: str, values: dict[str, str]) -> None:
    """Years before our era, hours in words, quarters, lists of days; a day that its month has not is no day of it."""
    assert values == {one.expression.text: one.expression.value for one in _read(text)}


_CALENDAR = (Unit.DAY, Unit.WEEK, Unit.MONTH, Unit.QUARTER, Unit.SEASON, Unit.HALF, Unit.YEAR, Unit.DECADE, Unit.CENTURY)


@given(day=st.integers(Day.of(-400).ordinal, Day.of(2400).ordinal), unit=st.sampled_from(_CALENDAR))
def test_the_unit_that_holds_a_day_lies_around_it(day: int, unit: Unit) -> None:
    """Whatever the unit; and the next one begins where it ends."""
    period = containing(Day(day), unit)
    assert period.first.ordinal <= day <= period.last.ordinal
    assert period.shift(1).first.ordinal == period.last.ordinal + 1
    assert period == containing(period.last, unit)


@pytest.mark.parametrize(
    ("text", "published", "values"),
    [
        ("Profit rose in the quarter ended March 15.", "2025-03-20", ["2025-Q1", "2025-03-15"]),
        (
            "Profit rose in the fiscal third quarter. In the quarter ended June 30 it hired.",
            "2025-07-20",
            ["2024-Q3", "2025-Q3", "2025-06-30"],
        ),
        (
            f"Profit rose in the fiscal third quarter. {'It went on as before. ' * 30}In the quarter ended June 30 it hired.",
            "2025-07-20",
            ["2024-Q3", "2025-Q2", "2025-06-30"],
        ),
        ("She left in 1996. The previous June she had married.", "2025-07-06", ["1996", "1995-06"]),
        ("She left on 20 June 1996. The previous June she had married.", "2025-07-06", ["1996-06-20", "1995-06"]),
        ("She left on 20 June 1996. The following June she married.", "2025-07-06", ["1996-06-20", "1997-06"]),
    ],
)
def test_what_hangs_on_an_earlier_date_keeps_its_side_of_it(text: str, published: str, values: list[str]) -> None:
    """A previous June lies before the whole date it follows; a quarter's number is that of the report near by."""
    assert values == [one.expression.value for one in _read(text, from_edtf(published))]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("They met on Friday.", "XXXX-WXX-5"),
        ("They met on the 5th.", "XXXX-XX-05"),
        ("They met in June.", "XXXX-06"),
        ("They met on 5 June.", "XXXX-06-05"),
        ("They met at Christmas.", "XXXX-12-25"),
        ("They met at Easter.", "XXXX-XX-XX"),
    ],
)
def test_without_a_date_a_value_holds_what_was_said(text: str, value: str) -> None:
    """The rest is left open, and the reason names what is missing."""
    (found,) = _read(text, None)
    assert isinstance(found, Unresolved)
    assert (value, "the article has no date to count from") == (found.expression.value, found.reason)


def test_a_holiday_of_a_story_is_of_the_storys_year() -> None:
    """In a narrative it hangs on the date told last, not on the article's."""
    text = "On 3 June 1996 he left. At Christmas he was home."
    assert ["1996-06-03", "1996-12-25"] == [one.expression.value for one in _read(text, mode="narrative")]


def test_a_date_at_the_very_start_of_an_entry_is_of_the_entry() -> None:
    """Also where the first word of it is the date."""
    text = "It rained.\n\nYesterday he left."
    blocks = (Block(start=0, end=10, line=1), Block(start=12, end=len(text), line=3, published=from_edtf("2025-07-02")))
    expressions = tag(text, split_text(text), rules.load("en"), register="")
    (found,) = resolve(expressions, published=_SUNDAY, mode="news", text=text, blocks=blocks)
    assert isinstance(found, Resolution)
    assert ("2025-07-01", True) == (found.expression.value, found.anchor.entry)


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("In the first half of June it rained.", ["2025-06 START"]),
        ("In the first week of June it rained.", ["2025-06 START"]),
        ("In the second half of June it rained.", ["2025-06 END"]),
        ("In the last week of June it rained.", ["2025-06 END"]),
        ("In the fourth week of June it rained.", ["2025-06 END"]),
        ("They met on 3 June 2025. The very next day they left.", ["2025-06-03", "2025-06-04"]),
        ("They met on 3 June 2025. The very next week they left.", ["2025-06-03", "2025-W24"]),
        ("Profit rose in the third quarter. It had fallen in the 1988 quarter.", ["2024-Q3", "1988-Q3"]),
        ("Profit fell from the year-earlier third quarter.", ["2024-Q3"]),
        ("It was open from 9 a.m. to 5 p.m. Saturday.", ["2025-07-05T09:00", "2025-07-05T17:00"]),
        ("It was open from 9 a.m. to 9 a.m. Saturday.", ["2025-07-06T09:00", "2025-07-05T09:00"]),
        ("It closed 1.5 years ago.", ["2024-01"]),
        ("It closed 36 hours ago.", ["2025-07-05"]),
        ("They met on 3 June 2025. 48 hours later they left.", ["2025-06-03", "2025-06-05"]),
        ("A few hours ago it closed.", ["PAST_REF"]),
    ],
)
def test_parts_neighbours_and_stretches_come_to_their_values(text: str, values: list[str]) -> None:
    """Halves and weeks of a month are its start or end; what comes very next is one on; hours that go on share their day."""
    assert values == [f"{one.expression.value} {one.expression.mod}".strip() for one in _read(text)]


@pytest.mark.parametrize(
    ("text", "edtf"),
    [
        ("It closed 12 hours ago.", "[2025-07-05..2025-07-06]"),
        ("It closed 24 hours ago.", "2025-07-05"),
        ("It closed 36 hours ago.", "[2025-07-04..2025-07-05]"),
        ("The polls open 12 hours from now.", "[2025-07-06..2025-07-07]"),
        ("It closed 12 hours before Christmas.", "[2024-12-24..2024-12-25]"),
        ("It closed 48 hours before Christmas.", "2024-12-23"),
        ("It closed 20 minutes ago.", "2025-07-06"),
    ],
)
def test_hours_reach_into_the_day_beside(text: str, edtf: str) -> None:
    """Nobody said the hour of the article or the feast: what is not whole days away may lie on two days; minutes are left on their day."""
    assert edtf == _edtf(_one(text))


@pytest.mark.parametrize(
    ("text", "edtf"),
    [
        ("It closed in May 2025. Two days later it opened.", "[2025-05-03..2025-06-02]"),
        ("It closed in May 2025. Two hours later it opened.", "[2025-05-01..2025-06-01]"),
        ("It closed in May 2025. Ten minutes later it opened.", "2025-05-XX"),
        ("It closed in May 2025. Two days earlier it had burned.", "[2025-04-29..2025-05-29]"),
        ("It closed in 2024. Three months later it opened.", "[2024-04-01..2025-03-31]"),
        ("It closed in 2024. The following month it opened.", "[2024-02-01..2025-01-31]"),
        ("It closed in May 2025. The next day it opened.", "[2025-05-02..2025-06-01]"),
        ("It closed in May 2025. That day it rained.", "2025-05-XX"),
        ("It closed in 2020. The next year it opened.", "2021"),
        ("It closed on 3 May 2025. Two days later it opened.", "2025-05-05"),
        ("It closed on 3 May 2025. Two hours later it opened.", "[2025-05-03..2025-05-04]"),
    ],
)
def test_a_length_from_no_day_ends_on_no_day(text: str, edtf: str) -> None:
    """Two days after some day in May is any day from 3 May to 2 June, whatever value annotators write."""
    last = _read(text)[-1]
    assert isinstance(last, Resolution)
    assert edtf == _edtf(last)


def test_what_follows_hangs_on_a_date_that_is_one() -> None:
    """After "two hours later" the next day is counted from the day that was said."""
    *_, later, following = _read("It closed on 3 May 2025. Two hours later it rained. The next day it opened.")
    assert isinstance(later, Resolution)
    assert isinstance(following, Resolution)
    assert ["[2025-05-03..2025-05-04]", "2025-05-04"] == [_edtf(later), _edtf(following)]


def test_in_a_story_a_day_is_not_counted_from_a_month() -> None:
    """Where words hang on the date told last, for want of an article's, "yesterday" after a month is any day about it."""
    _, day = _read("In May 1990 the army came. Yesterday it rained.", None, mode="narrative")
    assert isinstance(day, Resolution)
    assert _edtf(day) == "[1990-04-30..1990-05-30]"


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("90 seconds", "PT90S"),
        ("20 minutes", "PT20M"),
        ("two and a half minutes", "PT2M30S"),
        ("1.5 hours", "PT1H30M"),
        ("three fortnights", "P6W"),
        ("2.5 decades", "P25Y"),
        ("two and a half centuries", "P250Y"),
        ("three millennia", "P3000Y"),
        ("several minutes", "PTXM"),
        ("several decades", "PXDE"),
        ("several centuries", "PXC"),
        ("several millennia", "PXL"),
        ("several quarters", "PXQ"),
        ("two weekends", "P2WE"),
    ],
)
def test_lengths_have_the_value_of_their_unit(words: str, value: str) -> None:
    """Each unit has its letter, those of the clock stand behind a T, and what has none is counted in one that has."""
    (found,) = _read(f"It lasted {words}.")
    assert (words, value) == (found.expression.text, found.expression.value)


@pytest.mark.parametrize("day", ["30 February", "31 April", "31 June", "31 September", "31 November"])
def test_a_day_that_no_year_has_is_no_day(day: str) -> None:
    """A slip of the pen leaves the month that it names."""
    found = _one(f"They met on {day}.")
    assert found.when is not None
    assert found.when.precision is Precision.MONTH


@pytest.mark.parametrize("day", ["29 February", "30 April", "31 January", "31 March", "31 July", "31 August", "31 October", "31 December"])
def test_the_last_day_of_a_month_is_one(day: str) -> None:
    """Each month has its length, February that of a leap year."""
    (found,) = _read(f"They met on {day} 2024.")
    assert isinstance(found, Resolution)
    assert found.when is not None
    assert found.when.is_day


@pytest.mark.parametrize(
    ("text", "years"),
    [
        ("He ruled from 1950 to 2020.", ["1950", "2020"]),
        ("It grew between 1950 and 2020.", ["1950", "2020"]),
        ("It stood from AD 25 to AD 130.", ["0025", "0130"]),
        ("It lasted from 3000 to 300 BC.", ["BC3000", "BC0300"]),
        ("It was rebuilt in AD 25 and 30 BC.", ["0025", "BC0030"]),
        ("It flooded in 2024 and 300 BC.", ["2024", "BC0300"]),
        ("It flooded in 496, 493 and 490 BC.", ["BC0496", "BC0493", "BC0490"]),
    ],
)
def test_two_years_share_an_era_only_where_it_is_before_ours(text: str, years: list[str]) -> None:
    """Years count down before our era and up in it."""
    assert years == [one.expression.value.removesuffix("-XX-XX") for one in _read(text)]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("They married on a Sunday in July 2010.", "XXXX-WXX-7"),
        ("A Sunday in July 2010 brought rain.", "XXXX-WXX-7"),
        ("It opened on a Friday afternoon in May 2024.", "XXXX-WXX-5TAF"),
    ],
)
def test_some_sunday_of_a_month_is_no_single_day(text: str, value: str) -> None:
    """The month is known, the day is not, least of all as the last Sunday before the article."""
    some, month = _read(text)
    assert value == some.expression.value
    assert not isinstance(some, Resolution) or some.when is None
    assert isinstance(month, Resolution)
    assert month.when is not None
    assert month.when.precision is Precision.MONTH


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("She fell ill on a Monday.", "XXXX-WXX-1"),
        ("It sank on a Friday night.", "XXXX-WXX-5TNI"),
        ("One Tuesday the mill closed.", "XXXX-WXX-2"),
        ("It was a Sunday when the mill closed.", "XXXX-WXX-7"),
        ("She said so in a Monday interview.", "2025-06-30"),
        ("A Friday ruling came.", "2025-07-04"),
    ],
)
def test_some_monday_is_no_day_but_that_of_a_thing_is(text: str, value: str) -> None:
    """“On a Monday” names no day, "a Monday interview" was on the last one."""
    (found,) = _read(text)
    assert value == found.expression.value
    assert value.startswith("2025") == (isinstance(found, Resolution) and found.when is not None)


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("They met on 3, 4 and 5 May.", ["2025-05-03", "2025-05-04", "2025-05-05"]),
        ("They met on 1, 3, 4 and 6 May 2024.", ["2024-05-01", "2024-05-03", "2024-05-04", "2024-05-06"]),
        ("They met on the 3rd and 4th May.", ["2025-05-03", "2025-05-04"]),
        ("They met from 30 to 2 May.", ["2025-04-30", "2025-05-02"]),
        ("They met from 30 to 2 January 2024.", ["2023-12-30", "2024-01-02"]),
    ],
)
def test_a_list_before_its_month_holds_all_its_days(text: str, values: list[str]) -> None:
    """Commas, "and" and a range that begins in the month before."""
    assert values == [found.expression.value for found in _read(text)]


@pytest.mark.parametrize(
    "text",
    [
        "In March and May they met.",
        "After 5 May the talks in March failed.",
        "From 3 March to 5 May the court heard them.",
    ],
)
def test_the_month_of_may_is_no_verb(text: str) -> None:
    """What is told in the past is not ahead because its month can be read as "may"."""
    assert {"2025-03", "2025-05"} == {found.expression.value[:7] for found in _read(text)}


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("On 20 October 1904 the siege began. It lasted until the fall of the fort in March 1905. In July ships had sailed.", ["1904-07"]),
        ("On 9 April 1903 the town fell. The dead, counted as of 5 May 1908, were many. On 15 April the war ended.", ["1903-04-15"]),
        ("On 9 April 1903 the town fell. In May 1908 a new war began. In June it ended.", ["1908-06"]),
        ("In October 1904 the guns reached Orl, which had held until December. In January they left.", ["1905-01"]),
    ],
)
def test_a_story_goes_on_from_its_own_dates(text: str, values: list[str]) -> None:
    """Until when something lasted, and a far date by the way, do not carry a story on; what its sentences open with does."""
    assert values == [found.expression.value for found in _read(text, mode="narrative")][-len(values) :]


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("On 5 June 1915 the war went on. She had left in October. He left in August.", ["1914-10", "1915-08"]),
        ("In November 1919 Orl met the general, who had spent the spring and summer in Brask.", ["1919-SP", "1919-SU"]),
        ("On 5 June 1915 the war went on. By October she had left.", ["1915-10"]),
        ("On 5 June 1915 the war went on. She left in October.", ["1915-10"]),
    ],
)
def test_what_had_happened_lies_behind_the_story(text: str, values: list[str]) -> None:
    """A pluperfect right before a date looks back, and the story goes on from where it was; "by October" is ahead."""
    assert values == [found.expression.value for found in _read(text, mode="narrative")][-len(values) :]


def test_an_hour_by_the_clocks_of_a_town_is_of_the_day_behind_it() -> None:
    """The name of the town stands between the hour and its day."""
    hour, _ = _read("At 5:34 a.m. Orl time on 20 March 2003 it began.")
    assert "2003-03-20T05:34" == hour.expression.value


def test_that_day_of_a_month_is_some_day_of_it() -> None:
    """In TIMEX3 the day is left open."""
    assert "2025-05-XX" == _read("It closed in May 2025. That same day it rained.")[-1].expression.value


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("Last month", "2025-06"),
        ("Two years ago", "2023"),
        ("Yesterday", "2025-07-05"),
        ("Early next year", "2026"),
        ("The next month", "1941-07"),
        ("By the end of the month", "1941-06"),
        ("Two years later", "1943"),
    ],
)
def test_a_history_of_a_known_day_still_has_a_today(words: str, expected: str) -> None:
    """“last month” and "ago" count from the day of the article; "the next month" goes on with the story."""
    _, told = _read(f"The fleet was built in June 1941. {words} it was seen.", mode="narrative")

    assert expected == told.expression.value


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("It ran from Monday to Friday.", ["2025-06-30", "2025-07-04"]),
        ("It ran from Friday to Monday.", ["2025-06-27", "2025-06-30"]),
        ("It was shut from August to June.", ["2024-08", "2025-06"]),
        ("It rained from April to June.", ["2025-04", "2025-06"]),
        ("It will run from Friday to Monday.", ["2025-07-11", "2025-07-14"]),
        ("The season runs from April through October.", ["2025-04", "2025-10"]),
        ("The season runs from November to March.", ["2025-11", "2026-03"]),
    ],
)
def test_a_range_ends_behind_its_beginning(text: str, values: list[str]) -> None:
    """Whichever way the tense turns it, and never with the end before the beginning."""
    assert values == [found.expression.value for found in _read(text)]


def test_the_steps_of_a_range_tell_its_days() -> None:
    """The beginning is a day of the week as much as the end."""
    monday, _ = _read("It ran from Monday to Friday.")
    assert isinstance(monday, Resolution)
    assert monday.steps == ("“Monday”, past tense, in an article of Sunday, 6 July 2025 is Monday, 30 June 2025",)


@pytest.mark.parametrize(
    ("text", "value", "edtf"),
    [
        ("It opened on the third Friday of May 2010.", "2010-05-21", "2010-05-21"),
        ("They wed on the last Saturday in June.", "2025-06-28", "2025-06-28"),
        ("They will vote on the second Tuesday in November.", "2025-11-11", "2025-11-11"),
        ("She was seen the Friday before last.", "2025-06-27", "2025-06-27"),
        ("It opens a week on Tuesday.", "2025-07-15", "2025-07-15"),
        ("In the week ended 4 May sales rose.", "2025-W18", "[2025-04-28..2025-05-04]"),
        ("It began in the early hours of Christmas Day 1944.", "1944-12-25TMO", "1944-12-25"),
    ],
)
def test_a_day_counted_within_its_month_or_week_is_that_day(text: str, value: str, edtf: str) -> None:
    """Not the last Friday before the article."""
    found = _read(text)[0]
    assert isinstance(found, Resolution)
    assert (value, edtf) == (found.expression.value, _edtf(found))


@pytest.mark.parametrize(
    "text",
    [
        "It fell on the first Monday of the month.",
        "She wed on the first Sunday after the feast.",
        "They meet on the first Monday of every month.",
        "He was seen at noon on the day of the crash.",
        "He was seen at noon the day after the crash.",
        "The car was seen at 6 a.m. ten days before the vote.",
        "The following Tuesday he was freed.",
        "The trial is expected to last 10 to 12 weeks.",
    ],
)
def test_what_hangs_on_something_else_is_no_day_of_the_article(text: str) -> None:
    """Nobody says which day it was."""
    assert all(not isinstance(found, Resolution) or found.when is None for found in _read(text))


def test_a_dated_heading_holds_its_section_together() -> None:
    """A date of the year before, in the middle of a sentence, does not lead the story away from the year over it."""
    text = (
        "1942: The siege\n\nRaids fell below summer 1941.\n\nIn March guns came. They left in April, as in May 1941. By June it was over."
    )
    assert ["1942-03", "1942-04"] == [one.expression.value for one in _read(text, mode="narrative")[2:4]]
    assert "1942-06" == _read(text, mode="narrative")[-1].expression.value
    assert "1941-06" == _read(text.replace("1942: The siege", "The siege"), mode="narrative")[-1].expression.value


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("On 3 May 1904 the town, founded in 1804, fell. Two years later it was rebuilt.", "1906"),
        ("On 3 May 1904 the town, founded in 1804, fell. The following year it was rebuilt.", "1905"),
        ("On 3 May 1904 the town fell. At 5 a.m. the guns had opened.", "1904-05-03T05:00"),
        ("In 1790 the town grew. In the 19th century it shrank. In May it fell.", "XXXX-05"),
        ("In the 1850s the town grew. In 1857 it burned. In May it fell.", "1857-05"),
        ("In 1857, in a decade of fires, the town burned. In the 1850s it grew. In May it fell.", "1857-05"),
    ],
)
def test_in_a_story_words_hang_on_its_date_and_not_on_a_year_by_the_way(text: str, value: str) -> None:
    """Nor is a month that of a century."""
    assert value == _read(text, mode="narrative")[-1].expression.value


@pytest.mark.parametrize(
    ("unit", "year"), [(Unit.YEAR, 1789), (Unit.DECADE, 1780), (Unit.CENTURY, 1700), (Unit.SEASON, 1789), (Unit.DAY, 1789)]
)
def test_a_unit_begins_in_the_year_of_its_first_day(unit: Unit, year: int) -> None:
    """Whatever its size."""
    period = containing(Day.of(1789, 7, 14), unit)
    assert (year, year) == (period.year, period.first.year)


@pytest.mark.parametrize(
    ("text", "published", "value"),
    [
        ("She left yesterday.", "2025-06", "2025-XX-XX"),
        ("She left last month.", "2025-06", "2025-05"),
        ("She left last month.", "2025", "XXXX-XX"),
    ],
)
def test_the_value_of_words_in_an_article_of_some_day_leaves_open_what_is_not_known(text: str, published: str, value: str) -> None:
    """What is the same for its first and its last day is written, and X for the rest."""
    (found,) = _read(text, from_edtf(published))
    assert value == found.expression.value


def test_the_year_before_a_quarter_of_results_keeps_its_months() -> None:
    """Three months that end half a year before the calendar's quarter of that number."""
    before = _read("Fourth-quarter profit fell. A year earlier it had risen.")[-1]
    assert isinstance(before, Resolution)
    assert ("2024-Q4", "2024-34") == (before.expression.value, _edtf(before))


def test_no_wrong_day_is_told_in_german_either() -> None:
    """Some Monday, the third Friday of a month, the Friday of the week before, and a range told in the past."""
    text = "Sie starb an einem Montag. Er kam am dritten Freitag im Mai 2010. Er ging am Freitag letzter Woche."
    found = tag_text(f"{text} Von Montag bis Freitag war Ruhe. Am 5. Mai gegen 14:30 Uhr brannte es.", "2025-07-06", language="de")
    assert ["XXXX-WXX-1", "2010-05-21", "2025-06-27", "2025-06-30", "2025-07-04"] == [one.expression.value for one in found[:5]]
    assert ["2025-05-05", "2025-05-05T14:30"] == [one.expression.value for one in found[5:]]


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("They met on June 5 to 7, 2024.", ["2024-06-05", "2024-06-07"]),
        ("They met on June 5th, 6th and 7th, 2024.", ["2024-06-05", "2024-06-06", "2024-06-07"]),
        ("He was seen at 10 p.m. on 3 May and again at 11 p.m.", ["2025-05-03T22:00", "2025-05-03T23:00"]),
        ("He left at 9 p.m. on 3 May. At midnight he called.", ["2025-05-03T21:00", "2025-05-03T24:00"]),
        ("He left on 5 May. That Friday he called.", ["2025-05-05", "2025-05-09"]),
        ("He left in May. That Friday he called.", ["2025-05", "XXXX-WXX-5"]),
        ("He left in May 2010. The following Friday he called.", ["2010-05", "XXXX-WXX-5"]),
    ],
)
def test_what_goes_with_a_date_has_its_day_and_year(text: str, values: list[str]) -> None:
    """A list has the year behind it, a second hour the day of the first; a Friday counts from a day and not from a month."""
    assert values == [found.expression.value for found in _read(text)][: len(values)]


def test_in_a_story_no_day_of_the_week_is_counted_from_a_month() -> None:
    """“On Monday” after a month of a story is some Monday, not one of the article's week."""
    assert "XXXX-WXX-1" == _read("In May 1904 the fort fell. On Monday it burned.", mode="narrative")[-1].expression.value


@pytest.mark.parametrize("words", ["Over the quarter", "In the latest quarter"])
def test_the_quarter_is_the_one_that_the_text_is_about(words: str) -> None:
    """Not the last one that is over."""
    assert "2024-Q4" == _read(f"In the fourth quarter of 2024 sales rose. {words} costs fell.")[-1].expression.value


def test_a_few_hours_later_is_no_day() -> None:
    """They may end on the day after; nobody counted them."""
    later = _read("He fell on 3 May. A few hours later he died.")[-1]
    assert ("FUTURE_REF", None) == (later.expression.value, later.when if isinstance(later, Resolution) else None)


@pytest.mark.parametrize(
    ("text", "edtf"),
    [
        ("On 3 May he left. At 5 p.m. it rained.", "[2025-05-03..2025-07-06]"),
        ("On Friday he said that the polls close at 8 p.m.", "[2025-07-04..2025-07-06]"),
        ("At 5 p.m. it rained.", "2025-07-06T17:00:00"),
        ("On Sunday he left. At 5 p.m. it rained.", "2025-07-06T17:00:00"),
        ("On 3 May he left. He was tired. He slept. At 5 p.m. it rained.", "2025-07-06T17:00:00"),
    ],
)
def test_an_hour_may_be_of_the_day_just_told_or_of_the_article(text: str, edtf: str) -> None:
    """Nobody says which, so it is some day from the one to the other."""
    assert edtf == _edtf(_read(text)[-1])  # type: ignore[arg-type]


def test_the_step_of_such_an_hour_tells_both_days() -> None:
    """In words."""
    hour = _read("On 3 May he left. At 5 p.m. it rained.")[-1]
    assert isinstance(hour, Resolution)
    assert hour.steps == ("“5 p.m.” in an article of 6 July 2025 means 17:00 on some day from 3 May to 6 July 2025",)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("On 3 May, in 2010, she resigned.", "2010-05-03"),
        ("She resigned on 3 May in 2010.", "2010-05-03"),
        ("She resigned on 3 May, in 2010 she came back.", "2025-05-03"),
    ],
)
def test_a_year_behind_in_belongs_to_the_date_before_it(text: str, value: str) -> None:
    """Unless the comma may begin what happened in that year."""
    assert value == _read(text)[0].expression.value
