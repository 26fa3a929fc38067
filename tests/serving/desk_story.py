"""An invented folder that has something of everything a reviewer meets, and a server on it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPResponse
from pathlib import Path
from typing import Any

from timeline.options import Options
from timeline.serving import Project, Server, serve
from timeline.serving.guard import TOKEN

GAZETTE = """---
title: Ferry sinks
publisher: Harbour Gazette
date: 2025-07-06
---

The ferry Aurora sank off Port Roe on Friday. Captain Jo Roe resigned on Saturday.

Coastal Lines won 28 awards in May 2019. Fog is common there.
"""
TELEGRAPH = """---
title: Captain accused
publisher: Quay Telegraph
date: 2025-07-08
---

The ferry Aurora sank off Port Roe on Friday. Ana Tal accused Jo Roe of fraud on Monday.

Coastal Lines won 26 awards in May 2019.
"""
LETTER = "Jo Roe joined Coastal Lines in 2011. The ferry Aurora was repaired in Larne.\n"


def write(folder: Path) -> Options:
    """The articles and a config in a folder; its options."""
    articles = folder / "articles"
    articles.mkdir(parents=True)
    for name, text in (("gazette.md", GAZETTE), ("telegraph.md", TELEGRAPH), ("letter.txt", LETTER)):
        (articles / name).write_text(text, encoding="utf-8")
    return Options(title="The loss of the Aurora", inputs=(articles,), corrections=folder / "corrections.yaml")


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """A running server, its project, and the file it writes."""

    server: Server
    project: Project
    corrections: Path

    def ask(self, path: str, *, body: object = None, **headers: str) -> tuple[int, Any]:
        """Ask as our own page would, but for the headers given; status and JSON or text."""
        host = f"127.0.0.1:{self.server.server_port}"
        known = {"Host": host}
        if body is not None:
            known |= {"Origin": f"http://{host}", "Content-Type": "application/json", TOKEN: self.server.guard.token}
        given = {**known, **{name.replace("_", "-"): value for name, value in headers.items()}}
        connection = HTTPConnection("127.0.0.1", self.server.server_port, timeout=30)
        try:
            connection.putrequest("POST" if body is not None else "GET", path, skip_host=True)
            raw = b"" if body is None else body if isinstance(body, bytes) else json.dumps(body).encode()
            for name, value in {**given, **({"Content-Length": str(len(raw))} if body is not None else {})}.items():
                if value:
                    connection.putheader(name, value)
            connection.endheaders(raw)
            with connection.getresponse() as answer:
                return answer.status, _read(answer)
        finally:
            connection.close()

    def state(self) -> dict[str, Any]:
        """What the review page is shown."""
        status, data = self.ask("/_timeline/state")
        assert status == 200
        return dict(data)

    def event(self, words: str) -> dict[str, Any]:
        """The one event with these words in its title."""
        (found,) = (event for event in self.state()["events"] if words in event["title"])
        return dict(found)

    def decide(self, *rows: object, undo: tuple[str, ...] = ()) -> dict[str, Any]:
        """Decide with the digest of now, and wait for the build that follows."""
        before = self.project.built.number
        status, data = self.ask("/_timeline/decisions", body={"do": rows, "undo": undo, "digest": self.project.written.digest})
        assert status == 200, data
        assert self.wait(before, data["digest"])
        return dict(data)

    def wait(self, number: int, digest: str | None = None) -> bool:
        """Wait for a later build, or for one of these corrections."""
        for _ in range(50):
            self.project.wait(number, 10)
            built = self.project.built
            if built.number > number and (digest is None or built.corrections.digest == digest):
                return True
            number = built.number
        return False


@contextmanager
def desk(folder: Path) -> Iterator[Desk]:
    """A server on the invented folder, built once."""
    options = write(folder)
    project = Project(lambda: options)
    project.build()
    with serve(project, by="Mina Sorrel", day=lambda: "2025-08-01") as server:
        yield Desk(server=server, project=project, corrections=folder / "corrections.yaml")


def _read(answer: HTTPResponse) -> Any:  # noqa: ANN401  JSON, or text
    text = answer.read().decode()
    return json.loads(text) if "json" in (answer.getheader("Content-Type") or "") else text
