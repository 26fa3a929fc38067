"""Long timelines stand on several pages; every event is on one of them, and every link finds it."""

from __future__ import annotations

import json
import re
from dataclasses import replace

import pytest

from tests.rendering import story
from timeline.model import Event, Stage
from timeline.rendering import render
from timeline.view import Card, SiteView, cards, view
from timeline.view.leaves import WHOLE
from timeline.when import Day, on, year

LONG = story.many(1200)  # an event every other day, over seven years
SEEN = view(LONG, base_url="https://vantorp.example/t/")
FILES = render(SEEN)


def test_up_to_the_limit_one_page_holds_all() -> None:
    """No year pages, no list of places."""
    seen = view(story.many(WHOLE))
    assert ((), (), WHOLE) == (seen.years, seen.overview, seen.main.total)
    assert "pages.json" not in render(seen)


def test_a_page_lists_the_sources_of_what_contradicts_its_events() -> None:
    """Claims of another event stand on the card, and their sources below it."""
    whole = story.story()
    dispute = next(conflict for conflict in whole.conflicts if conflict.id == "award-date")
    beside = next(event for event in whole.events if event.id != dispute.event and dispute.id not in event.conflicts)
    disputed = replace(beside, conflicts=(dispute.id,))
    whole = replace(whole, events=tuple(disputed if event is beside else event for event in whole.events))
    page = render(view(whole))[f"embed-event-{beside.id}.html"].decode()
    listed, linked = set(re.findall(r'id="(s\d+)"', page)), set(re.findall(r'href="#(s\d+)"', page))
    assert len(linked) > len({item.article for item in beside.evidence})
    assert linked <= listed


def test_each_event_of_a_long_timeline_stands_on_one_page() -> None:
    """None is lost between the years, none is there twice."""
    chapters = (SEEN.main, *SEEN.years)
    anchors = [card.anchor for chapter in chapters for period in chapter.periods for card in period.cards]
    assert sorted(f"e-{event.id}" for event in LONG.events) == sorted(anchors)
    assert [f"year-{year}.html" for year in range(2023, 2029)] == [chapter.file for chapter in SEEN.years]


def test_the_index_holds_the_newest_year_and_an_overview() -> None:
    """With how many events each year has, and a link to its page."""
    assert "2029" == SEEN.overview[-1].text
    assert "index.html" == SEEN.overview[-1].href
    assert "183 events" == SEEN.overview[1].count
    index = FILES["index.html"].decode()
    assert 'href="year-2023.html"' in index
    assert SEEN.main.total == index.count('<li class="event ')


def test_the_index_is_no_page_of_plans() -> None:
    """What is planned for a year far ahead has a page; the index is the newest year in which something happened."""
    far = [replace(event, id=f"far{event.id}", stage=Stage.PLANNED, when=on(Day.of(2050, 5, 5))) for event in LONG.events[:3]]
    seen = view(replace(LONG, events=(*LONG.events, *far)))
    assert [link.text for link in seen.overview if link.href == "index.html"] == ["2029"]
    assert seen.overview[-1].href == "year-2050.html"
    planned = view(replace(LONG, events=tuple(replace(event, stage=Stage.PLANNED) for event in LONG.events)))
    assert planned.overview[-1].href == "index.html"


def test_the_filter_counts_the_events_that_it_shows() -> None:
    """One with two conflicts once, and a conflict that stands on two cards twice."""
    whole = story.story()
    differing = [event for event in whole.events if event.conflicts]
    both = tuple(key for event in differing for key in event.conflicts)
    doubled = tuple(replace(event, conflicts=both) if event in differing else event for event in whole.events)
    filters = view(replace(whole, events=doubled)).main.filters
    assert filters is not None
    assert filters.conflicts == f"Only where sources differ ({len(differing)} events)"


def test_links_between_pages_lead_to_what_is_there() -> None:
    """From the strip, the sources and the list of places."""
    pages = {name: content.decode() for name, content in FILES.items() if name.endswith(".html")}
    for name in ("index.html", "sources.html", "year-2024.html"):
        for file, anchor in re.findall(r'href="((?:year|index|sources)[-\w]*\.html)#([^"]+)"', pages[name]):
            assert f'id="{anchor}"' in pages[file]
    places = json.loads(FILES["pages.json"])
    assert sum(page["events"] for page in places["pages"]) == len(LONG.events)
    anchors = {name: json.loads(content) for name, content in FILES.items() if name.startswith("anchors/")}
    for name, found in anchors.items():
        for key, file in found.items():
            assert name == f"anchors/{key[0]}.json"
            assert f'id="e-{key}"' in pages[file]
    elsewhere = {event.id for event in LONG.events if f'id="e-{event.id}"' not in pages["index.html"]}
    assert elsewhere <= {key for found in anchors.values() for key in found}


def test_each_page_has_a_file_to_search() -> None:
    """It says of each event of the page who, from where and in which words, each once, so that no file grows with the timeline."""
    places = json.loads(FILES["pages.json"])["pages"]
    searched = {name for name in FILES if name.startswith("search/")}
    assert searched == {f"search/{page['file'].removesuffix('.html')}.json" for page in places}
    rows = json.loads(FILES["search/year-2023.json"])
    assert len(rows) == next(page["events"] for page in places if page["file"] == "year-2023.html")
    card = SEEN.years[0].periods[0].cards[0]
    assert (card.actors, card.publishers, card.claim) == (rows[0]["a"], rows[0]["p"], rows[0]["s"])
    words = rows[0]["t"].split()
    assert set(card.title.lower().split()) <= set(words)
    assert len(words) == len(set(words))


def test_the_sources_of_a_long_timeline_stand_on_several_pages() -> None:
    """Each once, with its number, its events and what leads to it; every page leads to the others."""
    one = LONG.articles[0]
    articles = tuple(replace(one, id=f"daily-{number}", published=None) for number in range(2 * WHOLE + 1))
    told = (replace(item, article=articles[number].id) for number, event in enumerate(LONG.events[:1001]) for item in event.evidence)
    events = tuple(replace(event, evidence=(item,)) for event, item in zip(LONG.events, told, strict=False))
    files = render(view(replace(LONG, articles=articles, events=events)))

    names = ["sources.html", "sources-2.html", "sources-3.html"]
    pages = [files[name].decode() for name in names]
    assert names == sorted((name for name in files if name.startswith("sources")), key=names.index)
    assert [f"s{number}" for number in range(1, 1002)] == [
        anchor for page in pages for anchor in re.findall(r'<section[^>]* id="(s\d+)"', page)
    ]
    assert [WHOLE, WHOLE, 1] == [page.count("<blockquote") for page in pages]
    assert ["1 – 500", "501 – 1,000", "1,001"] == re.findall(r"<h1>Sources <small>(.*?)</small>", "".join(pages))
    assert all(f'href="{other}"' in page for page in pages for other in names)
    for name in ("about.html", "index.html", "year-2026.html"):
        leads = re.findall(r'href="(sources[-\w]*\.html)#([^"]+)"', files[name].decode())
        assert leads
        assert [] == [(file, anchor) for file, anchor in leads if f'id="{anchor}"' not in files[file].decode()]


def test_up_to_the_limit_one_page_holds_all_sources() -> None:
    """Without a list of pages, and without numbers in its heading."""
    page = FILES["sources.html"].decode()

    assert "sources-2.html" not in FILES
    assert "<h1>Sources</h1>" in page
    assert 'class="years"' not in page


def test_a_page_prints_the_events_that_it_shows(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each once, when the page is first asked for; the events of other pages wait."""
    printed: list[str] = []
    card = cards.card

    def noted(event: Event, index: cards.Index, gap: str = "") -> Card:
        printed.append(event.id)
        return card(event, index, gap)

    monkeypatch.setattr(cards, "card", noted)
    files = render(SEEN)
    assert [] == printed
    assert files["index.html"] == files["index.html"] == FILES["index.html"]
    assert SEEN.main.total == len(printed) == len(set(printed))


def split(a_day: int, *, years: int = 2) -> tuple[SiteView, dict[str, bytes]]:
    """More than a page holds in one year: 620 events from January on, so many a day, one in July, and perhaps a few of the year before."""
    days = [Day.of(2025, 1, 1) + number // a_day for number in range(620)] + [Day.of(2025, 7, 9)]
    days = [Day.of(2024, 11, number) for number in range(1, 9)] * (years - 1) + days
    several = story.many(len(days))
    seen = view(replace(several, events=tuple(replace(event, when=on(day)) for event, day in zip(several.events, days, strict=True))))
    return seen, dict(render(seen))


def test_a_year_that_is_too_much_for_a_page_is_split() -> None:
    """Into quarters. The first stands under the name of the year, so that links to it live on; the newest is the index."""
    seen, files = split(4)
    assert ["year-2024.html", "year-2025.html", "year-2025-04.html"] == [chapter.file for chapter in seen.years]
    assert ("index.html", "The third quarter of 2025", "1 event") == (
        seen.overview[-1].href,
        seen.overview[-1].text,
        seen.overview[-1].count,
    )
    assert ["2024", "The first quarter of 2025", "The second quarter of 2025"] == [chapter.heading for chapter in seen.years]
    assert ["July 2025"] == [period.heading for period in seen.main.periods]
    assert 629 == seen.main.total + sum(chapter.total for chapter in seen.years)
    links = re.findall(r'href="((?:year|index)[-\w]*\.html)#([^"]+)"', files["sources.html"].decode())
    assert {"index.html", "year-2024.html", "year-2025.html", "year-2025-04.html"} == {file for file, _ in links}
    assert [] == [(file, anchor) for file, anchor in links if f'id="{anchor}"' not in files[file].decode()]


@pytest.mark.parametrize(
    ("a_day", "parts"),
    [
        (2, ["The first half of 2025", "The second half of 2025"]),
        (4, ["The first quarter of 2025", "The second quarter of 2025", "The third quarter of 2025"]),
        (20, ["January 2025", "July 2025"]),
    ],
)
def test_a_single_year_is_split_no_finer_than_needed(a_day: int, parts: list[str]) -> None:
    """By halves, by quarters, by months."""
    seen, _ = split(a_day, years=1)
    assert parts == [link.text for link in seen.overview]


def test_where_each_month_has_a_page_so_has_what_has_no_month() -> None:
    """A month that is full already is not burdened with all that happened some time in its year."""
    several = story.many(1300)
    whens = [on(Day.of(2025, 1, 1) + number // 20) for number in range(1000)] + [year(2025)] * 300
    seen = view(replace(several, events=tuple(replace(event, when=when) for event, when in zip(several.events, whens, strict=True))))
    assert ["2025, month not known", "January 2025", "February 2025"] == [link.text for link in seen.overview]
    assert ["year-2025.html", "year-2025-01.html", "index.html"] == [link.href for link in seen.overview]
    assert [300, 620] == [chapter.total for chapter in seen.years]


def test_a_citation_names_the_page_the_event_stands_on() -> None:
    """The address that is copied works."""
    card = SEEN.years[0].periods[0].cards[0]
    assert card.cite.endswith(f"https://vantorp.example/t/year-2023.html#{card.anchor}")


@pytest.mark.parametrize("number", [0, 1, 8])
def test_a_few_events_stand_alone_and_with_their_sources_only(number: int) -> None:
    """Each event has a frame of its own; its sources keep their numbers."""
    seen = view(story.story() if number == 8 else story.single() if number else story.empty())
    alone = [chapter for chapter in seen.framed if chapter.file.startswith("embed-event-")]
    assert len(alone) == (22 if number == 8 else number)
    for chapter in alone:
        (card,) = (card for period in chapter.periods for card in period.cards)
        assert {quote.source.number for quote in card.quotes} == {source.number for source in chapter.sources}


def test_very_many_events_have_no_frames_of_their_own() -> None:
    """A thousand small files help nobody."""
    assert ["embed-compact.html"] == [chapter.file for chapter in SEEN.framed]
