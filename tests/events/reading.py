"""Invented articles for the tests of events: text in, mentions or a timeline out."""

from __future__ import annotations

import hashlib

from timeline import events, pipeline, rules, sentences, tagging
from timeline.events.find import Mention
from timeline.model import Article, ArticleKind, Basis, Block, Event, Timeline
from timeline.options import Options
from timeline.when import from_edtf


def article(
    text: str, *, name: str = "harbour", published: str = "", kind: ArticleKind = ArticleKind.ARTICLE, publisher: str = ""
) -> Article:
    """An article whose paragraphs are separated by blank lines; `published` is EDTF."""
    blocks, at = [], 0
    for line, paragraph in enumerate(text.split("\n\n"), 1):
        blocks.append(Block(start=at, end=at + len(paragraph), line=line))
        at += len(paragraph) + 2
    return Article(
        id=name,
        path=f"{name}.md",
        text=text,
        text_hash=hashlib.sha256(text.encode()).hexdigest(),
        blocks=tuple(blocks),
        kind=kind,
        title=name.title(),
        publisher=publisher,
        published=from_edtf(published) if published else None,
        published_basis=Basis.STATED if published else Basis.UNKNOWN,
    )


def mentions_of(text: str) -> tuple[Mention, ...]:
    """The mentions of a text, in order."""
    made = article(text)
    parts = sentences.split(made)
    return events.find(made, parts, tagging.tag(text, parts, rules.load("en"), messages=False), events.lexicon("en"))


def timeline_of(*articles: Article) -> Timeline:
    """The timeline of some articles."""
    return pipeline.assemble(articles, Options())


def events_of(*articles: Article) -> tuple[Event, ...]:
    """The events of some articles, in drawing order."""
    return timeline_of(*articles).events
