"""A web page in, its stated fields and its article as Markdown out. Needs the extra `html`, which brings trafilatura.

Only what the page states counts: its JSON-LD, its meta tags and its canonical address, never a date that an extractor guesses.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from html.parser import HTMLParser
from typing import Any

from timeline.dates import written_date
from timeline.errors import InputError
from timeline.reading.frontmatter import Value

_META = {
    "og:title": "title",
    "article:published_time": "date",
    "parsely-pub-date": "date",
    "dc.date.issued": "date",
    "datepublished": "date",
    "pubdate": "date",
    "date": "date",
    "article:modified_time": "updated",
    "og:site_name": "publisher",
    "author": "author",
    "og:url": "url",
}
_HIDDEN = "//body//*[@hidden or contains(translate(@style, ' ', ''), 'display:none')]"  # what no reader of the page saw
_LINKED = {"headline": "title", "datePublished": "date", "dateModified": "updated", "publisher": "publisher", "author": "author"}


def split(text: str) -> tuple[Mapping[str, Value], str]:
    """The fields as front matter would give them, with their lines, and the article's body as Markdown; InputError without trafilatura."""
    try:
        from trafilatura import extract, load_html
    except ImportError as error:
        hint = 'pip install "sourced-timeline[html]", or save its text as Markdown'
        raise InputError("HTML is read only with the extra `html`", hint=hint) from error
    tree = load_html(text)
    for element in [] if tree is None else tree.xpath(_HIDDEN):
        element.drop_tree()
    body = extract(tree, output_format="markdown", include_formatting=True, include_comments=False, include_tables=False)
    head = _Head()
    head.feed(text)
    fields: dict[str, Value] = {}
    for name, value in (*head.linked, *head.stated, *head.titles):
        if name not in fields and value.text and _is_usable(name, value.text):
            fields[name] = value
    if "title" in fields and "publisher" in fields:
        fields["title"] = Value(_unsigned(fields["title"].text, fields["publisher"].text), fields["title"].line)
    return fields, body or ""


def _unsigned(title: str, publisher: str) -> str:
    """A title without the name of its paper: "Ferry sinks | Harbour Gazette"."""
    for sign in (" | ", " – ", " — ", " - "):
        words, found, name = title.rpartition(sign)
        if found and words.strip() and name.strip().casefold() == publisher.casefold():
            return words.strip()
    return title


def dates(text: str) -> tuple[tuple[str, str], ...]:
    """Every usable date on which a page says that it was published: where it says so, and its words; the most trusted first."""
    head = _Head()
    head.feed(text)
    linked = [("its JSON-LD (datePublished)", value.text) for field, value in head.linked if field == "date"]
    return tuple((where, words) for where, words in (*linked, *head.dates) if _is_usable("date", words))


class _Head(HTMLParser):
    """Collects what a page says of itself as (field, value): `linked` from JSON-LD, `stated` from tags, `titles` of the browser window.

    `dates` are those of tags once more, with the tag that states them.
    """

    def __init__(self) -> None:
        super().__init__()
        self.linked: list[tuple[str, Value]] = []
        self.stated: list[tuple[str, Value]] = []
        self.titles: list[tuple[str, Value]] = []
        self.dates: list[tuple[str, str]] = []
        self._inside = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Meta tags, the canonical link, the language; and which text is wanted."""
        found = {key: value or "" for key, value in attrs}
        self._inside = "ld" if tag == "script" and found.get("type") == "application/ld+json" else tag
        if tag == "meta":
            key = (found.get("property") or found.get("name") or found.get("itemprop") or "").lower()
            self._state(_META.get(key, ""), found.get("content", ""))
            if _META.get(key) == "date":
                self.dates.append((f"its meta tag {key}", " ".join(found.get("content", "").split())))
        elif tag == "link" and "canonical" in found.get("rel", "").lower().split():
            self._state("url", found.get("href", ""))
        elif tag == "html":
            self._state("language", found.get("lang", ""))

    def handle_endtag(self, tag: str) -> None:
        """Text behind a closing tag is not wanted."""
        self._inside = "" if tag in ("script", "title") else self._inside

    def handle_data(self, data: str) -> None:
        """The title, and JSON-LD."""
        if self._inside == "title":
            self.titles.append(("title", Value(" ".join(data.split()), self.getpos()[0])))
        elif self._inside == "ld":
            line = self.getpos()[0]
            self.linked += [(field, Value(words, line)) for field, words in _linked(data)]

    def _state(self, field: str, words: str) -> None:
        if field:
            self.stated.append((field, Value(" ".join(words.split()), self.getpos()[0])))


def _linked(data: str) -> Iterator[tuple[str, str]]:
    """The fields of the first article in a piece of JSON-LD; where none is called so, of the first thing that was published on a date."""
    try:
        top = json.loads(data)
    except (ValueError, RecursionError):
        return
    rows = top if isinstance(top, list) else [top]
    rows = [*rows, *(inner for row in rows if isinstance(row, dict) and isinstance(row.get("@graph"), list) for inner in row["@graph"])]
    dated = [row for row in rows if isinstance(row, dict) and isinstance(row.get("datePublished"), str)]
    chosen = next((row for row in dated if "Article" in str(row.get("@type"))), next(iter(dated), {}))
    for key, field in _LINKED.items():
        yield field, " ".join(_named(chosen.get(key)).split())


def _named(value: Any) -> str:  # noqa: ANN401  whatever JSON holds
    """A text, or the names of the things that stand for it."""
    if isinstance(value, list):
        return ", ".join(filter(None, map(_named, value)))
    name = value.get("name") if isinstance(value, dict) else value
    return name if isinstance(name, str) else ""


def _is_usable(field: str, words: str) -> bool:
    """Machine-made fields are taken if they are sound, and passed over in silence if not."""
    if field in ("date", "updated"):
        return written_date(words) is not None
    if field == "language":
        return " " not in words
    return field != "url" or words.startswith(("https://", "http://"))
