"""Stands in for the programming interface of GitHub: the comments of one pull request."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

BOT = "github-actions[bot]"


@dataclass
class Server:
    """The comments, what was asked, and how the server behaves.

    `status` other than 0 is answered to whatever is asked by a method in `refuses`, `lists` other
    than None where the comments are asked for.
    """

    address: str = ""
    comments: list[dict[str, Any]] = field(default_factory=list)
    asked: list[tuple[str, str]] = field(default_factory=list)
    tokens: set[str] = field(default_factory=set)
    status: int = 0
    refuses: tuple[str, ...] = ("GET", "POST", "PATCH")
    leads_to: str = ""
    headers: dict[str, str] = field(default_factory=dict)
    hangs: threading.Event | None = None
    lists: object = None

    def say(self, body: str, author: str = BOT) -> None:
        """A comment somebody wrote."""
        number = 100 + len(self.comments)
        self.comments.append({"id": number, "body": body, "user": {"login": author}})

    def written(self) -> list[str]:
        """The comments of the bot."""
        return [each["body"] for each in self.comments if each["user"]["login"] == BOT]


class _Handler(BaseHTTPRequestHandler):
    told: Server

    def log_message(self, *_: object) -> None:
        return

    def do_GET(self) -> None:
        query = parse_qs(urlsplit(self.path).query)
        size, page = int(query["per_page"][0]), int(query["page"][0])
        if self._is_open("/repos/acme/policies/issues/7/comments"):
            comments = self.told.comments[size * (page - 1) : size * page]
            self._answer(200, comments if self.told.lists is None else self.told.lists)

    def do_POST(self) -> None:
        body = self._body()
        if self._is_open("/repos/acme/policies/issues/7/comments"):
            self.told.say(body["body"])
            self._answer(201, self.told.comments[-1])

    def do_PATCH(self) -> None:
        body = self._body()
        number = int(self.path.rpartition("/")[2])
        if self._is_open(f"/repos/acme/policies/issues/comments/{number}"):
            (one,) = (each for each in self.told.comments if each["id"] == number)
            one["body"] = body["body"]
            self._answer(200, one)

    def _body(self) -> Any:  # noqa: ANN401 - JSON
        return json.loads(self.rfile.read(int(self.headers["Content-Length"])))

    def _is_open(self, path: str) -> bool:
        self.told.asked.append((self.command, self.path))
        self.told.tokens.add(self.headers["Authorization"])
        if self.told.hangs:
            # A drop now and then, so that no single wait is long.
            self.wfile.write(b"HTTP/1.1 200 OK\r\n")
            while not self.told.hangs.wait(0.1):
                self.wfile.write(b"X-Drop: 1\r\n")
            return False
        if self.told.leads_to:
            self.send_response(307)
            self.send_header("Location", self.told.leads_to)
            self.end_headers()
            return False
        if self.told.status and self.command in self.told.refuses:
            self._answer(self.told.status, {"message": "Resource not accessible by integration"})
            return False
        if urlsplit(self.path).path != path:
            self._answer(404, {})
            return False
        return True

    def _answer(self, status: int, value: object) -> None:
        data = json.dumps(value).encode()
        self.send_response(status)
        for name, words in self.told.headers.items():
            self.send_header(name, words)
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)


@contextmanager
def serving() -> Iterator[Server]:
    """A server on loopback."""
    server = Server()

    handler = type("Handler", (_Handler,), {"told": server})
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as http:
        http.daemon_threads = True
        server.address = f"http://127.0.0.1:{http.server_port}"
        # How often it looks whether it is to end; half a second would be waited for by each test.
        thread = threading.Thread(target=http.serve_forever, args=(0.01,), daemon=True)
        thread.start()
        try:
            yield server
        finally:
            http.shutdown()
            thread.join()
