"""Events → chapters: the runs of events that stand on one page, with their sections, filters and sources.

Up to `WHOLE` events the index holds them all. Above that each year is a page, or each half, quarter or month of a year that alone holds
more than `WHOLE`, and the index holds the newest of them beside an overview.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from hashlib import sha256
from itertools import chain, groupby
from unicodedata import normalize

from timeline.model import Event, Stage, Timeline
from timeline.phrases import Phrases
from timeline.view.cards import INDEX, Index, card
from timeline.view.leaves import WHOLE, Leaf, files
from timeline.view.made import Made
from timeline.view.periods import Drawn, Placed, Stretch, heading_count, in_order, silences, span_words
from timeline.view.records import Card, Chapter, Choice, Filters, Period, QuickChoice, Source, YearLink
from timeline.view.reference_list import source_file
from timeline.view.status import TAGS, claim_of, tag
from timeline.view.text import events as event_count

COMPACT = "embed-compact.html"
_QUICK = 6  # actors that one click filters by
_KEY_EVENTS = 8  # in the compact variant
_ALONE = 200  # events; above that no event has a page of its own, to embed


def files_of(events: Sequence[Event], drawn: Drawn, runs: Sequence[Leaf]) -> dict[str, str]:
    """Event id → the page it stands on; `drawn` as `in_order` gives them, `runs` are their `leaves`."""
    ordered, _ = drawn
    if len(events) <= WHOLE or len(set(runs)) <= 1:
        return {event.id: INDEX for event in events}
    told = [run for (event, _), run in zip(ordered, runs, strict=True) if event.stage is not Stage.PLANNED]
    names = files(runs, (told or runs)[-1])  # who opens a timeline wants the newest that happened, and no plan for 2050
    pages = {event.id: INDEX for event in events if event.when is None}
    return pages | {event.id: names[run] for (event, _), run in zip(ordered, runs, strict=True)}


def main_chapter(timeline: Timeline, index: Index, sources: Sequence[Source]) -> Chapter:
    """What the index holds."""
    events = [event for event in timeline.events if index.files[event.id] == INDEX]
    whole = len(events) == len(timeline.events)
    drawn = index.drawn if whole else _by_page(index)[INDEX]
    return _chapter(INDEX, "", events, index, tuple(sources) if whole else _cited(events, index, sources), drawn)


def year_chapters(index: Index, sources: Sequence[Source], links: Sequence[YearLink]) -> Sequence[Chapter]:
    """The pages of the years and their parts that do not stand on the index, in their order; each is made when it is asked for.

    `links` are the `overview`.
    """
    pages = _by_page(index) if links else {}
    chosen = [link for link in links if link.href != INDEX]

    @cache
    def chapter(number: int) -> Chapter:
        link = chosen[number]
        events = [event for event, _ in pages[link.href][0]]
        return _chapter(link.href, link.text, events, index, _cited(events, index, sources), pages[link.href])

    return Made(range(len(chosen)), chapter) if chosen else ()


def _by_page(index: Index) -> dict[str, Drawn]:
    """Page → its dated events under the headings that they have in the whole: a quiet month of a crowded year stays a month."""
    pages: dict[str, tuple[Placed, list[Stretch]]] = {}
    for placed, stretch in zip(*index.drawn, strict=True):
        page = pages.setdefault(index.files[placed[0].id], ([], []))
        page[0].append(placed)
        page[1].append(stretch)
    return {file: (placed, tuple(under)) for file, (placed, under) in pages.items()}


def overview(index: Index, runs: Sequence[Leaf]) -> tuple[YearLink, ...]:
    """Every year, or part of one, that has a page, with how much it holds; nothing where one page holds all. `runs` are the `leaves`."""
    if len(set(index.files.values())) <= 1:
        return ()
    ordered, _ = index.drawn
    pages = {run: index.files[event.id] for run, (event, _) in zip(runs, ordered, strict=True)}
    return tuple(
        YearLink(href=pages[run], text=run.heading(index.words), count=event_count(size, index.words))
        for run, size in Counter(runs).items()
    )


def actor_chapters(timeline: Timeline, index: Index, sources: Sequence[Source], *, framed: bool) -> tuple[Chapter, ...]:
    """A page, or a page for somebody's frame, for each actor that the editor named: that actor's events only."""
    chapters = []
    for name, own_file in index.actor_files.items():
        file = f"embed-{own_file}" if framed else own_file
        events = [event for event in timeline.events if name in {part.actor.name for part in event.participants}]
        chapters.append(_chapter(file, name, events, index, _cited(events, index, sources)))
    return tuple(chapters)


def key_chapter(index: Index, sources: Sequence[Source]) -> Chapter:
    """The most salient events, in the order of the page; answers travel on the cards of their claims."""
    ordered, _ = index.drawn
    ranked = sorted(ordered, key=lambda pair: (not pair[0].pinned, -pair[0].salience, -len(pair[0].origins), pair[0].id))
    chosen = {event.id for event, _ in ranked[:_KEY_EVENTS]}
    return _run(COMPACT, index.words.say("Key events"), [event for event, _ in ordered if event.id in chosen], index, sources)


def single_chapters(timeline: Timeline, index: Index, sources: Sequence[Source]) -> tuple[Chapter, ...]:
    """Each event alone, for somebody's frame; none where there are very many."""
    if len(timeline.events) > _ALONE:
        return ()
    return tuple(_run(f"embed-event-{event.id}.html", "", [event], index, sources) for event in timeline.events)


def source_chapters(index: Index, sources: Sequence[Source], links: Sequence[YearLink]) -> Sequence[Chapter]:
    """The pages of the sources, each made when it is asked for; `links` are the `source_overview`."""

    def chapter(number: int) -> Chapter:
        link = links[number] if links else YearLink(href=source_file(0), text="", count="")
        shown = tuple(sources[number * WHOLE : (number + 1) * WHOLE])
        return replace(_run(link.href, link.text, (), index, sources), sources=shown)

    return Made(range(len(links) or 1), chapter)


def source_overview(index: Index, sources: Sequence[Source]) -> tuple[YearLink, ...]:
    """Every page of sources, with their numbers; nothing where one page holds all."""
    if len(sources) <= WHOLE:
        return ()
    starts = range(0, len(sources), WHOLE)
    spans = (dict.fromkeys((start + 1, min(start + WHOLE, len(sources)))) for start in starts)
    texts = (" – ".join(map(index.words.number, span)) for span in spans)
    return tuple(YearLink(href=source_file(page), text=text, count="") for page, text in enumerate(texts))


def actor_files(timeline: Timeline, names: Sequence[str]) -> dict[str, str]:
    """Name → file, for the named actors who play a part in an event."""
    present = {part.actor.name for event in timeline.events for part in event.participants}
    files: dict[str, str] = {}
    for name in dict.fromkeys(names):
        plain = normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
        slug = "-".join(re.findall("[a-z0-9]+", plain)) or sha256(name.encode()).hexdigest()[:8]
        if name in present:
            files[name] = f"actor-{slug}{f'-{len(files)}' if f'actor-{slug}.html' in files.values() else ''}.html"
    return files


# --- the parts of a chapter --------------------------------------------------------------------------------------------------------------


def _chapter(
    file: str, heading: str, events: Sequence[Event], index: Index, sources: tuple[Source, ...], drawn: Drawn | None = None
) -> Chapter:
    here, words = replace(index, here=file), index.words
    ordered, under = drawn or in_order(events)
    span = span_words([when for _, when in ordered], words)
    shown = words.say("{events} of {total}", events=event_count(len(events), words), total=words.number(len(index.events)))
    return Chapter(
        file=file,
        heading=heading,
        scope=words.say("{events}, {span}", events=shown, span=span) if span else shown,
        count=event_count(len(events), words),
        total=len(events),
        filters=_filters(events, here) if len(events) > 1 else None,
        periods=_periods(ordered, under, here),
        waiting=_undated(events, here, planned=True),
        unplaced=_undated(events, here, planned=False),
        sources=sources,
    )


def _run(file: str, heading: str, events: Sequence[Event], index: Index, sources: Sequence[Source]) -> Chapter:
    """A few events under one heading, without filters."""
    here = replace(index, here=file)
    cards = _cards([(event, "") for event in (reversed(events) if index.newest_first else events)], here)
    period = Period(anchor="events", gap="", heading=heading, count="", cards=cards)
    return Chapter(
        file=file,
        heading=heading,
        scope="",
        count=event_count(len(events), index.words),
        total=len(events),
        filters=None,
        periods=(period,),
        waiting=_cards((), index),
        unplaced=_cards((), index),
        sources=_cited(events, index, sources),
    )


def _periods(ordered: Placed, under: Sequence[Stretch], index: Index) -> tuple[Period, ...]:
    gaps = silences([when for _, when in ordered], index.words)
    if index.newest_first:  # a silence then stands before what it followed
        ordered, under, gaps = ordered[::-1], under[::-1], ("", *gaps[:0:-1])
    sections, start = [], 0
    for stretch, members in groupby(under):
        end = start + len(tuple(members))
        sections.append(_period(stretch, ordered[start:end], gaps[start:end], index))
        start = end
    return tuple(sections)


def _period(stretch: Stretch, events: Placed, gaps: Sequence[str], index: Index) -> Period:
    planned = sum(1 for event, _ in events if event.stage is Stage.PLANNED)
    return Period(
        anchor=stretch.anchor,
        gap=gaps[0],
        heading=stretch.heading(index.words),
        count=heading_count(stretch, (when for _, when in events), planned, index.words),
        cards=_cards([(event, gap if at else "") for at, ((event, _), gap) in enumerate(zip(events, gaps, strict=True))], index),
    )


def _undated(events: Sequence[Event], index: Index, *, planned: bool) -> Made[Card]:
    return _cards([(event, "") for event in events if event.when is None and (event.stage is Stage.PLANNED) is planned], index)


def _cards(events: Sequence[tuple[Event, str]], index: Index) -> Made[Card]:
    """The cards of events, each with the line on the silence before it."""
    return Made(events, lambda pair: card(pair[0], index, pair[1]))


def _cited(events: Sequence[Event], index: Index, sources: Sequence[Source]) -> tuple[Source, ...]:
    """The sources of some events and of what contradicts them, with the numbers they have everywhere."""
    conflicts = (index.conflicts[key] for event in events for key in event.conflicts if key in index.conflicts)
    claimed = {key for conflict in conflicts for claim in conflict.claims for key in claim.evidence}
    against = (index.disputed[key] for key in claimed if key in index.disputed)
    cited = {index.references.numbers[item.article] for item in chain(against, *(event.evidence for event in events))}
    return tuple([sources[number - 1] for number in sorted(cited)])


def _filters(events: Sequence[Event], index: Index) -> Filters:
    words = index.words
    frequency: dict[str, list[str]] = {}
    for event in events:
        for key, name in {part.actor.id: part.actor.name for part in event.participants}.items():
            frequency.setdefault(key, []).append(name)
    ranked = sorted(frequency.items(), key=lambda item: (-len(item[1]), item[1][0]))
    claims = {claim_of(event) for event in events}
    conflicts = sum(1 for event in events if any(key in index.conflicts for key in event.conflicts))
    cited = {item.article for event in events for item in event.evidence}
    chips = [index.references.chip(article) for article in sorted(cited, key=index.references.numbers.__getitem__)]
    often = [(key, names) for key, names in ranked[:_QUICK] if 1 < len(names) < len(events)]
    return Filters(
        quick=tuple(QuickChoice(value=index.actor_codes[key], text=names[0], count=words.number(len(names))) for key, names in often),
        actors=_choices([(index.actor_codes[key], f"{names[0]} ({len(names)})") for key, names in ranked]),
        publishers=_choices([(f"p{chip.number}", f"[{chip.number}] {chip.name}") for chip in chips]),
        claims=_choices([(claim, _claim_choice(claim, words)) for claim in TAGS if claim in claims]),
        conflicts=words.say("Only where sources differ ({events})", events=event_count(conflicts, words)) if conflicts else "",
    )


def _claim_choice(claim: str, words: Phrases) -> str:
    return tag(claim, words) or words.say("Happened")


def _choices(pairs: Sequence[tuple[str, str]]) -> tuple[Choice, ...]:
    return tuple(Choice(value=value, text=text) for value, text in pairs) if len(pairs) > 1 else ()
