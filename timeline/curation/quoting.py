"""Words an editor chose in an article in, evidence out; a correction in, who said so in words out."""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import sha256

from timeline.curation.records import Address, Correction
from timeline.model import Article, Evidence, Polarity, Span, Stage
from timeline.when import from_edtf
from timeline.wording import label

_AROUND = 32  # characters of prefix and suffix


def said_by(correction: Correction) -> str:
    """Who, when and why, in words: "by Jo Roe on 6 July 2025: the paper corrected itself (after the Coast Times)"."""
    why = f": {correction.reason}" if correction.reason else ""
    after = f" (after {correction.source})" if correction.source else ""
    return f"by {correction.by} on {label(from_edtf(correction.at[:10]))}{why}{after}"


def quoted(address: Address, articles: Sequence[Article], *, kind: str, stage: Stage, said: str) -> Evidence | None:
    """Evidence for words that stand in an article, None where they do not."""
    article = next((a for a in articles if a.id == address.article), None) or next(
        (a for a in articles if a.text_hash == address.text), None
    )
    words = address.quote.strip()
    if article is None or not words or words not in article.text:
        return None
    start = article.text.find(address.prefix + words) + len(address.prefix)
    start = start if article.text.startswith(words, start) else article.text.index(words)
    end = start + len(words)
    return Evidence(
        key=sha256(f"{article.id}\n{' '.join(words.split()).casefold()}\n".encode("utf-8", "replace")).hexdigest()[:12],
        article=article.id,
        sentence=-1,
        quote=words,
        prefix=article.text[max(0, start - _AROUND) : start],
        suffix=article.text[end : end + _AROUND],
        start=start,
        end=end,
        trigger=Span(start=start, end=start, text=""),
        kind=kind,
        stage=stage,
        polarity=Polarity.AFFIRMED,
        origin=article.origin or article.id,
        steps=(f"chosen {said}",),
    )
