"""What earlier runs worked out, kept by content in one file of the user's cache folder.

The file is a help and never a need: what is torn, foreign, locked or out of reach counts as
not there, and the run goes on without. Nothing in it is ever executed or unpickled.
"""

from __future__ import annotations

import hashlib
import json
import os
import sqlite3
import sys
import zlib
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Final

from policykit.model.document import Json

FILE_NAME: Final = "policykit-results.sqlite3"
MOST_BYTES: Final = 256 << 20
"""The size of the file from which on the older half of what it holds goes."""

_MOST_UNPACKED: Final = 64 << 20
_CHECK: Final = 16
_PATIENCE: Final = 2.0
"""Seconds to wait for another run that is writing."""


class Cache:
    """JSON values by key, in a file of a folder.

    Values put are written together by `close`, whole or not at all; two runs may use one
    folder at once.

    Args:
        folder: where the file is, or will be made; None where nothing is to be kept.
        most_bytes: the bound of its size.
    """

    def __init__(self, folder: Path | None, most_bytes: int = MOST_BYTES) -> None:
        self._place = (folder or Path()) / FILE_NAME
        self._most_bytes = most_bytes
        self._new: dict[str, bytes] = {}
        self._file = self._opened() if folder is not None else None

    @property
    def is_there(self) -> bool:
        """Whether anything is kept: there is a file that can be used."""
        return self._file is not None

    def get(self, key: str) -> Json:
        """The value of a key, None where there is none that can be trusted."""
        packed = self._new.get(key)
        if packed is None and self._file is not None:
            try:
                row = self._file.execute("SELECT value FROM kept WHERE key = ?", (key,)).fetchone()
            except sqlite3.DatabaseError as trouble:
                self._give_up(torn=not isinstance(trouble, sqlite3.OperationalError))
                return None
            packed = row[0] if row is not None and isinstance(row[0], bytes) else None
        return None if packed is None else _unpacked(key, packed)

    def put(self, key: str, value: Json) -> None:
        """Keep a value from `close` on; at once for this run."""
        if self._file is not None:
            # A number of thousands of digits is refused; such a value is worked out again.
            with suppress(ValueError):
                self._new[key] = _packed(key, value)

    def close(self) -> None:
        """Write what was put, and let the oldest go where there is too much."""
        if self._file is None:
            return
        with suppress(sqlite3.Error):
            if self._new:
                with self._file:
                    self._file.executemany(
                        "INSERT OR REPLACE INTO kept (key, value) VALUES (?, ?)",
                        self._new.items(),
                    )
                self._shrink(self._file)
        with suppress(sqlite3.Error):
            self._file.close()
        self._file = None
        self._new.clear()

    def _opened(self) -> sqlite3.Connection | None:
        for _ in range(2):
            try:
                self._place.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
                if self._place.is_symlink() or (self._place.exists() and not self._place.is_file()):
                    return None
                return _connected(self._place)
            except sqlite3.OperationalError as trouble:
                if "no such column" not in str(trouble) and "no column" not in str(trouble):
                    return None
                self._remove()
            except sqlite3.DatabaseError:
                self._remove()
            except OSError:
                return None
        return None

    def _give_up(self, *, torn: bool) -> None:
        """Do without for the rest of the run; after a torn file the next begins anew."""
        if self._file is not None:
            with suppress(sqlite3.Error):
                self._file.close()
        self._file = None
        self._new.clear()
        if torn:
            self._remove()

    def _remove(self) -> None:
        for ending in ("", "-journal"):
            with suppress(OSError):
                Path(f"{self._place}{ending}").unlink()

    def _shrink(self, file: sqlite3.Connection) -> None:
        while _used(file) > self._most_bytes:
            with file:
                gone = file.execute(
                    "DELETE FROM kept WHERE number <= "
                    "(SELECT (min(number) + max(number)) / 2 FROM kept)"
                )
            if gone.rowcount < 1:
                return


def user_folder(environment: Mapping[str, str], platform: str, home: Path) -> Path:
    """Where a system keeps the caches of its user.

    Args:
        environment: the variables of the process.
        platform: as `sys.platform` names it.
        home: the home folder of the user.
    """
    if platform == "win32":
        given = environment.get("LOCALAPPDATA", "")
        return (Path(given) if given else home / "AppData" / "Local") / "policykit" / "Cache"
    if platform == "darwin":
        return home / "Library" / "Caches" / "policykit"
    given = environment.get("XDG_CACHE_HOME", "")
    # The standard says that a relative folder is to be ignored; it could be in a repository.
    return (Path(given) if given and Path(given).is_absolute() else home / ".cache") / "policykit"


def key_of(*parts: str) -> str:
    """One key for all parts, whatever characters they hold."""
    return hashlib.sha256(json.dumps(parts).encode()).hexdigest()


def program(folders: Iterable[Path]) -> str:
    """A key of the program as it is: its code and data, its Python, and the packages beside it.

    A mended rule, or another edition of the holidays, makes what was kept before worthless.

    Args:
        folders: where the code and the shipped data are.

    Raises:
        OSError: a folder cannot be listed.
    """
    packages = sorted(
        each.name
        for folder in sys.path
        if folder and Path(folder).is_dir()
        for each in Path(folder).iterdir()
        if each.name.endswith((".dist-info", ".egg-info"))
    )
    stamps = [stamp for folder in folders for stamp in sorted(_stamps(str(folder)))]
    return key_of(sys.version, sys.platform, *packages, *stamps)


def _stamps(folder: str) -> Iterator[str]:
    with os.scandir(folder) as listed:
        for entry in listed:
            if entry.is_dir():
                if entry.name != "__pycache__":
                    yield from _stamps(entry.path)
            else:
                status = entry.stat()
                yield f"{entry.path} {status.st_size} {status.st_mtime_ns} {status.st_ctime_ns}"


def _connected(place: Path) -> sqlite3.Connection:
    file = sqlite3.connect(place, timeout=_PATIENCE)
    try:
        file.execute("PRAGMA trusted_schema = OFF")
        file.execute("PRAGMA synchronous = OFF")
        file.execute(
            "CREATE TABLE IF NOT EXISTS kept "
            "(number INTEGER PRIMARY KEY AUTOINCREMENT, key TEXT UNIQUE, value BLOB)"
        )
        file.execute("SELECT number, key, value FROM kept LIMIT 1").fetchone()
    except sqlite3.Error:
        file.close()
        raise
    return file


def _used(file: sqlite3.Connection) -> int:
    """The bytes of the file that hold something."""
    size, pages, free = (
        int(file.execute(f"PRAGMA {name}").fetchone()[0])
        for name in ("page_size", "page_count", "freelist_count")
    )
    return size * (pages - free)


def _packed(key: str, value: Json) -> bytes:
    body = zlib.compress(json.dumps(value, separators=(",", ":")).encode(), 1)
    return _check(key, body) + body


def _unpacked(key: str, packed: bytes) -> Json:
    body = packed[_CHECK:]
    if packed[:_CHECK] != _check(key, body):
        return None
    try:
        content = zlib.decompressobj().decompress(body, _MOST_UNPACKED)
        value: Json = json.loads(content)
    except (zlib.error, ValueError, RecursionError):
        return None
    return value


def _check(key: str, body: bytes) -> bytes:
    return hashlib.blake2b(body, digest_size=_CHECK, key=key.encode()[:64]).digest()
