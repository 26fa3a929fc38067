"""A build in, what the review page is shown out, as JSON: each event with its evidence, why it wants a look, what was decided already."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import fields

from timeline import curation, events, wording
from timeline.curation import VERBS, Accept, Correction, Corrections, Entry, Hide, Part, Reject
from timeline.exporting.words import date_words
from timeline.model import Article, Basis, Conflict, Event, Evidence, Review, RoleName, Stage, Timeline
from timeline.serving.decisions import OTHER, addresses
from timeline.serving.project import Built
from timeline.when import Precision, When, to_edtf

Json = dict[str, object]

# Why an event wants a look, the most urgent first.
REASONS = {
    "changed": "Changed since accepted",
    "sensitive": "Sensitive",
    "conflict": "Sources differ",
    "similar": "Perhaps told twice",
    "undated": "No date",
    "weak": "Weakly dated",
    "single": "One origin",
}
_VERDICTS = {Review.OPEN: "", Review.ACCEPTED: "accepted", Review.KEPT: "changed"}
_WEAK = frozenset({Basis.BOUNDED, Basis.INFERRED, Basis.REPORTED, Basis.UNKNOWN})
_WIDE = frozenset({Precision.YEAR, Precision.DECADE, Precision.CENTURY})
_COMMON = frozenset(field.name for field in fields(Correction))


def state(built: Built) -> Json:
    """Everything the page needs but the texts of the articles; no events where nothing could be built yet."""
    timeline = built.timeline or Timeline(title="")
    kinds = events.lexicon(timeline.language.partition("-")[0]).kinds
    articles = {article.id: article for article in timeline.articles}
    conflicts: dict[str, list[Conflict]] = defaultdict(list)
    for conflict in timeline.conflicts:
        conflicts[conflict.event].append(conflict)
    decided = entries_by_event(built.corrections, timeline)
    quotes = {item.key: item.quote for event in timeline.events for item in event.evidence}
    return {
        "build": built.number,
        "digest": built.corrections.digest,
        "title": timeline.title,
        "error": list(built.error),
        "reasons": REASONS,
        "kinds": sorted({*kinds, OTHER}),
        "stages": [stage.value for stage in Stage],
        "roles": [role.value for role in RoleName],
        "events": [_event(event, articles, quotes, conflicts[event.id], decided.get(event.id, ())) for event in timeline.events],
        "articles": [_article(article) for article in timeline.articles],
        "loose": [_entry(entry) for entry in decided.get("", ())],
    }


def entries_by_event(corrections: Corrections, timeline: Timeline) -> Mapping[str, tuple[Entry, ...]]:
    """Event id → the corrections about it, in the order of the file; those about no event of today, such as rejected ones, under ""."""
    evidence = [item for event in timeline.events for item in event.evidence]
    owner = {item.key: event.id for event in timeline.events for item in event.evidence}
    placed = curation.plan(corrections, evidence, timeline.articles).placed
    places = {item.entry.id: dict.fromkeys(owner.get(key, "") for key in item.keys.values()) for item in placed}
    quoted = {(item.article, item.quote): event.id for event in timeline.events for item in event.evidence}
    found: dict[str, list[Entry]] = defaultdict(list)
    for entry in corrections.entries:
        said = [quoted.get((address.article, address.quote), "") for address in addresses(entry.correction)]
        gone = isinstance(entry.correction, Reject | Hide) and addresses(entry.correction)[0].key not in owner
        for id_ in [""] if gone else places.get(entry.id) or dict.fromkeys(said) or [""]:  # another event may quote the same sentence
            found[id_].append(entry)
    return {id_: tuple(rows) for id_, rows in found.items()}


# --- one event ---------------------------------------------------------------------------------------------------------------------------


def _event(
    event: Event, articles: Mapping[str, Article], quotes: Mapping[str, str], conflicts: Sequence[Conflict], entries: Sequence[Entry]
) -> Json:
    return {
        "id": event.id,
        "title": event.title,
        "kind": event.kind,
        "stage": event.stage.value,
        "denied": event.polarity.value == "denied",
        "speaker": event.speaker,
        "sensitive": event.sensitive,
        "changes": list(event.changes),
        "edits": list(event.edits),
        "date": date_words(event),
        "edtf": to_edtf(event.when) if event.when else "",
        "steps": list(event.steps),
        "actors": [part.actor.name for part in event.participants],
        "parts": [{"name": part.actor.name, "role": part.role.value} for part in event.participants],
        "pinned": event.pinned,
        "origins": len(event.origins),
        "evidence": [_evidence(item, articles[item.article]) for item in event.evidence],
        "conflicts": [_conflict(conflict, quotes) for conflict in conflicts],
        "similar": list(event.suggestions),
        "reasons": list(_reasons(event, conflicts, entries)),
        "verdict": _VERDICTS[event.review],
        "entries": [_entry(entry) for entry in entries],
    }


def _reasons(event: Event, conflicts: Sequence[Conflict], entries: Sequence[Entry]) -> Iterator[str]:
    if event.changes:
        yield "changed"
    if event.sensitive:
        yield "sensitive"
    if any(conflict.shown is None or not _is_settled(entries) for conflict in conflicts):
        yield "conflict"
    if event.suggestions:
        yield "similar"
    if event.when is None:
        yield "undated"
    elif event.basis in _WEAK or event.when.precision in _WIDE:
        yield "weak"
    if len(event.origins) == 1:
        yield "single"


def _is_settled(entries: Sequence[Entry]) -> bool:
    return any(isinstance(entry.correction, curation.Settle) for entry in entries)


def _evidence(item: Evidence, article: Article) -> Json:
    time = item.time
    return {
        "key": item.key,
        "article": article.id,
        "source": name(article),
        "published": _published(article),
        "note": article.kind.value == "note",
        "prefix": item.prefix,
        "quote": item.quote,
        "suffix": item.suffix,
        "time": [time.start - item.start, time.end - item.start] if time and item.start <= time.start < time.end <= item.end else None,
        "trigger": [item.trigger.start - item.start, item.trigger.end - item.start],
        "date": wording.label(item.when) if item.when else "",
        "edtf": to_edtf(item.when) if item.when else "",
        "steps": list(item.steps),
        "stage": item.stage.value,
        "denied": item.polarity.value == "denied",
        "speaker": item.speaker,
        "via": item.via,
        "origin": item.origin,
        "hedged": item.hedged,
    }


def _conflict(conflict: Conflict, quotes: Mapping[str, str]) -> Json:
    """A conflict with the quotes of each claim, which may be those of another event."""
    claims = [
        {
            "value": claim.value,
            "measure": claim.measure,
            "quotes": list(dict.fromkeys(quotes[key] for key in claim.evidence if key in quotes)),
        }
        for claim in conflict.claims
    ]
    return {"id": conflict.id, "kind": conflict.kind.value, "reason": conflict.reason, "shown": conflict.shown, "claims": claims}


def _entry(entry: Entry) -> Json:
    """A correction with what it says in a few words."""
    correction = entry.correction
    quote = next((address.quote for address in addresses(correction) if address.quote), "")
    return {
        "id": entry.id,
        "do": VERBS[type(correction)],
        "by": correction.by,
        "at": correction.at,
        "reason": correction.reason,
        "line": entry.line,
        "says": says(correction),
        "title": quote,
        "rejects": isinstance(correction, Reject | Hide),
    }


def says(correction: Correction) -> str:
    """What a correction sets, in a few words; empty for one that only decides."""
    if isinstance(correction, Accept):
        return ""
    own = [field.name for field in fields(correction) if field.name not in _COMMON]
    values = [getattr(correction, field) for field in own]
    listed = [item for value in values for item in (value if isinstance(value, tuple) else (value,))]
    return ", ".join(words for item in listed if (words := _in_words(item)))


def _in_words(value: object) -> str:
    """A name, a date, or who takes part; nothing for what addresses an event or a quote."""
    if isinstance(value, When):
        return wording.label(value)
    return f"{value.name} ({value.role.value})" if isinstance(value, Part) else value if isinstance(value, str) else ""


# --- articles ----------------------------------------------------------------------------------------------------------------------------


def _article(article: Article) -> Json:
    undated = article.published_basis in (Basis.UNKNOWN, Basis.INFERRED)
    return {
        "id": article.id,
        "name": name(article),
        "title": article.title or article.path,
        "date": _published(article),
        "undated": undated,
    }


def name(article: Article) -> str:
    """What an article is called: its publisher, or its file."""
    return article.publisher or (article.based_on.publisher if article.based_on else "") or article.path


def _published(article: Article) -> str:
    return wording.published(article.published) if article.published else "no date"
