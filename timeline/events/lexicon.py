"""Word tables in, one frozen `Lexicon` out: word classes, verb forms, kinds of events, stages, roles, names of places and outlets."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from functools import cache
from typing import Any

from timeline.errors import RuleError
from timeline.events.inflection import VerbForm, doubles, forms_of, inflect, plural
from timeline.events.word_lists import Endings, FigureWords, FindingWords, GrammarWords, PlaceWords, word_set
from timeline.model import RoleName, Stage
from timeline.quick import dataclass
from timeline.rules import read_table

Phrases = Mapping[str, tuple[tuple[tuple[str, ...], str], ...]]  # first word → (words, kind) of each phrase that begins with it


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """A kind of event, one row of `events.toml`. `group`: kinds of one group may be the same event. `weight`: 0 to 1."""

    id: str
    group: str
    weight: float
    sensitive: bool
    symmetric: bool
    looks_back: bool  # it is about something that was done before
    received: bool
    undergone: bool = False  # its nouns name what is done to somebody: "his arrest"
    inverse: frozenset[str] = frozenset()  # verbs whose subject receives
    answers: frozenset[str] = frozenset()  # kinds that this one answers
    not_objects: frozenset[str] = frozenset()  # heads of objects with which the verbs mean something else
    not_subjects: frozenset[str] = frozenset()  # heads of subjects with which they do
    not_links: frozenset[str] = frozenset()  # prepositions with which they do where there is no object


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """One side of a row of `events_outcomes.toml`: what some verbs of a kind say of whoever plays a role, None for anybody in it."""

    row: str
    value: str
    verbs: frozenset[str]
    role: RoleName | None
    shares: int  # how many parties and words of what it is about two reports must share


@dataclass(frozen=True, slots=True, kw_only=True)
class Deed:
    """A row of `[[totals]]`: what its nouns name in common, and the verbs that say it was done."""

    id: str
    verbs: frozenset[str]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Lexicon:
    """Everything the clause reader and the finder know of a language's words; all keys are lower case."""

    language: str
    classes: Mapping[str, str]
    known: Mapping[str, tuple[str, tuple[VerbForm, ...]]]  # word → its class and its readings as a verb
    forms: Mapping[str, tuple[VerbForm, ...]]
    inflected: Mapping[str, Mapping[str, str]]  # lemma → tag → form
    not_verbs: frozenset[str]
    only_verbs: frozenset[str]
    not_adverbs: frozenset[str]
    kinds: Mapping[str, Kind]
    verb_kinds: Mapping[str, str]  # "resign" or "step down" → kind id
    phrase_kinds: Mapping[str, str]  # "drop charges" → kind id: verb and head of its object
    longer_verbs: frozenset[str]  # lemmas that have a kind together with a further word
    longer_nouns: frozenset[str]  # last words of nouns of two words that have one
    outcomes: Mapping[str, tuple[Side, ...]]  # kind → the sides that its verbs take
    deeds: Mapping[str, Deed]  # "missions" → what is counted with "launches"
    repeated: Mapping[str, str]  # "launch" → id of the deed that "launched four times" counts
    noun_kinds: Mapping[str, tuple[str, str]]  # "resignation" → (kind id, verb for a headline or "")
    stages: Mapping[str, Stage]
    light: frozenset[str]
    speech: frozenset[str]
    loaded: frozenset[str]
    neutral: Mapping[str, str]
    grave: frozenset[str]
    hedges: tuple[str, ...]
    withdrawn: re.Pattern[str]  # how a publisher takes back what it said
    order_words: Mapping[str, str]  # "following" → "after"
    lengths: Mapping[str, str]  # "day" → "P1D": "the day after the vote"
    stretches: Mapping[str, Mapping[str, str]]  # what makes one stretch of two dates, as parts of patterns
    sides: Mapping[str, str]  # parts of the patterns of words before a date that the event lies beyond
    roles: frozenset[str]
    unique_roles: frozenset[str]
    titles: frozenset[str]
    posts: Mapping[str, str]  # "ceo" → "chief": words for one post
    former: frozenset[str]
    long_roles: tuple[tuple[str, ...], ...]  # posts of several words
    long_role_words: frozenset[str]  # the words of all of them
    post_links: frozenset[str]
    endings: Endings
    organisation_words: frozenset[str]
    organisation_leads: frozenset[str]
    somebody: frozenset[str]  # nouns for people and bodies: all of these, and others
    outlet_words: frozenset[str]
    outlet_names: frozenset[str]
    adjectives: frozenset[str]
    places: frozenset[str]
    countries: frozenset[str]
    surroundings: PlaceWords
    starts: frozenset[str]
    given_names: frozenset[str]
    compounds: Phrases  # kind: sub, prep or to
    quantifiers: Phrases
    gerunds: frozenset[str]  # forms in -ing that are nouns unless what stands around them says otherwise: "meeting"
    openers: frozenset[str]  # words that may begin a compound or lead up to a number: all others need no closer look
    grammar: GrammarWords
    finding: FindingWords
    figures: FigureWords

    def __reduce__(self) -> tuple[Callable[[str], Lexicon], tuple[str]]:
        return lexicon, (self.language,)  # whoever is sent it has its tables


@cache
def lexicon(language: str) -> Lexicon:
    """The lexicon of a language; RuleError where a table is broken."""
    words, events = read_table(language, "events_words"), read_table(language, "events")
    inflected, rare = _inflected(words, events), _rare(words)
    forms, not_verbs = forms_of(rare, only=("VBD", "VBN", "VBG")) | forms_of(inflected), word_set(words["not_verbs"]["words"])
    inflected = rare | inflected
    classes = {word: name for name, text in words["classes"].items() for word in text.split()}
    places, grammar = words["places"], GrammarWords.of(words["grammar"])
    compounds = _by_first_word((phrase, kind) for kind, phrases in words["compounds"].items() for phrase in phrases)
    finding = FindingWords.of(words["finding"])
    quantifiers = _by_first_word((phrase, "") for phrase in grammar.quantifiers)
    verb_kinds = {verb: row["id"] for row in events["kind"] for verb in row["verbs"]}
    phrase_kinds, noun_kinds = _phrases(events["kind"]), _nouns(events["kind"])
    roles, leads = word_set(words["roles"]["words"]), word_set(words["organisations"]["lead"])
    organisations = word_set(words["organisations"]["words"])
    return Lexicon(
        language=language,
        classes=classes,
        known=_known(classes, forms, not_verbs),
        forms=forms,
        inflected=inflected,
        not_verbs=not_verbs,
        only_verbs=word_set(words["only_verbs"]["words"]),
        not_adverbs=word_set(words["not_adverbs"]["words"]),
        kinds={row["id"]: _kind(row) for row in events["kind"]},
        verb_kinds=verb_kinds,
        phrase_kinds=phrase_kinds,
        longer_verbs=frozenset(verb.partition(" ")[0] for verb in (*verb_kinds, *phrase_kinds) if " " in verb),
        longer_nouns=frozenset(noun.rpartition(" ")[2] for noun in noun_kinds if " " in noun),
        outcomes=_outcomes(read_table(language, "events_outcomes")["outcome"]),
        deeds=_deeds(words["totals"]),
        repeated={verb: row["id"] for row in words["totals"] for verb in row.get("repeated", "").split()},
        noun_kinds=noun_kinds,
        stages=_stages(events["stage"]),
        light=word_set(events["light"]["verbs"]),
        speech=word_set(events["speech"]["verbs"]),
        loaded=_all_forms(word_set(events["speech"]["loaded"]), inflected),
        neutral=events["speech"]["neutral"],
        grave=_all_forms(finding.grave, inflected),
        hedges=tuple(sorted(events["hedges"]["words"], key=len, reverse=True)),
        withdrawn=_withdrawn(events["withdrawn"]),
        order_words={phrase: name for name, phrases in events["links"].items() for phrase in phrases},
        lengths=events["lengths"],
        stretches=events["stretches"],
        sides=events["sides"],
        roles=roles,
        unique_roles=word_set(words["roles"]["unique"]),
        titles=word_set(words["roles"]["titles"]),
        posts={word: post for post, text in words["posts"].items() for word in (post, *text.split())},
        former=word_set(words["roles"]["former"]),
        long_roles=tuple(tuple(post.split()) for post in words["roles"]["long"]),
        long_role_words=frozenset(word for post in words["roles"]["long"] for word in post.split()),
        post_links=word_set(words["roles"]["links"]),
        endings=Endings(**words["endings"]),
        organisation_words=organisations,
        organisation_leads=leads,
        somebody=roles | leads | organisations | finding.people,
        outlet_words=word_set(words["outlets"]["words"]),
        outlet_names=word_set(words["outlets"]["names"]),
        adjectives=word_set(words["adjectives"]["words"]),
        places=frozenset(word.replace("-", " ") for word in (places["words"] + " " + places["countries"]).split()),
        countries=frozenset(word.replace("-", " ") for word in places["countries"].split()),
        surroundings=PlaceWords.of(places["around"]),
        starts=word_set(words["starts"]["words"]),
        given_names=word_set(words["given"]["names"]),
        compounds=compounds,
        quantifiers=quantifiers,
        gerunds=frozenset(form for form in forms if form.endswith("ing")),
        openers=frozenset({*compounds, *quantifiers, *grammar.approximators, *grammar.adjective_links}),
        grammar=grammar,
        finding=finding,
        figures=FigureWords.of(words["figures"]),
    )


def _kind(row: Mapping[str, Any]) -> Kind:
    if not row.get("examples") or not row.get("rejects"):
        raise RuleError(f"kind {row.get('id')!r} has no examples or no rejects", path="events.toml", hint="add at least one of each")
    flags = row.get("flags", [])
    return Kind(
        id=row["id"],
        group=row.get("group", row["id"]),
        weight=row["weight"],
        sensitive="sensitive" in flags,
        symmetric="symmetric" in flags,
        looks_back="looks-back" in flags,
        undergone="undergone" in flags,
        received="received" in flags,
        inverse=frozenset(row.get("inverse", ())),
        answers=frozenset(row.get("answers", ())),
        not_objects=word_set(row.get("not_objects", "")),
        not_subjects=word_set(row.get("not_subjects", "")),
        not_links=word_set(row.get("not_links", "")),
    )


def _outcomes(rows: Iterable[Mapping[str, Any]]) -> dict[str, tuple[Side, ...]]:
    found: dict[str, tuple[Side, ...]] = {}
    for row in rows:
        if not row.get("examples") or not row.get("rejects"):
            hint = "add at least one of each"
            raise RuleError(f"outcome {row.get('id')!r} has no examples or no rejects", path="events_outcomes.toml", hint=hint)
        for side in row["sides"]:
            role = None if side["of"] == "any" else RoleName(side["of"])
            made = Side(row=row["id"], value=side["is"], verbs=word_set(side["verbs"]), role=role, shares=row["shares"])
            found[side["kind"]] = (*found.get(side["kind"], ()), made)
    return found


def _deeds(rows: Iterable[Mapping[str, Any]]) -> dict[str, Deed]:
    found: dict[str, Deed] = {}
    for row in rows:
        if not row.get("examples") or not row.get("rejects"):
            hint = "add at least one of each"
            raise RuleError(f"total {row.get('id')!r} has no examples or no rejects", path="events_words.toml", hint=hint)
        deed = Deed(id=row["id"], verbs=word_set(row["verbs"]))
        found |= {form: deed for noun in row["nouns"].split() for form in (noun, plural(noun))}
    return found


def _withdrawn(row: Mapping[str, Any]) -> re.Pattern[str]:
    pattern = re.compile(row["pattern"], re.IGNORECASE)
    if not all(map(pattern.search, row["examples"])) or any(map(pattern.search, row["rejects"])):
        raise RuleError("an example of `withdrawn` is not found, or a reject is", path="events.toml", hint="change the pattern")
    return pattern


def _phrases(rows: Iterable[Mapping[str, Any]]) -> dict[str, str]:
    """“drop charges” → kind, for each verb of a row's `ends` with each of its `ended`."""
    return {f"{verb} {noun}": row["id"] for row in rows for verb in row.get("ends", "").split() for noun in row.get("ended", "").split()}


def _nouns(rows: Iterable[Mapping[str, Any]]) -> dict[str, tuple[str, str]]:
    found: dict[str, tuple[str, str]] = {}
    for row in rows:
        for entry in row["nouns"]:
            noun, _, verb = entry.partition("=")
            found[noun] = (row["id"], verb)
            found.setdefault(plural(noun), (row["id"], verb))
    return found


def _stages(rows: Iterable[Mapping[str, Any]]) -> dict[str, Stage]:
    return {verb: Stage(row["stage"]) for row in rows for verb in row["verbs"]}


def _inflected(words: Mapping[str, Any], events: Mapping[str, Any]) -> dict[str, dict[str, str]]:
    """The forms of every verb that any table names."""
    irregular = {lemma: tuple(forms.split()) for lemma, forms in words["irregular"].items()}
    doubling = word_set(words["doubling"]["verbs"])
    lemmas = {verb.split()[0] for row in events["kind"] for verb in row["verbs"]}
    lemmas |= _stages(events["stage"]).keys() | irregular.keys() | doubling | word_set(words["verbs"]["regular"])
    lemmas |= {verb for row in events["kind"] for verb in row.get("ends", "").split()}
    lemmas |= word_set(events["light"]["verbs"]) | word_set(events["speech"]["verbs"])
    return {lemma: inflect(lemma, irregular.get(lemma), doubles=lemma in doubling) for lemma in sorted(lemmas)}


def _rare(words: Mapping[str, Any]) -> dict[str, dict[str, str]]:
    """The forms of verbs whose base form is not read as one; the last consonant of a short one doubles."""
    return {lemma: inflect(lemma, doubles=doubles(lemma)) for lemma in words["rare_verbs"]["regular"].split()}


def _known(
    classes: Mapping[str, str], forms: Mapping[str, tuple[VerbForm, ...]], not_verbs: frozenset[str]
) -> dict[str, tuple[str, tuple[VerbForm, ...]]]:
    """Closed classes win over verbs; only auxiliaries have both."""
    known = {form: ("verb", readings) for form, readings in forms.items() if form not in not_verbs}
    return known | {word: (name, forms.get(word, ()) if name in {"be", "have", "do"} else ()) for word, name in classes.items()}


def _all_forms(words: Iterable[str], inflected: Mapping[str, Mapping[str, str]]) -> frozenset[str]:
    """Words with their forms as verbs and their plurals as nouns."""
    return frozenset(form for word in words for form in (word, plural(word), *inflect(word).values(), *inflected.get(word, {}).values()))


def _by_first_word(phrases: Iterable[tuple[str, str]]) -> dict[str, tuple[tuple[tuple[str, ...], str], ...]]:
    found: dict[str, tuple[tuple[tuple[str, ...], str], ...]] = {}
    for phrase, kind in sorted(phrases):
        words = tuple(phrase.split())
        found[words[0]] = (*found.get(words[0], ()), (words, kind))
    return found
