"""Stock phrases: lines that stand in articles of many stories, and the same ones whatever was found before."""

from __future__ import annotations

from array import array
from collections.abc import Mapping
from itertools import combinations
from random import Random

import pytest

from timeline.events.merging.stock import NO_STOCK, Stock, stock_phrases

_Lines = Mapping[str, tuple[int, ...]]


def _found(lines: _Lines, before: Stock = NO_STOCK) -> Stock:
    """The stock phrases of articles that are of one story where their ids begin alike."""
    shared = [(a, b) for a, b in combinations(sorted(lines), 2) if a[:2] == b[:2]]
    return stock_phrases({article: array("Q", numbers).tobytes() for article, numbers in lines.items()}, shared, before)


def test_what_every_story_says_is_a_stock_phrase() -> None:
    """And what the articles of one story alone say is none."""
    everywhere = 7
    found = _found({f"{story:02}-{paper}": (story, everywhere, 100 * story + paper) for story in range(20, 32) for paper in range(3)})

    assert set(found.phrases.values()) == {frozenset({1})}
    assert len(found.phrases) == 36


@pytest.mark.parametrize("seed", range(6))
def test_what_was_found_before_changes_nothing(seed: int) -> None:
    """After any changes the stock phrases are those that are found without what was found before."""
    chance = Random(seed)  # noqa: S311  no secret

    def lines(story: int) -> tuple[int, ...]:
        return tuple(chance.choice((story, chance.randrange(12), chance.randrange(200))) for _ in range(6))

    articles = {f"{number // 4:02}-{number % 4}": lines(number // 4) for number in range(120)}
    found = _found(articles)
    for _ in range(12):
        articles = dict(articles)
        name = chance.choice(sorted(articles))
        if chance.random() < 1 / 4:
            del articles[name]
        else:
            articles[f"{name[:2]}-{chance.randrange(6)}"] = lines(int(name[:2]))
        found, anew = _found(articles, found), _found(articles)

        assert found.phrases == anew.phrases
        assert anew.phrases
