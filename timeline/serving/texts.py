"""An article of a build in, its sentences out as JSON, each with what the timeline made of it: used, dated without an event, unused."""

from __future__ import annotations

from collections import defaultdict

from timeline import wording
from timeline.model import Sentence, Timeline
from timeline.serving.project import Built
from timeline.serving.review import Json, name


def reading(built: Built, article_id: str) -> Json | None:
    """The article as its reader sees it: blocks of sentences with offsets into its text. None for an article that is not there."""
    timeline = built.timeline or Timeline(title="")
    article = next((article for article in timeline.articles if article.id == article_id), None)
    if article is None:
        return None
    read = built.reads.get(article_id)
    parts: dict[int, list[Sentence]] = defaultdict(list)
    for sentence in read.sentences if read else ():
        parts[sentence.block].append(sentence)
    used: dict[int, list[str]] = defaultdict(list)
    for event in timeline.events:
        for item in event.evidence:
            if item.article == article_id and event.id not in used[item.start]:
                used[item.start].append(event.id)
    timed = {expression.sentence for expression in read.expressions} if read else set()

    def row(sentence: Sentence) -> Json:
        found = [id_ for start, ids in used.items() if sentence.start <= start < sentence.end for id_ in ids]
        kind = "used" if found else "dated" if sentence.index in timed else "unused"
        return {
            "start": sentence.start,
            "end": sentence.end,
            "text": article.text[sentence.start : sentence.end],
            "is": kind,
            "events": found,
        }

    def block(index: int) -> Json:
        place = article.blocks[index]
        rows = [row(sentence) for sentence in parts[index]]
        other = (
            []
            if rows
            else [{"start": place.start, "end": place.end, "text": article.text[place.start : place.end], "is": "", "events": []}]
        )
        return {"kind": place.kind.value, "sentences": rows or other}

    return {
        "id": article.id,
        "title": article.title or article.path,
        "source": name(article),
        "path": article.path,
        "origin": article.origin or article.id,
        "url": article.url,
        "date": wording.published(article.published) if article.published else "no date",
        "basis": article.published_basis.value,
        "steps": list(article.published_steps),
        "blocks": [block(index) for index in range(len(article.blocks))],
    }
