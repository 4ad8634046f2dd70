"""Where each setting in force comes from."""

from __future__ import annotations

from collections.abc import Iterator

from policykit.model.config import LintSettings, LocaleSettings, SettingInForce
from policykit.model.document import Document, Json, unpack
from policykit.model.position import Pointer

_LOCALES = LocaleSettings()
_LINT = LintSettings()

DEFAULTS: dict[str, Json] = {
    "frameworks": "auto",
    "locales.source": _LOCALES.source,
    "locales.required": list(_LOCALES.required),
    "locales.offered": list(_LOCALES.offered),
    "lint.extends": _LINT.extends,
    "lint.select": list(_LINT.select),
    "lint.ignore": list(_LINT.ignore),
    "lint.locked": list(_LINT.locked),
    "lint.baseline": _LINT.baseline,
    "lint.fail_level": _LINT.fail_level,
}
"""What holds where policykit.yaml is silent."""


def settings_in_force(document: Document | None) -> tuple[SettingInForce, ...]:
    """All settings: those of the file with their lines, and the defaults it leaves in place."""
    own = {} if document is None else {each.key: each for each in _own(document)}
    rest = (
        SettingInForce(key, value, "default") for key, value in DEFAULTS.items() if key not in own
    )
    return tuple(sorted((*own.values(), *rest), key=lambda each: each.key))


def _own(document: Document) -> Iterator[SettingInForce]:
    for pointer, value in _leaves(document.data, ()):
        node = document.node(pointer)
        if node is not None:
            line = unpack(document.positions.starts[node]).line
            yield SettingInForce(".".join(map(str, pointer)), value, f"{document.path}:{line}")


def _leaves(value: Json, pointer: Pointer) -> Iterator[tuple[Pointer, Json]]:
    """Values that are no mapping; a list of plain values is one of them."""
    if isinstance(value, dict):
        for key, below in value.items():
            yield from _leaves(below, (*pointer, key))
    elif isinstance(value, list) and any(isinstance(item, dict) for item in value):
        for index, below in enumerate(value):
            yield from _leaves(below, (*pointer, index))
    else:
        yield pointer, value
