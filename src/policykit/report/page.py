"""The page of a rule as Markdown: `explain` prints it, the docs are made of it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Protocol

from policykit.model.page import Page


class Setting(Protocol):
    """An option of a rule as a page shows it."""

    @property
    def name(self) -> str:
        """The key in policykit.yaml."""
        ...

    @property
    def default(self) -> object:
        """The value where the settings are silent."""
        ...

    @property
    def summary(self) -> str:
        """What it does."""
        ...


def page_text(page: Page, options: Iterable[Setting]) -> str:
    """The whole page, ending in a line end."""
    parts = [
        f"# {page.code} {page.name}",
        f"{page.summary}",
        f"Category: {page.category}. Severity: {page.severity.value}.{_preset(page)}{_fix(page)}",
        f"## Why\n\n{page.why}",
        *(
            f"## {title}\n\n```yaml\n{example.strip()}\n```"
            for title, example in (("Bad", page.bad), ("Good", page.good))
            if example
        ),
        f"## How to mend it\n\n{page.how}",
    ]
    listed = [
        f"- `{option.name}` (default: {_shown(option.default)}): {option.summary}"
        for option in options
    ]
    if listed:
        parts.append("## Options\n\n" + "\n".join(listed))
    return "\n\n".join(parts) + "\n"


def _preset(page: Page) -> str:
    """Which presets have it on, '' where that is as usual."""
    if page.preset == "strict":
        return " On in the preset strict alone, or by name."
    return " On in every preset." if page.preset == "minimal" else ""


def _fix(page: Page) -> str:
    """What `lint --fix` can do about it, '' where that is nothing."""
    if page.fix == "safe":
        return " `policykit lint --fix` mends what is beyond doubt."
    unsafe = page.fix == "unsafe"
    return " `policykit lint --fix --unsafe-fixes` mends what it can guess." if unsafe else ""


def _shown(value: object) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, tuple):
        return ", ".join(map(str, value)) or "none"
    return str(value)
