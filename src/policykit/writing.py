"""Several files of a repository changed together: all of them, or none.

Everything is looked at and laid ready beside its place before the first file changes; what
remains then is to give names, which hardly ever fails. Where it does, it is told what was done.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from policykit.beside import file_beside
from policykit.model.errors import PolicykitError
from policykit.model.file_change import FileChange
from policykit.model.value import dataclass
from policykit.output import put_new, take_away


def write_changes(root: Path, changes: Sequence[FileChange]) -> None:
    """Change files of a repository; permissions stay as they are.

    Args:
        root: the folder nothing outside of which is ever written to, links or not.
        changes: at most one for each path that is there now.

    Raises:
        PolicykitError: a file leads out of the root, is protected, was changed by somebody else
            meanwhile, stands in the way, or cannot be written. All is as it was, unless the
            message says which files were done.
    """
    leaving = {each.was for each in changes}
    plans = [_Plan.of(root, each, leaving) for each in changes]
    ready: list[tuple[FileChange, Path, Path]] = []
    try:
        for plan, target in ((each, each.target) for each in plans):
            if target is not None:
                temporary = _laid_ready(plan, target)
                ready.append((plan.change, temporary, target))
        _finish(ready, leaving, [plan for plan in plans if plan.gone is not None])
    finally:
        for _, temporary, _ in ready:
            take_away(temporary)


@dataclass(frozen=True, slots=True)
class _Plan:
    """A change with its real places: where the new bytes go, and what is taken away then."""

    change: FileChange
    target: Path | None
    gone: Path | None
    mode: int | None

    @classmethod
    def of(cls, root: Path, change: FileChange, leaving: set[str]) -> _Plan:
        home = root.resolve()
        mode: int | None = None
        place: Path | None = None
        if change.was:
            place, mode = _present(home, change)
        target = place if change.was == change.becomes else None
        if change.becomes and target is None:
            target = home / change.becomes
            if not target.parent.resolve().is_relative_to(home):
                raise _outside(change.becomes)
            if os.path.lexists(target) and change.becomes not in leaving:
                raise PolicykitError(
                    "in-the-way",
                    "There is a file of this name already, so nothing was changed.",
                    context=change.becomes,
                    hint="Move it away or take another name.",
                )
        stays = not change.was or change.was == change.becomes
        return cls(change, target, None if stays else place, mode)


def _present(home: Path, change: FileChange) -> tuple[Path, int]:
    """Where a file really is, and its permissions; it is as it was when it was read."""
    try:
        place = (home / change.was).resolve(strict=True)
        about = place.lstat()
        if not place.is_relative_to(home) or not stat.S_ISREG(about.st_mode):
            raise _outside(change.was)
        now = place.read_bytes()
    except (OSError, RuntimeError) as trouble:
        raise _unwritable(change.was, trouble) from trouble
    if now != change.before:
        raise PolicykitError(
            "changed-meanwhile",
            "Somebody changed this file just now, so nothing was written.",
            context=change.was,
            hint="Run the command again.",
        )
    if not os.access(place, os.W_OK):
        raise PolicykitError(
            "protected-file",
            "This file may not be written to, so nothing was written.",
            context=change.was,
            hint="Change its permissions, then run the command again.",
        )
    if change.was != change.becomes and place != home / change.was:
        raise _outside(change.was)
    return place, stat.S_IMODE(about.st_mode)


def _laid_ready(plan: _Plan, target: Path) -> Path:
    """The new bytes in a file beside the one they are for."""
    temporary: Path | None = None
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        handle, temporary = file_beside(target)
        with os.fdopen(handle, "wb") as stream:
            stream.write(plan.change.after)
            stream.flush()
            os.fsync(stream.fileno())
        temporary.chmod(0o644 if plan.mode is None else plan.mode)
    except BaseException as trouble:
        if temporary is not None:
            take_away(temporary)
        if isinstance(trouble, OSError):
            raise _unwritable(plan.change.path, trouble) from trouble
        raise
    return temporary


def _finish(
    ready: Sequence[tuple[FileChange, Path, Path]], leaving: set[str], plans: Sequence[_Plan]
) -> None:
    """Give the new files their names, then take away those that have another one now."""
    taken = {target for _, _, target in ready}
    steps: list[tuple[str, Callable[[], object]]] = [
        (
            change.path,
            partial(temporary.replace, target)
            if change.becomes in leaving
            # Somebody else may have made one of this name since it was looked for.
            else partial(put_new, temporary, target),
        )
        for change, temporary, target in ready
    ]
    steps += [
        (f"{plan.change.was} (taken away)", plan.gone.unlink)
        for plan in plans
        if plan.gone is not None and plan.gone not in taken
    ]
    for number, (name, step) in enumerate(steps):
        try:
            step()
        except OSError as trouble:
            done = ", ".join(path for path, _ in steps[:number])
            left = ", ".join(path for path, _ in steps[number:])
            raise PolicykitError(
                "written-in-part" if done else "cannot-write",
                f"Not everything could be written: {_reason(trouble)}."
                + (f" Done: {done}." if done else ""),
                context=f"not done: {left}",
                hint=f"Mend what is wrong with {name}, take back what was done "
                "(git restore), then run the command again."
                if done
                else f"Mend what is wrong with {name}, then run the command again.",
            ) from trouble


def _outside(path: str) -> PolicykitError:
    return PolicykitError(
        "outside-repository",
        "This file is not inside the policy repository, so it is left alone.",
        context=path,
        hint="Put the file itself in place of the link.",
    )


def _unwritable(path: str, trouble: OSError | RuntimeError) -> PolicykitError:
    return PolicykitError(
        "cannot-write",
        f"This cannot be written: {_reason(trouble)}. Nothing was changed.",
        context=path,
        hint="Free some space or check the permissions, then run the command again.",
    )


def _reason(trouble: OSError | RuntimeError) -> str:
    return str(getattr(trouble, "strerror", "") or "it failed").lower()
