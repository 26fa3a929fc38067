"""Whatever an article says: no date is finer than its words, and none lies outside what they say."""

from __future__ import annotations

import re
from calendar import isleap
from datetime import date, timedelta

from hypothesis import example, given
from hypothesis import strategies as st

from tests.events.reading import article, timeline_of
from timeline.model import Resolution
from timeline.timexes import tag_text
from timeline.when import Day, When

_DAYS = "monday|tuesday|wednesday|thursday|friday|saturday|sunday"
_MONTHS = "january february march april may june july august september october november december".split()
# Words that can name a single day ("earlier this month" does on the first); what holds none of them names a longer time.
_OF_A_DAY = re.compile(
    rf"(?i)\b(?:{_DAYS}|today|tonight|tomorrow|yesterday|day|days|night|nights|morning|afternoon|evening|noon|midnight|hours?|minutes?|eve"
    r"|christmas|easter|earlier|later|\d{1,2}|[ap]\.?m)\b|\d(?:st|nd|rd|th)\b|\d[ap]m|\d:\d\d"
    rf"|(?:\b\d{{1,2}} (?:{'|'.join(_MONTHS)}))|(?:(?:{'|'.join(_MONTHS)}) \d{{1,2}}\b)"
)
_TIMES = (
    [f"on {day.title()}" for day in _DAYS.split("|")]
    + [f"in {month.title()}" for month in _MONTHS]
    + [f"on {day} {month.title()}" for day, month in ((3, "may"), (30, "november"), (1, "january"), (28, "february"))]
    + [f"{turn} {unit}" for turn in ("last", "this", "next") for unit in ("week", "month", "year", "weekend", "summer", "Friday")]
    + [
        f"{n} {unit} ago"
        for n in ("two", "ten", "more than three", "less than four")
        for unit in ("hours", "days", "weeks", "months", "years")
    ]
    + ["overnight", "last night", "this morning", "yesterday", "today", "tomorrow", "early today", "in the early hours of Sunday"]
    + ["at about 4 p.m.", "shortly before 9 p.m. on Friday", "at noon on Monday", "around midnight", "11 p.m. last night"]
    + ["in 2019", "in the 1990s", "in early May", "in late 2019 or early 2020", "by mid-June", "since 2022", "in recent weeks", "recently"]
    + [
        "between 3 and 5 May",
        "from 30 April to 2 May",
        "on May 4-6",
        "on Monday and Tuesday",
        "over Christmas",
        "on Christmas Day",
        "at Easter",
    ]
    + [
        "two days later",
        "the next day",
        "a week earlier",
        "that month",
        "the following year",
        "the day after the vote",
        "two days after the vote",
    ]
    + [
        "in the third quarter",
        "in the second half of 2020",
        "earlier this month",
        "later this year",
        "in spring 2021",
        "on Independence Day",
    ]
    + [
        "after the vote on 3 May",
        "since the vote last week",
        "before the committee on Friday",
        "after last year's vote",
        "during last night's fire",
    ]
)
_CLAUSES = [
    "Ada Brook resigned {}",
    "Omar Vance will meet Tom Reed {}",
    "police have arrested Lena Holt {}",
    "Tom Reed was accused of attacking a clerk {}",
    "{} a court in Tessing sentenced Felix Aarden",
    "Kestrel, which bought Norlight {}, sold two ferries {}",
    "Pia Holm said that Ada Brook had left Marrow {}",
    "{}, after the board met {}, Jonas Weir quit and Mira Castell took over {}",
    "the trial begins {}",
]
_published = st.dates(min_value=date(1950, 1, 1), max_value=date(2060, 12, 31))
_sentences = st.tuples(st.sampled_from(_CLAUSES), *(st.sampled_from(_TIMES),) * 3).map(lambda row: _sentence(row[0].format(*row[1:])))
_texts = st.lists(_sentences, min_size=1, max_size=4).map(" ".join)


def _sentence(words: str) -> str:
    return f"{words[0].upper()}{words[1:]}."


def _width(when: When | None) -> float:
    """Days that a date spans, without end for an open one. 29 February is not counted, so that a month is as wide in every year."""
    if when is None or when.first is None or when.last is None:
        return float("inf")
    first, last = when.first, when.last
    leaps = (Day.of(year, 2, 29) for year in range(first.year, last.year + 1) if isleap(year))
    return last.days_since(first) - sum(first <= leap <= last for leap in leaps)


@given(_texts, _published)
@example(text="Kestrel, which bought Norlight on Monday, sold two ferries in February.", published=date(2000, 1, 1))
def test_no_event_has_a_finer_date_than_its_words(text: str, published: date) -> None:
    """What stands around an expression may widen, move or drop its days; it never narrows them, and a day needs a word for a day."""
    told = timeline_of(article(text, published=published.isoformat()))
    placed = {(one.expression.start, one.expression.end): one for one in tag_text(text, published) if isinstance(one, Resolution)}

    for event in told.events:
        for evidence in event.evidence:
            if evidence.time is None or evidence.when is None:
                continue
            own = placed.get((evidence.time.start, evidence.time.end))
            assert own is None or _width(own.when) <= _width(evidence.when), (evidence.quote, evidence.time.text, evidence.when)
            assert not evidence.when.is_day or _OF_A_DAY.search(evidence.time.text), (evidence.quote, evidence.time.text)


@given(_texts, _published)
def test_no_date_lies_outside_what_its_words_say(text: str, published: date) -> None:
    """A year is that year, a month that month, a weekday that weekday, and "yesterday" one day back, whatever stands around them."""
    for one in tag_text(text, published):
        when = getattr(one, "when", None)
        if when is None or when.first is None or when.last is None:
            continue
        words = one.expression.text.lower()
        assert when.first <= when.last
        assert not when.is_day or _OF_A_DAY.search(words), words
        first, last = (date(*day.ymd) for day in (when.first, when.last))
        if re.fullmatch(r"(?:19|20)\d\d", words):
            assert (first.year, last.year) == (int(words), int(words))
        if words in _MONTHS:
            assert (first.month, last.month) == (_MONTHS.index(words) + 1,) * 2
        if words in _DAYS.split("|"):
            assert first == last
            assert first.weekday() == _DAYS.split("|").index(words)
            assert abs(first - published) <= timedelta(days=7)
        if words in {"yesterday", "tomorrow"}:
            assert first == last == published + timedelta(days=1 if words == "tomorrow" else -1)


@given(st.integers(min_value=1, max_value=60), _published)
def test_days_counted_back_are_that_many(days: int, published: date) -> None:
    """“20 days ago” is the day that lies 20 days back."""
    (one,) = tag_text(f"She left {days} days ago." if days > 1 else "She left a day ago.", published)

    assert isinstance(one, Resolution)
    assert one.when is not None
    assert one.when.is_day
    assert one.when.first is not None
    assert date(*one.when.first.ymd) == published - timedelta(days=days)
