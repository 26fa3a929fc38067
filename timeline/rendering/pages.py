"""SiteView in, pages and assets out, as bytes by path relative to the output folder.

Templates loop and print; what they print is ready in the view. Assets carry a hash of their content in their names, so that a page never
meets a style or script of another build. Only `event-timeline.js`, which other people's pages load, has a lasting name, and an integrity
hash.
"""

from __future__ import annotations

import json
from base64 import b64encode
from collections.abc import Callable, Iterator
from functools import partial
from hashlib import sha384
from pathlib import Path

from markupsafe import Markup, escape

from timeline.phrases import ENGLISH, Phrases
from timeline.pieces import Part
from timeline.rendering.assets import Assets, Look, asset, gathered
from timeline.rendering.files import Files
from timeline.rendering.finding import finding
from timeline.rendering.picture import picture
from timeline.rendering.prints import Prints
from timeline.rendering.settling import Page, settled
from timeline.rendering.templates import is_framed, once, print_page, template_folders
from timeline.view import SiteView
from timeline.view.records import Chapter
from timeline.view.reference_list import source_file

HOST_SCRIPT = "event-timeline.js"
_OEMBED_WIDTH, _OEMBED_HEIGHT = 800, 600
_NO_LOOK = Look()


def render(view: SiteView, *, words: Phrases = ENGLISH, look: Look = _NO_LOOK) -> Files:
    """All files of the site by path relative to the output; the same view gives the same bytes.

    OutputError where the theme holds something that is no plain CSS value; where a template of the user's own is broken, when a file is
    asked for that needs it. `oembed.json` is there only where the view has a base URL, `pages.json`, `anchors/` and `search/` only
    where the timeline has several pages.
    """
    folders = template_folders(look.templates)
    prints = Prints(view, words=words, folder=look.templates)
    host_script = asset(HOST_SCRIPT, folders).encode()
    image = {"share.png": picture(view, look)} if look.picture else {}
    assets, files = gathered(view.theme, look, folders)
    assets = assets.with_host(f"sha384-{b64encode(sha384(host_script).digest()).decode()}", next(iter(image), ""))
    files |= {HOST_SCRIPT: host_script, ".nojekyll": b"", **image}
    if view.base_url:
        files["oembed.json"] = _oembed(view).encode()
    pages = dict(finding(view, prints.row)) if view.years else {}

    printed = {framed: once() for framed in (False, True)}  # links in frames say more

    def page(template: str, shown: Callable[[], Chapter]) -> Iterator[Part]:
        style, chapter = _own_style(template, folders), shown()
        frame = print_page(
            template, view, assets, chapter, words=words, folder=look.templates, style=style, once=printed[is_framed(template)]
        )
        yield from settled(frame, Page(chapter.file, template), view, prints)

    return Files.of(files) | Files(pages | {name: partial(page, template, shown) for name, template, shown in _pages(view)})


def _pages(view: SiteView) -> Iterator[tuple[str, str, Callable[[], Chapter]]]:
    """Each page's name, its template and what gives the chapter that it shows."""
    for name in ("404.html", "about.html", "index.html", "embed.html", "fragment.html"):
        yield name, name, lambda: view.main
    if view.changes:
        yield "changes.html", "changes.html", lambda: view.main
    for number, file in enumerate(link.href for link in view.overview if link.href != view.main.file):
        yield file, "chapter.html", partial(view.years.__getitem__, number)
    for number in range(len(view.listed)):
        yield source_file(number), "sources.html", partial(view.listed.__getitem__, number)
    for chapters, template in ((view.actors, "chapter.html"), (view.framed, "embed-part.html")):
        for number, chapter in enumerate(chapters):
            yield chapter.file, template, partial(chapters.__getitem__, number)


def _own_style(template: str, folders: tuple[Path, ...]) -> Markup:
    """A fragment has no file to link, so its style stands in it."""
    return Markup(asset("fragment.css", folders) if template == "fragment.html" else "")  # noqa: S704  a style sheet of ours or the editor's


def _oembed(view: SiteView) -> str:
    """What a content system asks for when somebody pastes the address alone: a frame."""
    frame = (
        f'<iframe src="{escape(view.base_url)}embed.html" title="{escape(view.title)}" width="100%" height="{_OEMBED_HEIGHT}" '
        'loading="lazy" sandbox="allow-scripts allow-popups allow-popups-to-escape-sandbox"></iframe>'
    )
    answer = {"version": "1.0", "type": "rich", "title": view.title, "width": _OEMBED_WIDTH, "height": _OEMBED_HEIGHT, "html": frame}
    return json.dumps(answer, ensure_ascii=False, indent=1).replace("<", "\\u003c") + "\n"


__all__ = ("Assets", "Look", "render")
