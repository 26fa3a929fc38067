"""Chunks of a sentence in, clauses out: who does what to whom, under which verb, with what around it.

This is the seam for a better parse: `find` takes any `Parser`; `parse` is the built-in one, which needs no model.
"""

from timeline.events.clauses.reading import parse, read_clauses
from timeline.events.clauses.records import Clause, Oblique, Parse, Parser

__all__ = ("Clause", "Oblique", "Parse", "Parser", "parse", "read_clauses")
