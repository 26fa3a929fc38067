"""Retellings come together; look-alikes stay apart."""

from __future__ import annotations

import itertools
from collections import defaultdict
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.events.reading import article, events_of, timeline_of
from timeline.events import Scale, lexicon, stories
from timeline.events.merging.likeness import SAME, differ, likeness, parties
from timeline.events.merging.stories import Text
from timeline.model import Stage
from timeline.reads import read_article

_RETOLD = [
    ("Ada Brook met Omar Vance in Lisbon on 3 May 2031.", "Omar Vance was visited by Ada Brook on 3 May 2031."),
    ("Ada Brook resigned as head of the Harbour Office on Monday.", "The board split after Ada Brook's resignation on 12 May 2031."),
    (
        "The Harbour Office awarded Vance Lines $4 million on 3 May 2031.",
        "Vance Lines received $4 million from the Harbour Office on 3 May 2031.",
    ),
    (
        "Ada Brook said on 3 May 2031 that the harbour pier was safe for every crew.",
        "Ada Brook told reporters on 3 May 2031 that the harbour pier was safe for every crew.",
    ),
    (
        "Ada Brook met Omar Vance's chief of staff on 3 May 2031.",
        "Ada Brook met Lena Holt, Omar Vance's chief of staff, on 3 May 2031.",
    ),
    ("The mayor of Marrow resigned on Monday.", "The mayor of Marrow stepped down on Monday."),
    ("A feud between Ada Brook and Omar Vance broke out in May.", "Omar Vance clashed with Ada Brook in May."),
    ("Ada Brook invited Omar Vance to her birthday in May.", "In May 2031, Ada Brook even invited Omar Vance to a birthday."),
]

_APART = {
    "other amount": (
        "The Harbour Office awarded Vance Lines $4 million in May.",
        "The Harbour Office awarded Vance Lines $9 million in May.",
    ),
    "other company": (
        "The Harbour Office awarded Vance Lines $4 million in May.",
        "The Harbour Office awarded Brook Ferries $4 million in May.",
    ),
    "a month later": ("Ada Brook met Omar Vance on 3 April 2031.", "Ada Brook met Omar Vance on 3 May 2031."),
    "opposite outcome": ("The court convicted Omar Vance on 3 May 2031.", "The court acquitted Omar Vance on 3 May 2031."),
    "negated": ("Ada Brook met Omar Vance on 3 May 2031.", "Ada Brook did not meet Omar Vance on 3 May 2031."),
    "denied": ("Ada Brook met Omar Vance on 3 May 2031.", "Ada Brook denied meeting Omar Vance on 3 May 2031."),
    "threatened": ("Ada Brook threatened to withdraw the contracts in May.", "Ada Brook withdrew the contracts in May."),
    "planned": ("Ada Brook will meet Omar Vance on 20 May 2031.", "Ada Brook met Omar Vance on 20 May 2031."),
    "other object": ("Ada Brook withdrew the nomination in May.", "Ada Brook withdrew the contracts in May."),
    "other thing criticised": (
        "Ada Brook has recently criticised the mayor's campaign posters and policy papers.",
        "Ada Brook criticised the mayor's harbour policies, arguing they undermined repairs.",
    ),
    "other thing said": (
        "Ada Brook said on Monday that the harbour pier was safe for every crew.",
        "Ada Brook said on Monday that no buyer of the old ferry had written to her.",
    ),
    "swapped roles": ("Ada Brook fired Omar Vance in May.", "Omar Vance fired Ada Brook in May."),
    "other accusation": ("Ada Brook accused Omar Vance of greed in May.", "Ada Brook accused Omar Vance of smuggling in May."),
    "namesake": ("Ada Brook resigned in May.", "Tom Brook resigned in May."),
    "junior": ("Omar Vance resigned in May.", "Omar Vance Jr. resigned in May."),
    "other partner": ("Ada Brook met Omar Vance in May.", "Ada Brook met Lena Holt in May."),
    "other mayor": ("The mayor of Marrow resigned on Monday.", "The mayor of Tessing resigned on Monday."),
    "arrest of another mayor": ("Police arrested the mayor of Marrow on Monday.", "Police arrested the mayor of Tessing on Monday."),
    "other chief of staff": (
        "Ada Brook met Omar Vance's chief of staff on 3 May 2031.",
        "Ada Brook met Tom Reed's chief of staff, Lena Holt, on 3 May 2031.",
    ),
    "surname alone": ("Ada Brook met Omar Vance in May.", "Brook met Lena Holt in May."),
}


def _two(first: str, second: str) -> tuple[int, int]:
    """How many events two articles make, and how much evidence the fullest has."""
    made = events_of(article(first, name="one", published="2031-05-12"), article(second, name="two", published="2031-05-13"))
    return len(made), max(len(e.evidence) for e in made)


@pytest.mark.parametrize(("first", "second"), _RETOLD)
def test_retellings_are_one_event_with_all_sources(first: str, second: str) -> None:
    """Another wording, voice or day of the week of the same thing adds evidence, not an event."""
    assert _two(first, second)[1] == 2


@pytest.mark.parametrize(("first", "second"), _APART.values(), ids=_APART.keys())
def test_look_alikes_stay_apart(first: str, second: str) -> None:
    """No gate lets through what only looks the same."""
    assert _two(first, second)[1] == 1


def test_two_dates_for_one_award_are_a_conflict() -> None:
    """The same parties and the same amount are one event, with both dates in the open."""
    timeline = timeline_of(
        article("In 2030, the Harbour Office awarded Vance Lines $4.5 million for six ferries.", name="one", published="2031-05-12"),
        article("In April, the Harbour Office awarded Vance Lines $4.5 million.", name="two", published="2031-05-13"),
        article("Earlier this year, the Harbour Office awarded Vance Lines a $4.5 million contract.", name="three", published="2031-05-14"),
    )

    (event,) = timeline.events
    (conflict,) = timeline.conflicts
    assert len(event.evidence) == 3
    assert [claim.value for claim in conflict.claims] == ["April 2031", "2030"]
    assert (conflict.shown, conflict.event) == (0, event.id)


@given(st.permutations(range(4)))
def test_the_order_of_the_articles_does_not_matter(turn: list[int]) -> None:
    """The same articles in any order make the same events."""
    texts = list(itertools.chain(*_RETOLD))[:4]
    articles = [article(text, name=f"a{i}", published="2031-05-12") for i, text in enumerate(texts)]

    assert events_of(*articles) == events_of(*[articles[i] for i in turn])


def test_retellings_of_one_report_are_one_origin() -> None:
    """Articles that lean on one newspaper count once."""
    texts = [
        "Ada Brook met Omar Vance in May, according to The Harbour Times.",
        "The Harbour Times reported that Ada Brook met Omar Vance in May.",
        "Ada Brook met Omar Vance in May, The Harbour Times reported.",
    ]
    (event,) = events_of(*[article(text, name=f"a{i}", published="2031-05-12") for i, text in enumerate(texts)])

    assert event.origins == ("The Harbour Times",)


def test_mentions_passed_over_for_their_people_are_never_like_each_other() -> None:
    """What is passed over before it is compared, since each side names other people, would score nothing."""
    texts = [text for pair in (*_RETOLD, *_APART.values()) for text in pair]
    articles = [article(text, name=f"paper{number:02}", published="2031-05-13") for number, text in enumerate(texts)]
    told = [item for one in articles for item in read_article(one).told]
    one_story = dict.fromkeys(itertools.combinations([one.id for one in articles], 2), 1)
    nothing = {one.id: Text(rows=((),), at=defaultdict(int)) for one in articles}
    words = replace(stories(())[0], words=nothing, shared=one_story)
    scale = Scale(lexicon=lexicon("en"), stories=words)
    pairs = [(a, b) for a, b in itertools.permutations(told, 2) if scale.sort(a) == scale.sort(b)]
    apart = [(a, b) for a, b in pairs if differ(parties(a, scale.lexicon), parties(b, scale.lexicon))]
    assert apart
    assert all(likeness(a, b, scale) == 0 for a, b in apart)
    assert any(likeness(a, b, scale) > 0 for a, b in pairs)


@pytest.mark.parametrize(
    ("other", "same"), [("Bombs killed two millers on a weir.", False), ("A bridge guard was killed by gunmen.", True)]
)
def test_in_a_long_war_what_nobody_named_did_needs_words_in_common(other: str, same: bool) -> None:  # noqa: FBT001
    """However much two reports share besides, two attacks by nobody in particular are one event only where their words are near."""
    texts = ("Gunmen killed a guard on the bridge.", other)
    articles = [article(text, name=f"paper{number}", published="2031-05-13") for number, text in enumerate(texts)]
    (one,), (two,) = (read_article(made).told for made in articles)
    words = ({"gunmen", "kill", "guard", "bridge"}, set(other.lower().strip(".").split()) | ({"kill"} if same else set()))
    rows = {made.id: Text(rows=(tuple(sorted(row)),), at=defaultdict(int)) for made, row in zip(articles, words, strict=True)}
    worth = dict.fromkeys(set().union(*words), 1000)
    made = replace(stories(())[0], words=rows, worth=worth, shared={("paper0", "paper1"): 4}, count=20)

    assert same is (likeness(one, two, Scale(lexicon=lexicon("en"), stories=made)) >= SAME)


_FIRMS = (
    "Norlight",
    "Kestrel",
    "Brook Boats",
    "Vance Lines",
    "Marrow Mills",
    "Aldery Gas",
    "Tessing Steel",
    "Lowmere Foods",
    "Corvo",
    "Orl Paper",
)


_ELSEWHERE = (
    "Snow fell on Aldery for a week.",
    "A choir from Marrow sang at the opera.",
    "The bakery of Tessing sold out by noon.",
    "Frost split a pipe under Dunmere.",
    "Chess players in Elsham drew every game.",
    "The museum of Farrow lent a painting.",
    "Cyclists love the hills near Garnet.",
    "Nobody minds the fog in Corvick.",
)


@pytest.mark.parametrize(("again", "number"), [("2031-06-01", 1), ("2038-06-01", 2)])
def test_a_plan_without_a_date_is_told_again_within_a_year(again: str, number: int) -> None:
    """What a firm is to do, and was to do seven years before, are two plans; neither is a question about the other."""
    texts = [f"Vance Lines announced that it would cut {jobs} jobs. {line}" for jobs, line in zip((291, 301), _ELSEWHERE, strict=False)]
    dates = ["2031-05-01", again, *(f"2031-05-1{number}" for number in range(6))]
    made = events_of(
        *(article(text, name=f"p{n}", published=date) for n, (text, date) in enumerate(zip([*texts, *_ELSEWHERE[2:]], dates, strict=True)))
    )
    plans = [event for event in made if event.stage is Stage.PLANNED]
    assert [()] * number == [event.suggestions for event in plans]


def test_what_a_firm_is_to_open_in_two_towns_is_two_plans() -> None:
    """In articles that have no story in common; where they name the same town, it is one."""
    towns = ("Ulmwell", "Holler", "Holler")
    texts = (f"The Quenfield Institute plans to open a plant in {town} next year." for town in towns)
    one, other, again = (read_article(article(text, name=f"p{n}", published="2031-06-01")).told[0] for n, text in enumerate(texts))
    scale = Scale(lexicon=lexicon("en"), stories=stories(())[0])
    assert 0 == likeness(one, other, scale)
    assert likeness(other, again, scale) >= SAME


def test_what_one_firm_sold_is_not_what_another_sold() -> None:
    """Unrelated reports share the words of their trade and name nobody in common: nothing in them is one event."""
    articles = [
        article(
            f"{firm} said its sales rose {7 + 3 * n}% to ${100 + 37 * n} million from ${90 + 35 * n} million.\n\n"
            f"Net income fell, the company said, because of higher costs. The company has {n + 4} million shares outstanding. "
            f"Profit dropped to ${3 + n} million in the quarter.",
            name=f"paper{n}",
            published=f"2031-05-{10 + n}",
        )
        for n, firm in enumerate(_FIRMS)
    ]

    made = events_of(*articles)

    assert [1] * len(made) == [len({item.article for item in event.evidence}) for event in made]
