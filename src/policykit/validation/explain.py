"""Why a document is not valid: one problem for each mistake, in the author's words."""

from __future__ import annotations

from collections.abc import Callable
from itertools import islice
from typing import Final

import jsonschema_rs

from policykit.model.document import Document
from policykit.model.finding import Problem
from policykit.model.position import Position
from policykit.validation import codes, slow
from policykit.validation.kinds import Kind
from policykit.validation.mistakes import Mistaken, mistakes
from policykit.validation.places import at_value, subject
from policykit.validation.schemas import Schemas
from policykit.validation.setting import Setting
from policykit.validation.told_groups import clash, excluded, missing, unknown
from policykit.validation.told_values import (
    amount,
    form,
    not_listed,
    reserved,
    said_twice,
    wrong_type,
)

_MOST: Final = 200

_TELLERS: Final[dict[str, Callable[[Setting, Mistaken], list[Problem]]]] = {
    "additionalProperties": unknown,
    "required": missing,
    "x-exactly-one": clash,
    "x-at-least-one": clash,
    "x-at-most-one": clash,
    "false": excluded,
    "type": wrong_type,
    "enum": not_listed,
    "const": not_listed,
    "pattern": form,
    "x-checked": form,
    "not": reserved,
    "uniqueItems": said_twice,
    **dict.fromkeys(
        (
            "minItems",
            "maxItems",
            "minLength",
            "maxLength",
            "minimum",
            "maximum",
            "minProperties",
            "maxProperties",
        ),
        amount,
    ),
}


def problems(
    document: Document,
    kind: Kind,
    schemas: Schemas,
    quick: jsonschema_rs.Draft202012Validator,
) -> list[Problem]:
    """What is wrong with a document the quick validator has refused, as it stands in the file.

    At most two hundred errors are looked at and as many problems told. There is always at least one problem: should the
    explaining validator find nothing, the place the quick one names is told.
    """
    explaining = schemas.shipped.built(f"explain {kind}", lambda: slow.build(schemas, kind))
    found = mistakes(islice(explaining.iter_errors(document.data), _MOST))
    setting = Setting.of(document, kind, schemas, found)
    every = (problem for each in found for problem in _told(setting, each))
    told = list(islice(every, _MOST))
    if not told:
        told = [_bare(document, kind, quick)]
    return sorted(told, key=lambda problem: _position(document, problem))


def _told(setting: Setting, each: Mistaken) -> list[Problem]:
    teller = _TELLERS.get(each.keyword)
    if teller is not None:
        return teller(setting, each)
    return [_unexplained(setting.document, setting.kind, each.pointer)]


def _bare(document: Document, kind: Kind, quick: jsonschema_rs.Draft202012Validator) -> Problem:
    first = next(quick.iter_errors(document.data), None)
    return _unexplained(document, kind, tuple(first.instance_path) if first else ())


def _unexplained(document: Document, kind: Kind, pointer: tuple[str | int, ...]) -> Problem:
    return Problem(
        at_value(document, pointer),
        f"What stands here does not have the form of a {kind.value} file.",
        hint="Compare it with the example in the documentation of this file.",
        code=codes.WRONG_FORM,
        subject=subject(document, kind, pointer),
    )


def _position(document: Document, problem: Problem) -> tuple[Position, str, str]:
    place = problem.place
    span = document.value_span(place.pointer)
    if place.part == "key":
        span = document.key_span(place.pointer) or span
    return (Position(1, 1) if span is None else span.start), problem.code, problem.message
