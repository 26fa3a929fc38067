"""Groups in, the same groups out with further passages that retell their event: a headline, a lead, "confirmed her death".

A passage that makes no claim of its own about such an event joins the one that its retelling is mostly about, or one it has a word for and
stands near to. It must name nobody in another party's stead, state it as a fact, contradict nothing, and its times must hold. It brings a
quote, never a date, a figure or a headline. What several articles tell and no clause was made out for becomes an event of quotes alone.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import islice

from timeline.events.evidence import Told, founded, retold
from timeline.events.headline import LONGEST
from timeline.events.lexicon import Lexicon
from timeline.events.merging.grouping import Merged
from timeline.events.merging.likeness import Scale, contradict, place
from timeline.events.merging.passages import Passage
from timeline.events.merging.stories import Place
from timeline.events.merging.windows import window
from timeline.model import ActorKind, RoleName, Span
from timeline.when import Relation, relate

_CROWD = 40  # events that share a rare word from which it says too little
_RARE = 8  # words of a passage that find events
_NEAR, _NEAR_AT_HOME = (0.25, 0.2, 0.1), 0.1  # nearness that a passage with a word for an event needs, by the parties it names
_BEFORE, _BEHIND = 5, 3  # tokens around a word for an event in which a doubt is about it
_FOUNDERS = 2  # articles that must tell a thing in which no clause was made out
_CHOSEN = 9.0  # worth of the event that a passage's retelling is about
_SUPPORT = 0.4  # share of a retelling's passages that tell its main event or have a word for it
_COMPARED = 8  # members of a group that a passage is compared with
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
    blocks: Mapping[str, Sequence[int]]
    scale: Scale


def retell(merged: Merged, told: Sequence[Passage], retellings: Mapping[Place, int], scale: Scale) -> Merged:
    """The groups with the passages that retell them, and groups of passages that retell what no clause was found to tell."""
    events = _events(merged, scale)
    of_retelling: dict[int, list[Passage]] = defaultdict(list)
    for passage in told:
        if (number := retellings.get(passage.place)) is not None:
            of_retelling[number].append(passage)
    main = {n: best for n, passages in of_retelling.items() if (best := _main_event(passages, events)) is not None}
    added: dict[int, list[Told]] = defaultdict(list)
    for passage in told:
        for index in _joined(passage, main.get(retellings.get(passage.place, -1)), events):
            new = retold(events.groups[index][0], passage.article, passage.sentence, _trigger(passage, events.cores[index]))
            if not any(scale.keeps_apart(new, item) for item in events.groups[index]):
                added[index].append(new)
    groups = [(*group, *added[index]) for index, group in enumerate(events.groups)]
    made = [_found(passages) for n, passages in sorted(of_retelling.items()) if n not in main]
    return replace(merged, groups=(*groups, *(group for group in made if len({t.evidence.article for t in group}) >= _FOUNDERS)))


def _events(merged: Merged, scale: Scale) -> _Events:
    told_at: dict[Place, dict[int, list[Told]]] = defaultdict(lambda: defaultdict(list))
    blocks: dict[str, set[int]] = defaultdict(set)
    for index, group in enumerate(merged.groups):
        for told in group:
            told_at[place(told)][index].append(told)
            for key in _keys(place(told), scale):
                blocks[key].add(index)
    words, empty = _family_words(scale.lexicon), _empty_words(scale.lexicon)
    return _Events(
        groups=merged.groups,
        cores=[_core(group, words.get(scale.family(group[0]), frozenset()), empty, scale.lexicon) for group in merged.groups],
        told_at=told_at,
        blocks={key: sorted(found) for key, found in blocks.items()},
        scale=scale,
    )


def _keys(where: Place, scale: Scale) -> list[str]:
    """What finds the events near a passage: its article, its rarest words."""
    return [f"\n{where[0]}", *scale.stories.rarest(where, _RARE)]


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
        worded = [not events.cores[index].words.isdisjoint(passage.tokens) for passage in passages]
        return sum(t or w for t, w in zip(telling, worded, strict=True)), sum(telling), -index

    best = max(candidates, key=support, default=None)
    return best if best is not None and support(best)[0] >= _SUPPORT * len(passages) else None


def _found(passages: Sequence[Passage]) -> tuple[Told, ...]:
    """The evidence of an event that its passages alone tell: those that state plain facts, a short one first, for it is the headline."""
    plain = sorted((p for p in passages if not p.doubts and p.tokens), key=lambda p: (len(p.sentence.text) > LONGEST, not p.leads, p.place))
    return tuple(founded(p.article, p.sentence, _span(p, 0), p.source.results) for p in plain)


def _trigger(passage: Passage, core: _Core) -> Span:
    return _span(passage, next((i for i, token in enumerate(passage.tokens) if token in core.words), 0))


def _span(passage: Passage, at: int) -> Span:
    start, end = passage.spans[at]
    return Span(start=start, end=end, text=passage.article.text[start:end])


# --- what a passage may join -------------------------------------------------------------------------------------------------------------


def _joined(passage: Passage, chosen: int | None, events: _Events) -> list[int]:
    """The events that a passage retells, one of a family at most: the one its retelling is about, and those it has a word for."""
    if not passage.tokens:
        return []
    own = events.told_at.get(passage.place, {})
    families = {events.scale.family(events.groups[index][0]) for index in own}
    near = {i for key in _keys(passage.place, events.scale) if len(found := events.blocks.get(key, ())) <= _CROWD for i in found}
    worth: dict[int, float] = {}
    for index in sorted(near | ({chosen} if chosen is not None else set())):
        told_already = index in own or (index != chosen and events.scale.family(events.groups[index][0]) in families)
        if not told_already and _may_join(passage, index, events, retells=index == chosen):
            worth[index] = _CHOSEN if index == chosen else _worded(passage, index, events)
    best: dict[str, int] = {}
    for index in sorted(worth, key=lambda index: (-worth[index], index)):
        if worth[index] >= 1:
            best.setdefault(events.scale.family(events.groups[index][0]), index)
    return sorted(best.values())


def _may_join(passage: Passage, index: int, events: _Events, *, retells: bool) -> bool:
    group, core, scale = events.groups[index], events.cores[index], events.scale
    if not (_is_fact(passage, core) and _names_them(passage, group, core, scale.lexicon, retells=retells) and _times_hold(passage, group)):
        return False
    own = [told for found in events.told_at.get(passage.place, {}).values() for told in found]
    return not any(contradict(a, b, scale) for a in own for b in group)


def _is_fact(passage: Passage, core: _Core) -> bool:
    """Whether a passage states what it says of an event: near the words for it nothing is denied, unreal or asked."""
    at = [i for i, token in enumerate(passage.tokens) if token in core.words]
    return not passage.doubts if not at else any(passage.doubts.isdisjoint(range(i - _BEFORE, i + _BEHIND + 1)) for i in at)


def _names_them(passage: Passage, group: Sequence[Told], core: _Core, lexicon: Lexicon, *, retells: bool) -> bool:
    """Whether a passage names a party to the event, and nobody in another party's stead; one that retells it may leave the names out."""
    missing = [party for party in core.parties if party.isdisjoint(passage.tokens)]
    if missing and len(missing) == len(core.parties) and not retells:
        return False
    if missing and passage.people - core.names:
        known = {word for told in group[:_COMPARED] for word in told.evidence.quote.casefold().split()}
        if passage.people - core.names - known:
            return False
    following = zip(passage.tokens, islice(passage.tokens, 1, None), strict=False)
    return not any(name in core.names and given in lexicon.given_names - core.given - core.names for given, name in following)


def _times_hold(passage: Passage, group: Sequence[Told]) -> bool:
    windows = [when for told in group if (when := window(told) or told.published) is not None]
    apart = {Relation.BEFORE, Relation.AFTER}
    return not passage.whens or not windows or any(relate(a, b) not in apart for a in passage.whens for b in windows)


def _worded(passage: Passage, index: int, events: _Events) -> float:
    """How near a passage with a word for an event and a party to it is to what tells it, 1 or more if near enough."""
    core, stories = events.cores[index], events.scale.stories
    taken = {told.mention.trigger.start for found in events.told_at.get(passage.place, {}).values() for told in found}
    free = [token for token, (start, _) in zip(passage.tokens, passage.spans, strict=True) if start not in taken]
    if not core.parties or core.words.isdisjoint(free):
        return 0.0  # a word that tells an event of its own tells no other
    enough = _NEAR[sum(not party.isdisjoint(passage.tokens) for party in core.parties)]
    best = 0.0
    for told in events.groups[index][:_COMPARED]:
        where = place(told)
        alike = stories.alike(passage.place, where)
        if where[0] == passage.article.id:
            best = max(best, alike / _NEAR_AT_HOME)
        elif context := stories.context(passage.place, where):
            best = max(best, (alike + 2 * context) / enough)
    return best
