"""What counts as a mention: statements, pronouns and bodies as subjects, plans with a day; and the day that dates each."""

from __future__ import annotations

import pytest

from tests.events.reading import article, events_of, mentions_of
from timeline.model import Basis, RoleName, Stage
from timeline.when import to_edtf


@pytest.mark.parametrize(
    ("text", "kind", "stage"),
    [
        ("“The pier could not go on,” said Omar Vance, the chairman.", "say", Stage.HAPPENED),
        ('"We love the pier," said Vance Lines director Omar Vance.', "say", Stage.HAPPENED),
        ('We move the pier into the bay," said Omar Vance.', "say", Stage.HAPPENED),
        ("Omar Vance said that the boats can be returned.", "say", Stage.HAPPENED),
        ("He announced a second ferry on Monday.", "announce", Stage.HAPPENED),
        ("The ferry was praised by Omar Vance.", "other", Stage.HAPPENED),
        ("The post will be filled by Omar Vance.", "other", Stage.PLANNED),
        ("Vance Lines became the largest line of the coast.", "other", Stage.HAPPENED),
        ("The ferry will be available on 3 June.", "other", Stage.PLANNED),
        ("The ferry is expected on Friday.", "other", Stage.PLANNED),
        ("The A12 ferry caught fire on Sunday.", "other", Stage.HAPPENED),
    ],
)
def test_a_sentence_in_which_somebody_acts_is_found(text: str, kind: str, stage: Stage) -> None:
    """A statement counts where nothing else is told, a pronoun or a common noun may act, and so may whoever stands behind “by”."""
    assert [(m.kind, m.stage) for m in mentions_of(text)] == [(kind, stage)]


@pytest.mark.parametrize(
    "text", ["He is getting old.", "They are fond of boats.", "The pier is 40 metres long.", "It was cold, and nobody came."]
)
def test_states_and_general_truths_are_not_found(text: str) -> None:
    """What is so, and what is only becoming so, is no event."""
    assert mentions_of(text) == ()


def test_letters_and_digits_that_are_one_name_stay_together() -> None:
    """“A12” is no article with a footnote, and the 100 of an index counts nothing."""
    (ferry,) = mentions_of("The A12 ferry caught fire on Sunday.")
    (index,) = mentions_of("The Aldery 100 index fell 3 percent on Monday.")

    assert (ferry.title, index.title) == ("A12 ferry catches fire", "Aldery 100 index falls 3 percent")


def test_who_speaks_behind_the_verb_is_the_speaker() -> None:
    """“…, said Brook” makes Brook the speaker of what stands before, and not the one it is said of."""
    (mention,) = mentions_of("Omar Vance stole the chart, said Ada Brook.")
    assert (mention.kind, mention.speaker, [p.actor.name for p in mention.participants]) == ("crime", "Ada Brook", ["Omar Vance"])


def test_a_verb_that_needs_nothing_loses_nothing_by_a_long_tail() -> None:
    """What follows does not fit into the title, and the event stays, with the order that its sentence gives."""
    text = (
        "The once-close relationship between Ada Brook and Omar Vance fractured following Vance’s resignation as head of the Port Office."
    )
    quarrel, resignation = mentions_of(text)
    assert ("dispute", "resign") == (quarrel.kind, resignation.kind)
    assert ["after"] == [link.relation for link in quarrel.links]


def test_a_day_counted_from_a_month_is_no_day() -> None:
    """“the next day” behind a bare month is any day from its second on."""
    events = events_of(
        article("Omar Vance closed the pier in March 2028. Police arrested Omar Vance the next day.", published="2031-05-12")
    )
    arrest = next(e for e in events if e.kind == "arrest")
    assert arrest.when is not None
    assert to_edtf(arrest.when) == "[2028-03-02..2028-04-01]"
    assert arrest.basis is Basis.INHERITED


_LEAD = "Ada Brook opened the pier on Friday. "


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Omar Vance praised Ada Brook.", "2031-05-12"),
        (_LEAD + "Omar Vance praised Ada Brook.", "2031-05-09"),
        ("Ada Brook opened the pier on 3 March 2031. Omar Vance praised Ada Brook.", "2031-05-12"),
        ("Omar Vance said yesterday that Ada Brook had praised Lena Holt.", "2031-05-11"),
        (
            "Omar Vance said yesterday that the pier is safe. Lena Holt left. Vance also said that Ada Brook praised Lena Holt.",
            "2031-05-11",
        ),
    ],
)
def test_what_has_no_date_is_news_of_a_day(text: str, day: str) -> None:
    """News of the day its speaker spoke on, else of the recent day its article opens with, else of the article's."""
    (event,) = [e for e in events_of(article(text, published="2031-05-12")) if "prais" in e.evidence[0].trigger.text]
    assert event.when is not None
    assert event.reported is not None
    assert (event.basis, to_edtf(event.reported), to_edtf(event.when)) == (Basis.REPORTED, day, "[..2031-05-12]")


@pytest.mark.parametrize(
    ("text", "agent", "patient"),
    [
        ("Vance, for his part, privately warned Reed that the quarrel could hurt his firm, the Journal reported.", "Vance", "Reed"),
        ("The talks ended after Vance, who led the port, warned Reed of floods.", "Vance", "Reed"),
        ("It comes at a time when Omar Vance, who runs for a second term, has criticised Lena Holt.", "Omar Vance", "Lena Holt"),
        ("After the storm, Vance, who led the port, warned Reed of floods.", "Vance", "Reed"),
        ("Lena Holt, whom this account calls a clerk of a second, later firm, has criticised Omar Vance.", "Lena Holt", "Omar Vance"),
    ],
)
def test_what_stands_between_commas_changes_nobodys_part(text: str, agent: str, patient: str) -> None:
    """Who warned whom does not turn round where something is put in between."""
    (mention,) = (m for m in mentions_of(text) if m.kind in ("warn", "criticise"))
    assert [agent, patient] == [p.actor.name for p in mention.participants]


@pytest.mark.parametrize(
    ("text", "title"),
    [
        (
            "Reed has renewed his criticism of Omar Vance, the founder of Vance Lines.",
            "Reed renews his criticism of Omar Vance, the founder of Vance Lines",
        ),
        ("Brook Boats got seven ships, and the first of them will sail in May.", "Brook Boats gets seven ships"),
        ("On 3 May 2031 a new round of talks took place in Marsh.", "New round of talks takes place in Marsh"),
        ("An inquiry found officials took bribes from Norlight.", "Officials take bribes from Norlight, an inquiry says"),
        (
            "Ada Brook met the Foreign Minister of France Torv Brekk on Tuesday.",
            "Ada Brook meets the Foreign Minister of France Torv Brekk",
        ),
    ],
)
def test_titles_name_nobody_twice_and_never_nobody(text: str, title: str) -> None:
    """What describes somebody stays a description, and an article alone is no subject."""
    assert [title] == [event.title for event in events_of(article(text, published="2031-05-12"))]


@pytest.mark.parametrize("day", ["last week", "yesterday", "Monday"])
def test_who_stands_accused_is_who_resigned(day: str) -> None:
    """A date between what is said of somebody and the verb changes nobody's part, and goes to the verb."""
    accused, resigned = mentions_of(f"Omar Vance, accused of theft, {day} resigned.")
    assert [("Omar Vance", RoleName.PATIENT)] == [(p.actor.name, p.role) for p in accused.participants]
    assert [("Omar Vance", RoleName.AGENT)] == [(p.actor.name, p.role) for p in resigned.participants]
    assert ((), (0,)) == (accused.times, resigned.times)


def test_talks_have_both_sides_in_one_part() -> None:
    """In "Brook's talks with Vance" neither is the one that it is done to."""
    (talks,) = mentions_of("Ada Brook's talks with Omar Vance collapsed.")
    assert [("Ada Brook", RoleName.AGENT), ("Omar Vance", RoleName.AGENT)] == [(p.actor.name, p.role) for p in talks.participants]


def test_a_date_that_opens_a_sentence_dates_all_its_main_clauses() -> None:
    """Whether "and" or a semicolon stands between them."""
    resigned, left = mentions_of("On Monday Ada Brook resigned; Omar Vance left the board.")
    assert [((0,), False), ((0,), True)] == [(resigned.times, resigned.carried), (left.times, left.carried)]
