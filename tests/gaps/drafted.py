"""A draft for every kind of need, in a shop that has named much and in one that has named nothing.

python -m tests.gaps.drafted    writes it anew, to be read before it is kept
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from tests.gaps.shop import SMALLEST, around
from tests.gaps.wanted import SECTIONS

from policykit.gaps.skeleton import Wanted, merged, whole
from policykit.model.document import Json
from policykit.model.framework import Requirement

DRAFTED = Path(__file__).with_name("drafted.txt")
_HEAD = "Every kind of need, and its draft. Written by `python -m tests.gaps.drafted`.\n"
_REGIONS = ("SE", "DE", "ES")


def _kpi(use: str) -> dict[str, Json]:
    return {"kpi": {"use": use}}


def _section(name: str) -> dict[str, Json]:
    return {"section": {"name": name}}


_PLAIN: tuple[dict[str, Json], ...] = (
    {"policy": {"status": ["draft", "active"]}},
    {"policy": {"area": "complaints", "status": "in-review"}},
    {"statement": {}},
    {"statement": {"level": ["should_not"], "phase": "respond", "covers": "own.trial"}},
    {"statement": {"level": "may", "law": "own.trial", "public": True}},
    {"term": {"at_most": "14 days", "from": "delivery", "for": "staff", "covers": "own.trial"}},
    {"term": {"at_least": "2 years", "public": True}},
    {"term": {"at_most": "20 EUR"}},
    {"term": {"at_least": "49.50 SEK"}},
    {"term": {"at_least": 3}},
    {"term": {"kind": "window"}},
    {"term": {"kind": "notice"}},
    {"term": {"kind": "keeps"}},
    {"term": {"kind": "threshold"}},
    {"term": {"kind": "charge"}},
    {"term": {"part": "total", "at_most": "3 months"}},
    {"term": {"part": "total", "at_most": "1 week", "kind": "deadline"}},
    {"term": {"part": "extension", "at_most": "2 months"}},
    {"term": {"part": "extension-notice", "at_most": "1 month"}},
    {"response_target": {"of": "first_response"}},
    {"response_target": {"of": "next_response", "channels": ["phone", "chat", "email"]}},
    {"response_target": {"of": "resolution", "reasons": ["complaint"], "at_most": "3 days"}},
    {"response_target": {"of": "update_every", "by": "bot", "priority": "high", "attain": "95 %"}},
    {"training": {}},
    {"training": {"roles": ["clerk"], "topic": "product-knowledge", "within_at_most": "3 days"}},
    {"training": {"refresh_at_most": "2 years", "covers": "own.trial"}},
    {"feedback": {"from": "staff"}},
    {"feedback": {"from": "customer", "kind": "conversation", "every_at_most": "1 month"}},
    {"human": {}},
    {"human": {"open_at_most": "2 minutes", "closed_at_most": "36 hours"}},
    {"human": {"closed_at_most": "36 hours"}},
    *(_kpi(use) for use in ("csat", "nps", "queue-time", "refund-time", "churn")),
    *(_kpi(use) for use in ("goodwill-cost", "contacts", "contact-rate", "returns")),
    {"kpi": {"area": "complaints"}},
)
_NESTED: tuple[dict[str, Json], ...] = (
    {"each_channel": {"of": ["phone", "fax"], "need": {"statement": {}}}},
    {"each_reason": {"of": ["complaint"], "need": {"response_target": {"of": "resolution"}}}},
    {"each_role": {"need": {"training": {}}}},
    {"each_region": {"of": ["DE", "GB"], "need": {"term": {"at_most": "14 days"}}}},
    {"each_region": {"of": ["US-NY"], "need": {"statement": {}}}},
    {"any_of": [{"kpi": {"use": "nobody-knows"}}, {"section": {"name": "tone"}}]},
    {"any_of": [{"each_region": {"of": ["SE"], "need": {"statement": {}}}}, {"human": {}}]},
    {"any_of": [{"kpi": {"use": "nobody-knows"}}, {"term": {"at_most": "soon", "part": "total"}}]},
)
_TOGETHER: tuple[tuple[dict[str, Json], ...], ...] = (
    (
        {"term": {"at_most": "1 month", "from": "request-received", "law": "own.trial"}},
        {"term": {"at_most": "2 months", "part": "extension", "from": "request-received", "law": "own.trial"}},
        {"statement": {"law": "own.trial"}},
    ),
    (
        {"term": {"part": "total", "at_most": "2 months"}},
        {"term": {"at_most": "3 weeks"}},
    ),
    ({"training": {"roles": ["owner"]}}, {"training": {"roles": ["clerk"]}}, {"statement": {}}),
    ({"kpi": {"use": "csat"}}, {"section": {"name": "objectives"}}),
    ({"statement": {}}, {"statement": {"level": "should"}}, {"policy": {}}),
    ({"statement": {"area": "complaints"}}, {"statement": {"area": "returns"}}),
)  # fmt: skip


def drafted() -> str:
    """The drafts."""
    return _HEAD + "".join(_lines())


def _lines() -> Iterator[str]:
    needs = [*_PLAIN, *map(_section, SECTIONS), *_NESTED]
    for called, shop in (("shop", around()), ("smallest shop", around(SMALLEST))):
        regions = _REGIONS if called == "shop" else ()
        for together in [*((need,) for need in needs), *_TOGETHER]:
            yield f"\n=== {called}: {' and '.join(map(str, together))}\n"
            for each in merged(_asked(*together), "", shop, regions=regions):
                yield f"--- {each.area}, {'whole' if each.is_whole else 'a part'}\n{each.yaml}"
        yield f"\n=== {called}: a whole policy\n"
        first = _asked(*needs[:23])
        last = _asked(*map(_section, SECTIONS), name="last")
        asked = (Wanted(first, regions), Wanted(last))
        yield whole(asked, "returns", shop, None).yaml


def _asked(*needs: dict[str, Json], name: str = "trial") -> Requirement:
    return Requirement(
        id=name,
        pointer=("requirements", 0),
        area="returns",
        title="A trial",
        requirement="Do not keep a customer waiting for more than two months. Answer in {time}.",
        needs=needs,
    )


if __name__ == "__main__":
    DRAFTED.write_text(drafted(), "utf-8")
