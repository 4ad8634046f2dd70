"""The guard around the whole suite: what it stops, what it lets through, and for whom."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
from collections.abc import Callable

import pytest
from tests.conftest import NOTES
from tests.support.guard import socket_guard
from tests.support.guard.socket_guard import ALLOWED, ForbiddenSocketError
from tests.support.program import ROOT, SOURCE, scrubbed
from tests.support.sockets import EXEMPT, is_exempt

ELSEWHERE = ("192.0.2.1", 9)
"""An address that is nobody's, kept free for examples."""


@pytest.mark.parametrize(
    "leave",
    [
        lambda it: it.connect(ELSEWHERE),
        lambda it: it.connect_ex(ELSEWHERE),
        lambda it: it.bind(ELSEWHERE),
        lambda it: it.sendto(b"x", ELSEWHERE),
        lambda _: socket.getaddrinfo("example.org", 80),
        lambda _: socket.gethostbyname("example.org"),
    ],
    ids=["connect", "connect_ex", "bind", "sendto", "getaddrinfo", "gethostbyname"],
)
def test_nothing_goes_elsewhere(leave: Callable[[socket.socket], object]) -> None:
    with socket.socket(type=socket.SOCK_DGRAM) as it, pytest.raises(ForbiddenSocketError):
        leave(it)
    assert len(socket_guard.tried) == 1
    socket_guard.tried.clear()


def test_an_address_of_this_computer_is_for_those_that_are_named(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    with socket.socket() as it:
        it.bind(("127.0.0.1", 0))
    monkeypatch.delenv(ALLOWED)
    with socket.socket() as it, pytest.raises(ForbiddenSocketError):
        it.bind(("127.0.0.1", 0))
    socket_guard.tried.clear()


def test_a_program_that_a_test_starts_is_stopped_and_noted() -> None:
    done = subprocess.run(
        [sys.executable, "-c", f"import socket; socket.create_connection({ELSEWHERE})"],
        capture_output=True,
        check=False,
        env=scrubbed(os.environ) | {"PYTHONPATH": SOURCE},
    )

    assert done.returncode == 1
    assert b"ForbiddenSocketError" in done.stderr
    assert "192.0.2.1" in NOTES.read_text(encoding="utf-8")
    NOTES.unlink()


def test_those_that_are_named_are_there() -> None:
    assert [path for path in EXEMPT if not (ROOT / path).exists()] == []
    assert is_exempt("tests/serve/test_serve.py::test_who_is_answered")
    assert not is_exempt("tests/cli/test_render.py::test_nobody_else_sees_a_bar")
