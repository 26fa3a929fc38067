"""An outcome in, the sentences out that tell a reader how the date was worked out."""

from __future__ import annotations

from functools import lru_cache

from timeline.model import Anchor, Basis, TimeExpression
from timeline.readings import Unit
from timeline.resolving.outcome import Hangs, Outcome
from timeline.when import When
from timeline.wording import label as _label
from timeline.wording import published as published_words

label = lru_cache(maxsize=4096)(_label)


def steps_of(expression: TimeExpression, anchor: Anchor, outcome: Outcome, when: When | None, basis: Basis) -> tuple[str, ...]:
    """One or two short sentences, e.g. "“earlier last month” in an article of 6 July 2025 is early June 2025"."""
    if when is None:
        return (f"“{_quoted(expression)}” speaks of time but names no date.",)
    words = label(when)
    if outcome.hangs is Hangs.EARLIER and outcome.earlier is not None:
        before, known = _folded(outcome.earlier.text), label(outcome.earlier.period.when)
        link = "with the year of" if _takes_only_year(outcome) else "after"
        return (f"“{_quoted(expression)}” {link} “{before}”{'' if before == known else f' ({known})'} is {words}",)
    if outcome.hangs is Hangs.PUBLISHED and anchor.published is not None:
        return (f"“{_quoted(expression)}” in {_article(anchor, basis)} is {words}",)
    return (f"“{_quoted(expression)}” is {words}",)


def _takes_only_year(outcome: Outcome) -> bool:
    return (
        outcome.earlier is not None
        and outcome.period is not None
        and outcome.earlier.period.unit is Unit.YEAR
        and outcome.period.is_finer_than(Unit.YEAR)
    )


def _article(anchor: Anchor, basis: Basis) -> str:
    assert anchor.published is not None  # callers ask only then
    words = published_words(anchor.published)
    if basis is Basis.INFERRED or anchor.published_basis is Basis.INFERRED:
        return f"an article published {'on ' if anchor.published.is_day else ''}{words} (inferred)"
    return f"an article of {words}"


def _quoted(expression: TimeExpression) -> str:
    return _folded(expression.text)


def _folded(text: str) -> str:
    return " ".join(text.split())
