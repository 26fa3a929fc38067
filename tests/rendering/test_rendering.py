"""Pages are complete, escaped, light and the same every time; templates only print."""

from __future__ import annotations

import gzip
import json
import re
from dataclasses import replace
from html.parser import HTMLParser

import pytest
from jinja2.compiler import CodeGenerator

from tests.rendering import story
from timeline.errors import OutputError
from timeline.model import Timeline
from timeline.phrases import ENGLISH
from timeline.rendering import render, templates, templates_dir
from timeline.view import DOWNLOADS, view

NAMED = ("Ilse Marten", "Oda Brenn", "Nobody Here")
FILES = render(view(story.story(), actors=NAMED))
PAGES = {name: content.decode() for name, content in FILES.items() if name.endswith(".html") and name != "fragment.html"}


class Tags(HTMLParser):
    """All start tags with their attributes, and all text."""

    def __init__(self) -> None:
        """Nothing read yet."""
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.words = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Keep a tag."""
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        """Keep words."""
        self.words += data


def read(page: str) -> Tags:
    """A page, parsed."""
    parser = Tags()
    parser.feed(page)
    return parser


def test_a_site_has_its_pages() -> None:
    """And what the host of static pages needs."""
    assert {"index.html", "sources.html", "about.html", "404.html", ".nojekyll"} <= set(FILES)


def test_two_builds_are_the_same() -> None:
    """Byte for byte."""
    assert render(view(story.story(), actors=NAMED)) == FILES


@pytest.mark.parametrize("name", PAGES)
def test_pages_keep_a_strict_policy(name: str) -> None:
    """No inline script or style, no handler, no address elsewhere that a browser would load."""
    for tag, attributes in read(PAGES[name]).tags:
        assert tag != "style"
        assert tag != "script" or attributes.get("src", "").startswith("assets/")  # type: ignore[union-attr]
        assert [] == [key for key in attributes if key == "style" or key.startswith("on")]
        loaded = attributes.get("src") or (attributes.get("href") if tag == "link" else None) or ""
        assert not re.match(r"[a-z]+:|//", loaded)


@pytest.mark.parametrize("name", PAGES)
def test_links_lead_somewhere(name: str) -> None:
    """Only the web, files of the site and ids that exist."""
    for tag, attributes in read(PAGES[name]).tags:
        address = attributes.get("href") or ""
        if tag != "a" or address.startswith(("http://", "https://")):
            continue
        file, _, anchor = address.partition("#")
        target = file or name
        assert target in FILES or target in {link.href for link in DOWNLOADS}
        if anchor and target in PAGES:
            assert f'id="{anchor}"' in PAGES[target] or anchor == "main"


def test_hostile_text_is_only_text() -> None:
    """A script in a title is shown, never run."""
    parsed = read(PAGES["index.html"])
    assert story.SCRIPT_TITLE in parsed.words
    assert 1 == sum(tag == "script" for tag, _ in parsed.tags)
    assert "javascript:" not in PAGES["index.html"] + PAGES["sources.html"]


def test_the_page_not_found_asks_for_nothing() -> None:
    """It is served at any depth, so it has no relative address."""
    links = [attributes for tag, attributes in read(PAGES["404.html"]).tags if tag in ("a", "link", "script", "img")]
    assert [] == links
    based = read(render(view(story.story(), base_url="https://vantorp.example/t"))["404.html"].decode())
    assert [{"href": "https://vantorp.example/t/", "dir": "auto"}] == [attributes for tag, attributes in based.tags if tag == "a"]


def test_assets_are_named_by_content() -> None:
    """A page never meets the style of another build; a theme makes another style."""
    plain = {name for name in FILES if name.startswith("assets/")}
    themed = render(view(story.story(), theme={"accent": "#7a1fa2"}))
    assert 4 == len(plain)
    assert 1 == len(plain - set(themed))
    style = next(themed[name] for name in themed if name.endswith(".css"))
    assert b"{:root{--accent:#7a1fa2;}}" in style


@pytest.mark.parametrize("value", ["red;}body{display:none", "url(https://x.example)", "</style>", "a:b"])
def test_a_theme_is_values_only(value: str) -> None:
    """Nothing slips into the style beside a colour or a font."""
    with pytest.raises(OutputError, match="theme"):
        render(view(story.empty(), theme={"accent": value}))


def test_thirty_events_are_light() -> None:
    """Page, style and script together stay under 15 kB on the wire, the script under 4 kB."""
    files = render(view(story.many(30)))
    sizes = {
        name.rpartition(".")[2]: len(gzip.compress(content, 9))
        for name, content in files.items()
        if name == "index.html" or "assets/" in name
    }
    assert sum(sizes.values()) <= 15_000
    assert sizes["js"] <= 4_000


def test_machines_read_dates_where_html_allows_them() -> None:
    """Every date carries its EDTF; `datetime` is a day, a month or a year."""
    dates = [attributes for _, attributes in read(PAGES["index.html"]).tags if "datetime" in attributes or "data-edtf" in attributes]
    stamps = {attributes["datetime"] for attributes in dates if "datetime" in attributes}
    assert {"2025-03-03", "2025-04", "2019"} <= stamps
    assert all(re.fullmatch(r"\d{4}(-\d\d){0,2}", stamp or "") for stamp in stamps)
    assert "2025-06~" in {attributes.get("data-edtf") for attributes in dates}


def test_notes_are_shown_without_quotation_marks() -> None:
    """And articles' words with them."""
    page = read(PAGES["index.html"]).words
    assert "“Vantorp Harbour bought two ferries on 3 March 2025.”" in page
    assert "Marten took over the company in 2019." in page
    assert "“Marten took over" not in page


def test_an_empty_timeline_says_so() -> None:
    """No events is a page, not an error."""
    page = render(view(story.empty()))["index.html"].decode()
    assert "No events were found in these sources." in page
    assert "<form" not in page


def test_only_long_pages_are_laid_out_lazily() -> None:
    """What is off screen is skipped above 200 events only."""
    assert ['<body class="">', '<body class="lazy">'] == [
        re.findall("<body.*?>", render(view(story.many(number)))["index.html"].decode())[0] for number in (30, 201)
    ]


def test_templates_loop_and_print() -> None:
    """No unescaped output, no arithmetic, no dates worked out, no inline script or style."""
    for path in sorted(templates_dir().glob("*.html")):
        text = path.read_text(encoding="utf-8")
        inside = " ".join(re.findall(r"{[{%](.*?)[%}]}", text, flags=re.DOTALL))
        assert [] == re.findall(r"\|\s*(?:safe|tojson|format|strftime|date\w*|int|float|round|sum)\b|autoescape|Markup", inside)
        assert [] == re.findall(r"\s[-+*/]\s|\brange\(|\bset\b", inside)
        inline = re.findall(r"<style|<script(?! defer src=)|\sstyle=|\son[a-z]+=", text)
        assert (["<style"] if path.name == "fragment.html" else []) == inline  # a fragment has no file to link


@pytest.mark.parametrize("timeline", [story.story(), story.many(3), story.empty()], ids=["story", "many", "empty"])
def test_templates_print_what_the_library_prints(timeline: Timeline, monkeypatch: pytest.MonkeyPatch) -> None:
    """They are compiled to less code than the library makes of them, and escape no less."""
    seen = view(timeline, base_url="https://vantorp.example/t/", actors=("Oda Brenn",), draft=True)
    ours = dict(render(seen))
    monkeypatch.setattr(type(templates.environment(None, ENGLISH)), "code_generator_class", CodeGenerator)
    templates.environment.cache_clear()
    try:
        assert ours == dict(render(seen))
    finally:
        templates.environment.cache_clear()


def test_undefined_names_are_errors() -> None:
    """A template that asks for what the view lacks fails the build, not the reader."""
    with pytest.raises(Exception, match=r"no attribute|undefined"):
        dict(render(replace(view(story.empty()), downloads=("no record",))))  # type: ignore[arg-type]


def test_the_fragment_is_inert_and_keeps_to_itself() -> None:
    """No script, no request, and no id or class that could meet those of the host or of another timeline."""
    fragments = [read(render(view(timeline))["fragment.html"].decode()) for timeline in (story.story(), story.many(3))]
    ids = [[attributes["id"] for _, attributes in parsed.tags if "id" in attributes] for parsed in fragments]
    assert set() == set(ids[0]) & set(ids[1])
    for parsed in fragments:
        assert {"script", "link", "img", "iframe", "html", "body"}.isdisjoint(tag for tag, _ in parsed.tags)
        classes = " ".join(attributes.get("class") or "" for _, attributes in parsed.tags).split()
        assert all(name == "stl" or name.startswith("stl-") for name in classes)


def test_the_fragment_holds_every_event_and_answer() -> None:
    """The main rung of the ladder leaves nothing out, and the claim keeps its denial."""
    page = render(view(story.story()))["fragment.html"].decode()
    words = read(page).words
    assert [] == [event.title for event in story.story().events if event.title not in words]
    claim = page[page.index("Marten accuses Brenn") :]
    assert "Brenn denies leaking the bid" in claim[: claim.index("<details>")]
    assert 1 < len(re.findall(r"<mark>", page))


def test_every_variant_keeps_claim_and_answer_together() -> None:
    """Also the compact one."""
    page = render(view(story.story()))["embed-compact.html"].decode()
    for match in re.finditer(r"Marten accuses Brenn of leaking the bid</a></h3>(.*?)<details>", page, flags=re.DOTALL):
        assert "Brenn denies leaking the bid" in match[1]
    assert 8 == page.count('<li class="event ')


def test_only_named_actors_have_pages() -> None:
    """With their events and no others; links to events that are not there lead to the whole page."""
    assert {"actor-ilse-marten.html", "actor-oda-brenn.html"} == {name for name in FILES if name.startswith("actor-")}
    assert [] == [name for name in render(view(story.story())) if name.startswith("actor-")]
    page = PAGES["actor-oda-brenn.html"]
    assert 2 == page.count('<li class="event ')
    assert "<b>2 events of 22, July 2025</b>" in page
    assert 'href="actor-oda-brenn.html"' in PAGES["index.html"]


def test_actors_of_any_script_have_files_of_their_own() -> None:
    """Names that come to the same letters do not share a page."""
    event = story.story().events[3]
    parts = tuple(replace(event.participants[0], actor=replace(story.VANTORP, id=name, name=name)) for name in ("Zoë A", "Zoe A", "נמל"))
    timeline = replace(story.story(), events=(replace(event, participants=parts),), conflicts=())
    pages = view(timeline, actors=[part.actor.name for part in parts]).actors
    assert 3 == len({page.file for page in pages})
    assert all(re.fullmatch(r"actor-[-a-z0-9]+\.html", page.file) for page in pages)


def test_oembed_offers_a_frame_where_the_address_is_known() -> None:
    """And nothing where it is not."""
    assert "oembed.json" not in FILES
    files = render(view(replace(story.empty(), title='A "title" <b>'), base_url="https://vantorp.example/t"))
    answer = json.loads(files["oembed.json"])
    assert ("1.0", "rich") == (answer["version"], answer["type"])
    assert [("iframe", "https://vantorp.example/t/embed.html", 'A "title" <b>')] == [
        (tag, attributes["src"], attributes["title"]) for tag, attributes in read(answer["html"]).tags
    ]
    assert 'href="https://vantorp.example/t/oembed.json"' in files["index.html"].decode()
