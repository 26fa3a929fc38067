"""What a glance leaves out holds no mention: with and without it, every text gives the same."""

from __future__ import annotations

import gc
import importlib
from collections.abc import Sequence
from pathlib import Path

import pytest

from tests.events.reading import article, mentions_of
from timeline import events, sentences
from timeline.events.clauses import Parse, parse
from timeline.events.lexicon import Lexicon
from timeline.events.names import Name
from timeline.events.tokens import Token
from timeline.rules import read_table

_KINDS = read_table("en", "events")["kind"]
_SAMPLES = sorted((Path(__file__).parents[2] / "benchmarks" / "samples").rglob("*.md"))
_TEXTS = [
    *("\n\n".join([*(example[0] for example in row["examples"]), *row["rejects"]]) for row in _KINDS),
    *(path.read_text(encoding="utf-8").rpartition("---\n")[2].strip() for path in _SAMPLES),
    "Ada Brook met Omar Vance in May. He denied it. A ferry sank off the coast. It rains a lot there.",
]


@pytest.mark.parametrize("text", _TEXTS, ids=lambda text: text[:40])
def test_a_glance_loses_no_mention(text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Sentences that are not parsed would have told nothing."""
    glanced = mentions_of(text)
    for question in ("concerns", "tells"):
        monkeypatch.setattr(importlib.import_module("timeline.events.find"), question, lambda *_: True)

    assert mentions_of(text) == glanced


@pytest.mark.parametrize(
    "idle",
    [
        "The road along the river is narrow.",
        "Omar Vance is the owner of a ferry.",
        "People expect an answer from the office.",
        "It is a question for Omar Vance.",
        "His motives are hard to guess.",
    ],
)
def test_a_sentence_that_tells_nothing_is_not_parsed(idle: str) -> None:
    """Without somebody or an event that speaks for itself, and without a verb that tells, there is nothing to look for."""
    parsed = []

    def parser(tokens: Sequence[Token], names: Sequence[Name], lexicon: Lexicon, /) -> Parse:
        parsed.append(tokens[0].text)
        return parse(tokens, names, lexicon)

    made = article(f"{idle} Ada Brook met Omar Vance.")
    parts = sentences.split(made)
    events.find(made, parts, (), events.lexicon("en"), parser)

    assert parsed == ["Ada"]


def test_a_sentence_that_tells_nothing_is_parsed_for_what_looks_back_at_it() -> None:
    """Who "he" is may stand in a sentence that tells nothing by itself."""
    (mention,) = mentions_of("Omar Vance is the owner of a ferry. He met Ada Brook.")

    assert [participant.actor.name for participant in mention.participants] == ["Omar Vance", "Ada Brook"]


def test_what_was_read_is_let_go_without_a_search_for_circles() -> None:
    """A build looks for none, so that an article which left some behind would stay in memory."""
    text = "Omar Vance is the owner of a ferry. He met Ada Brook. It rains a lot. She said that she had left."
    mentions_of(text)
    gc.collect()

    mentions_of(text)

    assert gc.collect() == 0
