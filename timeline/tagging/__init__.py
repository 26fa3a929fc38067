"""An article's text and sentences in, TimeExpressions out: read but not yet resolved. Pure; sees one article and the rules."""

from __future__ import annotations

from timeline.tagging.tag import tag

__all__ = ("tag",)
