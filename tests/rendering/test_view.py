"""The view says what a careful editor would: dates and claims no stronger than they are, sources counted by origin, quotes short."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.rendering import story
from timeline.model import Basis, Stage, Timeline
from timeline.view import view
from timeline.view.dates import date_view, html_datetime
from timeline.view.periods import bins, heading_count, silences, span_words, stretches
from timeline.view.records import Card, SiteView
from timeline.view.text import at_quote, marked, sentences, shorten, web_address
from timeline.when import Day, Extent, Precision, When, between, decade, from_edtf, month, on, quarter, sort_key, third, year


@pytest.fixture(scope="module")
def site() -> SiteView:
    """The invented story as the page shows it."""
    return view(story.story(), base_url="https://vantorp.example/t")


def cards(site: SiteView) -> dict[str, Card]:
    """All cards by title."""
    groups = [*(period.cards for period in site.main.periods), site.main.waiting, site.main.unplaced]
    return {card.title: card for group in groups for card in group}


# --- dates -------------------------------------------------------------------------------------------------------------------------------

JUNE = month(2025, 6)
DAY = on(Day.of(2025, 6, 5))


@pytest.mark.parametrize(
    ("when", "basis", "words", "note", "shape"),
    [
        (DAY, Basis.STATED, "5 June 2025", "", "day"),
        (DAY, Basis.RESOLVED, "5 June 2025", "worked out", "worked"),
        (DAY, Basis.INHERITED, "5 June 2025", "worked out from an earlier sentence", "worked"),
        (DAY, Basis.EDITED, "5 June 2025", "date set by the editor", "edited"),
        (JUNE, Basis.STATED, "June 2025", "", "unit"),
        (quarter(2025, 2), Basis.STATED, "The second quarter of 2025", "", "unit"),
        (JUNE, Basis.INFERRED, "June 2025", "article date inferred", "approx"),
        (third(JUNE, 0), Basis.RESOLVED, "Early June 2025", "worked out", "approx"),
        (between(Day.of(2025, 6, 25), Day.of(2025, 6, 30)), Basis.STATED, "Some day from 25 to 30 June 2025", "", "span"),
        (
            between(Day.of(2025, 6, 25), Day.of(2025, 6, 30), extent=Extent.THROUGHOUT),
            Basis.STATED,
            "From 25 to 30 June 2025",
            "",
            "through",
        ),
        (between(None, Day.of(2025, 6, 5)), Basis.BOUNDED, "By 5 June 2025", "known by order only", "bounded"),
        (None, Basis.UNKNOWN, "No date", "", "nodate"),
    ],
)
def test_a_date_is_honest_in_words_and_shape(when: When | None, basis: Basis, words: str, note: str, shape: str) -> None:
    """What a date rests on can be read and seen."""
    seen = date_view(when, basis, None)
    assert (words, note, shape) == (seen.words, seen.basis, seen.shape)


def test_a_report_date_is_not_the_date_of_the_event() -> None:
    """Without time words the page says when it was reported, not when it was."""
    seen = date_view(between(None, Day.of(2025, 7, 6)), Basis.REPORTED, on(Day.of(2025, 7, 6)))
    assert ("News of 6 July 2025", "reported", "") == (seen.words, seen.shape, seen.datetime)


@pytest.mark.parametrize(
    ("when", "datetime"),
    [
        (DAY, "2025-06-05"),
        (JUNE, "2025-06"),
        (year(2025), "2025"),
        (year(79), "0079"),
        (year(-43), ""),
        (quarter(2025, 2), ""),
        (decade(1990), ""),
        (third(JUNE, 0), ""),
        (from_edtf("2025-06?"), ""),
        (from_edtf("2025-06-XX"), ""),
        (between(None, Day.of(2025, 6, 5)), ""),
    ],
)
def test_html_hears_of_sharp_days_months_and_years_only(when: When, datetime: str) -> None:
    """Nothing vague is put where machines expect a date."""
    assert datetime == html_datetime(when)


# --- claims ------------------------------------------------------------------------------------------------------------------------------


def test_a_plan_past_its_date_is_still_a_plan(site: SiteView) -> None:
    """The page does not assume that it happened."""
    card = cards(site)["Vantorp plans a night ferry"]
    line = "Planned for August 2025; no source here says whether it happened. The newest dated source is of 10 July 2025."
    assert ("planned", "Planned", line) == (card.claim, card.tag, card.status)


def test_a_plan_whose_time_has_come_within_the_sources_has_no_newest_line() -> None:
    """Sources later than the plan are silent on it; that is all that is said."""
    whole = story.story()
    plans = tuple(replace(event, when=JUNE) for event in whole.events if event.stage is Stage.PLANNED and event.when)
    card = cards(view(replace(whole, events=plans)))["Vantorp plans a night ferry"]
    assert "Planned for June 2025; no source here says whether it happened." == card.status


@pytest.mark.parametrize(
    ("title", "claim", "status"),
    [
        (
            "Marten threatens to close the east pier",
            "threatened",
            "According to unnamed insiders. No source here says that it was carried out.",
        ),
        ("Vantorp proposes a second lighthouse", "proposed", "No source here says that it was done."),
        ("Vantorp fails to sell its tug fleet", "failed", ""),
        ("Marten accuses Brenn of leaking the bid", "alleged", ""),
        ("Brenn denies leaking the bid", "denied", ""),
        ("Vantorp Harbour buys two ferries", "happened", ""),
        ("“The office was searched, it is reported.”", "happened", "Every source here tells it as hearsay."),
    ],
)
def test_a_claim_is_never_stronger_than_its_sources(site: SiteView, title: str, claim: str, status: str) -> None:
    """Stage, polarity and speaker stand on the card."""
    card = cards(site)[title]
    assert (claim, status) == (card.claim, card.status)


def test_a_denial_stands_on_the_card_of_its_claim(site: SiteView) -> None:
    """Who reads the claim reads the answer, and the other way round."""
    accused, denied = cards(site)["Marten accuses Brenn of leaking the bid"], cards(site)["Brenn denies leaking the bid"]
    assert [("Denied", f"#{denied.anchor}")] == [(answer.label, answer.href) for answer in accused.answers]
    assert [f"#{accused.anchor}"] == [claim.href for claim in denied.answers_to]


def test_conflicts_name_themselves_by_what_differs(site: SiteView) -> None:
    """Different measures are no disagreement; the claim that is shown is marked, and a tie has none."""
    figures, dates = (
        cards(site)["Council and company count incidents"].conflicts[0],
        cards(site)["Port Council awards berths to Vantorp"].conflicts[0],
    )
    assert "Sources give different figures" == figures.heading
    assert [("Three", "near misses", False), ("14", "incidents", False)] == [(row.value, row.measure, row.shown) for row in figures.claims]
    assert "Sources disagree on the date" == dates.heading
    assert [True, False] == [row.shown for row in dates.claims]
    assert "Shown at April 2025: one report on each side, and it is the finer." == dates.note


# --- evidence ----------------------------------------------------------------------------------------------------------------------------


def test_strength_is_counted_by_origin(site: SiteView) -> None:
    """Two articles that retell one report are one report."""
    assert "1 report (The Harbour Ledger), through 2 articles" == cards(site)["Vantorp’s Marten meets the mayor"].strength
    assert "2 articles" == cards(site)["Port Council awards berths to Vantorp"].strength
    assert "1 source note" == cards(site)["Marten takes over the company"].strength


def test_the_time_words_are_marked_in_the_quote(site: SiteView) -> None:
    """And only they."""
    quote = cards(site)["Vantorp Harbour buys two ferries"].quotes[0]
    assert ("Vantorp Harbour bought two ferries on ", "3 March 2025", ".") == (quote.before, quote.mark, quote.after)


def test_a_long_sentence_is_trimmed_around_its_time_words(site: SiteView) -> None:
    """What is left out is marked, what matters stays."""
    quote = cards(site)[story.LONG_TITLE].quotes[0]
    words = quote.text
    assert words.startswith("… ")
    assert len(words) < 340
    assert "9 July 2025" == quote.mark


def test_marks_survive_any_cut() -> None:
    """Wherever the time words stand, they are shown whole, between words."""
    text = " ".join(f"word{number}" for number in range(200))
    for number in range(0, 200, 7):
        at = text.index(f"word{number}")
        pieces = marked(text, at, at + len(f"word{number}"))
        assert f"word{number}" == pieces[1]
        shown = "".join(pieces).strip("… ")
        assert f" {shown} " in f" {text} "


def test_a_note_is_never_a_quotation(site: SiteView) -> None:
    """It is named after its model, linked as a whole, and the page says what it is."""
    quote = cards(site)["Marten takes over the company"].quotes[0]
    assert (True, "Source note after The Harbour Ledger", "https://ledger.example/old-lines") == (
        quote.is_note,
        quote.source.name,
        quote.link,
    )
    assert "notes" in site.banner


def test_only_web_addresses_become_links(site: SiteView) -> None:
    """A script in a URL leads nowhere."""
    assert ["", "https://wire.example/a?x=1&y=2#top"] == [site.sources[2].href, site.sources[1].href]
    assert "" == cards(site)["Oil spill closes the basin"].quotes[0].link
    assert ["", "", "", "http://a.example"] == [
        web_address(url) for url in ("javascript:alert(1)", "data:text/html,x", "//a.example", "http://a.example ")
    ]


def test_a_link_opens_the_source_at_the_quote() -> None:
    """Long quotes by their ends; commas, dashes and an own fragment do no harm."""
    assert "https://a.example/#:~:text=one%2Dtwo%2C%20three" == at_quote("https://a.example/", "one-two, three")
    assert "https://a.example/#x:~:text=short" == at_quote("https://a.example/#x", "short")
    long = at_quote("https://a.example/", "a b c d e f g h i j k l m")
    assert long.endswith(":~:text=a%20b%20c%20d%20e,i%20j%20k%20l%20m")


def test_an_event_without_a_title_is_its_quote(site: SiteView) -> None:
    """Where no careful title could be made, the source's sentence stands, in quotation marks."""
    assert cards(site)["“The office was searched, it is reported.”"].is_quote


def test_every_evidence_key_has_an_anchor_and_none_has_two(site: SiteView) -> None:
    """Old links find their way, also where two events share a sentence."""
    whole = story.story()
    shared = replace(whole, events=(*whole.events, replace(whole.events[6], id="other")))
    for timeline in (whole, shared):
        shown = cards(view(timeline)).values()
        anchors = [card.anchor for card in shown] + [quote.anchor for card in shown for quote in card.quotes if quote.anchor]
        assert len(set(anchors)) == len(anchors)
    keys = {f"e-{item.key}" for event in whole.events for item in event.evidence}
    assert keys <= {card.anchor for card in cards(site).values()} | {quote.anchor for card in cards(site).values() for quote in card.quotes}


# --- the whole page ----------------------------------------------------------------------------------------------------------------------


def test_every_event_stands_on_the_page_once(site: SiteView) -> None:
    """Those without a date too, in sections of their own."""
    assert 22 == len(cards(site)) == site.main.total
    assert (["Company plans more"], ["Passengers complain"]) == (
        [card.title for card in site.main.waiting],
        [card.title for card in site.main.unplaced],
    )
    assert "Nothing in the source says when." == site.main.unplaced[0].why


def test_the_scope_names_no_month_that_nobody_named(site: SiteView) -> None:
    """A decade stays a year in the summary line."""
    assert ("22 events", "7 articles", "1990 – August 2025") == (site.scope_events, site.scope_articles, site.scope_span)


def test_headings_split_a_dense_year_only(site: SiteView) -> None:
    """Sparse years stay whole; months have counts that say what may lie elsewhere."""
    headings = [period.heading for period in site.main.periods]
    assert ["1990 – 1999", "2019", "2024", "March 2025", "April 2025", "May 2025", "June 2025", "July 2025", "August 2025"] == headings
    assert "1 event, 1 planned" == site.main.periods[-1].count


def test_an_event_of_some_month_opens_its_dense_year() -> None:
    """No month is invented for it."""
    dates = [on(Day.of(2025, 1, 1)), year(2025), *[on(Day.of(2025, 3, day)) for day in range(1, 8)]]
    headings = [stretch.heading() for stretch in stretches(dates)]
    assert ["January 2025", "2025, month not known"] == headings[:2]
    assert stretches(dates)[1] < stretches(dates)[0]


def test_what_may_lie_outside_a_heading_is_counted() -> None:
    """Bounds that reach over the month are told."""
    dates = [
        *[on(Day.of(2025, 6, day)) for day in range(1, 8)],
        between(None, Day.of(2025, 6, 5)),
        between(Day.of(2025, 6, 9), Day.of(2025, 7, 9)),
    ]
    assert "9 events, 1 perhaps earlier, 1 perhaps later" == heading_count(stretches(dates)[0], dates, 0)


def test_a_thousand_years_have_no_thousand_headings() -> None:
    """Long chronologies are grouped by decade or century."""
    dates = [year(number) for number in range(-400, 800, 8)]
    assert len({stretch.anchor for stretch in stretches(dates)}) < 80
    assert len(bins(dates)) <= 36


def test_silences_are_told_and_not_where_something_may_lie() -> None:
    """A gap counts from the end of what came before; an interval that reaches over it breaks it."""
    first, last = on(Day.of(2025, 1, 1)), on(Day.of(2025, 8, 10))
    assert ("", "7 months, no events found") == silences([first, last])
    assert ("", "", "") == silences([first, between(Day.of(2025, 1, 2), Day.of(2025, 8, 1)), last])
    assert () == silences([])


def test_the_density_strip_counts_what_its_bars_can_hold() -> None:
    """Dates wider than a bar are left out, and long runs without any become one mark."""
    dates = [year(2019), *[on(Day.of(2023, 1, day)) for day in range(1, 10)], *[on(Day.of(2025, 6, day)) for day in range(1, 10)]]
    row = bins(dates)
    assert ["Jan", "…", "Jun"] == [step.label for step in row]
    assert ["2023", "", "2025"] == [step.era for step in row]
    assert [9, 0, 9] == [len(step.members) for step in row]


def test_the_density_strip_leaves_out_what_hangs_on_an_inferred_date() -> None:
    """“by 31 December”, from an article whose own date is only inferred, is no bar in December; the note counts it."""
    timeline = story.many(40)
    late = replace(timeline.events[0], when=When(first=None, last=Day.of(2031, 12, 31)), basis=Basis.INFERRED)
    with_it, without = view(replace(timeline, events=(*timeline.events[1:], late))), view(replace(timeline, events=timeline.events[1:]))
    assert without.bars == with_it.bars
    assert without.bars_note != with_it.bars_note


def test_span_words_of_one_month() -> None:
    """One month is named once."""
    assert "June 2025" == span_words([DAY, JUNE])


@pytest.mark.parametrize("timeline", [story.empty(), story.single(), story.many(500)], ids=["none", "one", "500"])
def test_any_number_of_events_has_a_view(timeline: Timeline) -> None:
    """None, one and many."""
    seen = view(timeline)
    assert len(timeline.events) == seen.main.total == sum(len(period.cards) for period in seen.main.periods)


def test_the_view_of_the_same_timeline_is_the_same() -> None:
    """Nothing asks the clock or chance."""
    assert view(story.story()) == view(story.story())


def test_a_page_turns_with_its_own_language_only() -> None:
    """English words around Hebrew articles read from the left, whatever the articles do."""
    assert ("en", "ltr") == (view(replace(story.empty(), language="he")).language, view(replace(story.empty(), language="he")).direction)


@st.composite
def whens(draw: st.DrawFn) -> When:
    """Any date at all, open ends and the edges of the calendar included."""
    edges = st.one_of(
        st.none(),
        st.integers(Day.of(-9998).ordinal, Day.of(9999, 12, 31).ordinal),
        st.sampled_from([Day.of(-9998).ordinal, Day.of(9999, 12, 1).ordinal]),
    )
    first, last = draw(edges), draw(edges)
    if first is None and last is None:
        first = 1
    if first is not None and last is not None and last < first:
        first, last = last, first
    return When(
        first=None if first is None else Day(first),
        last=None if last is None else Day(last),
        precision=draw(st.sampled_from(Precision)),
        extent=draw(st.sampled_from(Extent)),
        approximate=draw(st.booleans()),
    )


@given(st.lists(whens(), max_size=12), st.sampled_from(Basis))
def test_any_date_finds_its_words_and_its_place(dates: list[When], basis: Basis) -> None:
    """Nothing in the calendar breaks a page; every date stands under one heading and in one bar at most."""
    dates = sorted(dates, key=sort_key)
    assert len(dates) == len(stretches(dates)) == len(silences(dates))
    placed = [position for step in bins(dates) for position in step.members]
    assert len(set(placed)) == len(placed)
    assert bool(dates) == bool(span_words(dates))
    for when, stretch in zip(dates, stretches(dates), strict=True):
        assert date_view(when, basis, when).words
        assert heading_count(stretch, dates, 0)
        assert re.fullmatch(r"t[-0-9]+y?", stretch.anchor)


@pytest.mark.parametrize("precision", Precision)
@pytest.mark.parametrize("first", [Day.of(-9998), Day.of(9999, 12, 1)])
def test_the_ends_of_the_calendar_have_words(precision: Precision, first: Day) -> None:
    """A unit that the calendar cuts short is still some stretch of days."""
    seen = date_view(When(first=first, last=first + 30, precision=precision), Basis.STATED, None)
    assert seen.shape in ("span", "unit")
    assert seen.words


def test_small_words() -> None:
    """Sentences begin with a capital and end with a stop; cuts fall between words."""
    assert "One. Two." == sentences(("one.", " two", ""))
    assert "several words…" == shorten("several words, and more", 16)
