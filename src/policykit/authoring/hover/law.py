"""What is told of the law: what a requirement asks for, where it stands, since when it holds."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Final

from policykit.authoring.following import users
from policykit.authoring.hover.used import used_by
from policykit.authoring.snapshot import Snapshot
from policykit.authoring.things import Thing
from policykit.authoring.told import Line
from policykit.gaps.need_words import need_words
from policykit.model.framework import Requirement

_SURE: Final = {
    "verified": "looked up at the source",
    "own-knowledge": "own knowledge, not looked up at the source",
}
_MOST_NEEDS: Final = 6


def about_requirement(snapshot: Snapshot, thing: Thing) -> Iterator[Line]:
    """A requirement of a framework, nothing where there is none."""
    framework = snapshot.around.frameworks.get(thing.owner)
    held = framework.requirements if framework is not None else ()
    found = next((each for each in held if each.id == thing.inside), None)
    if framework is None or found is None:
        return
    yield Line(found.title or thing.inside.replace("-", " "), "heading", label=thing.name)
    yield Line(found.requirement)
    where = f", law in {framework.jurisdiction}" if framework.jurisdiction else ""
    yield Line(f"{framework.title or framework.id}{where}", "entry", label="Of")
    for label, text in (
        ("Where it stands", found.cite),
        ("In force", state(found, snapshot.today)),
        ("Comes from", found.inherited_from),
        ("Carries out", ", ".join(found.implements)),
        ("Checked", found.checked or framework.checked),
        ("How sure", _SURE.get(found.confidence, "")),
        ("Source", found.url),
    ):
        if text:
            yield Line(text, "entry", label=label)
    for need in found.needs[:_MOST_NEEDS]:
        yield Line(need_words(need), "entry", label="Shown by")
    yield from used_by(users(snapshot, thing))


def state(requirement: Requirement, today: date) -> str:
    """Since when a requirement holds, until when, and whether it does today."""
    day = today.isoformat()
    first, last = requirement.valid_from, requirement.valid_to
    if first and first > day:
        return f"not yet, from {first} on" + (f" until {last}" if last else "")
    if last and last < day:
        return f"no longer: its last day was {last}"
    since = f"since {first}" if first else "yes"
    return since + (f", until {last}" if last else "")


def about_framework(snapshot: Snapshot, thing: Thing) -> Iterator[Line]:
    """A framework, nothing where there is none."""
    framework = snapshot.around.frameworks.get(thing.name)
    if framework is None:
        return
    yield Line(framework.title or framework.id, "heading", label=framework.id)
    where = framework.jurisdiction
    yield Line(f"Law in {where}." if where else "A standard, no law.")
    number = len(framework.requirements)
    yield Line(f"{number} requirement{'' if number == 1 else 's'}", "entry")
    if framework.extends:
        yield Line(", ".join(framework.extends), "entry", label="Builds on")
    if framework.checked:
        yield Line(framework.checked, "entry", label="Checked")
    yield from used_by(users(snapshot, thing))
