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


LONG: Final = (
    "tests/architecture/test_pictures.py",
    "tests/cli/test_fix_and_fmt.py",
    "tests/cli/test_init.py",
    "tests/cli/test_new.py",
    "tests/doctor/test_doctor.py",
    "tests/faults/",
    "tests/lsp/",
    "tests/pipelines/test_action.py",
    "tests/renaming/test_same_as_before.py",
    "tests/search/test_script.py",
    "tests/starters/test_sound.py",
    "tests/templates/test_command.py",
    "tests/threats/test_folder.py",
    "tests/threats/test_git.py",
    "tests/verify/test_verify.py",
    "tests/walkthroughs/",
)
"""Files, and folders, that take long: they begin early, and one test of them at a time."""


def together(config: object, log: object) -> object:
    """Gives the tests of a file to one process, as `scope` says, in the order of `early`."""
    scheduler = import_module("xdist.scheduler").LoadScopeScheduling(config, log)
    scheduler.config.option.loadscopereorder = False
    scheduler._split_scope = scope
    return scheduler


def scope(name: str) -> str:
    """What a test shares with others: a group, its file, or, where those take long, nothing."""
    if name.startswith(LONG):
        return name
    return next((start for start in SHARING if name.startswith(start)), name.partition("::")[0])


def early(name: str) -> int:
    """Where a test has its turn: first what is dear, so that nobody waits for it in the end."""
    return 0 if name.startswith(SHARING) else 1 if name.startswith(LONG) else 2
