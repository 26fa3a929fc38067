"""Whatever is edited while a project is served, the draft is the one that a build with no past makes, byte for byte."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from timeline import curation, pipeline
from timeline.curation import Address, Correction
from timeline.model import Article, ConflictKind, Event, Timeline
from timeline.options import HISTORY_NAME, Options
from timeline.reads import Read, read_article
from timeline.serving import Project
from timeline.when import Day, When, from_edtf

_WHO = ("Ada Brook", "Omar Vance", "Lena Holt", "Jonas Weir", "Vance Lines", "Corvick Harbour Trust")
_WHERE = ("Tessing", "Marrow", "Aldery")
_SAID = (
    "{a} met {b} in {where} on {day} May 2031 over the {where} ferry charter.",
    "{a} and {b} met in {where} before the ferry charter was signed.",
    "{a} bought {sum} ferries in {where} on {day} May 2031.",
    "{a} will sell the {where} lock to {b} next month.",
    "{a} accused {b} of fraud over the {where} dry dock on {day} May 2031.",
    "{b} denied that {a} had bought the {where} dry dock.",
    "{a} resigned as head of the {where} pilots {sum} days later, according to the {where} Times.",
    "{a} was acquitted of fraud in {where} on {day} May 2031.",
    "{a} was convicted of fraud in {where} on {day} May 2031.",
)
_BY: dict[str, Any] = {"by": "Jo Roe", "at": "2031-07-06"}
_TODAY = Day.of(2031, 8, 1)
_COPIES = 3  # papers that tell one story

_Line = tuple[int, int, int, int, int]
_lines = st.tuples(st.integers(0, len(_SAID) - 1), st.integers(0, 5), st.integers(1, 5), st.integers(0, 2), st.integers(1, 9))


@dataclass(frozen=True)
class _Folder:
    """A project on disk: what is edited by hand, and how the editor's tools see it."""

    root: Path

    @property
    def options(self) -> Options:
        events = self.root / "events"
        return Options(inputs=(self.root / "articles",), corrections=self.root / "corrections.yaml", events=events)

    def write(self, number: int, said: Sequence[_Line] | None) -> None:
        """An article, or none where it was."""
        path = self.root / "articles" / f"paper{number:02}.md"
        if said is None:
            path.unlink(missing_ok=True)
            return
        text = " ".join(
            _SAID[what].format(a=_WHO[a], b=_WHO[(a + b) % len(_WHO)], where=_WHERE[where], day=day, sum=day + 2)
            for what, a, b, where, day in said
        )
        date = f"date: 2031-0{5 + number % 3}-{10 + number % 18}\n" if number % 5 else ""
        address = f"https://example.org/{number}"
        path.write_text(f"---\npublisher: {_WHERE[number % 3]} Post\nurl: {address}\n{date}---\n{text}\n", encoding="utf-8")

    def by_hand(self, number: int, *, keep: bool) -> None:
        """An event that the editor writes, after an article that may be there or not."""
        path = self.root / "events" / f"event{number}.md"
        if not keep:
            path.unlink(missing_ok=True)
            return
        quote = f"    quote: {_WHO[number]} resigned as head of the Tessing pilots\n" if number % 2 else ""
        source = f"  - url: https://example.org/{number}\n    publisher: Tessing Post\n{quote}"
        path.write_text(f"---\ntitle: Pilots leave\ndate: 2031-05-0{number + 1}\nsources:\n{source}---\n", encoding="utf-8")


def _date(number: int) -> When:
    found = from_edtf(f"2031-05-{10 + number % 18}")
    assert found is not None
    return found


def _decided(kind: int, number: int, timeline: Timeline) -> tuple[Correction, ...]:
    """What an editor may decide of a timeline: of each kind something, about what the number leads to."""
    found = timeline.events
    if len(found) < 2:
        return ()
    event, other, article = found[number % len(found)], found[(number + 1) % len(found)], timeline.articles[number % len(timeline.articles)]
    people = sorted({part.actor.name for part in event.participants} | {"Ada Brook", "Omar Vance"})[:2]

    def at(one: Event, place: int = 0) -> Address:
        return curation.selector(one.evidence[place % len(one.evidence)], timeline.articles)

    makers: tuple[Callable[[], Correction], ...] = (
        lambda: curation.accept(event, **_BY, articles=timeline.articles),
        lambda: curation.Retitle(event=at(event), title=f"The matter {number}", **_BY),
        lambda: curation.Redate(event=at(event), date=_date(number), reason="a misprint", source="the log", **_BY),
        lambda: curation.Merge(events=(at(event), at(other)), **_BY),
        lambda: curation.Split(event=at(event), apart=(at(event, 1),), **_BY),
        lambda: curation.KeepApart(events=(at(event), at(event, -1)), **_BY),
        lambda: curation.Hide(event=at(event), until=_date(number), **_BY),
        lambda: curation.Reject(event=at(event), **_BY),
        lambda: curation.DateArticle(article=article.id, text=article.text_hash, date=_date(number), **_BY),
        lambda: curation.SetOrigin(article=article.id, origin="The Tessing Times", **_BY),
        lambda: curation.TellApart(people=tuple(people), **_BY),
        lambda: curation.AddEvidence(event=at(event), evidence=at(other), **_BY),
        lambda: _settled(timeline, at(event)),
    )
    return (makers[kind % len(makers)](),)


def _settled(timeline: Timeline, address: Address) -> Correction:
    claims = [(conflict, claim) for conflict in timeline.conflicts for claim in conflict.claims]
    kind, value = (claims[0][0].kind, claims[0][1].value) if claims else (ConflictKind.DATE, "nothing")
    owner = next((event for event in timeline.events if claims and event.id == claims[0][0].event), None)
    event = curation.selector(owner.evidence[0], timeline.articles) if owner else address
    return curation.Settle(event=event, conflict=ConflictKind(kind), claim=value, reason="as the log has it", **_BY)


_read = cache(read_article)


def _afresh(options: Options) -> dict[str, bytes]:
    """The draft as a build makes it that knows nothing; only what was read of an article by itself is read once."""

    def reader(article: Article) -> Read:
        return _read(article, options.parser)

    timeline = pipeline.build(options, reader=reader, today=_TODAY)
    return _shown(pipeline.site(timeline, options))


def _shown(files: Mapping[str, bytes]) -> dict[str, bytes]:
    return {name: files[name] for name in ("timeline.json", "index.html", "sources.html", "timeline.csv")}


_edits = st.one_of(
    st.tuples(st.just("article"), st.integers(0, 13), st.none() | st.lists(_lines, min_size=1, max_size=4)),
    st.tuples(st.just("decision"), st.integers(0, 12), st.integers(0, 40)),
    st.tuples(st.just("undo"), st.integers(0, 5), st.just(0)),
    st.tuples(st.just("event"), st.integers(0, 5), st.booleans()),
    st.tuples(st.just("publish"), st.just(0), st.just(0)),
)


@settings(
    max_examples=10,
    deadline=None,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)
@given(edits=st.lists(_edits, min_size=2, max_size=5))
def test_the_draft_is_that_of_a_build_with_no_past(edits: list[tuple[str, int, Any]], tmp_path_factory: pytest.TempPathFactory) -> None:
    """After every edit of articles, decisions and events by hand, and after what was decided is undone or published."""
    folder = _Folder(tmp_path_factory.mktemp("project"))
    for name in ("articles", "events"):
        (folder.root / name).mkdir()
    for number in range(12):
        story = number // _COPIES
        told = ((2 * number + k) % len(_SAID) if k else story for k in range(3))
        folder.write(number, [(what, story, 1, story % 3, story + 1) for what in told])
    project = Project(lambda: folder.options, today=lambda: _TODAY)
    built = project.build()
    assert (built.error, _shown(built.files)) == ((), _afresh(folder.options))

    for what, number, more in edits:
        assert built.timeline is not None
        if what == "article":
            folder.write(number, more)
        elif what == "event":
            folder.by_hand(number, keep=more)
        elif what == "publish":
            record = curation.published(curation.History(), built.timeline, "2031-07-30")
            curation.write_history(folder.root / HISTORY_NAME, record)
        else:
            entries = project.written.entries
            undone = (entries[number % len(entries)].id,) if what == "undo" and entries else ()
            made = _decided(number, more, built.timeline) if what == "decision" else ()
            project.write(made, undone=undone, digest=project.written.digest)
        built = project.build()

        assert (built.error, _shown(built.files)) == ((), _afresh(folder.options))
