"""What the two sides of a comparison are: which files, called what, and why those."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from policykit.model.change import Endpoint
from policykit.model.errors import SourceError
from policykit.model.value import dataclass
from policykit.sources.changed import changed_files
from policykit.sources.git import SHALLOW_HINT, Repository
from policykit.sources.git_program import cut, is_id
from policykit.sources.git_source import GitSource
from policykit.sources.port import Source
from policykit.sources.ranges import Range, read_range
from policykit.sources.worktree import WorkTree

_SHORT = 12


@dataclass(frozen=True, slots=True)
class Pipeline:
    """What a build server says: into which branch or since which commit, and the main branch.

    Each is '' where it says nothing.
    """

    base_branch: str = ""
    base_commit: str = ""
    default_branch: str = ""


@dataclass(frozen=True, slots=True)
class Side:
    """One side: its files, and what to call it."""

    source: Source
    endpoint: Endpoint


@dataclass(frozen=True, slots=True)
class Sides:
    """Both sides; `notes` say for people how the first was found, where nobody named it."""

    before: Side
    after: Side
    notes: tuple[str, ...] = ()


@contextmanager
def opened_sides(
    root: Path,
    words: Sequence[str],
    *,
    default_branch: Callable[[], str] = str,
    pipeline: Pipeline | None = None,
    here: Path | None = None,
) -> Iterator[Sides]:
    """The two sides that words of the command line mean, open as long as they are read.

    Args:
        root: the folder of the policy repository.
        words: what stands before `--`: nothing, a revision, a range, or two folders.
        default_branch: gives the branch the settings name, '' where they name none; asked only
            where it counts.
        pipeline: what a build server says.
        here: the folder that paths count from, the root when left out.

    Raises:
        SourceError: they mean nothing, or could mean two things; or the history cannot be read.
    """
    folders = [(here or root) / word for word in words]
    if len(words) == len(("old", "new")) and all(each.is_dir() for each in folders):
        before, after = (_folder(each, word) for each, word in zip(folders, words, strict=True))
        yield Sides(before, after)
        return
    asked = read_range(words)
    with Repository(root) as repository:
        if len(words) == 1 and asked.head is None:
            _demand_one_meaning(repository, asked.base, here or root)
        base, name, note = _base(repository, asked, default_branch, pipeline or Pipeline(), root)
        before = _revision(repository, base, name)
        after = (
            _folder(root, "the files as they are")
            if asked.head is None
            else _revision(repository, asked.head, asked.head)
        )
        yield Sides(before, after, (note,) if note else ())


def _folder(folder: Path, name: str) -> Side:
    return Side(WorkTree(folder), Endpoint(name))


def _revision(repository: Repository, revision: str, name: str) -> Side:
    source = GitSource(repository, revision)
    author, seconds, day, _ = repository.commit(source.commit)
    called = source.commit[:_SHORT] if is_id(name) else name
    return Side(source, Endpoint(called, source.commit, day, author, _moment(seconds)))


def _moment(seconds: str) -> str:
    try:
        return datetime.fromtimestamp(int(seconds), UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    except (OverflowError, OSError, ValueError):
        return ""


def _base(
    repository: Repository,
    asked: Range,
    default_branch: Callable[[], str],
    pipeline: Pipeline,
    root: Path,
) -> tuple[str, str, str]:
    """The commit to compare with, what to call it, and how it was found where nobody named it."""
    if asked.since_parting:
        met = _parting(repository, asked.base, asked.head or "HEAD")
        return met, met, ""
    if asked.base:
        return asked.base, asked.base, ""
    head = repository.resolve("HEAD")
    if pipeline.base_commit:
        base = pipeline.base_commit
        return base, base, "Compared with the base of this request."
    main = pipeline.base_branch
    if not main:
        main = default_branch() or pipeline.default_branch or repository.default_branch or ""
        if not main or _is_on(repository, main, head):
            return _earlier(repository, head, root)
    met = _parting(repository, repository.branch(main), head, names=(main, "HEAD"))
    return met, met, _since(main, met)


def _since(branch: str, commit: str) -> str:
    return f"Compared with where this branch left {branch}: {commit[:_SHORT]}."


def _is_on(repository: Repository, main: str, head: str) -> bool:
    """Whether the branch is checked out, or a commit (as pipelines do) that is its last one."""
    current = repository.current_branch
    if current is not None:
        return current == main.removeprefix("origin/")
    return head == repository.branch(main)


def _earlier(repository: Repository, head: str, root: Path) -> tuple[str, str, str]:
    """On the default branch: the last release before what is there, else the commit before."""
    before = f"{head}^" if repository.is_revision(f"{head}^") else ""
    tag = repository.latest_tag(head)
    is_released = tag is not None and repository.resolve(f"refs/tags/{tag}") == head
    # What was edited since a release stands beside that release, not the one before it.
    if is_released and not changed_files(GitSource(repository, head), WorkTree(root)):
        tag = repository.latest_tag(before) if before else None
    if tag is not None:
        return f"refs/tags/{tag}", tag, f"Compared with {tag}, the tag before."
    if before:
        commit = repository.resolve(before)
        return commit, commit, f"Compared with the commit before: {commit[:_SHORT]}."
    if repository.is_shallow:
        raise SourceError(
            "history-cut-off",
            "This clone was cut off at its last commit, so there is nothing to compare with.",
            context=str(repository.root),
            hint=SHALLOW_HINT,
        )
    return head, head, "Compared with the only commit there is."


def _parting(
    repository: Repository, one: str, other: str, *, names: tuple[str, str] | None = None
) -> str:
    """The commit where two revisions went apart.

    Raises:
        SourceError: they never met, or where they did is cut off.
    """
    met = repository.merge_base(one, other)
    if met is not None:
        return met
    left, right = (cut(each) for each in names or (one, other))
    if repository.is_shallow:
        raise SourceError(
            "history-cut-off",
            f"Where {left} and {right} went apart is not in this clone, which was cut off.",
            context=str(repository.root),
            hint=SHALLOW_HINT,
        )
    raise SourceError(
        "no-common-commit",
        f"{left} and {right} have no commit in common.",
        context=str(repository.root),
        hint=f"To compare them all the same, write two dots: {left}..{right}.",
    )


def _demand_one_meaning(repository: Repository, word: str, here: Path) -> None:
    """Refuse a bare word that is a commit and something else, or something else alone."""
    other = _other_meaning(repository.root, word, here)
    if not other:
        return
    hint = f"For what is written there put two hyphens before it: `policykit diff -- {word}`."
    if repository.is_revision(word):
        places = [f"refs/{each}/{word}" for each in ("heads", "tags", "remotes")]
        whole = next((each for each in places if repository.is_revision(each)), f"{word}^0")
        raise SourceError(
            "two-meanings",
            f"“{cut(word)}” is a commit and {other}.",
            context=str(repository.root),
            hint=f"For the commit write {whole}. {hint}",
        )
    raise SourceError(
        "not-a-revision",
        f"“{cut(word)}” is {other}, and no commit.",
        context=str(repository.root),
        hint=f"{hint} To compare two folders, name both.",
    )


def _other_meaning(root: Path, word: str, here: Path) -> str:
    for folder in {here, root}:
        place = folder / word
        if _is_there(place):
            return f"a folder ({word})" if place.is_dir() else f"a file ({word})"
    for entry in WorkTree(root).entries():
        above, _, name = entry.path.rpartition("/")
        if name == f"{word}.yaml" and above.partition("/")[0] == "policies":
            return f"a policy ({entry.path})"
    return ""


def _is_there(place: Path) -> bool:
    try:
        return place.exists()
    except (OSError, ValueError):
        # So is told of names that are too long to be any file's, or have a zero in them.
        return False
