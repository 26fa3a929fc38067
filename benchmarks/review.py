"""How long a click takes in a review: a project with many corrections, one decision after the other, as the browser sends them.

    python benchmarks/review.py [--corrections 5000] [--articles 60] [--clicks 20]

Prints, in milliseconds: the answer to a click (the decision is in the file, safe on disk), and the next build on the page.
"""

from __future__ import annotations

import argparse
import json
import statistics
import sys
import tempfile
import time
from http.client import HTTPConnection
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))

from timeline import curation
from timeline.options import Options
from timeline.serving import Project, Server, serve
from timeline.serving.guard import TOKEN

_SHIPS = ("Aurora", "Borealis", "Corvus", "Delphin", "Elster", "Fulmar", "Gannet", "Heron", "Ibis", "Jacana")
_PEOPLE = ("Ana Tal", "Ben Hull", "Cora Finch", "Dan Wick", "Eva Moor", "Finn Gale", "Gus Reed", "Hana Lock")


def article(number: int) -> str:
    """An invented article with a few events of its own."""
    ship, one, other = _SHIPS[number % 10], _PEOPLE[number % 8], _PEOPLE[(number * 3 + 1) % 8]
    return (
        f"---\npublisher: Paper {number % 7}\ndate: 2025-{number % 12 + 1:02}-{number % 27 + 1:02}\n---\n\n"
        f"The ferry {ship} {number} sank off Port Roe on Monday. {one} resigned last week.\n\n"
        f"{other} met {one} in Larne on {number % 27 + 1} May {1990 + number % 30}. "
        f"Coastal Lines bought the {ship} in {2000 + number % 20}.\n"
    )


def project(folder: Path, articles: int, corrections: int) -> Project:
    """A project with so many articles and private notes on their events."""
    inputs = folder / "articles"
    inputs.mkdir()
    for number in range(articles):
        (inputs / f"{number:04}.md").write_text(article(number), encoding="utf-8")
    options = Options(inputs=(inputs,), corrections=folder / "corrections.yaml")
    made = Project(lambda: options)
    timeline = made.build().timeline
    assert timeline is not None
    places = [curation.selector(event.evidence[0], timeline.articles) for event in timeline.events]
    notes = [
        curation.Note(event=places[number % len(places)], note=f"Note {number}.", by="Mina Sorrel", at="2025-08-01")
        for number in range(corrections)
    ]
    curation.append(folder / "corrections.yaml", *notes)
    made.build()
    return made


def click(connection: HTTPConnection, server: Server, body: dict[str, object]) -> str:
    """One decision; the digest of the file after it."""
    host = f"127.0.0.1:{server.server_port}"
    headers = {"Host": host, "Origin": f"http://{host}", "Content-Type": "application/json", TOKEN: server.guard.token}
    connection.request("POST", "/_timeline/decisions", json.dumps(body), headers)
    with connection.getresponse() as answer:
        data = json.loads(answer.read())
    assert "digest" in data, data
    return str(data["digest"])


def measure(made: Project, clicks: int) -> tuple[list[float], list[float]]:
    """Milliseconds from a click to its answer, and to the build that holds it."""
    answers, builds = [], []
    with serve(made, by="Mina Sorrel", day=lambda: "2025-08-01") as server:
        connection = HTTPConnection("127.0.0.1", server.server_port)
        timeline, digest = made.built.timeline, made.written.digest
        assert timeline is not None
        for event in timeline.events[:clicks]:
            start = time.perf_counter()
            digest = click(connection, server, {"do": [{"do": "accept", "event": event.id}], "digest": digest})
            answers.append(1000 * (time.perf_counter() - start))
            while made.built.corrections.digest != digest:
                made.wait(made.built.number, 30)
            builds.append(1000 * (time.perf_counter() - start))
        connection.close()
    return answers, builds


def main() -> None:
    """Measure and print one line for each."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--corrections", type=int, default=5000)
    parser.add_argument("--articles", type=int, default=60)
    parser.add_argument("--clicks", type=int, default=20)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        made = project(Path(folder), given.articles, given.corrections)
        timeline = made.built.timeline
        assert timeline is not None
        print(f"{given.articles} articles, {len(timeline.events)} events, {len(made.built.corrections.entries)} corrections")
        for name, times in zip(("answer to a click", "next build"), measure(made, given.clicks), strict=True):
            print(f"{name:18}  median {statistics.median(times):7.0f} ms   slowest {max(times):7.0f} ms")


if __name__ == "__main__":
    main()
