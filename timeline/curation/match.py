"""Addresses and the evidence of today in, the evidence meant out: by key, by quote, by a quote that an edit has touched.

Being close is not enough: what was said of one person must not land on another. A changed quote is taken for the old one only where the
names and figures in it are the same.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import field
from difflib import SequenceMatcher

from timeline.curation.records import Address
from timeline.model import Article, Evidence
from timeline.quick import dataclass

_ALIKE = 0.8  # share of words in common, in their order, from which a quote may be the old one, edited
_LOOKED_AT = 50  # pieces of evidence with a word of what is lost
_CLOSE = 0.3  # below that, nothing is worth naming as the nearest
_TELLING = re.compile(r"\b(?:[A-Z][\w’'-]*|[0-9][0-9.,:]*)")  # names and figures
_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Match:
    """What an address leads to: evidence, or nothing and the nearest there is."""

    evidence: Evidence | None = None
    nearest: Evidence | None = None


@dataclass(frozen=True, slots=True)
class Finder:
    """The evidence and articles of today, looked up by key, quote, text and words."""

    by_key: dict[str, Evidence]
    by_article: dict[str, list[Evidence]]
    by_text: dict[str, str]  # hash of a text → id of the article
    ids: frozenset[str]  # of the articles
    by_word: dict[str, list[Evidence]] = field(default_factory=dict, repr=False)  # filled when something is lost

    @classmethod
    def of(cls, evidence: Iterable[Evidence], articles: Iterable[Article]) -> Finder:
        """Look everything up once."""
        by_key, by_article = {}, defaultdict(list)
        for item in evidence:
            by_key[item.key] = item
            by_article[item.article].append(item)
        by_text = {article.text_hash: article.id for article in articles}
        return cls(by_key, dict(by_article), by_text, frozenset(by_text.values()))

    def article(self, name: str, text: str) -> str:
        """The id of an article by its id or, where it was renamed, by the hash of its text; "" for none."""
        return name if name in self.ids else self.by_text.get(text, "")

    def find(self, address: Address) -> Match:
        """The evidence an address means."""
        if address.key in self.by_key:
            return Match(evidence=self.by_key[address.key])
        here = self.by_article.get(self.article(address.article, address.text), [])
        found = self._exact(address, here) or self._edited(address, here)
        return Match(evidence=found) if found is not None else Match(nearest=self._nearest(address, here))

    def _exact(self, address: Address, here: Sequence[Evidence]) -> Evidence | None:
        """The one piece of evidence with these words; of several in one sentence the one with this trigger, else none."""
        same = [item for item in here if _plain(item.quote) == _plain(address.quote)]
        around = [item for item in same if _plain(item.prefix) == _plain(address.prefix) and _plain(item.suffix) == _plain(address.suffix)]
        return _only(around or same, address.trigger)

    def _edited(self, address: Address, here: Sequence[Evidence]) -> Evidence | None:
        """The one quote in the article that is the old one but for a few words."""
        likely = [(item, _likeness(item.quote, address.quote)) for item in here if _may_be(item, address)]
        best = max((score for _, score in likely), default=0.0)
        sentences = {item.sentence for item, score in likely if score == best}
        return _only([item for item, score in likely if score == best], address.trigger) if len(sentences) == 1 else None

    def _nearest(self, address: Address, here: Sequence[Evidence]) -> Evidence | None:
        """What an editor may have meant, in the article or anywhere: only to be named."""
        words = _words(address.quote)
        near = here or list({item.key: item for word in words for item in self._with_word(word)[:_LOOKED_AT]}.values())
        scored = [(len(words & (others := _words(item.quote))) / (len(words | others) or 1), item.key, item) for item in near]
        best = max(scored, key=lambda row: row[:2], default=None)
        return best[2] if best is not None and best[0] >= _CLOSE else None

    def _with_word(self, word: str) -> Sequence[Evidence]:
        if not self.by_word:
            for item in (item for items in self.by_article.values() for item in items):
                for each in _words(item.quote):
                    self.by_word.setdefault(each, []).append(item)
        return self.by_word.get(word, ())


def selector(evidence: Evidence, articles: Iterable[Article] = ()) -> Address:
    """The address of a piece of evidence; with `articles`, also if its article is renamed."""
    text = next((article.text_hash for article in articles if article.id == evidence.article), "")
    return Address(
        key=evidence.key,
        article=evidence.article,
        quote=evidence.quote,
        trigger=evidence.trigger.text,
        prefix=evidence.prefix,
        suffix=evidence.suffix,
        text=text,
    )


def _only(items: Sequence[Evidence], trigger: str) -> Evidence | None:
    if len(items) == 1:
        return items[0]
    told = [item for item in items if trigger and item.trigger.text.casefold() == trigger.casefold()]
    return told[0] if len(told) == 1 else None


def _may_be(item: Evidence, address: Address) -> bool:
    same = sorted(_TELLING.findall(item.quote)) == sorted(_TELLING.findall(address.quote))
    return same and _likeness(item.quote, address.quote) >= _ALIKE


def _likeness(one: str, other: str) -> float:
    return SequenceMatcher(None, _WORD.findall(one.casefold()), _WORD.findall(other.casefold()), autojunk=False).ratio()


def _words(text: str) -> frozenset[str]:
    return frozenset(word for word in _WORD.findall(text.casefold()) if len(word) > 3)  # noqa: PLR2004  short words tell nothing


def _plain(text: str) -> str:
    return " ".join(text.split()).casefold()
