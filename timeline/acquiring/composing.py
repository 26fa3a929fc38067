"""A page in, a draft of its article out: front matter and body, with where its date comes from. A date is taken, never guessed."""

from __future__ import annotations

import re
from collections.abc import Mapping

import yaml

from timeline.acquiring.fetching import Page
from timeline.dates import written_date
from timeline.errors import InputError
from timeline.model import Article
from timeline.quick import dataclass
from timeline.reading import frontmatter, html, parse
from timeline.when import Day, to_edtf

_LONGEST = 500  # characters of a field that a page states of itself


@dataclass(frozen=True, slots=True)
class Stated:
    """A date of publication: its words, and where they stand."""

    words: str
    where: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """An article ready to be saved: `text` is the whole file, `ending` that of its name.

    `date` is the one that was taken; `others` are those with which the page states another day.
    """

    text: str
    ending: str
    article: Article
    date: Stated | None
    others: tuple[Stated, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Parts:
    """A page taken apart: the fields it has, its front matter as lines, its body, and the dates it states, the most trusted first."""

    fields: Mapping[str, str]
    matter: str
    body: str
    ending: str
    stated: tuple[Stated, ...]


def compose(page: Page, *, date: str = "", retrieved: str = "", undated: bool = False) -> Draft:
    """Make the file of a page's article.

    `date` is that of the person who adds it and wins; without one, a page that states none is refused with InputError, unless `undated`.
    `retrieved` is the day on which a page was fetched.
    """
    parts = _saved_page(page) if page.ending.startswith(".htm") else _saved_text(page)
    chosen = Stated(date, "--date") if date else next(iter(parts.stated), None)
    if chosen is None and not undated:
        name = page.url or f"{page.name}{page.ending}"
        raise InputError("states no date of publication", path=name, hint="give one with --date, or save it with --undated")
    matter = re.sub(r"^(?:date|text_hash):.*\n", "", parts.matter, flags=re.MULTILINE)
    wanted = {"date": chosen.words if chosen else "", "url": page.url, "retrieved": retrieved if page.url else ""}
    matter += _yaml({key: text for key, text in wanted.items() if text and (key == "date" or key not in parts.fields)})
    article, _ = parse(f"---\n{matter}---\n\n{parts.body}", f"draft{parts.ending}")
    return Draft(
        text=f"---\n{matter}{_yaml({'text_hash': article.text_hash})}---\n\n{parts.body}\n",
        ending=parts.ending,
        article=article,
        date=chosen,
        others=tuple(other for other in parts.stated if chosen and _days(other) != _days(chosen)),
    )


def _days(date: Stated) -> tuple[Day | None, Day | None]:
    when = written_date(date.words)
    return (when.first, when.last) if when else (None, None)


def _saved_page(page: Page) -> _Parts:
    """The parts of a web page; InputError where it holds no article."""
    found, body = html.split(page.text)
    body = _writable(body)
    if not body.strip():
        raise InputError("has no text that looks like an article", path=page.url or page.name, hint="save its text as Markdown")
    fields = {name: _writable(value.text)[:_LONGEST] for name, value in found.items()}
    stated = [Stated(_writable(words), where) for where, words in html.dates(page.text)] or _dateline(body, ".md")
    return _Parts(fields=fields, matter=_yaml(fields), body=body.strip(), ending=".md", stated=tuple(stated))


def _saved_text(page: Page) -> _Parts:
    """The parts of a Markdown or text file, whose front matter stays as it was typed."""
    found = frontmatter.split(page.text)
    front, body = page.text[: found.body], page.text[found.body :].strip()
    fields = {name: value.text for name, value in found.fields.items()}
    words = fields.get("date", "")
    stated = [Stated(words, "its front matter")] if words and written_date(words) else _dateline(body, page.ending)
    matter = "".join(f"{line}\n" for line in front.splitlines()[1:-1])
    return _Parts(fields=fields, matter=matter, body=body, ending=page.ending, stated=tuple(stated))


def _dateline(body: str, ending: str) -> list[Stated]:
    """The date that the first lines of a text state."""
    article, _ = parse(body, f"draft{ending}")
    if article.published is None:
        return []
    return [Stated(to_edtf(article.published), article.published_steps[0].partition(" states ")[0])]


def _yaml(fields: Mapping[str, str]) -> str:
    """One `key: value` a line, in quotes where YAML needs them; nothing for no fields."""
    return yaml.safe_dump(dict(fields), allow_unicode=True, sort_keys=False, width=1_000_000) if fields else ""


def _writable(text: str) -> str:
    """Text without halves of characters, which a page may smuggle in and no file can hold."""
    return text.encode("utf-8", "replace").decode("utf-8")
