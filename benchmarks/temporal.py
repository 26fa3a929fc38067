"""Gold files in, a table out: how well `timeline tag --jsonl` finds and values time expressions, and how fast.

A gold file holds a line of JSON for each text: {"doc", "dct", "text", "gold": [{"start", "end", "type", "value"}]}, offsets in characters.

    python benchmarks/temporal.py                        # the small invented sample
    python benchmarks/temporal.py GOLD.jsonl … --errors errors.jsonl

Strict counts an expression only with both its ends right, relaxed if it shares a character with a gold one; type and value are relaxed with
the TIMEX3 type or value right. The last columns are megabytes of text in a CPU second, without
and with what a run over three words takes (start-up). The row below a file is of `--new` megabytes of new text: the texts of the file again
and again, each time with other numbers, months, weekdays and names, so that hardly a phrase comes back.
Peers run over the same files if they are installed: dateparser, Recognizers-Text (`pip install recognizers-text-suite "emoji<2"`) and
chrono (`npm install chrono-node`, found through NODE_PATH); the others are named below the table.
"""

from __future__ import annotations

import argparse
import json
import random
import re
import resource
import subprocess
import sys
import tempfile
import time
from calendar import day_name, month_name
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from importlib import import_module
from pathlib import Path
from shutil import which
from typing import Any

PEERS = ("dateparser", "recognizers", "chrono")
IDLE = {"doc": "idle", "dct": "2030-05-06", "text": "It rained today.", "gold": []}
SAMPLE = Path(__file__).parent / "samples" / "temporal.jsonl"
Timex = dict[str, Any]
_VARIED = re.compile(r"(?<=[a-z,] )[A-Z][a-z]{3,14}\b|\b\d+\b")  # numbers, and capitalised words within a sentence
_RENAMED = 0.8


@dataclass(frozen=True, slots=True, kw_only=True)
class Score:
    """Counts of one run over one gold file."""

    gold: int
    found: int
    strict: int
    relaxed: int
    type: int
    value: int

    def f1(self, hits: int) -> float:
        """The harmonic mean of precision and recall, in per cent."""
        return 200 * hits / (self.gold + self.found) if self.gold + self.found else 0.0


def pairs(gold: list[Timex], found: list[Timex]) -> Iterator[tuple[Timex, Timex]]:
    """Gold and found expressions that share characters, one to one; those with the same ends first, then the largest overlap."""
    overlaps = []
    for i, one in enumerate(gold):
        for j, other in enumerate(found):
            shared = min(one["end"], other["end"]) - max(one["start"], other["start"])
            if shared > 0:
                overlaps.append((not same_span(one, other), -shared, i, j))
    taken: tuple[set[int], set[int]] = set(), set()
    for _, _, i, j in sorted(overlaps):
        if i not in taken[0] and j not in taken[1]:
            taken[0].add(i)
            taken[1].add(j)
            yield gold[i], found[j]


def same_span(one: Timex, other: Timex) -> bool:
    """Whether both begin and end at the same characters."""
    return bool((one["start"], one["end"]) == (other["start"], other["end"]))


def score(documents: list[dict[str, Any]], answers: dict[str, list[Timex]]) -> Score:
    """Count hits over all documents; a document without an answer counts as empty."""
    totals = dict.fromkeys(("gold", "found", "strict", "relaxed", "type", "value"), 0)
    for document in documents:
        found = answers.get(document["doc"], [])
        totals["gold"] += len(document["gold"])
        totals["found"] += len(found)
        for one, other in pairs(document["gold"], found):
            totals["relaxed"] += 1
            totals["strict"] += same_span(one, other)
            totals["type"] += one["type"] == other.get("type")
            totals["value"] += one["value"] == other.get("value")
    return Score(**totals)


def run_timeline(documents: list[dict[str, Any]]) -> dict[str, list[Timex]]:
    """What `timeline tag --jsonl` answers, in a process of its own."""
    with tempfile.NamedTemporaryFile("w", suffix=".jsonl", encoding="utf-8") as file:
        for document in documents:
            file.write(json.dumps({key: document[key] for key in ("doc", "dct", "text")}, ensure_ascii=False) + "\n")
        file.flush()
        command = [sys.executable, "-m", "timeline", "tag", "--jsonl", file.name]
        output = subprocess.run(command, check=True, capture_output=True, text=True, encoding="utf-8").stdout
    rows = (json.loads(line) for line in output.splitlines() if line.strip())
    return {row["doc"]: row["timexes"] for row in rows}


def run_dateparser(documents: list[dict[str, Any]]) -> dict[str, list[Timex]]:
    """What dateparser's search finds: spans by the first place of the words, days as values."""
    from dateparser.search import search_dates  # type: ignore[import-not-found]

    answers: dict[str, list[Timex]] = {}
    for document in documents:
        base, at = datetime.fromisoformat(document["dct"][:10]), 0
        timexes = answers.setdefault(document["doc"], [])
        for words, day in search_dates(document["text"], languages=["en"], settings={"RELATIVE_BASE": base}) or ():
            start = document["text"].find(words, at)
            if start >= 0:
                at = start + len(words)
                timexes.append({"start": start, "end": at, "type": "DATE", "value": day.date().isoformat()})
    return answers


def run_recognizers(documents: list[dict[str, Any]]) -> dict[str, list[Timex]]:
    """What Microsoft's Recognizers-Text finds: its first TIMEX where that is definite, else the day or span it works out."""
    from recognizers_date_time import Culture, DateTimeRecognizer  # type: ignore[import-not-found]

    model = DateTimeRecognizer(Culture.English).get_datetime_model()
    answers: dict[str, list[Timex]] = {}
    for document in documents:
        base = datetime.fromisoformat(document["dct"][:10])
        answers[document["doc"]] = [
            {"start": found.start, "end": found.end + 1, **_recognized(found.resolution["values"][0])}
            for found in model.parse(document["text"], base)
            if found.resolution and found.resolution.get("values")
        ]
    return answers


def _recognized(value: dict[str, str]) -> dict[str, str]:
    timex = value.get("timex", "")
    kinds = {"duration": "DURATION", "set": "SET", "time": "TIME", "datetime": "TIME", "timerange": "TIME", "datetimerange": "TIME"}
    definite = timex and "XX" not in timex and not timex.startswith("(")
    return {"type": kinds.get(value["type"], "DATE"), "value": timex if definite else value.get("value", value.get("start", timex))}


_CHRONO = """
const chrono = require("chrono-node");
const two = n => String(n).padStart(2, "0");
const valueOf = c => {
  let value = String(c.get("year")).padStart(4, "0");
  if (c.isCertain("month") || c.isCertain("day") || c.isCertain("weekday")) value += "-" + two(c.get("month"));
  if (c.isCertain("day") || c.isCertain("weekday")) value += "-" + two(c.get("day"));
  const day = `${c.get("year")}-${two(c.get("month"))}-${two(c.get("day"))}`;
  return c.isCertain("hour") ? `${day}T${two(c.get("hour"))}:${two(c.get("minute"))}` : value;
};
for (const line of require("fs").readFileSync(0, "utf8").split("\\n").filter(line => line.trim())) {
  const { doc, dct, text } = JSON.parse(line);
  const before = index => Array.from(text.slice(0, index)).length;
  const timexes = chrono.parse(text, new Date(dct.slice(0, 10) + "T12:00:00")).map(found => ({
    start: before(found.index), end: before(found.index + found.text.length),
    type: found.start.isCertain("hour") ? "TIME" : "DATE", value: valueOf(found.start) }));
  console.log(JSON.stringify({ doc, timexes }));
}
"""


def run_chrono(documents: list[dict[str, Any]]) -> dict[str, list[Timex]]:
    """What chrono-node finds, with only the parts of the date that it is certain of."""
    lines = "".join(json.dumps(document, ensure_ascii=False) + "\n" for document in documents)
    output = subprocess.run(
        [str(which("node")), "-e", _CHRONO], input=lines, check=True, capture_output=True, text=True, encoding="utf-8"
    ).stdout
    return {row["doc"]: row["timexes"] for row in map(json.loads, output.splitlines())}


def _imports(name: str) -> bool:
    try:
        import_module(name)
    except ImportError:
        return False
    return True


def _has_chrono() -> bool:
    node = which("node")
    if node is None:
        return False
    return subprocess.run([node, "-e", 'require.resolve("chrono-node")'], check=False, capture_output=True).returncode == 0


def systems() -> dict[str, Callable[[list[dict[str, Any]]], dict[str, list[Timex]]]]:
    """Ours and the peers that are installed."""
    found = {"timeline": run_timeline}
    if _imports("dateparser"):
        found["dateparser"] = run_dateparser
    if _imports("recognizers_date_time"):
        found["recognizers"] = run_recognizers
    if _has_chrono():
        found["chrono"] = run_chrono
    return found


def cpu() -> float:
    """CPU seconds of this process and its children so far."""
    return time.process_time() + sum(resource.getrusage(resource.RUSAGE_CHILDREN)[:2])


def spent_on(
    run: Callable[[list[dict[str, Any]]], dict[str, list[Timex]]], documents: list[dict[str, Any]]
) -> tuple[float, dict[str, list[Timex]]]:
    """CPU seconds that a system takes, and its answers."""
    begun = cpu()
    answers = run(documents)
    return cpu() - begun, answers


def varied(documents: list[dict[str, Any]], megabytes: float) -> list[dict[str, Any]]:
    """So much text like that of the documents with other numbers, months, weekdays and names; the same on every run."""
    dice = random.Random(7)  # noqa: S311  no secret
    made: list[dict[str, Any]] = []
    size = 0.0
    while size < megabytes * 1e6:
        for document in documents:
            text = _VARIED.sub(lambda found: _other(found[0], dice), document["text"])
            made.append(document | {"doc": f"{document['doc']}-{len(made)}", "text": text, "gold": []})
            size += len(text.encode())
    return made


def _other(word: str, dice: random.Random) -> str:
    """Another word of the same kind: a year, a number of as many digits, a month or weekday, a name; a few names stay."""
    if word.isdigit():
        year = len(word) == 4 and word[:2] in ("18", "19", "20")  # noqa: PLR2004
        small = len(word) <= 2  # noqa: PLR2004
        return str(
            dice.randint(1800, 2029) if year else dice.randint(1, 28) if small else dice.randint(10 ** (len(word) - 1), 10 ** len(word))
        )
    for names in (month_name[1:], day_name):
        if word in names:
            return dice.choice(names)
    parts = ["".join((dice.choice("bdfgklmnprstv"), dice.choice("aeiou"))) for _ in range(dice.randint(2, 4))]
    return "".join(parts).capitalize() if dice.random() < _RENAMED else word


def errors(documents: list[dict[str, Any]], answers: dict[str, list[Timex]]) -> Iterator[dict[str, Any]]:
    """Every expression missed, invented or given another span, type or value, with the words around it."""
    for document in documents:
        found = answers.get(document["doc"], [])
        matched = list(pairs(document["gold"], found))
        rows = [
            (one, other)
            for one, other in matched
            if not same_span(one, other) or any(one[key] != other.get(key) for key in ("type", "value"))
        ]
        rows += [(one, None) for one in document["gold"] if not any(one is gold for gold, _ in matched)]
        rows += [(None, other) for other in found if not any(other is hit for _, hit in matched)]
        for one, other in rows:
            place = one or other or {}
            around = document["text"][max(0, place["start"] - 50) : place["end"] + 50]
            yield {"doc": document["doc"], "gold": one, "found": other, "around": around}


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold", nargs="*", type=Path, default=[SAMPLE], help="gold files [default: the sample]")
    parser.add_argument("--errors", type=Path, help="write our errors there, as JSON Lines")
    parser.add_argument("--new", type=float, default=1, metavar="MB", help="how much new text to measure the pace on [default: 1]")
    parser.add_argument("--no-peers", action="store_true", help="run only timeline")
    options = parser.parse_args()
    running = {"timeline": run_timeline} if options.no_peers else systems()
    print(f"{'file':28}{'system':12}{'gold':>6}{'found':>7}{'strict':>8}{'relaxed':>9}{'type':>7}{'value':>7}{'MB/CPU s':>10}{'+start':>9}")
    idle = {name: spent_on(run, [IDLE])[0] for name, run in running.items()}
    for path in options.gold:
        documents = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
        megabytes = sum(len(document["text"].encode()) for document in documents) / 1e6
        for name, run in running.items():
            spent, answers = spent_on(run, documents)
            found = score(documents, answers)
            figures = "".join(
                f"{found.f1(hits):>{width}.2f}"
                for hits, width in ((found.strict, 8), (found.relaxed, 9), (found.type, 7), (found.value, 7))
            )
            pace = f"{megabytes / max(spent - idle[name], 0.001):>10.3f}{megabytes / spent:>9.3f}"
            print(f"{path.name:28}{name:12}{found.gold:>6}{found.found:>7}{figures}{pace}")
            if name == "timeline" and options.new > 0:
                new = varied(documents, options.new)
                spent, megabytes_new = spent_on(run, new)[0], sum(len(document["text"].encode()) for document in new) / 1e6
                print(
                    f"{'  new text':28}{name:12}{'':44}{megabytes_new / max(spent - idle[name], 0.001):>10.3f}{megabytes_new / spent:>9.3f}"
                )
            if options.errors and name == "timeline":
                with options.errors.open("a", encoding="utf-8") as file:
                    file.writelines(json.dumps(row, ensure_ascii=False) + "\n" for row in errors(documents, answers))
    if missing := [name for name in PEERS if name not in running]:
        print(f"not measured: {', '.join(missing)}")


if __name__ == "__main__":
    main()
