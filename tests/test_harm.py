"""Harmful errors only ever become fewer: each class of invented stories fails in no more cases than the table beside them allows."""

from __future__ import annotations

import tomllib
from collections import defaultdict

import pytest

from benchmarks.harm import CASES, Case, judge, load, main

_BY_GROUP: dict[str, list[Case]] = defaultdict(list)
for _case in load():
    _BY_GROUP[_case.group].append(_case)
_ALLOWED: dict[str, int] = tomllib.loads((CASES / "allowed.toml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("group", sorted(_BY_GROUP))
def test_a_class_of_stories_does_no_more_harm_than_before(group: str) -> None:
    """The numbers in `allowed.toml` are lowered when a failure is repaired and never raised; the goal is none."""
    failed = [f"{case.about}: {'; '.join(verdict.wrong)}" for case in _BY_GROUP[group] if (verdict := judge(case)).wrong]

    assert len(failed) <= _ALLOWED.get(group, 0), "\n".join(failed)


def test_what_is_allowed_names_classes_that_exist() -> None:
    """A class that is gone leaves no number behind."""
    assert set(_ALLOWED) <= set(_BY_GROUP)


def test_a_false_title_and_a_missing_one_are_both_found() -> None:
    """Neither saying too much nor saying nothing passes."""
    story = ("Ada Brook resigned on 3 May 2031.",)

    assert judge(Case(group="", about="", articles=story, never=({"title": "resigns", "day": "2031-05-03"},))).wrong
    assert judge(Case(group="", about="", articles=story, must=({"title": "stays"},))).wrong
    assert not judge(Case(group="", about="", articles=story, must=({"agent": "Ada Brook", "stage": "happened"},))).wrong


def test_merges_are_judged_by_the_sentences_they_cite() -> None:
    """One event from two articles is one pair; what belongs apart may not be in it."""
    told = ("Ada Brook resigned on 3 May 2031.", "On 3 May 2031, Ada Brook resigned.")

    assert judge(Case(group="", about="", articles=told, apart=((0, 1),))).wrong
    assert not judge(Case(group="", about="", articles=told, together=((0, 1),))).wrong


def test_the_command_prints_its_table(capsys: pytest.CaptureFixture[str]) -> None:
    """Cases, passed and failed by class; without --strict it is no failure to find some."""
    assert main(["threat", "figurative"]) == 0

    assert ["class", "cases", "passed", "failed"] == capsys.readouterr().out.splitlines()[0].split()
