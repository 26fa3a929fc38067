"""Thirty derivations as a reader sees them: the phrase, its TIMEX3 value, and the steps in words."""

from __future__ import annotations

import pytest

from timeline import tag
from timeline.model import Resolution

# In an article of Sunday, 6 July 2025; the last expression of each sentence.
DERIVATIONS = [
    (
        "She resigned earlier last month.",
        "earlier last month",
        "2025-06",
        ("“earlier last month” in an article of 6 July 2025 is early June 2025",),
    ),
    (
        "Voters chose Friday.",
        "Friday",
        "2025-07-04",
        ("“Friday”, past tense, in an article of Sunday, 6 July 2025 is Friday, 4 July 2025",),
    ),
    (
        "They will vote on Friday.",
        "Friday",
        "2025-07-11",
        ("“Friday”, future tense, in an article of Sunday, 6 July 2025 is Friday, 11 July 2025",),
    ),
    ("It began in nineteen ninety-seven.", "nineteen ninety-seven", "1997", ("“nineteen ninety-seven” is 1997",)),
    ("They met last Friday.", "last Friday", "2025-07-04", ("“last Friday” in an article of Sunday, 6 July 2025 is Friday, 4 July 2025",)),
    (
        "It closed by mid-June.",
        "mid-June",
        "2025-06",
        ("Up to “mid-June”, past tense, in an article of 6 July 2025 means by 20 June 2025, approximately",),
    ),
    (
        "It must close by the end of the year.",
        "the end of the year",
        "2025",
        ("Up to “the end of the year” in an article of 6 July 2025 means by the end of 2025, approximately",),
    ),
    (
        "Sales fell in the third quarter.",
        "the third quarter",
        "2024-Q3",
        ("“the third quarter”, past tense, in an article of 6 July 2025 is the third quarter of 2024",),
    ),
    (
        "It was built two weeks ago.",
        "two weeks ago",
        "2025-W25",
        (
            "“two weeks ago” in an article of 6 July 2025 means some day from 15 to 22 June 2025",
            "Some weeks begin on Sunday, so the Sunday before counts too",
        ),
    ),
    (
        "He left a few years ago.",
        "a few years ago",
        "PAST_REF",
        ("“a few years ago” in an article of 6 July 2025 means some day from 1 January 2015 to 31 December 2024, approximately",),
    ),
    (
        "He has recently left.",
        "recently",
        "PAST_REF",
        ("“recently” in an article of 6 July 2025 means some day from 7 May to 6 July 2025, approximately",),
    ),
    (
        "He will leave soon.",
        "soon",
        "FUTURE_REF",
        ("“soon” in an article of 6 July 2025 means some day from 6 July to 4 September 2025, approximately",),
    ),
    ("It rained for three days.", "three days", "P3D", ("“three days” is a length of time and names no date",)),
    ("They meet every Monday.", "every Monday", "XXXX-WXX-1", ("“every Monday” comes back and names no single date",)),
    (
        "They met on Christmas Day.",
        "Christmas Day",
        "2024-12-25",
        ("“Christmas Day”, past tense, in an article of 6 July 2025 is 25 December 2024",),
    ),
    (
        "She left two days after Christmas.",
        "two days after Christmas",
        "2024-12-27",
        ("“two days after Christmas” in an article of 6 July 2025 is 27 December 2024",),
    ),
    (
        "She spoke the day before yesterday.",
        "the day before yesterday",
        "2025-07-04",
        ("“the day before yesterday” in an article of 6 July 2025 is 4 July 2025",),
    ),
    ("On 3 May 1863 war came. He fell the next day.", "the next day", "1863-05-04", ("“the next day” after “3 May 1863” is 4 May 1863",)),
    (
        "In 1861 war came; by August of that year all fell.",
        "August of that year",
        "1861-08",
        ("Up to “August of that year” with the year of “1861” means by the end of August 1861",),
    ),
    ("It began in the early 1990s.", "the early 1990s", "199", ("“the early 1990s” is said in full",)),
    ("It fell in 493 BC.", "493 BC", "BC0493", ("“493 BC” is said in full",)),
    ("They met last summer.", "last summer", "2024-SU", ("“last summer” in an article of 6 July 2025 is summer 2024",)),
    (
        "They met over the weekend.",
        "the weekend",
        "2025-W27-WE",
        ("“the weekend” in an article of 6 July 2025 means some day from 5 to 6 July 2025",),
    ),
    (
        "They met last week.",
        "last week",
        "2025-W26",
        (
            "“last week” in an article of 6 July 2025 means some day from 22 to 29 June 2025",
            "Some weeks begin on Sunday, so the Sunday before counts too",
        ),
    ),
    (
        "They met at 5 p.m. EST Nov. 9.",
        "5 p.m. EST Nov. 9",
        "2024-11-09T17:00",
        ("“5 p.m. EST Nov. 9”, past tense, in an article of 6 July 2025 is 17:00 on 9 November 2024",),
    ),
    ("It began last night.", "last night", "2025-07-05TNI", ("“last night” in an article of 6 July 2025 is the night of 5 July 2025",)),
    ("It lasted from May to June 2024.", "June 2024", "2024-06", ("“June 2024” is said in full",)),
    ("It will open in two years.", "two years", "2027", ("“two years” counted from an article of 6 July 2025 is 2027",)),
    (
        "The past three months were dry.",
        "The past three months",
        "P3M",
        ("“The past three months” in an article of 6 July 2025 means some day from 1 April to 6 July 2025, approximately",),
    ),
    (
        "It rose earlier this year.",
        "earlier this year",
        "2025",
        ("“earlier this year” in an article of 6 July 2025 means some day from 1 January to 6 July 2025",),
    ),
    (
        "They meet the week of July 14.",
        "the week of July 14",
        "2025-W29",
        (
            "“the week of July 14” in an article of 6 July 2025 means some day from 13 to 20 July 2025",
            "Some weeks begin on Sunday, so the Sunday before counts too",
        ),
    ),
    (
        "Sales rose in fiscal 2024.",
        "fiscal 2024",
        "2024",
        ("“fiscal 2024” may begin in another month than the calendar's and is about 2024",),
    ),
    ("He is now free.", "now", "PRESENT_REF", ("“now” speaks of time but names no date",)),
]


@pytest.mark.parametrize(("text", "words", "value", "steps"), DERIVATIONS, ids=[words for _, words, _, _ in DERIVATIONS])
def test_each_phrase_says_how_it_comes_about(text: str, words: str, value: str, steps: tuple[str, ...]) -> None:
    """A derivation is a sentence that a reader accepts."""
    found = tag(text, "2025-07-06", register="")[-1]
    assert isinstance(found, Resolution)
    assert (found.expression.text, found.expression.value, found.steps) == (words, value, steps)
