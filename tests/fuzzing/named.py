"""The targets: each a file with a promise, and what was found of it, kept in a folder."""

from __future__ import annotations

from collections.abc import Iterable
from importlib import import_module
from pathlib import Path
from typing import Final, Protocol, cast

HERE: Final = Path(__file__).parent
CORPUS: Final = HERE / "corpus"
TARGETS: Final = tuple(sorted(each.stem for each in (HERE / "targets").glob("*.py")))


class Target(Protocol):
    """What breaks where a promise is broken, and what to begin with."""

    def check(self, data: bytes) -> None:
        """Raises whatever it likes where a promise is broken; else nothing."""

    def seeds(self) -> Iterable[bytes]:
        """Inputs that are near to what people write."""


def target(name: str) -> Target:
    """A target by its name."""
    return cast("Target", import_module(f"tests.fuzzing.targets.{name}"))


def kept(name: str) -> list[Path]:
    """The cases of a target that are tried in every run."""
    return sorted(each for each in (CORPUS / name).iterdir() if each.is_file())
