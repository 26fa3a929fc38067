"""Sections of `events_words.toml` in, typed records of small word lists out. What each list is for stands beside it in the table."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields
from typing import Any, Self

from timeline.errors import RuleError
from timeline.quick import dataclass

_Words = frozenset[str]


class _Lists:
    """Records whose fields are the keys of a section."""

    __slots__ = ()

    @classmethod
    def of(cls, section: Mapping[str, str | list[str] | dict[str, str]]) -> Self:
        """A record of the lists of a section; RuleError unless its keys are exactly the fields."""
        wanted = {field.name for field in fields(cls)}  # type: ignore[arg-type]  # each subclass is a dataclass
        if wanted != section.keys():
            odd = ", ".join(sorted(wanted ^ section.keys()))
            raise RuleError(f"lists missing or unknown: {odd}", path="events_words.toml", hint=f"the lists of {cls.__name__} are fixed")
        return cls(**{name: entry if isinstance(entry, dict) else word_set(entry) for name, entry in section.items()})


@dataclass(frozen=True, slots=True, kw_only=True)
class GrammarWords(_Lists):
    """The lists that names, chunks and clauses go by."""

    subject_pronouns: _Words
    reflexives: _Words
    first_person: _Words
    predeterminers: _Words
    standalone_determiners: _Words
    degrees: _Words
    intensifiers: _Words
    told_by: _Words
    ranking: _Words
    compounding: _Words
    convincing: _Words
    recounting: _Words
    clausal: _Words
    inverting: _Words
    claim_nouns: _Words
    particles: _Words
    giving: _Words
    giving_two: _Words
    supporting: _Words
    completed_by: _Words
    approximators: _Words
    number_words: _Words
    verb_endings: _Words
    future_modals: _Words
    past_modals: _Words
    past_auxiliaries: _Words
    non_finite_auxiliaries: _Words
    bare_auxiliaries: _Words
    have_blockers: _Words
    negations: _Words
    quantifiers: _Words
    object_control: _Words
    bridges: _Words
    perceiving: _Words
    temporal_links: _Words
    what_spans_do: _Words
    joining_adverbs: _Words
    adjective_links: _Words
    free_relatives: _Words
    absolutes: _Words
    likening: _Words
    before_participles: _Words
    getting: Mapping[str, str]
    choosing: _Words
    done_to: _Words
    goal_nouns: _Words
    leading_on: _Words
    helping: _Words
    intransitive: _Words
    naming: _Words
    spans: _Words
    joiners: _Words
    of_heads: _Words
    body_heads: _Words
    hyphen_heads: _Words
    plural_verbs: _Words
    plural_links: _Words


@dataclass(frozen=True, slots=True, kw_only=True)
class FindingWords(_Lists):
    """The lists that the finder and its headlines go by."""

    denying: _Words
    undone: _Words
    trying: _Words
    refusing: _Words
    asking: _Words
    missing: _Words
    disbelieving: _Words
    doubting: _Words
    claimed: _Words
    dismissing: _Words
    believing: _Words
    own_words: _Words
    whose: _Words
    kin: _Words
    noun_gerunds: _Words
    female_pronouns: _Words
    male_pronouns: _Words
    never: _Words
    name_years: _Words
    vessels: _Words
    grave: _Words
    nobody: _Words
    confirming: _Words
    aspect: _Words
    seeming: _Words
    crediting: _Words
    rumouring: _Words
    alleging: _Words
    going: _Words
    purpose: _Words
    occurring: _Words
    sorting: _Words
    unreal_adjectives: _Words
    planned_adjectives: _Words
    one_of: _Words
    beginning: _Words
    consequences: _Words
    hurting: _Words
    stative: _Words
    vague: _Words
    announcing: _Words
    publishing: _Words
    following: _Words
    possessing: _Words
    taking: _Words
    conditions: _Words
    alternatives: _Words
    forestalling: _Words
    contrasts: _Words
    deadlines: _Words
    comparing: _Words
    starting_points: _Words
    setting: _Words
    setting_links: _Words
    moving: _Words
    moving_links: _Words
    likening: _Words
    surpassing: _Words
    topic_links: _Words
    spanning: _Words
    naming: _Words
    aims: _Words
    simultaneous: _Words
    owning_links: _Words
    time_nouns: _Words
    scene_links: _Words
    unreal_modals: _Words
    conditional_modals: _Words
    negative_starts: _Words
    negative_determiners: _Words
    recipient_links: _Words
    giving_links: _Words
    agent_links: _Words
    inverse_links: _Words
    noun_agents_for: _Words
    body_pronouns: _Words
    person_pronouns: _Words
    group_pronouns: _Words
    people: _Words
    person_possessives: _Words
    pronoun_subjects: _Words
    told_pronouns: _Words
    told_objects: _Words
    plural_pronouns: _Words
    plural_nouns: _Words
    singular_numbers: _Words
    describing: _Words
    noun_governors: _Words
    noun_agents: _Words
    pair_links: _Words
    patient_links: _Words
    place_links: _Words
    engaging_links: _Words
    source_links: _Words
    citing: _Words
    lasting: _Words
    trailing: _Words
    bygone: _Words
    kept_adverbs: _Words
    comparatives: _Words
    articles: _Words
    demonstratives: _Words
    definite: _Words
    names_with_article: _Words
    vague_intensifiers: _Words
    vague_adjectives: _Words


@dataclass(frozen=True, slots=True, kw_only=True)
class Endings:
    """What the end of a word that no table knows says of it; the numbers are letters, fewer make no such word."""

    past: str
    past_except: str
    past_letters: int
    gerund: str
    gerund_letters: int
    adverb: str
    plural: str
    plural_except: list[str]

    def is_plural(self, word: str) -> bool:
        """Whether a noun looks like a plural."""
        return word.endswith(self.plural) and not word.endswith(tuple(self.plural_except))


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceWords(_Lists):
    """What stands around the name of a place that no list knows."""

    nouns: _Words
    heads: _Words
    bearings: _Words
    inside: _Words
    confiding: _Words
    skipped: _Words


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureWords:
    """Numbers in words, what stands around figures, and units that are one when compared. `qualifiers`: words before a number → what they
    say ("over" → "more than").
    """

    numbers: Mapping[str, float]
    scales: Mapping[str, float]
    currencies: Mapping[str, str]
    signs: Mapping[str, str]
    qualifiers: Mapping[str, str]
    percent: _Words
    repeats: _Words
    occasions: _Words
    sole: _Words
    partial: _Words
    breaks: _Words
    ranges: _Words
    worth: _Words
    degrees: _Words
    conversions: Mapping[str, tuple[str, float]]  # unit → what it is compared in, and how much of that one of it is
    offsets: Mapping[str, float]  # unit → what is taken off before

    @classmethod
    def of(cls, section: Mapping[str, Any]) -> FigureWords:
        """The record of the section."""
        counted = {word: float(value) for value, word in enumerate(section["words"].split())}
        return cls(
            numbers=counted | {word: float(value) for word, value in section["multiples"].items()},
            scales={word: float(value) for word, value in section["scales"].items()},
            currencies=section["currencies"],
            signs=section["signs"],
            qualifiers={phrase: meaning for meaning, phrases in section["qualifiers"].items() for phrase in phrases},
            percent=word_set(section["percent"]),
            repeats=word_set(section["repeats"]),
            occasions=word_set(section["occasions"]),
            sole=word_set(section["sole"]),
            partial=word_set(section["partial"]),
            breaks=word_set(section["breaks"]),
            ranges=word_set(section["ranges"]),
            worth=word_set(section["worth"]),
            degrees=word_set(section["degrees"]),
            conversions={word: (base, factor) for base, units in section["conversions"].items() for word, factor in units.items()},
            offsets=section["offsets"],
        )


def word_set(entry: str | list[str]) -> frozenset[str]:
    """The words of a list: a text of single words, or an array where some have several."""
    return frozenset(entry.split() if isinstance(entry, str) else entry)
