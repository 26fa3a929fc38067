"""Reports of one story come together, in whatever words; reports of a look-alike story stay apart."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.events.reading import article, timeline_of
from timeline.model import Article, Block, BlockKind, Event

_STORY = (
    (
        "Ferry captain Jonas Weir dies at 71\n\nJonas Weir, the captain of the Skerry, died on Thursday in Tessing, his family said. "
        "Weir steered the Skerry through the gale that sank the lighthouse tender. He was buried beside the chapel."
    ),
    (
        "Jonas Weir, who steered the Skerry through the gale of the lighthouse tender, has died in Tessing. "
        "The chapel bell rang for the captain."
    ),
    (
        "Captain of the Skerry passes away\n\nJonas Weir passed away in Tessing on Thursday after a long illness. "
        "The gale and the lighthouse tender made the captain known far beyond the chapel of the village."
    ),
)
_OTHER = (
    (
        "Lena Holt, the singer of the Copper Choir, died on Sunday in Marrow, her agent said. "
        "Holt wrote the ballad of the orchard and toured with an accordion."
    ),
    "Lena Holt has died in Marrow. The singer of the Copper Choir wrote the ballad of the orchard on an accordion.",
    "Singer Lena Holt dies at 64\n\nHolt died on Sunday, the Copper Choir said. The ballad of the orchard stays in every songbook.",
)


def _articles() -> list[Article]:
    return [article(text, name=f"{name}{i}") for name, texts in (("captain", _STORY), ("singer", _OTHER)) for i, text in enumerate(texts)]


def _deaths(*articles: Article) -> list[Event]:
    return [event for event in timeline_of(*articles).events if event.kind == "die"]


def _sources(event: Event) -> set[str]:
    return {item.article for item in event.evidence}


def test_undated_reports_of_one_death_are_one_event() -> None:
    """Neither a date nor the same wording is needed where the articles share a story."""
    fullest = max(_deaths(*_articles()), key=lambda event: len(_sources(event)))

    assert len(_sources(fullest)) == 3


def test_look_alike_stories_stay_apart() -> None:
    """No event has evidence of both stories."""
    for event in timeline_of(*_articles()).events:
        assert len({source.rstrip("0123456789") for source in _sources(event)}) == 1


def test_what_only_retells_brings_a_quote_and_no_claim() -> None:
    """A retelling gives no figures and no speaker of its own, and every quote is found in its article."""
    articles = {a.id: a for a in _articles()}
    for event in timeline_of(*articles.values()).events:
        for item in event.evidence:
            assert articles[item.article].text[item.start : item.end] == item.quote
            assert articles[item.article].text[item.trigger.start : item.trigger.end] == item.trigger.text


@settings(deadline=None, max_examples=15)
@given(st.permutations(range(6)))
def test_the_order_of_the_articles_does_not_matter(turn: list[int]) -> None:
    """Any order of the same articles makes the same events from the same evidence."""
    articles = _articles()

    assert timeline_of(*(articles[i] for i in turn)).events == timeline_of(*articles).events


@pytest.mark.parametrize(
    "other",
    [
        "Jonas Weir did not die in Tessing. The captain of the Skerry steered through the gale of the lighthouse tender to the chapel.",
        "Jonas Weir may die in Tessing. The captain of the Skerry steered through the gale of the lighthouse tender to the chapel.",
        "Tom Weir died in Tessing. The captain of the Skerry steered through the gale of the lighthouse tender to the chapel.",
        "In 2028, Jonas Weir died in a play in Tessing. The Skerry steered through the gale of the lighthouse tender to the chapel.",
    ],
    ids=["denied", "may", "namesake", "another year"],
)
def test_a_gate_closes_however_near_the_story(other: str) -> None:
    """What is denied, only possible, of another person or of another year is no evidence of the event."""
    articles = [*_articles(), article(other, name="other")]
    said = other.split(". ", maxsplit=1)[0] + "."

    for event in _deaths(*articles):
        if len(_sources(event)) > 1:
            assert said not in {item.quote for item in event.evidence}


def test_two_accounts_of_the_same_people_bring_no_loose_quotes_together() -> None:
    """Among few articles rare words cannot be told from common ones: each event keeps the sentences that tell it, and no others."""
    texts = (
        "Ada Brook met Omar Vance twice in June. Brook alleged that Vance had hidden the harbour accounts. The gap between them is wide.",
        "Ada Brook and Omar Vance met at least twice in June. Brook accused Vance of ingratitude. Relations had long been strained.",
        "Omar Vance has met Ada Brook twice. Vance said that Brook had gone too far. Brook and Vance have been rivals for a long time.",
    )
    found = timeline_of(*(article(text, name=f"a{i}", published="2031-07-06") for i, text in enumerate(texts))).events
    assert {1, 3} == {len(event.evidence) for event in found}
    assert not any(
        "strained" in item.quote or "rivals" in item.quote for event in found for item in event.evidence if len(event.evidence) > 1
    )


def _headed(heading: str, text: str) -> Article:
    made = article(f"{heading}\n\n{text}")
    return replace(made, blocks=(replace(made.blocks[0], kind=BlockKind.HEADING), *made.blocks[1:]))


def test_a_heading_stands_by_the_event_that_its_article_tells() -> None:
    """Its words, its parties: then the heading is a quote of the event, which keeps the headline of its clause."""
    (offer,) = timeline_of(_headed("Vance Lines makes huge offer to Omar Reed", "Vance Lines has made an offer to Omar Reed.")).events

    assert [item.quote for item in offer.evidence] == [
        "Vance Lines has made an offer to Omar Reed.",
        "Vance Lines makes huge offer to Omar Reed",
    ]


@pytest.mark.parametrize("heading", ["Tom Reed rejects an offer", "Will Vance Lines make Omar Reed an offer?", "A word on Omar Reed"])
def test_other_headings_stand_by_nothing(heading: str) -> None:
    """A question, another deed or another person makes no claim that the event could rest on."""
    (offer,) = timeline_of(_headed(heading, "Vance Lines has made an offer to Omar Reed.")).events

    assert len(offer.evidence) == 1


_PADDING = "The road along the river is narrow, and in winter it stands under water for days."
_PLACES = ("Tessing", "Marrow", "Aldery", "Corvick")
_PEOPLE = ("Jonas Weir", "Lena Holt", "Omar Vance", "Ada Brook")


def _papers() -> list[Article]:
    """Four stories, each told by four papers, all of them with one sentence that is no news."""
    return [
        article(
            f"{who} met the {who.split()[1]} ferry crews in {where} on 5 May 2031 to sign the {where} charter. {_PADDING} "
            f"The {where} harbour stayed shut, and the crews of {who.split()[1]} waited at the {where} lock.",
            name=f"{where.lower()}{paper}",
        )
        for who, where in zip(_PEOPLE, _PLACES, strict=True)
        for paper in range(4)
    ]


def test_the_same_sentence_in_many_papers_is_one_event_with_many_sources() -> None:
    """Each of the four meetings is told once, from its four papers and no other."""
    met = [event for event in timeline_of(*_papers()).events if "met" in {item.trigger.text for item in event.evidence}]

    assert {frozenset(_sources(event)) for event in met} == {
        frozenset(f"{where.lower()}{paper}" for paper in range(4)) for where in _PLACES
    }
    assert len(met) == len(_PLACES)


def test_what_papers_say_in_every_story_is_no_event() -> None:
    """A sentence without a name, a deed or a date is not told as an event, however many print it."""
    quotes = {item.quote for event in timeline_of(*_papers()).events for item in event.evidence}

    assert _PADDING not in quotes


def test_what_papers_only_ask_is_no_event() -> None:
    """However many ask it, in the same words and of the same names."""
    asking = [
        article(f"{paper.text} Will the Lanterns of {paper.id.rstrip('0123').title()} ever shine?", name=paper.id) for paper in _papers()
    ]
    quotes = {item.quote for event in timeline_of(*asking).events for item in event.evidence}

    assert quotes
    assert not any(quote.endswith("?") for quote in quotes)


def test_a_sentence_that_an_article_prints_twice_is_quoted_once() -> None:
    """Evidence has a key of its own, also where a lead is repeated further down."""
    twice = [article(f"{text} {text.split('. ')[-1]}", name=f"twice{i}") for i, text in enumerate((*_STORY, *_OTHER, *_STORY, *_OTHER))]
    keys = [item.key for event in timeline_of(*twice).events for item in event.evidence]

    assert len(keys) == len(set(keys))


_LEADS = {
    "told": "Vance Lanterns made an offer to Omar Reed on Monday. The orchard stand waits for the keeper of the copper cup.",
    "lead": "Omar Reed: Vance Lanterns extend offer to keeper\n\nA cup without him would leave the orchard stand empty.",
    "plan": "Vance Lanterns to bid for Omar Reed\n\nThe keeper knows every orchard; they sing of his copper cup.",
    "other": "Vance Lanterns extend offer to Tom Reed\n\nHis cup is far, and a keeper is no orchard.",
}


def test_a_lead_stands_by_the_event_that_another_report_of_its_story_tells() -> None:
    """It has both parties and a word for it; a plan, or the same of a namesake, is no such report."""
    made = [replace(article(text, name=name), blocks=_with_heading(text)) for name, text in _LEADS.items()]
    others = [article(f"The {word} of {word}ton is {word}.", name=word) for word in ("brass", "chalk", "cedar", "flint", "amber", "slate")]
    offers = [event for event in timeline_of(*_articles(), *made, *others).events if event.kind == "offer"]

    headings = {item.quote for event in offers for item in event.evidence if item.sentence < 0}
    assert headings == {"Omar Reed: Vance Lanterns extend offer to keeper"}


def _with_heading(text: str) -> tuple[Block, ...]:
    *headings, rest = article(text).blocks
    return (*(replace(heading, kind=BlockKind.HEADING) for heading in headings), rest)


_FIGHTS = {
    "spring": (
        "Jonas Weir beat Omar Vance in the Fish Hall of Tessing. The boxer kept his belt before a silent crowd. Snow fell on the quay.",
        "Weir was booed. Jonas Weir beat Omar Vance in Tessing. The Fish Hall was silent, and snow fell.",
        "Snow kept many away. The boxer Jonas Weir beat Omar Vance, who had trained on the quay of Tessing.",
        "Omar Vance trained on the quay all winter. Jonas Weir beat Omar Vance in the Fish Hall.",
    ),
    "autumn": (
        "Jonas Weir beat Tom Reed in the Tram Depot of Marrow. The boxer kept his belt after a cut above the eye. Reed asked for a doctor.",
        "A cut above the eye worried the boxer. Jonas Weir beat Tom Reed in Marrow, in the Tram Depot.",
        "Tom Reed left with a doctor. The boxer Jonas Weir beat Tom Reed in the Tram Depot.",
        "Marrow had waited for it. Jonas Weir beat Tom Reed, whom a doctor saw for a cut.",
    ),
}


def test_two_fights_of_one_boxer_are_two_stories() -> None:
    """Also among few articles, all of which have his name, his sport and his belt."""
    papers = [article(text, name=f"{name}{i}") for name, texts in _FIGHTS.items() for i, text in enumerate(texts)]
    told = timeline_of(*papers).events
    stories = [{source.rstrip("0123456789") for source in _sources(event)} for event in told]
    beaten = [event for event in told if len(_sources(event)) == len(_FIGHTS["spring"])]

    assert all(len(story) == 1 for story in stories)
    assert {name for event in beaten for name in ("spring", "autumn") if _sources(event) == {f"{name}{i}" for i in range(4)}} == {*_FIGHTS}


_QUARTERS = (
    (
        "Norlight of Corvick County said its earnings were hurt by a mild winter. The maker of lamps trades on the Brass Exchange. "
        "Net profit slipped in the third quarter, and the company said the outlook for sales is weak."
    ),
    (
        "Quarterly profit of Aldery Mills fell, and dear wheat was the cause. "
        "The company said sales of flour softened in the third quarter. "
        "Its shares closed lower on the Brass Exchange."
    ),
    (
        "Two storms hurt Corvick Lines, which runs ferries. Its stock fell on the Brass Exchange. The company said it would cut costs, "
        "and that the third quarter was its worst. Sales slipped."
    ),
    (
        "The board of Skerry Steel, a maker of rails, cut its dividend after a strike. "
        "Sales in the third quarter slipped, the company said. "
        "The stock trades on the Brass Exchange."
    ),
)


def _quarters() -> list[Article]:
    """With other news, so that stories can be told apart."""
    other = [article(f"{_PADDING} The mill of {place} closed early.", name=f"mill{n}") for n, place in enumerate(_PLACES * 2)]
    return [*(article(text, name=f"firm{n}", published="2031-11-02") for n, text in enumerate(_QUARTERS)), *other]


def test_what_firms_say_of_their_quarters_is_not_one_event() -> None:
    """Reports of unrelated firms share an exchange, a county and many of their phrases, and nobody who takes part in both."""
    assert all(len(_sources(event)) == 1 for event in timeline_of(*_quarters()).events)


def test_reports_of_one_flood_are_one_event_although_nobody_takes_part() -> None:
    """Where nobody acts, two articles that share much of what they say and name are of one story."""
    texts = (
        "The dam above Marrow broke on Sunday night, and the flood killed 14 people. The water of the Lind reached the chapel in an hour.",
        "A flood killed 14 people in Marrow when the dam on the Lind broke on Sunday. The chapel stood in the water on Monday.",
    )
    floods = [article(text, name=f"flood{n}", published="2031-11-04") for n, text in enumerate(texts)]
    found = timeline_of(*floods, *_quarters()).events

    assert any(_sources(event) == {"flood0", "flood1"} for event in found)
