"""Text with styles, printed plain or in colour."""

from __future__ import annotations

import io
from dataclasses import dataclass, field


@dataclass(slots=True)
class Text:
    """Stretches of text, each with a style in rich's words ('' for none)."""

    stretches: list[tuple[str, str]] = field(default_factory=list)

    def append(self, words: str, style: str = "", *, link: str = "") -> None:
        """Add a stretch; in colour it leads to the address `link`, which must hold no spaces."""
        self.stretches.append((words, f"{style} link {link}".strip() if link else style))

    def printed(self, *, color: bool) -> str:
        """The whole text, with terminal codes when in colour."""
        if not color:
            return "".join(words for words, _ in self.stretches)
        # Loaded here alone: most runs are read by programs or files and need no colour.
        from rich.console import Console  # noqa: PLC0415 - for colour alone
        from rich.text import Text as Rich  # noqa: PLC0415 - for colour alone

        whole = Rich()
        for words, style in self.stretches:
            whole.append(words, style or None)
        buffer = io.StringIO()
        console = Console(
            file=buffer,
            force_terminal=True,
            color_system="standard",
            markup=False,
            highlight=False,
            emoji=False,
            legacy_windows=False,
        )
        console.print(whole, end="", soft_wrap=True)
        return buffer.getvalue()
