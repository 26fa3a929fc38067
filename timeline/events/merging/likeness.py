"""Two mentions in, how surely they speak of one event out; 0 where a gate keeps them apart.

Likeness of wording never decides alone. Gates come first: kind, stage, polarity, actors in their roles, figures, time. What passes is
scored twice, by what the clauses say and by the story that the two sentences stand in, and the better score counts.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import field

from timeline.events.evidence import Told
from timeline.events.find import Mention
from timeline.events.inflection import stem
from timeline.events.lexicon import Lexicon
from timeline.events.merging.figures import agreement
from timeline.events.merging.stories import Place, Stories
from timeline.events.merging.windows import closeness
from timeline.model import ActorKind, Participant, RoleName, Stage
from timeline.quick import dataclass

SAME, PERHAPS = 0.5, 0.35  # scores from which two mentions are one event, or a question to the editor
_NEAR = (
    (0.9, 0.09),
    (0.6, 0.15),
    (0.4, 0.3),
    (0.0, 0.35),
)  # how much two mentions say of the parties → nearness from which their stories speak for one event
_NOBODY = 0.4  # what two mentions that name nobody have in common of their parties
_ALIKE = 0.5  # share of the shorter of two wordings in the other from which they say the same
_SPEECH_NEAR = 0.3  # the same people say many things
_CLASSES = {Stage.HAPPENED: "real", Stage.ONGOING: "real"}
_INITIAL = re.compile(r" ([A-Z])\.? ")
_CONTACT = "contact"
_SENTENCE = 7  # spaces from which on a sentence does not stand in two articles by chance
_SPEECH = "say"  # what nobody who is named says tells nothing of who said it
_EVERYONE = (RoleName.AGENT, RoleName.PATIENT, RoleName.RECIPIENT)
Sort = tuple[str, str, str]
Parties = tuple[bool, tuple[frozenset[str], ...]]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Scale:
    """What mentions are weighed with."""

    lexicon: Lexicon
    stories: Stories
    apart: Mapping[str, frozenset[str]] = field(default_factory=dict)  # evidence key → keys that an editor keeps away from it

    def family(self, item: Told) -> str:
        """What a mention is about: kinds of one group may be the same event; without a kind the verb counts."""
        kind = self.lexicon.kinds.get(item.mention.kind)
        return kind.group if kind is not None else f"{item.mention.kind}:{item.mention.head}"

    def excludes(self, a: Told, b: Told) -> bool:
        """Whether one tells what answers the other: an acquittal retells no conviction, nor a refusal the invitation."""
        kinds = self.lexicon.kinds
        one, other = kinds.get(a.mention.kind), kinds.get(b.mention.kind)
        return one is not None and other is not None and (one.id in other.answers or other.id in one.answers)

    def sort(self, item: Told) -> Sort:
        """What two mentions must have in common to be one event, whatever else they say: family, polarity, and whether it is fact."""
        mention = item.mention
        return self.family(item), mention.polarity, _CLASSES.get(mention.stage, mention.stage)

    def keeps_apart(self, a: Told, b: Told) -> bool:
        """Whether an editor says that two are not one."""
        return b.evidence.key in self.apart.get(a.evidence.key, ()) or a.evidence.key in self.apart.get(b.evidence.key, ())


def place(item: Told) -> Place:
    """Where a mention stands."""
    return item.evidence.article, item.evidence.sentence


def likeness(a: Told, b: Told, scale: Scale, *, retold: bool = False) -> float:
    """How surely two mentions speak of one event, 0 to 1; 0 where a gate closes. `retold`: their sentences retell each other."""
    one, other = a.mention, b.mention
    if scale.sort(a) != scale.sort(b):
        return 0.0
    if scale.keeps_apart(a, b) or _other_people(one, other):
        return 0.0
    figures = agreement(one.figures, other.figures)
    one_story = scale.stories.context(a.evidence.article, b.evidence.article) > 0
    actors = _actors(a, b, scale.lexicon, short=one_story)
    if figures < 0 or actors < 0 or (actors <= _NOBODY and not one_story and scale.stories.told_apart):
        return 0.0
    if not one_story and _elsewhere(one, other):
        return 0.0
    if actors == _NOBODY and scale.stories.told_apart and _amounts_differ(a, b):
        return 0.0
    if _says_little(one, scale.lexicon) and not _says_alike(one, other):
        return 0.0
    time = closeness(a, b)
    if time <= 0:
        identical = figures > 0 and actors >= 0.7  # noqa: PLR2004  same parties, same amount: one event with two dates
        return 0.55 if identical else 0.0
    if _same_sentence(a, b):
        return 1.0
    if one.kind == _SPEECH and not actors:
        return 0.0  # anybody is "the company"
    told = _by_wording(a, b, actors, time, scale) + (0.3 if figures > 0 else 0.0)
    story = max(SAME, told) if retold else _by_story(a, b, actors, scale)
    return max(0.05, min(1.0, max(told, story)))


def _amounts_differ(a: Told, b: Told) -> bool:
    """Whether two mentions that name nobody give figures and none in common: one firm's sales rose by 6 per cent, another's by 50."""
    one, other = ({(figure.unit, figure.value) for figure in item.mention.figures} for item in (a, b))
    return bool(one and other) and one.isdisjoint(other)


def _same_sentence(a: Told, b: Told) -> bool:
    """Whether one word of one sentence tells both, in two articles: a copy."""
    one, other = a.evidence, b.evidence
    copied = one.quote == other.quote and one.article != other.article and one.quote.count(" ") >= _SENTENCE
    return copied and one.trigger.start - one.start == other.trigger.start - other.start


def _elsewhere(one: Mention, other: Mention) -> bool:
    """Whether two mentions name places and none in common; reports of one story may name a town here and a street there."""
    return bool(one.places and other.places) and one.places.isdisjoint(other.places)


def _says_little(mention: Mention, lexicon: Lexicon) -> bool:
    """Whether the verb alone tells too little to be one event: "said", "is available"."""
    words = lexicon.finding
    return mention.kind == "say" or (mention.kind == "other" and mention.head in words.stative | words.vague | lexicon.light)


def _says_alike(one: Mention, other: Mention) -> bool:
    """Whether half of the shorter of two wordings is in the other."""
    return len(one.words & other.words) >= _ALIKE * max(1, min(len(one.words), len(other.words)))


def contradict(a: Told, b: Told, scale: Scale) -> bool:
    """Whether two mentions of one kind of thing cannot be one for what they say: done or not, when, how much, or by which persons."""
    if scale.keeps_apart(a, b) or scale.excludes(a, b):
        return True
    if scale.family(a) != scale.family(b) or b.index < 0:
        return False
    one, other = a.mention, b.mention
    if scale.sort(a) != scale.sort(b):
        return True
    if agreement(one.figures, other.figures) < 0 or closeness(a, b) <= 0:
        return True
    if _other_people(one, other):
        return True
    return any(_differ(_persons(one.participants, role), _persons(other.participants, role)) for role in (RoleName.AGENT, RoleName.PATIENT))


def _persons(participants: Iterable[Participant], role: RoleName) -> set[str]:
    return {p.actor.id for p in participants if p.role is role and p.actor.kind is ActorKind.PERSON}


def _other_people(one: Mention, other: Mention) -> bool:
    """Whether two mentions name people who are plainly not the same: by an initial, or by whose post it is."""
    return _other_initials(one.participants, other.participants) or (
        _owners_differ(one.described, other.described) and not _roles_agree(one.described, other.described)
    )


def _other_initials(one: Iterable[Participant], other: Iterable[Participant]) -> bool:
    """Whether an actor has one middle initial here and another there: Felix A. and Felix B. Aarden are two people."""
    names = {p.actor.id: p.actor.name for p in one}
    forms = ((names.get(p.actor.id, p.actor.name), p.actor.name) for p in other)
    return any(x != y and _initials(x) and _initials(y) and not _initials(x) & _initials(y) for x, y in forms)


def _initials(name: str) -> set[str]:
    return set(_INITIAL.findall(name))


def _differ(one: set[str], other: set[str]) -> bool:
    """Whether two sides name persons none of whom can be the same; "Brook" may be "Ada Brook"."""
    pairs = [(x, y) for x in one for y in other]
    return bool(pairs) and not any(x == y or x.endswith(f"-{y}") or y.endswith(f"-{x}") for x, y in pairs)


def _by_wording(a: Told, b: Told, actors: float, time: float, scale: Scale) -> float:
    one, other = a.mention, b.mention
    words = _wording(_uncounted(one, other), _uncounted(other, one), scale.stories)
    if actors >= 0.9:  # noqa: PLR2004  both parties
        symmetric = scale.lexicon.kinds[one.kind].symmetric if one.kind in scale.lexicon.kinds else False
        wording = 1.0 if symmetric or words is None else words
        return 0.3 + 0.4 * time + (0.3 * wording if wording else -0.3)
    if actors == 0:
        return 0.0
    wording = (0.6 if time >= 1 else 0.4) if words is None else words
    return actors * 0.35 + 0.15 * time + 0.5 * (wording - 0.4)


def _by_story(a: Told, b: Told, actors: float, scale: Scale) -> float:
    """SAME where two sentences of one story tell the same kind of thing of the same people, in words that are near enough."""
    context = scale.stories.context(a.evidence.article, b.evidence.article)
    if not context or (_says_little(a.mention, scale.lexicon) and a.mention.kind != _SPEECH):
        return 0.0  # developers "will be able" to do one thing, owners another
    enough = _SPEECH_NEAR if a.mention.kind == _SPEECH else next(near for least, near in _NEAR if actors >= least)
    alike = scale.stories.alike(place(a), place(b))
    if actors <= _NOBODY:
        context = min(context, 2 * alike)  # a long war is one story, and what nobody named did in it is many events
    return SAME * (alike + 2 * context) / enough


def _uncounted(mention: Mention, other: Mention) -> frozenset[str]:
    """The words of a mention without those of figures that another counts in the same unit: "16 kilometres of rope", "14 miles of rope"."""
    units = {figure.unit for figure in mention.figures} & {figure.unit for figure in other.figures}
    if not units:
        return mention.words
    return mention.words - {stem(word) for figure in mention.figures if figure.unit in units for word in figure.text.casefold().split()}


def _wording(one: frozenset[str], other: frozenset[str], stories: Stories) -> float | None:
    """Share of the shorter wording in the other, rare words counting more; None where a side has no words beside names and verb. A word
    that nobody else uses tells two deeds apart as well as one that two articles use brings them together.
    """
    if not one or not other:
        return None
    common = sum(stories.worth.get(word, 1) for word in one & other)
    own = (sum(max(stories.worth.get(word, 1), stories.rare) for word in words) for words in (one - other, other - one))
    return common / max(1, common + min(own))


# --- gates -------------------------------------------------------------------------------------------------------------------------------


def _named(participants: Iterable[Participant], lexicon: Lexicon, *roles: RoleName) -> set[str]:
    return {
        p.actor.id
        for p in participants
        if p.role in roles and not (p.actor.kind is ActorKind.UNKNOWN and p.actor.name.lower() in lexicon.places)
    }


def _actors(a: Told, b: Told, lexicon: Lexicon, *, short: bool = False) -> float:
    """1 where both parties agree, less where only one is named, 0 where neither is, -1 where they differ. `short`: the end of a name may
    stand for the whole, as it may in two reports of one story.
    """
    one, other = a.mention.participants, b.mention.participants
    if is_mutual(a, lexicon):
        here, there = _named(one, lexicon, *_EVERYONE), _named(other, lexicon, *_EVERYONE)
        return _both(here, _in_full(there, here, lexicon) if short else there, a, b)

    def pair(*roles: RoleName) -> float | None:
        here = _named(one, lexicon, *roles)
        there = _named(other, lexicon, *roles) if here else here
        return _pair(here, _in_full(there, here, lexicon) if short and there else there)

    agents = pair(RoleName.AGENT)
    if agents == 0:
        return -1.0
    if agents is None and pair(RoleName.PATIENT) == 0:
        return -1.0  # “Ada Brook was arrested” and “Tom Brook was arrested”, whatever else they share
    patients = pair(RoleName.PATIENT, RoleName.RECIPIENT)
    if patients == 0:
        return -1.0
    if agents is None and patients is None:
        return _NOBODY if not (one or other or a.mention.kind == _SPEECH) else 0.0
    if patients is None and not a.mention.places.isdisjoint(b.mention.places):
        patients = 1.0  # the same deed of one person in one place
    known = [score for score in (agents, patients) if score is not None]
    return sum(known) / len(known) * (1.0 if len(known) == 2 else 0.75)  # noqa: PLR2004  both parties


def parties(item: Told, lexicon: Lexicon) -> Parties:
    """The ends of the names on each side of a mention: who does it and to whom; all on one side, and known to be all, where either may."""
    named = item.mention.participants
    if is_mutual(item, lexicon):
        return True, (_ends(_named(named, lexicon, *_EVERYONE)),)
    return False, (_ends(_named(named, lexicon, RoleName.AGENT)), _ends(_named(named, lexicon, RoleName.PATIENT, RoleName.RECIPIENT)))


def differ(one: Parties, other: Parties) -> bool:
    """Whether two mentions of one sort plainly tell of different people, as their `parties` show: `likeness` is 0 then."""
    mutual = one[0]
    if mutual != other[0]:
        return False
    return any((mutual or (here and there)) and here.isdisjoint(there) for here, there in zip(one[1], other[1], strict=True))


def _ends(names: Iterable[str]) -> frozenset[str]:
    return frozenset(name.rpartition("-")[2] for name in names)


def is_mutual(item: Told, lexicon: Lexicon) -> bool:
    """Whether a mention tells of what all its parties do alike: they met."""
    kind = lexicon.kinds.get(item.mention.kind)
    return kind is not None and (kind.symmetric or kind.group == _CONTACT)


def _in_full(names: set[str], known: set[str], lexicon: Lexicon) -> set[str]:
    """Names as they are among the known ones, where the end of one is the other: "red-sox" for "boston-red-sox"."""
    if names <= known:
        return names
    return {next((other for other in sorted(known) if _ends_alike(name, other, lexicon)), name) for name in names}


def _ends_alike(name: str, other: str, lexicon: Lexicon) -> bool:
    if name == other:
        return True
    shorter, longer = sorted((name, other), key=len)
    return longer.endswith(f"-{shorter}") and not set(shorter.split("-")) <= lexicon.organisation_words


def _pair(one: set[str], other: set[str]) -> float | None:
    """Whether two sides name somebody in common; None where a side names nobody."""
    if not one or not other:
        return None
    return 1.0 if one & other else 0.0


def _both(one: set[str], other: set[str], a: Told, b: Told) -> float:
    common = one & other
    if len(common) > 1:
        return 1.0
    if not common:
        return -1.0
    if _roles_agree(a.mention.described, b.mention.described) and min(len(one), len(other)) == 1:
        return 1.0
    if (len(one) > 1 and len(other) > 1) or _owners_differ(a.mention.described, b.mention.described):
        return -1.0
    return 0.4  # one side does not say with whom


def _roles_agree(one: Sequence[str], other: Sequence[str]) -> bool:
    """Whether "Vance's press secretary" on one side is what a name is called on the other."""
    pairs = [(x.split("|"), y.split("|")) for x in one for y in other]
    return any(x[1] == y[1] and (x[0] == y[0] or not x[0] or not y[0]) for x, y in pairs)


def _owners_differ(one: Sequence[str], other: Sequence[str]) -> bool:
    """Whether one side speaks of "Vance's press secretary", the other of Reed's; "Vance" may be "Omar Vance"."""
    pairs = [(x.split("|"), y.split("|")) for x in one for y in other]
    return any(x[1] == y[1] and not x[0].endswith(y[0]) and not y[0].endswith(x[0]) for x, y in pairs)
