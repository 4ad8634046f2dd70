"""Texts in JUnit XML."""

from __future__ import annotations

from html import escape

from policykit.report.words import lines


def xml(text: str) -> str:
    """Text for XML, every sign it may not hold spelt out; line ends stay."""
    return escape(lines(text))


def class_name(path: str) -> str:
    """The path as servers show classes: folders parted by dots, no ending."""
    return path.removesuffix(".yaml").replace(".", "-").replace("/", ".")


def numbered(name: str, seen: dict[str, int]) -> str:
    """A name that is its own: from the second time on it has a number; counts in `seen`."""
    seen[name] = nth = seen.get(name, 0) + 1
    return name if nth == 1 else f"{name} ({nth})"
