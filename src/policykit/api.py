"""One call a job: lint and render. Results come back; nothing is printed, nothing exits."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from policykit import __version__
from policykit.model.config import LintSettings, SettingInForce
from policykit.model.document import Json
from policykit.model.errors import SettingsError, SourceError
from policykit.model.finding import Severity
from policykit.model.report import FindingsReport

if TYPE_CHECKING:
    from policykit.library.load import Loader, Surrounded
    from policykit.library.survey import Survey
    from policykit.lint.registry import Registry
    from policykit.model.book import OutputFile
    from policykit.model.framework import Framework
    from policykit.rendering import Templates
    from policykit.sources.port import Source

_IN_THE_WAY = ("files", "yaml", "schema", "REF", "STR002")
_LONGEST_PREFACE = 256 * 1024

Today = Callable[[str], date]
"""The day to judge by, given the organisation's time zone (an IANA name)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LintRequest:
    """What to lint: `paths` (POSIX, relative to the root) narrow what is reported.

    `at` is a revision, '' for the work tree.
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
class RenderedHandbook:
    """One handbook in one format: its files, and what a reader should know of it.

    `untranslated` counts the texts of each locale that stand in the source's language.
    """

    name: str
    format: str
    files: tuple[OutputFile, ...]
    untranslated: Mapping[str, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Rendered:
    """Finished handbooks, or the findings that stand in their way; never both."""

    handbooks: tuple[RenderedHandbook, ...] = ()
    report: FindingsReport | None = None


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
    with _opened(request.root, request.at, request.paths) as opened:
        _demand_policies(opened, allow_empty=request.allow_empty)
        _demand_paths(request, opened)
        return _linted(request, opened, opened.surrounded.surroundings.settings.lint, today)


def _linted(
    request: LintRequest, opened: _Opened, settings: LintSettings, today: Today
) -> FindingsReport:
    from policykit.lint.engine import Engine
    from policykit.lint.levels import levels

    known = registry()
    day = today(opened.surrounded.surroundings.organisation.time_zone)
    engine = Engine(
        registry=known,
        levels=levels(
            known,
            settings,
            select=request.select,
            ignore=request.ignore,
            extend_select=request.extend_select,
        ),
        loader=opened.loader,
        today=day,
        paths=request.paths,
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
        fail_level=settings.fail_level,
    )


def render(request: RenderRequest, today: Today) -> Rendered:
    """Make handbooks; nothing is written.

    What cannot be read, or names what is not there, would be missing from a handbook in
    silence or print as nonsense, so it stands in the way: the findings come back instead.

    Raises:
        SourceError: the files or the revision cannot be read, or there is nothing to print.
        SettingsError: an unknown handbook, format or locale was asked for.
        RenderError: a template cannot be filled in.
    """
    from policykit.handbook.making import make
    from policykit.library.whole import load

    with _opened(request.root, request.at) as opened:
        _demand_policies(opened, allow_empty=False)
        _demand_handbook_names(opened)
        in_the_way = _in_the_way(request, opened, today)
        if in_the_way.count(Severity.ERROR):
            return Rendered(report=in_the_way)
        loaded = load(opened.files, opened.surrounded, opened.loader)
        zone = loaded.library.surroundings.organisation.time_zone
        made = make(
            loaded.library,
            _templates(request.root),
            handbooks=request.handbooks,
            formats=request.formats,
            locales=request.locales,
            today=today(zone),
            preface=_Prefaces(request.root),
        )
    if loaded.problems or any(each.unresolved for each in made):
        raise SourceError(
            "handbook-with-holes",
            "Something in the policies leads nowhere and would be missing from the handbook.",
            context=opened.source.name,
            hint="Run `policykit lint --select ALL --no-ignores`, and mend what it finds.",
        )
    return Rendered(
        handbooks=tuple(
            RenderedHandbook(
                name=each.name,
                format=each.format,
                files=each.files,
                untranslated=each.untranslated,
            )
            for each in made
        )
    )


def _in_the_way(request: RenderRequest, opened: _Opened, today: Today) -> FindingsReport:
    """What keeps a handbook from being made, whatever levels and comments the repository has."""
    return _linted(
        LintRequest(root=request.root, at=request.at, select=_IN_THE_WAY, obey_suppressions=False),
        opened,
        LintSettings(),
        today,
    )


def _demand_handbook_names(opened: _Opened) -> None:
    from policykit.model.ids import is_id

    for handbook in opened.surrounded.surroundings.settings.handbooks:
        if not is_id(handbook.name):
            raise SettingsError(
                "wrong-handbook-name",
                f"{handbook.name[:80]!r} cannot be the name of a handbook: it names a folder.",
                context="handbooks in policykit.yaml",
                hint="Use small letters, digits and hyphens, such as staff or quick-card.",
            )


def settings(root: Path, at: str = "") -> tuple[SettingInForce, ...]:
    """Every setting in force with where it comes from, sorted by key."""
    from policykit.library.files import SETTINGS_PATH
    from policykit.library.origins import settings_in_force

    with _opened(root, at) as opened:
        return settings_in_force(opened.surrounded.documents.get(SETTINGS_PATH))


def frameworks(root: Path | None) -> tuple[Framework, ...]:
    """The frameworks of a repository, and the shipped ones it has none of its own for, by id.

    Outside a repository (`root` None) the shipped ones alone.
    """
    from policykit.library.surroundings import framework
    from policykit.model.document import Origin
    from policykit.yamlsource import read

    found = {
        name: framework(read(content(), Origin(f"schemas/frameworks/{name}.yaml", ""))[0])
        for name, content in _shipped_frameworks().items()
    }
    if root is not None:
        with _opened(root, "") as opened:
            found |= opened.surrounded.surroundings.frameworks
    return tuple(found[name] for name in sorted(found))


@dataclass(frozen=True, slots=True)
class _Opened:
    source: Source
    files: Survey
    loader: Loader
    surrounded: Surrounded


@contextmanager
def _opened(root: Path, at: str, paths: tuple[str, ...] = ()) -> Iterator[_Opened]:
    from policykit.library.files import is_below
    from policykit.library.load import Loader
    from policykit.library.survey import survey
    from policykit.validation import load_schemas

    with _source(root, at) as (source, commit):
        files = survey(source)
        schemas = load_schemas((entry.path, entry.read()) for entry in files.extensions)
        loader = Loader(schemas, commit)
        surrounded = loader.surroundings(
            files,
            _shipped("vocabulary"),
            _shipped("unions"),
            shipped_frameworks=_shipped_frameworks(),
            checked=lambda path: is_below(path, paths),
        )
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


def _shipped_frameworks() -> Mapping[str, Callable[[], bytes]]:
    from policykit import resources

    return {
        each.name.removesuffix(".yaml"): each.read_bytes
        for each in resources.shipped("frameworks").iterdir()
        if each.name.endswith(".yaml")
    }


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


def _demand_paths(request: LintRequest, opened: _Opened) -> None:
    from policykit.library.files import is_below

    files = opened.files
    listed = [
        *(entry.path for entry in (*files.single.values(), *files.organisation_words.values())),
        *(entry.path for entry in (*files.frameworks, *files.extensions)),
        *(each.entry.path for group in files.bundles.values() for each in group),
        *(problem.place.path for problem in files.problems),
    ]
    for path in request.paths:
        if not request.allow_empty and not any(is_below(each, (path,)) for each in listed):
            raise SourceError(
                "nothing-matched",
                f"There is nothing to check at {path}.",
                context=opened.source.name,
                hint="Name files or folders below policies/ or schemas/, or policykit.yaml.",
            )


def _templates(root: Path) -> Templates:
    from policykit import resources
    from policykit.rendering import Templates

    own = root / "templates"
    shipped = resources.shipped("templates")
    is_own = own.is_dir() and own.resolve() != Path(str(shipped)).resolve()
    return Templates(shipped, own if is_own else None, root=root)


@dataclass(frozen=True, slots=True)
class _Prefaces:
    """Reads the preface of a handbook in a locale, from inside the repository only."""

    root: Path

    def __call__(self, path: str, locale: str) -> str:
        """`docs/preface.md` in `sv` is `docs/preface.sv.md`, or itself where there is none."""
        if not path:
            return ""
        stem, dot, ending = path.rpartition(".")
        if ending not in {"md", "txt"} or any(part.startswith(".") for part in path.split("/")):
            raise _no_preface(path)
        for name in (f"{stem}.{locale}{dot}{ending}", path):
            place = (self.root / name).resolve()
            if not place.is_relative_to(self.root.resolve()):
                break
            if place.is_file() and place.stat().st_size <= _LONGEST_PREFACE:
                return place.read_bytes().decode("utf-8", errors="replace")
        raise _no_preface(path)


def _no_preface(path: str) -> SettingsError:
    return SettingsError(
        "no-preface",
        "The preface of a handbook cannot be read.",
        context=f"handbooks: preface: {path}",
        hint="Name a Markdown file (.md) inside the repository, in no hidden folder, at most "
        "256 KiB long.",
    )
