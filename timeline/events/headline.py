"""A clause in, a headline out: who, verb, what, in the source's own words with names in full, never cut inside a phrase.

The verb keeps its strength: a plan reads "plans to" or "to", a threat "threatens to", a denial "does not". Adverbs and dates are left out.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from timeline.events.chunks import Chunk, VerbGroup
from timeline.events.clauses import Clause
from timeline.events.lexicon import Lexicon
from timeline.events.tokens import Token
from timeline.model import Stage, Tense

LONGEST = 90  # characters; a headline is cut at a phrase that ends before
_TRAILING = frozenset({"according to", "amid", "as part of", "such as"})
_PLURAL_PRONOUNS = frozenset({"they", "we", "i", "you"})


class Phrases:
    """The wording of one sentence: noun phrases and runs of chunks as text, names in their fullest form."""

    def __init__(
        self, text: str, tokens: Sequence[Token], chunks: Sequence[Chunk], lexicon: Lexicon, name_of: Callable[[Chunk], str]
    ) -> None:
        self.source, self.tokens, self.chunks, self.lexicon, self.name_of = text, tokens, chunks, lexicon, name_of

    def text(self, phrase: Chunk) -> str:
        """A noun phrase as a headline says it: somebody by name, else the words of the source with its quotation marks."""
        name = self.name_of(phrase)
        if name:
            return f"the {name}" if self.tokens[phrase.first].lower == "the" and not name.startswith("The ") and phrase.names else name
        first, last = phrase.first, phrase.last
        start, end = self.tokens[first].start, self.tokens[last].end
        if self.tokens[first].quoted and first and self.tokens[first - 1].word_class == "quote":
            start = self.tokens[first - 1].start
        if self.tokens[last].quoted and last + 1 < len(self.tokens) and self.tokens[last + 1].word_class == "quote":
            end = self.tokens[last + 1].end
        words = self._without_notes(first, last, start, end)
        words = words.replace("\n", " ").strip(" ,;:")
        return words + "”" if words.count("“") > words.count("”") else words + '"' if words.count('"') % 2 else words

    def subject(self, phrase: Chunk) -> str:
        """A subject with the "of …" that says whose or which it is, unless it is somebody."""
        text = self.text(phrase)
        if self.name_of(phrase):
            return text
        at = next(i for i, c in enumerate(self.chunks) if c is phrase)
        end = at
        while end + 2 < len(self.chunks) and self.chunks[end + 1].word in {"of", "and", "between"} and self.chunks[end + 2].kind == "np":
            end += 2
        return f"{text} {self.run(at + 1, end, LONGEST // 2)}".strip() if end > at else text

    def verbatim(self, first: int, last: int, start: int, end: int) -> str:
        """The source from token `first` to `last`, on one line, with quotation marks that match."""
        words = self._without_notes(first, last, start, end).replace("\n", " ").strip(" ,;:")
        if words.count('"') % 2:
            words += '"'
        return words + "”" if words.count("“") > words.count("”") else words

    def _without_notes(self, first: int, last: int, start: int, end: int) -> str:
        """The source between two places without footnote digits, which the tokens leave out."""
        parts, at = [], start
        for token in self.tokens[first : last + 1]:
            gap = self.source[at : token.start]
            parts.append(gap if not gap.strip().isdigit() else gap.lstrip("0123456789"))
            parts.append(token.text)
            at = token.end
        tail = self.source[at:end]
        return "".join(parts) + (tail if not tail.strip().isdigit() else "")

    def run(self, first: int, last: int, room: int) -> str:
        """Chunks `first` to `last` as text of at most `room` characters, cut behind a phrase; dates and adverbs left out."""
        out, at = "", first
        while at <= last:
            made = self.chunks[at]
            if made.kind in {"time", "adv", "vg", "stop"} or (made.kind == "prep" and made.word in _TRAILING):
                if made.kind in {"vg", "prep", "stop"}:
                    break
                at += 1
                continue
            step, piece = self._piece(at, last)
            if not piece and step:
                at += step
                continue
            if not step or len(out) + len(piece) + 1 > room:
                break
            out = f"{out}{piece}" if piece.startswith(",") else f"{out} {piece}".strip()
            at += step
        return out.rstrip(" ,;")

    def _piece(self, at: int, last: int) -> tuple[int, str]:
        """The next phrase with what introduces it, and how many chunks it takes; 0 where the text should end."""
        made = self.chunks[at]
        if made.kind == "np":
            return 1, self.text(made)
        if made.kind in {"prep", "sub", "conj", "comma"}:
            following = self.chunks[at + 1] if at < last else None
            word = "," if made.kind == "comma" else self._words(made)
            if following is not None and following.kind == "np":
                return 2, f"{word} {self.text(following)}"
            if following is not None and following.kind == "time":
                return 2, ""  # "by mid-June": the date is told beside the headline
            if following is not None and following.kind in {"comma", "conj"}:
                return 1, ""
            if made.kind == "comma" and following is not None and following.kind != "np":
                return 0, ""
            if (
                made.kind == "prep"
                and following is not None
                and following.kind == "vg"
                and following.verb is not None
                and following.verb.gerund
            ):
                return 2, f"{word} {self._words(following)}"
            if (
                following is not None
                and following.kind == "prep"
                and following.word not in _TRAILING
                and at + 1 < last
                and self.chunks[at + 2].kind == "np"
            ):
                return 3, f"{word} {self._words(following)} {self.text(self.chunks[at + 2])}"
        return 0, ""

    def _words(self, made: Chunk) -> str:
        return " ".join(t.text if t.text.isupper() and len(t.text) > 1 else t.lower for t in self.tokens[made.first : made.last + 1])

    def verb(self, group: VerbGroup, *, plural: bool, stage: Stage) -> str:
        """The verb as headlines put it: present for what happened, "to …" for what will be, modal kept."""
        forms = self.lexicon.inflected.get(group.lemma, {})
        base = forms.get("VB", group.lemma)
        third = base if plural else forms.get("VBZ", "")
        participle = forms.get("VBN", group.lemma)
        particle = f" {group.particle}" if group.particle else ""
        if group.modal and stage is Stage.HYPOTHETICAL:
            modal = group.modal.replace("'ll", "will")
            return f"{modal} {'not ' if group.negated and 'n' not in modal[-3:] else ''}{'be ' + participle if group.passive else base}{particle}"
        if stage is Stage.PLANNED and (group.tense is Tense.FUTURE or group.modal):
            return f"{'not ' if group.negated else ''}to {'be ' + participle if group.passive else base}{particle}"
        if group.passive:
            return f"{'are' if plural else 'is'} {'not ' if group.negated else ''}{participle}{particle}"
        if group.negated:
            return f"{'do' if plural else 'does'} not {base}{particle}"
        if stage is Stage.ONGOING and group.progressive:
            return f"{'are' if plural else 'is'} {forms.get('VBG', group.lemma)}{particle}"
        if not forms:
            return group.lemma + particle  # of an unknown verb only the form is known
        return third + particle

    def bare(self, child: Clause) -> str:
        """The verb of a governed clause: "to withdraw"."""
        group = child.verb
        if group.gerund:
            return self.lexicon.inflected.get(group.lemma, {}).get("VBG", group.lemma)
        forms = self.lexicon.inflected.get(group.lemma, {})
        verb = (
            f"be {forms.get('VBN', group.lemma)}"
            if group.passive
            else f"have {forms.get('VBN', group.lemma)}"
            if group.perfect
            else forms.get("VB", group.lemma)
        )
        return f"to {verb}{' ' + group.particle if group.particle else ''}"

    def reporting(self, clause: Clause, stage: Stage, first: int, end: int) -> str:
        """“Vance says that …” with chunks `first` to `end` as they stand."""
        head = headline(self, clause, (), stage)
        return _reported(self, head, first, end) if head and first <= end else head

    def noun_headline(self, position: int, verb: str, names: Sequence[str], *, symmetric: bool) -> str:
        """A headline for an event noun: with its verb where the table has one ("resignation" → resigns), else the phrase itself."""
        phrase = self.chunks[position]
        end = position
        while (
            end + 2 < len(self.chunks)
            and self.chunks[end + 1].kind in {"prep", "sub", "conj"}
            and self.chunks[end + 2].kind == "np"
            and self.chunks[end + 1].word not in _TRAILING
        ):
            end += 2
        forms = self.lexicon.inflected.get(verb, {})
        if verb and phrase.owner >= 0 and not symmetric:
            head = f"{names[0]} {forms.get('VBZ', verb)}"
            return f"{head} {self.run(position + 1, end, LONGEST - len(head))}".strip()
        if symmetric and len(names) > 1:
            noun = self._noun_text(phrase)
            head = f"{noun[:1].upper()}{noun[1:]} between {names[0]} and {names[1]}"
            rest = end if end > position + 4 else position
            tail = self.run(position + 5, rest, LONGEST - len(head)) if rest > position + 4 else ""
            return f"{head} {tail}".strip()
        owner = f"{names[0]}’s " if phrase.owner >= 0 else ""
        noun = self._noun_text(phrase)
        head = f"{owner}{noun}" if owner else noun[:1].upper() + noun[1:]
        return f"{head} {self.run(position + 1, end, LONGEST - len(head))}".strip()

    def _noun_text(self, phrase: Chunk) -> str:
        """The noun phrase without determiner, owner and vague adjectives of size or time."""
        first = phrase.names[phrase.owner].last + 1 if phrase.owner >= 0 else phrase.first
        words = [
            t for t in self.tokens[first : phrase.last + 1] if t.word_class not in {"genitive", "determiner", "possessive", "time", "quote"}
        ]
        while len(words) > 1 and words[0].lower in {"very", "highly", "increasingly", "most", "more", "so-called"}:
            words = words[1:]
        return " ".join(
            t.text for t in words if t.lower not in {"recent", "recently", "upcoming", "latest", "growing", "mounting", "rising"}
        )


def _reported(phrases: Phrases, head: str, first: int, end: int) -> str:
    tokens, chunks = phrases.tokens, phrases.chunks
    words = phrases.verbatim(chunks[first].first, chunks[end].last, tokens[chunks[first].first].start, tokens[chunks[end].last].end)
    text = f"{head} that {words}"
    return text if len(text) <= LONGEST + 20 else ""


def headline(phrases: Phrases, clause: Clause, extra: tuple[Clause, ...], stage: Stage, told: Clause | None = None) -> str:
    """The headline of a clause and the clauses it governs (`extra`), or of what it says (`told`); "" where it has no subject or no name for it."""
    if not clause.subjects or (
        clause.subjects[0].head in {"it", "they", "he", "she", "who", "which", "that", "this", "these", "those", "there", "we", "i", "you"}
        and not phrases.name_of(clause.subjects[0])
    ):
        return ""
    passive_role = clause.role == "participle"
    texts = [phrases.subject(s) for s in clause.subjects]
    subject = " and ".join(texts) if len(texts) < 3 else ", ".join(texts[:-1]) + " and " + texts[-1]  # noqa: PLR2004
    subject = _sentence_case(_drop_article(subject))
    plural = len(clause.subjects) > 1 or _is_plural(clause.subjects[0], phrases)
    group = clause.verb
    if passive_role:
        forms = phrases.lexicon.inflected.get(group.lemma, {})
        verb = f"{'are' if plural else 'is'} {forms.get('VBN', group.lemma)}"
    else:
        verb = phrases.verb(group, plural=plural, stage=stage)
    head = f"{subject} {verb}"
    end = _last_chunk(phrases, clause)
    names_told = told is not None and told.subjects and told.subjects[0] in clause.objects
    text = head if names_told else f"{head} {phrases.run(clause.chunk + 1, end, LONGEST - len(head))}".strip()
    if (
        told is not None
        and told.subjects
        and told.subjects[0].pronoun in {"he", "she", "they", "it"}
        and not phrases.name_of(told.subjects[0])
    ):
        return ""
    if told is not None:
        return _told(phrases, text, told)
    for child in extra:
        joined = f"{text} {phrases.bare(child)}"
        text = f"{joined} {phrases.run(child.chunk + 1, _last_chunk(phrases, child), LONGEST - len(joined))}".strip()
    return text


def _told(phrases: Phrases, head: str, told: Clause) -> str:
    """“Vance warns Brook that …”: the words of the clause that is told, whole or not at all."""
    first = next(i for i, c in enumerate(phrases.chunks) if c.last >= told.first)
    return _reported(phrases, head, first, _last_chunk(phrases, told))


def _last_chunk(phrases: Phrases, clause: Clause) -> int:
    end = max((i for i, c in enumerate(phrases.chunks) if c.last <= clause.last), default=clause.chunk)
    if end + 2 < len(phrases.chunks) and phrases.chunks[end + 1].kind == "prep":
        group = phrases.chunks[end + 2].verb
        if group is not None and group.gerund and group.lemma not in phrases.lexicon.speech:  # "expressed interest in seeing …"
            end += 2
            while end + 1 < len(phrases.chunks) and phrases.chunks[end + 1].kind in {"np", "prep"}:
                end += 1
    return end


def _is_plural(subject: Chunk, phrases: Phrases) -> bool:
    if subject.pronoun in _PLURAL_PRONOUNS:
        return True
    if phrases.name_of(subject) or (subject.names and subject.names[-1].last == subject.last):
        return False
    return (subject.head.endswith("s") and not subject.head.endswith(("ss", "us", "is"))) or subject.head in {
        "police",
        "people",
        "men",
        "women",
        "children",
    }


def _drop_article(text: str) -> str:
    for article in ("The ", "the ", "A ", "a ", "An ", "an "):
        if text.startswith(article) and not text.startswith("The Wall") and not text.startswith("The New"):
            return text[len(article) :]
    return text


def _sentence_case(text: str) -> str:
    return text[:1].upper() + text[1:] if text[:2].islower() or (text[:1].islower() and " " in text) else text
