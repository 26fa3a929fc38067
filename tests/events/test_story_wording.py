"""Ways of telling that news of a strike, a merger and a trial are full of: each keeps its date, its parties and its headline."""

from __future__ import annotations

import pytest

from tests.events.reading import article, events_of, mentions_of
from timeline.model import Event, Stage
from timeline.when import from_edtf
from timeline.wording import label


def _event(text: str, kind: str, published: str = "2032-10-08") -> Event:
    return next(event for event in events_of(article(text, published=published)) if event.kind == kind)


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("Omar Vance, the founder and chairman, threatened to move two ferries.", "Omar Vance threatens to move two ferries"),
        ("Vance Lines and the union reached a deal.", "Vance Lines and the union reach a deal"),
        ("Vance Lines and the Shipwrights' Union reached a deal.", "Vance Lines and the Shipwrights' Union reach a deal"),
        ("Ada Brook said afterwards that the pier was safe.", "Ada Brook says that the pier was safe"),
        ("The dockers voted on Tuesday to go on strike.", "Dockers vote to go on strike"),
        ("Ada Brook will start again at Vance Lines on Thursday.", "Ada Brook to start again at Vance Lines"),
        ("Vance Lines will pay $265 million, a good deal less than last year.", "Vance Lines to pay $265 million"),
        ("The board could offer Vance a rare opening to leave the port.", "Board could offer Vance a rare opening"),
        ('Vance said that Brook had "gone mad" and put the quarrel down to the rain.', 'Vance says that Brook had "gone mad"'),
        ("Omar Vance condemned Friday's attack on the pier.", "Omar Vance condemns the attack on the pier"),
        ("Omar Vance condemned the 2028 attack on the pier.", "Omar Vance condemns the 2028 attack on the pier"),
        ("Ada Brook bought the ferry12 boats.", "Ada Brook buys the ferry boats"),
        ("Ada Brook bought The Copper Lamp.", "Ada Brook buys The Copper Lamp"),
        ("Harbour police arrested Omar Vance, a man carrying two bags.", "Harbour police arrest Omar Vance"),
        ("Vance Lines avoided a strike by raising wages on Monday.", "Vance Lines avoids a strike by raising wages"),
        (
            "Brook Boats is attempting to rebuild the story of its longest voyage by appealing directly to the council.",
            "Brook Boats is attempting to rebuild the story of its longest voyage",
        ),
    ],
)
def test_a_headline_names_each_party_once_and_ends_where_it_makes_sense(text: str, title: str) -> None:
    """No apposition taken for a second person, no body joined to itself, nothing that hangs on words left out."""
    assert title in [mention.title for mention in mentions_of(text)]


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("Ada Brook once supported several of Omar Vance's plans.", "Ada Brook once supported several of Omar Vance's plans"),
        ("Ada Brook formerly led the council.", "Ada Brook formerly led the council"),
        ("Ada Brook and Omar Vance were once married.", "Ada Brook and Omar Vance were once married"),
        ("Ada Brook had once again criticised Omar Vance.", "Ada Brook criticises Omar Vance"),
        ("Ada Brook visited the yard once a week.", "Ada Brook visits the yard once a week"),
        ("Ada Brook resigned once the vote was over.", "Ada Brook resigns"),
        ("Ada Brook will resign once Omar Vance returns.", "Ada Brook to resign once Omar Vance returns"),
    ],
)
def test_what_was_so_once_is_not_told_as_news(text: str, title: str) -> None:
    """A headline keeps the past of "once" and "formerly"; how often, and "as soon as", are something else."""
    assert [mention.title for mention in mentions_of(text)][:1] == [title]


@pytest.mark.parametrize(
    ("text", "kind", "expected"),
    [
        # the date behind "for" is that of the meeting, not of the call
        ("Ada Brook called a meeting with Omar Vance for Thursday.", "speak", "[..2032-10-08]"),
        # by the day of the article, but not on 18 May
        ("Ada Brook was charged with fraud on 18 May and has left Vance Lines.", "join", "[..2032-10-08]"),
        ("Talks broke down on 9 March, when Omar Vance walked out of the town hall.", "strike", "2032-03-09"),
        (
            "It opens in spring 2033. Dockers at Tessing went on strike for seven weeks earlier this year.",
            "strike",
            "2032-01-01",
        ),
    ],
)
def test_a_date_goes_to_the_deed_that_it_dates(text: str, kind: str, expected: str) -> None:
    """Never to the call for what it dates, nor on to what has happened by now."""
    assert str(_event(text, kind).when).lstrip("[").startswith(expected.lstrip("["))


def test_a_trial_that_is_to_begin_is_planned() -> None:
    """And no event of the past."""
    text = "Ada Brook was charged with fraud on 18 May. Her trial is to begin on 13 September."

    assert [mention.stage for mention in mentions_of(text) if mention.kind == "trial"] == [Stage.PLANNED]


def test_between_two_dates_is_neither_of_them() -> None:
    """Some day from the first to the last."""
    event = _event("Ada Brook left Vance Lines between June 2030 and August 2031.", "join")

    assert str(event.when) == "[2030-06..2031-08]"
    assert "between June 2030 and August 2031" in event.steps[-1]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ada Brook led the council from 2019 to 2023.", "2019/2023"),
        ("From March 2019 to June 2023 Ada Brook led the council.", "2019-03/2023-06"),
        ("Ada Brook led the council from 3 to 9 May 2030.", "2030-05-03/2030-05-09"),
        ("Ada Brook led the council from May 2019 through 5 June 2020.", "2019-05-01/2020-06-05"),
    ],
)
def test_what_lasted_has_both_its_ends(text: str, expected: str) -> None:
    """And neither end alone is its date."""
    (event,) = events_of(article(text, published="2032-10-08"))

    assert str(event.when) == expected
    assert event.steps[-1].endswith(f"makes that {label(from_edtf(expected))}")


@pytest.mark.parametrize(
    "text",
    [
        "The council postponed the vote to 9 May 2032.",
        "The council postponed the vote from 3 May to 9 May 2032.",
        "Ada Brook delayed the opening by a month to June 2031.",
    ],
)
def test_a_delay_is_not_of_the_day_to_which_it_puts_something(text: str) -> None:
    """That day is the vote's: of the delay nobody says when it was."""
    (event,) = events_of(article(text, published="2032-10-08"))

    assert str(event.when) == "[..2032-10-08]"


def test_what_is_denied_in_its_article_says_who_claims_it() -> None:
    """A claim about somebody who denies wrongdoing is never in the timeline's own voice."""
    claim = "Ada Brook moved $4 million to a bank on Marrow, according to The Harbour Times."
    alone, denied = (_event(text, "join") for text in (claim, f"{claim} Ada Brook denied any wrongdoing."))

    assert alone.title == "Ada Brook moves $4 million to a bank on Marrow"
    assert denied.title == "Ada Brook moves $4 million to a bank on Marrow, The Harbour Times reports"


def test_two_statements_of_nobody_in_particular_stay_two() -> None:
    """“The company told the newspapers …” and “The newspaper said …” have nothing in common."""
    events = events_of(
        article("The company told the newspapers on Friday that it was 900.", name="one", published="2032-10-09"),
        article("The newspaper said on Friday it stood by its report.", name="two", published="2032-10-09"),
    )

    assert all(len(event.evidence) == 1 for event in events)


def test_the_next_morning_is_no_finer_than_what_it_follows() -> None:
    """Behind a month it is no day."""
    text = "Talks between Ada Brook and Omar Vance collapsed in March 2032. Lena Holt was arrested the next morning."

    assert not str(_event(text, "arrest").when).startswith("2032-04-01")
    assert not (when := _event(text, "arrest").when) or not when.is_day
