"""Word tables in, one frozen `Lexicon` out: word classes, verb forms, kinds of events, stages, roles, names of places and outlets."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from timeline.errors import RuleError
from timeline.model import Stage
from timeline.rules import read_table

_VOWELS = "aeiou"


@dataclass(frozen=True, slots=True)
class VerbForm:
    """One reading of a word as a verb: its lemma and Penn Treebank tag (VB, VBZ, VBD, VBN, VBG)."""

    lemma: str
    tag: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """A kind of event, one row of `events.toml`. `group`: kinds of one group may be the same event. `weight`: 0 to 1."""

    id: str
    group: str
    weight: float
    sensitive: bool
    symmetric: bool
    inverse: frozenset[str] = frozenset()  # verbs whose subject receives
    not_objects: frozenset[str] = frozenset()  # heads of objects with which the verbs mean something else


@dataclass(frozen=True, slots=True, kw_only=True)
class Lexicon:
    """Everything the clause reader and the finder know of a language's words; all keys are lower case."""

    classes: Mapping[str, str]
    forms: Mapping[str, tuple[VerbForm, ...]]
    lemmas: frozenset[str]
    inflected: Mapping[str, Mapping[str, str]]  # lemma → tag → form
    not_verbs: frozenset[str]
    only_verbs: frozenset[str]
    not_adverbs: frozenset[str]
    kinds: Mapping[str, Kind]
    verb_kinds: Mapping[str, str]  # "resign" or "step down" → kind id
    noun_kinds: Mapping[str, tuple[str, str]]  # "resignation" → (kind id, verb for a headline or "")
    stages: Mapping[str, Stage]
    light: frozenset[str]
    speech: frozenset[str]
    loaded: frozenset[str]
    hedges: tuple[str, ...]
    order_words: Mapping[str, str]  # "following" → "after"
    roles: frozenset[str]
    unique_roles: frozenset[str]
    titles: frozenset[str]
    organisation_words: frozenset[str]
    organisation_leads: frozenset[str]
    outlet_words: frozenset[str]
    outlet_names: frozenset[str]
    adjectives: frozenset[str]
    places: frozenset[str]
    countries: frozenset[str]
    starts: frozenset[str]
    given_names: frozenset[str]


@cache
def lexicon(language: str) -> Lexicon:
    """The lexicon of a language; RuleError where a table is broken."""
    words, events = read_table(language, "events_words"), read_table(language, "events")
    kinds = {row["id"]: _kind(row) for row in events["kind"]}
    irregular = {lemma: tuple(forms.split()) for lemma, forms in words["irregular"].items()}
    stages = {verb: Stage(row["stage"]) for row in events["stage"] for verb in row["verbs"]}
    light, speech = frozenset(events["light"]["verbs"].split()), frozenset(events["speech"]["verbs"].split())
    verb_kinds = {verb: row["id"] for row in events["kind"] for verb in row["verbs"]}
    lemmas = frozenset(
        [verb.split()[0] for verb in verb_kinds]
        + [*stages, *light, *speech, *irregular, *words["verbs"]["regular"].split(), *words["doubling"]["verbs"].split()]
    )
    inflected = {lemma: inflect(lemma, irregular.get(lemma), doubles=lemma in _set(words["doubling"]["verbs"])) for lemma in sorted(lemmas)}
    names = words["places"]
    return Lexicon(
        classes={word: name for name, text in words["classes"].items() for word in text.split()},
        forms=_forms(inflected),
        lemmas=lemmas,
        inflected=inflected,
        not_verbs=_set(words["not_verbs"]["words"]),
        only_verbs=_set(words["only_verbs"]["words"]),
        not_adverbs=_set(words["not_adverbs"]["words"]),
        kinds=kinds,
        verb_kinds=verb_kinds,
        noun_kinds=_nouns(events["kind"]),
        stages=stages,
        light=light,
        speech=speech,
        loaded=_set(events["speech"]["loaded"]),
        hedges=tuple(sorted(events["hedges"]["words"], key=len, reverse=True)),
        order_words={phrase: name for name, phrases in events["links"].items() for phrase in phrases},
        roles=_set(words["roles"]["words"]),
        unique_roles=_set(words["roles"]["unique"]),
        titles=_set(words["roles"]["titles"]),
        organisation_words=_set(words["organisations"]["words"]),
        organisation_leads=_set(words["organisations"]["lead"]),
        outlet_words=_set(words["outlets"]["words"]),
        outlet_names=_set(words["outlets"]["names"]),
        adjectives=_set(words["adjectives"]["words"]),
        places=frozenset(word.replace("-", " ") for word in (names["words"] + " " + names["countries"]).split()),
        countries=_set(names["countries"]),
        starts=_set(words["starts"]["words"]),
        given_names=_set(words["given"]["names"]),
    )


def _kind(row: Mapping[str, Any]) -> Kind:
    if not row.get("examples") or not row.get("rejects"):
        raise RuleError(f"kind {row.get('id')!r} has no examples or no rejects", path="events.toml", hint="add at least one of each")
    flags = row.get("flags", [])
    return Kind(
        id=row["id"], group=row.get("group", row["id"]), weight=row["weight"], sensitive="sensitive" in flags, symmetric="symmetric" in flags,
        inverse=frozenset(row.get("inverse", ())), not_objects=_set(row.get("not_objects", "")),
    )  # fmt: skip


def _nouns(rows: Iterable[Mapping[str, Any]]) -> dict[str, tuple[str, str]]:
    found: dict[str, tuple[str, str]] = {}
    for row in rows:
        for entry in row["nouns"]:
            noun, _, verb = entry.partition("=")
            found[noun] = (row["id"], verb)
            found.setdefault(plural(noun), (row["id"], verb))
    return found


def _set(text: str) -> frozenset[str]:
    return frozenset(text.split())


def _forms(inflected: Mapping[str, Mapping[str, str]]) -> dict[str, tuple[VerbForm, ...]]:
    forms: dict[str, list[VerbForm]] = {}
    for lemma, tags in inflected.items():
        for tag, form in tags.items():
            forms.setdefault(form, []).append(VerbForm(lemma, tag))
        if lemma.endswith(("el", "al", "il")) and lemma[-3:-2] not in _VOWELS:  # British "travelled" beside "traveled"
            for tag, ending in (("VBD", "led"), ("VBN", "led"), ("VBG", "ling")):
                forms.setdefault(lemma + ending, []).append(VerbForm(lemma, tag))
    return {form: tuple(readings) for form, readings in forms.items()}


def inflect(lemma: str, irregular: tuple[str, ...] | None = None, *, doubles: bool = False) -> dict[str, str]:
    """The forms of an English verb by tag; `irregular` gives past and participle, `doubles` its last consonant before -ed and -ing.

    >>> inflect("vow")["VBZ"], inflect("deny")["VBD"], inflect("drop", doubles=True)["VBG"]
    ('vows', 'denied', 'dropping')
    """
    stem = lemma + lemma[-1] if doubles else lemma
    if lemma.endswith("y") and lemma[-2] not in _VOWELS:
        past = lemma[:-1] + "ied"
    else:
        past = lemma + "d" if lemma.endswith("e") else stem + "ed"
    present_participle = (
        lemma[:-2] + "ying"
        if lemma.endswith("ie")
        else lemma[:-1] + "ing"
        if lemma.endswith("e") and not lemma.endswith(("ee", "ye", "oe"))
        else stem + "ing"
    )
    first, second = irregular or (past, past)
    third = {"be": "is", "have": "has"}.get(lemma, plural(lemma))
    if irregular and lemma.endswith(("t", "n", "m", "d", "p", "b")) and present_participle == lemma + "ing" and _closed_syllable(lemma):
        present_participle = lemma + lemma[-1] + "ing"
    return {"VB": lemma, "VBZ": third, "VBD": first, "VBN": second, "VBG": present_participle}


def _closed_syllable(lemma: str) -> bool:
    """Whether a short verb ends consonant, vowel, consonant ("cut", "begin"), so that its last letter doubles."""
    return len(lemma) > 2 and lemma[-1] not in _VOWELS and lemma[-2] in _VOWELS and lemma[-3] not in _VOWELS  # noqa: PLR2004


def plural(noun: str) -> str:
    """The regular plural of a noun, which is also the third person of a verb.

    >>> plural("rally"), plural("clash"), plural("row")
    ('rallies', 'clashes', 'rows')
    """
    if noun.endswith("y") and len(noun) > 1 and noun[-2] not in _VOWELS:
        return noun[:-1] + "ies"
    return noun + ("es" if noun.endswith(("s", "x", "z", "ch", "sh", "o")) else "s")
