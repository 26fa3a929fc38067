"""What stands behind a verb in, its objects and prepositional phrases out, and how far the clause reaches."""

from __future__ import annotations

from collections.abc import Sequence

from timeline.events.chunks import Chunk
from timeline.events.clauses.records import Oblique, make_oblique

_MOST_OBJECTS = 4  # lists are cut
_CLOSING = frozenset({"vg", "rel", "comp", "stop"})
_OPENING = frozenset({"sub", "np", "conj", "comma"})
_LOOSE = frozenset({"comma", "conj", "prep", "sub"})


def read_behind(chunks: Sequence[Chunk], position: int) -> tuple[tuple[Chunk, ...], tuple[Oblique, ...], int]:
    """Objects and prepositional phrases behind the verb at a chunk, and the last chunk that belongs to the clause."""
    objects: list[Chunk] = []
    obliques: list[Oblique] = []
    last, word = position, ""
    for i in range(position + 1, len(chunks)):
        made = chunks[i]
        if made.kind in _CLOSING or (made.kind in _OPENING and _opens_clause(chunks, i, listed=bool(objects) and not word)):
            break
        if made.kind in {"prep", "sub"}:
            word = made.word
        elif made.kind == "np":
            if word:
                obliques.append(make_oblique(word=word, phrase=made))
            elif len(objects) < _MOST_OBJECTS:
                objects.append(made)
            last, word = i, ""
        elif made.kind == "conj":
            word = obliques[-1].word if obliques and chunks[i - 1] is obliques[-1].phrase else ""  # "with Vance and Cho"
        elif made.kind == "comma":
            word = ""
        else:
            last = i
    while last > position and chunks[last].kind in _LOOSE:
        last -= 1
    return tuple(objects), tuple(obliques), last


def _opens_clause(chunks: Sequence[Chunk], i: int, *, listed: bool) -> bool:
    """Whether the clause of the next verb begins at chunk `i`. `listed`: objects were read, so that a noun phrase may be one more."""
    match chunks[i].kind:
        case "sub":
            return i + 1 >= len(chunks) or chunks[i + 1].kind != "np" or _verb_follows(chunks, i + 2)
        case "np" if chunks[i - 1].kind == "np":
            return i + 1 < len(chunks) and (verb := chunks[i + 1].verb) is not None and verb.finite  # "the boat Reed had stolen"
        case "np":
            return listed and chunks[i - 1].kind in {"comma", "conj"} and _verb_follows(chunks, i + 1)
        case "conj" | "comma":
            return _new_clause(chunks, i + 1)
        case _:
            return False


def _verb_follows(chunks: Sequence[Chunk], i: int) -> bool:
    """Whether the noun phrase before chunk `i` is the subject of a verb: a finite verb follows with only phrases between."""
    while i < len(chunks) and chunks[i].kind in {"adv", "time", "prep", "np", "conj"}:
        i += 1
    verb = chunks[i].verb if i < len(chunks) else None
    return verb is not None and verb.finite and chunks[i - 1].kind in {"np", "adv", "time"}


def _new_clause(chunks: Sequence[Chunk], i: int) -> bool:
    """Whether a new clause begins at chunk `i`, behind a comma or conjunction."""
    while i < len(chunks) and chunks[i].kind in {"adv", "conj"}:
        i += 1
    if i >= len(chunks):
        return False
    if chunks[i].kind in {"vg", "sub", "rel", "comp"}:
        return True
    following = chunks[i + 1].verb if i + 1 < len(chunks) else None
    absolute = chunks[i].kind == "np" and following is not None and following.gerund
    return absolute or (chunks[i].kind in {"np", "time"} and _verb_follows(chunks, i + 1))
