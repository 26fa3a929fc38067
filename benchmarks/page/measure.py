"""What the page costs a reader, beside TimelineJS, vis-timeline and a bare list, with the same invented events, in one run.

    npm ci --prefix benchmarks/page
    python benchmarks/page/measure.py [--events 30 500 5000] [--no-lighthouse]

Bytes and requests are counted by a server that compresses; render time is until the page has been drawn, the middle of three; Lighthouse
emulates its slow telephone. Requests to other servers are refused, counted, and shown behind a plus.
"""

from __future__ import annotations

import argparse
import gzip
import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from html import escape
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar

ROOT = Path(__file__).resolve().parents[2]
MODULES = Path(__file__).parent / "node_modules"
TEXT = (".html", ".css", ".js", ".json", ".svg", ".atom", ".md", ".csv", ".ics")
ROUNDS, PATIENCE = 3, 240_000  # milliseconds
CATEGORIES = ("performance", "accessibility", "best-practices", "seo")

if TYPE_CHECKING:
    from playwright.sync_api import Browser

    from timeline.model import Timeline


def main(arguments: list[str]) -> int:
    """Build, serve, measure, print."""
    sys.path.insert(0, str(ROOT))
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--events", type=int, nargs="+", default=[30, 500, 5000])
    parser.add_argument("--no-lighthouse", action="store_true")
    parser.add_argument("--only", nargs="+", default=["ours", "floor", "TimelineJS", "vis-timeline"])
    chosen = parser.parse_args(arguments)
    chromium = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    if chromium is None or not MODULES.is_dir():
        print("needs chromium, and npm ci --prefix benchmarks/page", file=sys.stderr)
        return 2
    print("| events | page | requests | kB | ms to render | Lighthouse: speed, access, practice, search |\n|---|---|---|---|---|---|")
    with tempfile.TemporaryDirectory() as folder, browser(chromium) as opened:
        for number in chosen.events:
            for name in chosen.only:
                site = Path(folder) / f"{name}-{number}"
                make(name, number, site)
                with served(site) as address:
                    print(
                        f"| {number:,} | {name} | {cost(opened, address)} | {marks(address, chromium, chosen.no_lighthouse)} |", flush=True
                    )
    return 0


# --- the pages ---------------------------------------------------------------------------------------------------------------------------


def make(name: str, number: int, site: Path) -> None:
    """Write one page with so many events, and what it loads."""
    from tests.rendering import story

    timeline = story.many(number)
    site.mkdir()
    if name == "ours":
        from timeline.exporting import files
        from timeline.rendering import Files, render, write
        from timeline.view import view

        write(render(view(timeline)) | Files(files(timeline)), site)
        return
    {"floor": _floor, "TimelineJS": _timelinejs, "vis-timeline": _vis}[name](timeline, site)


def _page(site: Path, title: str, body: str, head: str = "") -> None:
    start = '<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">'
    about = '<meta name="description" content="Tides of a harbour, day by day."><link rel="icon" href="data:,">'
    (site / "index.html").write_text(
        f"{start}{about}<title>{escape(title)}</title>{head}</head><body>{body}</body></html>", encoding="utf-8"
    )


def _floor(timeline: Timeline, site: Path) -> None:
    items = "".join(
        f'<li><time datetime="{event.when}">{event.when}</time><h2>{escape(event.title)}</h2><p>{escape(event.summary)}</p></li>'
        for event in timeline.events
    )
    style = "<style>body{font:1rem/1.5 sans-serif;max-width:40rem;margin:auto;padding:1rem}li{content-visibility:auto}</style>"
    _page(site, timeline.title, f"<main><h1>{escape(timeline.title)}</h1><ol>{items}</ol></main>", style)


def _timelinejs(timeline: Timeline, site: Path) -> None:
    from timeline.exporting import to_timelinejs

    shutil.copytree(MODULES / "@knight-lab" / "timelinejs" / "dist", site / "dist")
    (site / "timeline.json").write_text(to_timelinejs(timeline), encoding="utf-8")
    head = '<link rel="stylesheet" href="dist/css/timeline.css"><script src="dist/js/timeline.js"></script>'
    start = "fetch('timeline.json').then(r=>r.json()).then(data=>new TL.Timeline('t',data,{script_path:location.href+'dist/js/'}))"
    _page(site, timeline.title, f'<div id="t" style="height:600px"></div><script>{start}</script>', head)


def _vis(timeline: Timeline, site: Path) -> None:
    source = MODULES / "vis-timeline"
    shutil.copy(source / "standalone" / "umd" / "vis-timeline-graph2d.min.js", site)
    shutil.copy(source / "styles" / "vis-timeline-graph2d.min.css", site)
    items = [{"id": event.id, "content": escape(event.title), "start": str(event.when)} for event in timeline.events]
    head = '<link rel="stylesheet" href="vis-timeline-graph2d.min.css"><script src="vis-timeline-graph2d.min.js"></script>'
    start = f"new vis.Timeline(document.getElementById('t'),{json.dumps(items)},{{}})"
    _page(site, timeline.title, f'<h1>{escape(timeline.title)}</h1><div id="t"></div><script>{start}</script>', head)


# --- the measures ------------------------------------------------------------------------------------------------------------------------


class _Counting(SimpleHTTPRequestHandler):
    """Files, compressed as a host of static pages does; what was asked for and sent is counted."""

    asked: ClassVar[list[int]] = []

    def do_GET(self) -> None:
        path = Path(self.translate_path(self.path))
        path = path / "index.html" if path.is_dir() else path
        if not path.is_file():
            self.send_error(404)
            return
        content = path.read_bytes()
        self.send_response(200)
        self.send_header("Content-Type", self.guess_type(str(path)))
        if path.suffix in TEXT:
            content = gzip.compress(content, 9)
            self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)
        self.asked.append(len(content))

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002  the name of the base class
        pass


@contextmanager
def served(site: Path) -> Iterator[str]:
    """Serve a folder; gives its address."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Counting, directory=str(site)))
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


@contextmanager
def browser(path: str) -> Iterator[Browser]:
    """One Chromium for all pages."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        yield opened
        opened.close()


def cost(opened: Browser, address: str) -> str:
    """Requests (+ those to others), kilobytes and milliseconds, as cells of the table."""
    times, elsewhere = [], 0
    for _ in range(ROUNDS):
        _Counting.asked.clear()
        page = opened.new_page(viewport={"width": 1280, "height": 900})
        others = _refused(page, address)
        times.append(_drawn(page, address))
        elsewhere = len(others)
        page.close()
        if times[-1] > PATIENCE / 20:
            break  # slow enough to be sure
    also = f" + {elsewhere}" if elsewhere else ""
    return f"{len(_Counting.asked)}{also} | {sum(_Counting.asked) / 1000:.1f} | {statistics.median(times):,.0f}"


def _refused(page: Any, address: str) -> list[str]:  # noqa: ANN401  a page of playwright, loaded late
    """Refuse what is asked of other servers; the list fills with their addresses."""
    others: list[str] = []

    def refuse(route: Any) -> None:  # noqa: ANN401
        others.append(route.request.url)
        route.abort()

    page.route(lambda url: not url.startswith((address, "data:", "blob:")), refuse)
    return others


def _drawn(page: Any, address: str) -> float:  # noqa: ANN401  a page of playwright, loaded late
    start = time.perf_counter()
    page.goto(address, timeout=PATIENCE)
    page.wait_for_function(
        "!window.TL && !window.vis || document.querySelectorAll('.tl-timemarker, .vis-item').length > 0", timeout=PATIENCE
    )
    page.evaluate("new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))")
    return (time.perf_counter() - start) * 1000


def marks(address: str, chromium: str, skipped: bool) -> str:  # noqa: FBT001  a cell of the table
    """The four marks of Lighthouse out of 100."""
    if skipped:
        return "–"
    command = [MODULES / ".bin" / "lighthouse", address, "--quiet", "--output=json", f"--only-categories={','.join(CATEGORIES)}"]
    flags = "--chrome-flags=--headless=new --no-sandbox"
    done = subprocess.run([*command, flags], capture_output=True, text=True, check=False, env={**os.environ, "CHROME_PATH": chromium})
    try:
        found = json.loads(done.stdout)["categories"]
        return ", ".join(str(round(100 * (found[name]["score"] or 0))) for name in CATEGORIES)
    except (ValueError, KeyError):
        return "no answer"


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
