"""Where a verb group begins in, the group out: its verb, its particle, and what its auxiliaries say of time, voice and truth."""

from __future__ import annotations

from collections.abc import Sequence

from timeline.events.chunks.nominal import is_nominal
from timeline.events.chunks.records import Chunk, VerbGroup, make_chunk, make_verb_group
from timeline.events.chunks.row import Row
from timeline.events.inflection import VerbForm
from timeline.events.lexicon import Lexicon
from timeline.events.tokens import Token
from timeline.model import Tense

_AUXILIARIES = frozenset({"modal", "be", "have", "do"})
_TAGS = {"be": ("VBG", "VBN"), "have": ("VBN", "VBD")}  # what follows an auxiliary, first choice first
_ANY_TAG = ("VBD", "VBZ", "VBG", "VBN", "VB")


def is_base_verb(row: Row, i: int) -> bool:
    """Whether a verb in its base form stands at token `i` or behind adverbs there, so that "to" before it makes an infinitive."""
    while i < len(row.tokens) and row.tokens[i].word_class == "adverb":
        i += 1
    if i >= len(row.tokens) or i in row.name_at or row.tokens[i].quoted:
        return False
    token, words = row.tokens[i], row.lexicon.grammar
    if token.word_class in {"be", "have", "do"}:
        return token.lower in words.bare_auxiliaries
    following = row.after(i)
    if token.lower in words.goal_nouns or (token.word_class == "word" and token.lower in row.lexicon.noun_kinds):
        return False  # "returned to power", "stabbed to death a clerk"
    if token.word_class == "word" and token.text.islower() and following is not None:
        has_object = i + 1 in row.name_at or following.word_class in {"determiner", "possessive", "pronoun"}
        return has_object or token.lower.endswith(tuple(words.verb_endings))
    return token.word_class == "verb" and token.can_be("VB")


def leads_verb(row: Row, at: int) -> bool:
    """Whether an adverb stands before a verb of its own group ("reportedly visited")."""
    i = at
    while i < len(row.tokens) and (row.is_adverb(i) or row.tokens[i].word_class == "negation"):
        i += 1
    if i >= len(row.tokens) or i in row.name_at:
        return False
    token = row.tokens[i]
    if token.lower == "to" and is_base_verb(row, i + 1):
        return True  # "not to go"
    return token.word_class in _AUXILIARIES or (token.word_class == "verb" and not token.quoted and not is_nominal(row, i))


def infinitive(row: Row, at: int) -> Chunk:
    """The verb group behind the "to" at a token, the "to" included."""
    made = verb_group(row, at + 1, infinitive=True)
    return make_chunk(kind="vg", first=at, last=made.last, verb=made.verb)


def verb_group(row: Row, at: int, *, infinitive: bool = False) -> Chunk:
    """The verb group that begins at a token: auxiliaries, adverbs and negations, then the verb, then its particle."""
    auxiliaries: list[str] = []
    main: VerbForm | None = None
    main_at, negated, i = at, False, at
    getting = row.lexicon.grammar.getting
    while main is None and i < len(row.tokens) and _is_inside(row, i, at):
        token = row.tokens[i]
        if token.lower in getting and _gets_passive(row, i):
            auxiliaries.append(getting[token.lower])
        elif token.word_class in _AUXILIARIES and (not auxiliaries or _may_follow(auxiliaries[-1], token, row.lexicon)):
            auxiliaries.append(token.lower)
            negated |= token.lower.endswith("n't") or token.lower in row.lexicon.grammar.negations
            main_at = i
        elif row.is_adverb(i) or token.word_class == "negation" or (auxiliaries and token.lower in {"since", "yet"}):
            negated |= token.word_class == "negation"
        else:
            main = _main_verb(row, i, at, auxiliaries, infinitive=infinitive)
            if main is None:
                break
            main_at = i
        i += 1
    particle = _particle(row, main.lemma, main_at) if main is not None else ""
    ambiguous = main is not None and not auxiliaries and main.tag == "VBD" and _may_be_participle(row.tokens[main_at], main.lemma)
    group = _group(auxiliaries, main, main_at, row.lexicon, negated=negated, infinitive=infinitive, particle=particle, ambiguous=ambiguous)
    return make_chunk(kind="vg", first=at, last=max(main_at + bool(particle), at), verb=group)


def _may_be_participle(token: Token, lemma: str) -> bool:
    return any(reading.tag == "VBN" and reading.lemma == lemma for reading in token.readings)


def _gets_passive(row: Row, i: int) -> bool:
    """Whether a "get" before a participle stands for a form of "be": "got arrested" is "was arrested"."""
    following = row.after(i)
    passive = following is not None and i + 1 not in row.name_at and following.word_class == "verb" and following.can_be("VBN")
    return passive and not row.has_object(i + 1)


def _is_inside(row: Row, i: int, at: int) -> bool:
    return i not in row.name_at and not (i > at and row.tokens[i].quoted and not row.tokens[at].quoted)


def _main_verb(row: Row, i: int, at: int, auxiliaries: Sequence[str], *, infinitive: bool) -> VerbForm | None:
    """The reading of token `i` as the verb of the group that began at `at`; None where it is none."""
    token = row.tokens[i]
    modal = bool(auxiliaries) and row.lexicon.classes.get(auxiliaries[-1]) == "modal"
    if token.word_class == "word" and (infinitive or (modal and token.text.islower() and _goes_on(row, i))):
        return VerbForm(token.lower, "VB")  # a verb the table does not know
    opened = i == at or auxiliaries or infinitive or row.is_adverb(i - 1) or row.tokens[i - 1].word_class == "negation"
    if token.word_class != "verb" or not opened:
        return None
    for tag in _tags(row, i, auxiliaries, infinitive=infinitive):
        for reading in token.readings:
            if reading.tag == tag:
                return reading
    return None


def _goes_on(row: Row, i: int) -> bool:
    """Whether an object may follow the unknown word at token `i` behind "will": "will examine claims"."""
    following = row.after(i)
    return row.tokens[i].lower not in row.lexicon.noun_kinds and (
        row.has_object(i) or (following is not None and following.word_class in {"preposition", "verb", "word"})
    )


def _tags(row: Row, i: int, auxiliaries: Sequence[str], *, infinitive: bool) -> tuple[str, ...]:
    if auxiliaries or infinitive:
        return _TAGS.get(row.lexicon.classes.get(auxiliaries[-1], "") if auxiliaries else "", ("VB",))
    if i and row.tokens[i - 1].lower in row.lexicon.grammar.before_participles:
        return ("VBN", "VBG", "VB")
    return ("VBN",) if _is_agentive(row, i) or _is_inserted(row, i) or _is_elliptic(row, i) else _ANY_TAG


def _is_agentive(row: Row, i: int) -> bool:
    """Whether "by" or "by" behind a date follows a form that can be a participle: "triggered by", "published on Monday by"."""
    if not row.tokens[i].can_be("VBN"):
        return False
    i += 1
    while i < len(row.tokens) and row.tokens[i].word_class in {"time", "adverb"}:
        i += 1
    following = row.after(i)
    return i < len(row.tokens) and row.tokens[i].lower == "by" and not (following is not None and following.can_be("VBG"))


def _is_inserted(row: Row, i: int) -> bool:
    """Whether a form that can be a participle stands between commas, with the verb behind them: "Brook, accused of theft, left"."""
    token, before = row.tokens[i], i - 1
    while before > 0 and row.is_adverb(before):
        before -= 1
    if not (token.can_be("VBN") and token.can_be("VBD")) or before < 1 or row.tokens[before].word_class != "comma":
        return False
    if _opens_claim(row, i):
        return False
    close = next((k for k in range(i + 1, len(row.tokens)) if row.tokens[k].word_class == "comma"), None)
    if close is None:
        return False
    behind = next((k for k in range(close + 1, len(row.tokens)) if not row.is_adverb(k) and row.tokens[k].word_class != "time"), None)
    if behind is None or behind in row.name_at:
        return False
    following = row.tokens[behind]
    return following.word_class in _AUXILIARIES or (following.word_class == "verb" and (following.can_be("VBD") or following.can_be("VBZ")))


def _opens_claim(row: Row, i: int) -> bool:
    """“Brook, the chief, said the deal, signed in May, will …”: she says it; but "Brook, thought dead, left"."""
    lemmas, following, words = {reading.lemma for reading in row.tokens[i].readings}, row.after(i), row.lexicon.grammar
    bare = following is not None and following.word_class == "word" and not lemmas.isdisjoint(words.inverting)
    return not lemmas.isdisjoint(words.clausal) and (bare or row.has_object(i))


def _is_elliptic(row: Row, i: int) -> bool:
    """Whether a form that can be a participle stands right behind a subordinator: "when asked", "if convicted"."""
    token = row.tokens[i]
    return bool(i) and token.can_be("VBN") and row.tokens[i - 1].word_class == "subordinator" and not row.has_object(i)


def _may_follow(previous: str, token: Token, lexicon: Lexicon) -> bool:
    """Whether an auxiliary goes on with the group: "may have been", never "has is"."""
    if token.word_class == "be":
        return previous != "be"
    return token.lower == "had" or (token.word_class == "have" and previous not in lexicon.grammar.have_blockers)


def _particle(row: Row, lemma: str, at: int) -> str:
    """A word after the verb that makes one verb with it ("step down"), if the table knows it."""
    following = row.after(at)
    if following is None or at + 1 in row.name_at or (following.word_class == "negation" and row.has_object(at + 1)):
        return ""  # "found not guilty", but not "found not a single witness"
    known = f"{lemma} {following.lower}" in row.lexicon.verb_kinds or (
        following.lower in row.lexicon.grammar.particles and lemma not in row.lexicon.grammar.clausal  # "says up to 300 …"
    )
    return following.lower if known else ""


def _group(
    auxiliaries: Sequence[str],
    main: VerbForm | None,
    at: int,
    lexicon: Lexicon,
    *,
    negated: bool,
    infinitive: bool,
    particle: str,
    ambiguous: bool,
) -> VerbGroup:
    words: list[str] = []
    classes: list[str] = []
    modal = ""
    if auxiliaries:
        words = [word.removesuffix("n't") for word in auxiliaries]
        classes = [lexicon.classes.get(word, "") for word in words]
        modal = next((word for word in auxiliaries if lexicon.classes.get(word) == "modal"), "")
    tag, last = main.tag if main else "", classes[-1] if classes else ""
    perfect = "have" in (classes if main else classes[:-1])
    leading = words[0] if words else ""
    finite = not infinitive and leading not in lexicon.grammar.non_finite_auxiliaries and (bool(words) or tag in {"VBD", "VBZ", "VB"})
    return make_verb_group(
        lemma=main.lemma if main else last if last in {"be", "have"} else "do",
        token=at,
        finite=finite,
        tense=_tense(lexicon, modal, leading, tag, perfect=perfect, finite=finite),
        passive=last == "be" and tag == "VBN",
        perfect=perfect,
        progressive=last == "be" and tag == "VBG",
        negated=negated,
        modal=modal,
        infinitive=infinitive,
        gerund=not words and tag == "VBG",
        participle=not words and tag == "VBN",
        bare=not words and not infinitive,
        ambiguous=ambiguous,
        particle=particle,
    )


def _tense(lexicon: Lexicon, modal: str, leading: str, tag: str, *, perfect: bool, finite: bool) -> Tense:
    words = lexicon.grammar
    if modal in words.future_modals:
        return Tense.FUTURE
    if leading in words.past_auxiliaries or (not leading and tag == "VBD") or (perfect and leading not in words.past_modals):
        return Tense.PAST
    return Tense.PRESENT if finite else Tense.NONE
