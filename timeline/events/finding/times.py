"""A clause or event noun in, the time expressions that date it out."""

from __future__ import annotations

from collections.abc import Sequence

from timeline.events.chunks import Chunk
from timeline.events.clauses import Clause
from timeline.events.finding.kinds import light_noun, noun_kind, verb_kind
from timeline.events.sentence_reading import SentenceReading, TimeAt
from timeline.model import Stage, Tense

_NON_FINITE = frozenset({"infinitive", "gerund"})
_LONG = 8  # tokens of a time expression
_SIDES = frozenset({"after", "before"})
_POINTING = frozenset({"determiner", "possessive"})
_INTERRUPTING = frozenset({"relative", "participle"})
_FULL = frozenset({"main", "coordinate"})
_ASIDE = _INTERRUPTING | {"subordinate", "gerund"}


def times_of(reading: SentenceReading, clause: Clause, extra: Sequence[Clause] = ()) -> tuple[tuple[int, ...], bool]:
    """Expressions of a clause and those it governs, nearest to its verb first; else those carried over from elsewhere in the sentence.

    The second value tells whether they were carried.
    """
    if not reading.times:
        return (), False
    if extra:
        return _times_of(reading, clause, extra)
    known = reading.dates.get(clause.index)
    if known is None:
        known = reading.dates[clause.index] = _times_of(reading, clause, ())
    return known


def _times_of(reading: SentenceReading, clause: Clause, extra: Sequence[Clause]) -> tuple[tuple[int, ...], bool]:
    own = _own_times(reading, clause, extra)
    if own:
        return own, False
    carried = _opening_times(reading, clause) or _shared_times(reading, clause)
    return carried, bool(carried)


def _own_times(reading: SentenceReading, clause: Clause, extra: Sequence[Clause]) -> tuple[int, ...]:
    indices = {c.index for c in (clause, *extra)}
    found = [
        time for time in reading.times if time.places and holder(reading, time.token) in indices and _dates(reading, clause, time.token)
    ]
    return tuple(time.index for time in sorted(found, key=lambda time: (abs(time.token - clause.verb.token), time.index)))


def _dates(reading: SentenceReading, clause: Clause, token: int) -> bool:
    """Whether an expression in a clause says when the clause took place, and not when something in it did or until when it holds."""
    tokens, words = reading.tokens, reading.lexicon.finding
    if tokens[token].quoted and not tokens[clause.verb.token].quoted:
        return False  # “The Storm of 3 May”, "yesterday" in a letter
    if (clause.role in _INTERRUPTING or clause.link == "reduced") and token < clause.first:
        return False  # "last week the two fell out over a body founded to protect them"
    before = tokens[token - 1].lower if token else ""
    until = any(other.lower in words.deadlines for other in tokens[clause.verb.token + 1 : token])  # "led it until the merger in June"
    if until or before in words.deadlines or (before in words.aims and not _is_to_come(reading, clause)):
        return False
    if before in words.moving_links and clause.verb.lemma in words.moving:
        return False  # "postponed the vote to 9 May"
    if _is_compared(reading, clause, token) or _is_set(reading, clause, token) or _is_likened(reading, clause, token):
        return False
    if _is_of_thing(reading, clause, token):
        return False
    phrase = described_by(reading, token)
    fits = phrase is None or _carries(reading, clause, phrase) or _is_counted_from(reading, phrase)
    return fits and not _may_date_another(reading, clause, token)


def _is_likened(reading: SentenceReading, clause: Clause, token: int) -> bool:
    """“more than last year”, "as in 2028", "fewer than in the storm last week": the time that something is compared with."""
    tokens, words = reading.tokens, reading.lexicon.finding
    if clause.link in words.surpassing and token < clause.verb.token:
        return True
    if any(tokens[i].lower in words.surpassing and tokens[i + 1].word_class == "preposition" for i in range(clause.verb.token + 1, token)):
        return True
    before = tokens[max(token - 2, 0) : token]
    if not before:
        return False
    link = before[-1]
    if link.word_class == "preposition" and link.lower not in words.owning_links:  # "as in 2028", not "as of 2028"
        return before[0].lower in words.likening or link.lower in words.likening
    return link.lower in words.likening


def _is_of_thing(reading: SentenceReading, clause: Clause, token: int) -> bool:
    """“has accused Reed of the attack on 3 May”: "has accused" is of no day that is over, and what stands before the date can be.

    In the same way who "was linked to the attack last week" may be linked to what happened last week.
    """
    time = next((t for t in reading.times if t.token == token), None)
    if time is None or not time.definite or token < clause.verb.token:
        return False
    between = [made for made in reading.chunks if clause.verb.token < made.first and made.last < token]
    thing = next((made for made in reversed(between) if made.kind == "np"), None)
    if thing is None or _is_beside(reading, between):
        return False
    if not time.fresh and (_is_completed(reading, thing, token) or _is_topic(reading, thing)):
        return True
    if not any(_happens(reading, made) for made in between):
        return False
    verb, words = clause.verb, reading.lexicon
    if verb.perfect and words.classes.get(reading.tokens[reading.chunks[clause.chunk].first].lower) == "have":
        return reading.tokens[reading.chunks[clause.chunk].first].lower not in words.grammar.past_auxiliaries
    kind = words.kinds.get(verb_kind(reading, clause))
    if kind is None or not kind.looks_back:
        return False
    things = [thing] if time.fresh else [made for made in between if made.kind == "np"]
    return any(_is_pointed_at(reading, made) and _happens(reading, made) for made in things)


def _is_pointed_at(reading: SentenceReading, phrase: Chunk) -> bool:
    """Whether a phrase stands behind a preposition and has a word that opens it: "for an attack on a clerk"."""
    at = reading.position(phrase)
    return reading.tokens[phrase.first].word_class in _POINTING and at > 0 and reading.chunks[at - 1].kind == "prep"


def _is_completed(reading: SentenceReading, phrase: Chunk, token: int) -> bool:
    """“criticised the decision in March to close it”: the date stands inside what the infinitive completes."""
    behind = reading.following(_position(reading, token))
    infinitive = behind is not None and behind.verb is not None and behind.verb.infinitive
    return infinitive and phrase.head in reading.lexicon.grammar.completed_by


def _is_topic(reading: SentenceReading, phrase: Chunk) -> bool:
    """“asked him about a payment in March”: what is talked about may be of that month, and the talk may be."""
    at = reading.position(phrase)
    return at > 0 and reading.chunks[at - 1].word in reading.lexicon.finding.topic_links


def _is_beside(reading: SentenceReading, between: Sequence[Chunk]) -> bool:
    """“since the attack last week”: the date bounds what is told, whoever it belongs to."""
    return any(made.word in reading.lexicon.order_words for made in between)


def _happens(reading: SentenceReading, made: Chunk) -> bool:
    """Whether a phrase is something that happens, and so may have a date of its own: "the attack", "carrying out"."""
    if made.kind != "np" or made.names:
        return False
    return bool(noun_kind(reading, made)) or reading.tokens[made.first].can_be("VBG")


def _is_counted_from(reading: SentenceReading, phrase: Chunk) -> bool:
    """“after the 5 May vote”, "before the vote of 5 May": the day is the vote's, and bounds the clause."""
    at = reading.position(phrase)
    return at > 0 and reading.lexicon.order_words.get(reading.chunks[at - 1].word) in _SIDES


def _is_compared(reading: SentenceReading, clause: Clause, token: int) -> bool:
    """“earned $45 million, compared with $84 million a year earlier”: the date of the figure it is compared with."""
    words, signs = reading.lexicon.finding, tuple(reading.lexicon.figures.signs)
    behind = reading.tokens[clause.verb.token + 1 : token]
    at = next((i for i in range(len(behind) - 1, -1, -1) if behind[i].lower in words.comparing), -1)
    figures = [other for other in behind[at + 1 :] if other.word_class == "number" or other.text.startswith(signs)] if at >= 0 else []
    return bool(figures) and (behind[at].lower not in words.starting_points or figures[0].text.startswith((*signs, "%")))


def _is_set(reading: SentenceReading, clause: Clause, token: int) -> bool:
    """“set 3 May as the deadline”: the day is what is set."""
    words, behind = reading.lexicon.finding, reading.tokens[token + 1 : token + 2]
    object_ = clause.verb.lemma in words.setting and token == clause.verb.token + 1
    return object_ and bool(behind) and behind[0].lower in words.setting_links


def _is_to_come(reading: SentenceReading, clause: Clause) -> bool:
    """“is planned for Thursday” is told of Thursday; "called a meeting for Thursday" is not."""
    verb = clause.verb
    return verb.passive or verb.tense is Tense.FUTURE or reading.lexicon.stages.get(verb.lemma) is Stage.PLANNED


def described_by(reading: SentenceReading, token: int) -> Chunk | None:
    """The noun phrase that a time expression belongs to: "the 2028 attack", "Friday's attack", "the law of 3 May"."""
    for position, made in enumerate(reading.chunks):
        if made.first <= token <= made.last:
            if made.kind == "np":
                return made
            behind = reading.following(position)
            if reading.tokens[token].lower.partition(" ")[0] in reading.lexicon.finding.articles and _is_bare(reading, behind):
                return behind  # "the summer fair"
            before = reading.chunks[max(position - 2, 0) : position]
            if (
                before
                and before[-1].kind == "np"
                and before[-1].head in reading.lexicon.finding.name_years
                and reading.tokens[token].text.isdigit()
            ):
                return before[-1]  # "the Harbour Act 2024"
            of = len(before) > 1 and before[0].kind == "np" and before[1].word in reading.lexicon.finding.owning_links
            return before[0] if of and before[0].head not in reading.lexicon.finding.time_nouns else None
    return None


def _is_bare(reading: SentenceReading, phrase: Chunk | None) -> bool:
    """Whether a phrase is a noun without a name or a word that opens one: "fair"."""
    if phrase is None or phrase.kind != "np" or phrase.names or phrase.pronoun:
        return False
    return reading.tokens[phrase.first].word_class == "word"


def _carries(reading: SentenceReading, clause: Clause, phrase: Chunk) -> bool:
    """Whether the noun that a date belongs to is what the clause tells: "held a May meeting", "the 2028 storm killed two"."""
    words, lemma = reading.lexicon.finding, clause.verb.lemma
    if not noun_kind(reading, phrase) and not _is_during(reading, phrase):
        return False
    if any(phrase is subject for subject in clause.subjects):
        return lemma in words.occurring or lemma in words.consequences
    if clause.objects and phrase is clause.objects[0]:
        return light_noun(reading, clause) is phrase
    kind = reading.lexicon.kinds.get(verb_kind(reading, clause))
    if _is_during(reading, phrase):
        return True
    first = clause.obliques[0] if clause.obliques else None
    return first is not None and first.phrase is phrase and first.word in words.scene_links and not (kind is not None and kind.looks_back)


def _is_during(reading: SentenceReading, phrase: Chunk) -> bool:
    """“during Friday's unrest”: whatever it is, what the clause tells fell into it."""
    at = reading.position(phrase)
    return at > 0 and reading.chunks[at - 1].word in reading.lexicon.finding.spanning


def _may_date_another(reading: SentenceReading, clause: Clause, token: int) -> bool:
    """“interviewed the man who shot Vance on 3 May”: the date may be that of either verb, so it is that of none."""
    governor = reading.governor(clause)
    if (
        not (clause.role == "relative" or clause.link == "reduced")
        or governor is None
        or token < clause.verb.token
        or is_set_off(reading, clause)
    ):
        return False
    behind = bool(clause.subjects) and clause.subjects[0].first > governor.verb.token
    told = clause.verb.participle or (clause.verb.finite and clause.verb.tense is Tense.PAST)
    past = told and governor.verb.finite and governor.verb.tense is Tense.PAST and not (governor.verb.perfect or clause.verb.perfect)
    return behind and past and not times_of(reading, governor)[0]


def is_set_off(reading: SentenceReading, clause: Clause) -> bool:
    """Whether a comma stands before a relative clause or participle, so that the next one closes it."""
    first = next(i for i, made in enumerate(reading.chunks) if made.last >= clause.first)
    return first > 0 and any(reading.chunks[i].kind == "comma" for i in (first, first - 1))


def _opening_times(reading: SentenceReading, clause: Clause) -> tuple[int, ...]:
    """“In May Brook left and Vance stayed”: what opens the sentence before its main verb dates its other finite clauses too."""
    main = next((c for c in reading.clauses if c.role == "main"), None)
    if main is None or clause.role not in {"coordinate", "subordinate", "main"} or clause.link in reading.lexicon.order_words:
        return ()  # "On Monday, after the vote failed, Brook left": nobody says when it failed
    if clause.verb.modal and not main.verb.modal:
        return ()  # "On Sunday he gave them two days, or he would leave"
    before = min(reading.chunks[main.chunk].first, main.first + 2)
    opening = [t for t in reading.times if t.places and t.token < before and holder(reading, t.token) == main.index]
    return tuple(t.index for t in opening if (thing := described_by(reading, t.token)) is None or _sets_scene(reading, thing))


def _sets_scene(reading: SentenceReading, phrase: Chunk) -> bool:
    """“In Friday's attack”: what it tells has the date of the phrase; "after Friday's attack" has not."""
    before = reading.position(phrase) - 1
    return before >= 0 and reading.chunks[before].word in reading.lexicon.finding.scene_links


def _shared_times(reading: SentenceReading, clause: Clause) -> tuple[int, ...]:
    """Those of the clause that a "while" stands against, or whose subject a coordinate clause shares."""
    governor = reading.governor(clause)
    if governor is not None and clause.role == "subordinate" and clause.link in reading.lexicon.finding.contrasts:
        return times_of(reading, _finite_above(reading, governor))[0]
    if clause.role in {"subordinate", "relative"} and clause.link in reading.lexicon.finding.simultaneous:
        return _time_before(reading, clause)
    if _has_time(reading, clause):
        return ()
    leader = reading.leader(clause)
    if leader is None or (clause.verb.perfect and not leader.verb.perfect):
        return ()  # "was charged on 18 May and has left": by now, nobody says when
    return times_of(reading, leader)[0]


def _has_time(reading: SentenceReading, clause: Clause) -> bool:
    """Whether a time of its own stands in a clause or in what it governs, even one that does not date it."""
    own = {clause.index, *(child.index for child in reading.children(clause))}
    return any(time.places and time.definite and holder(reading, time.token) in own for time in reading.times)


def _time_before(reading: SentenceReading, clause: Clause) -> tuple[int, ...]:
    """“on 9 March, when Vance left”: what stands right before the word is when he left."""
    at = next((i for i, token in enumerate(reading.tokens) if token.lower == clause.link and clause.first - 1 <= i <= clause.verb.token), 0)
    before = at - 2 if at > 1 and reading.tokens[at - 1].word_class == "comma" else at - 1
    return tuple(t.index for t in reading.times if t.places and t.token <= before < t.token + _LONG and _ends_at(reading, t, before))


def _ends_at(reading: SentenceReading, time: TimeAt, token: int) -> bool:
    return reading.tokens[token].end == time.end


def _finite_above(reading: SentenceReading, clause: Clause) -> Clause:
    """The clause with a time of its own that a "while" stands against: itself, or the one that governs it."""
    above = reading.governor(clause)
    while above is not None and clause.role in _NON_FINITE and not times_of(reading, clause)[0]:
        clause, above = above, reading.governor(above)
    return clause


def holder(reading: SentenceReading, token: int) -> int:
    """The index of the clause that a token stands in, -1 for none: the latest that spans it, else the one it opens or follows."""
    known = reading.holders.get(token)
    if known is None:
        known = reading.holders[token] = _holder(reading, token)
    return known


def _holder(reading: SentenceReading, token: int) -> int:
    if (opened := _opened_by(reading, token)) is not None:
        return opened.index
    spanning = [c for c in reading.clauses if c.first <= token <= c.last]
    if spanning:
        return _without_naming(reading, max(spanning, key=lambda c: c.first)).index
    before = [c for c in reading.clauses if c.last < token]
    after = next((c for c in reading.clauses if c.first > token), None)
    if not before and after is not None and after.role in _ASIDE and _is_cut_off(reading, token, after.verb.token):
        after = next((c for c in reading.clauses if c.role == "main"), after)  # "Late on Friday, after a fire that …, Brook left"
    closing = before and reading.chunks[min(_position(reading, token) + 1, len(reading.chunks) - 1)].kind == "conj"
    if before and (after is None or closing or not _is_cut_off(reading, before[-1].last, token)):
        return _resumed(reading, before[-1], token).index
    return after.index if after is not None else -1


def _opened_by(reading: SentenceReading, token: int) -> Clause | None:
    """“stayed in Marsh and in May, left it”, "says last week he left": the clause that a date opens, behind "and" or "says"."""
    at = _position(reading, token)
    if reading.chunks[at].kind != "time" or not at:
        return None
    end = at + 1 if at + 1 < len(reading.chunks) and reading.chunks[at + 1].kind == "comma" else at
    behind = reading.following(end)
    start = at - 2 if at > 1 and reading.chunks[at - 1].kind == "prep" else at - 1
    before, listed = reading.chunks[start], start > 0 and reading.chunks[start - 1].kind == "time"  # "in 1997 and 1998, …"
    if before.kind == "comma" and start > 0 and reading.chunks[start - 1].kind == "conj":
        before = reading.chunks[start - 1]  # "lowered his sights and, in 1992, bought it"
    if before.kind == "conj" and not listed and behind is not None and behind.verb is not None and behind.verb.finite:
        return next((c for c in reading.clauses if c.chunk == end + 1), None)
    if before.kind == "comma" and not listed and end == at:  # "having lost, in 1966 he left"
        return next((c for c in reading.clauses if c.role in _FULL and c.subjects and c.subjects[0] is behind), None)
    if before.verb is None or before.verb.tense is not Tense.PRESENT or before.verb.lemma not in reading.lexicon.speech:
        return None
    return next((c for c in reading.clauses if c.role == "complement" and c.subjects and c.subjects[0] is behind), None)


def _position(reading: SentenceReading, token: int) -> int:
    """The index of the chunk that a token stands in."""
    return next((i for i, made in enumerate(reading.chunks) if made.first <= token <= made.last), 0)


def _without_naming(reading: SentenceReading, clause: Clause) -> Clause:
    """“dropped a bomb called Long Tom on Friday”: that it has a name is of no day."""
    governor = reading.governor(clause)
    naming = clause.verb.lemma in reading.lexicon.finding.naming and clause.role == "participle"
    return governor if naming and governor is not None else clause


def _resumed(reading: SentenceReading, clause: Clause, token: int) -> Clause:
    """“fired Weir, who stole the fund, on 3 May”: behind its comma the clause is gone on with that the other one interrupts."""
    governor = reading.governor(clause)
    while (
        governor is not None and clause.role in _INTERRUPTING and is_set_off(reading, clause) and _is_cut_off(reading, clause.last, token)
    ):
        clause, governor = governor, reading.governor(governor)
    return clause


def _is_cut_off(reading: SentenceReading, last: int, token: int) -> bool:
    """Whether a comma or stop stands between a clause and a token behind it."""
    return any(made.kind in {"comma", "stop"} and last < made.first <= token for made in reading.chunks)
