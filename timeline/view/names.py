"""Events in, names for all that files say of them out: what a name stood for once need not be said again."""

from __future__ import annotations

from collections.abc import Iterable

from timeline.model import Article, Event
from timeline.naming import name_of


class Names:
    """Names for events with the articles that they are told in, each worked out when it is first asked for."""

    def __init__(self, articles: Iterable[Article]) -> None:
        self._articles = {article.id: article for article in articles}
        self._of_article: dict[str, bytes] = {}
        self._of_event: dict[str, bytes] = {}

    def own(self, event: Event) -> bytes:
        """A name for an event and its articles; "" where none is wanted."""
        if event.id not in self._of_event:
            self._of_event[event.id] = name_of(event, *[self.of_article(key) for key in dict.fromkeys(e.article for e in event.evidence)])
        return self._of_event[event.id]

    def of_article(self, key: str) -> bytes:
        """A name for an article."""
        if key not in self._of_article:
            found = self._articles.get(key)
            self._of_article[key] = name_of(found) if found else b"-"
        return self._of_article[key]


class _NoNames(Names):
    """For who makes files only once."""

    def own(self, event: Event) -> bytes:
        """No name."""
        del event
        return b""


NO_NAMES = _NoNames(())
