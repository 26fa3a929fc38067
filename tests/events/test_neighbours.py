"""Which articles are neighbours: those that share most rare words, and the same ones whatever was found before."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from itertools import chain
from random import Random

import pytest

from timeline.events.merging.neighbours import NO_NEIGHBOURS, Bag, Neighbours, neighbours


def _named(words: tuple[str, ...], lead: tuple[str, ...], week: int) -> Bag:
    return Bag(name=repr((words, lead, week)), words=words, lead=lead, week=week)


def _bag(chance: Random, story: int) -> Bag:
    """An article of a story: words that all use, and some that only its story and a few others use."""
    common = chance.sample([f"common{number}" for number in range(60)], 25)
    own = chance.sample([f"own{story}-{number}" for number in range(40)], 25)
    others = chance.sample([f"other{number}" for number in range(900)], 30)
    words = tuple(sorted({*common, *own, *others}))
    return _named(words, tuple(chance.sample(words, 5)), story % 4)


def _edited(chance: Random, bag: Bag) -> Bag:
    """An article with a few other words."""
    words = {*chance.sample(bag.words, len(bag.words) - 4), *(f"other{chance.randrange(900)}" for _ in range(4))}
    return _named(tuple(sorted(words)), bag.lead if words.issuperset(bag.lead) else (), bag.week)


def _found(bags: Mapping[str, Bag], before: Neighbours = NO_NEIGHBOURS) -> Neighbours:
    users = Counter(chain.from_iterable(bag.words for bag in bags.values()))
    return neighbours(bags, users, {word: 20 - count.bit_length() for word, count in users.items()}, before)


def test_articles_of_one_story_are_neighbours() -> None:
    """Each has the others of its story among its neighbours, and by far not all other articles."""
    chance = Random(1)  # noqa: S311  no secret
    bags = {f"a{number:03}": _bag(chance, number // 4) for number in range(200)}
    pairs = dict(_found(bags).pairs())

    assert all((f"a{at:03}", f"a{at + 1:03}") in pairs for at in range(0, 200, 4))
    assert len(pairs) <= 20 * len(bags)


@pytest.mark.parametrize("seed", range(6))
def test_what_was_found_before_changes_nothing(seed: int) -> None:
    """After any changes the neighbours are those that are found without what was found before."""
    chance = Random(seed)  # noqa: S311  no secret
    bags = {f"a{number:03}": _bag(chance, number // 4) for number in range(300)}
    found = _found(bags)
    for _ in range(4):
        bags = dict(bags)
        for _ in range(chance.randrange(1, 3)):
            name = f"a{chance.randrange(310):03}"
            if chance.random() < 1 / 4:
                bags.pop(name, None)
            else:
                bags[name] = _edited(chance, bags.get(name) or _bag(chance, chance.randrange(80)))
        found, anew = _found(bags, chance.choice((found, found.to_keep()))), _found(bags)

        assert found.products == anew.products
        assert found.worths == anew.worths
