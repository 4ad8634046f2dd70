"""Comparing two sides of a policy repository: one call from what was asked to a comparison."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from functools import cache, partial
from pathlib import Path
from typing import TYPE_CHECKING

from policykit.model.change import Acceptance, Change, Comparison, Endpoint, PolicyComparison
from policykit.model.errors import PolicykitError, SourceError
from policykit.model.value import dataclass
from policykit.opening import shipped_frameworks, surrounded

if TYPE_CHECKING:
    from policykit.library.load import Loader
    from policykit.library.survey import Survey
    from policykit.model.changelog import Changelog
    from policykit.model.surroundings import Surroundings
    from policykit.sources.endpoints import Pipeline, Sides

Today = Callable[[str], date]
"""Gives the day it is in a time zone."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DiffRequest:
    """What to compare.

    `words` are what stands before `--` on the command line (nothing, a revision, a range, two
    folders), `policies` narrow what is told to these ids. `days` are two days whose policies in
    force are compared instead. With `coming`, the coming versions are told against those of
    today. `pipeline` is what a build server says; `here` the folder that paths count from.
    """

    root: Path
    words: tuple[str, ...] = ()
    policies: tuple[str, ...] = ()
    days: tuple[date, date] | None = None
    coming: bool = False
    with_lines: bool = False
    pipeline: Pipeline | None = None
    here: Path | None = None


def diff(request: DiffRequest, today: Today) -> Comparison:
    """What is otherwise between two sides, and for whom.

    Raises:
        SourceError: a side cannot be found or read, or a policy asked for is on neither.
    """
    with _sides(request) as sides:
        return compared(request, sides, today)


def changelog(request: DiffRequest, notice: str, today: Today) -> Changelog:
    """What changed between two sides, by role; `notice` is the one role to tell, '' for all.

    Raises:
        SourceError: a side cannot be found or read.
        PolicykitError: there is no such role; the hint has names that are near.
    """
    from difflib import get_close_matches

    from policykit.diffing.telling import roles_told, told_by_role
    from policykit.filled import Filling

    with _sides(request) as sides:
        comparison = compared(request, sides, today)
        known = {*comparison.titles.get("roles", {}), *roles_told(comparison)}
        if notice and notice not in known:
            near = " or ".join(get_close_matches(notice, sorted(known)))
            raise PolicykitError(
                "unknown-role",
                "There is no role of this name.",
                context=f"--notice {notice[:120]}",
                hint=f"Did you mean {near}?" if near else "Name a role as organisation.yaml does.",
            )
        return told_by_role(comparison, notice, Filling(sides, today))


@contextmanager
def _sides(request: DiffRequest) -> Iterator[Sides]:
    if request.days is not None:
        from policykit.sides_of_days import sides_of_days

        with sides_of_days(request.root, request.days) as sides:
            yield sides
        return
    from policykit.sources.endpoints import opened_sides

    with opened_sides(
        request.root,
        request.words,
        default_branch=partial(_release_branch, request.root),
        pipeline=request.pipeline,
        here=request.here,
    ) as sides:
        yield sides


def _release_branch(root: Path) -> str:
    """The branch the settings of the files as they are name, '' where they name none."""
    from policykit.library.bundle import mapping
    from policykit.library.files import SETTINGS_PATH
    from policykit.library.load import Loader
    from policykit.library.settings import settings
    from policykit.sources.worktree import WorkTree
    from policykit.validation import load_schemas

    for entry in WorkTree(root).entries():
        if entry.path == SETTINGS_PATH:
            document, _ = Loader(load_schemas(())).parsed(entry)
            return settings(entry.path, mapping(document)).release_branch
    return ""


def compared(request: DiffRequest, sides: Sides, today: Today) -> Comparison:
    """What is otherwise between two sides that are open.

    Raises:
        SourceError: a side cannot be read, or a policy asked for is on neither.
    """
    from policykit.diffing.around import Around, around, compared_around
    from policykit.diffing.context import Context
    from policykit.diffing.libraries import Asked, compare
    from policykit.diffing.match import Pair
    from policykit.diffing.placed import placed, with_places
    from policykit.diffing.reading import coming, read, without
    from policykit.diffing.standing import Days
    from policykit.diffing.tree import Node
    from policykit.library.digests import oldest_names_in
    from policykit.library.law import Law
    from policykit.library.load import Loader
    from policykit.library.survey import survey
    from policykit.sources.changed import changed_files
    from policykit.validation import load_schemas

    schemas = load_schemas(())
    files = survey(sides.before.source), survey(sides.after.source)
    changed = {each.path for each in changed_files(sides.before.source, sides.after.source)}
    loader = Loader(schemas)
    later = _around(files[1], loader)
    beside_policies = compared_around(files, changed)
    earlier = _around(files[0], loader) if beside_policies else later
    # A file that only one side has, such as new words, is of a policy that both have.
    touched = {
        key
        for each in files
        for key, group in each.bundles.items()
        if request.coming or not changed.isdisjoint(it.entry.path for it in group)
    }
    reads = [
        read(listed, touched, loader, around_, beside_policies)
        for listed, around_ in zip(files, (earlier, later), strict=True)
    ]
    broken = {**reads[0].unread, **reads[1].unread}
    before, after = (without(each.side, broken) for each in reads)
    zone = after.surroundings.organisation.time_zone
    day = today(zone)
    # Reading the frameworks takes as long as many policies, and few changes touch the law.
    law = cache(lambda: Law(loader.with_frameworks(later, files[1], shipped_frameworks()), day))
    asked = Asked(
        today=day,
        days=Days(_day(sides.before.endpoint, day), _day(sides.after.endpoint, day)),
        with_lines=request.with_lines,
        law=law,
        oldest_name=oldest_names_in(files[1], loader, later.settings.locales.source),
    )
    if request.coming:
        before, after = coming(after)
    found = compare(before, after, asked)
    nothing = Pair(None, Node(kind="policy", id="", address="", pointer=()))
    beside: tuple[Change, ...] = ()
    if not request.policies and not request.coming:
        context = Context(before.surroundings, after.surroundings, nothing, day, law=law)
        beside = around(
            tuple(
                Around(path, *(each.documents.get(path) for each in reads))
                for path in sorted(beside_policies)
                if ("", path) not in broken
            ),
            context,
        )
    _demand_known(request, files)
    documents = tuple(each.documents for each in reads)
    beside, gone, in_vain = _accepted_around(beside, found.policies, files, loader)
    policies = tuple(
        placed(gone.get(each.policy, each), documents)
        for each in found.policies
        if not request.policies or not _names(each).isdisjoint(request.policies)
    )
    organisation = after.surroundings.organisation
    return Comparison(
        before=sides.before.endpoint,
        after=sides.after.endpoint,
        policies=policies,
        around=tuple(with_places(each, documents) for each in beside),
        accepted_in_vain=(*found.in_vain, *in_vain),
        unread=tuple(dict.fromkeys(broken.values())),
        notes=sides.notes,
        titles={
            "roles": dict(organisation.names.get("role", {})),
            "regions": {key: region.title or key for key, region in organisation.regions.items()},
        },
        compared=files[1].policies,
        name=organisation.name,
    )


def _accepted_around(
    beside: Sequence[Change],
    policies: Sequence[PolicyComparison],
    files: Sequence[Survey],
    loader: Loader,
) -> tuple[tuple[Change, ...], dict[str, PolicyComparison], tuple[Acceptance, ...]]:
    """What the record of the organisation says of changes that no policy can keep.

    Returns:
        The changes around policies, the comparisons of policies that are gone, by id, and
        acceptances of neither.
    """
    from policykit.diffing.accepted import with_acceptances
    from policykit.diffing.compare import what_matters
    from policykit.library.bundle import mapping
    from policykit.library.files import FileKind
    from policykit.library.record import record

    records = []
    for each in files:
        entry = each.single.get(FileKind.RECORD)
        document = loader.parsed(entry)[0] if entry is not None else None
        records.append(record(document.path, mapping(document)) if document else None)
    gone = {each.policy: each for each in policies if each.is_gone}
    lost = [change for each in gone.values() for change in each.changes]
    marked, in_vain = with_acceptances((*beside, *lost), *records)
    left = iter(marked[len(beside) :])
    return (
        tuple(sorted(marked[: len(beside)], key=what_matters)),
        {
            name: replace(each, changes=tuple(next(left) for _ in each.changes))
            for name, each in gone.items()
        },
        in_vain,
    )


def _around(files: Survey, loader: Loader) -> Surroundings:
    return surrounded(loader, files, frameworks=False).surroundings


def _names(policy: PolicyComparison) -> set[str]:
    """The ids people can ask for a policy by: that of either side."""
    before = [
        change.before.value
        for change in policy.changes
        if change.item_kind == "policy" and change.name == "renamed" and change.before
    ]
    return {policy.policy, *before}


def _demand_known(request: DiffRequest, files: Sequence[Survey]) -> None:
    """Refuse ids that are no policy on either side.

    Raises:
        SourceError: there is one.
    """
    from difflib import get_close_matches

    known = {name for each in files for _, name in each.bundles}
    for wanted in request.policies:
        if wanted not in known:
            near = get_close_matches(wanted, sorted(known), 1)
            raise SourceError(
                "unknown-policy",
                f"There is no policy {wanted[:120]} on either side.",
                context=str(request.root),
                hint=f"Did you mean {near[0]}?" if near else "Use the id of a policy.",
            )


def _day(endpoint: Endpoint, today: date) -> date:
    """The day a side is of: that of its commit, else the day it is."""
    try:
        return date.fromisoformat(endpoint.day)
    except ValueError:
        return today
