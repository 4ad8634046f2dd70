"""Which tests may use sockets, and why; all others may not, nor may the programs they start."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

EXEMPT: Final[Mapping[str, str]] = {
    "tests/serve/": "the preview is a server on this computer",
    "tests/browser/test_preview.py": "a browser looks at the preview",
    "tests/browser/test_remarks.py": "a browser sends a remark to a server of ours",
    "tests/notify/": "mail is sent to a server of ours",
    "tests/walkthroughs/test_a_year.py": "the mails of a year go to a server of ours",
    "tests/pipelines/": "a server of ours stands for the one of a pull request",
    "tests/threats/test_preview.py": "the preview is asked for every page",
    "tests/architecture/test_sockets.py": "shows what is let through",
}
"""Tests by the start of their path; they reach this computer's own addresses and no other."""


def is_exempt(test: str) -> bool:
    """Whether a test, by its id, may use this computer's own addresses."""
    return test.startswith(tuple(EXEMPT))
