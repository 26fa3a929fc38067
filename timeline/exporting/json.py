"""Timeline in, `timeline.json` out: version 1 of the contract with everything outside.

The JSON Schema stands in `docs/reference/timeline.schema.json`. Offsets count characters of the article's text; days are ISO or null.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache
from json.encoder import encode_basestring as text

from timeline import wording
from timeline.exporting.format import Format, Setting, comma
from timeline.exporting.words import ENCODER, in_page, line
from timeline.model import Article, Basis, Conflict, Event, Evidence, Problem, TimeExpression, Timeline
from timeline.pieces import Piece
from timeline.when import When, to_edtf

VERSION = 1
Json = dict[str, object]


def to_json(timeline: Timeline) -> str:
    """The timeline as JSON text, one record a line, with a final newline; `<` is escaped, so that it may stand inside a page."""
    return JSON.text(Setting.of(timeline))


def _head(setting: Setting) -> Iterator[str | Piece]:
    timeline = setting.timeline
    head = {"version": VERSION, "title": timeline.title, "description": timeline.description}
    head |= {"draft": True} if timeline.draft else {}
    head |= {"language": timeline.language, "rules": timeline.rules}
    yield "{\n" + ",\n".join(f"{line(key)}: {line(value)}" for key, value in head.items())
    yield ',\n"articles": ['
    for number, article in enumerate(timeline.articles, start=1):
        name, before = setting.names.of_article(article.id), comma(number)
        yield Piece(name and name + before, _line, (article, before))
    yield '],\n"events": ['


def _line(of: tuple[Article, bytes]) -> bytes:
    article, before = of
    return b"%s\n%s" % (before, line(_article(article)).encode("utf-8", "replace"))


def _piece(event: Event, _: Setting) -> str:
    return f"\n{in_page(_event(event))}"


def _tail(setting: Setting) -> Iterator[str]:
    yield "]"
    yield from _list("conflicts", map(_conflict, setting.timeline.conflicts))
    yield from _list("problems", map(_problem, setting.timeline.problems))
    yield "\n}\n"


JSON = Format(head=_head, piece=_piece, tail=_tail, before=comma)


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


# Events and their evidence are most of a timeline. They are written as text at once: dictionaries would take twice as long.


def _event(event: Event) -> str:
    when = _when(event.when, event.basis, event.reported, event.steps)
    actors = [f'{{"id": {text(p.actor.id)}, "name": {text(p.actor.name)}, "role": "{p.role}"}}' for p in event.participants]
    return (
        f'{{"id": {text(event.id)}, "title": {text(event.title)}, "summary": {text(event.summary)}, "kind": {text(event.kind)}, '
        f'"stage": "{event.stage}", "polarity": "{event.polarity}", "speaker": {text(event.speaker)}, "salience": {event.salience!r}, '
        f'"review": "{event.review}", "edits": {_texts(event.edits)}, "origins": {_texts(event.origins)}, '
        f'"actors": [{", ".join(actors)}], "when": {when}, "reason": {text("" if event.when else " ".join(event.steps))}, '
        f'"evidence": [{", ".join(map(_evidence, event.evidence))}], "answers": {_texts(event.answers)}, '
        f'"after": {_texts(event.after)}, "before": {_texts(event.before)}, "conflicts": {_texts(event.conflicts)}}}'
    )


def _evidence(item: Evidence) -> str:
    trigger = item.trigger
    when, time = _when(item.when, item.basis, item.reported, item.steps), _time(item.time) if item.time else "null"
    return (
        f'{{"key": {text(item.key)}, "article": {text(item.article)}, "quote": {text(item.quote)}, "prefix": {text(item.prefix)}, '
        f'"suffix": {text(item.suffix)}, "start": {item.start}, "end": {item.end}, '
        f'"trigger": {{"text": {text(trigger.text)}, "start": {trigger.start}, "end": {trigger.end}}}, '
        f'"stage": "{item.stage}", "polarity": "{item.polarity}", "speaker": {text(item.speaker)}, "via": {text(item.via)}, '
        f'"origin": {text(item.origin)}, "time": {time}, "when": {when}, "steps": {_texts(item.steps)}}}'
    )


def _time(time: TimeExpression) -> str:
    return (
        f'{{"text": {text(time.text)}, "start": {time.start}, "end": {time.end}, "type": "{time.type}", "value": {text(time.value)}, '
        f'"mod": {text(time.mod)}, "rule": {text(time.rule)}}}'
    )


def _when(when: When | None, basis: Basis, reported: When | None, steps: tuple[str, ...]) -> str:
    if when is None:
        return "null"
    told = text(to_edtf(reported)) if reported else "null"
    return f'{_date(when)[:-1]}, "basis": "{basis}", "reported": {told}, "steps": {_texts(steps)}}}'


@lru_cache(maxsize=1 << 12)  # many events share a date
def _date(when: When) -> str:
    date: Json = {
        "edtf": to_edtf(when),
        "first": _day(when.first),
        "last": _day(when.last),
        "precision": when.precision,
        "extent": when.extent,
        "approximate": when.approximate,
        "uncertain": when.uncertain,
        "label": wording.label(when),
    }
    return ENCODER.encode(date)


@lru_cache(maxsize=1 << 12)  # neighbours in a text share their reasons
def _texts(texts: tuple[str, ...]) -> str:
    return f"[{', '.join(map(text, texts))}]"


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
