"""A correction in, its lines for the file out: block style, every free text in double quotes, so that no text breaks out of its place."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import fields
from enum import Enum
from typing import Any

from timeline.curation.parse import slots
from timeline.curation.records import VERBS, Address, Correction, Part
from timeline.errors import ConfigError
from timeline.when import When, to_edtf

_WORD = re.compile(r"(?!(?:y|n|yes|no|on|off|true|false|null)\Z)[a-z]{1,20}(?:-[a-z]{1,20}){0,3}")  # what no reader of YAML mistakes
_LATIN, _BASIC = 0xFF, 0xFFFF  # what \x and \u can write


def emit(correction: Correction, indent: int = 0) -> str:
    """The lines of one correction as an item of a list, `indent` spaces from the margin; ConfigError for text that is no Unicode."""
    margin = " " * indent
    rows = [("do", VERBS[type(correction)]), *_rows(correction)]
    lines = [line for name, value in rows for line in _lines(name, value, f"{margin}  ")]
    return f"{margin}- {lines[0].lstrip()}\n" + "".join(f"{line}\n" for line in lines[1:])


def _rows(record: Correction | Address | Part) -> list[tuple[str, Any]]:
    defaults = {field.name: field.default for field in fields(record)}
    values = [(slot.name, getattr(record, slot.name)) for slot in slots(type(record))]  # type: ignore[arg-type]
    return [(name, value) for name, value in values if value != defaults[name]]


def _lines(name: str, value: Any, margin: str) -> Iterator[str]:  # noqa: ANN401  whatever a record holds
    if isinstance(value, Address | Part):
        yield f"{margin}{name}:"
        for inner, text in _rows(value):
            yield from _lines(inner, text, f"{margin}  ")
    elif isinstance(value, tuple):
        yield f"{margin}{name}:"
        for item in value:
            yield from _item(item, f"{margin}  ")
    else:
        yield f"{margin}{name}: {_scalar(value)}"


def _item(value: Any, margin: str) -> Iterator[str]:  # noqa: ANN401  whatever a list holds
    if not isinstance(value, Address | Part):
        yield f"{margin}- {_scalar(value)}"
        return
    inner = [line for name, text in _rows(value) for line in _lines(name, text, f"{margin}  ")]
    yield f"{margin}- {inner[0].lstrip()}"
    yield from inner[1:]


def _scalar(value: str | Enum | When) -> str:
    text = to_edtf(value) if isinstance(value, When) else str(value.value) if isinstance(value, Enum) else value
    return text if _WORD.fullmatch(text) else f'"{"".join(map(_escaped, text))}"'


def _escaped(sign: str) -> str:
    """A character inside double quotes; what cannot be printed is written as its number."""
    if sign in '"\\':
        return f"\\{sign}"
    if sign.isprintable():
        return sign
    number = ord(sign)
    if 0xD800 <= number <= 0xDFFF:  # noqa: PLR2004  half a surrogate pair
        raise ConfigError("a text holds half a character, which cannot be written", hint="type it again")
    return {"\n": "\\n", "\t": "\\t"}.get(sign) or (
        f"\\x{number:02X}" if number <= _LATIN else f"\\u{number:04X}" if number <= _BASIC else f"\\U{number:08X}"
    )
