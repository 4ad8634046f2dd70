"""What fits into a comment, and how much is left out of it."""

from __future__ import annotations

from collections.abc import Sequence


class Room:
    """Parts of a comment while there is room; `left` counts what found none."""

    def __init__(self, room: int) -> None:
        self.parts: list[str] = []
        self.left = 0
        self._room = room

    def add(self, part: str) -> None:
        """Add a part of which nothing is lost where it does not fit."""
        if part and self._takes(part):
            self.parts.append(part)

    def add_list(self, title: str, items: Sequence[str]) -> None:
        """Add a list with as many of its items as fit."""
        if items and (not title or self._takes(title)):
            shown = self._fitting(items)
            if shown:
                self.parts += [title, "\n".join(shown)] if title else ["\n".join(shown)]

    def add_folded(self, summary: str, about: str, items: Sequence[str]) -> None:
        """Add a folded part with as many of the items as fit; `summary` is HTML."""
        if not items:
            return
        frame = f"<details><summary>{summary}</summary>\n\n{about}\n\n\n\n</details>"
        if not self._takes(frame):
            self.left += len(items)
            return
        shown = self._fitting(items)
        inside = "\n\n".join(part for part in (about, "\n".join(shown)) if part)
        self.parts.append(f"<details><summary>{summary}</summary>\n\n{inside}\n\n</details>")

    def _fitting(self, items: Sequence[str]) -> list[str]:
        shown = []
        for index, item in enumerate(items):
            if not self._takes(item):
                self.left += len(items) - index
                break
            shown.append(item)
        return shown

    def _takes(self, part: str) -> bool:
        taken = len(part) + 2
        if taken > self._room:
            return False
        self._room -= taken
        return True
