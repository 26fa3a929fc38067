"""The mentions of one event in, its headline, summary and speaker out; nothing is said more strongly than the sources say it.

Who accuses, denies, threatens or claims stands in the headline by itself, as the subject of its verb. For kinds that may harm a person,
and for what is only "reportedly" so, the speaker or outlet is added; where there is none, the headline is the source's sentence itself.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from timeline.events.evidence import Told
from timeline.events.headline import LONGEST
from timeline.events.lexicon import Lexicon
from timeline.model import ActorKind, Article, ArticleKind, RoleName, Stage

_SELF_ATTRIBUTED = frozenset({"accuse", "deny", "admit", "threaten", "warn", "say", "criticise", "apologise", "call-for", "announce"})
_UNREAL = frozenset({Stage.HYPOTHETICAL, Stage.PROPOSED})
_QUOTED = re.compile(r"“[^”]*”|\"[^\"]*\"")
_LETTERS = re.compile(r"[a-z-]+")
_BEHIND = frozenset({"preposition", "relative", "pronoun"})  # classes of words that begin what says who a speaker is


def choose_title(group: Sequence[Told], articles: Mapping[str, Article], lexicon: Lexicon, *, contested: bool = False) -> tuple[str, Told]:
    """The headline of an event and the mention it was made from; what is `contested` says who claims it, as what may harm does."""
    sensitive = any(_is_sensitive(t, lexicon) or (contested and t.mention.kind not in _SELF_ATTRIBUTED) for t in group)
    best = max(group, key=lambda told: _quality(told, lexicon, sensitive=sensitive)) if len(group) > 1 else group[0]
    hedged = all(t.mention.hedged for t in group)
    attributed = all(_speaks_of_others(t) for t in group)
    if best.mention.title and not (sensitive or hedged or attributed):
        return best.mention.title, best
    who = _who(best, articles)
    if best.mention.title and hedged and not who and not sensitive:
        return f"{best.mention.title}, reportedly", best
    if not who or not best.mention.title or (hedged and sensitive):
        return _quoted(best, articles), best
    return _attributed(best, who, lexicon, hedged=hedged), best


def loaded_words(title: str, lexicon: Lexicon) -> tuple[str, ...]:
    """The words of a headline that take sides, those inside quotation marks aside.

    >>> from timeline.events.lexicon import lexicon
    >>> loaded_words("Ada Brook slams the “rant” of Omar Vance", lexicon("en"))
    ('slams',)
    """
    outside = _QUOTED.sub(" ", title)
    return tuple([word for word in _LETTERS.findall(outside.lower()) if word in lexicon.loaded])


def choose_summary(group: Sequence[Told], title: str) -> str:
    """The wording of another source that adds most to the headline, as a sentence; "" where none adds anything."""
    words = _words(title)
    others = [t for t in group if t.mention.title and not t.mention.hedged and not t.mention.speaker and t.mention.title not in title]
    best = max(others, key=lambda t: (len(_words(t.mention.title) - words), t.mention.title), default=None)
    if best is None or len(_words(best.mention.title) - words) < 2:  # noqa: PLR2004  one new word is no news
        return ""
    return f"{best.mention.title}."


def _is_sensitive(told: Told, lexicon: Lexicon) -> bool:
    kind = lexicon.kinds.get(told.mention.kind)
    if told.mention.kind in _SELF_ATTRIBUTED:
        return False
    return (kind is not None and kind.sensitive) or _is_grave(told, lexicon)


def _is_grave(told: Told, lexicon: Lexicon) -> bool:
    """Whether a headline holds a word that may harm whom it names, or tells what one person did to another by a verb of no known kind."""
    mention = told.mention
    if not lexicon.grave.isdisjoint(_LETTERS.findall(mention.title.lower())):
        return True
    persons = {p.role for p in mention.participants if p.actor.kind is ActorKind.PERSON}
    return mention.kind == "other" and {RoleName.AGENT, RoleName.PATIENT} <= persons


def _speaks_of_others(told: Told) -> bool:
    """Whether somebody else than the one who acts says so."""
    agents = {p.actor.name for p in told.mention.participants if p.role is RoleName.AGENT}
    return bool(told.mention.speaker) and told.mention.speaker not in agents


def _quality(told: Told, lexicon: Lexicon, *, sensitive: bool) -> float:
    mention = told.mention
    loaded = bool(loaded_words(mention.title, lexicon))
    score = (
        2.0 * (not mention.hedged)
        + (1.0 if mention.speaker or mention.via or not sensitive else 0.0)
        - 0.5 * bool(mention.speaker and not sensitive)
    )
    score += (
        0.5 * min(2, len(mention.participants))
        + 0.4 * any(mention.title.startswith(p.actor.name) for p in mention.participants)
        + len(mention.title) / 300
        - 0.3 * (mention.head == "have")
        - 0.3 * (mention.stage is Stage.ONGOING)
    )
    score += 0.3 * bool(mention.figures) + 0.4 * (28 <= len(mention.title) <= LONGEST) - 0.8 * loaded  # noqa: PLR2004
    return score - 1.0 * (mention.stage in _UNREAL) - 0.4 * (" the president" in mention.title or "former" in mention.title)


def _who(told: Told, articles: Mapping[str, Article]) -> str:
    article = articles[told.evidence.article]
    based = article.based_on.publisher if article.based_on else ""
    return told.mention.speaker or told.mention.via or article.publisher or based


def _attributed(told: Told, who: str, lexicon: Lexicon, *, hedged: bool) -> str:
    """“…, police say”, “…, The Harbour Times reports”; what an outlet only passes on as hearsay stays hearsay."""
    title, by_outlet = told.mention.title, not told.mention.speaker
    if hedged and by_outlet:
        return f"{title}, reportedly ({who})"
    if by_outlet:
        return f"{title}, {who} reports"
    if not _speaks_of_others(told):
        return f"{title}, by own account"
    forms = lexicon.inflected[told.mention.said or "say"]
    relayed = f", according to {_inside(told.mention.relay, lexicon)}" if told.mention.relay else ""
    return f"{title}, {_inside(who, lexicon)} {forms['VB' if _is_many(who, lexicon) else 'VBZ']}{relayed}"


def _inside(who: str, lexicon: Lexicon) -> str:
    """A speaker as written inside a sentence: "Two aides" opens one, "Ada Brook" is a name."""
    first, _, rest = who.partition(" ")
    if rest[:1].isupper():
        return who  # "Federal Bureau", "Two Rivers Bank"
    common = first.lower() in lexicon.starts or first.lower() in lexicon.classes
    return f"{first.lower()} {rest}".strip() if common else who


def _is_many(who: str, lexicon: Lexicon) -> bool:
    """Whether a speaker is several people: “police”, “two aides of the mayor”."""
    words = who.split()
    behind = next(
        (i for i, word in enumerate(words) if lexicon.classes.get(word) in _BEHIND or word in lexicon.finding.describing), len(words)
    )
    head = words[:behind]
    proper = len(head) > 1 and head[0][:1].isupper() and head[1][:1].isupper()
    last = head[-1].lower() if head else ""
    return not proper and (last in lexicon.finding.plural_nouns or lexicon.endings.is_plural(last))


def _quoted(told: Told, articles: Mapping[str, Article]) -> str:
    """The sentence itself, cut behind a word; in quotation marks unless it stands in a note of our own."""
    text = re.sub(r"\s+", " ", told.evidence.quote).strip()
    if len(text) > LONGEST:
        text = text[: LONGEST - 2].rsplit(" ", 1)[0].rstrip(" ,;:") + " …"
    if articles[told.evidence.article].kind is ArticleKind.NOTE:
        return text
    return f"“{_as_inner(text)}”"


def _as_inner(text: str) -> str:
    """A sentence as it stands between quotation marks: its own are single ones; what another sentence opens or closes is left out.

    >>> _as_inner('"My foot," said Vance.'), _as_inner("“I left."), _as_inner("“I left.”")
    ('‘My foot,’ said Vance.', 'I left.', 'I left.')
    """
    if text.count('"') % 2 == 0:
        text = re.sub(r'"([^"]*)"', r"“\1”", text)
    opened, closed = text.count("“"), text.count("”")
    if opened > closed or (opened == closed == 1 and text.endswith("”")):
        text = text.removeprefix("“")
    if closed > opened or (opened == closed == 1 and "“" not in text):
        text = text.removesuffix("”")
    return text.replace("“", "‘").replace("”", "’")


def _words(text: str) -> set[str]:
    return {w for w in re.findall(r"[\w$.]+", text.lower()) if len(w) > 2}  # noqa: PLR2004
