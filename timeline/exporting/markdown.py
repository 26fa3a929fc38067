"""Timeline in, Markdown out: a list to paste, every source with its address."""

from __future__ import annotations

import re

from timeline.exporting.format import Format, Setting
from timeline.exporting.words import title_words
from timeline.model import Article, Event, Timeline

_ADDRESS = re.compile(r"https?://[^\s<>()]+")
_CLOSED = re.compile(r"[.!?…][”’\"']*$")
_SPECIAL = re.compile(r"([\\`*_{}\[\]<>#|~!])")


def to_markdown(timeline: Timeline) -> str:
    """A heading and one list item an event; what Markdown or HTML would take for markup is escaped."""
    return MARKDOWN.text(Setting.of(timeline))


def _head(setting: Setting) -> tuple[str, ...]:
    paragraphs = (title_words(setting.timeline) or "Timeline", setting.timeline.description)
    return (f"# {_plain(paragraphs[0])}\n\n", f"{_plain(paragraphs[1])}\n\n" if paragraphs[1] else "")


def _item(event: Event, setting: Setting) -> str:
    said = setting.of_event(event)
    told = "; ".join([_source(article, setting.words[article.id]) for article in said.articles])
    summary = f" {_plain(event.summary)}" if event.summary else ""
    stop = "" if _CLOSED.search(said.headline) else "."
    return f"- **{_plain(said.date[:1].upper() + said.date[1:])}**: {_plain(said.headline)}{stop}{summary} ({told})\n"


def _source(article: Article, words: str) -> str:
    words = _plain(words)
    address = article.url if article.url and _ADDRESS.fullmatch(article.url) else ""
    return f"[{words}](<{address}>)" if address else words


def _plain(text: str) -> str:
    return _SPECIAL.sub(r"\\\1", " ".join(text.split()))


MARKDOWN = Format(head=_head, piece=_item)
