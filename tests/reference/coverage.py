"""An independent judge of coverage: raw YAML in, the needs that no policy meets out.

It shares nothing with the product but calendars, the order of quantities and terms at a case, so
that the product's own answer can be held against it. A need counts as met by one policy in force;
whether another one breaks the same law is for lint to say. Overdue reviews, waivers and `extends`
are left out.
"""

from __future__ import annotations

from tests.reference.house import AHEAD, Data, House, Where, during, in_force
from tests.reference.needs import fault


def uncovered(judged: House, name: str) -> tuple[str, ...]:
    """The needs of a framework that are not met, `framework.requirement [regions]: …` each.

    Requirements count while they are in force, and in the year before they begin.
    """
    framework = judged.frameworks[name]
    lines: list[str] = []
    for requirement in framework["requirements"]:
        begins = requirement.get("valid_from", "")
        if not during(judged.day, None, requirement.get("valid_to")):
            continue
        if begins > (judged.day + AHEAD).isoformat():
            continue
        later = f" (begins {begins})" if begins > judged.day.isoformat() else ""
        for need in requirement["needs"]:
            faults: dict[str, list[str]] = {}
            for region in regions(judged, framework, requirement):
                found = fault(judged, need, Where(region), requirement["area"])
                if found:
                    faults.setdefault(found, []).append(region)
            lines += [
                f"{name}.{requirement['id']} [{', '.join(where)}]{later}: {found}"
                for found, where in faults.items()
            ]
    return tuple(lines)


def regions(judged: House, framework: Data, requirement: Data | None = None) -> tuple[str, ...]:
    """The organisation's regions in which a framework, or one of its requirements, applies."""
    jurisdiction = framework.get("jurisdiction")
    conditions = [one.get("applies_when", {}) for one in (framework, requirement or {})]
    return tuple(
        region
        for region in judged.organisation["regions"]
        if (jurisdiction is None or judged.members(region, jurisdiction))
        and all(_applies(judged, condition, region) for condition in conditions)
    )


def _applies(judged: House, condition: Data, region: str) -> bool:
    reasons = judged.organisation.get("reasons", {})
    present = (one["areas"] for one in judged.policies if in_force(one, judged.day))
    areas = {area for some in present for area in some}

    def holds(key: str, wanted: list[str]) -> bool:
        match key:
            case "regions_any":
                return any(judged.members(region, name) for name in wanted)
            case "channels_any":
                return any(judged.offers(name, region) for name in wanted)
            case "reasons_any":
                return not reasons.keys().isdisjoint(wanted)
            case "areas_any":
                return not areas.isdisjoint(wanted)
            case "always":
                return True
            case _:
                raise ValueError(f"Nobody can judge the condition {key}.")

    return all(holds(key, wanted) for key, wanted in condition.items())
