"""What one file of all events is made of: a beginning, a piece for each event, an end; a timeline in, the file out piece by piece.

A piece says nothing of other events and not where it stands.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator

from timeline.exporting.words import date_words, headline, newest, source_words, stated_day
from timeline.model import Article, Event, Timeline
from timeline.quick import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """What every file says of an event: its date, its title with its stage and speaker in front, and the articles it is told in, each once.

    `sources` are their names, `stamp` the newest of their stated days.
    """

    date: str
    headline: str
    articles: tuple[Article, ...]
    sources: str
    stamp: str


@dataclass(frozen=True, slots=True)
class Setting:
    """What the pieces of a timeline need to know beside their events: its articles, what they are called and their stated days, by id, the
    site's address ("" or with a final slash), and the ids of the events that an editor has read.
    """

    timeline: Timeline
    articles: dict[str, Article]
    words: dict[str, str]
    days: dict[str, str]
    home: str
    reviewed: frozenset[str]
    said: dict[str, Said]

    @classmethod
    def of(cls, timeline: Timeline, *, base_url: str = "", reviewed: Collection[str] = ()) -> Setting:
        """Look everything up once."""
        return cls(
            timeline,
            {article.id: article for article in timeline.articles},
            {article.id: source_words(article) for article in timeline.articles},
            {article.id: stated_day(article) for article in timeline.articles},
            f"{base_url.rstrip('/')}/" if base_url else "",
            frozenset(reviewed),
            {},
        )

    def of_event(self, event: Event) -> Said:
        """What every file says of an event; worked out once."""
        if event.id not in self.said:
            keys = [key for key in dict.fromkeys([item.article for item in event.evidence]) if key in self.articles]
            self.said[event.id] = Said(
                date=date_words(event),
                headline=headline(event),
                articles=tuple([self.articles[key] for key in keys]),
                sources="; ".join([self.words[key] for key in keys]),
                stamp=newest([self.days[key] for key in keys]),
            )
        return self.said[event.id]


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
