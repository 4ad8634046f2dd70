"""Frameworks that build on one another: what each holds, its own and what it inherits.

A framework that `extends` others holds its own requirements and, behind them, theirs. One of
its own with the same id replaces theirs; of several others, the first named wins. Where they
go round in a circle, it is cut where it closes.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Final

from policykit.model.framework import Framework, Requirement

SHIPPED: Final = " (shipped)"
"""What the path of a framework ends in that comes with the program."""


MOST_BUILT_ON: Final = 30
"""Frameworks that one can build on, near and far; time and memory grow with their cube."""


def resolved(frameworks: Iterable[Framework]) -> Mapping[str, Framework]:
    """Frameworks by id, each with what it inherits.

    A requirement that is inherited, or replaces another one, carries that one out: its
    `implements` names it, and whatever that one carries out in turn, behind what its author
    wrote. One that is inherited keeps the file and the place it is written at.
    """
    known = {each.id: each for each in frameworks}
    if not any(each.extends for each in known.values()):
        return known
    lines = {name: tuple(lineage(name, known)) for name in known}
    held = {name: _held(line, known) for name, line in lines.items()}
    return {name: _whole(each, known, lines, held) for name, each in known.items()}


def lineage(name: str, frameworks: Mapping[str, Framework]) -> Iterator[str]:
    """A framework and those it builds on, near or far, each once and the first to win first.

    Those beyond `MOST_BUILT_ON` are left out.
    """
    seen: set[str] = set()
    waiting = [name]
    while waiting and len(seen) <= MOST_BUILT_ON:
        found = waiting.pop()
        if found in frameworks and found not in seen:
            seen.add(found)
            yield found
            waiting.extend(reversed(frameworks[found].extends))


def is_shipped(framework: Framework) -> bool:
    """Whether a framework comes with the program, so that nobody here can change it."""
    return framework.path.endswith(SHIPPED)


def written_in(framework: Framework, requirement: Requirement) -> str:
    """The file a requirement of a framework is written in."""
    return requirement.path or framework.path


def _held(line: Iterable[str], known: Mapping[str, Framework]) -> Mapping[str, Requirement]:
    """All that frameworks in a line hold by id, as written where it comes from."""
    found: dict[str, Requirement] = {}
    for name in line:
        for requirement in known[name].requirements:
            found.setdefault(requirement.id, requirement)
    return found


def _whole(
    framework: Framework,
    known: Mapping[str, Framework],
    lines: Mapping[str, tuple[str, ...]],
    held: Mapping[str, Mapping[str, Requirement]],
) -> Framework:
    before = lines[framework.id][1:]
    if not before:
        return framework
    own = {each.id for each in framework.requirements}
    inherited = []
    for source in before:
        for each in known[source].requirements:
            if each.id in own or held[framework.id].get(each.id) is not each:
                continue
            passed_on = (name for name in before if held[name].get(each.id) is each)
            replaced = (name for name in lines[source] if name != framework.id)
            others = [*passed_on, *(name for name in replaced if each.id in held[name])]
            inherited.append(
                replace(
                    _carrying_out(each, framework.id, others, held),
                    path=written_in(known[source], each),
                    checked=each.checked or known[source].checked,
                    inherited_from=f"{source}.{each.id}",
                )
            )
    replacing = (
        _carrying_out(each, framework.id, [name for name in before if each.id in held[name]], held)
        for each in framework.requirements
    )
    return replace(framework, requirements=(*replacing, *inherited))


def _carrying_out(
    requirement: Requirement,
    owner: str,
    others: Iterable[str],
    held: Mapping[str, Mapping[str, Requirement]],
) -> Requirement:
    """A requirement that carries out those of its id in other frameworks, and what they do."""
    names: dict[str, None] = {}
    for framework in others:
        names[f"{framework}.{requirement.id}"] = None
        names.update(dict.fromkeys(held[framework][requirement.id].implements))
    names.pop(f"{owner}.{requirement.id}", None)
    return replace(requirement, implements=tuple(dict.fromkeys((*requirement.implements, *names))))
