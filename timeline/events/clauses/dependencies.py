"""A built-in parse and the arcs of a dependency parse in, a parse out whose clauses hang together as the arcs say.

Chunks stay ours, so that names and headlines are cut alike whoever parses. Labels are those of ClearNLP ("dobj") and of Universal
Dependencies ("obj").
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from timeline.events.chunks import Chunk
from timeline.events.clauses.records import Clause, Oblique, Parse
from timeline.quick import dataclass

_SUBJECTS = frozenset({"nsubj", "nsubjpass", "nsubj:pass", "nsubj:outer"})
_OBJECTS = frozenset({"dobj", "obj", "dative", "iobj", "attr", "oprd"})
_PASSIVE = frozenset({"nsubjpass", "auxpass", "nsubj:pass", "aux:pass"})
_PREPOSITIONS, _GOVERNED = frozenset({"prep", "agent"}), frozenset({"pobj"})
_OBLIQUES, _CASES = frozenset({"obl", "obl:agent", "nmod"}), frozenset({"case"})
_COMPLEMENTS = frozenset({"ccomp", "parataxis"})
_NON_FINITE = frozenset({"infinitive", "gerund", "participle"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Arc:
    """What a token hangs on: the index of its head (its own for the root of a sentence), and the label."""

    head: int
    label: str


def tied(parse: Parse, arcs: Sequence[Arc]) -> Parse:
    """The parse with subjects, objects, phrases, voice, negation and governors as the arcs have them; an arc for each token."""
    below: dict[int, list[int]] = {}
    for i, arc in enumerate(arcs):
        if arc.head != i:
            below.setdefault(arc.head, []).append(i)
    phrases = {i: made for made in parse.chunks if made.kind == "np" for i in range(made.first, made.last + 1)}
    words = {i: token.lower for i, token in enumerate(parse.tokens)} | {
        i: made.word for made in parse.chunks if made.kind in {"prep", "sub"} for i in range(made.first, made.last + 1)
    }
    clauses: dict[int, Clause] = {}  # by the token of their verb
    for clause in parse.clauses:
        clauses[clause.verb.token] = _tied(clause, arcs, below, phrases, words, clauses)
    return replace(parse, clauses=tuple(clauses[clause.verb.token] for clause in parse.clauses))


def _tied(
    clause: Clause,
    arcs: Sequence[Arc],
    below: Mapping[int, list[int]],
    phrases: Mapping[int, Chunk],
    words: Mapping[int, str],
    earlier: Mapping[int, Clause],
) -> Clause:
    token = clause.verb.token
    children = below.get(token, [])
    labels = {arcs[i].label for i in children}
    governor = earlier.get(arcs[token].head)
    subjects = _phrases(_with_joined((i for i in children if arcs[i].label in _SUBJECTS), arcs, below), phrases)
    objects = _phrases(_with_joined((i for i in children if arcs[i].label in _OBJECTS), arcs, below), phrases)
    if not subjects:
        subjects = governor.subjects if governor is not None and arcs[token].label == "conj" else clause.subjects
    shared = governor is not None and governor.verb.passive and arcs[token].label == "conj" and clause.verb.bare and not objects
    verb = replace(
        clause.verb,
        passive=bool(labels & _PASSIVE) or shared,
        negated=clause.verb.negated or "neg" in labels,
    )
    tie = replace(clause, verb=verb, subjects=subjects, objects=objects or (subjects if clause.role == "participle" else ()))
    return _placed(
        replace(tie, obliques=tuple(_obliques(children, arcs, below, phrases, words)) or clause.obliques), arcs[token].label, governor
    )


def _placed(clause: Clause, label: str, governor: Clause | None) -> Clause:
    """The clause in its role; where the one it hangs on comes later, or is no verb, the built-in reading stands."""
    if clause.role in _NON_FINITE or not clause.verb.finite:
        return clause
    if label in {"ROOT", "root"}:
        return replace(clause, role="main", governor=-1, link="")
    if governor is not None and label in _COMPLEMENTS:
        return replace(clause, role="complement", governor=governor.index)
    if governor is not None and label == "conj" and clause.role in {"main", "coordinate", "complement"}:
        return replace(clause, role="coordinate", governor=governor.governor, link=governor.link)
    return clause


def _with_joined(found: Iterable[int], arcs: Sequence[Arc], below: Mapping[int, list[int]]) -> list[int]:
    """Tokens with those that "and" joins to them."""
    waiting, out = list(found), list[int]()
    while waiting:
        i = waiting.pop()
        out.append(i)
        waiting += [k for k in below.get(i, []) if arcs[k].label == "conj"]
    return sorted(out)


def _phrases(tokens: Iterable[int], phrases: Mapping[int, Chunk]) -> tuple[Chunk, ...]:
    return tuple(dict.fromkeys(phrases[i] for i in tokens if i in phrases))


def _obliques(
    children: Sequence[int], arcs: Sequence[Arc], below: Mapping[int, list[int]], phrases: Mapping[int, Chunk], words: Mapping[int, str]
) -> Iterable[Oblique]:
    """Prepositional phrases, whether the preposition or its noun stands higher."""
    for i in children:
        under = below.get(i, [])
        if arcs[i].label in _PREPOSITIONS:
            nouns, word = [k for k in under if arcs[k].label in _GOVERNED], words.get(i, "")
        elif arcs[i].label in _OBLIQUES:
            nouns, word = [i], next((words.get(k, "") for k in under if arcs[k].label in _CASES), "")
        else:
            continue
        for phrase in _phrases(_with_joined(nouns, arcs, below), phrases) if word else ():
            yield Oblique(word=word, phrase=phrase)
