"""What one file of all events is made of: a beginning, a piece for each event, an end; a timeline in, the file out piece by piece.

A piece says nothing of other events. What tells where it stands is put around it.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator

from timeline.exporting.words import date_words, headline, newest, source_words, stated_day
from timeline.model import Article, Event, Timeline
from timeline.pieces import Part, Piece, content
from timeline.quick import dataclass
from timeline.view.names import NO_NAMES, Names


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
    site's address ("" or with a final slash), the ids of the events that an editor has read, and names for what is said of events.
    """

    timeline: Timeline
    articles: dict[str, Article]
    words: dict[str, str]
    days: dict[str, str]
    home: str
    reviewed: frozenset[str]
    names: Names
    said: dict[str, Said]

    @classmethod
    def of(cls, timeline: Timeline, *, base_url: str = "", reviewed: Collection[str] = (), names: Names = NO_NAMES) -> Setting:
        """Look everything up once."""
        return cls(
            timeline,
            {article.id: article for article in timeline.articles},
            {article.id: source_words(article) for article in timeline.articles},
            {article.id: stated_day(article) for article in timeline.articles},
            f"{base_url.rstrip('/')}/" if base_url else "",
            frozenset(reviewed),
            names,
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


def _always(*_: object) -> bool:
    return True


def _nothing(_: int) -> bytes:
    return b""


def comma(number: int) -> bytes:
    """What stands between the pieces of a list."""
    return b"," if number > 1 else b""


@dataclass(frozen=True, slots=True, kw_only=True)
class Format:
    """How a file is written: `holds` says of which events it holds a piece, `before` what stands before a piece, by its number from 1, and
    `behind` what stands behind each.
    """

    head: Callable[[Setting], Iterable[str | Piece]]
    piece: Callable[[Event, Setting], str]
    tail: Callable[[Setting], Iterable[str]] = lambda _: ()
    holds: Callable[[Event, Setting], bool] = _always
    before: Callable[[int], bytes] = _nothing
    behind: bytes = b""

    def parts(self, setting: Setting) -> Iterator[Part]:
        """The file, part by part."""

        def piece(of: tuple[Event, bytes]) -> bytes:
            event, before = of
            return before + self.piece(event, setting).encode("utf-8", "replace") + self.behind

        for text in self.head(setting):
            yield text.encode("utf-8", "replace") if isinstance(text, str) else text
        number = 0
        for event in setting.timeline.events:
            if self.holds(event, setting):
                number += 1
                before, name = self.before(number), setting.names.own(event)
                yield Piece(name and name + before, piece, (event, before))
        for text in self.tail(setting):
            yield text.encode("utf-8", "replace")

    def text(self, setting: Setting) -> str:
        """The whole file."""
        return b"".join(map(content, self.parts(setting))).decode()
