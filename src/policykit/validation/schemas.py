"""The schemas in force: the shipped ones, and a company's own for `custom:`."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable
from functools import cache, cached_property
from typing import Final, TypeAlias, TypeVar, cast

from policykit import resources
from policykit.model.document import Json
from policykit.validation.extensions import Extension, read_extension
from policykit.validation.kinds import Kind

Schema: TypeAlias = dict[str, Json]

Built = TypeVar("Built")

COMMON: Final = "common.schema.json"
"""The schema whose parts the others share."""


class Schemas:
    """All schemas of a run. Build one with `load_schemas` and use it for every document.

    Validators are built from it once and kept; two objects of the same texts are equal.

    Args:
        texts: the text of each shipped schema by file name.
        extensions: the company's own schemas for `custom:`.
        shipped: schemas of the same texts without extensions, where there are such already.

    Attributes:
        shipped: the schemas without extensions, for what no extension has a say in.
    """

    def __init__(
        self,
        texts: tuple[tuple[str, str], ...],
        extensions: tuple[Extension, ...] = (),
        shipped: Schemas | None = None,
    ) -> None:
        self.texts = texts
        self.extensions = extensions
        self.shipped: Schemas = shipped or (Schemas(texts) if extensions else self)
        self._built: dict[str, object] = {}

    def built(self, name: str, build: Callable[[], Built]) -> Built:
        """What `build` made under this name the first time it was asked for."""
        found = self._built.get(name)
        if found is None:
            found = self._built[name] = build()
        return cast("Built", found)

    @cached_property
    def by_name(self) -> dict[str, Schema]:
        """The schemas by file name, with every reference naming the file it leads to."""
        if self.shipped is not self:
            return self.shipped.by_name
        return {name: _with_whole_references(name, json.loads(text)) for name, text in self.texts}

    @cached_property
    def digest(self) -> str:
        """SHA-256 of all texts: equal digests mean equal judgements."""
        whole = hashlib.sha256()
        for name, text in (*self.texts, *((each.path, each.text) for each in self.extensions)):
            whole.update(f"{len(name)}:{name}{len(text)}:{text}".encode())
        return whole.hexdigest()

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Schemas) and self.digest == other.digest

    def __hash__(self) -> int:
        return hash(self.digest)

    def __reduce__(self) -> tuple[object, ...]:
        # Built validators cannot travel to another process; the texts can.
        return Schemas, (self.texts, self.extensions)


def load_schemas(extensions: Iterable[tuple[str, bytes]] = ()) -> Schemas:
    """The shipped schemas, with a company's own for `custom:`.

    What is built from the shipped ones is built once in a process: `lint --fix` and `--watch`
    load them again and again.

    Args:
        extensions: path and content of each `schemas/extensions/*.json`.

    Raises:
        SettingsError: an extension is broken, or asks for what no extension may do.
    """
    shipped = _shipped()
    own = tuple(read_extension(path, content) for path, content in extensions)
    return Schemas(shipped.texts, own, shipped) if own else shipped


@cache
def _shipped() -> Schemas:
    names = sorted((COMMON, *(kind.schema for kind in Kind)))
    return Schemas(tuple((name, resources.read_text("schemas", name)) for name in names))


def _with_whole_references(name: str, schema: Json) -> Schema:
    whole = _whole(name, schema)
    if not isinstance(whole, dict):
        raise TypeError(f"{name} does not hold an object")
    return whole


def _whole(name: str, schema: Json) -> Json:
    if isinstance(schema, dict):
        return {
            key: f"{name}{value}"
            if key == "$ref" and isinstance(value, str) and value.startswith("#")
            else _spelled_out(_whole(name, value))
            if key == "properties"
            else _whole(name, value)
            for key, value in schema.items()
        }
    if isinstance(schema, list):
        return [_whole(name, item) for item in schema]
    return schema


def _spelled_out(properties: Json) -> Json:
    # `false` and `{"not": {}}` mean the same; only the second is told with its place.
    if not isinstance(properties, dict):
        return properties
    return {key: {"not": {}} if below is False else below for key, below in properties.items()}
