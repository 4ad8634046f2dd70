"""The version rule: the bump that changes ask for against the one that was made."""

from __future__ import annotations

import re
from typing import Final

from policykit.model.change import Bump, VersionVerdict

_VERSION: Final = re.compile(r"(\d{1,9})\.(\d{1,9})\.(\d{1,9})")
_FREE: Final = frozenset({"", "draft", "in-review"})
_STEPS: Final = (Bump.MAJOR, Bump.MINOR, Bump.PATCH)


def made(before: str, after: str) -> Bump:
    """Which bump was made; none where the later version is lower, or one is not readable."""
    old, new = _parts(before), _parts(after)
    return Bump.NONE if old is None or new is None or new < old else _step(old, new)


def _step(old: tuple[int, int, int], new: tuple[int, int, int]) -> Bump:
    return next(
        (step for step, one, other in zip(_STEPS, old, new, strict=True) if one != other),
        Bump.NONE,
    )


def verdict(before: tuple[str, str], after: tuple[str, str], required: Bump) -> VersionVerdict:
    """How a bump stands to what is asked for; free where one of the texts bound nobody yet.

    Args:
        before: the earlier status and version, '' for none.
        after: the later ones.
        required: what the changes ask for.
    """
    if before[0] in _FREE or after[0] in _FREE:
        return VersionVerdict.FREE
    old, new = _parts(before[1]), _parts(after[1])
    if old is None or new is None:
        # What is wrong with it is told where the file is checked.
        return VersionVerdict.FREE
    if new < old:
        return VersionVerdict.DECREASED
    bump = _step(old, new)
    if bump.rank >= required.rank:
        return VersionVerdict.ENOUGH
    return VersionVerdict.MISSING if bump is Bump.NONE else VersionVerdict.TOO_SMALL


def bumped(version: str, bump: Bump) -> str:
    """A version raised by a bump; one that cannot be read comes back as it is."""
    parts = _parts(version)
    if parts is None or bump is Bump.NONE:
        return version
    place = _STEPS.index(bump)
    raised = [*parts[:place], parts[place] + 1, *([0] * (len(parts) - place - 1))]
    return ".".join(map(str, raised))


def is_lower(version: str, other: str) -> bool:
    """Whether a version comes before another one; False where one of them is none."""
    one, two = _parts(version), _parts(other)
    return one is not None and two is not None and one < two


def _parts(version: str) -> tuple[int, int, int] | None:
    found = _VERSION.fullmatch(version)
    return None if found is None else (int(found[1]), int(found[2]), int(found[3]))
