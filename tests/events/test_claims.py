"""What a clause says is kept as weak as it says it: stage, polarity, speaker, hedge, and a headline that shows them."""

from __future__ import annotations

import pytest

from tests.events.reading import article, events_of, mentions_of, timeline_of
from timeline import questions
from timeline.model import Polarity, Severity, Stage


@pytest.mark.parametrize(
    ("text", "kind", "stage"),
    [
        ("Ada Brook resigned on Monday.", "resign", Stage.HAPPENED),
        ("Ada Brook will resign on Monday.", "resign", Stage.PLANNED),
        ("Ada Brook plans to resign on Monday.", "resign", Stage.PLANNED),
        ("Ada Brook is expected to resign on Monday.", "resign", Stage.PLANNED),
        ("Ada Brook is set to resign on Monday.", "resign", Stage.PLANNED),
        ("Ada Brook said she would resign on Monday.", "resign", Stage.PLANNED),
        ("Ada Brook threatened to resign on Monday.", "threaten", Stage.THREATENED),
        ("Ada Brook proposed a merger with Vance Lines.", "call-for", Stage.PROPOSED),
        ("Ada Brook failed to resign on Monday.", "resign", Stage.FAILED),
        ("Ada Brook may resign on Monday.", "resign", Stage.HYPOTHETICAL),
        ("Ada Brook could resign on Monday.", "resign", Stage.HYPOTHETICAL),
        ("Ada Brook is suing Vance Lines.", "sue", Stage.ONGOING),
    ],
)
def test_a_stage_is_what_the_words_say(text: str, kind: str, stage: Stage) -> None:
    """Plans, threats, attempts and possibilities are not what happened."""
    assert (kind, stage) in [(m.kind, m.stage) for m in mentions_of(text)]


@pytest.mark.parametrize(
    "text",
    [
        "Ada Brook did not resign on Monday.",
        "Ada Brook denied that she had resigned.",
        "Ada Brook denied meeting Omar Vance.",
        "Ada Brook has never met Omar Vance.",
    ],
)
def test_what_is_denied_is_never_told_as_done(text: str) -> None:
    """Each mention of a denial or negation is denied, and its headline says not or denies."""
    found = mentions_of(text)

    assert found
    assert {m.polarity for m in found} == {Polarity.DENIED}
    assert all(" not " in m.title or "denies" in m.title for m in found)


def test_conditions_make_no_events() -> None:
    """What an if-clause supposes is no event, and what would follow is only possible."""
    found = mentions_of("If Ada Brook resigns, Omar Vance will take over the harbour.")

    assert [m.stage for m in found] == [Stage.HYPOTHETICAL]


@pytest.mark.parametrize(
    ("text", "speaker", "via", "hedged"),
    [
        ("Ada Brook met Omar Vance in May, according to two aides.", "two aides", "", False),
        ("Ada Brook met Omar Vance in May, according to The Harbour Times.", "", "The Harbour Times", False),
        ("Ada Brook met Omar Vance in May, The Harbour Times reported.", "", "The Harbour Times", False),
        ("The Harbour Times reported that Ada Brook met Omar Vance in May.", "", "The Harbour Times", False),
        ("Officials said that Ada Brook met Omar Vance in May.", "Officials", "", False),
        ("Ada Brook is said to have met Omar Vance in May.", "", "", True),
        ("Ada Brook reportedly met Omar Vance in May.", "", "", True),
        ("Ada Brook met Omar Vance in May.", "", "", False),
        ("Officials said that the storm had passed and Ada Brook met Omar Vance in May.", "Officials", "", False),
        ("Officials said that the storm had passed, and Ada Brook met Omar Vance in May.", "", "", False),
        ("The clerk says when the storm had passed, Ada Brook met Omar Vance in May.", "The clerk", "", False),
        ("The court heard how Ada Brook met Omar Vance in May.", "The court", "", False),
        ("Clerks are convinced that Ada Brook met Omar Vance in May.", "Clerks", "", False),
        ("Ada Brook met Omar Vance in May, clerks and guards said.", "clerks and guards", "", False),
        ("A clerk met two sailors in May, she said.", "", "", True),
    ],
)
def test_who_says_so_is_kept(text: str, speaker: str, via: str, *, hedged: bool) -> None:
    """The speaker, the outlet it came through and a hedge belong to the mention."""
    met = next(m for m in mentions_of(text) if m.kind == "meet")

    assert (speaker, via, hedged) == (met.speaker, met.via, met.hedged)


def test_a_hedge_carries_over_to_the_verb_it_is_shared_with() -> None:
    """“reportedly went there and met him”: the meeting is as uncertain as the journey."""
    met = next(m for m in mentions_of("Ada Brook reportedly travelled to Oslo and met Omar Vance.") if m.kind == "meet")

    assert met.hedged


def test_a_relative_clause_about_the_past_of_a_person_is_no_news() -> None:
    """The convict in "convicted smuggler Omar Vance" and "who was convicted" is background."""
    for text in (
        "Ada Brook met convicted smuggler Omar Vance on Friday.",
        "Ada Brook met Omar Vance, who was convicted of smuggling, on Friday.",
    ):
        assert [m.kind for m in mentions_of(text)] == ["meet"]


def test_the_subject_of_a_second_verb_is_left_open_where_two_fit() -> None:
    """In "said Vance had lied and blamed the board" either may have blamed it, so nobody is said to."""
    found = mentions_of("Ada Brook said Omar Vance had lied and blamed the board.")

    assert not [m for m in found if "blames" in m.title]


def test_an_object_never_becomes_the_subject_of_the_next_verb() -> None:
    """In "accused Vance of greed, backed a strike and threatened to leave" Brook does all three."""
    found = mentions_of("Ada Brook accused Omar Vance of “greed,” backed a strike and threatened to leave the board.")

    assert [m.title.split()[0] for m in found] == ["Ada", "Ada", "Ada"]


def test_a_sensitive_claim_names_who_makes_it_in_its_headline() -> None:
    """An arrest is never told in the timeline's own voice."""
    (event,) = [
        e for e in events_of(article("Omar Vance was arrested on Friday, police said.", published="2031-05-12")) if e.kind == "arrest"
    ]

    assert event.title == "Omar Vance is arrested, police say"


def test_a_sensitive_claim_without_a_speaker_is_attributed_to_its_outlet() -> None:
    """The publisher speaks where the text names nobody."""
    (event,) = events_of(article("Omar Vance was arrested on Friday.", published="2031-05-12", publisher="The Harbour Times"))

    assert event.title == "Omar Vance is arrested, The Harbour Times reports"


def test_a_sensitive_claim_without_speaker_or_outlet_is_only_quoted() -> None:
    """No made headline: the sentence itself, in quotation marks."""
    (event,) = events_of(article("Omar Vance was arrested on Friday.", published="2031-05-12"))

    assert event.title == "“Omar Vance was arrested on Friday.”"


def test_headlines_are_never_cut_inside_a_phrase() -> None:
    """A long object is left out whole rather than cut."""
    text = (
        "Ada Brook invited the members of the Harbour Office of the northern district to the annual meeting of the association of "
        "ferry owners in Lisbon."
    )
    (mention,) = mentions_of(text)

    assert len(mention.title) <= 90
    assert f"{mention.title.removeprefix('Ada Brook invites ')}" in text


@pytest.mark.parametrize(
    ("text", "published", "expected"),
    [
        ("Ada Brook met Omar Vance in June.", "2031-03-10", "2030-06"),
        ("Ada Brook met Omar Vance in February.", "2031-03-10", "2031-02"),
        ("Ada Brook will meet Omar Vance in June.", "2031-03-10", "2031-06"),
        ("Ada Brook met Omar Vance on 1 June.", "2031-03-10", "2030-06-01"),
        ("Ada Brook had met Omar Vance twice by June.", "2031-07-10", "[..2031-06]"),
        ("Ada Brook met Omar Vance before June.", "2031-07-10", "[..2031-05-31]"),
    ],
)
def test_what_is_told_as_past_lies_in_the_past(text: str, published: str, expected: str) -> None:
    """A month without its year goes by what the sentence says of it, and "by" and "before" end there."""
    (event,) = events_of(article(text, published=published))

    assert str(event.when) == expected


@pytest.mark.parametrize(
    ("claim", "answer"),
    [
        ("Ada Brook accused Omar Vance of theft on 3 May 2031.", "Omar Vance denied it."),
        ("Prosecutors charged Omar Vance with arson on 3 March 2031.", "A court acquitted Omar Vance of arson on 9 May 2031."),
    ],
)
def test_a_denial_or_acquittal_stands_beside_its_claim(claim: str, answer: str) -> None:
    """What answers a claim is linked to it, from the next sentence as from another article."""
    together = events_of(article(f"{claim} {answer}", published="2031-05-12"))
    claimed = next(e for e in together if e.kind in {"accuse", "charge"})
    answering = next(e for e in together if e is not claimed)
    apart = events_of(article(claim, name="one", published="2031-05-12"), article(answer, name="two", published="2031-05-12"))

    assert claimed.answers == (answering.id,)
    assert next(e for e in apart if e.kind == claimed.kind).answers


@pytest.mark.parametrize(
    ("denial", "answers"),
    [
        ("His lawyer denied the charges.", True),
        ("His lawyer, Ada Brook, denied the charges.", True),
        ("Vance's spokeswoman Ada Brook denied the charges.", True),
        ("Norlight's spokeswoman Ada Brook denied the charges.", False),
    ],
)
def test_who_speaks_for_somebody_answers_for_them(denial: str, *, answers: bool) -> None:
    """A lawyer's denial stands on the card of the arrest; that of somebody else's lawyer does not."""
    events = events_of(article(f"Omar Vance was arrested for fraud on 3 May 2031. {denial}"))
    arrest = next(event for event in events if event.kind == "arrest")

    assert bool(arrest.answers) is answers


def test_an_answer_is_no_answer_to_somebody_else() -> None:
    """A denial by one man leaves the claim about another alone."""
    made = events_of(article("Ada Brook accused Omar Vance of theft. Lena Holt denied it.", published="2031-05-12"))

    assert not any(e.answers for e in made)


def test_what_a_publisher_takes_back_is_told_by_nobody() -> None:
    """The withdrawn sentence is neither an event nor evidence for one, and the editor is told of it."""
    right = article("Ada Brook resigned on Sunday. Omar Vance left Marrow on 3 May 2031.", name="right", published="2031-05-10")
    wrong = article(
        "An earlier version of this article said that Ada Brook resigned on Monday. Omar Vance left Marrow on 3 May 2031.",
        name="wrong",
        published="2031-05-10",
    )
    timeline = timeline_of(right, wrong)
    (asked,) = [problem for problem in questions.asked(timeline) if problem.code == "withdrawn"]

    assert [event.title for event in timeline.events if "Brook" in event.title] == ["Ada Brook resigns"]
    assert not timeline.conflicts
    assert not any("earlier version" in item.quote for event in timeline.events for item in event.evidence)
    assert ("wrong.md", Severity.QUESTION) == (asked.path, asked.severity)
    assert "takes back: “An earlier version of this article said that Ada Brook resigned on Monday.”" in asked.message
