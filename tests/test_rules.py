"""Every row of every table finds its examples, leaves its rejects alone, and a broken table says what is wrong."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from timeline import rules
from timeline.errors import RuleError
from timeline.timexes import tag_text
from timeline.when import from_edtf, to_edtf

if TYPE_CHECKING:
    from pathlib import Path

_ANCHOR = "2025-07-06"  # a Sunday; an example that needs another date names it after @
_PROOFS = [(language, rule, example) for language in rules.languages() for rule in rules.load(language).rows for example in rule.examples]
_REJECTS = [(language, rule, text) for language in rules.languages() for rule in rules.load(language).rows for text in rule.rejects]


@pytest.mark.parametrize(("language", "rule", "example"), _PROOFS, ids=[f"{rule.id}-{example.finds}" for _, rule, example in _PROOFS])
def test_a_rule_finds_and_places_its_example(language: str, rule: rules.Rule, example: rules.Example) -> None:
    """The rule itself finds the bracketed words, and they come to the written value, mod and days."""
    found = tag_text(example.text, from_edtf(example.anchor or _ANCHOR), language=language, register=rule.register)
    hits = {(one.expression.start, one.expression.end): one for one in found}
    assert (example.start, example.end) in hits, [one.expression.text for one in found]
    one = hits[example.start, example.end]
    assert (rule.id, example.value) == (one.expression.rule, one.expression.value)
    if example.mod:
        assert example.mod == one.expression.mod
    if example.when:
        when = getattr(one, "when", None)
        assert when is not None
        assert example.when == to_edtf(when)


@pytest.mark.parametrize(("language", "rule", "text"), _REJECTS, ids=[f"{rule.id}-{text[:30]}" for _, rule, text in _REJECTS])
def test_a_rule_leaves_its_rejects_alone(language: str, rule: rules.Rule, text: str) -> None:
    """The rule finds nothing in its rejects (another rule may)."""
    assert rule.id not in [one.expression.rule for one in tag_text(text, from_edtf(_ANCHOR), language=language, register=rule.register)]


@pytest.mark.parametrize("language", rules.languages())
def test_there_are_as_many_rejects_as_examples(language: str) -> None:
    """Restraint is proved as often as coverage, in every language."""
    assert sum(name == language for name, _, _ in _REJECTS) >= sum(name == language for name, _, _ in _PROOFS)


@pytest.mark.parametrize("name", rules.load("en").words["holiday"])
def test_every_named_day_is_found(name: str) -> None:
    """The search for runs of time words reaches each of them, whatever small words it is made of."""
    found = tag_text(f"They met on {name.title()}.".replace("'S", "'s").replace("’S", "’s"), from_edtf(_ANCHOR))
    assert [one.expression.text.lower() for one in found] == [name]


_GOOD = 'id = "a"\npattern = "noon"\nreading = "fixed"\nexamples = ["At [noon]. => T12:00"]\nrejects = ["High tea."]\n'


@pytest.mark.parametrize(
    ("table", "message"),
    [
        ("[[rule]]\n" + _GOOD.replace("rejects", "#"), "lacks rejects"),
        ("[[rule]]\n" + _GOOD.replace("examples", "#"), "lacks examples"),
        ("[[rule]]\n" + _GOOD + "[[rule]]\n" + _GOOD, "taken by"),
        ("[[rule]]\n" + _GOOD.replace('"noon"', '"(?:noon)?"'), "empty text"),
        ("[[rule]]\n" + _GOOD.replace('"noon"', '"no+n"'), "no upper bound"),
        ("[[rule]]\n" + _GOOD.replace('"noon"', '"no{2,}n"'), "no upper bound"),
        ("[[rule]]\n" + _GOOD.replace('"noon"', '"{hour}"'), "no word list"),
        ("[[rule]]\n" + _GOOD.replace('"noon"', '"no(n"'), "not a pattern"),
        ("[[rule]]\n" + _GOOD + 'colour = "red"\n', "unknown key 'colour'"),
        ("[[rule]]\n" + _GOOD.replace("[noon]", "noon"), "an example reads"),
        ("[[rule]\n", "not a TOML table"),
    ],
)
def test_a_broken_table_names_its_row(tmp_path: Path, table: str, message: str) -> None:
    """What is wrong, and in which file and row."""
    (tmp_path / "broken.toml").write_text(table, encoding="utf-8")
    with pytest.raises(RuleError, match=message) as caught:
        rules.load_folder(tmp_path)
    assert "broken.toml" in str(caught.value)


def test_an_unknown_language_names_the_known_ones() -> None:
    """Nothing is ever run through the rules of another language."""
    with pytest.raises(RuleError, match="en"):
        rules.load("xx")


def test_the_version_depends_on_the_tables() -> None:
    """Two languages have two versions, and one language always the same."""
    assert rules.version("en") == rules.version("en")
    assert len(rules.version("en")) == len("0123456789ab")
