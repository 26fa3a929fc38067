"""How many of the events that annotators found are cited at the right date, and how many mentions are rightly brought together.

    python benchmarks/events.py [FOLDER …]

A folder holds `articles/` (input of `timeline build`), `sentences.json` ({document: {number: sentence}}) and one or more `gold*.json`
([{"date": "2031-05" or null, "mentions": [[document, number, word], …]}]). Without folders the invented sample beside this file is scored.

The measures (SemEval-2015 task 4 in spirit): a unit is an annotated sentence with a gold date. Recall is the share of (unit, date)
pairs that some event cites with an agreeing date; accuracy the share of dated citations of such units that agree; F1 joins them. A
coarser gold date agrees with a finer one of ours inside it, not the other way round. News without a date of its own counts at its
article's day. Merging counts pairs of units of different articles. The first row of each gold is the baseline: every sentence an event
of its own on its article's day.
"""

from __future__ import annotations

import argparse
import itertools
import json
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from timeline import exporting, pipeline
from timeline.options import Options
from timeline.when import Day, Precision, unit_around

Unit = tuple[str, int]
Cited = Iterable[tuple[str, set[Unit]]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Score:
    """Counts of one gold, and the measures made of them."""

    gold: int
    found: int
    given: int
    right: int
    pairs: int
    judged: int
    good: int

    @property
    def recall(self) -> float:
        """Gold dates found."""
        return self.found / self.gold if self.gold else 0.0

    @property
    def accuracy(self) -> float:
        """Our dates that agree."""
        return self.right / self.given if self.given else 0.0

    @property
    def merging(self) -> tuple[float, float]:
        """Precision and recall of merged pairs."""
        return (self.good / self.judged if self.judged else 0.0, self.good / self.pairs if self.pairs else 0.0)


def harmonic(a: float, b: float) -> float:
    """F1 of two shares."""
    return 2 * a * b / (a + b) if a + b else 0.0


def date_of(when: Mapping[str, Any] | None) -> str:
    """A day, month or year as text, the finest that holds the whole interval; empty where there is none."""
    if not when:
        return ""
    if when["basis"] == "reported" and when.get("reported"):
        return str(when["reported"])[:10]
    if not when["first"] or not when["last"]:
        return ""
    first, last = Day.parse(when["first"]), Day.parse(when["last"])
    for precision, length in ((Precision.DAY, 10), (Precision.MONTH, 7), (Precision.YEAR, 4)):
        whole = unit_around(first, precision)
        if whole.last is not None and last <= whole.last:
            return str(first)[:length]
    return ""


def agrees(ours: str, gold: str) -> bool:
    """Whether our date is the gold date or lies inside it."""
    return len(ours) >= len(gold) and ours.startswith(gold)


def bag(text: str) -> Counter[str]:
    """The words of a sentence."""
    return Counter(re.findall(r"[a-z0-9]+", text.lower()))


def cited(timeline: Mapping[str, Any], sentences: Mapping[str, Mapping[str, str]]) -> Cited:
    """For each event its date and the annotated sentences its quotes are."""
    bags = {doc: {int(n): bag(text) for n, text in rows.items()} for doc, rows in sentences.items()}
    stems = {article["id"]: Path(article["path"]).stem for article in timeline["articles"]}
    for event in timeline["events"]:
        units = set()
        for evidence in event["evidence"]:
            rows, quote = bags.get(stems[evidence["article"]], {}), bag(evidence["quote"])
            share = {n: (quote & words).total() / max(1, min(quote.total(), words.total())) for n, words in rows.items()}
            best = max(share, key=lambda n, share=share: (share[n], -abs(rows[n].total() - quote.total())), default=None)  # type: ignore[misc]
            if best is not None and share[best] >= 0.6 and (quote & rows[best]).total() > 2:  # noqa: PLR2004
                units.add((stems[evidence["article"]], best))
        yield date_of(event["when"]), units


def baseline(timeline: Mapping[str, Any], sentences: Mapping[str, Mapping[str, str]]) -> Cited:
    """Every sentence by itself on the day of its article."""
    published = {Path(a["path"]).stem: (a["published"] or {}).get("first") or "" for a in timeline["articles"]}
    return [(published.get(doc, ""), {(doc, int(n))}) for doc, rows in sentences.items() for n in rows]


def score(ours: Cited, gold: Iterable[Mapping[str, Any]]) -> Score:
    """Count what agrees with a gold."""
    wanted: dict[Unit, set[str]] = defaultdict(set)
    annotated: set[Unit] = set()
    pairs: set[tuple[Unit, Unit]] = set()
    for event in gold:
        units = {(mention[0], int(mention[1])) for mention in event["mentions"]}
        date = re.sub(r"(-?XX)+$", "", (event.get("date") or "").replace("XXXX", ""))
        annotated |= units
        pairs |= _across(units)
        for unit in units if len(date) >= 4 else ():  # noqa: PLR2004  a year at least
            wanted[unit].add(date)
    dates: dict[Unit, set[str]] = defaultdict(set)
    merged: set[tuple[Unit, Unit]] = set()
    for date, units in ours:
        merged |= _across(units & annotated)
        for unit in units if date else ():
            dates[unit].add(date)
    given = [(unit, ours_) for unit in wanted for ours_ in dates[unit]]
    return Score(
        gold=sum(map(len, wanted.values())),
        found=sum(any(agrees(d, g) for d in dates[unit]) for unit, golds in wanted.items() for g in golds),
        given=len(given),
        right=sum(any(agrees(d, g) for g in wanted[unit]) for unit, d in given),
        pairs=len(pairs),
        judged=len(merged),
        good=len(merged & pairs),
    )


def _across(units: set[Unit]) -> set[tuple[Unit, Unit]]:
    return {(a, b) for a, b in itertools.combinations(sorted(units), 2) if a[0] != b[0]}


def run(folder: Path) -> list[tuple[str, str, Score]]:
    """Build a folder's articles and score them against each of its golds."""
    articles = folder / "articles"
    timeline = json.loads(exporting.to_json(pipeline.build(Options(inputs=(articles,)))))
    sentences = json.loads((folder / "sentences.json").read_text(encoding="utf-8"))
    rows = []
    for path in sorted(folder.glob("gold*.json")):
        gold = json.loads(path.read_text(encoding="utf-8"))
        rows.append((f"{folder.name} {path.stem}", "baseline", score(baseline(timeline, sentences), gold)))
        rows.append((f"{folder.name} {path.stem}", "timeline", score(list(cited(timeline, sentences)), gold)))
    return rows


def main(folders: Sequence[Path]) -> None:
    """Print the table."""
    rows = [row for folder in folders or [Path(__file__).parent / "samples" / "harbour"] for row in run(folder)]
    width = max(len(row[0]) for row in rows)
    print(f"{'gold':{width}}  {'system':8}  recall  accuracy     F1  merge P  merge R  merge F   pairs")
    for name, system, s in rows:
        p, r = s.merging
        print(
            f"{name:{width}}  {system:8}  {s.recall:6.3f}  {s.accuracy:8.3f}  {harmonic(s.recall, s.accuracy):5.3f}"
            f"  {p:7.3f}  {r:7.3f}  {harmonic(p, r):7.3f}  {s.good}/{s.judged}/{s.pairs}"
        )
    fs = [harmonic(*s.merging) for _, system, s in rows if system == "timeline"]
    print(f"merge F, mean over {len(fs)} golds: {sum(fs) / len(fs):.3f}")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folders", metavar="FOLDER", nargs="*", type=Path)
    main(parser.parse_args().folders)
