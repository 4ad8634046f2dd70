"""Parts of a policy as text to paste, in the layout that `policykit fmt` gives."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final, TypeAlias

from policykit.model.document import Json
from policykit.model.policy_shape import PARTED_SECTIONS
from policykit.yamlsource.lines import quoted
from policykit.yamlsource.plain import one_line

Way: TypeAlias = tuple[str, ...]
"""The keys and ids that lead to a value."""

SECTIONS: Final = (
    "format", "id", "title", "summary", "areas", "status", "version", "effective", "owner", "audience", "scope",
    "definitions", "rationale", "customer_benefit", "objectives", "terms", "statements", "tables",
    "response_targets", "procedures", "escalation", "handoffs", "tone", "scripts", "scenarios",
    "faq", "exceptions", "training", "kpis", "feedback", "communication", "monitoring",
    "enforcement", "review",
)  # fmt: skip
"""The keys of a policy in the order they are read."""

_SHORT: Final = frozenset({"extend", "target", "human"})
"""Groups of numbers that stand on one line."""

_TEXTS: Final = frozenset({"say", "avoid"})
"""Lists of sentences, each on a line of its own."""


def pasted(sections: Mapping[str, Json], notes: Mapping[Way, str]) -> str:
    """Sections of a policy as YAML, each with the remark that `notes` has for its place.

    An item of a list goes by its id there. The text ends in a line end; it is '' for nothing.
    """
    lines: list[str] = []
    for key in SECTIONS:
        if key not in sections:
            continue
        if lines and key in PARTED_SECTIONS:
            lines.append("")
        lines += _entry(key, sections[key], 0, (key,), notes)
    return "".join(f"{line}\n" for line in lines)


def written(data: Mapping[str, Json], notes: Mapping[Way, str]) -> str:
    """Any mapping as YAML in its own order, each place with the remark that `notes` has for it."""
    return "".join(f"{line}\n" for key in data for line in _entry(key, data[key], 0, (key,), notes))


def _entry(key: str, value: Json, indent: int, way: Way, notes: Mapping[Way, str]) -> Iterator[str]:
    pad = " " * indent
    if way in notes:
        yield f"{pad}# {notes[way]}"
    head = f"{pad}{key}:"
    if isinstance(value, dict) and key not in _SHORT:
        yield head
        yield from _group(value, indent + 2, way, notes)
    elif isinstance(value, list) and (key in _TEXTS or not all(map(_is_scalar, value))):
        yield head
        for each in value:
            yield from _item(each, indent + 2, way, notes)
    else:
        yield f"{head} {_on_one_line(value, short=False)}"


def _group(
    value: Mapping[str, Json], indent: int, way: Way, notes: Mapping[Way, str]
) -> Iterator[str]:
    for key, below in value.items():
        yield from _entry(key, below, indent, (*way, key), notes)


def _item(value: Json, indent: int, way: Way, notes: Mapping[Way, str]) -> Iterator[str]:
    pad = " " * indent
    if not isinstance(value, dict):
        yield f"{pad}- {_on_one_line(value, short=False)}"
        return
    lines = list(_group(value, indent + 2, (*way, str(value.get("id", ""))), notes))
    yield f"{pad}- {lines[0].lstrip()}"
    yield from lines[1:]


def _is_scalar(value: Json) -> bool:
    return not isinstance(value, dict | list)


def _on_one_line(value: Json, *, short: bool) -> str:
    if isinstance(value, dict):
        inside = (f"{key}: {_on_one_line(below, short=True)}" for key, below in value.items())
        return f"{{{', '.join(inside)}}}"
    if isinstance(value, list):
        return f"[{', '.join(_on_one_line(each, short=True) for each in value)}]"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        return one_line(value, short=short) or quoted(value)
    return str(value)
