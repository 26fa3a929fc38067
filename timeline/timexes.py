"""A text and its date in, time expressions with their TIMEX3 values, days and derivation out: the door of the library."""

from __future__ import annotations

from dataclasses import fields, is_dataclass
from typing import Any

from timeline import rules
from timeline.model import Resolution, Unresolved
from timeline.readings import Reading
from timeline.resolving import resolve
from timeline.sentences import split_text
from timeline.tagging import tag
from timeline.when import When, to_edtf
from timeline.wording import label
from timeline.wording import published as published_words

Found = Resolution | Unresolved


def tag_text(
    text: str, published: When | None = None, mode: str = "auto", language: str = "en", *, register: str | None = None
) -> tuple[Found, ...]:
    """Find and place all time expressions of a text, published at a date or interval (None if unknown).

    >>> from timeline.when import from_edtf
    >>> [one.expression.value for one in tag_text("He resigned last Friday.", from_edtf("2025-07-06"))]
    ['2025-07-04']
    """
    expressions = tag(text, split_text(text, language=language), rules.load(language), register=register)
    return resolve(expressions, published=published, mode=mode, text=text)


def line(doc: str, found: tuple[Found, ...]) -> dict[str, Any]:
    """The record of one document as `timeline tag --jsonl` writes it: offsets in characters, TIMEX3 type, value and mod."""
    return {
        "doc": doc,
        "timexes": [
            {"start": e.start, "end": e.end, "text": e.text, "type": str(e.type), "value": e.value, "mod": e.mod}
            for e in (one.expression for one in found)
        ],
    }


def explain(text: str, published: When | None = None, mode: str = "auto", language: str = "en") -> str:
    """For a person: every time expression of a text with rule, reading, anchor, steps and result, or what is missing."""
    found = tag_text(text, published, mode, language, register="")
    if not found:
        return "No time expression found."
    return "\n\n".join(_explained(one, published) for one in found)


def _explained(one: Found, published: When | None) -> str:
    e = one.expression
    lines = [f"“{' '.join(e.text.split())}”", f"  rule     {e.rule}", f"  reading  {_reading(e.reading)}"]
    if isinstance(one, Unresolved):
        lines += [f"  TIMEX3   {e.type} {e.value or '–'}", f"  missing  {one.reason}" + ("" if published else "; give one with --date")]
        return "\n".join(lines)
    lines.append(f"  anchor   {_anchor(one)}")
    lines += [f"  step     {step}" for step in one.steps]
    lines.append(f"  TIMEX3   {e.type} {e.value}" + (f" {e.mod}" if e.mod else ""))
    if one.when is not None:
        lines.append(f"  result   {label(one.when)} ({to_edtf(one.when)}), {one.basis}")
    return "\n".join(lines)


def _reading(reading: Reading) -> str:
    """A reading with only what the words say."""
    said = ((item.name, getattr(reading, item.name), item.default) for item in fields(reading))
    return f"{type(reading).__name__}({', '.join(f'{name}={_part(value)}' for name, value, default in said if value != default)})"


def _part(value: object) -> str:
    return _reading(value) if is_dataclass(value) and not isinstance(value, type) else str(value)  # type: ignore[arg-type]


def _anchor(one: Resolution) -> str:
    if one.anchor.earlier is not None:
        return f"“{one.anchor.earlier_text}”, {label(one.anchor.earlier)}"
    return f"the article's date, {published_words(one.anchor.published)}" if one.anchor.published else "none needed"
