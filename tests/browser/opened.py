from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from playwright.sync_api import Browser, Page


@dataclass
class Opened:
    """A page in a browser, with all that went wrong in it and all it asked for from elsewhere."""

    page: Page
    folder: Path
    wrong: list[str] = field(default_factory=list)

    def go(self, path: str) -> None:
        self.page.goto(f"file://{self.folder / path.partition('#')[0]}{_hash(path)}")


def _hash(path: str) -> str:
    place = path.partition("#")[2]
    return f"#{place}" if place else ""


@contextmanager
def opened(
    browser: Browser,
    folder: Path,
    path: str,
    *,
    width: int = 1280,
    scheme: Literal["light", "dark"] = "light",
) -> Iterator[Opened]:
    """A page opened from the disk, as by a double click."""
    context = browser.new_context(
        viewport={"width": width, "height": 900}, color_scheme=scheme, reduced_motion="reduce"
    )
    page = context.new_page()
    found = Opened(page, folder)
    page.on("console", lambda message: found.wrong.append(message.text))
    page.on("pageerror", lambda error: found.wrong.append(str(error)))
    page.on(
        "request",
        lambda request: (
            None if request.url.startswith(("file:", "data:")) else found.wrong.append(request.url)
        ),
    )
    found.go(path)
    yield found
    context.close()
