"""A row of tokens in, its chunks out, one after the other from the left."""

from __future__ import annotations

from collections.abc import Sequence

from timeline.events.chunks.nominal import is_nominal, is_noun_date
from timeline.events.chunks.noun_phrases import is_quantity, noun_phrase
from timeline.events.chunks.records import Chunk, make_chunk
from timeline.events.chunks.row import Row
from timeline.events.chunks.verb_groups import infinitive, is_base_verb, leads_verb, verb_group
from timeline.events.lexicon import Lexicon
from timeline.events.names import Name
from timeline.events.tokens import Token

_SILENT = frozenset({"quote", "mark", "genitive"})
_PAUSES = frozenset({"comma", "stop"})
_PLAIN = {
    "comma": "comma",
    "stop": "stop",
    "conjunction": "conj",
    "subordinator": "sub",
    "adverb": "adv",
    "time": "time",
    "preposition": "prep",
}


def chunk(tokens: Sequence[Token], names: Sequence[Name], lexicon: Lexicon) -> tuple[Chunk, ...]:
    """The chunks of one sentence, in order."""
    made: list[Chunk] = []
    row = Row(tokens=tokens, name_at=_name_at(names), lexicon=lexicon, made=made)
    at, end = 0, len(tokens)
    while at < end:
        following = _next(row, at)
        if following is not None:
            made.append(following)
            at = following.last
        at += 1
    return tuple(made)


def with_gerunds(tokens: Sequence[Token], names: Sequence[Name], lexicon: Lexicon) -> tuple[Token, ...]:
    """The tokens, with "meeting" and its like read as verbs behind a verb and before an object: "denied meeting Vance"."""
    found = [i for i, token in enumerate(tokens) if token.lower in lexicon.gerunds and token.word_class == "word"]
    if not found:
        return tuple(tokens)
    out = list(tokens)
    row = Row(tokens=out, name_at=_name_at(names), lexicon=lexicon)
    for i in found:
        if i and out[i - 1].word_class == "verb" and i - 1 not in row.name_at and row.has_object(i):
            out[i] = out[i]._replace(word_class="verb", readings=lexicon.forms[out[i].lower])
    return tuple(out)


def _name_at(names: Sequence[Name]) -> dict[int, Name]:
    return {i: name for name in names for i in range(name.first, name.last + 1)}


def _next(row: Row, at: int) -> Chunk | None:
    """The chunk that begins at a token; None where the token makes none."""
    if at in row.name_at:
        return noun_phrase(row, at)
    token = row.tokens[at]
    word_class = token.word_class
    if word_class in _SILENT:
        return None
    if token.lower in row.lexicon.openers:
        if compound := _compound(row, at):
            return compound
        if is_quantity(row, at):
            return noun_phrase(row, at)
    if token.quoted and word_class not in _PAUSES:
        return noun_phrase(row, at)
    return _READERS.get(word_class, noun_phrase)(row, at)


def _plain(row: Row, at: int) -> Chunk:
    token = row.tokens[at]
    return make_chunk(kind=_PLAIN[token.word_class], first=at, last=at, word=token.lower)


def _verb(row: Row, at: int) -> Chunk:
    return noun_phrase(row, at) if is_nominal(row, at) else verb_group(row, at)


def _negation(row: Row, at: int) -> Chunk:
    return verb_group(row, at) if leads_verb(row, at) else noun_phrase(row, at)


def _adverb(row: Row, at: int) -> Chunk:
    if leads_verb(row, at):
        return verb_group(row, at)
    joins = row.tokens[at].lower in row.lexicon.grammar.joining_adverbs and _opens_subject(row, at + 1)
    return make_chunk(kind="sub", first=at, last=at, word=row.tokens[at].lower) if joins else _plain(row, at)


def _opens_subject(row: Row, at: int) -> bool:
    """“once the vote was over”, "once Brook left", not the "once a week" of how often."""
    if at >= len(row.tokens):
        return False
    token = row.tokens[at]
    definite = token.word_class in {"determiner", "possessive"} and token.lower not in row.lexicon.finding.one_of
    return at in row.name_at or definite or token.lower in row.lexicon.grammar.subject_pronouns


def _time(row: Row, at: int) -> Chunk:
    if row.is_adverb(at) and leads_verb(row, at) and not _closes_verb(row, at):
        return verb_group(row, at)
    return noun_phrase(row, at) if is_noun_date(row, at) else _plain(row, at)


def _closes_verb(row: Row, at: int) -> bool:
    """“will meet today to sign it”, "the fair opening today is open": the word belongs to the verb before it."""
    following = row.after(at)
    opened = bool(row.made) and row.made[-1].verb is not None and row.made[-1].verb.gerund
    return opened or (following is not None and following.lower == "to")


def _preposition(row: Row, at: int) -> Chunk:
    return infinitive(row, at) if row.tokens[at].lower == "to" and is_base_verb(row, at + 1) else _plain(row, at)


def _pronoun(row: Row, at: int) -> Chunk:
    word = row.tokens[at].lower
    if word in row.lexicon.grammar.reflexives and row.made and row.made[-1].kind == "np":
        return make_chunk(kind="adv", first=at, last=at, word=word)  # "Vance himself"
    return noun_phrase(row, at)


def _compound(row: Row, at: int) -> Chunk | None:
    """Several words that act as one, and a word like "following" where it is no adjective."""
    length, kind = row.phrase_at(at, row.lexicon.compounds)
    if kind == "to":
        return infinitive(row, at + length - 1)
    if length:
        words = row.tokens[at : at + length]
        return make_chunk(kind=kind, first=at, last=at + length - 1, word=" ".join(token.lower for token in words))
    token = row.tokens[at]
    described = at > 0 and row.tokens[at - 1].word_class in {"determiner", "possessive"}
    if described or token.lower not in row.lexicon.grammar.adjective_links or row.after(at) is None:
        return None
    return make_chunk(kind="sub", first=at, last=at, word=token.lower)


def _relative(row: Row, at: int) -> Chunk:
    """“who” and its kind; "that" may instead tell what is said (comp) or point ("that boat")."""
    token = row.tokens[at]
    if token.lower != "that":
        return make_chunk(kind="rel", first=at, last=at, word=token.lower)
    last = next((made for made in reversed(row.made) if made.kind != "time"), None)
    if _is_told_later(row) or _is_told_somewhere(row, at):
        return make_chunk(kind="comp", first=at, last=at, word="that")
    if last is not None and last.kind == "prep" and row.made[-1].kind == "time" and len(row.made) > 2:  # noqa: PLR2004  "said on Monday that"
        last = row.made[-3]
    if last is None or last.kind == "prep":
        return noun_phrase(row, at)
    if last.kind in {"vg", "adv"} or (last.kind == "np" and _is_told(row, last)):
        return make_chunk(kind="comp", first=at, last=at, word="that")
    following = row.after(at)
    if following is not None and following.word_class == "word" and last.kind in {"comma", "conj"} and at + 1 not in row.name_at:
        return noun_phrase(row, at)
    return make_chunk(kind="rel", first=at, last=at, word="that")


def _is_told_later(row: Row) -> bool:
    """“alleged in court on Monday that …”: a date stands between a verb of telling and what is told."""
    words = row.lexicon.grammar
    dated = bool(row.made) and row.made[-1].kind == "time"
    teller = next((made.verb for made in reversed(row.made) if made.kind == "vg"), None)
    return dated and teller is not None and teller.lemma in words.bridges | words.told_by | words.inverting


def _is_told_somewhere(row: Row, at: int) -> bool:
    """“confirmed to the Post that he …”: nothing but where or to whom stands between a verb of telling and what is told."""
    words, behind = row.lexicon.grammar, row.after(at)
    teller = next((i for i in range(len(row.made) - 1, -1, -1) if row.made[i].kind == "vg"), len(row.made))
    verb = row.made[teller].verb if teller < len(row.made) else None
    between = [made.kind for made in row.made[teller + 1 :]]
    if verb is None or behind is None or between != ["prep", "np"] * (len(between) // 2):
        return False
    has_subject = at + 1 in row.name_at or (behind.word_class not in {"be", "have", "do", "modal"} and not behind.can_be("VBD", "VBZ"))
    return bool(between) and has_subject and verb.lemma in words.bridges | words.told_by | words.inverting


def _is_told(row: Row, last: Chunk) -> bool:
    """“told Vance that …”, "the claim that …"."""
    governor = row.made[-2].verb if len(row.made) > 1 else None
    words = row.lexicon.grammar
    return (governor is not None and governor.lemma in words.told_by) or last.head in words.claim_nouns


_READERS = {  # by the class of the token that a chunk begins with; all others begin a noun phrase
    **dict.fromkeys(("comma", "stop", "conjunction", "subordinator"), _plain),
    **dict.fromkeys(("modal", "be", "have", "do"), verb_group),
    "verb": _verb,
    "negation": _negation,
    "adverb": _adverb,
    "time": _time,
    "preposition": _preposition,
    "pronoun": _pronoun,
    "relative": _relative,
}
