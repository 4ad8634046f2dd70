"""The addresses of texts in translations, and how they change with an id."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from policykit.library import read
from policykit.library.addresses import Prefix
from policykit.library.bundle import mapping
from policykit.library.renamed import Renamed
from policykit.library.walk import FoundText
from policykit.library.words import stamp
from policykit.model.document import Document, Json
from policykit.model.position import Pointer
from policykit.model.shape import Items, Keyed, Named, Rows, Section, Shape


def moved(
    overlay: Document, shape: Mapping[str, Shape], changed: tuple[Prefix, ...]
) -> Iterator[Renamed]:
    """The keys of a translation that are written otherwise when ids have changed."""

    def now(address: str) -> str:
        for each in changed:
            address = each.of(address)
        return address

    data = mapping(overlay)
    for key, value in data.items():
        for above, name, pointer in keys_that_are_ids(value, shape.get(key), key, (key,)):
            after = now(f"{above}.{name}").removeprefix(f"{above}.")
            if after != name:
                yield Renamed(pointer, name, after, part="key")
    for address in read.section(data, "translated_from"):
        if now(address) != address:
            yield Renamed(("translated_from", address), address, now(address), part="key")


def keys_that_are_ids(
    value: Json, shape: Shape | None, address: str, pointer: Pointer
) -> Iterator[tuple[str, str, Pointer]]:
    """The keys of a translation that are ids, each with the address of what it stands in."""
    if not isinstance(value, dict):
        return
    if isinstance(shape, Section | Keyed):
        for key, below in value.items():
            inner = shape.fields.get(key) if isinstance(shape, Section) else shape.value
            yield from keys_that_are_ids(below, inner, f"{address}.{key}", (*pointer, key))
    elif isinstance(shape, Items | Named | Rows):
        for key in value:
            yield address, key, (*pointer, key)


def restamped(
    before: tuple[FoundText, ...],
    after: tuple[FoundText, ...],
    oldest: tuple[Mapping[str, str], Mapping[str, str]],
) -> dict[str, tuple[str, str]]:
    """The stamps of texts that are otherwise though only a name in them is, by address before.

    A stamp knows what a text names in other policies as it is written there.
    """
    stamps: dict[str, tuple[str, str]] = {}
    for was, now in zip(before, after, strict=True):
        pair = stamp(was, oldest[0]), stamp(now, oldest[1])
        if was.text != now.text and pair[0] != pair[1]:
            stamps[was.address] = pair
    return stamps
