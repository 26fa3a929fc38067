"""A live blog's entries have dates of their own; a single date line is the article's."""

from __future__ import annotations

from timeline.model import Resolution
from timeline.reading.article import parse
from timeline.resolving import resolve
from timeline.rules import load
from timeline.sentences import split
from timeline.tagging import tag
from timeline.timexes import tag_text

_BLOG = """---
date: 2025-07-06
---

# The ferry Aurora: as it happened

Update 5 July 14:05

The captain resigned this morning.

She had been summoned yesterday.

Friday, July 4

The ferry sank at dawn today.

3 July, 10.35am – The owners said yesterday that the ferry was safe.
"""


def _answers(page: str) -> dict[str, str]:
    article, problems = parse(page, "blog.md")
    assert not problems
    expressions = tag(article.text, split(article), load("en"), register="")
    found = resolve(expressions, published=article.published, text=article.text, blocks=article.blocks)
    return {one.expression.text: f"{one.when} {one.steps[0]}" for one in found if isinstance(one, Resolution) and one.when}


def test_relative_words_hang_on_the_date_of_their_entry() -> None:
    """Each "today" and "yesterday" is that of its entry, and the derivation says so."""
    found = _answers(_BLOG)
    assert found["this morning"] == "2025-07-05 “this morning” in an entry of 5 July 2025 is the morning of 5 July 2025"
    assert found["today"] == "2025-07-04 “today” in an entry of 4 July 2025 is 4 July 2025"
    assert found["yesterday"].startswith("2025-07-02")


def test_one_date_line_makes_no_live_blog() -> None:
    """The words of an article with one stamp hang on the article's own date."""
    found = _answers("---\ndate: 2025-07-06\n---\n\nThe ferry sank on 1 May 2025.\n\nUpdate 5 July 14:05\n\nThe captain resigned today.\n")
    assert found["today"].startswith("2025-07-06")


def test_a_sentence_that_opens_with_a_date_is_no_stamp() -> None:
    """A stamp says more than a day: that it is an update, or the hour."""
    page = "---\ndate: 2025-07-06\n---\n\n3 July – a day to remember – saw the ferry sink.\n\n4 July - she left.\n\nShe spoke today.\n"
    assert _answers(page)["today"].startswith("2025-07-06")


def test_a_stamp_without_a_year_is_not_later_than_the_article() -> None:
    """In an article of January, "Update 30 December" is last year's."""
    page = "---\ndate: 2025-01-02\n---\n\nUpdate 1 January\n\nShe left today.\n\nUpdate 30 December\n\nThe ferry sank yesterday.\n"
    found = _answers(page)
    assert (found["today"][:10], found["yesterday"][:10]) == ("2025-01-01", "2024-12-29")


def test_letters_beyond_ascii_do_not_shift_the_entries_of_a_plain_text() -> None:
    """Each entry of a live blog without markup holds the words that stand below its own stamp."""
    stamps = [f"{day} July, 14:05 – {'é' * 9} spoke today.\n\n" for day in range(2, 9)]
    found = tag_text("".join(stamps), "2025-07-09")
    assert [one.expression.value for one in found if one.expression.text == "today"] == [f"2025-07-{day:02}" for day in range(2, 9)]


def test_the_lines_of_another_language_are_read_with_its_words() -> None:
    """A German page has its byline, its day and the days of its entries in German."""
    lines = ("# Hafenstreik", "Von Ada Brook", "Veröffentlicht am 6. Juli 2025", "Aktualisiert am 7. Juli 2025, 9:15 Uhr", "")
    page = "---\nlanguage: de\n---\n" + "\n\n".join(lines)
    blog = "Update 5. Juli, 14:05 Uhr\n\nDie Fähre sank gestern.\n\nMittwoch, 2. Juli\n\nDer Streik begann gestern."
    article, problems = parse(page + blog, "hafen.md")
    assert not problems
    assert ("Ada Brook", "2025-07-06", "2025-07-07") == (article.author, str(article.published), str(article.updated))
    found = tag_text(f"{blog}\n", "2025-07-06", language="de")
    assert ["2025-07-04", "2025-07-01"] == [one.expression.value for one in found if one.expression.text == "gestern"]


def test_a_language_without_words_for_its_head_is_read_with_the_english_ones() -> None:
    """The first lines may be a machine's, in English, whatever language follows."""
    article, _ = parse("Updated on July 2, 2025\n\nDate: 2025-07-01\n\nTere tulemast, head lugejad.", "tere.txt", language="et")
    assert ("2025-07-01", "2025-07-02") == (str(article.published), str(article.updated))
