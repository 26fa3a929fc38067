"""What an article has said so far, seen from one expression: its date, the dates before it, the tense."""

from __future__ import annotations

from collections import deque
from dataclasses import field

from timeline.model import Tense
from timeline.quick import dataclass
from timeline.readings import Unit
from timeline.resolving.periods import Period, containing
from timeline.when import Day

_REPORTED = 300  # days after its end in which a quarter is what reports are about
_SUMMED = 1  # sentences for which months summed up outweigh the quarter
_REACH = 6  # sentences over which a quarter or month lends its grain to "a year earlier"
_REPORTS = frozenset({Unit.QUARTER, Unit.HALF})
_KEPT = 64  # quarters and halves that a text may be about; what was said before them is forgotten


@dataclass(frozen=True, slots=True)
class Mention:
    """A calendar unit that the text spoke of, its words, the sentence, and how many were said before."""

    period: Period
    text: str
    sentence: int
    number: int
    stated: bool
    aside: bool = False
    fiscal: bool = False
    clock: bool = False  # with an hour of it


@dataclass(slots=True)
class Context:
    """Grows while one article is read; private to that reading."""

    published: Day | None
    narrative: bool
    wide: bool = False  # the article's date is an interval, of which `published` is one end
    sentence: int = 0
    tense: Tense = Tense.NONE
    section: int | None = None  # the year of the last heading that opens with a date, in a story
    said: int = 0  # dates so far
    final: Mention | None = None  # the date spoken of last
    main: Mention | None = None  # the last one that was not mentioned by the way
    latest: dict[Unit, Mention] = field(default_factory=dict)
    reports: deque[Mention] = field(default_factory=lambda: deque(maxlen=_KEPT))  # quarters and halves, comparisons left out
    stretch: tuple[int, int] = (-1, 0)  # the sentence that spoke last of "the nine months", and how many dates had been said by then

    def remember_stretch(self) -> None:
        """Note that the text spoke of some months that a report sums up."""
        self.stretch = (self.sentence, self.said)

    def remember(self, period: Period, text: str, *, stated: bool, aside: bool = False, fiscal: bool = False, clock: bool = False) -> None:
        """Note a date that later words may hang on."""
        mention = Mention(period, text, self.sentence, self.said, stated, aside, fiscal, clock)
        self.said += 1
        self.final = self.latest[period.unit] = mention
        if not aside:
            self.main = mention
            if period.unit in _REPORTS:
                self.reports.append(mention)

    @property
    def story(self) -> Mention | None:
        """The date that carries a story on: the last one, but for a year mentioned by the way."""
        return self.main or self.last

    @property
    def last(self) -> Mention | None:
        """The date spoken of last; not a year mentioned by the way in a sentence that has a date of its own."""
        last, main = self.final, self.main
        if last is None or not last.aside:
            return last
        return main if main is not None and main.sentence == last.sentence else last

    def last_of(self, *units: Unit, reach: int | None = None) -> Mention | None:
        """The last date spoken of that is one of these units, within so many sentences."""
        said = [self.latest[unit] for unit in units if unit in self.latest]
        last = max(said, key=lambda mention: mention.number, default=None)
        return None if last is None or (reach is not None and self.sentence - last.sentence > reach) else last

    def topic(self, reach: int | None = _REACH) -> Mention | None:
        """The quarter or half that the sentences just before are about, comparisons left out: its grain is that of "a year earlier"."""
        for mention in reversed(self.reports):
            if reach is not None and self.sentence - mention.sentence > reach:
                return None
            if self.published is None or 0 < self.published.days_since(mention.period.last) <= _REPORTED:
                return mention
        return None

    def sums_up(self, quarter: Mention) -> bool:
        """Whether the text went on from a quarter to "the nine months", so that it compares years."""
        sentence, before = self.stretch
        return self.sentence - sentence <= _SUMMED and quarter.number < before

    def anchor(self) -> Period | None:
        """What an incomplete date hangs on: the article's day in news, the last date in a narrative."""
        if self.narrative and self.last:
            return self.last.period
        return containing(self.published, Unit.DAY) if self.published else None
