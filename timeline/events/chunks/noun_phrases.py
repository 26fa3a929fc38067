"""Where a noun phrase begins in, the phrase out: how far it reaches, the names in it, its head and its owner."""

from __future__ import annotations

from timeline.events.chunks.nominal import closes_date, is_nominal, is_noun_date
from timeline.events.chunks.records import Chunk, make_chunk
from timeline.events.chunks.row import Row
from timeline.events.names import Name, long_role_at

_LONG_QUOTATION = 5  # tokens: so many inside quotation marks are something said, not a word made odd
_COUNTED = frozenset({"word", "verb"})
_ADJECTIVAL = frozenset({"determiner", "possessive", "adverb", "genitive"})
_FINITE = frozenset({"have", "be", "do", "modal"})  # classes of words that begin a verb group
_GOVERNING = frozenset({"vg", "comma", "conj", "sub", "comp", "rel", "stop"})
# Classes that no phrase goes on with.
_OUTSIDE = frozenset({"comma", "pronoun", "relative", "modal", "be", "have", "do", "negation", "mark"})
_HEADLESS = frozenset({"genitive", "quote", "mark"})


def noun_phrase(row: Row, at: int) -> Chunk:
    """The noun phrase that begins at a token."""
    token = row.tokens[at]
    if token.word_class == "pronoun" and at not in row.name_at:
        following = row.after(at)
        said = token.quoted and following is not None and following.quoted
        return make_chunk(kind="np", first=at, last=at, pronoun=token.lower, head=token.lower, quoted=said)
    last, names, owner = _extent(row, at)
    head = last
    while head >= at and row.tokens[head].word_class in _HEADLESS:
        head -= 1
    return make_chunk(
        kind="np",
        first=at,
        last=last,
        names=names,
        head=row.tokens[head].lower if head >= at else "",
        owner=owner,
        negated=token.word_class == "negation",
        pronoun=token.lower if token.word_class == "possessive" else "",
        quoted=last > at + 2 and row.tokens[at + 1].quoted,  # a word or two in quotation marks are a choice of words
    )


def _extent(row: Row, at: int) -> tuple[int, tuple[Name, ...], int]:
    """The last token of the phrase that begins at `at`, the names in it, and which of them owns."""
    names: list[Name] = []
    owner, last = -1, at
    i, tokens, name_at = at, row.tokens, row.name_at
    if tokens[at].lower in row.lexicon.openers and is_quantity(row, at):
        last = _number_after(row, at)
        i = last + 1
    end, links = len(tokens), row.lexicon.grammar.adjective_links
    while i < end:
        token, name = tokens[i], name_at.get(i)
        word_class = token.word_class
        if (
            word_class == "word"
            and name is None
            and token.lower not in links
            and (i == at or (tokens[i - 1].word_class != "quote" and not (names and names[-1].last + 1 == i)))
        ):
            last = i  # most tokens are such, with neither a name nor a quotation that ends right before them
            i += 1
            continue
        outside = word_class in _OUTSIDE and name is None and not token.quoted
        if i > at and (not _closes_noun_date(row, i, at) if outside else _ends_before(row, i, at, names)):
            break
        if name is not None:
            names.append(name)
            i = last = name.last
        elif word_class == "genitive":
            owner = len(names) - 1 if names and i == names[-1].last + 1 else owner
            last = i
        elif word_class != "quote":
            last = i
        i += 1
    return last, tuple(names), owner


def _closes_noun_date(row: Row, i: int, start: int) -> bool:
    """Whether a token ends the date that belongs to the noun behind it."""
    return i > start + 1 and closes_date(row, i) and is_noun_date(row, i - 1)


def _ends_before(row: Row, i: int, start: int, names: list[Name]) -> bool:
    token, named = row.tokens[i], i in row.name_at
    if (named and (token.text == "The" or _runs_in(row, i, start) or _begins_told(row, i, start))) or _closes_speech(row, i):
        return True
    if token.lower in row.lexicon.grammar.adjective_links and row.has_object(i):
        return True  # “two months following the end”: the word introduces what stands behind it
    if names and i == names[-1].last + 1 and _is_second_object(row, i):
        return True
    return not (named or token.word_class == "word" or _continues(row, i, start))


def _runs_in(row: Row, i: int, start: int) -> bool:
    """“… more harbour contracts Holt and his crew have …”: a name behind a plural that is no word for people begins what is told."""
    before = row.tokens[i - 1]
    common = before.word_class in {"word", "verb"} and before.text.islower()
    plural = row.lexicon.endings.is_plural(before.lower)
    return (
        common
        and plural
        and i - 1 > start
        and i - 1 not in row.name_at
        and row.lexicon.somebody.isdisjoint((before.lower, before.lower[:-1]))
    )


def _begins_told(row: Row, i: int, start: int) -> bool:
    """“sold the boat Tom Reed had stolen”, "wrote in his column Vance Lines had paid": behind a verb a name right before a verb of its own
    is no part of the noun before it, but for "said the clerk Tom Reed had left".
    """
    name, before = row.name_at[i], row.tokens[i - 1]
    behind = row.after(name.last)
    if (
        i == start
        or i != name.first
        or i - 1 in row.name_at
        or behind is None
        or before.word_class not in _COUNTED
        or not before.text.islower()
    ):
        return False
    finite = behind.word_class in _FINITE or (behind.can_be("VBD") and not behind.can_be("VBN"))
    verb = next((made.verb for made in reversed(row.made) if made.kind in _GOVERNING), None)
    if not finite or verb is None:
        return False
    may_bear_it = before.lower in row.lexicon.somebody or before.lower in row.lexicon.finding.vessels
    return not may_bear_it or verb.lemma not in row.lexicon.grammar.bridges


def _is_second_object(row: Row, i: int) -> bool:
    """“awarded Vance Lines contracts”: behind a verb of giving, what follows a name is what the named one gets."""
    verb = row.made[-1].verb if row.made else None
    token = row.tokens[i]
    gives = verb is not None and verb.lemma in row.lexicon.grammar.giving
    return gives and token.word_class in _COUNTED and token.lower.endswith("s") and i not in row.name_at


def _closes_speech(row: Row, i: int) -> bool:
    """Whether a long quotation ends just before token `i`, so that what follows is the speaker and not the thing said."""
    if row.tokens[i - 1].word_class != "quote" or row.tokens[i].quoted or i < _LONG_QUOTATION:
        return False
    return all(token.quoted for token in row.tokens[i - _LONG_QUOTATION : i - 2])


def _continues(row: Row, i: int, start: int) -> bool:
    """Whether token `i`, which is no mere word, still belongs to the noun phrase that began at `start`."""
    token, previous, following = row.tokens[i], row.tokens[i - 1], row.after(i)
    if token.quoted and previous.quoted and token.word_class != "stop":
        return True
    match token.word_class:
        case "number":
            return not (i - 1 in row.name_at and (not token.text.isdigit() or _counts(row, i)))
        case "quote":
            opens_or_closes = token.quoted or previous.quoted
            return following is not None and opens_or_closes and (following.quoted or following.word_class in {"word", "genitive"})
        case "stop":
            return row.is_torn(i)
        case "conjunction":
            return _joins_adjectives(row, i, start)
        case "genitive":
            return following is not None and (previous.word_class != "time" or is_noun_date(row, i - 1))
        case "verb":
            return not token.quoted and is_nominal(row, i)
        case "determiner" | "possessive":
            return i == start + 1 and row.tokens[start].lower in row.lexicon.grammar.predeterminers
        case "adverb" | "time":
            before_word = following is not None and following.word_class in {"word", "verb", "number"}
            return (before_word and previous.word_class in _ADJECTIVAL and row.is_adverb(i)) or is_noun_date(row, i)
        case "preposition" | "subordinator":
            return long_role_at(row.tokens, i - 1, row.lexicon) > 1 or _is_quantifier(row, i)
        case _:
            return False


def _joins_adjectives(row: Row, i: int, start: int) -> bool:
    """“a wet and barefoot Ravi Sund”: behind an article and one word, "and", one more word, and a name."""
    single = i == start + 2 and row.tokens[start].lower in row.lexicon.finding.articles and i - 1 not in row.name_at
    return single and i + 1 not in row.name_at and i + 2 in row.name_at


def _counts(row: Row, i: int) -> bool:
    """Whether a number counts what follows ("28 missions") and is no part of the name before it ("Falcon 9", "the Coast 100 index")."""
    following = row.after(i)
    if following is None or following.word_class not in _COUNTED or not following.text.islower():
        return False
    return following.lower.endswith("s") or following.lower in row.lexicon.finding.plural_nouns


def is_quantity(row: Row, at: int) -> bool:
    """Whether an opener like "just", "nearly", "over" or "at least" here leads up to a number."""
    token = row.tokens[at]
    if token.word_class not in {"adverb", "preposition", "subordinator", "word"}:
        return False
    steps, _ = row.phrase_at(at, row.lexicon.quantifiers)
    steps = steps or (token.lower in row.lexicon.grammar.approximators)
    return bool(steps) and at + steps < len(row.tokens) and _is_number(row, at + steps)


def _is_quantifier(row: Row, i: int) -> bool:
    """Whether "more than" and its kind stand here inside a phrase, with something to count behind."""
    steps, _ = row.phrase_at(i, row.lexicon.quantifiers)
    return bool(steps) and i + steps < len(row.tokens) and row.tokens[i + steps].word_class in {"number", "word"}


def _is_number(row: Row, i: int) -> bool:
    return row.tokens[i].word_class == "number" or row.tokens[i].lower in row.lexicon.grammar.number_words


def _number_after(row: Row, at: int) -> int:
    while not _is_number(row, at):
        at += 1
    return at
