"""Whether invented stories whose retelling could do harm are told without harm: no claim stronger, no person confused, no day made up.

    python benchmarks/harm.py [--strict] [--all] [CLASS …]

Prints a table (cases by class, passed, failed) and then, for each failed case, its text, what should not have been said or was missing, and
what was said; `--all` shows the cases that pass, too. `--strict` exits with 1 if a case fails. The goal is that none fails.

The cases stand in `samples/harm/*.toml`, one file for a class; people, firms and places in them are invented. A case has

- `articles`: short texts. The first is of Monday, 12 May 2031 and from "The Harbour Times", each further one of the next day and from
  another publisher; `dates` (EDTF, "" for none) sets other dates;
- `never` and `must`: lists of descriptions of an event. No event may fit a `never`, some event has to fit each `must`. A description is
  a table, and an event fits where all of it fits: `title` (a regular expression found in the title), `kind`, `stage`, `polarity`;
  `agent` (a name among the agents); `actor` (a name in any role); `speaker` (a name in the speaker or the outlet of all its evidence,
  "" for evidence that names nobody and is not hedged); `hedged`; `day` (an ISO day that the event or some evidence is dated to, "any"
  for whatever single day); `when` (the event's date as EDTF); `answered` (whether a denial or an outcome is linked to it);
- `apart` and `together`: pairs of sentences, counted from 0 through all articles of the case. No event may cite both of a pair that
  belongs apart, and some event has to cite both of a pair that belongs together.

`must` and `together` stand only where a reader would have no doubt; they keep silence from passing.
"""

from __future__ import annotations

import argparse
import hashlib
import re
import sys
import tomllib
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from timeline import pipeline, sentences
from timeline.model import Article, Basis, Block, Event, RoleName
from timeline.options import Options
from timeline.when import from_edtf, to_edtf

CASES = Path(__file__).parent / "samples" / "harm"
PUBLISHERS = ("The Harbour Times", "The Aldery Post", "Northern Wire", "Coast Radio")
FIRST_DAY = date(2031, 5, 12)

Description = Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """One invented story and what may and must be made of it."""

    group: str
    about: str
    articles: Sequence[str]
    dates: Sequence[str] = ()
    never: Sequence[Description] = ()
    must: Sequence[Description] = ()
    apart: Sequence[Sequence[int]] = ()
    together: Sequence[Sequence[int]] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """What is wrong with the timeline of a case, a line each (none if it is told as it should be), and the events it has."""

    case: Case
    wrong: tuple[str, ...]
    told: tuple[str, ...]


def load(folder: Path = CASES, groups: Sequence[str] = ()) -> tuple[Case, ...]:
    """All cases, or those of some classes. ValueError for a field or a description that does not exist."""
    found = []
    for path in sorted(folder.glob("*.toml")):
        if path.stem != "allowed" and (not groups or path.stem in groups):
            found += [_case(path.stem, row) for row in tomllib.loads(path.read_text(encoding="utf-8"))["case"]]
    return tuple(found)


def _case(group: str, row: Mapping[str, Any]) -> Case:
    for description in (*row.get("never", ()), *row.get("must", ())):
        if unknown := set(description) - set(_FITS):
            raise ValueError(f"{group}: {row['about']}: no such word in a description: {', '.join(sorted(unknown))}")
    if unknown := set(row) - {field.name for field in fields(Case)}:
        raise ValueError(f"{group}: {row['about']}: no such field: {', '.join(sorted(unknown))}")
    return Case(group=group, **row)


def _articles(case: Case) -> tuple[Article, ...]:
    days = case.dates or tuple(str(FIRST_DAY + timedelta(days=n)) for n in range(len(case.articles)))
    return tuple(
        Article(
            id=f"{n}",
            path=f"{n}.md",
            text=text,
            text_hash=hashlib.sha256(text.encode()).hexdigest(),
            blocks=(Block(start=0, end=len(text), line=1),),
            publisher=publisher,
            published=from_edtf(day) if day else None,
            published_basis=Basis.STATED if day else Basis.UNKNOWN,
        )
        for n, (text, publisher, day) in enumerate(zip(case.articles, PUBLISHERS, days, strict=False))
    )


# --- does an event fit a description? ---------------------------------------------------------------------------------------------------


def _named(event: Event, name: str, roles: Iterable[RoleName]) -> bool:
    wanted = set(roles)
    held = (*event.participants, *(p for e in event.evidence for p in e.participants))
    return any(p.role in wanted and p.actor.name.removeprefix("the ") == name for p in held)


def _speaks(event: Event, name: str) -> bool:
    if name:
        return all(name in f"{e.speaker} {e.via}" for e in event.evidence)
    return any(not (e.speaker or e.via or e.hedged) for e in event.evidence)


def _dated(event: Event, day: str) -> bool:
    days = {str(when.first) for when in (event.when, *(e.when for e in event.evidence)) if when is not None and when.is_day}
    return bool(days) if day == "any" else day in days


_FITS: Mapping[str, Callable[[Event, Any], bool]] = {
    "title": lambda event, value: re.search(value, event.title) is not None,
    "kind": lambda event, value: event.kind == value,
    "stage": lambda event, value: event.stage.value == value,
    "polarity": lambda event, value: event.polarity.value == value,
    "agent": lambda event, value: _named(event, value, {RoleName.AGENT}),
    "actor": lambda event, value: _named(event, value, RoleName),
    "speaker": _speaks,
    "hedged": lambda event, value: all(e.hedged for e in event.evidence) is value,
    "day": _dated,
    "when": lambda event, value: event.when is not None and to_edtf(event.when) == value,
    "answered": lambda event, value: bool(event.answers) is value,
}


def fits(event: Event, description: Description) -> bool:
    """Whether all of a description is true of an event."""
    return all(_FITS[key](event, value) for key, value in description.items())


# --- is a case told without harm? --------------------------------------------------------------------------------------------------------


def judge(case: Case) -> Verdict:
    """What the timeline of a case says and what is wrong with it."""
    articles = _articles(case)
    events = pipeline.assemble(articles, Options()).events
    cited = [_cited(event, articles) for event in events]
    wrong = (
        *(f"never {_words(d)}: {e.title}" for d in case.never for e in events if fits(e, d)),
        *(f"missing {_words(d)}" for d in case.must if not any(fits(e, d) for e in events)),
        *(f"merged, though apart: {pair}" for pair in case.apart if any(set(pair) <= seen for seen in cited)),
        *(f"apart, though one event: {pair}" for pair in case.together if not any(set(pair) <= seen for seen in cited)),
    )
    return Verdict(case=case, wrong=wrong, told=tuple(_told(event) for event in events))


def _cited(event: Event, articles: Sequence[Article]) -> set[int]:
    """The sentences an event cites, counted through all articles."""
    before, total = {}, 0
    for article in articles:
        before[article.id] = total
        total += len(sentences.split(article))
    return {before[e.article] + e.sentence for e in event.evidence}


def _words(description: Description) -> str:
    return ", ".join(f"{key} {value!r}" for key, value in description.items())


def _told(event: Event) -> str:
    actors = ", ".join(f"{p.role.value} {p.actor.name}" for p in event.participants)
    when = to_edtf(event.when) if event.when is not None else "-"
    said = "; ".join(dict.fromkeys(filter(None, (f"{e.speaker} {e.via} {'hedged' if e.hedged else ''}".strip() for e in event.evidence))))
    return f"{event.title} [{event.kind}, {event.stage.value}, {event.polarity.value}, {when}] ({actors}) {said}".rstrip()


def _table(verdicts: Sequence[Verdict]) -> str:
    groups = sorted({verdict.case.group for verdict in verdicts})
    lines = [f"{'class':<24} {'cases':>6} {'passed':>7} {'failed':>7}"]
    for name in (*groups, ""):
        counted = [bool(verdict.wrong) for verdict in verdicts if name in {"", verdict.case.group}]
        lines.append(f"{name or 'all':<24} {len(counted):>6} {len(counted) - sum(counted):>7} {sum(counted):>7}")
    return "\n".join(lines)


def _report(verdict: Verdict) -> str:
    texts = [f"  > {text}" for text in verdict.case.articles]
    wrong = [f"  ! {line}" for line in verdict.wrong]
    told = [f"  = {line}" for line in verdict.told] or ["  = nothing"]
    return "\n".join((f"{verdict.case.group}: {verdict.case.about}", *texts, *wrong, *told))


def main(arguments: Sequence[str]) -> int:
    """Print the table and the failures; 1 where a case fails under --strict."""
    parser = argparse.ArgumentParser(description="Harmful errors in invented stories.")
    parser.add_argument("groups", nargs="*", metavar="CLASS", help="only these classes")
    parser.add_argument("--strict", action="store_true", help="exit with 1 if a case fails")
    parser.add_argument("--all", action="store_true", help="show what is said of the cases that pass, too")
    options = parser.parse_args(arguments)
    verdicts = [judge(case) for case in load(groups=options.groups)]
    print(_table(verdicts))
    for verdict in verdicts:
        if verdict.wrong or options.all:
            print(f"\n{_report(verdict)}")
    return int(options.strict and any(verdict.wrong for verdict in verdicts))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
