"""Sentences → pieces fit to be shown: trimmed, marked, linked, counted.

A quote is one sentence at most and never longer than `LIMIT` characters; what is left out is marked with "…".
"""

from __future__ import annotations

from functools import lru_cache
from urllib.parse import quote as percent_encode
from urllib.parse import urlsplit

from timeline.phrases import Phrases

LIMIT = 320  # characters of one sentence that are shown; about fifty words
_LOOSE_WORDS = 5  # words at each end of a long quote that name it in a text fragment


def events(number: int, words: Phrases) -> str:
    """So many events.

    >>> from timeline.phrases import ENGLISH
    >>> events(1, ENGLISH), events(1200, ENGLISH)
    ('1 event', '1,200 events')
    """
    return words.count(number, "{number} event", "{number} events")


def capital(words: str) -> str:
    """The words with a capital first letter, the rest untouched."""
    return words[:1].upper() + words[1:]


@lru_cache(maxsize=1 << 12)  # neighbours in a text share their reasons
def sentences(steps: tuple[str, ...]) -> str:
    """Steps joined to running sentences, each with a capital and a full stop."""
    return " ".join(f"{capital(step.strip().rstrip('.'))}." for step in steps if step.strip())


def trim(text: str, start: int = 0, end: int = 0, *, limit: int = LIMIT) -> tuple[int, int]:
    """The offsets of the part to show: all of a short text, else about `limit` characters around `text[start:end]`, cut between words."""
    if len(text) <= limit:
        return 0, len(text)
    if end <= limit * 3 // 4:
        return 0, _word_end(text, limit)
    first = _word_start(text, max(0, min(start - limit // 3, len(text) - limit)))
    return first, _word_end(text, max(first + limit, end))


def shorten(text: str, limit: int) -> str:
    """The beginning of a text, cut between words, with "…" where something is left out."""
    _, end = trim(text, limit=limit)
    return text if end == len(text) else text[:end].rstrip(" ,;:") + "…"


def marked(text: str, start: int, end: int) -> tuple[str, str, str]:
    """A sentence before, in and behind `text[start:end]`, trimmed with "…" where it is long."""
    if len(text) <= LIMIT:
        return text[:start], text[start:end], text[end:]
    low, high = trim(text, start, end)
    start, end = min(max(start, low), high), min(max(end, low), high)
    return ("… " if low else "") + text[low:start], text[start:end], text[end:high] + (" …" if high < len(text) else "")


def web_address(url: str) -> str:
    """The address if it is one of http or https that names a host, else ""."""
    try:
        parts = urlsplit(url.strip())
    except ValueError:
        return ""
    return url.strip() if parts.scheme.lower() in ("http", "https") and parts.netloc else ""


def at_quote(url: str, quote: str) -> str:
    """An address that opens a page at a quote (a W3C text fragment); "" where the address is not one of the web.

    >>> at_quote("https://example.org/a", "The pier, they said, was closed.")
    'https://example.org/a#:~:text=The%20pier%2C%20they%20said%2C%20was%20closed.'
    """
    address = web_address(url)
    if not address:
        return ""
    words = quote.split()
    loose = len(words) > 2 * _LOOSE_WORDS
    ends = (words[:_LOOSE_WORDS], words[-_LOOSE_WORDS:]) if loose else (words,)
    fragment = ",".join(percent_encode(" ".join(end), safe="").replace("-", "%2D") for end in ends)
    return f"{address}{'' if '#' in address else '#'}:~:text={fragment}"


def _word_end(text: str, at: int) -> int:
    if at >= len(text):
        return len(text)
    space = text.rfind(" ", at // 2, at + 1)
    return space if space > 0 else at


def _word_start(text: str, at: int) -> int:
    if at == 0:
        return 0
    space = text.find(" ", at, at + 40)
    return space + 1 if space >= 0 else at
