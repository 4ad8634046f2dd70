"""Reads the lock files, and what the installed packages say about themselves."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from importlib.metadata import requires
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from packaging.version import Version

_PIN = re.compile(r"(?P<name>[a-z0-9._-]+)==(?P<version>[^ ;]+)(?: ; (?P<marker>[^\\]+))? \\")
_HASH = re.compile(r"    --hash=sha256:(?P<digest>[0-9a-f]{64})(?: \\)?")


@dataclass(frozen=True, slots=True)
class Pin:
    """One package of a lock: its version, where it is wanted, the SHA-256 of each file it may be."""

    version: Version
    wanted: Requirement
    hashes: tuple[str, ...]


def read_lock(path: Path) -> Mapping[str, Pin]:
    """The pins of a lock by name.

    Raises:
        ValueError: a line is neither a pin nor a hash, such as an address of an index.
    """
    pins: dict[str, Pin] = {}
    name = ""
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        if pin := _PIN.fullmatch(line):
            name = pin["name"]
            wanted = Requirement(f"{name}; {pin['marker']}" if pin["marker"] else name)
            pins[name] = Pin(Version(pin["version"]), wanted, ())
        elif (found := _HASH.fullmatch(line)) and name:
            pins[name] = Pin(
                pins[name].version, pins[name].wanted, (*pins[name].hashes, found["digest"])
            )
        else:
            message = f"{path.name}:{number} is neither a pin nor a hash: {line}"
            raise ValueError(message)
    return pins


def closure(requirements: Iterable[str]) -> frozenset[str]:
    """The packages these requirements need on this computer, directly or not, by name."""
    found: set[str] = set()
    seen: set[tuple[str, str]] = set()
    waiting = [(Requirement(line), "") for line in requirements]
    while waiting:
        requirement, extra = waiting.pop()
        if requirement.marker and not requirement.marker.evaluate({"extra": extra}):
            continue
        name = canonicalize_name(requirement.name)
        found.add(name)
        for wanted in ("", *requirement.extras):
            if (name, wanted) not in seen:
                seen.add((name, wanted))
                waiting.extend((Requirement(line), wanted) for line in requires(name) or [])
    return frozenset(found)
