"""Where results are kept from run to run, and what the terminal can show."""

from __future__ import annotations

import codecs
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from policykit.doctoring.surroundings import Place, look, ok
from policykit.model.checkup import Check

TOPIC: Final = "This computer"
NARROW: Final = 60
"""Columns below which tables no longer fit."""
_MIB: Final = 1024 * 1024


def checks(place: Place) -> Iterator[Check]:
    """The cache and the terminal."""
    yield _cache(place)
    yield _encoding(place)
    if place.width < NARROW:
        yield look(
            "width",
            TOPIC,
            f"The terminal has {place.width} columns, and tables need {NARROW}.",
            "set COLUMNS=100" if place.is_windows else "export COLUMNS=100",
        )
    else:
        yield ok("width", TOPIC, f"The terminal has {place.width} columns.")


def _cache(place: Place) -> Check:
    name, folder = "cache", place.cache
    if folder is None:
        return ok(name, TOPIC, "Nothing is kept from run to run here, as on a build server.")
    shown = place.quoted(folder)
    if folder.exists() and not folder.is_dir():
        moving = "move" if place.is_windows else "mv"
        return look(
            name,
            TOPIC,
            f"Results are to be kept in {shown}, which is a file, so every run begins anew.",
            f"{moving} {shown} {place.quoted(f'{folder}.old')}",
        )
    near = next((it for it in (folder, *folder.parents) if it.exists()), folder)
    if not near.is_dir() or not os.access(near, os.W_OK | os.X_OK):
        way = "setx POLICYKIT_CACHE_DIR %TEMP%\\policykit"
        return look(
            name,
            TOPIC,
            f"Results are to be kept in {shown}, where nothing may be written, so every run "
            "begins anew.",
            way if place.is_windows else "export POLICYKIT_CACHE_DIR=$(mktemp -d)",
        )
    size = _size(folder)
    held = f"{size / _MIB:.1f} MiB" if size else "nothing yet"
    return ok(name, TOPIC, f"Results are kept in {shown} ({held}).")


def _size(folder: Path) -> int:
    total = 0
    for parent, _, files in os.walk(folder):
        for file in files:
            try:
                total += (Path(parent) / file).lstat().st_size
            except OSError:
                continue
    return total


def _encoding(place: Place) -> Check:
    name = "encoding"
    try:
        known = codecs.lookup(place.encoding).name
    except LookupError:
        known = place.encoding[:40]
    if known.startswith("utf"):
        return ok(name, TOPIC, "Letters of every language can be printed (UTF-8).")
    return look(
        name,
        TOPIC,
        f"What is printed here is in {known}, which lacks letters of many languages.",
        "setx PYTHONUTF8 1" if place.is_windows else "export PYTHONUTF8=1",
    )
