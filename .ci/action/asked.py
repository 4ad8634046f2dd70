"""What a workflow asks of the action: its inputs, read and checked, and where to work."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

LEVELS = {
    "FAIL_LEVEL": ("error", "warning", "info", "never"),
    "FAIL_ON_CHANGES": ("never", "worse", "floor", "any"),
    "FAIL_ON_GAPS": ("below-the-law", "missing", "partial", "never"),
}
"""The words each level may be; the first one counts where nothing is said."""


_PREFIX = "ASKED_"
_KEPT = "asked.json"


MOST_PERCENT = 100


class WrongInputError(Exception):
    """An input of the action, or the event it runs for, is not as it has to be."""


@dataclass(frozen=True)
class Asked:
    """The inputs, and the folders.

    `base` is the revision a workflow or a queue names, '' where policykit is to find it.
    """

    root: Path
    directory: str
    reports: Path
    cache: Path
    base: str
    compares: bool
    fail_level: str
    changes_level: str
    gaps_level: str
    fail_under: str
    only_new: bool
    ratchet: bool
    annotations: bool
    comment: bool
    author: str


def read(environment: Mapping[str, str]) -> Asked:
    """The inputs of the action, from the environment.

    Raises:
        WrongInputError: one of them is wrong; the message says what to write.
    """
    environment = {**environment, **_kept(environment)}
    event_name = environment.get("GITHUB_EVENT_NAME", "")
    if event_name == "pull_request_target":
        raise WrongInputError(
            "This action does not run on `pull_request_target`: there, files of strangers would "
            "meet a token that may write. Use `on: pull_request`."
        )
    root, directory = _root(environment)
    base = _word(environment, "BASE") or _queue_base(event(environment))
    if base.startswith("-") or any(not sign.isprintable() or sign.isspace() for sign in base):
        raise WrongInputError("The input `base` is a branch, a tag or a commit, such as main.")
    reports = Path(environment["POLICYKIT_REPORTS"])
    return Asked(
        root=root,
        directory=directory,
        reports=reports,
        cache=cache_folder(environment),
        base=base,
        compares=bool(base) or event_name == "pull_request",
        fail_level=_level(environment, "FAIL_LEVEL"),
        changes_level=_level(environment, "FAIL_ON_CHANGES"),
        gaps_level=_level(environment, "FAIL_ON_GAPS"),
        fail_under=_percent(environment),
        only_new=_is_on(environment, "ONLY_NEW", "false"),
        ratchet=_is_on(environment, "RATCHET", "false"),
        annotations=_is_on(environment, "ANNOTATIONS", "true"),
        comment=_is_on(environment, "COMMENT", "true"),
        author=_word(environment, "COMMENT_AUTHOR") or "github-actions[bot]",
    )


def keep(environment: Mapping[str, str]) -> None:
    """Keep the inputs for later steps, which are given none of them."""
    given = {name: each for name, each in environment.items() if name.startswith(_PREFIX)}
    path = Path(environment["POLICYKIT_REPORTS"]) / _KEPT
    path.write_text(json.dumps(given), encoding="utf-8")


def cache_folder(environment: Mapping[str, str]) -> Path:
    """At one place, so that the next run finds it under the same name."""
    return Path(environment.get("RUNNER_TEMP") or tempfile.gettempdir()) / "policykit-cache"


def _kept(environment: Mapping[str, str]) -> Mapping[str, str]:
    path = Path(environment["POLICYKIT_REPORTS"]) / _KEPT
    given: Mapping[str, str] = json.loads(path.read_text("utf-8")) if path.is_file() else {}
    return given


def event(environment: Mapping[str, str]) -> Mapping[str, Any]:
    """What happened on the server, as it describes it; empty where it says nothing."""
    path = Path(environment.get("GITHUB_EVENT_PATH") or "-")
    try:
        told = json.loads(path.read_text(encoding="utf-8")) if path.is_file() else {}
    except ValueError:
        return {}
    return told if isinstance(told, dict) else {}


def _queue_base(told: Mapping[str, Any]) -> str:
    queue = told.get("merge_group")
    base = queue.get("base_sha", "") if isinstance(queue, dict) else ""
    return base if isinstance(base, str) else ""


def _root(environment: Mapping[str, str]) -> tuple[Path, str]:
    top = Path(environment.get("GITHUB_WORKSPACE") or ".").resolve()
    directory = _word(environment, "DIRECTORY") or "."
    root = (top / directory).resolve()
    if not root.is_dir() or not root.is_relative_to(top):
        raise WrongInputError(
            "The input `directory` is the folder with policykit.yaml, seen from the top of the "
            f"repository, and there is no such folder: {directory[:120]}"
        )
    return root, root.relative_to(top).as_posix()


def _level(environment: Mapping[str, str], name: str) -> str:
    levels = LEVELS[name]
    level = _word(environment, name) or levels[0]
    if level not in levels:
        raise WrongInputError(f"The input `{_called(name)}` is one of {', '.join(levels)}.")
    return level


def _percent(environment: Mapping[str, str]) -> str:
    number = _word(environment, "FAIL_UNDER")
    if number and not (number.isascii() and number.isdecimal() and int(number[:4]) <= MOST_PERCENT):
        raise WrongInputError("The input `fail-under` is a whole number from 0 to 100.")
    return number


def _is_on(environment: Mapping[str, str], name: str, otherwise: str) -> bool:
    word = _word(environment, name) or otherwise
    if word not in {"true", "false"}:
        raise WrongInputError(f"The input `{_called(name)}` is true or false.")
    return word == "true"


def _word(environment: Mapping[str, str], name: str) -> str:
    return environment.get(f"{_PREFIX}{name}", "").strip()


def _called(name: str) -> str:
    return name.lower().replace("_", "-")
