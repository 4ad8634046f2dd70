"""The page of a requirement or framework as Markdown: what `explain` prints."""

from __future__ import annotations

from collections.abc import Iterable

from policykit.gaps.need_words import need_words
from policykit.model.framework import Framework, Requirement

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
        ("Comes from", requirement.inherited_from),
        ("Carries out", ", ".join(requirement.implements)),
        ("Holds from", requirement.valid_from),
        ("Holds until", requirement.valid_to),
        ("How sure", _SURE.get(requirement.confidence, "")),
    ]
    needs = "\n".join(f"- {need_words(need)}" for need in requirement.needs)
    parts = [
        f"# {framework.id}.{requirement.id}",
        f"Of {framework.title or framework.id}.{where}",
        requirement.requirement,
        "\n".join(f"- {name}: {value}" for name, value in facts if value),
        f"## What shows that it is covered\n\nAll of these:\n\n{needs}" if needs else "",
        guidance([requirement.checked]),
    ]
    return _page(parts)


def framework_text(framework: Framework) -> str:
    """A framework with its requirements, one a line, ending in a line end."""
    where = f"Law in {framework.jurisdiction}." if framework.jurisdiction else "A standard, no law."
    parts = [
        f"# {framework.id}",
        f"{framework.title or framework.id}. {where}",
        f"It builds on {', '.join(framework.extends)}." if framework.extends else "",
        "\n".join(
            f"- {framework.id}.{each.id}: {each.requirement}"
            + (f" (from {each.inherited_from})" if each.inherited_from else "")
            for each in framework.requirements
        ),
        guidance([each.checked for each in framework.requirements]),
    ]
    return _page(parts)


def guidance(checked: Iterable[str]) -> str:
    """How far this can be relied on, with the earliest day of checks where all days are known."""
    days = [*checked]
    known = f" Checked on {min(days)}." if days and all(days) else ""
    return f"Guidance, not legal advice.{known}"


def _page(parts: Iterable[str]) -> str:
    return "\n\n".join(filter(None, parts)) + "\n"
