"""Each hostile article is built or refused by name; nothing leaves the folder, and nothing it wrote is markup on a page."""

from __future__ import annotations

import csv
import io
import json
import re
from html.parser import HTMLParser
from pathlib import Path
from unicodedata import normalize

import pytest

from tests.hostile.corpus import Case, corpus
from timeline.cli import main
from timeline.reading import read

CORPUS = corpus()
_LOADS = {
    "script": "src",
    "link": "href",
    "img": "src",
    "iframe": "src",
    "source": "src",
    "object": "data",
    "embed": "src",
    "form": "action",
}


def folder_of(cases: dict[str, Case], root: Path) -> Path:
    """The cases and one good article as a folder; names that the disk refuses are left out."""
    folder = root / "articles"
    folder.mkdir()
    (folder / "zz-good.md").write_text("Oda Brenn resigned as mayor of Vantorp on 4 July 2025.\n", encoding="utf-8")
    for name, content in cases.values():
        (folder / name).write_bytes(content)
    return folder


class Found(HTMLParser):
    """What a page would run or load."""

    def __init__(self) -> None:
        super().__init__()
        self.bad: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Scripts in the page, handlers, styles, and addresses that run or load from elsewhere."""
        values = dict(attrs)
        if tag == "script" and "src" not in values and values.get("type") != "application/ld+json":
            self.bad.append("script in the page")
        self.bad += [f"{tag} {name}" for name in values if name.startswith("on") or name in ("style", "srcdoc")]
        self.bad += [
            f"{name}={value}"
            for name, value in attrs
            if (value or "").strip().lower().startswith(("javascript:", "data:text", "vbscript:"))
        ]
        address = values.get(_LOADS.get(tag, "")) or ""
        if address.startswith(("http:", "https:", "//")) and not (tag == "link" and values.get("rel") in ("canonical", "alternate")):
            self.bad.append(f"{tag} loads {address}")
        if tag in ("base", "object", "embed") or (tag == "meta" and (values.get("http-equiv") or "").lower() == "refresh"):
            self.bad.append(tag)


def test_the_corpus_is_large() -> None:
    """Hundreds of cases, and no two of a group in one file."""
    assert sum(map(len, CORPUS.values())) >= 300
    assert all(len(cases) == len({name for name, _ in cases.values()}) for cases in CORPUS.values())


@pytest.fixture(scope="module", params=CORPUS)
def folder(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """All articles of a group in one folder, and the site that they were built to beside it."""
    found = folder_of(CORPUS[request.param], tmp_path_factory.mktemp("hostile"))
    with pytest.raises(SystemExit) as left:
        main(["build", str(found), "--out", str(found.parent / "out")])
    assert left.value.code == 0
    return found


def test_hostile_articles_are_built_or_refused_by_name(folder: Path) -> None:
    """Each file is an article or has a problem of its own, save the hidden ones; the good article stands, and nothing else was written."""
    articles, problems = read(folder)
    told = {article.path for article in articles} | {problem.path for problem in problems}
    assert {normalize("NFC", path.name) for path in folder.iterdir() if not path.name.startswith(".")} == told
    assert "Oda Brenn" in "".join(page.read_text(encoding="utf-8") for page in (folder.parent / "out").rglob("*.html"))
    assert {"articles", "out"} == {path.name for path in folder.parent.iterdir()}


def test_files_of_a_site_have_names_that_every_disk_bears(folder: Path) -> None:
    """Whatever articles are called: plain letters, none that Windows keeps for devices, and none that differ in letter case only."""
    names = [path.relative_to(folder.parent / "out").as_posix() for path in (folder.parent / "out").rglob("*")]
    assert [] == [name for name in names if not re.fullmatch(r"(?:[a-z0-9._-]+/)*[a-z0-9._-]*[a-z0-9]", name)]
    assert [] == [
        name for name in names if Path(name).stem in {"con", "prn", "aux", "nul"} or re.match(r"(?:com|lpt)\d\.", Path(name).name)
    ]
    assert len(names) == len({name.casefold() for name in names})


def test_pages_of_hostile_articles_run_and_load_nothing(folder: Path) -> None:
    """No script, handler, style or address of an article is markup on any page."""
    for page in (folder.parent / "out").rglob("*.html"):
        found = Found()
        found.feed(page.read_text(encoding="utf-8"))
        assert [] == found.bad, page.name
        assert "root:x:0" not in page.read_text(encoding="utf-8")  # a file outside that an article names as an entity


def test_exports_of_hostile_articles_hold(folder: Path) -> None:
    """JSON is JSON, a table has one width and no formula, and no file holds a control character."""
    out = folder.parent / "out"
    assert json.loads((out / "timeline.json").read_text(encoding="utf-8"))["events"]
    rows = list(csv.reader(io.StringIO((out / "timeline.csv").read_text(encoding="utf-8-sig"), newline="")))
    assert {len(rows[0])} == {len(row) for row in rows}
    assert [] == [cell for row in rows for cell in row if cell[:1] in ("=", "+", "-", "@", "\t", "\r")]
    for path in out.rglob("*"):
        if path.suffix in (".html", ".xml", ".atom", ".csv", ".ics"):
            text = path.read_text(encoding="utf-8")
            assert [] == sorted({sign for sign in text if ord(sign) < ord(" ") and sign not in "\t\n\r"}), path.name
