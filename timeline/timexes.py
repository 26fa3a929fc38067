"""A text and its date in, time expressions with their TIMEX3 values, days and derivation out: the door of the library."""

from __future__ import annotations

import re
from dataclasses import fields, is_dataclass, replace
from datetime import date
from functools import lru_cache
from itertools import accumulate, pairwise
from typing import Any

import re2

from timeline import rules
from timeline.dates import as_when
from timeline.model import Basis, Block, Resolution, TimeExpression, Unresolved
from timeline.readings import Reading
from timeline.resolving import resolve, values
from timeline.sentences import split_text
from timeline.tagging import tag
from timeline.when import When, to_edtf
from timeline.wording import label
from timeline.wording import published as published_words

Found = Resolution | Unresolved
_LINE = re.compile(r"[^\n]*\S")
_ENTRIES = 2  # dated lines that make a live blog


def tag_text(
    text: str, published: When | date | str | None = None, mode: str = "auto", language: str = "en", *, register: str | None = None
) -> tuple[Found, ...]:
    """Find and place all time expressions of a text, in order; each knows its span, TIMEX3 type, value and mod, days and derivation.

    `published` is the text's date: a day, a `When`, a `datetime.date` or a date in writing ("2025-07-06", "6 July 2025", "2025-06" for a
    month); without it, relative words are Unresolved with the reason. `mode` is auto, news or narrative (see `resolve`). `register` is
    "message", "narrative" or "" (neither); None lets the text decide. InputError where `published` is no date, RuleError where the language
    has no rules. Where lines that are dates ("Update 3 July, 14:05") stand over the entries of a live blog, they date them.

    >>> [found.expression.value for found in tag_text("He resigned last Friday.", "2025-07-06")]
    ['2025-07-04']
    """
    day = as_when(published)
    entries = _entries(text, day, language)
    return resolve(_expressions(text, language, register), published=day, mode=mode, text=text, blocks=entries, language=language)


def line(doc: str, text: str, published: When | None = None, mode: str = "auto", language: str = "en") -> dict[str, Any]:
    """The record of one document as `timeline tag --jsonl` writes it: offsets in characters, TIMEX3 type, value and mod."""
    found = _expressions(text, language, None)
    entries = _entries(text, published, language)
    said = values(found, published=published, mode=mode, text=text, blocks=entries, language=language)
    return {
        "doc": doc,
        "timexes": [
            {"start": one.start, "end": one.end, "text": one.text, "type": kind, "value": value, "mod": one.mod}
            for one, (kind, value) in zip(found, said, strict=True)
        ],
    }


def _entries(text: str, published: When | None, language: str) -> tuple[Block, ...]:
    """The entries of a live blog, each with its date; nothing for any other text."""
    stamped = _stamped(language)
    if stamped is None:
        return ()
    data = text.encode(errors="replace")
    stamps = [found.start() for found in stamped.finditer(data)]
    if len(stamps) < _ENTRIES:
        return ()
    from timeline.entries import dated_entries  # few texts are live blogs

    starts = accumulate(len(data[one:other].decode()) for one, other in pairwise((0, *stamps)))
    lines = [found for start in starts if (found := _LINE.match(text, start))]
    blocks = dated_entries(text, tuple(Block(start=found.start(), end=found.end(), line=0) for found in lines), published, language)
    ends = (*(block.start for block in blocks[1:]), len(text))
    return tuple(replace(block, end=end) for block, end in zip(blocks, ends, strict=True))


@lru_cache(maxsize=8)
def _stamped(language: str) -> Any:  # noqa: ANN401  re2 has no types
    """What a line may open with that dates an entry: a quick look before the close one."""
    words = rules.load(language).scan
    if "entry_label" not in words:
        return None
    month = rules.read_table(language, "head")["head"]["month"]
    opens = rf"(?:{words['entry_label']}[ :,]|{words['entry_weekday']}[,.]|\d{{1,2}}\.?[a-z]{{0,2}} {month}|{month}\.? \d)"
    return re2.compile(f"(?im)^{opens}")


def _expressions(text: str, language: str, register: str | None) -> tuple[TimeExpression, ...]:
    return tag(text, split_text(text, language=language), rules.load(language), register=register)


def explain(text: str, published: When | date | str | None = None, mode: str = "auto", language: str = "en") -> str:
    """For a person: every time expression of a text with rule, reading, anchor, steps and result, or what is missing."""
    published = as_when(published)
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
    if one.basis is Basis.STATED:
        return "none needed"
    if one.anchor.earlier is not None:
        return f"“{one.anchor.earlier_text}”, {label(one.anchor.earlier)}"
    return f"the article's date, {published_words(one.anchor.published)}" if one.anchor.published else "none needed"
