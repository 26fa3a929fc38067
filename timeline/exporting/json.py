"""Timeline in, `timeline.json` out: version 1 of the contract with everything outside.

The JSON Schema stands in `docs/reference/timeline.schema.json`. Offsets count characters of the article's text; days are ISO or null.
"""

from __future__ import annotations

import json

from timeline import wording
from timeline.model import Article, Basis, Conflict, Event, Evidence, Problem, Timeline
from timeline.when import When, to_edtf

VERSION = 1
Json = dict[str, object]


def to_json(timeline: Timeline) -> str:
    """The timeline as JSON text with a final newline; `<` is escaped, so that it may stand inside a page."""
    data = {
        "version": VERSION,
        "title": timeline.title,
        "description": timeline.description,
        "language": timeline.language,
        "rules": timeline.rules,
        "articles": [_article(article) for article in timeline.articles],
        "events": [_event(event) for event in timeline.events],
        "conflicts": [_conflict(conflict) for conflict in timeline.conflicts],
        "problems": [_problem(problem) for problem in timeline.problems],
    }
    return json.dumps(data, ensure_ascii=False, indent=1).replace("<", "\\u003c") + "\n"


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
