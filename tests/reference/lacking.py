"""How each kind of evidence can be lacking: a need, the keys of the policy that change, what is told."""

from __future__ import annotations

from typing import Final

from tests.reference.cases import FEEDBACK, SLOW, STATEMENT, TARGET, TERM, TRAINING


def window(value: str = "30 days", marks: str = "from: delivery, public: true") -> str:
    return f"terms: {{window: {{window: {value}, {marks}, covers: [rule.duty]}}}}"


def varied(variant: str) -> str:
    return window(marks=f"from: delivery, public: true, varies: [{{{variant}}}]")


def statements(marks: str) -> str:
    return f"statements: [{{id: take, {marks}}}]"


NOT_HERE: Final = "returns.calls does not hold here, returns.chats does not hold here"
AS_IS: Final = "id: returns"
ALL: Final = "covers: [rule.duty], phase: receive, public: true"
FAILING: Final = {
    "no statement": (STATEMENT, statements("must: Take it."), "[SE, GB] there is none"),
    "another level": (
        STATEMENT,
        statements(f"should: Take it., {ALL}"),
        "[SE, GB] returns.take is a should",
    ),
    "another phase": (
        STATEMENT,
        statements("must: Take it., covers: [rule.duty], phase: respond, public: true"),
        "[SE, GB] returns.take is of another phase",
    ),
    "not public": (
        STATEMENT,
        statements("must: Take it., covers: [rule.duty], phase: receive"),
        "[SE, GB] returns.take is not public",
    ),
    "another region": (
        STATEMENT,
        statements(f"must: Take it., regions: [SE], {ALL}"),
        "[GB] returns.take does not hold here",
    ),
    "past dates": (
        STATEMENT,
        statements(f"must: Take it., dates: 2026-01-01 to 2026-11-21, {ALL}"),
        "[SE, GB] returns.take does not hold here",
    ),
    "another scope": (
        STATEMENT,
        "scope: {regions: [GB]}",
        "[SE] returns.take does not hold here",
    ),
    "another area": (STATEMENT, "areas: [complaints]", "[SE, GB] there is none"),
    "a draft": (
        STATEMENT,
        "status: draft",
        "[SE, GB] returns.take is in a policy not in force",
    ),
    "not begun": (
        STATEMENT,
        "effective: 2026-11-23",
        "[SE, GB] returns.take is in a policy not in force",
    ),
    "no term": (TERM, "terms: {}", "[SE, GB] there is none"),
    "too short": (
        TERM,
        window("10 days"),
        "[SE, GB] returns.window is 10 days and breaks it",
    ),
    "too short in one region": (
        TERM,
        varied("regions: [GB], value: 10 days"),
        "[GB] returns.window is 10 days and breaks it",
    ),
    "too short for some goods": (
        TERM,
        varied("groups: [sale], value: 10 days"),
        "[SE, GB] returns.window is 10 days for phone, sale, 2026-11-22 and breaks it",
    ),
    "too short next month": (
        TERM,
        varied("dates: 2026-12-01 to 2026-12-24, value: 10 days"),
        "[SE, GB] returns.window is 10 days for phone, 2026-12-01 and breaks it",
    ),
    "nothing in one channel": (
        TERM,
        varied("channels: [chat], value: none"),
        "[SE, GB] returns.window promises nothing for chat, 2026-11-22",
    ),
    "from another day": (
        TERM,
        window(marks="from: purchase, public: true"),
        "[SE, GB] returns.window counts from purchase",
    ),
    "from another day in one region": (
        TERM,
        varied("regions: [SE], from: purchase"),
        "[SE] returns.window counts from purchase",
    ),
    "another kind": (
        TERM,
        "terms: {window: {notice: 30 days, from: delivery, covers: [rule.duty], public: true}}",
        "[SE, GB] returns.window is a notice",
    ),
    "a secret term": (
        TERM,
        window(marks="from: delivery"),
        "[SE, GB] returns.window is not public",
    ),
    "promised to staff": (
        "term: {covers: rule.duty, for: customer}",
        window(marks="for: staff"),
        "[SE, GB] returns.window is for staff",
    ),
    "money for time": (
        TERM,
        window("30 EUR"),
        "[SE, GB] returns.window is 30 EUR and cannot be compared",
    ),
    "business days": (
        SLOW,
        "terms: {slow: {deadline: 6 business days, from: opened, covers: [rule.slow]}}",
        "[SE, GB] returns.slow is 6 business days and breaks it",
    ),
    "a month": (
        "term: {covers: rule.slow, at_most: 30 days}",
        "terms: {slow: {deadline: 1 month, from: opened, covers: [rule.slow]}}",
        "[SE, GB] returns.slow is 1 month and keeps to it in some cases only",
    ),
    "no extension": (
        "term: {covers: rule.slow, part: extension, at_most: 2 months}",
        AS_IS,
        "[SE, GB] returns.slow promises nothing",
    ),
    "too long a total": (
        "term: {covers: rule.answer, part: total, at_most: 2 months}",
        AS_IS,
        "[SE, GB] returns.answer is 3 months and breaks it",
    ),
    "no target there": (
        "response_target: {of: first_response, channels: [chat], reasons: [return]}",
        AS_IS,
        f"[SE, GB] {NOT_HERE}",
    ),
    "another time": (
        "response_target: {of: resolution, channels: [phone]}",
        AS_IS,
        "[SE, GB] there is none",
    ),
    "beyond the scope": (
        "response_target: {of: first_response, reasons: [return], channels: [phone]}",
        "scope: {reasons: [refund]}",
        f"[SE, GB] {NOT_HERE}",
    ),
    "too late by a term": (
        "response_target: {of: first_response, channels: [chat], reasons: [refund], at_most: 1 day}",
        AS_IS,
        "[SE, GB] returns.chats first_response is 30 days and breaks it",
    ),
    "a term nobody has": (
        "response_target: {of: first_response, channels: [phone], at_most: 1 day}",
        "response_targets: [{id: calls, channels: [phone], first_response: other.answer}]",
        "[SE, GB] returns.calls first_response promises nothing",
    ),
    "too seldom": (
        "response_target: {of: first_response, channels: [phone], attain: 90 %}",
        AS_IS,
        "[SE, GB] returns.calls attain is 80 % and breaks it",
    ),
    "no share": (
        "response_target: {of: first_response, channels: [chat], reasons: [refund], attain: 90 %}",
        AS_IS,
        "[SE, GB] returns.chats attain is not said",
    ),
    "by a bot": (
        TARGET,
        "response_targets: [{id: bot, channels: [phone], first_response: 5 seconds, by: bot}]",
        "[SE, GB] returns.bot is kept by another",
    ),
    "at times": (
        TARGET,
        "response_targets: [{id: rare, channels: [phone], first_response: 5 seconds, when: We sleep.}]",
        "[SE, GB] returns.rare holds for some only",
    ),
    "another priority": (
        "response_target: {of: first_response, channels: [phone], priority: low}",
        AS_IS,
        "[SE, GB] returns.calls is of another priority",
    ),
    "an empty section": ("section: {name: tone}", AS_IS, "[SE, GB] returns leaves tone empty"),
    "training by default alone": (
        "section: {name: training}",
        "training: {}",
        "[SE, GB] returns leaves training empty",
    ),
    "nobody trained": (TRAINING, "training: {}", "[SE, GB] returns trains nobody"),
    "a role untrained": (
        "training: {roles: [agent, leader]}",
        AS_IS,
        "[SE, GB] returns does not train leader",
    ),
    "each role": (
        "each_role: {need: {training: {}}}",
        AS_IS,
        "[SE, GB] in leader needs training (): returns does not train leader",
    ),
    "trained late": (
        TRAINING,
        "training: {required_for: [agent], within: 2 months, modules: [{id: a, topic: empathy}]}",
        "[SE, GB] returns within is 2 months and breaks it",
    ),
    "trained seldom": (
        TRAINING,
        "training: {required_for: [agent], within: 1 day, refresh: 2 years}",
        "[SE, GB] returns refresh is 2 years and breaks it",
    ),
    "another topic": ("training: {topic: goods}", AS_IS, "[SE, GB] returns has no module on it"),
    "no KPI": ("kpi: {use: loyalty}", AS_IS, "[SE, GB] returns has no such KPI"),
    "no aim": ("kpi: {use: nps, target: true}", AS_IS, "[SE, GB] returns sets it no target"),
    "a KPI for another duty": (
        "kpi: {use: nps, covers: rule.duty}",
        AS_IS,
        "[SE, GB] returns covers something else",
    ),
    "nobody asked": (
        "feedback: {from: customer}",
        AS_IS,
        "[SE, GB] returns asks for no such feedback",
    ),
    "own feedback in the place of the default": (
        FEEDBACK,
        "feedback: [{id: survey, kind: survey, from: customer}]",
        "[SE, GB] returns asks for no such feedback",
    ),
    "asked too seldom": (
        FEEDBACK,
        "feedback: [{id: yearly, kind: policy-issue, from: staff, every: 1 year}]",
        "[SE, GB] returns every is 1 year and breaks it",
    ),
    "no person": (
        "human: {}",
        "handoffs: {bot_max_turns: 2}",
        "[SE, GB] returns leads to no person",
    ),
    "a person too late": (
        "human: {closed_at_most: 2 hours}",
        AS_IS,
        "[SE, GB] returns closed is 1 day and breaks it",
    ),
    "no policy": ("policy: {area: complaints}", AS_IS, "[SE, GB] there is none"),
    "a policy in review": (
        "policy: {area: returns}",
        "status: in-review",
        "[SE, GB] returns is in-review",
    ),
    "none of several": (
        "any_of: [{kpi: {use: nps, target: true}}, {section: {name: tone}}]",
        AS_IS,
        "[SE, GB] returns sets it no target OR needs section (name tone): returns leaves tone empty",
    ),
    "one channel of those there are": (
        "each_channel: {need: {statement: {covers: rule.duty}}}",
        AS_IS,
        "[SE] in post needs statement (covers rule.duty): returns.take does not hold here",
    ),
    "one reason": (
        "each_reason: {need: {response_target: {of: first_response, channels: [chat]}}}",
        AS_IS,
        "[SE, GB] in return needs response_target (of first_response, channels chat): " + NOT_HERE,
    ),
    "one region of those asked for": (
        "each_region: {of: [GB], need: {statement: {covers: rule.duty}}}",
        statements("must: Take it., covers: [rule.duty], regions: [SE]"),
        "[GB] in GB needs statement (covers rule.duty): returns.take does not hold here",
    ),
    "a role that does not read it": (
        "each_role: {need: {statement: {covers: rule.duty}}}",
        AS_IS,
        "[SE, GB] in leader needs statement (covers rule.duty): returns.take does not hold here",
    ),
    "a term of another scope": (
        TERM,
        "scope: {regions: [GB]}",
        "[SE] returns.window does not hold here",
    ),
    "a part of a term": (
        "response_target: {of: first_response, channels: [phone], at_most: 1 month}",
        "response_targets: [{id: calls, channels: [phone], first_response: answer.extension}]",
        "[SE, GB] returns.calls first_response is 2 months and breaks it",
    ),
    "a calendar of its own": (
        "response_target: {of: first_response, at_most: 5 days}",
        "response_targets: [{id: calls, first_response: 1 business day, calendar: mondays}]",
        "[SE, GB] returns.calls first_response is 1 business day and keeps to it in some cases only",
    ),
    "a policy not begun": (
        "policy: {area: returns}",
        "effective: 2026-12-01",
        "[SE, GB] returns has not begun",
    ),
    "a section of a draft": (
        "section: {name: terms}",
        "status: draft",
        "[SE, GB] returns is not in force",
    ),
}
