"""The pages of what `policykit gaps` tells.

They are no rules: `policykit lint` neither runs nor silences them, waivers in policykit.yaml do.
"""

from __future__ import annotations

from difflib import get_close_matches
from typing import Final

from policykit.model.coverage import State
from policykit.model.finding import Severity
from policykit.model.page import Page

MISSING: Final = "GAP001"
PARTLY_COVERED: Final = "GAP002"
OUTDATED: Final = "GAP003"
BELOW_THE_LAW: Final = "GAP004"
WAIVER_OVER: Final = "GAP005"
WAIVER_IDLE: Final = "GAP006"
WITHOUT_MATCH: Final = "GAP007"
IN_DOUBT: Final = "GAP008"
UNREAD: Final = "GAP009"
WAIVER_REFUSED: Final = "GAP010"

OF_STATE: Final = {
    State.MISSING: MISSING,
    State.PARTIAL: PARTLY_COVERED,
    State.OUTDATED: OUTDATED,
}
"""The code of each state that is a gap."""

_ITS_OWN: Final = (
    "How bad it is, the requirement says itself (`severity`, error where it is silent)."
)

_ASKED: Final = """\
# policykit.yaml
frameworks: [our-shops]
---
# schemas/frameworks/our-shops.yaml
format: 1
framework: our-shops
title: Our shops
applies_when: {always: true}
requirements:
  - id: returns-desk
    area: returns
    requirement: Say where goods can be handed back in the shop.
    severity: error
    needs:
      - statement: {covers: our-shops.returns-desk, level: must}
"""
"""A framework with one requirement, and the settings that ask for it."""

_RULE: Final = """\
---
# policies/returns.yaml
areas: [returns]
status: active
effective: 2026-07-01
review: {every: 1 year}
statements:
  - id: desk
    must: Take back goods at the desk beside the entrance.
    covers: [our-shops.returns-desk]
"""
"""A policy in force that meets it."""

_REFUND: Final = """\
# policykit.yaml
frameworks: [eu-consumer]
---
# policies/returns.yaml
areas: [returns]
status: active
effective: 2026-07-01
scope: {regions: [SE, DE]}
terms:
  # The law gives 14 days.
  refund-time: {deadline: 30 days, from: withdrawal-received, law: [eu-consumer.refund]}
"""

_REFUND_WAIVED: Final = """\
waivers:
  - requirement: eu-consumer.refund
    reason: Our bank needs 30 days.
    owner: store-manager
    until: 2027-03-31
---
"""

_WAIVER: Final = """\
# policykit.yaml
frameworks: [our-shops]
waivers:
  - requirement: our-shops.returns-desk
    reason: The desk is built in spring.
    owner: store-manager
    until: 2027-03-31
---
""" + _ASKED.partition("---\n")[2]

PAGES: Final = (
    Page(
        code=MISSING,
        name="requirement-missing",
        category="coverage",
        severity=Severity.ERROR,
        summary="No policy says anything of what a requirement asks for.",
        why="Where nothing is written, every colleague answers in another way, and nobody can "
        f"show a customer or an authority that it is looked after. {_ITS_OWN}",
        bad=_ASKED,
        good=_ASKED + _RULE,
        how="Write what the report asks for into the policy it names; `policykit gaps --skeletons` "
        "prints lines to begin with. Has an area no policy at all, `policykit gaps --draft AREA` "
        "writes the first draft of one. Is it left open on purpose, waive it in policykit.yaml "
        "with a reason, an owner and a last day.",
    ),
    Page(
        code=PARTLY_COVERED,
        name="requirement-partly-covered",
        category="coverage",
        severity=Severity.ERROR,
        summary="A policy speaks of what a requirement asks for, and does not meet all of it.",
        why="Half of a promise is what complaints are made of: it holds in the shop and not at the "
        "phone, in one country and not in the next, or without the number that is asked for. "
        f"The report names the very need that does not hold and what was found instead. {_ITS_OWN}",
        bad=_ASKED
        + _RULE.replace("must:", "may:").replace("    covers", "    gains: customer\n    covers"),
        good=_ASKED + _RULE,
        how="Read the need that the report names, and write what it says is lacking: the region, "
        "the channel, the level, the number.",
    ),
    Page(
        code=OUTDATED,
        name="requirement-outdated",
        category="coverage",
        severity=Severity.ERROR,
        summary="What a requirement asks for is written, but that text is not in force.",
        why="A draft, a policy that is only to come, one whose review is overdue or one that has "
        f"expired binds nobody today, however good its words are. {_ITS_OWN}",
        bad=_ASKED + _RULE.replace("active", "draft").replace("effective: 2026-07-01\n", ""),
        good=_ASKED + _RULE,
        how="Have the policy approved and put in force, or review it: `policykit review` lists "
        "what is due.",
    ),
    Page(
        code=BELOW_THE_LAW,
        name="below-the-law",
        category="coverage",
        severity=Severity.ERROR,
        summary="A promise gives customers less than a number of the law.",
        why="The policy then tells colleagues to break the law, and customers can have the legal "
        "number whatever the policy says.",
        bad=_REFUND,
        good=_REFUND.replace("30 days", "10 days"),
        how="Change the promise to the number of the law or a better one; the report has both "
        "places and where the law says it. No waiver makes such a promise lawful.",
    ),
    Page(
        code=WAIVER_OVER,
        name="waiver-over",
        category="coverage",
        severity=Severity.WARNING,
        summary="The last day of a waiver has passed, so what it waived counts again.",
        why="A waiver is a promise to look again by a day. Once the day has passed, the gap is a "
        "gap.",
        bad=_WAIVER.replace("2027-03-31", "2026-03-31"),
        good=_WAIVER,
        how="Close the gap and take the waiver out. Is it still needed, give it a new day, and a "
        "reason that says what changed.",
    ),
    Page(
        code=WAIVER_IDLE,
        name="waiver-idle",
        category="coverage",
        severity=Severity.INFO,
        summary="A waiver waives nothing: the requirement is covered, or does not apply.",
        why="Left where it is, it would hide the gap that opens when somebody takes the text out "
        "again.",
        bad=_WAIVER + _RULE,
        good=_ASKED + _RULE,
        how="Take it out of policykit.yaml.",
    ),
    Page(
        code=WITHOUT_MATCH,
        name="framework-without-match",
        category="coverage",
        severity=Severity.WARNING,
        summary="A framework that was asked for applies nowhere in this organisation.",
        why="A framework without anything to hold policies against would look like one that is "
        "met in full. The report says why it does not apply, and counts it nowhere.",
        bad=_ASKED.replace(
            "applies_when: {always: true}", "jurisdiction: US\napplies_when: {regions_any: [US]}"
        ).replace("covers:", "law:"),
        good=_ASKED + _RULE,
        how="Read why it does not apply. Mend its `applies_when`, name the regions and channels in "
        "policies/organisation.yaml, or take the framework off the list.",
    ),
    Page(
        code=IN_DOUBT,
        name="numbers-in-doubt",
        category="coverage",
        severity=Severity.WARNING,
        summary="Something could not be read or judged, so the numbers are not the whole truth.",
        why="Without policies/organisation.yaml no law is judged, for nobody knows the countries; "
        "what cannot be read counts as missing; a country that no policy holds in has nothing. A "
        "share that leaves such things out looks better, or worse, than it is.",
        bad=_ASKED + _RULE + "scope: {regions: [SE]}\n",
        good=_ASKED + _RULE,
        how="Do what the sentence says, and look at the numbers again.",
    ),
    Page(
        code=UNREAD,
        name="policy-unread",
        category="coverage",
        severity=Severity.ERROR,
        summary="A file of a policy cannot be read, so what it promises counts as missing.",
        why="Nobody can tell whether it keeps or breaks what is required. Every gate stays shut "
        "until it can be read.",
        bad=_ASKED + _RULE.replace("id: desk", 'id: "desk'),
        good=_ASKED + _RULE,
        how="Mend the file where the report says; `policykit lint` shows the line.",
    ),
    Page(
        code=WAIVER_REFUSED,
        name="waiver-refused",
        category="coverage",
        severity=Severity.WARNING,
        summary="A waiver does not count: it lacks something, or a promise is below the law.",
        why="Without a reason, an owner and a last day nobody answers for what is left open. And "
        "what the law gives to customers, a shop cannot take away by a line in its settings.",
        bad=_REFUND.replace("---\n", _REFUND_WAIVED, 1),
        good=_REFUND.replace("30 days", "10 days"),
        how="Write what it lacks. Is a promise below the law, mend the promise and take the "
        "waiver out.",
    ),
)


def find(name: str) -> Page | None:
    """The page of a code or a name, in any case."""
    wanted = name.strip().lower()
    return next((page for page in PAGES if wanted in {page.code.lower(), page.name}), None)


def near(name: str) -> str:
    """The known code or name nearest to a mistyped one, '' where none is near."""
    known = [*(page.code for page in PAGES), *(page.name for page in PAGES)]
    wanted = name.strip()
    close = get_close_matches(wanted.upper(), known, 1) or get_close_matches(
        wanted.lower(), known, 1
    )
    return close[0] if close else ""
