"""What stands before a verb in, its tie to the rest of the sentence out: role, governor, introducing word and subjects."""

from __future__ import annotations

from collections.abc import Sequence

from timeline.events.chunks import Chunk, VerbGroup
from timeline.events.clauses.records import Clause
from timeline.events.clauses.subjects import free_phrases
from timeline.events.word_lists import GrammarWords
from timeline.quick import dataclass, maker

_CLOSING = frozenset({"vg", "sub", "rel", "comp", "stop"})
_DESCRIBING = frozenset({"relative", "participle"})
_ROLES = {"sub": "subordinate", "comp": "complement", "rel": "relative"}
_NEAR = 6  # chunks before a relative pronoun among which its antecedent is looked for


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Site:
    """A verb group at chunk `position`, and the clauses of the verbs before it.

    `boundary` is the index of the chunk that closes the clause on the left, -1 at the start; `segment` those of the chunks behind it and
    before the verb.
    """

    chunks: Sequence[Chunk]
    position: int
    verb: VerbGroup
    earlier: Sequence[Clause]
    words: GrammarWords
    boundary: int
    segment: range

    @classmethod
    def of(cls, chunks: Sequence[Chunk], position: int, verb: VerbGroup, earlier: Sequence[Clause], words: GrammarWords) -> Site:
        """The site of a verb group."""
        boundary = position - 1
        while boundary >= 0 and chunks[boundary].kind not in _CLOSING:
            boundary -= 1
        segment = range(boundary + 1, position)
        return _make_site(chunks=chunks, position=position, verb=verb, earlier=earlier, words=words, boundary=boundary, segment=segment)

    @property
    def boundary_kind(self) -> str:
        """Kind of that chunk, empty at the start."""
        return self.chunks[self.boundary].kind if self.boundary >= 0 else ""

    @property
    def boundary_word(self) -> str:
        """Word of that chunk, empty at the start."""
        return self.chunks[self.boundary].word if self.boundary >= 0 else ""

    @property
    def previous(self) -> Clause | None:
        """The clause of the verb before."""
        return self.earlier[-1] if self.earlier else None

    @property
    def governor(self) -> int:
        """Its index, -1 for none."""
        return len(self.earlier) - 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Tie:
    """How a clause hangs in its sentence; the fields are those of `Clause`."""

    role: str
    governor: int = -1
    link: str = ""
    subjects: tuple[Chunk, ...] = ()


_make_site, make_tie = maker(Site), maker(Tie)


def read_before(site: Site) -> Tie:
    """The tie of a verb."""
    if site.verb.infinitive:
        return _infinitive(site)
    if not site.verb.finite:  # "published", "speaking", "being charged", "having met"
        return _non_finite(site)
    segment, kind = _without_adjunct(site)
    if (head := _reduced_head(site)) is not None:
        return make_tie(role="participle", governor=site.governor, link="reduced", subjects=(head,))
    free = _speakers(site) or free_phrases(site.chunks, segment, after_verb=kind == "vg")
    return _introduced(site, segment, kind, free) or _plain(site, segment, kind, free)


def _speakers(site: Site) -> tuple[Chunk, ...]:
    """“…, witnesses and guards said”: both subjects of a verb of speech that nothing but what was said before it completes."""
    at, chunks = site.position, site.chunks
    behind = chunks[at + 1].kind if at + 1 < len(chunks) else "stop"
    beside = [made.kind for made in chunks[max(at - 4, 0) : at]] == ["comma", "np", "conj", "np"] and chunks[at - 2].word == "and"
    ends = behind in {"stop", "comma", "time", "prep", "sub"}
    return (chunks[at - 3], chunks[at - 1]) if beside and ends and site.earlier and site.verb.lemma in site.words.inverting else ()


def _introduced(site: Site, segment: Sequence[int], kind: str, free: tuple[Chunk, ...]) -> Tie | None:
    """The tie of a verb behind "who", "that" or "although"."""
    if kind == "rel" and not free:
        head = _antecedent(site)
        return make_tie(role="relative", governor=site.governor, link=site.boundary_word, subjects=(head,) if head else ())
    if kind == "comp" and not free:  # "said that “a few users” were …"
        quoted = tuple(site.chunks[i] for i in segment if site.chunks[i].kind == "np")[:1]
        return make_tie(role="complement", governor=site.governor, link=site.boundary_word, subjects=quoted)
    if kind == "rel" and free and site.boundary_word == "how" and site.previous and site.previous.verb.lemma in site.words.recounting:
        return make_tie(role="complement", governor=site.governor, link=site.boundary_word, subjects=free)  # "heard how Reed had left"
    if kind in _ROLES and free:
        return make_tie(role=_ROLES[kind], governor=site.governor, link=site.boundary_word, subjects=free)
    return None


def _plain(site: Site, segment: Sequence[int], kind: str, free: tuple[Chunk, ...]) -> Tie:
    """The tie of a verb that no word introduces."""
    if (tie := _right_behind(site, kind, free)) is not None:
        return tie
    if free and kind == "vg" and site.previous is not None and not _breaks(site.chunks, segment):
        told = site.previous.verb.passive and site.previous.verb.lemma in site.words.told_by  # "was told he left", "are convinced he left"
        if told or site.previous.verb.lemma in site.words.bridges:
            return make_tie(role="complement", governor=site.governor, subjects=free)  # "said he left"
        if site.verb.bare:  # "hired Vance, a clerk named in the report", "a biscuit called Snap"
            return make_tie(role="participle", governor=site.governor, link="reduced", subjects=free[-1:])
        if not site.verb.ambiguous and _may_tell(site, site.previous):
            return make_tie(role="complement", governor=site.governor, subjects=free)  # "revealed she will go"
        free = ()  # an object cannot be the subject of the next verb
    if (pair := _told_pair(site, segment, kind)) is not None:
        return make_tie(role="complement", governor=site.governor, subjects=pair)
    if (claimed := _claimed(site, free)) is not None:
        return claimed
    if (not free or _is_closed(site)) and (opened := _opened(site)) is not None:
        return opened
    if (announced := _announced(site)) is not None:
        return make_tie(role="complement", governor=announced[0], subjects=(announced[1],))
    if (speaker := _inserted_speaker(site)) is not None:
        return make_tie(role="main", subjects=(speaker,))
    if free or site.previous is None:
        return make_tie(role="main", subjects=free)
    return _without_subject(site, site.previous, segment)


def _right_behind(site: Site, kind: str, free: tuple[Chunk, ...]) -> Tie | None:
    """“sold the boat Reed had stolen”, "told reporters Reed had left": the next phrase begins a clause of its own."""
    at, previous = site.position - 1, site.previous
    if kind != "vg" or previous is None or not free or at < 1 or site.chunks[at - 1].kind != "np" or site.chunks[at] is not free[-1]:
        return None
    words, lemma = site.words, previous.verb.lemma
    owned = any(site.chunks[at - 1] is phrase for phrase in free)  # an object, and not "in his column"
    told = lemma in words.told_by or (not owned and lemma in words.bridges | words.inverting)
    return Tie(role="complement" if told else "relative", governor=site.governor, subjects=free[-1:])


def _may_tell(site: Site, previous: Clause) -> bool:
    """Whether a clause may tell the next without "that", and describes no phrase before it: "the letter Brook sent Vance was lost"."""
    at = next((i for i, made in enumerate(site.chunks) if previous.subjects and made is previous.subjects[0]), 0)
    describes = (at > 0 and site.chunks[at - 1].kind == "np") or previous.role in _DESCRIBING or previous.link == "reduced"
    given = previous.verb.lemma in site.words.giving - site.words.bridges  # "was given a boat"
    return previous.verb.finite and not (describes or given) and previous.verb.lemma not in site.words.naming


def _told_pair(site: Site, segment: Sequence[int], kind: str) -> tuple[Chunk, ...] | None:
    """“said Brook and Vance had left”: both subjects of what is told without "that"."""
    teller, made = site.previous, [site.chunks[i] for i in segment]
    tells = kind == "vg" and teller is not None and teller.verb.lemma in site.words.bridges and not site.verb.ambiguous
    kinds = [chunk.kind for chunk in made]
    hangs = len(kinds) % 2 == 1 and all(pair == ["prep", "np"] for pair in (kinds[i : i + 2] for i in range(3, len(kinds), 2)))
    if tells and teller is not None and teller.verb.lemma in site.words.clausal and _is_long_subject(kinds):
        return (made[0],)
    if not tells or kinds[:3] != ["np", "conj", "np"] or made[1].word != "and" or not hangs:
        return None
    return made[0], made[2]


def _claimed(site: Site, free: tuple[Chunk, ...]) -> Tie | None:
    """“says up to 300 guards had left”, "says the board, or club, will meet": what stands between "says" and a verb is the claim's subject.

    It is never who says so; where it cannot be read, the claim has none. A bare past form may be what the speaker did: "said so, left".
    """
    chunks, at = site.chunks, site.position
    teller = next((c for c in reversed(site.earlier) if c.verb.lemma in site.words.clausal), None)
    if teller is None or free or chunks[at - 1].kind == "conj" or not _opens_claim(site, teller):
        return None
    first = next((i for i in range(teller.chunk + 1, at) if chunks[i].kind == "np"), at)
    if site.verb.ambiguous and chunks[first].pronoun not in site.words.subject_pronouns:
        return None
    subjects = free_phrases(chunks, range(teller.chunk + 1, at)) or (chunks[first],)
    subjects = () if first == at else subjects  # "says 2031 will be hard"
    read = not any(chunks[i].verb is not None for i in range(teller.chunk + 1, first))  # not "says keeping the boat will …"
    return make_tie(role="complement", governor=teller.index, subjects=subjects if read else ())


def _opens_claim(site: Site, teller: Clause) -> bool:
    """Whether a claim may begin behind a verb: it tells none yet, and is not inserted as in "Reed, says a clerk, will leave"."""
    chunks, at = site.chunks, teller.chunk
    behind, tells = chunks[at + 1], any(c.role == "complement" and c.governor == teller.index for c in site.earlier)
    inserted = at > 1 and chunks[at - 1].kind == "comma" and teller.subjects[:1] == (chunks[at - 2],)
    bare = behind.kind in {"comma", "stop", "comp"} or (behind.verb is not None and behind.verb.infinitive)  # "thought to have left"
    says = bool(teller.subjects) and teller.verb.finite and not teller.verb.passive
    return says and not (tells or inserted or bare)


def _is_long_subject(kinds: Sequence[str]) -> bool:
    """“said losses at Vance and Reed were hidden”: a phrase with others that hang on it, the last of them joined by "and"."""
    hanging = kinds[:-2]
    return len(hanging) > 1 and kinds[-2:] == ["conj", "np"] and hanging == [("np", "prep")[i % 2] for i in range(len(hanging))]


def _is_closed(site: Site) -> bool:
    """Whether a comma right before the verb ends what describes its subject: "Reed, whom they call a second, lesser Vance, left"."""
    before = site.chunks[site.position - 1] if site.position else None
    return before is not None and before.kind == "comma" and site.previous is not None and site.previous.role == "relative"


def _describes(earlier: Sequence[Clause], at: int, words: GrammarWords) -> bool:
    """Whether a clause describes somebody, or goes on with one that does: "who was born and fled", "known as the clerk in a hit"."""
    clause = earlier[at]
    if clause.role == "coordinate" and clause.link and at:
        return clause.link == earlier[at - 1].link and _describes(earlier, at - 1, words)
    if clause.role == "subordinate" and clause.link in words.likening and at:
        return earlier[at - 1].role == "participle" and not earlier[at - 1].verb.finite
    return clause.role in _DESCRIBING or clause.link == "reduced"


def _opened(site: Site) -> Tie | None:
    """The clause whose subject still waits for its verb, behind what describes that: "said those who had paid will get …"."""
    chunks, earlier = site.chunks, site.earlier
    teller = len(earlier) - 1
    while teller >= 0 and _describes(earlier, teller, site.words):
        teller -= 1
    if teller == len(earlier) - 1 or (site.position and chunks[site.position - 1].kind == "conj"):
        return None
    start = earlier[teller].chunk + 1 if teller >= 0 else 0
    described = range(start, earlier[teller + 1].chunk)
    first = next((i for i in described if chunks[i].kind == "rel"), earlier[teller + 1].chunk)
    told = next((i for i in range(start, first) if chunks[i].kind == "comp"), None)
    if teller < 0:
        free = _who_is_described(site, free_phrases(chunks, range(start, first)))
        return make_tie(role="main", subjects=free) if free and told is None else None
    within = next((i for i in range(start, first) if chunks[i].kind == "sub"), None)
    if within is not None and _is_closed(site):  # "ended after Vance, who led the port, criticised Reed"
        free = free_phrases(chunks, range(within + 1, first))
        return make_tie(role="subordinate", governor=teller, link=chunks[within].word, subjects=free) if free else None
    if told is None and earlier[teller].verb.lemma not in site.words.bridges:
        return None
    free = free_phrases(chunks, range(start if told is None else told + 1, first))
    return make_tie(role="complement", governor=teller, link="that" if told is not None else "", subjects=free) if free else None


def _who_is_described(site: Site, free: tuple[Chunk, ...]) -> tuple[Chunk, ...]:
    """“Weir, the actor best known for …, died”: somebody who is named, and not what stands between commas to say who that is."""
    at = site.chunks.index(free[0]) if len(free) == 1 and site.chunks[site.position - 1].kind == "comma" else 0
    apposed = at > 1 and site.chunks[at - 1].kind == "comma" and site.chunks[at - 2].kind == "np" and site.chunks[at - 2].names
    return (site.chunks[at - 2],) if apposed else free


def _reduced_head(site: Site) -> Chunk | None:
    """The noun phrase that a past form describes: "ferries sold in Tessing carry …", "hired Brook, once linked to …".

    A past form without an object is a participle where another finite verb wants its subject, or where it stands behind the phrase that
    another verb has already.
    """
    chunks, at = site.chunks, site.position
    left = _last_phrase(chunks, at)
    if not site.verb.ambiguous or site.verb.negated or left is None:
        return None
    naming, objectless = site.verb.lemma in site.words.naming, not _has_object(chunks, at)
    previous = site.previous
    behind = previous is not None and previous.verb.finite and site.boundary == previous.chunk and not _resumes(site)
    if behind and previous is not None and previous.verb.lemma not in site.words.bridges:
        set_off = chunks[left + 1].kind == "comma"
        governed = left - 1 > previous.chunk and chunks[left - 1].kind == "prep"
        described = (governed or set_off) and (naming or (objectless and not _lists_verbs(chunks, at)))
        return chunks[left] if described and (not set_off or objectless) else None
    if objectless and chunks[left + 1].kind not in {"comma", "conj"}:
        sure = site.verb.lemma not in site.words.intransitive
        return chunks[left] if _verb_wants_subject(chunks, at, site.words, bare=sure) else None
    return None


def _last_phrase(chunks: Sequence[Chunk], at: int) -> int | None:
    """The noun phrase just before a chunk, with at most a comma, adverbs or a time between."""
    i = at - 1
    while i >= 0 and chunks[i].kind in {"adv", "time", "comma"}:
        i -= 1
    return i if i >= 0 and chunks[i].kind == "np" and not chunks[i].pronoun else None


def _has_object(chunks: Sequence[Chunk], at: int) -> bool:
    return at + 1 < len(chunks) and chunks[at + 1].kind in {"np", "comp"}


def _resumes(site: Site) -> bool:
    """Whether the clause before is a relative or a describing one, so that its subject still waits for a verb."""
    previous = site.previous
    return previous is not None and (previous.role in {"relative", "participle", "subordinate", "gerund"} or previous.link == "reduced")


def _lists_verbs(chunks: Sequence[Chunk], at: int) -> bool:
    """Whether a past form is one of a list of verbs: "arrived, resigned and left"."""
    behind = next((i for i in range(at + 1, len(chunks)) if chunks[i].kind in {"conj", "vg", "stop"}), None)
    return behind is not None and chunks[behind].kind == "conj" and behind + 1 < len(chunks) and chunks[behind + 1].kind == "vg"


def _verb_wants_subject(chunks: Sequence[Chunk], at: int, words: GrammarWords, *, bare: bool) -> bool:
    """Whether a finite verb follows with nothing between that could be its subject or join it: "… sold in Tessing carry a bell"."""
    for i in range(at + 1, len(chunks)):
        made = chunks[i]
        if made.kind == "vg":
            linked = made.verb is not None and made.verb.finite and made.verb.lemma not in words.naming and (bare or not made.verb.bare)
            return linked and i > at + 1 and chunks[i - 1].kind in {"np", "time", "adv"}
        if made.kind == "np" and chunks[i - 1].kind != "prep":
            return False
        if made.kind not in {"prep", "np", "time", "adv"}:
            return False
    return False


def _inserted_speaker(site: Site) -> Chunk | None:
    """“Holm, her driver said, hid the money”: the noun phrase just before a verb of speech that stands between commas."""
    chunks, at = site.chunks, site.position
    if site.verb.lemma not in site.words.inverting or at < 3 or site.previous is not None:  # noqa: PLR2004  who, comma, speaker
        return None
    beside = [made.kind for made in chunks[at - 3 : at]] == ["np", "comma", "np"]
    return chunks[at - 1] if beside and _closes(chunks, at) else None


def _closes(chunks: Sequence[Chunk], at: int) -> bool:
    """Whether a comma and a verb without a subject follow a verb, with at most a date between."""
    i = at + 1
    while i < len(chunks) and (
        chunks[i].kind in {"time", "adv"} or (chunks[i].kind == "prep" and chunks[i + 1 : i + 2] and chunks[i + 1].kind == "time")
    ):
        i += 1
    return i + 1 < len(chunks) and chunks[i].kind == "comma" and chunks[i + 1].kind == "vg"


def _waiting(site: Site, previous: Clause) -> Chunk | None:
    """The subject that an inserted speaker left without a verb: "Holm, her driver said, hid the money"."""
    if previous.verb.lemma not in site.words.inverting or len(previous.subjects) != 1 or not _closes(site.chunks, previous.chunk):
        return None
    at = previous.chunk
    opened = [made.kind for made in site.chunks[max(at - 3, 0) : at]] == ["np", "comma", "np"]
    return site.chunks[at - 3] if opened and previous.subjects[0] is site.chunks[at - 1] else None


def _announced(site: Site) -> tuple[int, Chunk] | None:
    """“announced Reed, his deputy, will take over”: the telling clause and the subject of what is told without "that"."""
    if not site.earlier:
        return None
    chunks, at = site.chunks, site.position
    teller = next((c for c in reversed(site.earlier) if c.role != "relative" and not c.verb.infinitive), None)
    if teller is None or teller.verb.lemma not in site.words.bridges or teller.chunk + 2 >= at:
        return None
    first, comma = chunks[teller.chunk + 1], chunks[teller.chunk + 2]
    closed = next((i for i in range(at - 1, 0, -1) if chunks[i].kind not in {"adv", "time"}), 0)
    told = first.kind == "np" and comma.kind == chunks[closed].kind == "comma" and closed > teller.chunk + 2
    opened = told and (chunks[teller.chunk + 3].kind in {"rel", "np", "time"} or chunks[teller.chunk + 3].word == "or")
    return (teller.index, first) if opened else None


def _without_adjunct(site: Site) -> tuple[Sequence[int], str]:
    """“Since its launch, the firm has …”: the phrase behind the word is no subject where another noun phrase stands before the verb."""
    chunks, segment, kind = site.chunks, site.segment, site.boundary_kind
    if kind == "sub" and site.boundary_word in site.words.temporal_links:
        free = [i for i in segment if chunks[i].kind == "np" and chunks[i - 1].kind != "prep"]
        if len(free) > 1 and (chunks[free[1] - 1].kind == "comma" or free[1] == free[0] + 1):
            return range(free[1], site.position), ""
        if len(free) == 1 and chunks[site.position - 1].kind == "comma":
            return segment[:0], "vg"  # "Brook, who left after the vote, accused …": it is no vote that accused
    if kind == "sub" and site.boundary_word in site.words.likening and [chunks[i].kind for i in segment] == ["np", "comma"]:
        return segment[:0], "vg"  # "the man, named by a neighbour as Vance, had lost …": it is the man who had
    tail = [chunks[i].kind for i in segment[-4:]]
    if kind == "vg" and tail == ["comma", "np", "conj", "np"] and not any(clause.verb.finite for clause in site.earlier):
        return segment[-3:], ""  # "To help the pier, Brook and Vance agreed …"
    return segment, kind


def _breaks(chunks: Sequence[Chunk], segment: Sequence[int]) -> bool:
    return any(chunks[i].kind in {"comma", "conj"} for i in segment)


def _without_subject(site: Site, previous: Clause, segment: Sequence[int]) -> Tie:
    """A finite verb without a subject of its own shares that of a clause before it."""
    if _is_absolute(site, segment):
        return make_tie(role="participle", governor=previous.index, link="reduced")
    if (waiting := _waiting(site, previous)) is not None:
        return make_tie(role="main", subjects=(waiting,))
    shared = _resumed(site, previous)
    if shared.role == "relative" and shared.governor < 0 and any(site.chunks[i].kind == "comma" for i in segment):
        return make_tie(role="main", subjects=_headed(site, shared))  # "Brook, who left in May, founded a firm"
    if shared.link in site.words.free_relatives or any(c.role == "complement" for c in site.earlier[shared.index :]):
        return make_tie(role="coordinate")  # "X said Y had left and blamed Z": who blamed is open
    governor = shared.governor if shared.role in {"complement", "subordinate"} else -1
    return make_tie(role="coordinate", governor=governor, link=shared.link, subjects=shared.subjects)


def _is_absolute(site: Site, segment: Sequence[int]) -> bool:
    """“…, with one boat moored off the pier”: the verb belongs to the phrase behind "with"."""
    near = [site.chunks[i] for i in segment if site.chunks[i].kind not in {"adv", "time"}][-2:]
    return [made.kind for made in near] == ["prep", "np"] and near[0].word in site.words.absolutes


def _headed(site: Site, relative: Clause) -> tuple[Chunk, ...]:
    """What a relative clause describes: "Holt, whose brother left, was elected"."""
    opened = next((i for i in range(relative.chunk - 1, -1, -1) if site.chunks[i].kind == "rel"), 0)
    return next(((site.chunks[i],) for i in range(opened - 1, -1, -1) if site.chunks[i].kind == "np"), relative.subjects)


def _resumed(site: Site, previous: Clause) -> Clause:
    """The clause whose subject a verb without one shares; after a relative clause, the clause that the relative interrupted.

    Right behind "and" the relative clause goes on: "a man who visited a friend and stopped the fight".
    """
    chunks, earlier = site.chunks, site.earlier
    joined = site.position > 1 and chunks[site.position - 1].kind == "conj" and chunks[site.position - 2].kind != "comma"
    while previous.role in {"relative", "participle", "gerund", "infinitive"} and 0 <= previous.governor < len(earlier):
        governor = earlier[previous.governor]
        if previous.role == "relative":
            interrupts = previous.subjects and chunks.index(previous.subjects[0]) > governor.chunk and governor.verb.finite
            if not interrupts or joined:
                break
        previous = governor
    return previous


def _antecedent(site: Site) -> Chunk | None:
    """The noun phrase before a relative pronoun; with "who", the last one that names somebody, if one is near.

    None in “in the last quarter, which ended on 30 June”: it is the quarter that ended.
    """
    if site.verb.lemma in site.words.what_spans_do and any(site.chunks[i].kind == "time" for i in (site.boundary - 1, site.boundary - 2)):
        return None
    found = [i for i in range(max(0, site.boundary - _NEAR), site.boundary) if site.chunks[i].kind == "np"]
    named = [i for i in found if site.boundary_word == "who" and site.chunks[i].names and i >= site.boundary - 2]
    return site.chunks[(named or found)[-1]] if found else None


# --- verbs that are not finite ------------------------------------------------------------------------------------------------------------


def _infinitive(site: Site) -> Tie:
    previous = site.previous
    if previous is None:
        return make_tie(role="infinitive", link="to", subjects=free_phrases(site.chunks, site.segment))
    controlled = previous.verb.lemma in site.words.object_control and previous.objects and not previous.verb.passive
    return make_tie(
        role="infinitive", governor=site.governor, link="to", subjects=previous.objects[:1] if controlled else previous.subjects
    )


def _non_finite(site: Site) -> Tie:
    """“…, speaking with the president”, "by grounding the ship", "with Vance threatening", "a report published by …"."""
    role = "participle" if site.verb.participle else "gerund"
    left = site.chunks[site.position - 1] if site.position else None
    if left is not None and left.kind in {"prep", "sub"}:
        subjects = site.previous.subjects if site.previous else ()
        if site.previous is not None and left.word in site.words.likening and site.previous.objects and site.verb.gerund:
            subjects = site.previous.objects[:1]  # "quoted a clerk as saying"
        return make_tie(role=role, governor=site.governor, link=left.word, subjects=subjects)
    if left is not None and left.kind == "np" and not site.verb.participle:
        return make_tie(role=role, governor=site.governor, link=_gerund_link(site), subjects=(left,))
    if left is not None and left.kind in {"np", "time"}:
        head = next((site.chunks[i] for i in reversed(site.segment) if site.chunks[i].kind == "np"), None)
        return make_tie(role=role, governor=site.governor, link="reduced", subjects=(head,) if head else ())
    return _loose(site, role, left)


def _gerund_link(site: Site) -> str:
    """What the noun phrase just before a gerund is: "with Vance leaving", "saw Vance leaving", "a boat carrying …" (reduced)."""
    previous = site.previous
    if site.position > 1 and site.chunks[site.position - 2].kind == "prep" and site.chunks[site.position - 2].word in site.words.absolutes:
        return "with"
    seen = previous is not None and site.boundary == previous.chunk and previous.verb.lemma in site.words.perceiving
    return "saw" if seen else "reduced"


def _loose(site: Site, role: str, left: Chunk | None) -> Tie:
    """A gerund or participle at the start or behind a comma: it goes with the last finite clause that is no relative."""
    main = next((c for c in reversed(site.earlier) if c.verb.finite and c.role not in {"relative", "complement"}), site.previous)
    subjects = main.subjects if main is not None else free_phrases(site.chunks, site.segment)
    last = next((c for c in reversed(site.earlier) if c.verb.finite and c.role != "relative"), None)
    if last is not None and last.role == "complement" and site.verb.lemma not in site.words.bridges:
        subjects = ()  # "Brook said that Vance had left, killing two": who killed them is open
    joined = left is not None and left.kind == "conj" and site.previous is not None and site.previous.role == role
    follows = joined or left is None or left.kind == "comma"
    return make_tie(role=role, governor=main.index if main is not None else -1, link="," if follows else "reduced", subjects=subjects)
