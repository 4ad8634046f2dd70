"""Opens a policy repository: its files as they are now, at a revision, or partly unsaved."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, nullcontext, suppress
from dataclasses import replace
from datetime import tzinfo
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from policykit.model.document import Json
from policykit.model.errors import SettingsError, SourceError
from policykit.model.value import dataclass

if TYPE_CHECKING:
    from policykit.library.load import Loader, Surrounded
    from policykit.library.past import Moment
    from policykit.library.survey import Survey
    from policykit.lint.memory import Memory
    from policykit.model.config import HandbookSettings
    from policykit.model.facts import Facts
    from policykit.rendering import Templates
    from policykit.sources.git import Repository
    from policykit.sources.port import History, Source
    from policykit.sources.stamped import Stamped
    from policykit.validation import Schemas


@dataclass(frozen=True, slots=True)
class Opened:
    """A policy repository, listed, with what its policies stand in."""

    source: Source
    files: Survey
    loader: Loader
    surrounded: Surrounded


@contextmanager
def opened_at(
    root: Path,
    at: str,
    paths: tuple[str, ...] = (),
    unsaved: Mapping[str, bytes | None] | None = None,
    *,
    listed: Source | None = None,
    demanding: bool = False,
) -> Iterator[Opened]:
    """A policy repository as it is, or as it was at a revision.

    `paths` narrow which files are checked (not which are read); `unsaved` are contents that
    stand in for those of files, by path, None where a file is gone. `listed` are its files where they are listed already.
    With `demanding`, it is refused where the files around policies cannot be read: what goes on
    without findings would go on as if there were no organisation.

    Raises:
        SourceError: the files or the revision cannot be read.
    """
    from policykit.library.demanded import demand_surroundings
    from policykit.library.load import Loader
    from policykit.library.survey import survey
    from policykit.sources.overlay import Overlay
    from policykit.validation import load_schemas

    with nullcontext((listed, None)) if listed else _source(root, at) as (source, commit):
        shown = Overlay(source, unsaved) if unsaved else source
        files = survey(shown)
        schemas = load_schemas((entry.path, entry.read()) for entry in files.extensions)
        opened = opened_with(shown, files, Loader(schemas, commit), paths)
        if demanding:
            demand_surroundings(files, opened.surrounded)
        yield opened


def opened_with(
    source: Source, files: Survey, loader: Loader, paths: tuple[str, ...] = ()
) -> Opened:
    """A policy repository whose files are listed, with what its policies stand in.

    `paths` narrow which files are checked (not which are read).
    """
    from policykit.library.files import SETTINGS_PATH, below

    is_chosen = below(paths)
    surrounded = loader.surroundings(
        files,
        _shipped("vocabulary"),
        _shipped("unions"),
        shipped_frameworks=shipped_frameworks(),
        checked=lambda path: path == SETTINGS_PATH or is_chosen(path),
    )
    return Opened(source, files, loader, surrounded)


def policy_facts(opened: Opened) -> Iterator[tuple[str, Facts]]:
    """The facts of every policy that can be read, each with the name of its files."""
    from policykit.library.facts import facts as facts_of

    source = opened.surrounded.surroundings.settings.locales.source
    for (_, name), group in opened.files.bundles.items():
        told = facts_of(opened.loader.bundle(name, group, checked=False).bundle, source)
        if told is not None:
            yield name, told


@contextmanager
def listed_at(root: Path, at: str) -> Iterator[tuple[Survey, Loader]]:
    """The files of a policy repository as it is or was, and what reads them without a check.

    Raises:
        SourceError: the files or the revision cannot be listed.
    """
    from policykit.library.load import Loader
    from policykit.library.survey import survey
    from policykit.validation import load_schemas

    with _source(root, at) as (source, commit):
        yield survey(source), Loader(load_schemas(()), commit)


@contextmanager
def _source(root: Path, at: str) -> Iterator[tuple[Source, str | None]]:
    if not at:
        from policykit.sources.worktree import WorkTree

        yield WorkTree(root), None
        return
    from policykit.sources.git import Repository
    from policykit.sources.git_source import GitSource

    with Repository(root) as repository:
        commit = repository.resolve(at)
        yield GitSource(repository, commit), commit


def surrounded(
    loader: Loader,
    files: Survey,
    *,
    frameworks: bool = True,
    practice: bool = False,
    checked: str = "",
) -> Surrounded:
    """What the policies of a survey stand in, with the frameworks or without any.

    Assessments of practice are read where both are asked for. Files are parsed only; the one of
    the path `checked` is held against its schema.
    """
    kept = files if practice else replace(files, assessments=())
    return loader.surroundings(
        kept if frameworks else _alone(files),
        _shipped("vocabulary"),
        _shipped("unions"),
        shipped_frameworks=shipped_frameworks() if frameworks else None,
        checked=lambda path: path == checked,
    )


def _alone(files: Survey) -> Survey:
    """Files without those that are judged by the day: frameworks, and what was found in practice."""
    return replace(files, frameworks=(), assessments=())


def release_head(repository: Repository, named: str) -> tuple[str, str]:
    """The branch that says what is in force, '' for none but where we are, and its commit.

    Args:
        repository: the Git repository.
        named: the branch the settings name, '' where they name none.

    Raises:
        SourceError: there is no such branch, or no commit yet.
    """
    branch = named or repository.default_branch or ""
    return branch, repository.branch(branch) if branch else repository.resolve("HEAD")


def moments_of(
    history: History, head: str, time_zone: tzinfo, schemas: Schemas
) -> tuple[Moment, ...]:
    """The library at each first-parent commit up to one, oldest first; frameworks left out.

    Raises:
        SourceError: the history cannot be read.
    """
    from policykit.library.in_force import landed_days
    from policykit.library.load import Loader
    from policykit.library.past import moments

    landings = history.landings(head)
    return tuple(
        moments(
            landings,
            landed_days(landings, time_zone),
            history.read,
            Loader(schemas),
            lambda loader, files: (
                loader.surroundings(
                    _alone(files),
                    _shipped("vocabulary"),
                    _shipped("unions"),
                    checked=lambda _: False,
                ).surroundings
            ),
        )
    )


@cache
def _shipped(name: str) -> Mapping[str, Json]:
    from policykit import resources
    from policykit.library.bundle import mapping
    from policykit.model.document import Origin
    from policykit.yamlsource import read

    path = f"{name}.yaml"
    document, _ = read(resources.read_text("schemas", path).encode(), Origin(path, ""))
    return mapping(document)


def shipped_frameworks() -> Mapping[str, Callable[[], bytes]]:
    """What reads each shipped framework, by id."""
    from policykit import resources

    return {
        each.name.removesuffix(".yaml"): each.read_bytes
        for each in resources.shipped("frameworks").iterdir()
        if each.name.endswith(".yaml")
    }


def templates_of(root: Path, *, runs_programs: bool = False) -> Templates:
    """The templates in force in a repository: its own before the shipped ones.

    `runs_programs` says that own templates which are programs may run.

    Raises:
        RenderError: its templates folder is a link that leads out of it.
    """
    from policykit import resources
    from policykit.rendering import Templates

    own = root / "templates"
    shipped = resources.shipped("templates")
    is_own = own.is_dir() and own.resolve() != shipped.resolve()
    return Templates(shipped, own if is_own else None, root=root, runs_programs=runs_programs)


@dataclass(frozen=True, slots=True)
class Logos:
    """Reads the logo of a handbook, from inside the repository only.

    `held` gives a file of a revision, as for `Prefaces`; without it the work tree has it.
    """

    root: Path
    held: Callable[[str, int], bytes | None] | None = None

    def __call__(self, handbook: HandbookSettings) -> str:
        """The picture as a `data:` address, '' where the handbook names none."""
        from policykit.handbook.logo import MOST_BYTES, picture, unusable
        from policykit.sources.inside import named_file

        path = handbook.logo
        if not path:
            return ""
        missing = unusable(path, handbook.name, "there is no such file that may be read")
        try:
            content = named_file(self.root, path, MOST_BYTES, self.held)
        except SourceError as error:
            raise missing from error
        if content is None:
            raise missing
        return picture(content, path, handbook.name)


@contextmanager
def memory(folder: Path | None) -> Iterator[Memory | None]:
    """What earlier runs judged, as kept in a folder; None without one, or where none can be.

    What this run judges is written in the end.
    """
    if folder is None:
        yield None
        return
    from policykit import cache, resources
    from policykit.lint.memory import Memory

    code = Path(__file__).resolve().parent
    try:
        program = cache.program((code, resources.shipped("schemas")))
    except OSError:
        yield None
        return
    kept = cache.Cache(folder)
    try:
        yield Memory(kept, program, time.time_ns())
    finally:
        kept.close()


@contextmanager
def stamped(kept: Memory, root: Path, *, is_now: bool) -> Iterator[Stamped | None]:
    """The files of a work tree, with the keys of those nobody changed since an earlier run.

    What this run reads is remembered in the end. None where it is not about files as they
    are (`is_now`).

    Raises:
        SourceError: the files cannot be listed.
    """
    if not is_now:
        yield None
        return
    from policykit.cache import key_of
    from policykit.model.codec import decode, encode
    from policykit.sources.stamped import Known, Stamped
    from policykit.sources.worktree import WorkTree

    tree = WorkTree(root)
    key = key_of("stamps", tree.name)
    known: Known = {}
    with suppress(TypeError, ValueError):
        known = decode(dict[str, tuple[tuple[int, ...], str]], kept.cache.get(key) or {})
    files = Stamped(tree, known, kept.now)
    yield files
    remembered = files.remembered()
    if remembered != known:
        kept.cache.put(key, encode(remembered))


def demand_policies(opened: Opened, *, allow_empty: bool) -> None:
    """Refuse a repository without policies.

    Raises:
        SourceError: there are none, and that is not allowed.
    """
    if opened.files.policies or opened.files.problems or allow_empty:
        return
    raise SourceError(
        "no-policies",
        "There are no policies here: no file policies/<id>.yaml.",
        context=opened.source.name,
        hint="Write the first one in policies/, or look elsewhere with --root DIR.",
    )


def demand_handbook_names(opened: Opened) -> None:
    """Refuse handbooks whose names cannot be those of folders.

    Raises:
        SettingsError: there is one.
    """
    from policykit.model.ids import is_id

    for handbook in opened.surrounded.surroundings.settings.handbooks:
        if not is_id(handbook.name):
            raise SettingsError(
                "wrong-handbook-name",
                f"{handbook.name[:80]!r} cannot be the name of a handbook: it names a folder.",
                context="handbooks in policykit.yaml",
                hint="Use small letters, digits and hyphens, such as staff or quick-card.",
            )


def demand_paths(opened: Opened, paths: tuple[str, ...]) -> None:
    """Refuse paths at which there is nothing to check.

    Raises:
        SourceError: nothing that is listed stands at or below one of them.
    """
    from policykit.library.files import without_files

    files = opened.files
    listed = [
        *(entry.path for entry in (*files.single.values(), *files.organisation_words.values())),
        *(entry.path for entry in (*files.frameworks, *files.extensions, *files.assessments)),
        *(each.entry.path for group in files.bundles.values() for each in group),
        *(problem.place.path for problem in files.problems),
    ]
    for path in without_files(paths, listed):
        raise SourceError(
            "nothing-matched",
            f"There is nothing to check at {path}.",
            context=opened.source.name,
            hint="Name files or folders below policies/ or schemas/, or policykit.yaml.",
        )


def with_bundles(opened: Opened, paths: tuple[str, ...]) -> tuple[str, ...]:
    """Paths, and with a file of a policy all files of that policy."""
    chosen = set(paths)
    together = [{each.entry.path for each in group} for group in opened.files.bundles.values()]
    return tuple(sorted(chosen.union(*(group for group in together if group & chosen))))
