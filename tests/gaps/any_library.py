"""Any small library: few names, so that what is asked for and what is there often meet."""

from __future__ import annotations

from functools import cache, partial
from typing import Any, TypeAlias

from hypothesis import strategies as st

Data: TypeAlias = dict[str, Any]

REGIONS = ("SE", "DE", "GB")
CHANNELS = ("web", "phone", "email", "chat", "in-person")
REASONS = ("return", "refund", "complaint")
ROLES = ("agent", "store-associate", "frontline")
AREAS = ("returns", "complaints")
NAMED = ("rules.one", "rules.two", "union.one", "sweden.one")
EVENTS = ("delivery", "withdrawal-received")
DURATIONS = ("2 minutes", "1 hour", "same day", "1 business day", "14 days", "10 business days")
LONGER = ("20 days", "1 month", "30 days", "1 year", "3 business hours")
AMOUNTS = (*DURATIONS, *LONGER, "20 EUR", "200 SEK", "90 %", "3", "500 points")
KINDS = ("window", "deadline", "notice", "keeps")
DATES = (
    "2026-01-01 to 2026-01-31",
    "2026-11-01 to 2026-11-30",
    "2026-12-01 to 2026-12-31",
)
LEVELS = ("must", "must_not", "should", "may")
PHASES = ("receive", "respond")
TIMES = ("first_response", "resolution")

durations = st.sampled_from((*DURATIONS, *LONGER))


def some(names: tuple[str, ...]) -> st.SearchStrategy[list[str]]:
    """One or more of some names."""
    return st.lists(st.sampled_from(names), min_size=1, max_size=3, unique=True)


def keys(wanted: Data, maybe: Data) -> st.SearchStrategy[Data]:
    """A mapping with some keys always and some now and then."""
    return st.fixed_dictionaries(wanted, optional=maybe)


NAMING: Data = {"law": some(NAMED), "covers": some(NAMED)}
PLACE: Data = {
    "regions": some(REGIONS),
    "channels": some(CHANNELS),
    "reasons": some(REASONS),
    "dates": st.sampled_from(DATES),
}


@st.composite
def statements(draw: st.DrawFn, name: str = "") -> Data:
    """A statement."""
    name = name or draw(st.sampled_from(("first", "second", "third", "fourth")))
    level = draw(st.sampled_from(LEVELS))
    maybe = {
        **NAMING,
        **PLACE,
        "phase": st.sampled_from(PHASES),
        "public": st.booleans(),
        "who": some(ROLES),
    }
    told = draw(keys({}, maybe))
    gains = {"gains": "customer"} if level == "may" else {}
    return {"id": name, level: "Do it well.", **gains, **told}


@st.composite
def terms(draw: st.DrawFn) -> Data:
    """A term of time, that varies now and then."""
    kind = draw(st.sampled_from(KINDS))
    variants = st.lists(_variants(), min_size=1, max_size=2)
    maybe = {
        **NAMING,
        "from": st.sampled_from(EVENTS),
        "public": st.booleans(),
        "for": st.sampled_from(("customer", "staff")),
        "extend": keys({"by": durations}, {"tell_within": durations}),
        "varies": variants,
    }
    return {kind: draw(durations), **draw(keys({}, maybe))}


@st.composite
def _variants(draw: st.DrawFn) -> Data:
    where = st.one_of(
        keys({"regions": some(REGIONS)}, {"channels": some(CHANNELS)}),
        keys({"channels": some(CHANNELS)}, {"dates": st.sampled_from(DATES)}),
        keys({"dates": st.sampled_from(DATES)}, {}),
    )
    value = st.one_of(durations, st.just("none"))
    what = st.one_of(
        keys({"value": value}, {"public": st.booleans()}),
        keys({"from": st.sampled_from(EVENTS)}, {"law": some(NAMED)}),
    )
    return {**draw(where), **draw(what)}


@st.composite
def targets(draw: st.DrawFn, name: str = "quick") -> Data:
    """A response target, its times as they are or by the names of terms."""
    time = st.one_of(durations, st.sampled_from(("pay", "pay.total", "complaints.pay", "nothing")))
    maybe = {
        **PLACE,
        "covers": some(NAMED),
        "by": st.sampled_from(("person", "bot")),
        "priority": st.sampled_from(("normal", "urgent")),
        "calendar": st.sampled_from(("office", "shops")),
        "attain": st.sampled_from(("80 %", "95 %", "often")),
        "resolution": time,
    }
    return {"id": name, "first_response": draw(time), **draw(keys({}, maybe))}


@st.composite
def policies(draw: st.DrawFn, name: str = "returns") -> Data:
    """A policy with at least two statements."""
    said = draw(st.lists(statements(), min_size=2, max_size=4, unique_by=lambda it: str(it["id"])))
    maybe: Data = {
        "terms": st.dictionaries(st.sampled_from(("pay", "other")), terms(), min_size=1),
        "response_targets": st.lists(
            targets(), min_size=1, max_size=2, unique_by=lambda it: str(it["id"])
        ),
        "scope": keys({}, {key: PLACE[key] for key in ("regions", "channels", "reasons")}).filter(
            bool
        ),
        "audience": some(ROLES),
        "rationale": st.just("People come back."),
        "scripts": st.just(
            [{"id": "hello", "title": "Hi", "text": "Hi.", "covers": ["rules.one"]}]
        ),
        "training": keys(
            {"required_for": some(ROLES)},
            {"within": st.one_of(durations, st.just("pay")), "refresh": durations},
        ),
        "kpis": st.just([{"id": "happy", "use": "csat"}]),
        "feedback": st.lists(
            keys(
                {"kind": st.just("survey"), "from": st.sampled_from(("customer", "staff"))},
                {"every": durations},
            ).map(lambda it: {"id": "ask", **it}),
            min_size=1,
            max_size=1,
        ),
        "handoffs": keys(
            {"human": keys({"open": durations}, {"closed": st.one_of(durations, st.just("pay"))})},
            {},
        ),
        "review": keys({"every": st.sampled_from(("6 months", "1 year", "2 years"))}, {}),
    }
    told = draw(keys({}, maybe))
    status = draw(st.sampled_from(("active", "active", "active", "draft", "retired")))
    effective = draw(st.sampled_from(("2025-06-01", "2026-01-01", "2026-12-01")))
    areas = draw(some(AREAS))
    return {
        "id": name,
        "areas": areas,
        "status": status,
        "effective": effective,
        "statements": said,
        **told,
    }


@st.composite
def libraries(draw: st.DrawFn, least: int = 1) -> list[Data]:
    """Policies, one of each name."""
    names = ("returns", "complaints", "more")[: draw(st.integers(least, 3))]
    return [draw(policies(name)) for name in names]


@cache
def needs() -> st.SearchStrategy[Data]:
    """A need of any kind, most of them plain ones."""
    plain = st.one_of(_plain_needs())
    inside = st.one_of(plain, _around(plain))
    return st.one_of(plain, plain, _around(inside))


def _around(inner: st.SearchStrategy[Data]) -> st.SearchStrategy[Data]:
    each = [
        keys({"need": inner}, {"of": some(names)}).map(partial(_under, key))
        for key, names in (
            ("each_channel", CHANNELS),
            ("each_reason", REASONS),
            ("each_role", ROLES),
            ("each_region", REGIONS),
        )
    ]
    one_of = st.lists(inner, min_size=1, max_size=2).map(lambda it: {"any_of": it})
    return st.one_of(one_of, *each)


def _plain_needs() -> list[st.SearchStrategy[Data]]:
    named = st.sampled_from(NAMED)
    area = {"area": st.sampled_from(AREAS)}
    limits = {"at_most": st.sampled_from(AMOUNTS), "at_least": st.sampled_from(AMOUNTS)}
    public = {"public": st.booleans()}
    statuses = some(("draft", "approved", "active"))
    marks = {"level": some(LEVELS), "phase": st.sampled_from(PHASES), **public, **area}
    term = {
        **area,
        **limits,
        **public,
        "from": st.sampled_from(EVENTS),
        "for": st.sampled_from(("customer", "staff")),
        "part": st.sampled_from(("extension", "extension-notice", "total")),
    }
    target = {
        **area,
        "covers": named,
        "at_most": durations,
        "attain": st.just("90 %"),
        "by": st.sampled_from(("person", "bot")),
        "priority": st.sampled_from(("normal", "urgent")),
        "channels": some(CHANNELS),
        "reasons": some(REASONS),
    }
    training = {
        **area,
        "roles": some(ROLES),
        "within_at_most": durations,
        "refresh_at_most": durations,
        "topic": st.just("empathy"),
    }
    feedback = {
        **area,
        "from": st.sampled_from(("customer", "staff")),
        "kind": st.just("survey"),
        "every_at_most": durations,
    }
    sections = st.sampled_from(("rationale", "terms", "training", "faq"))
    told: list[tuple[str, st.SearchStrategy[Data]]] = [
        ("policy", keys({}, {**area, "status": statuses})),
        ("statement", keys({"law": named}, marks)),
        ("statement", keys({"covers": named}, marks)),
        ("statement", keys({"phase": st.sampled_from(PHASES)}, {**public, **area})),
        ("term", keys({"law": named}, {**term, "kind": st.sampled_from(KINDS)})),
        ("term", keys({"covers": named}, {**term, "kind": st.sampled_from(KINDS)})),
        ("term", keys({"kind": st.sampled_from(KINDS)}, term)),
        ("response_target", keys({"of": st.sampled_from(TIMES)}, target)),
        ("section", keys({"name": sections}, area)),
        ("training", keys({}, training)),
        ("kpi", keys({}, {**area, "use": st.just("csat"), "target": st.booleans()})),
        ("feedback", keys({}, feedback)),
        ("human", keys({}, {**area, "open_at_most": durations, "closed_at_most": durations})),
    ]
    return [given.map(partial(_under, kind)) for kind, given in told]


def _under(key: str, told: Data) -> Data:
    return {key: told}


CONDITIONS = keys(
    {},
    {
        "regions_any": some(("EU", "GB", "US")),
        "channels_any": some(("app", "chat", "phone")),
        "reasons_any": some(("refund", "billing")),
        "areas_any": some(AREAS),
    },
).map(lambda it: it or {"always": True})


@st.composite
def requirements(draw: st.DrawFn, name: str, *, dated: bool = True) -> Data:
    """A requirement of one to three needs."""
    day = st.sampled_from(("2026-01-01", "2026-11-22", "2026-12-28"))
    maybe: Data = {"applies_when": CONDITIONS}
    if dated:
        maybe |= {"valid_from": day, "valid_to": day}
    told = draw(keys({"needs": st.lists(needs(), min_size=1, max_size=3)}, maybe))
    return {"id": name, "area": draw(st.sampled_from(AREAS)), **told}


@st.composite
def frameworks(draw: st.DrawFn) -> list[Data]:
    """A standard of two requirements, a law of a union, and one of a country that carries it out."""
    standard = {
        "framework": "rules",
        "requirements": [draw(requirements("one")), draw(requirements("two"))],
    }
    union = {
        "framework": "union",
        "jurisdiction": "EU",
        "requirements": [draw(requirements("one"))],
    }
    carried = {"implements": "union.one"} if draw(st.booleans()) else {}
    sweden = {
        "framework": "sweden",
        "jurisdiction": "SE",
        "requirements": [{**draw(requirements("one")), **carried}],
    }
    return [standard, union, sweden]
