"""What the tagger finds in running text: its own words at its own offsets, and nothing in what only looks like time."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from timeline import rules
from timeline.model import Tense, TimeExpression
from timeline.sentences import split_text
from timeline.tagging import tag

_ENGLISH = rules.load("en")


def _tag(text: str, register: str | None = "") -> tuple[TimeExpression, ...]:
    return tag(text, split_text(text), _ENGLISH, register=register)


def _words(text: str, register: str | None = "") -> list[str]:
    return [one.text for one in _tag(text, register)]


RESTRAINT = (
    "Theresa May may march on with Ms. April Roe.",
    "He ran the second leg in 4:15 and won 17:30 on points.",
    "Flight 1549 landed beside Route 1990 near Room 1984.",
    "It costs $1950, weighs 1500 pounds and seats 1200 people.",
    "Use version 20.25.1 of the library on 192.168.10.12.",
    "Call 555-1984 or 020 7946 0018.",
    "Section 1983 of the act, page 1776, No. 1812.",
    "The score was 7/6/4/3 and the ratio 3:10.",
    "The Sun, the Daily Mail and USA Today were sold out.",
    "The fall of the wall and the spring of the trap.",
    "He is nine years old and his 6-year-old sister is tall.",
    "Every now and then he looked up.",
    "Pork futures fell and the current was strong.",
    "Black Friday deals, Super Bowl Sunday and Good Friday Agreement brand tea.",
    "A 3,000-metre race, 2000 euros and 1999 votes.",
    "Three-quarters of them left; a second chance came.",
    "She wore winter boots at the Winter Olympics.",
    "The Tonight Show, the Today show and Entertainment Tonight.",
    "Two more people than in the first round, in third place.",
)


@pytest.mark.parametrize("text", RESTRAINT)
def test_what_only_looks_like_time_is_left_alone(text: str) -> None:
    """Names, numbers, scores, versions, money, ages and titles are no time expressions."""
    assert [] == _words(text)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("The first nine months were hard.", ["The first nine months"]),
        ("It grew over the last five years.", ["the last five years"]),
        ("The court waived the extra seven-day period.", ["seven-day period"]),  # "extra" ends in an "a" that begins nothing
        ("The towns fell in a few days and weeks.", ["a few days", "weeks"]),  # what lies within an expression begins none
        ("In December of that year, she left.", ["December of that year"]),
        ("It closed earlier this month.", ["earlier this month"]),
        ("Its third-quarter profit fell.", ["third-quarter"]),
        ("It ended at 5 p.m. EST Nov. 9.", ["5 p.m. EST Nov. 9"]),
        ("They met on May 4 and 5 there.", ["May 4", "5"]),
        ("They met on 10–12 October there.", ["10", "12 October"]),
        ("It lasted from 1957–60 there.", ["1957", "60"]),
        ("It lasted for over three years.", ["over three years"]),
        ("It evolved over three years.", ["three years"]),
        ("By mid-June4 all four2 had left, he reported12.", ["mid-June"]),
        ("The 8-month-old firm failed.", ["8-month-old"]),
        ("It costs $5 a day to stay.", ["a day"]),
    ],
)
def test_spans_are_those_a_reader_would_mark(text: str, words: list[str]) -> None:
    """Modifiers belong to the span; articles before a hyphenated noun, prepositions and footnote digits do not."""
    assert words == _words(text)


def test_offsets_count_characters_beyond_ascii() -> None:
    """Letters of two and three bytes before an expression do not move it."""
    text = "“Ægir – Þórr” café naïve: she left on Friday, 27 June 2025."
    (found,) = _tag(text)
    assert "Friday, 27 June 2025" == text[found.start : found.end]


def test_half_a_character_is_read_over() -> None:
    """JSON may hold an unpaired surrogate, which no encoding can write; what stands beside it is found at its place."""
    (one,) = _tag("\ud800 He left on Monday \udfff.")
    assert (13, "Monday") == (one.start, one.text)


def test_an_expression_may_run_over_a_line_break_but_not_over_a_paragraph() -> None:
    """Wrapped lines are one text; a blank line ends it."""
    assert ["last\nweek"] == _words("She left last\nweek.")
    assert "last\n\nweek" not in _words("She was last\n\nweek by week they came.")


def test_bare_parts_of_the_day_speak_in_messages_only() -> None:
    """In a message "night" is tonight; in an article it is a word."""
    assert ["night"] == _words("Sushi at night!", "message")
    assert [] == _words("Owls hunt at night.", "")


def test_years_before_our_era_make_history_and_days_of_the_week_news() -> None:
    """In history "former" and "recent" speak of time; one that names the days of its week is none."""
    history = " ".join(f"In {year} BC the fleet of Orl took the harbour of Brask again." for year in range(480, 460, -1))
    assert "recent" in _words(f"{history} A recent law fell.", None)
    assert "recent" not in _words(f"{history} On Tuesday a recent law fell.", None)


def test_a_short_text_is_a_message_by_itself() -> None:
    """The register is seen from the text unless the caller knows it."""
    assert ["night"] == _words("Sushi at night!", None)


@pytest.mark.parametrize(
    ("text", "tense"),
    [
        ("The board met on Friday.", Tense.PAST),
        ("The board will meet on Friday.", Tense.FUTURE),
        ("On Friday the board voted.", Tense.PAST),
        ("It plans to vote on Friday.", Tense.FUTURE),
        ("He said it will vote on Friday.", Tense.FUTURE),
        ("The port will remain closed until Friday.", Tense.FUTURE),
    ],
)
def test_the_nearest_verb_gives_the_tense(text: str, tense: Tense) -> None:
    """A weekday turns by the verb that governs it."""
    assert [tense] == [one.tense for one in _tag(text)]


def test_months_of_one_phrase_share_the_year() -> None:
    """In "May and June 2004" both months are of 2004, and a range that crosses the new year keeps its order."""
    may, june = (one.reading for one in _tag("It rained in May and June 2004 there."))
    assert (2004, 2004) == (may.year, june.year)  # type: ignore[union-attr]
    november, january = (one.reading for one in _tag("It rained from November to January 2004 there."))
    assert (2003, 2004) == (november.year, january.year)  # type: ignore[union-attr]


_PIECES = st.sampled_from(
    [
        *"5 12 31 '90s 2025 25 th . , - / : ’ a.m. pm May June Friday on in the last next mid- late ago two years week of".split(),
        "\n",
    ]
)


@given(st.lists(_PIECES, max_size=40).map(" ".join) | st.lists(_PIECES, max_size=40).map("".join) | st.text(max_size=200))
def test_any_text_is_read_without_harm(text: str) -> None:
    """Whatever stands in a text, spans are its own words, in order, and do not overlap."""
    found = _tag(text)
    assert all(one.text == text[one.start : one.end] and one.text.strip() == one.text for one in found)
    assert all(a.end <= b.start for a, b in itertools.pairwise(found))


def test_a_hostile_text_costs_no_more_than_its_length() -> None:
    """A long run of time words is read once, not once for each of its words."""
    text = "1 2 3 4 5 of the next " * 2_000 + "week."
    assert ["the next week"] == _words(text)[-1:]


@pytest.mark.parametrize("blank", [" ", "  ", "\n", " \n  ", "\t", "\xa0"])
def test_white_space_inside_a_paragraph_does_not_matter(blank: str) -> None:
    """A line that breaks inside an expression, or a text set in blocks, reads as if it were not."""
    text = blank.join("It fell in early last month and again in the spring of 1995 .".split())
    assert [" ".join(words.split()) for words in _words(text)] == ["early last month", "the spring of 1995"]


def test_an_expression_does_not_reach_over_a_blank_line() -> None:
    """What ends one paragraph and what begins the next are two expressions."""
    assert _words("It rained in June\n\n1995 began well.") == ["June", "1995"]


def test_a_list_of_days_is_that_many_dates() -> None:
    """Each day after the month counts, as long as they go up."""
    assert _words("They play May 2, 3, 9 - 10 and 16.") == ["May 2", "3", "9", "10", "16"]
    assert _words("On May 4, 12 protesters were held.") == ["May 4"]
    assert _words("It was given on May 4 to 12-year-old pupils.") == ["May 4"]
