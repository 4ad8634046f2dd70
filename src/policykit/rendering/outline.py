"""What templates there are, which blocks they have, and where each is in force from."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from difflib import get_close_matches
from functools import cache, partial
from typing import Final, TypeAlias

from jinja2 import Environment, TemplateSyntaxError, nodes

from policykit.model.errors import RenderError
from policykit.model.template import TemplateBlock, TemplateFile
from policykit.rendering.loading import SHIPPED, Folders

_FILLED: Final = (".html", ".md", ".xml")
"""The endings of templates with blocks; all other files are taken as they are."""

_READ: Final = (*_FILLED, ".css", ".js", ".typ", ".svg", ".txt")
"""The endings of files that are texts."""

_Read: TypeAlias = Callable[[str], nodes.Template]
"""Gives the template of a name; each is read once."""

_TAG: Final = re.compile(r"\{%[-+]?\s*(block|endblock)\b\s*(\w*)[^%]*%\}")


def outline(folders: Folders) -> tuple[TemplateFile, ...]:
    """All files of the templates folders by name; fonts and pictures are left out.

    Raises:
        RenderError: a template cannot be read.
    """
    read = cache(partial(_parsed, folders))
    return tuple(_file(folders, name, read) for name in texts(folders))


def texts(folders: Folders) -> tuple[str, ...]:
    """The names of all files that `outline` gives, without reading one."""
    return tuple(
        name
        for name in folders.list_templates()
        if name.endswith(_READ) and not name.rpartition("/")[2].startswith(".")
    )


def outlined(folders: Folders, name: str) -> TemplateFile:
    """One of the files that `texts` names.

    Raises:
        RenderError: it, or one it builds on, cannot be read.
    """
    return _file(folders, name, cache(partial(_parsed, folders)))


def block_text(text: str, block: str) -> str:
    """A block of a template with its tags, as it is written; '' where there is none."""
    depth = 0
    start = -1
    for tag in _TAG.finditer(text):
        if tag[1] == "block":
            if start < 0 and tag[2] == block:
                start, depth = tag.start(), 0
            depth += 1
        elif start >= 0:
            depth -= 1
            if depth == 0:
                return text[start : tag.end()]
    return ""


def built_on(name: str, block: str) -> str:
    """A template of one's own that replaces one block of the shipped one; `block` with its tags."""
    return f'{{% extends "{SHIPPED}{name}" %}}\n{block}\n'


def _file(folders: Folders, name: str, read: _Read) -> TemplateFile:
    is_shipped = folders.has(f"{SHIPPED}{name}")
    if not folders.is_own(name):
        return TemplateFile(name, own=False, shipped=True, blocks=_blocks(read, name))
    own = _blocks(read, name, own=True)
    if not (is_shipped and f"{SHIPPED}{name}" in _parents(read, name)):
        return TemplateFile(name, own=True, shipped=is_shipped, blocks=own)
    written = {each.name: each for each in own}
    below = _blocks(read, f"{SHIPPED}{name}")
    # A block of a template further below, such as the frame of all pages, can be replaced, too.
    known = {each.name for each in below} | set(_inherited(read, f"{SHIPPED}{name}"))
    merged = [written.get(each.name, each) for each in below]
    merged += [each for each in own if each.name in known - {it.name for it in below}]
    merged += [
        TemplateBlock(
            each.name,
            each.line,
            own=True,
            idle=True,
            near=next(iter(get_close_matches(each.name, known, 1)), ""),
        )
        for each in own
        if each.name not in known
    ]
    return TemplateFile(name, own=True, shipped=True, builds=True, blocks=tuple(merged))


def _blocks(read: _Read, name: str, *, own: bool = False) -> tuple[TemplateBlock, ...]:
    if not name.endswith(_FILLED):
        return ()
    found = read(name).find_all(nodes.Block)
    ordered = sorted(found, key=lambda each: each.lineno)
    return tuple(TemplateBlock(each.name, each.lineno, own=own) for each in ordered)


def _parents(read: _Read, name: str) -> Iterator[str]:
    if name.endswith(_FILLED):
        for parent in read(name).find_all(nodes.Extends):
            if isinstance(parent.template, nodes.Const):
                yield str(parent.template.value)


def _inherited(read: _Read, name: str) -> Iterator[str]:
    for parent in _parents(read, name):
        yield from (each.name for each in _blocks(read, parent))
        yield from _inherited(read, parent)


def _parsed(folders: Folders, name: str) -> nodes.Template:
    try:
        return Environment(autoescape=True).parse(folders.text(name), name)
    except TemplateSyntaxError as error:
        raise RenderError(
            "template-syntax",
            f"The template cannot be read: {error.message}",
            context=f"templates/{name}:{error.lineno}",
            hint="Look for a brace, a quote or an end tag that is missing.",
        ) from error
