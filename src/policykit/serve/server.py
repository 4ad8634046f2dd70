"""Serves a preview to the browsers of this computer, and to nobody else.

Another page in the same browser, another program's page under a name that leads here, and a
guess at the address are all turned away: the server listens on loopback alone, asks for a random
part of the address, and looks at the name and the origin it is called by.
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Callable
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Final, TypeAlias
from urllib.parse import parse_qs, unquote, urlsplit

from policykit import resources
from policykit.serve.preview import Preview, stamp_of

LOOPBACK: Final = "127.0.0.1"

SECONDS: Final = 25.0
"""How long a page waits for news before it asks again."""

_OWN: Final = "_policykit"
_OWN_FILES: Final = {"preview.js": "text/javascript", "preview.css": "text/css"}
_TYPES: Final = {
    "html": "text/html",
    "css": "text/css",
    "js": "text/javascript",
    "json": "application/json",
    "svg": "image/svg+xml",
    "png": "image/png",
    "txt": "text/plain",
    "xml": "application/xml",
    "woff2": "font/woff2",
}
_POLICY: Final = re.compile(
    rb'<meta http-equiv="Content-Security-Policy" content="([^"]*)">', re.IGNORECASE
)
_STRICT: Final = (
    "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; "
    "base-uri 'none'; form-action 'none'"
)
_EMPTY: Final = (
    b'<!doctype html><html lang="en"><head><meta charset="utf-8"><title>policykit</title></head>'
    b"<body><p>There is no page to show yet.</p></body></html>"
)

_Headers: TypeAlias = dict[str, str]


class PreviewServer(ThreadingHTTPServer):
    """A server for one preview.

    Args:
        preview: what it shows.
        token: the part of the address nobody can guess.
        port: where to listen; 0 for any that is free.
        seconds: how long a page waits for news before it asks again.

    Raises:
        OSError: the port is taken.
    """

    daemon_threads = True
    block_on_close = False

    def __init__(
        self, preview: Preview, token: str, port: int = 0, *, seconds: float = SECONDS
    ) -> None:
        super().__init__((LOOPBACK, port), _Handler)
        self.preview = preview
        self.token = token
        self.seconds = seconds
        self.tell: Callable[[Exception], None] = lambda _: None

    def handle_error(self, request: object, client_address: object) -> None:
        """Tell of a fault that kept a page from being sent; others are sent all the same."""
        del request, client_address
        error = sys.exc_info()[1]
        if isinstance(error, Exception):
            self.tell(error)

    @property
    def names(self) -> tuple[str, ...]:
        """What it may be called in the head of a request."""
        return f"{LOOPBACK}:{self.server_port}", f"localhost:{self.server_port}"

    @property
    def address(self) -> str:
        """Where the handbook begins."""
        return f"http://{self.names[0]}/{self.token}/"


class _Handler(BaseHTTPRequestHandler):
    server: PreviewServer
    protocol_version = "HTTP/1.1"
    server_version = "policykit"
    sys_version = ""
    timeout = 60

    def do_GET(self) -> None:
        refused = self._refused()
        if refused is not None:
            self._send(refused, b"", "text/plain")
            return
        parts = urlsplit(self.path)
        path = unquote(parts.path).removeprefix(f"/{self.server.token}/")
        if path.startswith(f"{_OWN}/"):
            self._own(path.removeprefix(f"{_OWN}/"), parts.query)
            return
        if not path or path.endswith("/"):
            path += "index.html"
        content = self.server.preview.page(path)
        if path.endswith(".html"):
            self._page(path, content)
        elif content is None:
            self._send(HTTPStatus.NOT_FOUND, b"", "text/plain")
        else:
            kind = _TYPES.get(path.rpartition(".")[2], "application/octet-stream")
            self._send(HTTPStatus.OK, content, kind)

    do_HEAD = do_GET  # noqa: N815 - the name the library calls

    def _refused(self) -> HTTPStatus | None:
        """Why a request is not answered, None where it is."""
        called = self.headers.get_all("Host") or []
        if len(called) != 1 or called[0].lower() not in self.server.names:
            return HTTPStatus.MISDIRECTED_REQUEST
        origin = self.headers.get("Origin")
        if origin is not None and origin not in {f"http://{each}" for each in self.server.names}:
            return HTTPStatus.FORBIDDEN
        if self.headers.get("Sec-Fetch-Site", "none") not in {"none", "same-origin"}:
            return HTTPStatus.FORBIDDEN
        if not self.path.startswith(f"/{self.server.token}/"):
            return HTTPStatus.NOT_FOUND
        return None

    def _own(self, name: str, query: str) -> None:
        if name in _OWN_FILES:
            content = resources.read_text("templates", f"serve/{name}").encode()
            self._send(HTTPStatus.OK, content, _OWN_FILES[name])
            return
        if name != "state":
            self._send(HTTPStatus.NOT_FOUND, b"", "text/plain")
            return
        asked = parse_qs(query)
        seen = asked.get("seen", [""])[0]
        told = self.server.preview.state(
            asked.get("page", [""])[0],
            int(seen) if seen.isascii() and seen.isdigit() and len(seen) < 10 else -1,  # noqa: PLR2004 - digits no count of saves reaches
            self.server.seconds,
        )
        self._send(HTTPStatus.OK, json.dumps(told).encode(), "application/json")

    def _page(self, path: str, content: bytes | None) -> None:
        """A page with the script beside it, under the page's own rules for what it may load."""
        whole = _EMPTY if content is None else content
        found = _POLICY.search(whole)
        policy = found[1].decode("utf-8", "replace") if found else _STRICT
        if found:
            whole = whole[: found.start()] + whole[found.end() :]
        kept = [each for each in policy.split("; ") if not each.startswith("connect-src")]
        kept += ["connect-src 'self'", "frame-ancestors 'none'"]
        own = f"/{self.server.token}/{_OWN}"
        stamp = stamp_of(content) if content is not None else ""
        script = (
            f'<link rel="stylesheet" href="{own}/preview.css">'
            f'<script src="{own}/preview.js" data-own="{own}" data-stamp="{stamp}" '
            f'data-page="{_attribute(path)}"></script>'
        ).encode()
        before, end, behind = whole.rpartition(b"</body>")
        whole = before + script + end + behind if end else whole + script
        status = HTTPStatus.OK if content is not None else HTTPStatus.NOT_FOUND
        self._send(status, whole, "text/html", {"Content-Security-Policy": "; ".join(kept)})

    def _send(
        self, status: HTTPStatus, content: bytes, kind: str, more: _Headers | None = None
    ) -> None:
        self.send_response(status)
        words = kind.startswith("text/") or kind.endswith(("json", "xml"))
        headers = {
            "Content-Type": f"{kind}; charset=utf-8" if words else kind,
            "Content-Length": str(len(content)),
            "Cache-Control": "no-store",
            "Cross-Origin-Opener-Policy": "same-origin",
            "Cross-Origin-Resource-Policy": "same-origin",
            "Referrer-Policy": "no-referrer",
            "X-Content-Type-Options": "nosniff",
            "X-Frame-Options": "DENY",
            **(more or {}),
        }
        for name, value in headers.items():
            self.send_header(name, value)
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(content)

    def handle(self) -> None:
        try:
            super().handle()
        except ConnectionError:
            # A browser that turned the page; nobody is left to tell.
            self.close_connection = True

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the library's name
        """Says nothing: whoever looks at the page sees what it was sent."""


def _attribute(text: str) -> str:
    told = text.replace("&", "&amp;").replace('"', "&quot;")
    return told.replace("<", "&lt;").replace(">", "&gt;")
