"""What a custom rule looks at: which policies, which of their items, which texts of these."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from typing import Final

from policykit.library.walk import FoundItem
from policykit.lint.rule import Examined, HumanText
from policykit.model.path_pattern import PathPattern
from policykit.model.policy_shape import LEVELS
from policykit.model.position import Pointer
from policykit.model.value import dataclass

WITHIN: Final = ("item", "text", "policy")
"""What words are looked for in together, the first where nothing is said."""


@dataclass(frozen=True, slots=True)
class Where:
    """What a rule looks at; an empty side does not narrow it, but for the language.

    Words belong to a language, so without `locales` it is the one policies are written in.
    """

    paths: tuple[PathPattern, ...] = ()
    kinds: frozenset[str] = frozenset()
    levels: frozenset[str] = frozenset()
    locales: tuple[str, ...] = ()
    areas: frozenset[str] = frozenset()
    statuses: frozenset[str] = frozenset()

    def means(self, examined: Examined) -> bool:
        """Whether a policy is looked at at all, as far as its files do not decide."""
        facts = examined.facts
        return (not self.areas or not self.areas.isdisjoint(facts.areas)) and (
            not self.statuses or facts.status in self.statuses
        )

    def means_path(self, *paths: str) -> bool:
        """Whether a rule looks at a file, or at its policy."""
        return not self.paths or any(
            pattern.matches(path) for pattern in self.paths for path in paths
        )

    def items(self, examined: Examined) -> Iterator[FoundItem]:
        """The items of these kinds and levels."""
        if not self.means(examined) or not self.means_path(examined.facts.path):
            return
        around = _Items(examined.found.items)
        for item in examined.found.items:
            if self._means_item((item.kind,), around.level(item)):
                yield item

    def texts(self, examined: Examined) -> tuple[HumanText, ...]:
        """The texts looked at; never examples of what to avoid."""
        if not self.means(examined):
            return ()
        spoken = self.locales or (examined.surroundings.settings.locales.source,)
        around = _Items(examined.found.items if self.kinds or self.levels else ())
        return tuple(
            text
            for text in examined.texts
            if _is_in(text.locale, spoken)
            and self.means_path(text.path, examined.facts.path)
            and not text.is_told_as_wrong
            and self._means_item(*around.about(text))
        )

    def units(self, examined: Examined, within: str) -> tuple[tuple[HumanText, ...], ...]:
        """The texts looked at, those together that are searched together; each in one language."""
        around = _Items(examined.found.items if within == WITHIN[0] else ())
        found: dict[tuple[str, str], list[HumanText]] = {}
        for number, text in enumerate(self.texts(examined)):
            match within:
                case "text":
                    name = str(number)
                case "policy":
                    name = ""
                case _:
                    name = around.top(text)
            found.setdefault((text.locale, name), []).append(text)
        return tuple(tuple(each) for each in found.values())

    def _means_item(self, kinds: Iterable[str], level: str) -> bool:
        return (not self.kinds or not self.kinds.isdisjoint(kinds)) and (
            not self.levels or level in self.levels
        )


class _Items:
    """The items of a policy by the addresses of their texts."""

    def __init__(self, items: Iterable[FoundItem]) -> None:
        self._items = tuple(items)

    @cached_property
    def _by_address(self) -> Mapping[str, tuple[FoundItem, ...]]:
        """Each item with those it stands in, the outermost first."""
        chains: dict[str, tuple[FoundItem, ...]] = {}
        addresses: dict[str, str] = {}
        for item in self._items:
            outer = addresses.get(item.parent, "")
            # An item in a list stands at its number, one with a name at its name.
            before = outer or ".".join(str(part) for part in item.pointer[:-1])
            address = f"{before}.{item.id}"
            addresses[f"{item.parent}.{item.id}" if item.parent else item.id] = address
            chains[address] = (*chains.get(outer, ()), item)
        return chains

    @cached_property
    def _by_pointer(self) -> Mapping[Pointer, tuple[FoundItem, ...]]:
        return {chain[-1].pointer: chain for chain in self._by_address.values()}

    def level(self, item: FoundItem) -> str:
        """The level of the statement an item is or stands in, '' for others."""
        return _level(self._by_pointer.get(item.pointer, (item,)))

    def about(self, text: HumanText) -> tuple[tuple[str, ...], str]:
        """The kinds of what a text stands in with its section, and the level of its statement."""
        chain = self._chain(text)
        kinds = (*(each.kind for each in chain), text.address.partition(".")[0])
        return kinds, _level(chain)

    def top(self, text: HumanText) -> str:
        """What tells the outermost item around a text apart, or the text where there is none."""
        chain = self._chain(text)
        return repr(chain[0].pointer) if chain else text.address

    def _chain(self, text: HumanText) -> tuple[FoundItem, ...]:
        address = text.address.partition("#")[0]
        while address:
            if address in self._by_address:
                return self._by_address[address]
            address = address.rpartition(".")[0]
        return ()


def _level(chain: Iterable[FoundItem]) -> str:
    outer = next(iter(chain), None)
    if outer is None or outer.kind != "statement" or not isinstance(outer.value, dict):
        return ""
    return next((level for level in LEVELS if level in outer.value), "")


def _is_in(locale: str, wanted: Iterable[str]) -> bool:
    """Whether a language is one of these, or a region's way of speaking one."""
    return any(locale == each or locale.startswith(f"{each}-") for each in wanted)
