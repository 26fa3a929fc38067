"""A project in, its draft in the browser out, built anew whenever a file changes, and a place to review it.

The order of the rooms: `watching`, `project` (what is built now), `decisions` (what a browser asks to be written), `review` and `texts`
(what it is shown), `guard`, `server`. Nothing is written but the corrections file; the site stays in memory.
"""

from __future__ import annotations

from timeline.serving.project import Project
from timeline.serving.server import Server, serve

__all__ = ["Project", "Server", "serve"]
