"""What was sent to whom, so that nothing is sent twice, and what waits to be sent again.

It is kept in a folder of the user, outside of every repository; addresses stand in it as digests
alone. One run at a time works with it.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from typing import Final

from policykit.model.errors import PolicykitError
from policykit.model.value import dataclass
from policykit.notify.message import Failure, Message

_FILE: Final = "notices.sqlite3"
_LOCK: Final = "sending.lock"
_PATIENCE: Final = 10.0
"""Seconds to wait for another run."""

_SCHEMA: Final = """
CREATE TABLE IF NOT EXISTS messages (
  number INTEGER PRIMARY KEY AUTOINCREMENT, target TEXT NOT NULL, title TEXT NOT NULL,
  text TEXT NOT NULL, html TEXT NOT NULL, day TEXT NOT NULL, reason TEXT NOT NULL DEFAULT '',
  in_doubt INTEGER NOT NULL DEFAULT 1
);
CREATE TABLE IF NOT EXISTS told (
  news TEXT NOT NULL, target TEXT NOT NULL, day TEXT NOT NULL,
  message INTEGER REFERENCES messages (number), PRIMARY KEY (news, target)
);
"""
"""`told` has what an address was told or is about to be; `message` is None once it was taken.

A message stands in `messages` until it was taken: what is left there after a run was not, or
nobody knows.
"""


def user_folder(environment: Mapping[str, str], platform: str, home: Path) -> Path:
    """Where a system keeps what programs of its user remember.

    Args:
        environment: the variables of the process.
        platform: as `sys.platform` names it.
        home: the home folder of the user.
    """
    if platform == "win32":
        given = environment.get("LOCALAPPDATA", "")
        return (Path(given) if given else home / "AppData" / "Local") / "policykit" / "State"
    if platform == "darwin":
        return home / "Library" / "Application Support" / "policykit"
    given = environment.get("XDG_STATE_HOME", "")
    # The standard says that a relative folder is to be ignored; it could be in a repository.
    base = Path(given) if given and Path(given).is_absolute() else home / ".local" / "state"
    return base / "policykit"


@dataclass(frozen=True, slots=True)
class Waiting:
    """A message on the list of what is to be sent again.

    `in_doubt` says that it may have arrived all the same.
    """

    number: int
    target: str
    message: Message
    day: str
    reason: str
    in_doubt: bool


@contextmanager
def opened(folder: Path) -> Iterator[Sent]:
    """The record of a folder, for one run at a time.

    Raises:
        PolicykitError: another run is at work, or the record cannot be read or written.
    """
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        lock = sqlite3.connect(folder / _LOCK, timeout=_PATIENCE, isolation_level=None)
    except (OSError, sqlite3.Error) as trouble:
        raise _unusable(folder, trouble) from trouble
    try:
        try:
            lock.execute("BEGIN EXCLUSIVE")
        except sqlite3.OperationalError as trouble:
            raise PolicykitError(
                "sending-already",
                "Another run is sending notices just now.",
                context=str(folder),
                hint="Wait until it has ended, and run this again.",
            ) from trouble
        try:
            file = sqlite3.connect(folder / _FILE, timeout=_PATIENCE)
            try:
                with suppress(OSError):
                    (folder / _FILE).chmod(0o600)
                file.execute("PRAGMA trusted_schema = OFF")
                file.executescript(_SCHEMA)
                yield Sent(file)
            finally:
                file.close()
        except sqlite3.Error as trouble:
            raise _unusable(folder, trouble) from trouble
    except sqlite3.DatabaseError as trouble:
        raise _unusable(folder, trouble) from trouble
    finally:
        lock.close()


def was_told(folder: Path, news: Sequence[str], target: str) -> bool:
    """Whether a run would send a target nothing of some news; looks, and writes nothing.

    Raises:
        PolicykitError: the record cannot be read.
    """
    path = folder / _FILE
    if not path.exists():
        return False
    try:
        with closing(sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True)) as file:
            return not _fresh(file, news, target)
    except sqlite3.Error as trouble:
        raise _unusable(folder, trouble) from trouble


def _fresh(file: sqlite3.Connection, news: Sequence[str], target: str) -> list[str]:
    """What of some news a target is to be told: what it was not told, or cannot have got."""
    wanted = set(news)
    known = {
        str(name): (number, bool(in_doubt))
        for name, number, in_doubt in file.execute(
            "SELECT told.news, told.message, ifnull(messages.in_doubt, 1) FROM told "
            "LEFT JOIN messages ON messages.number = told.message WHERE told.target = ?",
            (target,),
        )
    }
    tells_more = {number for name, (number, _) in known.items() if name not in wanted}
    return [
        name
        for name in news
        if name not in known
        or not (known[name][0] is None or known[name][1] or known[name][0] in tells_more)
    ]


class Sent:
    """The record, open."""

    def __init__(self, file: sqlite3.Connection) -> None:
        self._file = file

    def begin(
        self,
        news: Sequence[str],
        target: str,
        day: str,
        message_of: Callable[[Sequence[str]], Message],
    ) -> tuple[int, Message] | None:
        """Note that a target is about to be told news; None where it was told all of it before.

        What waits because it cannot have arrived is told anew, unless its message tells more than
        this, which would then be told twice or never; what is in doubt stays as it is. The note
        stands before anything is sent, so that a run that dies sends nothing twice.
        """
        with self._file:
            self._file.execute("BEGIN IMMEDIATE")
            fresh = _fresh(self._file, news, target)
            if not fresh:
                return None
            message = message_of(fresh)
            number = self._file.execute(
                "INSERT INTO messages (target, title, text, html, day) VALUES (?, ?, ?, ?, ?)",
                (target, message.title, message.text, message.html, day),
            ).lastrowid
            self._file.executemany(
                "INSERT OR REPLACE INTO told (news, target, day, message) VALUES (?, ?, ?, ?)",
                [(name, target, day, number) for name in fresh],
            )
            self._forget_superseded()
        return int(number or 0), message

    def waits(self, news: Sequence[str], target: str) -> bool:
        """Whether some of this news is on the list of what is to be sent to a target again."""
        rows = self._file.execute(
            "SELECT news FROM told WHERE target = ? AND message IS NOT NULL", (target,)
        )
        return not {str(name) for (name,) in rows}.isdisjoint(news)

    def taken(self, number: int) -> None:
        """Note that a message was taken."""
        with self._file:
            self._file.execute("UPDATE told SET message = NULL WHERE message = ?", (number,))
            self._file.execute("DELETE FROM messages WHERE number = ?", (number,))

    def failed(self, number: int, failure: Failure) -> None:
        """Put a message on the list of what is to be sent again."""
        with self._file:
            self._file.execute(
                "UPDATE messages SET reason = ?, in_doubt = ? WHERE number = ?",
                (failure.reason, failure.in_doubt, number),
            )

    def waiting(self) -> tuple[Waiting, ...]:
        """What is to be sent again, the oldest first."""
        rows = self._file.execute(
            "SELECT number, target, title, text, html, day, reason, in_doubt FROM messages "
            "ORDER BY number"
        )
        return tuple(
            Waiting(number, target, Message(title, text, html), day, reason, bool(in_doubt))
            for number, target, title, text, html, day, reason, in_doubt in rows
        )

    def _forget_superseded(self) -> None:
        self._file.execute(
            "DELETE FROM messages WHERE number NOT IN "
            "(SELECT message FROM told WHERE message IS NOT NULL)"
        )


def _unusable(folder: Path, trouble: Exception) -> PolicykitError:
    return PolicykitError(
        "state-unusable",
        f"What was sent before cannot be read or noted, so nothing is sent: {trouble}.",
        context=str(folder),
        hint="Mend the folder, or move its files away: then everything counts as not sent. "
        "Another folder can be given with --state-dir.",
    )
