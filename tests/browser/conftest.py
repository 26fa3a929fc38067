"""A Chromium, and a server that sends pages under a strict content security policy.

What is missing is skipped by name on a desk and fails where `CI=true`.
"""

from __future__ import annotations

import os
import shutil
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

import pytest

from tests.rendering import story
from timeline.exporting import files
from timeline.rendering import Files, render, write
from timeline.view import view

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

PREFIX = "/REPO/"
POLICY = "default-src 'self'"
NODE_MODULES = Path(__file__).parent / "node_modules"


def pytest_configure(config: pytest.Config) -> None:
    """Name the mark that all tests here carry."""
    config.addinivalue_line("markers", "browser: drives a real Chromium, or a checker from npm")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark every test of this folder."""
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker("browser")


def missing(tool: str) -> NoReturn:
    """Skip for want of a tool, named; in CI nothing may be wanting."""
    if os.environ.get("CI") == "true":
        pytest.fail(f"{tool} is missing")
    pytest.skip(f"{tool} is missing")


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """One browser for all tests of a run."""
    try:
        from playwright.sync_api import sync_playwright  # noqa: PLC0415  optional

        playwright = sync_playwright().start()
    except ImportError:
        missing("playwright")
    except Exception as problem:  # noqa: BLE001  whatever its driver died of
        missing(f"a playwright that starts ({problem})")
    own = playwright.chromium.executable_path
    path = own if Path(own).is_file() else next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    if path is None:
        missing("chromium")
    browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
    yield browser
    browser.close()
    playwright.stop()


def until(page: Page, holds: Callable[[], bool]) -> None:
    """Wait for a page to come to something; a strict policy forbids expressions as text, by which a driver would ask it to wait."""
    for _ in range(1200):  # a busy machine may take its time
        if holds():
            return
        page.wait_for_timeout(50)
    assert holds()


@pytest.fixture(scope="session")
def axe() -> str:
    """The source of axe-core."""
    path = NODE_MODULES / "axe-core" / "axe.min.js"
    if not path.is_file():
        missing("axe-core")
    return path.read_text(encoding="utf-8")


@pytest.fixture(scope="session")
def sites(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a built site for each invented timeline, under the prefix a project page has."""
    root = tmp_path_factory.mktemp("sites")
    timelines = {"story": story.story(), "empty": story.empty(), "single": story.single(), "many": story.many(500)}
    for name, timeline in timelines.items():
        write(
            render(view(timeline, base_url="https://vantorp.example/t/", actors=("Oda Brenn", "Ilse Marten"))) | Files(files(timeline)),
            root / PREFIX.strip("/") / name,
        )
    write(render(view(story.single(), draft=True)), root / PREFIX.strip("/") / "draft")
    return root


@pytest.fixture(scope="session")
def markup(sites: Path, tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    """One page of every kind, for checkers of markup; of a timeline on several pages, its overview and a year."""
    pages = [path for path in (sites / "REPO").rglob("*.html") if "many" not in path.parts]
    folder = tmp_path_factory.mktemp("several")
    write(render(view(story.spread(510))), folder)
    several = [folder / "index.html", min(folder.glob("year-*.html"))]
    return sorted(str(path) for path in (*pages, *several) if not path.name.startswith(("fragment", "embed-event")))


class _Strict(SimpleHTTPRequestHandler):
    """Files, each sent with the policy, and no line in the log."""

    def end_headers(self) -> None:
        self.send_header("Content-Security-Policy", POLICY)
        self.send_header("Access-Control-Allow-Origin", "*")  # as hosts of static pages do
        super().end_headers()

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002  the name of the base class
        pass


class _Plain(SimpleHTTPRequestHandler):
    """Files, and no line in the log."""

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002  the name of the base class
        pass


@contextmanager
def serving(folder: Path, handler: type[SimpleHTTPRequestHandler]) -> Iterator[str]:
    """Serve a folder on a free port; gives the address with a final slash."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(handler, directory=str(folder)))
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


@pytest.fixture(scope="session")
def served(sites: Path) -> Iterator[str]:
    """The address of the served sites, with the prefix and a final slash."""
    with serving(sites, _Strict) as address:
        yield address.rstrip("/") + PREFIX


@pytest.fixture
def host(tmp_path: Path) -> Iterator[tuple[Path, str]]:
    """Somebody else's site: its folder and its address, of another origin than `served`."""
    folder = tmp_path / "host"
    folder.mkdir()
    with serving(folder, _Plain) as address:
        yield folder, address
