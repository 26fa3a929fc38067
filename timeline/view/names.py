"""Events in, names for all that files say of them out: what a name stood for once need not be said again."""

from __future__ import annotations

from collections.abc import Iterable

from timeline.model import Article, Event
from timeline.naming import Known, name_of, name_of_plain
from timeline.quick import altered


class Names:
    """Names for events with the articles that they are told in, each worked out when it is first asked for.

    Evidence is most of an event; its name may be `known`.
    """

    def __init__(self, articles: Iterable[Article], known: Known) -> None:
        self._known = known
        self._articles = {article.id: article for article in articles}
        self._of_article: dict[str, bytes] = {}
        self._of_event: dict[str, bytes] = {}

    def own(self, event: Event) -> bytes:
        """A name for an event and its articles; "" where none is wanted."""
        if event.id not in self._of_event:
            told = [self.of_article(key) for key in dict.fromkeys([item.article for item in event.evidence])]
            plain = name_of(altered(event, evidence=()))
            self._of_event[event.id] = name_of_plain((plain, self._known.name_of(event.evidence), *told))
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

    def of_article(self, key: str) -> bytes:
        """No name."""
        del key
        return b""


NO_NAMES = _NoNames((), Known())
