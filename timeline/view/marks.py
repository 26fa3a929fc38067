"""Signs that stand in what is printed once for several pages, at places that each page settles for itself.

They are control characters: texts that are read hold none, and no page may.
"""

from __future__ import annotations

LINK = "\x01"  # around the id of an event: the address where it stands, seen from the page
LEAVING = "\x02"  # around the id of an event: what a link to it says more where it leaves a frame
AWAY = "\x03"  # what a link says more in a frame
GAP = "\x04"  # the line on a long silence before an event
PREFIX = "\x05"  # of the ids of a text to paste
CARD = "\x06"  # before the id of an event, behind it, and behind its line on a silence: its card stands here
TOLD = "\x07"  # around the number of a source: what it tells stands here
