"""The page of a requirement or framework as Markdown: what `explain` prints."""

from __future__ import annotations

from policykit.model.framework import Framework, Requirement
from policykit.report.need import need_words

_SURE = {
    "verified": "looked up at the source",
    "own-knowledge": "own knowledge, not looked up at the source",
}


def requirement_text(framework: Framework, requirement: Requirement) -> str:
    """The whole page of one requirement, ending in a line end."""
    where = f" Law in {framework.jurisdiction}." if framework.jurisdiction else ""
    facts = [
        ("Area", requirement.area),
        ("Severity", requirement.severity),
        ("Where it stands", requirement.cite),
        ("Carries out", ", ".join(requirement.implements)),
        ("Holds from", requirement.valid_from),
        ("Holds until", requirement.valid_to),
        ("How sure", _SURE.get(requirement.confidence, "")),
    ]
    needs = "\n".join(f"- {need_words(need)}" for need in requirement.needs)
    parts = [
        f"# {framework.id}.{requirement.id}",
        f"Of {framework.title}.{where}",
        requirement.requirement,
        "\n".join(f"- {name}: {value}" for name, value in facts if value),
        f"## What shows that it is covered\n\nAll of these:\n\n{needs}",
        guidance(requirement.checked),
    ]
    return "\n\n".join(parts) + "\n"


def framework_text(framework: Framework) -> str:
    """A framework with its requirements, one a line, ending in a line end."""
    where = f"Law in {framework.jurisdiction}." if framework.jurisdiction else "A standard, no law."
    checked = [each.checked for each in framework.requirements if each.checked]
    parts = [
        f"# {framework.id}",
        f"{framework.title}. {where}",
        "\n".join(
            f"- {framework.id}.{each.id}: {each.requirement}" for each in framework.requirements
        ),
        guidance(min(checked, default="")),
    ]
    return "\n\n".join(parts) + "\n"


def guidance(checked: str) -> str:
    """How far this can be relied on, with the day it was last checked where that is known."""
    return "Guidance, not legal advice." + (f" Checked on {checked}." if checked else "")
