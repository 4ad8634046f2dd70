"""Git, the history of the repository, and what Git was taught about policies."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Final

from policykit.doctoring.surroundings import Place, look, ok, wrong
from policykit.model.checkup import Check
from policykit.model.errors import SourceError

if TYPE_CHECKING:
    from policykit.sources.git import Repository

TOPIC: Final = "Git"
OLDEST: Final = (2, 31)
"""The first version that shows merges by their first parent alone, which in force goes by."""

_MENDS: Final = {
    "repository-not-trusted": "git config --global --add safe.directory {top}",
    "bare-repository": "git clone {top} policies && cd policies",
    "no-repository": "git -C {top} status",
    "git-failed": "git -C {top} fsck",
    "git-too-slow": "git -C {top} fsck",
}
_DRIVERS: Final = {
    "diff": (
        "command",
        "policykit diff-driver",
        "`git diff` can tell what a change of a policy means for whom",
    ),
    "merge": (
        "driver",
        "policykit merge-driver %O %A %B %P --marker-size %L",
        "Git can be kept from merges of policies that are clean and wrong",
    ),
}
_FOR_SERVERS: Final = (".github", ".gitlab-ci.yml", ".forgejo")
_MOST_OF_A_FILE: Final = 1_000_000
_LEFT_IGNORED: Final = (".*.policykit-*", "*.policykit-*")
_LEFT_IGNORED_BY_KIND: Final = frozenset({".*.policykit-new", ".*.policykit-old"})


def checks(place: Place) -> Iterator[Check]:
    """Whether Git is there and opens the repository, and whether its history is whole."""
    try:
        from policykit.sources import git_program

        told = git_program.version()
    except SourceError:
        yield wrong(
            "git",
            TOPIC,
            "Git is not installed, or is not where programs are looked for (PATH); whatever looks "
            "at earlier versions needs it.",
            _installing(place),
        )
        return
    yield _version(place, told)
    if place.root is not None:
        yield from _repository(place, place.root)


def _version(place: Place, told: str) -> Check:
    numbers = tuple(int(each) for each in re.findall(r"\d+", told)[:2])
    name = "git"
    if numbers >= OLDEST:
        return ok(name, TOPIC, f"Git {told.removeprefix('git version ')[:40]}")
    return wrong(
        name,
        TOPIC,
        f"Git is too old ({told[:60]}) to tell what was in force on a day; 2.31 is needed.",
        _installing(place),
    )


def _installing(place: Place) -> str:
    if place.is_windows:
        return "winget install --id Git.Git"
    ways = {
        "apt-get": "sudo apt-get install git",
        "dnf": "sudo dnf install git",
        "apk": "sudo apk add git",
        "brew": "brew install git",
    }
    found = next((way for program, way in ways.items() if place.is_program(program)), "")
    return found or ("xcode-select --install" if place.platform == "darwin" else ways["apt-get"])


def _repository(place: Place, root: Path) -> Iterator[Check]:
    from policykit.sources.discover import repository_top
    from policykit.sources.git import Repository

    top = repository_top(root)
    if top is None:
        yield look(
            "repository",
            TOPIC,
            "The policies are not under Git, so there are no earlier versions to compare with.",
            "git init",
        )
        return
    try:
        with Repository(root) as repository:
            settings = repository.settings()
            found = [
                *_history(place, repository, settings),
                *_main_branch(place, repository, settings),
            ]
    except SourceError as error:
        mend = _MENDS.get(error.reference, f"policykit explain {error.reference}")
        if place.is_windows:
            # Not every shell there knows `&&`.
            mend = mend.partition(" && ")[0]
        yield wrong(error.reference, TOPIC, error.message, mend.format(top=place.quoted(top)))
        return
    yield ok("repository", TOPIC, "Git opens the repository.")
    yield from found
    yield from _out_of_reach(place, root, top)
    yield from _ignoring(place, root, top)
    for kind in _DRIVERS:
        yield _driver(place, kind, settings, _attributes(top, root))


def _out_of_reach(place: Place, root: Path, top: Path) -> Iterator[Check]:
    """Files for a server that stand where none looks for them, in a repository inside another."""
    if root.resolve() == top.resolve():
        return
    for name in _FOR_SERVERS:
        if (root / name).exists() and not (top / name).exists():
            yield look(
                "server-files",
                TOPIC,
                f"The policies are inside the Git repository {str(top)[:120]}, and a server reads "
                f"{name} only at its top, so nothing here is checked on it.",
                f"{'move' if place.is_windows else 'mv'} {place.quoted(root / name)} "
                f"{place.quoted(top)}",
            )


def _ignoring(place: Place, root: Path, top: Path) -> Iterator[Check]:
    """What a run leaves that is ended in the middle, where Git would take it for new files."""
    lines = set(_lines(top, root, ".gitignore", "exclude"))
    if not lines.isdisjoint(_LEFT_IGNORED) or lines.issuperset(_LEFT_IGNORED_BY_KIND):
        return
    line = _LEFT_IGNORED[0]
    yield look(
        "left-behind",
        TOPIC,
        "What a run leaves that is ended in the middle would be committed by `git add`: no "
        f".gitignore has the line {line}.",
        place.appending(line, ".gitignore"),
    )


def _history(place: Place, repository: Repository, settings: Mapping[str, str]) -> Iterator[Check]:
    if not repository.is_revision("HEAD"):
        yield look(
            "history",
            TOPIC,
            "Nothing is committed yet; earlier versions begin with the first commit (git add --all, "
            "then git commit). Should Git not know who you are: git config user.name and git config "
            "user.email tell it.",
            "git add --all"
            if place.is_windows
            else 'git add --all && git commit -m "Our policies"',
        )
    elif repository.is_shallow:
        yield wrong(
            "history",
            TOPIC,
            "This clone was cut off, so commits to compare with are missing (on a build server "
            "ask for the whole history: fetch-depth: 0 or GIT_DEPTH: 0).",
            "git fetch --unshallow",
        )
    elif partial := [key for key in settings if key.endswith((".promisor", ".partialclonefilter"))]:
        remote = partial[0].removeprefix("remote.").rpartition(".")[0]
        yield wrong(
            "history",
            TOPIC,
            "This clone has only a part of the files of the past, and policykit fetches nothing.",
            f"git fetch --refetch --no-filter {place.quoted(remote)}",
        )
    else:
        yield ok("history", TOPIC, "The whole history is here.")


def _main_branch(
    place: Place, repository: Repository, settings: Mapping[str, str]
) -> Iterator[Check]:
    name = "main-branch"
    if named := place.reading.settings.release_branch:
        try:
            repository.branch(named)
        except SourceError as error:
            if error.reference == "no-commits":
                return
            yield wrong(
                name,
                TOPIC,
                f"policykit.yaml says release_branch: {named[:80]}, and there is no such branch "
                "here.",
                # No branch begins so; git would take it for an option, and some run programs.
                "policykit lint policykit.yaml"
                if named.startswith("-")
                else f"git fetch origin {place.quoted(named[:80])}",
            )
            return
    branch = named or place.environment.get("CI_DEFAULT_BRANCH") or repository.default_branch
    if branch:
        yield ok(name, TOPIC, f"What is in force is read from {branch[:80]}.")
        return
    if not repository.is_revision("HEAD"):
        return
    has_origin = "remote.origin.url" in settings
    told = f"release_branch: {repository.current_branch or 'main'}"
    yield look(
        name,
        TOPIC,
        "Nobody says which branch is the main one, so the one that is checked out counts as it"
        + ("." if has_origin else f"; the line {told} in policykit.yaml says so."),
        "git remote set-head origin --auto"
        if has_origin
        else place.appending(told, "policykit.yaml"),
    )


def _attributes(top: Path, root: Path) -> frozenset[str]:
    """Every attribute that some file of attributes gives to some files."""
    lines = _lines(top, root, ".gitattributes", "attributes")
    return frozenset(each for line in lines for each in line.split()[1:])


def _lines(top: Path, root: Path, name: str, in_clone: str) -> Iterator[str]:
    """The lines of the files of a name that speak of policies, and of that of the clone alone."""
    folders = [top, *(it for it in (root, *root.parents) if it != top and it.is_relative_to(top))]
    places = [folder / name for folder in (*folders, root / "policies")]
    for file in (*places, top / ".git" / "info" / in_clone):
        try:
            with file.open("rb") as opened:
                text = opened.read(_MOST_OF_A_FILE).decode("utf-8", "replace")
        except (OSError, ValueError):
            continue
        for line in text.splitlines():
            if not line.lstrip().startswith("#"):
                yield line.rstrip()


def _driver(
    place: Place, kind: str, settings: Mapping[str, str], attributes: frozenset[str]
) -> Check:
    key, call, use = _DRIVERS[kind]
    name = f"{kind}-driver"
    taught = settings.get(f"{kind}.policykit.{key}", "")
    if f"{kind}=policykit" not in attributes:
        line = f"policies/**/*.yaml {kind}=policykit"
        return look(
            name,
            TOPIC,
            f"{use}, and no .gitattributes asks for it with the line {line}.",
            place.appending(line, ".gitattributes"),
        )
    if not taught:
        return look(
            name,
            TOPIC,
            f"{use}: .gitattributes asks for it, and this clone was not told how.",
            f'git config {kind}.policykit.{key} "{call}"',
        )
    program = taught.split()[0].strip("\"'")
    if place.is_program(program) or Path(program).is_file():
        return ok(name, TOPIC, f"Git calls {program[:80]} for every {kind} of a policy.")
    return wrong(
        name,
        TOPIC,
        f"For every {kind} of a policy Git is to call {program[:80]}, and there is no such "
        "program where programs are looked for.",
        f'git config {kind}.policykit.{key} "{place.quoted(place.python)} -m {call}"',
    )
