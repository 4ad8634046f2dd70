"""What the environment says instead of the settings, for whoever asks which of them hold."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Final

from policykit.model.config import SettingInForce
from policykit.model.document import Json

_INSTEAD: Final[Mapping[str, str]] = {
    "lint.baseline": "POLICYKIT_LINT_BASELINE",
    "lint.fail_level": "POLICYKIT_LINT_FAIL_LEVEL",
}
"""Variables that hold in place of a setting."""

_LISTED_INSTEAD: Final[Mapping[str, str]] = {"lint.select": "POLICYKIT_LINT_SELECT"}
"""The same, for lists."""

_BESIDE: Final[Mapping[str, str]] = {"lint.ignore": "POLICYKIT_LINT_IGNORE"}
"""Variables whose lists hold beside those of a setting."""


def in_force(
    settings: Iterable[SettingInForce], environment: Mapping[str, str]
) -> tuple[SettingInForce, ...]:
    """The settings, with what variables of the environment say instead; each says its origin."""
    return tuple(_in_force(each, environment) for each in settings)


def _in_force(setting: SettingInForce, environment: Mapping[str, str]) -> SettingInForce:
    key = setting.key
    name = _INSTEAD.get(key) or _LISTED_INSTEAD.get(key) or _BESIDE.get(key) or ""
    said = environment.get(name, "")
    if not said:
        return setting
    if key in _INSTEAD:
        return replace(setting, value=said, origin=name)
    listed: list[Json] = [part for part in said.replace(",", " ").split() if part]
    if key in _BESIDE and isinstance(setting.value, list) and setting.value:
        both = [*setting.value, *(each for each in listed if each not in setting.value)]
        return replace(setting, value=both, origin=f"{setting.origin} and {name}")
    return replace(setting, value=listed, origin=name)
