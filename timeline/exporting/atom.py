"""Timeline in, an Atom feed out: one entry an event, updated when a newer article speaks of it."""

from __future__ import annotations

import re
from html import escape
from urllib.parse import quote
from uuid import NAMESPACE_URL, uuid5

from timeline.exporting.format import Format, Said, Setting
from timeline.exporting.words import newest, stage_words, title_words
from timeline.model import Event, Timeline
from timeline.view.records import ChangeRow, SiteView

_END, _MIDNIGHT = "</feed>\n", "T00:00:00+00:00"
_IN_ADDRESSES = "/#%[]=:;$&()+,!?*@'~"  # what may stand in an address as it is (RFC 3987, 3.1)
_NOT_IN_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def to_atom(timeline: Timeline, *, base_url: str = "") -> str:
    """The timeline as Atom (RFC 4287), entries in the order of the page; links lead into the page at `base_url`."""
    return ATOM.text(Setting.of(timeline, base_url=base_url))


def _head(setting: Setting) -> tuple[str, ...]:
    timeline, home = setting.timeline, setting.home
    opening = _opening(
        title=title_words(timeline) or "Timeline",
        link=home,
        own=f"{home}timeline.atom" if home else "",
        urn=home or _urn(timeline.title),
        day=newest(setting.days.values()),
        author=timeline.title or "Timeline",
        language=timeline.language,
        subtitle=timeline.description,
    )
    return (opening,)


def _piece(event: Event, setting: Setting) -> str:
    said = setting.of_event(event)
    link = f"{setting.home or 'index.html'}#e-{event.id}"
    return _entry(title=said.headline, link=link, urn=_urn(event.id), day=said.stamp, summary=_summary(event, said))


ATOM = Format(head=_head, piece=_piece, tail=lambda _: (_END,))


def _opening(*, title: str, link: str, own: str, urn: str, day: str, author: str, language: str, subtitle: str = "") -> str:
    return (
        f'<?xml version="1.0" encoding="utf-8"?>\n<feed xml:lang="{escape(language)}" xmlns="http://www.w3.org/2005/Atom">'
        f"<title>{_xml(title)}</title>{_link(link, 'alternate')}{_link(own, 'self') if own else ''}<id>{_xml(urn)}</id>"
        f"<updated>{day}{_MIDNIGHT}</updated><author><name>{_xml(author)}</name></author>"
        f"{f'<subtitle>{_xml(subtitle)}</subtitle>' if subtitle else ''}"
    )


def _entry(*, title: str, link: str, urn: str, day: str, summary: str) -> str:
    return (
        f"<entry><title>{_xml(title)}</title>{_link(link, 'alternate')}"
        f"<published>{day}{_MIDNIGHT}</published><updated>{day}{_MIDNIGHT}</updated><id>{urn}</id>"
        f'<summary type="html">{_xml(summary)}</summary></entry>'
    )


def _link(address: str, rel: str) -> str:
    """A link; what no address may hold is escaped."""
    return f'<link href="{_xml(quote(address, safe=_IN_ADDRESSES))}" rel="{rel}"/>'


def _xml(text: str) -> str:
    """Text as XML holds it; what it cannot hold becomes a blank."""
    return escape(_NOT_IN_XML.sub(" ", text), quote=False)


def _summary(event: Event, said: Said) -> str:
    stage = stage_words(event)
    parts = (f"{said.date}.", event.summary, f"({stage})" if stage else "", said.sources)
    return escape(" ".join(filter(None, parts)))  # readers take a summary for HTML


def _urn(name: str) -> str:
    return uuid5(NAMESPACE_URL, f"sourced-timeline:{name}").urn


def changes_feed(site: SiteView) -> str:
    """What became different from one publication to the next, as Atom: one entry a publication."""
    name, home = f"changes:{site.base_url or site.title}", site.base_url
    opening = _opening(
        title=f"{site.title}: changes",
        link=f"{home}changes.html",
        own=f"{home}changes.atom" if home else "",
        urn=_urn(name),
        day=max(day.datetime for day in site.changes),
        author=site.title,
        language=site.language,
    )
    entries = (
        _entry(
            title=f"Changes of {day.day}",
            link=f"{home}changes.html#h-{day.datetime}",
            urn=_urn(f"{name}:{day.datetime}"),
            day=day.datetime,
            summary=f"<ul>{''.join(f'<li>{escape(_change_words(row))}</li>' for row in day.rows)}</ul>",
        )
        for day in site.changes
    )
    return "".join((opening, *entries, _END))


def _change_words(row: ChangeRow) -> str:
    return " ".join(part for part in (row.label, row.event.text if row.event else "", row.note) if part)
