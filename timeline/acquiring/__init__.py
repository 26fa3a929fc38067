"""A web address or a file in, an article with front matter in the project out. The only room that asks the network, and only when told."""

from __future__ import annotations

from timeline.acquiring.composing import Draft, Stated, compose
from timeline.acquiring.fetching import Limits, Page, fetch, load
from timeline.acquiring.saving import save

__all__ = ["Draft", "Limits", "Page", "Stated", "compose", "fetch", "load", "save"]
