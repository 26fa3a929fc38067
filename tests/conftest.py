"""Options of the test run."""

from __future__ import annotations

import os

import pytest
from hypothesis import settings

settings.register_profile("timeline", deadline=None)  # a slow machine breaks no law
settings.load_profile("timeline")


def pytest_addoption(parser: pytest.Parser) -> None:
    """`--renew` writes generated documents anew instead of comparing them."""
    parser.addoption("--renew", action="store_true", help="write docs/reference/cli.md from the code instead of comparing it")


@pytest.fixture(autouse=True, scope="session")
def cache_of_its_own(tmp_path_factory: pytest.TempPathFactory) -> None:
    """Tests keep what they read in a folder of theirs, never in the user's cache."""
    os.environ["XDG_CACHE_HOME"] = str(tmp_path_factory.mktemp("cache"))
