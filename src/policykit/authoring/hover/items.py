"""What is told of a policy and of what stands in one: what it says, its values, who uses it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from policykit.authoring.following import facts_of, same, users
from policykit.authoring.hover.used import used_by
from policykit.authoring.past import Changes
from policykit.authoring.snapshot import Snapshot
from policykit.authoring.things import Thing
from policykit.authoring.told import Line
from policykit.authoring.worded import Worded, worded
from policykit.diffing.tree import Node, tree
from policykit.handbook.showing import lines_in
from policykit.library.facts import oldest_ids
from policykit.library.files import file_name
from policykit.library.walk import walk
from policykit.model.facts import Facts
from policykit.model.policy_shape import POLICY

_MOST_LINES: Final = 14
_OF_LAW: Final = frozenset({"law", "covers"})


def about_policy(snapshot: Snapshot, thing: Thing) -> Iterator[Line]:
    """A policy, nothing where there is none."""
    facts = facts_of(snapshot, thing.name)
    if facts is None:
        return
    yield Line(facts.title or facts.id, "heading", label=facts.id)
    yield Line(", ".join(filter(None, (facts.status, f"version {facts.version}"))), "entry")
    organisation = snapshot.around.organisation
    for label, text in (
        ("In force from", facts.effective),
        ("Retired on", facts.retired_on),
        ("Replaced by", ", ".join(facts.replaced_by)),
        ("Owner", organisation.title("role", facts.owner) if facts.owner else ""),
        ("Areas", ", ".join(facts.areas)),
        ("Coming", _coming(facts)),
        ("Was called", ", ".join(facts.former_ids)),
    ):
        if text:
            yield Line(text, "entry", label=label)
    yield from used_by(users(snapshot, thing))


def _coming(facts: Facts) -> str:
    if facts.coming is None:
        return ""
    on = f", from {facts.coming.effective}" if facts.coming.effective else ""
    return f"version {facts.coming.version}, {facts.coming.status}{on}"


def about_item(
    snapshot: Snapshot, thing: Thing, path: str, past: Changes | None = None
) -> Iterator[Line]:
    """What a thing in a policy says, nothing where there is none.

    Args:
        snapshot: the repository.
        thing: the item.
        path: the file it is asked from: its language counts, and its version of the policy.
        past: knows what changed last.
    """
    found = same(snapshot, thing)
    facts = facts_of(snapshot, found.owner)
    if facts is None:
        return
    name = file_name(path)
    version = facts.coming if name.coming and facts.coming and name.id == facts.id else facts
    source = snapshot.around.settings.locales.source
    read = worded(snapshot, version.path, name.locale or source)
    node = None if read is None else _node(read, found.inside)
    if read is None or node is None:
        return
    kind = node.kind.replace("-", " ")
    yield Line(f"{kind} of {facts.title or facts.id}", "heading", label=found.inside)
    if node.term is not None:
        yield from _term(read, node)
    else:
        yield from _said(read, node)
    if name.locale and name.locale != source:
        yield from _in_source(snapshot, version.path, source, found.inside)
    if past is not None:
        change = past.last(facts.id, found.inside, snapshot.around.settings.release_branch)
        if change:
            yield Line(change, "entry", label="Last changed")
    yield from used_by(users(snapshot, found))


def _node(read: Worded, item: str) -> Node | None:
    top = tree(read.data, oldest_ids(walk(read.data, POLICY)))
    return next((each for each in top.below() if each.id and each.address == item), None)


def _term(read: Worded, node: Node) -> Iterator[Line]:
    term = node.term
    if term is None:
        return
    if term.title:
        yield Line(term.title)
    cases = read.values((node.id,))
    for case in cases:
        yield Line(case.value, "entry", label=case.where or term.kind.value)
    if not cases:
        yield Line("none", "entry", label=term.kind.value)
    edition = read.edition
    for label, text in (
        ("From", edition.title("event", term.from_event) if term.from_event else ""),
        ("The clock stops", ", ".join(edition.titles("pause", term.pauses))),
        ("Law", ", ".join(term.law)),
        ("For", "staff" if term.for_whom.value == "staff" else ""),
    ):
        if text:
            yield Line(text, "entry", label=label)


def _said(read: Worded, node: Node) -> Iterator[Line]:
    lines = [each for each in lines_in(read.texts, node) if not each.heading]
    for number, each in enumerate(lines[:_MOST_LINES]):
        label = each.label
        if each.item != node.address:
            inner = each.item.removeprefix(f"{node.address}.")
            label = f"{inner}, {label}" if label else inner
        # The first line is what it says; the rest tells more of it.
        yield Line(each.text, "words" if number == 0 else "entry", label=label)
    if len(lines) > _MOST_LINES:
        yield Line("…", "entry")


def _in_source(snapshot: Snapshot, path: str, source: str, item: str) -> Iterator[Line]:
    """What it says in the language it is written in, for who translates it."""
    read = worded(snapshot, path, source)
    node = None if read is None else _node(read, item)
    if read is None or node is None or node.term is not None:
        return
    first = next((it for it in lines_in(read.texts, node) if not it.heading), None)
    if first is not None:
        yield Line(first.text, "entry", label=source)
