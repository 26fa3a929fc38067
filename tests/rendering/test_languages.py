"""The page in other languages: whole catalogues, dates in their words, and what is said in another language marked as such."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from string import Formatter
from typing import Any

import pytest
from babel.messages.extract import extract_from_dir, extract_from_file
from babel.messages.pofile import read_po

from tests.rendering import story
from timeline import wording
from timeline.errors import ConfigError
from timeline.phrases import ENGLISH, load
from timeline.rendering import Look, render, templates_dir
from timeline.view import view
from timeline.when import from_edtf

OWN = Path(__file__).parent / "own"
ROOT = Path(__file__).parents[2]
LANGUAGES = ("de", "es", "fr")
_KEYWORDS: dict[str, Any] = {"_": None, "gettext": None, "ngettext": (1, 2), "say": None, "phrase": None, "count": (2, 3)}
_SPOKEN = ("wording.py", "phrases.py")


def said() -> Iterator[str | tuple[str, ...]]:
    """Every English text that the code and the templates say."""
    for file in _SPOKEN:
        for _, message, _, _ in extract_from_file("python", ROOT / "timeline" / file, keywords=_KEYWORDS):
            yield message
    for folder, method in ((ROOT / "timeline" / "view", "python"), (templates_dir(), "jinja2")):
        pattern = "**.py" if method == "python" else "**.html"
        options = {pattern: {"newstyle_gettext": "true"}}
        for _, _, message, _, _ in extract_from_dir(folder, [(pattern, method)], options_map=options, keywords=_KEYWORDS):
            yield message


def names(text: str) -> set[str]:
    """The places in a text that are filled in, and its tags."""
    return {name for _, name, _, _ in Formatter().parse(text) if name} | set(re.findall(r"%\(\w+\)s|</?\w+", text))


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_catalogue_says_everything_and_nothing_else(language: str) -> None:
    """No text is left English, none is left over."""
    with (templates_dir() / "locale" / f"{language}.po").open("rb") as file:
        catalogue = read_po(file, abort_invalid=True)
    texts = {message.id if isinstance(message.id, str) else tuple(message.id): message.string for message in catalogue if message.id}
    assert set(said()) == set(texts)
    for text, translated in texts.items():
        pairs = [(text, translated)] if isinstance(text, str) else [(text[-1], item) for item in translated or ()]
        for source, target in pairs:
            assert target
            allowed = names(str(source)) | ({"number", "roman"} if "{ordinal}" in source else set())
            assert names(str(target)) <= allowed, target
            assert names(str(source)) - names(str(target)) <= {"ordinal"}, target


@pytest.mark.parametrize(
    ("edtf", "german", "french"),
    [
        ("2025-06-05", "5. Juni 2025", "5 juin 2025"),
        ("2025-06-01", "1. Juni 2025", "1er juin 2025"),
        ("2025-06-01/2025-06-04", "vom 1. bis 4. Juni 2025", "du 1er au 4 juin 2025"),
        ("2025-06", "Juni 2025", "juin 2025"),
        ("2025-06~", "etwa Juni 2025", "vers juin 2025"),
        ("[2025-06-25..2025-06-30]", "an einem Tag vom 25. bis 30. Juni 2025", "un jour du 25 au 30 juin 2025"),
        ("[..2025-06-30]", "bis spätestens 30. Juni 2025", "30 juin 2025 au plus tard"),
        ("2025-21", "Frühjahr 2025", "printemps 2025"),
        ("19XX", "20. Jahrhundert", "XXe siècle"),
    ],
)
def test_dates_speak_the_language_of_the_page(edtf: str, german: str, french: str) -> None:
    """As exact as in English, no more."""
    when = from_edtf(edtf)
    assert [german, french] == [wording.label(when, load(language, (templates_dir(),))) for language in ("de-AT", "fr")]


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_page_marks_what_is_said_in_another_language(language: str) -> None:
    """Quotes, titles and derivations carry their language, the page its own."""
    words = load(language, (templates_dir(),))
    page = render(view(story.story(), words=words), words=words)["index.html"].decode()
    assert f'<html lang="{language}" dir="ltr">' in page
    assert re.search('<blockquote class="said" lang="en"', page)
    assert re.search('<h3 lang="en">', page)
    assert re.search('<h3 lang="he">', page)
    assert re.search('<span lang="en" dir="ltr">“', page)
    assert "Evidence" not in page


def test_an_english_page_marks_no_english() -> None:
    """Nothing is said twice."""
    page = render(view(story.story()))["index.html"].decode()
    assert '<h3 lang="en">' not in page
    assert '<h3 lang="he">' in page


def test_a_language_without_a_catalogue_is_named_with_those_that_have_one() -> None:
    """No page is half translated by accident."""
    with pytest.raises(ConfigError, match="there are for de, en, es, fr"):
        load("tlh", (templates_dir(),))


def test_english_needs_no_catalogue() -> None:
    """Of any country."""
    assert load("en-GB", (templates_dir(),)) is ENGLISH


def test_a_folder_of_ones_own_shadows_templates_and_adds_languages() -> None:
    """A file of the same name stands in for ours; a catalogue of ones own turns the page where it is written from the right."""
    words = load("ar", (OWN, templates_dir()))
    files = render(view(story.story(), words=words), words=words, look=Look(templates=OWN))
    assert "Our own words" in files["404.html"].decode()
    page = files["index.html"].decode()
    assert '<html lang="ar" dir="rtl">' in page
    assert "22 حدثًا" in page


def test_numbers_are_parted_as_the_language_parts_them() -> None:
    """Thousands."""
    assert ["5.000 Ereignisse", "5\u202f000 événements"] == [
        load(language, (templates_dir(),)).count(5000, "{number} event", "{number} events") for language in ("de", "fr")
    ]


def test_a_broken_template_is_named_with_its_line(tmp_path: Path) -> None:
    """An editor who changes a template is told where it fails."""
    (tmp_path / "404.html").write_text("<p>\n{{ site.no_such_thing }}", encoding="utf-8")
    with pytest.raises(ValueError, match=r"404\.html:2: .*no_such_thing"):
        dict(render(view(replace(story.empty())), look=Look(templates=tmp_path)))


def test_only_the_claim_an_event_stands_at_is_marked_as_shown() -> None:
    """Whatever the language of the page: what says so is no part of the value."""
    words = load("de", (templates_dir(),))
    page = render(view(story.story(), words=words), words=words)["index.html"].decode()
    english = render(view(story.story()))["index.html"].decode()
    assert page.count("<em>hier gezeigt</em>") == english.count("<em>shown here</em>") > 0
    assert [] == re.findall(r"[.]value span", next(c.decode() for n, c in render(view(story.empty())).items() if n.endswith(".css")))
