"""Keys that must be filled in, of a policy or of each item of a kind."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from policykit.library.bundle import mapping
from policykit.lint.defaults import filled
from policykit.lint.own.check import Said
from policykit.lint.own.entries import Entries, UnusableError
from policykit.lint.own.where import Where
from policykit.lint.rule import Examined
from policykit.model.document import Json
from policykit.model.finding import Place, Problem
from policykit.model.position import Pointer
from policykit.model.value import dataclass

KEY = "required"


@dataclass(frozen=True, slots=True)
class Required:
    """Tells each key that is empty where all conditions hold.

    `when_is` holds keys with the values of which they must have one.
    """

    keys: tuple[str, ...]
    when_filled: tuple[str, ...]
    when_is: tuple[tuple[str, tuple[Json, ...]], ...]

    def problems(self, examined: Examined, where: Where, said: Said) -> Iterator[Problem]:
        """One problem for each empty key, at the policy or the item."""
        path = examined.facts.path
        for pointer, data in _groups(examined, where):
            if not self._is_meant(data):
                continue
            for key in self.keys:
                if _is_empty(_found(data, key)):
                    place = Place(path, (*pointer, *key.split(".")))
                    yield said.of(place, key, key, hint=f"Fill in {key}.")

    def _is_meant(self, data: Mapping[str, Json]) -> bool:
        return not any(_is_empty(_found(data, key)) for key in self.when_filled) and all(
            _has_one(_found(data, key), values) for key, values in self.when_is
        )


def _groups(examined: Examined, where: Where) -> Iterator[tuple[Pointer, Mapping[str, Json]]]:
    """The policy with the organisation's defaults, or the items of the kinds that are named."""
    if where.kinds or where.levels:
        for item in where.items(examined):
            if isinstance(item.value, dict):
                yield item.pointer, item.value
    elif where.means(examined) and where.means_path(examined.facts.path):
        document = examined.bundle.policy or examined.bundle.coming
        yield (), filled(mapping(document), examined.surroundings.organisation.defaults)


def _found(data: Mapping[str, Json], key: str) -> Json:
    first, *others = key.split(".")
    found = data.get(first)
    for part in others:
        found = found.get(part) if isinstance(found, dict) else None
    return found


def _is_empty(value: Json) -> bool:
    return value is None or value in ("", [], {})


def _has_one(value: Json, values: tuple[Json, ...]) -> bool:
    present = value if isinstance(value, list) else [value]
    return any(type(each) is type(one) and each == one for each in present for one in values)


def read(entries: Entries) -> Required:
    """The check, from `keys`, `when_filled` and `when_is`."""
    entries.group("keys", "when_filled", "when_is")
    conditions = entries.under("when_is")
    values: list[tuple[str, tuple[Json, ...]]] = []
    if conditions.is_there:
        if not isinstance(conditions.value, dict):
            raise UnusableError
        for key, value in conditions.value.items():
            if not isinstance(value, list) or not value:
                raise UnusableError
            values.append((key, tuple(value)))
    return Required(
        entries.under("keys").texts(), entries.under("when_filled").some(), tuple(values)
    )
