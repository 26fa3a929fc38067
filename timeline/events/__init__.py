"""Events: found in clauses, named, merged across articles, put in order, with their conflicts in the open.

The order of the rooms: `find` (below it `tokens`, `line`, `names`, `actors`, `cast`, `chunks`, `clauses`, `identify`, `figures`, `headline`
and `finding`, each on those before), `evidence`, `gist`, `merging`, `copies`, `origins`, `infer`, `conflict`, `outcomes`, `totals`,
`order`, `title`, and `assemble`, which makes the events. The pipeline calls them; words and kinds stand in the rule tables.
"""

from timeline.events.assemble import Assembled, Edited, Known, assemble, shared
from timeline.events.copies import NO_COPIES, Copies
from timeline.events.evidence import Told, tell
from timeline.events.find import Mention, find, withdrawals
from timeline.events.gist import Gist, gist
from timeline.events.infer import Inferred, Shared, infer
from timeline.events.lexicon import Lexicon, lexicon
from timeline.events.line import forget
from timeline.events.merging import (
    NO_NEIGHBOURS,
    NOTHING,
    Merged,
    Neighbours,
    Remembered,
    Scale,
    Source,
    Stories,
    Times,
    lines,
    merge,
    stories,
    times,
)
from timeline.events.origins import leaning, trace, with_origins
from timeline.events.outlines import NO_OUTLINES, Outlines
from timeline.events.parsers import parser_of, parser_version
from timeline.events.salience import most_salient
from timeline.events.title import loaded_words

__all__ = (
    "NOTHING",
    "NO_COPIES",
    "NO_NEIGHBOURS",
    "NO_OUTLINES",
    "Assembled",
    "Copies",
    "Edited",
    "Gist",
    "Inferred",
    "Known",
    "Lexicon",
    "Mention",
    "Merged",
    "Neighbours",
    "Outlines",
    "Remembered",
    "Scale",
    "Shared",
    "Source",
    "Stories",
    "Times",
    "Told",
    "assemble",
    "find",
    "forget",
    "gist",
    "infer",
    "leaning",
    "lexicon",
    "lines",
    "loaded_words",
    "merge",
    "most_salient",
    "parser_of",
    "parser_version",
    "shared",
    "stories",
    "tell",
    "times",
    "trace",
    "with_origins",
    "withdrawals",
)
