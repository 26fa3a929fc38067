"""What the finder hands on: mentions, and the order that words put them in."""

from __future__ import annotations

from timeline.model import Figure, Participant, Polarity, Span, Stage, Tense
from timeline.quick import dataclass, maker


@dataclass(frozen=True, slots=True, kw_only=True)
class OrderLink:
    """Words place this mention `relation` ("after" or "before") the mention at index `other` of the same article."""

    relation: str
    other: int
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Counted:
    """Words count from this mention to another: "two days after the vote".

    `others` are the indices of the article's mentions that may be meant, `length` is TIMEX3 ("P2D").
    """

    relation: str
    others: tuple[int, ...]
    length: str
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Total:
    """How often its one actor did something, if over a period: nothing but the time narrows what is counted.

    `deed` is the same for nouns that count the same sort of thing: "missions", "launches".
    """

    deed: str
    figure: Figure


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """What one clause says. `times` are indices of the article's time expressions, the clause's own first; `carried` where they are the
    sentence's and not the clause's; `said_on` those of the statement that tells it. `described` names participants by role only ("omar
    vance|chief of staff"). `words` are the content words of its objects, for comparing, `places` where it says that it took place. `title`
    is a headline for it.
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
    total: Total | None = None
    described: tuple[str, ...] = ()
    places: frozenset[str] = frozenset()
    speaker: str = ""
    relay: str = ""  # who tells that the speaker says so
    said: str = ""  # lemma of what the speaker does, where it is less than saying: "believe"
    via: str = ""
    hedged: bool = False
    times: tuple[int, ...] = ()
    carried: bool = False
    said_on: tuple[int, ...] = ()
    tense: Tense = Tense.PAST
    links: tuple[OrderLink, ...] = ()
    counted: Counted | None = None
    head: str = ""  # lemma or noun that the trigger is a form of
    answers: int = -1  # index of the mention in this article that this one answers ("declined", "denied")

    @property
    def source(self) -> str:
        """The speaker, and who tells that they say so."""
        return f"{self.speaker}, as told by {self.relay}" if self.relay else self.speaker


make_mention = maker(Mention)
