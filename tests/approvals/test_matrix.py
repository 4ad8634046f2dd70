"""Who must approve, and what a stamp is worth."""

from __future__ import annotations

import json

import pytest

from policykit.approvals.asked import Asked, all_roles, asked, quorum
from policykit.approvals.exporting import branch_rules, codeowners
from policykit.approvals.matrix import policy_approval
from policykit.model.approval import ApprovalState
from policykit.model.document import Json
from policykit.model.facts import Facts, RecordFact, ReferenceFact, StampFact

SETTINGS: dict[str, Json] = {
    "default": ["head"],
    "law": ["legal"],
    "sections": {"enforcement": ["hr"], "terms": ["head"]},
    "areas": {"privacy": ["privacy-officer"]},
    "quorum": 2,
}
LAW = (ReferenceFact("requirement", "eu.refund", "p", ()),)

ASKED = {
    "every policy": (Facts("p", "k", "a"), ["head"]),
    "one that names law": (Facts("p", "k", "a", references=LAW), ["head", "legal"]),
    "one with a section": (Facts("p", "k", "a", sections=("enforcement", "terms")), ["head", "hr"]),
    "one of an area": (Facts("p", "k", "a", areas=("privacy", "x")), ["head", "privacy-officer"]),
    "all of it": (
        Facts("p", "k", "a", references=LAW, sections=("enforcement",), areas=("privacy",)),
        ["head", "legal", "hr", "privacy-officer"],
    ),
}


@pytest.mark.parametrize(("facts", "roles"), ASKED.values(), ids=ASKED.keys())
def test_who_must_approve_follows_from_the_settings(facts: Facts, roles: list[str]) -> None:
    assert [each.role for each in asked(facts, SETTINGS)] == roles
    assert asked(facts, {}) == ()
    assert (quorum(SETTINGS), quorum({})) == (2, 1)


def test_why_a_role_must_approve_and_where_it_is_said() -> None:
    facts = Facts(
        "p", "k", "a", references=LAW, sections=("terms", "enforcement"), areas=("privacy",)
    )
    assert asked(facts, SETTINGS) == (
        Asked("head", "every policy needs that", ("approvals", "default", 0)),
        Asked("legal", "a policy that names law needs that", ("approvals", "law", 0)),
        Asked(
            "hr",
            "a policy with enforcement needs that",
            ("approvals", "sections", "enforcement", 0),
        ),
        Asked(
            "privacy-officer",
            "a policy of the area privacy needs that",
            ("approvals", "areas", "privacy", 0),
        ),
    )
    assert all_roles(SETTINGS) == ("head", "hr", "legal", "privacy-officer")


NOW = {"en": "pk1-aaaa1111", "sv": "pk1-bbbb2222"}
GOOD = (("en", "pk1-aaaa"), ("sv", "pk1-bbbb2222"))
ENGLISH = (("en", "pk1-aaaa1111"),)
OLD = (("en", "pk1-aaaa1111"), ("sv", "pk1-0000"))


def _stamp(
    by: str, day: str, digests: tuple[tuple[str, str], ...], role: str = "head"
) -> StampFact:
    return StampFact((), role, by, day, digests)


STATES = {
    "nobody": ((), (), ApprovalState.MISSING, "", ()),
    "this text": ((_stamp("a-1", "2026-01-02", GOOD),), (), ApprovalState.APPROVED, "a-1", ()),
    "one language of it": (
        (_stamp("a-1", "2026-01-02", ENGLISH),),
        (),
        ApprovalState.APPROVED,
        "a-1",
        ("sv",),
    ),
    "another text": ((_stamp("a-1", "2026-01-02", OLD),), (), ApprovalState.VOID, "a-1", ()),
    "a language it has no words in": (
        (_stamp("a-1", "2026-01-02", (("fr", "pk1-aaaa"),)),),
        (),
        ApprovalState.VOID,
        "a-1",
        (),
    ),
    "this text, and an earlier one later": (
        (_stamp("a-1", "2026-01-02", GOOD), _stamp("a-2", "2026-03-02", OLD)),
        (),
        ApprovalState.APPROVED,
        "a-1",
        (),
    ),
    "no text": ((_stamp("a-1", "2026-01-02", ()),), (), ApprovalState.UNBOUND, "a-1", ()),
    "one's own": (
        (_stamp("a-1", "2026-01-02", GOOD),),
        (_stamp("a-1", "2026-01-01", (), ""),),
        ApprovalState.OWN,
        "a-1",
        (),
    ),
    "one's own, dated back": (
        (_stamp("a-1", "2026-01-02", GOOD),),
        (_stamp("a-1", "2026-02-01", ENGLISH, ""),),
        ApprovalState.OWN,
        "a-1",
        (),
    ),
    "one's own, twice": (
        (_stamp("a-1", "2026-01-02", GOOD), _stamp("a-1", "2026-01-03", GOOD)),
        (_stamp("a-1", "2026-01-01", (), ""),),
        ApprovalState.OWN,
        "a-1",
        (),
    ),
    "one's own, and somebody else's": (
        (_stamp("a-2", "2026-01-01", GOOD), _stamp("a-1", "2026-01-02", GOOD)),
        (_stamp("a-1", "2026-01-02", (), ""),),
        ApprovalState.APPROVED,
        "a-2",
        (),
    ),
    "one's own, and somebody else's of another role": (
        (_stamp("a-2", "2026-01-03", GOOD, "legal"), _stamp("a-1", "2026-01-04", GOOD)),
        (_stamp("a-1", "2026-01-02", (), ""),),
        ApprovalState.OWN,
        "a-1",
        (),
    ),
    "what somebody else approved before": (
        (_stamp("a-2", "2026-01-03", OLD), _stamp("a-1", "2026-01-04", GOOD)),
        (_stamp("a-1", "2026-01-03", (), ""),),
        ApprovalState.APPROVED,
        "a-1",
        (),
    ),
    "one's own, written since somebody else approved": (
        (_stamp("a-2", "2026-01-03", OLD), _stamp("a-1", "2026-01-05", GOOD)),
        (_stamp("a-1", "2026-01-04", (), ""),),
        ApprovalState.OWN,
        "a-1",
        (),
    ),
    "one's own in another language, later": (
        (_stamp("a-1", "2026-01-02", ENGLISH),),
        (_stamp("a-1", "2026-02-01", (("fr", "pk1-aaaa"),), ""),),
        ApprovalState.APPROVED,
        "a-1",
        ("sv",),
    ),
    "two of one day": (
        (_stamp("a-1", "2026-01-02", GOOD), _stamp("a-2", "2026-01-02", GOOD)),
        (),
        ApprovalState.APPROVED,
        "a-2",
        (),
    ),
    "another role": (
        (_stamp("a-1", "2026-01-02", GOOD, "legal"),),
        (),
        ApprovalState.MISSING,
        "",
        (),
    ),
    "one of its group": (
        (_stamp("a-1", "2026-01-02", GOOD, "deputy"),),
        (),
        ApprovalState.APPROVED,
        "a-1",
        (),
    ),
}


@pytest.mark.parametrize(
    ("stamps", "drafted", "state", "by", "unread"), STATES.values(), ids=STATES.keys()
)
def test_what_there_is_of_an_approval(
    stamps: tuple[StampFact, ...],
    drafted: tuple[StampFact, ...],
    state: ApprovalState,
    by: str,
    unread: tuple[str, ...],
) -> None:
    record = RecordFact("r", drafted=drafted, approvals=stamps)
    facts = Facts("p", "k", "a", status="active")
    found = policy_approval(facts, record, NOW, {"default": ["head"]}, {"head": ["deputy"]})
    head = found.roles[0]
    assert (head.role, head.state, head.by, head.unread) == ("head", state, by, unread)


def test_a_stamp_nothing_asks_for_is_shown_too() -> None:
    record = RecordFact("r", approvals=(_stamp("a-1", "2026-01-02", GOOD, "legal"),))
    found = policy_approval(Facts("p", "k", "a"), record, NOW, {"default": ["head"]}, {})
    assert [(each.role, bool(each.why)) for each in found.roles] == [
        ("head", True),
        ("legal", False),
    ]


def test_a_quorum_counts_people_and_only_those_who_read_this_text() -> None:
    stamps = (
        _stamp("a-1", "2026-01-02", GOOD),
        _stamp("a-1", "2026-01-02", GOOD, "legal"),
        _stamp("a-9", "2026-01-01", OLD, "legal"),
    )
    record = RecordFact("r", approvals=stamps)
    settings: dict[str, Json] = {"default": ["head"], "quorum": 2}
    found = policy_approval(Facts("p", "k", "a"), record, NOW, settings, {})
    assert (found.people, found.quorum, found.lacks_people) == (("a-1",), 2, True)


def test_whoever_wrote_it_is_not_of_the_quorum() -> None:
    stamps = (_stamp("a-1", "2026-01-02", GOOD), _stamp("a-2", "2026-01-02", GOOD, "legal"))
    record = RecordFact("r", drafted=(_stamp("a-2", "2026-01-01", (), ""),), approvals=stamps)
    settings: dict[str, Json] = {"default": ["head"], "quorum": 2}
    found = policy_approval(Facts("p", "k", "a"), record, NOW, settings, {})
    assert (found.people, found.lacks_people) == (("a-1",), True)


def test_a_text_that_nothing_is_asked_of_needs_nobody() -> None:
    found = policy_approval(Facts("p", "k", "a", status="draft"), None, NOW, {"quorum": 2}, {})
    assert (found.roles, found.people, found.quorum) == ((), (), 1)
    assert (found.is_decided, found.coming, found.digests) == (False, False, NOW)


@pytest.mark.parametrize("status", ["approved", "active"])
def test_a_text_in_force_was_decided(status: str) -> None:
    record = RecordFact("r", approvals=(_stamp("a-1", "2026-01-02", OLD),))
    found = policy_approval(
        Facts("p", "k", "a", status=status), record, NOW, {"default": ["head"]}, {}, coming=True
    )
    (head,) = found.roles
    assert (found.is_decided, found.coming) == (True, True)
    assert (head.on, head.locales, head.differing) == ("2026-01-02", ("en", "sv"), ("sv",))


def test_code_owners_are_the_owner_and_all_who_approve() -> None:
    facts = (
        Facts("policies/b/b.yaml", "k", "b", owner="lead", areas=("privacy",)),
        Facts("policies/a.yaml", "k", "a", owner="head", references=LAW),
        Facts("policies/our #1 [new]/d.yaml", "k", "d", owner="lead"),
        Facts("policies/c.yaml", "k", "c", owner="", coming=Facts("", "", "c", references=LAW)),
    )
    teams = {role: f"@x/{role}" for role in ("head", "legal", "lead", "privacy-officer")}
    assert codeowners(facts, SETTINGS, teams).splitlines()[3:] == [
        "* @x/head",
        "/policykit.yaml @x/head",
        "/schemas/ @x/head",
        "/templates/ @x/head",
        "/policies/organisation.* @x/head",
        "",
        "/policies/a.* @x/head @x/legal",
        "/policies/b/b.* @x/lead @x/head @x/privacy-officer",
        "/policies/c.* @x/head @x/legal",
        "/policies/our??1??new?/d.* @x/lead @x/head",
    ]


def test_branch_rules_ask_for_the_quorum() -> None:
    written = branch_rules("main", SETTINGS, "Prüfung")
    assert json.loads(written) == {
        "name": "Policies in force",
        "target": "branch",
        "enforcement": "active",
        "conditions": {"ref_name": {"include": ["refs/heads/main"], "exclude": []}},
        "bypass_actors": [],
        "rules": [
            {"type": "deletion"},
            {"type": "non_fast_forward"},
            {
                "type": "pull_request",
                "parameters": {
                    "required_approving_review_count": 2,
                    "require_code_owner_review": True,
                    "dismiss_stale_reviews_on_push": True,
                    "require_last_push_approval": True,
                    "required_review_thread_resolution": True,
                },
            },
            {
                "type": "required_status_checks",
                "parameters": {
                    "strict_required_status_checks_policy": True,
                    "required_status_checks": [{"context": "Prüfung"}],
                },
            },
        ],
    }
    assert written.startswith('{\n  "name"')
    assert written.endswith("}\n")
    assert "Prüfung" in written
    assert "required_status_checks" not in branch_rules("main", {}, "")
