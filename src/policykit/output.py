"""The one writer of files: each appears whole or not at all."""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Callable, Sequence
from contextlib import suppress
from io import RawIOBase
from pathlib import Path

from policykit.beside import file_beside
from policykit.model.errors import PolicykitError

_ANY_MAY_WRITE = 0o222


def write_file(target: Path, content: bytes, mode: int | None = None) -> None:
    """Write a file; a reader sees the old bytes or the new ones, never a mixture.

    A pipe or a device is written to and stays what it is. A link to a file is replaced, never
    followed: whoever put it there would else choose which of our files we overwrite. `mode`
    are the permissions it gets, those of any new file where they are not given.

    Raises:
        PolicykitError: it cannot be written; what was there before is still there.
    """
    write_files([(target, content)], mode=mode)


def write_files(
    files: Sequence[tuple[Path, bytes]],
    *,
    first: Callable[[], object] = lambda: None,
    mode: int | None = None,
) -> None:
    """Write files as `write_file` does, none of them before all lie ready beside their places.

    Args:
        files: each with its bytes.
        first: what is done when all lie ready; where it fails, no file is written.
        mode: the permissions they get, those of any new file where they are not given.

    Raises:
        PolicykitError: one of them cannot be written; none is then, unless it is a pipe or the
            last step failed, which only gives a finished file its name.
    """
    ready: list[tuple[Path, Path]] = []
    streams: list[tuple[Path, bytes]] = []
    try:
        for target, content in files:
            if _is_stream(target):
                streams.append((target, content))
            else:
                ready.append((_laid_ready(target, content, mode), target))
        first()
        for temporary, target in ready:
            try:
                temporary.replace(target)
            except OSError as trouble:
                raise unwritable(target, trouble) from trouble
    finally:
        for temporary, _ in ready:
            take_away(temporary)
    for target, content in streams:
        _write_stream(target, content)


def _is_stream(target: Path) -> bool:
    try:
        return _is_no_file(target)
    except (OSError, RuntimeError) as trouble:
        raise unwritable(target, trouble) from trouble


def _write_stream(target: Path, content: bytes) -> None:
    try:
        # Whoever stops reading a pipe has seen enough.
        with suppress(BrokenPipeError), target.open("wb", buffering=0) as stream:
            write_all(stream, content)
    except (OSError, RuntimeError) as trouble:
        raise unwritable(target, trouble) from trouble


def _laid_ready(target: Path, content: bytes, mode: int | None) -> Path:
    """A finished file beside the one it is to take the place of."""
    try:
        if target.is_dir() and not target.is_symlink():
            raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR))
        target.parent.mkdir(parents=True, exist_ok=True)
        handle, temporary = file_beside(target)
    except OSError as trouble:
        raise unwritable(target, trouble) from trouble
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(content)
            stream.flush()
            os.fsync(stream.fileno())
        # The temporary file is private; a report is as readable as any new file.
        temporary.chmod(0o666 & ~umask() if mode is None else mode)
    except OSError as trouble:
        take_away(temporary)
        raise unwritable(target, trouble) from trouble
    except BaseException:
        take_away(temporary)
        raise
    return temporary


def create_file(root: Path, path: str, content: bytes) -> bool:
    """Write a new file of a repository; False where there is one of that name already.

    Args:
        root: the folder nothing outside of which is ever written to, links or not.
        path: the file, POSIX and relative to the root.
        content: the bytes; the file has all of them or is not there.

    Raises:
        PolicykitError: the file would lie outside of the root, or cannot be written.
    """
    target = root / path
    try:
        if not target.parent.resolve().is_relative_to(root.resolve()):
            raise PolicykitError(
                "outside-repository",
                "This file would not lie inside the policy repository, so it is not written.",
                context=path,
                hint="Put a folder of its own in place of the link.",
            )
        target.parent.mkdir(parents=True, exist_ok=True)
        handle, temporary = file_beside(target)
    except (OSError, RuntimeError) as trouble:
        raise unwritable(target, trouble) from trouble
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(content)
            stream.flush()
            os.fsync(stream.fileno())
        temporary.chmod(0o666 & ~umask())
        # A link is made or not, even where another run makes one at the same moment.
        put_new(temporary, target)
    except FileExistsError:
        return False
    except OSError as trouble:
        raise unwritable(target, trouble) from trouble
    finally:
        take_away(temporary)
    return True


def take_away(temporary: Path) -> None:
    """Take a file of our own away that has its name by now, or will never get it.

    What cannot be taken away stays behind: it has a name of its own and harms nobody, and the
    trouble that counts, or that all went well, is what is told.
    """
    with suppress(OSError):
        temporary.unlink(missing_ok=True)


def put_new(temporary: Path, target: Path) -> None:
    """Give a finished file its name; what has that name already stays as it is.

    Raises:
        FileExistsError: there is a file of that name.
        OSError: it cannot have that name.
    """
    try:
        os.link(temporary, target)
    except FileExistsError:
        raise
    except OSError:
        # Some file systems know no links.
        target.open("xb").close()
        try:
            temporary.replace(target)
        except BaseException:
            take_away(target)
            raise


def rewrite_file(root: Path, path: str, before: bytes, content: bytes) -> None:
    """Give a file of a repository new content; its permissions stay as they are.

    Args:
        root: the folder nothing outside of which is ever written to, links or not.
        path: the file, POSIX and relative to the root.
        before: the bytes the new content was made from.
        content: the new bytes; a reader sees the old ones or these, never a mixture.

    Raises:
        PolicykitError: the file leads out of the root, is none, is protected, has been changed
            by somebody else meanwhile, or cannot be written; what was there is still there.
    """
    try:
        place = (root / path).resolve(strict=True)
        inside = place.is_relative_to(root.resolve()) and stat.S_ISREG(place.lstat().st_mode)
        now = place.read_bytes() if inside else b""
        mode = stat.S_IMODE(place.stat().st_mode)
    except (OSError, RuntimeError) as trouble:
        raise unwritable(root / path, trouble) from trouble
    if not inside:
        raise PolicykitError(
            "outside-repository",
            "This file is not inside the policy repository, so it is left alone.",
            context=path,
            hint="Put the file itself in place of the link.",
        )
    if not mode & _ANY_MAY_WRITE or not os.access(place, os.W_OK):
        # Taking its place would need no more than a folder that can be written to.
        raise PolicykitError(
            "protected-file",
            "This file is protected against changes, so it is left alone.",
            context=path,
            hint="Make it writable, or leave it out.",
        )
    if now != before:
        raise PolicykitError(
            "changed-meanwhile",
            "This file was changed while we were at work, so it is left alone.",
            context=path,
            hint="Run the command again.",
        )
    write_file(place, content, mode)


def _is_no_file(target: Path) -> bool:
    """Whether there is a pipe, a device or a socket at the end of the path."""
    try:
        mode = target.stat().st_mode
    except FileNotFoundError:
        return False
    return not (stat.S_ISREG(mode) or stat.S_ISDIR(mode))


def write_all(stream: RawIOBase, content: bytes) -> None:
    """Write bytes to a stream that may take some of them at a time."""
    left = memoryview(content)
    while left:
        left = left[stream.write(left) or 0 :]


def umask() -> int:
    """The permissions that a new file does not get."""
    # There is no way to ask for the mask but to set it.
    mask = os.umask(0)
    os.umask(mask)
    return mask


def unwritable(target: Path, trouble: OSError | RuntimeError) -> PolicykitError:
    """Why a file cannot be written, in words."""
    reason = getattr(trouble, "strerror", "") or "it failed"
    return PolicykitError(
        "cannot-write",
        f"This cannot be written: {reason.lower()}.",
        context=str(target),
        hint="Free some space, check the permissions, or name another place with --output.",
    )
