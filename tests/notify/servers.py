"""Servers on loopback that take mail as they should, and as they should not."""

from __future__ import annotations

import json
import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from email.message import EmailMessage
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session


@dataclass
class Mailbox:
    """What a server took; it refuses those in `unknown`."""

    port: int = 0
    got: list[tuple[str, EmailMessage]] = field(default_factory=list)
    unknown: set[str] = field(default_factory=set)

    async def handle_RCPT(  # noqa: N802 - the library calls it so
        self,
        _server: SMTP,
        _session: Session,
        envelope: Envelope,
        address: str,
        _options: list[str],
    ) -> str:
        if address in self.unknown:
            return "550 nobody of that name"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(  # noqa: N802 - the same
        self, _server: SMTP, _session: Session, envelope: Envelope
    ) -> str:
        assert isinstance(envelope.content, bytes)
        message = message_from_bytes(envelope.content, policy=policy.default)
        assert isinstance(message, EmailMessage)
        self.got += [(address, message) for address in envelope.rcpt_tos]
        return "250 OK"

    @property
    def people(self) -> list[str]:
        return [address for address, _ in self.got]


@contextmanager
def mailbox(port: int = 0) -> Iterator[Mailbox]:
    """A real server of mail."""
    box = Mailbox(port or free_port())
    controller = Controller(box, hostname="127.0.0.1", port=box.port)
    controller.start()
    try:
        yield box
    finally:
        controller.stop()


def free_port() -> int:
    """A port of loopback that nobody listens on."""
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        port: int = found.getsockname()[1]
        return port


Talk = Callable[[socket.socket, threading.Event], None]


@contextmanager
def server(talk: Talk) -> Iterator[int]:
    """A server that talks as it likes; gives its port."""
    over = threading.Event()
    with socket.create_server(("127.0.0.1", 0)) as listening:
        listening.settimeout(0.05)

        def serve() -> None:
            while not over.is_set():
                with suppress(OSError):
                    connection, _ = listening.accept()
                    with connection:
                        connection.settimeout(5)
                        talk(connection, over)

        thread = threading.Thread(target=serve, daemon=True)
        thread.start()
        try:
            yield listening.getsockname()[1]
        finally:
            over.set()
            thread.join(10)


def says_nothing(connection: socket.socket, over: threading.Event) -> None:
    """Takes the connection and never answers."""
    del connection
    over.wait(20)


def a_letter_a_second(connection: socket.socket, over: threading.Event) -> None:
    """Answers so slowly that no wait for a single piece ever ends."""
    for letter in "220-" + "x" * 200:
        if over.wait(0.4):
            return
        connection.sendall(letter.encode())


def breaks_off_in_the_middle(connection: socket.socket, over: threading.Event) -> None:
    """Takes the whole mail, and hangs up before it says so."""
    del over
    connection.sendall(b"220 hello\r\n")
    stream = connection.makefile("rb")
    in_mail = False
    for line in stream:
        if in_mail:
            if line == b".\r\n":
                return
            continue
        in_mail = line.upper().startswith(b"DATA")
        connection.sendall(b"354 go on\r\n" if in_mail else b"250 OK\r\n")


@contextmanager
def web(answer: int, refused: str = "") -> Iterator[tuple[int, list[dict[str, str]]]]:
    """A server that takes what is posted to it and answers with a number, 500 to one topic."""
    got: list[dict[str, str]] = []

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            got.append(json.loads(self.rfile.read(int(self.headers["Content-Length"]))))
            is_refused = refused and got[-1].get("topic") == refused
            self.send_response(500 if is_refused else answer)
            self.send_header("Content-Length", "0")
            self.end_headers()

        def log_message(self, *_: object) -> None:
            """Nobody reads it."""

    listening = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=listening.serve_forever, daemon=True)
    thread.start()
    try:
        yield listening.server_port, got
    finally:
        listening.shutdown()
        listening.server_close()
        thread.join(10)
