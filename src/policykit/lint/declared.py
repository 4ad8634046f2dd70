"""Names declared outside the policies: in the organisation, areas, measures and frameworks."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from policykit.lint.kinds_of_names import LAW_KINDS, NAME_KINDS
from policykit.lint.names import Trouble, nearest, suggestion
from policykit.model.facts import ReferenceFact
from policykit.model.finding import Place, Problem
from policykit.model.position import Pointer
from policykit.model.quantity.mistake import shown
from policykit.model.surroundings import Surroundings

_CODES_IN_USE: Final = {"UK": "GB", "EL": "GR"}
"""Codes of countries that many use, and those of ISO 3166, which count here."""


def undeclared(kind: str, name: str, around: Surroundings) -> Trouble | None:
    """What is wrong with a name of a kind that is declared outside the policies.

    None for a name that is declared, and for kinds that are not declared there or whose
    declarations could not be read.
    """
    described = NAME_KINDS.get(kind)
    known = around.names.get(kind)
    if described is None or known is None or name in known:
        return None
    if kind == "region" and _is_part_of_region(name, known):
        return None
    called = _of_title(kind, name, around)
    hint = f"Did you mean {called}?" if called else suggestion(name, known, described.declared)
    if kind == "region" and name.isupper() and name.lower() in known:
        hint = f"It stands in policies/organisation.yaml as {name.lower()}; write {name} there."
    return Trouble(f"There is no {described.title} {shown(name)}.", hint)


def _of_title(kind: str, name: str, around: Surroundings) -> str:
    """The name of the one thing of a kind that people call so, '' where there is none."""
    if kind == "region" and (code := _CODES_IN_USE.get(name.upper(), "")):
        return code if code in around.names.get(kind, frozenset()) else ""
    titles = around.organisation.names.get(kind, {})
    said = name.strip().casefold()
    found = [each for each, title in titles.items() if title.strip().casefold() == said]
    return found[0] if len(found) == 1 else ""


def _is_part_of_region(name: str, known: Iterable[str]) -> bool:
    """Whether a region is part of a declared country, or the country of a declared part."""
    country, _, part = name.partition("-")
    return any(each == country if part else each.partition("-")[0] == name for each in known)


def unknown_requirement(name: str, kind: str, around: Surroundings) -> Trouble | None:
    """What is wrong with a requirement of a law (`requirement`) or of a standard (`covers`)."""
    if kind not in around.names:
        return None
    if name in around.names.get(kind, frozenset()):
        return None
    other = "covers" if kind == "requirement" else "requirement"
    if name in around.names.get(other, frozenset()):
        right, sort = ("covers", "a standard") if kind == "requirement" else ("law", "a law")
        return Trouble(
            f"{shown(name)} is part of {sort}, so it belongs under {right}.",
            f"Write it under {right}.",
        )
    framework, _, _ = name.partition(".")
    known = around.names.get(kind, frozenset())
    if framework not in around.frameworks:
        if meant := [each for each in sorted(known) if each.partition(".")[2] == name]:
            return Trouble(
                f"Before the requirement {shown(name)} its framework is missing.",
                f"Did you mean {meant[0]}?" if len(meant) == 1 else f"Write {' or '.join(meant)}.",
            )
        if " " in name and not nearest(framework, around.frameworks):
            return Trouble(
                f"{shown(name)} is no id of a requirement.",
                "Write the id it has in its framework, such as eu-consumer.refund; where it "
                "stands in the law is written there.",
            )
        near = f"{nearest(framework, around.frameworks)}.{name.partition('.')[2]}"
        if near in known:
            return Trouble(f"There is no framework {shown(framework)}.", f"Did you mean {near}?")
        return Trouble(
            f"There is no framework {shown(framework)}.",
            suggestion(
                framework,
                around.frameworks,
                "Frameworks stand in schemas/frameworks, one a file.",
            ),
        )
    inside = [each.partition(".")[2] for each in known if each.startswith(f"{framework}.")]
    return Trouble(
        f"The framework {framework} has no requirement {shown(name.partition('.')[2])}.",
        suggestion(name.partition(".")[2], inside, LAW_KINDS[kind].declared, f"{framework}.{{}}"),
    )


def unknown(path: str, pointer: Pointer, name: str, kind: str, known: Iterable[str]) -> Problem:
    """The problem of a name that is none of the known ones; `kind` may be plain words."""
    described = NAME_KINDS.get(kind)
    title = described.title if described else kind
    otherwise = described.declared if described else "Correct the name, or leave it out."
    return Problem(
        place=Place(path, pointer, part="key" if pointer[-1] == name else "value"),
        message=f"There is no {title} {shown(name)}.",
        hint=suggestion(name, known, otherwise),
        value=f"{kind} {name}",
    )


def requirement_problem(
    path: str, pointer: Pointer, name: str, around: Surroundings
) -> Problem | None:
    """The problem of a requirement of any framework that does not exist, None where it does."""
    if name in around.names.get("covers", frozenset()):
        return None
    framework = around.frameworks.get(name.partition(".")[0])
    kind = "covers" if framework is not None and not framework.jurisdiction else "requirement"
    trouble = unknown_requirement(name, kind, around)
    if trouble is None:
        return None
    return Problem(
        place=Place(path, pointer),
        message=trouble.message,
        hint=trouble.hint,
        value=f"requirement {name}",
    )


def reference_problem(reference: ReferenceFact, trouble: Trouble) -> Problem:
    """The problem of a reference, where it stands."""
    return Problem(
        place=Place(
            reference.path,
            reference.pointer,
            part="key" if reference.pointer[-1] == reference.raw else "value",
            words=reference.words,
            nth=reference.nth,
        ),
        message=trouble.message,
        hint=trouble.hint,
        value=f"{reference.kind} {reference.raw}",
    )
