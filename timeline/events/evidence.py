"""Mentions and resolved times of one article in, evidence out: each clause with its quote, its date and what that rests on."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache

from timeline.events.find import Mention
from timeline.events.lexicon import Lexicon, lexicon
from timeline.events.sides import is_owned, sided
from timeline.model import Article, Basis, Evidence, Polarity, Resolution, Sentence, Span, Stage, Tense, Unresolved
from timeline.quick import dataclass, maker
from timeline.readings import CalendarDate, Reading
from timeline.when import Day, Extent, Precision, When, between, month_length
from timeline.wording import label
from timeline.wording import published as published_words

_AROUND = 32  # characters of prefix and suffix that find a quote again
_OPENING = 16  # characters
_EXTENTS = {"throughout": Extent.THROUGHOUT}  # of stretches; some day within for the others
_YEAR = re.compile(r"\b\d{4}\b")
_MONTH = 31  # days
_NEWS_DAYS = 3  # days before an article that are its news; what is older is told again
_LEAD = 2  # sentences that an article opens with
_FORWARD = frozenset({Stage.PLANNED})
_evidence_of = maker(Evidence)


@dataclass(frozen=True, slots=True, kw_only=True)
class News:
    """The day that something without a date of its own is news of, and why, in words."""

    day: When
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """A mention with the evidence it makes; `index` is its place among the article's mentions, `published` the article's date."""

    mention: Mention
    evidence: Evidence
    index: int
    published: When | None = None


_told = maker(Told)


def tell(
    article: Article, sentences: Sequence[Sentence], mentions: Sequence[Mention], results: Sequence[Resolution | Unresolved]
) -> tuple[Told, ...]:
    """Evidence for each mention of an article, in order; `results` answer the article's time expressions one by one."""
    by_index = {sentence.index: sentence for sentence in sentences}
    news = _news(article, mentions, results)
    seen: dict[str, int] = {}
    told = []
    for index, mention in enumerate(mentions):
        sentence = by_index[mention.sentence]
        base = f"{article.id}\n{_normal(sentence.text)}\n{mention.trigger.text.lower()}"
        seen[base] = seen.get(base, 0) + 1
        told.append(
            _told(
                mention=mention,
                evidence=_evidence(article, sentence, mention, results, news, _key(base, seen[base])),
                index=index,
                published=article.published,
            )
        )
    return tuple(told)


def retold(told: Told, article: Article, sentence: Sentence, trigger: Span) -> Told:
    """Another passage for the event of `told`: its quote and trigger, without a date, a figure or a headline of its own."""
    return _loose(replace(told.mention, article=article.id, sentence=sentence.index, trigger=trigger), article, sentence, ())


def founded(article: Article, sentence: Sentence, trigger: Span, results: Sequence[Resolution | Unresolved]) -> Told:
    """A passage that tells an event in which no clause was made out; it is dated where its sentence holds a single time, of no noun."""
    words = lexicon(article.language.partition("-")[0])
    times = tuple(i for i, result in enumerate(results) if result.expression.sentence == sentence.index and isinstance(result, Resolution))
    free = len(times) == 1 and not is_owned(article.text, results[times[0]].expression.start, words)
    mention = Mention(
        article=article.id,
        sentence=sentence.index,
        trigger=trigger,
        kind="other",
        stage=Stage.HAPPENED,
        polarity=Polarity.AFFIRMED,
        participants=(),
        title="",
        words=frozenset(),
        times=times if free else (),
    )
    return _loose(mention, article, sentence, results)


def _loose(mention: Mention, article: Article, sentence: Sentence, results: Sequence[Resolution | Unresolved]) -> Told:
    """Evidence that no clause makes: its index among the article's mentions is below 0."""
    bare = replace(
        mention,
        title="",
        figures=(),
        total=None,
        times=mention.times if results else (),
        links=(),
        answers=-1,
        speaker="",
        via="",
        hedged=False,
        said_on=(),
    )
    key = _key(f"{article.id}\n{_normal(sentence.text)}\n{bare.trigger.text.lower()}\nretold", 1)
    return _told(mention=bare, evidence=_evidence(article, sentence, bare, results, None, key), index=-1, published=article.published)


def _key(base: str, turn: int) -> str:
    """Twelve hex digits; a second mention of the same words in the same quote counts on."""
    return hashlib.sha256((base if turn == 1 else f"{base}\n{turn}").encode()).hexdigest()[:12]


def _normal(text: str) -> str:
    return " ".join(text.split()).casefold()


def _evidence(
    article: Article, sentence: Sentence, mention: Mention, results: Sequence[Resolution | Unresolved], news: News | None, key: str
) -> Evidence:
    resolution = _time_of(article, mention, results)
    resolution = None if resolution is None or _hangs_on_a_guess(article, resolution) else resolution
    resolution = _spanned(article, results, resolution) if resolution is not None else None
    if resolution is not None:
        resolution = _beyond(article, mention, results, resolution)
    if resolution is not None and _is_of_the_past(article, mention, resolution):
        resolution = None
    when, basis, reported, steps = _dated(article, mention, resolution, _said_on(article, mention, results) or news)
    unresolved = next((r for i in mention.times if isinstance(r := results[i], Unresolved)), None)
    if resolution is None and unresolved is not None:
        steps = (*steps, unresolved.reason)
    return _evidence_of(
        key=key,
        article=article.id,
        sentence=sentence.index,
        quote=sentence.text,
        prefix=article.text[max(0, sentence.start - _AROUND) : sentence.start],
        suffix=article.text[sentence.end : sentence.end + _AROUND],
        start=sentence.start,
        end=sentence.end,
        trigger=mention.trigger,
        kind=mention.kind,
        stage=mention.stage,
        polarity=mention.polarity,
        origin=mention.via or article.origin or article.id,
        speaker=mention.source,
        via=mention.via,
        hedged=mention.hedged,
        time=resolution.expression if resolution is not None else unresolved.expression if unresolved is not None else None,
        when=when,
        basis=basis,
        reported=reported,
        steps=steps,
        participants=mention.participants,
        figures=mention.figures,
    )


def _time_of(article: Article, mention: Mention, results: Sequence[Resolution | Unresolved]) -> Resolution | None:
    """The finest expression that places something, of equals the nearest; "now" places nothing.

    In “yesterday, at this year's conference” the year belongs to the conference.
    """
    placed = [
        result
        for index in mention.times
        if isinstance(result := results[index], Resolution) and result.when is not None and result.expression.value != "PRESENT_REF"
    ]
    if len(placed) < 2:  # noqa: PLR2004  nothing to choose from
        return placed[0] if placed else None
    beyond = ((result, _beyond(article, mention, results, result)) for result in placed)
    return min(beyond, key=lambda pair: _width(pair[1].when if pair[1] is not None else None))[0]


def _beyond(article: Article, mention: Mention, results: Sequence[Resolution | Unresolved], resolution: Resolution) -> Resolution | None:
    """A resolution as the words around it make it: "before June", "two days after the vote on 5 May"."""
    language = article.language.partition("-")[0]
    words = lexicon(language)
    return sided(article, mention, results, _not_behind(article, mention, _not_ahead(article, mention, resolution), words), words)


def _width(when: When | None) -> int:
    """Days an interval spans; more than any for an open one."""
    return 10**7 if when is None or when.first is None or when.last is None else when.last.days_since(when.first)


def _is_of_the_past(article: Article, mention: Mention, resolution: Resolution) -> bool:
    """“The storm last month will cost $10 million”: what will be is not of a time that is over; what was signed is not "by" one to come."""
    when, published = resolution.when, article.published
    if mention.stage is Stage.HAPPENED and when is not None and when.first is None and when.last is not None:
        return published is not None and published.last is not None and published.last < when.last and mention.tense is Tense.PAST
    if mention.tense is not Tense.FUTURE or when is None or when.last is None or published is None or published.first is None:
        return False
    return when.last < published.first


def _not_ahead(article: Article, mention: Mention, resolution: Resolution) -> Resolution:
    """What is told as past does not lie ahead: “met in June” in an article of March is June of the year before."""
    when, published = resolution.when, article.published
    if when is None or when.first is None or published is None or published.last is None:
        return resolution
    if mention.stage is not Stage.HAPPENED or when.first <= published.last or not _lacks_year(resolution):
        return resolution
    return _in_year(resolution, -1, "told as past")


def _not_behind(article: Article, mention: Mention, resolution: Resolution, words: Lexicon) -> Resolution:
    """What is planned for a date lies ahead: “scheduled the trial for May” in an article of June is May of the next year."""
    when, published, start = resolution.when, article.published, resolution.expression.start
    if when is None or when.last is None or published is None or published.first is None or mention.stage is not Stage.PLANNED:
        return resolution
    before = article.text[max(0, start - _OPENING) : start].split()[-1:]
    aimed = bool(before) and before[0].lower() in words.finding.aims
    if not aimed or when.last >= published.first or not _lacks_year(resolution):
        return resolution
    return _in_year(resolution, 1, "what is planned")


def _lacks_year(resolution: Resolution) -> bool:
    """Whether a month or day stands without its year, and hangs on the article's date."""
    reading = resolution.expression.reading
    open_year = isinstance(reading, CalendarDate) and reading.year is None and reading.month is not None and not reading.planned
    return open_year and resolution.basis is not Basis.INHERITED


def _in_year(resolution: Resolution, step: int, why: str) -> Resolution:
    """The date so many years on; its TIMEX3 value named another year."""
    when = resolution.when
    assert when is not None  # who asks has looked
    assert when.first is not None
    assert when.last is not None
    moved = replace(when, first=_years_on(when.first, step), last=_years_on(when.last, step))
    words = f"“{resolution.expression.text}” is {why}, so it is {label(moved)}"
    return replace(resolution, when=moved, expression=replace(resolution.expression, value=""), steps=(words,))


def _hangs_on_a_guess(article: Article, resolution: Resolution) -> bool:
    """“the next morning” behind "this month" in an article of some day of a year: the month is not known, nor what follows from it."""
    counted = article.published_basis is Basis.INFERRED and resolution.basis is Basis.INHERITED
    return counted and _width(article.published) > _MONTH and not _YEAR.search(resolution.anchor.earlier_text)


def _spanned(article: Article, results: Sequence[Resolution | Unresolved], resolution: Resolution) -> Resolution:
    """“between June 2030 and August 2031” is some day from the one to the other, “from 2019 to 2023” all of it, and neither one alone."""
    text, one = article.text, resolution.expression
    for result in results:
        if result is resolution or result.expression.sentence != one.sentence or not isinstance(result, Resolution):
            continue
        near, far = (result, resolution) if result.expression.start < one.start else (resolution, result)
        for name, opening, joining in _stretches(lexicon(article.language.partition("-")[0])):
            opened = opening.search(text, max(0, near.expression.start - _OPENING), near.expression.start)
            if opened is None or not joining.fullmatch(text, near.expression.end, far.expression.start):
                continue
            if not opened[0] and not (
                _are_alike(near.expression.reading, far.expression.reading) and (name != "joined" or _follows(near, far))
            ):
                continue  # "was caught on Monday and yesterday pleaded guilty", "won it in 1995 and 2000"
            when = _from_to(near.when, far.when, _EXTENTS.get(name, Extent.WITHIN))
            if when is not None:
                words = " ".join(text[opened.start() : far.expression.end].split())
                return replace(resolution, when=when, steps=(*resolution.steps, f"“{words}” makes that {label(when)}"))
    return resolution


def _follows(near: Resolution, far: Resolution) -> bool:
    """Whether one date begins where the other ends: "on Thursday and Friday"."""
    last = near.when.last if near.when is not None else None
    first = far.when.first if far.when is not None else None
    return last is not None and first is not None and first.days_since(last) == 1


def _are_alike(a: Reading, b: Reading) -> bool:
    """Whether two dates name the same parts of a date, as those of one list do."""
    if not isinstance(a, CalendarDate) or not isinstance(b, CalendarDate):
        return False
    return all((getattr(a, part) is None) is (getattr(b, part) is None) for part in ("weekday", "day", "month"))


@lru_cache(maxsize=8)
def _stretches(words: Lexicon) -> tuple[tuple[str, re.Pattern[str], re.Pattern[str]], ...]:
    """What makes one stretch of two dates: its name, what stands before the first, and between them."""
    return tuple(
        (
            name,
            re.compile(rf"\b{row['opening']}\s(?:the\s)?\Z" if row["opening"] else r"\Z", re.IGNORECASE),
            re.compile(row["joining"], re.IGNORECASE),
        )
        for name, row in words.stretches.items()
    )


def _from_to(near: When | None, far: When | None, extent: Extent) -> When | None:
    """The interval that two dates bound, as fine as they are; None where they bound none."""
    if near is None or far is None or near.first is None or far.last is None or far.last < near.first:
        return None
    precision = near.precision if near.precision is far.precision else Precision.DAY
    return between(near.first, far.last, extent=extent, precision=precision, approximate=near.approximate or far.approximate)


def _years_on(day: Day, step: int) -> Day:
    year, month, number = day.ymd
    return Day.of(year + step, month, min(number, month_length(year + step, month)))


def _from_where(mention: Mention, resolution: Resolution) -> str:
    same = resolution.expression.sentence == mention.sentence
    return "the date stands in another clause of the same sentence" if same else "the date stands in the sentence before"


def _news(article: Article, mentions: Sequence[Mention], results: Sequence[Resolution | Unresolved]) -> News | None:
    """The day that an article opens with, if it is one of the days before it: what it tells without a date is news of that day."""
    lead = sorted({mention.sentence for mention in mentions})[:_LEAD]
    for mention in mentions:
        told = mention.sentence in lead and mention.stage is Stage.HAPPENED and not mention.carried
        resolution = _time_of(article, mention, results) if told else None
        day = _fresh(article, resolution) if resolution is not None else None
        if resolution is not None and day is not None:
            return News(day=day, words=f"its article opens with news of “{resolution.expression.text}”")
    return None


def _said_on(article: Article, mention: Mention, results: Sequence[Resolution | Unresolved]) -> News | None:
    """The day of the statement that tells it, if it is one of the days before the article."""
    for index in mention.said_on:
        result = results[index]
        day = _fresh(article, result) if isinstance(result, Resolution) else None
        if day is not None:
            return News(day=day, words=f"told in what was said “{result.expression.text}”")
    return None


def _fresh(article: Article, resolution: Resolution) -> When | None:
    """The day of a resolution shortly before an article with a date, so that the article brings it as news; None for any other."""
    when, published = resolution.when, article.published
    if when is None or when.first is None or not when.is_day or published is None or published.last is None:
        return None
    stated = article.published_basis is not Basis.INFERRED and resolution.basis in {Basis.STATED, Basis.RESOLVED}
    return when if stated and 0 <= published.last.days_since(when.first) <= _NEWS_DAYS else None


def _bound(told: When, *, forward: bool) -> When | None:
    """Open up to the day on which it was told; from that day on for a plan."""
    if forward:
        return between(told.first, None) if told.first is not None else None
    return between(None, told.last) if told.last is not None else None


def _dated(
    article: Article, mention: Mention, resolution: Resolution | None, news: News | None
) -> tuple[When | None, Basis, When | None, tuple[str, ...]]:
    if resolution is not None:
        basis = Basis.INHERITED if mention.carried and resolution.basis in {Basis.STATED, Basis.RESOLVED} else resolution.basis
        carried = (_from_where(mention, resolution),) if mention.carried else ()
        return resolution.when, basis, None, (*resolution.steps, *carried)
    if article.published is None:
        return None, Basis.UNKNOWN, None, ("no date of its own, and the article's date is not known",)
    return _by_article(article.published, article.published_basis, news, forward=mention.stage in _FORWARD)


@lru_cache(maxsize=1 << 10)  # most mentions of an article share what this gives
def _by_article(
    published: When, basis: Basis, news: News | None, *, forward: bool
) -> tuple[When | None, Basis, When | None, tuple[str, ...]]:
    """The date that an article's own gives to what it tells without one."""
    when, side, words = _bound(published, forward=forward), "before" if forward else "after", published_words(published)
    if when is None:
        return None, Basis.UNKNOWN, None, (f"no date of its own, in an article published {words}",)
    if basis is Basis.INFERRED:
        step = f"no date of its own; not {side} its article, which was published {words} (inferred)"
        return when, Basis.INFERRED, published, (step,)
    step = f"no date of its own; reported in an article of {words}, so not {side} that"
    if news is None:
        return when, Basis.REPORTED, published, (step,)
    return when, Basis.REPORTED, news.day, (step, f"{news.words}, so it is news of {label(news.day)}")
