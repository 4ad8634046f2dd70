"""Any file that a translator sends back: refused in words, or texts with their addresses."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from tests.fuzzing.seeds import texts

from policykit.model.errors import PolicykitError
from policykit.translating import gettext, xliff
from policykit.translating.units import Parcel, Unit

FORMATS = (gettext, xliff)


def check(data: bytes) -> None:
    """What is read of a file is at least one text."""
    for form in FORMATS:
        found = _read(form.parse, data)
        if isinstance(found, PolicykitError):
            assert found.reference.startswith("exchange-"), found
            assert found.message.endswith((".", "?"))
            continue
        # What the words hold that no file may hold is told where they are taken.
        assert found.units
        for unit in found.units:
            assert all(isinstance(each, str) for each in (unit.address, *_said(unit)))


def _read(parse: Callable[[bytes, str], Parcel], data: bytes) -> Parcel | PolicykitError:
    try:
        return parse(data, "returns.sv")
    except PolicykitError as refusal:
        return refusal


def _said(unit: Unit) -> Iterator[str]:
    for text in (unit.source, unit.words):
        if isinstance(text, str):
            yield text
        else:
            yield from text or ()


def seeds() -> Iterator[bytes]:
    """Files as they are sent out."""
    said = [each.decode(errors="replace") for each in texts()][:40]
    units = tuple(
        Unit(address=f"statements.s{number}.must", source=text, words=text, notes=("A rule.",))
        for number, text in enumerate(said)
    )
    for part in (units[:1], units[:3], units):
        parcel = Parcel(
            name="returns", original="policies/returns.yaml", source_locale="en", locale="sv",
            version="1.0.0", units=part,
        )  # fmt: skip
        for form in FORMATS:
            made = form.write(parcel)
            yield made.encode() if isinstance(made, str) else made
