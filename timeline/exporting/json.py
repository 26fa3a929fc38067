"""Timeline in, `timeline.json` out: version 1 of the contract with everything outside.

The JSON Schema stands in `docs/reference/timeline.schema.json`. Offsets count characters of the article's text; days are ISO or null.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache

from timeline import wording
from timeline.exporting.format import Format, Setting
from timeline.exporting.words import line
from timeline.model import Article, Basis, Conflict, Event, Evidence, Problem, Timeline
from timeline.when import When, to_edtf

VERSION = 1
Json = dict[str, object]


def to_json(timeline: Timeline) -> str:
    """The timeline as JSON text, one record a line, with a final newline; `<` is escaped, so that it may stand inside a page."""
    return JSON.text(Setting.of(timeline))


def _head(setting: Setting) -> Iterator[str]:
    timeline = setting.timeline
    head = {"version": VERSION, "title": timeline.title, "description": timeline.description}
    head |= {"draft": True} if timeline.draft else {}
    head |= {"language": timeline.language, "rules": timeline.rules}
    yield "{\n" + ",\n".join(f"{line(key)}: {line(value)}" for key, value in head.items())
    yield from _list("articles", map(_article, timeline.articles))
    yield ',\n"events": ['


def _piece(event: Event, _: Setting) -> str:
    return f"\n{line(_event(event))}"


def _tail(setting: Setting) -> Iterator[str]:
    yield "]"
    yield from _list("conflicts", map(_conflict, setting.timeline.conflicts))
    yield from _list("problems", map(_problem, setting.timeline.problems))
    yield "\n}\n"


JSON = Format(head=_head, piece=_piece, tail=_tail, between=",")


def _list(name: str, rows: Iterable[Json]) -> Iterator[str]:
    """A list of the whole, a record a line: what changed between two builds shows line by line."""
    yield f',\n"{name}": ['
    for number, row in enumerate(rows):
        yield f"{',' if number else ''}\n{line(row)}"
    yield "]"


def _article(article: Article) -> Json:
    based_on = article.based_on
    return {
        "id": article.id,
        "path": article.path,
        "kind": article.kind,
        "title": article.title,
        "publisher": article.publisher,
        "author": article.author,
        "url": article.url,
        "language": article.language,
        "origin": article.origin,
        "text_hash": article.text_hash,
        "published": _published(article),
        "based_on": {
            "publisher": based_on.publisher,
            "title": based_on.title,
            "date": to_edtf(based_on.date) if based_on.date else None,
            "url": based_on.url,
        }
        if based_on
        else None,
    }


def _published(article: Article) -> Json:
    when = article.published
    return {
        "edtf": to_edtf(when) if when else None,
        "first": _day(when.first) if when else None,
        "last": _day(when.last) if when else None,
        "basis": article.published_basis,
        "steps": list(article.published_steps),
    }


def _event(event: Event) -> Json:
    return {
        "id": event.id,
        "title": event.title,
        "summary": event.summary,
        "kind": event.kind,
        "stage": event.stage,
        "polarity": event.polarity,
        "speaker": event.speaker,
        "salience": event.salience,
        "review": event.review,
        "edits": list(event.edits),
        "origins": list(event.origins),
        "actors": [{"id": part.actor.id, "name": part.actor.name, "role": part.role} for part in event.participants],
        "when": _when(event.when, event.basis, event.reported, event.steps) if event.when else None,
        "reason": "" if event.when else " ".join(event.steps),
        "evidence": [_evidence(item) for item in event.evidence],
        "answers": list(event.answers),
        "after": list(event.after),
        "before": list(event.before),
        "conflicts": list(event.conflicts),
    }


def _evidence(item: Evidence) -> Json:
    time = item.time
    return {
        "key": item.key,
        "article": item.article,
        "quote": item.quote,
        "prefix": item.prefix,
        "suffix": item.suffix,
        "start": item.start,
        "end": item.end,
        "trigger": {"text": item.trigger.text, "start": item.trigger.start, "end": item.trigger.end},
        "stage": item.stage,
        "polarity": item.polarity,
        "speaker": item.speaker,
        "via": item.via,
        "origin": item.origin,
        "time": {
            "text": time.text,
            "start": time.start,
            "end": time.end,
            "type": time.type,
            "value": time.value,
            "mod": time.mod,
            "rule": time.rule,
        }
        if time
        else None,
        "when": _when(item.when, item.basis, item.reported, item.steps) if item.when else None,
        "steps": list(item.steps),
    }


@lru_cache(maxsize=1 << 12)  # neighbours in a text share their dates and reasons
def _when(when: When, basis: Basis, reported: When | None, steps: tuple[str, ...]) -> Json:
    return {
        "edtf": to_edtf(when),
        "first": _day(when.first),
        "last": _day(when.last),
        "precision": when.precision,
        "extent": when.extent,
        "approximate": when.approximate,
        "uncertain": when.uncertain,
        "label": wording.label(when),
        "basis": basis,
        "reported": to_edtf(reported) if reported else None,
        "steps": list(steps),
    }


def _conflict(conflict: Conflict) -> Json:
    return {
        "id": conflict.id,
        "kind": conflict.kind,
        "event": conflict.event,
        "shown": conflict.shown,
        "reason": conflict.reason,
        "same_measure": conflict.same_measure,
        "claims": [{"value": claim.value, "measure": claim.measure, "evidence": list(claim.evidence)} for claim in conflict.claims],
    }


def _problem(problem: Problem) -> Json:
    return {
        "severity": problem.severity,
        "code": problem.code,
        "path": problem.path,
        "line": problem.line,
        "message": problem.message,
        "hint": problem.hint,
    }


def _day(day: object) -> str | None:
    return None if day is None else str(day)
