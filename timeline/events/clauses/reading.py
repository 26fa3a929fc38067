"""The built-in parser: tokens and names in, chunks and clauses out, each clause built around a verb group."""

from __future__ import annotations

from collections.abc import Sequence

from timeline.events.chunks import Chunk, VerbGroup, chunk, with_gerunds
from timeline.events.clauses.before import Site, Tie, make_tie, read_before
from timeline.events.clauses.behind import read_behind
from timeline.events.clauses.records import Clause, Parse, make_clause
from timeline.events.lexicon import Lexicon
from timeline.events.names import Name
from timeline.events.tokens import Token
from timeline.events.word_lists import GrammarWords
from timeline.model import Tense
from timeline.quick import altered

_TOLD = frozenset({"main", "coordinate", "complement", "gerund", "infinitive"})  # roles of clauses that who says them may stand behind
_OWN_START = frozenset({"infinitive", "gerund", "participle", "coordinate"})  # begin with their verb


def parse(tokens: Sequence[Token], names: Sequence[Name], lexicon: Lexicon) -> Parse:
    """The built-in `Parser`."""
    read = with_gerunds(tokens, names, lexicon)
    chunks = chunk(read, names, lexicon)
    return Parse(tokens=read, chunks=chunks, clauses=read_clauses(chunks, lexicon.grammar))


def read_clauses(chunks: Sequence[Chunk], words: GrammarWords) -> tuple[Clause, ...]:
    """The clauses of a sentence, in the order of their verbs."""
    clauses: list[Clause] = []
    for position, made in enumerate(chunks):
        if made.verb is not None:
            clauses.append(_clause(chunks, position, made.verb, clauses, words))
    return tuple(clauses)


def _clause(chunks: Sequence[Chunk], position: int, verb: VerbGroup, earlier: Sequence[Clause], words: GrammarWords) -> Clause:
    site = Site.of(chunks, position, verb, earlier, words)
    tie = read_before(site)
    objects, obliques, last = read_behind(chunks, position)
    if _shares_passive(site, tie, objects):
        verb = altered(verb, passive=True)
    elif _is_done_to(site, tie, objects):
        tie = make_tie(role="participle", governor=site.governor, link="reduced", subjects=tie.subjects if _goes_on(site) else ())
    elif _is_inverted(site, objects):
        tie, objects, obliques, last = make_tie(role="main", subjects=objects[:1]), (), (), position
    return make_clause(
        index=len(earlier),
        verb=altered(verb, passive=True) if _goes_on_passive(site, tie, objects, words) else verb,
        role=tie.role,
        subjects=tie.subjects,
        objects=objects or (tie.subjects if tie.role == "participle" else ()),
        obliques=obliques,
        governor=tie.governor,
        link=tie.link,
        chunk=position,
        first=_first(site, tie.role, tie.subjects),
        last=chunks[last].last,
        after_verb=chunks[position].last + 1,
    )


def _is_done_to(site: Site, tie: Tie, objects: tuple[Chunk, ...]) -> bool:
    """“a fair hosted by Vance, held in Marsh”: a past form of a verb that always takes an object, and has none, is a participle."""
    behind = site.chunks[site.position + 1] if site.position + 1 < len(site.chunks) else None
    takes = behind is not None and behind.kind in {"np", "comp", "vg", "conj", "rel"}
    done = site.verb.ambiguous and site.verb.lemma in site.words.done_to and not (objects or takes or site.verb.particle)
    return done and tie.role in {"main", "coordinate"} and not (behind is not None and behind.quoted)


def _goes_on(site: Site) -> bool:
    """Whether it describes the subject of a verb to come: "the engine, revealed in Marsh, drew crowds"."""
    return site.previous is None and any(made.verb is not None and made.verb.finite for made in site.chunks[site.position + 1 :])


def _is_inverted(site: Site, objects: tuple[Chunk, ...]) -> bool:
    """“…,” said Vance: what stands behind a verb of speech is its subject where what is said, or a comma, stands right before it."""
    left = site.chunks[site.position - 1] if site.position else None
    if site.verb.lemma not in site.words.inverting or not (site.verb.bare and site.verb.finite) or left is None or not objects:
        return False
    if objects[0] is not site.chunks[site.position + 1] or objects[0].quoted:
        return False
    somebody = bool(objects[0].names) or objects[0].pronoun in site.words.subject_pronouns or objects[0].head.endswith("s")
    somebody = somebody or site.verb.tense is Tense.PRESENT  # ", says a clerk"
    said = left.quoted or (left.kind == "comma" and site.position > 1 and site.chunks[site.position - 2].quoted)
    return said or (left.kind == "comma" and somebody and _told_before(site))


def _told_before(site: Site) -> bool:
    """Whether what is said may stand before the comma, as it cannot in "Vance, for his part, warned Reed that …"; nor in "Vance, who left,
    praised Reed", where the subject waits for its verb, as none does behind "the house that he sold".
    """
    behind = site.chunks[site.position + 2].kind if site.position + 2 < len(site.chunks) else ""
    whole = any(clause.role in _TOLD and clause.verb.finite for clause in site.earlier)
    opened = next((i for i in range(site.position - 1, 0, -1) if site.chunks[i].kind == "rel"), 0)
    relative = site.previous is not None and site.previous.role == "relative" and whole and site.chunks[opened - 1].kind == "np"
    return site.previous is not None and (site.previous.role in _TOLD or relative) and behind != "comp"


def _goes_on_passive(site: Site, tie: Tie, objects: tuple[Chunk, ...], words: GrammarWords) -> bool:
    """“was arrested and released”: the second verb shares the auxiliary with the subject."""
    previous = site.previous
    joined = site.chunks[site.position - 1].kind in {"conj", "comma"} if site.position else False
    return (
        site.verb.bare
        and joined
        and tie.role == "coordinate"
        and previous is not None
        and previous.verb.passive
        and previous.subjects == tie.subjects
        and (not objects or objects[0].head in words.spans)
    )


def _shares_passive(site: Site, tie: Tie, objects: tuple[Chunk, ...]) -> bool:
    """“two were killed and hundreds injured”: another subject shares the auxiliary."""
    previous, before = site.previous, site.position - 2
    joined = before >= 0 and site.chunks[before].kind == "conj" and tie.role == "main" and tie.subjects == (site.chunks[before + 1],)
    done = site.verb.bare and site.verb.ambiguous and site.verb.lemma in site.words.done_to and not objects
    return joined and done and previous is not None and previous.verb.passive


def _first(site: Site, role: str, subjects: tuple[Chunk, ...]) -> int:
    """The token at which a clause begins: its subject behind another verb, else all that stands before its verb."""
    if subjects and subjects[0].first > site.chunks[site.position].first:
        return site.chunks[site.position].first  # “…,” said Vance
    if role in {"main", "complement"} and site.boundary_kind == "vg" and subjects:
        return subjects[0].first
    if site.segment and role not in _OWN_START:
        return site.chunks[site.segment[0]].first
    return site.chunks[site.position].first
