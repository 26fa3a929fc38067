"""SiteView in, pages and assets out, as bytes by path relative to the output folder.

Templates loop and print; what they print is ready in the view. Assets carry a hash of their content in their names, so that a page never
meets a style or script of another build. Only `event-timeline.js`, which other people's pages load, has a lasting name, and an integrity
hash.
"""

from __future__ import annotations

import json
import re
from base64 import b64encode
from dataclasses import dataclass
from functools import cache
from hashlib import sha256, sha384
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup, escape

from timeline.errors import OutputError
from timeline.view import SiteView
from timeline.view.records import ActorPage

PAGES = ("404.html", "about.html", "index.html", "sources.html")
FRAMED = ("embed.html", "embed-compact.html")
PARTIAL = ("actor.html", "embed-compact.html")  # they lack some events, so links to events lead to the index
FRAGMENT = "fragment.html"
HOST_SCRIPT = "event-timeline.js"
_OEMBED_WIDTH, _OEMBED_HEIGHT = 800, 600
_HASH_LENGTH = 10
_THEME_NAME, _THEME_VALUE = re.compile(r"[a-z][a-z-]*"), re.compile(r"[#A-Za-z0-9 ,.%()\"'/-]+")


@dataclass(frozen=True, slots=True)
class Assets:
    """Addresses of what pages load, relative to the output folder, and the integrity hash of the script for other people's pages."""

    style: str
    script: str
    frame: str
    icon: str
    integrity: str


def templates_dir() -> Path:
    """The folder of templates: packed beside this package in a wheel, at the top of the source tree in a checkout."""
    package = Path(__file__).resolve().parent.parent
    for folder in (package / "templates", package.parent / "templates"):
        if (folder / "index.html").is_file():
            return folder
    raise OutputError("the page templates are missing from this installation", path=str(package), hint="install the package again")


def render(view: SiteView) -> dict[str, bytes]:
    """All files of the site by path relative to the output; the same view gives the same bytes.

    OutputError where the theme holds something that is no plain CSS value. `oembed.json` is there only where the view has a base URL.
    """
    contents = {name: _asset(name).encode() for name in ("page.js", "frame.js", "icon.svg", HOST_SCRIPT)}
    contents["style.css"] = (_asset("style.css") + _theme(view.theme)).encode()
    assets = Assets(
        style=_hashed("style.css", contents["style.css"]),
        script=_hashed("page.js", contents["page.js"]),
        frame=_hashed("frame.js", contents["frame.js"]),
        icon=_hashed("icon.svg", contents["icon.svg"]),
        integrity=f"sha384-{b64encode(sha384(contents[HOST_SCRIPT]).digest()).decode()}",
    )
    files = {HOST_SCRIPT: contents.pop(HOST_SCRIPT), ".nojekyll": b""}
    files |= {_hashed(name, content): content for name, content in contents.items()}
    files |= {name: _page(name, view, assets) for name in (*PAGES, *FRAMED, FRAGMENT)}
    files |= {actor.file: _page("actor.html", view, assets, actor=actor) for actor in view.actor_pages}
    if view.base_url:
        files["oembed.json"] = _oembed(view).encode()
    return files


def _page(name: str, view: SiteView, assets: Assets, *, actor: ActorPage | None = None) -> bytes:
    """One page without the blank lines that loops leave behind."""
    own_style = Markup(_asset("fragment.css")) if name == FRAGMENT else ""  # noqa: S704  our own style sheet
    framed, whole = name in FRAMED, "index.html" if name in PARTIAL else ""
    template = _environment().get_template(name)
    text = template.render(site=view, assets=assets, actor=actor, framed=framed, whole=whole, fragment_style=own_style)
    return "".join(f"{line}\n" for line in text.splitlines() if line.strip()).encode()


@cache  # one folder of templates for the life of the program
def _environment() -> Environment:
    return Environment(
        loader=FileSystemLoader(templates_dir()),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        auto_reload=False,
    )


@cache
def _asset(name: str) -> str:
    """An asset without its comments and indentation."""
    text = (templates_dir() / name).read_text(encoding="utf-8")
    plain = re.sub(r"/\*.*?\*/", "", text, flags=re.DOTALL) if name.endswith(".css") else re.sub(r"^\s*//.*$", "", text, flags=re.MULTILINE)
    return "".join(f"{line.strip()}\n" for line in plain.splitlines() if line.strip())


def _theme(variables: tuple[tuple[str, str], ...]) -> str:
    """The reader's colours and fonts as CSS variables; what is no plain name or value is refused."""
    if not variables:
        return ""
    for name, value in variables:
        if not _THEME_NAME.fullmatch(name) or not _THEME_VALUE.fullmatch(value) or "url(" in value:
            raise OutputError(
                f"the theme holds {name} = {value!r}, which is no plain CSS value", hint='write for example accent = "#14508c"'
            )
    chosen = "".join(f"--{name}:{value};" for name, value in variables)
    return f"@media screen and (forced-colors:none){{:root{{{chosen}}}}}\n"  # a reader's own colours and paper have the last word


def _hashed(name: str, content: bytes) -> str:
    stem, ending = name.split(".")
    return f"assets/{stem}.{sha256(content).hexdigest()[:_HASH_LENGTH]}.{ending}"


def _oembed(view: SiteView) -> str:
    """What a content system asks for when somebody pastes the address alone: a frame."""
    frame = (
        f'<iframe src="{escape(view.base_url)}embed.html" title="{escape(view.title)}" width="100%" height="{_OEMBED_HEIGHT}" '
        'loading="lazy" sandbox="allow-scripts allow-popups allow-popups-to-escape-sandbox"></iframe>'
    )
    answer = {"version": "1.0", "type": "rich", "title": view.title, "width": _OEMBED_WIDTH, "height": _OEMBED_HEIGHT, "html": frame}
    return json.dumps(answer, ensure_ascii=False, indent=1).replace("<", "\\u003c") + "\n"
