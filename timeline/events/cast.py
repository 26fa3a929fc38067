"""The names of an article in, its cast out: which actor a written name stands for, and who each actor is."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from timeline.events.actors import NamedActor, holders, resolve_names
from timeline.events.lexicon import Lexicon
from timeline.events.names import Name
from timeline.model import Actor, ActorKind


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Cast:
    """The actors of an article by their full form ("ada brook"); `target` says which full form a written form stands for, `by_role` which
    actor a role like "president" is said of, where it is said of one only.
    """

    actors: Mapping[str, NamedActor]
    records: Mapping[str, Actor]
    target: Mapping[str, str]
    by_role: Mapping[str, str]
    lexicon: Lexicon

    def of(self, name: Name) -> str:
        """The full form a name stands for; empty for a name that is no actor ("Brook-Vance")."""
        return self.target.get(name.form, "")

    def forms(self, names: Iterable[Name]) -> set[str]:
        """The full forms that some names stand for."""
        return {self.of(name) for name in names} - {""}

    def actor(self, form: str) -> Actor:
        """The actor of a full form."""
        return self.records[form]

    def is_place(self, form: str) -> bool:
        """Whether a form is a place or a country."""
        return form in self.lexicon.places or form in self.lexicon.countries

    def is_person(self, form: str) -> bool:
        """Whether a form is, or may be, a person: a full name of unknown kind that is no place may be one."""
        kind = self.actors[form].kind
        return kind is ActorKind.PERSON or (kind is ActorKind.UNKNOWN and " " in form and form not in self.lexicon.places)

    def is_outlet(self, name: Name) -> bool:
        """Whether a name is that of a newspaper, broadcaster or agency."""
        form = self.of(name)
        first, last = form.partition(" ")[0], form.rpartition(" ")[2]
        names = self.lexicon.outlet_names
        return bool(form) and (last in self.lexicon.outlet_words or form in names or first in names)


def cast_of(names: Iterable[Sequence[Name]], lexicon: Lexicon, text: str) -> Cast:
    """The cast of an article with a text, from the names of its sentences."""
    actors, target = resolve_names(names, lexicon, text)
    records = {form: Actor(id=slug(form), name=named.name, kind=named.kind) for form, named in actors.items()}
    return Cast(actors=actors, records=records, target=target, by_role=holders(actors, lexicon.unique_roles), lexicon=lexicon)


def slug(text: str) -> str:
    """A name as an id: lower-case words joined by hyphens.

    >>> slug("Ada Brook"), slug("…")
    ('ada-brook', 'x')
    """
    return re.sub(r"[^\w]+", "-", text.casefold()).strip("-") or "x"
