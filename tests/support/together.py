"""Which tests run in one process: those that share what is dear to make.

pytest-xdist has a mark for this, which it does not see with pytest 9.2.
"""

from __future__ import annotations

from importlib import import_module
from typing import Final

SHARING: Final = (
    "tests/architecture/test_trust.py",
    "tests/benchmarks/test_corpus.py",
    "tests/cli/test_lint_command.py",
    "tests/cli/test_plugins.py",
    "tests/browser/",
    "tests/handbook/",
    "tests/history/",
    "tests/packaging/test_wheel.py",
    "tests/reference/test_planted.py",
    "tests/threats/test_calls.py",
    "tests/threats/test_text.py",
    "tests/threats/test_yaml.py",
)
"""Files, and folders, whose tests share one built thing."""


def together(config: object, log: object) -> object:
    """Gives tests that share something to one process, first; all others to whoever is free."""
    scheduler = import_module("xdist.scheduler").LoadScopeScheduling(config, log)
    scheduler._split_scope = scope
    return scheduler


def scope(name: str) -> str:
    """What a test shares with others, or its own name."""
    return next((start for start in SHARING if name.startswith(start)), name)
