"""Every item of a policy that can be pointed at, in the order it is printed."""

from __future__ import annotations

from collections.abc import Iterator

from policykit.model.policy import Item, Policy
from policykit.model.value import dataclass


@dataclass(frozen=True, slots=True)
class Listed:
    """An item: the section it is printed in, its dotted id, and the words it is known by.

    `address` is that of those words in translations; '' words mean that the id must do.
    """

    section: str
    name: str
    item: Item
    words: str = ""
    address: str = ""

    @property
    def former(self) -> tuple[str, ...]:
        """The dotted ids it had before."""
        parent, dot, _ = self.name.rpartition(".")
        return tuple(
            f"{parent}{dot}{former}" for former in self.item.former_ids if former != self.item.id
        )


def listed(policy: Policy) -> Iterator[Listed]:
    """All items of a policy, parts right behind the item they belong to; terms apart."""
    for statement in policy.statements:
        address = f"statements.{statement.id}"
        yield Listed("rules", statement.id, statement, statement.text, address)
        for point in statement.points:
            name = f"{statement.id}.{point.id}"
            yield Listed("rules", name, point, point.text, f"{address}.{point.id}")
    for exception in policy.exceptions:
        address = f"exceptions.{exception.id}"
        yield Listed("exceptions", exception.id, exception, exception.what, address)
    for definition in policy.definitions:
        yield Listed("definitions", definition.id, definition)
    for entry in policy.excludes:
        yield Listed("scope", entry.id, entry)
    for objective in policy.objectives:
        yield Listed("why", objective.id, objective, objective.text, f"objectives.{objective.id}")
    yield from _working_parts(policy)
    yield from _words_and_cases(policy)
    yield from _keeping_alive(policy)


def _working_parts(policy: Policy) -> Iterator[Listed]:
    for table in policy.tables:
        yield Listed("tables", table.id, table, table.title, f"tables.{table.id}")
        for row in table.rows:
            yield Listed("tables", f"{table.id}.{row.id}", row)
    for target in policy.targets:
        yield Listed("targets", target.id, target)
    for procedure in policy.procedures:
        address = f"procedures.{procedure.id}"
        yield Listed("procedures", procedure.id, procedure, procedure.title, f"{address}#title")
        for step in procedure.steps:
            name = f"{procedure.id}.{step.id}"
            yield Listed("procedures", name, step, step.do, f"{address}.{step.id}")
    for rung in policy.escalation:
        yield Listed("escalation", rung.id, rung)


def _words_and_cases(policy: Policy) -> Iterator[Listed]:
    for script in policy.scripts:
        yield Listed("scripts", script.id, script, script.title, f"scripts.{script.id}#title")
    for scenario in policy.scenarios:
        address = f"scenarios.{scenario.id}#title"
        yield Listed("scenarios", scenario.id, scenario, scenario.title, address)
    for question in policy.faq:
        yield Listed("faq", question.id, question, question.question, f"faq.{question.id}#q")


def _keeping_alive(policy: Policy) -> Iterator[Listed]:
    for module in policy.training.modules if policy.training else ():
        address = f"training.modules.{module.id}"
        yield Listed("training", module.id, module, module.title, address)
    for kpi in policy.kpis:
        yield Listed("kpis", kpi.id, kpi, kpi.title, f"kpis.{kpi.id}")
    for source in policy.feedback:
        yield Listed("feedback", source.id, source, source.what, f"feedback.{source.id}")
    for audit in policy.monitoring:
        yield Listed("monitoring", audit.id, audit, audit.what, f"monitoring.{audit.id}")
