"""JSON-LD and CSL-JSON, read back by programs that live on them."""

from __future__ import annotations

import json
import warnings
from dataclasses import replace
from typing import Any

import pytest
from pyld import jsonld

from tests.rendering import story
from timeline.exporting import to_csl, to_jsonld
from timeline.exporting.jsonld import coverage
from timeline.when import from_edtf, to_edtf

SCHEMA = "https://schema.org/"
STORY = story.story()
EVERY = tuple(event.id for event in STORY.events)


def page(**options: Any) -> dict[str, Any]:  # noqa: ANN401  the function's own options
    """The story as JSON-LD, parsed."""
    data: dict[str, Any] = json.loads(to_jsonld(STORY, base_url="https://vantorp.example/t", **options))
    return data


def test_a_processor_reads_a_collection_of_creative_works() -> None:
    """Expanded with its own context, without asking anybody: every term is one of schema.org, and no event is one to attend."""
    (expanded,) = jsonld.expand(page(reviewed=EVERY))
    assert [f"{SCHEMA}CollectionPage"] == expanded["@type"]
    rows = expanded[f"{SCHEMA}mainEntity"][0][f"{SCHEMA}itemListElement"]
    items = [row[f"{SCHEMA}item"][0] for row in rows]
    assert [f"https://vantorp.example/t/#e-{id_}" for id_ in EVERY] == [item["@id"] for item in items]
    assert {f"{SCHEMA}CreativeWork"} == {kind for item in items for kind in item["@type"]}
    assert all(item[f"{SCHEMA}citation"] and item[f"{SCHEMA}creativeWorkStatus"] for item in items)
    assert f'"{SCHEMA}Event"' not in json.dumps(expanded)


def test_only_what_an_editor_read_goes_to_search_engines() -> None:
    """Nothing unread, and the page itself is still described."""
    assert 0 == page()["mainEntity"]["numberOfItems"]
    assert [STORY.events[2].title] == [row["item"]["name"] for row in page(reviewed=EVERY[2:3])["mainEntity"]["itemListElement"]]


def test_a_claim_keeps_its_status_and_speaker() -> None:
    """What was threatened is not told as done, and says who tells it."""
    items = {row["item"]["name"]: row["item"] for row in page(reviewed=EVERY)["mainEntity"]["itemListElement"]}
    assert "threatened, according to unnamed insiders" == items["Marten threatens to close the east pier"]["creativeWorkStatus"]


@pytest.mark.parametrize(
    ("edtf", "words"),
    [
        ("2025-03-03", "2025-03-03"),
        ("2025-06", "2025-06-01/2025-06-30"),
        ("2025-06-25/2025-06-30", "2025-06-25/2025-06-30"),
        ("[..2025-06-10]", "../2025-06-10"),
    ],
)
def test_coverage_names_the_days_between(edtf: str, words: str) -> None:
    """An interval stays an interval, and an open end stays open."""
    assert words == coverage(from_edtf(edtf))


def test_an_unsafe_address_is_left_out() -> None:
    """Only the web's."""
    article = replace(story.ARTICLES[0], url="javascript:alert(1)")
    timeline = replace(STORY, articles=(article, *STORY.articles[1:]))
    assert "javascript:" not in to_jsonld(timeline, reviewed=EVERY) + to_csl(timeline)


def test_a_citation_program_makes_a_bibliography() -> None:
    """Each source once, with its author, title, publication, date and address, in a published style."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # its own
        from citeproc import Citation, CitationItem, CitationStylesBibliography, CitationStylesStyle, formatter  # noqa: PLC0415
        from citeproc.source.json import CiteProcJSON  # noqa: PLC0415

        items = json.loads(to_csl(STORY))
        style = CitationStylesStyle("harvard-cite-them-right", validate=False)
        bibliography = CitationStylesBibliography(style, CiteProcJSON(items), formatter.plain)
        bibliography.register(Citation([CitationItem(item["id"]) for item in items]))
        lines = [str(line) for line in bibliography.bibliography()]
    assert len(STORY.articles) == len(lines)
    berths = next(line for line in lines if "Berths and bids" in line)
    assert all(words in berths for words in ("Jo Delft", "2025", "Coast Courier", "https://courier.example/berths"))


def test_an_inferred_date_is_circa_and_no_finer_than_known() -> None:
    """A month stays a month, and what is not known is not there."""
    items = {item["id"]: item for item in json.loads(to_csl(STORY))}
    for number, article in enumerate(STORY.articles, start=1):
        issued = items[f"s{number}"].get("issued")
        if article.published is None:
            assert issued is None
        elif article.published_basis == "inferred":
            assert issued["circa"] is True
        elif article.published.is_day:
            assert to_edtf(article.published) == "-".join(f"{part:02}" for part in issued["date-parts"][0])
