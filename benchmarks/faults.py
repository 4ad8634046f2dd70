"""Faults to plant in policies, each with the code it is told by."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from pathlib import Path
from random import Random
from typing import Final, TypeAlias

Plant: TypeAlias = Callable[[str], str]
"""What makes a faulty file out of the text of a sound one."""


def _said(words: str) -> Plant:
    """Words put at the end of the summary, which every policy has."""

    def plant(text: str) -> str:
        start = text.index("\nsummary: ") + 1
        end = text.index("\n", start)
        return f"{text[:end]} {words}{text[end:]}"

    return plant


def _line(key: str, value: str) -> Plant:
    """Another value for a key at the top."""

    def plant(text: str) -> str:
        start = text.index(f"\n{key}: ") + 1
        end = text.index("\n", start)
        return f"{text[:start]}{key}: {value}{text[end:]}"

    return plant


def _without(key: str) -> Plant:
    """No such line at the top."""

    def plant(text: str) -> str:
        start = text.index(f"\n{key}: ") + 1
        return text[:start] + text[text.index("\n", start) + 1 :]

    return plant


def _behind(lines: str) -> Plant:
    """Lines at the end of the file."""
    return lambda text: f"{text.rstrip()}\n{lines}\n"


FAULTS: Final[Mapping[str, Plant]] = {
    "REF001": _said("See {no-such-term}."),
    "REF002": _said("See [the other page](no-such-page)."),
    "REF003": _line("owner", "head-of-nothing"),
    "SCH001": _behind("colour: blue"),
    "SCH002": _without("title"),
    "SCH005": _line("status", "finished"),
    "PRV001": _said("Ask maja.lindqvist@example.net."),
    "STR001": _line("id", "quite-another-id"),
    "TXT001": _said("Be\u200bfore you go, ask."),
    "TXT002": _said("Ask \u0430t the counter."),
    "WRD018": _said("NEVER FORGET THIS RULE."),
    "YML030": _behind("format: 1"),
}
"""What to plant, by the code that tells of it; each can be planted in any policy."""


def plant(folder: Path, count: int, seed: int) -> dict[str, str]:
    """Plant so many faults in the generated policies of a repository, one a policy.

    Args:
        folder: the repository; `faults.json` in it will say what was planted where.
        count: how many; at most as many as there are policies to plant them in.
        seed: what decides where.

    Returns:
        The code of each fault by the path of its file.
    """
    random = Random(f"faults-{seed}")
    files = sorted(
        path
        for path in (folder / "policies").glob("*.yaml")
        if "\nstatus: draft\n" in path.read_text(encoding="utf-8")
    )
    codes = list(FAULTS)
    planted: dict[str, str] = {}
    for number, path in enumerate(random.sample(files, min(count, len(files)))):
        code = codes[number % len(codes)]
        path.write_text(FAULTS[code](path.read_text(encoding="utf-8")), encoding="utf-8")
        planted[path.relative_to(folder).as_posix()] = code
    listing = json.dumps(planted, indent=2, sort_keys=True) + "\n"
    (folder / "faults.json").write_text(listing, encoding="utf-8")
    return planted
