"""What happened to policies, written into their records: by one at a time, and nothing lost."""

from __future__ import annotations

import os
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Final

from policykit.library.additions import Addition, added
from policykit.library.files import FileKind
from policykit.library.survey import Survey, survey
from policykit.lint.edits import Raw
from policykit.lint.places import location
from policykit.model.document import Document, Origin
from policykit.model.errors import PolicykitError, SourceError
from policykit.model.finding import Problem
from policykit.model.rewrite import Rewrite
from policykit.output import create_file, rewrite_file
from policykit.report.visible import columns, visible
from policykit.sources.port import Entry
from policykit.sources.worktree import WorkTree
from policykit.validation import Kind, load_schemas, validate
from policykit.yamlsource import read

ORGANISATION: Final = "organisation"
"""The name under which what is around the policies has a record of its own."""

_ORGANISATION_RECORD = "policies/organisation.record.yaml"
_SCHEMA = "schemas/record.schema.json"
_LONGEST_WAIT = 20.0
_PAUSE = 0.02


def record(
    root: Path, additions: Mapping[str, Sequence[Addition]], *, writes: bool = True
) -> tuple[Rewrite, ...]:
    """Put additions into the records of policies; gives the files that change.

    Every record is read and edited before the first one is written. Whoever else records at the
    same moment waits.

    Args:
        root: the folder of the policy repository.
        additions: what is put in, by the id of the policy; `organisation` has a record too.
        writes: whether the files are written; otherwise they are only given.

    Raises:
        SourceError: there is no such policy, or its record cannot be read or added to.
        PolicykitError: a file cannot be written; it is told which have been.
    """
    if not writes:
        return planned(root, additions)
    with one_at_a_time(root):
        found = planned(root, additions)
        write(root, found)
    return found


def planned(root: Path, additions: Mapping[str, Sequence[Addition]]) -> tuple[Rewrite, ...]:
    """The records with these additions, as they are and as they would be; nothing is written.

    Raises:
        SourceError: there is no such policy, or its record cannot be read or added to.
    """
    files = survey(WorkTree(root))
    places = _places(files)
    found: list[Rewrite] = []
    for policy, each in additions.items():
        if policy not in places:
            raise SourceError(
                "no-such-policy",
                f"The policy {policy[:120]} is not among the files as they are, so it has no "
                "record.",
                context=str(root),
                hint=f"Work on the branch that has it; its file is called {policy[:120]}.yaml.",
            )
        path, entry = places[policy]
        before = entry.read() if entry is not None else b""
        raw = _sound(before, path)
        fresh = raw.text or _head(root, path)
        text = added(fresh, each, path)
        if text != fresh:
            _demand_fitting(raw.content(text), path)
            found.append(Rewrite(path, before, raw.content(text)))
    return tuple(found)


def write(root: Path, rewrites: Sequence[Rewrite]) -> None:
    """Write files, each whole or not at all; one without earlier bytes is a new one.

    Raises:
        PolicykitError: one cannot be written; it is told which have been.
    """
    done: list[str] = []
    for each in rewrites:
        try:
            if each.before:
                rewrite_file(root, each.path, each.before, each.after)
            elif not create_file(root, each.path, each.after):
                # A file that was there without a byte in it, or came meanwhile.
                rewrite_file(root, each.path, b"", each.after)
        except PolicykitError as trouble:
            if not done:
                raise
            raise PolicykitError(
                trouble.reference,
                trouble.message,
                context=f"{trouble.context or each.path}; written before: {', '.join(done)}",
                hint=f"{trouble.hint} What was written may stay: run the command again.",
            ) from trouble
        done.append(each.path)


@contextmanager
def one_at_a_time(root: Path) -> Iterator[None]:
    """Holds off everybody else who records in this repository, in whichever process.

    The folder itself is locked, so that no file is left behind, also where a program is killed.
    A file system that knows no locks has none: there, a file that was changed in between is
    noticed when it is written.

    Raises:
        PolicykitError: somebody else records for too long, or there is no such folder.
    """
    try:
        handle = os.open(_lock_place(root), os.O_RDWR if sys.platform == "win32" else os.O_RDONLY)
    except OSError as trouble:
        raise SourceError(
            "no-folder",
            f"This folder cannot be opened: {(trouble.strerror or 'it failed').lower()}.",
            context=str(root),
            hint="Name the folder with policykit.yaml with --root DIR.",
        ) from trouble
    try:
        end = time.monotonic() + _LONGEST_WAIT
        while not _is_locked(handle):
            if time.monotonic() > end:
                raise PolicykitError(
                    "somebody-records",
                    "Somebody else is writing into the records of this repository.",
                    context=str(root),
                    hint="Wait until the other command has ended, then run this one again.",
                )
            time.sleep(_PAUSE)
        yield
    finally:
        # Closing it ends the lock.
        os.close(handle)


def _lock_place(root: Path) -> Path:
    if sys.platform == "win32":
        import hashlib  # noqa: PLC0415 - where folders cannot be locked alone

        name = hashlib.sha256(str(root.resolve()).encode()).hexdigest()[:24]
        place = Path(tempfile.gettempdir()) / f"policykit-{name}.lock"
        place.touch()
        return place
    return root


def _is_locked(handle: int) -> bool:
    """Whether we have the lock now; True too where there is none to be had."""
    if sys.platform == "win32":
        import msvcrt  # noqa: PLC0415 - there alone

        with suppress(OSError):
            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
            return True
        return False
    import fcntl  # noqa: PLC0415 - not known everywhere

    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    except OSError:
        return True
    return True


def _places(files: Survey) -> dict[str, tuple[str, Entry | None]]:
    """By policy, the path of its record and the file there, None where there is none yet."""
    own = files.single.get(FileKind.RECORD)
    places = {ORGANISATION: (_ORGANISATION_RECORD if own is None else own.path, own)}
    for (folder, name), group in files.bundles.items():
        if name not in places and any(each.name.kind is FileKind.POLICY for each in group):
            entry = next((it.entry for it in group if it.name.kind is FileKind.RECORD), None)
            path = f"{folder}/{name}.record.yaml" if entry is None else entry.path
            places[name] = (path, entry)
    return places


def _head(root: Path, path: str) -> str:
    """The first line of a new record: where editors find what belongs in it."""
    if not (root / _SCHEMA).is_file():
        return ""
    up = "../" * path.count("/")
    return f"# yaml-language-server: $schema={up}{_SCHEMA}\n"


def _sound(content: bytes, path: str) -> Raw:
    """The text of a record, demanded to be one.

    Raises:
        SourceError: it was edited into something else; it is told where.
    """
    raw = Raw.of(content)
    if raw is not None and not any(map(_says_something, raw.text.split("\n"))):
        return raw
    document, slips = read(content, Origin(path, ""))
    problem = next(iter(slips), None)
    if problem is None:
        problem = next(iter(validate(document, Kind.RECORD, load_schemas())), None)
    if problem is not None or raw is None:
        raise _unsound(problem, document)
    return raw


def _demand_fitting(content: bytes, path: str) -> None:
    """Demand that a record with what was put in is one that can be added to again.

    Raises:
        SourceError: what was put in cannot stand in a record; it is told why.
    """
    document, _ = read(content, Origin(path, ""))
    problem = next(iter(validate(document, Kind.RECORD, load_schemas())), None)
    if problem is not None:
        raise SourceError(
            "not-for-records",
            f"This cannot stand in a record: {problem.message}",
            context=path,
            hint=f"{problem.hint} Nothing was written.".strip(),
        )


def _says_something(line: str) -> bool:
    return bool(line.strip()) and not line.lstrip().startswith("#")


def _unsound(problem: Problem | None, document: Document) -> SourceError:
    where = location(problem.place, document) if problem is not None else None
    at = ""
    excerpt: tuple[str, ...] = ()
    if where is not None and where.span is not None:
        start, end = where.span.start, where.span.end
        at = f":{start.line}:{start.column}"
        line = (document.text.split("\n")[start.line - 1 : start.line] or [""])[0].rstrip("\r")
        last = end.column if end.line == start.line else len(line) + 1
        marked = visible(line[start.column - 1 : max(last - 1, start.column)])
        excerpt = (
            visible(line),
            f"{' ' * columns(visible(line[: start.column - 1]))}{'^' * max(columns(marked), 1)}",
        )
    return SourceError(
        "record-unreadable",
        problem.message if problem is not None else "This record is not UTF-8 text.",
        context=f"{document.path}{at}",
        hint=f"{problem.hint if problem is not None else ''} Mend it first; nothing was "
        "written.".strip(),
        excerpt=excerpt,
    )
