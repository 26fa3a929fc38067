"""An article's sentences and time expressions in, mentions out: what its clauses say happened, is planned, was threatened or denied.

One article at a time, without its date: times are links to expressions, to be resolved later. Rules of what counts stand in `events.toml`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from timeline.events.chunks import Chunk, chunk
from timeline.events.clauses import Clause, Oblique, read_clauses
from timeline.events.figures import find_figures
from timeline.events.headline import LONGEST, Phrases, headline
from timeline.events.lexicon import Lexicon
from timeline.events.names import Name, NamedActor, find_names, normal, resolve_names
from timeline.events.tokens import Token, tokenise
from timeline.model import (
    Actor,
    ActorKind,
    Article,
    BlockKind,
    Figure,
    Participant,
    Polarity,
    RoleName,
    Sentence,
    Span,
    Stage,
    Tense,
    TimeExpression,
)
from timeline.readings import Duration, Repeated

_READ = frozenset({BlockKind.PARAGRAPH, BlockKind.ITEM, BlockKind.QUOTATION})
_RECIPIENT_WORDS = frozenset({"with", "to", "against", "from", "for", "of", "between", "by", "on", "over", "at", "in", "into"})
_PURPOSE_VERBS = frozenset({"travel", "visit", "go", "come", "fly", "arrive", "head", "return", "gather", "appear"})
_CONTACT = frozenset({"meet", "speak"})
_DENYING = frozenset({"deny", "dispute", "refute", "reject"})
_OCCURRING = frozenset({"begin", "start", "end", "occur", "happen", "erupt", "open", "resume", "take", "break", "last", "strike", "hit"})
_CONSEQUENCES = frozenset({"kill", "injure", "wound", "destroy", "damage", "leave"})
_UNDONE = frozenset(
    {"threaten", "vow", "plan", "target", "schedule", "propose", "consider", "mull", "weigh"}
)  # their object has not come about
_CONDITIONS = frozenset({"if", "unless", "whether"})
_UNREAL_MODALS = frozenset({"would", "could", "may", "might", "should", "must", "wouldn't", "couldn't", "can", "can't", "cannot"})
_WORD = re.compile(r"[^\W\d_]{3,}")


@dataclass(frozen=True, slots=True, kw_only=True)
class OrderLink:
    """Words place this mention `relation` ("after" or "before") the mention at index `other` of the same article."""

    relation: str
    other: int
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """What one clause says. `times` are indices of the article's time expressions, the clause's own first; `carried` where they are the
    sentence's and not the clause's. `described` names participants by role only ("donald trump|chief of staff"). `words` are the content
    words of its objects, for comparing. `title` is a headline for it and `title_verb` tells that a verb, not a noun, carries it.
    """

    article: str
    sentence: int
    trigger: Span
    kind: str
    stage: Stage
    polarity: Polarity
    participants: tuple[Participant, ...]
    title: str
    words: frozenset[str]
    figures: tuple[Figure, ...] = ()
    described: tuple[str, ...] = ()
    speaker: str = ""
    via: str = ""
    hedged: bool = False
    times: tuple[int, ...] = ()
    carried: bool = False
    tense: Tense = Tense.PAST
    links: tuple[OrderLink, ...] = ()
    head: str = ""  # lemma or noun that the trigger is a form of
    answers: int = -1  # index of the mention in this article that this one answers ("declined", "denied")


@dataclass(slots=True)
class _Reading:
    """A sentence while it is read."""

    sentence: Sentence
    tokens: list[Token]
    names: list[Name]
    chunks: list[Chunk]
    clauses: list[Clause]


@dataclass(frozen=True, slots=True, kw_only=True)
class Cast:
    """The actors of an article: which full form a written form stands for, and who each full form is."""

    actors: dict[str, NamedActor]
    target: dict[str, str]
    by_role: dict[str, str]  # "president" → the one actor it is said of

    def of(self, name: Name) -> str:
        """The full form a name stands for; empty for a name that is no actor ("Brook-Vance")."""
        return self.target.get(normal(name.text), "")

    def actor(self, form: str) -> Actor:
        """The actor of a full form."""
        named = self.actors[form]
        return Actor(id=slug(form), name=named.name, kind=named.kind)


def slug(text: str) -> str:
    """A name as an id: lower-case words joined by hyphens."""
    return re.sub(r"[^\w]+", "-", text.casefold()).strip("-") or "x"


def find(article: Article, sentences: Sequence[Sentence], expressions: Sequence[TimeExpression], lexicon: Lexicon) -> tuple[Mention, ...]:
    """The mentions of an article in the order of their sentences and verbs."""
    spans: dict[int, list[tuple[int, int]]] = {}
    for expression in expressions:
        if not _places(expression):
            continue
        spans.setdefault(expression.sentence, []).append((expression.start, expression.end))
    read = [s for s in sentences if article.blocks[s.block].kind in _READ]
    tokens = [tokenise(s.text, s.start, lexicon, tuple(sorted(spans.get(s.index, ())))) for s in read]
    names = find_names(tokens, lexicon)
    cast = _cast(names, lexicon, article.text)
    readings = []
    for sentence, row, named in zip(read, tokens, names, strict=True):
        chunks = chunk(row, named, lexicon)
        readings.append(_Reading(sentence, row, named, chunks, read_clauses(chunks)))
    mentions: list[Mention] = []
    for position, reading in enumerate(readings):
        before = readings[position - 1] if position else None
        last = mentions[-1].sentence if mentions else -1
        mentions += _Finder(article, reading, before, cast, lexicon, expressions, len(mentions), last).run()
    return tuple(_carried(mentions, {s.index: s.block for s in read}))


def _places(expression: TimeExpression) -> bool:
    """Whether an expression can say when; "four years in prison" and "weekly" say no such thing and belong to the wording."""
    return not isinstance(expression.reading, Repeated) and not (isinstance(expression.reading, Duration) and not expression.reading.sign)


def _carried(mentions: list[Mention], block_of: dict[int, int]) -> Iterable[Mention]:
    """What goes on with the same kind of event takes the date of the clause or sentence before it, in the same paragraph."""
    earlier: Mention | None = None
    for mention in mentions:
        takes = earlier is not None and not mention.times and mention.kind not in {"say", "other"} and _goes_on(earlier, mention, block_of)
        earlier = replace(mention, times=earlier.times, carried=True) if takes and earlier is not None else mention
        yield earlier


def _goes_on(earlier: Mention, mention: Mention, block_of: dict[int, int]) -> bool:
    near = mention.sentence - earlier.sentence <= 1 and block_of[earlier.sentence] == block_of[mention.sentence]
    alike = (earlier.kind, earlier.stage, earlier.tense) == (mention.kind, mention.stage, mention.tense)
    return near and alike and bool(earlier.times) and mention.stage is Stage.HAPPENED


def _cast(names: list[list[Name]], lexicon: Lexicon, text: str) -> Cast:
    actors, target = resolve_names(names, lexicon, text)
    holders: dict[str, set[str]] = {}
    for form, actor in actors.items():
        for role in actor.roles & lexicon.unique_roles:
            holders.setdefault(role, set()).add(form)
    return Cast(actors=actors, target=target, by_role={role: next(iter(forms)) for role, forms in holders.items() if len(forms) == 1})


class _Finder:
    """Reads the clauses of one sentence; it lives for one sentence."""

    def __init__(
        self,
        article: Article,
        reading: _Reading,
        before: _Reading | None,
        cast: Cast,
        lexicon: Lexicon,
        expressions: Sequence[TimeExpression],
        offset: int,
        last_before: int,
    ) -> None:
        self.last_before = last_before
        self.article, self.reading, self.before, self.cast, self.lexicon, self.offset = article, reading, before, cast, lexicon, offset
        self.expressions = expressions
        self.tokens, self.chunks, self.clauses = reading.tokens, reading.chunks, reading.clauses
        self.children: dict[int, list[Clause]] = {}
        for clause in self.clauses:
            if clause.governor >= 0 and clause.governor < clause.index:
                self.children.setdefault(clause.governor, []).append(clause)
        self.phrases = Phrases(article.text, self.tokens, self.chunks, lexicon, self.name_of)
        self.outlet, self.source = self._according_to()
        self.found: list[Mention] = []
        self.at_clause: dict[int, int] = {}  # clause index → mention index
        self.used: set[int] = set()  # clauses told by another one's mention

    # --- who is who ---

    def name_of(self, phrase: Chunk) -> str:
        """The canonical name a whole noun phrase stands for, "" where it is not simply somebody."""
        form = self.form_of(phrase)
        return self.cast.actors[form].name if form else ""

    def form_of(self, phrase: Chunk) -> str:
        """The full form of the actor that a noun phrase is, "" for none: its last name, a pronoun or role with one candidate."""
        if phrase.names and phrase.owner != len(phrase.names) - 1 and phrase.names[-1].last == self._last_word(phrase):
            led = [t.lower for t in self.tokens[phrase.first : phrase.names[-1].first]]
            if any(w in self.lexicon.noun_kinds or (w.endswith("ing") and w in self.lexicon.forms) for w in led):
                return ""  # "the meeting Vance wanted" is not Vance
            return self.cast.of(phrase.names[-1])
        if phrase.pronoun == "it" and phrase.head == "it":
            return self._speaking_body(phrase)
        if phrase.pronoun in {"he", "she"} and phrase.head == phrase.pronoun:
            return self._antecedent(phrase)
        words = [t.lower for t in self.tokens[phrase.first : phrase.last + 1]]
        if len(words) == 2 and words[0] == "the":  # noqa: PLR2004
            return self.cast.by_role.get(words[1], "") or (self._body(phrase) if words[1] in self.lexicon.organisation_leads else "")
        return ""

    def _last_word(self, phrase: Chunk) -> int:
        last = phrase.last
        while last > phrase.first and self.tokens[last].word_class in {"quote", "mark", "genitive"}:
            last -= 1
        return last

    def _antecedent(self, pronoun: Chunk) -> str:
        here = self._persons(self.reading, before=pronoun.first)
        if here:
            return here.pop() if len(here) == 1 else ""
        if self.before is None:
            return ""
        earlier = self._persons(self.before, before=None)
        return earlier.pop() if len(earlier) == 1 else ""

    def _body(self, phrase: Chunk) -> str:
        """“the company”: the one body named so far in the sentence."""
        forms = {self.cast.of(n) for n in self.reading.names if n.last < phrase.first} - {""}
        bodies = {f for f in forms if self.cast.actors[f].kind is not ActorKind.PERSON and not self._is_place(f)}
        return bodies.pop() if len(bodies) == 1 else ""

    def _speaking_body(self, pronoun: Chunk) -> str:
        """“Vance Lines said it would …”: the body that speaks is "it"."""
        told = next((c for c in self.clauses if c.subjects and c.subjects[0] is pronoun), None)
        if (
            told is None
            or told.role != "complement"
            or not 0 <= told.governor < told.index
            or self.clauses[told.governor].verb.lemma not in self.lexicon.speech
        ):
            return ""
        subjects = self.clauses[told.governor].subjects
        form = self.form_of(subjects[0]) if len(subjects) == 1 and subjects[0].head != "it" else ""
        return form if form and self.cast.actors[form].kind is not ActorKind.PERSON else ""

    def _persons(self, reading: _Reading, *, before: int | None) -> set[str]:
        """Persons named before a token, or, of an earlier sentence, in its main clause."""
        names = reading.names if before is None else [n for n in reading.names if n.last < before]
        if before is None and reading.clauses:
            main = next((c for c in reading.clauses if c.role == "main"), reading.clauses[0])
            spanned = [*main.subjects, *main.objects, *(o.phrase for o in main.obliques)]
            names = [n for p in spanned for n in p.names]
        forms = {self.cast.of(n) for n in names} - {""}
        return {
            f
            for f in forms
            if self.cast.actors[f].kind is ActorKind.PERSON
            or (self.cast.actors[f].kind is ActorKind.UNKNOWN and f not in self.lexicon.places and " " in f)
        }

    def _described(self, phrase: Chunk) -> str:
        """“donald trump|chief of staff” for "Trump's chief of staff"."""
        words = self.tokens[phrase.first : phrase.last + 1]
        if phrase.owner >= 0:
            owner = self.cast.of(phrase.names[phrase.owner])
            rest = [t.lower for t in self.tokens[phrase.names[phrase.owner].last + 1 : phrase.last + 1] if t.word_class != "genitive"]
        elif words and words[0].lower == "the" and any(t.word_class == "genitive" for t in words):
            cut = next(i for i, t in enumerate(words) if t.word_class == "genitive")
            owner = self.cast.by_role.get(" ".join(t.lower for t in words[1:cut]), "")
            rest = [t.lower for t in words[cut + 1 :]]
        else:
            return ""
        while rest and rest[0] not in self.lexicon.roles:
            rest = rest[1:]
        return f"{owner}|{' '.join(rest)}" if owner and rest else ""

    # --- who says so ---

    def _according_to(self) -> tuple[str, str]:
        """The outlet and the source that the sentence as a whole leans on ("according to …", "…, the Journal reported")."""
        outlet = source = ""
        for i, made in enumerate(self.chunks):
            if made.kind == "prep" and made.word == "according to":
                tail = [c for c in self.chunks[i + 1 : i + 8]]
                named = [n for c in tail if c.kind == "np" for n in c.names if self._is_outlet(n)]
                outlet = self.cast.actors[self.cast.of(named[0])].name if named else ""
                source = "" if named or not tail or tail[0].kind != "np" else self.phrases.text(tail[0])
        for clause in self.clauses:
            if self._is_parenthetical(clause):
                subject = clause.subjects[0]
                named = [n for n in subject.names if self._is_outlet(n)]
                outlet = self.cast.actors[self.cast.of(named[-1])].name if named else outlet
                source = source if named else (self.name_of(subject) or self.phrases.text(subject))
        return outlet, source

    def _is_outlet(self, name: Name) -> bool:
        form = self.cast.of(name)
        words = form.split()
        return bool(words) and (
            words[-1] in self.lexicon.outlet_words or form in self.lexicon.outlet_names or words[0] in self.lexicon.outlet_names
        )

    def _is_parenthetical(self, clause: Clause) -> bool:
        """“…, the Journal reported on Monday, …”: a verb of speech that says nothing by itself, behind a comma."""
        if (
            clause.verb.lemma not in self.lexicon.speech
            or clause.objects
            or clause.index == 0
            or not clause.subjects
            or clause.verb.passive
        ):
            return False
        position = self._position(clause.subjects[0])
        behind = self.chunks[clause.chunk + 1] if clause.chunk + 1 < len(self.chunks) else None
        closed = behind is None or behind.kind in {"comma", "stop", "time"} or (behind.kind == "prep" and behind.word == "on")
        told = any(c.role == "complement" for c in self.children.get(clause.index, ()))
        return closed and not told and position > 0 and self.chunks[position - 1].kind in {"comma", "stop"}

    def _attribution(self, clause: Clause) -> tuple[str, str, bool]:
        """Speaker, the outlet it came through, and whether the claim is hedged."""
        speaker, via, hedged = self.source, self.outlet, False
        at: Clause | None = clause
        steps = 0
        while at is not None and steps < 6:  # noqa: PLR2004  depth of governing verbs
            governor = self.clauses[at.governor] if 0 <= at.governor < at.index else None
            if governor is not None and at.role in {"complement", "infinitive"} and governor.verb.lemma in self.lexicon.speech | {"allege"}:
                if governor.verb.passive:
                    hedged = True
                elif governor.subjects and at.role == "complement":
                    outlets = [n for n in governor.subjects[0].names if self._is_outlet(n)]
                    if outlets:
                        via = self.cast.actors[self.cast.of(outlets[-1])].name
                    else:
                        speaker = self.name_of(governor.subjects[0]) or self.phrases.text(governor.subjects[0])
            if governor is not None and at.role == "infinitive" and governor.verb.lemma in {"appear", "seem", "rumour", "rumor"}:
                hedged = True
            at, steps = governor if governor is not None and at.role in {"complement", "infinitive", "gerund"} else None, steps + 1
        text = self.article.text[self.tokens[clause.first].start : self.tokens[min(clause.after_verb, len(self.tokens) - 1)].end].lower()
        hedged |= any(hedge in text for hedge in self.lexicon.hedges)
        if clause.role == "coordinate" and (leader := self._leader(clause)) is not None:
            hedged |= self._attribution(leader)[2]  # "reportedly went there and met him"
        return speaker, via, hedged

    def _leader(self, clause: Clause) -> Clause | None:
        """The clause whose subject a coordinate clause shares."""
        return next((c for c in reversed(self.clauses[: clause.index]) if c.verb.finite and c.subjects == clause.subjects), None)

    # --- reading ---

    def run(self) -> list[Mention]:
        """The mentions of the sentence."""
        for clause in self.clauses:
            if clause.index not in self.used:
                self._read(clause)
        self._read_nouns()
        return [self._linked(i, m) for i, m in enumerate(self.found)]

    def _read(self, clause: Clause) -> None:
        if self._is_background(clause) or self._is_parenthetical(clause):
            return
        infinitive = next((c for c in self.children.get(clause.index, ()) if c.role == "infinitive"), None)
        lemma = clause.verb.lemma
        if infinitive is not None and (
            (clause.verb.passive and lemma in self.lexicon.speech)
            or lemma in {"appear", "seem", "continue", "begin", "start", "come", "manage"}
        ):
            return  # "is said to have met": the infinitive tells it
        stage = self.lexicon.stages.get(lemma)
        if lemma in _DENYING and (
            told := next((c for c in self.children.get(clause.index, ()) if c.role in {"complement", "gerund"}), None)
        ):
            self._denied(clause, told)
            return
        if infinitive is not None and (stage is not None or self._is_bound(clause)):
            self._governed(clause, infinitive, stage or Stage.PLANNED)
            return
        self._plain(clause, infinitive)

    def _denied(self, clause: Clause, told: Clause) -> None:
        """“Brook denied meeting Vance”: the thing denied is no claim of its own; the denial is, and of that kind."""
        self.used.update(c.index for c in self.clauses[told.index :] if c.index == told.index or self._is_below(c, told))
        self._add(
            clause,
            kind=self._verb_kind(told) or "deny",
            trigger=clause,
            stage=Stage.HAPPENED,
            extra=(told,) if told.role == "gerund" else (),
            head=clause.verb.lemma,
            denied=True,
        )

    def _is_below(self, clause: Clause, above: Clause) -> bool:
        while 0 <= clause.governor < clause.index:
            clause = self.clauses[clause.governor]
            if clause.index == above.index:
                return True
        return False

    def _is_bound(self, clause: Clause) -> bool:
        """“is to open”, "is on track to launch", "is set to"."""
        return (
            clause.verb.lemma == "be" and not clause.verb.negated and (not clause.objects or any(o.word == "on" for o in clause.obliques))
        )

    def _governed(self, clause: Clause, child: Clause, stage: Stage) -> None:
        """A verb that says how far another one has come: "threatened to withdraw", "plans to launch", "failed to agree"."""
        self.used.add(child.index)
        lemma, child_kind = clause.verb.lemma, self._verb_kind(child)
        own = self.lexicon.verb_kinds.get(lemma)
        if lemma in {"try", "attempt", "seek", "work", "struggle"}:
            kind, stage = "attempt", Stage.ONGOING if clause.verb.progressive or clause.verb.tense is Tense.PRESENT else Stage.HAPPENED
        elif stage in {Stage.THREATENED, Stage.PROPOSED} or lemma in {"decline", "refuse"}:
            kind = own or "call-for"
            stage = Stage.HAPPENED if lemma in {"decline", "refuse", "invite", "ask", "lobby", "press"} else stage
        else:
            kind = child_kind or "plan"
        self._add(clause, kind=kind, trigger=clause, stage=stage, extra=(child,), head=lemma)

    def _plain(self, clause: Clause, infinitive: Clause | None) -> None:
        kind, trigger_phrase = self._verb_kind(clause), None
        noun = self._light_noun(clause) if clause.verb.lemma in self.lexicon.light or not kind else None
        if noun is not None:
            kind, trigger_phrase = noun
        if noun is None and not clause.verb.passive and (occurring := self._occurring(clause, kind)):
            kind = occurring
        extra: tuple[Clause, ...] = ()
        if infinitive is not None and clause.verb.lemma in _PURPOSE_VERBS and self._verb_kind(infinitive) in _CONTACT:
            kind, extra = "meet", (infinitive,)
            self.used.add(infinitive.index)
        stage = self._stage(clause)
        if stage in {Stage.HAPPENED, Stage.ONGOING} and clause.verb.lemma in _UNDONE:
            stage = self.lexicon.stages[clause.verb.lemma]
        if stage is None:
            return
        if not kind:
            if not self._is_generic(clause):
                return
            kind = "other"
        if kind == "say" and (self._has_told(clause) or not self._is_actor_subject(clause)):
            return
        self._add(clause, kind=kind, trigger=clause, stage=stage, extra=extra, noun=trigger_phrase, head=clause.verb.lemma)
        self._complete_count(clause)

    def _complete_count(self, clause: Clause) -> None:
        """“…, while Vance Lines managed only four”: the thing counted stands in the clause before."""
        if len(self.found) < 2 or not clause.objects or self.at_clause.get(clause.index) != len(self.found) - 1:  # noqa: PLR2004
            return
        mention, earlier = self.found[-1], self.found[-2]
        number = clause.objects[0]
        counted = next((f for f in earlier.figures if f.unit not in {"USD", "EUR", "GBP", "percent", "times"}), None)
        if counted is None or mention.figures or number.names:
            return
        figures = find_figures(
            [*self.tokens[number.first : number.last + 1], replace_word(self.tokens[number.last], counted.measure)], self._owner(clause)
        )
        if figures and mention.kind in {"complete", "other", earlier.kind}:
            figure = replace(
                figures[0],
                text=" ".join(t.text for t in self.tokens[number.first : number.last + 1]),
                end=self.tokens[number.last].end,
                unit=counted.unit,
                measure=counted.measure,
                qualifier="",
            )
            self.found[-1] = replace(mention, kind=earlier.kind, figures=(figure,), title=f"{mention.title} {counted.measure}")

    def _occurring(self, clause: Clause, kind: str) -> str:
        """The kind of an event noun that is the subject ("a strike began") or where the subject goes ("went on trial")."""
        found = (
            self.lexicon.noun_kinds.get(self._noun_head(clause.subjects[0]))
            if clause.subjects and not self.form_of(clause.subjects[0])
            else None
        )
        if found and (clause.verb.lemma in _OCCURRING or self.lexicon.kinds[found[0]].weight >= 0.9):  # noqa: PLR2004  "a crash closed the road"
            return found[0]
        if clause.verb.lemma in {"go", "come"} or (clause.verb.lemma == "be" and clause.verb.tense is Tense.PAST):
            for oblique in clause.obliques:
                found = (
                    self.lexicon.noun_kinds.get(self._noun_head(oblique.phrase))
                    if oblique.word in {"on", "under", "into"} and not oblique.phrase.names
                    else None
                )
                if found:
                    return found[0]
        return kind if clause.verb.lemma not in {"take", "break", "last"} else ""

    def _has_told(self, clause: Clause) -> bool:
        """Whether what a verb of speech says is told by a clause of its own."""
        return any(
            c.role in {"complement", "gerund"} and (self._verb_kind(c) or self._is_generic(c)) for c in self.children.get(clause.index, ())
        )

    def _verb_kind(self, clause: Clause) -> str:
        verb = f"{clause.verb.lemma} {clause.verb.particle}".strip()
        kind = self.lexicon.kinds.get(self.lexicon.verb_kinds.get(verb, ""))
        affected = clause.subjects if clause.verb.passive else clause.objects
        if kind is None or any(o.head in kind.not_objects for o in affected[:1]):
            return ""
        return kind.id

    def _light_noun(self, clause: Clause) -> tuple[str, Chunk] | None:
        """“held talks”: the object says what happened."""
        if clause.verb.lemma not in self.lexicon.light | self.lexicon.stages.keys() or clause.verb.passive or not clause.objects:
            return None
        found = self.lexicon.noun_kinds.get(self._noun_head(clause.objects[0]))
        return (found[0], clause.objects[0]) if found else None

    def _noun_head(self, phrase: Chunk) -> str:
        last = self._last_word(phrase)
        words = [t.lower for t in self.tokens[max(phrase.first, last - 1) : last + 1]]
        return " ".join(words) if " ".join(words) in self.lexicon.noun_kinds else words[-1] if words else ""

    def _stage(self, clause: Clause) -> Stage | None:
        """How far the clause itself says it has come; None for a state or a general truth, which is no event."""
        verb = clause.verb
        if clause.link in _CONDITIONS:
            return None  # "if Brook resigns" tells nothing
        conditional = any(c.link in _CONDITIONS and c.link != "whether" for c in self.clauses)
        if verb.modal == "would" and self._is_announced(clause) and not conditional:
            return Stage.PLANNED  # "said it would buy"
        if verb.modal in _UNREAL_MODALS or (verb.modal and conditional):
            return Stage.HYPOTHETICAL
        if verb.tense is Tense.FUTURE:
            return Stage.PLANNED
        if clause.role in {"infinitive", "gerund"}:
            return self._non_finite_stage(clause)
        if verb.progressive:
            return Stage.ONGOING
        if verb.tense is Tense.PAST or verb.passive or clause.role == "participle":
            return Stage.HAPPENED
        kind = self.lexicon.kinds.get(self._verb_kind(clause))
        return Stage.HAPPENED if kind is not None and kind.weight >= 0.5 and self._is_actor_subject(clause) else None  # noqa: PLR2004

    def _is_announced(self, clause: Clause) -> bool:
        governor = self.clauses[clause.governor] if 0 <= clause.governor < clause.index else None
        return (
            clause.role == "complement"
            and governor is not None
            and governor.verb.lemma in {"say", "announce", "confirm", "tell", "promise", "declare", "state"}
        )

    def _non_finite_stage(self, clause: Clause) -> Stage | None:
        governor = self.clauses[clause.governor] if 0 <= clause.governor < clause.index else None
        if clause.role == "infinitive":
            if clause.verb.perfect:
                return Stage.HAPPENED
            told = governor is not None and (
                (governor.verb.passive and governor.verb.lemma in self.lexicon.speech)
                or governor.verb.lemma in {"continue", "begin", "start", "come", "manage"}
            )
            return (Stage.ONGOING if clause.verb.progressive else Stage.HAPPENED) if told else None
        if clause.verb.lemma in _CONSEQUENCES and not self._is_actor_subject(clause):
            return None  # "the ferry sank, killing twelve": told by the clause it follows
        if clause.link in {",", "saw", "with", "by"} and (self._verb_kind(clause) or clause.link == ","):
            base = self._stage(governor) if governor is not None else Stage.HAPPENED
            return base if self._verb_kind(clause) else None
        return None

    def _is_generic(self, clause: Clause) -> bool:
        """A finite past-tense verb with an actor as its subject, of no known kind."""
        verb = clause.verb
        if any(c.link == "saw" for c in self.children.get(clause.index, ())):
            return False  # "the spat saw Vance leave"
        if clause.role not in {"main", "coordinate", "subordinate", "complement"} or verb.lemma in {
            "be",
            "have",
            "do",
            "become",
            "remain",
            "seem",
            "appear",
            "include",
            "mean",
            "continue",
        }:
            return False
        named = any(o.phrase.names for o in clause.obliques)
        if verb.lemma in {
            "work",
            "go",
            "come",
            "help",
            "use",
            "want",
            "need",
            "like",
            "see",
            "hear",
            "think",
            "know",
            "look",
            "feel",
            "try",
            "make",
        }:
            return False
        if not clause.objects and not named and not any(c.role == "complement" for c in self.children.get(clause.index, ())):
            return False
        return (
            verb.finite
            and (verb.tense is Tense.PAST or verb.passive)
            and not verb.negated
            and not verb.modal
            and self._is_actor_subject(clause)
        )

    def _is_actor_subject(self, clause: Clause) -> bool:
        return any(self.form_of(s) and self.form_of(s) not in self.lexicon.places - self.lexicon.countries for s in clause.subjects)

    def _is_background(self, clause: Clause) -> bool:
        if clause.role == "relative" or clause.link == "reduced":
            return not self._times(clause)[0]
        governor = self.clauses[clause.governor] if 0 <= clause.governor < clause.index else None
        if (
            clause.role == "gerund"
            and clause.link == "by"
            and governor is not None
            and {governor.verb.lemma, clause.verb.lemma} <= self.lexicon.speech
        ):
            return False  # "responded by saying that …"
        return clause.role == "gerund" and clause.link not in {",", "saw", "with"}

    # --- times ---

    def _times(self, clause: Clause, extra: tuple[Clause, ...] = ()) -> tuple[tuple[int, ...], bool]:
        """Expressions of the clause, nearest to its verb first; else those that open the sentence, carried over."""
        spans = [(c.first, c.last) for c in (clause, *extra)]
        own, opening = [], []
        main = next((c for c in self.clauses if c.role == "main"), None)
        for index, expression in enumerate(self.expressions):
            if expression.sentence != self.reading.sentence.index or not _places(expression):
                continue
            token = next((i for i, t in enumerate(self.tokens) if t.start <= expression.start < t.end), -1)
            if token < 0:
                continue
            holder = self._holder(token)
            if holder in {c.index for c in (clause, *extra)} or (any(a <= token <= b for a, b in spans) and holder == -1):
                own.append((abs(token - clause.verb.token), index))
            elif (
                main is not None
                and token < self.chunks[main.chunk].first
                and holder == main.index
                and clause.role in {"coordinate", "subordinate", "main"}
                and token <= main.first + 1
            ):
                opening.append((token, index))
        if own:
            return tuple(i for _, i in sorted(own)), False
        if not opening and clause.role == "subordinate" and clause.link in {"while", "whereas"} and 0 <= clause.governor < clause.index:
            holder = self._finite_above(self.clauses[clause.governor])
            times = self._times(holder)[0]
            return times, bool(times)
        if not opening and clause.role == "coordinate" and (leader := self._leader(clause)) is not None:
            times = self._times(leader)[0]
            return times, bool(times)
        return tuple(i for _, i in sorted(opening)), bool(opening)

    def _finite_above(self, clause: Clause) -> Clause:
        """The clause with a time of its own that a "while" stands against: itself, or the one that governs it."""
        while clause.role in {"infinitive", "gerund"} and 0 <= clause.governor < clause.index and not self._times(clause)[0]:
            clause = self.clauses[clause.governor]
        return clause

    def _holder(self, token: int) -> int:
        """The clause that a token stands in: the latest that spans it; an opening phrase belongs to the first finite clause."""
        spanning = [c for c in self.clauses if c.first <= token <= c.last]
        if spanning:
            return max(spanning, key=lambda c: c.first).index
        after = [c for c in self.clauses if c.first > token]
        before = [c for c in self.clauses if c.last < token]
        if before and (not after or any(c.kind in {"comma", "stop"} for c in self.chunks if before[-1].last < c.first <= token) is False):
            return before[-1].index
        return after[0].index if after else before[-1].index if before else -1

    # --- making the mention ---

    def _add(
        self,
        clause: Clause,
        *,
        kind: str,
        trigger: Clause,
        stage: Stage,
        extra: tuple[Clause, ...] = (),
        noun: Chunk | None = None,
        head: str = "",
        denied: bool = False,
    ) -> None:
        participants, described = self._participants(clause, extra)
        row = self.lexicon.kinds.get(kind)
        if not participants and not described and (row is None or row.weight < 0.6 or not clause.subjects + clause.objects):  # noqa: PLR2004
            return
        if clause.verb.lemma in {"publish", "report"} and any(
            self._is_outlet(n) for o in (*clause.subjects, *(x.phrase for x in clause.obliques if x.word == "by")) for n in o.names
        ):
            return  # that an outlet published its report is no event of the story
        title = self._headline(clause, extra, stage)
        if not title or self.tokens[clause.first].lower in {"no", "few", "neither"}:
            return
        speaker, via, hedged = self._attribution(clause)
        denied |= clause.verb.negated
        told = [c for c in self.children.get(clause.index, ()) if self._is_tail(clause, c)]
        times, carried = self._times(clause, extra + tuple(told))
        token = self.tokens[self._last_word(noun)] if noun is not None else self.tokens[trigger.verb.token]
        spanned = [clause, *extra, *told]
        last = max(c.last for c in spanned)
        said = [c for c in self.children.get(clause.index, ()) if c.role == "complement"]
        words = self._content(clause.first, last).union(*(self._content(c.first, c.last) for c in said))
        self.at_clause[clause.index] = len(self.found)
        self.found.append(
            Mention(
                article=self.article.id, sentence=self.reading.sentence.index, trigger=Span(start=token.start, end=token.end, text=token.text),
                kind=kind, stage=stage, polarity=Polarity.DENIED if denied else Polarity.AFFIRMED, participants=participants, title=title,
                words=words - {_stem(token.lower), _stem(self.tokens[clause.verb.token].lower)}, figures=find_figures(self.tokens[clause.first : last + 1], self._owner(clause)),
                described=described, speaker=speaker, via=via, hedged=hedged, times=times, carried=carried, tense=clause.verb.tense, head=head,
            )
        )  # fmt: skip

    def _headline(self, clause: Clause, extra: tuple[Clause, ...], stage: Stage) -> str:
        told = next((c for c in self.children.get(clause.index, ()) if c.role == "complement" and c.subjects), None)
        first = clause.subjects[0] if clause.subjects else None
        if first is not None and first.pronoun and first.head != first.pronoun:
            return ""  # "his team": a headline names people
        if clause.verb.lemma in self.lexicon.speech and told is None:
            behind = clause.chunk + 1 + len(clause.objects)
            if behind + 1 < len(self.chunks) and self.chunks[behind].kind == "comp":
                end = (
                    next((i for i in range(behind + 1, len(self.chunks)) if self.chunks[i].kind in {"comma", "stop"}), len(self.chunks)) - 1
                )
                return self.phrases.reporting(clause, stage, behind + 1, end)
            if self._verb_kind(clause) == "say":
                return self._quoting(clause, stage)
        return headline(
            self.phrases,
            clause,
            extra,
            stage,
            told if clause.verb.lemma in self.lexicon.speech or self._verb_kind(clause) in {"accuse", "warn", "deny"} else None,
        )

    def _quoting(self, clause: Clause, stage: Stage) -> str:
        """“Ada Brook tells a paper: “…””: who spoke and the first words of what the source puts in quotation marks."""
        head = headline(self.phrases, clause, (), stage)
        quoted = [t for t in self.tokens if t.quoted]
        if not head or len(quoted) < 4:  # noqa: PLR2004
            return head if clause.objects or clause.obliques else ""
        words, room = "", LONGEST - len(head) - 5
        for token in quoted:
            gap = self.article.text[quoted[0].start : token.end].replace("\n", " ")
            if len(gap) > room:
                return f"{head}: “{words.strip('“”,. ' + chr(34))} …”" if words else head
            words = gap
        return f"{head}: “{words.strip('“”,. ' + chr(34))}”"

    def _is_tail(self, clause: Clause, child: Clause) -> bool:
        """Whether a governed clause only completes this one: "accused him of smuggling", "denied that she had met him"."""
        if clause.verb.lemma in _DENYING:
            return child.role in {"complement", "gerund"}
        return child.role == "gerund" and child.link not in {",", "saw", "with", "reduced"} and child.index not in self.at_clause

    def _owner(self, clause: Clause) -> str:
        return next((slug(f) for s in clause.subjects if (f := self.form_of(s))), "")

    def _content(self, first: int, last: int) -> frozenset[str]:
        named = {i for n in self.reading.names for i in range(n.first, n.last + 1)}
        return frozenset(
            _stem(t.lower)
            for i, t in enumerate(self.tokens[first : last + 1], first)
            if i not in named and t.word_class in {"word", "verb"} and len(t.lower) > 2  # noqa: PLR2004
        )

    def _participants(self, clause: Clause, extra: tuple[Clause, ...]) -> tuple[tuple[Participant, ...], tuple[str, ...]]:
        agents, patients = list(clause.subjects), list(clause.objects)
        others: list[Oblique] = list(clause.obliques)
        bound = bool(extra) and clause.verb.lemma in self.lexicon.stages
        if (clause.verb.passive and not bound) or clause.role == "participle":
            by = [o.phrase for o in others if o.word == "by"]
            agents, patients = by, [*clause.subjects, *(p for p in patients if p not in clause.subjects)]
            others = [o for o in others if o.word != "by"]
        if not any(self.form_of(s) for s in agents):
            complements = [(w, p) for s in agents for w, p in self._complements(self._position(s))]
            agents += [p for w, p in complements if w in {"between", "and"}]
            patients += [
                p
                for w, p in complements
                if w in {"of", "against"} and not clause.verb.passive and (not clause.objects or clause.verb.lemma == "take")
            ]
        for child in extra:
            patients += list(child.objects)
            others += list(child.obliques)
        row = self.lexicon.kinds.get(self._verb_kind(clause))
        if row is not None and clause.verb.lemma in row.inverse and not clause.verb.passive:
            agents, patients = [], [*agents, *patients]
        roles: dict[str, RoleName] = {}
        described: list[str] = []
        for role, phrases in (
            (RoleName.AGENT, agents),
            (RoleName.PATIENT, patients),
            (RoleName.RECIPIENT, [o.phrase for o in others if o.word in _RECIPIENT_WORDS]),
        ):
            for phrase in phrases:
                self._note(phrase, role, roles, described)
        found = tuple(Participant(actor=self.cast.actor(form), role=role) for form, role in roles.items())
        return found, tuple(dict.fromkeys(described))

    def _position(self, phrase: Chunk) -> int:
        return next((i for i, c in enumerate(self.chunks) if c is phrase), len(self.chunks))

    def _note(self, phrase: Chunk, role: RoleName, roles: dict[str, RoleName], described: list[str]) -> None:
        if any(self.tokens[i].quoted for i in range(phrase.first, phrase.last + 1)):
            return
        form = self.form_of(phrase)
        if form and not (role is RoleName.RECIPIENT and self._is_place(form)):
            roles.setdefault(form, role)
        if text := self._described(phrase):
            described.append(text)
        elif form:
            described += [f"{f}|{r}" for f, r in self._appositions(phrase)]

    def _is_place(self, form: str) -> bool:
        return form in self.lexicon.places or form in self.lexicon.countries

    def _appositions(self, phrase: Chunk) -> Iterable[tuple[str, str]]:
        """“Susie Hale, the mayor's press secretary”: what a name is called by somebody else's role."""
        position = self._position(phrase)
        for i in (position + 2, position - 2):
            if 0 <= i < len(self.chunks) and self.chunks[i].kind == "np" and self.chunks[min(i, position) + 1].kind == "comma":
                text = self._described(self.chunks[i])
                if text:
                    owner, _, role = text.partition("|")
                    yield owner, role
        if "chief of staff" in " ".join(t.lower for t in self.tokens[phrase.first : phrase.last + 1]):
            yield "", "chief of staff"

    # --- event nouns ---

    def _read_nouns(self) -> None:
        """Event nouns that no verb carries: "Vance's resignation", "the feud between Brook and Vance"."""
        told = {(m.trigger.start) for m in self.found}
        subjects = [s for c in self.clauses if c.index in self.at_clause for s in c.subjects]
        for position, phrase in enumerate(self.chunks):
            if phrase.kind != "np":
                continue
            head = self._noun_head(phrase)
            row = self.lexicon.noun_kinds.get(head)
            last = self.tokens[self._last_word(phrase)]
            if (
                row is None
                or last.start in told
                or any(phrase is s for s in subjects)
                or last.quoted
                or self.tokens[phrase.first].lower in {"any", "no"}
            ):
                continue
            self._noun_mention(position, phrase, row[0], row[1], last)

    def _noun_mention(self, position: int, phrase: Chunk, kind: str, verb: str, last: Token) -> None:
        carrier = next((c for c in self.clauses if phrase in c.objects), None)
        if (
            carrier is not None
            and (self._verb_kind(carrier) or carrier.verb.lemma in self.lexicon.stages)
            and carrier.verb.lemma not in {"follow", "see"}
        ):
            return  # the verb tells it: "withdrew the nomination", "called for a ban"
        if carrier is None and any(
            c.index in self.at_clause
            and any(o.phrase is phrase and o.word in {"for", "on", "of", "in", "at", "to", "from"} for o in c.obliques)
            for c in self.clauses
        ):
            return
        if (inner := next((c for c in self.clauses if any(o.phrase is phrase for o in c.obliques)), None)) and (
            inner.verb.modal or inner.verb.lemma in self.lexicon.stages
        ):
            return
        participants = self._noun_participants(position, phrase)
        symmetric = self.lexicon.kinds[kind].symmetric
        if not participants or (symmetric and len(participants) < 2) or self.lexicon.kinds[kind].weight < 0.5:  # noqa: PLR2004
            return
        title = self.phrases.noun_headline(position, verb, [self.cast.actors[f].name for f in participants], symmetric=symmetric)
        if not title:
            return
        token = next(i for i, t in enumerate(self.tokens) if t is last)
        holder = self._holder(token)
        times = self._noun_times(position, holder)
        outlet, source = self.outlet, self.source
        ends = min(len(self.tokens) - 1, self._noun_end(position))
        done_to = (
            not symmetric
            and phrase.owner < 0
            and kind not in {"die", "resign", "birth", "travel", "decline", "join"}
            and not any(w == "by" for w, _ in self._complements(position))
        )
        roles = [RoleName.PATIENT if done_to else RoleName.AGENT] + [RoleName.AGENT if symmetric else RoleName.PATIENT] * (
            len(participants) - 1
        )
        actors = tuple(Participant(actor=self.cast.actor(f), role=r) for f, r in zip(participants, roles, strict=True))
        speaker, via, hedged = (
            self._attribution(self.clauses[holder])
            if holder >= 0 and self.clauses[holder].role == "complement"
            else (source, outlet, False)
        )
        hypothetical = holder >= 0 and self.clauses[holder].verb.modal in _UNREAL_MODALS
        self.found.append(
            Mention(
                article=self.article.id, sentence=self.reading.sentence.index, trigger=Span(start=last.start, end=last.end, text=last.text), kind=kind,
                stage=Stage.HYPOTHETICAL if hypothetical else Stage.ONGOING if last.lower in {"tensions", "tension"} else Stage.HAPPENED, polarity=Polarity.AFFIRMED,
                participants=actors, title=title, words=self._content(phrase.first, ends) - {_stem(last.lower)}, speaker=speaker, via=via, hedged=hedged, times=times,
                figures=(), head=last.lower,
            )
        )  # fmt: skip

    def _noun_participants(self, position: int, phrase: Chunk) -> list[str]:
        forms: list[str] = []
        if phrase.owner >= 0:
            forms.append(self.cast.of(phrase.names[phrase.owner]))
        elif phrase.pronoun in {"his", "her"}:
            forms.append(self._antecedent(phrase))
        for word, other in self._complements(position):
            if word in {"between", "of", "with", "by", "against", "and"} and (form := self.form_of(other)):
                forms.append(form)
        return [f for f in dict.fromkeys(forms) if f and not self._is_place(f)]

    def _complements(self, position: int) -> Iterable[tuple[str, Chunk]]:
        """Prepositional phrases right behind a noun phrase, with those joined by "and"."""
        i, word = position + 1, ""
        while i + 1 < len(self.chunks):
            made, following = self.chunks[i], self.chunks[i + 1]
            if made.kind == "prep" and following.kind == "np":
                word = made.word
            elif not (made.kind == "conj" and made.word == "and" and word == "between" and following.kind == "np"):
                return
            yield word, following
            i += 2

    def _noun_end(self, position: int) -> int:
        last = self.chunks[position].last
        for _, phrase in self._complements(position):
            last = phrase.last
        return last

    def _noun_times(self, position: int, holder: int) -> tuple[int, ...]:
        """An expression right behind the noun and its complements; else none: the verb's time is not the noun's."""
        end = self._noun_end(position)
        first = self.chunks[position].first
        subject = (
            holder >= 0
            and any(self.chunks[position] is s for s in self.clauses[holder].subjects)
            and self.clauses[holder].verb.lemma not in {"have", "be"}
        )
        found = []
        for index, expression in enumerate(self.expressions):
            if expression.sentence == self.reading.sentence.index:
                token = next((i for i, t in enumerate(self.tokens) if t.start <= expression.start < t.end), -1)
                if first <= token <= end + 2 or (subject and token >= 0 and self._holder(token) == holder):
                    found.append(index)
        return tuple(found)

    # --- order and answers ---

    def _linked(self, i: int, mention: Mention) -> Mention:
        links = list(mention.links)
        if word := self._carries_on(mention):
            links.append(OrderLink(relation="after", other=self.offset - 1, words=word))
        for j, other in enumerate(self.found):
            if i != j and (relation := self._relation(mention, other)):
                links.append(OrderLink(relation=relation[0], other=self.offset + j, words=relation[1]))
        answers = -1
        if mention.kind in {"decline", "deny", "accept"} and i > 0:
            earlier = self.found[i - 1]
            shared = {p.actor.id for p in mention.participants if p.role is RoleName.AGENT} & {
                p.actor.id for p in earlier.participants if p.role is not RoleName.AGENT
            }
            answers = self.offset + i - 1 if shared else -1
            if (
                answers >= 0
                and mention.kind != "deny"
                and not any(c.objects for k, c in enumerate(self.clauses) if self.at_clause.get(k) == i)
            ):
                return replace(mention, links=tuple(links), answers=answers, title=self._answer_title(mention, earlier))
        return replace(mention, links=tuple(links), answers=answers)

    def _answer_title(self, mention: Mention, earlier: Mention) -> str:
        """“Omar Vance declines” → "Omar Vance declines the invitation", where the table has a noun for what is answered."""
        noun = next((n for n, (kind, _) in self.lexicon.noun_kinds.items() if kind == earlier.kind), "")
        head, verb, rest = mention.title.partition(f" {self.lexicon.inflected.get(mention.head, {}).get('VBZ', '')}")
        return f"{head}{verb} the {noun}{rest}" if noun and verb else mention.title

    def _carries_on(self, mention: Mention) -> str:
        """“later”, "in the aftermath": the word that places a mention after the last one of the sentence before."""
        if self.offset == 0 or self.before is None or mention.stage is not Stage.HAPPENED or self.last_before != self.before.sentence.index:
            return ""
        clause = next((self.clauses[k] for k, i in self.at_clause.items() if self.found[i] is mention), None)
        if clause is None:
            return ""
        opening = self.article.text[self.reading.sentence.start : self.tokens[clause.verb.token].end].lower()
        around = {t.lower for t in self.tokens[max(clause.first, clause.verb.token - 3) : clause.verb.token]}
        for phrase, relation in self.lexicon.order_words.items():
            if relation == "later" and (phrase in around or (opening.startswith(phrase) and clause.role == "main")):
                return phrase
        return ""

    def _relation(self, mention: Mention, other: Mention) -> tuple[str, str] | None:
        """“B fell out following A's resignation”: which word between two triggers places one after the other."""
        if mention.trigger.start > other.trigger.start:
            inverse = self._relation(other, mention)
            return ({"after": "before", "before": "after"}[inverse[0]], inverse[1]) if inverse else None
        between = [
            c for c in self.chunks if self.tokens[c.first].start > mention.trigger.start and self.tokens[c.last].end <= other.trigger.start
        ]
        words = [
            c
            for c in between
            if c.kind in {"sub", "prep"} and c.word in self.lexicon.order_words and self.lexicon.order_words[c.word] in {"after", "before"}
        ]
        verbs = [c for c in between if c.kind == "vg"]
        if not words or len(words) > 1 or any(self.tokens[v.first].start > self.tokens[words[0].first].start for v in verbs):
            return None
        return self.lexicon.order_words[words[0].word], words[0].word


def replace_word(token: Token, word: str) -> Token:
    """A token that stands for a word that is only understood."""
    return Token(token.end, token.end, word, word, "word")


def _stem(word: str) -> str:
    """A rough stem, for comparing wording only."""
    for ending in ("ations", "ation", "ments", "ment", "ings", "ing", "ies", "ied", "ers", "es", "ed", "s", "er", "e"):
        if word.endswith(ending) and len(word) - len(ending) > 3:  # noqa: PLR2004
            return word[: -len(ending)]
    return word
