"""A new policy repository: everything is made in memory, looked at, and then written at once."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import field
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from policykit.model.errors import PolicykitError
from policykit.model.file_change import FileChange
from policykit.model.value import dataclass
from policykit.starters.company import Company

if TYPE_CHECKING:
    from policykit.gaps.pasted import Way
    from policykit.opening import Opened
    from policykit.sources.port import Entry, Source
    from policykit.starters.fitting import Fitted

Today = Callable[[str], date]
"""Gives the day it is in a time zone."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Beginning:
    """What a folder would become.

    `wordless` is, by language and policy, how many texts have no words in that language,
    `lawless` are the countries no law of which is known.
    `changes` are the files to write, `kept` those of their names that are there already and
    stay. `policies` are the ids of the starters among the new ones, `blanks` what is to be
    decided in new files, by path and place. `above` is the Git repository the folder stands
    inside of, None for none.
    """

    changes: tuple[FileChange, ...]
    kept: tuple[str, ...]
    policies: tuple[str, ...]
    blanks: Mapping[str, Mapping[Way, str]]
    above: Path | None
    wordless: Mapping[str, Mapping[str, int]] = field(default_factory=dict)
    lawless: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class There:
    """What a folder holds before: whether policies, and what its organisation says."""

    policies: bool
    organisation: bool
    company: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


def there(folder: Path) -> There:
    """What a folder holds before anything is written.

    Raises:
        PolicykitError: it is a file, or cannot be read.
    """
    from policykit.model.portable import demand_portable
    from policykit.sources.port import SETTINGS

    if not os.path.lexists(folder):
        demand_portable(folder.name, str(folder), instead="policies")
        return There(policies=False, organisation=False)
    if not folder.is_dir():
        raise PolicykitError(
            "not-a-folder",
            "This is a file, and a policy repository is a folder.",
            context=str(folder),
            hint="Name another folder, such as `policykit init our-policies`; it is made where "
            "there is none.",
        )
    try:
        held = any((folder / "policies").glob("**/*.yaml")) or (folder / SETTINGS).exists()
    except OSError as trouble:
        raise PolicykitError(
            "folder-unreadable",
            "This folder cannot be read.",
            context=str(folder),
            hint="Check its permissions, or take another folder.",
        ) from trouble
    if not held:
        return There(policies=False, organisation=False)
    organisation = (folder / "policies/organisation.yaml").exists()
    return There(policies=True, organisation=organisation, company=_said(folder))


def _said(folder: Path) -> dict[str, tuple[str, ...]]:
    """What files that are there say of the company, by the names of questions."""
    from policykit.library.bundle import mapping
    from policykit.library.walk import walk
    from policykit.model.document import Origin
    from policykit.model.errors import SourceError
    from policykit.model.policy_shape import POLICY
    from policykit.opening import opened_at, policy_facts
    from policykit.starters.standing import standing
    from policykit.yamlsource import read

    texts: list[str] = []
    try:
        with opened_at(folder, "") as opened:
            facts = [each for _, each in policy_facts(opened)]
            for one in facts[:_READ]:
                data = mapping(read((folder / one.path).read_bytes(), Origin(one.path, ""))[0])
                for each in walk(dict(data), POLICY).texts:
                    texts += [each.text] if isinstance(each.text, str) else each.text
            around = opened.surrounded.surroundings
    except (SourceError, OSError):
        return {}
    paths = {
        path.relative_to(folder).as_posix()
        for pattern in ("*", ".vscode/*", "policies/**/*")
        for path in folder.glob(pattern)
    }
    config = folder / ".git" / "config"
    try:
        remotes = config.read_text(encoding="utf-8", errors="replace")
    except OSError:
        remotes = ""
    return standing(around, facts, paths, texts, remotes)


_READ = 12
"""Policies whose texts are read for the language they are written in."""


def begin(folder: Path, company: Company, today: Today) -> Beginning:
    """What a folder would become; nothing is written.

    Args:
        folder: the folder, which need not be there yet.
        company: who begins.
        today: gives the day in a time zone.

    Raises:
        PolicykitError: the folder cannot be read.
    """
    from policykit.library.calendars import has_holidays
    from policykit.sources.discover import repository_top
    from policykit.starters import organisation, settings

    before = there(folder)
    countries = {each.partition("-")[0] for each in company.countries}
    told, blanks_of_organisation = organisation.organisation_files(
        company,
        [each for each in countries if has_holidays(each)],
        today(organisation.home_zone(company)),
    )
    files: dict[str, bytes] = {settings.PATH: settings.settings_file(company)}
    if not before.organisation:
        files |= told
    files |= {**settings.lists(company), **settings.schemas()}
    blanks: dict[str, Mapping[Way, str]] = {}
    if not before.organisation:
        blanks[organisation.PATH] = blanks_of_organisation
    present = {path for path in files if os.path.lexists(folder / path)}
    ids: list[str] = []
    wordless: dict[str, dict[str, int]] = {}
    if not before.policies:
        from policykit.starters.laid import policy_files, policy_path

        with _opened(folder, files, present) as opened:
            for policy in _policies(opened, company, today):
                path, name = policy_path(policy), str(policy.data["id"])
                files |= policy_files(policy)
                if policy.notes:
                    blanks[path] = policy.notes
                ids.append(name)
                for locale, count in policy.wordless.items():
                    wordless.setdefault(locale, {})[name] = count
    with _opened(folder, files, present) as opened:
        from policykit.library.law import Law
        from policykit.opening import policy_facts
        from policykit.starters.beside import beside

        around = opened.surrounded.surroundings
        facts = {each.id or name: each for name, each in policy_facts(opened)}
        files |= beside(company, facts, around.settings.approvals, blanks)
        law = Law(around, today(around.organisation.time_zone))
        holding = {each.jurisdiction for each in around.frameworks.values() if each.jurisdiction}
        lawless = tuple(
            each
            for each in company.countries
            if not any(law.holds_in(place, each) for place in holding)
        )
    kept = tuple(sorted(path for path in {*files, *told} if os.path.lexists(folder / path)))
    home = folder.resolve()
    top = repository_top(home)
    return Beginning(
        changes=tuple(
            FileChange("", path, b"", content)
            for path, content in sorted(files.items())
            if path not in kept
        ),
        kept=kept,
        policies=tuple(ids),
        blanks=blanks,
        above=top if top is not None and top != home else None,
        wordless=wordless,
        lawless=lawless,
    )


def write(folder: Path, beginning: Beginning) -> None:
    """Write what a folder becomes: all files, or none and no folder either.

    Raises:
        PolicykitError: a file stands in the way, or cannot be written.
    """
    from policykit.writing import write_changes

    _demand_writable(folder)
    wanted = sorted(
        {
            parent
            for each in beginning.changes
            for parent in (folder / each.path).parents
            if not parent.exists()
        },
        key=lambda each: -len(each.parts),
    )
    try:
        write_changes(folder, beginning.changes)
    except PolicykitError:
        for each in wanted:
            with suppress(OSError):
                each.rmdir()
        raise


def _demand_writable(folder: Path) -> None:
    """Refuse a folder nothing can be written into, by its own name."""
    place = next(each for each in (folder, *folder.absolute().parents) if each.exists())
    if not os.access(place, os.W_OK | os.X_OK):
        raise PolicykitError(
            "folder-protected",
            "Nothing may be written into this folder, so nothing was written.",
            context=str(place),
            hint="Change its permissions, or take another folder.",
        )


def start_git(folder: Path) -> bool:
    """Make a folder a Git repository, without any commit; whether that could be done.

    Without Git on this computer there is none, and that is no mistake.
    """
    from policykit.model.errors import SourceError

    try:
        from policykit.sources.git_program import start_repository
    except SourceError:
        return False
    return start_repository(folder)


class _Empty:
    """A source without any file."""

    name = "a new folder"

    def entries(self) -> Sequence[Entry]:
        """Nothing."""
        return ()


def _opened(folder: Path, files: Mapping[str, bytes], present: set[str]):  # type: ignore[no-untyped-def] # noqa: ANN202 - a context of `opening`
    from policykit.opening import opened_at
    from policykit.sources.overlay import Overlay
    from policykit.sources.worktree import WorkTree

    base: Source = WorkTree(folder.resolve()) if folder.is_dir() else _Empty()
    new = {path: content for path, content in files.items() if path not in present}
    return opened_at(folder, "", listed=Overlay(base, new))


def _policies(opened: Opened, company: Company, today: Today) -> Iterator[Fitted]:
    """The starters that fit."""
    from policykit.starters.choosing import SHORT, areas_for
    from policykit.starters.fitting import fitted
    from policykit.starters.ground import ground
    from policykit.starters.shipped import areas, starter

    around = opened.surrounded.surroundings
    most = SHORT if company.size == "small" else 0
    known = ground(
        around, today(around.organisation.time_zone), company.owner, company.languages, most
    )
    order = sorted(around.areas.values(), key=lambda each: (each.order, each.id))
    shipped = set(areas())
    for area in areas_for(company, [each.id for each in order if each.id in shipped]):
        begun = starter(area)
        if begun is not None and (policy := fitted(begun, known)) is not None:
            yield policy
