"""What merging remembers from one build to the next: records that say what certain articles came to in certain states."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field

from timeline.events.evidence import Told
from timeline.events.merging.grouping import Meets
from timeline.events.merging.stock import NO_STOCK, Stock
from timeline.quick import dataclass

Pair = tuple[int, int]
Key = tuple[object, ...]
Member = tuple[str, int] | Told  # article and number of a mention; a passage that no clause was found in as it is


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """What the articles of a part come to, as `Merged`."""

    groups: tuple[tuple[Member, ...], ...]
    perhaps: tuple[Pair, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Remembered:
    """What was found of pairs of articles and of parts in certain states: whether passages, or mentions, of the pair may be one; the
    stock phrases of the last time, and where mentions of each article met those of others, under a name for what was read of it.
    """

    near: Mapping[Key, bool] = field(default_factory=dict)
    alike: Mapping[Key, bool] = field(default_factory=dict)
    parts: Mapping[bytes, Part] = field(default_factory=dict)
    stock: Stock = NO_STOCK
    meets: Mapping[str, tuple[str, Meets]] = field(default_factory=dict)

    def and_(self, other: Remembered) -> Remembered:
        """What either remembers; the `other` is later."""
        return Remembered(
            near={**self.near, **other.near},
            alike={**self.alike, **other.alike},
            parts={**self.parts, **other.parts},
            stock=other.stock if other.stock.count else self.stock,
            meets=other.meets or self.meets,
        )

    def is_of(self, other: Remembered) -> bool:
        """Whether both remember the same states."""
        return self.near.keys() == other.near.keys() and self.alike.keys() == other.alike.keys() and self.parts.keys() == other.parts.keys()


NOTHING = Remembered()
