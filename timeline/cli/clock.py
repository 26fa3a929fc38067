"""What day it is: the only module that asks the clock. Commands hand the answer down."""

from __future__ import annotations

from datetime import date


def today() -> str:
    """The day where the user is, as 2025-07-06."""
    return date.today().isoformat()  # noqa: DTZ011  the user's own day
