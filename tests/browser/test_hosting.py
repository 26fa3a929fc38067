"""The headers that the documents recommend let every page work, and let only the embeds be framed."""

from __future__ import annotations

import re
from fnmatch import fnmatch
from http.server import SimpleHTTPRequestHandler
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.browser.conftest import PREFIX, serving

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser

PAGE = Path(__file__).parents[2] / "docs" / "how-to" / "host.md"


def recommended() -> list[tuple[str, dict[str, str]]]:
    """Path pattern and headers, in the order of the document."""
    block = re.search(r"```headers\n(.*?)```", PAGE.read_text(encoding="utf-8"), re.DOTALL)
    assert block
    rules: list[tuple[str, dict[str, str]]] = []
    for line in block[1].splitlines():
        if line.startswith("/"):
            rules.append((line, {}))
        else:
            name, _, value = line.strip().partition(": ")
            rules[-1][1][name] = value
    return rules


class _Recommended(SimpleHTTPRequestHandler):
    """Files with the headers of the document; a later rule wins."""

    def end_headers(self) -> None:
        path = "/" + self.path.removeprefix(f"{PREFIX}story/")
        headers: dict[str, str] = {}
        for pattern, found in recommended():
            headers |= found if fnmatch(path, pattern) else {}
        for name, value in headers.items():
            self.send_header(name, value)
        super().end_headers()

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002  the name of the base class
        pass


@pytest.fixture(scope="module")
def hosted(sites: Path) -> Iterator[str]:
    """The address of the story as a host with those headers serves it."""
    with serving(sites, _Recommended) as address:
        yield f"{address.rstrip('/')}{PREFIX}story/"


def test_every_page_works_under_the_recommended_headers(chromium: Browser, hosted: str, sites: Path) -> None:
    """Nothing is blocked, and the filter still filters."""
    page = chromium.new_page()
    said: list[str] = []
    page.on("console", lambda message: said.append(f"{message.text} {message.location['url']}"))
    page.on("pageerror", lambda error: said.append(str(error)))
    names = sorted(path.relative_to(sites / "REPO" / "story").as_posix() for path in (sites / "REPO" / "story").rglob("*.html"))
    for name in names:
        if name.startswith("fragment"):  # a piece for other pages, with a style of its own
            continue
        page.goto(f"{hosted}{name}")
    assert [] == [words for words in said if "favicon.ico" not in words]  # the page not found names no icon, so browsers ask for one
    page.close()


@pytest.mark.parametrize(("name", "framed"), [("embed.html", True), ("embed-compact.html", True), ("index.html", False)])
def test_only_the_embeds_may_be_framed(chromium: Browser, hosted: str, host: tuple[Path, str], name: str, framed: bool) -> None:  # noqa: FBT001
    """A page of another origin shows the embed, and not the rest."""
    folder, address = host
    (folder / "page.html").write_text(
        f'<!doctype html><title>Host</title><iframe src="{hosted}{name}" title="t"></iframe>', encoding="utf-8"
    )
    page = chromium.new_page()
    page.goto(f"{address}/page.html", wait_until="load")
    assert framed == (page.frames[1].url == f"{hosted}{name}")
    page.close()
