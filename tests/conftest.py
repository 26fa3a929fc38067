"""Options of the test run."""

from __future__ import annotations

import pytest
from hypothesis import settings

settings.register_profile("timeline", deadline=None)  # a slow machine breaks no law
settings.load_profile("timeline")


def pytest_addoption(parser: pytest.Parser) -> None:
    """`--renew` writes generated documents anew instead of comparing them."""
    parser.addoption("--renew", action="store_true", help="write docs/reference/cli.md from the code instead of comparing it")
