"""The words of the page on frameworks that stand in no schema."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from policykit.model.value import dataclass


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of need: an example, and when it is covered and partly covered."""

    example: str
    covered: str
    partly: str


BEFORE: Final = """\
# Frameworks: what is required

A framework says what your policies have to cover, and what shows that they do. It is a file in
`schemas/frameworks/`; its name is its id. Frameworks of laws and standards come with policykit,
and your own stand beside them: what your board has promised, what a certificate asks for, what a
landlord wants to see. `policykit gaps` compares them with your policies.

```yaml
# schemas/frameworks/our-promises.yaml
format: 1
framework: our-promises
title: What Havsby promises its customers
applies_when: {always: true}
checked: 2026-11-21
requirements:
  - id: call-back
    area: phone
    title: We call back
    requirement: Call a customer back within a day of a missed call.
    question: Do we call back within a day?
    severity: error
    needs:
      - statement: {covers: our-promises.call-back, level: must}
      - term: {covers: our-promises.call-back, kind: deadline, at_most: 1 day}
    cite: Minutes of the board, 3 March 2026
```

A requirement names the service `area` it belongs to, says in your own words what is required,
and lists its `needs`: the evidence. **All needs must hold.** `question` is asked when you assess
your practice. `severity` says how bad a gap is.

A policy answers by naming the requirement: under `law` where the framework has a `jurisdiction`,
under `covers` where it is a standard.

```yaml
terms:
  call-back-time: {deadline: 4 hours, from: call-offered, covers: [our-promises.call-back]}
statements:
  - id: call-back
    must: Call the customer back within {call-back-time}.
    covers: [our-promises.call-back]
```

## What becomes of a requirement

| state | when |
|---|---|
| covered | every need holds, in text that is in force |
| partly covered | something is there, and a need fails; the report says which one, what was found instead and what to write |
| outdated | every need would hold, were its text in force: it is a draft, still to come, overdue for review or expired |
| missing | nothing is there |
| does not apply | it is law elsewhere, its conditions do not hold, or it is not in force on the day; the reason is shown |
| waived | somebody stands by the gap, with a reason and until a day |

It is judged region by region, and counts as covered when it is covered in each region where it
applies. What does not apply or is waived counts in no percentage.

## The kinds of evidence

A need is exactly one of these. Keys that are left out are not asked for, so fewer keys are met by
more policies. Where a need names no `law` and no `covers`, any text of the area may answer it.
"""

KINDS: Final[Mapping[str, Kind]] = {
    "policy": Kind(
        "- policy: {area: returns, status: active}",
        "a policy of the area holds in the region and has one of the states.",
        "it holds in other regions, or is not in force yet; the second is told as outdated.",
    ),
    "statement": Kind(
        "- statement: {law: eu-consumer.refund, level: [must, must_not]}",
        "a statement has all the marks, in a policy that is in force in the region.",
        "one names the requirement and says `should` for `must`, has another phase or is not "
        "public, or a script or an answer names it where a statement is needed.",
    ),
    "term": Kind(
        """\
- term: {law: eu-consumer.refund, kind: deadline, from: withdrawal-received, at_most: 14 days}""",
        "a term has all the marks, and its number keeps to the limit in every case of the region, "
        "at its worst.",
        "the number breaks the limit, or can break it in some weeks; it is counted from another "
        "event; nobody can compare the two. Below the limit of a law it is an error.",
    ),
    "response_target": Kind(
        "- response_target: {of: first_response, reasons: [complaint], at_most: 1 business day}",
        "a response target answers each of the channels and contact reasons in time. Channels "
        "that are not open in the region are not asked for.",
        "it is slower, is kept in too few cases, or some of the channels or reasons have none.",
    ),
    "section": Kind(
        "- section: {name: escalation, area: complaints}",
        "a policy of the area has the section, or `defaults` of the organisation fill it in.",
        "there is a policy of the area without it.",
    ),
    "training": Kind(
        "- training: {roles: [store-associate], within_at_most: 30 days, refresh_at_most: 1 year}",
        "people in each of the roles are trained in the area, soon and often enough.",
        "some of the roles are not, or later or less often than asked.",
    ),
    "kpi": Kind(
        "- kpi: {use: csat, target: true}",
        "a KPI of the area uses the measure, with a target where one is asked for.",
        "it has no target, or is told in words alone, so that nobody can measure it.",
    ),
    "feedback": Kind(
        "- feedback: {from: customer, kind: survey, every_at_most: 3 months}",
        "those people are asked in that way, often enough; `defaults` of the organisation count.",
        "others are asked, in another way, too seldom, or nobody says how often.",
    ),
    "human": Kind(
        "- human: {open_at_most: 3 minutes, closed_at_most: 1 business day}",
        "`handoffs` say how a customer reaches a person, soon enough while you are open and "
        "while you are closed.",
        "one of the times is missing or too long.",
    ),
    "any_of": Kind(
        """\
- any_of:
    - section: {name: escalation}
    - human: {}""",
        "one of the needs under it holds.",
        "none of them does, and something of one is there; the nearest is told.",
    ),
    "each_channel": Kind(
        "- each_channel: {of: [phone, chat], need: {response_target: {of: first_response}}}",
        "the need under it holds in each channel; without `of`, in each one open in the region.",
        "it holds in some of them; the others are named.",
    ),
    "each_reason": Kind(
        "- each_reason: {need: {response_target: {of: first_response}}}",
        "the need under it holds for each contact reason; without `of`, for each you have.",
        "it holds for some of them; the others are named.",
    ),
    "each_role": Kind(
        "- each_role: {of: [store-associate], need: {training: {area: complaints}}}",
        "the need under it holds for each role; without `of`, for each you have.",
        "it holds for some of them; the others are named.",
    ),
    "each_region": Kind(
        "- each_region: {of: [SE], need: {section: {name: escalation}}}",
        "the need under it holds in each region; without `of`, in each you have.",
        "it holds in some of them; the others are named.",
    ),
}
"""By the key of the need, as the schema calls it."""

SHARED: Final = """\
## How numbers are compared

`at_most` and `at_least` take a length of time, a sum of money, a share or a count. Yours is taken
at its worst and the limit at its strictest: a month can have 28 days. Business days against plain
days are decided on the calendars of the channels, over every day to start on in the next three
years, and the report says so. `part` asks for a part of a term: by how much it may be extended
(`extension`), when the customer hears of it (`extension-notice`) or both added up (`total`).
Times are compared only when they are counted `from` the same event.
"""

CONDITIONS: Final = (
    """\
## When it applies

`applies_when` stands in a framework and, where it needs to be narrower, in a requirement. All its
keys must hold; of the names under one key, one is enough.
""",
    """\
`jurisdiction` says whose law it is: a region (`SE`, `US-CA`) or a union (`EU`, `EEA`, `UK`, `US`),
whose members are those of the day. Such a framework is judged in regions that belong to it and in
no others. Left out, it is a standard and judged in all of them.

`frameworks: auto` in `policykit.yaml` takes every framework whose conditions hold. A list takes
those it names, whatever their conditions.""",
)

AFTER: Final = """\
## Building on others

`extends: [eu-consumer]` takes over all that another framework asks for. A requirement with the
same id takes the place of theirs; of several frameworks the first one named wins. What is
inherited is judged once: as that of the framework it comes from where that applies, else as yours.

`implements: eu-consumer.refund` says that a requirement carries out one of a wider law. One
reference in a policy then counts for both, and in its own region the narrower number stands in the
place of the wider one. What replaces or inherits a requirement by `extends` carries it out, too.

```yaml
framework: havsby-law
title: What the law asks of Havsby
jurisdiction: SE
applies_when: {regions_any: [SE]}
extends: [se-consumer, eu-consumer]
requirements:
  - id: refund
    area: returns
    requirement: Pay back all money within 7 days of the withdrawal.
    severity: error
    needs:
      - term: {law: havsby-law.refund, kind: deadline, from: withdrawal-received, at_most: 7 days}
    cite: Our own promise, decided in March 2026
    checked: 2026-11-21
```

## Days

`valid_from` and `valid_to` are the first and the last day a requirement holds. They are held
against `--today`, so `policykit gaps --today 2026-12-28` tells what will be missing then.
`checked` is the day somebody last looked at the source, for a requirement or once for the whole
framework; a law that is cited without one is a finding. `confidence` says whether it was verified
at the source.

## Waivers

A gap that you stand by, for a time, is written in `policykit.yaml`. It shows as waived, with its
reason, until its last day, and is a gap again afterwards. `regions` narrows it to some. A promise
below the law cannot be waived: it is told, and fails, as if there were no waiver.

```yaml
waivers:
  - requirement: us-federal.cooling-off
    reason: We do not sell at the door.
    owner: compliance-officer
    until: 2027-06-30
```

## What is checked

`policykit lint` finds names that nobody declared ([REF003](rules/REF003.md)), a requirement that
stands twice ([FRM001](rules/FRM001.md)), one that can never be met
([FRM002](rules/FRM002.md)), a law cited without a day ([FRM003](rules/FRM003.md)), circles
([FRM004](rules/FRM004.md)), a framework that asks for nothing here ([FRM005](rules/FRM005.md)),
and waivers that have ended, stand twice ([SET001](rules/SET001.md)) or last too long
([SET002](rules/SET002.md)).
"""
