"""A page becomes an article with the date it states, whoever serves it; nothing is guessed and nothing replaced."""

from __future__ import annotations

import gzip
import threading
import zlib
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

from timeline import acquiring, reading
from timeline.acquiring import Limits, Page, compose, fetch, fetching, load, save
from timeline.cli import main
from timeline.errors import InputError, OutputError

BODY = """<article><p>The ferry Aurora sank off Port Roe on Friday, and all forty passengers were brought ashore by fishing boats.</p>
<p>Captain Jo Roe resigned on Saturday. Coastal Lines had bought the ferry from an owner in Larne in May 2019.</p></article>"""
LINKED = '<script type="application/ld+json">{"@type": "NewsArticle", "headline": "Ferry sinks", "datePublished": "2025-07-06"}</script>'
META = '<meta property="article:published_time" content="2025-07-05T08:00:00Z">'

Answer = Callable[[BaseHTTPRequestHandler], None]


def page(head: str = "", body: str = BODY) -> str:
    """A web page."""
    return f"<!doctype html><html lang=en><head><title>Ferry</title>{head}</head><body>{body}</body></html>"


class Site:
    """A server on this machine that answers each path as it is told, and counts what it was asked."""

    def __init__(self) -> None:
        self.answers: dict[str, Answer] = {}
        self.asked: list[str] = []
        site = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                site.asked.append(self.path)
                site.answers[self.path](self)

            def log_message(self, format: str, *args: object) -> None:  # noqa: A002  the name of the base class
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self.server.server_port}"

    def says(self, path: str, body: bytes, *, status: int = 200, **headers: str) -> str:
        """Answer a path with these bytes and headers; its address."""

        def answer(request: BaseHTTPRequestHandler) -> None:
            request.send_response(status)
            for name, value in {"Content_Type": "text/html; charset=utf-8", **headers}.items():
                request.send_header(name.replace("_", "-"), value)
            request.end_headers()
            request.wfile.write(body)

        self.answers[path] = answer
        return self.url + path


@pytest.fixture
def site() -> Iterator[Site]:
    """A site of its own for each test."""
    made = Site()
    thread = threading.Thread(target=made.server.serve_forever, daemon=True)
    thread.start()
    yield made
    made.server.shutdown()
    thread.join()
    made.server.server_close()


@pytest.mark.parametrize(
    ("head", "words", "where"),
    [
        (META + LINKED, "2025-07-06", "its JSON-LD (datePublished)"),
        (META, "2025-07-05T08:00:00Z", "its meta tag article:published_time"),
        ('<meta name="date" content="soon">' + META, "2025-07-05T08:00:00Z", "its meta tag article:published_time"),
        (
            '<script type="application/ld+json">{"@type":"Article","datePublished":"today"}</script>' + META,
            "2025-07-05T08:00:00Z",
            "its meta tag article:published_time",
        ),
    ],
)
def test_the_date_is_the_most_trusted_one_that_is_stated(head: str, words: str, where: str) -> None:
    """JSON-LD, then meta tags; what is no date is passed over."""
    draft = compose(Page(text=page(head)))
    assert draft.date
    assert (words, where) == (draft.date.words, draft.date.where)


def test_the_date_of_an_article_wins_over_that_of_a_film_on_its_page() -> None:
    """Within one piece of JSON-LD."""
    graph = '{"@graph": [{"@type": "VideoObject", "datePublished": "2019-01-01"}, {"@type": "NewsArticle", "datePublished": "2025-07-06"}]}'
    draft = compose(Page(text=page(f'<script type="application/ld+json">{graph}</script>')))
    assert draft.date
    assert draft.date.words == "2025-07-06"


def test_a_dateline_is_the_last_resort() -> None:
    """The line is named."""
    draft = compose(Page(text=page(body=BODY.replace("<article>", "<article><p>Published: July 6, 2025</p>"))))
    assert draft.date
    assert draft.date.words == "2025-07-06"
    assert "Published: July 6, 2025" in draft.date.where


def test_other_days_are_told() -> None:
    """Those of the same day are not."""
    draft = compose(Page(text=page(LINKED + META + '<meta name="pubdate" content="2025-07-06T23:00:00Z">')))
    assert ["its meta tag article:published_time"] == [other.where for other in draft.others]


def test_a_page_without_a_date_is_refused_until_somebody_decides() -> None:
    """With the two ways out."""
    with pytest.raises(InputError, match=r"states no date.*--date.*--undated"):
        compose(Page(text=page(), name="ferry"))
    assert compose(Page(text=page()), undated=True).date is None
    assert "date: 2025-07" in compose(Page(text=page()), date="2025-07").text.replace("'", "")


def test_the_saved_file_is_read_back_as_it_was(tmp_path: Path) -> None:
    """Date, address, day of retrieval and hash; the hash is that of the text as `build` reads it."""
    draft = compose(Page(text=page(LINKED), url="https://gazette.example/ferry"), retrieved="2025-08-01")
    path = save(draft, tmp_path / "articles")
    (article,), problems = reading.read(tmp_path / "articles")
    assert () == problems
    assert "2025-07-06-ferry-sinks.md" == path.name
    assert ("2025-07-06", "2025-08-01") == (str(article.published), str(article.retrieved))
    assert "https://gazette.example/ferry" == article.url
    assert f"text_hash: {article.text_hash}" in path.read_text(encoding="utf-8")


def test_front_matter_that_was_typed_stays(tmp_path: Path) -> None:
    """With its comments; only what is missing joins it."""
    file = tmp_path / "in.md"
    file.write_text(
        "---\n# mine\ndate: 2025-07-06\nbased_on:\n  publisher: Gazette\nkind: note\n---\n\nThe ferry sank on Friday.\n", encoding="utf-8"
    )
    text = compose(load(file)).text
    assert "---\n# mine\nbased_on:\n  publisher: Gazette\nkind: note\ndate: " in text
    assert text.endswith("---\n\nThe ferry sank on Friday.\n")


def test_the_same_text_is_saved_once_and_no_file_is_replaced(tmp_path: Path) -> None:
    """Another text of the same name gets a number."""
    first = compose(Page(text=page(LINKED)))
    path = save(first, tmp_path)
    with pytest.raises(OutputError, match=path.name):
        save(first, tmp_path, reading.read(tmp_path)[0])
    other = compose(Page(text=page(LINKED, BODY.replace("forty", "fifty"))))
    assert path.with_stem(path.stem + "-2") == save(other, tmp_path, reading.read(tmp_path)[0])
    assert "forty" in path.read_text(encoding="utf-8")


@pytest.mark.parametrize("title", ["../../etc/passwd", "a: b\\n---\\nkind: note", "x" * 900, "\\u2028\\ud800'\\\"", "日本"])
def test_a_title_cannot_break_out(tmp_path: Path, title: str) -> None:
    """Neither of its line, nor of the folder, nor of the length of a name."""
    linked = f'<script type="application/ld+json">{{"@type": "Article", "headline": "{title}", "datePublished": "2025-07-06"}}</script>'
    path = save(compose(Page(text=page(linked))), tmp_path / "in")
    (article,), _ = reading.read(tmp_path / "in")
    assert path.parent == tmp_path / "in"
    assert len(path.name) < 80
    assert article.kind.value == "article"
    assert "2025-07-06" == str(article.published)


def test_a_page_is_fetched_and_saved_by_the_command(
    site: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """It says which date it took and from where; a page is asked for once."""
    monkeypatch.chdir(tmp_path)
    url = site.says("/ferry", page(LINKED + META).encode())
    with pytest.raises(SystemExit) as left:
        main(["add", url, "--to", "articles", "--allow-private"])
    said = capsys.readouterr().err
    assert not left.value.code
    assert "Saved: articles/2025-07-06-ferry-sinks.md" in said
    assert "Date: 2025-07-06, from its JSON-LD (datePublished)" in said
    assert "article:published_time says 2025-07-05T08:00:00Z: check" in said
    assert ["/ferry"] == site.asked
    saved = (tmp_path / "articles" / "2025-07-06-ferry-sinks.md").read_text(encoding="utf-8")
    assert f"url: {url}" in saved
    assert "retrieved: " in saved


@pytest.mark.parametrize("packed", [gzip.compress, lambda raw: raw])
def test_packed_and_plain_answers_are_read(site: Site, packed: Callable[[bytes], bytes]) -> None:
    """In the encoding that the page declares."""
    raw = page('<meta charset="iso-8859-1">' + LINKED, BODY.replace("Larne", "Málaga")).encode("latin-1")
    body = packed(raw)
    more: dict[str, Any] = {"Content_Encoding": "gzip"} if body != raw else {}
    url = site.says("/a", body, Content_Type="text/html", **more)
    assert "Málaga" in fetch(url, allow_private=True).text


@pytest.mark.parametrize(
    "url",
    [
        "file:///etc/passwd",
        "ftp://a.example/x",
        "http://user:pw@a.example/",
        "http:///x",
        "http://[::1",
        "https://a.example/\r\nX: y",
        "gopher://a",
    ],
)
def test_only_plain_web_addresses_are_asked(url: str) -> None:
    """Before anything is sent."""
    with pytest.raises(InputError):
        fetch(url, allow_private=True)


@pytest.mark.parametrize(
    "host", ["127.0.0.1", "localhost", "[::1]", "10.0.0.1", "169.254.169.254", "0.0.0.1", "2130706433", "[::ffff:127.0.0.1]"]
)
def test_private_addresses_are_refused(host: str) -> None:
    """However they are written, and nothing is sent."""
    with pytest.raises(InputError, match=r"private network|has no address"):
        fetch(f"http://{host}:1/")


def test_a_redirect_into_a_private_network_is_refused(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each address is checked anew."""
    monkeypatch.setattr(fetching, "is_public", lambda address: address == "127.0.0.1")
    url = site.says("/a", b"", status=302, Location=f"http://127.0.0.2:{site.server.server_port}/b")
    with pytest.raises(InputError, match="private network"):
        fetch(url)
    assert ["/a"] == site.asked


def test_redirects_are_followed_a_few_times(site: Site) -> None:
    """To a relative address too; a circle ends."""
    site.says("/b", page(LINKED).encode())
    fetched = fetch(site.says("/a", b"", status=301, Location="/b"), allow_private=True)
    assert f"{site.url}/b" == fetched.url
    with pytest.raises(InputError, match="leads on more than 5 times"):
        fetch(site.says("/c", b"", status=302, Location="/c"), allow_private=True)
    with pytest.raises(InputError):
        fetch(site.says("/d", b"", status=302, Location="file:///etc/passwd"), allow_private=True)


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        ({"body": b"x" * 5000}, "larger than 1,000 bytes"),
        ({"body": gzip.compress(b"x" * 5000), "Content_Encoding": "gzip"}, "larger than 1,000 bytes"),
        ({"body": b"no", "Content_Encoding": "gzip"}, "packed wrongly"),
        ({"body": zlib.compress(b"x"), "Content_Encoding": "br"}, "packed in a way"),
        ({"body": b"%PDF", "Content_Type": "application/pdf"}, "application/pdf, not an article"),
        ({"body": b"", "status": 404}, "answers 404"),
    ],
)
def test_what_cannot_be_an_article_is_refused_by_name(site: Site, answer: dict[str, Any], said: str) -> None:
    """Too large, packed, of another kind, not there."""
    url = site.says("/x", **answer)
    with pytest.raises(InputError, match=said) as caught:
        fetch(url, allow_private=True, limits=Limits(size=1000))
    assert caught.value.path == url


def test_a_server_that_dribbles_or_is_silent_is_left(site: Site) -> None:
    """By the time in all and by the time for one answer."""
    gone = threading.Event()

    def dribble(request: BaseHTTPRequestHandler) -> None:
        request.send_response(200)
        request.end_headers()
        while not gone.wait(0.01):
            try:
                request.wfile.write(b"<p>")
            except OSError:
                return

    def silence(request: BaseHTTPRequestHandler) -> None:
        gone.wait(5)

    site.answers["/slow"] = dribble
    site.answers["/silent"] = silence
    with pytest.raises(InputError, match="takes longer than"):
        fetch(f"{site.url}/slow", allow_private=True, limits=Limits(seconds=0.1))
    with pytest.raises(InputError, match="does not answer in time"):
        fetch(f"{site.url}/silent", allow_private=True, limits=Limits(silence=0.1))
    gone.set()


def test_a_build_asks_no_network() -> None:
    """Only the room that adds articles knows how, and only the two commands that take something in use it."""
    root = Path(acquiring.__file__).parent.parent
    users = {path.relative_to(root).as_posix() for path in root.rglob("*.py") if "acquiring" in path.read_text(encoding="utf-8")}
    assert {"cli/add.py", "cli/import_.py"} == {user for user in users if not user.startswith("acquiring/")}
    asking = {path.relative_to(root).as_posix() for path in root.rglob("*.py") if "http.client" in path.read_text(encoding="utf-8")}
    assert {"acquiring/fetching.py"} == asking
