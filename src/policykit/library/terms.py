"""Data to terms: promises and limits with their variants."""

from __future__ import annotations

from collections.abc import Mapping

from policykit.library import read
from policykit.model.case import Conditions
from policykit.model.document import Json
from policykit.model.position import Pointer
from policykit.model.quantity.dates import DateRange, parse_date, parse_date_range
from policykit.model.quantity.duration import Duration, exact_duration
from policykit.model.quantity.mistake import Mistake
from policykit.model.quantity.parse import Quantity, is_term_name, parse_quantity
from policykit.model.term import (
    KEPT,
    Beneficiary,
    Better,
    Extension,
    Kept,
    Term,
    TermKind,
    Variant,
)

_REFERENCES_DEEP = 10
_KINDS = tuple((kind.value, kind) for kind in TermKind)


def terms(data: Mapping[str, Json]) -> tuple[Term, ...]:
    """The terms of a policy; one whose kind or value cannot be read is left out.

    A value that names another term of the policy takes that term's value ("say it once and
    refer"); names in other policies are left to whoever knows them. A variant of which the
    value, or the cases it is for, cannot be read is left out too.
    """
    section = read.section(data, "terms")
    found: list[Term] = []
    for pointer, name, item in read.named(data, "terms"):
        term = _term(name, item, pointer, section)
        if term is not None:
            found.append(term)
    return tuple(found)


def term_of(name: str, section: Mapping[str, Json]) -> Term | None:
    """One term of the terms of a policy, None where it is not there or cannot be read."""
    item = section.get(name)
    return _term(name, item, ("terms", name), section) if isinstance(item, dict) else None


def _term(
    name: str, item: Mapping[str, Json], pointer: Pointer, section: Mapping[str, Json]
) -> Term | None:
    kind = next((kind for key, kind in _KINDS if key in item), None)
    if kind is None:
        return None
    value = _value(item[kind.value], section)
    if isinstance(value, Mistake):
        return None
    extend = read.section(item, "extend")
    by = exact_duration(read.text(extend, "by"))
    better = read.text(item, "better")
    return Term(
        id=name,
        kind=kind,
        value=value,
        former_ids=read.names(item, "former_ids"),
        from_event=read.text(item, "from") or None,
        extend=(
            Extension(
                by,
                exact_duration(read.text(extend, "tell_within")),
                read.flag(extend, "reasons") is True,
            )
            if by is not None
            else None
        ),
        pauses=read.names(item, "pauses"),
        law=read.names(item, "law"),
        public=read.flag(item, "public") is True,
        for_whom=(Beneficiary.STAFF if read.text(item, "for") == "staff" else Beneficiary.CUSTOMER),
        better=Better(better) if better in set(Better) else None,
        variants=tuple(
            variant
            for at, row in read.items(item, "varies", pointer)
            if (variant := _variant(row, at, section)) is not None
        ),
        title=read.text(item, "title"),
        pointer=pointer,
    )


def _value(value: Json, section: Mapping[str, Json]) -> Quantity | Mistake | None:
    for _ in range(_REFERENCES_DEEP):
        if value == "none":
            return None
        if not isinstance(value, str) or not is_term_name(value):
            break
        other = section.get(value)
        key = next((key for key, _ in _KINDS if isinstance(other, dict) and key in other), None)
        if key is None or not isinstance(other, dict):
            return Mistake(f"{value} is no term of this policy.", "")
        value = other[key]
    if isinstance(value, str | int | float) and not isinstance(value, bool):
        return parse_quantity(value)
    return Mistake("This is not a quantity.", "")


def _variant(
    row: Mapping[str, Json], pointer: Pointer, section: Mapping[str, Json]
) -> Variant | None:
    value: Quantity | Kept | None = KEPT
    if "value" in row:
        read_value = _value(row["value"], section)
        if isinstance(read_value, Mistake):
            return None
        value = read_value
    conditions = _conditions(row)
    if conditions is None:
        return None
    extend = read.section(row, "extend")
    return Variant(
        conditions=conditions,
        value=value,
        by=_part(extend, "by"),
        tell_within=_part(extend, "tell_within"),
        reasons=read.flag(extend, "reasons") is True if "reasons" in extend else KEPT,
        from_event=read.text(row, "from") or None if "from" in row else KEPT,
        law=read.names(row, "law") if "law" in row else KEPT,
        public=read.flag(row, "public") is True if "public" in row else KEPT,
        pointer=pointer,
    )


def _part(extend: Mapping[str, Json], key: str) -> Duration | Kept | None:
    return exact_duration(read.text(extend, key)) if key in extend else KEPT


def _conditions(row: Mapping[str, Json]) -> Conditions | None:
    """The cases a variant is for, None where that cannot be read.

    A condition left out would make the variant hold where nobody meant it to.
    """
    asked = [key for key in _CONDITIONS if key in row]
    dates = _dates(row)
    if not asked or dates is None or not all(_names_only(row[key]) for key in asked):
        return None
    return Conditions(
        regions=frozenset(read.names(row, "regions")),
        brands=frozenset(read.names(row, "brands")),
        channels=frozenset(read.names(row, "channels")),
        groups=frozenset(read.names(row, "groups")),
        dates=dates,
    )


_CONDITIONS = ("regions", "brands", "channels", "groups", "dates")


def _names_only(value: Json) -> bool:
    """Whether a value is a text or a list of some, and of nothing else."""
    named = value if isinstance(value, list) else [value]
    return bool(named) and all(isinstance(name, str) and name for name in named)


def _dates(row: Mapping[str, Json]) -> tuple[DateRange, ...] | None:
    found: list[DateRange] = []
    for text in read.names(row, "dates"):
        parsed = parse_date_range(text)
        if isinstance(parsed, Mistake):
            day = parse_date(text)
            if isinstance(day, Mistake):
                return None
            found.append(DateRange(day, day))
        else:
            found.append(parsed)
    return tuple(found)
