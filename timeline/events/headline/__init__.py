"""A clause in, a headline out: who, verb, what, in the source's own words with names in full, never cut inside a phrase.

The verb keeps its strength: a plan reads "plans to" or "to", a threat "threatens to", a denial "does not". Adverbs and dates are left out.
"""

from timeline.events.headline.clauses import headline, reporting
from timeline.events.headline.nouns import noun_headline
from timeline.events.headline.phrases import LONGEST, phrase_text

__all__ = ("LONGEST", "headline", "noun_headline", "phrase_text", "reporting")
