"""The page of a rule: what `explain` prints and the docs are made of."""

from __future__ import annotations

from typing import Literal, TypeAlias

from policykit.model.finding import Severity
from policykit.model.value import dataclass

Fixable: TypeAlias = Literal["safe", "unsafe", "none"]
"""What a program can do about findings of a code, at best."""

Preset: TypeAlias = Literal["minimal", "recommended", "strict"]
"""The levels settings can start from: each has all that the one before it has, and more."""


@dataclass(frozen=True, slots=True)
class Page:
    """Everything a person can know about a code.

    `summary` is one line; `why` a short paragraph; `bad` and `good` are YAML examples (a
    whole file or a fragment of a policy, as `example` says); `how` says how to mend it.
    The examples are run as tests: bad must yield the code, good must not. `fix` says what
    `lint --fix` can do at best: mend it, mend it only when fixes are allowed that may change
    the meaning (unsafe), or nothing. `preset` is the first that has the code on; where a
    category is always checked, all have.
    """

    code: str
    name: str
    category: str
    severity: Severity
    summary: str
    why: str
    bad: str
    good: str
    how: str
    fix: Fixable = "none"
    preset: Preset = "recommended"
