"""Corrections on real events: each kind does what it says, says so, and stands when articles and rules change."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from tests.events.reading import article
from timeline import curation, pipeline, questions
from timeline.curation import (
    Accept,
    AddEvent,
    AddEvidence,
    Address,
    Correction,
    DateArticle,
    Hide,
    KeepApart,
    Merge,
    Note,
    Part,
    Pin,
    Redate,
    Reject,
    Retitle,
    SetActors,
    SetKind,
    SetOrigin,
    SetSpeaker,
    SetStage,
    Settle,
    Split,
    TellApart,
)
from timeline.curation.match import Finder
from timeline.editing import Desk
from timeline.model import Article, Basis, ConflictKind, Event, Review, RoleName, Severity, Span, Stage, Timeline
from timeline.options import Options
from timeline.when import Day, from_edtf

BY: dict[str, Any] = {"by": "Jo Roe", "at": "2031-07-06"}
MET = article(
    "Ada Brook met Omar Vance in Lisbon on 3 May 2031. The Harbour Office opened a pier on 9 May 2031.", name="met", published="2031-06-01"
)
ALSO = article("Omar Vance was visited by Ada Brook on 3 May 2031.", name="also", published="2031-06-02")
COURT = article(
    "Police said on Monday that Omar Vance was arrested for fraud. Ada Brook resigned on 12 May 2031.", name="court", published="2031-06-04"
)


def built(*said: Correction, articles: tuple[Article, ...] = (MET, COURT), path: Path, today: Day | None = None) -> Timeline:
    """The timeline of some articles with corrections, written to a file and read again."""
    file = path / "corrections.yaml"
    file.unlink(missing_ok=True)
    written = curation.append(file, *said)
    assert curation.load(file) == written
    return pipeline.assemble(articles, Options(), desk=Desk(corrections=written, today=today))


def event_of(timeline: Timeline, words: str) -> Event:
    """The one event with a quote that holds these words."""
    (found,) = [event for event in timeline.events if any(words in item.quote for item in event.evidence)]
    return found


def at(timeline: Timeline, words: str) -> Address:
    """The address of an event as the browser writes it."""
    return curation.selector(event_of(timeline, words).evidence[0], timeline.articles)


@pytest.fixture
def plain(tmp_path: Path) -> Timeline:
    """Without corrections."""
    return built(path=tmp_path)


def test_what_is_said_of_one_event_is_shown_and_says_so(plain: Timeline, tmp_path: Path) -> None:
    """Title, date, kind, stage, speaker and people, each with who and when."""
    here = at(plain, "met Omar Vance")
    timeline = built(
        Retitle(event=here, title="Brook and Vance talk", **BY),
        Redate(event=here, date=from_edtf("2031-05-04"), reason="a misprint", source="the Harbour Times", **BY),
        SetKind(event=here, kind=curation.Kind("speak"), **BY),
        SetStage(event=here, stage=Stage.PLANNED, **BY),
        SetSpeaker(event=here, speaker="Ada Brook", **BY),
        SetActors(event=here, actors=(Part(name="Ada Brook"), Part(name="Kim Poe", role=RoleName.RECIPIENT)), **BY),
        Pin(event=here, **BY),
        Note(event=here, note="call Kim", **BY),
        path=tmp_path,
    )
    event = event_of(timeline, "met Omar Vance")
    assert (event.title, event.kind, event.stage) == ("Brook and Vance talk", "speak", Stage.PLANNED)
    assert (event.speaker, event.pinned) == ("Ada Brook", True)
    assert (str(event.when), event.basis) == ("2031-05-04", Basis.EDITED)
    assert event.steps == ("dated 4 May 2031 by Jo Roe on 6 July 2031: a misprint (after the Harbour Times)",)
    assert [part.actor.name for part in event.participants] == ["Ada Brook", "Kim Poe"]
    assert event.edits[0] == "Title by Jo Roe on 6 July 2031."
    assert len(event.edits) == 6
    assert "call Kim" not in repr(timeline)
    assert timeline.problems == plain.problems


def test_a_new_date_moves_the_event(plain: Timeline, tmp_path: Path) -> None:
    """The order of the page follows."""
    moved = Redate(event=at(plain, "opened a pier"), date=from_edtf("2030"), reason="r", source="s", **BY)
    assert built(moved, path=tmp_path).events[0].id == event_of(plain, "opened a pier").id


def test_merge_split_and_keeping_apart(tmp_path: Path) -> None:
    """Groups follow the editor, and ids of the first stay."""
    articles = (MET, ALSO, COURT)
    plain = built(articles=articles, path=tmp_path)
    together = event_of(plain, "was visited by")
    assert len(together.evidence) == 2
    other = curation.selector(next(item for item in together.evidence if item.article == "met"), articles)
    first = curation.selector(next(item for item in together.evidence if item.article == "also"), articles)
    for said in (Split(event=first, apart=(other,), **BY), KeepApart(events=(first, other), **BY)):
        apart = built(said, articles=articles, path=tmp_path)
        assert event_of(apart, "was visited by").id != event_of(apart, "met Omar Vance").id
        assert event_of(apart, "met Omar Vance").id not in event_of(apart, "was visited by").suggestions
    merged = built(Merge(events=(at(plain, "opened a pier"), at(plain, "resigned")), **BY), articles=articles, path=tmp_path)
    assert event_of(merged, "resigned").id == event_of(plain, "opened a pier").id


def test_rejected_and_hidden_events_leave_no_trace(plain: Timeline, tmp_path: Path) -> None:
    """Neither does their title in the reasons of others."""
    arrest = event_of(plain, "was arrested")
    gone = built(Reject(event=at(plain, "was arrested"), **BY), path=tmp_path)
    assert arrest.id not in {event.id for event in gone.events}
    assert arrest.title not in repr(gone.events)
    hide = Hide(event=at(plain, "opened a pier"), until=from_edtf("2031-08-01"), **BY)
    pier = event_of(plain, "opened a pier").id
    days = {None: False, Day.of(2031, 7, 31): False, Day.of(2031, 8, 1): True}
    assert days == {day: pier in {event.id for event in built(hide, path=tmp_path, today=day).events} for day in days}


def test_evidence_origins_and_events_by_hand(plain: Timeline, tmp_path: Path) -> None:
    """A sentence nobody read as evidence, a report named by the editor, an event from a quote and one from a source."""
    quote = Address(article="met", quote="in Lisbon on 3 May 2031")
    timeline = built(
        AddEvidence(event=at(plain, "resigned"), evidence=Address(article="met", quote="a pier on 9 May"), **BY),
        SetOrigin(article="met", origin="Harbour Times", **BY),
        AddEvent(title="They were in Lisbon", kind=curation.Kind("travel"), date=from_edtf("2031-05-03"), quote=quote, **BY),
        AddEvent(title="The mayor was born", kind=curation.Kind("birth"), date=from_edtf("1980"), source="the town's register", **BY),
        path=tmp_path,
    )
    quotes = [item.quote for item in event_of(timeline, "resigned").evidence]
    assert quotes == [event_of(plain, "resigned").evidence[0].quote, "a pier on 9 May"]
    assert event_of(timeline, "met Omar Vance").origins == ("Harbour Times",)
    titles = [event.title for event in timeline.events]
    assert titles[0] == "The mayor was born"
    assert "They were in Lisbon" in titles
    note = next(item for item in timeline.articles if item.id.startswith("editor-"))
    assert note.based_on is not None
    assert note.based_on.publisher == "the town's register"


def test_two_people_of_one_name(tmp_path: Path) -> None:
    """They are told apart by their articles, and their deeds with them."""
    articles = (
        article("Ada Brook resigned on 3 May 2031.", name="here", published="2031-06-01"),
        article("On 3 May 2031, Ada Brook resigned.", name="there", published="2031-06-01"),
    )
    assert len(built(articles=articles, path=tmp_path).events) == 1
    said = TellApart(people=("Ada Brook", "Ada Brook"), articles=("here", "there"), **BY)
    apart = built(said, articles=articles, path=tmp_path)
    assert len({part.actor.id for event in apart.events for part in event.participants}) == 2
    assert len(apart.events) == 2


def test_two_people_whose_names_are_nearly_one(tmp_path: Path) -> None:
    """A middle initial joins them, an editor or the config parts them."""
    articles = (
        article("Ada Brook resigned on 3 May 2031.", name="here", published="2031-06-01"),
        article("On 3 May 2031, Ada M. Brook resigned.", name="there", published="2031-06-01"),
    )

    def people(timeline: Timeline) -> int:
        return len({part.actor.id for event in timeline.events for part in event.participants})

    said = TellApart(people=("Ada Brook", "Ada M. Brook"), **BY)
    configured = pipeline.assemble(articles, Options(not_same=(("Ada Brook", "Ada M. Brook"),)))
    assert people(built(articles=articles, path=tmp_path)) == 1
    assert people(built(said, articles=articles, path=tmp_path)) == people(configured) == 2


def test_a_stated_article_date_resolves_its_words(tmp_path: Path) -> None:
    """And the article says who stated it."""
    undated = article("Ada Brook resigned yesterday.", name="undated")
    timeline = built(DateArticle(article="undated", date=from_edtf("2031-05-10"), **BY), articles=(undated,), path=tmp_path)
    assert str(timeline.events[0].when) == "2031-05-09"
    assert (timeline.articles[0].published_basis, timeline.problems) == (Basis.EDITED, ())


def test_a_settled_conflict_keeps_both_claims(tmp_path: Path) -> None:
    """The event stands at the claim the editor holds with."""
    articles = (
        article("Ada Brook resigned on 3 May 2031.", name="one", published="2031-06-01"),
        article("Ada Brook resigned as head of the office on 5 May 2031.", name="two", published="2031-06-01"),
    )
    plain = built(articles=articles, path=tmp_path)
    if not plain.conflicts:  # the sources must differ for this law
        merged = Merge(events=tuple(curation.selector(event.evidence[0], articles) for event in plain.events), **BY)
        plain = built(merged, articles=articles, path=tmp_path)
        said: tuple[Correction, ...] = (merged,)
    else:
        said = ()
    (conflict,) = plain.conflicts
    claim = conflict.claims[1].value
    settle = Settle(event=at(plain, "on 3 May"), conflict=ConflictKind.DATE, claim=claim, reason="her letter says so", **BY)
    timeline = built(*said, settle, articles=articles, path=tmp_path)
    (after,) = timeline.conflicts
    assert after.claims == conflict.claims
    assert after.shown == 1
    assert "by Jo Roe" in after.reason
    assert timeline.events[0].basis is Basis.EDITED


TOTALS = (
    article("Vance Lines flew a single orbital mission in 2030.", name="one", published="2031-06-01"),
    article("Vance Lines carried out four launches in 2030.", name="two", published="2031-06-02"),
)


def test_a_conflict_between_two_events_is_settled_for_both(tmp_path: Path) -> None:
    """Both claims stay, with the evidence of both, and both events still carry it."""
    plain = built(articles=TOTALS, path=tmp_path)
    (conflict,) = plain.conflicts
    first = next(event for event in plain.events if event.id == conflict.event)
    settle = Settle(
        event=curation.selector(first.evidence[0], TOTALS),
        conflict=ConflictKind.FIGURE,
        claim="four launches",
        reason="so she counts",
        **BY,
    )
    timeline = built(settle, articles=TOTALS, path=tmp_path)
    (after,) = timeline.conflicts

    assert after.claims == conflict.claims
    assert after.shown is not None
    assert after.claims[after.shown].value == "four launches"
    assert [event.conflicts for event in timeline.events] == [(after.id,), (after.id,)]


def test_a_conflict_between_two_events_goes_with_either(tmp_path: Path) -> None:
    """Where one of them is rejected, or is dated to another year, nothing differs any more."""
    plain = built(articles=TOTALS, path=tmp_path)
    at_one = at(plain, "a single orbital mission")
    other_year = Redate(event=at_one, date=from_edtf("2029"), reason="so the log says", source="the log", **BY)

    for said in (Reject(event=at_one, **BY), other_year):
        timeline = built(said, articles=TOTALS, path=tmp_path)
        assert not timeline.conflicts
        assert not any(event.conflicts for event in timeline.events)


# --- found again -------------------------------------------------------------------------------------------------------------------------


RENAMED = article(MET.text, name="renamed", published="2031-06-01")
RECAST = article(f"News of the harbour.\n\n{MET.text.replace('in Lisbon', 'again in Lisbon')}", name="met", published="2031-06-01")
OTHER_MAN = article(MET.text.replace("Omar Vance", "Tom Roe"), name="met", published="2031-06-01")


@pytest.mark.parametrize("changed", [RENAMED, RECAST], ids=["renamed", "a word more, and another place"])
def test_a_correction_finds_its_event_again(plain: Timeline, tmp_path: Path, changed: Article) -> None:
    """By the hash of the text, or by the quote."""
    timeline = built(Retitle(event=at(plain, "met Omar Vance"), title="They talk", **BY), articles=(changed, COURT), path=tmp_path)
    assert "They talk" in {event.title for event in timeline.events}
    assert timeline.problems == ()


@pytest.mark.parametrize("articles", [(OTHER_MAN, COURT), (COURT,)], ids=["said of another man now", "the article is gone"])
def test_what_lost_its_place_is_named_and_never_applied_to_another(plain: Timeline, tmp_path: Path, articles: tuple[Article, ...]) -> None:
    """An orphan is a warning with line and nearest candidate, and stays in the file."""
    timeline = built(Retitle(event=at(plain, "met Omar Vance"), title="They talk", **BY), articles=articles, path=tmp_path)
    assert "They talk" not in {event.title for event in timeline.events}
    (problem,) = [problem for problem in timeline.problems if problem.code == "correction-orphan"]
    assert (problem.severity, problem.path, problem.line) == (Severity.WARNING, "corrections.yaml", 1)
    assert "the nearest is" in problem.message
    assert len(curation.load(tmp_path / "corrections.yaml").entries) == 1


def test_an_event_that_a_better_rule_splits_keeps_its_corrections(plain: Timeline) -> None:
    """Two tellings of one sentence: the word that tells decides, and where it tells nothing, nobody guesses."""
    told = event_of(plain, "met Omar Vance").evidence[0]
    address = replace(curation.selector(told, plain.articles), key="000000000000")
    other = replace(told, key="111111111111", trigger=Span(start=told.start, end=told.start + 5, text="spoke"))
    finder = Finder.of((told, other), plain.articles)
    assert finder.find(address).evidence == told
    assert finder.find(replace(address, trigger="")).evidence is None
    assert finder.find(replace(address, trigger="")).nearest is not None


def test_corrections_that_disagree_are_both_named_and_neither_wins(plain: Timeline, tmp_path: Path) -> None:
    """Whichever stands first."""
    here, pier = at(plain, "met Omar Vance"), at(plain, "opened a pier")
    pairs: tuple[tuple[Correction, Correction], ...] = (
        (Retitle(event=here, title="One", **BY), Retitle(event=here, title="Two", **BY)),
        (Merge(events=(here, pier), **BY), KeepApart(events=(pier, here), **BY)),
        (curation.accept(event_of(plain, "met Omar Vance"), **BY), Reject(event=here, **BY)),
        (DateArticle(article="met", date=from_edtf("2031-01"), **BY), DateArticle(article="met", date=from_edtf("2031-02"), **BY)),
    )
    for one, other in (*pairs, *((b, a) for a, b in pairs)):
        timeline = built(one, other, path=tmp_path)
        (problem,) = timeline.problems
        lines = [entry.line for entry in curation.load(tmp_path / "corrections.yaml").entries]
        assert all(f"corrections.yaml:{line}" in problem.message for line in lines)
        assert [event.title for event in timeline.events] == [event.title for event in plain.events]
        assert {event.review for event in timeline.events} == {Review.OPEN}


# --- accepted ----------------------------------------------------------------------------------------------------------------------------


def test_what_is_accepted_stays_and_says_what_would_change(tmp_path: Path) -> None:
    """A new source joins, and the rules write another title: the accepted text stands, and the difference is told."""
    plain = built(articles=(MET, COURT), path=tmp_path)
    event = event_of(plain, "met Omar Vance")
    accepted = curation.accept(event, articles=plain.articles, **BY)
    same = event_of(built(accepted, path=tmp_path), "met Omar Vance")
    assert (same.review, same.changes, same.title) == (Review.ACCEPTED, (), event.title)
    later = built(accepted, articles=(ALSO, MET, COURT), path=tmp_path)
    kept = event_of(later, "met Omar Vance")
    assert (kept.review, kept.id, kept.title, kept.evidence) == (Review.KEPT, event.id, event.title, event.evidence)
    assert any("was visited by" in change for change in kept.changes)
    assert "was visited by" not in repr([item for other in later.events for item in other.evidence])


def test_an_edit_after_acceptance_is_accepted_with_it(plain: Timeline, tmp_path: Path) -> None:
    """The editor has seen what the editor wrote."""
    here = at(plain, "met Omar Vance")
    accepted = curation.accept(event_of(plain, "met Omar Vance"), articles=plain.articles, **BY)
    event = event_of(built(accepted, Retitle(event=here, title="They talk", **BY), path=tmp_path), "met Omar Vance")
    assert (event.title, event.review) == ("They talk", Review.ACCEPTED)


def test_quotes_that_are_gone_take_the_acceptance_with_them(plain: Timeline, tmp_path: Path) -> None:
    """What nobody read is not accepted."""
    accepted = curation.accept(event_of(plain, "met Omar Vance"), articles=plain.articles, **BY)
    event = event_of(built(accepted, articles=(RECAST, COURT), path=tmp_path), "Omar Vance again")
    assert (event.review, event.changes) == (Review.OPEN, ("the quotes that were accepted are gone",))


def test_sensitive_is_whatever_quotes_the_sentence(plain: Timeline) -> None:
    """The arrest, and whoever else stands in its sentence."""
    assert {event.sensitive for event in plain.events if any("arrested" in item.quote for item in event.evidence)} == {True}
    assert not event_of(plain, "opened a pier").sensitive
    assert event_of(plain, "was arrested") in questions.unaccepted(plain)


def test_accepting_again_replaces(plain: Timeline, tmp_path: Path) -> None:
    """One acceptance an event."""
    event = event_of(plain, "was arrested")
    path = tmp_path / "corrections.yaml"
    read = curation.append(path, curation.accept(event, articles=plain.articles, **BY))
    again = curation.accept(event, by="Kim", at="2031-07-07")
    read = curation.append(path, again, base=read, replacing=curation.accepted_before(read, [event]))
    (entry,) = read.entries
    assert isinstance(entry.correction, Accept)
    assert entry.correction.by == "Kim"
