"""The text of a policy as it was: on a day, in a revision, or as the files are now."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from difflib import get_close_matches
from pathlib import Path
from typing import TYPE_CHECKING

from policykit.model.errors import SourceError
from policykit.model.history import Brought
from policykit.model.showing import Shown
from policykit.model.value import dataclass

if TYPE_CHECKING:
    from policykit.branch import Branch
    from policykit.diffing.tree import Node
    from policykit.library.lineage import Lineage
    from policykit.library.load import Loader
    from policykit.library.survey import Survey
    from policykit.library.tracing import Target, Tracer
    from policykit.model.force import Reign
    from policykit.model.library import Entry
    from policykit.model.surroundings import Surroundings

_LATEST = date(9999, 12, 30)

Today = Callable[[str], date]
"""Gives the day it is in a time zone."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ShowRequest:
    """What to show: `name` is a policy, or an item of it behind a dot, by an id it has or had.

    With `on` it is what was in force that day on the release branch (or on the way to the
    commit `at`), with `at` alone what a revision has, with neither what the files have now.
    """

    root: Path
    name: str
    on: date | None = None
    at: str = ""


def show(request: ShowRequest, today: Today) -> Shown:
    """The text of a policy or of an item of it, every placeholder filled in.

    Raises:
        SourceError: nothing has or had that name, or the history or the files cannot be read.
    """
    if request.on is not None:
        return _on(request, request.on)
    return _at(request, today)


def _on(request: ShowRequest, day: date) -> Shown:
    from policykit.branch import opened_branch

    name, _, item = request.name.partition(".")
    with opened_branch(request.root, request.at) as branch:
        past = _Past(branch, day)
        line = past.line(name)
        target = past.tracer.target(line, item)
        reigns = past.reigns(line, _LATEST)
        held = past.held(line)
        if held is None:
            return _nothing(branch, line, target, day, reigns)
        return _held(past, target, held)


class _Past:
    """What was in force on a day, policy by policy, as far as anybody asks."""

    def __init__(self, branch: Branch, day: date) -> None:
        from policykit.library.load import Loader
        from policykit.library.tracing import Tracer
        from policykit.validation import load_schemas

        self.branch = branch
        self.day = day
        self.tracer: Tracer = Tracer(branch.history, branch.around.organisation.title)
        self.loader: Loader = Loader(load_schemas(()))

    def line(self, policy: str) -> Lineage:
        from policykit.library.lineage import lineage

        return lineage(self.branch.landings, self.branch.days, policy, self.tracer.former_ids)

    def reigns(self, line: Lineage, until: date) -> tuple[Reign, ...]:
        from policykit.library.tracing import Target, reigns

        return reigns(line, self.tracer.versions(line, Target()), until)

    def holding(self, line: Lineage) -> tuple[Reign, ...]:
        """The reigns up to the one that is open on the day, none where nothing was in force."""
        found = self.reigns(line, self.day)
        return found if found and found[-1].last_day is None else ()

    def held(self, line: Lineage) -> Reign | None:
        """What was in force on the day, with the first day and commit of its unbroken time."""
        from datetime import timedelta

        from policykit.model.force import InForce, Reign

        found = self.holding(line)
        if not found:
            return None
        held = found[-1]
        first = held
        rules = self._rules(held)
        for earlier in reversed(found[:-1]):
            touches = earlier.last_day == first.first_day - timedelta(days=1)
            if not touches or self._rules(earlier) != rules:
                break
            first = earlier
        now = held.in_force
        since = InForce(now.version, now.commit, first.in_force.started_by, first.first_day)
        return Reign(since, first.first_day, None)

    def _rules(self, reign: Reign) -> tuple[str, object]:
        """What makes a text the same text: its version and its rules."""
        from policykit.alone import policy_data
        from policykit.library.facts import oldest_ids
        from policykit.library.walk import walk
        from policykit.model.digest import rules_digest
        from policykit.model.policy_shape import POLICY

        version = reign.in_force.version
        data = policy_data(self.branch.history.read(version.key))
        return version.version, rules_digest(data, oldest_ids(walk(data, POLICY)))

    def entry(self, held: Reign, source: str) -> Entry | None:
        """The policy as the library has it, from the one file that was in force."""
        from policykit.alone import policy_entry

        version = held.in_force.version
        content = self.branch.history.read(version.key)
        return policy_entry(self.loader, version.path, lambda: content, source)

    def surroundings(self) -> Surroundings:
        """What policies stood in on the day."""
        from policykit.library.survey import survey
        from policykit.opening import surrounded
        from policykit.sources.git_source import GitSource

        pairs = zip(self.branch.landings, self.branch.days, strict=True)
        commit = [landing.commit for landing, day in pairs if day <= self.day][-1]
        files = survey(GitSource(self.branch.repository, commit))
        return surrounded(self.loader, files, frameworks=False).surroundings

    def others(self, entry: Entry, source: str) -> Iterator[Entry]:
        """The policies in force that day whose values the texts of a policy name."""
        from policykit.alone import named_policies

        for name in named_policies(entry):
            try:
                held = self.holding(self.line(name))
            except SourceError as trouble:
                if trouble.reference != "unknown-policy":
                    raise
                continue
            other = self.entry(held[-1], source) if held else None
            if other is not None:
                yield other


def _held(past: _Past, target: Target, held: Reign) -> Shown:
    from policykit.alone import policy_node, with_others

    branch, version = past.branch, held.in_force.version
    around = past.surroundings()
    source = around.settings.locales.source
    entry = past.entry(held, source)
    if entry is None:
        raise ValueError("what was in force can be read")
    library = with_others(around, entry, past.others(entry, source))
    node = policy_node(branch.history.read(version.key))
    part = _part(node, target)
    why = ""
    if part is None:
        why = f"Version {version.version} was in force, and had no {target.item} in it."
    from policykit.handbook.showing import shown_lines

    policy = entry.policies[source]
    return Shown(
        policy=node.id,
        item=part.address if part is not None else target.item,
        title=target.title,
        version=version.version,
        status=version.status,
        path=version.path,
        on=past.day,
        commit=branch.brought(held.in_force.commit),
        since=held.first_day,
        by=branch.brought(held.in_force.started_by),
        lines=() if part is None else tuple(shown_lines(library, policy, part, past.day)),
        why=why,
        branch=branch.name,
        gap=branch.history.gap,
    )


def _nothing(
    branch: Branch, line: Lineage, target: Target, day: date, reigns: tuple[Reign, ...]
) -> Shown:
    ended = [each.last_day for each in reigns if each.last_day and each.last_day < day]
    begins = [each.first_day for each in reigns if each.first_day > day]
    why = [f"Nothing of {line.names[0]} was in force on {day.isoformat()}."]
    if ended:
        why.append(f"It was until {ended[-1].isoformat()}.")
    if begins:
        word = "again" if ended else "first"
        why.append(f"It came into force {word} on {begins[0].isoformat()}.")
    return Shown(
        policy=line.names[0],
        item=target.item,
        title=target.title,
        version="",
        status="",
        path="",
        on=day,
        commit=None,
        since=None,
        by=None,
        lines=(),
        why=" ".join(why),
        branch=branch.name,
        gap=branch.history.gap,
    )


def _at(request: ShowRequest, today: Today) -> Shown:
    from policykit.alone import bundle_entry, named_policies, policy_node, with_others
    from policykit.handbook.showing import shown_lines
    from policykit.opening import listed_at, surrounded

    name, _, item = request.name.partition(".")
    with listed_at(request.root, request.at) as (files, loader):
        around = surrounded(loader, files, frameworks=False).surroundings
        source = around.settings.locales.source
        entry = bundle_entry(loader, files, name, source) or _heir(loader, files, name, source)
        if entry is None:
            raise _unknown(name, (policy for _, policy in files.bundles))
        others = (bundle_entry(loader, files, other, source) for other in named_policies(entry))
        library = with_others(around, entry, (each for each in others if each is not None))
        listed = (each.entry for group in files.bundles.values() for each in group)
        node = policy_node(next(it for it in listed if it.path == entry.facts.path).read())
        commit = loader.commit
    part = _found(node, item)
    day = today(around.organisation.time_zone)
    return Shown(
        policy=node.id,
        item=part.address,
        title=entry.facts.title,
        version=entry.facts.version,
        status=entry.facts.status,
        path=entry.facts.path,
        on=None,
        commit=_of_commit(request.root, commit) if commit else None,
        since=None,
        by=None,
        lines=tuple(shown_lines(library, entry.policies[source], part, day)),
        why="",
        branch="",
        gap="",
    )


def _heir(loader: Loader, files: Survey, name: str, source: str) -> Entry | None:
    """The policy that had an id before."""
    from policykit.alone import bundle_entry

    found = (bundle_entry(loader, files, policy, source) for _, policy in files.bundles)
    return next((it for it in found if it is not None and name in it.facts.former_ids), None)


def _of_commit(root: Path, commit: str) -> Brought:
    from policykit.sources.git import Repository

    with Repository(root) as repository:
        author, _, day, subject = repository.commit(commit)
    return Brought(commit, author, subject, date.fromisoformat(day))


def _part(node: Node, target: Target) -> Node | None:
    """What of a policy is asked for, None where this version has no such thing."""
    if not target.names:
        return node
    return next((it for it in node.below() if it.id and target.is_called(it.address)), None)


def _found(node: Node, item: str) -> Node:
    if not item:
        return node
    known = {each.address: each for each in node.below() if each.id and each.address}
    found = known.get(item) or next((it for it in known.values() if item in it.names), None)
    if found is not None:
        return found
    near = " or ".join(get_close_matches(item, sorted(known)))
    raise SourceError(
        "unknown-item",
        f"The policy {node.id[:80]} has nothing of this name.",
        context=f"{node.id[:80]}.{item[:120]}",
        hint=f"Did you mean {near}?" if near else "Name an item by its id.",
    )


def _unknown(name: str, known: Iterable[str]) -> SourceError:
    near = " or ".join(get_close_matches(name, sorted(set(known))))
    return SourceError(
        "unknown-policy",
        "There is no policy of this name.",
        context=name[:120],
        hint=f"Did you mean {near}?" if near else "Name a policy by its id, as in its file name.",
    )
