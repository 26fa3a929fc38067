"""The built pages in a real browser: whole without a script, quiet on the network, fit for phone, print, keyboard and screen reader."""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import pairwise, product
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import pytest

from tests.browser.conftest import NODE_MODULES, missing, until
from tests.rendering import story

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

PAGES = ("index.html", "sources.html", "about.html", "404.html", "embed.html", "embed-compact.html")
STORY_PAGES = (*PAGES, "actor-oda-brenn.html")
WIDTHS = (320, 390, 1280)
Scheme = Literal["light", "dark"]
SCHEMES: tuple[Scheme, ...] = ("light", "dark")


@contextmanager
def opened(browser: Browser, address: str, *, width: int = 1280, scheme: Scheme = "light", script: bool = True) -> Iterator[Page]:
    """A page in a context of its own; the complaints of its console are collected in `page.complaints`."""
    context = browser.new_context(
        viewport={"width": width, "height": 900},
        color_scheme=scheme,
        java_script_enabled=script,
        permissions=["clipboard-write", "clipboard-read"],
    )
    try:
        page = context.new_page()
        page.goto(address)
        yield page
    finally:
        context.close()


def shown(page: Page) -> list[str]:
    """The titles of the events that can be seen, from top to bottom."""
    return page.locator(".event:visible h3").all_inner_texts()


def address(page: Page) -> str:
    """Where the page says it is; what the driver remembers (`page.url`) comes later than a script's change."""
    return str(page.evaluate("location.href"))


def sideways(page: Page) -> int:
    """By how many pixels the page is wider than its window."""
    return int(page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth"))


def test_the_page_is_whole_without_javascript(chromium: Browser, served: str) -> None:
    """Every event, source and conflict can be read; nothing that needs the script is shown."""
    timeline = story.story()
    with opened(chromium, served + "story/", script=False) as page:
        text = page.locator("main").inner_text()
        assert [] == [event.title for event in timeline.events if event.title not in text]
        assert len(timeline.events) == page.locator(".event").count()
        assert "Sources disagree on the date" in text
        assert not page.locator("#filters").is_visible()
        assert 0 == page.locator("button:visible").count()
        page.locator(".event summary").first.click()
        assert page.locator(".evidence").first.is_visible()


@pytest.mark.parametrize("name", ["story", "empty", "single"])
@pytest.mark.parametrize("file", PAGES)
def test_no_page_scrolls_sideways_on_the_narrowest_screen(chromium: Browser, served: str, name: str, file: str) -> None:
    """Reflow at 320 px, with all evidence open and with a reader's own text spacing."""
    with opened(chromium, f"{served}{name}/{file}", width=320) as page:
        page.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)")
        assert 0 == sideways(page)
        page.evaluate("""document.querySelectorAll('*').forEach(e => {
            e.style.lineHeight = 1.5; e.style.letterSpacing = '.12em'; e.style.wordSpacing = '.16em';
        })""")
        assert 0 == sideways(page)


@pytest.mark.parametrize("file", STORY_PAGES)
def test_nothing_leaves_the_origin_and_the_policy_is_kept(chromium: Browser, served: str, file: str) -> None:
    """Under default-src 'self' no page asks for anything elsewhere, and nothing is refused or missing."""
    asked, complaints = [], []
    context = chromium.new_context()
    try:
        page = context.new_page()
        page.on("request", lambda request: asked.append(request.url))
        page.on("console", lambda message: complaints.append(message.text))
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.goto(served + "story/" + file)
        page.wait_for_load_state("networkidle")
    finally:
        context.close()
    assert [] == [url for url in asked if not url.startswith(served)]
    assert [] == [words for words in complaints if "favicon" not in words]


def test_the_page_works_from_disk(chromium: Browser, sites: Path) -> None:
    """Opened from a folder, with its style and its script."""
    with opened(chromium, (sites / "REPO" / "story" / "index.html").as_uri()) as page:
        assert page.locator("#filters").is_visible()
        assert "928px" == page.evaluate("getComputedStyle(document.querySelector('main')).maxWidth")


def test_nothing_jumps_while_the_page_loads(chromium: Browser, served: str) -> None:
    """The script shows the filters where room was kept for them: no layout shift, wide or narrow."""
    watch = """() => new Promise(done => {
        let sum = 0;
        const add = list => list.getEntries().forEach(entry => { sum += entry.value; });
        new PerformanceObserver(add).observe({type: 'layout-shift', buffered: true});
        requestAnimationFrame(() => setTimeout(() => done(sum)));
    })"""
    for width in WIDTHS:
        with opened(chromium, served + "story/", width=width) as page:
            page.wait_for_selector("#filters:visible")
            assert 0 == page.evaluate(watch)


def test_dark_and_light_follow_the_reader(chromium: Browser, served: str) -> None:
    """The ground is dark where the reader's system is."""

    def brightness(scheme: Scheme) -> int:
        with opened(chromium, served + "story/", scheme=scheme) as page:
            colour = page.evaluate("getComputedStyle(document.body).backgroundColor")
            return sum(map(int, re.findall(r"\d+", colour)[:3]))

    assert brightness("dark") < 150
    assert brightness("light") > 600


@pytest.mark.parametrize("script", [True, False])
def test_print_holds_every_event_and_address(chromium: Browser, served: str, tmp_path: Path, script: bool) -> None:  # noqa: FBT001
    """On paper: all titles, all quotes although their details are closed, each address once."""
    if not shutil.which("pdftotext"):
        missing("pdftotext")
    with opened(chromium, served + "story/", script=script) as page:
        page.pdf(path=str(tmp_path / "page.pdf"), format="A4")
    done = subprocess.run(["pdftotext", "-raw", tmp_path / "page.pdf", "-"], capture_output=True, text=True, check=True)
    paper = re.sub(r"\s+", "", done.stdout)
    timeline = story.story()
    latin = [event for event in timeline.events if event.title.isascii()]
    assert [] == [event.title for event in latin if re.sub(r"\s+", "", event.title) not in paper]
    assert "ChiefexecutiveIlseMartenmetthemayoronWednesday" in paper
    assert [1] * 2 == [paper.count(address) for address in ("https://courier.example/berths", "https://wire.example/a?x=1&y=2#top")]


def test_words_filter_and_the_address_remembers(chromium: Browser, served: str) -> None:
    """Typing narrows the page, the count is told politely with its noun, and the address brings the same view back."""
    with opened(chromium, served + "story/") as page:
        page.click(".filters summary")
        page.fill("[name=q]", "ferry night")
        assert ["Vantorp plans a night ferry", "Company plans more"] == shown(page)
        assert "2 of 22 events shown" == page.locator("[role=status]").inner_text()
        page.goto(address(page))
        assert ["Vantorp plans a night ferry", "Company plans more"] == shown(page)
        page.click("text=Clear")
        until(page, lambda: "22 events" == page.locator("[role=status]").inner_text())
        assert "q=" not in address(page)


def test_filters_by_person_status_source_and_conflict(chromium: Browser, served: str) -> None:
    """Each filter shows what it names, and empty periods go."""
    with opened(chromium, served + "story/") as page:
        page.click(".filters summary")
        page.select_option("[name=a]", label="Oda Brenn (2)")
        assert ["Marten accuses Brenn of leaking the bid", "Brenn denies leaking the bid"] == shown(page)
        page.select_option("[name=s]", label="Denied")
        assert ["Brenn denies leaking the bid"] == shown(page)
        assert 1 == page.locator(".period:visible").count()
        page.select_option("[name=a]", value="")
        page.select_option("[name=s]", value="")
        page.check("[name=c]")
        assert ["Council and company count incidents", "Port Council awards berths to Vantorp"] == shown(page)
        page.uncheck("[name=c]")
        page.select_option("[name=p]", label="[6] חדשות הנמל")
        assert ["הנמל נפתח מחדש"] == shown(page)


def test_a_name_on_a_card_filters_by_it(chromium: Browser, served: str) -> None:
    """A person's name leads to all events of that person."""
    with opened(chromium, served + "story/") as page:
        page.locator(".who button", has_text="Port Council").first.click()
        assert "2 of 22 events shown" == page.locator("[role=status]").inner_text()


def test_newest_first_turns_the_page_round_and_back(chromium: Browser, served: str) -> None:
    """The order is the reader's choice."""
    with opened(chromium, served + "many/") as page:
        first = shown(page)[0]
        page.click(".filters summary")
        page.select_option("[name=o]", "new")
        assert "Tide 500" in shown(page)[0]
        page.select_option("[name=o]", "")
        assert first == shown(page)[0]


def test_a_link_to_any_evidence_opens_its_event(chromium: Browser, served: str) -> None:
    """Old links to merged events lead to the card, with the evidence open."""
    event = next(event for event in story.story().events if len(event.evidence) > 1 and not event.conflicts)
    for key in (event.id, event.evidence[1].key):
        with opened(chromium, f"{served}story/#e-{key}") as page:
            until(page, lambda: page.locator(f"#e-{event.id} details[open]").count() > 0)
            assert page.locator(f"#e-{event.id}").is_visible()


def test_copy_link_puts_a_deep_link_on_the_clipboard(chromium: Browser, served: str) -> None:
    """The button hands out the address of its event and says so."""
    event = story.story().events[3]
    with opened(chromium, served + "story/") as page:
        button = page.locator(f"#e-{event.id} .copy")
        button.click()
        until(page, lambda: button.inner_text() == "Copied")
        assert f"{served}story/#e-{event.id}" == page.evaluate("navigator.clipboard.readText()")


def test_open_all_evidence_and_close_it_again(chromium: Browser, served: str) -> None:
    """One button for all."""
    with opened(chromium, served + "story/") as page:
        page.click("#expand")
        assert 22 == page.locator(".event details[open]").count()
        page.click("#expand")
        assert 0 == page.locator(".event details[open]").count()


def test_the_keyboard_reaches_the_page_from_its_top(chromium: Browser, served: str) -> None:
    """First comes the way past the head; focus is visible and not under the sticky heading."""
    with opened(chromium, served + "story/") as page:
        page.keyboard.press("Tab")
        assert "Skip to the timeline" == page.evaluate("document.activeElement.textContent")
        page.locator(".event").nth(9).locator("summary").focus()
        page.keyboard.press("Tab")
        hidden = page.evaluate("""() => {
            const at = document.activeElement.getBoundingClientRect();
            const top = document.elementFromPoint(at.left + at.width / 2, at.top + at.height / 2);
            return !document.activeElement.contains(top) && top !== document.activeElement;
        }""")
        assert not hidden
        assert "none" != page.evaluate("getComputedStyle(document.activeElement).outlineStyle")


def test_lists_headings_and_landmarks_reach_a_screen_reader(chromium: Browser, served: str) -> None:
    """One h1, headings without a jump, main, and events as list items."""
    with opened(chromium, served + "story/") as page:
        levels = page.evaluate("[...document.querySelectorAll('h1,h2,h3,h4')].map(h => +h.tagName[1])")
        assert 1 == levels.count(1)
        assert [] == [pair for pair in pairwise(levels) if pair[1] > pair[0] + 1]
        assert 1 == page.get_by_role("main").count()
        tree = page.locator("#t2025-03").aria_snapshot()
        assert "listitem" in tree
        assert 'heading "Vantorp Harbour buys two ferries" [level=3]' in tree


def test_links_in_the_density_strip_lead_to_their_month(chromium: Browser, served: str) -> None:
    """Each bar is a real link with words."""
    with opened(chromium, served + "story/", script=False) as page:
        page.get_by_role("link", name="July 2025: 8 events").click()
        assert address(page).endswith("#t2025-07")


@pytest.mark.parametrize("path", [*(f"story/{file}" for file in STORY_PAGES), "draft/index.html", "draft/embed.html"])
def test_axe_finds_nothing(chromium: Browser, served: str, axe: str, path: str) -> None:
    """No violation of WCAG 2.2 AA or of good practice that a program can see, everything open, in every width, light and dark."""
    tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
    with opened(chromium, f"{served}{path}") as page:
        page.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)")
        page.evaluate(axe)
        for width, scheme in product(WIDTHS, SCHEMES):
            page.set_viewport_size({"width": width, "height": 900})
            page.emulate_media(color_scheme=scheme)
            result = page.evaluate("tags => axe.run({runOnly: tags, resultTypes: ['violations']})", tags)
            found = [(rule["id"], [node["html"][:200] for node in rule["nodes"]]) for rule in result["violations"]]
            assert (width, scheme, []) == (width, scheme, found)
            assert result["passes"]


def test_html_is_valid(markup: list[str]) -> None:
    """html-validate finds no error on any page."""
    tool = NODE_MODULES / ".bin" / "html-validate"
    if not tool.exists() or not shutil.which("node"):
        missing("html-validate")
    config = Path(__file__).parent / "html-validate.json"
    done = subprocess.run([tool, "--config", config, "--formatter", "text", *markup], capture_output=True, text=True, check=False)
    assert "" == done.stdout + done.stderr
