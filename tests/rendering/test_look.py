"""Fonts, a logo and a picture to share: in the site's own folder, named by content, and the same on every machine."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image, ImageChops

from tests.rendering import story
from timeline.errors import ConfigError, OutputError
from timeline.options import Font, load
from timeline.rendering import Look, render
from timeline.view import Logo, view

SVG = b'<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><circle r="4" cx="4" cy="4"/></svg>'


def picture(title: str, **theme: str) -> Image.Image:
    """The picture of a timeline of that title."""
    timeline = replace(story.story(), title=title)
    return Image.open(BytesIO(render(view(timeline, theme=theme), look=Look(picture=True))["share.png"]))


def test_a_logo_stands_above_the_title_with_its_words(tmp_path: Path) -> None:
    """And leads where it should."""
    (tmp_path / "logo.svg").write_bytes(SVG)
    seen = view(story.story(), logo=Logo(alt="The Courier", href="https://courier.example/"))
    files = render(seen, look=Look(logo=tmp_path / "logo.svg"))
    (name,) = (name for name in files if name.startswith("assets/logo."))
    assert SVG == files[name]
    assert f'<a href="https://courier.example/"><img src="{name}" alt="The Courier"></a>' in files["index.html"].decode()


def test_a_font_comes_from_the_site_itself(tmp_path: Path) -> None:
    """Named in the style sheet beside it."""
    (tmp_path / "Quay.woff2").write_bytes(b"font")
    files = render(view(story.empty()), look=Look(fonts=(Font(file=tmp_path / "Quay.woff2", family="Quay", weight="400 700"),)))
    (name,) = (name for name in files if name.endswith(".woff2"))
    style = next(content.decode() for file, content in files.items() if file.endswith(".css"))
    assert f'@font-face{{font-family:"Quay";src:url({name.removeprefix("assets/")});font-weight:400 700' in style


def test_what_is_missing_is_named(tmp_path: Path) -> None:
    """A logo that is not there is an error of the config, with its line."""
    (tmp_path / "timeline.toml").write_text('title = "A"\n[logo]\nfile = "none.svg"\n', encoding="utf-8")
    with pytest.raises(ConfigError, match=r"names 'none\.svg', which is no file"):
        load(tmp_path / "timeline.toml")
    with pytest.raises(OutputError, match="cannot be read"):
        render(view(story.empty()), look=Look(logo=tmp_path / "gone.svg"))


def test_the_picture_shows_the_title_large_and_whole() -> None:
    """The size that sites ask for; ink where the title stands; the same pixels twice; others for another title or colour."""
    first = picture("Vantorp Harbour")
    assert (1200, 630) == first.size
    assert None is ImageChops.difference(first, picture("Vantorp Harbour")).getbbox()
    box = ImageChops.difference(first, picture("")).getbbox()
    assert box
    assert (box[0] >= 140, box[2] <= 1160, box[3] <= 480) == (True, True, True)
    assert ImageChops.difference(first, picture("Vantorp Harbour", accent="#7a1fa2")).getbbox()


def test_a_very_long_title_stays_in_the_picture() -> None:
    """It is set smaller, and cut at last."""
    box = ImageChops.difference(picture("word " * 200), picture("")).getbbox()
    assert box
    assert (box[2] <= 1160, box[3] <= 490) == (True, True)


def test_the_page_names_its_picture_where_it_knows_its_address() -> None:
    """Open Graph wants absolute addresses."""
    based = render(view(story.story(), base_url="https://vantorp.example/t"), look=Look(picture=True))["index.html"].decode()
    assert '<meta property="og:image" content="https://vantorp.example/t/share.png">' in based
    assert "og:image" not in render(view(story.story()), look=Look(picture=True))["index.html"].decode()


def test_letters_the_font_lacks_are_named() -> None:
    """No empty boxes are shared."""
    with pytest.raises(OutputError, match="has no"):
        picture("חדשות")
