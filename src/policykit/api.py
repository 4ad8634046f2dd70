"""One call a job: lint and render. Results come back; nothing is printed, nothing exits."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from policykit import __version__
from policykit.model.config import SettingInForce
from policykit.model.document import Json
from policykit.model.errors import SourceError
from policykit.model.report import FindingsReport

if TYPE_CHECKING:
    from policykit.library.load import Loader, Surrounded
    from policykit.library.survey import Survey
    from policykit.lint.registry import Registry
    from policykit.model.book import OutputFile
    from policykit.sources.port import Source

Today = Callable[[str], date]
"""The day to judge by, given the organisation's time zone (an IANA name)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LintRequest:
    """What to lint: `paths` (POSIX, relative to the root) narrow what is reported.

    `at` is a revision, '' for the work tree; `overlay` replaces files by other bytes.
    """

    root: Path
    at: str = ""
    paths: tuple[str, ...] = ()
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    extend_select: tuple[str, ...] = ()
    obey_suppressions: bool = True
    allow_empty: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class RenderRequest:
    """Which handbooks to render; empty sequences mean what the settings say."""

    root: Path
    at: str = ""
    handbooks: tuple[str, ...] = ()
    formats: tuple[str, ...] = ()
    locales: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Rendered:
    """Finished handbooks: files by handbook, and what reading the policies brought up.

    `untranslated` counts texts by handbook and locale that stand in the source language;
    `unresolved` lists placeholders and links that lead nowhere.
    """

    files: Mapping[str, tuple[OutputFile, ...]]
    problems: int
    untranslated: Mapping[tuple[str, str], int]
    unresolved: tuple[str, ...]


def registry() -> Registry:
    """All rules and pages."""
    from policykit.lint.registry import load_registry

    return load_registry()


def lint(request: LintRequest, today: Today) -> FindingsReport:
    """Check a policy repository.

    Raises:
        SourceError: the files or the revision cannot be read, or there is nothing to check.
        SettingsError: the settings cannot be used.
    """
    from policykit.lint.engine import Engine
    from policykit.lint.levels import levels

    with _opened(request.root, request.at) as opened:
        _demand_policies(opened, allow_empty=request.allow_empty)
        around = opened.surrounded.surroundings
        known = registry()
        day = today(around.organisation.time_zone)
        engine = Engine(
            registry=known,
            levels=levels(
                known,
                around.settings.lint,
                select=request.select,
                ignore=request.ignore,
                extend_select=request.extend_select,
            ),
            loader=opened.loader,
            today=day,
            paths=_known_paths(request.paths, opened.source),
            obey_suppressions=request.obey_suppressions,
        )
        result = engine.run(opened.files, opened.surrounded)
    return FindingsReport(
        findings=result.findings,
        texts=result.texts,
        pages=result.pages,
        files=result.files,
        policies=result.policies,
        taken_off=len(result.taken_off),
        today=day.isoformat(),
        version=__version__,
        fail_level=around.settings.lint.fail_level,
    )


def settings(root: Path, at: str = "") -> tuple[SettingInForce, ...]:
    """Every setting in force with where it comes from, sorted by key."""
    from policykit.library.files import SETTINGS_PATH
    from policykit.library.origins import settings_in_force

    with _opened(root, at) as opened:
        return settings_in_force(opened.surrounded.documents.get(SETTINGS_PATH))


@dataclass(frozen=True, slots=True)
class _Opened:
    source: Source
    files: Survey
    loader: Loader
    surrounded: Surrounded


@contextmanager
def _opened(root: Path, at: str) -> Iterator[_Opened]:
    from policykit.library.load import Loader
    from policykit.library.survey import survey
    from policykit.validation import load_schemas

    with _source(root, at) as (source, commit):
        files = survey(source)
        schemas = load_schemas((entry.path, entry.read()) for entry in files.extensions)
        loader = Loader(schemas, commit)
        surrounded = loader.surroundings(files, _shipped("vocabulary"), _shipped("unions"))
        yield _Opened(source, files, loader, surrounded)


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


def _shipped(name: str) -> Mapping[str, Json]:
    from policykit import resources
    from policykit.library.bundle import mapping
    from policykit.model.document import Origin
    from policykit.yamlsource import read

    path = f"{name}.yaml"
    document, _ = read(resources.read_text("schemas", path).encode(), Origin(path, ""))
    return mapping(document)


def _demand_policies(opened: _Opened, *, allow_empty: bool) -> None:
    if opened.files.policies or opened.files.problems or allow_empty:
        return
    raise SourceError(
        "no-policies",
        "There are no policies here: no file policies/<id>.yaml.",
        context=opened.source.name,
        hint="Write the first one in policies/, look elsewhere with --root DIR, or pass "
        "--allow-empty.",
    )


def _known_paths(paths: Iterable[str], source: Source) -> tuple[str, ...]:
    chosen = tuple(paths)
    listed = [entry.path for entry in source.entries()] if chosen else []
    for path in chosen:
        if path in {"", "."}:
            continue
        if not any(each == path or each.startswith(f"{path}/") for each in listed):
            raise SourceError(
                "no-such-path",
                f"There is no policy file at {path}.",
                context=source.name,
                hint="Name files or folders below policies/ or schemas/, or policykit.yaml.",
            )
    return chosen
