"""A Git repository: its revisions by name, without a look at its work tree."""

from __future__ import annotations

import difflib
import re
from collections.abc import Mapping
from functools import cached_property
from pathlib import Path
from types import TracebackType
from typing import Self

from policykit.model.errors import SourceError
from policykit.sources.discover import given_root, repository_top
from policykit.sources.git_blobs import Blobs
from policykit.sources.git_program import (
    TIME_LIMIT,
    Command,
    CommandFailedError,
    GitProgram,
    cut,
    explain,
    explain_known,
    is_id,
)
from policykit.sources.port import FOLDERS, SETTINGS

SHALLOW_HINT = (
    "Get the whole history: `git fetch --unshallow`, or `fetch-depth: 0` for actions/checkout."
)

_TAGS = "refs/tags/"
_REFERENCE = re.compile(r"refs/(?:heads|tags|remotes)/(.+)")
_FAMILIAR = ("main", "master", "origin/main", "origin/master")
_LONGEST = 1000
_SUGGESTIONS = 3


class Repository:
    """A repository as seen from a root, which may lie below its top.

    Use it in a `with` statement: it starts programs, and its end ends them.

    Args:
        root: the folder the paths of sources and histories are relative to.
        time_limit: seconds one answer of Git may take.

    Raises:
        SourceError: no repository, or one that Git refuses.
    """

    def __init__(self, root: Path, *, time_limit: float = TIME_LIMIT) -> None:
        self.root = given_root(root)
        top = repository_top(self.root)
        if top is None:
            raise SourceError(
                "no-repository",
                "This folder is not in a Git repository, so there are no earlier versions.",
                context=str(self.root),
                hint="Run `git init` and commit; earlier versions begin with the first commit.",
            )
        below = self.root.relative_to(top).as_posix()
        self.prefix = "" if below == "." else f"{below}/"
        """The way from the top of the repository to the root, empty or with a slash behind."""
        self._program = GitProgram(top, time_limit)
        self._readers: list[Blobs] = []
        self._commits: set[str] = set()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        trouble: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """End every program this repository started; what is read later starts them again."""
        for blobs in self._readers:
            blobs.close()

    def resolve(self, revision: str) -> str:
        """The id of the commit a branch, tag, id or expression like `HEAD~2` names.

        Raises:
            SourceError: it names none; the hint has names that are near.
        """
        if revision in self._commits:
            return revision
        if _may_name(revision):
            commit = self._ask_or_none(Command.RESOLVE, f"{revision}^{{commit}}")
            if commit is not None and is_id(commit):
                self._commits.add(commit)
                return commit
        raise self._unknown(revision)

    @cached_property
    def is_shallow(self) -> bool:
        """Whether the clone was cut off, so that early commits are missing."""
        return self._ask(Command.IS_SHALLOW).strip() == b"true"

    @property
    def current_branch(self) -> str | None:
        """The branch that is checked out, None where a commit is (as in most pipelines)."""
        return self._ask_or_none(Command.CURRENT_BRANCH)

    @property
    def default_branch(self) -> str | None:
        """The branch others start from, as a revision: what origin says, else main or master."""
        origin = self._ask_or_none(Command.ORIGIN_HEAD)
        if origin is not None:
            return origin
        names = set(self.names())
        return next((it for it in _FAMILIAR if it in names), None)

    def settings(self) -> Mapping[str, str]:
        """What is set about policies and remotes, by key; of several values the last one holds.

        Git calls the keys by their names in small letters, but for names people chose.
        """
        try:
            said = self._program.run(Command.SETTINGS)
        except CommandFailedError:
            return {}  # nothing is set
        pairs = (line.partition("\n") for line in said.decode("utf-8", "replace").split("\0"))
        return {key: value for key, _, value in pairs if key}

    def branch(self, name: str) -> str:
        """The id of the last commit of a branch, also where only its copy of origin is here.

        Raises:
            SourceError: there is no such branch.
        """
        references = self._references()
        for place in (f"refs/heads/{name}", f"refs/remotes/origin/{name}"):
            if place in references:
                return self.resolve(place)
        return self.resolve(name)

    def names(self) -> tuple[str, ...]:
        """Branches, tags and branches of remotes, sorted, as one types them."""
        found = (_REFERENCE.fullmatch(it) for it in self._references())
        return tuple(sorted({it[1] for it in found if it and not it[1].endswith("/HEAD")}))

    def tags(self) -> Mapping[str, str]:
        """The id of the commit each tag names; those that name none are left out."""
        found = {}
        for reference in sorted(self._references()):
            if reference.startswith(_TAGS):
                commit = self._ask_or_none(Command.RESOLVE, f"{reference}^{{commit}}")
                if commit is not None and is_id(commit):
                    found[reference.removeprefix(_TAGS)] = commit
        return found

    def merge_base(self, one: str, other: str) -> str | None:
        """The id of the commit from which two revisions went apart, None if they never met."""
        ids = self.resolve(one), self.resolve(other)
        return self._ask_or_none(Command.MERGE_BASE, *ids)

    def latest_tag(self, revision: str) -> str | None:
        """The nearest tag at or before a revision on its first-parent line, None without."""
        return self._ask_or_none(Command.LATEST_TAG, self.resolve(revision))

    def commit(self, revision: str) -> tuple[str, str, str, str]:
        """What a commit says of itself: author, committer date in seconds, its day, subject.

        The day is that of the clock the committer looked at, as YYYY-MM-DD.
        """
        said = self._ask(Command.COMMIT, self.resolve(revision)).decode("utf-8", "replace")
        author, seconds, day, subject, *_ = said.split("\0")
        return author, seconds, day, subject

    def is_revision(self, text: str) -> bool:
        """Whether a text names a commit here."""
        try:
            self.resolve(text)
        except SourceError as trouble:
            if trouble.reference in {"unknown-revision", "no-commits"}:
                return False
            raise
        return True

    def tree(self, revision: str) -> bytes:
        """The listing of what a policy repository holds in a revision, in Git's own form."""
        return self._ask(Command.TREE, self.resolve(revision), *self._paths())

    def place(self, revision: str, path: str) -> bytes:
        """The listing of one path below the root in a revision, in Git's own form."""
        wanted = f":(top,literal){self.prefix}{path}"
        return self._ask(Command.TREE, self.resolve(revision), wanted)

    def log(self, revision: str) -> bytes:
        """The first-parent commits up to a revision with their changed files, in Git's form."""
        return self._ask(Command.LOG, self.resolve(revision), "--", *self._paths())

    def blobs(self) -> Blobs:
        """A reader of blobs that ends with this repository."""
        blobs = Blobs(self._program)
        self._readers.append(blobs)
        return blobs

    def _paths(self) -> list[str]:
        return [f":(top,literal){self.prefix}{name}" for name in (SETTINGS, *FOLDERS)]

    def _references(self) -> set[str]:
        return set(self._ask(Command.REFERENCES).decode("utf-8", "replace").splitlines())

    def _ask(self, command: Command, *arguments: str) -> bytes:
        try:
            return self._program.run(command, *arguments)
        except CommandFailedError as trouble:
            raise explain(trouble.words, self._program.top) from trouble

    def _ask_or_none(self, command: Command, *arguments: str) -> str | None:
        """What Git says, None when it has no answer; other trouble is trouble still."""
        try:
            said = self._program.run(command, *arguments)
        except CommandFailedError as trouble:
            known = explain_known(trouble.words, self._program.top)
            if known is not None:
                raise known from trouble
            return None
        return said.decode("utf-8", "replace").strip() or None

    def _unknown(self, revision: str) -> SourceError:
        if self._ask_or_none(Command.RESOLVE, "HEAD^{commit}") is None and not self.names():
            return SourceError(
                "no-commits",
                "This repository has no commits yet, so there are no earlier versions.",
                context=str(self.root),
                hint="Commit your policies once.",
            )
        near = " or ".join(f"`{it}`" for it in self._near(revision))
        hints = [f"Did you mean {near}?"] if near else ["`git branch -a` and `git tag` list names."]
        if self.is_shallow:
            hints.append(f"The history here is cut off, so it may be missing. {SHALLOW_HINT}")
        return SourceError(
            "unknown-revision",
            f"No commit here is called “{cut(revision)}”.",
            context=str(self.root),
            hint=" ".join(hints),
        )

    def _near(self, revision: str) -> list[str]:
        names = self.names()
        same = [it for it in names if it.endswith(f"/{revision}")]
        return [*same, *difflib.get_close_matches(revision, names, _SUGGESTIONS)][:_SUGGESTIONS]


def _may_name(revision: str) -> bool:
    """Whether a text can name a commit at all; options, exclusions and controls cannot."""
    return (
        0 < len(revision) <= _LONGEST
        and not revision.startswith(("-", "^"))
        and revision.isprintable()
    )
