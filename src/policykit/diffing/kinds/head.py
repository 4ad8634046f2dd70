"""The policy as a whole: status, dates, owner, areas, and what follows a breach."""

from __future__ import annotations

from collections.abc import Iterator

from policykit.diffing.amounts import shown
from policykit.diffing.comparers import Measured, detail, listed, measured, named, switched
from policykit.diffing.context import Context
from policykit.diffing.effects import SAME, UNCLEAR
from policykit.diffing.kind import Chapter, Draft
from policykit.diffing.match import How, Pair
from policykit.diffing.nouns import name
from policykit.diffing.who import whole
from policykit.model.change import StaffEffect


def _policy(pair: Pair, _field: str, _context: Context) -> Iterator[Draft]:
    """A policy that is new, gone, or has another id."""
    if pair.before is not None and pair.after is not None:
        if pair.before.id != pair.after.id:
            yield Draft(
                kind="renamed",
                message=f"The policy {pair.before.id} is now called {pair.after.id}"
                + ("." if pair.how is not How.LIKENESS else ", and its former_ids do not say so."),
                field="id",
                before=pair.before.id,
                after=pair.after.id,
            )
        return
    is_new = pair.after is not None
    binds = pair.node.text("status") == "active"
    promised = whole(pair.node, more=is_new)
    yield Draft(
        kind="policy-added" if is_new else "policy-removed",
        message=f"The policy “{name(pair.node)}” is {'new' if is_new else 'gone'}.",
        before=None if is_new else name(pair.node),
        after=name(pair.node) if is_new else None,
        meant=("", ""),
        customer=promised if binds else SAME,
        staff=(StaffEffect.MORE if is_new else StaffEffect.LESS) if binds else StaffEffect.SAME,
    )


def _status(pair: Pair, field: str, _context: Context) -> Iterator[Draft]:
    old, new = shown(pair, field, before=True) or "", shown(pair, field, before=False) or ""
    kind, customer, staff = "status-changed", SAME, StaffEffect.SAME
    begins, ends = new == "active", old == "active"
    if begins or ends:
        customer = whole(pair.node, more=begins)
        staff = StaffEffect.MORE if begins else StaffEffect.LESS
        kind = "policy-activated" if begins else "policy-deactivated"
    if new == "retired" and ends:
        kind = "policy-retired"
        if pair.after is not None and pair.after.names_in("replaced_by"):
            # What the successor promises is told there.
            customer = UNCLEAR if customer is not SAME else SAME
    elif old == "retired" and begins:
        kind = "policy-reinstated"
        if pair.before is not None and pair.before.names_in("replaced_by"):
            customer = UNCLEAR if customer is not SAME else SAME
    yield Draft(
        kind=kind,
        message=f"The policy was {old or 'without a status'} and is now {new or 'without one'}.",
        field=field,
        before=old,
        after=new,
        customer=customer,
        staff=staff,
    )


def _version(pair: Pair, field: str, _context: Context) -> Iterator[Draft]:
    old, new = (
        " from ".join(filter(None, (node.text(field), node.text("effective")))) if node else ""
        for node in (pair.before, pair.after)
    )
    yield Draft(
        kind="version-changed",
        message=f"The version of the policy: {old or 'none'} → {new or 'none'}.",
        field=field,
        before=old,
        after=new,
    )


_FIRST_DAY = measured(
    Measured(
        less="effective-earlier",
        more="effective-later",
        words="the first day of",
        is_most_without=True,
    )
)


def _effective(pair: Pair, field: str, context: Context) -> Iterator[Draft]:
    """A day that moved; that another version has another one is told with the version."""
    sides = [node.text("version") for node in (pair.before, pair.after) if node is not None]
    if len(set(sides)) == 1:
        yield from _FIRST_DAY(pair, field, context)


CHAPTER = Chapter(
    things={
        "policy": _policy,
        **dict.fromkeys(
            ("scope", "handoffs", "tone", "training", "enforcement", "review", "communication"),
            lambda _pair, _field, _context: iter(()),
        ),
    },
    fields={
        ("policy", "status"): _status,
        ("policy", "version"): _version,
        ("policy", "owner"): named("owner-changed", "the owner of", "role"),
        ("policy", "title"): detail("title-changed", "the title of", is_text=True),
        ("policy", "areas"): listed("area-added", "area-removed", "area", "service areas of"),
        ("policy", "related"): named("related-changed", "the policies beside", "policy"),
        ("policy", "replaced_by"): named("successor-changed", "the successor of", "policy"),
        ("policy", "effective"): _effective,
        ("policy", "retired_on"): detail("retirement-moved", "the last day of"),
        ("policy", "supersedes"): detail(
            "predecessors-changed", "the earlier versions of", is_text=True
        ),
        ("policy", "sources"): detail("predecessors-changed", "the sources of"),
        ("policy", "comments_until"): detail("comment-round-changed", "the day comments end on"),
        ("policy", "custom"): detail("own-field-changed", "the company's own fields of"),
        ("enforcement", "ladder"): detail("enforcement-changed", "the steps of"),
        ("enforcement", "safe_harbour"): switched(
            "safe-harbour-given",
            "safe-harbour-taken",
            "safe from what follows a breach",
            who="those who follow the policy are",
        ),
        ("communication", "staff"): detail(
            "communication-changed", "the plan to tell staff", is_text=True, is_said_alone=True
        ),
        ("communication", "customers"): detail(
            "communication-changed", "the plan to tell customers", is_text=True, is_said_alone=True
        ),
        ("review", "triggers"): detail("review-trigger-changed", "the events that ask for"),
    },
)
