"""Timeline in, Markdown out: a list to paste, every source with its address."""

from __future__ import annotations

import re

from timeline.exporting.words import by_id, date_words, headline, source_words, sources, title_words
from timeline.model import Article, Event, Timeline

_SPECIAL = re.compile(r"([\\`*_{}\[\]<>#|~!])")


def to_markdown(timeline: Timeline) -> str:
    """A heading and one list item an event; what Markdown or HTML would take for markup is escaped."""
    articles = by_id(timeline)
    lines = [f"# {_plain(title_words(timeline) or 'Timeline')}", ""]
    if timeline.description:
        lines += [_plain(timeline.description), ""]
    lines += [_item(event, articles) for event in timeline.events]
    return "\n".join(lines) + "\n"


def _item(event: Event, articles: dict[str, Article]) -> str:
    told = "; ".join(_source(article) for article in sources(event, articles))
    words = date_words(event)
    summary = f" {_plain(event.summary)}" if event.summary else ""
    return f"- **{_plain(words[:1].upper() + words[1:])}**: {_plain(headline(event))}.{summary} ({told})"


def _source(article: Article) -> str:
    words = _plain(source_words(article))
    address = article.url if re.fullmatch(r"https?://[^\s<>()]+", article.url) else ""
    return f"[{words}](<{address}>)" if address else words


def _plain(text: str) -> str:
    return _SPECIAL.sub(r"\\\1", " ".join(text.split()))
