"""Chunks of a sentence in, clauses out: who does what to whom, under which verb, with what around it.

This is the seam for a better parse: whatever returns `Clause` records can stand in for `read_clauses`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from timeline.events.chunks import Chunk, VerbGroup

_OBJECT_CONTROL = frozenset({"invite", "ask", "urge", "force", "order", "allow", "prompt", "lead", "cause", "tell", "want", "persuade", "encourage", "help", "enable", "require", "press", "warn", "advise", "permit", "expect", "request"})  # fmt: skip
_BRIDGES = frozenset({"say", "think", "believe", "argue", "claim", "know", "hope", "fear", "insist", "suggest", "report", "feel", "see", "allege", "tell", "announce", "confirm", "admit", "acknowledge", "warn", "predict", "note", "add", "understand", "deny"})  # fmt: skip
_PREPOSITIONAL = frozenset({"after", "before", "since", "until", "as", "than", "following", "in the aftermath of", "in the wake of"})
_FREE_RELATIVES = frozenset({"what", "whatever", "how", "why"})
_ABSOLUTES = frozenset({"with", "without"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Oblique:
    """A prepositional phrase: the preposition ("with", "following") and its noun phrase."""

    word: str
    phrase: Chunk


@dataclass(frozen=True, slots=True, kw_only=True)
class Clause:
    """One verb with what belongs to it. Chunk indices are into the sentence's chunks, token indices into its tokens.

    `role`: main, coordinate, complement ("said that …"), infinitive, gerund, relative, participle or subordinate. `governor` is the index of
    the clause whose verb governs this one, -1 for none; `link` the word that introduces it. `subjects` may be shared with the governor.
    `first` and `last` are the tokens it spans, its own governed clauses not included; `after_verb` is the first token behind the verb.
    """

    index: int
    verb: VerbGroup
    role: str
    subjects: tuple[Chunk, ...]
    objects: tuple[Chunk, ...]
    obliques: tuple[Oblique, ...]
    governor: int
    link: str
    chunk: int
    first: int
    last: int
    after_verb: int


def read_clauses(chunks: Sequence[Chunk]) -> list[Clause]:
    """The clauses of a sentence, in the order of their verbs."""
    clauses: list[Clause] = []
    for position, chunk in enumerate(chunks):
        if chunk.kind == "vg" and chunk.verb is not None:
            clauses.append(_clause(chunks, position, chunk.verb, clauses))
    return clauses


def _clause(chunks: Sequence[Chunk], position: int, verb: VerbGroup, before: list[Clause]) -> Clause:
    boundary = _boundary(chunks, position)
    segment = list(range(boundary + 1, position))
    role, governor, link, subjects = _left(chunks, position, verb, boundary, segment, before)
    objects, obliques, last = _right(chunks, position)
    if role == "participle":
        objects = subjects if not objects else objects
    first = (
        chunks[segment[0]].first if segment and role not in {"infinitive", "gerund", "participle", "coordinate"} else chunks[position].first
    )
    if role == "main" and boundary >= 0 and chunks[boundary].kind == "vg" and subjects:
        first = subjects[0].first
    return Clause(
        index=len(before), verb=verb, role=role, subjects=subjects, objects=objects, obliques=obliques, governor=governor, link=link,
        chunk=position, first=first, last=chunks[last].last, after_verb=chunks[position].last + 1,
    )  # fmt: skip


def _boundary(chunks: Sequence[Chunk], position: int) -> int:
    """Index of the chunk that closes the clause on the left, -1 at the start."""
    for i in range(position - 1, -1, -1):
        if chunks[i].kind in {"vg", "sub", "rel", "comp", "stop"}:
            return i
    return -1


def _left(
    chunks: Sequence[Chunk], position: int, verb: VerbGroup, boundary: int, segment: list[int], before: list[Clause]
) -> tuple[str, int, str, tuple[Chunk, ...]]:
    previous = before[-1] if before else None
    kind = chunks[boundary].kind if boundary >= 0 else ""
    if verb.infinitive:
        return _infinitive(segment, chunks, previous)
    if verb.gerund or (verb.participle and not verb.finite):
        return _non_finite(chunks, position, verb, segment, boundary, before)
    if kind == "sub" and chunks[boundary].word in _PREPOSITIONAL:
        segment, kind = _past_adjunct(chunks, segment, kind)
    free = _free_phrases(chunks, segment, after_break=kind == "vg")
    if kind == "rel" and not free:
        head = _antecedent(chunks, boundary)
        return "relative", previous.index if previous else -1, chunks[boundary].word, (head,) if head else ()
    if kind in {"sub", "comp", "rel"} and free:
        governor = previous.index if previous else -1
        role = "complement" if kind == "comp" else "relative" if kind == "rel" else "subordinate"
        return role, governor, chunks[boundary].word, free
    if free and kind == "vg" and previous is not None and not _breaks(chunks, segment):
        if previous.verb.lemma in _BRIDGES:
            return "complement", previous.index, "", free  # "said he left"
        free = ()  # an object cannot be the subject of the next verb
    if free:
        return "main", -1, "", free
    if previous is not None and _is_absolute(chunks, segment):
        return "participle", previous.index, "reduced", ()
    if previous is not None:
        shared = _resumed(chunks, previous, before)
        if shared.link in _FREE_RELATIVES or any(c.role == "complement" for c in before[shared.index :]):
            return "coordinate", -1, "", ()  # "X said Y had left and blamed Z": who blamed is open
        return "coordinate", shared.governor if shared.role in {"complement", "subordinate"} else -1, shared.link, shared.subjects
    return "main", -1, "", ()


def _past_adjunct(chunks: Sequence[Chunk], segment: list[int], kind: str) -> tuple[list[int], str]:
    """“Since its launch, the firm has …”: the phrase behind the word is no subject where another noun phrase stands before the verb."""
    free = [i for i in segment if chunks[i].kind == "np" and chunks[i - 1].kind != "prep"]
    if len(free) > 1 and (chunks[free[1] - 1].kind == "comma" or free[1] == free[0] + 1):
        return [i for i in segment if i >= free[1]], ""
    return segment, kind


def _infinitive(segment: list[int], chunks: Sequence[Chunk], previous: Clause | None) -> tuple[str, int, str, tuple[Chunk, ...]]:
    if previous is None:
        free = _free_phrases(chunks, segment, after_break=False)
        return "infinitive", -1, "to", free
    controlled = previous.verb.lemma in _OBJECT_CONTROL and previous.objects and not previous.verb.passive
    return "infinitive", previous.index, "to", previous.objects[:1] if controlled else previous.subjects


def _non_finite(
    chunks: Sequence[Chunk], position: int, verb: VerbGroup, segment: list[int], boundary: int, before: list[Clause]
) -> tuple[str, int, str, tuple[Chunk, ...]]:
    """“…, speaking with the president”, "by grounding the ship", "with Vance threatening", "a report published by …"."""
    previous = before[-1] if before else None
    left = chunks[position - 1] if position else None
    role = "participle" if verb.participle else "gerund"
    governor = previous.index if previous else -1
    if left is not None and left.kind in {"prep", "sub"}:
        return role, governor, left.word, previous.subjects if previous else ()
    if left is not None and left.kind == "np" and not verb.participle:
        absolute = position > 1 and chunks[position - 2].kind == "prep" and chunks[position - 2].word in _ABSOLUTES
        seen = (
            previous is not None
            and boundary == previous.chunk
            and previous.verb.lemma in {"see", "have", "find", "hear", "show", "catch", "leave"}
        )
        return role, governor, "with" if absolute else "saw" if seen else "reduced", (left,)
    if left is not None and left.kind in {"np", "time"}:
        head = left if left.kind == "np" else next((chunks[i] for i in reversed(segment) if chunks[i].kind == "np"), None)
        return role, governor, "reduced", (head,) if head else ()
    main = _main(before)
    free = _free_phrases(chunks, segment, after_break=False)
    subjects = main.subjects if main is not None else free
    follows = left is None or left.kind == "comma" or (left.kind == "conj" and previous is not None and previous.role == role)
    return role, main.index if main is not None else governor, "," if follows else "reduced", subjects


def _main(before: list[Clause]) -> Clause | None:
    """The last finite clause that is no relative."""
    for clause in reversed(before):
        if clause.verb.finite and clause.role not in {"relative", "complement"}:
            return clause
    return before[-1] if before else None


def _resumed(chunks: Sequence[Chunk], previous: Clause, before: list[Clause]) -> Clause:
    """The clause whose subject a verb without one shares; after a relative clause, the clause that the relative interrupted."""
    while (
        previous.role in {"relative", "participle", "gerund", "infinitive"} and previous.governor >= 0 and previous.governor < len(before)
    ):
        if previous.role == "relative" and not previous.subjects:
            break
        if (
            previous.role == "relative"
            and chunks.index(previous.subjects[0]) > before[previous.governor].chunk
            and before[previous.governor].verb.finite
        ):
            previous = before[previous.governor]
            continue
        if previous.role == "relative":
            break
        previous = before[previous.governor]
    return previous


def _free_phrases(chunks: Sequence[Chunk], segment: list[int], *, after_break: bool) -> tuple[Chunk, ...]:
    """The noun phrases of a segment that no preposition governs: the leftmost, and those joined to it by "and".

    `after_break`: the segment follows another verb, so that only what stands behind its last comma or conjunction can be a subject.
    """
    if after_break:
        breaks = [i for i in segment if chunks[i].kind in {"comma", "conj"}]
        if breaks:
            segment = _after_objects(chunks, segment, breaks)
    free: list[int] = []
    governed = False
    for i in segment:
        kind = chunks[i].kind
        if kind == "prep":
            governed = True
        elif kind == "np" and chunks[i].quoted:
            governed = False
        elif kind == "np":
            if not governed and free and chunks[i - 1].kind == "np":
                free = [i]  # a heading that ran into the sentence
            elif not governed:
                free.append(i)
            governed = False
        elif kind in {"comma", "time", "adv", "stop"} or (kind == "conj" and not _after_preposition(chunks, i)):
            governed = False
        elif kind == "conj":
            governed = True  # "between A and B"
    if not free:
        return ()
    joined = [free[0]]
    for i in free[1:]:
        if (
            chunks[i - 1].kind == "conj" and chunks[i - 1].word == "and" and (i - 2 == joined[-1] or chunks[i - 2].kind in {"comma", "np"})
        ) or (chunks[i - 1].kind == "comma" and i - 2 == joined[-1] and _lists_on(chunks, i + 1)):
            joined.append(i)
    return tuple(chunks[i] for i in joined)


def _lists_on(chunks: Sequence[Chunk], i: int) -> bool:
    """Whether nothing but further noun phrases, commas and one "and" follow up to the verb: "Brook, Vance and Cho met"."""
    joined = False
    while i < len(chunks) and chunks[i].kind in {"comma", "conj", "np"}:
        joined |= chunks[i].word == "and"
        i += 1
    return joined and i < len(chunks) and chunks[i].kind in {"vg", "adv", "time"}


def _after_objects(chunks: Sequence[Chunk], segment: list[int], breaks: list[int]) -> list[int]:
    """What follows the conjunction or comma that opens a new clause: the earliest break with a noun phrase behind it and none but phrases up to the verb."""
    last = breaks[-1]
    if chunks[last].kind == "conj" and last + 1 <= segment[-1] and chunks[last + 1].kind == "np" and len(breaks) > 1:
        return [i for i in segment if i > breaks[-2]] if chunks[breaks[-2]].kind == "conj" else [i for i in segment if i > last]
    return [i for i in segment if i > last]


def _after_preposition(chunks: Sequence[Chunk], conj: int) -> bool:
    return conj >= 2 and chunks[conj - 1].kind == "np" and chunks[conj - 2].kind == "prep"  # noqa: PLR2004


def _is_absolute(chunks: Sequence[Chunk], segment: list[int]) -> bool:
    """“…, with one boat moored off the pier”: the verb belongs to the phrase behind "with"."""
    kinds = [(chunks[i].kind, chunks[i].word) for i in segment if chunks[i].kind not in {"adv", "time"}]
    return len(kinds) > 1 and kinds[-1][0] == "np" and kinds[-2][0] == "prep" and kinds[-2][1] in _ABSOLUTES


def _breaks(chunks: Sequence[Chunk], segment: list[int]) -> bool:
    return any(chunks[i].kind in {"comma", "conj"} for i in segment)


def _antecedent(chunks: Sequence[Chunk], rel: int) -> Chunk | None:
    """The noun phrase before a relative pronoun; with "who", the last one that names somebody, if one is near."""
    found = [i for i in range(max(0, rel - 6), rel) if chunks[i].kind == "np"]
    if not found:
        return None
    if chunks[rel].word == "who":
        named = [i for i in found if chunks[i].names and i >= rel - 2]
        return chunks[(named or found)[-1]]
    return chunks[found[-1]]


def _right(chunks: Sequence[Chunk], position: int) -> tuple[tuple[Chunk, ...], tuple[Oblique, ...], int]:
    """Objects and prepositional phrases behind the verb, and the last chunk that belongs to the clause."""
    objects: list[Chunk] = []
    obliques: list[Oblique] = []
    last, word = position, ""
    i = position + 1
    while i < len(chunks):
        chunk = chunks[i]
        if chunk.kind in {"vg", "rel", "comp", "stop"}:
            break
        if chunk.kind == "sub":
            if i + 1 >= len(chunks) or chunks[i + 1].kind != "np" or _verb_follows(chunks, i + 2):
                break
            word = chunk.word
        elif chunk.kind == "prep":
            word = chunk.word
        elif chunk.kind == "np":
            if not word and objects and chunks[i - 1].kind in {"comma", "conj"} and _verb_follows(chunks, i + 1):
                break
            if word:
                obliques.append(Oblique(word=word, phrase=chunk))
            elif len(objects) < 4:  # noqa: PLR2004  lists are cut
                objects.append(chunk)
            last, word = i, ""
        elif chunk.kind == "conj":
            if _new_clause(chunks, i + 1):
                break
            word = obliques[-1].word if obliques and chunks[i - 1].kind == "np" and chunks[i - 1] is obliques[-1].phrase else ""
        elif chunk.kind == "comma":
            if _new_clause(chunks, i + 1):
                break
            word = ""
        elif chunk.kind in {"time", "adv"}:
            last = i
        i += 1
    while last > position and chunks[last].kind in {"comma", "conj", "prep", "sub"}:
        last -= 1
    return tuple(objects), tuple(obliques), last


def _verb_follows(chunks: Sequence[Chunk], i: int) -> bool:
    """Whether the noun phrase before chunk `i` is the subject of a verb: a finite verb follows with only phrases between."""
    while i < len(chunks) and chunks[i].kind in {"adv", "time", "prep", "np", "conj"}:
        i += 1
    return (
        i < len(chunks)
        and chunks[i].kind == "vg"
        and chunks[i].verb is not None
        and chunks[i].verb.finite
        and chunks[i - 1].kind in {"np", "adv", "time"}
    )


def _new_clause(chunks: Sequence[Chunk], i: int) -> bool:
    """Whether a new clause begins at chunk `i`, behind a comma or conjunction."""
    while i < len(chunks) and chunks[i].kind in {"adv", "conj"}:
        i += 1
    if i >= len(chunks):
        return False
    if chunks[i].kind in {"vg", "sub", "rel", "comp"}:
        return True
    absolute = chunks[i].kind == "np" and i + 1 < len(chunks) and (group := chunks[i + 1].verb) is not None and group.gerund
    return absolute or (chunks[i].kind in {"np", "time"} and _verb_follows(chunks, i + 1))
