"""Records and what they were made from in, the same records out the next time: the per-article stage is done once for each text.

An entry is named by what it was made from, and is a file of its own or, of many that one build makes, a place in a pack. It is written
whole or not at all, so that two builds at once do no harm; whatever is wrong with one makes it a miss. The folder may be
deleted at any time.
"""

from timeline.caching.records import dumps, forget_shared, loads
from timeline.caching.store import Cache, Store, digest, source_version

__all__ = ("Cache", "Store", "digest", "dumps", "forget_shared", "loads", "source_version")
