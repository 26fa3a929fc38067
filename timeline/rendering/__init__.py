"""SiteView in, a site out: pages and assets as bytes, and their safe way to disk."""

from __future__ import annotations

from timeline.rendering.assets import Look
from timeline.rendering.files import Files
from timeline.rendering.pages import render
from timeline.rendering.templates import template_folders, templates_dir, version
from timeline.rendering.writing import MANIFEST, NO_LAYOUTS, WriteReport, write

__all__ = (
    "MANIFEST",
    "NO_LAYOUTS",
    "Files",
    "Look",
    "WriteReport",
    "render",
    "template_folders",
    "templates_dir",
    "version",
    "write",
)
