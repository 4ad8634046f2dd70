"""Which formats there are for a kind of result: the packages that have a module for it."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable
from dataclasses import dataclass
from importlib.util import find_spec
from typing import cast

from policykit import report
from policykit.model.errors import PolicykitError
from policykit.model.report import FindingsReport


@dataclass(frozen=True, slots=True)
class Style:
    """How to print for people: columns to use, whether in colour, whether everything.

    Formats for machines pay no heed to it.
    """

    width: int = 100
    color: bool = False
    everything: bool = False


FindingsFormat = Callable[[FindingsReport, Style], str]


def formats(kind: str) -> tuple[str, ...]:
    """The names of the formats that can show a kind of result (`findings`)."""
    return tuple(
        sorted(
            package.name
            for package in pkgutil.iter_modules(report.__path__)
            if package.ispkg and find_spec(f"{report.__name__}.{package.name}.{kind}") is not None
        )
    )


def findings_format(name: str) -> FindingsFormat:
    """The function that shows findings in a format.

    Raises:
        PolicykitError: there is no such format.
    """
    known = formats("findings")
    if name not in known:
        raise PolicykitError(
            "unknown-format",
            f"There is no format {name!r} for findings.",
            hint=f"Use one of {', '.join(known)}.",
        )
    module = importlib.import_module(f"{report.__name__}.{name}.findings")
    return cast("FindingsFormat", module.render)
