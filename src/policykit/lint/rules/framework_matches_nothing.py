"""FRM005: a framework that was written or asked for here has something to ask."""

from __future__ import annotations

from collections.abc import Iterator

from policykit.library.applying import Applying
from policykit.library.files import FileKind
from policykit.library.frameworks import is_shipped
from policykit.library.law import Law
from policykit.lint.needs import standing_areas
from policykit.lint.rule import Options, Overview, Rule
from policykit.model.finding import Place, Problem, Severity
from policykit.model.framework import Framework
from policykit.model.page import Page


def _check(overview: Overview, _options: Options) -> Iterator[Problem]:
    if overview.in_part:
        return
    around = overview.surroundings
    named = around.settings.frameworks
    applying = Applying(around, Law(around, overview.today), standing_areas(overview))
    for framework in around.frameworks.values():
        if named is not None and framework.id not in named:
            continue
        # All laws of the world may lie in the folder: with `auto` those of elsewhere just wait.
        if named is None and (is_shipped(framework) or framework.jurisdiction):
            continue
        why = _why(framework, applying)
        if why:
            yield Problem(
                place=_place(framework, overview),
                message=f"{framework.id} asks for nothing in this organisation.",
                hint=f"{why}, or leave the framework out.",
                value=framework.id,
            )


def _why(framework: Framework, applying: Applying) -> str:
    """Why a framework asks for nothing, with what to do first; '' where it asks for something."""
    if not framework.requirements:
        return "It has no requirements, and inherits none. Write some"
    if applying.is_away(framework):
        return (
            f"It is law in {framework.jurisdiction}, and the organisation has no region there. "
            "Declare one in policies/organisation.yaml"
        )
    kept_from = applying.unmet_of(framework)
    if kept_from:
        return f"It applies when {', and when '.join(kept_from)}. Correct applies_when"
    if all(applying.unmet(each.applies_when) for each in framework.requirements):
        return (
            "It applies, and each of its requirements has conditions that do not hold. Correct "
            "applies_when there"
        )
    return ""


def _place(framework: Framework, overview: Overview) -> Place:
    settings = overview.surroundings.settings
    if settings.frameworks is not None:
        return Place(settings.path, ("frameworks", settings.frameworks.index(framework.id)))
    return Place(framework.path, ("applies_when" if framework.requirements else "requirements",))


RULE = Rule(
    page=Page(
        code="FRM005",
        name="framework-matches-nothing",
        category="frameworks",
        severity=Severity.INFO,
        summary="A framework of your own, or one the settings name, asks for nothing here.",
        why="A framework that never applies has no gaps, and whoever counts on it thinks that all "
        "is well. Often a region, a channel or a contact reason is called something else here.",
        bad="""\
# schemas/frameworks/our-promises.yaml
framework: our-promises
title: What we promise
applies_when: {channels_any: [carrier-pigeon]}
requirements:
  - id: greeting
    area: phone
    requirement: Greet each customer.
    severity: error
    needs: [{statement: {covers: our-promises.greeting}}]
""",
        good="""\
# schemas/frameworks/our-promises.yaml
framework: our-promises
title: What we promise
applies_when: {channels_any: [phone]}
requirements:
  - id: greeting
    area: phone
    requirement: Greet each customer.
    severity: error
    needs: [{statement: {covers: our-promises.greeting}}]
""",
        how="Write names that organisation.yaml and areas.yaml have under applies_when, or take "
        "the framework out of frameworks in policykit.yaml. With frameworks: auto, laws of "
        "regions you are not in wait without a word.",
    ),
    across=_check,
    reads=frozenset({FileKind.ORGANISATION, FileKind.FRAMEWORK, FileKind.SETTINGS}),
)
