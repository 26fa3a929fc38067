"""Timeline in, JSON-LD out: schema.org for search engines and catalogues.

A `CollectionPage` with a list of `CreativeWork`s that cite their sources. They are not schema.org `Event`s, which search engines take for
something to attend. Only events that an editor has read are in it: what a program found goes to nobody's index unread.
"""

from __future__ import annotations

from collections.abc import Collection

from timeline.exporting.format import Format, Setting, comma
from timeline.exporting.words import line, newest, source_words, stage_words, title_words
from timeline.model import ActorKind, Article, ArticleKind, Basis, Event, Participant, Timeline
from timeline.when import Extent, When

_CONTEXT = {"@vocab": "https://schema.org/", **{name: {"@type": "@id"} for name in ("url", "isBasedOn")}}
_ACTORS = {ActorKind.PERSON: "Person", ActorKind.ORGANISATION: "Organization", ActorKind.UNKNOWN: "Thing"}
_OPEN = ".."
Json = dict[str, object]


def to_jsonld(timeline: Timeline, *, base_url: str = "", reviewed: Collection[str] = ()) -> str:
    """The timeline as JSON-LD with its own context; `reviewed` are the ids of the events that an editor accepted.

    Ids are addresses below `base_url`, relative ones where there is none.
    """
    return JSONLD.text(Setting.of(timeline, base_url=base_url, reviewed=reviewed))


def _head(setting: Setting) -> tuple[str, ...]:
    timeline = setting.timeline
    data = _filled(
        {
            "@context": _CONTEXT,
            "@type": "CollectionPage",
            "@id": setting.home or "index.html",
            "name": title_words(timeline),
            "description": timeline.description,
            "inLanguage": timeline.language,
            "dateModified": newest(setting.days.values()) if timeline.articles else "",
        }
    )
    listed: Json = {
        "@type": "ItemList",
        "itemListOrder": "https://schema.org/ItemListOrderAscending",
        "numberOfItems": sum(event.id in setting.reviewed for event in timeline.events),
    }
    return (f'{line(data)[:-1]},\n"mainEntity": {line(listed)[:-1]}, "itemListElement": [',)


def _is_reviewed(event: Event, setting: Setting) -> bool:
    return event.id in setting.reviewed


def _piece(event: Event, setting: Setting) -> str:
    return line(_item(event, setting))


def _numbered(number: int) -> bytes:
    return b'%s\n{"@type": "ListItem", "position": %d, "item": ' % (comma(number), number)


def _item(event: Event, setting: Setting) -> Json:
    """One event. Its status stands in words, also where it simply happened."""
    said = setting.of_event(event)
    return _filled(
        {
            "@type": "CreativeWork",
            "@id": f"{setting.home or 'index.html'}#e-{event.id}",
            "name": event.title or event.evidence[0].quote,
            "abstract": event.summary,
            "temporalCoverage": coverage(event.when) if event.when else "",
            "temporal": said.date,
            "creativeWorkStatus": stage_words(event) or "happened",
            "about": [_about(part) for part in event.participants],
            "citation": [_citation(article) for article in said.articles],
        }
    )


def _about(part: Participant) -> Json:
    return {"@type": _ACTORS[part.actor.kind], "name": part.actor.name}


def _citation(article: Article) -> Json:
    is_note, based = article.kind is ArticleKind.NOTE, article.based_on
    return _filled(
        {
            "@type": "CreativeWork" if is_note else "NewsArticle",
            "headline": article.title,
            "description": source_words(article),
            "url": _web(article.url),
            "author": _named("Person", article.author),
            "publisher": _named("Organization", "" if is_note else article.publisher),
            "datePublished": _stated_day(article),
            "inLanguage": article.language,
            "isBasedOn": _web(based.url) if based else "",
        }
    )


def _stated_day(article: Article) -> str:
    when = article.published
    firm = when is not None and when.is_day and article.published_basis in (Basis.STATED, Basis.EDITED)
    return str(when.first) if when is not None and firm else ""


def coverage(when: When) -> str:
    """An ISO 8601 day or interval, as schema.org's temporalCoverage wants it: "2025-06-01/2025-06-30", "../2025-06-10".

    It names the days between which the date lies or which it fills; which of both it is stands in the words beside it.
    """
    first, last = str(when.first or _OPEN), str(when.last or _OPEN)
    return first if first == last and when.extent is Extent.WITHIN else f"{first}/{last}"


def _named(kind: str, name: str) -> Json | str:
    return {"@type": kind, "name": name} if name else ""


def _web(url: str) -> str:
    return url if url.startswith(("http://", "https://")) else ""


def _filled(data: Json) -> Json:
    """Without what is empty."""
    return {key: value for key, value in data.items() if value not in ("", [], None)}


JSONLD = Format(head=_head, piece=_piece, tail=lambda _: ("]}}\n",), holds=_is_reviewed, before=_numbered, behind=b"}")
