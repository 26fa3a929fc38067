"""The timeline inside other people's pages: frames as high as what they hold, and fragments that keep to themselves."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.rendering import story
from timeline.rendering import render
from timeline.view import view

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page, Request

ROOT = Path(__file__).parents[2]
Host = tuple[Path, str]


def article(body: str, head: str = "") -> str:
    """Somebody's page with our timeline in it."""
    start = f'<!doctype html><html lang="en"><head><meta charset="utf-8"><title>An article</title>{head}</head>'
    return f"{start}<body><p>Words before.</p>{body}</body></html>"


def put(host: Host, page: str) -> str:
    """Publish a page on the host; its address."""
    (host[0] / "article.html").write_text(page, encoding="utf-8")
    return f"{host[1]}article.html"


def element(served: str, file: str = "embed.html", name: str = "story") -> tuple[str, str]:
    """The code our own page hands out for the first rung: head and body."""
    site = render(view(story.story(), base_url="https://vantorp.example/t/"))
    integrity = re.search(r"sha384-[A-Za-z0-9+/=]+", site["about.html"].decode())
    assert integrity
    script = f'<script defer src="{served}{name}/event-timeline.js" integrity="{integrity[0]}" crossorigin="anonymous"></script>'
    return script, f'<event-timeline src="{served}{name}/{file}"><a href="{served}{name}/">The whole timeline</a></event-timeline>'


def settled(page: Page) -> tuple[int, int]:
    """The height of the frame and of what it holds, once both agree; where they never do, as they stand in the end."""
    page.wait_for_selector("iframe")
    frame = page.frames[1]
    frame.wait_for_load_state("load")
    inside = "Math.ceil(document.body.getBoundingClientRect().height)"
    for _ in range(200):
        outer, inner = int(page.evaluate("document.querySelector('iframe').offsetHeight")), int(frame.evaluate(inside))
        if outer == inner:
            break
        page.wait_for_timeout(50)
    return outer, inner


@pytest.mark.parametrize("width", [320, 600, 1000])
@pytest.mark.parametrize("file", ["embed.html", "embed-compact.html"])
def test_the_element_is_as_high_as_the_timeline(chromium: Browser, served: str, host: Host, file: str, width: int) -> None:
    """At every width, from another origin, with the integrity hash our page hands out; it follows what is opened and closed."""
    head, body = element(served, file)
    page = chromium.new_page(viewport={"width": width, "height": 800})
    try:
        page.goto(put(host, article(body, head)))
        closed = settled(page)
        assert closed[0] == closed[1]
        page.frames[1].evaluate("document.querySelectorAll('details').forEach(d => d.open = true)")
        page.wait_for_function("height => document.querySelector('iframe').offsetHeight > height", arg=closed[0])
        opened = settled(page)
        assert opened[0] == opened[1]
        page.frames[1].evaluate("document.querySelectorAll('details').forEach(d => d.open = false)")
        page.wait_for_function("height => document.querySelector('iframe').offsetHeight === height", arg=closed[0])
        assert 0 == page.frames[1].evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    finally:
        page.close()


def test_a_hidden_frame_is_sized_when_it_is_shown(chromium: Browser, served: str, host: Host) -> None:
    """A tab that opens later holds the whole timeline."""
    head, body = element(served)
    page = chromium.new_page()
    try:
        page.goto(put(host, article(f'<div id="tab" hidden>{body}</div>', head)))
        page.evaluate("document.getElementById('tab').hidden = false")
        page.wait_for_function("document.querySelector('iframe').offsetHeight > 1000")
        outer, inner = settled(page)
        assert outer == inner
    finally:
        page.close()


def test_the_element_hears_only_its_own_frame(chromium: Browser, served: str, host: Host) -> None:
    """Another window's word, or a height out of bounds, changes nothing."""
    head, body = element(served)
    page = chromium.new_page()
    try:
        page.goto(put(host, article(body, head)))
        before = settled(page)[0]
        page.evaluate("window.postMessage({type: 'event-timeline', height: 7}, '*')")
        page.frames[1].evaluate("parent.postMessage({type: 'event-timeline', height: 1e9}, '*')")
        page.frames[1].evaluate("parent.postMessage({type: 'event-timeline', height: -5}, '*')")
        page.evaluate("new Promise(done => setTimeout(done))")
        assert before == page.evaluate("document.querySelector('iframe').offsetHeight")
    finally:
        page.close()


def test_without_its_script_the_element_is_a_link(chromium: Browser, served: str, host: Host) -> None:
    """A host that blocks scripts still leads to the timeline."""
    page = chromium.new_page(java_script_enabled=False)
    try:
        page.goto(put(host, article(element(served)[1])))
        assert f"{served}story/" == page.get_by_role("link", name="The whole timeline").get_attribute("href")
    finally:
        page.close()


def test_a_script_address_makes_no_frame(chromium: Browser, served: str, host: Host) -> None:
    """Only addresses of pages are framed."""
    head, _ = element(served)
    page = chromium.new_page()
    try:
        page.goto(put(host, article('<event-timeline src="javascript:alert(1)">words</event-timeline>', head)))
        page.wait_for_function("!!customElements.get('event-timeline')")
        assert 0 == page.locator("iframe").count()
    finally:
        page.close()


@pytest.mark.parametrize("sandbox", ["", "allow-scripts"])
def test_the_strictest_frames_show_every_event(chromium: Browser, served: str, host: Host, sandbox: str) -> None:
    """With no right at all, and with those a common blog system leaves."""
    page = chromium.new_page()
    try:
        page.goto(
            put(host, article(f'<iframe src="{served}story/embed.html" title="t" width="600" height="400" sandbox="{sandbox}"></iframe>'))
        )
        frame = page.frame_locator("iframe")
        assert 22 == frame.locator(".event").count()
        assert "16px" != frame.locator("h3").first.evaluate("e => getComputedStyle(e).fontSize")
    finally:
        page.close()


def test_the_frame_speaks_the_protocol_of_wordpress(chromium: Browser, served: str, host: Host) -> None:
    """Its height comes with the secret that the host put into the address."""
    hear = "<script>window.heard=[];addEventListener('message',e=>heard.push(e.data))</script>"
    frame = f'<iframe src="{served}story/embed.html#?secret=Abc123" title="t" width="600" height="400" sandbox="allow-scripts"></iframe>'
    page = chromium.new_page()
    try:
        page.goto(put(host, article(frame, hear)))
        page.wait_for_function("heard.some(d => d.message === 'height' && d.secret === 'Abc123' && d.value > 1000)")
    finally:
        page.close()


def test_two_fragments_on_one_page_do_not_meet(chromium: Browser, host: Host) -> None:
    """No id twice, no request, the host's own style untouched, and links within a fragment stay within it."""
    fragments = [render(view(timeline))["fragment.html"].decode() for timeline in (story.story(), story.many(20))]
    page = chromium.new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    try:
        page.goto(put(host, article('<h1 class="event">Host</h1>' + "".join(fragments), '<link rel="icon" href="data:,">')))
        assert 1 == len(asked)
        assert [] == page.evaluate(
            "(ids => ids.filter((id, at) => ids.indexOf(id) !== at))([...document.querySelectorAll('[id]')].map(e => e.id))"
        )
        assert 42 == page.locator(".stl-event").count()
        links = page.locator(".stl a[href^='#']")
        assert links.count() > 20
        assert page.evaluate("[...document.querySelectorAll('.stl a[href^=\"#\"]')].every(a => a.closest('.stl').querySelector(a.hash))")
        assert "0px none rgb(0, 0, 0)" == page.evaluate("getComputedStyle(document.querySelector('h1')).border")
    finally:
        page.close()


def test_a_fragment_does_not_scroll_sideways(chromium: Browser, host: Host) -> None:
    """Also in a narrow column."""
    page = chromium.new_page(viewport={"width": 320, "height": 800})
    try:
        page.goto(
            put(host, article(render(view(story.story()))["fragment.html"].decode(), '<meta name="viewport" content="width=device-width">'))
        )
        page.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)")
        assert 0 == page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    finally:
        page.close()


def test_the_demo_articles_show_each_way(chromium: Browser, sites: Path, tmp_path: Path) -> None:
    """Every page that the script writes holds its timeline, at every width, and asks nobody else."""
    shutil.copytree(sites / "REPO" / "story", tmp_path / "site")
    subprocess.run([sys.executable, ROOT / "docs" / "embeds" / "build.py", tmp_path / "site"], check=True, capture_output=True)
    pages = sorted((tmp_path / "site" / "embeds").glob("*.html"))
    assert ["compact", "event", "fragment", "frame", "index", "link", "oembed", "strict"] == [path.stem for path in pages]
    held = {"compact": 8, "event": 1, "fragment": 22, "frame": 22, "index": 22, "link": 0, "oembed": 22, "strict": 22}
    asked: list[str] = []

    def note(request: Request) -> None:
        asked.append(request.url)

    for path in pages:
        page = chromium.new_page(viewport={"width": 320, "height": 800})
        page.on("request", note)
        page.goto(path.as_uri())
        page.evaluate("scrollTo(0, 500)")
        if path.stem in ("fragment", "link"):
            assert held[path.stem] == page.locator(".stl-event").count()
        else:
            frame = page.frame_locator("iframe")
            frame.locator("h1").wait_for()
            assert held[path.stem] == frame.locator(".event").count()
        assert 0 == page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        page.close()
    assert [] == [url for url in asked if not url.startswith(("file:", "data:"))]
