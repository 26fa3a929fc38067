"""A request in, whether we answer it out. Other sites, other names for this machine and other programs are refused before anything is done.

A page of another site can send requests here, and a name of its own may be made to mean this machine. So the `Host` must be ours, an
`Origin` that is given must be ours, and what writes must show the token that only our pages hold.
"""

from __future__ import annotations

import hmac
import re
from collections.abc import Mapping
from secrets import token_urlsafe
from urllib.parse import unquote_to_bytes, urlsplit

from timeline.quick import dataclass

TOKEN = "X-Timeline-Token"  # noqa: S105  the name of a header
_ODD = re.compile(r"[\x00-\x1f\x7f\\]")


@dataclass(frozen=True, slots=True)
class Refusal:
    """An HTTP status and the reason in a sentence."""

    status: int
    reason: str


class Guard:
    """What belongs to the server on one port: its names and its token."""

    def __init__(self, port: int) -> None:
        self.token = token_urlsafe(24)
        self._hosts = frozenset(f"{name}:{port}" for name in ("127.0.0.1", "localhost"))

    def refuses(self, headers: Mapping[str, str], *, writes: bool) -> Refusal | None:
        """Why a request with these headers is not answered; None where it is."""
        host, origin = headers.get("Host", ""), headers.get("Origin")
        if host not in self._hosts:
            return Refusal(421, "This server answers only to 127.0.0.1 and localhost.")
        if (origin is not None or writes) and origin != f"http://{host}":
            return Refusal(403, "Pages of other sites may not ask.")
        if headers.get("Sec-Fetch-Site", "same-origin") not in ("same-origin", "none") and (
            writes or headers.get("Sec-Fetch-Mode") != "navigate"
        ):
            return Refusal(403, "Pages of other sites may not ask.")
        if writes and headers.get("Content-Type", "").partition(";")[0].strip() != "application/json":
            return Refusal(415, "What is written comes as JSON.")
        if writes and not hmac.compare_digest(headers.get(TOKEN, "").encode(), self.token.encode()):
            return Refusal(403, "The page is of another run of the server: load it again.")
        return None


def path_of(target: str) -> str | None:
    """The path of a request's target, decoded, without its leading slash; None for one that climbs or holds what no path holds.

    >>> path_of("/assets/page.css?x=1"), path_of("/%2e%2e/secret"), path_of("/a/..%2f..%2fb"), path_of("//host/x")
    ('assets/page.css', None, None, None)
    """
    try:
        path = unquote_to_bytes(urlsplit(target).path).decode()
        if not target.startswith("/") or target.startswith("//"):
            return None
    except ValueError:
        return None
    if _ODD.search(path) or ".." in path.split("/"):
        return None
    return path.removeprefix("/")
