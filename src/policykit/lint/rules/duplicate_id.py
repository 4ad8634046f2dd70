"""STR002: an id means one thing, now and in the past."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from policykit.lint.policy_names import UNNAMED_KINDS
from policykit.lint.rule import Examined, Options, Overview, Rule
from policykit.model.facts import Facts, ItemFact
from policykit.model.finding import Place, Problem, Severity
from policykit.model.page import Page
from policykit.model.position import Pointer


def _here(examined: Examined, _options: Options) -> Iterator[Problem]:
    facts = examined.facts
    first: dict[tuple[str, str], ItemFact] = {}
    items = [item for item in facts.items if item.kind not in UNNAMED_KINDS]
    for item in items:
        earlier = first.setdefault((item.parent, item.id), item)
        if earlier is not item:
            yield Problem(
                place=_id_place(facts.path, item),
                message=f"The id {item.id} stands twice{_where(item)}: it is also the id of "
                f"{_called(earlier)}.",
                hint="Give one of them another id, one that says what is different.",
                related=(
                    (f"{_called(earlier)} with the id {item.id}", _id_place(facts.path, earlier)),
                ),
                value=item.id,
            )
    yield from _former(facts, items, first)


def _former(
    facts: Facts, items: list[ItemFact], present: Mapping[tuple[str, str], ItemFact]
) -> Iterator[Problem]:
    former: dict[tuple[str, str], ItemFact] = {}
    for item in items:
        for name in item.former_ids:
            key = (item.parent, name)
            other = present.get(key) or former.get(key)
            former.setdefault(key, item)
            # What is called again as it was once is still the same thing.
            if other is None or other is item:
                continue
            yield Problem(
                place=_former_place(facts.path, (*item.pointer, "former_ids"), item, name),
                message=f"The former id {name} of {item.id} "
                + (
                    "is an id in use now."
                    if key in present
                    else f"is also a former id of {other.id}."
                ),
                hint="An id is never used again: history and links would lead to the wrong "
                "item. Give the newer item another id, or correct former_ids.",
                related=(
                    (
                        f"{_called(other)} with the id {other.id}",
                        _id_place(facts.path, other),
                    ),
                ),
                value=name,
            )


def _id_place(path: str, item: ItemFact) -> Place:
    """Where an id stands: the value of `id` in a list, the key in a mapping."""
    if isinstance(item.pointer[-1], int):
        return Place(path, (*item.pointer, "id"))
    return Place(path, item.pointer, part="key")


def _former_place(path: str, pointer: Pointer, item: ItemFact, name: str) -> Place:
    return Place(path, (*pointer, item.former_ids.index(name)))


def _called(item: ItemFact) -> str:
    article = "an" if item.kind[0] in "aeiou" else "a"
    return f"{article} {item.kind.replace('-', ' ')}"


def _where(item: ItemFact) -> str:
    return f" in {item.parent}" if item.parent else " in this policy"


def _policies(overview: Overview, _options: Options) -> Iterator[Problem]:
    former: dict[str, Facts] = {}
    for facts in overview.facts:
        first = overview.by_id[facts.id]
        # That an id is missing is told by the schema.
        if facts.id and first is not facts:
            yield Problem(
                place=Place(facts.path, ("id",)),
                message=f"There is another policy with the id {facts.id}.",
                hint="Give one of them another id and rename its files.",
                related=((f"the other {facts.id}", Place(first.path, ("id",))),),
                value=facts.id,
            )
        for index, name in enumerate(facts.former_ids):
            other = overview.by_id.get(name) or former.get(name)
            former.setdefault(name, facts)
            if other is None or other is facts:
                continue
            present = name in overview.by_id
            yield Problem(
                place=Place(facts.path, ("former_ids", index)),
                message=f"The former id {name} is "
                + (
                    "the id of a policy there is now."
                    if present
                    else f"also a former id of {other.id}."
                ),
                hint="An id is never used again: history and links would lead to the wrong "
                "policy. Give the newer policy another id, or correct former_ids.",
                related=(
                    (
                        f"the policy {other.id}",
                        Place(other.path, ("id",)),
                    ),
                ),
                value=name,
            )


RULE = Rule(
    page=Page(
        code="STR002",
        name="duplicate-id",
        category="structure",
        severity=Severity.ERROR,
        preset="minimal",
        summary="An id stands for two things, or for one now and another before.",
        why="Links, translations, training and history go by ids. When an id means two things, "
        "they can only guess, and an approval or a number lands on the wrong one.",
        bad="""\
statements:
  - id: greet
    must: Greet the customer.
faq:
  - id: greet
    q: How do I greet a customer?
    a: With a smile.
""",
        good="""\
statements:
  - id: greet
    must: Greet the customer.
faq:
  - id: how-to-greet
    q: How do I greet a customer?
    a: With a smile.
""",
        how="Give one of them another id. An id is unique in the whole policy, over all its "
        "sections; a point, step, row or column only within what it belongs to.",
    ),
    per_policy=_here,
    across=_policies,
)
