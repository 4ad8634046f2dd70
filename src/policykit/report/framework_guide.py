"""How to write a framework, as Markdown: the page docs/frameworks.md."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from policykit.library import read
from policykit.library.frameworks import resolved
from policykit.model.document import Json
from policykit.model.framework import Framework
from policykit.report.framework_words import (
    AFTER,
    BEFORE,
    CONDITIONS,
    KINDS,
    SHARED,
    Kind,
)

_ROW: Final = "|---|---|"


def guide(schema: Mapping[str, Json], frameworks: Iterable[Framework]) -> str:
    """The whole page, ending in a line end.

    Args:
        schema: the JSON Schema of frameworks.
        frameworks: those to list at the end.
    """
    needs = read.section(read.section(read.section(schema, "$defs"), "need"), "properties")
    parts = [
        BEFORE.strip(),
        *(_kind(name, KINDS[name], read.section(needs, name)) for name in needs),
        SHARED.strip(),
        _conditions(schema),
        AFTER.strip(),
        _list(frameworks),
    ]
    return "\n\n".join(parts) + "\n"


def _kind(name: str, kind: Kind, schema: Mapping[str, Json]) -> str:
    keys = read.section(schema, "properties")
    rows = (f"| `{key}` | {_said(read.section(keys, key), key)} |" for key in keys)
    return "\n\n".join(
        filter(
            None,
            (
                f"### `{name}`",
                read.text(schema, "description"),
                f"```yaml\n{kind.example.strip()}\n```",
                "\n".join(("| key | |", _ROW, *rows)) if keys else "",
                f"- **Covered**: {kind.covered}\n- **Partly covered**: {kind.partly}",
            ),
        )
    )


def _said(schema: Mapping[str, Json], key: str) -> str:
    """What a key is for; with its values where they are a closed list."""
    said = read.text(schema, "description") or KEYS.get(key, "")
    either = [one for _, one in read.items(schema, "anyOf")]
    values = next(filter(None, (read.names(one, "enum") for one in (schema, *either))), ())
    listed = ", ".join(f"`{value}`" for value in values)
    return f"{said} One of {listed}." if listed else said


KEYS: Final = {
    "phase": "The phase of a complaint it is about: receive, acknowledge, assess, investigate, "
    "respond or follow-up.",
    "public": "Whether customers can read it: true when it has to be marked public.",
    "priority": "The priority of the contact it is for.",
    "need": "The need that must hold for each one.",
}
"""What keys are for whose words stand in another schema."""


def _conditions(schema: Mapping[str, Json]) -> str:
    keys = read.section(
        read.section(read.section(schema, "properties"), "applies_when"), "properties"
    )
    rows = (f"| `{key}` | {read.text(read.section(keys, key), 'description')} |" for key in keys)
    return "\n\n".join(
        (CONDITIONS[0].strip(), "\n".join(("| key | |", _ROW, *rows)), *CONDITIONS[1:])
    )


def _list(frameworks: Iterable[Framework]) -> str:
    found = sorted(resolved(frameworks).values(), key=lambda each: each.id)
    total = sum(len(each.requirements) for each in found)
    told = (
        f"{len(found)} frameworks with {total} requirements. `policykit explain ID` prints one, "
        "`policykit explain ID.REQUIREMENT` one requirement with its sources. They are guidance, "
        "not legal advice."
    )
    rows = (
        f"| `{each.id}` | {each.title} | {len(each.requirements)} | "
        f"{each.jurisdiction or 'no law'} | {'; '.join(_when(each.applies_when))} |"
        for each in found
    )
    return "\n".join(
        (
            "## Those that come with policykit",
            "",
            told,
            "",
            "| id | title | requirements | law in | applies |",
            "|---|---|---|---|---|",
            *rows,
        )
    )


def _when(applies_when: Mapping[str, Json]) -> Iterator[str]:
    for key, said in (
        ("regions_any", "where we are in"),
        ("channels_any", "when customers reach us by"),
        ("reasons_any", "when people contact us for"),
        ("areas_any", "when there is a policy about"),
    ):
        names = read.names(applies_when, key)
        if names:
            yield f"{said} {' or '.join(names)}"
    if read.flag(applies_when, "always"):
        yield "always"
