"""What is told of a rule: what it finds, why that matters, how to mend it."""

from __future__ import annotations

from collections.abc import Iterator

from policykit.authoring.rules import rules_of
from policykit.authoring.snapshot import Snapshot
from policykit.authoring.things import Thing
from policykit.authoring.told import Line
from policykit.gaps import catalogue as gaps


def about_rule(snapshot: Snapshot, thing: Thing) -> Iterator[Line]:
    """The page of a rule by its code or name, nothing where there is none."""
    page = rules_of(snapshot).find(thing.name) or gaps.find(thing.name)
    if page is None:
        return
    yield Line(page.name, "heading", label=page.code)
    yield Line(page.summary)
    yield Line(page.why, label="Why")
    yield Line(page.how, label="How to mend it")
    if page.good:
        yield Line(page.good, "example")
