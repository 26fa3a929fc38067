"""Dates of undated articles from what they share with dated ones. All people and events are invented."""

from __future__ import annotations

import random
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from timeline.events.infer import Inferred, Shared, infer
from timeline.model import Article, Basis, Tense, TimeExpression, TimexType
from timeline.readings import CalendarDate, Duration, NamedUnit, NotAfter, Reading, Reference, Shift, Side, Unit
from timeline.when import Day, Precision, When, between, from_edtf, hull, month, on, third, to_edtf, unit_around, year

PRECISION = {Unit.DAY: Precision.DAY, Unit.WEEK: Precision.WEEK, Unit.MONTH: Precision.MONTH, Unit.YEAR: Precision.YEAR}

# A resolver of a few lines, for the laws hold with any: what words come to on one day, and on all days of a candidate.


def resolve_at(expression: TimeExpression, candidate: When) -> When | None:
    """The hull of what the words come to on the first and the last day of the candidate."""
    days = [day for day in (candidate.first, candidate.last) if day is not None]
    if len(days) == 1:
        return None
    first, last = (_on(expression, day) for day in days)
    return None if first is None or last is None else first if first == last else hull(first, last)


def _on(expression: TimeExpression, today: Day) -> When | None:
    match expression.reading:
        case CalendarDate(month=9, turn=-1):  # of the year before, until 9 March: a resolver may have such habits
            return month(today.year - 1, 9) if (today.month, today.day) <= (3, 9) else month(today.year, 9)
        case CalendarDate(year=None, month=int(number), year_offset=None):
            last_year = expression.tense is Tense.PAST and number > today.month
            whole = month(today.year - last_year, number)
            return third(whole, 1) if expression.mod == "MID" else whole
        case CalendarDate(year=None, month=int(number), year_offset=int(offset)):
            return month(today.year + offset, number)
        case CalendarDate(year=int(number), month=None):
            return year(number)
        case CalendarDate(year=int(number), month=int(other)):
            return month(number, other)
        case NamedUnit(unit=Unit.MONTH, offset=offset, side=side):
            number = today.year * 12 + today.month - 1 + offset
            whole = month(number // 12, number % 12 + 1)
            return between(whole.first, today) if side is Side.BEFORE and offset == 0 else whole
        case NamedUnit(unit=unit, offset=offset):
            step = {Unit.DAY: 1, Unit.WEEK: 7}.get(unit)
            return year(today.year + offset) if step is None else unit_around(today + offset * step, PRECISION[unit])
        case Shift(amount=float(amount), sign=sign):
            return year(today.year + sign * round(amount))
        case NotAfter(date=date):
            inner = _on(replace(expression, reading=date), today)
            return inner and between(None, inner.last)
        case Duration(value="PXW"):
            return between(today - 90, today, approximate=True)
        case Reference(days=int(length)):
            ends = sorted((today, today - length))
            return between(*ends, approximate=True)
        case _:
            return None


def words(text: str, reading: Reading, *, tense: Tense = Tense.PAST, sentence: int = 0, start: int = 0, mod: str = "") -> TimeExpression:
    """A time expression at an offset of its article."""
    return TimeExpression(
        sentence=sentence,
        start=start,
        end=start + len(text),
        text=text,
        rule="r",
        reading=reading,
        type=TimexType.DATE,
        mod=mod,
        tense=tense,
    )


THIS_MONTH = words("this month", NamedUnit(unit=Unit.MONTH))
EARLIER_THIS_MONTH = words("earlier this month", NamedUnit(unit=Unit.MONTH, side=Side.BEFORE))
LAST_MONTH = words("last month", NamedUnit(unit=Unit.MONTH, offset=-1))
THIS_YEAR = words("this year", NamedUnit(unit=Unit.YEAR), tense=Tense.PRESENT)
LAST_YEAR = words("last year", NamedUnit(unit=Unit.YEAR, offset=-1))
YESTERDAY = words("yesterday", NamedUnit(unit=Unit.DAY, offset=-1))
IN_JUNE = words("in June", CalendarDate(month=6))
RECENT_WEEKS = words("in recent weeks", Reference(value="PAST_REF", days=42))
WEEKS = words("the past few weeks", Duration(value="PXW", sign=-1))
SOON = words("soon", Reference(value="FUTURE_REF", days=-42), tense=Tense.FUTURE)
AUTUMN_AT_LAST = words("last September", CalendarDate(month=9, turn=-1))
TEN_YEARS_AGO = words("ten years ago", Shift(amount=10.0, unit=Unit.YEAR, sign=-1))
IN_2024 = words("In 2024", CalendarDate(year=2024))
IN_2025 = words("In 2025", CalendarDate(year=2025), tense=Tense.PRESENT)
AUGUST_2025 = words("August 2025", CalendarDate(year=2025, month=8), tense=Tense.FUTURE)


def article(id_: str, text: str = "", published: str = "") -> Article:
    """An article, undated unless said otherwise."""
    when = from_edtf(published) if published else None
    return Article(
        id=id_,
        path=f"{id_}.md",
        text=text,
        text_hash=id_,
        blocks=(),
        published=when,
        published_basis=Basis.STATED if when else Basis.UNKNOWN,
    )


def shared(
    expression: TimeExpression | None, known: str = "", *, event: str = "talks", tense: Tense | None = None, where: str = "note"
) -> Shared:
    """What the article `where` says of an event; the tense is that of the words."""
    return Shared(
        article=where,
        evidence=f"{where}:{event}:{expression.text if expression else ''}",
        expression=expression,
        tense=tense or (expression.tense if expression else Tense.PAST),
        event=event,
        known=from_edtf(known) if known else None,
    )


def infer_one(*links: Shared, text: str = "") -> Inferred:
    """The answer for the one article `note`."""
    (answer,) = infer((article("note", text),), links, resolve_at)
    return answer


# --- clues -------------------------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("links", "expected"),
    [
        ([shared(THIS_MONTH, "2025-06")], "2025-06"),
        ([shared(EARLIER_THIS_MONTH, "2025-06")], "2025-06"),
        ([shared(THIS_MONTH, "2025-06-25", tense=Tense.NONE)], "2025-06"),
        ([shared(LAST_MONTH, "2025-06")], "2025-07"),
        ([shared(LAST_YEAR, "2024-06")], "2025?"),  # the other event is of another time, and no company
        ([shared(TEN_YEARS_AGO, "2015-03"), shared(None, "2015-03", event="landing")], "2025"),
        ([shared(IN_JUNE, "2025-06")], "[2025-06..2026-05]"),  # the latest June
        ([shared(AUTUMN_AT_LAST, "2024-09")], "[2024-09?..2025-03?]"),  # words that count in months end no interval within one
        ([shared(IN_JUNE, "2025-06"), shared(THIS_YEAR, "2025", event="launches")], "[2025-06..2025-12]"),
        ([shared(YESTERDAY, "2025-06-24")], "2025-06"),  # one day would fit, but no day rests on an inferred date
        ([shared(RECENT_WEEKS, "2025-06")], "[2025-06~..]"),  # how long "recent" is nobody knows
        ([shared(None, "2025-06")], "[2025-06..]"),
        ([shared(None, "2025-06-25")], "[2025-06..]"),  # only one event is as late as the 25th, and its merge may be wrong
        ([shared(None, "2025-06-25"), shared(None, "2025-06-27", event="fire")], "[2025-06-25..]"),
        ([shared(THIS_MONTH, "2025-06-25"), shared(None, "2025-06-27", event="fire")], "[2025-06-25..2025-06-30]"),
        ([shared(None, "2025-06", tense=Tense.NONE)], None),
        ([shared(IN_2025, event="launches")], "2025"),
        ([shared(WEEKS, "2025-06")], "[2025-06~..]"),
        ([shared(RECENT_WEEKS, "2025-06", tense=Tense.NONE)], None),
        ([shared(SOON, "2025-06")], "[..2025-06~]"),
    ],
)
def test_what_an_article_shares_bounds_its_date(links: list[Shared], expected: str | None) -> None:
    """Each kind of clue, beside another event of the time, which sets no end closer than June 2025 or the time of the first."""
    tense = Tense.FUTURE if links[0].tense is Tense.FUTURE else Tense.PAST
    company = shared(None, "2025-06", event="feud", tense=Tense.NONE if expected is None else tense)
    answer = infer_one(*links, company)
    assert (to_edtf(answer.when) if answer.when else None) == expected


@pytest.mark.parametrize(
    ("links", "expected"),
    [
        ([shared(THIS_MONTH, "2025-06")], "2025-06?"),  # one event, but words of its own that fit
        ([shared(THIS_MONTH, "2025-06"), shared(None, "2019-02", event="merger")], "2025-06?"),  # another time is no company
        ([shared(None, "2025-06-25")], None),  # one event, and nothing but a merge: not enough
        ([shared(None, "2025-08", tense=Tense.FUTURE)], None),
        ([shared(IN_2025)], None),  # "in 2025 it is" may be a look back
        ([shared(IN_2024)], "[2024-01..]"),  # a date of its own needs no company
        ([shared(AUGUST_2025)], "[..2025-08]"),
        ([shared(IN_2024), shared(AUGUST_2025)], "[2024-01..2025-08]"),
        ([shared(words("by June 2025", NotAfter(date=CalendarDate(year=2025, month=6))))], "[2025-06..]"),
        ([shared(words("by June 2025", NotAfter(date=CalendarDate(year=2025, month=6)), tense=Tense.FUTURE))], "[..2025-06]"),
        ([shared(words("by June", NotAfter(date=CalendarDate(month=6))), "2024-11")], None),  # it says nothing of the day of the event
        ([shared(THIS_MONTH)], None),  # relative words alone say nothing
        ([], None),
    ],
)
def test_what_stands_alone_is_doubted(links: list[Shared], expected: str | None) -> None:
    """A single shared event gives "perhaps" or nothing, since it may be merged wrongly; the article's own dates hold by themselves."""
    answer = infer_one(*links)
    assert (to_edtf(answer.when) if answer.when else None) == expected


def test_the_reason_is_told() -> None:
    """A reader learns which words, what they are set against, and what follows; the evidence is named."""
    answer = infer_one(shared(THIS_MONTH, "2025-06"), shared(None, "2025-05", event="feud"))
    assert answer.steps == (
        "“this month” speaks of what other sources date to June 2025, which fits an article of June 2025",
        "so it is of June 2025",
    )
    assert answer.support == ("note:talks:this month",)


def test_both_ends_may_have_reasons_of_their_own() -> None:
    """A past event and a plan close an interval from two sides, and only they are named."""
    past = (shared(None, "2025-06-25", event="vote"), shared(None, "2025-06-25", event="recount"), shared(None, "1969", event="landing"))
    assert infer_one(*past, shared(AUGUST_2025, event="opening")).steps == (
        "what other sources date to 25 June 2025 is past in it, so it is of 25 June 2025 or later",
        "“August 2025” is still to come in it, so it was written by the end of August 2025",
        "so it is of some day from 25 June to 31 August 2025",
    )


def test_the_tense_of_the_event_decides_over_that_of_the_words() -> None:
    """The words alone looked forward ("in June, as it seeks …"); the talks are past, so June is the one before the article, not after."""
    forward = replace(IN_JUNE, tense=Tense.FUTURE)
    assert infer_one(shared(forward, "2025-06", tense=Tense.PAST)).when == infer_one(shared(IN_JUNE, "2025-06")).when


def test_vague_words_stand_beside_an_open_end() -> None:
    """They keep an article without an upper end approximate, and are told; where both ends are known they have nothing to add."""
    past = (shared(None, "2025-06", event="fire"), shared(RECENT_WEEKS, "2025-06"), shared(None, "2025-06", event="vote"))
    answer = infer_one(*past)
    assert answer.when is not None
    assert to_edtf(answer.when) == "[2025-06~..]"
    assert any("in recent weeks" in step for step in answer.steps)
    closed = infer_one(*past, shared(THIS_MONTH, "2025-06", event="visit"))
    assert closed.when == month(2025, 6)
    assert not any("in recent weeks" in step for step in closed.steps)


def test_nothing_shared_is_said_so() -> None:
    """An article that cannot be placed gets no date, and the reason."""
    assert infer_one().when is None
    assert infer_one().steps == ("nothing in it ties it to an event that other sources date",)


@pytest.mark.parametrize("reading", [CalendarDate(month=6), NotAfter(date=CalendarDate(month=6), part="MID")])
def test_a_month_takes_the_year_that_opens_its_sentence(reading: Reading) -> None:
    """Under way in 2025 and past the middle of its June: the article is of mid-June 2025 or later, in 2025."""
    text = "The yard is sound. In 2025, it is building 170 boats, and it had launched 76 by mid-June."
    year_words = replace(IN_2025, sentence=1, start=text.index("In 2025"))
    june = words("mid-June", reading, sentence=1, start=text.index("mid-June"), mod="" if isinstance(reading, NotAfter) else "MID")
    answer = infer_one(shared(year_words, event=""), shared(june, event="boats"), shared(None, "2025-03", event="strike"), text=text)
    assert answer.when is not None
    assert to_edtf(answer.when) == "[2025-06-11~..2025-12-31~]"
    assert "“mid-June” stands in a sentence that speaks of 2025, which fits an article of some day from 11 June 2025" in answer.steps[1]


def test_a_year_inside_a_sentence_does_not_carry_over() -> None:
    """A firm that had built 134 boats in 2024 and 76 by mid-June may speak of the June after."""
    text = "The yard, which built 134 boats in 2024, had launched 76 by mid-June."
    past = replace(IN_2024, start=text.index("in 2024"))
    june = words("mid-June", CalendarDate(month=6), start=text.index("mid-June"), mod="MID")
    answer = infer_one(shared(past, event=""), shared(june, event="boats"), text=text)
    assert answer.when is not None
    assert to_edtf(answer.when) == "[2024-01..]"


def test_a_past_year_beside_this_year_agrees_but_proves_nothing() -> None:
    """The pair is named where the date was found otherwise, and gives none by itself."""
    beside = (shared(IN_2024, event="awards"), shared(replace(THIS_YEAR, sentence=1), event="launches"))
    alone = infer_one(*beside)
    assert alone.when is not None
    assert to_edtf(alone.when) == "[2024-01..]"
    with_june = infer_one(*beside, shared(replace(THIS_MONTH, sentence=2), "2025-06"), shared(None, "2025-06", event="feud"))
    assert with_june.when == month(2025, 6)
    assert with_june.steps[-1] == "“In 2024” beside “this year” agrees with that"


# --- clues that do not meet --------------------------------------------------------------------------------------------------------------


def test_two_events_outvote_one() -> None:
    """A wrong merge, whatever it brings, does not move a date on which two other events agree."""
    right = (shared(THIS_MONTH, "2025-06"), shared(EARLIER_THIS_MONTH, "2025-06", event="visit"))
    wrong = (shared(LAST_MONTH, "2019-02", event="merger"), shared(THIS_MONTH, "2019-02", event="merger"))
    assert infer_one(*right, *wrong).when == month(2025, 6)


def test_one_word_against_another_is_no_date() -> None:
    """Where two clues point apart and nothing decides, there is no date, and both are told."""
    answer = infer_one(shared(THIS_MONTH, "2025-06"), shared(THIS_MONTH, "2019-02", event="merger"))
    assert answer.when is None
    assert answer.steps[0] == "its words point to different dates"
    assert any("June 2025" in step for step in answer.steps)
    assert any("February 2019" in step for step in answer.steps)


# --- rounds ------------------------------------------------------------------------------------------------------------------------------

FIRST_ROUND = shared(THIS_MONTH, "2025-06", where="a")
COMPANY = shared(None, "2025-05", event="feud", where="a")
LENT = shared(words("last month", NamedUnit(unit=Unit.MONTH, offset=-1), sentence=1), event="storm", where="a")
BORROWED = shared(THIS_MONTH, event="storm", where="b")


def test_an_inferred_article_may_date_another() -> None:
    """The storm of "last month" in an article of June dates one that has it "this month"; the debt is recorded."""
    first, second = infer((article("a"), article("b")), (FIRST_ROUND, COMPANY, LENT, BORROWED), resolve_at)
    assert (first.when, second.when) == (month(2025, 6), replace(month(2025, 5), uncertain=True))
    assert (first.rests_on, second.rests_on) == ((), ("a",))
    assert "themselves dated by what they share" in second.steps[0]


def test_a_doubtful_article_lends_nothing() -> None:
    """What a single shared event dates perhaps dates nothing else."""
    first, second = infer((article("a"), article("b")), (FIRST_ROUND, LENT, BORROWED), resolve_at)
    assert (first.when, second.when) == (replace(month(2025, 6), uncertain=True), None)


def test_two_undated_articles_do_not_date_each_other() -> None:
    """Two articles that share everything with each other and nothing with a dated one stay undated."""
    links = (shared(THIS_MONTH, event="storm", where="a"), shared(LAST_MONTH, event="storm", where="b"))
    assert [answer.when for answer in infer((article("a"), article("b")), links, resolve_at)] == [None, None]


def test_stated_and_edited_dates_are_left_alone() -> None:
    """Only articles without one are asked."""
    edited = replace(article("c", published="2025-06-30"), published_basis=Basis.EDITED)
    answers = infer(
        (article("b", published="2025-07-06"), article("a"), edited), (FIRST_ROUND, replace(FIRST_ROUND, article="b")), resolve_at
    )
    assert [answer.article for answer in answers] == ["a"]


def test_the_ends_of_the_calendar_do_no_harm() -> None:
    """Clues of the first and the last year there is bring bounds, not errors."""
    plans = (shared(None, "9999-12-31", tense=Tense.FUTURE), shared(None, "9999-12-31", tense=Tense.FUTURE, event="fire"))
    assert infer_one(*plans).when == from_edtf("[..9999-12]")
    assert infer_one(shared(THIS_MONTH, "9999-12")).when == from_edtf("[9999-12?..]")
    assert infer_one(shared(THIS_MONTH, "-9998-01", tense=Tense.NONE)).when == from_edtf("[..-9998-01?]")


# --- laws ---------------------------------------------------------------------------------------------------------------------------------

WORDS = (THIS_MONTH, EARLIER_THIS_MONTH, LAST_MONTH, LAST_YEAR, THIS_YEAR, YESTERDAY, IN_JUNE, RECENT_WEEKS, TEN_YEARS_AGO)
DAYS = st.integers(Day.of(2019, 1, 1).ordinal, Day.of(2026, 12, 31).ordinal).map(Day)


@st.composite
def worlds(draw: st.DrawFn) -> tuple[tuple[Article, ...], tuple[Shared, ...], dict[str, Day]]:
    """Up to four undated articles, each with a true date, that speak truly of events, some of which dated articles date."""
    truth = {f"a{index}": draw(DAYS) for index in range(draw(st.integers(1, 4)))}
    links = []
    for id_, today in truth.items():
        for index in range(draw(st.integers(0, 4))):
            expression = replace(draw(st.sampled_from(WORDS)), sentence=index)
            when = resolve_at(expression, on(today))
            assert when is not None
            assert when.first is not None
            assert when.last is not None
            past = expression.tense is Tense.PAST
            last = min(when.last, today) if past else when.last
            happened = Day(draw(st.integers(when.first.ordinal, last.ordinal)))
            known = draw(st.sampled_from((None, on(happened), unit_around(happened, Precision.MONTH))))
            event = f"{happened}" if draw(st.booleans()) else f"{id_}{index}"
            links.append(
                Shared(
                    article=id_,
                    evidence=f"{id_}{index}",
                    expression=draw(st.sampled_from((expression, expression, None))),
                    tense=expression.tense,
                    event=event,
                    known=known,
                )
            )
    return tuple(article(id_) for id_ in truth), tuple(links), truth


World = tuple[tuple[Article, ...], tuple[Shared, ...], dict[str, Day]]


@given(worlds())
def test_where_all_speak_truly_the_true_date_lies_within(world: World) -> None:
    """What is inferred from true statements holds the article's true date, in any round."""
    articles, links, truth = world
    for answer in infer(articles, links, resolve_at):
        if answer.when is not None:
            assert answer.when.first is None or answer.when.first <= truth[answer.article]
            assert answer.when.last is None or truth[answer.article] <= answer.when.last


@given(worlds(), st.randoms(use_true_random=False))
def test_the_order_of_the_input_plays_no_part(world: World, shuffler: random.Random) -> None:
    """Shuffled articles and links bring the same answers."""
    articles, links = list(world[0]), list(world[1])
    expected = {answer.article: answer for answer in infer(*world[:2], resolve_at)}
    shuffler.shuffle(articles)
    shuffler.shuffle(links)
    assert {answer.article: answer for answer in infer(tuple(articles), tuple(links), resolve_at)} == expected


@given(worlds())
def test_no_answer_is_a_day_or_without_reasons(world: World) -> None:
    """Every answer says why, and none claims a day."""
    for answer in infer(*world[:2], resolve_at):
        assert answer.steps
        assert answer.when is None or not answer.when.is_day
        assert (answer.when is None) or answer.support


@given(worlds())
def test_support_never_runs_in_a_circle(world: World) -> None:
    """No article rests on itself, and taking an inferred article away changes nothing of those that supported it."""
    articles, links, _ = world
    answers = {answer.article: answer for answer in infer(articles, links, resolve_at)}
    for gone, its in answers.items():
        rest = infer(tuple(a for a in articles if a.id != gone), tuple(link for link in links if link.article != gone), resolve_at)
        assert gone not in its.rests_on
        for answer in rest:
            if gone not in answers[answer.article].rests_on and answers[answer.article].when is not None:
                assert _firm(answer) == _firm(answers[answer.article])


def _firm(answer: Inferred) -> tuple[When | None, tuple[str, ...]]:
    return answer.when, answer.support
