"""The names of an article in, its cast out: which actor a written name stands for, who each actor is, and whom a sentence can mean."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from itertools import chain
from typing import NamedTuple

from timeline.events.actors import NamedActor, holders, resolve_names
from timeline.events.lexicon import Lexicon
from timeline.events.line import Line
from timeline.events.names import Name
from timeline.events.offices import Post, holders_of_posts, posts
from timeline.events.places import Setting
from timeline.model import Actor, ActorKind
from timeline.quick import dataclass


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Known:
    """An actor of an article by its full form ("ada brook"); `acts` tells whether a verb follows its name somewhere."""

    form: str
    actor: Actor
    acts: bool


@lru_cache(maxsize=1 << 12)
def _known(form: str, name: str, kind: ActorKind, acts: bool) -> Known:  # noqa: FBT001  a field like the others
    """One record for all articles that know the same of an actor, so that two are compared by what they are, not by what they hold."""
    return Known(form=form, actor=Actor(id=slug(form), name=name, kind=kind), acts=acts)


class Parties(NamedTuple):
    """Whom a sentence can mean, as far as its article tells: a value, so that the same sentence about the same people is known again.

    `named` is the full form of each of its names, "" for one that is no actor. `by_role` and `by_post` are those of the cast that its
    words can ask for. `known` are all these actors, and those of the sentence before where it looks back.
    """

    named: tuple[str, ...] = ()
    by_role: tuple[tuple[str, str], ...] = ()
    by_post: tuple[tuple[Post, str], ...] = ()
    known: tuple[Known, ...] = ()


_NOBODY = Parties()


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Cast:
    """The actors of an article by their full form ("ada brook"); `target` says which full form a written form stands for, `by_role` which
    actor a role like "president" is said of, where it is said of one only, `by_post` the same for "founder" of some body; `places` are
    forms that the article uses as places only.
    """

    actors: Mapping[str, NamedActor]
    known: Mapping[str, Known]
    target: Mapping[str, str]
    by_role: Mapping[str, str]
    by_post: Mapping[Post, str]
    places: frozenset[str]

    def of(self, name: Name) -> str:
        """The full form a name stands for; empty for a name that is no actor ("Brook-Vance", "in Marsh")."""
        form = self.target.get(name.form, "")
        if not form:
            return ""
        namesake = name.setting is not Setting.NONE and form != name.form and self.actors[form].kind is not ActorKind.ORGANISATION
        return "" if namesake or form in self.places else form

    def parties(self, line: Line, names: Sequence[Name], before: Parties = _NOBODY) -> Parties:
        """Whom a sentence can mean; `before` are those of the sentence that it looks back at."""
        by_role = tuple([item for item in self.by_role.items() if item[0] in line.words]) if self.by_role else ()
        if not (names or by_role or before.known):
            return _NOBODY
        named = tuple([self.of(name) for name in names])
        by_post = tuple([item for item in self.by_post.items() if item[0][1] in named]) if self.by_post else ()
        forms = dict.fromkeys([*named, *(form for _, form in (*by_role, *by_post))])
        known = dict.fromkeys([self.known[form] for form in forms if form])
        return Parties(named, by_role, by_post, (*known, *(one for one in before.known if one not in known)))


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class SentenceCast:
    """The parties of a sentence, to be looked up."""

    forms_of: Mapping[Name, str]
    known: Mapping[str, Known]
    by_role: Mapping[str, str]
    by_post: Mapping[Post, str]
    lexicon: Lexicon

    @classmethod
    def of_parties(cls, parties: Parties, names: Sequence[Name], lexicon: Lexicon) -> SentenceCast:
        """Those of a sentence with some names."""
        return cls(
            forms_of=dict(zip(names, parties.named, strict=True)) if names else {},
            known={known.form: known for known in parties.known},
            by_role=dict(parties.by_role),
            by_post=dict(parties.by_post),
            lexicon=lexicon,
        )

    def of(self, name: Name) -> str:
        """As `Cast.of`."""
        return self.forms_of[name]

    def forms(self, names: Iterable[Name]) -> set[str]:
        """The full forms that some names stand for."""
        return {self.forms_of[name] for name in names} - {""}

    def actor(self, form: str) -> Actor:
        """The actor of a full form."""
        return self.known[form].actor

    def is_place(self, form: str) -> bool:
        """Whether a form is a place or a country."""
        return form in self.lexicon.places or form in self.lexicon.countries

    def is_set(self, name: Name) -> bool:
        """Whether a name stands for a place where it is written."""
        return name.setting is not Setting.NONE and (not self.of(name) or self.is_place(self.of(name)))

    def is_person(self, form: str) -> bool:
        """Whether a form is, or may be, a person: a full name of unknown kind that is no place may be one."""
        kind = self.actor(form).kind
        return kind is ActorKind.PERSON or (kind is ActorKind.UNKNOWN and " " in form and form not in self.lexicon.places)

    def may_act(self, form: str) -> bool:
        """Whether a form may be who "he" is: a person, or of a kind nobody tells and somewhere the subject of a verb."""
        return self.actor(form).kind is ActorKind.PERSON or self.known[form].acts

    def is_outlet(self, name: Name) -> bool:
        """Whether a name is that of a newspaper, broadcaster or agency."""
        form = self.of(name)
        first, last = form.partition(" ")[0], form.rpartition(" ")[2]
        names = self.lexicon.outlet_names
        return bool(form) and (last in self.lexicon.outlet_words or form in names or first in names)


def cast_of(lines: Sequence[Line], names: Sequence[tuple[Name, ...]], lexicon: Lexicon) -> Cast:
    """The cast of an article, from the lines and the names of its sentences."""
    actors, target = resolve_names(lines, names, lexicon)
    acting = {target[name.form] for row in names for name in row if name.acts and name.form in target}
    return Cast(
        actors=actors,
        known={form: _known(form, one.name, one.kind, form in acting) for form, one in actors.items()},
        target=target,
        by_role=holders(actors, lexicon.unique_roles),
        by_post=holders_of_posts(chain.from_iterable(_posts(lines, names, lexicon)), target),
        places=_places(names, actors, target, lexicon),
    )


def _posts(lines: Sequence[Line], names: Sequence[tuple[Name, ...]], lexicon: Lexicon) -> Iterable[tuple[tuple[Name, Post], ...]]:
    return (posts(line, row, lexicon) for line, row in zip(lines, names, strict=True) if len(row) > 1)


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
