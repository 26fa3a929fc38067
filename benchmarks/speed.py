"""What a build costs, cold and after one changed article, beside site generators that only convert the same folder.

    python benchmarks/speed.py [--sizes 100,1000,10000] [--rounds 3] [--hugo PATH] [--eleventy PATH] [--pelican PATH]
    python benchmarks/speed.py --sizes 10000,100000 --archive
    python benchmarks/speed.py --sizes 1000 --only-articles FOLDER|FILE.jsonl

The articles are generated: about 3 kB each, some ten events told with people, dates and figures, every story by several papers, all of
it invented and the same on every run. Programs take turns, so that a busy machine burdens them alike. CPU is user and system time of a
program and what it starts; memory is the largest process. Ratios are medians of the ratios of each round. A peer that is not installed
is named and left out. An edit while serving is measured inside the server's process: from the changed file to the bytes of the index.

`--archive` builds ours alone, each size from one JSON Lines file, cold and after one changed line: what each stage cost, memory, and how
much was written. 100,000 articles take half an hour of CPU and 6 GB of disk.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path
from statistics import median

# --- invented articles -------------------------------------------------------------------------------------------------------------------

GIVEN = "Ada Boris Clara David Elena Frank Greta Henry Irene James Karen Louis Maria Nadia Oscar Paula Robert Sarah Thomas Victor".split()
STARTS = "Bram Cald Dorn Elm Fenn Gar Holl Ister Kell Lorn Mar Nor Ost Pell Quen Rav Sel Tarn Ulm Vor Wex Yar Zell Ash Birk Crow".split()
ENDS = "er ley man sby ton wick ford gate ham well stone field bury croft dale mere rick shaw thorpe wood".split()
PAPERS = ("Harbour Times", "Northern Courier", "Evening Post", "Daily Ledger", "Coast Tribune", "Valley Herald")
BODIES = ("Lines", "Council", "Bank", "Energy", "Shipyard", "Institute", "Ministry", "University")
MONTHS = "January February March April May June July August September October November December".split()
WEEKDAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()
TOPICS = (
    "the tram line",
    "the old harbour",
    "the ferry contract",
    "the water tariff",
    "the new bridge",
    "the school budget",
    "the land sale",
)
NEWS = (
    "{a} met {b} in {p} {when} to talk about {t}.",
    "{a} accused {b} of delaying {t}, according to the {paper}.",
    "{org} signed a contract worth ${n} million with {org2} {when}.",
    "{a} resigned as chairman of {org} {when}.",
    "{org} announced {when} that it would cut {n} jobs.",
    "{when_}, {org} sued {org2} over {t}.",
    "{a} threatened to withdraw from {t}, people familiar with the talks said.",
    "{org} appointed {a} as director {when}.",
    "{a} denied that {b} had been paid for {t}.",
    "{when_}, {a} called {b} and asked for help with {t}.",
    "{org} plans to open a plant in {p} next year.",
    "After the talks, {a} left {p} and flew to {p2}.",
    "A court in {p} fined {org} ${n} million {when}.",
    "{a}, the head of {org}, said that {b} had rejected the offer.",
)
PLAIN = (
    "The road along the river is narrow, and in winter it is often under water for days.",
    "Nobody in the town expects an easy answer, least of all the people who live beside {t}.",
    "There are {n} seats in the hall, most of them with a view of the square and of the hills behind it.",
    "It is a question of patience as much as of money.",
    "Those who know {t} best are the least certain about its future.",
    "The figures are hard to compare, because every office has its own way of counting and its own forms.",
    "For the shops around the station, the summer is the season that matters most.",
    "What the plans mean for the villages beyond the hills remains unclear.",
    "The building has {n} rooms on three floors and a garden with old trees.",
    "Prices in the region are lower than elsewhere, but so are the wages.",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """What several papers tell: sentences, and the day of the news."""

    day: date
    news: tuple[str, ...]


def person(chance: random.Random) -> str:
    """An invented full name."""
    return f"{chance.choice(GIVEN)} {chance.choice(STARTS)}{chance.choice(ENDS)}"


def story(chance: random.Random, people: Sequence[str], bodies: Sequence[str]) -> Story:
    """One invented story of ten sentences among a few people and bodies."""
    day = date(2031, 1, 1) + timedelta(days=chance.randrange(3650))
    who, orgs = chance.sample(people, 3), chance.sample(bodies, 2)
    topics = chance.sample(TOPICS, 2)
    news = []
    for template in chance.sample(NEWS, 10):
        told = day - timedelta(days=chance.randrange(60))
        words = (
            f"on {told.day} {MONTHS[told.month - 1]} {told.year}",
            f"on {MONTHS[told.month - 1]} {told.day}",
            f"on {WEEKDAYS[told.weekday()]}",
        )
        when = words[0] if told.day % 3 == 0 else words[2] if (day - told).days < 6 else words[1]  # noqa: PLR2004
        a, b = chance.sample(who, 2)
        org, org2 = chance.sample(orgs, 2)
        p, p2 = (f"{chance.choice(STARTS)}{chance.choice(ENDS)}" for _ in range(2))
        fields = {"a": a, "b": b, "org": org, "org2": org2, "p": p, "p2": p2, "when": when, "when_": when[0].upper() + when[1:]}
        news.append(template.format(**fields, t=chance.choice(topics), n=chance.randrange(2, 900), paper=chance.choice(PAPERS)))
    return Story(day=day, news=tuple(news))


def article(chance: random.Random, told: Story, paper: str) -> dict[str, str]:
    """A paper's telling of a story, some 3 kB: nine or ten of its news among other sentences, as fields of front matter and `text`."""
    day = told.day + timedelta(days=chance.randrange(3))
    sentences = [
        *told.news[: chance.choice((9, 10))],
        *(line.format(t=chance.choice(TOPICS), n=chance.randrange(20, 90)) for line in chance.choices(PLAIN, k=24)),
    ]
    chance.shuffle(sentences)
    paragraphs = (" ".join(sentences[at : at + 4]) for at in range(0, len(sentences), 4))
    return {"title": told.news[0].rstrip("."), "date": day.isoformat(), "publisher": paper, "text": "\n\n".join(paragraphs)}


def articles(count: int, seed: int = 2031) -> Iterator[tuple[str, dict[str, str]]]:
    """Names and fields of so many articles. A story is told by five papers; one name in eight is of a few who are always in the news."""
    chance = random.Random(seed)  # noqa: S311  no secret
    famous = sorted({person(chance) for _ in range(12)})
    made = 0
    while made < count:
        people = sorted({person(chance) for _ in range(7)} | {chance.choice(famous)})
        bodies = sorted({f"{chance.choice(STARTS)}{chance.choice(ENDS)} {body}" for body in chance.sample(BODIES, 3)})
        told = story(chance, people, bodies)
        for paper in chance.sample(PAPERS, min(5, count - made)):
            yield f"{made // 1000:03}/{made:06}", article(chance, told, paper)
            made += 1


def as_file(fields: Mapping[str, str]) -> str:
    """An article with front matter."""
    lines = (f"{key}: {json.dumps(value) if key == 'title' else value}" for key, value in fields.items() if key != "text")
    return "\n".join(("---", *lines, "---", "", fields["text"], ""))


def write_articles(count: int, place: Path) -> None:
    """The generated articles as files in a folder, or as lines of a file that ends in `.jsonl`."""
    if place.suffix == ".jsonl":
        with place.open("w", encoding="utf-8") as stream:
            stream.writelines(f"{json.dumps({'id': name, **fields})}\n" for name, fields in articles(count))
        return
    for name, fields in articles(count):
        path = place / f"{name}.md"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(as_file(fields), encoding="utf-8")


# --- what is measured --------------------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Cost:
    """Seconds of CPU and of wall time, and the memory of the largest process in MB; and what the program `said` for it."""

    cpu: float
    wall: float
    memory: float
    said: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Program:
    """What turns a folder of articles into a site: its name with its version, and its command for (articles, scratch folder)."""

    name: str
    command: Callable[[Path, Path], Sequence[str | Path]]
    prepare: Callable[[Path], None] = lambda _: None


def run(command: Sequence[str | Path], folder: Path, cache: Path) -> Cost:
    """Run a command to its end and count what it and its children cost; SystemExit with its last words if it fails."""
    environment = {**os.environ, "XDG_CACHE_HOME": str(cache), "PYTHONPATH": str(Path(__file__).resolve().parent.parent)}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)  # what is started a second time is compiled, as it is for everybody
    with tempfile.TemporaryFile() as said:
        began = time.perf_counter()
        process = subprocess.Popen(command, cwd=folder, env=environment, stdout=said, stderr=said)
        _, status, used = os.wait4(process.pid, 0)
        wall = time.perf_counter() - began
        process.returncode = os.waitstatus_to_exitcode(status)
        said.seek(0)
        text = said.read().decode(errors="replace")
        if process.returncode:
            raise SystemExit(f"{command[0]} failed:\n{text[-2000:]}")
    memory = used.ru_maxrss / (2**20 if sys.platform == "darwin" else 2**10)
    return Cost(cpu=used.ru_utime + used.ru_stime, wall=wall, memory=memory, said=text)


def programs(given: argparse.Namespace) -> tuple[list[Program], list[str]]:
    """What can be measured here, ours first, and the names of what cannot."""
    ours = Program(
        name="timeline", command=lambda articles, scratch: (sys.executable, "-m", "timeline", "build", articles, "--out", scratch / "out")
    )
    found, missing = [ours], []
    for name, make in (("hugo", _hugo), ("eleventy", _eleventy), ("pelican", _pelican)):
        path = getattr(given, name) or shutil.which(name)
        if path:
            found.append(make(Path(path).absolute()))
        else:
            missing.append(name)
    return found, missing


def _hugo(path: Path) -> Program:
    def prepare(scratch: Path) -> None:
        (scratch / "layouts").mkdir()
        (scratch / "hugo.toml").write_text(
            'baseURL = "https://example.org/"\ndisableKinds = ["taxonomy", "term", "RSS", "sitemap", "404"]\n'
        )
        (scratch / "layouts" / "single.html").write_text("<!doctype html><title>{{ .Title }}</title><h1>{{ .Title }}</h1>{{ .Content }}")
        (scratch / "layouts" / "list.html").write_text(
            '<!doctype html><title>All</title>{{ range .Site.RegularPages }}<p><a href="{{ .RelPermalink }}">{{ .Title }}</a>{{ end }}'
        )

    return Program(
        name="hugo",
        prepare=prepare,
        command=lambda articles, scratch: (
            path,
            "--source",
            scratch,
            "--contentDir",
            articles,
            "--destination",
            scratch / "out",
            "--quiet",
        ),
    )


def _eleventy(path: Path) -> Program:
    # it takes no folder outside its own: it is started inside the articles
    return Program(name="eleventy", command=lambda _, scratch: (path, "--input=.", f"--output={scratch / 'out'}", "--quiet"))


def _pelican(path: Path) -> Program:
    def prepare(scratch: Path) -> None:
        settings = ("SITENAME = 'All'", "TIMEZONE = 'UTC'", "THEME = 'simple'", "SLUGIFY_SOURCE = 'basename'", "FEED_ALL_ATOM = None")
        more = ("CATEGORY_FEED_ATOM = None", "TRANSLATION_FEED_ATOM = None", "AUTHOR_FEED_ATOM = None", "AUTHOR_FEED_RSS = None")
        (scratch / "settings.py").write_text("\n".join((*settings, *more, "")))

    return Program(
        name="pelican",
        prepare=prepare,
        command=lambda articles, scratch: (path, articles, "-o", scratch / "out", "-s", scratch / "settings.py", "--quiet"),
    )


def round_of(program: Program, articles_: Path, scratch: Path, turn: int) -> tuple[Cost, Cost]:
    """A cold build, and one after a sentence was added to one article."""
    shutil.rmtree(scratch, ignore_errors=True)
    scratch.mkdir(parents=True)
    program.prepare(scratch)
    command = program.command(articles_, scratch)
    cold = run(command, articles_, scratch / "cache")
    changed = sorted(articles_.rglob("*.md"))[turn]
    before = changed.read_text(encoding="utf-8")
    changed.write_text(f"{before}\nAda Holtwood met Victor Elmgate in Tarnwick on 5 May 2033.\n", encoding="utf-8")
    try:
        return cold, run(command, articles_, scratch / "cache")
    finally:
        changed.write_text(before, encoding="utf-8")


def edit_while_serving(folder: Path, turns: int) -> list[float]:
    """CPU seconds from a saved sentence to the page, in a process that serves the folder; once a turn."""
    from timeline.options import Options
    from timeline.serving import Project

    project = Project(lambda: Options(inputs=(folder,)))
    project.build()
    spent = []
    for turn, path in zip(range(turns), sorted(folder.rglob("*.md")), strict=False):
        before = path.read_text(encoding="utf-8")
        path.write_text(f"{before}\nAda Holtwood met Victor Elmgate in Tarnwick on {turn + 1} May 2033.\n", encoding="utf-8")
        began = time.process_time()
        built = project.build()
        if built.error or not built.files["index.html"]:
            raise SystemExit(f"the server cannot build: {built.error}")
        spent.append(time.process_time() - began)
        path.write_text(before, encoding="utf-8")
    return spent


def served(folder: Path, turns: int) -> float:
    """The median of `edit_while_serving`, in a process of its own."""
    command = (sys.executable, Path(__file__).resolve(), "--edit", folder, "--rounds", str(turns))
    root = str(Path(__file__).resolve().parent.parent)
    said = subprocess.run(command, check=True, capture_output=True, text=True, env={**os.environ, "PYTHONPATH": root})
    return median(json.loads(said.stdout))


def start(folder: Path, turns: int) -> tuple[float, float]:
    """CPU seconds of `timeline --help` and of importing click, medians of so many turns each."""
    commands = ((sys.executable, "-m", "timeline", "--help"), (sys.executable, "-c", "import click"))
    costs = [[run(command, folder, folder).cpu for command in commands] for _ in range(turns + 1)][1:]  # the first compiles
    ours, click = (median(cost[number] for cost in costs) for number in (0, 1))
    return ours, click


# --- an archive --------------------------------------------------------------------------------------------------------------------------

STAGES = re.compile(r"^  \S.*(?:CPU|wall time).*$", re.MULTILINE)


def archive(size: int, place: Path) -> Iterator[str]:
    """What a build of so many articles from one file costs, cold and after one changed line, and how much it wrote."""
    lines, out = place / f"{size}.jsonl", place / f"site-{size}"
    write_articles(size, lines)
    for turn in ("cold", "one changed"):
        cost = run((sys.executable, "-m", "timeline", "build", lines, "--out", out, "--timings"), place, place / f"cache-{size}")
        yield f"{size} articles, {turn}: {cost.cpu:.1f} s CPU, {cost.wall:.1f} s wall, {cost.memory:.0f} MB in the largest process"
        yield from STAGES.findall(cost.said)
        text = lines.read_text(encoding="utf-8")
        lines.write_text(text.replace('"}', ' Ada Holtwood met Victor Elmgate in Tarnwick on 5 May 2033."}', 1), encoding="utf-8")
    sizes = {str(path.relative_to(out)): path.stat().st_size for path in out.rglob("*") if path.is_file()}
    largest = sorted(sizes.items(), key=lambda item: -item[1])[:12]
    yield f"{len(sizes)} files, {sum(sizes.values()) / 1e6:.0f} MB: {', '.join(f'{name} {size / 1e6:.1f} MB' for name, size in largest)}"


# --- the table ---------------------------------------------------------------------------------------------------------------------------

Rows = dict[tuple[str, int], list[tuple[Cost, Cost]]]


def table(rows: Rows, sizes: Sequence[int], names: Sequence[str]) -> Iterator[str]:
    """A line a program and size, medians of the rounds; then ratios of CPU, medians of the ratios of each round."""
    yield f"{'':10} {'articles':>8} {'cold CPU':>9} {'wall':>8} {'MB':>6} {'changed CPU':>12} {'wall':>8} {'changed/cold':>13}"
    for size in sizes:
        for name in names:
            pairs = rows[name, size]
            cold, changed = ([pair[i] for pair in pairs] for i in (0, 1))
            middle = [median(value) for value in ([c.cpu for c in cold], [c.wall for c in cold], [c.memory for c in cold])]
            after = [median(value) for value in ([c.cpu for c in changed], [c.wall for c in changed])]
            share = median(b.cpu / a.cpu for a, b in pairs)
            yield (
                f"{name:10} {size:8} {middle[0]:8.2f}s {middle[1]:7.2f}s {middle[2]:6.0f} {after[0]:11.2f}s {after[1]:7.2f}s {share:13.2f}"
            )
    for name in names[1:]:
        ratios = (f"{_ratio(rows['timeline', size], rows[name, size]):.2f} at {size}" for size in sizes)
        yield f"CPU against {name}, cold: {', '.join(ratios)}"
    for size in sizes:
        memory = median(cold.memory for cold, _ in rows["timeline", size])
        yield f"Memory at {size}: {memory:.0f} MB, {memory / (80 + size * 0.04):.2f} of 80 MB + 40 kB an article"
    for small, large in pairwise(sizes):
        yield f"CPU of {large} over {small}, cold: {_ratio(rows['timeline', large], rows['timeline', small]):.1f}"


def _ratio(ours: Iterable[tuple[Cost, Cost]], theirs: Iterable[tuple[Cost, Cost]]) -> float:
    return median(mine[0].cpu / other[0].cpu for mine, other in zip(ours, theirs, strict=True))


def main() -> None:
    """Parse, measure, print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sizes", default="100,1000,10000", type=lambda text: [int(part) for part in text.split(",")])
    parser.add_argument("--rounds", default=3, type=int)
    for name in ("hugo", "eleventy", "pelican"):
        parser.add_argument(f"--{name}", help="its command, where it is not on the path")
    parser.add_argument(
        "--only-articles", type=Path, metavar="PLACE", help="write the articles of the first size there, and measure nothing"
    )
    parser.add_argument("--archive", action="store_true", help="build each size from one JSON Lines file, and nothing else")
    parser.add_argument("--edit", type=Path, metavar="FOLDER", help="measure an edit while FOLDER is served, and nothing else")
    given = parser.parse_args()
    if given.edit:
        print(json.dumps(edit_while_serving(given.edit, given.rounds)))
        return
    if given.only_articles:
        write_articles(given.sizes[0], given.only_articles)
        return
    if given.archive:
        with tempfile.TemporaryDirectory() as place:
            for size in given.sizes:
                for line in archive(size, Path(place)):
                    print(line, flush=True)
        return
    measured, missing = programs(given)
    rows: Rows = {(program.name, size): [] for program in measured for size in given.sizes}
    edits: dict[int, float] = {}
    with tempfile.TemporaryDirectory() as place:
        ours, click = start(Path(place), 2 * given.rounds + 1)
        for size in given.sizes:
            folder = Path(place) / f"articles-{size}"
            write_articles(size, folder)
            edits[size] = served(folder, given.rounds)
            for turn in range(given.rounds):
                for program in measured:
                    rows[program.name, size].append(round_of(program, folder, Path(place) / program.name, turn))
                    print(".", end="", flush=True, file=sys.stderr)
    print(file=sys.stderr)
    print("\n".join(table(rows, given.sizes, [program.name for program in measured])))
    for size, spent in edits.items():
        print(f"Edit to page while serving {size}: {spent:.2f} s of CPU")
    print(f"CPU of timeline --help: {ours:.2f} s, {ours / click:.1f} of importing click")
    if missing:
        print(f"Not installed here, and not measured: {', '.join(missing)}")


if __name__ == "__main__":
    main()
