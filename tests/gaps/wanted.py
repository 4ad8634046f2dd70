"""Needs of every kind, as frameworks may write them for the small shop."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeAlias

from hypothesis import strategies as st

from policykit.model.document import Json

Values: TypeAlias = st.SearchStrategy[Json]

CHANNELS = ("in-person", "phone", "email", "chat", "social", "web", "app", "post")
REASONS = ("order-question", "product-advice", "complaint", "feedback")
ROLES = ("owner", "clerk")
REGIONS = ("SE", "DE", "ES", "GB", "US-CA", "US-NY")
AREAS = ("returns", "complaints", "delivery")
LEVELS = ("must", "must_not", "should", "should_not", "may")
SECTIONS = (
    "scope", "definitions", "rationale", "customer_benefit", "objectives", "terms", "tables",
    "response_targets", "procedures", "escalation", "handoffs", "tone", "scripts", "scenarios",
    "faq", "exceptions", "training", "kpis", "feedback", "communication", "monitoring",
    "enforcement", "review",
)  # fmt: skip

times: Values = st.sampled_from(
    ["20 minutes", "36 hours", "3 days", "2 weeks", "1 month", "2 years"]
)
sums: Values = st.sampled_from(["20 EUR", "49.50 SEK"])
numbers: Values = st.sampled_from([3, "5 %", "500 points"])


def some(names: tuple[str, ...]) -> Values:
    return st.lists(st.sampled_from(names), min_size=1, max_size=3, unique=True)


def fields(
    required: Mapping[str, Values] | None = None,
    **optional: Values,
) -> st.SearchStrategy[dict[str, Json]]:
    return st.fixed_dictionaries(dict(required or {}), optional=optional)


area: Values = st.sampled_from(AREAS)
covers: Values = st.sampled_from(["own.trial", "other.trial"])
marks: dict[str, Values] = {"public": st.booleans(), "area": area}
named = st.sampled_from(["covers", "law"]).flatmap(lambda key: fields({key: covers}, **marks))

policies = fields(
    area=area,
    status=st.one_of(st.just("active"), st.just(["approved", "active"])),
)
statements = st.builds(
    lambda one, other: {**one, **other},
    st.one_of(named, fields({}, **marks)),
    fields(
        level=st.one_of(st.sampled_from(LEVELS), some(LEVELS)),
        phase=st.sampled_from(["receive", "follow-up"]),
    ),
)


def _limit(
    kinds: tuple[str, ...], amounts: Values, *, with_parts: bool = False
) -> st.SearchStrategy[dict[str, Json]]:
    bounds = st.sampled_from(["at_most", "at_least"]).flatmap(lambda key: fields({key: amounts}))
    marked = fields(
        {"kind": st.sampled_from(kinds)},
        **{
            "from": st.sampled_from(["delivery", "purchase"]),
            "for": st.sampled_from(["customer", "staff"]),
        },
    )
    parts = st.sampled_from(["extension", "extension-notice", "total"])
    of_part = fields(part=parts) if with_parts else st.just({})
    return st.builds(
        lambda *each: {k: v for one in each for k, v in one.items()}, named, marked, bounds, of_part
    )


terms = st.one_of(
    _limit(("window", "deadline"), times, with_parts=True),
    _limit(("notice", "keeps"), times),
    _limit(("allowance", "charge"), sums),
    _limit(("threshold",), st.one_of(numbers, times, sums)),
    st.builds(
        lambda one, other: {**one, **other},
        named,
        fields({"at_most": st.one_of(times, sums, numbers)}),
    ),
    named,
)
targets = fields(
    {"of": st.sampled_from(["first_response", "next_response", "resolution", "update_every"])},
    at_most=st.one_of(times, st.sampled_from(["2 business days", "4 business hours"])),
    attain=st.sampled_from(["80 %", "95 %"]),
    by=st.sampled_from(["person", "bot"]),
    priority=st.sampled_from(["low", "urgent"]),
    channels=some(CHANNELS),
    reasons=some(REASONS),
    covers=covers,
    area=area,
)  # fmt: skip
training = fields(
    area=area,
    roles=some(ROLES),
    within_at_most=times,
    refresh_at_most=times,
    topic=st.sampled_from(["empathy", "product-knowledge"]),
    covers=covers,
)
kpis = fields(
    area=area,
    use=st.sampled_from(["csat", "nps", "queue-time", "goodwill-cost", "contacts", "churn"]),
    target=st.booleans(),
    covers=covers,
)
feedback = fields(
    {"from": st.sampled_from(["customer", "staff"])},
    area=area,
    kind=st.sampled_from(["survey", "conversation"]),
    every_at_most=times,
    covers=covers,
)
human = fields(area=area, open_at_most=times, closed_at_most=times)
plain = st.one_of(
    *(
        st.builds(lambda given, kind=kind: {kind: given}, each)
        for kind, each in {
            "policy": policies,
            "statement": statements,
            "term": terms,
            "response_target": targets,
            "section": fields({"name": st.sampled_from(SECTIONS)}, area=area),
            "training": training,
            "kpi": kpis,
            "feedback": feedback,
            "human": human,
        }.items()
    )
)


def _wrapped(inner: st.SearchStrategy[dict[str, Json]]) -> st.SearchStrategy[dict[str, Json]]:
    each = {
        "each_channel": CHANNELS,
        "each_reason": REASONS,
        "each_role": ROLES,
        "each_region": REGIONS,
    }
    return st.one_of(
        st.builds(lambda needs: {"any_of": needs}, st.lists(inner, min_size=1, max_size=3)),
        *(
            st.builds(
                lambda given, need, key=key: {key: {**given, "need": need}},
                fields(of=some(names)),
                inner,
            )
            for key, names in each.items()
        ),
    )


needs = st.recursive(plain, _wrapped, max_leaves=3)
"""Any need; each can hold on its own."""
