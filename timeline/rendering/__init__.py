"""SiteView in, a site out: pages and assets as bytes, and their safe way to disk."""

from __future__ import annotations

from timeline.rendering.pages import render, templates_dir
from timeline.rendering.writing import MANIFEST, WriteReport, write

__all__ = ("MANIFEST", "WriteReport", "render", "templates_dir", "write")
