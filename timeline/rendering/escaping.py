"""Values in, HTML out: what compiled templates call for each value they print.

The library's `escape` makes an object of each text. Most of what is printed is plain text, and most of that needs no escaping.
"""

from __future__ import annotations

from markupsafe import Markup, escape
from markupsafe import _escape_inner as plain  # type: ignore[attr-defined]  # plain text as HTML


def other(value: object) -> str:
    """What is no plain text, as HTML."""
    return value if type(value) is Markup else escape(value)


__all__ = ("other", "plain")
