"""Why a run fails, and which calls are refused."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from tests.gaps.shop import around

from policykit.gaps.demanding import demand_known
from policykit.gaps.failing import failures
from policykit.model.coverage import (
    Coverage,
    CoverageReport,
    FrameworkCoverage,
    Gate,
    Lack,
    Reason,
    RequirementCoverage,
    State,
)
from policykit.model.errors import SettingsError
from policykit.model.finding import Finding, Severity
from policykit.model.position import Location
from policykit.model.report import FindingsReport

NOWHERE = Location("rules.yaml")
REPORT = CoverageReport(name="shop", today=date(2026, 11, 22), regions=("SE", "DE"))


def _below(number: int) -> tuple[FrameworkCoverage, ...]:
    reason = Reason(
        lack=Lack.BELOW, need="a term", message="It is.", do="Do.", written=NOWHERE, is_error=True
    )
    regions = tuple(
        Coverage(requirement="rules.a", region=region, state=State.PARTIAL, reasons=(reason,))
        for region in ("SE", "DE")
    )
    kept = Coverage(requirement="rules.b", region="SE", state=State.COVERED, reasons=(reason,))
    one = RequirementCoverage(
        name="rules.a",
        framework="rules",
        title="a",
        requirement="Do.",
        area="a",
        severity=Severity.ERROR,
        location=NOWHERE,
        regions=regions,
    )
    requirements = (*(one for _ in range(number)), replace(one, regions=(kept,)))
    framework = FrameworkCoverage(
        id="rules", title="Rules", jurisdiction="", applies=True, because="", location=NOWHERE
    )
    return (replace(framework, requirements=requirements),)


def _gates(*names: str) -> tuple[Gate, ...]:
    shut = (Gate(name, is_open=False, told="") for name in names)
    return (Gate("ratchet", is_open=True, told=""), *shut)


def _wrong(number: int) -> FindingsReport:
    finding = Finding("FRA001", "unknown-name", Severity.ERROR, "It is.", NOWHERE)
    findings = (replace(finding, severity=Severity.WARNING), *(finding for _ in range(number)))
    return FindingsReport(findings=findings)


FAILS: dict[str, tuple[dict[str, Any], tuple[str, ...]]] = {
    "nothing": ({"frameworks": _below(0), "gates": _gates(), "problems": _wrong(0)}, ()),
    "one below the law": ({"frameworks": _below(1)}, ("1 promise breaks the law",)),
    "two below the law": ({"frameworks": _below(2)}, ("2 promises break the law",)),
    "a gate": ({"gates": _gates("a")}, ("the gate a is shut",)),
    "two gates": ({"gates": _gates("a", "b")}, ("the gates a and b are shut",)),
    "three gates": ({"gates": _gates("a", "b", "c")}, ("the gates a, b and c are shut",)),
    "a file": ({"unread": (("a", ""),)}, ("1 file cannot be read",)),
    "two files": ({"unread": (("a", ""), ("b", ""))}, ("2 files cannot be read",)),
    "a mistake": ({"problems": _wrong(1)}, ("1 mistake in the frameworks or settings",)),
    "two mistakes": ({"problems": _wrong(2)}, ("2 mistakes in the frameworks or settings",)),
    "all": (
        {"frameworks": _below(1), "gates": _gates("a"), "unread": (("a", ""),)},
        ("1 promise breaks the law", "the gate a is shut", "1 file cannot be read"),
    ),
}


@pytest.mark.parametrize(("parts", "told"), FAILS.values(), ids=FAILS.keys())
def test_why_a_run_fails(parts: dict[str, Any], told: tuple[str, ...]) -> None:
    assert failures(replace(REPORT, **parts)) == told


ASKED: dict[str, Any] = {
    "frameworks": (),
    "areas": (),
    "owners": (),
    "regions": (),
    "fail_on": "",
    "fail_under": None,
}
REFUSED: dict[str, tuple[dict[str, Any], str, str, str]] = {
    "a region": (
        *({"regions": ("SE", "FR")}, "unknown-region", "There is no region FR."),
        "Use one of DE, ES, GB, SE, US-CA, US-NY.",
    ),
    "a role nearly": (
        *({"owners": ("clark",)}, "unknown-role", "There is no role clark."),
        "Did you mean clerk? Use one of clerk, owner.",
    ),
    "a gate": (
        *({"fail_on": "error"}, "unknown-value", "There is no value of --fail-on error."),
        "Use one of missing, partial.",
    ),
    "less than nothing": (
        *({"fail_under": -1}, "wrong-share", "--fail-under is a share from 0 to 100, not -1."),
        "Write a whole number, such as --fail-under 90.",
    ),
    "more than all": (
        *({"fail_under": 101}, "wrong-share", "--fail-under is a share from 0 to 100, not 101."),
        "Write a whole number, such as --fail-under 90.",
    ),
}


@pytest.mark.parametrize(
    ("asked", "reference", "message", "hint"), REFUSED.values(), ids=REFUSED.keys()
)
def test_what_is_refused(asked: dict[str, Any], reference: str, message: str, hint: str) -> None:
    with pytest.raises(SettingsError) as caught:
        demand_known(around(), **{**ASKED, **asked})
    assert (caught.value.reference, caught.value.message, caught.value.hint) == (
        reference,
        message,
        hint,
    )


@pytest.mark.parametrize(
    "asked",
    [
        {},
        {"regions": ("SE",), "owners": ("clerk",), "frameworks": ("eu-consumer",)},
        {"areas": ("returns",), "fail_on": "missing", "fail_under": 0},
        {"fail_on": "partial", "fail_under": 100},
    ],
)
def test_what_there_is_may_be_asked_for(asked: dict[str, Any]) -> None:
    demand_known(around(), **{**ASKED, **asked})


def test_where_nothing_is_declared_that_is_said() -> None:
    bare = replace(around(), frameworks={})
    with pytest.raises(SettingsError) as caught:
        demand_known(bare, **{**ASKED, "frameworks": ("x" * 200,)})
    assert caught.value.message == f"There is no framework {'x' * 120}."
    assert caught.value.hint == "None is declared here."
