"""A review in a real browser, from the first look to a timeline that may be published; by keys and by mouse."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.browser.conftest import until
from tests.serving.desk_story import Desk, desk
from timeline import pipeline, questions
from timeline.model import Timeline

if TYPE_CHECKING:
    from playwright.sync_api import APIResponse, Browser, Page, Route

REVIEW = "_timeline/review"


@pytest.fixture
def served(tmp_path: Path) -> Iterator[Desk]:
    """A server on an invented folder."""
    with desk(tmp_path / "project") as made:
        yield made


@pytest.fixture
def page(chromium: Browser, served: Desk) -> Iterator[Page]:
    """The review page. It may complain of nothing: no script error, nothing that its policy forbids."""
    complaints: list[str] = []
    tab = chromium.new_page(viewport={"width": 1280, "height": 800}, reduced_motion="reduce")
    tab.on("console", lambda message: complaints.append(message.text) if message.type == "error" and "409" not in message.text else None)
    tab.on("pageerror", lambda error: complaints.append(str(error)))
    tab.goto(served.server.url + REVIEW)
    tab.locator("#list a").first.wait_for()
    yield tab
    tab.close()
    assert complaints == []


def reviewed(page: Page, number: int) -> None:
    """Wait until so many are reviewed."""
    until(page, lambda: page.locator("#done").inner_text().startswith(f"{number} of "))


def saved(page: Page, served: Desk, words: str, times: int = 1) -> None:
    """Wait until the corrections file holds these words so often, and the page shows the build made with it."""
    until(page, lambda: served.corrections.exists() and served.corrections.read_text(encoding="utf-8").count(words) >= times)
    served.wait(-1, served.project.written.digest)


def title(page: Page) -> str:
    """The title that is looked at."""
    return page.locator("#desk h2").inner_text()


def built(served: Desk) -> Timeline:
    """The timeline as it is now."""
    made = served.project.built.timeline
    assert made is not None
    return made


def show(page: Page, words: str) -> None:
    """Choose an event from the queue."""
    page.locator("#list a", has_text=words).click()
    until(page, lambda: words in title(page))


def test_a_review_from_start_to_finish(page: Page, served: Desk) -> None:
    """Sensitive ones first, by keys; then the rest at once, and the timeline may be published."""
    total = len(served.state()["events"])
    assert f"0 of {total} reviewed" == page.locator("#done").inner_text()
    assert page.locator("#list h2").first.inner_text().lower().startswith("sensitive")
    assert "fraud" in title(page).lower()
    assert questions.unaccepted(built(served))
    page.keyboard.press("a")
    reviewed(page, 1)
    assert "fraud" not in title(page).lower()
    assert page.evaluate("document.activeElement === document.querySelector('#desk h2')")
    until(page, lambda: not questions.unaccepted(built(served)))
    page.get_by_role("button", name=re.compile("Accept these")).click()
    page.get_by_role("button", name="Accept", exact=True).last.click()
    reviewed(page, total)
    until(page, lambda: {"accepted"} == {event["verdict"] for event in served.state()["events"]})
    site = served.corrections.parent / "public"
    pipeline.publish(built(served), served.project.built.options, site, draft=False)
    assert "_timeline" not in (site / "index.html").read_text(encoding="utf-8")


def test_an_answer_that_comes_late_brings_no_older_build_back(page: Page, served: Desk) -> None:
    """Two decisions follow each other fast, and what the server says of the first is overtaken by what it says of both."""
    late: list[tuple[Route, APIResponse]] = []

    def hold_the_first(route: Route) -> None:
        answer = route.fetch()
        if late:
            route.fulfill(response=answer)
        else:
            late.append((route, answer))

    page.route("**/_timeline/state", hold_the_first)
    event = served.event("sinks")["id"]
    served.decide({"do": "retitle", "event": event, "title": "The Aurora goes down"})
    until(page, lambda: bool(late))
    served.decide({"do": "retitle", "event": event, "title": "The Aurora is lost"})
    page.locator("#list a", has_text="The Aurora is lost").wait_for()

    route, answer = late[0]
    with page.expect_event("requestfinished", lambda request: request == route.request):
        route.fulfill(response=answer)
    page.evaluate("new Promise(requestAnimationFrame)")

    assert page.locator("#list a", has_text="The Aurora is lost").count() == 1


def test_an_event_is_edited_and_dated_anew(page: Page, served: Desk) -> None:
    """With the way to the date in view; a new date needs a reason and a source."""
    show(page, "sinks")
    assert "Friday" in page.locator("#desk mark").first.inner_text()
    page.keyboard.press("e")
    page.get_by_label("Title").fill("The Aurora goes down")
    page.keyboard.press("Enter")
    saved(page, served, "The Aurora goes down")
    until(page, lambda: title(page) == "The Aurora goes down")
    page.keyboard.press("d")
    assert "Friday" in page.locator("#ask .how").last.inner_text()
    page.get_by_label("Date", exact=True).fill("2025-07-03")
    page.get_by_role("button", name="Save").click()
    assert "needs a reason and a source" in page.locator("dialog .wrong").inner_text()
    page.get_by_label("Why this date").fill("The log says so.")
    page.get_by_label("After what source").fill("Ship’s log")
    page.get_by_role("button", name="Save").click()
    saved(page, served, "2025-07-03")
    until(page, lambda: "3 July 2025" in page.locator("#desk .when").inner_text())


def test_a_rejected_event_comes_back_with_undo(page: Page, served: Desk) -> None:
    """By key, and from the list of what was rejected."""
    show(page, "resigns")
    page.keyboard.press("r")
    reviewed(page, 1)
    saved(page, served, "do: reject")
    page.keyboard.press("u")
    reviewed(page, 0)
    page.locator("#list b", has_text="resigns").wait_for()
    show(page, "resigns")
    page.keyboard.press("r")
    saved(page, served, "do: reject")
    page.get_by_label("Show").select_option("gone")
    page.locator("#list").get_by_role("button", name="Undo").click()
    until(page, lambda: "do: reject" not in served.corrections.read_text(encoding="utf-8"))


def test_undo_takes_back_a_decision_that_is_still_on_its_way(page: Page, served: Desk) -> None:
    """However soon the key is pressed, and never the decision before it."""
    show(page, "resigns")
    page.keyboard.press("a")
    saved(page, served, "do: accept")
    reviewed(page, 1)
    show(page, "awards")
    held: list[Route] = []
    answers: list[str] = []
    page.on("response", lambda answer: answers.append(answer.url) if answer.url.endswith("decisions") else None)

    def hold(route: Route) -> None:
        held.append(route)
        if len(held) > 1:
            route.continue_()

    page.route("**/_timeline/decisions", hold)
    page.keyboard.press("r")
    until(page, lambda: bool(held))
    page.keyboard.press("u")
    held[0].continue_()
    until(page, lambda: len(answers) == 2)
    written = served.corrections.read_text(encoding="utf-8")
    assert (1, 0) == (written.count("do: accept"), written.count("do: reject"))


def test_sources_that_differ_are_settled(page: Page, served: Desk) -> None:
    """With a reason; both claims stay in view."""
    show(page, "awards")
    page.get_by_role("button", name="Hold with this").first.click()
    page.get_by_label("Why", exact=True).fill("The list of winners says so.")
    page.get_by_role("button", name="Save").click()
    saved(page, served, "do: settle")
    page.locator(".decisions", has_text="settle").wait_for()
    assert page.get_by_role("button", name="Hold with this").count() == 2


def test_a_sentence_that_nobody_used_becomes_an_event(page: Page, served: Desk) -> None:
    """From the article's own page, where used ones lead to their events."""
    show(page, "resigns")
    page.keyboard.press("o")
    page.locator(".s", has_text="Fog is").wait_for()
    assert page.locator(".text .used").count() > 1
    page.locator(".text p", has_text="Fog is").get_by_role("button", name="+").last.click(force=True)
    page.get_by_label("Title").fill("Fog lies over the bay")
    page.get_by_label("Date (may be empty)").fill("2025-06")
    page.get_by_role("button", name="Save").click()
    saved(page, served, "do: add-event")
    page.locator("#list b", has_text="Fog lies over the bay").wait_for()
    page.locator(".text .used", has_text="Fog is").wait_for()
    page.locator(".text .used", has_text="Fog is").click()
    until(page, lambda: title(page) == "Fog lies over the bay")


def test_sensitive_events_are_accepted_one_by_one(page: Page, served: Desk) -> None:
    """A click on all of them accepts the others, and says so."""
    page.get_by_role("button", name=re.compile("Accept these")).click()
    assert "sensitive event is left out" in page.locator("#ask").inner_text()
    page.get_by_role("button", name="Accept", exact=True).last.click()
    saved(page, served, "do: accept")
    assert [""] == [event["verdict"] for event in served.state()["events"] if event["sensitive"]]


def test_words_selected_with_the_mouse_become_an_event(page: Page, served: Desk) -> None:
    """Exactly those, wherever they stand."""
    show(page, "sinks")
    page.locator(".evidence .from a").first.click()
    page.locator(".s", has_text="Fog is").wait_for()
    page.evaluate(
        """() => { const node = [...document.querySelectorAll('.s')].find(s => s.textContent.startsWith('Fog')).firstChild;
        const range = document.createRange(); range.setStart(node, 4); range.setEnd(node, 19);
        getSelection().removeAllRanges(); getSelection().addRange(range); }"""
    )
    page.get_by_role("button", name="Use the selection").click()
    assert "is common there" in page.locator("#ask blockquote").inner_text()
    page.get_by_label("Title").fill("Fog")
    page.get_by_role("button", name="Save").click()
    saved(page, served, "is common there")


def test_the_rarer_decisions_are_one_key_away(page: Page, served: Desk) -> None:
    """Pin, tell apart, origin and hide, from the menu and by their own keys; the arrow keys walk the menu."""
    show(page, "sinks")
    page.keyboard.press(".")
    assert ["Always among the key events", "Hide until a day"] == [
        page.locator("#ask .menu button").nth(n).inner_text().splitlines()[0] for n in (0, 1)
    ]
    page.keyboard.press("ArrowDown")
    assert "Hide" in page.evaluate("document.activeElement.textContent")
    page.keyboard.press("p")
    saved(page, served, "do: pin")
    page.locator("#desk .tag", has_text="pinned").wait_for()
    page.keyboard.press("p")
    until(page, lambda: "do: pin" not in served.corrections.read_text(encoding="utf-8"))
    page.locator("#desk .tag", has_text="pinned").wait_for(state="detached")
    page.keyboard.press("i")
    page.get_by_role("textbox", name="Origin").fill("Harbour radio")
    page.keyboard.press("Enter")
    saved(page, served, "Harbour radio")
    page.locator("#desk .from", has_text="leans on Harbour radio").first.wait_for()
    page.get_by_label("Show").select_option("all")
    show(page, "accuses")
    page.keyboard.press("t")
    page.get_by_label("Who").select_option("Jo Roe")
    page.get_by_label("The other is in").select_option("letter")
    page.get_by_role("button", name="Keep apart", exact=True).click()
    saved(page, served, "do: tell-apart")
    show(page, "resigns")
    page.keyboard.press("h")
    page.get_by_role("textbox", name="Until").fill("2031-01-01")
    page.get_by_role("button", name="Hide", exact=True).click()
    saved(page, served, "do: hide")
    until(page, lambda: not page.locator("#list b", has_text="resigns").count())
    page.get_by_label("Show").select_option("gone")
    page.locator("#list").get_by_role("button", name="Undo").last.click()
    page.get_by_label("Show").select_option("all")
    page.locator("#list b", has_text="resigns").wait_for()


def test_who_takes_part_is_set_in_the_form(page: Page, served: Desk) -> None:
    """A name is added with its part, another is taken out."""
    show(page, "resigns")
    page.keyboard.press("e")
    names, roles = page.locator("#ask input[name=who]"), page.locator("#ask select[name=role]")
    names.first.fill("Captain Ida Moss")
    names.last.fill("Coastal Lines")
    roles.last.select_option("recipient")
    page.get_by_role("button", name="Save").click()
    saved(page, served, "do: set-actors")
    until(page, lambda: "Captain Ida Moss, Coastal Lines" in page.locator("#desk .facts").inner_text())
    assert ["agent", "recipient"] == [part["role"] for part in served.event("resigns")["parts"]]


def test_a_sentence_becomes_more_evidence_of_an_event(page: Page, served: Desk) -> None:
    """The event that was looked at comes first; the fields of a new one are out of the way."""
    show(page, "resigns")
    page.keyboard.press("o")
    page.locator(".text p", has_text="Fog is").get_by_role("button", name="+").last.click(force=True)
    choice = page.get_by_label("Use it as")
    assert "resigns" in choice.locator("optgroup option").first.inner_text()
    choice.select_option(label=choice.locator("optgroup option").first.inner_text())
    assert not page.get_by_label("Title").is_visible()
    page.get_by_role("button", name="Save").click()
    saved(page, served, "do: add-evidence")
    page.locator(".text .used", has_text="Fog is").wait_for()
    assert 2 == len(served.event("resigns")["evidence"])


def test_what_changed_since_it_was_accepted_comes_back_to_the_queue(page: Page, served: Desk) -> None:
    """An article is edited behind an accepted event: the page keeps the accepted words, the queue says what would be different."""
    show(page, "sinks")
    page.keyboard.press("a")
    reviewed(page, 1)
    until(page, lambda: "accepted" == served.event("sinks")["verdict"])
    shown = built(served).events[[event.id for event in built(served).events].index(served.event("sinks")["id"])]
    telegraph = served.corrections.parent / "articles" / "telegraph.md"
    text = telegraph.read_text(encoding="utf-8")
    telegraph.write_text(text.replace("The ferry Aurora sank off Port Roe on Friday.", "Nobody answers."), encoding="utf-8")
    page.locator("#list h2", has_text="Changed since accepted").wait_for()
    assert page.locator("#list h2").first.inner_text().lower().startswith("changed since accepted")
    reviewed(page, 0)
    page.get_by_label("Show").select_option("changed")
    show(page, "sinks")
    assert "1 of the accepted quotes is gone" in page.locator("#desk .box").inner_text()
    page.keyboard.press("a")
    until(page, lambda: "accepted" == served.event("sinks")["verdict"])
    reviewed(page, 1)
    page.get_by_label("Show").select_option("todo")
    until(page, lambda: not page.locator("#list h2", has_text="Changed since accepted").count())
    now = served.event("sinks")
    assert (shown.title, 1) == (now["title"], len(now["evidence"]))


def test_the_queue_is_walked_and_narrowed(page: Page, served: Desk) -> None:
    """J and k go down and up; kind, actor, article and reason narrow it; ? names the keys."""
    first = title(page)
    page.keyboard.press("j")
    second = title(page)
    page.keyboard.press("k")
    assert (first, True) == (title(page), first != second)
    page.keyboard.press("?")
    assert page.locator("#keys").is_visible()
    page.keyboard.press("Escape")
    page.get_by_label("Only").select_option("article:letter")
    assert page.locator("#list a").count() == sum(
        any(e["article"] == "letter" for e in event["evidence"]) for event in served.state()["events"]
    )
    page.get_by_label("Only").select_option("")
    page.get_by_label("Show").select_option("conflict")
    assert page.locator("#list a").count() == 1


def test_a_second_tab_sees_what_the_first_decided_and_overwrites_nothing(page: Page, served: Desk, chromium: Browser) -> None:
    """News come by themselves; a tab that missed them is told, and nothing of it is written."""
    other = chromium.new_page()
    other.goto(served.server.url + REVIEW)
    other.locator("#list a").first.wait_for()
    page.keyboard.press("a")
    reviewed(page, 1)
    reviewed(other, 1)
    other.route("**/_timeline/state", lambda route: route.abort())
    page.keyboard.press("a")
    reviewed(page, 2)
    saved(page, served, "do: accept", times=2)
    before = served.corrections.read_bytes()
    other.keyboard.press("r")
    other.locator("#said.bad").wait_for()
    assert before == served.corrections.read_bytes()
    other.close()


def test_a_page_of_another_site_can_write_nothing(chromium: Browser, served: Desk, host: tuple[Path, str]) -> None:
    """Neither by a form nor by a script."""
    folder, address = host
    id_ = served.event("sinks")["id"]
    body = json.dumps({"do": [{"do": "reject", "event": id_}], "digest": ""})
    (folder / "index.html").write_text("<!doctype html><title>Elsewhere</title>", encoding="utf-8")
    tab = chromium.new_page()
    tab.goto(address)
    outcome = tab.evaluate(
        """async ([url, body]) => { const seen = [];
        for (const mode of ['cors', 'no-cors']) { try { const a = await fetch(url, {method: 'POST', mode, body,
          headers: {'Content-Type': 'text/plain'}}); seen.push(a.type + a.status); } catch (e) { seen.push('refused'); } }
        try { await (await fetch(url.replace('decisions', 'state'))).text(); seen.push('read'); } catch (e) { seen.push('refused'); }
        return seen; }""",
        [f"{served.server.url}_timeline/decisions", body],
    )
    tab.close()
    assert ["refused", "refused", "refused"] == outcome
    assert not served.corrections.exists()


def test_the_draft_reloads_and_leads_to_the_review(chromium: Browser, served: Desk) -> None:
    """An edited article is on the page without a key pressed; every event has its way to the review; errors are shown."""
    tab = chromium.new_page()
    tab.goto(served.server.url)
    tab.locator(".tl-act").first.wait_for()
    assert tab.locator(".tl-act").count() == len(served.state()["events"])
    tab.locator(".event", has_text="sinks").get_by_role("button", name="Accept").first.click()
    tab.locator(".event .tl-act b", has_text="accepted").wait_for()
    article = served.corrections.parent / "articles" / "gazette.md"
    article.write_text(article.read_text(encoding="utf-8").replace("Captain Jo Roe resigned", "Ben Hull resigned"), encoding="utf-8")
    tab.locator("h3", has_text="Ben Hull").first.wait_for()
    served.corrections.write_text("- do: acept\n", encoding="utf-8")
    tab.locator(".tl-error", has_text="corrections.yaml:1").wait_for()
    tab.close()


def test_the_review_is_open_to_everybody(page: Page, axe: str) -> None:
    """No violation that axe finds, in the queue, in a form and in an article."""
    page.evaluate(axe)

    def violations() -> list[str]:
        found = page.evaluate("axe.run(document, {resultTypes: ['violations']})")["violations"]
        return [f"{row['id']}: {row['nodes'][0]['html'][:120]}" for row in found]

    assert violations() == []
    for key in "e.tih":
        page.keyboard.press("Escape")
        page.locator("#ask").wait_for(state="hidden")
        page.keyboard.press(key)
        assert violations() == [], key
    page.keyboard.press("Escape")
    page.locator("#ask").wait_for(state="hidden")
    page.keyboard.press("o")
    page.locator(".text").wait_for()
    assert violations() == []


def test_hostile_text_does_nothing(page: Page, served: Desk) -> None:
    """A title that is markup is shown as it was typed."""
    hostile = "<img src=x onerror=\"document.title='owned'\">"
    served.decide({"do": "retitle", "event": served.event("sinks")["id"], "title": hostile})
    page.locator("#list b", has_text="<img").first.wait_for()
    show(page, "<img")
    assert hostile == title(page)
    assert "owned" not in page.title()
