"""Evidence that a policy of a service area gives as a whole."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TypeAlias

from tests.reference.checks import Checks, beyond, nearest, suits
from tests.reference.house import Data, House, Where, in_force, listed

Judge: TypeAlias = Callable[[House, Data, Where, str], str]
"""From a need's marks, a place and the area of the requirement to what is wrong, '' if nothing."""


def of_area(
    checks: Callable[[House, Data, Data, Where], Checks], *, any_status: bool = False
) -> Judge:
    """What judges the policies of an area, in force unless `any_status`, with checks of its own."""

    def judge(judged: House, asked: Data, where: Where, area: str) -> str:
        def all_checks(policy: Data) -> Checks:
            yield "", asked.get("area", area) in policy["areas"]
            yield "is not in force", any_status or in_force(policy, judged.day)
            yield "does not hold here", judged.reaches(policy, {}, replace(where, role=""))
            yield from checks(judged, asked, policy, where)

        return nearest((policy["id"], all_checks(policy)) for policy in judged.policies)

    return judge


def status(judged: House, asked: Data, policy: Data, _where: Where) -> Checks:
    """A policy exists in a status; an active one has begun."""
    found = policy["status"]
    yield f"is {found}", found in listed(asked.get("status", "active"))
    yield "has not begun", found != "active" or in_force(policy, judged.day)


def section(_judged: House, asked: Data, policy: Data, _where: Where) -> Checks:
    """A section is filled, by the policy or by the defaults."""
    name = asked["name"]
    filled = _teaches(policy) if name == "training" else bool(policy.get(name))
    yield f"leaves {name} empty", filled


def training(judged: House, asked: Data, policy: Data, where: Where) -> Checks:
    """Roles are trained, in time, again, and on a topic."""
    found = policy.get("training", {})
    trained = judged.roles(found.get("required_for", ()))
    missing = {*asked.get("roles", ()), *filter(None, [where.role])} - trained
    yield "trains nobody", _teaches(policy)
    yield f"does not train {', '.join(sorted(missing))}", not missing
    for key in ("within", "refresh"):
        late = beyond(judged, policy, found, key, asked, f"{key}_at_most", where)
        yield f"{key} {late}", not late
    topics = {module.get("topic") for module in found.get("modules", ())}
    yield "has no module on it", asked.get("topic") in {None, *topics}
    yield "covers something else", asked.get("covers") in {None, *found.get("covers", ())}


def kpi(_judged: House, asked: Data, policy: Data, _where: Where) -> Checks:
    """A measure is in use, with a target where one is asked for."""
    found = [one for one in policy.get("kpis", ()) if suits(asked, "use", one.get("use"))]
    aimed = [one for one in found if "target" in one or not asked.get("target")]
    covers = {None, *(name for one in aimed for name in one.get("covers", ()))}
    yield "has no such KPI", bool(found)
    yield "sets it no target", bool(aimed)
    yield "covers something else", asked.get("covers") in covers


def feedback(judged: House, asked: Data, policy: Data, where: Where) -> Checks:
    """Somebody is asked in a way, often enough; the defaults count."""
    found = [
        one
        for one in policy.get("feedback", ())
        if suits(asked, "from", one["from"]) and suits(asked, "kind", one["kind"])
    ]
    cited = [one for one in found if asked.get("covers") in {None, *one.get("covers", ())}]
    late = [beyond(judged, policy, one, "every", asked, "every_at_most", where) for one in cited]
    yield "asks for no such feedback", bool(found)
    yield "covers something else", bool(cited)
    yield f"every {'; '.join(late)}", "" in late


def human(judged: House, asked: Data, policy: Data, where: Where) -> Checks:
    """Customers reach a person, in time while we are open and while we are closed."""
    found = policy.get("handoffs", {}).get("human", {})
    yield "leads to no person", bool(found)
    for key in ("open", "closed"):
        late = beyond(judged, policy, found, key, asked, f"{key}_at_most", where)
        yield f"{key} {late}", not late


def _teaches(policy: Data) -> bool:
    """Whether training has content: the defaults alone say only how often."""
    found = policy.get("training", {})
    return bool(found.get("required_for") or found.get("modules"))
