"""Undated articles, and what they share with dated ones, in; bounds for their dates, with reasons, out.

There are no inverse rules. Each thing an undated article says is a clue that allows some days for the article: a relative expression
allows the days on which its words would come to what other sources say of the same event, found by trying candidates with the resolver;
what is told as past allows the days from then on, what is planned the days up to then. The date lies where the clues meet. Only stated or
edited dates support a clue at first; in later rounds inferred articles may support others, but never those that supported them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache
from itertools import pairwise

from timeline.model import Article, Basis, Tense, TimeExpression
from timeline.quick import dataclass
from timeline.readings import CalendarDate, Duration, NotAfter, Reference, Shift
from timeline.when import MAX_YEAR, MIN_YEAR, Day, Precision, Relation, When, between, hull, month, on, relate, unit_around
from timeline.wording import label

ResolveAt = Callable[[TimeExpression, When], When | None]
"""What an expression comes to in an article of a candidate date, a month or a day; None where it comes to nothing.

It is asked with the tense of the `Shared` written into the expression.
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Shared:
    """One thing an undated article says of a time or of an event.

    The caller makes one for each time expression that belongs to a mention, and for each mention without one; `event` is the merged event,
    "" if the expression belongs to none. `tense` is how the article stands to the thing: PAST for what it tells as having happened, FUTURE
    for what is planned whatever the grammar ("was set for August"), PRESENT for what is under way, NONE where that is not clear (threats,
    wishes, quotes). `known` is what *other* articles say of the event by an absolute date, or by a relative one in an article whose date
    is stated or edited; None where they say nothing or disagree. It must never come from this article or from an inferred date.
    """

    article: str
    evidence: str
    expression: TimeExpression | None = None
    tense: Tense = Tense.NONE
    event: str = ""
    known: When | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Inferred:
    """What follows for the date of an undated article; with `when` None, `steps` says why nothing does.

    `when` is never a single day; it is `uncertain` where a single event ties the article to others. `support` holds the keys of the
    evidence that set its ends, `rests_on` the ids of other inferred articles it was worked out with: an event dated by this article rests
    on it and on these (`order.Node.rests_on`).
    """

    article: str
    when: When | None
    steps: tuple[str, ...]
    support: tuple[str, ...] = ()
    rests_on: tuple[str, ...] = ()


def infer(articles: tuple[Article, ...], links: tuple[Shared, ...], resolve_at: ResolveAt) -> tuple[Inferred, ...]:
    """One answer for each article without a stated or edited date, in the order of the articles.

    Answers do not depend on the order of the input but for that. Those of one round are found together, so none rests on itself, and taking
    an inferred article away changes no date that supported it.
    """
    undated = [article for article in articles if article.published is None or article.published_basis not in (Basis.STATED, Basis.EDITED)]
    said: dict[str, list[Shared]] = {article.id: [] for article in undated}
    for link in sorted(links, key=_place):
        if link.article in said:
            said[link.article].append(_with_tense(link))
    found: dict[str, Inferred] = {}
    while True:
        second_hand = _second_hand(found, said, resolve_at)
        pending = [_Ground(article, said[article.id], second_hand, resolve_at) for article in undated if article.id not in found]
        answers = {ground.article.id: _infer(ground, found) for ground in pending}
        news = {id_: answer for id_, answer in answers.items() if answer.when is not None}
        if not news:
            found |= answers
            return tuple(found[article.id] for article in undated)
        found |= news


def _with_tense(link: Shared) -> Shared:
    """The words in the tense of what they stand with, which is known better than that of the words alone."""
    if link.expression is None or link.tense is Tense.NONE:
        return link
    return replace(link, expression=replace(link.expression, tense=link.tense))


def _place(link: Shared) -> tuple[str, int, int, str, str]:
    expression = link.expression
    return (link.article, expression.sentence if expression else -1, expression.start if expression else -1, link.evidence, link.event)


# --- second hand -------------------------------------------------------------------------------------------------------------------------

_SecondHand = Mapping[str, tuple[When, tuple[str, ...]]]
"""For an event: what articles inferred in earlier rounds come to, and their ids."""


def _second_hand(found: Mapping[str, Inferred], said: Mapping[str, Sequence[Shared]], resolve_at: ResolveAt) -> _SecondHand:
    """What inferred articles say of events: the hull where there are several, since each may be the one that is right."""
    known: dict[str, tuple[When, tuple[str, ...]]] = {}
    for id_ in sorted(found):
        published = found[id_].when
        if published is None or published.uncertain or not published.is_bounded:
            continue
        for link in said[id_]:
            when = resolve_at(link.expression, published) if link.event and link.expression else None
            if when is None or not when.is_bounded:
                continue
            earlier, ids = known.get(link.event, (when, ()))
            known[link.event] = (hull(earlier, when), tuple(dict.fromkeys((*ids, id_))))
    return known


# --- clues -------------------------------------------------------------------------------------------------------------------------------

_Run = tuple[Day | None, Day | None]  # days from first to last; None: without limit


@dataclass(frozen=True, slots=True, kw_only=True)
class _Clue:
    """The days that one thing allows for its article, in words; `rough` ends are about right, and `vague` words leave one end open.

    `leans_on` is the date that others give an event, if the clue is no better than the merge with it; a `bare` one has not even words of
    its own that would fit that date, and needs a second event beside it.
    """

    link: Shared
    runs: tuple[_Run, ...]
    step: str
    rough: bool = False
    vague: bool = False
    leans_on: When | None = None
    bare: bool = False
    rests_on: tuple[str, ...] = ()

    def allows(self, ordinal: int) -> bool:
        return any((first is None or first.ordinal <= ordinal) and (last is None or ordinal <= last.ordinal) for first, last in self.runs)

    def group(self) -> tuple[str, ...]:
        """Clues about one event stand or fall together: a wrong merge brings several."""
        return (self.link.event,) if self.link.event else (self.link.article, self.link.evidence)


@dataclass(frozen=True, slots=True)
class _Ground:
    """Everything the date of one article is worked out from: what it says, and what earlier rounds found."""

    article: Article
    links: Sequence[Shared]
    second_hand: _SecondHand
    resolve_at: ResolveAt

    def absolute(self, expression: TimeExpression | None) -> When | None:
        """What an expression comes to if that does not depend on its article's date: two far dates bring the same."""
        if expression is None:
            return None
        here, there = (self.resolve_at(expression, on(Day.of(year, 8, 14))) for year in (1871, 2203))
        return here if here == there else None


def _infer(ground: _Ground, found: Mapping[str, Inferred]) -> Inferred:
    """The answer for one article."""
    id_ = ground.article.id
    clues = [clue for link in ground.links for clue in _clues(link, ground)]
    if not clues:
        return Inferred(article=id_, when=None, steps=("nothing in it ties it to an event that other sources date",))
    believed = _believed(clues)
    if not believed:
        return Inferred(
            article=id_, when=None, steps=("only one event ties it to other sources, and no words of its own say when that was",)
        )
    agreed = _meeting(believed)
    if agreed is None:
        return Inferred(
            article=id_, when=None, steps=("its words point to different dates", *dict.fromkeys(clue.step for clue in believed))
        )
    run, agreeing = agreed
    setting = _setting(run, agreeing)
    days = _worded(run, rough=any(clue.rough for clue in setting))
    company = [clue for clue in clues if clue in agreeing or clue not in believed]
    lonely = any(clue.leans_on and not any(_is_beside(other, clue) for other in company) for clue in setting)
    so = f"so it is perhaps of {label(days)}: only one event ties it to other sources" if lonely else f"so it is of {label(days)}"
    direct = dict.fromkeys(other for clue in setting for other in clue.rests_on)
    indirect = dict.fromkeys(other for id_ in direct for other in found[id_].rests_on)
    return Inferred(
        article=id_,
        when=replace(days, uncertain=lonely),
        steps=(*dict.fromkeys(clue.step for clue in setting), so, *_beside(ground, days)),
        support=tuple(dict.fromkeys(clue.link.evidence for clue in setting if clue.link.evidence)),
        rests_on=tuple(direct | indirect),
    )


def _clues(link: Shared, ground: _Ground) -> Iterator[_Clue]:
    """Everything one thing says of the date of its article."""
    expression, reached = link.expression, _reached(link)
    absolute = ground.absolute(reached.expression)
    if expression is not None and absolute is not None:
        yield from _clues_of_date(link, absolute, f"“{expression.text}”")
        return
    others = "other sources" if link.known else "other sources, themselves dated by what they share,"
    known, rests_on = (link.known, ()) if link.known else ground.second_hand.get(link.event, (None, ()))
    if known is not None:
        dated = f"what {others} date to {label(known)}"
        clues = [replace(clue, bare=True) for clue in _clues_of_date(link, known, dated)]
        if expression is not None and reached is link:
            clues += _clues_of_words(link, known, f"“{expression.text}” speaks of {dated}", ground)
        yield from (replace(clue, leans_on=known, rests_on=rests_on) for clue in clues)
    year = _year_ahead(reached, ground)
    if expression is not None and year is not None:
        yield from _clues_of_words(reached, year, f"“{expression.text}” stands in a sentence that speaks of {label(year)}", ground)


def _reached(link: Shared) -> Shared:
    """What "by mid-June" says of an article that tells it as past: mid-June has come. It says nothing of the day of the event."""
    expression = link.expression
    if expression is None or not isinstance(expression.reading, NotAfter) or link.tense is not Tense.PAST:
        return link
    reading = expression.reading
    return replace(link, expression=replace(expression, reading=reading.date, mod=reading.part))


def _clues_of_date(link: Shared, when: When, words: str) -> Iterator[_Clue]:
    """What is told as past lies behind the article, what is planned ahead of it; a year that is under way holds it."""
    rough = when.approximate or _is_vague(link.expression)
    if link.tense is Tense.PAST and when.first is not None:
        known = label(between(when.first, None, precision=when.precision))
        yield _Clue(link=link, runs=((when.first, None),), step=f"{words} is past in it, so it is of {known}", rough=rough)
    if link.tense is Tense.FUTURE and when.last is not None:
        known = label(between(None, when.last, precision=when.precision))
        yield _Clue(link=link, runs=((None, when.last),), step=f"{words} is still to come in it, so it was written {known}", rough=rough)
    if link.tense is Tense.PRESENT and link.expression is not None and when.is_bounded and when.precision is Precision.YEAR:
        step = f"{words} is under way in it, so it is of {label(when)}"
        yield _Clue(link=link, runs=((when.first, when.last),), step=step, rough=rough, leans_on=when, bare=True)


def _clues_of_words(link: Shared, known: When, words: str, ground: _Ground) -> Iterator[_Clue]:
    """The days on which relative words would come to a known date; vague ("in recent weeks", "soon") only say since when or until when."""
    assert link.expression is not None  # there are words
    fitting = _days_that_fit(link.expression, link.tense, known, ground.resolve_at)
    runs = [(first, _rounded(last, link.expression, ground.resolve_at)) for first, last in fitting]
    vague = _is_vague(link.expression)
    if runs and vague:
        runs = [(runs[0][0], None)] if link.tense is Tense.PAST else [(None, runs[-1][1])] if link.tense is Tense.FUTURE else []
    if not any(end for run in runs for end in run):
        return
    sharp = all(_is_whole(run) for run in runs) or not (known.approximate or _is_rough_at(link.expression, runs, ground.resolve_at))
    fits = " or ".join(label(_worded(run, rough=False)) for run in runs)
    yield _Clue(link=link, runs=tuple(runs), step=f"{words}, which fits an article of {fits}", rough=vague or not sharp, vague=vague)


def _is_vague(expression: TimeExpression | None) -> bool:
    """Whether words leave their length open ("recently", "in recent weeks"): it is a convention of ours, so no end may rest on it."""
    match expression.reading if expression else None:
        case Reference() | Shift(amount=None):
            return True
        case Duration(value=value):
            return "X" in value
        case _:
            return False


def _rounded(last: Day | None, expression: TimeExpression, resolve_at: ResolveAt) -> Day | None:
    """The end of the month, if the words count in months or longer: they cannot tell its days apart."""
    when = resolve_at(expression, on(last)) if last is not None else None
    if last is None or when is None or when.precision in (Precision.DAY, Precision.WEEK):
        return last
    return unit_around(last, Precision.MONTH).last


def _is_rough_at(expression: TimeExpression, runs: Sequence[_Run], resolve_at: ResolveAt) -> bool:
    edges = [day for run in runs for day in run if day is not None]
    return any((when := resolve_at(expression, on(day))) is not None and when.approximate for day in edges)


_FRONT = 12  # characters: "In 2025," opens its sentence, with room for a word or two before the year


def _year_ahead(link: Shared, ground: _Ground) -> When | None:
    """The year that opens the sentence of a date without one: "In 2025, it sought 170 launches and had made 76 by mid-June"."""
    here = link.expression
    if here is None or not isinstance(here.reading, CalendarDate):
        return None
    if here.reading.month is None or any(
        part is not None for part in (here.reading.year, here.reading.short_year, here.reading.year_offset, here.reading.turn)
    ):
        return None
    for ahead in (other.expression for other in ground.links):
        if ahead is None or ahead.sentence != here.sentence or ahead.start >= here.start:
            continue
        opening = ahead.start - 1 - max(ground.article.text.rfind(stop, 0, ahead.start) for stop in ".!?\n")
        year = ground.absolute(ahead)
        if opening <= _FRONT and year is not None and year.precision is Precision.YEAR and year.is_bounded and not year.approximate:
            return year
    return None


def _beside(ground: _Ground, when: When) -> Iterator[str]:
    """A past year named next to the present one ("In 2024 … This year") agrees with a date found otherwise; by itself it proves nothing."""
    told = [(link.expression, link.tense) for link in ground.links if link.expression is not None]
    for (past, tense), (present, _) in pairwise(told):
        if tense is not Tense.PAST or present.sentence - past.sentence not in (0, 1):
            continue
        before, now = ground.absolute(past), ground.resolve_at(present, when) if when.is_bounded else None
        if before is None or now is None or before.last is None or ground.absolute(present) is not None:
            continue
        if before.precision is now.precision is Precision.YEAR and now.first == before.last + 1 and relate(when, now) is Relation.INSIDE:
            yield f"“{past.text}” beside “{present.text}” agrees with that"
            return


# --- candidates --------------------------------------------------------------------------------------------------------------------------

_NEAR = range(-14, 15)  # months around the known date where most words point
_FAR = range(-36, 145)  # "in three years" to "twelve years ago"; what fits as far as that fits without limit


def _days_that_fit(expression: TimeExpression, tense: Tense, known: When, resolve_at: ResolveAt) -> list[_Run]:
    """Runs of article days on which an expression would come to a known, bounded date: by months first, then by days at their ends."""
    if known.first is None or known.last is None:
        return []

    @cache
    def fits(candidate: When) -> bool:
        return _fits(resolve_at(expression, candidate), candidate, tense, known)

    start, end = _number(known.first), _number(known.last)
    far = range(max(start + _FAR.start, MIN_YEAR * 12), min(end + _FAR.stop, MAX_YEAR * 12 + 12))
    near = range(max(start + _NEAR.start, far.start), min(end + _NEAR.stop, far.stop))
    numbers = [number for number in near if fits(_month(number))] or [number for number in far if fits(_month(number))]
    if numbers:
        numbers = [*_onward(numbers[0], -1, far, fits)[::-1], *numbers, *_onward(numbers[-1], 1, far, fits)]
    runs = [_trimmed(row, far, fits) for row in _in_a_row(numbers)]
    return [run for run in runs if run is not None]


def _fits(when: When | None, candidate: When, tense: Tense, known: When) -> bool:
    """Whether words that come to `when` agree with what is known, and with being told as past or as still to come."""
    if when is None or relate(when, known) in (Relation.BEFORE, Relation.AFTER):
        return False
    relation = relate(when, candidate)
    return not ((tense is Tense.PAST and relation is Relation.AFTER) or (tense is Tense.FUTURE and relation is Relation.BEFORE))


def _onward(number: int, step: int, far: range, fits: Callable[[When], bool]) -> list[int]:
    """The months next to a fitting one, in one direction, that fit too."""
    row = []
    while number + step in far and fits(_month(number + step)):
        number += step
        row.append(number)
    return row


def _trimmed(row: Sequence[int], far: range, fits: Callable[[When], bool]) -> _Run | None:
    """The first and the last day that fit within a row of months; None where the months fitted only as a whole."""

    def first_fit(days: Iterable[Day]) -> Day | None:
        return next((day for day in days if fits(on(day))), None)

    first = first_fit(day for number in row for day in _days(_month(number)))
    last = first_fit(day for number in reversed(row) for day in reversed(_days(_month(number))))
    if first is None or last is None:
        return None
    return None if row[0] == far[0] else first, None if row[-1] == far[-1] else last


def _days(when: When) -> list[Day]:
    assert when.first is not None  # months are bounded
    assert when.last is not None
    return [when.first + index for index in range(when.last.days_since(when.first) + 1)]


def _in_a_row(numbers: Sequence[int]) -> list[list[int]]:
    rows: list[list[int]] = []
    for number in numbers:
        if rows and rows[-1][-1] == number - 1:
            rows[-1].append(number)
        else:
            rows.append([number])
    return rows


def _number(day: Day) -> int:
    return day.year * 12 + day.month - 1


def _month(number: int) -> When:
    return month(number // 12, number % 12 + 1)


# --- where clues meet --------------------------------------------------------------------------------------------------------------------

_BESIDE = 92  # days between two events that may well belong to one story: a quarter


def _believed(clues: Sequence[_Clue]) -> list[_Clue]:
    """All but bare clues that stand alone: one wrong merge would set the date of an article, two for the same time are unlikely."""
    return [clue for clue in clues if not clue.bare or any(_is_beside(other, clue) and _backs(other, clue) for other in clues)]


def _is_beside(other: _Clue, clue: _Clue) -> bool:
    """Whether another clue leans on another event of about the same time."""
    if other.leans_on is None or clue.leans_on is None or other.group() == clue.group():
        return False
    (first, last), (its_first, its_last) = _ends(other.leans_on), _ends(clue.leans_on)
    return max(first, its_first).days_since(min(last, its_last)) <= _BESIDE


def _ends(when: When) -> tuple[Day, Day]:
    """Both ends, an open one by the other."""
    first, last = when.first or when.last, when.last or when.first
    assert first is not None  # a When has one end at least
    assert last is not None
    return first, last


def _backs(other: _Clue, clue: _Clue) -> bool:
    """Whether another event lies so that each end of a clue would hold by that event, too."""
    assert other.leans_on is not None  # it is beside the clue
    first, last = _ends(other.leans_on)
    return any((run[0] is None or first >= run[0]) and (run[1] is None or last <= run[1]) for run in clue.runs)


def _meeting(clues: Sequence[_Clue]) -> tuple[_Run, list[_Clue]] | None:
    """The days that all clues allow, or most of them if at least two events agree and outnumber the rest; None where they do not meet."""
    runs = [run for clue in clues for run in clue.runs]
    turns = sorted({run[0].ordinal for run in runs if run[0] is not None} | {run[1].ordinal + 1 for run in runs if run[1] is not None})
    samples = [turns[0] - 1, *turns]
    groups = {clue.group() for clue in clues}
    agreeing = [groups - {clue.group() for clue in clues if not clue.allows(ordinal)} for ordinal in samples]
    best = max(len(agreed) for agreed in agreeing)
    if best < len(groups) and (best < 2 or 2 * best <= len(groups)):  # noqa: PLR2004  one voice is no majority
        return None
    hits = [index for index, agreed in enumerate(agreeing) if len(agreed) == best]
    first = Day(samples[hits[0]]) if hits[0] > 0 else None
    last = Day(samples[hits[-1] + 1] - 1) if hits[-1] + 1 < len(samples) else None
    if first is None and last is None:
        return None
    kept = {group for index in hits for group in agreeing[index]}
    return (first, last), [clue for clue in clues if clue.group() in kept]


def _setting(run: _Run, clues: Sequence[_Clue]) -> list[_Clue]:
    """Enough clues to set both ends of a run: first-hand before second-hand, firm before rough, those that set both ends before others.

    Beside an open end stand vague words, if there are any: they say that the article is not far from what it tells.
    """
    missing, chosen = {end for end in (0, 1) if run[end] is not None}, []

    def sets(clue: _Clue) -> set[int]:
        return {end for end in (0, 1) if run[end] is not None and any(its[end] == run[end] for its in clue.runs)}

    for clue in sorted(clues, key=lambda clue: (bool(clue.rests_on), clue.rough, -len(sets(clue)))):
        if missing & sets(clue):
            chosen.append(clue)
            missing -= sets(clue)
    beside = [clue for clue in clues if clue.vague and clue not in chosen]
    return [*chosen, *beside[:1]] if None in run else chosen


def _worded(run: _Run, *, rough: bool) -> When:
    """The interval, as a month or year where it is one, in months where it is made of them; a single day becomes its month."""
    first, last = run
    if first is not None and first == last:
        return unit_around(first, Precision.MONTH)
    if first is not None:
        for precision in (Precision.MONTH, Precision.YEAR):
            unit = unit_around(first, precision)
            if (unit.first, unit.last) == run:
                return replace(unit, approximate=rough)
    return between(first, last, precision=Precision.MONTH if _is_whole(run) else Precision.DAY, approximate=rough)


def _is_whole(run: _Run) -> bool:
    """Whether days begin with a month and end with one."""
    first, last = run
    return (first is None or first.day == 1) and (last is None or last == unit_around(last, Precision.MONTH).last)
