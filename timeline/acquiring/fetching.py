"""A web address or a file in, the text of a page out.

What answers may be hostile: only http and https, no address inside a private network, few redirects, each checked anew, little time, few
bytes. The connection goes to the very address that was checked, so that a name cannot mean two machines.
"""

from __future__ import annotations

import http.client
import ipaddress
import re
import socket
import ssl
import zlib
from http import HTTPStatus
from pathlib import Path
from time import monotonic
from urllib.parse import SplitResult, urljoin, urlsplit

from timeline.errors import InputError
from timeline.quick import dataclass
from timeline.reading.files import TEXT_ENDINGS, read_file

_CHUNK = 65_536
_TEXT = ("text/html", "application/xhtml+xml", "text/plain")
_AGENT = "timeline (saves one article for its reader)"
_META_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([A-Za-z0-9_.:-]{1,40})", re.IGNORECASE)
_DECLARED = re.compile(r"charset\s*=\s*[\"']?([A-Za-z0-9_.:-]{1,40})", re.IGNORECASE)
_MOVED = frozenset(
    {HTTPStatus.MOVED_PERMANENTLY, HTTPStatus.FOUND, HTTPStatus.SEE_OTHER, HTTPStatus.TEMPORARY_REDIRECT, HTTPStatus.PERMANENT_REDIRECT}
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """What one page may cost: seconds in all and for each answer, bytes after unpacking, redirects."""

    seconds: float = 30.0
    silence: float = 10.0
    size: int = 5_000_000
    redirects: int = 5


_USUAL = Limits()


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """A text with where it came from: `url` is the last address of a fetched page, empty for a file; `ending` says how it is written."""

    text: str
    url: str = ""
    name: str = ""
    ending: str = ".html"


def load(path: Path) -> Page:
    """Read a saved page or article; InputError where it is no text."""
    if path.suffix.lower() not in TEXT_ENDINGS:
        raise InputError("is no article", path=str(path), hint=f"articles are files that end in {', '.join(sorted(TEXT_ENDINGS))}")
    return Page(text=read_file(path), name=path.stem, ending=path.suffix.lower())


def fetch(url: str, *, allow_private: bool = False, limits: Limits = _USUAL) -> Page:
    """Ask for one page. InputError, with the address, for whatever is refused or fails."""
    deadline = monotonic() + limits.seconds
    for _ in range(limits.redirects + 1):
        target = _checked(url)
        answer = _ask(target, url, allow_private=allow_private, limits=limits, deadline=deadline)
        if isinstance(answer, Page):
            return answer
        url = _next(url, answer)
    raise InputError(f"leads on more than {limits.redirects} times", path=url, hint="save the page from a browser and add the file")


def _checked(url: str) -> SplitResult:
    """The parts of an address we may ask."""
    try:
        target = urlsplit(url)
        port = target.port
    except ValueError as error:
        raise InputError("is not a web address", path=url, hint="it begins with https://") from error
    if target.scheme not in ("http", "https") or not target.hostname or not url.isascii() or re.search(r"[\s\x00-\x1f\x7f\\]", url):
        raise InputError("is not a web address", path=url, hint="it begins with https://")
    if target.username is not None or target.password is not None:
        raise InputError("holds a name or password", path=url, hint="write it without the part before @")
    if port == 0:
        raise InputError("has no usable port", path=url)
    return target


def _next(url: str, location: str) -> str:
    """Where a redirect leads; never from https back to http."""
    following = urljoin(url, location)
    if url.startswith("https:") and following.startswith("http:"):
        raise InputError(f"leads from https to {following[:200]}, which is not encrypted", path=url)
    return following


def _ask(target: SplitResult, url: str, *, allow_private: bool, limits: Limits, deadline: float) -> Page | str:
    """The page, or where it has moved to."""
    host, port = str(target.hostname), target.port or (443 if target.scheme == "https" else 80)
    address = _address(host, port, url, allow_private=allow_private)
    connection = _Pinned(host, port, address=address, tls=target.scheme == "https", timeout=limits.silence)
    path = (target.path or "/") + (f"?{target.query}" if target.query else "")
    try:
        connection.request("GET", path, headers={"User-Agent": _AGENT, "Accept": ", ".join(_TEXT), "Accept-Encoding": "gzip"})
        with connection.getresponse() as answer:
            if answer.status in _MOVED:
                return answer.getheader("Location") or ""
            if answer.status != HTTPStatus.OK:
                raise InputError(f"answers {answer.status} {answer.reason}"[:120], path=url, hint="open it in a browser")
            return _page(answer, url, limits, deadline)
    except (OSError, http.client.HTTPException) as error:
        reason = "does not answer in time" if isinstance(error, TimeoutError) else f"cannot be fetched: {error}"[:200]
        raise InputError(reason, path=url, hint="save the page from a browser and add the file") from error
    finally:
        connection.close()


def _address(host: str, port: int, url: str, *, allow_private: bool) -> str:
    """The address to connect to; every address of the host must be one that the whole world can reach, unless private ones are allowed."""
    try:
        found = [str(row[4][0]) for row in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)]
    except (OSError, UnicodeError) as error:
        raise InputError(f"has no address: {host}", path=url, hint="check the name, and the connection") from error
    private = [address for address in found if not is_public(address)]
    if private and not allow_private:
        hint = "--allow-private, if that is meant"
        raise InputError(f"leads into a private network ({private[0]})", path=url, hint=hint)
    return found[0]


def is_public(address: str) -> bool:
    """Whether an address belongs to a machine that the whole world can reach, also where it wraps an older one.

    >>> [is_public(text) for text in ("127.0.0.1", "10.0.0.1", "169.254.169.254", "::ffff:127.0.0.1", "2002:7f00:1::", "64:ff9b::7f00:1")]
    [False, False, False, False, False, False]
    >>> is_public("1.1.1.1"), is_public("2606:4700:4700::1111")
    (True, True)
    """
    ip = ipaddress.ip_address(address.partition("%")[0])
    if isinstance(ip, ipaddress.IPv6Address):
        inner = ip.ipv4_mapped or ip.sixtofour
        if ip in ipaddress.ip_network("64:ff9b::/96"):
            inner = ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF)
        if inner is not None:
            return is_public(str(inner))
    return ip.is_global and not ip.is_multicast


class _Pinned(http.client.HTTPConnection):
    """A connection to an address that was checked, under the name of its host."""

    def __init__(self, host: str, port: int, *, address: str, tls: bool, timeout: float) -> None:
        super().__init__(host, port, timeout=timeout)
        self.default_port = 443 if tls else 80  # what the Host line may leave out
        self._pinned, self._tls = address, tls

    def connect(self) -> None:
        """Connect to the pinned address; with TLS, the certificate must be that of the host."""
        plain = socket.create_connection((self._pinned, self.port), self.timeout)
        self.sock = ssl.create_default_context().wrap_socket(plain, server_hostname=self.host) if self._tls else plain


def _page(answer: http.client.HTTPResponse, url: str, limits: Limits, deadline: float) -> Page:
    media = (answer.getheader("Content-Type") or "text/html").partition(";")[0].strip().lower()
    if media not in _TEXT:
        raise InputError(f"is {media[:60]}, not an article", path=url, hint="save its text as a file")
    raw = _body(answer, url, limits, deadline)
    packing = (answer.getheader("Content-Encoding") or "identity").lower()
    if packing == "gzip":
        raw = _unpacked(raw, url, limits.size)
    elif packing != "identity":
        raise InputError(f"is packed in a way that is not read ({packing[:20]})", path=url, hint="save the page from a browser")
    text = _decoded(raw, answer.getheader("Content-Type") or "")
    return Page(text=text, url=url, ending=".txt" if media == "text/plain" else ".html")


def _body(answer: http.client.HTTPResponse, url: str, limits: Limits, deadline: float) -> bytes:
    parts, size = [], 0
    while chunk := answer.read1(_CHUNK):
        size += len(chunk)
        if size > limits.size:
            raise InputError(f"is larger than {limits.size:,} bytes", path=url, hint="save its text as a file")
        if monotonic() > deadline:
            raise InputError(
                f"takes longer than {limits.seconds:g} seconds", path=url, hint="save the page from a browser and add the file"
            )
        parts.append(chunk)
    return b"".join(parts)


def _unpacked(raw: bytes, url: str, size: int) -> bytes:
    unpacking = zlib.decompressobj(wbits=31)
    try:
        text = unpacking.decompress(raw, size)
    except zlib.error as error:
        raise InputError("is packed wrongly", path=url, hint="save the page from a browser and add the file") from error
    if unpacking.unconsumed_tail:
        raise InputError(f"is larger than {size:,} bytes", path=url, hint="save its text as a file")
    return text


def _decoded(raw: bytes, media: str) -> str:
    """The text, in the encoding that the bytes allow: as marked, as declared by the server, by the page, or the usual two."""
    if raw.startswith((b"\xff\xfe", b"\xfe\xff")):
        return raw.decode("utf-16", "replace")
    declared, said = _DECLARED.search(media), _META_CHARSET.search(raw[:4096])
    for name in (declared[1] if declared else "", said[1].decode("ascii") if said else "", "utf-8", "cp1252"):
        try:
            if name:
                return raw.decode("utf-8-sig" if name.lower() in ("utf-8", "utf8") else name)
        except (LookupError, UnicodeError):
            continue
    return raw.decode("utf-8-sig", "replace")
