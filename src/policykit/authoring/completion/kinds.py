"""What kind of name stands at a place of a file."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from policykit.library.files import FileKind
from policykit.model.organisation_shape import ORGANISATION
from policykit.model.policy_shape import POLICY
from policykit.model.position import Pointer
from policykit.model.shape import Items, Keyed, Named, Quantity, Reference, Rows, Section, Shape

SHAPES: Final[Mapping[FileKind, Mapping[str, Shape]]] = {
    FileKind.POLICY: POLICY,
    FileKind.ORGANISATION: ORGANISATION,
}

_EVERYWHERE: Final[Mapping[str, str]] = {
    "areas": "area",
    "area": "area",
    "areas_any": "area",
    "channels": "channel",
    "channels_any": "channel",
    "regions": "region",
    "reasons": "reason",
    "reasons_any": "reason",
    "brands": "brand",
    "owner": "role",
    "roles": "role",
}
"""Kinds by the key they stand under, in files that have no shape."""

_OF: Final[Mapping[FileKind, Mapping[str, str]]] = {
    FileKind.SETTINGS: {
        **_EVERYWHERE,
        "audience": "role",
        "frameworks": "framework",
        "chapters": "area",
        "template": "template",
        "requirement": "any-requirement",
    },
    FileKind.FRAMEWORK: {
        **_EVERYWHERE,
        "regions_any": "region-or-union",
        "jurisdiction": "region-or-union",
        "law": "requirement",
        "covers": "any-requirement",
        "implements": "any-requirement",
        "extends": "framework",
        "from": "event",
        "use": "measure",
        "kind": "feedback-kind",
    },
    FileKind.RECORD: {
        "role": "role-or-customer",
        "via": "feedback-kind",
        "changed": "item",
        "item": "item",
        "source": "feedback",
        "by": "role",
    },
    FileKind.ASSESSMENT: {
        "assessment": "area",
        "by": "role",
        "requirement": "any-requirement",
    },
    FileKind.MEASURES: {
        "column": "column",
        "columns": "column",
        "sum": "column",
        "start": "column",
        "end": "column",
        "minus": "column",
        "of": "column",
        "to": "column",
    },
    FileKind.AREAS: {"starter": "starter"},
}

_EACH: Final[Mapping[str, str]] = {
    "each_channel": "channel",
    "each_reason": "reason",
    "each_role": "role",
    "each_region": "region",
}
_KEYED: Final[Mapping[FileKind, Mapping[tuple[str, ...], str]]] = {
    FileKind.SETTINGS: {
        ("approvals", "areas"): "area",
        ("lint", "rules"): "rule",
        ("lint", "per_path", "*"): "rule",
        ("handbooks", "*", "words"): "locale",
        ("handbooks", "*", "subtitle_words"): "locale",
        ("locales",): "locale",
    },
    FileKind.RECORD: {
        ("seen",): "item",
        ("seen", "*"): "item-or-term",
        ("law_checked", "except"): "any-requirement",
    },
    FileKind.FRAMEWORK: {("words",): "locale", ("requirements", "*", "words"): "locale"},
    FileKind.AREAS: {("areas", "*", "words"): "locale"},
    FileKind.MEASURES: {("measures", "*", "words"): "locale"},
    FileKind.POLICY: {("tables", "*", "rows", "*", "cells"): "column-of-table"},
}


def shape_at(kind: FileKind, pointer: Pointer) -> Shape | None:
    """What a pointer leads to by the shape of a file; None where it has none or knows no such place."""
    fields = SHAPES.get(kind)
    if fields is None:
        return None
    shape: Shape | None = Section(fields)
    for part in pointer:
        shape = _below(shape, part)
    return shape


def _below(shape: Shape | None, part: str | int) -> Shape | None:
    match shape:
        case Section() if isinstance(part, str):
            return shape.fields.get(part)
        case Items() | Named() | Rows():
            return Section(shape.fields)
        case Keyed():
            return shape.value
        case Reference() | Quantity() if isinstance(part, int):
            return shape
    return None


def kind_at(kind: FileKind, pointer: Pointer) -> str:
    """The kind of name that stands where a pointer leads to, '' where there stands none."""
    shape = shape_at(kind, pointer)
    if isinstance(shape, Reference):
        return shape.kind
    named = [part for part in pointer if isinstance(part, str)]
    if not named:
        return ""
    if kind is FileKind.FRAMEWORK:
        if named[-1] == "of" and len(named) > 1:
            return _EACH.get(named[-2], "")
        if named[-1] == "kind" and named[-2:-1] == ["term"]:
            return ""
    if kind is FileKind.SETTINGS and named[:1] == ["approvals"]:
        return "role"
    if kind is FileKind.SETTINGS and named[-1] in {"source", "required", "offered", "locales"}:
        return "locale"
    if kind is FileKind.SETTINGS and named[:1] == ["lint"] and named[-1] in _SELECTING:
        return "rule"
    return _OF.get(kind, {}).get(named[-1], "")


_SELECTING: Final = frozenset({"select", "ignore", "locked"})


def kind_of_keys(kind: FileKind, pointer: Pointer) -> str:
    """The kind of name that keys are in a mapping, '' where keys are none."""
    shape = shape_at(kind, pointer)
    if isinstance(shape, Keyed):
        return shape.kind
    way = tuple(pointer)
    for pattern, found in _KEYED.get(kind, {}).items():
        if len(pattern) == len(way) and all(
            one in {"*", part} for one, part in zip(pattern, way, strict=True)
        ):
            return found
    return ""
