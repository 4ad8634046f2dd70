"""PPL004: every rule staff must keep is taught somewhere."""

from __future__ import annotations

from collections.abc import Iterator

from policykit.library.files import FileKind
from policykit.lint.names import nearest
from policykit.lint.roles import members
from policykit.lint.rule import Examined, Options, Rule
from policykit.lint.stages import reached
from policykit.model.facts import Facts, ItemFact
from policykit.model.finding import Place, Problem, Severity
from policykit.model.organisation import Organisation
from policykit.model.page import Page

_STRICT = frozenset({"must", "must_not"})


def _check(examined: Examined, _options: Options) -> Iterator[Problem]:
    facts = examined.facts
    if not reached(facts.status, "approved") or "training" not in facts.sections:
        return
    taught = _taught(facts)
    untaught = [
        item
        for item in facts.items
        if item.kind == "statement"
        and item.level in _STRICT
        and taught.isdisjoint((item.id, *item.former_ids))
        and _learns(item, facts, examined.surroundings.organisation)
    ]
    if untaught and not taught:
        yield Problem(
            place=Place(facts.path, ("training",), part="key"),
            message="No module of the training says which rules it teaches.",
            hint="Write teaches: under a module and the ids of its rules, such as teaches: "
            f"[{', '.join(item.id for item in untaught[:3])}].",
            value="modules",
        )
        return
    for item in untaught:
        yield Problem(
            place=Place(facts.path, item.pointer),
            message=f"No module teaches the rule {item.id}.",
            hint=f"Add {item.id} to teaches: of the module where it belongs.",
            value=item.id,
        )


def _taught(facts: Facts) -> frozenset[str]:
    """What modules teach; a mistyped name, which is told by itself, stands for the nearest one."""
    names = {name.partition(".")[0] for module in facts.modules for name in module.teaches}
    known = {item.id for item in facts.items}
    former = {name for item in facts.items for name in item.former_ids}
    meant = {nearest(name, known) for name in names - known - former}
    return frozenset(names | meant - {""})


def _learns(item: ItemFact, facts: Facts, organisation: Organisation) -> bool:
    """Whether anybody who must keep a rule is among those the training is for."""
    if not item.who or not facts.training_for:
        return True
    trained = members(facts.training_for, organisation)
    return not trained.isdisjoint(members(item.who, organisation))


RULE = Rule(
    page=Page(
        code="PPL004",
        name="rule-untaught",
        category="people",
        severity=Severity.WARNING,
        summary="A must or must_not that no training module teaches.",
        why="A rule that stands in the book but in no training is kept by chance. When it is "
        "broken, nobody can tell whether the person knew.",
        bad="""\
status: approved
statements:
  - id: greet
    must: Greet the customer.
  - id: give-name
    must: Give your first name.
training:
  required_for: [contact-centre-agent]
  modules:
    - {id: basics, title: On the phone, duration: 20 minutes, teaches: [greet]}
""",
        good="""\
status: approved
statements:
  - id: greet
    must: Greet the customer.
  - id: give-name
    must: Give your first name.
training:
  required_for: [contact-centre-agent]
  modules:
    - {id: basics, title: On the phone, duration: 20 minutes, teaches: [greet, give-name]}
""",
        how="Name the rule under teaches: of a module. Rules whose who: are all outside the "
        "training are left alone.",
    ),
    per_policy=_check,
    reads=frozenset({FileKind.ORGANISATION}),
)
