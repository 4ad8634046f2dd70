"""Which formats there are for a kind of result: the packages that have a module for it."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable
from importlib.util import find_spec
from typing import cast

from policykit import report
from policykit.model.change import Comparison
from policykit.model.coverage import CoverageReport
from policykit.model.errors import PolicykitError
from policykit.model.report import FindingsReport
from policykit.model.value import dataclass
from policykit.report.coverage_view import CoverageView


@dataclass(frozen=True, slots=True)
class Style:
    """How to print for people: columns to use, whether in colour, whether everything.

    `links` is the address of the folder that paths count from, for terminals that can follow
    links; '' prints none. `prefix` is the way from the top of the Git repository down to that
    folder ('' or ending in '/'), for servers that know files from there. `mended` says that
    fixes were made just now, so that nobody needs to hear that there are some.
    """

    width: int = 100
    color: bool = False
    everything: bool = False
    links: str = ""
    prefix: str = ""
    mended: bool = False


FindingsFormat = Callable[[FindingsReport, Style], str]
ChangesFormat = Callable[[Comparison, Style], str | bytes]
CoverageFormat = Callable[[CoverageReport, Style, CoverageView], str | bytes]


def formats(kind: str) -> tuple[str, ...]:
    """The names of the formats that can show a kind of result (`findings`, `changes`, `coverage`)."""
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
    return cast("FindingsFormat", _render(name, "findings"))


def changes_format(name: str) -> ChangesFormat:
    """The function that shows the changes of a comparison in a format; some are no text.

    Raises:
        PolicykitError: there is no such format.
    """
    return cast("ChangesFormat", _render(name, "changes"))


def coverage_format(name: str) -> CoverageFormat:
    """The function that shows what is covered in a format, as a view asks for; some are no text.

    Raises:
        PolicykitError: there is no such format.
    """
    return cast("CoverageFormat", _render(name, "coverage"))


def _render(name: str, kind: str) -> object:
    package = f"{report.__name__}.{name}"
    spec = find_spec(package) if name.isidentifier() else None
    if not (spec and spec.submodule_search_locations and find_spec(f"{package}.{kind}")):
        raise PolicykitError(
            "unknown-format",
            f"There is no format {name[:120]!r} for {kind}.",
            hint=f"Use one of {', '.join(formats(kind))}.",
        )
    return importlib.import_module(f"{package}.{kind}").render
