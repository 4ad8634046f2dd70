"""STR003: of two statements that meet, one wins."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import islice
from typing import Final, NamedTuple

from policykit.lint.names import listed, with_coming
from policykit.lint.rule import Options, Overview, Rule
from policykit.model.facts import Facts
from policykit.model.finding import Place, Problem, Severity
from policykit.model.page import Page
from policykit.model.position import Pointer

_MOST_NAMED: Final = 6
_MOST_CYCLES: Final = 100


class _Node(NamedTuple):
    """A statement: the file it stands in, its policy and its id."""

    path: str
    policy: str
    id: str


class _Link(NamedTuple):
    """`winner` is written to hold instead of `other`, at a pointer of its file."""

    winner: _Node
    other: _Node
    pointer: Pointer


def _check(overview: Overview, _options: Options) -> Iterator[Problem]:
    judged = {facts.path for each in overview.judged for facts in with_coming(each)}
    for cycle in islice(_cycles(_links(overview)), _MOST_CYCLES):
        here = [link for link in cycle if link.winner.path in judged]
        if here:
            first = min(here, key=lambda link: (link.winner.path, _order(link.pointer)))
            start = cycle.index(first)
            yield _problem([*cycle[start:], *cycle[:start]])


def _order(pointer: Pointer) -> tuple[int, ...]:
    """The indexes of a pointer: what stands further up comes first."""
    return tuple(part for part in pointer if isinstance(part, int))


def _links(overview: Overview) -> Mapping[_Node, list[_Link]]:
    found: dict[_Node, list[_Link]] = {}
    for each in overview.facts:
        for facts in with_coming(each):
            for winner, name, pointer in _written(facts):
                other = _named(name, facts, overview)
                if other is not None:
                    found.setdefault(winner, []).append(_Link(winner, other, pointer))
    return found


def _written(facts: Facts) -> Iterator[tuple[_Node, str, Pointer]]:
    for item in facts.items:
        if item.kind == "statement":
            node = _Node(facts.path, facts.id, item.id)
            for index, name in enumerate(item.instead_of):
                yield node, name, (*item.pointer, "instead_of", index)


def _named(name: str, facts: Facts, overview: Overview) -> _Node | None:
    if "." not in name:
        return _Node(facts.path, facts.id, name)
    policy, _, rest = name.partition(".")
    if policy == facts.id:
        return _Node(facts.path, facts.id, rest)
    other = overview.by_id.get(policy)
    return None if other is None else _Node(other.path, other.id, rest)


def _cycles(links: Mapping[_Node, list[_Link]]) -> Iterator[list[_Link]]:
    """Circles, so many that nothing goes round when a link of each is taken out."""
    done: set[_Node] = set()
    for start in links:
        way: list[_Link] = []
        on_way = {start: 0}
        open_links = [] if start in done else [iter(links[start])]
        while open_links:
            link = next(open_links[-1], None)
            if link is None:
                open_links.pop()
                left = way.pop().other if way else start
                on_way.pop(left)
                done.add(left)
            elif link.other in on_way:
                yield [*way[on_way[link.other] :], link]
            elif link.other not in done:
                way.append(link)
                on_way[link.other] = len(way)
                open_links.append(iter(links.get(link.other, ())))


def _problem(cycle: list[_Link]) -> Problem:
    first = cycle[0]
    path = first.winner.path
    names = [
        link.winner.id if link.winner.path == path else f"{link.winner.policy}.{link.winner.id}"
        for link in cycle
    ]
    if len(cycle) == 1:
        message = f"{names[0]} is to hold instead of itself."
        hint = "Name another statement under instead_of, or take the key out."
    else:
        told = names if len(names) <= _MOST_NAMED else [*names[:_MOST_NAMED], "others"]
        message = f"Each of these is to hold instead of the next, in a circle: {listed(told)}."
        hint = "Take one of them out of the circle, so that it is plain which one holds."
    return Problem(
        place=Place(path, first.pointer),
        message=message,
        hint=hint,
        related=tuple(
            (
                f"{name} is to hold instead of {following}",
                Place(link.winner.path, link.pointer),
            )
            for link, name, following in zip(
                cycle[1:_MOST_NAMED], names[1:], [*names[2:], names[0]], strict=False
            )
        ),
        value=" ".join(sorted(names)),
    )


RULE = Rule(
    page=Page(
        code="STR003",
        name="precedence-cycle",
        category="structure",
        severity=Severity.ERROR,
        preset="minimal",
        summary="Statements are to hold instead of one another in a circle.",
        why="`instead_of` says which of two statements counts when both could. When the first "
        "wins over the second and the second over the first, nobody can tell what to do.",
        bad="""\
statements:
  - id: no-receipt
    should: Look the purchase up by card.
  - id: damaged
    instead_of: [stolen]
    when: The item came damaged.
    must: Let the customer choose.
  - id: stolen
    instead_of: [damaged]
    when: The item is reported stolen.
    must: Call the store manager.
""",
        good="""\
statements:
  - id: no-receipt
    should: Look the purchase up by card.
  - id: damaged
    instead_of: [no-receipt]
    when: The item came damaged.
    must: Let the customer choose.
  - id: stolen
    instead_of: [damaged]
    when: The item is reported stolen.
    must: Call the store manager.
""",
        how="Decide which statement counts when both could, and take the others out of its "
        "`instead_of`.",
    ),
    across=_check,
)
