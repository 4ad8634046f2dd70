"""What templates are given, told to people and to programs, from the types themselves."""

from __future__ import annotations

import types
from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass
from enum import StrEnum
from typing import Any, Final, Union, get_args, get_origin, get_type_hints

from policykit.model.book import Book
from policykit.rendering import OutputKind
from policykit.rendering.templates import filters

_SCALARS: Final = {str: ("string", "text"), int: ("integer", "number"), bool: ("boolean", "yes/no")}
_UNIONS: Final = (types.UnionType, Union)

_DOCUMENT: Final = """\
# Templates

Handbooks are made by [Jinja](https://jinja.palletsprojects.com/en/stable/templates/) templates; \
those of the PDF are written in [Typst](https://typst.app/docs/). A file in the `templates/` of \
your repository is used in place of the shipped one of the same name:

```text
policykit templates                                        what there is, and what of it is yours
policykit templates eject site/article.html --block rules   a copy of one block, to change it
policykit templates eject site/site.css                    a copy of a whole file
```

A file that begins with `{% extends "shipped/site/article.html" %}` replaces only the blocks it \
has. The rest stays as shipped, also in the next version of policykit, so prefer it to a copy of \
the whole. A block may print the shipped one and more: `{{ super() }}`.

Templates print the values they are given, and no more: they read no file, run no program and \
reach no network. Those of the PDF are programs: they run apart, with limits, and only with \
`policykit render --own-pdf-templates`. A name that does not exist is an error with the template, \
the line and what may be meant, and the handbook made before stays as it is. Every value is \
escaped for where it stands, so the words of a policy are never markup; texts that have markup of \
their own are `Prose`, and a filter prints them.

Two helpers stand in the blocks you eject from `site/article.html`: `{{ open("rules") }}` prints \
the heading of a section by its key, and `parts` are the macros of `site/parts.html`, such as \
`parts.rule(one)`. `policykit templates show site/parts.html` prints them.

## What every template is given

Every template has `book`, a [Book](#book). Beside it:

| templates | have |
|---|---|
| `site/*.html` | `page`: the page itself (`kind`, `path`, `title`, `language`, `chapter`), the ways `up` \
to the folder of the language and `root` to that of all, `crumbs`, `previous` and `next` page, \
`extras` (the pages at the back) |
| `site/policy.html`, `site/article.html`, `markdown/policy.md`, `docx/policy.xml` | `policy`, a [PolicyPage](#policypage) |
| `site/rules-chapters.html` | `chapters`: those with rules, each its `number`, `title` and the \
`path` of the page of its rules |
| `site/area.html`, `markdown/chapter.md`, `docx/chapter.xml` | `chapter`, a [Chapter](#chapter) |
| `markdown/*.md`, `docx/*.xml` | `back`: links to what stands at the back |
| `pdf/*.typ` | the same `book`, as data |

`policykit schema book` prints the JSON Schema of a book. Fields are added, never renamed or \
removed within a format.
"""


def schema() -> dict[str, Any]:
    """The JSON Schema of the plain form of a book, as templates see it."""
    classes = _classes()
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": "book.schema.json",
        "title": "Book",
        "description": "A handbook as templates are given it: everything resolved to words.",
        "$ref": "#/$defs/Book",
        "$defs": {name: _definition(classes[name]) for name in sorted(classes)},
    }


def document() -> str:
    """The page for those who write templates, in Markdown."""
    parts = [_DOCUMENT, *_filters(), "## The types"]
    for kind in _classes().values():
        lines = ["| field | |", "|---|---|"]
        lines += [f"| `{name}` | {_said(hint)} |" for name, hint in _fields(kind)]
        parts.append("\n".join([f"### {kind.__name__}", "", _words(kind), "", *lines]))
    return "\n\n".join(part.rstrip("\n") for part in parts) + "\n"


def _filters() -> Iterator[str]:
    yield "## Filters\n\nBeside those of Jinja, each form has filters of its own:"
    folders = {OutputKind.HTML: "site", OutputKind.MARKDOWN: "markdown", OutputKind.WORD: "docx"}
    for kind, folder in folders.items():
        lines = [f"| in `{folder}/` | |", "|---|---|"]
        for name, made in sorted(filters(kind).items()):
            lines.append(f"| `{name}` | {(made.__doc__ or '').strip().partition(chr(10))[0]} |")
        yield "\n".join(lines)


def _classes() -> dict[str, type]:
    """All classes of a book by name, the book first, each before those it is made of."""
    found: dict[str, type] = {}
    waiting: list[type] = [Book]
    while waiting:
        kind = waiting.pop(0)
        if found.setdefault(kind.__name__, kind) is kind and kind not in waiting:
            below = (inner for _, hint in _fields(kind) for inner in _inside(hint))
            waiting += [each for each in dict.fromkeys(below) if each.__name__ not in found]
    return found


def _inside(hint: Any) -> Iterator[type]:  # noqa: ANN401 - a type as Python writes it
    if is_dataclass(hint) and isinstance(hint, type):
        yield hint
    for inner in get_args(hint):
        yield from _inside(inner)


def _fields(kind: type) -> Iterator[tuple[str, Any]]:
    hints = get_type_hints(kind)
    for field in fields(kind):
        yield field.name, hints[field.name]


def _words(kind: type) -> str:
    lines = (line.strip() for line in (kind.__doc__ or "").strip().splitlines())
    return "\n".join(lines)


def _definition(kind: type) -> dict[str, Any]:
    told = dict(_fields(kind))
    return {
        "title": kind.__name__,
        "description": " ".join(_words(kind).split()),
        "type": "object",
        "required": list(told),
        "additionalProperties": False,
        "properties": {name: _type(hint) for name, hint in told.items()},
    }


def _type(hint: Any) -> dict[str, Any]:  # noqa: ANN401 - as above
    if hint in _SCALARS:
        return {"type": _SCALARS[hint][0]}
    if hint is type(None):
        return {"type": "null"}
    if isinstance(hint, type) and issubclass(hint, StrEnum):
        return {"enum": [each.value for each in hint]}
    if is_dataclass(hint) and isinstance(hint, type):
        return {"$ref": f"#/$defs/{hint.__name__}"}
    if get_origin(hint) in _UNIONS:
        return {"anyOf": [_type(each) for each in get_args(hint)]}
    if get_origin(hint) is tuple:
        return {"type": "array", "items": _type(get_args(hint)[0])}
    if get_origin(hint) is Mapping:
        return {"type": "object", "additionalProperties": _type(get_args(hint)[1])}
    raise TypeError(f"{hint} is nothing a template may see")


def _said(hint: Any) -> str:  # noqa: ANN401 - as above
    if hint in _SCALARS:
        return _SCALARS[hint][1]
    if hint is type(None):
        return "none"
    if isinstance(hint, type) and issubclass(hint, StrEnum):
        return "one of " + ", ".join(f"`{each.value}`" for each in hint)
    if is_dataclass(hint) and isinstance(hint, type):
        return f"[{hint.__name__}](#{hint.__name__.lower()})"
    inner = get_args(hint)
    if get_origin(hint) in _UNIONS:
        return " or ".join(map(_said, inner))
    if get_origin(hint) is tuple:
        return f"list of {_said(inner[0])}"
    return f"{_said(inner[1])} by name"
