"""Trouble told in one line, with what tells it from other trouble."""

from __future__ import annotations

import hashlib
import traceback

from policykit import __version__
from policykit.model.errors import PolicykitError
from policykit.report.visible import visible


def fault(error: BaseException, doing: str) -> str:
    """A fault of our own as a line: where it is met again its reference is the same."""
    frames = traceback.extract_tb(error.__traceback__)
    places = [f"{each.filename}:{each.name}" for each in frames[-4:]]
    told = "\n".join((type(error).__name__, *places))
    reference = hashlib.sha256(told.encode("utf-8", "replace")).hexdigest()[:8]
    return (
        f"policykit {__version__} met a fault of its own in {visible(doing)} "
        f"({type(error).__name__}, {reference}). This is not your mistake: please report it."
    )


def refusal(error: PolicykitError) -> str:
    """A user error as a line: what, where, what to do."""
    parts = [f"{error.message}"]
    if error.context:
        parts.append(f"({error.context})")
    if error.hint:
        parts.append(error.hint)
    return visible(" ".join(parts))
