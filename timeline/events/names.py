"""The tokens of an article in, the proper names in it out: where they stand, what roles are said of them, whose short form they are."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass

from timeline.events.lexicon import Lexicon
from timeline.events.tokens import Token
from timeline.model import ActorKind

_JOINERS = frozenset(
    {"of", "de", "van", "von", "der", "den", "bin", "ibn", "al", "la", "le", "del", "della", "da", "di", "dos", "&", "el", "ter"}
)
_OF_HEADS = frozenset({"department", "ministry", "bank", "university", "house", "bureau", "office", "court", "council", "church", "republic", "institute",
  "museum", "board", "league", "college", "school", "academy", "chamber", "federation", "association", "union", "city", "bay", "isle", "duke", "directorate"})  # fmt: skip
_GENERATIONS = frozenset({"jr", "sr", "ii", "iii", "iv"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Name:
    """A proper name at tokens `first` to `last` (included) of a sentence; `roles` are the role words next to it, `lead` a word like "company"."""

    sentence: int
    first: int
    last: int
    start: int
    end: int
    text: str
    roles: tuple[str, ...] = ()
    lead: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class NamedActor:
    """One actor of one article: the fullest name the article gives, its kind, roles said of it, other forms, and how often it is named."""

    name: str
    kind: ActorKind
    roles: frozenset[str]
    forms: frozenset[str]
    count: int
    person_like: bool = False


def find_names(sentences: list[list[Token]], lexicon: Lexicon) -> list[list[Name]]:
    """The names of each sentence, in order. A capital at the start of a sentence alone makes no name of a common word."""
    lower_words = {t.lower for tokens in sentences for t in tokens if t.text[:1].islower()}
    inside = {t.lower for tokens in sentences for i, t in enumerate(tokens) if i and t.text[:1].isupper() and not _opens(tokens, i)}
    return [_names_of(index, tokens, lexicon, lower_words, inside) for index, tokens in enumerate(sentences)]


def _opens(tokens: list[Token], i: int) -> bool:
    """Whether a capital here may be due to position only."""
    return i == 0 or tokens[i - 1].word_class == "quote" or tokens[i - 1].text in {":", "—", "–", "(", "."}


def _is_capital(token: Token) -> bool:
    return token.text[:1].isupper() and token.word_class not in {"time", "number", "mark", "quote", "stop", "comma"}


def _is_nameable(tokens: list[Token], i: int, lexicon: Lexicon, lower_words: set[str], inside: set[str]) -> bool:
    token = tokens[i]
    if not _is_capital(token) or token.lower in {"i", "i'm", "i've", "i'll"}:
        return False
    if "-" in token.text and any(part[:1].islower() for part in token.text.split("-")[1:]):
        return token.text.split("-")[0] in {"Al", "El"}  # "Trump-era" is an adjective
    if token.lower == "staff" and i > 1 and tokens[i - 2].lower == "chief":
        return False
    closed = token.word_class not in {"word", "verb", "adverb"}
    if _opens(tokens, i):
        if closed or token.lower in lexicon.starts:
            return False
        if token.lower in inside or token.lower in lexicon.given_names:
            return True
        follows = i + 1 < len(tokens) and _is_capital(tokens[i + 1]) and tokens[i + 1].word_class == "word"
        if not follows and _is_plural_subject(tokens, i):
            return False
        common = token.lower in lower_words or token.word_class == "verb" or token.lower in lexicon.adjectives
        return follows or not (common or token.word_class == "adverb" or token.lower in lexicon.noun_kinds)
    return not closed or (token.text.isupper() and len(token.text) > 1 and token.lower not in {"a", "i"})


def _is_plural_subject(tokens: list[Token], i: int) -> bool:
    """Whether a sentence opens with a plural noun: "Tempers have cooled"."""
    if not tokens[i].lower.endswith("s") or i + 1 >= len(tokens):
        return False
    following = tokens[i + 1]
    return following.lower in {"have", "are", "were", "do"} or any(r.tag == "VB" for r in following.readings)


def _names_of(index: int, tokens: list[Token], lexicon: Lexicon, lower_words: set[str], inside: set[str]) -> list[Name]:
    names: list[Name] = []
    i = 0
    while i < len(tokens):
        if not _is_nameable(tokens, i, lexicon, lower_words, inside):
            i += 1
            continue
        last = i
        while last + 1 < len(tokens):
            step = _extends(tokens, last, lexicon, lower_words, inside)
            if not step:
                break
            last += step
        names += _split_roles(index, tokens, i, last, lexicon)
        i = last + 1
    return names


def _extends(tokens: list[Token], last: int, lexicon: Lexicon, lower_words: set[str], inside: set[str]) -> int:
    """How many further tokens belong to the name that reaches `last`."""
    following = tokens[last + 1]
    if (
        tokens[last].text[-1:] == "."
        and not _is_title(tokens[last], lexicon)
        and len(tokens[last].text) > 2
        and not re.fullmatch(r"(?:[A-Z]\.)+", tokens[last].text)
    ):  # noqa: PLR2004
        return 0
    if _is_nameable(tokens, last + 1, lexicon, lower_words, inside) and following.start - tokens[last].end <= 1:
        return 1
    if following.lower == "staff" or following.text == ".":
        return 0
    head_takes_of = following.lower == "of" and (tokens[last].lower in _OF_HEADS or tokens[last].lower in lexicon.organisation_words)
    if following.text.lower() in _JOINERS and (following.lower != "of" or head_takes_of) and last + 2 < len(tokens):
        step = 3 if tokens[last + 2].lower == "the" and last + 3 < len(tokens) else 2
        if _is_capital(tokens[last + step]) and tokens[last + step].word_class in {"word", "verb"}:
            return step
    return 0


def _is_title(token: Token, lexicon: Lexicon) -> bool:
    return token.lower.rstrip(".") in lexicon.titles


def _is_role(tokens: list[Token], i: int, last: int, lexicon: Lexicon) -> bool:
    word = tokens[i].lower.rstrip(".")
    if word not in lexicon.roles:
        return False
    following = tokens[i + 1].lower if i < last else ""
    return following not in lexicon.organisation_words or word in lexicon.titles


def _split_roles(index: int, tokens: list[Token], first: int, last: int, lexicon: Lexicon) -> list[Name]:
    """One run of capitals may hold a firm, a role and a person: "Blue Anchor CEO Ada Brook"."""
    pieces: list[tuple[int, int]] = []
    at = first
    roles_at: dict[int, str] = {}
    start = first
    while at <= last:
        if _is_role(tokens, at, last, lexicon):
            if start < at:
                pieces.append((start, at - 1))
            roles_at[at] = tokens[at].lower.rstrip(".")
            if tokens[at].lower == "chief" and at + 2 < len(tokens) and tokens[at + 2].lower == "staff":
                at += 2
            start = at + 1
        at += 1
    if start <= last:
        pieces.append((start, last))
    return [made for a, b in pieces if (made := _name(index, tokens, a, b, lexicon)) is not None]


def _name(index: int, tokens: list[Token], first: int, last: int, lexicon: Lexicon) -> Name | None:
    while first < last and tokens[first].lower in lexicon.adjectives and tokens[last].lower not in lexicon.organisation_words:
        first += 1
    if last + 1 < len(tokens) and tokens[last + 1].lower.rstrip(".") in _GENERATIONS:
        last += 1
    lowers = [t.lower for t in tokens[first : last + 1]]
    if len(lowers) == 1 and (lowers[0] in lexicon.adjectives or tokens[first].word_class in {"modal", "conjunction"} or len(lowers[0]) < 2):  # noqa: PLR2004
        return None
    before, after = _around(tokens, first, last, lexicon)
    if first and tokens[first - 1].text == "The" and (tokens[last].lower in lexicon.outlet_words or not _opens(tokens, first - 1)):
        first -= 1  # "The Harbour Times" writes its article large
    text = " ".join(t.text for t in tokens[first : last + 1])
    lead = tokens[first - 1].lower if first and tokens[first - 1].lower in lexicon.organisation_leads else ""
    return Name(
        sentence=index,
        first=first,
        last=last,
        start=tokens[first].start,
        end=tokens[last].end,
        text=text,
        roles=tuple(before + after),
        lead=lead,
    )


def _around(tokens: list[Token], first: int, last: int, lexicon: Lexicon) -> tuple[list[str], list[str]]:
    """Role words that lead up to a name ("President"), or follow it after a comma ("Ada Brook, the mayor of …")."""
    before: list[str] = []
    i = first - 1
    while i >= 0 and first - i <= 5:  # noqa: PLR2004
        word = tokens[i].lower.rstrip(".")
        if word not in lexicon.roles and word != "staff" and not (word == "of" and before[:1] == ["staff"]):
            break
        before.insert(0, word)
        i -= 1
    after: list[str] = []
    if last + 2 < len(tokens) and tokens[last + 1].word_class == "comma":
        for token in tokens[last + 2 : last + 8]:
            if token.lower in lexicon.roles:
                after.append(token.lower)
            elif token.word_class == "genitive":
                after.clear()  # “Hale, the mayor's secretary” is no mayor
            elif (
                after
                or token.text[:1].isupper()
                or token.word_class not in {"determiner", "possessive", "adverb", "word", "verb", "genitive"}
            ):
                break
    return [w for w in before if w not in {"of", "staff"}] + (["of-staff"] if "staff" in before else []), after


# --- actors of one article -----------------------------------------------------------------------------------------------------------------


def normal(name: str) -> str:
    """A name as it is compared: no "The", no country before a body, no middle initials, no legal form, no dots; lower case."""
    words = [w.rstrip(".").replace(".", "") for w in re.split(r"[\s]+", name.replace("’", "'")) if w]
    if len(words) > 1 and words[0].lower() == "the":
        words = words[1:]
    if len(words) > 2 and words[0].upper() in {"US", "UK", "EU", "UN"}:  # noqa: PLR2004
        words = words[1:]
    if len(words) > 1 and words[-1].lower() in {"inc", "corp", "co", "ltd", "llc", "plc", "gmbh", "ag"}:
        words = words[:-1]
    if len(words) > 2:  # noqa: PLR2004
        words = [w for i, w in enumerate(words) if i in {0, len(words) - 1} or len(w) > 1]
    return " ".join(words).casefold()


def resolve_names(names: list[list[Name]], lexicon: Lexicon, text: str) -> tuple[dict[str, NamedActor], dict[str, str]]:
    """The actors of an article, and which actor each written form stands for (both keyed by `normal` form).

    A surname stands for the one full name that ends with it; a short form of an organisation for the one name that holds it; letters in
    brackets after a name for that name. Where two would fit, the short form stays an actor of its own.
    """
    surnames = {normal(name.text).split()[-1] for row in names for name in row if "-" not in name.text}
    flat = [name for row in names for name in row if not _joins_two(name.text, surnames)]
    by_form: dict[str, list[Name]] = defaultdict(list)
    for name in flat:
        by_form[normal(name.text)].append(name)
    acronyms = _acronyms(flat, text)
    target = {form: _expand(form, by_form, acronyms, lexicon) for form in by_form}
    target = {form: target.get(full, full) for form, full in target.items()}
    groups: dict[str, list[str]] = defaultdict(list)
    for form, full in target.items():
        groups[full].append(form)
    actors = {full: _actor(full, forms, by_form, lexicon) for full, forms in groups.items()}
    return actors, target


def _joins_two(text: str, surnames: set[str]) -> bool:
    """Whether a hyphen joins two actors ("the Brook-Vance talks")."""
    parts = text.casefold().split("-")
    return len(parts) == 2 and " " not in text and all(part in surnames for part in parts)  # noqa: PLR2004


def _acronyms(flat: list[Name], text: str) -> dict[str, str]:
    """DOGE → department of government efficiency, where the article says so in brackets or the letters are the initials of one name."""
    found: dict[str, str] = {}
    longer = {normal(n.text) for n in flat if " " in n.text}
    for name in flat:
        form = normal(name.text)
        if " " in form or not name.text.replace(".", "").isupper():
            continue
        in_brackets = [n for n in flat if n.end < name.start <= n.end + 3 and text[n.end : name.start].strip() == "("]
        fits = {normal(n.text) for n in in_brackets if " " in n.text} or {f for f in longer if _initials(f) == form.replace(".", "")}
        if len(fits) == 1:
            found[form] = fits.pop()
    return found


def _initials(form: str) -> str:
    return "".join(word[0] for word in form.split() if word not in _JOINERS and word not in {"the", "and", "for"})


def _expand(form: str, by_form: dict[str, list[Name]], acronyms: dict[str, str], lexicon: Lexicon) -> str:
    if form in acronyms:
        return acronyms[form]
    words = form.split()
    if len(words) == 1:
        fits = {f for f in by_form if f != form and " " in f and _is_surname(words[0], f)}
        bodies = {
            f
            for f in by_form
            if f != form and " " in f and f.split()[-1] == words[0] and words[0] in lexicon.organisation_words | lexicon.outlet_words
        }
        given = {f for f in by_form if " " in f and f.split()[0] == words[0] and words[0] in lexicon.given_names}
        fits = fits or bodies or given
    else:
        fits = {f for f in by_form if f != form and len(f.split()) > len(words) and f.split()[-len(words) :] == words}
        if not fits and words[-1] in _GENERATIONS:
            return form
        if not fits and len(words) == 2:  # noqa: PLR2004  "Ada Brook" beside "Ada Maria Brook"
            fits = {f for f in by_form if len(f.split()) == 3 and (f.split()[0], f.split()[-1]) == (words[0], words[-1])}  # noqa: PLR2004
    return fits.pop() if len(fits) == 1 else form


def _is_surname(word: str, full: str) -> bool:
    parts = full.split()
    if parts[-1] in _GENERATIONS:
        return len(parts) > 2 and parts[-2] == word  # noqa: PLR2004
    return parts[-1] == word


def _actor(full: str, forms: list[str], by_form: dict[str, list[Name]], lexicon: Lexicon) -> NamedActor:
    uses = [name for form in forms for name in by_form[form]]
    roles = frozenset(role for name in uses for role in name.roles)
    display = max((n.text for n in by_form[full]), key=lambda t: (len(t.split()), -len(t), t)) if full in by_form else uses[0].text
    kind = _kind(full, roles, uses, lexicon)
    return NamedActor(name=display, kind=kind, roles=roles, forms=frozenset(forms), count=len(uses), person_like=kind is ActorKind.PERSON)


def _kind(full: str, roles: frozenset[str], uses: list[Name], lexicon: Lexicon) -> ActorKind:
    words = full.split()
    if full in lexicon.places or full in lexicon.countries:
        return ActorKind.UNKNOWN
    if words[-1] in lexicon.organisation_words or words[0] in {"department", "ministry", "bank", "university"} or any(n.lead for n in uses):
        return ActorKind.ORGANISATION
    if words[0] in lexicon.given_names and len(words) > 1:
        return ActorKind.PERSON
    if any(n.text.isupper() and len(n.text) > 1 for n in uses) or words[-1] in lexicon.outlet_names:
        return ActorKind.ORGANISATION
    if roles and len(words) > 1 and len(words) < 5:  # noqa: PLR2004
        return ActorKind.PERSON
    return ActorKind.UNKNOWN
