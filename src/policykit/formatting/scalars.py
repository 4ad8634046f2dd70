"""Single values as they are written: quotes only where they are needed."""

from __future__ import annotations

from policykit.formatting.tree import Node, Style
from policykit.yamlsource.plain import needs_no_quotes, one_line


def written(node: Node, source: str, *, short: bool, was_short: bool = False) -> str:
    """A value on one line; '' where it needs several.

    Args:
        node: the value.
        source: as it stands in the file.
        short: whether it is to stand in `[…]` or `{…}`.
        was_short: whether it does so in the file.
    """
    if "\n" in source:
        return one_line(node.value, short=short) if short else ""
    if node.style is Style.QUOTED:
        if source[0] == '"' and "\\" in source:
            return source
        return one_line(node.value, short=short) or source
    if short and not was_short and isinstance(node.value, str):
        return one_line(node.value, short=True)
    return source


def written_key(key: str, source: str) -> str:
    """A key, without quotes where it needs none."""
    return key if needs_no_quotes(key, short=True) else source
