"""A word that can be a verb in, whether it is a noun or adjective here out: "a planned talk", "the calls", "Vance calls Brook".

What stands before it decides most cases; then what stands behind, and whether the clause still waits for a verb.
"""

from __future__ import annotations

from collections.abc import Sequence

from timeline.events.chunks.row import Row
from timeline.events.tokens import Token

_SUBJECTS = frozenset({"name", "word", "time"})
_SKIPPED = frozenset({"negation", "quote"})
_NOMINAL = frozenset({"determiner", "possessive", "genitive", "number"})
_ENDS = frozenset({"preposition", "comma", "stop", "time", "conjunction"})
_LISTING = frozenset({"comma", "conjunction", "preposition"})
_DETERMINING = frozenset({"determiner", "possessive", "genitive"})
_TAKEN = frozenset(
    {"determiner", "possessive", "pronoun", "relative", "preposition", "number", "time", "adverb"}
)  # what a verb can have behind it
_PAUSES = frozenset({"comma", "stop", "mark", "conjunction"})
_COUNTED = frozenset({"word", "verb"})
_NEAR = 6  # tokens in which a finite verb must follow


def is_nominal(row: Row, i: int) -> bool:
    """Whether token `i`, which can be a verb, is a noun or adjective here."""
    token = row.tokens[i]
    before, at = context(row, i)
    following = row.after(i)
    if token.can_be("VBD") and following is not None and following.lower in row.lexicon.grammar.subject_pronouns and before in _SUBJECTS:
        return False  # "An inquest on Sunday found he died"
    if before in {"modal", "do"}:
        return False
    if before == "be" and at < i - 1 and row.tokens[i - 1].lower in row.lexicon.grammar.intensifiers:
        return True  # "has been more restrained"
    if i and ((row.tokens[i - 1].text == "-" and row.is_torn(i - 1)) or _is_pointed_at(row, i)):
        return True
    if before in {"have", "be"}:
        return not token.can_be("VBN", "VBG", "VBD")
    if before == "time" and at == i - 1 and is_noun_date(row, at):
        return True
    if before in _NOMINAL or (before == "relative" and row.tokens[at].lower in row.lexicon.finding.whose):
        return not _is_predicate(row, i, before, at)
    if token.can_be("VBG") and not token.can_be("VB", "VBZ", "VBD", "VBN"):
        return _gerund_is_nominal(row, i, before)
    if token.can_be("VBD", "VBN") and not token.can_be("VB", "VBZ"):
        return _past_is_nominal(row, i, before, at)
    return _present_is_nominal(row, i, before, at)


def is_noun_date(row: Row, i: int) -> bool:
    """Whether a time expression belongs to a noun: "the 11 March 2028 attack", "his deadly 2028 attack", "Friday's attack"."""
    token, following = row.tokens[i], row.after(i)
    if token.word_class != "time" or following is None:
        return False
    if i + 1 in row.name_at or closes_date(row, i + 1):
        return _is_numbered(token) and bool(i) and row.tokens[i - 1].word_class in _DETERMINING  # "the 2028 Marsh flood"
    if following.word_class == "genitive":
        return i + 2 < len(row.tokens)
    if _is_numbered(token) and i and row.tokens[i - 1].word_class in _DETERMINING and following.word_class == "verb":
        return True  # "a 2028 aggravated theft", "the 11 May attack"
    if row.is_adverb(i) or not (following.word_class == "word" or (following.can_be("VB", "VBZ") and not following.can_be("VBD"))):
        return False
    figures = _is_numbered(token)
    if not i or token.lower.partition(" ")[0] in row.lexicon.finding.articles:
        return figures and bool(i or " " in token.text)
    previous = row.tokens[i - 1]
    return previous.word_class in _DETERMINING or (figures and previous.word_class == "word" and i - 1 not in row.name_at)


def closes_date(row: Row, i: int) -> bool:
    """Whether token `i` is the comma that closes a date with its year before a noun: "the March 11, 2028, attack"."""
    date, noun = row.tokens[i - 1], row.after(i)
    if row.tokens[i].word_class != "comma" or date.word_class != "time" or "," not in date.text or noun is None or i + 1 in row.name_at:
        return False
    return noun.word_class == "word" or (noun.can_be("VB", "VBZ") and not noun.can_be("VBD"))


def _is_pointed_at(row: Row, i: int) -> bool:
    """“in that post”: behind a preposition "that" is no conjunction."""
    return i > 1 and row.tokens[i - 1].lower in row.lexicon.finding.demonstratives and row.tokens[i - 2].word_class == "preposition"


def _is_numbered(token: Token) -> bool:
    return any(sign.isdigit() for sign in token.text)


def context(row: Row, i: int) -> tuple[str, int]:
    """Class and index of the token before token `i`, adverbs and quotation marks skipped: "name" in a name, "start" for nothing."""
    i -= 1
    while i >= 0 and i not in row.name_at and _is_skipped(row, i):
        i -= 1
    if i < 0:
        return "start", -1
    counts = row.tokens[i].lower in row.lexicon.figures.numbers
    return "name" if i in row.name_at else "number" if counts else row.tokens[i].word_class, i


def _is_skipped(row: Row, i: int) -> bool:
    token = row.tokens[i]
    return row.is_adverb(i) or token.word_class in _SKIPPED or token.lower in row.lexicon.grammar.degrees


def _is_predicate(row: Row, i: int, before: str, at: int) -> bool:
    """“all voted the bill down”, "the 12 signed a letter": a past form with an object, whose determiner or number is the subject."""
    if not row.tokens[i].can_be("VBD") or not row.has_object(i):
        return False
    if before == "number" and at and row.tokens[at - 1].lower in row.lexicon.grammar.ranking:
        return False  # "the number one hit Tide"
    return before == "number" or (at == i - 1 and row.tokens[at].lower in row.lexicon.grammar.standalone_determiners)


def _gerund_is_nominal(row: Row, i: int, before: str) -> bool:
    following = row.after(i)
    if following is None:
        return True
    if before in {"word", "conjunction"} and following.word_class in _PAUSES:
        return True
    if before != "preposition":
        return False
    if following.word_class in _ENDS and row.tokens[i - 1].lower in row.lexicon.finding.noun_gerunds:
        return True  # "charged with smuggling on Monday"
    counted = following.word_class in _COUNTED and i + 1 not in row.name_at and following.lower.endswith("s")
    return counted or following.lower == "of"


def _past_is_nominal(row: Row, i: int, before: str, at: int) -> bool:
    following = row.after(i)
    made = row.made
    if (before in _LISTING and _is_unknown_adjective(row, i)) or _is_compound(row, i):
        return True
    if before == "preposition" and row.tokens[at].lower != "to":
        return following is None or following.lower != "by"
    if following is None:
        return before == "conjunction" and _joins_role(row)
    if before == "verb" and following.word_class in _COUNTED and made and made[-1].kind == "vg" and at == i - 1:
        return True  # "launching crewed missions"
    if before == "conjunction" and _joins_role(row):
        return True
    return (
        before == "start"
        and following.word_class == "word"
        and i + 1 not in row.name_at
        and _finite_follows(row.tokens[i + 2 : i + 2 + _NEAR])
    )


def _is_compound(row: Row, i: int) -> bool:
    """“died of drug related causes”: two words for one that others write with a hyphen, behind a preposition and before a noun."""
    following, lemmas = row.after(i), {reading.lemma for reading in row.tokens[i].readings}
    governed = i > 1 and row.tokens[i - 2].word_class == "preposition" and row.tokens[i - 1].word_class in _COUNTED
    counted = following is not None and following.word_class in _COUNTED and i + 1 not in row.name_at
    return governed and counted and not lemmas.isdisjoint(row.lexicon.grammar.compounding)


def _is_unknown_adjective(row: Row, i: int) -> bool:
    """“theft, aggravated assault”: a word in -ed that the tables do not know, with a singular noun behind it."""
    following = row.after(i)
    unknown = row.tokens[i].readings[0].lemma == row.tokens[i].lower
    counted = following is not None and following.word_class in _COUNTED and i + 1 not in row.name_at
    return unknown and counted and following is not None and not following.lower.endswith("s")


def _joins_role(row: Row) -> bool:
    """“the late financier and convicted offender”: behind "and", after a word for a person."""
    return len(row.made) > 1 and row.made[-2].kind == "np" and row.made[-2].head in row.lexicon.roles


def _finite_follows(tokens: Sequence[Token]) -> bool:
    return any(token.word_class in {"modal", "be", "have"} or token.can_be("VBD", "VBZ") for token in tokens)


def _present_is_nominal(row: Row, i: int, before: str, at: int) -> bool:
    """Base forms and third persons, most of which are nouns too ("calls", "plan", "report")."""
    token, following, words = row.tokens[i], row.after(i), row.lexicon.grammar
    if before == "verb" and row.made and row.made[-1].kind == "vg" and row.made[-1].last == i - 1 and not token.can_be("VBD"):
        return not any(reading.lemma in words.helping for reading in row.tokens[at].readings)  # "dodging arrest", "lists open files"
    if _is_inserted_speech(row, i, before) or (before == "comma" and _is_sure_verb(row, i)):
        return False
    if before in {"name", "word", "verb"} and any(reading.lemma in row.lexicon.only_verbs for reading in token.readings):
        return False
    if before == "pronoun" and at == i - 1 and row.tokens[at].lower in words.subject_pronouns:
        return False  # "After it broke up he found fame"
    if token.can_be("VBD") and before in {"name", "word", "pronoun", "relative"}:  # cut, put, set …
        return not row.has_object(i) and (before == "word" or _is_governed(row))
    if before == "relative" or (before == "pronoun" and row.tokens[at].lower in words.subject_pronouns):
        return False
    if token.can_be("VB") and following is not None and following.word_class == "comma" and _awaits_verb(row):
        return False
    if before == "name" and token.can_be("VB") and row.has_object(i) and i + 1 not in row.name_at:
        return False  # "ferries sold in Tessing carry a bell"
    if following is None or _is_governed(row):
        return True
    if token.can_be("VBZ") and before in {"name", "word"} and row.tokens[i - 1].word_class == "adverb":
        return False
    return _disagrees(row, i, before, at, following)


def _is_sure_verb(row: Row, i: int) -> bool:
    """“Brook, the chief clerk, says ferry crews will stop”: a third person of a verb that tells, which is no noun."""
    return row.tokens[i].can_be("VBZ") and any(reading.lemma in row.lexicon.grammar.clausal for reading in row.tokens[i].readings)


def _is_inserted_speech(row: Row, i: int, before: str) -> bool:
    """“…, reports Radio Marsh”, "…, Radio Marsh reports, …": behind a comma a verb of speech beside who speaks."""
    token, following = row.tokens[i], row.after(i)
    if not (token.can_be("VBZ") and any(reading.lemma in row.lexicon.grammar.inverting for reading in token.readings)):
        return False
    if before == "comma":
        return row.has_object(i)
    closed = following is None or following.word_class in {"comma", "stop", "time"}
    return before == "name" and closed and bool(row.made) and row.made[-1].kind == "comma"


def _disagrees(row: Row, i: int, before: str, at: int, following: Token) -> bool:
    """Whether the form does not go with what stands before and behind it: a singular verb behind a plural, a verb without an object."""
    takes = i + 1 in row.name_at or following.word_class in _TAKEN
    if not takes or before not in {"name", "word", "verb"}:
        return True
    token = row.tokens[i]
    plural_subject = before != "name" and row.tokens[at].lower.endswith("s")
    if token.can_be("VB") and not token.can_be("VBZ"):
        return not plural_subject or following.word_class == "preposition"
    return plural_subject or (before != "name" and following.word_class == "preposition") or following.lower == "of"


def _awaits_verb(row: Row) -> bool:
    """Whether the clause has a plural subject and no verb yet: "while tensions between Brook and Vance rise, …"."""
    made = row.made
    since = next((i for i in range(len(made) - 1, -1, -1) if made[i].kind in {"vg", "sub", "rel", "comp", "stop"}), -1)
    opened = since >= 0 and made[since].kind == "sub"
    return opened and len(made) > since + 2 and made[since + 1].kind == "np" and made[since + 1].head.endswith("s")


def _is_governed(row: Row) -> bool:
    """Whether the noun phrase being read is already an object: a verb or preposition stands just before it."""
    nearest = next((made.kind for made in reversed(row.made) if made.kind not in {"np", "adv"}), "")
    return nearest in {"vg", "prep"}
