"""A project in, a server on 127.0.0.1 out: the draft as it is built, and the review page beside it.

What our pages load stands under `/_timeline/`; everything else is a file of the draft, from memory. Pages of the draft get one script more
on their way out; the files of the site know nothing of it.
"""

from __future__ import annotations

import json
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from functools import partial
from html import escape
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from mimetypes import guess_type
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

from timeline.curation import Corrections
from timeline.errors import TimelineError
from timeline.serving.decisions import Signed, WrongError, about, decisions, replaced
from timeline.serving.guard import Guard, Refusal, path_of
from timeline.serving.project import Built, Project, StaleError
from timeline.serving.review import state
from timeline.serving.texts import reading

_OURS = "_timeline/"
_ASSETS = Path(__file__).parent / "assets"
_LARGEST = 1_000_000  # bytes of a request
_PING = 15.0  # seconds between two signs of life
_POLICY = "default-src 'self'; frame-ancestors 'self'; base-uri 'none'; form-action 'none'"
_MEDIA = {".js": "text/javascript", ".json": "application/json", ".csv": "text/csv", ".ics": "text/calendar", ".svg": "image/svg+xml"}
_STALE = "The corrections were changed meanwhile, by hand or in another tab. Nothing was written; the page shows them as they are now."


class Server(ThreadingHTTPServer):
    """The server of one project; `by` signs what is decided in the browser, `day` says when."""

    daemon_threads = True

    def __init__(self, project: Project, *, port: int = 0, by: str, day: Callable[[], str]) -> None:
        super().__init__(("127.0.0.1", port), _Handler)
        self.project, self.by, self.day = project, by, day
        self.guard = Guard(self.server_port)
        self._told: tuple[int, bytes] = (0, b"{}")

    def handle_error(self, request: object, client_address: object) -> None:
        """Nothing where the browser has gone in the middle of an answer, as it does when a page is loaded again."""
        if not isinstance(sys.exception(), ConnectionError):
            super().handle_error(request, client_address)  # type: ignore[arg-type]  # as we were given it

    def state(self) -> bytes:
        """What the review page is shown of the newest build; worked out once a build."""
        built = self.project.built
        number, told = self._told
        if number != built.number:
            told = _encoded(state(built))
            self._told = built.number, told
        return told

    @property
    def url(self) -> str:
        """Where it is, with a final slash."""
        return f"http://127.0.0.1:{self.server_port}/"


@contextmanager
def serve(project: Project, *, port: int = 0, by: str, day: Callable[[], str]) -> Iterator[Server]:
    """Serve and watch a project in the background while the block runs; OSError where the port is taken."""
    server = Server(project, port=port, by=by, day=day)
    threads = [threading.Thread(target=partial(server.serve_forever, poll_interval=0.1)), threading.Thread(target=project.run)]
    for thread in threads:
        thread.start()
    try:
        yield server
    finally:
        project.stop()
        server.shutdown()
        for thread in threads:
            thread.join()
        server.server_close()


class _Handler(BaseHTTPRequestHandler):
    """Answers one request after another on one connection."""

    protocol_version = "HTTP/1.1"
    server: Server
    timeout = 60

    def do_GET(self) -> None:
        """A file of the draft, the review page, or what it asks for."""
        path = self._admitted(writes=False)
        if path is None:
            return
        if path.startswith(_OURS):
            self._ours(path.removeprefix(_OURS))
        else:
            self._draft(path)

    def do_POST(self) -> None:
        """Decisions to be written."""
        path = self._admitted(writes=True)
        if path == f"{_OURS}decisions":
            self._decide()
        elif path is not None:
            self._refuse(Refusal(HTTPStatus.NOT_FOUND, "Nothing is written there."))

    def _admitted(self, *, writes: bool) -> str | None:
        """The path that is asked for; None where the request was refused."""
        refusal = self.server.guard.refuses({name.title(): value for name, value in self.headers.items()}, writes=writes)
        path = path_of(self.path)
        if refusal is None and path is None:
            refusal = Refusal(HTTPStatus.BAD_REQUEST, "There is no such path.")
        if refusal is not None:
            self._refuse(refusal)
            return None
        return path

    # --- reading ---

    def _ours(self, path: str) -> None:
        built = self.server.project.built
        query = parse_qs(urlsplit(self.path).query)
        if path == "changes":
            self._stream(query)
        elif path == "state":
            self._send(self.server.state(), "application/json")
        elif path == "article":
            found = reading(built, next(iter(query.get("id", ())), ""))
            self._json(found if found is not None else {"error": "The article is not there any more."}, status=200 if found else 404)
        elif path in ("", "review"):
            page = (_ASSETS / "review.html").read_text(encoding="utf-8").replace("{{token}}", escape(self.server.guard.token))
            self._send(page.encode(), "text/html; charset=utf-8")
        elif path in ("review.js", "review.css", "draft.js", "draft.css"):
            self._send((_ASSETS / path).read_bytes(), _media(path))
        else:
            self._refuse(Refusal(HTTPStatus.NOT_FOUND, "There is no such page."))

    def _draft(self, path: str) -> None:
        built = self.server.project.built
        if path == "favicon.ico":
            path = next((name for name in built.files if name.endswith(".svg") and "icon" in name), path)
        name = path if path and not path.endswith("/") else f"{path}index.html"
        try:
            content = built.files.get(name)
        except TimelineError as error:  # a template of this page is broken
            built, content = replace(built, files={}, error=(str(error),)), None
        if content is None and not built.files:
            self._send(_with_script(_nothing_yet(built), self.server.guard.token, built), "text/html; charset=utf-8")
        elif content is None:
            self._send(_with_script(built.files.get("404.html", b"Not found."), self.server.guard.token, built), "text/html", status=404)
        elif name.endswith(".html"):
            self._send(_with_script(content, self.server.guard.token, built), "text/html; charset=utf-8")
        else:
            self._send(content, _media(name))

    def _stream(self, query: dict[str, list[str]]) -> None:
        """Server-sent events: the number of each new build, and a sign of life now and then."""
        after = next(iter(query.get("after", ())), "0")
        number = int(after) if after.isdecimal() and len(after) < 10 else 0  # noqa: PLR2004  a number of builds
        self.close_connection = True
        self._head(HTTPStatus.OK, "text/event-stream")
        self.end_headers()
        project = self.server.project
        try:
            self.wfile.write(b"retry: 500\n\n")
            while project.wait(number, _PING):
                news = project.built.number
                self.wfile.write(f"data: {news}\n\n".encode() if news > number else b": still here\n\n")
                number = max(news, number)
        except OSError:
            return  # the browser has gone

    # --- writing ---

    def _decide(self) -> None:
        try:
            made, written = self._written(self._body())
        except StaleError:
            self._json({"error": _STALE}, status=HTTPStatus.CONFLICT)
        except (WrongError, TimelineError) as error:
            self._json({"error": str(error)}, status=HTTPStatus.UNPROCESSABLE_ENTITY)
        else:
            ids = [entry.id for entry in written.entries[len(written.entries) - made :]]
            self._json({"digest": written.digest, "ids": ids})

    def _written(self, body: dict[str, object]) -> tuple[int, Corrections]:
        """Write what a request asks for: how many corrections were added, and all as they are now."""
        project, rows, undone = self.server.project, body.get("do", []), body.get("undo", [])
        if not isinstance(rows, list) or not isinstance(undone, list) or not all(isinstance(id_, str) for id_ in undone):
            raise WrongError("A list of decisions was expected.")
        timeline = project.caught_up(about(rows)).timeline
        if timeline is None:
            raise WrongError("There is no timeline yet.")
        made = decisions(rows, timeline, Signed(by=self.server.by, at=self.server.day()))
        gone = {*undone, *replaced(made, project.written.entries, timeline)}
        return len(made), project.write(made, undone=gone, digest=str(body.get("digest", "")))

    def _body(self) -> dict[str, object]:
        length = self.headers.get("Content-Length", "")
        if not length.isdecimal() or int(length) > _LARGEST:
            self.close_connection = True
            raise WrongError("The request is too large.")
        try:
            body = json.loads(self.rfile.read(int(length)))
        except (ValueError, RecursionError) as error:
            raise WrongError("The request is not JSON.") from error
        if not isinstance(body, dict):
            raise WrongError("The request is not a set of decisions.")
        return body

    # --- answers ---

    def _json(self, data: dict[str, object], *, status: int = 200) -> None:
        self._send(_encoded(data), "application/json", status=status)

    def _refuse(self, refusal: Refusal) -> None:
        self.close_connection = True  # what else the request holds is not read
        self._json({"error": refusal.reason}, status=refusal.status)

    def _send(self, content: bytes, media: str, *, status: int = 200) -> None:
        self._head(status, media)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def _head(self, status: int, media: str) -> None:
        self.send_response(status)
        self.send_header("Content-Type", media)
        self.send_header("Content-Security-Policy", _POLICY)
        self.send_header("Cache-Control", "no-store")
        self.send_header("Cross-Origin-Resource-Policy", "same-origin")
        self.send_header("Referrer-Policy", "no-referrer")
        self.send_header("X-Content-Type-Options", "nosniff")

    def version_string(self) -> str:
        """Nothing about versions."""
        return "timeline"

    def log_message(self, format: str, *_: object) -> None:  # noqa: A002  the name of the base class
        """Nothing: the page tells what is wrong."""


def _encoded(data: dict[str, object]) -> bytes:
    return json.dumps(data, ensure_ascii=False).encode("utf-8", "replace")


def _media(name: str) -> str:
    media = _MEDIA.get(Path(name).suffix) or guess_type(name)[0] or "application/octet-stream"
    return f"{media}; charset=utf-8" if media.startswith("text/") or media.endswith(("json", "xml")) else media


def _with_script(page: bytes, token: str, built: Built) -> bytes:
    """A page of the draft with the script that shows errors, reloads, and leads to the review."""
    tags = (
        f'<link rel="stylesheet" href="/{_OURS}draft.css"><script defer src="/{_OURS}draft.js" data-token="{escape(token)}" '
        f'data-build="{built.number}"></script>'
    ).encode()
    head, found, rest = page.partition(b"</head>")
    return head + tags + found + rest if found else tags + page


def _nothing_yet(built: Built) -> bytes:
    lines = "".join(f"<li>{escape(line)}</li>" for line in built.error) or "<li>Building …</li>"
    head = '<!doctype html><html lang="en"><head><title>No timeline yet</title></head>'
    return f"{head}<body><h1>No timeline yet</h1><ul>{lines}</ul></body></html>".encode()
