"""FRM004: what builds on another, or carries it out, does not come back to itself."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from itertools import pairwise

from policykit.library.files import FileKind
from policykit.library.frameworks import MOST_BUILT_ON, SHIPPED, is_shipped, lineage
from policykit.library.load import Surrounded
from policykit.lint.rule import Options, Rule
from policykit.model.finding import Place, Problem, Severity
from policykit.model.page import Page


def _check(surrounded: Surrounded, _options: Options) -> Iterator[Problem]:
    frameworks = surrounded.surroundings.frameworks
    extended = {
        name: {other: Place(each.path, ("extends", at)) for at, other in enumerate(each.extends)}
        for name, each in frameworks.items()
    }
    yield from _told(
        extended,
        "frameworks build on each other",
        "builds on itself",
        "Take one of them out of extends: the one that is wider builds on none of the others.",
    )
    for name, framework in frameworks.items():
        reached = {*lineage(name, frameworks)}
        beyond = {other for each in reached for other in extended[each] if other in frameworks}
        if not is_shipped(framework) and not beyond <= reached:
            yield Problem(
                place=Place(framework.path, ("extends",)),
                message=f"{name} builds on more than {MOST_BUILT_ON} frameworks, and what is "
                "beyond those is left out.",
                hint="Build on fewer: put what is asked for into frameworks nearer to it.",
                value=name,
            )
    turning = {name for name in _in_circles(extended) if _circle(name, extended)}
    carried = {
        f"{framework.id}.{requirement.id}": dict.fromkeys(
            requirement.implements,
            Place(framework.path, (*requirement.pointer, "implements")),
        )
        for framework in frameworks.values()
        for requirement in framework.requirements
        # What goes round because frameworks build on each other is told of these.
        if not requirement.inherited_from and framework.id not in turning
    }
    yield from _told(
        carried,
        "requirements carry each other out",
        "carries out itself",
        "Take implements out of the wider one: the narrower law carries out the wider, as that "
        "of a country does with that of the EU.",
    )


def _told(
    ways: Mapping[str, Mapping[str, Place]], together: str, alone: str, hint: str
) -> Iterator[Problem]:
    """One problem for each circle, where it begins in a file of the repository."""
    told: set[frozenset[str]] = set()
    for name in _in_circles(ways):
        circle = _circle(name, ways)
        if not circle or frozenset(circle) in told:
            continue
        told.add(frozenset(circle))
        places = [(other, ways[one][other]) for one, other in pairwise(circle)]
        first, *others = sorted(places, key=lambda each: each[1].path.endswith(SHIPPED))
        yield Problem(
            place=first[1],
            message=f"These {together} in a circle: {' → '.join(circle)}."
            if others
            else f"{name} {alone}.",
            hint=hint,
            related=tuple((f"here it leads to {other}", place) for other, place in others),
            value=" ".join(sorted(set(circle))),
        )


def _in_circles(ways: Mapping[str, Collection[str]]) -> list[str]:
    """The names left when those that lead nowhere are taken out again and again."""
    left = {name: {other for other in others if other in ways} for name, others in ways.items()}
    leading: dict[str, list[str]] = {}
    for name, others in left.items():
        for other in others:
            leading.setdefault(other, []).append(name)
    ends = [name for name, others in left.items() if not others]
    while ends:
        end = ends.pop()
        left.pop(end)
        for name in leading.get(end, ()):
            left[name].discard(end)
            if not left[name]:
                ends.append(name)
    return [name for name in ways if name in left]


def _circle(start: str, ways: Mapping[str, Collection[str]]) -> tuple[str, ...]:
    """The shortest way from a name back to itself, with the name at both ends; () for none."""
    came_from: dict[str, str] = {}
    edge = [start]
    while edge:
        reached: list[str] = []
        for name in edge:
            for other in ways.get(name, ()):
                if other == start:
                    way = [start, name]
                    while way[-1] != start:
                        way.append(came_from[way[-1]])
                    return tuple(reversed(way))
                if other not in came_from:
                    came_from[other] = name
                    reached.append(other)
        edge = reached
    return ()


RULE = Rule(
    page=Page(
        code="FRM004",
        name="frameworks-in-circle",
        category="frameworks",
        severity=Severity.ERROR,
        preset="minimal",
        summary="Frameworks or requirements build on each other in a circle, or on far too many.",
        why="Where each is made of the other, nobody can say which number counts. policykit cuts "
        "the circle somewhere, and that may not be where you would.",
        bad="""\
# schemas/frameworks/shops.yaml
framework: shops
title: What our shops owe
applies_when: {always: true}
extends: [our-promises]
requirements: []
---
# schemas/frameworks/our-promises.yaml
framework: our-promises
title: What we promise
applies_when: {always: true}
extends: [shops]
requirements:
  - id: greeting
    area: phone
    requirement: Greet each customer.
    severity: error
    needs: [{statement: {covers: our-promises.greeting}}]
""",
        good="""\
# schemas/frameworks/shops.yaml
framework: shops
title: What our shops owe
applies_when: {always: true}
extends: [our-promises]
requirements: []
---
# schemas/frameworks/our-promises.yaml
framework: our-promises
title: What we promise
applies_when: {always: true}
requirements:
  - id: greeting
    area: phone
    requirement: Greet each customer.
    severity: error
    needs: [{statement: {covers: our-promises.greeting}}]
""",
        how="Decide which one is the wider, and take extends or implements out of that one.",
    ),
    around=_check,
    reads=frozenset({FileKind.FRAMEWORK}),
)
