"""A Markdown body in, Parts of plain text out. Raw HTML stays the characters it is."""

from __future__ import annotations

import re
from collections.abc import Iterator

from markdown_it import MarkdownIt
from markdown_it.token import Token

from timeline.model import BlockKind
from timeline.reading.blocks import Part, ends_a_sentence, one_line

# Indented code is off: an indented paragraph in an article is a paragraph. Reference definitions are off: nothing may vanish.
_PARSER = MarkdownIt("commonmark", {"html": False}).disable(["code", "reference", "html_block", "html_inline"])
_DEEPEST: int = _PARSER.options["maxNesting"]
# A body without any of these is split at its blank lines, with the same result and a hundred times faster.
_MARKUP = re.compile(r"[\\`*_\[\]<>&!#~|=]|^[ \t]*(?:[-+]|[0-9]{1,9}[.)](?:[ \t]|$))", re.MULTILINE)
_BLANK = re.compile(r"\n[ \t]*\n")
_OPENS = {"list_item_open": BlockKind.ITEM, "blockquote_open": BlockKind.QUOTATION}
_CLOSES = {"list_item_close", "blockquote_close"}


def parts(body: str, first_line: int = 1) -> tuple[Part, ...]:
    """The blocks of a Markdown text that begins on line `first_line` of its file."""
    found = _plain(body, first_line) if not _MARKUP.search(body) else _parsed(body, first_line)
    return tuple(part for part in found if part.text)


def _plain(body: str, line: int) -> Iterator[Part]:
    start = 0
    for end in [*(match.start() for match in _BLANK.finditer(body)), len(body)]:
        chunk = body[start:end]
        lead = len(chunk) - len(chunk.lstrip())
        yield Part(one_line(chunk), line + chunk.count("\n", 0, lead))
        line += chunk.count("\n")
        start = end


def _parsed(body: str, first_line: int) -> Iterator[Part]:
    tokens = _PARSER.parse(body)
    if any(token.level + (token.nesting == 1) >= _DEEPEST for token in tokens):
        yield from _plain(body, first_line)  # the parser leaves out what is nested deeper still
        return
    kinds: list[BlockKind] = []
    heading = False
    for token in tokens:
        if token.type in _OPENS:
            kinds.append(_OPENS[token.type])
        elif token.type in _CLOSES:
            kinds.pop()
        elif token.type in ("heading_open", "heading_close"):
            heading = token.type == "heading_open"
        elif token.type in ("inline", "fence"):
            line = first_line + (token.map[0] if token.map else 0)
            yield Part(one_line(_text(token)), line, _kind(token, heading=heading, within=kinds))


def _kind(token: Token, *, heading: bool, within: list[BlockKind]) -> BlockKind:
    children = [child for child in token.children or () if child.content.strip() or child.type == "image"]
    if token.type == "fence":
        return BlockKind.BOILERPLATE
    if heading or _is_all_strong(token):
        return BlockKind.HEADING
    if children and all(child.type == "image" for child in children):
        return BlockKind.CAPTION
    return within[-1] if within else BlockKind.PARAGRAPH


def _is_all_strong(token: Token) -> bool:
    """Whether a paragraph is one run of bold words: a heading by other means."""
    types = [child.type for child in token.children or () if child.type != "text" or child.content]
    one_run = types[:1] == ["strong_open"] and types[-1:] == ["strong_close"] and types.count("strong_open") == 1
    return one_run and not ends_a_sentence(token.content.rstrip("*_"))


def _text(token: Token) -> str:
    if token.type == "fence":
        return token.content
    return "".join(_child_text(child) for child in token.children or ())


def _child_text(child: Token) -> str:
    if child.type in ("softbreak", "hardbreak"):
        return "\n"
    return child.content if child.type in ("text", "code_inline", "image", "text_special") else ""
