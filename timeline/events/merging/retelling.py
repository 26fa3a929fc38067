"""Groups in, the same groups out with further passages that retell their event: a headline, a lead, "confirmed her death".

A passage that makes no claim of its own about such an event joins the one that its retelling is mostly about. It must name nobody in
another party's stead, state it as a fact, contradict nothing, and its times must hold. It brings a quote, never a date, a figure or a
headline. What several articles tell and no clause was made out for becomes an event of quotes alone.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import replace
from functools import cache
from itertools import islice

from timeline.events.evidence import Told, founded, retold
from timeline.events.headline import LONGEST
from timeline.events.lexicon import Lexicon
from timeline.events.merging.grouping import Merged
from timeline.events.merging.likeness import Scale, contradict, place
from timeline.events.merging.passages import Passage, sums_of
from timeline.events.merging.stories import Place
from timeline.events.merging.windows import window
from timeline.model import ActorKind, RoleName, Span
from timeline.quick import dataclass
from timeline.when import Relation, relate

_BEFORE, _BEHIND = 5, 3  # tokens around a word for an event in which a doubt is about it
_FOUNDERS = 2  # articles that must tell a thing in which no clause was made out
_ALIKE = 0.25  # likeness of two passages from which one retells the other without a word for its event
_SUPPORT = 0.4  # share of a retelling's passages that tell its main event or have a word for it
_COMPARED = 8  # members of a group that a passage is compared with
_LOOSE = frozenset({"say", "other"})  # kinds that a headline does not announce
_SIDES = ((RoleName.AGENT,), (RoleName.PATIENT, RoleName.RECIPIENT))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Core:
    """What a passage may tell an event by: words for it, the surnames of each side, and their given names."""

    words: frozenset[str]
    parties: tuple[frozenset[str], ...]
    given: frozenset[str]

    @property
    def names(self) -> frozenset[str]:
        """The surnames of all sides."""
        return frozenset().union(*self.parties)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class _Events:
    """The groups with what finds them again."""

    groups: Sequence[tuple[Told, ...]]
    cores: Sequence[_Core]
    told_at: Mapping[Place, Mapping[int, Sequence[Told]]]  # place → group → what it tells there
    told_in: Mapping[str, Sequence[int]]  # article → the groups it tells, in the order of its text
    beside: Mapping[str, Sequence[str]]  # article → those of one story with it
    met: Mapping[str, AbstractSet[str]]  # article → those with which it tells something of the same people
    scale: Scale


class _Once:
    """Whether evidence comes for the first time: an article may say a sentence twice."""

    def __init__(self) -> None:
        self._keys: set[str] = set()

    def __call__(self, told: Told) -> bool:
        """True for the first of a key."""
        known = told.evidence.key in self._keys
        self._keys.add(told.evidence.key)
        return not known


def retell(merged: Merged, told: Sequence[Passage], retellings: Mapping[Place, int], scale: Scale) -> Merged:
    """The groups with the passages that retell them, and groups of passages that retell what no clause was found to tell."""
    events = _events(merged, scale)
    of_retelling: dict[int, list[Passage]] = defaultdict(list)
    for passage in told:
        if (number := retellings.get(passage.place)) is not None:
            of_retelling[number].append(passage)
    main = {n: best for n, passages in of_retelling.items() if (best := _main_event(passages, events)) is not None}
    joined: dict[Place, int] = {}
    for passage in told:
        candidates = (main.get(retellings.get(passage.place, -1)), _announced(passage, events))
        if (index := next((i for i in candidates if _joins(passage, i, events)), None)) is not None:
            joined[passage.place] = index
    added: dict[int, list[Told]] = defaultdict(list)
    once = _Once()
    for passage in told:
        if (index := joined.get(passage.place)) is None:
            continue
        new = retold(events.groups[index][0], passage.article, passage.sentence, _trigger(passage, events.cores[index]))
        if once(new) and not any(scale.keeps_apart(new, item) for item in events.groups[index]):
            added[index].append(new)
    groups = [(*group, *added[index]) for index, group in enumerate(events.groups)]
    left = (
        [passage for passage in passages if passage.place not in joined] for n, passages in sorted(of_retelling.items()) if n not in main
    )
    made = [_among_met(tuple(filter(once, _found(passages, events))), events.met) for passages in left]
    return replace(merged, groups=(*groups, *filter(None, made)))


def _events(merged: Merged, scale: Scale) -> _Events:
    told_at: dict[Place, dict[int, list[Told]]] = defaultdict(lambda: defaultdict(list))
    for index, group in enumerate(merged.groups):
        for told in group:
            told_at[place(told)][index].append(told)
    told_in: dict[str, dict[int, None]] = defaultdict(dict)
    for (article, _), groups in sorted(told_at.items()):
        told_in[article].update(dict.fromkeys(groups))
    words, empty = _family_words(scale.lexicon), _empty_words(scale.lexicon)
    cores = [_core(group, words.get(scale.family(group[0]), frozenset()), empty, scale.lexicon) for group in merged.groups]
    beside: dict[str, list[str]] = defaultdict(list)
    for one, other in scale.stories.shared:
        beside[one].append(other)
        beside[other].append(one)
    return _Events(
        groups=merged.groups,
        cores=cores,
        told_at=told_at,
        told_in={article: tuple(groups) for article, groups in told_in.items()},
        beside=beside,
        met=_met(merged.groups),
        scale=scale,
    )


def _met(groups: Iterable[Sequence[Told]]) -> Mapping[str, AbstractSet[str]]:
    found: dict[str, set[str]] = defaultdict(set)
    for group in groups:
        if any(told.mention.participants for told in group):
            articles = {told.evidence.article for told in group}
            for article in articles:
                found[article] |= articles
    return found


@cache
def _family_words(lexicon: Lexicon) -> Mapping[str, frozenset[str]]:
    """Family → the single words that speak of it: verbs in all forms, event nouns."""
    found: dict[str, set[str]] = defaultdict(set)
    for verb, kind in lexicon.verb_kinds.items():
        if " " not in verb:
            found[lexicon.kinds[kind].group].update(lexicon.inflected.get(verb, {}).values())
    for noun, (kind, _) in lexicon.noun_kinds.items():
        if " " not in noun:
            found[lexicon.kinds[kind].group].add(noun)
    return {family: frozenset(words) for family, words in found.items()}


@cache
def _empty_words(lexicon: Lexicon) -> frozenset[str]:
    """Words that tell nothing of an event by themselves: "made", "said", "was"."""
    lemmas = lexicon.light | lexicon.speech | lexicon.classes.keys()
    return frozenset(form for lemma in lemmas for form in (lemma, *lexicon.inflected.get(lemma, {}).values()))


def _core(group: Sequence[Told], family: frozenset[str], empty: frozenset[str], lexicon: Lexicon) -> _Core:
    heads = {head for told in group for head in (told.mention.head.split()[:1] or [""]) + [told.mention.trigger.text.casefold()]}
    words = {form for head in heads for form in (head, *lexicon.inflected.get(head, {}).values())}
    names = [[_names(told, side, lexicon) for told in group] for side in _SIDES]
    sides = [{name[-1] for told in side for name in told} for side in names]
    return _Core(
        words=(family | words) - empty,
        parties=tuple(frozenset(side) for side in sides if side),
        given=frozenset(word for side in names for told in side for name in told for word in name[:-1]),
    )


def _names(told: Told, side: Sequence[RoleName], lexicon: Lexicon) -> list[list[str]]:
    """The words of the names on one side of what a mention tells, without places."""
    actors = [p.actor for p in told.mention.participants if p.role in side]
    return [a.name.casefold().split() for a in actors if a.kind is not ActorKind.UNKNOWN or a.name.casefold() not in lexicon.places]


# --- what a retelling is about -----------------------------------------------------------------------------------------------------------


def _main_event(passages: Sequence[Passage], events: _Events) -> int | None:
    """The event that most passages of a retelling tell or have a word for; None where too few do."""
    candidates = {index for passage in passages for index in events.told_at.get(passage.place, ())}

    def support(index: int) -> tuple[int, int, int]:
        telling = [index in events.told_at.get(passage.place, ()) for passage in passages]
        worded = [not events.cores[index].words.isdisjoint(passage.wording.tokens) for passage in passages]
        return sum(t or w for t, w in zip(telling, worded, strict=True)), sum(telling), -index

    best = max(candidates, key=support, default=None)
    return best if best is not None and support(best)[0] >= _SUPPORT * len(passages) else None


def _found(passages: Sequence[Passage], events: _Events) -> tuple[Told, ...]:
    """The evidence of an event that its passages alone tell: the plain fact that most articles state alike, and who states it. A short one
    is preferred, for it is the headline.

    There is none where all of them name nobody and nothing: "The figures are hard to compare" is no event, however many say so.
    """
    if not any(passage.wording.names for passage in passages):
        return ()
    plain = sorted(
        (p for p in passages if not p.wording.doubts and p.wording.tokens),
        key=lambda p: (len(p.sentence.text) > LONGEST, not p.leads, p.place),
    )
    alike = [[p, *(other for other in plain if _agree(p, other, events))] for p in plain]
    most = max(alike, key=_articles, default=[])
    if _articles(most) < _FOUNDERS:
        return ()
    return tuple(founded(p.article, p.sentence, _span(p, 0), p.source.results() if p.timed else ()) for p in most)


def _articles(passages: Iterable[Passage]) -> int:
    return len({passage.article.id for passage in passages})


def _among_met(group: Sequence[Told], met: Mapping[str, AbstractSet[str]]) -> tuple[Told, ...]:
    """Of evidence without a clause that of articles which tell of the same people too; nothing where those are too few."""
    articles = {told.evidence.article for told in group}
    known = {article for article in articles if len(articles & met.get(article, frozenset())) >= _FOUNDERS}
    return tuple(told for told in group if told.evidence.article in known)


def _agree(one: Passage, other: Passage, events: _Events) -> bool:
    """Whether two articles say the same in like words, and tell nothing else that cannot both be."""
    if one.article.id == other.article.id or events.scale.stories.alike(one.place, other.place) < _ALIKE:
        return False
    here, there = ([told for found in events.told_at.get(p.place, {}).values() for told in found] for p in (one, other))
    return not any(contradict(a, b, events.scale) for a in here for b in there)


def _trigger(passage: Passage, core: _Core) -> Span:
    return _span(passage, next((i for i, token in enumerate(passage.wording.tokens) if token in core.words), 0))


def _span(passage: Passage, at: int) -> Span:
    start, end = passage.wording.spans[at]
    return Span(start=passage.sentence.start + start, end=passage.sentence.start + end, text=passage.sentence.text[start:end])


# --- what a passage may join -------------------------------------------------------------------------------------------------------------


def _announced(passage: Passage, events: _Events) -> int | None:
    """The event that the lead of an article announces: of those it has a word for, the one most of whose parties it names, and the first
    of these. A heading announces what its own article tells; elsewhere both parties have to be named.
    """
    if not passage.leads or passage.wording.doubts:
        return None
    here = events.told_in.get(passage.place[0], ()) if passage.sentence.index < 0 else ()
    told = {events.scale.family(told) for found in events.told_at.get(passage.place, {}).values() for told in found}

    def named(index: int) -> int:
        core, first = events.cores[index], events.groups[index][0]
        loose = first.mention.kind in _LOOSE or events.scale.family(first) in told or core.words.isdisjoint(passage.wording.tokens)
        return 0 if loose else sum(not party.isdisjoint(passage.wording.tokens) for party in core.parties)

    best = max(here, key=named, default=None)
    if best is not None and named(best):
        return best
    near = {index for article in events.beside.get(passage.place[0], ()) for index in events.told_in.get(article, ())}
    elsewhere = [index for index in sorted(near) if named(index) >= len(_SIDES)]
    return max((index for index in elsewhere if _shares_story(passage, index, events)), key=named, default=None)


def _shares_story(passage: Passage, index: int, events: _Events) -> bool:
    return any(events.scale.stories.context(passage.place[0], told.evidence.article) for told in events.groups[index][:_COMPARED])


def _joins(passage: Passage, index: int | None, events: _Events) -> bool:
    if index is None or not passage.wording.tokens or index in events.told_at.get(passage.place, {}):
        return False
    return _speaks_of(passage, index, events) and _may_join(passage, index, events)


def _speaks_of(passage: Passage, index: int, events: _Events) -> bool:
    """Whether a passage leads its article, has a word for an event, or is like what another article says of it. A word is not enough where
    the event names nobody: many shots are fired in a war.
    """
    core = events.cores[index]
    if passage.leads or (core.parties and not core.words.isdisjoint(passage.wording.tokens)):
        return True
    others = (told for told in events.groups[index][:_COMPARED] if told.evidence.article != passage.place[0])
    return any(events.scale.stories.alike(passage.place, place(told)) >= _ALIKE for told in others)


def _may_join(passage: Passage, index: int, events: _Events) -> bool:
    group, core, scale = events.groups[index], events.cores[index], events.scale
    if _names_other_sums(passage, group):
        return False
    if not (_is_fact(passage, core) and _names_them(passage, group, core, scale.lexicon) and _times_hold(passage, group)):
        return False
    own = [told for found in events.told_at.get(passage.place, {}).values() for told in found]
    return not any(contradict(a, b, scale) for a in own for b in group)


def _names_other_sums(passage: Passage, group: Sequence[Told]) -> bool:
    """Whether a passage with sums of money names none of those that the event's quotes name."""
    sums = passage.wording.sums
    others = frozenset().union(*(sums_of(told.evidence.quote) for told in group[:_COMPARED])) if sums else frozenset()
    return bool(others) and others.isdisjoint(sums)


def _is_fact(passage: Passage, core: _Core) -> bool:
    """Whether a passage states what it says of an event: near the words for it nothing is denied, unreal or asked."""
    at = [i for i, token in enumerate(passage.wording.tokens) if token in core.words]
    return not passage.wording.doubts if not at else any(passage.wording.doubts.isdisjoint(range(i - _BEFORE, i + _BEHIND + 1)) for i in at)


def _names_them(passage: Passage, group: Sequence[Told], core: _Core, lexicon: Lexicon) -> bool:
    """Whether a passage names nobody in the stead of a party to the event; it may leave the names out."""
    missing = [party for party in core.parties if party.isdisjoint(passage.wording.tokens)]
    if missing and passage.wording.people - core.names:
        known = {word for told in group[:_COMPARED] for word in told.evidence.quote.casefold().split()}
        if passage.wording.people - core.names - known:
            return False
    following = zip(passage.wording.tokens, islice(passage.wording.tokens, 1, None), strict=False)
    return not any(name in core.names and given in lexicon.given_names - core.given - core.names for given, name in following)


def _times_hold(passage: Passage, group: Sequence[Told]) -> bool:
    windows = [when for told in group if (when := window(told) or told.published) is not None]
    apart = {Relation.BEFORE, Relation.AFTER}
    return not passage.whens or not windows or any(relate(a, b) not in apart for a in passage.whens for b in windows)
