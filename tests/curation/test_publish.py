"""From draft to publication and after: the gate, redacted names, old links, the list of changes."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterable
from html import unescape
from pathlib import Path
from unicodedata import combining, normalize
from urllib.parse import unquote

import pytest

from tests import commands
from tests.commands import Done
from timeline import curation, exporting, pipeline, reading
from timeline.curation import Address, Correction, Reject, Retitle, load_redactions
from timeline.curation.redact import WITHHELD, add_redactions, check_redacted, drop_redactions, surnames
from timeline.errors import ConfigError, OutputError
from timeline.model import Timeline
from timeline.options import Options, load

BY = {"by": "Jo Roe", "at": "2031-07-06"}
ARTICLES = {
    "quay.md": "---\ntitle: The quay\npublisher: Harbour Times\ndate: 2031-06-04\n---\n\n"
    "Police said on Monday that Élodie Bro-Vance was arrested for fraud. The Harbour Office opened a pier on 9 May 2031.\n",
    "elodie-bro-vance-meets.md": "---\ntitle: Élodie Bro-Vance meets the mayor\nauthor: E. Bro‑Vance\ndate: 2031-06-05\n"
    "url: https://example.org/%C3%A9lodie-bro-vance\n---\n\n"
    "ÉLODIE BRO-VANCE’s friend Kim Poe met the mayor on 10 May 2031. Elodie Bro Vance met Kim Poe in Lisbon on 11 May 2031.\n",
}


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """Two articles and a config."""
    (tmp_path / "articles").mkdir()
    for name, text in ARTICLES.items():
        (tmp_path / "articles" / name).write_text(text, encoding="utf-8")
    (tmp_path / "timeline.toml").write_text(
        'title = "The harbour"\nbase_url = "https://example.org/t/"\ninputs = ["articles"]\n', encoding="utf-8"
    )
    return tmp_path


def run(project: Path, *arguments: str, day: int = 1_940_000_000) -> Done:
    """A command in the project, on a day in seconds since 1970."""
    return commands.run(project, *arguments, SOURCE_DATE_EPOCH=str(day))


def say(project: Path, *said: Correction) -> None:
    """Add corrections to the file of the project."""
    curation.append(project / "corrections.yaml", *said)


def page(project: Path, name: str = "index.html") -> str:
    """A page of the site."""
    return (project / "site" / name).read_text(encoding="utf-8")


def timeline_of(project: Path) -> Timeline:
    """The timeline of the project as it is now."""
    return pipeline.build(load(project / "timeline.toml"))


def event_id(project: Path, words: str) -> str:
    """The id of the event that quotes these words."""
    return next(event.id for event in timeline_of(project).events if words in event.evidence[0].quote)


def test_a_draft_says_so_on_every_page_and_asks_not_to_be_indexed(project: Path) -> None:
    """What is published does neither."""
    assert run(project, "build").returncode == 0
    pages = [path for path in (project / "site").rglob("*.html") if path.name not in {"404.html", "fragment.html"}]
    assert pages
    for path in pages:
        assert 'content="noindex"' in path.read_text(encoding="utf-8"), path
        assert "Draft: not for publication." in path.read_text(encoding="utf-8"), path
    run(project, "accept", "--sensitive", "--by", "Jo Roe")
    assert run(project, "build", "--publish").returncode == 0
    assert not any("Draft" in path.read_text(encoding="utf-8") for path in (project / "site").rglob("*.html"))
    assert "noindex" not in page(project)


def test_nothing_is_published_while_a_sensitive_event_is_not_accepted(project: Path) -> None:
    """The events are named, the exit code is 1, and nothing is written; check lists them too."""
    done = run(project, "build", "--publish")
    assert done.returncode == 1
    assert event_id(project, "arrested") in done.stderr
    assert not (project / "site").exists()
    assert "may harm somebody and is not accepted" in run(project, "check").stdout
    timeline = pipeline.build(load(project / "timeline.toml"))
    with pytest.raises(OutputError, match="not accepted"):
        pipeline.publish(timeline, load(project / "timeline.toml"), project / "site", draft=False)
    say(project, Reject(event=Address(key=event_id(project, "arrested")), **BY))
    assert run(project, "build", "--publish").returncode == 0
    assert not any(b"arrested" in path.read_bytes() for path in (project / "site").rglob("*") if path.is_file())


MARK = "Draft, not for publication: The harbour"


@pytest.mark.parametrize("name", sorted(exporting.FORMATS))
def test_an_export_is_a_draft_unless_it_is_for_readers(project: Path, name: str) -> None:
    """A draft says so in every format that holds claims; for readers nothing is exported before what may harm is accepted."""
    draft = run(project, "export", name)
    assert draft.returncode == 0
    assert name in {"json", "csv", "csl"} or MARK in draft.stdout.replace("\\", "").replace("\r\n ", "")
    refused = run(project, "export", name, "--publish", "--out", "file")
    assert refused.returncode == 1
    assert "1 event may harm somebody and is not accepted" in refused.stderr
    assert event_id(project, "arrested") in refused.stderr
    assert not (project / "file").exists()
    run(project, "accept", "--sensitive", "--by", "Jo Roe")
    done = run(project, "export", name, "--publish")
    assert done.returncode == 0
    assert "raft" not in done.stdout


def test_json_and_csv_say_in_a_field_that_they_are_drafts(project: Path) -> None:
    """Programs read fields, and rows are copied without their file."""
    run(project, "accept", "--sensitive", "--by", "Jo Roe")
    assert json.loads(run(project, "export", "json").stdout)["draft"] is True
    assert "draft" not in json.loads(run(project, "export", "json", "--publish").stdout)
    for arguments, words in (((), {"accepted", "draft"}), (("--publish",), {"accepted", "open"})):
        rows = list(csv.DictReader(io.StringIO(run(project, "export", "csv", *arguments).stdout)))
        assert words == {row["review"] for row in rows}


def test_accepted_events_are_exported_for_search_engines(project: Path) -> None:
    """JSON-LD holds those and no others, from the command as beside the pages."""
    assert json.loads(run(project, "export", "jsonld").stdout)["mainEntity"]["numberOfItems"] == 0
    run(project, "accept", "--sensitive", "--by", "Jo Roe")
    assert run(project, "build", "--publish").returncode == 0
    assert run(project, "export", "jsonld", "--publish").stdout == page(project, "timeline.jsonld")
    assert json.loads(page(project, "timeline.jsonld"))["mainEntity"]["numberOfItems"] == 1


def test_only_accepted_text_of_sensitive_events_is_published(project: Path) -> None:
    """A new source that joins an accepted event waits; the published files do not hold it, the draft and check do."""
    run(project, "accept", "--sensitive", "--by", "Jo Roe")
    text = ARTICLES["quay.md"].replace("The quay", "The chase").replace("Police said on Monday", "Police in Tessing said on Monday")
    (project / "articles" / "chase.md").write_text(text, encoding="utf-8")
    timeline = pipeline.build(load(project / "timeline.toml"))
    keys = [item.key for event in timeline.events for item in event.evidence if "Tessing" in item.quote]
    one = event_id(project, "Police said on Monday")
    say(project, *(curation.Merge(events=(Address(key=one), Address(key=key)), **BY) for key in keys))
    done = run(project, "build", "--publish")
    assert done.returncode == 0, done.stderr
    files = b"".join(path.read_bytes() for path in (project / "site").rglob("*") if path.is_file())
    assert b"Tessing" not in files
    assert b"was arrested" in files
    run(project, "build")
    assert "Tessing" in page(project)
    assert "Tessing" in run(project, "check").stdout


def test_a_sentence_with_a_harmful_word_is_sensitive_however_it_was_read(project: Path) -> None:
    """“Said that … was arrested” may be read as something that was said."""
    text = ARTICLES["quay.md"].replace("Police said on Monday that", "Police said on Monday, after a chase, that")
    (project / "articles" / "quay.md").write_text(text, encoding="utf-8")
    assert run(project, "build", "--publish").returncode == 1


def test_evidence_and_kinds_that_an_editor_adds_go_by_the_same_gate(project: Path) -> None:
    """A harmless event is not harmless any more with a harmful sentence, or a harmful kind."""
    pier, arrest = event_id(project, "opened a pier"), event_id(project, "arrested")
    say(project, Reject(event=Address(key=arrest), **BY))
    assert run(project, "build", "--publish").returncode == 0
    words = Address(article="quay", quote="Élodie Bro-Vance was arrested for fraud")
    for correction in (
        curation.AddEvidence(event=Address(key=pier), evidence=words, **BY),
        curation.SetKind(event=Address(key=pier), kind=curation.Kind("arrest"), **BY),
    ):
        (project / "corrections.yaml").unlink()
        say(project, Reject(event=Address(key=arrest), **BY), correction)
        done = run(project, "build", "--publish")
        assert (1, True) == (done.returncode, pier in done.stderr), done.stderr


def test_a_broken_corrections_file_builds_nothing(project: Path) -> None:
    """Every mistake is a line with its place, and the exit code is 2."""
    (project / "corrections.yaml").write_text("- do: retitel\n- do: pin\n", encoding="utf-8")
    done = run(project, "build")
    assert done.returncode == 2
    assert "corrections.yaml:1:7: `do: retitel` is not known (did you mean `retitle`?" in done.stderr
    assert done.stderr.count("corrections.yaml:2:3: ") == 3
    assert not (project / "site").exists()


def test_edited_facts_say_so_on_the_page(project: Path) -> None:
    """Who and when stands on the card; a private note stands nowhere."""
    key = event_id(project, "opened a pier")
    say(
        project,
        Retitle(event=Address(key=key), title="The <pier> opens", **BY),
        curation.Note(event=Address(key=key), note="ask Kim", **BY),
    )
    assert run(project, "build").returncode == 0
    assert "The &lt;pier&gt; opens" in page(project)
    assert "Title by Jo Roe on 6 July 2031." in page(project)
    assert not any(b"ask Kim" in path.read_bytes() for path in (project / "site").rglob("*") if path.is_file())


# --- old links ---------------------------------------------------------------------------------------------------------------------------


def test_old_links_lead_to_the_event_its_heir_or_a_note(project: Path) -> None:
    """The history holds keys, and no name; a build without a change adds nothing to it."""
    run(project, "accept", "--sensitive", "--by", "Jo Roe")
    assert run(project, "build", "--publish").returncode == 0
    history = (project / "history.json").read_bytes()
    assert run(project, "build", "--publish", day=1_950_000_000).returncode == 0
    assert (project / "history.json").read_bytes() == history
    assert not re.search(rb"(?i)lodie|vance|poe|pier", history)
    pier, met, arrest = (event_id(project, words) for words in ("opened a pier", "met the mayor", "arrested"))
    (project / "corrections.yaml").unlink()
    merge = curation.Merge(events=(Address(key=pier), Address(key=met)), **BY)
    say(project, merge, Reject(event=Address(key=arrest), **BY))
    assert run(project, "build", "--publish", day=1_950_000_000).returncode == 0
    anchors = re.findall(r'id="(e-[0-9a-f]{12})"', page(project))
    assert {f"e-{key}" for key in (pier, met, arrest)} <= set(anchors)
    assert len(anchors) == len(set(anchors))
    assert re.search(rf'<li id="e-{arrest}">An event .* has been withdrawn', page(project))
    changes = page(project, "changes.html")
    assert "Withdrawn</b> <span>an event</span>" in changes
    assert "Joined with another" in changes
    assert "arrested" not in changes
    assert "Joined with another" in page(project, "changes.atom")


@pytest.mark.parametrize(
    ("name", "encoding", "ends"),
    [("quay.md", "utf-8-sig", "\n"), ("quay.md", "utf-16", "\n"), ("quay.md", "utf-8", "\r\n"), ("pier.md", "utf-8", "\n")],
    ids=["byte order mark", "UTF-16", "line ends", "renamed"],
)
def test_corrections_outlive_another_encoding_of_the_article(project: Path, name: str, encoding: str, ends: str) -> None:
    """Its words are the same, so its corrections are; so is what was accepted."""
    run(project, "accept", "--sensitive", "--by", "Jo Roe")
    key = event_id(project, "opened a pier")
    address = curation.selector(next(e for e in timeline_of(project).events if e.id == key).evidence[0], timeline_of(project).articles)
    say(project, Retitle(event=address, title="The pier at last", **BY))
    (project / "articles" / "quay.md").unlink()
    (project / "articles" / name).write_bytes(ARTICLES["quay.md"].replace("\n", ends).encode(encoding))
    done = run(project, "build", "--publish")
    assert done.returncode == 0, done.stderr
    assert "The pier at last" in page(project)
    assert "was arrested" in page(project)
    assert "has lost its place" not in run(project, "check").stdout


def test_what_was_said_of_a_deleted_article_stays_in_the_file(project: Path) -> None:
    """As an orphan, named and a warning; it is back when the article is."""
    say(project, Retitle(event=Address(key=event_id(project, "opened a pier")), title="The pier at last", **BY))
    (project / "articles" / "quay.md").rename(project / "quay.md")
    assert run(project, "build").returncode == 0
    assert run(project, "check", "--strict").returncode == 1
    assert "`retitle` has lost its place" in run(project, "check").stdout
    (project / "quay.md").rename(project / "articles" / "quay.md")
    run(project, "build")
    assert "The pier at last" in page(project)


def test_a_damaged_history_stops_the_build(project: Path) -> None:
    """Old links are not lost in silence."""
    (project / "history.json").write_text("{}", encoding="utf-8")
    done = run(project, "build")
    assert done.returncode == 2
    assert "history.json: is not a history" in done.stderr


# --- names that no output may hold -------------------------------------------------------------------------------------------------------


def letters(text: str) -> str:
    """A text as letters only, without marks."""
    return "".join(sign for sign in normalize("NFKD", text).casefold() if sign.isalnum() and not combining(sign))


def readings(content: bytes) -> Iterable[str]:
    """Whatever a reader may make of the bytes of a file."""
    text = content.decode("utf-8", "replace")
    yield from (
        text,
        unescape(text),
        unquote(text),
        re.sub(r"<[^>]*>", "", text),
        re.sub(r"\\u([0-9a-f]{4})", lambda found: chr(int(found[1], 16)), text),
    )


def test_a_redacted_name_stands_in_no_byte_of_the_output(project: Path) -> None:
    """Not in pages, addresses, file names, ids, data, feeds; nor does the rule."""
    run(project, "accept", "--sensitive", "--by", "Jo Roe")
    assert run(project, "build", "--publish").returncode == 0
    assert "elodiebrovance" in letters(page(project))
    assert run(project, "redact", "Élodie Bro-Vance").returncode == 0
    rules = (project / "redactions.txt").read_text(encoding="utf-8")
    assert "vance" not in letters(rules)
    secrets = [part.encode() for rule in load_redactions(project / "redactions.txt") for part in (rule.hash, rule.salt)]
    for arguments in (("build", "--publish"), ("build",)):
        assert run(project, *arguments).returncode == 0
        files = {path: path.read_bytes() for path in (project / "site").rglob("*") if path.is_file()}
        for path, content in files.items():
            for text in (str(path.relative_to(project)), *(readings(content) if path.suffix != ".png" else ())):
                assert "brovance" not in letters(text), path
            assert not any(secret in content for secret in secrets)
    assert WITHHELD in page(project)
    options = load(project / "timeline.toml")
    timeline = pipeline.build(options)
    for name in exporting.FORMATS:
        assert "brovance" not in letters(b"".join(pipeline.export(timeline, options, name)).decode())
    assert run(project, "redact", "Élodie Bro-Vance", "--undo").returncode == 0
    assert run(project, "build").returncode == 0
    assert "elodiebrovance" in letters(page(project))


def test_the_rules_of_redaction_are_no_article(tmp_path: Path) -> None:
    """Where articles and decisions share one folder, the rules are not read, and so not published."""
    (tmp_path / "one.md").write_text("Ada Brook met Omar Vance on 3 May 2031.\n", encoding="utf-8")
    add_redactions(tmp_path / "redactions.txt", ["Omar Vance"])

    articles, problems = reading.read(tmp_path)
    assert (["one.md"], ()) == ([article.path for article in articles], problems)


def test_a_name_in_the_config_stops_the_build(project: Path) -> None:
    """Where a name cannot be taken out, nothing is written."""
    (project / "timeline.toml").write_text('title = "x"\ninputs = ["articles"]\n[theme]\nfont = "Bro-Vance"\n', encoding="utf-8")
    run(project, "redact", "Élodie Bro-Vance")
    done = run(project, "build")
    assert done.returncode == 2
    assert "a redacted name would stand in it; nothing was written" in done.stderr
    assert not (project / "site").exists()


@pytest.mark.parametrize(
    "text",
    [
        "Søren Brook",
        "SOREN BROOK’S",
        "soren-brook",
        "Soren%20Brook",
        "S&oslash;ren&nbsp;Brook",
        "So\u0301ren Bro\u00adok",
        "Sören_Bro-ok",
        "sorenbrook",
        "<b>Soren</b> Brook",
        "Soren Bro\r\n ok",
        "S\\u00f8ren Brook",
    ],
)
def test_a_name_is_found_however_it_is_written(tmp_path: Path, text: str) -> None:
    """Case, possessives, hyphens, marks, entities, escapes, folded lines, mark-up."""
    add_redactions(tmp_path / "redactions.txt", ["Soren Brook"])
    rules = load_redactions(tmp_path / "redactions.txt")
    with pytest.raises(OutputError):
        check_redacted({"page.html": f"before {text} behind".encode()}, rules)
    check_redacted({"page.html": b"Soren, a brook; Brooks; Sorenson Brook"}, rules)


def test_rules_are_added_once_and_taken_away(tmp_path: Path) -> None:
    """The last word of a name is a rule of its own; a broken rule stops everything."""
    path = tmp_path / "redactions.txt"
    assert surnames("Ada van Brook") == ("Ada van Brook", "Brook")
    assert add_redactions(path, surnames("Ada Brook")) == 2
    assert add_redactions(path, surnames("ADA BROOK")) == 0
    assert drop_redactions(path, ["ada-brook"]) == 1
    assert len(load_redactions(path)) == 1
    path.write_text("Ada Brook\n", encoding="utf-8")
    with pytest.raises(ConfigError, match=r"redactions\.txt:1: is no rule"):
        load_redactions(path)
    with pytest.raises(ConfigError, match="too short"):
        add_redactions(tmp_path / "other.txt", ["Al"])


def test_without_a_project_there_is_nothing_to_read(tmp_path: Path) -> None:
    """Who builds from Python without a config reads no file of the folder."""
    (tmp_path / "corrections.yaml").write_text("broken: [", encoding="utf-8")
    assert pipeline.corrections(Options()).entries == ()
