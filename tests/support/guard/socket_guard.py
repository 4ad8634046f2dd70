"""Forbids a process to connect, listen or look up names, and notes whoever tries.

Loaded by tests, and by the programs they start, before anything else is.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Any

ALLOWED = "SOCKETS_ALLOWED"
"""The variable that lets a test and its children use this computer's own addresses."""

NOTED_IN = "SOCKETS_NOTED_IN"
"""The variable with the file that children note in what they tried."""

_ASKS = frozenset(
    {
        "socket.bind",
        "socket.connect",
        "socket.getaddrinfo",
        "socket.gethostbyaddr",
        "socket.gethostbyname",
        "socket.getnameinfo",
        "socket.sendmsg",
        "socket.sendto",
    }
)
_OWN = frozenset({"", "0", "127.0.0.1", "::1", "localhost", "localhost.localdomain"})
"""Names and addresses of this computer, beside the one it was given."""


tried: list[str] = []
"""What this process tried and was not allowed."""


class ForbiddenSocketError(RuntimeError):
    """A test, or the program, wants to leave this process."""


def forbid(notes: str = "") -> None:
    """From now on, nothing leaves this process, for its whole life; `notes` is a file to tell in."""

    def look(event: str, arguments: tuple[Any, ...]) -> None:
        if event in _ASKS and not _is_allowed(event, arguments):
            _refuse(f"{event} {_target(event, arguments)!r}", notes)

    sys.addaudithook(look)


def _refuse(told: str, notes: str) -> None:
    tried.append(told)
    if notes:
        with Path(notes).open("a", encoding="utf-8") as file:
            file.write(f"{told} by {sys.argv[:3]}\n")
    raise ForbiddenSocketError(told)


def _target(event: str, arguments: tuple[Any, ...]) -> object:
    """A host, or the address of a socket: its host and more in a tuple, of Unix a name."""
    return (
        arguments[0]
        if event.startswith("socket.get") and "nameinfo" not in event
        else arguments[-1]
    )


def _is_allowed(event: str, arguments: tuple[Any, ...]) -> bool:
    target = _target(event, arguments)
    is_lookup = event.startswith("socket.get")
    if isinstance(target, tuple):
        host = target[0]
    elif is_lookup:
        host = target
    else:
        # A socket of Unix leads to no network.
        return True
    if isinstance(host, bytes):
        host = host.decode(errors="replace")
    if not os.environ.get(ALLOWED):
        return False
    import platform  # a thousand programs start with this, and few ask for it

    return str(host or "") in {*_OWN, platform.node()}
