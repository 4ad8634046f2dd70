"""How a key or an entry is begun: its text with places to fill in, made from the schema."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date
from typing import Final, TypeAlias

from policykit.authoring.completion import meanings
from policykit.authoring.completion.meanings import Allowed
from policykit.model.document import Json
from policykit.model.position import Pointer
from policykit.yamlsource.plain import one_line

Look: TypeAlias = Callable[[Pointer], Allowed]
"""Gives what the schema allows where a pointer leads to."""

_DEEPEST: Final = 4
_PLACE: Final = re.compile(r"\$(?:\d+|\{\d+(?::(?P<words>[^{}]*)|\|(?P<first>[^,|}]*)[^}]*)?\})")
_PLAIN: Final = re.compile(
    r"[A-Za-z$][^:#\[\]{},&*!|>'\"%@`\n]*|\$\{\d+[:|][^\n]*\}|[0-9][\w .%-]*"
)


class Skeletons:
    """Makes beginnings for places of one file.

    Args:
        look: what the schema allows where a pointer leads to.
        today: stands where a day is to be written.
    """

    def __init__(self, look: Look, today: date) -> None:
        self._look = look
        self._today = today.isoformat()

    def key(self, pointer: Pointer, key: str, *, flow: bool) -> str:
        """A key with the beginning of its value; in brackets the key and a plain value alone."""
        self._number = 0
        value = self._value((*pointer, key), 0, flow=flow)
        return f"{key}:{value}"

    def entry(self, pointer: Pointer) -> str:
        """An entry of a list of mappings, or a mapping on lines of its own, without a hyphen."""
        self._number = 0
        return self._mapping(pointer, 0, "")

    def _next(self, words: str = "") -> str:
        self._number += 1
        return f"${{{self._number}:{words}}}" if words else f"${self._number}"

    def _value(self, pointer: Pointer, depth: int, *, flow: bool) -> str:
        """What follows the colon of a key, with the space or the line break in front."""
        allowed = self._look(pointer)
        kinds = meanings.types(allowed)
        values = list(meanings.choices(allowed))
        if meanings.is_short(values) and "object" not in kinds:
            listed = ",".join(each.value for each in values)
            self._number += 1
            choice = f"${{{self._number}|{listed}|}}" if len(values) > 1 else values[0].value
            return f" {choice}"
        if "string" in kinds and "array" not in kinds and "object" not in kinds:
            return f" {self._words(allowed)}"
        if "array" in kinds:
            return self._list(pointer, depth, flow=flow)
        if "object" in kinds:
            if flow or depth > _DEEPEST:
                return f" {{{self._next()}}}"
            return f"\n  {self._mapping(pointer, depth + 1, '  ')}"
        return f" {self._next()}"

    def _words(self, allowed: Allowed) -> str:
        if "date" in meanings.forms(allowed):
            return self._next(self._today)
        return self._next()

    def _list(self, pointer: Pointer, depth: int, *, flow: bool) -> str:
        inside = self._look((*pointer, 0))
        if "object" in meanings.types(inside) and not flow and depth <= _DEEPEST:
            return f"\n  - {self._mapping((*pointer, 0), depth + 1, '    ')}"
        if not flow and "text" in meanings.forms(inside):
            return f"\n  - {self._next()}"
        return f" [{self._next()}]"

    def _mapping(self, pointer: Pointer, depth: int, indent: str) -> str:
        """The needed keys of a mapping, one a line, all but the first indented."""
        allowed = self._look(pointer)
        known = meanings.properties(allowed)
        names = [name for name in meanings.required(allowed, ()) if name in known]
        sets = [each for each in meanings.together(allowed) if not set(each) & set(names)]
        lines: list[str] = []
        for name in names:
            value = self._value((*pointer, name), depth, flow=depth > 1)
            lines.append(f"{name}:{_indented(value, indent)}")
        for each in sets:
            self._number += 1
            chosen = f"${{{self._number}|{','.join(each)}|}}" if len(each) > 1 else each[0]
            lines.append(f"{chosen}: {self._next()}")
        if not lines and not known and any("additionalProperties" in way for way in allowed):
            name = self._next("id" if self._named(pointer) else "")
            inside = (*pointer, "*")
            value = self._value(inside, depth + 1, flow=depth > 0)
            lines.append(f"{name}:{_indented(value, indent)}")
        return f"\n{indent}".join(lines) if lines else self._next()

    def _named(self, pointer: Pointer) -> bool:
        return "object" in meanings.types(self._look((*pointer, "*")))


def _indented(value: str, indent: str) -> str:
    return value.replace("\n", f"\n{indent}")


def body_text(body: Json) -> str:
    """The body of a snippet as YAML: a text as it is, a mapping or list on lines of its own."""
    return "\n".join(_lines(body)) if isinstance(body, dict | list) else meanings.written(body)


def _lines(body: Json) -> list[str]:
    lines: list[str] = []
    if isinstance(body, dict):
        for key, value in body.items():
            if isinstance(value, dict) or (isinstance(value, list) and _is_deep(value)):
                lines += [f"{key}:", *(f"  {line}" for line in _lines(value))]
            else:
                lines.append(f"{key}: {_scalar(value)}")
    elif isinstance(body, list):
        for each in body:
            first, *rest = _lines(each) if isinstance(each, dict | list) else [_scalar(each)]
            lines += [f"- {first}", *(f"  {line}" for line in rest)]
    return lines


def _is_deep(values: list[Json]) -> bool:
    return any(isinstance(each, dict | list) for each in values)


def _scalar(value: Json) -> str:
    if isinstance(value, list):
        return f"[{', '.join(map(_scalar, value))}]"
    text = meanings.written(value)
    return text if not isinstance(value, str) or _PLAIN.fullmatch(text) else f'"{text}"'


def plain(pattern: str) -> str:
    """A text with places to fill in as a plain one, each place with its own words or empty."""
    return _PLACE.sub(lambda found: found["words"] or found["first"] or "", pattern)


def with_known(text: str, known: Mapping[str, str]) -> str:
    """A text in which keys of its outermost mapping have values that are known already."""
    for key, value in known.items():
        written = one_line(value, short=False)
        if written:
            found = re.search(rf"(?m)^{re.escape(key)}: .*$", text)
            if found is not None:
                text = f"{text[: found.start()]}{key}: {written}{text[found.end() :]}"
    return text


def with_today(text: str, key: str, today: date) -> str:
    """A text whose day under a key is today."""
    day = r"\d{4}-\d{2}-\d{2}"
    return re.sub(rf"({re.escape(key)}: (?:\$\{{\d+:)?){day}", rf"\g<1>{today.isoformat()}", text)
