"""Which articles are neighbours: those that share most rare words, and the same ones whatever was found before."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Mapping
from random import Random

import pytest

from timeline.events.merging.bags import Bag, counted, numbers
from timeline.events.merging.neighbours import NO_NEIGHBOURS, Neighbours, neighbours

_COMMON, _OWN, _OTHER = range(60), 1000, 100  # the first numbers of words that all use, that a story has, and that some use
_VOCABULARY = tuple(f"word{number:05}" for number in range(6000))


def _named(words: Iterable[int], lead: Iterable[int], names: Iterable[int], week: int) -> Bag:
    every, few, capitals = (array("I", sorted(found)).tobytes() for found in (words, lead, names))
    return Bag(name=repr((every, few, capitals, week)), every=every, lead=few, names=capitals, week=week)


def _bag(chance: Random, story: int) -> Bag:
    """An article of a story: words that all use, and some that only its story and a few others use."""
    common, others = chance.sample(_COMMON, 25), chance.sample(range(_OTHER, _OTHER + 900), 30)
    own = chance.sample(range(_OWN + 40 * story, _OWN + 40 * story + 40), 25)
    words = (*common, *own, *others)
    return _named(words, chance.sample(words, 5), chance.sample(words, 12), story % 4)


def _edited(chance: Random, bag: Bag) -> Bag:
    """An article with a few other words."""
    every = numbers(bag.every)
    words = {*chance.sample(every, len(every) - 4), *(_OTHER + chance.randrange(900) for _ in range(4))}
    return _named(words, words.intersection(numbers(bag.lead)), words.intersection(numbers(bag.names)), bag.week)


def _found(bags: Mapping[str, Bag], before: Neighbours = NO_NEIGHBOURS) -> Neighbours:
    return neighbours(counted(bags, _VOCABULARY, before.bags), before)


def test_articles_of_one_story_are_neighbours() -> None:
    """Each has the others of its story among its neighbours, and by far not all other articles."""
    chance = Random(1)  # noqa: S311  no secret
    bags = {f"a{number:03}": _bag(chance, number // 4) for number in range(200)}
    pairs = {pair for pair, _, _ in _found(bags).pairs()}

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
        found, anew = _found(bags, found), _found(bags)

        assert found.products == anew.products
        assert (found.worths, found.weights) == (anew.worths, anew.weights)
