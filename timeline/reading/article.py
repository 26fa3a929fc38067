"""One file in, one Article out, with what is wrong in it. A field that cannot be used is left out with a Problem; the article stays."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from dataclasses import replace
from difflib import get_close_matches
from urllib.parse import urlsplit

from timeline import wording
from timeline.dates import HINT, written_date
from timeline.entries import dated_entries
from timeline.errors import InputError
from timeline.model import Article, ArticleKind, BasedOn, Basis, Problem, Severity
from timeline.reading import frontmatter, html, markdown, plaintext
from timeline.reading.blocks import Part, assemble, classify
from timeline.reading.files import HTML_ENDINGS, decoded, printable
from timeline.reading.frontmatter import Value
from timeline.reading.head import Head, read_head
from timeline.when import When

_KEYS = ("title", "date", "updated", "retrieved", "publisher", "author", "url", "language", "license", "origin", "kind", "based_on")
_OTHER_NAMES = {
    **dict.fromkeys(("published", "pubdate", "publishdate", "datepublished", "publicationdate"), "date"),
    **dict.fromkeys(("modified", "lastmod", "datemodified"), "updated"),
    **dict.fromkeys(("source", "outlet", "publication", "newspaper"), "publisher"),
    **dict.fromkeys(("byline", "creator"), "author"),
    **dict.fromkeys(("link", "permalink", "canonical"), "url"),
    **dict.fromkeys(("lang", "locale"), "language"),
    "headline": "title",
}
_PLAIN = str.maketrans("‘’“”–—", "''\"\"--")
_LANGUAGE = re.compile(r"[a-z]{2,3}(?:[-_][A-Za-z0-9]{2,8})*", re.IGNORECASE)


def read_article(raw: bytes, path: str, article_id: str, *, language: str) -> tuple[Article, tuple[Problem, ...]]:
    """The article in the bytes of a file; InputError where nothing of it can be used."""
    text, problems = decoded(raw, path)
    article, found = parse(text, path, article_id, language=language)
    return article, (*problems, *found)


def parse(text: str, path: str, article_id: str = "", *, language: str = "en") -> tuple[Article, tuple[Problem, ...]]:
    """The article in the text of a file, whose ending says how it is written; InputError where nothing of it can be used."""
    values, parts = _split(text, path.lower())
    fields = _Fields(values, path)
    language = fields.language() or language
    head = read_head(classify(parts), language)
    return _article(article_id or path, path, head, fields, language), tuple(fields.problems)


def of_fields(text: str, values: Mapping[str, Value], path: str, article_id: str, *, language: str) -> tuple[Article, tuple[Problem, ...]]:
    """The article of a plain text whose fields came with it; InputError where there is no text."""
    parts = plaintext.parts(printable(text))
    if not parts:
        raise InputError("has no text")
    fields = _Fields(values, path)
    language = fields.language() or language
    return _article(article_id, path, read_head(classify(parts), language), fields, language), tuple(fields.problems)


def _split(text: str, path: str) -> tuple[Mapping[str, Value], tuple[Part, ...]]:
    """The fields and the parts of a file, by the ending of its path; InputError if there is no text."""
    if path.endswith(HTML_ENDINGS):
        fields, body = html.split(text)
        parts = tuple(replace(part, line=0) for part in markdown.parts(printable(body)))  # the lines are not those of the page
        if not parts:
            raise InputError("has no text that looks like an article", hint="save its text as Markdown")
        return fields, parts
    matter = frontmatter.split(text)
    reader = plaintext if path.endswith(".txt") else markdown
    parts = reader.parts(text[matter.body :], matter.line)
    if not parts:
        raise InputError("has no text", line=matter.line, hint="the article goes below the front matter" if matter.body else "")
    return matter.fields, parts


def _article(article_id: str, path: str, head: Head, fields: _Fields, language: str) -> Article:
    text, blocks = assemble(head.parts)
    published, where = fields.date("date"), "the page’s own data" if path.lower().endswith(HTML_ENDINGS) else "the front matter"
    if published is None:
        published, where = head.published, f"the line “{head.date_words}”"
    return Article(
        id=article_id,
        path=path,
        text=text,
        text_hash=text_hash(text),
        blocks=dated_entries(text, blocks, published, language),
        kind=fields.kind(),
        title=fields.text("title") or head.title,
        publisher=fields.text("publisher") or head.publisher,
        author=fields.text("author") or head.author,
        url=fields.url("url"),
        published=published,
        published_basis=Basis.STATED if published else Basis.UNKNOWN,
        published_steps=(f"{where} states {wording.published(published)}",) if published else (),
        updated=fields.date("updated") or head.updated,
        retrieved=fields.date("retrieved"),
        language=language,
        license=fields.text("license"),
        origin=fields.text("origin"),
        based_on=fields.based_on(),
    )


def text_hash(text: str) -> str:
    """The same for texts that differ only in blanks, letter case and the shape of quotation marks."""
    return hashlib.sha256(plain(text).encode("utf-8", "replace")).hexdigest()


def plain(text: str) -> str:
    """A text without what makes no difference: runs of blanks, letter case, the shape of quotation marks and dashes."""
    return " ".join(text.translate(_PLAIN).casefold().split())


class _Fields:
    """The fields of one front matter, and what was wrong with those that were asked for."""

    def __init__(self, values: Mapping[str, Value], path: str) -> None:
        self._values = {name: Value(printable(value.text), value.line) for name, value in values.items()}
        self._path = path
        self.problems: list[Problem] = []
        for name, value in self._values.items():
            meant = _meant(name)
            if meant and meant not in values:
                self._note(value, "unknown-key", f"unknown key {name!r} in the front matter", f"did you mean {meant!r}?")

    def text(self, name: str) -> str:
        """A field as it was typed, empty where it is missing."""
        return self._values[name].text if name in self._values else ""

    def date(self, name: str) -> When | None:
        """A date, None where it is missing or unreadable."""
        value = self._values.get(name)
        when = written_date(value.text) if value else None
        if value and when is None:
            self._note(value, "bad-date", f"{name}: {_short(value.text)!r} is not a date", HINT)
        return when

    def url(self, name: str) -> str:
        """A web address, empty where it is missing or of another kind (`javascript:`)."""
        value = self._values.get(name)
        if value and not _is_web_address(value.text):
            self._note(value, "bad-url", f"{name}: {_short(value.text)!r} is not a web address and is left out", "write https://…")
            return ""
        return value.text if value else ""

    def kind(self) -> ArticleKind:
        """Article or note; what is called nearly a note is never quoted as an article."""
        value = self._values.get("kind")
        word = value.text.lower() if value else "article"
        if value and word not in set(ArticleKind):
            self._note(value, "bad-kind", f"kind: {_short(value.text)!r} is neither article nor note", "")
        return ArticleKind.NOTE if "note" in word else ArticleKind.ARTICLE

    def language(self) -> str:
        """A language code in lower case, empty where it is missing or none."""
        value = self._values.get("language")
        if value and not _LANGUAGE.fullmatch(value.text):
            self._note(value, "bad-language", f"language: {_short(value.text)!r} is not a language code", "write en, de, pt-br …")
            return ""
        return value.text.lower().replace("_", "-") if value else ""

    def based_on(self) -> BasedOn | None:
        """What a note was written after."""
        if not any(name.startswith("based_on") for name in self._values):
            return None
        return BasedOn(
            publisher=self.text("based_on.publisher"),
            title=self.text("based_on.title") or self.text("based_on"),
            date=self.date("based_on.date"),
            url=self.url("based_on.url"),
        )

    def _note(self, value: Value, code: str, message: str, hint: str) -> None:
        self.problems.append(Problem(severity=Severity.WARNING, code=code, message=message, path=self._path, line=value.line, hint=hint))


def _meant(name: str) -> str:
    """The key that somebody meant who wrote another one; empty for keys that are right, and for those of other programs."""
    if name in _KEYS or "." in name:
        return ""
    near = get_close_matches(name, _KEYS, n=1, cutoff=0.8)
    return near[0] if near else _OTHER_NAMES.get(name.lower().replace("_", "").replace("-", ""), "")


def _is_web_address(text: str) -> bool:
    try:
        parts = urlsplit(text)
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and bool(parts.netloc) and text.isprintable() and not re.search(r"[\s<>\"\\]", text)


def _short(text: str) -> str:
    return text if len(text) <= 60 else f"{text[:59]}…"  # noqa: PLR2004  a message is one line
