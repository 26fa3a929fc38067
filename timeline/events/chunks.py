"""Tokens and names of a sentence in, chunks out: noun phrases, verb groups, prepositions and what separates them.

A shallow reading from left to right. It decides what the later steps rest on: whether a word that can be a verb is one here.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from timeline.events.lexicon import Lexicon, VerbForm
from timeline.events.names import Name
from timeline.events.tokens import Token
from timeline.model import Tense

# Several words that act as one preposition or subordinator.
_COMPOUNDS: tuple[tuple[tuple[str, ...], str], ...] = tuple(
    (tuple(phrase.split()), kind)
    for phrase, kind in (
        ("in the aftermath of", "sub"), ("in the wake of", "sub"), ("in addition to", "prep"), ("in response to", "prep"), ("in order to", "to"),
        ("so as to", "to"), ("as part of", "prep"), ("as well as", "prep"), ("as soon as", "sub"), ("according to", "prep"), ("along with", "prep"),
        ("because of", "prep"), ("due to", "prep"), ("ahead of", "prep"), ("prior to", "prep"), ("compared to", "prep"), ("compared with", "prep"),
        ("such as", "prep"), ("thanks to", "prep"), ("instead of", "prep"), ("rather than", "prep"), ("out of", "prep"), ("as of", "prep"),
        ("on behalf of", "prep"), ("leading up to", "prep"), ("even though", "sub"), ("even as", "sub"), ("so that", "sub"),
    )
)  # fmt: skip
_QUANTIFIERS = (
    ("at", "least"),
    ("at", "most"),
    ("more", "than"),
    ("less", "than"),
    ("fewer", "than"),
    ("up", "to"),
    ("as", "many", "as"),
    ("no", "fewer", "than"),
)
_PREPOSITIONAL_SUBS = frozenset({"after", "before", "since", "until", "than", "as", "following"})
_TELLING = frozenset({"tell", "warn", "remind", "assure", "inform", "promise", "convince", "persuade", "advise", "notify"})
_PARTICLES = frozenset({"back", "away", "down", "up", "off", "out", "apart", "aside"})
_GIVING = frozenset({"award", "grant", "give", "hand", "offer", "send", "pay", "sell", "deny", "promise", "lend", "owe", "allocate"})
_SUBJECT_PRONOUNS = frozenset({"he", "she", "it", "they", "we", "i", "you", "who"})
_PLURAL_SUBJECTS = frozenset({"they", "we", "i", "you", "who"})
_APPROXIMATORS = frozenset(
    {"just", "only", "nearly", "almost", "roughly", "about", "around", "over", "under", "some", "approximately", "exactly", "another"}
)
_NUMBER_WORDS = frozenset(
    "once twice one two three four five six seven eight nine ten eleven twelve dozen dozens hundred hundreds thousand thousands million billion trillion several".split()
)


@dataclass(frozen=True, slots=True, kw_only=True)
class VerbGroup:
    """The verb of a chunk and what its auxiliaries say."""

    lemma: str
    token: int
    finite: bool
    tense: Tense
    passive: bool = False
    perfect: bool = False
    progressive: bool = False
    negated: bool = False
    modal: str = ""
    infinitive: bool = False
    gerund: bool = False
    participle: bool = False  # a bare past participle: "published on Monday by …"
    particle: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Chunk:
    """Tokens `first` to `last` (included). `kind`: np, vg, prep, sub, rel, comp, conj, comma, stop, time, adv.

    For a noun phrase: `names` in it, `head` (its last word, lower case), `owner` (index into `names` of the one with 's, -1 for none),
    `pronoun` ("he", or "his" where it owns). `word` is the lower-case text of a preposition, conjunction or subordinator.
    """

    kind: str
    first: int
    last: int
    word: str = ""
    names: tuple[Name, ...] = ()
    head: str = ""
    owner: int = -1
    pronoun: str = ""
    quoted: bool = False  # a quotation of several words
    verb: VerbGroup | None = None


def chunk(tokens: Sequence[Token], names: Sequence[Name], lexicon: Lexicon) -> list[Chunk]:
    """The chunks of one sentence, in order."""
    return _Chunker(tokens, names, lexicon).run()


class _Chunker:
    """The left-to-right reading; it lives for one sentence."""

    def __init__(self, tokens: Sequence[Token], names: Sequence[Name], lexicon: Lexicon) -> None:
        self.tokens, self.lexicon = tokens, lexicon
        self.name_at = {i: name for name in names for i in range(name.first, name.last + 1)}
        self.out: list[Chunk] = []

    def run(self) -> list[Chunk]:
        for i, token in enumerate(self.tokens):
            if token.word_class == "word" and self._is_hidden_gerund(i):
                token.word_class, token.readings = "verb", self.lexicon.forms[token.lower]
        at = 0
        while at < len(self.tokens):
            made = self._next(at)
            if made is None:
                at += 1
                continue
            self.out.append(made)
            at = made.last + 1
        return self.out

    def _is_hidden_gerund(self, i: int) -> bool:
        """A word in -ing that is mostly a noun ("meeting") is a verb behind a verb and before its object: "denied meeting Vance"."""
        token = self.tokens[i]
        if not token.lower.endswith("ing") or token.lower not in self.lexicon.forms or not 0 < i < len(self.tokens) - 1:
            return False
        return self.tokens[i - 1].word_class == "verb" and i - 1 not in self.name_at and (i + 1 in self.name_at or self._has_object(i))

    def _next(self, at: int) -> Chunk | None:
        token = self.tokens[at]
        if at in self.name_at:
            return self._noun_phrase(at)
        if token.word_class in {"quote", "mark", "genitive"}:
            return None
        if compound := self._compound(at):
            return compound
        if self._is_quantity(at):
            return self._noun_phrase(at)
        if token.quoted and token.word_class not in {"comma", "stop"}:
            return self._noun_phrase(at)
        match token.word_class:
            case "time" if self._is_adverb(at) and self._leads_verb(at):
                return self._verb_group(at)
            case "time":
                return Chunk(kind="time", first=at, last=at)
            case "comma" | "stop" | "conjunction":
                return Chunk(kind={"conjunction": "conj"}.get(token.word_class, token.word_class), first=at, last=at, word=token.lower)
            case "subordinator":
                return Chunk(kind="sub", first=at, last=at, word=token.lower)
            case "relative":
                return self._relative(at)
            case "preposition":
                return (
                    self._infinitive(at)
                    if token.lower == "to" and self._is_base_verb(at + 1)
                    else Chunk(kind="prep", first=at, last=at, word=token.lower)
                )
            case "modal" | "be" | "have" | "do" | "negation":
                return self._verb_group(at)
            case "adverb":
                return self._verb_group(at) if self._leads_verb(at) else Chunk(kind="adv", first=at, last=at, word=token.lower)
            case "verb":
                return self._noun_phrase(at) if self._is_nominal(at) else self._verb_group(at)
            case _:
                return self._noun_phrase(at)

    def _compound(self, at: int) -> Chunk | None:
        for words, kind in _COMPOUNDS:
            if self.tokens[at].lower == words[0] and tuple(t.lower for t in self.tokens[at : at + len(words)]) == words:
                if kind == "to":
                    return self._infinitive(at + len(words) - 1)
                return Chunk(kind=kind, first=at, last=at + len(words) - 1, word=" ".join(words))
        if (
            self.tokens[at].lower == "following"
            and at + 1 < len(self.tokens)
            and (at == 0 or self.tokens[at - 1].word_class not in {"determiner", "possessive"})
        ):
            return Chunk(kind="sub", first=at, last=at, word="following")
        return None

    def _relative(self, at: int) -> Chunk | None:
        token = self.tokens[at]
        if token.lower == "that":
            last = self.out[-1] if self.out else None
            following = self.tokens[at + 1] if at + 1 < len(self.tokens) else None
            if last is None or last.kind == "prep":
                return self._noun_phrase(at)
            told = last.kind == "np" and len(self.out) > 1 and self.out[-2].verb is not None and self.out[-2].verb.lemma in _TELLING
            if (
                told
                or last.kind in {"vg", "adv"}
                or (
                    last.kind == "np"
                    and last.head in {"claim", "claims", "report", "reports", "allegation", "allegations", "fact", "belief", "said"}
                )
            ):
                return Chunk(kind="comp", first=at, last=at, word="that")
            if following is not None and following.word_class == "word" and last.kind in {"comma", "conj"} and at + 1 not in self.name_at:
                return self._noun_phrase(at)
        return Chunk(kind="rel", first=at, last=at, word=token.lower)

    def _counts(self, i: int) -> bool:
        """Whether a number counts what follows ("28 missions") and is no part of the name before it ("Falcon 9")."""
        following = self.tokens[i + 1] if i + 1 < len(self.tokens) else None
        return following is not None and following.word_class in {"word", "verb"} and following.text.islower()

    def _is_adverb(self, i: int) -> bool:
        """An adverb, or a time expression of one word that stands like one ("recently")."""
        token = self.tokens[i]
        return token.word_class == "adverb" or (token.word_class == "time" and token.text.isalpha() and token.text.islower())

    # --- noun phrases ---

    def _noun_phrase(self, at: int) -> Chunk:
        tokens, last, names, owner, pronoun = self.tokens, at, list[Name](), -1, ""
        if tokens[at].word_class == "pronoun" and at not in self.name_at:
            return Chunk(kind="np", first=at, last=at, pronoun=tokens[at].lower, head=tokens[at].lower)
        if tokens[at].word_class == "possessive":
            pronoun = tokens[at].lower
        i = at
        while i < len(tokens):
            if i > at and i in self.name_at and tokens[i].text == "The":
                break
            if i == at and self._is_quantity(at):
                i = last = self._number_after(at)
            elif i > at and (self._closes_speech(i) or (names and i == names[-1].last + 1 and self._is_second_object(i))):
                break
            elif i in self.name_at:
                name = self.name_at[i]
                names.append(name)
                i = last = name.last
            elif i > at and not self._continues(i, at):
                break
            elif tokens[i].word_class == "genitive":
                if names and i == names[-1].last + 1:
                    owner = len(names) - 1
                last = i
            elif tokens[i].word_class != "quote":
                last = i
            i += 1
        head = next((t.lower for t in reversed(tokens[at : last + 1]) if t.word_class not in {"genitive", "quote", "mark"}), "")
        return Chunk(
            kind="np",
            first=at,
            last=last,
            names=tuple(names),
            head=head,
            owner=owner,
            pronoun=pronoun,
            quoted=last - at > 2 and tokens[at + 1].quoted,
        )  # noqa: PLR2004

    def _is_second_object(self, i: int) -> bool:
        """“awarded Vance Lines contracts”: behind a verb of giving, what follows a name is what the named one gets."""
        verb = self.out[-1].verb if self.out else None
        token = self.tokens[i]
        return (
            verb is not None
            and verb.lemma in _GIVING
            and token.word_class in {"word", "verb"}
            and token.lower.endswith("s")
            and i not in self.name_at
        )

    def _closes_speech(self, i: int) -> bool:
        """Whether a long quotation ends just before token `i`, so that what follows is the speaker and not the thing said."""
        if self.tokens[i].quoted or self.tokens[i - 1].word_class != "quote" or i < 5:  # noqa: PLR2004
            return False
        return all(t.quoted for t in self.tokens[i - 5 : i - 2])

    def _number_after(self, at: int) -> int:
        while self.tokens[at].word_class != "number" and self.tokens[at].lower not in _NUMBER_WORDS:
            at += 1
        return at

    def _continues(self, i: int, start: int) -> bool:
        """Whether token `i` still belongs to the noun phrase that began at `start`."""
        token, previous = self.tokens[i], self.tokens[i - 1]
        if token.quoted and previous.quoted and token.word_class not in {"stop"}:
            return True
        match token.word_class:
            case "word":
                return True
            case "number":
                return not (i - 1 in self.name_at and (token.text[0] in "$€£" or self._counts(i)))
            case "quote":
                return (
                    i + 1 < len(self.tokens)
                    and (token.quoted or previous.quoted)
                    and (self.tokens[i + 1].quoted or self.tokens[i + 1].word_class in {"word", "genitive"})
                )
            case "genitive":
                return i + 1 < len(self.tokens) and previous.word_class not in {"time"}
            case "verb":
                return self._is_nominal(i) and not token.quoted
            case "determiner" | "possessive":
                return self.tokens[start].lower in {"all", "both", "such", "half"} and i == start + 1
            case "adverb" | "time":
                return (
                    self._is_adverb(i)
                    and previous.word_class in {"determiner", "possessive", "adverb", "genitive"}
                    and i not in self.name_at
                    and i + 1 < len(self.tokens)
                    and self.tokens[i + 1].word_class in {"word", "verb", "number"}
                )
            case "preposition" | "subordinator":
                return self._is_quantifier(i) or (
                    token.lower == "of" and previous.lower == "chief" and i + 1 < len(self.tokens) and self.tokens[i + 1].lower == "staff"
                )
            case _:
                return False

    def _is_quantity(self, at: int) -> bool:
        """Whether "just", "nearly", "over" or "at least" here leads up to a number."""
        tokens = self.tokens
        if tokens[at].word_class not in {"adverb", "preposition", "word"}:
            return False
        steps = next((len(q) for q in _QUANTIFIERS if tuple(t.lower for t in tokens[at : at + len(q)]) == q), 0)
        steps = steps or (1 if tokens[at].lower in _APPROXIMATORS else 0)
        if not steps or at + steps >= len(tokens):
            return False
        number = tokens[at + steps]
        return number.word_class == "number" or number.lower in _NUMBER_WORDS

    def _is_quantifier(self, i: int) -> bool:
        return any(
            tuple(t.lower for t in self.tokens[i : i + len(q)]) == q
            and i + len(q) < len(self.tokens)
            and self.tokens[i + len(q)].word_class in {"number", "word"}
            for q in _QUANTIFIERS
        )

    # --- verbs ---

    def _is_base_verb(self, i: int) -> bool:
        while i < len(self.tokens) and self.tokens[i].word_class == "adverb":
            i += 1
        if i >= len(self.tokens) or i in self.name_at or self.tokens[i].quoted:
            return False
        token = self.tokens[i]
        if token.word_class in {"be", "have", "do"}:
            return token.lower in {"be", "have", "do"}
        if token.word_class == "word" and token.text.islower() and i + 1 < len(self.tokens):
            return (
                token.lower.endswith(("ize", "ise", "ify"))
                or i + 1 in self.name_at
                or self.tokens[i + 1].word_class in {"determiner", "possessive", "pronoun"}
            )
        return token.word_class == "verb" and any(r.tag == "VB" for r in token.readings)

    def _leads_verb(self, at: int) -> bool:
        """Whether an adverb stands before a verb of its own group ("reportedly visited")."""
        i = at
        while i < len(self.tokens) and self._is_adverb(i):
            i += 1
        if i >= len(self.tokens) or i in self.name_at:
            return False
        if self.tokens[i].word_class in {"modal", "be", "have", "do"}:
            return True
        return self.tokens[i].word_class == "verb" and not self.tokens[i].quoted and not self._is_nominal(i)

    def _context(self, i: int) -> tuple[str, int]:
        """Word class of what stands before token `i`, adverbs skipped, and its index."""
        i -= 1
        while (
            i >= 0
            and (
                self._is_adverb(i) or self.tokens[i].word_class in {"negation", "quote"} or self.tokens[i].lower in {"more", "most", "less"}
            )
            and i not in self.name_at
        ):
            i -= 1
        return ("start", -1) if i < 0 else ("name" if i in self.name_at else self.tokens[i].word_class, i)

    def _is_nominal(self, i: int) -> bool:
        """Whether a word that can be a verb is a noun or adjective here."""
        token = self.tokens[i]
        before, at = self._context(i)
        tags = {r.tag for r in token.readings}
        if before in {"modal", "do"}:
            return False
        if before == "be" and at < i - 1 and self.tokens[i - 1].lower in {"more", "most", "less", "very"}:
            return True  # "has been more restrained"
        if before == "have" or before == "be":
            return not tags & {"VBN", "VBG", "VBD"}
        if before in {"determiner", "possessive", "genitive", "number"}:
            return not (before == "number" and tags & {"VBD"} and self._has_object(i)) and not (
                self.tokens[at].lower in {"this", "that", "all", "both", "some", "another"}
                and tags & {"VBD"}
                and at == i - 1
                and self._has_object(i)
            )
        if "VBG" in tags and tags <= {"VBG"}:
            return self._gerund_is_nominal(i, before)
        if tags & {"VBD", "VBN"} and not tags & {"VB", "VBZ"}:
            return self._past_is_nominal(i, before, at)
        return self._present_is_nominal(i, before, at, tags)

    def _gerund_is_nominal(self, i: int, before: str) -> bool:
        following = self.tokens[i + 1] if i + 1 < len(self.tokens) else None
        if following is None:
            return True
        if before in {"word", "conjunction"} and following.word_class in {"comma", "stop", "mark", "conjunction"}:
            return True
        if before == "preposition":
            return following.lower == "of" or (
                following.word_class in {"word", "verb"} and i + 1 not in self.name_at and following.lower.endswith("s")
            )
        return False

    def _past_is_nominal(self, i: int, before: str, at: int) -> bool:
        following = self.tokens[i + 1] if i + 1 < len(self.tokens) else None
        if before == "preposition" and self.tokens[at].lower not in {"to"}:
            return not (following is not None and following.lower == "by")
        if (
            before == "verb"
            and following is not None
            and following.word_class in {"word", "verb"}
            and self.out
            and self.out[-1].kind == "vg"
            and at == i - 1
        ):
            return True  # "launching crewed missions"
        if (
            before == "conjunction"
            and self.out
            and len(self.out) > 1
            and self.out[-2].kind == "np"
            and self.out[-2].head in self.lexicon.roles
        ):
            return True  # "the late financier and convicted offender"
        if (
            before in {"start", "comma", "conjunction"}
            and following is not None
            and following.word_class == "word"
            and i + 1 not in self.name_at
        ):
            return before == "start" and self._finite_follows(i)
        return False

    def _finite_follows(self, i: int) -> bool:
        return any(
            t.word_class in {"modal", "be", "have"} or any(r.tag in {"VBD", "VBZ"} for r in t.readings) for t in self.tokens[i + 2 : i + 8]
        )

    def _has_object(self, i: int) -> bool:
        following = self.tokens[i + 1] if i + 1 < len(self.tokens) else None
        return following is not None and (
            i + 1 in self.name_at or following.word_class in {"determiner", "possessive", "pronoun", "number"}
        )

    def _present_is_nominal(self, i: int, before: str, at: int, tags: set[str]) -> bool:
        """Base forms and third persons, most of which are nouns too ("calls", "plan", "report")."""
        if tags & {"VBD"} and before in {"name", "word", "pronoun", "relative"}:  # cut, put, set …
            return not (before in {"name", "pronoun", "relative"} or self._has_object(i)) or self._governed()
        if before == "pronoun" and self.tokens[at].lower in _SUBJECT_PRONOUNS:
            return False
        if before == "relative":
            return False
        following = self.tokens[i + 1] if i + 1 < len(self.tokens) else None
        if "VB" in tags and following is not None and following.word_class == "comma" and self._awaits_verb():
            return False
        if self.tokens[i].readings[0].lemma in self.lexicon.only_verbs and before in {"name", "word", "verb"}:
            return False
        if following is None or self._governed():
            return True
        if self.tokens[i - 1].word_class == "adverb" and before in {"name", "word"} and "VBZ" in tags:
            return False
        takes = i + 1 in self.name_at or following.word_class in {
            "determiner",
            "possessive",
            "pronoun",
            "relative",
            "preposition",
            "number",
            "time",
            "adverb",
        }
        if not takes or before not in {"name", "word", "verb"}:
            return True
        plural_subject = before != "name" and self.tokens[at].lower.endswith("s")
        if "VB" in tags and "VBZ" not in tags:
            return not plural_subject or following.word_class == "preposition"
        return plural_subject or (before != "name" and following.word_class == "preposition") or following.lower == "of"

    def _awaits_verb(self) -> bool:
        """Whether the clause has a plural subject and no verb yet: "while tensions between Brook and Vance rise, …"."""
        since = next((i for i in range(len(self.out) - 1, -1, -1) if self.out[i].kind in {"vg", "sub", "rel", "comp", "stop"}), -1)
        inside = self.out[since + 1 :]
        opened = since >= 0 and self.out[since].kind == "sub"
        return opened and len(inside) > 1 and inside[0].kind == "np" and inside[0].head.endswith("s")

    def _governed(self) -> bool:
        """Whether the noun phrase being read is already an object: a verb or preposition stands just before it."""
        for made in reversed(self.out):
            if made.kind in {"vg", "prep"}:
                return True
            if made.kind not in {"np", "adv"}:
                return False
        return False

    def _infinitive(self, at: int) -> Chunk:
        made = self._verb_group(at + 1, infinitive=True)
        assert made.verb is not None  # a verb group always has its verb
        return Chunk(kind="vg", first=at, last=made.last, verb=made.verb)

    def _verb_group(self, at: int, *, infinitive: bool = False) -> Chunk:
        tokens, i = self.tokens, at
        auxiliaries: list[str] = []
        negated, main, main_at = False, None, at
        while i < len(tokens) and i not in self.name_at and not (tokens[i].quoted and i > at and not tokens[at].quoted):
            token = tokens[i]
            if token.word_class in {"modal", "be", "have", "do"} and (not auxiliaries or self._may_follow(auxiliaries[-1], token)):
                auxiliaries.append(token.lower)
                negated |= token.lower.endswith("n't") or token.lower in {"cannot", "won't"}
                main_at = i
            elif self._is_adverb(i) or token.word_class == "negation" or (token.lower in {"since", "yet"} and auxiliaries):
                negated |= token.word_class == "negation"
            elif token.word_class == "word" and infinitive:  # a verb the table does not know
                main, main_at = VerbForm(token.lower, "VB"), i
                break
            elif token.word_class == "verb" and (
                i == at or auxiliaries or infinitive or self._is_adverb(i - 1) or tokens[i - 1].word_class == "negation"
            ):
                main = self._reading(token, auxiliaries, infinitive=infinitive)
                if main is not None:
                    main_at = i
                break
            else:
                break
            i += 1
        particle = self._particle(main.lemma if main else "", main_at)
        last = max(main_at + (1 if particle else 0), at)
        return Chunk(
            kind="vg",
            first=at,
            last=last,
            verb=_group(auxiliaries, main, main_at, negated=negated, infinitive=infinitive, particle=particle),
        )

    def _may_follow(self, previous: str, token: Token) -> bool:
        if token.word_class == "be":
            return previous != "be"
        return token.lower == "had" or (token.word_class == "have" and previous not in {"be", "have", "do", "had", "has"})

    def _reading(self, token: Token, auxiliaries: list[str], *, infinitive: bool) -> VerbForm | None:
        aux = auxiliaries[-1] if auxiliaries else ""
        if self.lexicon.classes.get(aux) == "be":
            wanted = ("VBG", "VBN")
        elif self.lexicon.classes.get(aux) == "have":
            wanted = ("VBN", "VBD")
        elif aux or infinitive:
            wanted = ("VB",)
        else:
            wanted = ("VBN",) if self._is_agentive(token) else ("VBD", "VBZ", "VBG", "VBN", "VB")
        for tag in wanted:
            for reading in token.readings:
                if reading.tag == tag:
                    return reading
        return None

    def _is_agentive(self, token: Token) -> bool:
        """Whether "by" or "by" behind a date follows a form that can be a participle: "triggered by", "published on Monday by"."""
        i = next(i for i, t in enumerate(self.tokens) if t is token) + 1
        while i < len(self.tokens) and self.tokens[i].word_class in {"time", "adverb"}:
            i += 1
        gerund = i + 1 < len(self.tokens) and any(r.tag == "VBG" for r in self.tokens[i + 1].readings)
        return i < len(self.tokens) and self.tokens[i].lower == "by" and not gerund and any(r.tag == "VBN" for r in token.readings)

    def _particle(self, lemma: str, at: int) -> str:
        """A word after the verb that makes one verb with it ("step down"), if the table knows it."""
        following = self.tokens[at + 1].lower if lemma and at + 1 < len(self.tokens) and at + 1 not in self.name_at else ""
        return following if f"{lemma} {following}" in self.lexicon.verb_kinds or following in _PARTICLES else ""


def _group(auxiliaries: list[str], main: VerbForm | None, at: int, *, negated: bool, infinitive: bool, particle: str) -> VerbGroup:
    be, have = {"am", "is", "are", "was", "were", "be", "been", "being", "'s", "'re"}, {"have", "has", "had", "having", "'ve"}
    modal = next((a for a in auxiliaries if a.rstrip("n't") and a in _MODALS), "")
    last = auxiliaries[-1].removesuffix("n't") if auxiliaries else ""
    tag = main.tag if main else ""
    lemma = main.lemma if main else "be" if last in be else "have" if last in have else "do"
    passive = last in be and tag == "VBN"
    perfect = any(a.removesuffix("n't") in have for a in (auxiliaries if main else auxiliaries[:-1]))
    leading = auxiliaries[0].removesuffix("n't") if auxiliaries else ""
    finite = not infinitive and leading not in {"be", "been", "being", "having"} and (bool(auxiliaries) or tag in {"VBD", "VBZ", "VB"})
    past = leading in {"was", "were", "had", "did"} or (not auxiliaries and tag == "VBD") or (perfect and leading not in {"will", "would"})
    tense = Tense.FUTURE if modal in {"will", "shall", "'ll", "won't"} else Tense.PAST if past else Tense.PRESENT if finite else Tense.NONE
    return VerbGroup(
        lemma=lemma, token=at, finite=finite, tense=tense, passive=passive, perfect=perfect, progressive=last in be and tag == "VBG", negated=negated,
        modal=modal, infinitive=infinitive, gerund=not auxiliaries and tag == "VBG", participle=not auxiliaries and tag == "VBN", particle=particle,
    )  # fmt: skip


_MODALS = frozenset("will would shall should can could may might must 'll cannot won't wouldn't can't couldn't shouldn't".split())
