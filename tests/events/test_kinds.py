"""The rows of events.toml prove themselves: examples are found with their parties, rejects are not."""

from __future__ import annotations

import pytest

from tests.events.reading import mentions_of
from timeline.events.find import Mention
from timeline.model import RoleName
from timeline.rules import read_table

_ROWS = read_table("en", "events")["kind"]
_EXAMPLES = [(row["id"], *example) for row in _ROWS for example in row["examples"]]
_REJECTS = [(row["id"], reject) for row in _ROWS for reject in row["rejects"]]


def _names(mention: Mention, *roles: RoleName) -> set[str]:
    return {p.actor.name for p in mention.participants if p.role in roles}


@pytest.mark.parametrize(("kind", "text", "agent", "patient"), _EXAMPLES, ids=[f"{row[0]}-{row[1][:40]}" for row in _EXAMPLES])
def test_each_kind_finds_its_examples_with_their_parties(kind: str, text: str, agent: str, patient: str) -> None:
    """The active and the passive example give the same agent; who is acted on is a patient or recipient, in a meeting either."""
    found = [m for m in mentions_of(text) if m.kind == kind]

    assert found, f"no {kind} in {text!r}, but {[m.kind for m in mentions_of(text)]}"
    everyone = _names(found[0], RoleName.AGENT, RoleName.PATIENT, RoleName.RECIPIENT)
    assert {agent, patient} - {""} <= everyone
    if agent and patient:
        assert agent in _names(found[0], RoleName.AGENT)


@pytest.mark.parametrize(("kind", "text"), _REJECTS, ids=[f"{row[0]}-{row[1][:40]}" for row in _REJECTS])
def test_no_kind_finds_its_rejects(kind: str, text: str) -> None:
    """Words of a row that mean something else make no mention of its kind."""
    assert kind not in [m.kind for m in mentions_of(text)]


def test_rows_name_each_verb_once() -> None:
    """A verb stands for one kind, so that the order of the rows decides nothing."""
    verbs = [verb for row in _ROWS for verb in row["verbs"]]

    assert sorted(set(verbs)) == sorted(verbs)
