"""A quote counts as found only where its article says it."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.published_sites import GAZETTE, build
from timeline import published, reading
from timeline.cli import main
from timeline.verifying import verify

SINKS = f"{GAZETTE}The ferry Aurora sank off Port Roe on Friday."


def outcomes(tmp_path: Path, before: str, after: str | None) -> list[str]:
    """What becomes of the quotes of a site when its article is changed or, with None, another one takes its place."""
    site = build(tmp_path / "in", tmp_path / "site", a=before)
    (tmp_path / "in" / "a.md").unlink()
    (tmp_path / "in" / ("a.md" if after else "b.md")).write_text(after or before, encoding="utf-8")
    articles, _ = reading.read(tmp_path / "in")
    return [check.outcome.value for check in verify(published.read(site), articles)]


@pytest.mark.parametrize(
    ("after", "expected"),
    [
        (SINKS, ["same"]),
        (SINKS.replace("The ferry", "Rain fell.\n\nThe ferry"), ["moved"]),
        (SINKS.replace("ferry Aurora", "FERRY   Aurora"), ["moved"]),
        (SINKS.replace("Friday", "Thursday"), ["gone"]),
        (None, ["missing"]),
    ],
)
def test_a_quote_is_looked_for_where_it_was(tmp_path: Path, after: str | None, expected: list[str]) -> None:
    """Unchanged, moved, gone by a word, or without its article."""
    assert expected == outcomes(tmp_path, SINKS, after)


def test_few_words_need_their_neighbours(tmp_path: Path) -> None:
    """“She resigned.” elsewhere in the article is not the one that was quoted."""
    before = f"{GAZETTE}Ana Roe spoke on 3 July 2025. Roe resigned.\n\nRain fell all day."
    after = f"{GAZETTE}Ben Tal won a prize in 2019.\n\nBen Tal said that Roe resigned. Snow fell."
    found = outcomes(tmp_path, before, after)
    assert found
    assert set(found) == {"gone"}


def test_the_command_names_what_is_gone_and_fails(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Exit code 1 with path, quote and event; 0 where all stand."""
    site = build(tmp_path / "in", tmp_path / "site", a=SINKS)
    with pytest.raises(SystemExit) as fine:
        main(["verify", str(site), "--articles", str(tmp_path / "in")])
    assert not fine.value.code
    (tmp_path / "in" / "a.md").write_text(SINKS.replace("Friday", "Monday"), encoding="utf-8")
    with pytest.raises(SystemExit) as left:
        main(["verify", str(site), "--articles", str(tmp_path / "in")])
    assert left.value.code == 1
    assert "a.md: does not say: “The ferry Aurora sank off Port Roe on Friday.”" in capsys.readouterr().out
