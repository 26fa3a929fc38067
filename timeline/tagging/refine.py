"""TimeExpressions in, better TimeExpressions out: plain functions in a written order, each with its reason."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from timeline.model import Sentence, TimeExpression
from timeline.readings import CalendarDate, Holiday, NamedUnit, Reading, TimeOfDay, Unit
from timeline.rules import Rules
from timeline.tagging.tense import governing_tense

Refiner = Callable[[tuple[TimeExpression, ...], str, tuple[Sentence, ...], Rules], tuple[TimeExpression, ...]]


def refine(found: tuple[TimeExpression, ...], text: str, sentences: tuple[Sentence, ...], rules: Rules) -> tuple[TimeExpression, ...]:
    """Apply every refiner, in order."""
    for refiner in REFINERS:
        found = refiner(found, text, sentences, rules)
    return found


def add_tense(found: tuple[TimeExpression, ...], text: str, sentences: tuple[Sentence, ...], rules: Rules) -> tuple[TimeExpression, ...]:
    """Dates whose year or week the words leave open turn by the tense of their verb."""
    by_index = {sentence.index: sentence for sentence in sentences}
    return tuple(
        replace(one, tense=governing_tense(text, by_index[one.sentence], one.start, one.end, rules)) if _turns(one.reading) else one for one in found
    )


def _turns(reading: Reading) -> bool:
    match reading:
        case CalendarDate():
            return reading.year is None
        case NamedUnit():
            return reading.unit is Unit.WEEKEND
        case Holiday():
            return reading.year is None
        case TimeOfDay():
            return reading.day is not None and _turns(reading.day)
        case _:
            return False


REFINERS: tuple[Refiner, ...] = (add_tense,)
