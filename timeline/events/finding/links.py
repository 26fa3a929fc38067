"""The mentions of a sentence in, the same out with what words tie them to: order ("after", "later") and answers ("declined")."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from timeline.events.clauses import Clause
from timeline.events.finding.records import Mention, OrderLink
from timeline.events.sentence_reading import SentenceReading
from timeline.model import RoleName, Stage

Found = tuple[Mention, Clause | None]  # a mention and the clause that tells it, None for a noun's

_ANSWERS = frozenset({"decline", "deny", "accept"})  # kinds
_OPPOSITE = {"after": "before", "before": "after"}
_REACH = 3  # tokens before a verb in which "later" may stand


def linked(reading: SentenceReading, found: Sequence[Found]) -> list[Mention]:
    """The mentions of a sentence, linked to each other and, by "later", to one before the first, which has the index -1."""
    out = []
    for i, (mention, clause) in enumerate(found):
        links = []
        if clause is not None and mention.stage is Stage.HAPPENED and (word := _later(reading, clause)):
            links.append(OrderLink(relation="after", other=-1, words=word))
        for j, (other, _) in enumerate(found):
            if i != j and (relation := _relation(reading, mention, other)):
                links.append(OrderLink(relation=relation[0], other=j, words=relation[1]))
        tied = replace(mention, links=tuple(links)) if links else mention
        out.append(_answering(reading, tied, clause, found[i - 1][0], i - 1) if i else tied)
    return out


def _answering(reading: SentenceReading, mention: Mention, clause: Clause | None, earlier: Mention, index: int) -> Mention:
    """“…, though Vance declined”: the answer of one who was invited, asked or accused, with what is answered in its title."""
    if mention.kind not in _ANSWERS:
        return mention
    answering = {p.actor.id for p in mention.participants if p.role is RoleName.AGENT}
    if not answering & {p.actor.id for p in earlier.participants if p.role is not RoleName.AGENT}:
        return mention
    bare = mention.kind != "deny" and not (clause is not None and clause.objects)
    return replace(mention, answers=index, title=_answer_title(reading, mention, earlier) if bare else mention.title)


def _answer_title(reading: SentenceReading, mention: Mention, earlier: Mention) -> str:
    """“Omar Vance declines” → "Omar Vance declines the invitation", where the table has a noun for what is answered."""
    noun = next((noun for noun, (kind, _) in reading.lexicon.noun_kinds.items() if kind == earlier.kind), "")
    head, verb, rest = mention.title.partition(f" {reading.lexicon.inflected.get(mention.head, {}).get('VBZ', '')}")
    return f"{head}{verb} the {noun}{rest}" if noun and verb else mention.title


def _later(reading: SentenceReading, clause: Clause) -> str:
    """“later”, "in the aftermath": the word at the verb, or at the start of the sentence, that places a clause after what came before."""
    tokens, verb = reading.tokens, clause.verb.token
    opening = reading.text[: tokens[verb].end].lower()
    around = {token.lower for token in tokens[max(clause.first, verb - _REACH) : verb]}
    for phrase, relation in reading.lexicon.order_words.items():
        if relation == "later" and (phrase in around or (clause.role == "main" and opening.startswith(phrase))):
            return phrase
    return ""


def _relation(reading: SentenceReading, mention: Mention, other: Mention) -> tuple[str, str] | None:
    """“Brook fell out with Vance following his resignation”: the word between two triggers that places one after the other."""
    if mention.trigger.start > other.trigger.start:
        inverse = _relation(reading, other, mention)
        return (_OPPOSITE[inverse[0]], inverse[1]) if inverse else None
    tokens, order = reading.tokens, reading.lexicon.order_words
    between = [c for c in reading.chunks if mention.trigger.start < tokens[c.first].start and tokens[c.last].end <= other.trigger.start]
    words = [c for c in between if c.kind in {"sub", "prep"} and order.get(c.word) in _OPPOSITE]
    if len(words) != 1 or any(c.kind == "vg" and c.first > words[0].first for c in between):
        return None
    return order[words[0].word], words[0].word
