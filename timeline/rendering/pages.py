"""SiteView in, pages and assets out, as bytes by path relative to the output folder.

Templates loop and print; what they print is ready in the view. Assets carry a hash of their content in their names, so that a page never
meets a style or script of another build.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from timeline.errors import OutputError
from timeline.view import SiteView

PAGES = ("404.html", "about.html", "index.html", "sources.html")
_HASH_LENGTH = 10
_THEME_NAME, _THEME_VALUE = re.compile(r"[a-z][a-z-]*"), re.compile(r"[#A-Za-z0-9 ,.%()\"'/-]+")


@dataclass(frozen=True, slots=True)
class Assets:
    """Addresses of the style, the script and the icon, relative to the output folder."""

    style: str
    script: str
    icon: str


def templates_dir() -> Path:
    """The folder of templates: packed beside this package in a wheel, at the top of the source tree in a checkout."""
    package = Path(__file__).resolve().parent.parent
    for folder in (package / "templates", package.parent / "templates"):
        if (folder / "index.html").is_file():
            return folder
    raise OutputError("the page templates are missing from this installation", path=str(package), hint="install the package again")


def render(view: SiteView) -> dict[str, bytes]:
    """All files of the site by path relative to the output; the same view gives the same bytes."""
    style = (_asset("style.css") + _theme(view.theme)).encode()
    script = _asset("page.js").encode()
    icon = _asset("icon.svg").encode()
    assets = Assets(_hashed("style.css", style), _hashed("page.js", script), _hashed("icon.svg", icon))
    files = {assets.style: style, assets.script: script, assets.icon: icon, ".nojekyll": b""}
    for name in PAGES:
        files[name] = _squeeze_html(_environment().get_template(name).render(site=view, assets=assets)).encode()
    return files


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
        if not _THEME_NAME.fullmatch(name) or not _THEME_VALUE.fullmatch(value):
            raise OutputError(
                f"the theme holds {name} = {value!r}, which is no plain CSS value", hint='write for example accent = "#14508c"'
            )
    return ":root{" + "".join(f"--{name}:{value};" for name, value in variables) + "}\n"


def _hashed(name: str, content: bytes) -> str:
    stem, ending = name.split(".")
    return f"assets/{stem}.{sha256(content).hexdigest()[:_HASH_LENGTH]}.{ending}"


def _squeeze_html(page: str) -> str:
    """Without the blank lines that loops leave behind."""
    return "".join(f"{line}\n" for line in page.splitlines() if line.strip())
