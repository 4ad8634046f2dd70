"""Who has to do what about the gaps, and in which order."""

from __future__ import annotations

from dataclasses import replace

from tests.gaps.judged import applying, world_with
from tests.gaps.shop import around, in_a_policy

from policykit.gaps.force import Standing
from policykit.gaps.offers import Version
from policykit.gaps.owners import Keeper, Owners
from policykit.gaps.skeleton import Skeleton
from policykit.gaps.tasks import tasks
from policykit.model.coverage import (
    Coverage,
    Evidence,
    Lack,
    Reason,
    RequirementCoverage,
    State,
)
from policykit.model.facts import Narrowing
from policykit.model.finding import Severity
from policykit.model.position import Location


def standing(name: str, area: str, owner: str, lack: Lack | None = None) -> Standing:
    version = Version(
        path=f"policies/{name}.yaml",
        id=name,
        title=name,
        areas=(area,),
        status="active",
        version="1.0.0",
        effective="2026-01-01",
        retired_on="",
        owner=owner,
        audience=(),
        scope=Narrowing(),
        review_every="",
        looked_at=(),
        sections={},
        offers=(),
    )
    return Standing(version, lack)


OWNERS = Owners(
    [
        standing("z-goods-back", "returns", "clerk"),
        standing("b-goods-back", "returns", "helper"),
        standing("a-goods-back", "returns", "writer", Lack.DRAFT),
        standing("old-goods-back", "returns", "nobody", Lack.RETIRED),
        standing("parcels", "delivery", "writer", Lack.DRAFT),
        standing("gone", "complaints", "nobody", Lack.RETIRED),
        standing("unowned", "phone", ""),
        standing("late", "email", "reader", Lack.OVERDUE),
        standing("early", "email", "writer", Lack.DRAFT),
    ],
    replace(
        around(),
        settings=replace(
            around().settings,
            approvals={"default": ["owner", "clerk"], "areas": {"chat": ["clerk"]}},
        ),
    ),
)


def test_the_policy_in_force_goes_before_drafts_and_then_the_first_path() -> None:
    assert OWNERS.of_area("returns") == Keeper(
        "helper", "b-goods-back", "policies/b-goods-back.yaml"
    )
    assert OWNERS.of_area("delivery") == Keeper("writer", "parcels", "policies/parcels.yaml")
    assert OWNERS.of_area("email") == Keeper("reader", "late", "policies/late.yaml")


def test_an_area_without_a_policy_has_a_starter_and_the_role_that_approves() -> None:
    assert OWNERS.of_area("complaints") == Keeper("owner", starter="complaints")
    assert OWNERS.of_area("chat") == Keeper("clerk", starter="chat")
    assert OWNERS.of_area("unheard-of") == Keeper("owner")


def test_a_policy_without_an_owner_is_kept_by_the_role_that_approves() -> None:
    assert OWNERS.of_policy("unowned") == Keeper("owner", "unowned", "policies/unowned.yaml")
    assert OWNERS.of_policy("gone") is None
    assert OWNERS.of_policy("unheard-of") is None


def test_nobody_can_be_named_without_approvals() -> None:
    bare = replace(around(), settings=replace(around().settings, approvals={}))
    assert Owners([], bare).of_area("returns") == Keeper(starter="returns")


FRAMEWORK = "schemas/frameworks/own.yaml"


def reason(need: int, lack: Lack = Lack.ABSENT, do: str = "Write it.", **more: object) -> Reason:
    given = Reason(
        lack=lack,
        need="a statement",
        message="There is none.",
        do=do,
        written=Location(FRAMEWORK, None, ("requirements", 0, "needs", need)),
    )
    return replace(given, **more)  # type: ignore[arg-type]  # any field may be given


def requirement(
    name: str, severity: Severity, area: str, *regions: tuple[str, State, tuple[Reason, ...]]
) -> RequirementCoverage:
    return RequirementCoverage(
        name=f"own.{name}",
        framework="own",
        title=name,
        requirement=name,
        area=area,
        severity=severity,
        location=Location(FRAMEWORK, None, ()),
        regions=tuple(
            Coverage(requirement=f"own.{name}", region=region, state=state, reasons=reasons)
            for region, state, reasons in regions
        ),
    )


def test_one_need_in_several_regions_is_one_task() -> None:
    (task,) = tasks(
        [
            requirement(
                "refund",
                Severity.ERROR,
                "returns",
                ("SE", State.PARTIAL, (reason(0, do="Let it hold in Sweden, too."),)),
                ("DE", State.MISSING, (reason(0, do="Write one.", skeleton="statements:\n"),)),
                ("GB", State.MISSING, (reason(0, do="Write one."),)),
                ("ES", State.COVERED, ()),
                ("US-CA", State.WAIVED, (reason(0),)),
            )
        ],
        OWNERS,
    )
    assert task.regions == ("SE", "DE", "GB")
    assert task.state is State.MISSING
    assert task.do == "Let it hold in Sweden, too. Write one."
    assert task.skeleton == "statements:\n"
    assert (task.owner, task.policy, task.path) == (
        "helper",
        "b-goods-back",
        "policies/b-goods-back.yaml",
    )


def test_each_need_is_a_task_of_its_own_and_a_region_without_a_name_is_none() -> None:
    missing = ("", State.MISSING, (reason(0), reason(1)))
    found = tasks([requirement("refund", Severity.INFO, "complaints", missing)], OWNERS)
    assert [(each.owner, each.regions, each.starter) for each in found] == [
        ("owner", (), "complaints"),
        ("owner", (), "complaints"),
    ]


def test_the_most_urgent_comes_first_and_what_nobody_owns_last() -> None:
    bare = Owners(
        [standing("parcels", "delivery", "writer"), standing("goods-back", "returns", "helper")],
        replace(around(), settings=replace(around().settings, approvals={})),
    )
    below = reason(0, Lack.BELOW, is_error=True)

    def one(
        name: str, severity: Severity, area: str, why: Reason, state: State = State.PARTIAL
    ) -> RequirementCoverage:
        return requirement(name, severity, area, ("SE", state, (why,)))

    found = tasks(
        [
            one("ownerless", Severity.ERROR, "complaints", below),
            one("info", Severity.INFO, "returns", reason(0)),
            one("warning", Severity.WARNING, "returns", reason(0)),
            one("partly", Severity.ERROR, "delivery", reason(0)),
            one("nothing", Severity.ERROR, "delivery", reason(0), State.MISSING),
            one("broken", Severity.WARNING, "returns", below),
        ],
        bare,
    )
    assert [(each.owner, each.requirement) for each in found] == [
        ("helper", "own.broken"),
        ("helper", "own.warning"),
        ("helper", "own.info"),
        ("writer", "own.nothing"),
        ("writer", "own.partly"),
        ("", "own.ownerless"),
    ]


def test_what_is_there_is_mended_by_its_own_keeper_and_what_is_elsewhere_is_not() -> None:
    there = Evidence(
        "term", "parcels", "Parcels", "late", "30 days", Location("policies/parcels.yaml", None, ())
    )
    wrong = reason(0, Lack.BELOW, found=(there,), is_error=True)
    far = reason(0, Lack.ELSEWHERE, found=(there,))
    for why, keeper in ((wrong, "writer"), (far, "helper")):
        given = requirement("refund", Severity.ERROR, "returns", ("SE", State.PARTIAL, (why,)))
        assert [each.owner for each in tasks([given], OWNERS)] == [keeper]


def test_every_gap_of_a_shop_without_rules_has_a_task() -> None:
    world = world_with(around(), [in_a_policy(Skeleton("returns"))])
    requirements = [each for one in applying(world) for each in one.requirements]
    found = tasks(requirements, Owners(world.index.standings, world.around))
    gaps = {each.name for each in requirements if each.gaps}
    assert {each.requirement for each in found} == gaps
    assert {each.owner for each in found} == {"owner"}
    in_returns = [each for each in found if each.area == "returns"]
    assert {each.path for each in in_returns} == {"policies/trial-0.yaml"}
    others = [each for each in found if each.area != "returns"]
    assert all(each.starter and not each.path for each in others)
