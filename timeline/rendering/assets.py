"""The look of a site in, its assets out: style, scripts, icon, fonts and logo, each named by a hash of its content."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

from timeline.errors import OutputError
from timeline.options import Font
from timeline.quick import dataclass

_HASH_LENGTH = 10
_THEME_NAME, _THEME_VALUE = re.compile(r"[a-z][a-z-]*"), re.compile(r"[#A-Za-z0-9 ,.%()\"'/-]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """What an editor may change of a site: a folder of templates that shadows ours, fonts, a logo, a picture to share or none."""

    templates: Path | None = None
    fonts: tuple[Font, ...] = ()
    logo: Path | None = None
    picture: bool = False


@dataclass(frozen=True, slots=True)
class Assets:
    """Addresses of what pages load, relative to the output folder ("" for what is not there), and the integrity hash of the script for
    other people's pages.
    """

    style: str
    script: str
    frame: str
    icon: str
    logo: str
    integrity: str = ""
    picture: str = ""

    def with_host(self, integrity: str, picture: str) -> Assets:
        """The same with what is known only when everything else is."""
        return replace(self, integrity=integrity, picture=picture)


def gathered(theme: Sequence[tuple[str, str]], look: Look, folders: Sequence[Path]) -> tuple[Assets, dict[str, bytes]]:
    """The assets' addresses, and their contents by path."""
    fonts = {_hashed(font.file.name, content := _read(font.file)): (font, content) for font in look.fonts}
    contents = {name: asset(name, folders).encode() for name in ("page.js", "frame.js", "icon.svg")}
    contents["style.css"] = (asset("style.css", folders) + _faces(fonts) + _theme(theme)).encode()
    if look.logo:
        contents[f"logo{look.logo.suffix}"] = _read(look.logo)
    names = {name.partition(".")[0]: _hashed(name, content) for name, content in contents.items()}
    files = {_hashed(name, content): content for name, content in contents.items()}
    files |= {name: content for name, (_, content) in fonts.items()}
    return Assets(names["style"], names["page"], names["frame"], names["icon"], names.get("logo", "")), files


def asset(name: str, folders: Sequence[Path]) -> str:
    """A style, script or picture of ours, or the editor's in its place, without its comments and indentation."""
    path = next(folder / name for folder in folders if (folder / name).is_file())
    text = path.read_text(encoding="utf-8")
    plain = re.sub(r"/\*.*?\*/", "", text, flags=re.DOTALL) if name.endswith(".css") else re.sub(r"^\s*//.*$", "", text, flags=re.MULTILINE)
    return "".join(f"{line.strip()}\n" for line in plain.splitlines() if line.strip())


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise OutputError(f"cannot be read: {error.strerror}", path=str(path), hint="check timeline.toml") from error


def _faces(fonts: Mapping[str, tuple[Font, bytes]]) -> str:
    """The fonts for the style sheet, which stands in the same folder. A font that comes late is not used: nothing jumps."""
    rule = '@font-face{{font-family:"{}";src:url({});font-weight:{};font-style:{};font-display:optional}}\n'
    return "".join(rule.format(font.family, Path(name).name, font.weight, font.style) for name, (font, _) in fonts.items())


def _theme(variables: Sequence[tuple[str, str]]) -> str:
    """The editor's colours and fonts as CSS variables; what is no plain name or value is refused."""
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
    stem, ending = re.sub(r"[^A-Za-z0-9.-]", "-", name).rsplit(".", 1)
    return f"assets/{stem}.{sha256(content).hexdigest()[:_HASH_LENGTH]}.{ending}"
