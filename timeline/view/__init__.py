"""Timeline in, SiteView out: every word, number and class name of the page, ready to print.

`view` is the one function; the records it fills stand in `timeline.view.records`. Nothing here knows HTML, and nothing asks the clock.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from hashlib import sha256
from itertools import groupby
from unicodedata import normalize

from timeline import wording
from timeline.model import Article, ArticleKind, Basis, Event, Evidence, Problem, Stage, Timeline
from timeline.view.cards import Index, card, dated, pieces, source_count, titled
from timeline.view.periods import Bin, Stretch, bins, heading_count, silences, span_words, stretches
from timeline.view.records import ActorPage, Bar, Card, Choice, Download, Filters, Link, Period, ProblemRow, SiteView, Source, SourceQuote
from timeline.view.sources import address, is_inferred, published_words, source_name, source_title
from timeline.view.status import TAGS, claim_of
from timeline.view.text import count, sentences, web_address
from timeline.when import Day, When

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
_STRIP_FROM = 16  # events; below that a density strip tells nothing
_FEW_BARS = 8  # so many stand in one row on the narrowest screen
_NO_ADDRESS = "https://example.org/timeline/"  # stands in code to copy where the site does not know its own
_KEY_EVENTS = 8  # in the compact variant
_LAZY_FROM = 200  # events; above that sections off screen are not laid out
_BAR_BOX, _BAR_MIN = 100.0, 6.0
_RIGHT_TO_LEFT = {"ar", "arc", "ckb", "dv", "fa", "he", "ps", "sd", "ug", "ur", "yi"}
_TIMELINE_OF_NOTES = (
    "Made from source notes: summaries in this project’s own words, written after published articles. Nothing here quotes a publisher."
)
_SOME_NOTES = (
    "Some sources here are notes in this project’s own words, written after published articles. They are marked, and quote no publisher."
)


def view(timeline: Timeline, *, base_url: str = "", theme: Mapping[str, str] | None = None, actors: Sequence[str] = ()) -> SiteView:
    """Say a timeline in ready strings, numbers and booleans.

    `base_url` (http or https, with or without a final slash) is used for absolute addresses only; `theme` maps names of CSS variables
    without their dashes ("accent") to values; `actors` are the names of those who get a page of their own: only whom an editor named.
    """
    placed = [(event, event.when) for event in timeline.events if event.when is not None]
    index = Index.of(timeline, _newest(timeline.articles), _actor_files(timeline, actors))
    ordered, periods = _periods(placed, index)
    home = f"{web_address(base_url).rstrip('/')}/" if web_address(base_url) else ""
    bars, bars_note = _bars(ordered, index)
    key_cards = _key_cards([period_card for period in periods for period_card in period.cards], placed)
    waiting = tuple(event for event in timeline.events if event.when is None and event.stage is Stage.PLANNED)
    unplaced = tuple(event for event in timeline.events if event.when is None and event.stage is not Stage.PLANNED)
    sources = _sources(timeline, index)
    shown_conflicts = [key for event in timeline.events for key in event.conflicts if key in index.conflicts]
    return SiteView(
        title=timeline.title or "Timeline",
        description=timeline.description,
        language=timeline.language,
        direction="rtl" if timeline.language.split("-")[0].lower() in _RIGHT_TO_LEFT else "ltr",
        banner=_banner(timeline.articles),
        scope_events=count(len(timeline.events), "event"),
        scope_articles=source_count(len(timeline.articles), timeline),
        scope_span=span_words([when for _, when in ordered]),
        conflicts=f"Sources differ on {count(len(shown_conflicts), 'point')}" if shown_conflicts else "",
        conflicts_href=f"#c-{shown_conflicts[0]}" if shown_conflicts else "",
        base_url=home,
        embed_base=home or _NO_ADDRESS,
        prefix=f"tl-{sha256(repr((timeline.title, [event.id for event in timeline.events])).encode()).hexdigest()[:6]}",
        css="lazy" if len(timeline.events) > _LAZY_FROM else "",
        total=len(timeline.events),
        bars=bars,
        bars_css="few" if len(bars) <= _FEW_BARS else "",
        bars_note=bars_note,
        filters=_filters(timeline, index, len(shown_conflicts)) if len(timeline.events) > 1 else None,
        periods=periods,
        waiting=tuple(card(event, index) for event in waiting),
        unplaced=tuple(card(event, index) for event in unplaced),
        key_cards=key_cards,
        actor_pages=tuple(_actor_page(name, timeline, index) for name in index.actor_files),
        more_events=f"Open the full timeline of {count(len(timeline.events), 'event')}",
        sources=sources,
        undated=tuple(source for source, article in zip(sources, timeline.articles, strict=True) if _lacks_date(article)),
        problems=tuple(_problem(problem) for problem in timeline.problems),
        downloads=DOWNLOADS,
        rules=timeline.rules,
        has_notes=any(article.kind is ArticleKind.NOTE for article in timeline.articles),
        theme=tuple(sorted((theme or {}).items())),
    )


# --- the chronology ----------------------------------------------------------------------------------------------------------------------

_Placed = list[tuple[Event, When]]


def _periods(placed: _Placed, index: Index) -> tuple[_Placed, tuple[Period, ...]]:
    """The events in the order in which they are drawn, and the sections they stand in."""
    under = stretches([when for _, when in placed])
    ranked = sorted(zip(under, range(len(placed)), strict=True))
    ordered = [placed[position] for _, position in ranked]
    gaps = silences([when for _, when in ordered])
    sections, start = [], 0
    for stretch, members in groupby(stretch for stretch, _ in ranked):
        end = start + len(tuple(members))
        sections.append(_period(stretch, ordered[start:end], gaps[start:end], index))
        start = end
    return ordered, tuple(sections)


def _key_cards(cards: Sequence[Card], placed: _Placed) -> tuple[Card, ...]:
    """The cards of the most salient events, in the order of the page; answers travel on the cards of their claims."""
    ranked = sorted(placed, key=lambda pair: (-pair[0].salience, -len(pair[0].origins), pair[0].id))
    chosen = {f"e-{event.id}" for event, _ in ranked[:_KEY_EVENTS]}
    return tuple(replace(shown, gap="") for shown in cards if shown.anchor in chosen)


def _actor_files(timeline: Timeline, names: Sequence[str]) -> dict[str, str]:
    """Name → file, for the named actors who play a part in an event."""
    present = {part.actor.name for event in timeline.events for part in event.participants}
    files: dict[str, str] = {}
    for name in dict.fromkeys(names):
        plain = normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
        slug = "-".join(re.findall("[a-z0-9]+", plain)) or sha256(name.encode()).hexdigest()[:8]
        if name in present:
            files[name] = f"actor-{slug}{f'-{len(files)}' if f'actor-{slug}.html' in files.values() else ''}.html"
    return files


def _actor_page(name: str, timeline: Timeline, index: Index) -> ActorPage:
    events = tuple(event for event in timeline.events if name in {part.actor.name for part in event.participants})
    placed = [(event, event.when) for event in events if event.when is not None]
    ordered, periods = _periods(placed, index)
    span = span_words([when for _, when in ordered])
    return ActorPage(
        file=index.actor_files[name],
        name=name,
        scope=f"{count(len(events), 'event')} of {len(timeline.events)}{f', {span}' if span else ''}",
        periods=periods,
        undated=tuple(card(event, index) for event in events if event.when is None),
    )


def _period(stretch: Stretch, events: _Placed, gaps: Sequence[str], index: Index) -> Period:
    planned = sum(1 for event, _ in events if event.stage is Stage.PLANNED)
    return Period(
        anchor=stretch.anchor,
        gap=gaps[0],
        heading=stretch.heading,
        count=heading_count(stretch, (when for _, when in events), planned),
        cards=tuple(
            card(event, index, gap if position else "") for position, ((event, _), gap) in enumerate(zip(events, gaps, strict=True))
        ),
    )


def _bars(ordered: _Placed, index: Index) -> tuple[tuple[Bar, ...], str]:
    """The density strip, and a note on what it leaves out; both empty where there are too few events to tell anything."""
    if len(ordered) < _STRIP_FROM:
        return (), ""
    whens = [when for _, when in ordered]
    anchors = [stretch.anchor for stretch in stretches(whens)]
    steps = bins(whens)
    most = max((len(step.members) for step in steps), default=1)
    bars = tuple(_bar(step, [ordered[position][0] for position in step.members], anchors, most, index) for step in steps)
    left_out = len(ordered) - sum(len(step.members) for step in steps)
    return bars, f"Without {count(left_out, 'event')} of wider dates." if left_out else ""


def _bar(step: Bin, events: list[Event], anchors: Sequence[str], most: int, index: Index) -> Bar:
    height = round(max(_BAR_MIN, _BAR_BOX * len(events) / most), 1) if events else 0.0
    if step.label == "…":
        return Bar(href="", label=step.label, era="", long_label="", css="rest", y=_BAR_BOX, height=0.0)
    classes = ["planned"] if events and all(event.stage is Stage.PLANNED for event in events) else []
    classes += ["differ"] if any(key in index.conflicts for event in events for key in event.conflicts) else []
    return Bar(
        href=f"#{anchors[step.members[0]]}" if events else "",
        label=step.label,
        era=step.era,
        long_label=f"{step.long_label}: {count(len(events), 'event')}",
        css=" ".join(classes),
        y=round(_BAR_BOX - height, 1),
        height=height,
    )


# --- sources, filters, problems ----------------------------------------------------------------------------------------------------------


def _sources(timeline: Timeline, index: Index) -> tuple[Source, ...]:
    quotes: dict[str, list[SourceQuote]] = {}
    for event in timeline.events:
        for item in event.evidence:
            quotes.setdefault(item.article, []).append(_source_quote(event, item, index))
    return tuple(_source(article, tuple(quotes.get(article.id, ())), index) for article in timeline.articles)


def _source(article: Article, quotes: tuple[SourceQuote, ...], index: Index) -> Source:
    number = index.references.numbers[article.id]
    return Source(
        anchor=f"s{number}",
        number=number,
        is_note=article.kind is ArticleKind.NOTE,
        name=source_name(article),
        title=source_title(article),
        author=article.author,
        published=published_words(article),
        inferred=is_inferred(article),
        steps=sentences(article.published_steps),
        href=address(article),
        retrieved=wording.label(article.retrieved) if article.retrieved else "",
        events=count(len({quote.event.href for quote in quotes}), "event"),
        quotes=quotes,
    )


def _source_quote(event: Event, item: Evidence, index: Index) -> SourceQuote:
    article = index.references.articles[item.article]
    return SourceQuote(
        event=Link(href=f"index.html#e-{event.id}", text=titled(event, index)[0]),
        date=dated(event).words,
        tag=TAGS[claim_of(item)],
        pieces=pieces(item),
        is_note=article.kind is ArticleKind.NOTE,
        language=article.language,
    )


def _filters(timeline: Timeline, index: Index, conflicts: int) -> Filters:
    frequency: dict[str, list[str]] = {}
    for event in timeline.events:
        for actor in dict.fromkeys(part.actor for part in event.participants):
            frequency.setdefault(actor.id, []).append(actor.name)
    ranked = sorted(frequency.items(), key=lambda item: (-len(item[1]), item[1][0]))
    claims = {claim_of(event) for event in timeline.events}
    return Filters(
        actors=_choices([(index.actor_codes[key], f"{names[0]} ({len(names)})") for key, names in ranked]),
        publishers=_choices(
            [(f"p{chip.number}", f"[{chip.number}] {chip.name}") for chip in map(index.references.chip, index.references.articles)]
        ),
        claims=_choices([(claim, tag or "Happened") for claim, tag in TAGS.items() if claim in claims]),
        conflicts=f"Only where sources differ ({conflicts})" if conflicts else "",
    )


def _choices(pairs: Sequence[tuple[str, str]]) -> tuple[Choice, ...]:
    return tuple(Choice(value=value, text=text) for value, text in pairs) if len(pairs) > 1 else ()


def _banner(articles: Sequence[Article]) -> str:
    notes = sum(1 for article in articles if article.kind is ArticleKind.NOTE)
    return "" if not notes else _TIMELINE_OF_NOTES if notes == len(articles) else _SOME_NOTES


def _newest(articles: Sequence[Article]) -> Day | None:
    """The last day of the newest article whose date is stated or set by the editor."""
    known = [
        article.published.last for article in articles if article.published and article.published_basis in (Basis.STATED, Basis.EDITED)
    ]
    return max((day for day in known if day is not None), default=None)


def _lacks_date(article: Article) -> bool:
    return article.published is None or article.published_basis in (Basis.INFERRED, Basis.UNKNOWN)


def _problem(problem: Problem) -> ProblemRow:
    place = f"{problem.path}:{problem.line}" if problem.path and problem.line else problem.path
    return ProblemRow(severity=problem.severity.value, place=place, message=problem.message, hint=problem.hint)


__all__ = ("DOWNLOADS", "Card", "SiteView", "view")
