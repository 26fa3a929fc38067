"""Tokens and names of a sentence in, chunks out: noun phrases, verb groups, prepositions and what separates them.

A shallow reading from left to right. It decides what the later steps rest on: whether a word that can be a verb is one here (`nominal`).
Noun phrases and verb groups have a room each; `row` is the sentence they look at.
"""

from timeline.events.chunks.reading import chunk, with_gerunds
from timeline.events.chunks.records import Chunk, VerbGroup

__all__ = ("Chunk", "VerbGroup", "chunk", "with_gerunds")
