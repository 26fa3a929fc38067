"""The TimelineJS export is what the real TimelineJS draws."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import TYPE_CHECKING

from tests.browser.conftest import NODE_MODULES, missing
from tests.rendering import story
from timeline.exporting import to_timelinejs

if TYPE_CHECKING:
    from playwright.sync_api import Browser

PAGE = """<!doctype html><html lang="en"><head><meta charset="utf-8"><title>t</title><link rel="stylesheet" href="dist/css/timeline.css">
<script src="dist/js/timeline.js"></script></head><body><div id="t" style="height:600px"></div>
<script>
fetch('timeline.json').then(r => r.json()).then(data => new TL.Timeline('t', data, {script_path: location.href + 'dist/js/'}));
</script>
</body></html>"""


def test_timelinejs_draws_every_dated_event(chromium: Browser, host: tuple[Path, str]) -> None:
    """Each as a slide with its title and the words of its date; no message of an error."""
    dist = NODE_MODULES / "@knight-lab" / "timelinejs" / "dist"
    if not dist.is_dir():
        missing("@knight-lab/timelinejs")
    folder, address = host
    shutil.copytree(dist, folder / "dist")
    (folder / "timeline.json").write_text(to_timelinejs(story.story()), encoding="utf-8")
    (folder / "index.html").write_text(PAGE, encoding="utf-8")
    page = chromium.new_page()
    try:
        page.route(lambda url: not url.startswith(address), lambda route: route.abort())
        page.goto(address)
        page.wait_for_selector(".tl-slide")
        dated = [event for event in story.story().events if event.when]
        page.wait_for_function("count => document.querySelectorAll('.tl-slide').length === count", arg=len(dated) + 1)
        words = page.evaluate("document.querySelector('.tl-storyslider').textContent")
        assert [] == [event.title for event in dated if event.title not in words]
        assert "News of 4 July 2025" in words
        assert 0 == page.locator(".tl-message-content", has_text="rror").count()
    finally:
        page.close()
