"""A verb group in, the verb of a headline out: present for what happened, past for what is over, "to …" for plans, with modal and "not"."""

from __future__ import annotations

from collections.abc import Mapping

from timeline.events.chunks import VerbGroup
from timeline.events.lexicon import Lexicon
from timeline.model import Stage, Tense


def finite_verb(group: VerbGroup, lexicon: Lexicon, *, plural: bool, stage: Stage) -> str:
    """The verb of a clause of its own. Of a verb the tables do not know only the form in the text is known."""
    neutral = lexicon.neutral.get(f"{group.lemma} {group.particle}".rstrip())
    forms = lexicon.inflected.get(neutral or group.lemma, {})
    verb = _finite(group, forms, plural=plural, stage=stage)
    return f"{verb} {group.particle}" if group.particle and not neutral else verb


def _finite(group: VerbGroup, forms: Mapping[str, str], *, plural: bool, stage: Stage) -> str:
    base = forms.get("VB", group.lemma)
    passive, negation = f"be {forms.get('VBN', group.lemma)}", "not " if group.negated else ""
    if group.modal and stage is Stage.HYPOTHETICAL:
        modal = group.modal.replace("'ll", "will")
        return f"{modal} {'' if 'n' in modal[-3:] else negation}{passive if group.passive else base}"
    if stage is Stage.PLANNED and (group.tense is Tense.FUTURE or group.modal):
        return f"{negation}to {passive if group.passive else base}"
    if group.passive:
        return f"{'are' if plural else 'is'} {negation}{forms.get('VBN', group.lemma)}"
    if group.negated:
        return f"{'do' if plural else 'does'} not {base}"
    if stage is Stage.ONGOING and group.progressive:
        return f"{'are' if plural else 'is'} {forms.get('VBG', group.lemma)}"
    if group.lemma == "be":
        return "are" if plural else "is"
    return base if plural else forms.get("VBZ", group.lemma)


def bygone_verb(group: VerbGroup, lexicon: Lexicon, bygone: str, *, plural: bool) -> str:
    """The verb of what was so and need not be so now, in the past with the word that says it: "once supported", "was once fined"."""
    forms = lexicon.inflected.get(group.lemma, {})
    was = f"{'were' if plural else 'was'} {bygone}"
    if group.passive:
        return f"{was} {forms.get('VBN', group.lemma)}"
    return was if group.lemma == "be" else f"{bygone} {forms.get('VBD', group.lemma)} {group.particle}".rstrip()


def governed_verb(group: VerbGroup, lexicon: Lexicon) -> str:
    """The verb of a clause that another one governs: "to withdraw", "withdrawing"."""
    forms = lexicon.inflected.get(group.lemma, {})
    if group.gerund:
        return forms.get("VBG", group.lemma)
    participle = forms.get("VBN", group.lemma)
    verb = f"be {participle}" if group.passive else f"have {participle}" if group.perfect else forms.get("VB", group.lemma)
    return f"to {verb} {group.particle}".rstrip()


def participle_verb(group: VerbGroup, lexicon: Lexicon, *, plural: bool) -> str:
    """The verb of a participle, whose subject it was done to: "is published"."""
    return f"{'are' if plural else 'is'} {lexicon.inflected.get(group.lemma, {}).get('VBN', group.lemma)}"
