"""The names of an article in, its cast out: which actor a written name stands for, and who each actor is."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from timeline.events.actors import NamedActor, holders, resolve_names
from timeline.events.lexicon import Lexicon
from timeline.events.names import Name
from timeline.events.offices import Post, holders_of_posts, posts
from timeline.events.places import Setting
from timeline.events.tokens import Token
from timeline.model import Actor, ActorKind


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Cast:
    """The actors of an article by their full form ("ada brook"); `target` says which full form a written form stands for, `by_role` which
    actor a role like "president" is said of, where it is said of one only, `by_post` the same for "founder" of some body; `places` are
    forms that the article uses as places only, `acting` those that a verb follows.
    """

    actors: Mapping[str, NamedActor]
    records: Mapping[str, Actor]
    target: Mapping[str, str]
    by_role: Mapping[str, str]
    by_post: Mapping[Post, str]
    places: frozenset[str]
    acting: frozenset[str]
    lexicon: Lexicon

    def of(self, name: Name) -> str:
        """The full form a name stands for; empty for a name that is no actor ("Brook-Vance", "in Marsh")."""
        form = self.target.get(name.form, "")
        namesake = name.setting is not Setting.NONE and form != name.form and self.actors[form].kind is not ActorKind.ORGANISATION
        return "" if namesake or form in self.places else form

    def forms(self, names: Iterable[Name]) -> set[str]:
        """The full forms that some names stand for."""
        return {self.of(name) for name in names} - {""}

    def actor(self, form: str) -> Actor:
        """The actor of a full form."""
        return self.records[form]

    def is_place(self, form: str) -> bool:
        """Whether a form is a place or a country."""
        return form in self.lexicon.places or form in self.lexicon.countries

    def is_set(self, name: Name) -> bool:
        """Whether a name stands for a place where it is written."""
        return name.setting is not Setting.NONE and (not self.of(name) or self.is_place(self.of(name)))

    def is_person(self, form: str) -> bool:
        """Whether a form is, or may be, a person: a full name of unknown kind that is no place may be one."""
        kind = self.actors[form].kind
        return kind is ActorKind.PERSON or (kind is ActorKind.UNKNOWN and " " in form and form not in self.lexicon.places)

    def may_act(self, form: str) -> bool:
        """Whether a form may be who "he" is: a person, or of a kind nobody tells and somewhere the subject of a verb."""
        return self.actors[form].kind is ActorKind.PERSON or form in self.acting

    def is_outlet(self, name: Name) -> bool:
        """Whether a name is that of a newspaper, broadcaster or agency."""
        form = self.of(name)
        first, last = form.partition(" ")[0], form.rpartition(" ")[2]
        names = self.lexicon.outlet_names
        return bool(form) and (last in self.lexicon.outlet_words or form in names or first in names)


def cast_of(rows: Sequence[Sequence[Token]], names: Sequence[Sequence[Name]], lexicon: Lexicon, text: str) -> Cast:
    """The cast of an article with a text, from the tokens and the names of its sentences."""
    actors, target = resolve_names(names, lexicon, text)
    records = {form: Actor(id=slug(form), name=named.name, kind=named.kind) for form, named in actors.items()}
    return Cast(
        actors=actors,
        records=records,
        target=target,
        by_role=holders(actors, lexicon.unique_roles),
        by_post=holders_of_posts(posts(zip(rows, names, strict=True), lexicon), target),
        places=_places(names, actors, target, lexicon),
        acting=frozenset(target[name.form] for row in names for name in row if name.acts and name.form in target),
        lexicon=lexicon,
    )


def _places(
    names: Iterable[Sequence[Name]], actors: Mapping[str, NamedActor], target: Mapping[str, str], lexicon: Lexicon
) -> frozenset[str]:
    """The forms that are called a place, or stand where one does and never act; those of the tables aside, since a capital may act."""
    told, likely, acting = set[str](), set[str](), set[str]()
    for name in (name for row in names for name in row):
        form = target.get(name.form, "")
        if not form or actors[form].kind is not ActorKind.UNKNOWN or form in lexicon.places or form in lexicon.outlet_names:
            continue
        told |= {form} if name.setting is Setting.TOLD else set()
        likely |= {form} if name.setting is Setting.LIKELY else set()
        acting |= {form} if name.acts else set()
    return frozenset(told | (likely - acting))


def slug(text: str) -> str:
    """A name as an id: lower-case words joined by hyphens.

    >>> slug("Ada Brook"), slug("…")
    ('ada-brook', 'x')
    """
    return re.sub(r"[^\w]+", "-", text.casefold()).strip("-") or "x"
