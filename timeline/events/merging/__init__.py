"""Merging: evidence of all articles in, one group for each event out.

The order of the rooms: `figures`, `windows`, `sources`, `neighbours` and `stories` (what figures, times and words two mentions share, and
which articles are of one story), `stock`, `likeness` (gates and score), `joining` (pairs to groups), `passages` and `retellings` (which
sentences retell each other), `grouping` (mentions to events), `retelling` (what else tells an event), `remembering`, `corpus` and `parts`
(all of it, for articles that may share events).
"""

from __future__ import annotations

from timeline.events.merging.figures import agreeing
from timeline.events.merging.grouping import Merged
from timeline.events.merging.joining import beside
from timeline.events.merging.likeness import Scale
from timeline.events.merging.neighbours import NO_NEIGHBOURS, Neighbours
from timeline.events.merging.parts import merge
from timeline.events.merging.remembering import NOTHING, Remembered
from timeline.events.merging.sources import Source, Times, lines, times
from timeline.events.merging.stories import Stories, stories

__all__ = (
    "NOTHING",
    "NO_NEIGHBOURS",
    "Merged",
    "Neighbours",
    "Remembered",
    "Scale",
    "Source",
    "Stories",
    "Times",
    "agreeing",
    "beside",
    "lines",
    "merge",
    "stories",
    "times",
)
