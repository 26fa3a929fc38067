"""Saved web pages: what they state is taken, what they do not state is not guessed."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from timeline.errors import InputError
from timeline.model import Article, BlockKind
from timeline.reading import read

BODY = """
<body><nav><a href="/">Home</a></nav><article><h1>Ferry sinks off Port Roe</h1>
<p>The ferry Aurora sank off Port Roe on Friday, the coast guard said. Nobody was hurt, and all forty people were saved.</p>
<h2>What now</h2><p>Captain Jo Roe resigned on Sunday. “It was my watch,” Roe said in a statement read out at the town hall.</p>
<script>alert(1)</script><p onclick="alert(2)">The harbour stayed closed for the rest of the week, as the town had asked.</p></article>
<footer>Imprint</footer></body>"""
TAGS = """<html lang="en-GB"><head><title>Ferry sinks | Gazette</title><meta property="og:title" content="Ferry sinks">
<meta property="og:site_name" content="Harbour Gazette"><meta property="article:published_time" content="2025-07-06T09:05:00+01:00">
<meta name="author" content="Jo Poe"><link rel="canonical" href="https://example.org/ferry"></head>"""
LINKED = """<html><head><script type="application/ld+json">{"@graph": [{"@type": "WebSite", "name": "x"}, {"@type": "NewsArticle",
"headline": "Ferry sinks", "datePublished": "2025-07-06", "dateModified": "2025-07-08", "publisher": {"name": "Harbour Gazette"},
"author": [{"name": "Jo Poe"}, {"name": "Kim Poe"}]}]}</script><meta name="date" content="2001-01-01"></head>"""
NOTHING = """<html lang="the English one"><head><script type="application/ld+json">[[[</script>
<meta property="og:url" content="javascript:alert(1)"><meta name="date" content="today"></head>"""


def page(folder: Path, head: str) -> Article:
    """The article of a page."""
    (folder / "a.html").write_text(f"<!doctype html>{head}{BODY}</html>", encoding="utf-8")
    articles, problems = read(folder)
    assert () == problems
    return articles[0]


def test_tags_give_the_fields(tmp_path: Path) -> None:
    """Open Graph, the author tag, the canonical address and the language."""
    article = page(tmp_path, TAGS)
    assert ("Ferry sinks", "Harbour Gazette", "Jo Poe") == (article.title, article.publisher, article.author)
    assert ("https://example.org/ferry", "en-gb") == (article.url, article.language)
    assert "2025-07-06T09:05:00+01:00" == str(article.published)
    assert ("the page’s own data states 6 July 2025",) == article.published_steps


@pytest.mark.parametrize(
    ("title", "shown"),
    [
        ("Ferry sinks | Gazette", "Ferry sinks"),
        ("Ferry sinks – port shut - GAZETTE", "Ferry sinks – port shut"),
        ("Ferry sinks | Courier", "Ferry sinks | Courier"),
        ("Gazette", "Gazette"),
    ],
)
def test_a_title_is_not_signed_by_its_paper(tmp_path: Path, title: str, shown: str) -> None:
    """What stands in the title bar of a browser ends in the name of the site."""
    head = f'<html lang="en"><head><title>{title}</title><meta property="og:site_name" content="Gazette"></head>'
    assert page(tmp_path, head).title == shown


def test_linked_data_goes_first(tmp_path: Path) -> None:
    """The dated thing in JSON-LD wins over tags."""
    article = page(tmp_path, LINKED)
    assert ("Ferry sinks", "Harbour Gazette", "Jo Poe, Kim Poe") == (article.title, article.publisher, article.author)
    assert ("2025-07-06", "2025-07-08") == (str(article.published), str(article.updated))


def test_nothing_is_guessed(tmp_path: Path) -> None:
    """Broken data, an address that is none and "today" leave the article undated and without a link."""
    article = page(tmp_path, NOTHING)
    assert (None, "", "") == (article.published, article.url, article.publisher)
    assert "Ferry sinks off Port Roe" == article.title


def test_only_the_article_is_text(tmp_path: Path) -> None:
    """No navigation, no script, no footer; headings are headings."""
    article = page(tmp_path, TAGS)
    assert "alert" not in article.text
    assert "Home" not in article.text
    assert "Imprint" not in article.text
    assert ["heading", "paragraph", "heading", "paragraph", "paragraph"] == [block.kind.value for block in article.blocks]
    assert {block.line for block in article.blocks} == {0}
    assert BlockKind.HEADING is article.blocks[0].kind


def test_what_nobody_sees_is_no_text(tmp_path: Path) -> None:
    """A sentence that the page hides was read by no reader, whoever put it there; one in a shown part beside it stays."""
    hidden = (
        '<p hidden>Kim Poe was arrested for fraud.</p><div style="color: red; display: none"><p>Kim Poe was jailed.</p></div>'
        '<p style="display: block">Kim Poe thanked the crew of the lifeboat.</p>'
    )
    (tmp_path / "a.html").write_text(f"<!doctype html>{TAGS}{BODY.replace('<script>', hidden + '<script>')}</html>", encoding="utf-8")
    text = read(tmp_path)[0][0].text
    assert "Kim Poe thanked the crew" in text
    assert "arrested" not in text
    assert "jailed" not in text


def test_without_the_extra_a_page_is_named_with_what_to_do(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The hint says what to install."""
    monkeypatch.setitem(sys.modules, "trafilatura", None)
    (tmp_path / "a.html").write_text(BODY, encoding="utf-8")
    with pytest.raises(InputError, match=r"a\.html HTML is read only with the extra `html`"):
        read(tmp_path)
