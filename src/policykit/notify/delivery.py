"""Sends messages through Apprise: to mail, chat and telephones, within a time limit."""

from __future__ import annotations

import copy
import hashlib
import logging
import re
import threading
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import field, replace
from typing import Any, Final

from policykit.model.errors import PolicykitError
from policykit.model.value import dataclass
from policykit.notify.message import Failure, Message

_MAIL: Final = frozenset({"mailto", "mailtos"})
_LONGEST: Final = 160

_TOLD: Final = (
    ("connection refused", "it refused the connection", False),
    ("actively refused", "it refused the connection", False),
    ("name or service not known", "its server cannot be found", False),
    ("nodename nor servname", "its server cannot be found", False),
    ("getaddrinfo failed", "its server cannot be found", False),
    ("no address associated", "its server cannot be found", False),
    ("temporary failure in name", "its server cannot be found", False),
    (
        "auth extension not supported",
        "its server takes no user and password here; leave them out, or write mailtos://",
        False,
    ),
    (
        "starttls extension not supported",
        "its server has no secure connection of this kind; ask for the right port",
        False,
    ),
    ("authentication", "it did not accept the user or password", False),
    ("timed out", "it did not answer in time", True),
    ("timeout", "it did not answer in time", True),
    ("unexpectedly closed", "it broke off in the middle", True),
    ("please run connect", "it broke off in the middle", True),
    ("disconnected", "it broke off in the middle", True),
    ("reset by peer", "it broke off in the middle", True),
    ("broken pipe", "it broke off in the middle", True),
    ("aborted", "it broke off in the middle", True),
)
"""What Apprise says when it fails, what that means, and whether the message may have arrived."""


_ANSWER: Final = re.compile(r"\(([45]\d\d), b?['\"](.*?)['\"]\)")
"""What a server of mail answers: a number, and its words."""

_PERSON: Final = re.compile(r"[^\s\"'<>(]+@[^\s\"'<>)]+")


def targets_of(addresses: Iterable[str], limit: int) -> tuple[AppriseTarget, ...]:
    """The targets of addresses as Apprise writes them, each person of a mail one of its own.

    Args:
        addresses: where to send; what is given twice counts once.
        limit: seconds to wait for an answer.

    Raises:
        PolicykitError: Apprise is not installed, or an address is none. The address is not
            repeated, since it may hold a password.
    """
    apprise = _apprise()
    asset = apprise.AppriseAsset(
        app_id="policykit",
        app_desc="policykit",
        async_mode=False,
        secure_logging=True,
        # Its own limit leaves a worker behind that the end of the program would wait for.
        service_timeout=0,
    )
    found: dict[str, AppriseTarget] = {}
    for number, address in enumerate(addresses, 1):
        scheme = address.partition("://")[0].lower()
        with _listening():
            plugin = apprise.Apprise.instantiate(address, asset=asset)
        if plugin is None:
            raise PolicykitError(
                "wrong-target",
                f"Target {number} is no address that Apprise can send to.",
                hint="Write it as in https://appriseit.com, such as "
                "mailtos://user:password@example.com?to=shop@example.com.",
            )
        plugin.socket_connect_timeout = plugin.socket_read_timeout = limit
        if scheme in _MAIL:
            # Whoever sends one mail a second is no flood; chats shut those out who are.
            plugin.request_rate_per_sec = 0
        for target in _each(plugin, scheme, address, number, limit):
            found.setdefault(target.digest, target)
    return tuple(found.values())


@dataclass(frozen=True, slots=True)
class AppriseTarget:
    """Somewhere Apprise can send to. `plugin` is what sends, `limit` the seconds to wait."""

    name: str
    digest: str
    plugin: Any = field(repr=False, compare=False)
    is_mail: bool = False
    limit: int = 20

    def deliver(self, message: Message) -> Failure | None:
        """Send a message, and once more where the first time it cannot have arrived.

        An address of several rooms or people is sent to as a whole: where one of them failed, the
        others may have it.
        """
        failure = self._attempt(message)
        if failure is not None and self._count > 1:
            return replace(failure, in_doubt=True)
        if failure is None or failure.in_doubt:
            return failure
        return self._attempt(message)

    @property
    def _count(self) -> int:
        """How many the address sends to, one after another."""
        return max(len(self.plugin), 1)

    def _attempt(self, message: Message) -> Failure | None:
        said: list[logging.LogRecord] = []
        done: list[bool] = []

        def work() -> None:
            with _listening() as heard:
                done.append(self._notified(message))
                said.extend(heard)

        # A server that answers one letter a minute keeps within every limit of a socket.
        thread = threading.Thread(target=work, daemon=True)
        thread.start()
        thread.join(1 + self._count * (self.limit + float(self.plugin.request_rate_per_sec)))
        if thread.is_alive():
            return Failure("it did not answer in time", in_doubt=True)
        return None if done == [True] else _failure(said)

    def _notified(self, message: Message) -> bool:
        apprise = _apprise()
        service = apprise.Apprise()
        service.add(self.plugin)
        formats = apprise.NotifyFormat
        try:
            return bool(
                service.notify(
                    title=message.title if self.is_mail else plain(message.title),
                    body=message.html if self.is_mail else plain(message.text),
                    body_format=formats.HTML if self.is_mail else formats.TEXT,
                )
            )
        except TypeError:
            return False


def plain(text: str) -> str:
    """A text for a chat, in which it calls nobody and leads nowhere it does not show."""
    safe = text.replace("<", "\u2039").replace(">", "\u203a").replace("](", "]\u200b(")
    return safe.replace("@", "@\u200b")


def _each(
    plugin: Any,  # noqa: ANN401 - every service has a class of its own
    scheme: str,
    address: str,
    number: int,
    limit: int,
) -> Iterator[AppriseTarget]:
    people = getattr(plugin, "targets", None) or ()
    called = f"target {number} ({scheme[:20]})"
    if scheme not in _MAIL:
        yield AppriseTarget(called, _digest("address", address), plugin, limit=limit)
        return
    # Whoever gets a copy would get one for each of the others.
    together = bool(plugin.cc or plugin.bcc)
    for place, person in enumerate(people, 1):
        one = plugin
        if len(people) > 1 and not together:
            one = copy.copy(plugin)
            one.targets = [person]
        every = [str(each[1]).lower() for each in (people if together else (person,))]
        name = called if len(people) == 1 or together else f"{called}, person {place}"
        yield AppriseTarget(name, _digest("mail", *sorted(every)), one, is_mail=True, limit=limit)
        if together:
            return


def _digest(*parts: str) -> str:
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()


def _failure(said: list[logging.LogRecord]) -> Failure:
    """What Apprise said about a failure, as part of a sentence that names no person."""
    whole = " ".join(each.getMessage() for each in said)
    if answer := _ANSWER.search(whole):
        return Failure(f"the server said {answer[1]} {_without_people(answer[2])}".rstrip())
    for mark, reason, in_doubt in _TOLD:
        if mark in whole.lower():
            return Failure(reason, in_doubt)
    warned = [each.getMessage() for each in said if each.levelno >= logging.WARNING]
    if not warned:
        return Failure("it did not say why")
    return Failure(f"it was not taken ({_without_people(warned[-1])})")


def _without_people(words: str) -> str:
    return _PERSON.sub("…", " ".join(words.split()))[:_LONGEST]


@contextmanager
def _listening() -> Iterator[list[logging.LogRecord]]:
    """What Apprise writes to its log meanwhile, which goes nowhere else."""
    heard: list[logging.LogRecord] = []

    class Ear(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            heard.append(record)

    logger = logging.getLogger("apprise")
    kept = logger.level, logger.propagate, logger.handlers
    logger.propagate, logger.handlers = False, [Ear()]
    logger.setLevel(logging.DEBUG)
    try:
        yield heard
    finally:
        level, logger.propagate, logger.handlers = kept
        logger.setLevel(level)


def _apprise() -> Any:  # noqa: ANN401 - a library that may not be there
    try:
        import apprise  # noqa: PLC0415 - only sending needs it, and it may not be there
    except ImportError as error:
        raise PolicykitError(
            "notify-not-installed",
            "Sending notices needs a part of policykit that is not installed.",
            hint='Run: pip install "policykit-handbook[notify]"',
        ) from error
    return apprise
