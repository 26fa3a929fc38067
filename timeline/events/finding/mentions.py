"""What a clause tells in, the mention out, or none where nobody is in it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from timeline.events.cast import slug
from timeline.events.chunks import Chunk
from timeline.events.clauses import Clause
from timeline.events.figures import find_figures
from timeline.events.finding.attribution import attribution
from timeline.events.finding.kinds import has_somebody
from timeline.events.finding.participants import participants_of, with_denied
from timeline.events.finding.records import Mention, make_mention
from timeline.events.finding.telling import Telling
from timeline.events.finding.times import times_of
from timeline.events.finding.totals import total_of
from timeline.events.finding.wording import content_words, title_of
from timeline.events.identify import form_of
from timeline.events.inflection import stem
from timeline.events.sentence_reading import SentenceReading
from timeline.events.tokens import Token
from timeline.model import Polarity, Span, Stage, Tense

_OPEN_ROLES = frozenset({"main", "coordinate"})
_TOLD_TENSES = frozenset({Tense.PAST, Tense.FUTURE})
STRONG = 0.6  # weight from which an event counts though nobody is named in it
_LOOSE = frozenset({",", "saw", "with", "reduced"})  # links of gerunds that tell something of their own
_UNCOUNTED = frozenset({"USD", "EUR", "GBP", "percent", "times"})  # units of figures that count no things


def mention_of(reading: SentenceReading, told: Telling, stage: Stage) -> Mention | None:
    """The mention of what a clause tells."""
    clause, lexicon = told.clause, reading.lexicon
    participants, described = participants_of(reading, clause, told.extra)
    if told.denied:
        participants = with_denied(reading, participants, [reading.clauses[i] for i in sorted(told.covers)])
    tail = [child for child in reading.children(clause) if _is_tail(reading, clause, child)]
    times, carried = times_of(reading, clause, (*told.extra, *_sharing(reading, told, tail)))
    dated = bool(times) and not carried
    if not (participants or described or dated or _speaks_for_itself(reading, told)) or _is_publication(reading, clause):
        return None
    title = title_of(reading, clause, told.extra, stage)
    if not (title or _stands(reading, told, dated=dated)) or reading.tokens[clause.first].lower in lexicon.finding.negative_starts:
        return None
    last = max(c.last for c in (clause, *told.extra, *tail))
    trigger = reading.tokens[clause.verb.token if told.noun is None else reading.last_word(told.noun)]
    source = attribution(reading, clause)
    return make_mention(
        article="",
        sentence=0,
        trigger=Span(start=trigger.start, end=trigger.end, text=trigger.text),
        kind=told.kind,
        stage=stage,
        polarity=Polarity.DENIED if told.denied or clause.verb.negated else Polarity.AFFIRMED,
        participants=participants,
        title=title,
        words=_words(reading, clause, last) - {stem(trigger.lower), stem(reading.tokens[clause.verb.token].lower)},
        figures=find_figures(reading.tokens[clause.first : last + 1], lexicon.figures, _owner(reading, clause)),
        total=total_of(reading, clause),
        described=described,
        places=_scene(reading, clause, told.extra),
        speaker=source.speaker,
        relay=source.relay,
        said=source.verb,
        via=source.via,
        hedged=source.hedged,
        said_on=source.times,
        times=times,
        carried=carried,
        tense=clause.verb.tense,
        head=clause.verb.lemma,
    )


def _sharing(reading: SentenceReading, told: Telling, tail: Sequence[Clause]) -> Sequence[Clause]:
    """Of the clauses that complete one, those whose date is its own: not "accused of theft in 2029", "left before selling it in 2029"."""
    tail = [child for child in tail if child.link not in reading.lexicon.order_words and not child.verb.perfect]
    kind = reading.lexicon.kinds.get(told.kind)
    if (kind is None or not kind.looks_back) and told.clause.verb.lemma not in reading.lexicon.finding.denying:
        return tail
    dated = [t for t in reading.times if t.places and t.definite and not t.fresh]
    return [child for child in tail if not any(child.first <= t.token <= child.last + 2 for t in dated)]


def _speaks_for_itself(reading: SentenceReading, told: Telling) -> bool:
    """Whether the event is of note though nobody is named: a disaster, an election, or something "they" or "the company" did."""
    kind, clause = reading.lexicon.kinds.get(told.kind), told.clause
    of_note = kind is not None and kind.weight >= STRONG and bool(clause.subjects or clause.objects)
    return of_note or (clause.role in _OPEN_ROLES and not clause.verb.progressive and has_somebody(reading, clause))


def _stands(reading: SentenceReading, told: Telling, *, dated: bool) -> bool:
    """Whether the sentence can stand for an event without a headline: somebody acts in it, in the past or to come."""
    clause = told.clause
    if clause.role not in _OPEN_ROLES or (told.kind == "other" and not dated):
        return False
    return bool(_owner(reading, clause)) or (clause.verb.tense in _TOLD_TENSES and has_somebody(reading, clause))


def _is_publication(reading: SentenceReading, clause: Clause) -> bool:
    """That an outlet published its report is no event of the story."""
    if clause.verb.lemma not in reading.lexicon.finding.publishing:
        return False
    by: list[Chunk] = [o.phrase for o in clause.obliques if o.word in reading.lexicon.finding.agent_links]
    return any(reading.cast.is_outlet(name) for phrase in (*clause.subjects, *by) for name in phrase.names)


def _is_tail(reading: SentenceReading, clause: Clause, child: Clause) -> bool:
    """Whether a governed clause only completes this one: "accused him of smuggling", "denied that she had met him"."""
    if clause.verb.lemma in reading.lexicon.finding.denying:
        return child.role in {"complement", "gerund"}
    if child.link == "reduced" and child.verb.token == clause.after_verb:
        return clause.verb.lemma in reading.lexicon.finding.aspect  # "began training"
    return child.role == "gerund" and child.link not in _LOOSE


def _words(reading: SentenceReading, clause: Clause, last: int) -> frozenset[str]:
    """The content words of a clause up to a token, and of what it says."""
    said = [child for child in reading.children(clause) if child.role == "complement"]
    return content_words(reading, clause.first, last).union(*(content_words(reading, c.first, c.last) for c in said))


def _scene(reading: SentenceReading, clause: Clause, extra: Sequence[Clause]) -> frozenset[str]:
    """The places that the phrases of a clause name, as they are written: "in Marsh"."""
    phrases = (oblique.phrase for c in (clause, *extra) for oblique in c.obliques)
    return frozenset(name.form for phrase in phrases for name in phrase.names if reading.cast.is_set(name))


def _owner(reading: SentenceReading, clause: Clause) -> str:
    """Whose the figures of a clause are: the actor id of its subject."""
    return next((slug(form) for subject in clause.subjects if (form := form_of(reading, subject))), "")


def complete_count(reading: SentenceReading, clause: Clause, mention: Mention, earlier: Mention) -> Mention:
    """“…, while Vance Lines managed only four”: the thing counted stands in the clause before, and so does what was done."""
    counted = next((figure for figure in earlier.figures if figure.unit not in _UNCOUNTED), None)
    if counted is None or mention.figures or not clause.objects or clause.objects[0].names:
        return mention
    number = reading.within(clause.objects[0])
    figures = find_figures([*number, _understood(number, counted.measure)], reading.lexicon.figures, _owner(reading, clause))
    if not figures or mention.kind not in {"complete", "other", earlier.kind}:
        return mention
    text = " ".join(token.text for token in number)
    figure = replace(figures[0], text=text, end=number[-1].end, unit=counted.unit, measure=counted.measure, qualifier="")
    total = replace(earlier.total, figure=figure) if earlier.total is not None and earlier.total.figure.start == counted.start else None
    return replace(mention, kind=earlier.kind, figures=(figure,), total=total, title=f"{mention.title} {counted.measure}")


def _understood(tokens: Sequence[Token], word: str) -> Token:
    """A token behind others for a word that is only understood."""
    return Token(tokens[-1].end, tokens[-1].end, word, word, "word")
