"""SiteView in, a picture to share out: title, scope and rail as a PNG of 1200 by 630, with the extra `image`."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

from timeline.errors import OutputError
from timeline.rendering.assets import Look
from timeline.view import SiteView

if TYPE_CHECKING:
    from PIL.ImageDraw import ImageDraw
    from PIL.ImageFont import FreeTypeFont, ImageFont

    AnyFont = FreeTypeFont | ImageFont

SIZE = (1200, 630)
_GROUND, _INK, _SOFT, _ACCENT, _LINE = "#fbfaf7", "#1b1d21", "#565b65", "#14508c", "#dcd8cf"
_LEFT, _WIDTH = 150, 960
_TITLE_SIZES = (84, 72, 60, 48, 40)
_TITLE_LINES = 4
_TYPEWRITTEN = str.maketrans({"–": "-", "—": "-", "‘": "'", "’": "'", "“": '"', "”": '"', "„": '"', "…": "...", "·": "-", "\u202f": " "})
_NO_LETTER = "\uffff"


def picture(view: SiteView, look: Look) -> bytes:
    """The picture as PNG. OutputError without the extra `image`."""
    try:
        from PIL import Image, ImageDraw  # noqa: PLC0415  an optional library
    except ImportError:
        raise OutputError("a picture to share needs the extra “image”", hint='pip install "sourced-timeline[image]"') from None
    image = Image.new("RGB", SIZE, _GROUND)
    draw = ImageDraw.Draw(image)
    accent = dict(view.theme).get("accent", _ACCENT)
    accent = accent if accent.startswith("#") else _ACCENT
    _rail(draw, accent)
    font, lines = _fitted(draw, _drawable(view.title, look), look)
    step = int(font.size * 1.16) if hasattr(font, "size") else 60
    top = 250 - step * len(lines) // 2
    for number, line in enumerate(lines):
        draw.text((_LEFT, top + number * step), line, font=font, fill=_INK)
    small = _font(34, look)
    span = f", {view.scope_span}" if view.scope_span else ""
    draw.text((_LEFT, 500), _drawable(f"{view.scope_events} · {view.scope_articles}{span}", look), font=small, fill=_SOFT)
    out = BytesIO()
    image.save(out, "PNG", optimize=True)
    return out.getvalue()


def _rail(draw: ImageDraw, accent: str) -> None:
    """The rail of the page with three of its marks: a stated day, a month, a claim."""
    x = 84
    draw.line((x, 0, x, SIZE[1]), fill=_LINE, width=6)
    draw.ellipse((x - 18, 132, x + 18, 168), fill=accent, outline=accent, width=6)
    draw.ellipse((x - 18, 297, x + 18, 333), fill=_GROUND, outline=accent, width=6)
    draw.polygon(((x, 460), (x + 22, 482), (x, 504), (x - 22, 482)), fill=_GROUND, outline=accent, width=6)


def _fitted(draw: ImageDraw, title: str, look: Look) -> tuple[AnyFont, list[str]]:
    """The largest type in which the title fits, and its lines; what fits in none is cut with "..."."""
    for size in _TITLE_SIZES:
        font = _font(size, look)
        lines = _lines(draw, title, font)
        if len(lines) <= _TITLE_LINES:
            return font, lines
    return font, [*lines[: _TITLE_LINES - 1], f"{lines[_TITLE_LINES - 1]} ..."]


def _lines(draw: ImageDraw, text: str, font: AnyFont) -> list[str]:
    lines: list[str] = []
    for word in text.split():
        wider = f"{lines[-1]} {word}" if lines else word
        if lines and draw.textlength(wider, font=font) <= _WIDTH:
            lines[-1] = wider
        else:
            lines.append(word)
    return lines


def _font(size: int, look: Look) -> AnyFont:
    """The editor's first font in a format that can be drawn with, else one that comes with the library: the same on every machine."""
    from PIL import ImageFont  # noqa: PLC0415  an optional library

    own = _own_font(look)
    return ImageFont.truetype(own, size) if own else ImageFont.load_default(size)


def _own_font(look: Look) -> Path | None:
    return next((font.file for font in look.fonts if font.file.suffix.lower() in {".ttf", ".otf"}), None)


def _drawable(text: str, look: Look) -> str:
    """The text in letters that the font has. OutputError where it has none for some: an empty box says nothing."""
    plain = text if _own_font(look) else text.translate(_TYPEWRITTEN)
    font = _font(40, look)
    empty = bytes(font.getmask(_NO_LETTER))
    lacking = sorted({letter for letter in plain if not letter.isspace() and bytes(font.getmask(letter)) == empty})
    if lacking:
        raise OutputError(
            f"the font of the picture to share has no {' '.join(lacking[:8])}", hint="name a .ttf or .otf that has it below [[fonts]]"
        )
    return plain
