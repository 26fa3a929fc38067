"""The names of an article in, its actors out: whose short form a name is, and whether somebody is a person or a body."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

from timeline.events.lexicon import Lexicon
from timeline.events.line import Line
from timeline.events.names import GENERATIONS, Name
from timeline.model import ActorKind
from timeline.quick import dataclass, maker

_LONGEST_PERSON = 4  # words
_GAP = 3  # characters between a name and its letters in brackets
_SKIPPED_INITIALS = frozenset({"the", "and", "for"})


@dataclass(frozen=True, slots=True, kw_only=True)
class NamedActor:
    """One actor of one article: the fullest name the article gives, its kind, and the roles said of it."""

    name: str
    kind: ActorKind
    roles: frozenset[str]


_named_actor = maker(NamedActor)


def resolve_names(lines: Sequence[Line], names: Sequence[Sequence[Name]], lexicon: Lexicon) -> tuple[dict[str, NamedActor], dict[str, str]]:
    """The actors of an article, from its lines and the names in each, and which actor each written form stands for (both by `normal` form).

    A surname stands for the one full name that ends with it; a short form of an organisation for the one name that holds it; letters in
    brackets after a name for that name. Where two would fit, the short form stays an actor of its own.
    """
    every = [name for row in names for name in row]
    surnames = {name.form.split()[-1] for name in every if "-" not in name.text}
    uses: dict[str, list[Name]] = defaultdict(list)
    for name in every:
        if not _joins_two(name.text, surnames):
            uses[name.form].append(name)
    acronyms = _acronyms([name for row in uses.values() for name in row], _in_brackets(lines, names), lexicon)
    forms = _Forms.of(uses)
    fuller = {form: acronyms.get(form) or _expand(form, forms, lexicon) for form in uses}
    target = {form: fuller.get(full, full) for form, full in fuller.items()}
    groups: dict[str, list[str]] = defaultdict(list)
    for form, full in target.items():
        groups[full].append(form)
    return {full: _actor(full, [n for form in forms for n in uses[form]], lexicon) for full, forms in groups.items()}, target


def _joins_two(text: str, surnames: Collection[str]) -> bool:
    """Whether a hyphen joins two actors ("the Brook-Vance talks")."""
    if "-" not in text or " " in text:
        return False
    left, _, right = text.casefold().partition("-")
    return left in surnames and right in surnames


def _in_brackets(lines: Sequence[Line], names: Sequence[Sequence[Name]]) -> Iterable[tuple[Name, Name]]:
    """Names with the one that opens the bracket right behind them: "Harbour Police Office (HPO)"."""
    for line, row in zip(lines, names, strict=True):
        for left, right in pairwise(row):
            if right.start <= left.end + _GAP and line.text[left.end : right.start].strip() == "(":
                yield left, right


def _acronyms(names: Sequence[Name], bracketed: Iterable[tuple[Name, Name]], lexicon: Lexicon) -> dict[str, str]:
    """Letters → the name they stand for, where the article says so in brackets or they are the initials of one name."""
    letters = [name for name in names if " " not in name.form and name.text.replace(".", "").isupper()]
    if not letters:
        return {}
    found: dict[str, str] = {}
    longer = {name for name in names if " " in name.text}
    skipped = lexicon.grammar.joiners | _SKIPPED_INITIALS
    initials = {form: "".join(word[0] for word in form.split() if word not in skipped) for form in {name.form for name in longer}}
    explained = {right: left.form for left, right in bracketed if left in longer}
    for name in letters:
        fits = {explained[name]} if name in explained else set[str]()
        fits |= {form for form, first in initials.items() if first == name.form.replace(".", "")}
        if len(fits) == 1:
            found[name.form] = fits.pop()
    return found


class _Forms(NamedTuple):
    """The written forms of several words, by their first word, by their last, and by the surname."""

    first: Mapping[str, list[str]]
    last: Mapping[str, list[str]]
    surname: Mapping[str, list[str]]

    @classmethod
    def of(cls, forms: Iterable[str]) -> _Forms:
        """Those of an article."""
        first, last, surname = defaultdict[str, list[str]](list), defaultdict[str, list[str]](list), defaultdict[str, list[str]](list)
        for form in forms:
            if len(parts := form.split()) > 1:
                first[parts[0]].append(form)
                last[parts[-1]].append(form)
                surname[_surname(parts)].append(form)
        return cls(first, last, surname)


def _expand(form: str, forms: _Forms, lexicon: Lexicon) -> str:
    """The one fuller form that a form stands for, else itself."""
    words = form.split()
    fits = _of_one_word(form, forms, lexicon) if len(words) == 1 else _of_several(form, words, forms)
    return fits[0] if len(fits) == 1 else form


def _of_one_word(word: str, forms: _Forms, lexicon: Lexicon) -> Sequence[str]:
    """Full names that a single word may stand for: by surname, else by the last word of a body, else by given name."""
    fits, given = forms.surname.get(word, ()), word in lexicon.given_names
    if not given and word in forms.first:
        return ()  # "Brook" may be Ada Brook or Brook Ferries
    if not fits and (word in lexicon.organisation_words or word in lexicon.outlet_words):
        fits = forms.last.get(word, ())
    return forms.first.get(word, ()) if given and not fits else fits


def _of_several(form: str, words: Sequence[str], forms: _Forms) -> Sequence[str]:
    """Longer names that end so; "Ada Brook" also stands for "Ada Maria Brook"."""
    fits = [other for other in forms.last.get(words[-1], ()) if other.endswith(f" {form}")]
    if fits or words[-1] in GENERATIONS or len(words) != 2:  # noqa: PLR2004  given name and surname
        return fits
    return [other for other in forms.first.get(words[0], ()) if other.split()[2:] == words[1:]]


def _surname(parts: Sequence[str]) -> str:
    """The last word of a name, the one before where that is "jr"; empty where nothing would be left."""
    if parts[-1] not in GENERATIONS:
        return parts[-1]
    return parts[-2] if len(parts) > 2 else ""  # noqa: PLR2004  "Vance Jr." has no given name


def _actor(full: str, uses: Sequence[Name], lexicon: Lexicon) -> NamedActor:
    roles = frozenset(role for name in uses for role in name.roles)
    own = [name.text for name in uses if name.form == full]
    display = max(own, key=lambda text: (len(text.split()), -len(text), text)) if own else uses[0].text
    return _named_actor(name=display, kind=_kind(full, roles, uses, lexicon), roles=roles)


def _kind(full: str, roles: Collection[str], uses: Sequence[Name], lexicon: Lexicon) -> ActorKind:
    words = full.split()
    if full in lexicon.places or full in lexicon.countries:
        return ActorKind.UNKNOWN
    if words[-1] in lexicon.organisation_words or words[0] in lexicon.grammar.body_heads or any(name.lead for name in uses):
        return ActorKind.ORGANISATION
    if words[0] in lexicon.given_names and len(words) > 1:
        return ActorKind.PERSON
    if any(name.text.isupper() and len(name.text) > 1 for name in uses) or words[-1] in lexicon.outlet_names:
        return ActorKind.ORGANISATION
    return ActorKind.PERSON if roles and 1 < len(words) <= _LONGEST_PERSON else ActorKind.UNKNOWN


def holders(actors: Mapping[str, NamedActor], roles: Collection[str]) -> dict[str, str]:
    """Role → the one actor it is said of, for roles that one person has at a time."""
    found: dict[str, list[str]] = defaultdict(list)
    for form, actor in actors.items():
        for role in actor.roles.intersection(roles):
            found[role].append(form)
    return {role: forms[0] for role, forms in found.items() if len(forms) == 1}
