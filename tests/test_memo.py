"""What a memo gives again, and what it forgets."""

from __future__ import annotations

from dataclasses import dataclass

from timeline.memo import NO_MEMO, Memo


@dataclass(frozen=True)
class _Page:
    words: str


def test_what_is_asked_for_in_every_turn_is_made_once() -> None:
    """And what one turn did not ask for is made again."""
    memo, made = Memo(), []

    def make() -> int:
        made.append("once more")
        return len(made)

    counts = [memo.of("count", (), make)]
    memo.turn()
    counts.append(memo.of("count", (), make))
    memo.turn()
    memo.turn()
    counts.append(memo.of("count", (), make))

    assert counts == [1, 1, 2]


def test_a_result_of_none_is_a_result() -> None:
    """It is not worked out again."""
    memo, made = Memo(), []

    assert memo.of("nothing", (), lambda: made.append("made")) is None
    assert memo.of("nothing", (), lambda: made.append("made")) is None
    assert made == ["made"]


def test_what_follows_from_a_record_is_known_for_that_record_only() -> None:
    """An equal one is another, and one kind of work says nothing of the next."""
    memo, page, other = Memo(), _Page("Tessing"), _Page("Tessing")

    first = memo.of("letters", (page,), lambda: list(page.words))
    memo.turn()

    assert memo.of("letters", (page,), lambda: list(page.words)) is first
    assert memo.of("letters", (other,), lambda: list(other.words)) is not first
    assert memo.of("letters", (page, other), lambda: [*page.words, *other.words]) != first
    assert memo.of("length", (page,), lambda: len(page.words)) == len("Tessing")


def test_nothing_takes_the_place_of_a_record_that_is_gone() -> None:
    """What was made of records that nobody else holds is never given for others."""
    memo = Memo()

    def words(page: _Page) -> str:
        return memo.of("words", (page,), lambda: page.words)

    assert [words(_Page(letter)) for letter in "abcdef"] == list("abcdef")


def test_what_was_put_stays_while_it_is_asked_for() -> None:
    """Each turn hands it on to the next."""
    memo = Memo()
    memo.put("groups", (1, 2))
    memo.turn()
    assert memo.get("groups") == (1, 2)
    memo.turn()
    assert memo.get("groups") == (1, 2)
    memo.turn()
    memo.turn()
    assert memo.get("groups") is None


def test_who_remembers_nothing_makes_everything() -> None:
    """For one timeline only there is nothing to take from another."""
    made: list[str] = []
    NO_MEMO.put("groups", (1, 2))

    for _ in range(2):
        NO_MEMO.of("nothing", (), lambda: made.append("made"))

    assert made == ["made", "made"]
    assert NO_MEMO.get("groups") is None
