"""What one file of all events is made of: a beginning, a piece for each event, an end; a timeline in, the file out piece by piece.

A piece says nothing of other events and not where it stands.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass

from timeline.exporting.words import source_words, sources
from timeline.model import Article, Event, Timeline


@dataclass(frozen=True, slots=True)
class Setting:
    """What the pieces of a timeline need to know beside their events: its articles and what they are called, by id, the site's address
    ("" or with a final slash), and the ids of the events that an editor has read.
    """

    timeline: Timeline
    articles: dict[str, Article]
    words: dict[str, str]
    home: str
    reviewed: frozenset[str]

    @classmethod
    def of(cls, timeline: Timeline, *, base_url: str = "", reviewed: Collection[str] = ()) -> Setting:
        """Look everything up once."""
        home = f"{base_url.rstrip('/')}/" if base_url else ""
        articles = {article.id: article for article in timeline.articles}
        return cls(timeline, articles, {id_: source_words(article) for id_, article in articles.items()}, home, frozenset(reviewed))

    def sources(self, event: Event) -> str:
        """What the articles are called that an event is told in, each once."""
        return "; ".join(self.words[article.id] for article in sources(event, self.articles))


Piece = Callable[[Event, Setting], str]


def _as_it_is(_: int, piece: bytes) -> bytes:
    return piece


@dataclass(frozen=True, slots=True, kw_only=True)
class Format:
    """How a file is written: `piece` is "" for an event that does not stand in it; `numbered` is told a piece's number, from 1."""

    head: Callable[[Setting], Iterable[str]]
    piece: Piece
    tail: Callable[[Setting], Iterable[str]]
    between: str = ""
    numbered: Callable[[int, bytes], bytes] = _as_it_is

    def parts(self, setting: Setting) -> Iterator[bytes]:
        """The file, part by part."""
        for text in self.head(setting):
            yield text.encode("utf-8", "replace")
        number, between = 0, self.between.encode()
        for event in setting.timeline.events:
            if piece := self.piece(event, setting).encode("utf-8", "replace"):
                number += 1
                yield (between if number > 1 else b"") + self.numbered(number, piece)
        for text in self.tail(setting):
            yield text.encode("utf-8", "replace")

    def text(self, setting: Setting) -> str:
        """The whole file."""
        return b"".join(self.parts(setting)).decode()
