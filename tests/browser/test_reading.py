"""What programs that score pages cannot see: what a screen reader is told, forced colours, pages from the right, long timelines."""

from __future__ import annotations

import re
import shutil
import subprocess
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.browser.conftest import NODE_MODULES, missing, serving, until
from tests.browser.test_pages import opened, shown, sideways
from tests.rendering import story
from timeline.phrases import load
from timeline.rendering import Look, render, template_folders, templates_dir, write
from timeline.view import view

if TYPE_CHECKING:
    from playwright.sync_api import Browser

OWN = Path(__file__).parents[1] / "rendering" / "own"


@pytest.fixture(scope="module")
def long_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Five thousand events, on a page a year."""
    folder = tmp_path_factory.mktemp("long")
    write(render(view(story.many(5000))), folder)
    return folder


def test_five_thousand_events_can_be_read_and_found(chromium: Browser, long_site: Path) -> None:
    """By year, by filter on the page, and by a link from before the timeline grew."""
    from http.server import SimpleHTTPRequestHandler  # noqa: PLC0415

    first = story.many(1).events[0]
    with serving(long_site, SimpleHTTPRequestHandler) as address, opened(chromium, address) as page:
        page.get_by_role("link", name="2024 183 events").click()
        assert page.url.endswith("year-2024.html")
        assert "2024" == page.locator("h1").inner_text()
        page.click(".filters summary")
        page.fill("[name=q]", "Tide 200")
        until(page, lambda: page.locator(".count").inner_text().startswith("1 of 183 events"))
        page.fill("[name=q]", "Tide 1001")
        page.get_by_role("link", name="2028 (1)").click()  # what stands on another page is counted, and one click away
        until(page, lambda: re.match(r"1 of \d+ events", page.locator(".count").inner_text()) is not None)
        assert ["Tide 1001 rises at quay 6"] == [title[:25] for title in shown(page)]
        until(page, lambda: page.locator(".beyond").inner_text() == "Nothing on other pages.")
        page.goto(f"{address}#e-{first.id}")
        page.wait_for_url(re.compile(rf"year-2023\.html#e-{first.id}$"))
        assert page.locator(f"#e-{first.id}").is_visible()


def test_a_click_on_a_name_filters_and_a_second_one_frees(chromium: Browser, served: str) -> None:
    """The button says whether it is pressed."""
    with opened(chromium, served + "story/") as page:
        button = page.locator(".quick button").first
        count = int(button.locator("i").inner_text())
        button.click()
        assert ("true", count) == (button.get_attribute("aria-pressed"), len(shown(page)))
        button.click()
        assert ("false", 22) == (button.get_attribute("aria-pressed"), len(shown(page)))


def test_the_dialog_hands_out_each_way_to_embed(chromium: Browser, served: str) -> None:
    """It takes the keyboard, gives it back, and its code can be copied; without a script the link leads to the same code."""
    with opened(chromium, served + "story/") as page:
        link = page.get_by_role("link", name="Embed", exact=True)
        link.focus()
        page.keyboard.press("Enter")
        dialog = page.get_by_role("dialog", name="Embed this timeline")
        assert dialog.is_visible()
        dialog.get_by_role("button", name="Copy").nth(1).click()
        until(page, lambda: "Copied" == page.locator("dialog pre + button").nth(1).inner_text())
        assert '<iframe src="https://vantorp.example/t/embed.html"' in page.evaluate("navigator.clipboard.readText()")
        page.keyboard.press("Escape")
        assert not dialog.is_visible()
        assert "Embed" == page.evaluate("document.activeElement.textContent")
    with opened(chromium, served + "story/", script=False) as page:
        page.get_by_role("link", name="Embed", exact=True).click()
        page.wait_for_url("**/about.html#embed")
        page.locator("#embed").get_by_text("<event-timeline").wait_for()


def test_the_keyboard_walks_the_page_in_reading_order(chromium: Browser, served: str) -> None:
    """From the top to the bottom, each stop visible and marked, none twice."""
    with opened(chromium, served + "story/") as page:
        stops = []
        for _ in range(45):
            page.keyboard.press("Tab")
            stops.append(
                page.evaluate("""() => {
                const at = document.activeElement, box = at.getBoundingClientRect();
                return [Math.round(box.top + scrollY), box.width > 0 && box.height > 0, getComputedStyle(at).outlineStyle !== 'none',
                        at.id + at.textContent.trim() + Math.round(box.top + scrollY) + Math.round(box.left)];
            }""")
            )
        assert all(seen and marked for _, seen, marked, _ in stops)
        assert len(stops) == len({name for *_, name in stops})
        assert [] == [pair for pair in pairwise(top for top, *_ in stops[1:]) if pair[1] < pair[0] - 60]


def test_targets_are_large_enough(chromium: Browser, served: str) -> None:
    """24 px each way, or as much room around; links within sentences are free."""
    with opened(chromium, served + "story/", width=390) as page:
        page.evaluate("document.querySelectorAll('.event details').forEach(d => d.open = true)")
        small = page.evaluate("""() => [...document.querySelectorAll('button, summary, select, input, .tools a, .who a, .chip, .strip a')]
            .filter(e => e.checkVisibility()).map(e => [e.textContent.trim().slice(0, 30), e.getBoundingClientRect()])
            .filter(([, box]) => box.height < 23.5 || box.width < 8).map(([words]) => words)""")
        assert [] == small


def test_a_screen_reader_is_told_what_the_eye_sees(chromium: Browser, served: str) -> None:
    """Date before title, then who says so, the answer to a claim and the sources, all before the evidence is opened."""
    event = next(event for event in story.story().events if event.title == "Marten accuses Brenn of leaking the bid")
    with opened(chromium, served + "story/") as page:
        page.wait_for_selector(f"#e-{event.id} .copy")
        told = page.locator(f"#e-{event.id}").aria_snapshot()
        order = ["Alleged", "heading", "Denied", "Brenn denies leaking the bid", "Published", "Evidence", "Copy link"]
        places = [told.index(words) for words in order]
        assert sorted(places) == places
        page.evaluate("document.querySelectorAll('.event details').forEach(d => d.open = true)")
        marked = page.locator(".evidence li:has(mark):has(.how)").first
        assert marked.locator("mark").inner_text() in marked.locator(".how").inner_text()


def test_the_filter_tells_its_count_with_a_noun_and_politely(chromium: Browser, served: str) -> None:
    """A live region, there from the start."""
    with opened(chromium, served + "story/") as page:
        status = page.get_by_role("status")
        assert "22 events" == status.inner_text()
        page.click(".filters summary")
        page.fill("[name=q]", "no such words anywhere")
        assert "0 of 22 events shown" == status.inner_text()


def test_forced_colours_keep_every_mark(chromium: Browser, served: str) -> None:
    """Dots, tags and conflicts have edges where backgrounds are taken away."""
    context = chromium.new_context(forced_colors="active")
    try:
        page = context.new_page()
        page.goto(served + "story/")
        edges = page.evaluate("""() => ['.dot', '.tag', '.conflict'].map(name => {
            const style = getComputedStyle(document.querySelector(name));
            return style.borderTopStyle !== 'none' && style.borderTopWidth !== '0px';
        })""")
        assert [True, True, True] == edges
    finally:
        context.close()


def test_a_page_from_the_right_is_a_mirror(chromium: Browser, tmp_path: Path) -> None:
    """The rail stands right of the text, nothing scrolls sideways, and quotes of other languages keep their direction."""
    words = load("ar", template_folders(OWN))
    write(render(view(story.story(), words=words), words=words, look=Look(templates=OWN)), tmp_path / "site")
    for width in (320, 1280):
        with opened(chromium, (tmp_path / "site" / "index.html").as_uri(), width=width) as page:
            page.evaluate("document.querySelectorAll('.event details').forEach(d => d.open = true)")
            assert 0 == sideways(page)
            dot, title = (page.locator(f".event {name}").first.bounding_box() for name in (".dot", "h3"))
            assert dot
            assert title
            assert dot["x"] > title["x"]
            assert "ltr" == page.evaluate("getComputedStyle(document.querySelector('blockquote[lang=en]')).direction")


@pytest.mark.parametrize("language", ["de", "es", "fr"])
def test_longer_words_fit_the_narrowest_screen(chromium: Browser, tmp_path: Path, language: str) -> None:
    """Whatever the language of the page."""
    words = load(language, (templates_dir(),))
    write(render(view(story.story(), words=words), words=words), tmp_path / "site")
    for file in ("index.html", "about.html", "sources.html"):
        with opened(chromium, (tmp_path / "site" / file).as_uri(), width=320) as page:
            page.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)")
            assert 0 == sideways(page)


@pytest.mark.parametrize("height", [200, 1000])
def test_a_clamped_frame_still_shows_everything(chromium: Browser, served: str, host: tuple[Path, str], height: int) -> None:
    """A blog system that allows no more than this height leaves a frame that scrolls, and each source's address can be read."""
    page = chromium.new_page()
    try:
        frame = (
            f'<iframe src="{served}story/embed.html#?secret=x" title="t" width="600" height="{height}" sandbox="allow-scripts"></iframe>'
        )
        (host[0] / "page.html").write_text(f"<!doctype html><title>Blog</title>{frame}", encoding="utf-8")
        page.goto(f"{host[1]}page.html")
        inner = page.frame_locator("iframe")
        last = inner.locator(".refs li").last
        last.scroll_into_view_if_needed()
        assert last.is_visible()
        assert "https://courier.example/berths" in inner.locator(".refs").inner_text()
    finally:
        page.close()


def test_one_event_alone_fits_its_frame(chromium: Browser, served: str) -> None:
    """With its sources and a way to the whole."""
    event = story.story().events[3]
    with opened(chromium, f"{served}story/embed-event-{event.id}.html", width=320) as page:
        assert [event.title] == shown(page)
        assert 0 == sideways(page)
        assert page.get_by_role("link", name=re.compile("Open the full timeline")).is_visible()


def test_the_nu_checker_finds_no_error(markup: list[str]) -> None:
    """Where its npm package and Java are there."""
    jar = NODE_MODULES / "vnu-jar" / "build" / "dist" / "vnu.jar"
    if not shutil.which("java"):
        pytest.skip("java is missing, so the nu checker is not asked")
    if not jar.is_file():
        missing("vnu-jar")
    done = subprocess.run(["java", "-jar", jar, "--errors-only", *markup], capture_output=True, text=True, check=False)
    assert "" == done.stdout + done.stderr
