"""Timeline in, SiteView out: every word, number and class name of the page, ready to print.

`view` is the one function; the records it fills stand in `timeline.view.records`. Nothing here knows HTML, and nothing asks the clock.
"""

from __future__ import annotations

from collections.abc import Container, Mapping, Sequence
from hashlib import sha256

from timeline.model import Article, ArticleKind, Basis, Conflict, Event, Past, Problem, Timeline
from timeline.phrases import ENGLISH, Phrases, phrase
from timeline.view.cards import Index
from timeline.view.chapters import (
    actor_chapters,
    actor_files,
    files_of,
    key_chapter,
    main_chapter,
    overview,
    single_chapters,
    source_chapters,
    source_overview,
    year_chapters,
)
from timeline.view.leaves import leaves
from timeline.view.names import NO_NAMES, Names
from timeline.view.past import NO_PAST, change_days, former
from timeline.view.periods import in_order, span_words
from timeline.view.records import Bar, Card, Download, Logo, ProblemRow, SiteView
from timeline.view.reference_list import lacks_date, reference_list
from timeline.view.sources import source_count
from timeline.view.strip import strip
from timeline.view.text import events as event_count
from timeline.view.text import web_address
from timeline.when import Day

DOWNLOADS = (
    Download(href="timeline.json", text="JSON", media="application/json"),
    Download(href="timeline.csv", text="CSV", media="text/csv"),
    Download(href="timeline.ics", text="iCalendar", media="text/calendar"),
    Download(href="timeline.atom", text="Atom", media="application/atom+xml"),
    Download(href="timeline.md", text="Markdown", media="text/markdown"),
    Download(href="timeline.timelinejs.json", text="TimelineJS", media="application/json"),
    Download(href="timeline.jsonld", text="JSON-LD", media="application/ld+json"),
    Download(href="sources.csl.json", text="CSL-JSON", media="application/vnd.citationstyles.csl+json"),
)
_FEW_BARS = 8  # so many stand in one row on the narrowest screen
_MANY_BARS = 22  # more have no room for a year each on the widest
_NO_ADDRESS = "https://example.org/timeline/"  # stands in code to copy where the site does not know its own
_LAZY_FROM = 200  # events; above that sections off screen are not laid out
_TIMELINE_OF_NOTES = phrase(
    "Made from source notes: summaries in this project’s own words, written after published articles. Nothing here quotes a publisher."
)
_SOME_NOTES = phrase(
    "Some sources here are notes in this project’s own words, written after published articles. They are marked, and quote no publisher."
)


def view(
    timeline: Timeline,
    *,
    base_url: str = "",
    theme: Mapping[str, str] | None = None,
    actors: Sequence[str] = (),
    words: Phrases = ENGLISH,
    logo: Logo | None = None,
    draft: bool = False,
    past: Past = NO_PAST,
    left_out: int = 0,
    newest_first: bool = False,
    names: Names = NO_NAMES,
    downloads: Container[str] | None = None,
) -> SiteView:
    """Say a timeline in ready strings, numbers and booleans.

    `base_url` (http or https, with or without a final slash) is used for absolute addresses only; `theme` maps names of CSS variables
    without their dashes ("accent") to values; `actors` are the names of those who get a page of their own: only whom an editor named.
    `words` is the language of the page, whatever those of its sources. A `draft` says so on every page; `past` is what became of what was
    published before. `left_out` events were dropped from `timeline` for want of salience. The drawing order turns round for `newest_first`.
    `names` are wanted where what is printed is kept.
    `downloads` names the files to download, all where it is not given.
    """
    offered = tuple(link for link in DOWNLOADS if downloads is None or link.href in downloads)
    home = f"{web_address(base_url).rstrip('/')}/" if web_address(base_url) else ""
    drawn = in_order(timeline.events)
    runs = leaves(drawn[1])
    index = Index.of(
        timeline,
        _newest(timeline.articles),
        actor_files(timeline, actors),
        words,
        home=home,
        drawn=drawn,
        files=files_of(timeline.events, drawn, runs),
        former=former(past),
        draft=draft,
        newest_first=newest_first,
        names=names,
    )
    sources = reference_list(timeline, index)
    main = main_chapter(timeline, index, sources)
    bars, bars_note = strip(index)
    links, source_links = overview(index, runs), source_overview(index, sources)
    differing = [(event, key) for event in timeline.events for key in event.conflicts if _is_of(event, index.conflicts.get(key))]
    return SiteView(
        index=index,
        title=timeline.title or words.say("Timeline"),
        description=timeline.description,
        language=words.language,
        direction=words.direction,
        reasons="" if words is ENGLISH else ENGLISH.language,
        banner=_banner(timeline.articles, words),
        draft=words.say("Draft: not for publication.") if draft else "",
        withdrawn=tuple(f"e-{key}" for key, event in past.became.items() if not event),
        changes=change_days(past, index),
        scope_events=event_count(len(timeline.events), words),
        scope_articles=source_count(timeline.articles, words),
        left_out=_left_out(left_out, words, stays=bool(offered)),
        scope_span=span_words([event.when for event in timeline.events if event.when is not None], words),
        conflicts=words.count(len(differing), "Sources differ on {number} point", "Sources differ on {number} points") if differing else "",
        conflicts_href=_conflict_href(*differing[0], index) if differing else "",
        base_url=home,
        embed_base=home or _NO_ADDRESS,
        prefix=f"tl-{sha256(repr((timeline.title, [event.id for event in timeline.events])).encode()).hexdigest()[:6]}",
        css="lazy" if main.total > _LAZY_FROM else "",
        bars=bars,
        bars_css=_row(bars),
        bars_note=bars_note,
        main=main,
        overview=links,
        years=year_chapters(index, sources, links),
        listed=source_chapters(index, sources, source_links),
        source_pages=source_links,
        actors=actor_chapters(timeline, index, sources, framed=False),
        framed=(
            key_chapter(index, sources),
            *actor_chapters(timeline, index, sources, framed=True),
            *single_chapters(timeline, index, sources),
        ),
        more_events=words.count(
            len(timeline.events), "Open the full timeline of {number} event", "Open the full timeline of {number} events"
        ),
        sources=sources,
        undated=tuple(sources[number] for number, article in enumerate(timeline.articles) if lacks_date(article)),
        problems=tuple(_problem(problem) for problem in timeline.problems),
        downloads=offered,
        rules=timeline.rules,
        has_notes=any(article.kind is ArticleKind.NOTE for article in timeline.articles),
        theme=tuple(sorted((theme or {}).items())),
        logo=logo,
    )


def _is_of(event: Event, conflict: Conflict | None) -> bool:
    """Whether a conflict is counted with an event: one between two is counted once."""
    return conflict is not None and conflict.event == event.id


def _row(bars: Sequence[Bar]) -> str:
    """How crowded the strip is: its labels stay legible where bars are narrow."""
    if len(bars) <= _FEW_BARS:
        return "few"
    if any(bar.era for bar in bars):  # months, whose names are short
        return ""
    return "terse many" if len(bars) > _MANY_BARS else "terse"


def _conflict_href(event: Event, key: str, index: Index) -> str:
    return index.address(event.id).partition("#")[0] + f"#c-{key}"


def _banner(articles: Sequence[Article], words: Phrases) -> str:
    notes = sum(1 for article in articles if article.kind is ArticleKind.NOTE)
    return "" if not notes else words.say(_TIMELINE_OF_NOTES if notes == len(articles) else _SOME_NOTES)


def _left_out(number: int, words: Phrases, *, stays: bool) -> str:
    if not number:
        return ""
    if not stays:
        return words.count(number, "{number} event of less weight is left out here.", "{number} events of less weight are left out here.")
    return words.count(
        number,
        "{number} event of less weight is left out here, and stands in the downloads.",
        "{number} events of less weight are left out here, and stand in the downloads.",
    )


def _newest(articles: Sequence[Article]) -> Day | None:
    """The last day of the newest article whose date is stated or set by the editor."""
    known = [
        article.published.last for article in articles if article.published and article.published_basis in (Basis.STATED, Basis.EDITED)
    ]
    return max((day for day in known if day is not None), default=None)


def _problem(problem: Problem) -> ProblemRow:
    place = f"{problem.path}:{problem.line}" if problem.path and problem.line else problem.path
    return ProblemRow(severity=problem.severity.value, place=place, message=problem.message, hint=problem.hint)


__all__ = ("DOWNLOADS", "Card", "Logo", "SiteView", "view")
