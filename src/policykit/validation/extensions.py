"""A company's own schemas for `custom:`, taken in only when they can do no harm.

Whoever opens a pull request may write one, so a schema must be small, refer to nothing
outside itself, and be answered in a time that grows with the document alone.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Final, NoReturn

from policykit.model.document import Json
from policykit.model.errors import SettingsError
from policykit.model.value import dataclass

DRAFT: Final = "https://json-schema.org/draft/2020-12/schema"
"""The one draft an extension may be written in."""

LARGEST: Final = 64 * 1024
"""Bytes of an extension; a larger one is refused."""

MOST_WORK: Final = 2000
"""Parts of an extension after its references are followed; more are refused."""

_ONE: Final = frozenset(
    [
        "items",
        "additionalProperties",
        "propertyNames",
        "contains",
        "not",
        "if",
        "then",
        "else",
        "unevaluatedItems",
        "unevaluatedProperties",
    ]
)
_MANY: Final = frozenset({"allOf", "anyOf", "oneOf", "prefixItems"})
_NAMED: Final = frozenset({"properties", "patternProperties", "$defs", "dependentSchemas"})
_PLAIN: Final = frozenset(
    [
        "$schema",
        "$id",
        "$ref",
        "$comment",
        "title",
        "description",
        "default",
        "examples",
        "deprecated",
        "readOnly",
        "writeOnly",
        "type",
        "enum",
        "const",
        "minLength",
        "maxLength",
        "pattern",
        "minimum",
        "maximum",
        "exclusiveMinimum",
        "exclusiveMaximum",
        "multipleOf",
        "minItems",
        "maxItems",
        "uniqueItems",
        "minContains",
        "maxContains",
        "minProperties",
        "maxProperties",
        "required",
        "dependentRequired",
    ]
)
_HINTS: Final = {
    "format": "Formats are not checked here; write a pattern.",
    "$id": "Only the top of the schema may carry an $id.",
    "$schema": "Only the top of the schema may carry a $schema.",
}


@dataclass(frozen=True, slots=True)
class Extension:
    """An extension that was looked at and is safe to use: its path and its text."""

    path: str
    text: str

    @property
    def schema(self) -> dict[str, Json]:
        """The schema itself, without the name it gives itself: nothing may refer to it."""
        loaded: dict[str, Json] = json.loads(self.text)
        loaded.pop("$id", None)
        return loaded


def read_extension(path: str, content: bytes) -> Extension:
    """An extension from the bytes of its file.

    Raises:
        SettingsError: it is not JSON, repeats a key, uses a word that is no keyword, refers
            to something else, or asks for too much work.
    """
    if len(content) > LARGEST:
        _refuse(path, f"it is larger than {LARGEST // 1024} KiB")
    try:
        text = content.decode("utf-8")
        loaded: Json = json.loads(text, object_pairs_hook=_pairs, parse_constant=_constant)
    except UnicodeDecodeError:
        _refuse(path, "it is not written in UTF-8")
    except RecursionError:
        _refuse(path, "it is nested too deeply")
    except json.JSONDecodeError as error:
        _refuse(path, f"it is not JSON (line {error.lineno}, column {error.colno})")
    except ValueError as error:
        _refuse(path, str(error))
    if not isinstance(loaded, dict):
        _refuse(path, "it is not an object")
    if loaded.get("$schema", DRAFT) != DRAFT:
        _refuse(path, f"its $schema is not {DRAFT}")
    try:
        _Vetting(path, loaded).run()
        extension = Extension(path, text)
        _build(extension)
    except RecursionError:
        _refuse(path, "it is nested too deeply")
    return extension


def _build(extension: Extension) -> None:
    # The validator is heavy to import and few repositories have extensions.
    from policykit.validation.own_fields import build  # noqa: PLC0415 - only when there is one

    try:
        build(extension)
    except ValueError as error:
        reason = str(error).splitlines()[0][:120]
        _refuse(extension.path, f"it is no valid JSON Schema: {reason}")


def _pairs(pairs: list[tuple[str, Json]]) -> dict[str, Json]:
    found: dict[str, Json] = {}
    for key, value in pairs:
        if key in found:
            raise ValueError(f"the key {json.dumps(key[:120])} stands twice in one object")
        found[key] = value
    return found


def _constant(name: str) -> NoReturn:
    raise ValueError(f"{name} is no number in JSON")


def _refuse(path: str, reason: str, hint: str = "") -> NoReturn:
    raise SettingsError(
        "broken-extension",
        f"The schema for your own fields cannot be used: {reason}.",
        context=path,
        hint=hint or "Mend the file, or take it out of schemas/extensions.",
    )


class _Vetting:
    """One look through a schema: known keywords, references inside, bounded work."""

    def __init__(self, path: str, schema: dict[str, Json]) -> None:
        self._path = path
        self._top = schema
        self._work: dict[str, int] = {}
        self._open: list[str] = []

    def run(self) -> None:
        definitions = self._top.get("$defs", {})
        if isinstance(definitions, dict):
            for name in definitions:
                self._referred(f"#/$defs/{name}")
        if self._count(self._top, top=True) > MOST_WORK:
            _refuse(self._path, "it asks for too much work", "Make it smaller.")

    def _count(self, schema: Json, *, top: bool = False) -> int:
        if isinstance(schema, bool):
            return 1
        if not isinstance(schema, dict):
            _refuse(self._path, "something stands where a schema belongs")
        work = 1
        for keyword, value in schema.items():
            self._known(keyword, top=top)
            if keyword == "$ref":
                work += self._referred(value)
            elif keyword != "$defs":
                work += sum(map(self._count, self._below(keyword, value)))
        return min(work, MOST_WORK + 1)

    def _known(self, keyword: str, *, top: bool) -> None:
        inside = keyword in {"$id", "$schema"} and not top
        known = keyword in _PLAIN | _ONE | _MANY | _NAMED or keyword.startswith("x-")
        if inside or not known:
            _refuse(
                self._path,
                f"{json.dumps(keyword[:120])} is not a keyword that may stand here",
                _HINTS.get(keyword, ""),
            )

    def _below(self, keyword: str, value: Json) -> Iterator[Json]:
        if keyword in _ONE:
            yield value
        elif keyword in _MANY:
            if not isinstance(value, list):
                _refuse(self._path, f"{keyword} is not a list")
            yield from value
        elif keyword in _NAMED:
            if not isinstance(value, Mapping):
                _refuse(self._path, f"{keyword} is not an object")
            yield from value.values()

    def _referred(self, reference: Json) -> int:
        definitions = self._top.get("$defs", {})
        name = str(reference).removeprefix("#/$defs/")
        if (
            not isinstance(reference, str)
            or not reference.startswith("#/$defs/")
            or not isinstance(definitions, dict)
            or name not in definitions
        ):
            _refuse(
                self._path,
                f"it refers to {json.dumps(str(reference)[:120])}",
                "A reference may only lead to #/$defs/<name> in the same file.",
            )
        if name in self._open:
            _refuse(self._path, f"the definition {json.dumps(name[:120])} refers to itself")
        if name not in self._work:
            self._open.append(name)
            self._work[name] = self._count(definitions[name])
            self._open.pop()
        return self._work[name]
