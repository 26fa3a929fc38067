"""What day it is: the only module that asks the clock. Commands hand the answer down."""

from __future__ import annotations

import os
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

from timeline.errors import ConfigError

if TYPE_CHECKING:
    from timeline.when import Day


def today() -> str:
    """The day where the user is, as 2025-07-06."""
    return date.today().isoformat()  # noqa: DTZ011  the user's own day


def build_day() -> Day:
    """The day of a build: that of `SOURCE_DATE_EPOCH` where it is set, so that a build can be made again, else today."""
    from timeline.when import Day

    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    try:
        return Day.from_date(datetime.fromtimestamp(int(epoch), tz=UTC).date() if epoch else date.fromisoformat(today()))
    except (ValueError, OverflowError, OSError) as error:
        raise ConfigError(f"SOURCE_DATE_EPOCH: {epoch!r} is no number of seconds since 1970") from error
