"""Only our own pages on this machine are answered; what they decide is in the corrections file, and nowhere else."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.serving.desk_story import Desk, desk
from timeline import curation, pipeline
from timeline.model import Article
from timeline.reads import Read, read_article
from timeline.serving import project, serve


@pytest.fixture
def served(tmp_path: Path) -> Iterator[Desk]:
    """A server of its own for each test."""
    with desk(tmp_path / "project") as made:
        yield made


def contents(folder: Path) -> dict[str, bytes]:
    """Every file of a folder."""
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_the_draft_is_served_from_memory_with_a_way_to_the_review(served: Desk) -> None:
    """The page has our script; the file of the site does not know it, and nothing is written."""
    status, page = served.ask("/")
    assert (200, True) == (status, "/_timeline/draft.js" in page)
    assert b"_timeline" not in served.project.built.files["index.html"]
    assert {"articles/gazette.md", "articles/telegraph.md", "articles/letter.txt"} == set(contents(served.corrections.parent))
    assert served.ask("/timeline.json")[1]["title"] == "The loss of the Aurora"
    assert served.ask("/nothing-here")[0] == 404


@pytest.mark.parametrize("host", ["evil.example", "evil.example:80", "127.0.0.1", "localhost:1", "127.0.0.1.evil.example", ""])
def test_another_name_of_this_machine_is_refused(served: Desk, host: str) -> None:
    """For reading and for writing: a name may be made to mean this machine."""
    assert served.ask("/_timeline/state", Host=host)[0] in {400, 421}
    assert served.ask("/_timeline/decisions", body={}, Host=host)[0] in {400, 421}


@pytest.mark.parametrize("origin", ["https://evil.example", "http://127.0.0.1:1", "null", "http://localhost"])
def test_pages_of_another_origin_are_refused(served: Desk, origin: str) -> None:
    """Even with the token."""
    assert served.ask("/_timeline/state", Origin=origin)[0] == 403
    assert served.ask("/_timeline/decisions", body={"do": []}, Origin=origin)[0] == 403
    assert served.ask("/_timeline/state", Sec_Fetch_Site="cross-site")[0] == 403


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"X_Timeline_Token": "guessed"}, 403),
        ({"X_Timeline_Token": ""}, 403),
        ({"Origin": ""}, 403),
        ({"Content_Type": "text/plain"}, 415),
    ],
)
def test_what_writes_shows_the_token(served: Desk, headers: dict[str, str], status: int) -> None:
    """As JSON, from our origin; nothing is written otherwise."""
    row = {"do": "reject", "event": served.event("sinks")["id"]}
    assert served.ask("/_timeline/decisions", body={"do": [row], "digest": ""}, **headers)[0] == status
    assert not served.corrections.exists()


@pytest.mark.parametrize(
    "path", ["/../corrections.yaml", "/%2e%2e/corrections.yaml", "/a/..%2f..%2fx", "/..%5cx", "//etc/passwd", "/%00", "/%ff"]
)
def test_no_path_climbs(served: Desk, path: str) -> None:
    """Whatever it is disguised as."""
    assert served.ask(path)[0] in {400, 404}


def test_every_decision_is_written_and_shown(served: Desk) -> None:
    """Accept, retitle, re-date, reject, note, an article's date, an event from a selection; undo takes one back."""
    sinks = served.event("sinks")
    served.decide({"do": "retitle", "event": sinks["id"], "title": "The Aurora goes down"})
    served.decide({"do": "accept", "event": served.event("goes down")["id"]})
    assert served.event("goes down")["verdict"] == "accepted"
    resigns = served.event("resigns")
    served.decide({"do": "redate", "event": resigns["id"], "date": "2025-07-03", "reason": "The log says so.", "source": "Ship’s log"})
    assert served.event("resigns")["edtf"] == "2025-07-03"
    rejected = served.decide({"do": "reject", "event": served.event("resigns")["id"]})
    assert not [event for event in served.state()["events"] if "resigns" in event["title"]]
    assert [True] == [entry["rejects"] for entry in served.state()["loose"] if entry["do"] == "reject"]
    served.decide(undo=tuple(rejected["ids"]))
    assert served.event("resigns")["edtf"] == "2025-07-03"
    served.decide({"do": "date-article", "article": "letter", "date": "2025-07-07"})
    assert [False] == [article["undated"] for article in served.state()["articles"] if article["id"] == "letter"]
    words = served.ask("/_timeline/article?id=gazette")[1]
    (fog,) = (part for block in words["blocks"] for part in block["sentences"] if part["text"].startswith("Fog"))
    place = {"article": "gazette", "start": fog["start"], "end": fog["end"]}
    served.decide({"do": "add-event", **place, "title": "Fog", "kind": "meet", "date": "2025-06"})
    assert served.event("Fog")["edtf"] == "2025-06"
    served.decide({"do": "accept", "event": served.event("Fog")["id"]})
    assert served.event("Fog")["verdict"] == "accepted"
    assert ["add-event", "accept"] == [entry["do"] for entry in served.event("Fog")["entries"]]
    written = served.corrections.read_text(encoding="utf-8")
    assert "Mina Sorrel" in written
    assert written.count("- do: ") == 6


def test_the_rarer_decisions_are_written_and_undone(served: Desk) -> None:
    """Who takes part, pin, hide, origin, evidence, namesakes: each is in the file, and shown; a second one takes the place of the first."""
    resigns, sinks = served.event("resigns")["id"], served.event("sinks")
    served.decide({"do": "set-actors", "event": resigns, "actors": [{"name": "Ida Moss", "role": "agent"}, {"name": "", "role": "agent"}]})
    served.decide({"do": "set-actors", "event": resigns, "actors": [{"name": "Ida Moss", "role": "patient"}]})
    assert [{"name": "Ida Moss", "role": "patient"}] == served.event("resigns")["parts"]
    served.decide({"do": "pin", "event": resigns})
    assert served.event("resigns")["pinned"]
    served.decide({"do": "set-origin", "article": "gazette", "origin": "Harbour radio"})
    assert "Harbour radio" in {item["origin"] for item in served.event("sinks")["evidence"]}
    key = next(item["key"] for item in sinks["evidence"] if item["article"] == "telegraph")
    served.decide({"do": "set-origin", "event": sinks["id"], "key": key, "origin": "Harbour radio"})
    assert served.event("sinks")["origins"] == 1
    words = served.ask("/_timeline/article?id=gazette")[1]
    (fog,) = (part for block in words["blocks"] for part in block["sentences"] if part["text"].startswith("Fog"))
    served.decide({"do": "add-evidence", "event": resigns, "article": "gazette", "start": fog["start"], "end": fog["end"]})
    assert "Fog is common there." in {item["quote"] for item in served.event("resigns")["evidence"]}
    served.decide({"do": "tell-apart", "people": ["Jo Roe", "jo roe"], "articles": ["gazette", "letter"]})
    served.decide({"do": "hide", "event": resigns, "date": "2031-01-01"})
    assert not [event for event in served.state()["events"] if "resigns" in event["title"]]
    assert served.corrections.read_text(encoding="utf-8").count("- do: ") == 7


@pytest.mark.parametrize(
    ("row", "words"),
    [
        ({"do": "set-actors", "actors": []}, "Name somebody"),
        ({"do": "set-actors", "actors": [{"name": "Ida", "role": "king"}]}, "no such part"),
        ({"do": "hide", "date": "soon"}, "is not a date"),
        ({"do": "set-origin", "article": "../x", "origin": "y", "event": None}, "not there any more"),
        ({"do": "set-origin", "key": "000", "origin": "y"}, "not there any more"),
        ({"do": "tell-apart", "people": ["Jo Roe"]}, "Two people"),
        ({"do": "tell-apart", "people": ["Jo Roe", "Jo Roe"], "articles": ["gazette", "gazette"]}, "an article each"),
        ({"do": "add-evidence", "article": "gazette", "start": 4, "end": 2}, "Select some words"),
    ],
)
def test_a_rarer_decision_that_cannot_be_made_is_refused(served: Desk, row: dict[str, Any], words: str) -> None:
    """In words for the person who asked; nothing is written."""
    status, answer = served.ask("/_timeline/decisions", body={"do": [{"event": served.event("sinks")["id"], **row}], "digest": ""})
    assert (422, True) == (status, words in answer["error"])
    assert not served.corrections.exists()


def test_a_rejected_event_counts_as_such_though_another_quotes_its_sentence(served: Desk) -> None:
    """It is not taken for a decision about the other one."""
    folder, before = served.corrections.parent / "articles", served.project.built.number
    (folder / "quay.md").write_text(
        "---\ndate: 2025-07-09\n---\n\nIda Moss met Ben Hull in Larne and resigned as head of the pier.\n", encoding="utf-8"
    )
    assert served.wait(before)
    sued, met = served.event("Ida Moss resigns"), served.event("Ida Moss meets")
    assert sued["evidence"][0]["quote"] == met["evidence"][0]["quote"]
    served.decide({"do": "reject", "event": sued["id"]})
    assert served.event("Ida Moss meets")["entries"] == []
    assert [True] == [entry["rejects"] for entry in served.state()["loose"]]


def test_accepting_at_once_accepts_what_was_just_set(served: Desk) -> None:
    """A title that is not built yet is not lost."""
    id_ = served.event("sinks")["id"]
    first = served.ask(
        "/_timeline/decisions", body={"do": [{"do": "retitle", "event": id_, "title": "The Aurora goes down"}], "digest": ""}
    )[1]
    second = served.ask("/_timeline/decisions", body={"do": [{"do": "accept", "event": id_}], "digest": first["digest"]})[1]
    assert served.wait(0, second["digest"])
    event = served.event("goes down")
    assert ("accepted", []) == (event["verdict"], event["changes"])


def test_merge_split_and_keep_apart(served: Desk) -> None:
    """Quotes go where they are told, and a new decision of the same kind takes the place of the old."""
    sinks, bought = served.event("sinks"), served.event("resigns")
    served.decide({"do": "merge", "events": [sinks["id"], bought["id"]]})
    together = served.event("sinks")
    assert len(together["evidence"]) == len(sinks["evidence"]) + len(bought["evidence"])
    merged = next(entry["id"] for entry in together["entries"] if entry["do"] == "merge")
    served.decide(undo=(merged,))
    sinks = served.event("sinks")
    served.decide({"do": "split", "event": sinks["id"], "apart": [sinks["evidence"][1]["key"]]})
    assert len([event for event in served.state()["events"] if "sinks" in event["title"]]) == 2
    served.decide({"do": "reject", "event": bought["id"]})
    assert served.corrections.read_text(encoding="utf-8").count("do: reject") == 1


def test_a_new_title_takes_the_place_of_all_that_merged_events_brought_along(served: Desk) -> None:
    """Two titles would disagree, and neither would be shown."""
    sinks, resigns = served.event("sinks"), served.event("resigns")
    served.decide({"do": "retitle", "event": sinks["id"], "title": "One"}, {"do": "retitle", "event": resigns["id"], "title": "Two"})
    served.decide({"do": "merge", "events": [sinks["id"], resigns["id"]]})
    (merged,) = (event for event in served.state()["events"] if len(event["evidence"]) == 3)
    served.decide({"do": "retitle", "event": merged["id"], "title": "The loss and what came of it"})
    assert len(served.event("The loss and what came of it")["evidence"]) == 3
    assert served.corrections.read_text(encoding="utf-8").count("do: retitle") == 1


def test_a_conflict_is_settled_with_a_reason(served: Desk) -> None:
    """Both claims stay, and it is said which one the editor holds with."""
    event = next(event for event in served.state()["events"] if event["conflicts"])
    (conflict,) = event["conflicts"]
    row = {"do": "settle", "conflict": conflict["id"], "claim": 1, "reason": "The contract says so."}
    status, data = served.ask("/_timeline/decisions", body={"do": [{**row, "reason": ""}], "digest": ""})
    assert (422, True) == (status, "why" in data["error"])
    served.decide(row)
    (settled,) = served.event(event["title"])["conflicts"]
    assert len(conflict["claims"]) == len(settled["claims"])
    assert settled["shown"] == 1


def test_a_conflict_between_two_events_shows_the_quotes_of_both(served: Desk) -> None:
    """The editor sees what each article says, though one of them tells another event."""
    folder = served.corrections.parent / "articles"
    for name, text in (
        ("one", "Holm Lines flew a single orbital mission in 2019."),
        ("two", "Holm Lines carried out four launches in 2019."),
    ):
        (folder / f"{name}.md").write_text(f"---\ntitle: {name}\ndate: 2025-07-06\n---\n\n{text}\n", encoding="utf-8")
    served.project.build()
    (conflict,) = (c for event in served.state()["events"] for c in event["conflicts"] if "mission" in c["claims"][0]["measure"])

    assert [claim["quotes"] for claim in conflict["claims"]] == [
        ["Holm Lines flew a single orbital mission in 2019."],
        ["Holm Lines carried out four launches in 2019."],
    ]


def test_two_tabs_do_not_overwrite_each_other(served: Desk) -> None:
    """The second one is told, and nothing of it is written."""
    digest, id_ = served.state()["digest"], served.event("sinks")["id"]
    served.decide({"do": "accept", "event": id_})
    before = served.corrections.read_bytes()
    status, data = served.ask("/_timeline/decisions", body={"do": [{"do": "reject", "event": id_}], "digest": digest})
    assert (409, True) == (status, "changed meanwhile" in data["error"])
    assert before == served.corrections.read_bytes()


def test_what_was_typed_by_hand_meanwhile_is_kept(served: Desk) -> None:
    """A decision made on what was seen before is refused; one made after it joins the comment."""
    served.corrections.write_text("# my own words\n", encoding="utf-8")
    id_ = served.event("sinks")["id"]
    assert served.ask("/_timeline/decisions", body={"do": [{"do": "accept", "event": id_}], "digest": ""})[0] == 409
    for _ in range(20):
        number = served.project.built.number  # before the state is asked for: the build may come between the two
        if served.state()["digest"]:
            break
        served.wait(number)
    served.decide({"do": "accept", "event": id_})
    assert served.corrections.read_text(encoding="utf-8").startswith("# my own words\n- do: accept\n")


@pytest.mark.parametrize(
    "body",
    [
        b"{",
        b"[]",
        b"[" * 100_000,
        {"do": {}},
        {"do": [1]},
        {"do": [{"do": "drop"}]},
        {"do": [{"do": "add-event", "article": "gazette", "start": 0, "end": 9, "title": "x", "kind": "no-such-kind"}]},
        {"do": [{"do": ["accept"]}]},
        {"do": [{"do": "accept", "event": "nobody"}]},
        {"do": [{"do": "accept", "event": {"a": 1}}]},
        {"do": [{"do": "merge", "events": "ab"}]},
        {"do": [{"do": "add-event", "article": "../x", "start": 0, "end": 9}]},
        {"do": [{"do": "add-event", "article": "gazette", "start": 9, "end": 1, "title": "x", "kind": "meet"}]},
        {"do": [{"do": "date-article", "article": "letter", "date": "yesterday"}]},
        {"undo": ["nothing"]},
        {"undo": 5},
    ],
)
def test_a_request_that_makes_no_sense_is_told_so(served: Desk, body: object) -> None:
    """With a sentence, and without a trace in the file."""
    status, data = served.ask("/_timeline/decisions", body=body if isinstance(body, bytes) else {"digest": "", **dict(body)})  # type: ignore[call-overload]
    assert status == 422
    assert data["error"]
    assert not served.corrections.exists()


def test_hostile_text_is_text(served: Desk) -> None:
    """In the file it stays within its quotes, on the page it is escaped."""
    title = '<script>alert(1)</script> "\n- do: reject # \\ \u202e'
    served.decide({"do": "retitle", "event": served.event("sinks")["id"], "title": title})
    assert ["retitle"] == [entry["do"] for event in served.state()["events"] for entry in event["entries"]]
    assert "<script>alert" not in served.ask("/")[1]


HOSTILE = '<script>alert(1)</script> "\n- do: reject # \\ \u202e \x00 {{x}}'


@pytest.mark.parametrize(
    "row",
    [
        {"do": "reject", "reason": HOSTILE},
        {"do": "redate", "date": "2025-07-03", "reason": HOSTILE, "source": HOSTILE},
        {"do": "set-speaker", "speaker": HOSTILE},
        {"do": "set-actors", "actors": [{"name": HOSTILE, "role": "agent"}]},
        {"do": "set-origin", "article": "gazette", "event": None, "origin": HOSTILE},
        {"do": "tell-apart", "people": ["Jo Roe", HOSTILE]},
        {"do": "hide", "date": "2031-01-01", "reason": HOSTILE},
        {"do": "note", "note": HOSTILE},
        {"do": "date-article", "article": "letter", "date": "2025-07-07", "reason": HOSTILE},
        {"do": "add-event", "article": "gazette", "start": 0, "end": 9, "title": HOSTILE, "kind": "meet"},
    ],
    ids=lambda row: row["do"],
)
def test_hostile_text_is_text_in_every_field(served: Desk, row: dict[str, Any]) -> None:
    """One correction, as it was typed; no page, feed or drawing holds it as mark-up."""
    served.decide({"event": served.event("sinks")["id"], **row})
    (entry,) = served.project.written.entries
    assert row["do"] == curation.VERBS[type(entry.correction)]
    assert "alert(1)" in repr(entry.correction)
    markup = {name: content for name, content in served.project.built.files.items() if name.endswith((".html", ".svg", ".atom", ".json"))}
    assert "index.html" in markup
    assert not any(b"<script>alert" in content for content in markup.values())


def test_a_broken_file_is_shown_and_the_last_good_build_stays(served: Desk) -> None:
    """An article comes and goes without a restart; a broken corrections file is named with its lines."""
    number = served.project.built.number
    articles = served.corrections.parent / "articles"
    (articles / "new.md").write_text("---\ndate: 2025-07-09\n---\n\nBen Hull joined Coastal Lines on 9 July 2025.\n", encoding="utf-8")
    assert served.wait(number)
    assert served.event("Ben Hull")
    number = served.project.built.number
    served.corrections.write_text("- do: acept\n  by: Mina\n", encoding="utf-8")
    assert served.wait(number)
    state = served.state()
    assert any("corrections.yaml:1" in line for line in state["error"])
    assert served.event("Ben Hull")
    number = served.project.built.number
    served.corrections.unlink()
    assert served.wait(number)
    assert [] == served.state()["error"]


def test_an_article_that_did_not_change_is_not_read_again(served: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """Only the one that did goes through the per-article stage."""
    read, asked = read_article, set[str]()

    def noted(article: Article, parser: str) -> Read:
        asked.add(article.id)
        return read(article, parser)

    monkeypatch.setattr(project, "read_article", noted)
    number = served.project.built.number
    path = served.corrections.parent / "articles" / "gazette.md"
    path.write_text(path.read_text(encoding="utf-8").replace("Friday", "Thursday"), encoding="utf-8")
    assert served.wait(number)
    assert {"gazette"} == asked


def test_a_bug_does_not_end_the_watch(served: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """It is shown, and the next change is built again."""
    path = served.corrections.parent / "articles" / "gazette.md"
    with monkeypatch.context() as patch:
        patch.setattr(pipeline, "build", lambda *_, **__: 1 // 0)
        number = served.project.built.number
        path.write_text(path.read_text(encoding="utf-8") + "\nIt rained.\n", encoding="utf-8")
        assert served.wait(number)
        assert ["a bug, ZeroDivisionError: integer division or modulo by zero"] == served.state()["error"]
    number = served.project.built.number
    path.write_text(path.read_text(encoding="utf-8") + "\nIt snowed.\n", encoding="utf-8")
    assert served.wait(number)
    assert [] == served.state()["error"]


def test_a_port_that_is_taken_is_an_error(served: Desk) -> None:
    """Not a second server on the same one."""
    with pytest.raises(OSError, match="in use"), serve(served.project, port=served.server.server_port, by="x", day=lambda: "2025-08-01"):
        pass
