"""TimeExpressions and the article's date in, one Resolution or Unresolved for each out."""

from __future__ import annotations

from timeline.resolving.resolve import resolve, values

__all__ = ("resolve", "values")
