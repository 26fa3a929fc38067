"""The lines of an article in, the proper names in it out: where they stand, and what roles are said of them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache

from timeline.events.lexicon import Lexicon
from timeline.events.line import Line, kept, opens
from timeline.events.places import Setting, acts, setting_of
from timeline.events.tokens import Token
from timeline.quick import dataclass, maker

GENERATIONS = frozenset({"jr", "sr", "ii", "iii", "iv"})
_LEGAL_FORMS = frozenset({"inc", "corp", "co", "ltd", "llc", "plc", "gmbh", "ag"})
_STATES = frozenset({"US", "UK", "EU", "UN"})
_UNNAMED = frozenset({"time", "number", "mark", "quote", "stop", "comma"})
_OPEN = frozenset({"word", "verb", "adverb"})  # classes whose words may be names wherever they are capitalised
_INITIALS = re.compile(r"(?:[A-Z]\.)+")
_JOINED = 4  # tokens from the one before a joiner to the next part of the name
_ROLES_BEFORE, _ROLES_AFTER = 5, 6  # tokens in which roles are looked for around a name


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Name:
    """A proper name at tokens `first` to `last` (included) of a sentence; `form` is its `normal` form, `roles` are the role words next to
    it, `lead` a word like "company". `setting` tells that it stands where a place does, `acts` that a verb follows whose subject it may be.
    """

    first: int
    last: int
    start: int
    end: int
    text: str
    form: str
    roles: tuple[str, ...] = ()
    lead: str = ""
    setting: Setting = Setting.NONE
    acts: bool = False


_make_name = maker(Name)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class _Words:
    """What the article's own spelling tells of the words that open a sentence: which it writes small elsewhere, and which it writes large
    where nothing but a name calls for it.
    """

    lexicon: Lexicon
    small: frozenset[str]
    large: frozenset[str]


def find_names(lines: Sequence[Line], lexicon: Lexicon) -> list[tuple[Name, ...]]:
    """The names of each sentence, in order. A capital at the start of a sentence alone makes no name of a common word."""
    small = frozenset[str]().union(*(line.small for line in lines))
    large = frozenset[str]().union(*(line.large for line in lines))
    return [_names_in(line, line.openings & small, line.openings & large, lexicon) for line in lines]


@kept
def _names_in(line: Line, small: frozenset[str], large: frozenset[str], lexicon: Lexicon) -> tuple[Name, ...]:
    return tuple(_names_of(line.tokens, line.capitals, _Words(lexicon=lexicon, small=small, large=large)))


@lru_cache(maxsize=1 << 14)  # an article says its names again and again
def normal(name: str) -> str:
    """A name as it is compared: no "The", no country before a body, no middle initials, no legal form, no dots; lower case.

    >>> normal("The U.S. Harbour Office"), normal("Ada M. Brook"), normal("Vance Lines Inc.")
    ('harbour office', 'ada brook', 'vance lines')
    """
    words = [word.replace(".", "") for word in name.replace("’", "'").split()]
    if len(words) > 1 and words[0].lower() == "the":
        words = words[1:]
    if len(words) > 2 and words[0].upper() in _STATES:  # noqa: PLR2004  "US Senate" stays
        words = words[1:]
    if len(words) > 1 and words[-1].lower() in _LEGAL_FORMS:
        words = words[:-1]
    inner = [word for word in words[1:-1] if len(word) > 1]
    return " ".join([*words[:1], *inner, *words[-1:]] if len(words) > 1 else words).casefold()


def _names_of(tokens: Sequence[Token], capitals: Sequence[int], words: _Words) -> Iterable[Name]:
    behind = 0
    for i in capitals:
        if i < behind or not _is_nameable(tokens, i, words):
            continue
        last = i
        while step := _extends(tokens, last, words):
            last += step
        for first, end in _pieces(tokens, i, last, words):
            if (name := _name(tokens, first, end, words.lexicon)) is not None:
                yield name
        behind = last + 1


# --- where a name begins and how far it reaches -------------------------------------------------------------------------------------------


def _is_capital(token: Token) -> bool:
    return token.case == "A" and token.word_class not in _UNNAMED


def _is_nameable(tokens: Sequence[Token], i: int, words: _Words) -> bool:
    """Whether token `i` can be part of a name."""
    token = tokens[i]
    if not _is_capital(token) or token.lower in words.lexicon.grammar.first_person:
        return False
    if "-" in token.text and any(part[:1].islower() for part in token.text.split("-")[1:]):
        return token.text.split("-")[0] in words.lexicon.grammar.hyphen_heads
    if token.lower in words.lexicon.long_role_words and _goes_on_with_role(tokens, i, words.lexicon):
        return False
    if opens(tokens, i):
        return _is_name_at_start(tokens, i, words)
    return token.word_class in _OPEN or (token.text.isupper() and len(token.text) > 1)


def _goes_on_with_role(tokens: Sequence[Token], i: int, lexicon: Lexicon) -> bool:
    """The Staff of "Chief of Staff"."""
    places = [role.index(tokens[i].lower) for role in lexicon.long_roles if tokens[i].lower in role]
    return any(0 < n <= i and long_role_at(tokens, i - n, lexicon) > n for n in places)


def _is_name_at_start(tokens: Sequence[Token], i: int, words: _Words) -> bool:
    """The same where a capital may be due to position: other capitals and the article's own spelling decide."""
    token, lexicon = tokens[i], words.lexicon
    if token.word_class not in _OPEN or token.lower in lexicon.starts:
        return False
    if token.lower in words.large or token.lower in lexicon.given_names:
        return True
    following = tokens[i + 1] if i + 1 < len(tokens) and _is_capital(tokens[i + 1]) else None
    if following is not None and (following.word_class == "word" or _names_body(following, lexicon)):
        return True
    common = token.lower in words.small or token.word_class in {"verb", "adverb"}
    common = common or token.lower in lexicon.adjectives or token.lower in lexicon.noun_kinds or token.lower in lexicon.grave
    return not common and not _is_plural_subject(tokens, i, lexicon)


def _names_body(token: Token, lexicon: Lexicon) -> bool:
    """Whether a name that ends with a word is that of a body or an outlet."""
    return token.lower in lexicon.organisation_words or token.lower in lexicon.outlet_words


def _is_plural_subject(tokens: Sequence[Token], i: int, lexicon: Lexicon) -> bool:
    """Whether a sentence opens with a plural noun: "Tempers have cooled", "Repairs to the pier"."""
    if not tokens[i].lower.endswith("s") or i + 1 >= len(tokens):
        return False
    following = tokens[i + 1]
    described = following.can_be("VBN") and i + 2 < len(tokens) and tokens[i + 2].word_class == "preposition"
    governs = following.lower in lexicon.grammar.plural_links and tokens[i].lower not in lexicon.organisation_words
    return following.lower in lexicon.grammar.plural_verbs or following.can_be("VB") or described or governs


def _extends(tokens: Sequence[Token], last: int, words: _Words) -> int:
    """How many further tokens belong to the name that reaches `last`."""
    if last + 1 >= len(tokens) or _ends_sentence(tokens[last], words.lexicon):
        return 0
    following, lexicon = tokens[last + 1], words.lexicon
    if following.start - tokens[last].end <= 1 and _is_nameable(tokens, last + 1, words):
        return 1
    if _owns_body(tokens, last, lexicon):
        return 2
    takes_of = tokens[last].lower in lexicon.grammar.of_heads or tokens[last].lower in lexicon.organisation_words
    if following.text.lower() not in lexicon.grammar.joiners or (following.lower == "of" and not takes_of) or last + 2 >= len(tokens):
        return 0
    step = 2  # "Ursa van der Holt", "Bank of the West"
    while step < _JOINED and last + step + 1 < len(tokens) and tokens[last + step].text in lexicon.grammar.joiners | {"the"}:
        step += 1
    joined = tokens[last + step]
    return step if _is_capital(joined) and joined.word_class in {"word", "verb"} else 0


def _owns_body(tokens: Sequence[Token], last: int, lexicon: Lexicon) -> bool:
    """“Shipwrights' Union”: a plural whose body is named after it."""
    if last + 2 >= len(tokens) or tokens[last + 1].text not in {"'", "’"} or not tokens[last].lower.endswith("s"):
        return False
    body = tokens[last + 2]
    return tokens[last + 1].word_class == "genitive" and _is_capital(body) and body.lower in lexicon.organisation_words


def _ends_sentence(token: Token, lexicon: Lexicon) -> bool:
    """Whether a dot at a token ends the name: not that of a title or of initials."""
    return token.text.endswith(".") and token.lower.rstrip(".") not in lexicon.titles and _INITIALS.fullmatch(token.text) is None


# --- what is a name and what a role -------------------------------------------------------------------------------------------------------


def _pieces(tokens: Sequence[Token], first: int, last: int, words: _Words) -> Iterable[tuple[int, int]]:
    """One run of capitals may hold a firm, a role and a person: "Blue Anchor CEO Ada Brook"."""
    start, at, lexicon = first, first, words.lexicon
    link = first - 2 if first > 1 and tokens[first - 1].lower in lexicon.finding.articles else first - 1
    if link > 0 and tokens[link].lower in lexicon.post_links and tokens[link - 1].lower in lexicon.roles:
        holder = _holder(tokens, first, last, lexicon)
        if first < holder:  # "Commissioner for Ferries Petra Noll", "the Foreign Minister of Norland Hakan Fil"
            yield first, holder - 1
        start = at = holder
    elif opens(tokens, first) and last - first > 1 and _is_title(tokens, first, words):
        start = at = first + 1  # "Negotiator Petra Noll"
    while at <= last:
        if _is_role(tokens, at, last, lexicon):
            if start < at:
                yield start, at - 1
            at += max(long_role_at(tokens, at, lexicon) - 1, 0)
            start = at + 1
        at += 1
    if start <= last:
        yield start, last


def _holder(tokens: Sequence[Token], first: int, last: int, lexicon: Lexicon) -> int:
    """Where the one who holds a post begins behind the body or place of the post; `first` where that is not to be seen."""
    given = next((i for i in range(first + 1, last) if tokens[i].lower in lexicon.given_names), first)
    if given > first:
        return given
    bodies = [i for i in range(first, last - 1) if _names_body(tokens[i], lexicon)]
    if bodies:
        return bodies[-1] + 1
    words = [token.lower for token in tokens[first : last + 1]]
    named = (n for n in range(len(words) - 2, 0, -1) if (place := " ".join(words[:n])) in lexicon.places or place in lexicon.countries)
    return first + next(named, 0)


def _is_title(tokens: Sequence[Token], first: int, words: _Words) -> bool:
    """Whether a sentence opens with what somebody is, before a given name; what is written large elsewhere is a name."""
    begins, given = tokens[first].lower, tokens[first + 1].lower
    names = words.lexicon.given_names
    return given in names and begins not in names and begins not in words.large and not _names_body(tokens[first], words.lexicon)


def long_role_at(tokens: Sequence[Token], i: int, lexicon: Lexicon) -> int:
    """How many tokens from `i` on are a post of several words, "chief of staff"; 0 for none."""
    if tokens[i].lower not in lexicon.long_role_words:
        return 0
    for words in lexicon.long_roles:
        if words[0] == tokens[i].lower and tuple(token.lower for token in tokens[i : i + len(words)]) == words:
            return len(words)
    return 0


def _is_role(tokens: Sequence[Token], i: int, last: int, lexicon: Lexicon) -> bool:
    word = tokens[i].lower.rstrip(".")
    if word not in lexicon.roles:
        return long_role_at(tokens, i, lexicon) > 0
    following = tokens[i + 1].lower if i < last else ""
    return following not in lexicon.organisation_words or word in lexicon.titles


def _name(tokens: Sequence[Token], first: int, last: int, lexicon: Lexicon) -> Name | None:
    while first < last and tokens[first].lower in lexicon.adjectives and not _keeps_adjective(tokens, first, last, lexicon):
        first += 1
    if last + 1 < len(tokens) and tokens[last + 1].lower.rstrip(".") in GENERATIONS:
        last += 1
    alone = tokens[first]
    if first == last and (alone.lower in lexicon.adjectives or alone.word_class in {"modal", "conjunction"} or len(alone.lower) == 1):
        return None
    roles = (*_roles_before(tokens, first, lexicon), *_roles_after(tokens, last, lexicon))
    if first and tokens[first - 1].text == "The" and (tokens[last].lower in lexicon.outlet_words or not opens(tokens, first - 1)):
        first -= 1  # "The Harbour Times" writes its article large
    text = " ".join([t.text for t in tokens[first : last + 1]]).replace(" ' ", "' ").replace(" ’ ", "’ ")
    lead = tokens[first - 1].lower if first and tokens[first - 1].lower in lexicon.organisation_leads else ""
    lead = lead or _lead_behind(tokens, last, lexicon)
    return _make_name(
        first=first,
        last=last,
        start=tokens[first].start,
        end=tokens[last].end,
        text=text,
        form=normal(text),
        roles=roles,
        lead=lead,
        setting=setting_of(tokens, first, last, lexicon),
        acts=acts(tokens, first, last),
    )


def _keeps_adjective(tokens: Sequence[Token], first: int, last: int, lexicon: Lexicon) -> bool:
    """Whether a name begins with an adjective of its own: "Norlandic Bank", "Saudi Arabia"."""
    form = " ".join([token.lower for token in tokens[first : last + 1]])
    return _names_body(tokens[last], lexicon) or form in lexicon.countries or form in lexicon.places


def _lead_behind(tokens: Sequence[Token], last: int, lexicon: Lexicon) -> str:
    """“Corvo, the shipping firm …”: what a body is called behind a comma."""
    if last + 3 >= len(tokens) or tokens[last + 1].word_class != "comma" or tokens[last + 2].word_class != "determiner":
        return ""
    return next((t.lower for t in tokens[last + 3 : last + 5] if t.lower in lexicon.organisation_leads), "")


def _roles_before(tokens: Sequence[Token], first: int, lexicon: Lexicon) -> list[str]:
    """Role words that lead up to a name: "president"; a post of several words is one."""
    found: list[str] = []
    at = first - 1
    while at >= max(0, first - _ROLES_BEFORE):
        word = tokens[at].lower.rstrip(".")
        begins = _long_role_to(tokens, at, lexicon) if word in lexicon.long_role_words else at
        if begins == at and word not in lexicon.roles:
            break
        found[:0] = [word] if word in lexicon.roles else []
        found[:0] = [" ".join(token.lower for token in tokens[begins : at + 1])] if begins < at else []
        at = begins - 1
    return found


def _long_role_to(tokens: Sequence[Token], last: int, lexicon: Lexicon) -> int:
    """Where the post of several words begins that ends with a token; the token itself for none."""
    word = tokens[last].lower.rstrip(".")
    longer = [len(role) - 1 for role in lexicon.long_roles if role[-1] == word and len(role) <= last + 1]
    return next((last - n for n in longer if long_role_at(tokens, last - n, lexicon) == n + 1), last)


def _roles_after(tokens: Sequence[Token], last: int, lexicon: Lexicon) -> list[str]:
    """Role words behind a name and a comma: "Ada Brook, the mayor of …"."""
    found: list[str] = []
    if last + 2 >= len(tokens) or tokens[last + 1].word_class != "comma":
        return found
    for token in tokens[last + 2 : last + 2 + _ROLES_AFTER]:
        if token.lower in lexicon.roles:
            found.append(token.lower)
        elif token.word_class == "genitive":
            found.clear()  # “Hale, the mayor's secretary” is no mayor
        elif found or token.case == "A" or token.word_class not in {"determiner", "possessive", "adverb", "word", "verb"}:
            break
    return found
