"""The chunks before a verb in, its subjects out: the noun phrases that no preposition governs, joined by "and" where they are."""

from __future__ import annotations

from collections.abc import Sequence

from timeline.events.chunks import Chunk

_PAUSES = frozenset({"comma", "time", "adv", "stop"})


def free_phrases(chunks: Sequence[Chunk], segment: Sequence[int], *, after_verb: bool = False) -> tuple[Chunk, ...]:
    """The leftmost noun phrase of a segment that no preposition governs, and those joined to it by "and".

    `after_verb`: the segment follows another verb, so that only what stands behind its last comma or conjunction can be a subject.
    """
    free = _ungoverned(chunks, _after_objects(chunks, segment) if after_verb else segment)
    free = [i for i in free if not chunks[i].negated] or free
    joined = free[-1:] if len(free) > 1 and _stands_alone(chunks, free, segment) else free[:1]
    for i in free[1:]:
        if _joins_on(chunks, i, joined[-1]):
            joined.append(i)
    return tuple(chunks[i] for i in joined)


def _stands_alone(chunks: Sequence[Chunk], free: Sequence[int], segment: Sequence[int]) -> bool:
    """“The Tessing, Coast County, native stole …”: of phrases between commas, the one with no comma before the verb is the subject."""
    last = free[-1]
    if chunks[last - 1].kind != "comma" or any(chunks[i].kind in _PAUSES - {"time", "adv"} for i in range(last + 1, segment[-1] + 1)):
        return False
    return not any(chunks[i].kind == "conj" for i in range(free[0], segment[-1] + 1))


def _ungoverned(chunks: Sequence[Chunk], segment: Sequence[int]) -> list[int]:
    free: list[int] = []
    governed = False
    for i in segment:
        kind = chunks[i].kind
        if kind in {"prep", "sub"}:  # "after the storm": no verb follows, so the word governs like a preposition
            governed = True
        elif kind == "np":
            if not governed and not chunks[i].quoted:
                heading = free and chunks[i - 1].kind == "np"  # it ran into the sentence
                free = [i] if heading else [*free, i]
            governed = False
        elif kind == "conj":
            governed = _after_preposition(chunks, i)  # "between A and B"
        elif kind in _PAUSES:
            governed = False
    return free


def _after_preposition(chunks: Sequence[Chunk], conj: int) -> bool:
    return conj > 1 and chunks[conj - 1].kind == "np" and chunks[conj - 2].kind == "prep"


def _joins_on(chunks: Sequence[Chunk], i: int, last: int) -> bool:
    """Whether the phrase at chunk `i` is one more subject beside the one at `last`."""
    left = chunks[i - 1]
    if left.kind == "conj":
        return left.word == "and" and (i - 2 == last or (chunks[i - 2].kind in {"comma", "np"} and not _describes(chunks, i - 2)))
    return left.kind == "comma" and i - 2 == last and _lists_on(chunks, i + 1)


def _describes(chunks: Sequence[Chunk], i: int) -> bool:
    """“Brook, the founder and head, met”: what stands behind a comma says who Brook is."""
    return chunks[i].kind == "np" and i > 0 and chunks[i - 1].kind == "comma"


def _lists_on(chunks: Sequence[Chunk], i: int) -> bool:
    """Whether nothing but further noun phrases, commas and one "and" follow up to the verb: "Brook, Vance and Cho met"."""
    joined = False
    while i < len(chunks) and chunks[i].kind in {"comma", "conj", "np"}:
        joined |= chunks[i].word == "and"
        i += 1
    closed = chunks[i - 1].kind == "comma"  # "Brook, the founder and head, met": who Brook is
    return joined and not closed and i < len(chunks) and chunks[i].kind in {"vg", "adv", "time"}


def _after_objects(chunks: Sequence[Chunk], segment: Sequence[int]) -> Sequence[int]:
    """What follows the comma or conjunction that opens a new clause: the last one, unless that joins its second subject to its first."""
    breaks = [i for i in segment if chunks[i].kind in {"comma", "conj"}]
    if not breaks:
        return segment
    last = breaks[-1]
    if chunks[last].kind == "conj" and last - 2 > segment[0] and chunks[last - 1].kind == chunks[last - 2].kind == "np":
        return [i for i in segment if i >= last - 1]  # a heading ran into "Brook and Vance left"
    joins = chunks[last].kind == "conj" and last < segment[-1] and chunks[last + 1].kind == "np"
    if joins and len(breaks) > 1 and chunks[breaks[-2]].kind == "conj":
        last = breaks[-2]
    return [i for i in segment if i > last]
