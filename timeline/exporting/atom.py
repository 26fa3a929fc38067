"""Timeline in, an Atom feed out: one entry an event, updated when a newer article speaks of it."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from html import escape
from uuid import NAMESPACE_URL, uuid5
from xml.sax.saxutils import quoteattr

from feedgenerator import Atom1Feed  # type: ignore[import-untyped]
from feedgenerator.django.utils.encoding import iri_to_uri  # type: ignore[import-untyped]

from timeline.exporting.format import Format, Said, Setting
from timeline.exporting.words import stage_words, stamp, title_words
from timeline.model import Event, Timeline
from timeline.view.records import ChangeRow, SiteView

_END = "</feed>"
_NOT_IN_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def to_atom(timeline: Timeline, *, base_url: str = "") -> str:
    """The timeline as Atom (RFC 4287), entries in the order of the page; links lead into the page at `base_url`."""
    return ATOM.text(Setting.of(timeline, base_url=base_url))


def _head(setting: Setting) -> tuple[str, ...]:
    timeline, home = setting.timeline, setting.home
    feed = _Feed(
        title=title_words(timeline) or "Timeline",
        link=home,
        description=None,
        subtitle=timeline.description or None,
        language=timeline.language,
        feed_url=f"{home}timeline.atom" if home else None,
        feed_guid=home or _urn(timeline.title),
        author_name=timeline.title or "Timeline",
    )
    feed.newest = stamp(timeline.articles)
    text: str = feed.writeString("utf-8")
    return (text.removesuffix(_END),)


def _piece(event: Event, setting: Setting) -> str:
    """An entry as the library would write it, at a tenth of the cost."""
    said = setting.of_event(event)
    href = quoteattr(f"{iri_to_uri(setting.home) or 'index.html'}#e-{event.id}")
    stamped = f"{said.stamp}T00:00:00+00:00"
    return (
        f'<entry><title>{_xml(said.headline)}</title><link href={href} rel="alternate"/>'
        f"<published>{stamped}</published><updated>{stamped}</updated><id>{_urn(event.id)}</id>"
        f'<summary type="html">{_xml(_summary(event, said))}</summary></entry>'
    )


def _xml(text: str) -> str:
    """Text as XML holds it; what it cannot hold becomes a blank."""
    return _NOT_IN_XML.sub(" ", text).replace("&", "&amp;").replace(">", "&gt;").replace("<", "&lt;")


ATOM = Format(head=_head, piece=_piece, tail=lambda _: (f"{_END}\n",))


class _Feed(Atom1Feed):  # type: ignore[misc]  # it ships no types
    """A feed that takes its stamp from the articles, where the library would ask the clock."""

    newest: datetime

    def __init__(self, **parts: str | None) -> None:
        super().__init__(**{name: _legal(part) for name, part in parts.items()})

    def add_item(self, **parts: str | datetime) -> None:
        """An entry; what XML cannot hold becomes a blank."""
        super().add_item(**{name: _legal(part) for name, part in parts.items()})

    def latest_post_date(self) -> datetime:
        """The newest stamp, also of a feed without entries."""
        return self.newest


def _legal(part: str | datetime | None) -> str | datetime | None:
    return _NOT_IN_XML.sub(" ", part) if isinstance(part, str) else part


def _summary(event: Event, said: Said) -> str:
    stage = stage_words(event)
    parts = (f"{said.date}.", event.summary, f"({stage})" if stage else "", said.sources)
    return escape(" ".join(filter(None, parts)))  # readers take a summary for HTML


def _urn(name: str) -> str:
    return uuid5(NAMESPACE_URL, f"sourced-timeline:{name}").urn


def changes_feed(site: SiteView) -> str:
    """What became different from one publication to the next, as Atom: one entry a publication."""
    feed = _Feed(
        title=f"{site.title}: changes",
        link=f"{site.base_url}changes.html",
        description=None,
        language=site.language,
        feed_url=f"{site.base_url}changes.atom" if site.base_url else None,
        feed_guid=_urn(f"changes:{site.base_url or site.title}"),
        author_name=site.title,
    )
    days = [datetime.fromisoformat(day.datetime).replace(tzinfo=UTC) for day in site.changes]
    feed.newest = max(days)
    for day, stamped in zip(site.changes, days, strict=True):
        rows = "".join(f"<li>{escape(_change_words(row))}</li>" for row in day.rows)
        feed.add_item(
            title=f"Changes of {day.day}",
            link=f"{site.base_url}changes.html#h-{day.datetime}",
            description=f"<ul>{rows}</ul>",
            unique_id=_urn(f"changes:{site.base_url or site.title}:{day.datetime}"),
            pubdate=stamped,
            updateddate=stamped,
        )
    text: str = feed.writeString("utf-8")
    return f"{text}\n"


def _change_words(row: ChangeRow) -> str:
    return " ".join(part for part in (row.label, row.event.text if row.event else "", row.note) if part)
