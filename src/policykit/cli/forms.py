"""The form a result is printed in, by the name that was asked for."""

from __future__ import annotations

import importlib
from collections.abc import Callable
from typing import Any, cast

from policykit.model.errors import PolicykitError
from policykit.report.formats import Style, formats


def form(kind: str, name: str) -> Callable[[Any, Style], str]:
    """What prints a kind of result (`history`, `showing`, …) in a format.

    Raises:
        PolicykitError: there is no such format for it.
    """
    known = formats(kind)
    if name not in known:
        raise PolicykitError(
            "unknown-format",
            f"There is no format {name[:120]!r} for this.",
            hint=f"Use one of {', '.join(known)}.",
        )
    module = importlib.import_module(f"policykit.report.{name}.{kind}")
    return cast("Callable[[Any, Style], str]", module.render)
