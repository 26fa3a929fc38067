"""Every page made of hostile articles, opened in a browser without any policy to help: nothing of theirs runs, nothing is fetched."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.hostile.corpus import corpus
from tests.hostile.test_corpus import folder_of
from timeline import pipeline
from timeline.options import Options

if TYPE_CHECKING:
    from playwright.sync_api import Browser

CORPUS = corpus()


@pytest.mark.parametrize("group", CORPUS)
def test_nothing_runs_in_the_browser(chromium: Browser, group: str, tmp_path: Path) -> None:
    """No call, no dialog, no window, no error, no request beyond the folder; and the reader stays on the page."""
    options = Options(inputs=(folder_of(CORPUS[group], tmp_path),))
    pipeline.publish(pipeline.build(options), options, tmp_path / "out")
    context = chromium.new_context()
    page = context.new_page()
    seen: list[str] = []
    page.expose_function("hit", lambda: seen.append("a script of an article ran"))
    page.on("dialog", lambda dialog: seen.append(f"a dialog: {dialog.message}"))  # nobody answers it: the page would stay stuck
    page.on("pageerror", lambda error: seen.append(str(error)))
    context.on("request", lambda request: seen.append(request.url))
    pages = sorted((tmp_path / "out").rglob("*.html"))
    alone = [path for path in pages if path.name.startswith("embed-event-")]  # the frame of embed.html around one of its cards
    for path in (path for path in pages if path not in alone[3:]):
        page.goto(path.as_uri(), wait_until="load")
        page.evaluate("for (const e of document.querySelectorAll('details')) e.open = true")
        assert path.as_uri() == page.url
    assert [] == [said for said in seen if not said.startswith(("file:", "data:"))]
    assert 1 == len(context.pages)
    context.close()
