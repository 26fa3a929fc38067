"""An invented story of a harbour company, as the stages would hand it over: all kinds of dates, claims and sources, and hostile text."""

from __future__ import annotations

from dataclasses import replace
from hashlib import sha256

from timeline.model import (
    Actor,
    ActorKind,
    Article,
    ArticleKind,
    BasedOn,
    Basis,
    Block,
    Claim,
    Conflict,
    ConflictKind,
    Event,
    Evidence,
    Participant,
    Polarity,
    Problem,
    RoleName,
    Severity,
    Span,
    Stage,
    TimeExpression,
    Timeline,
    TimexType,
)
from timeline.readings import CalendarDate
from timeline.when import Day, Extent, Precision, When, between, month, on, third, year

LONG_TITLE = "Vantorp Harbour opens " + "a very long sequence of carefully numbered piers and quays and basins " * 4 + "at last"
SCRIPT_TITLE = '<script>alert("pier")</script> & "quoted" Vantorp'


def written(
    key: str,
    text: str,
    *,
    publisher: str = "",
    published: When | None = None,
    basis: Basis = Basis.STATED,
    steps: tuple[str, ...] = (),
    kind: ArticleKind = ArticleKind.ARTICLE,
    title: str = "",
    author: str = "",
    url: str = "",
    language: str = "en",
    based_on: BasedOn | None = None,
) -> Article:
    """An article of one block."""
    return Article(
        id=key,
        path=f"{key}.md",
        text=text,
        text_hash=sha256(text.encode()).hexdigest()[:16],
        blocks=(Block(start=0, end=len(text), line=1),),
        kind=kind,
        title=title,
        publisher=publisher,
        author=author,
        url=url,
        published=published,
        published_basis=basis if published else Basis.UNKNOWN,
        published_steps=steps,
        language=language,
        based_on=based_on,
    )


_COURIER = (
    "Vantorp Harbour bought two ferries on 3 March 2025. "
    "Chief executive Ilse Marten met the mayor on Wednesday. "
    "In April the port council awarded Vantorp $4.2 million for 12 berths. "
    "Marten threatened to close the east pier. "
    "The company plans a night ferry for August 2025. "
    "Marten accused council member Oda Brenn of leaking the bid."
)
_WIRE = (
    "The Harbour Ledger reported that Marten met the mayor earlier last month. "
    "In 2024 the council awarded Vantorp $4.2 million for 12 berths. "
    "Brenn denied leaking anything. "
    "The strike lasted from 25 to 30 June 2025. "
    "Vantorp failed to sell its tug fleet."
)
_LEDGER = (
    "An oil spill closed the basin some day between 12 and 15 May. "
    "Vantorp proposed a second lighthouse around June. "
    "Following the strike the harbour master resigned. "
    "The council counted three near misses last year. "
    "Vantorp counted 14 incidents last year. "
    "The office was searched, it is reported. "
    "Marten and the mayor spoke for an hour earlier this month."
)
_NOTE = "The old ferry line ended in the 1990s. Marten took over the company in 2019. Passengers have complained for years."
_HEBREW = "הנמל נפתח מחדש ביום 7 ביולי 2025."
_HOSTILE = "=cmd() was typed into the tide log on 9 July 2025. " + "The log went on " * 60 + "and ended on 9 July 2025."

ARTICLES = (
    written(
        "courier",
        _COURIER,
        publisher="Coast Courier",
        published=on(Day.of(2025, 7, 4)),
        author="Jo Delft",
        url="https://courier.example/berths",
        title="Berths and bids",
    ),
    written(
        "wire", _WIRE, publisher="Seawire", published=on(Day.of(2025, 7, 6)), url="https://wire.example/a?x=1&y=2#top", title=SCRIPT_TITLE
    ),
    written(
        "undated",
        _LEDGER,
        published=between(Day.of(2025, 6, 10), Day.of(2025, 6, 30), precision=Precision.MONTH, approximate=False),
        basis=Basis.INFERRED,
        steps=(
            "“earlier this month” is the meeting that Seawire puts in June 2025",
            "so the article is of some day from 10 to 30 June 2025",
        ),
        url="javascript:alert(1)",
    ),
    written("lost", "Nothing here says when.", title="A page without a date"),
    written(
        "note",
        _NOTE,
        kind=ArticleKind.NOTE,
        published=on(Day.of(2025, 7, 6)),
        based_on=BasedOn(
            publisher="The Harbour Ledger", title="Old lines", date=on(Day.of(2025, 7, 6)), url="https://ledger.example/old-lines"
        ),
    ),
    written("hebrew", _HEBREW, publisher="חדשות הנמל", published=on(Day.of(2025, 7, 8)), language="he", url="https://namal.example/1"),
    written("hostile", _HOSTILE, publisher="Tide & Log <b>", published=on(Day.of(2025, 7, 10)), url="https://tide.example/-log,1"),
)
_TEXTS = {article.id: article for article in ARTICLES}

MARTEN = Actor(id="marten", name="Ilse Marten", kind=ActorKind.PERSON)
BRENN = Actor(id="brenn", name="Oda Brenn", kind=ActorKind.PERSON)
VANTORP = Actor(id="vantorp", name="Vantorp Harbour", kind=ActorKind.ORGANISATION)
COUNCIL = Actor(id="council", name="Port Council", kind=ActorKind.ORGANISATION)


def found(
    article: str,
    sentence: str,
    *,
    trigger: str,
    words: str = "",
    when: When | None = None,
    basis: Basis = Basis.STATED,
    steps: tuple[str, ...] = (),
    kind: str = "other",
    stage: Stage = Stage.HAPPENED,
    polarity: Polarity = Polarity.AFFIRMED,
    speaker: str = "",
    via: str = "",
    origin: str = "",
    hedged: bool = False,
    reported: When | None = None,
    people: tuple[Actor, ...] = (),
) -> Evidence:
    """Evidence for a sentence that stands in an article, with true offsets."""
    text = _TEXTS[article].text
    start = text.index(sentence)
    at = text.index(trigger, start)
    time = None
    if words:
        spot = text.index(words, start)
        time = TimeExpression(
            sentence=0,
            start=spot,
            end=spot + len(words),
            text=words,
            rule="story.words",
            reading=CalendarDate(),
            type=TimexType.DATE,
            value=str(when or ""),
        )
    return Evidence(
        key=sha256(f"{article}|{sentence}|{trigger}".encode()).hexdigest()[:10],
        article=article,
        sentence=0,
        quote=sentence,
        prefix=text[max(0, start - 32) : start],
        suffix=text[start + len(sentence) : start + len(sentence) + 32],
        start=start,
        end=start + len(sentence),
        trigger=Span(start=at, end=at + len(trigger), text=trigger),
        kind=kind,
        stage=stage,
        polarity=polarity,
        origin=origin or article,
        speaker=speaker,
        via=via,
        hedged=hedged,
        time=time,
        when=when,
        basis=basis,
        reported=reported,
        steps=steps,
        participants=tuple(Participant(actor=actor, role=RoleName.AGENT) for actor in people),
    )


def happened(title: str, *evidence: Evidence, summary: str = "", **changes: object) -> Event:
    """An event that takes what it does not name from its first evidence."""
    first = evidence[0]
    people = {part.actor: part for item in evidence for part in item.participants}
    event = Event(
        id=first.key,
        title=title,
        summary=summary,
        kind=first.kind,
        stage=first.stage,
        polarity=first.polarity,
        when=first.when,
        basis=first.basis,
        evidence=evidence,
        participants=tuple(people.values()),
        reported=first.reported,
        speaker=first.speaker,
        origins=tuple(dict.fromkeys(item.origin for item in evidence)),
        salience=0.5,
    )
    return replace(event, **changes)  # type: ignore[arg-type]


def _events() -> tuple[Event, ...]:
    june = month(2025, 6)
    meeting = happened(
        "Vantorp’s Marten meets the mayor",
        found(
            "wire",
            "The Harbour Ledger reported that Marten met the mayor earlier last month.",
            trigger="met",
            words="earlier last month",
            when=third(june, 0),
            basis=Basis.RESOLVED,
            steps=("“earlier last month” in an article of 6 July 2025 is early June 2025",),
            kind="meet",
            origin="The Harbour Ledger",
            via="The Harbour Ledger",
            people=(MARTEN,),
        ),
        found(
            "undated",
            "Marten and the mayor spoke for an hour earlier this month.",
            trigger="spoke",
            words="earlier this month",
            when=between(Day.of(2025, 6, 1), Day.of(2025, 6, 30), precision=Precision.MONTH),
            basis=Basis.INFERRED,
            origin="The Harbour Ledger",
            steps=("“earlier this month” in an article of June 2025 (inferred) is some day before it in June 2025",),
        ),
        summary="The chief executive and the mayor spoke about berths for the summer.",
    )
    denial = happened(
        "Brenn denies leaking the bid",
        found(
            "wire",
            "Brenn denied leaking anything.",
            trigger="denied",
            kind="deny",
            basis=Basis.REPORTED,
            when=between(None, Day.of(2025, 7, 6)),
            reported=on(Day.of(2025, 7, 6)),
            speaker="Oda Brenn",
            polarity=Polarity.DENIED,
            people=(BRENN,),
            steps=("It has no time words; it was reported on 6 July 2025",),
        ),
    )
    claim = happened(
        "Marten accuses Brenn of leaking the bid",
        found(
            "courier",
            "Marten accused council member Oda Brenn of leaking the bid.",
            trigger="accused",
            kind="accuse",
            basis=Basis.REPORTED,
            when=between(None, Day.of(2025, 7, 4)),
            reported=on(Day.of(2025, 7, 4)),
            speaker="Ilse Marten",
            people=(MARTEN, BRENN),
        ),
        answers=(denial.id,),
        salience=0.9,
    )
    strike = happened(
        "Dockers strike at Vantorp Harbour",
        found(
            "wire",
            "The strike lasted from 25 to 30 June 2025.",
            trigger="strike",
            words="from 25 to 30 June 2025",
            kind="strike",
            when=between(Day.of(2025, 6, 25), Day.of(2025, 6, 30), extent=Extent.THROUGHOUT),
            steps=("“from 25 to 30 June 2025” is stated",),
            people=(VANTORP,),
        ),
    )
    awards_early = found(
        "wire",
        "In 2024 the council awarded Vantorp $4.2 million for 12 berths.",
        trigger="awarded",
        words="In 2024",
        when=year(2024),
        kind="award",
        people=(COUNCIL, VANTORP),
        steps=("“In 2024” is stated",),
    )
    awards = found(
        "courier",
        "In April the port council awarded Vantorp $4.2 million for 12 berths.",
        trigger="awarded",
        words="In April",
        when=month(2025, 4),
        basis=Basis.RESOLVED,
        kind="award",
        people=(COUNCIL, VANTORP),
        steps=("“In April”, past tense, in an article of 4 July 2025 is April 2025",),
    )
    counts = (
        found(
            "undated",
            "The council counted three near misses last year.",
            trigger="counted",
            words="last year",
            when=year(2024),
            basis=Basis.INFERRED,
            people=(COUNCIL,),
        ),
        found(
            "undated",
            "Vantorp counted 14 incidents last year.",
            trigger="counted",
            words="last year",
            when=year(2024),
            basis=Basis.INFERRED,
            people=(VANTORP,),
        ),
    )
    return (
        happened(
            "Old ferry line ends",
            found(
                "note",
                "The old ferry line ended in the 1990s.",
                trigger="ended",
                words="the 1990s",
                when=When(first=Day.of(1990), last=Day.of(1999, 12, 31), precision=Precision.DECADE),
            ),
        ),
        happened(
            "Marten takes over the company",
            found("note", "Marten took over the company in 2019.", trigger="took", words="2019", when=year(2019), people=(MARTEN,)),
        ),
        happened("Council and company count incidents", *counts, conflicts=("incidents",)),
        happened(
            "Vantorp Harbour buys two ferries",
            found(
                "courier",
                "Vantorp Harbour bought two ferries on 3 March 2025.",
                trigger="bought",
                words="3 March 2025",
                when=on(Day.of(2025, 3, 3)),
                kind="acquire",
                people=(VANTORP,),
                steps=("“3 March 2025” is stated",),
            ),
            summary="Two ferries joined the fleet before the summer season.",
        ),
        happened(
            "Port Council awards berths to Vantorp",
            awards,
            awards_early,
            conflicts=("award-date",),
            summary="Vantorp received $4.2 million for 12 berths.",
        ),
        happened(
            "Oil spill closes the basin",
            found(
                "undated",
                "An oil spill closed the basin some day between 12 and 15 May.",
                trigger="closed",
                words="some day between 12 and 15 May",
                when=between(Day.of(2025, 5, 12), Day.of(2025, 5, 15)),
                basis=Basis.STATED,
            ),
        ),
        meeting,
        happened(
            "Vantorp proposes a second lighthouse",
            found(
                "undated",
                "Vantorp proposed a second lighthouse around June.",
                trigger="proposed",
                words="around June",
                when=replace(june, approximate=True),
                stage=Stage.PROPOSED,
                people=(VANTORP,),
            ),
        ),
        strike,
        happened(
            "Marten meets council",
            found(
                "courier",
                "Chief executive Ilse Marten met the mayor on Wednesday.",
                trigger="met",
                words="on Wednesday",
                when=on(Day.of(2025, 7, 2)),
                basis=Basis.RESOLVED,
                kind="meet",
                people=(MARTEN,),
                steps=("“on Wednesday”, past tense, in an article of Friday 4 July 2025 is Wednesday 2 July 2025",),
            ),
            suggestions=(meeting.id,),
        ),
        happened(
            "Marten threatens to close the east pier",
            found(
                "courier",
                "Marten threatened to close the east pier.",
                trigger="threatened",
                stage=Stage.THREATENED,
                basis=Basis.REPORTED,
                when=between(None, Day.of(2025, 7, 4)),
                reported=on(Day.of(2025, 7, 4)),
                speaker="unnamed insiders",
                via="Coast Courier",
                people=(MARTEN,),
            ),
        ),
        claim,
        happened(
            "Harbour master resigns",
            found(
                "undated",
                "Following the strike the harbour master resigned.",
                trigger="resigned",
                when=between(Day.of(2025, 6, 30), None),
                basis=Basis.BOUNDED,
                steps=("“Following the strike” puts it after 30 June 2025",),
            ),
            after=(strike.id,),
            steps=("“Following the strike” puts it after 30 June 2025",),
        ),
        denial,
        happened(
            "Vantorp fails to sell its tug fleet",
            found(
                "wire",
                "Vantorp failed to sell its tug fleet.",
                trigger="failed",
                stage=Stage.FAILED,
                when=on(Day.of(2025, 7, 5)),
                basis=Basis.EDITED,
                people=(VANTORP,),
            ),
        ),
        happened(
            "",
            found(
                "undated",
                "The office was searched, it is reported.",
                trigger="searched",
                when=between(None, Day.of(2025, 6, 30)),
                basis=Basis.INFERRED,
                hedged=True,
                kind="crime",
            ),
        ),
        happened("הנמל נפתח מחדש", found("hebrew", _HEBREW, trigger="נפתח", words="7 ביולי 2025", when=on(Day.of(2025, 7, 7)))),
        happened(
            SCRIPT_TITLE,
            found(
                "hostile",
                "=cmd() was typed into the tide log on 9 July 2025.",
                trigger="typed",
                words="9 July 2025",
                when=on(Day.of(2025, 7, 9)),
            ),
        ),
        happened(
            LONG_TITLE, found("hostile", _HOSTILE[51:], trigger="ended", words="9 July 2025", when=on(Day.of(2025, 7, 9))), summary="=1+1"
        ),
        happened(
            "Vantorp plans a night ferry",
            found(
                "courier",
                "The company plans a night ferry for August 2025.",
                trigger="plans",
                words="August 2025",
                when=month(2025, 8),
                stage=Stage.PLANNED,
                people=(VANTORP,),
            ),
        ),
        happened(
            "Company plans more",
            found("courier", "The company plans a night ferry for August 2025.", trigger="ferry", basis=Basis.UNKNOWN, stage=Stage.PLANNED),
        ),
        happened(
            "Passengers complain",
            found("note", "Passengers have complained for years.", trigger="complained", basis=Basis.UNKNOWN),
            steps=("Nothing in the source says when",),
        ),
    )


def _conflicts(events: tuple[Event, ...]) -> tuple[Conflict, ...]:
    by_key = {key: event for event in events for key in event.conflicts}
    counts, award = by_key["incidents"].evidence, by_key["award-date"].evidence
    return (
        Conflict(
            id="incidents",
            kind=ConflictKind.FIGURE,
            event=by_key["incidents"].id,
            shown=None,
            same_measure=False,
            reason="each figure stands in one report",
            claims=(
                Claim(value="three", measure="near misses", evidence=(counts[0].key,)),
                Claim(value="14", measure="incidents", evidence=(counts[1].key,)),
            ),
        ),
        Conflict(
            id="award-date",
            kind=ConflictKind.DATE,
            event=by_key["award-date"].id,
            shown=0,
            reason="shown at April 2025: one report on each side, and it is the finer",
            claims=(
                Claim(value="April 2025", measure="", evidence=(award[0].key,)),
                Claim(value="2024", measure="", evidence=(award[1].key,)),
            ),
        ),
    )


def story() -> Timeline:
    """The whole story."""
    events = _events()
    return Timeline(
        title="Vantorp Harbour and its council",
        description="An invented story about ferries, berths and a bid.",
        rules="3f9a1c",
        articles=ARTICLES,
        events=events,
        conflicts=_conflicts(events),
        problems=(
            Problem(
                severity=Severity.QUESTION,
                code="article.undated",
                message="the article has no date of its own",
                path="lost.md",
                line=1,
                hint="add a date to its front matter",
            ),
            Problem(severity=Severity.ERROR, code="article.yaml", message="the front matter is broken: <b>", path="broken.md", line=3),
        ),
    )


def empty() -> Timeline:
    """Sources, and nothing found in them."""
    return Timeline(title="Nothing found", articles=ARTICLES[:1])


def single() -> Timeline:
    """One event."""
    whole = story()
    return replace(whole, events=whole.events[3:4], conflicts=(), problems=(), articles=ARTICLES[:1])


def many(number: int) -> Timeline:
    """`number` events on successive days, alike but for their titles."""
    article = written(
        "daily", "The tide rose again. It fell.", publisher="Daily Tide", published=on(Day.of(2025, 7, 4)), url="https://tide.example/daily"
    )
    _TEXTS["daily"] = article
    pattern = found(
        "daily", "The tide rose again.", trigger="rose", words="again", people=(VANTORP,), steps=("“again” is a day of the tide table",)
    )
    start = Day.of(2023, 1, 2)
    events = tuple(
        replace(
            happened(
                f"Tide {position + 1} rises at quay {position * 7 % 13}",
                replace(pattern, key=f"tide{position:05}", when=on(start + position * 2)),
            ),
            summary=f"The water stood {position * 37 % 101} centimetres above the mark at quay {position * 7 % 13}.",
            basis=Basis.STATED,
        )
        for position in range(number)
    )
    return Timeline(title=f"{number} tides", articles=(article,), events=events)


def spread(number: int) -> Timeline:
    """As `many`, but a hundred a year, ten on each of ten days: the pages of its years are small."""
    several = many(number)
    days = (Day.of(2000 + position // 100, 3, 1 + position % 100 // 10) for position in range(number))
    return replace(several, events=tuple(replace(event, when=on(day)) for event, day in zip(several.events, days, strict=True)))
