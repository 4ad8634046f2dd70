"""What is told of a key: what the schema says of it, with an example."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from policykit.authoring.snapshot import Snapshot
from policykit.authoring.told import Line
from policykit.library.files import FileKind, file_name
from policykit.model.document import Json
from policykit.model.position import Pointer
from policykit.validation import Kind
from policykit.validation.keys import known_at, resolved

_LEVELS: Final[Mapping[str, str]] = {
    "must": "A duty without exception but those that are written: whoever does otherwise breaks "
    "the policy. Handbooks print it as must.",
    "must_not": "Forbidden without exception but those that are written. Handbooks print the level "
    "before the words, so these say what is not done, without a not of their own.",
    "should": "What is expected: whoever does otherwise can say why.",
    "should_not": "What is expected not to be done: whoever does it can say why.",
    "may": "Allowed, and nobody has to: limit says how far, decides who else has to agree, gains "
    "who is better off.",
}


def about_key(snapshot: Snapshot, path: str, pointer: Pointer) -> Iterator[Line]:
    """The key a pointer ends in, or the one its list belongs to; nothing where it has none."""
    while pointer and not isinstance(pointer[-1], str):
        pointer = pointer[:-1]
    name = file_name(path).kind
    kinds = {each.value: each for each in Kind}
    if not pointer or name.value not in kinds:
        return
    schemas = snapshot.opened.loader.schemas.by_name
    known = known_at(schemas, kinds[name.value].schema, pointer[:-1])
    found = resolved(schemas, known.get(str(pointer[-1])))
    title, text = found.get("title"), found.get("description")
    if not isinstance(text, str):
        return
    yield Line(str(title or pointer[-1]), "heading", label=str(pointer[-1]))
    yield Line(text)
    if name is FileKind.POLICY and pointer[:1] == ("statements",):
        yield Line(_LEVELS.get(str(pointer[-1]), ""))
    choices = found.get("enum")
    if isinstance(choices, list) and choices:
        yield Line(", ".join(map(str, choices)), "entry", label="One of")
    examples = found.get("examples")
    if isinstance(examples, list) and examples:
        shown = written({str(pointer[-1]): examples[0]})
        yield Line(shown, "example")


def written(value: Json, indent: str = "") -> str:
    """A small value as YAML."""
    if isinstance(value, dict):
        return "\n".join(_entry(f"{indent}{key}:", each, indent) for key, each in value.items())
    if isinstance(value, list):
        return "\n".join(_item(each, indent) for each in value)
    return f"{indent}{_scalar(value)}"


def _entry(head: str, value: Json, indent: str) -> str:
    if isinstance(value, dict | list) and value:
        return f"{head}\n{written(value, f'{indent}  ')}"
    return f"{head} {_scalar(value)}"


def _item(value: Json, indent: str) -> str:
    if isinstance(value, dict) and value:
        inner = written(value, f"{indent}  ")
        return f"{indent}- {inner[len(indent) + 2 :]}"
    return f"{indent}- {_scalar(value)}"


def _scalar(value: Json) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    return str(value) if value is not None else ""
