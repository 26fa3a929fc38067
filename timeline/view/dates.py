"""A date and what it rests on → its words, its mark on the rail, and what HTML may say of it."""

from __future__ import annotations

from functools import lru_cache

from timeline import wording
from timeline.model import Basis
from timeline.phrases import ENGLISH, Phrases, phrase
from timeline.quick import dataclass
from timeline.view.text import capital
from timeline.when import Day, Extent, Precision, When, to_edtf, unit_around

_BASIS_WORDS = {
    Basis.STATED: "",
    Basis.RESOLVED: phrase("worked out"),
    Basis.INHERITED: phrase("worked out from an earlier sentence"),
    Basis.REPORTED: "",
    Basis.BOUNDED: phrase("known by order only"),
    Basis.INFERRED: phrase("article date inferred"),
    Basis.EDITED: phrase("date set by the editor"),
    Basis.UNKNOWN: "",
}
_HTML_UNITS = (Precision.DAY, Precision.MONTH, Precision.YEAR)


@dataclass(frozen=True, slots=True, kw_only=True)
class DateView:
    """`words` begin with a capital; `shape` is a class name; `datetime` is "" unless the date is a whole day, month or year."""

    words: str
    basis: str
    shape: str
    datetime: str
    edtf: str


@lru_cache(maxsize=1 << 12)  # many events share a date
def date_view(when: When | None, basis: Basis, reported: When | None, words: Phrases = ENGLISH) -> DateView:
    """Say a date: in words, in shape and for machines."""
    if basis is Basis.REPORTED and reported is not None:
        date = words.say("News of {date}", date=wording.label(reported, words))
    else:
        date = capital(wording.label(when, words)) if when else words.say("No date")
    return DateView(
        words=date,
        basis=words.say(_BASIS_WORDS[basis]) if when and _BASIS_WORDS[basis] else "",
        shape=_shape(when, basis),
        datetime=html_datetime(when) if when else "",
        edtf=to_edtf(when) if when else "",
    )


def html_datetime(when: When) -> str:
    """What `<time datetime>` may say: a sharp whole day, month or year of the years 1 to 9999; "" for all else."""
    if when.first is None or when.approximate or when.uncertain or when.first.year < 1 or when.extent is Extent.THROUGHOUT:
        return ""
    if when.precision not in _HTML_UNITS or not _fills_unit(when, when.precision):
        return ""
    return str(when.first)[: {Precision.DAY: 10, Precision.MONTH: 7, Precision.YEAR: 4}[when.precision]]


def anchor_day(when: When) -> Day:
    """The day a date is drawn at: its first, or its last where it is open at its start."""
    day = when.first if when.first is not None else when.last
    assert day is not None  # a When has one end at least
    return day


def _shape(when: When | None, basis: Basis) -> str:
    if when is None:
        return "nodate"
    by_basis = {Basis.EDITED: "edited", Basis.REPORTED: "reported", Basis.BOUNDED: "bounded"}
    if basis in by_basis:
        return by_basis[basis]
    if not when.is_bounded:
        return "bounded"
    if when.approximate or when.uncertain or basis is Basis.INFERRED:
        return "approx"
    if when.is_day:
        return "worked" if basis in (Basis.RESOLVED, Basis.INHERITED) else "day"
    if when.extent is Extent.THROUGHOUT:
        return "through"
    return "unit" if _is_unit(when) else "span"


def _is_unit(when: When) -> bool:
    """Whether it is a whole week, month, year or other unit, a day left open in its month included."""
    return _fills_unit(when, Precision.MONTH if when.precision is Precision.DAY else when.precision)


def _fills_unit(when: When, precision: Precision) -> bool:
    if when.first is None:
        return False
    try:
        whole = unit_around(when.first, precision)
    except ValueError:  # a unit cut short by the end of the calendar
        return False
    return (whole.first, whole.last) == (when.first, when.last)
