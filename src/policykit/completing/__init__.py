"""Names one can go on typing with: policies, their items, roles, frameworks, rules, revisions.

Each kind of name is found by the least that tells it: names of files, or one file that is
parsed and not checked. Nothing is written and no program is started.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Final, TypeAlias

from policykit.completing import declared, known, policies

Named: TypeAlias = tuple[str, str]
"""A name and what it stands for, '' where nothing short says it."""

Source: TypeAlias = Callable[[Path, str], Iterator[Named]]
"""Gives the names of a repository that could begin as typed."""

SOURCES: Final[Mapping[str, Source]] = {
    "area": declared.areas,
    "brand": declared.brands,
    "channel": declared.channels,
    "explained": known.explained,
    "framework": declared.frameworks,
    "handbook": declared.handbooks,
    "item": policies.items,
    "locale": declared.locales,
    "named": known.named,
    "policy": policies.policies,
    "region": declared.regions,
    "revision": known.revisions,
    "role": declared.roles,
    "rule": known.rules,
    "schema": known.schemas,
    "template": known.templates,
}


_NAME: Final = re.compile(r"\w[\w./@+#~^-]*")
"""What a shell takes as a word and as nothing else: branches and roles are named by strangers."""

_SIGNS: Final = re.compile(r"[^\w .,:/()+%-]+")
"""What means something to a shell, or to what prints for it, within words of an explanation."""

_MOST_SAID: Final = 60
"""Above as many names nobody reads what each one means, and a shell takes long to show it."""


def names(kind: str, root: Path | None, typed: str) -> tuple[Named, ...]:
    """The names of a kind that begin as typed, each once, in their order.

    Args:
        kind: one of SOURCES.
        root: the policy repository, None for none.
        typed: what stands there already.
    """
    found: dict[str, str] = {}
    for name, said in SOURCES[kind](root or Path("/nonexistent"), typed):
        if name.startswith(typed) and name not in found and _NAME.fullmatch(name):
            found[name] = said
    if len(found) > _MOST_SAID:
        return tuple((name, "") for name in found)
    return tuple((name, _SIGNS.sub(" ", said).strip()) for name, said in found.items())
