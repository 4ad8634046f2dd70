"""One call a job: lint, render, diff. Results come back; nothing is printed, nothing exits."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import field, replace
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from policykit import assessing
from policykit.blaming import BlameRequest, blame
from policykit.comparing import DiffRequest, changelog, diff
from policykit.driving import FileDifference, file_difference, merged
from policykit.ejecting import eject, template_text, templates
from policykit.gapping import GapsRequest, gaps
from policykit.linting import LintRequest, Today, demand_levels, lint, linted, mend, registry
from policykit.model.config import LintSettings, SettingInForce
from policykit.model.errors import PolicykitError, SourceError
from policykit.model.finding import Severity
from policykit.model.report import FindingsReport
from policykit.model.value import dataclass
from policykit.opening import (
    Logos,
    Opened,
    demand_handbook_names,
    demand_policies,
    opened_at,
    shipped_frameworks,
    templates_of,
)
from policykit.printed_from import revision_of
from policykit.showing import ShowRequest, show
from policykit.through_time import HistoryRequest, history
from policykit.verifying import VerifyRequest, verify

if TYPE_CHECKING:
    from policykit.bumping import Raised
    from policykit.formatting.files import LaidOut
    from policykit.handbook.making import Progress
    from policykit.lint.engine import Engine
    from policykit.lint.judging import Heard
    from policykit.model.book import OutputFile, Unresolved
    from policykit.model.change import Comparison
    from policykit.model.framework import Framework

__all__ = (
    "BlameRequest",
    "DiffRequest",
    "FileDifference",
    "GapsRequest",
    "HistoryRequest",
    "LintRequest",
    "RenderRequest",
    "Rendered",
    "RenderedHandbook",
    "ShowRequest",
    "Today",
    "VerifyRequest",
    "acknowledge",
    "assessing",
    "blame",
    "bump",
    "changelog",
    "demand_levels",
    "diff",
    "eject",
    "file_difference",
    "frameworks",
    "gaps",
    "history",
    "lay_out",
    "lint",
    "mend",
    "merged",
    "registry",
    "render",
    "settings",
    "show",
    "template_text",
    "templates",
    "verify",
)

_IN_THE_WAY = ("files", "yaml", "schema", "REF", "STR002")


@dataclass(frozen=True, slots=True, kw_only=True)
class RenderRequest:
    """Which handbooks to render; empty sequences mean what the settings say.

    `audience`, `channels`, `regions` and `brands` narrow each of them to what is for those. `on`
    asks for the handbook of a day: from the commit that had landed last on the release branch by
    then, and judged by that day; else it is of the files as they are or, with `at`, a revision.
    `own_pdf_templates` lets the repository's own templates of PDF run, which are programs.
    `reported` asks for what `lint` finds in the same files, too.
    """

    root: Path
    at: str = ""
    on: date | None = None
    handbooks: tuple[str, ...] = ()
    formats: tuple[str, ...] = ()
    locales: tuple[str, ...] = ()
    audience: tuple[str, ...] = ()
    channels: tuple[str, ...] = ()
    regions: tuple[str, ...] = ()
    brands: tuple[str, ...] = ()
    own_pdf_templates: bool = False
    reported: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class RenderedHandbook:
    """One handbook in one format: its files, and what a reader should know of it.

    `untranslated` counts the texts of each locale that stand in the source's language; `notes`
    are whole sentences; `pages` how many each file has, where the format has pages.
    """

    name: str
    format: str
    files: tuple[OutputFile, ...]
    untranslated: Mapping[str, int]
    notes: tuple[str, ...] = ()
    pages: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Rendered:
    """Finished handbooks, or the report of what stands in their way; never both.

    `findings` are those of `lint`, where they were asked for; `notes` are whole sentences about
    all of them.
    """

    handbooks: tuple[RenderedHandbook, ...] = ()
    report: FindingsReport | None = None
    findings: FindingsReport | None = None
    notes: tuple[str, ...] = ()


def baseline_of(request: LintRequest) -> Path | None:
    """The file `lint` reads its baseline from, None where there is none or nobody can say.

    That it does not exist, or that the settings cannot be used, is for `lint` to tell.
    """
    from policykit.known import baseline_place

    try:
        with opened_at(request.root, request.at, request.paths) as opened:
            setting = opened.surrounded.surroundings.settings.lint.baseline
        return baseline_place(request.baseline, request.root, setting)
    except PolicykitError:
        return None


def bump(request: DiffRequest, today: Today, reason: str = "", *, writes: bool = True) -> Raised:
    """Raise the version of one policy by what its changes ask for.

    Raises:
        SourceError: there is no such policy, or its file cannot be changed so.
    """
    from policykit.bumping import bump

    return bump(request, today, reason, writes=writes)


def acknowledge(
    root: Path, changes: tuple[str, ...], reason: str, by: str, comparison: Comparison, today: Today
) -> tuple[str, ...]:
    """Write into the records that somebody stands by changes; gives the paths written.

    Args:
        root: the folder of the policy repository.
        changes: ids of changes of the comparison, or their first letters.
        reason: why they are right.
        by: the role that says so.
        comparison: the changes there are.
        today: the day it is written.

    Raises:
        SourceError: an id, the role or the reason is missing or unknown, or a record cannot be
            read or written.
    """
    from policykit.acknowledging import Acknowledgement, acknowledge

    with opened_at(root, "", demanding=True) as opened:
        organisation = opened.surrounded.surroundings.organisation
    return acknowledge(
        root,
        Acknowledgement(changes=changes, reason=reason, by=by, on=today(organisation.time_zone)),
        comparison,
        organisation,
    )


def lay_out(root: Path, paths: tuple[str, ...] = (), *, allow_empty: bool = False) -> LaidOut:
    """The files of a work tree in the canonical layout; nothing is written.

    Args:
        root: the folder of the policy repository.
        paths: files or folders (POSIX, relative to the root); all files where there are none.
        allow_empty: whether it is no mistake when there is nothing to lay out.

    Raises:
        SourceError: there is nothing to lay out, or a file cannot be read.
    """
    from policykit.formatting import files
    from policykit.library.survey import survey
    from policykit.sources.worktree import WorkTree
    from policykit.validation import load_schemas

    found = survey(WorkTree(root))
    for path in paths or ("",):
        is_any = files.listed(found, (path,)) or files.in_the_way(found, (path,))
        if not is_any and not allow_empty:
            raise SourceError(
                "nothing-matched",
                f"There is nothing to lay out at {path or 'this place'}.",
                context=str(root),
                hint="Name YAML files or folders below policies/ or schemas/, or policykit.yaml.",
            )
    return files.lay_out(found, paths, load_schemas())


def render(
    request: RenderRequest,
    today: Today,
    progress: Progress = lambda _done, _all, _words: None,
    keep: Callable[[OutputFile], OutputFile] = lambda file: file,
) -> Rendered:
    """Make handbooks; nothing is written. `progress` hears what is being made.

    `keep` is given each file as soon as it is made and gives back what stands for it: as it
    is, or with its bytes on the disk, as `setting_aside.setting_aside` does.

    What cannot be read, or names what is not there, would be missing from a handbook in
    silence or print as nonsense, so it stands in the way: the findings come back instead.

    Raises:
        SourceError: the files or the revision cannot be read, or there is nothing to print.
        SettingsError: an unknown handbook, format or locale was asked for.
        RenderError: a template cannot be filled in.
    """
    from policykit.ejecting import idle_blocks_note
    from policykit.handbook.boxes import boxes_note
    from policykit.handbook.making import Outside, make
    from policykit.handbook.view import View
    from policykit.library.whole import Filling
    from policykit.required import Hearing
    from policykit.sources.prefaces import prefaces_of

    at = request.at
    if request.on is not None:
        from policykit.on_a_day import commit_of

        at = commit_of(request.root, request.on)
        today = partial(_that_day, request.on)
    with opened_at(request.root, at) as opened:
        demand_policies(opened, allow_empty=False)
        demand_handbook_names(opened)
        filling = Filling(opened.surrounded)
        required = Hearing(opened, request.handbooks, filling.take)
        in_the_way = _in_the_way(request, opened, today, required.take)
        if in_the_way.count(Severity.ERROR):
            return Rendered(report=in_the_way)
        loaded = filling.loaded(opened.files, opened.loader)
        revision, unknown = revision_of(request.root, opened.source, opened.loader.commit)
        zone = loaded.library.surroundings.organisation.time_zone
        prefaces = prefaces_of(request.root, opened.source, opened.loader.commit)
        made = make(
            loaded.library,
            templates_of(request.root, runs_programs=request.own_pdf_templates),
            handbooks=request.handbooks,
            formats=request.formats,
            locales=request.locales,
            today=today(zone),
            view=View(
                audience=request.audience,
                channels=request.channels,
                regions=request.regions,
                brands=request.brands,
            ),
            outside=Outside(
                preface=prefaces,
                logo=Logos(request.root, prefaces.held),
                revision=revision or None,
                progress=progress,
                keep=keep,
                coverage=required.coverage(today(zone)),
            ),
        )
        boxes = [boxes_note(each.boxed, opened.files) for each in made]
    if loaded.problems or any(each.unresolved for each in made):
        raise SourceError(
            "handbook-with-holes",
            "Something in the policies leads nowhere and would be missing from the handbook.",
            context=_holes(each for made_one in made for each in made_one.unresolved)
            or opened.source.name,
            hint="Mend the name. What stands in a policy, `policykit lint --select ALL "
            "--no-ignores` tells with its line.",
        )
    idle = idle_blocks_note(request.root, {each.format for each in made})
    found = None
    if request.reported:
        found = lint(LintRequest(root=request.root, at=at), today)
    return Rendered(
        findings=found,
        notes=(unknown,) if unknown else (),
        handbooks=tuple(
            RenderedHandbook(
                name=each.name,
                format=each.format,
                files=each.files,
                untranslated=each.untranslated,
                pages=each.pages,
                notes=(*each.notes, *filter(None, (note, "" if index else idle))),
            )
            for index, (each, note) in enumerate(zip(made, boxes, strict=True))
        ),
    )


_MOST_HOLES = 3


def _holes(found: Iterable[Unresolved]) -> str:
    """The first places where something leads nowhere, and what stands there."""
    places = [
        f"{'.'.join(filter(None, (each.policy, each.address)))}: {each.raw[:120]}"
        for each in dict.fromkeys(found)
    ]
    more = f"; {len(places) - _MOST_HOLES} more" if len(places) > _MOST_HOLES else ""
    return "; ".join(places[:_MOST_HOLES]) + more


def _that_day(day: date, _time_zone: str) -> date:
    return day


def _in_the_way(
    request: RenderRequest, opened: Opened, today: Today, heard: Heard
) -> FindingsReport:
    """What keeps a handbook from being made, whatever levels and comments the repository has."""

    def asked_for(engine: Engine) -> Engine:
        """The engine for these handbooks: the preface of another one is in nobody's way."""
        wanted = request.handbooks
        there = (each for each in engine.prefaces if not wanted or each.handbook in wanted)
        return replace(engine, prefaces=tuple(there))

    return linted(
        LintRequest(root=request.root, at=request.at, select=_IN_THE_WAY, obey_suppressions=False),
        opened,
        LintSettings(),
        today,
        heard=heard,
        adapted=asked_for,
    )


def settings(root: Path, at: str = "") -> tuple[SettingInForce, ...]:
    """Every setting in force with where it comes from, sorted by key."""
    from policykit.library.files import SETTINGS_PATH
    from policykit.library.origins import settings_in_force

    with opened_at(root, at) as opened:
        return settings_in_force(opened.surrounded.documents.get(SETTINGS_PATH))


def frameworks(root: Path | None) -> tuple[Framework, ...]:
    """The frameworks of a repository, and the shipped ones it has none of its own for, by id.

    Outside a repository (`root` None) the shipped ones alone.
    """
    from policykit.library.frameworks import resolved
    from policykit.library.surroundings import framework
    from policykit.model.document import Origin
    from policykit.yamlsource import read

    found = dict(
        resolved(
            framework(read(content(), Origin(f"schemas/frameworks/{name}.yaml", ""))[0])
            for name, content in shipped_frameworks().items()
        )
    )
    if root is not None:
        with opened_at(root, "") as opened:
            found |= opened.surrounded.surroundings.frameworks
    return tuple(found[name] for name in sorted(found))
