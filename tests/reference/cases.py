"""A made-up house with one policy, which has evidence of every kind."""

from __future__ import annotations

from typing import Final

ORGANISATION: Final = """
name: Made up
time_zone: Europe/Stockholm
calendar: office
calendars: {office: {hours: "mon-fri 09:00-17:00"}, mondays: {hours: "mon 09:00-17:00"}}
regions: {SE: {title: Sweden}, GB: {title: Great Britain}}
channels:
  phone: {regions: {SE: {languages: [sv]}, GB: {languages: [en]}}}
  chat: {regions: {SE: {languages: [sv]}, GB: {languages: [en]}}}
  post: {regions: {SE: {languages: [sv]}}}
brands: {own: {title: Own}, budget: {title: Budget}}
groups: {garden: {title: Garden}, sale: {title: Sale}}
reasons: {return: {title: Return}, refund: {title: Refund}}
roles: {agent: {title: Agent}, seller: {title: Seller}, leader: {title: Leader}}
role_groups: {frontline: {roles: [agent, seller]}}
defaults:
  review: {every: 1 year}
  training: {refresh: 1 year}
  feedback: [{id: reports, kind: policy-issue, from: staff, every: 1 month}]
"""
UNIONS: Final = """
unions:
  EU: {members: [{region: SE, from: 1995-01-01}, {region: GB, from: 1973-01-01, to: 2020-01-31}]}
"""
RETURNS: Final = """
id: returns
areas: [returns]
status: active
effective: 2026-01-01
audience: [frontline]
scope: {channels: [phone, chat], reasons: [return, refund]}
terms:
  window: {window: 30 days, from: delivery, covers: [rule.duty], public: true}
  slow: {deadline: 5 business days, from: request-received, covers: [rule.slow]}
  answer:
    {deadline: 1 month, from: request-received, extend: {by: 2 months, tell_within: 2 weeks}, covers: [rule.answer]}
statements:
  - {id: take, must: Take it back., phase: receive, covers: [rule.duty], public: true}
response_targets:
  - {id: calls, channels: [phone], first_response: 2 minutes, attain: 80 %, priority: high, covers: [rule.duty]}
  - {id: chats, channels: [chat], reasons: [refund], first_response: window}
handoffs: {human: {open: 2 minutes, closed: 1 day}}
training:
  required_for: [frontline]
  within: 14 days
  covers: [rule.duty]
  modules: [{id: first, topic: empathy}]
kpis: [{id: happy, use: csat, target: {at_least: 80 %}, covers: [rule.duty]}, {id: told, use: nps}]
"""
STATEMENT: Final = (
    "statement: {covers: rule.duty, level: must, phase: receive, public: true, area: returns}"
)
TERM: Final = (
    "term: {covers: rule.duty, kind: window, from: delivery, at_least: 14 days, public: true}"
)
SLOW: Final = "term: {covers: rule.slow, kind: deadline, at_most: 7 days}"
TARGET: Final = (
    "response_target: {of: first_response, channels: [phone], at_most: 3 minutes, attain: 80 %}"
)
TRAINING: Final = (
    "training: {roles: [agent], within_at_most: 30 days, refresh_at_most: 1 year, topic: empathy}"
)
FEEDBACK: Final = "feedback: {from: staff, kind: policy-issue, every_at_most: 3 months}"

MET: Final = (
    STATEMENT,
    "statement: {area: returns, phase: receive}",
    "statement: {covers: rule.duty, level: [must, should]}",
    TERM,
    "term: {covers: rule.answer, part: extension, at_most: 2 months}",
    "term: {covers: rule.answer, part: extension-notice, at_most: 14 days}",
    "term: {covers: rule.answer, part: total, from: request-received, at_most: 3 months}",
    "term: {covers: rule.slow, for: customer, at_most: 5 business days}",
    "term: {area: returns, kind: window}",
    TARGET,
    "response_target: {of: first_response, channels: [phone], reasons: [return], by: person}",
    "response_target: {of: first_response, priority: high, covers: rule.duty, area: returns}",
    "section: {name: terms}",
    "section: {name: review}",
    "section: {name: feedback}",
    "section: {name: training, area: returns}",
    TRAINING,
    "training: {covers: rule.duty}",
    "kpi: {use: csat, target: true, covers: rule.duty}",
    "kpi: {use: nps}",
    FEEDBACK,
    "human: {open_at_most: 5 minutes, closed_at_most: 24 hours}",
    "policy: {area: returns}",
    "any_of: [{kpi: {use: loyalty}}, {kpi: {use: csat}}]",
    "each_channel: {of: [phone, chat], need: {statement: {covers: rule.duty}}}",
    "each_reason: {need: {response_target: {of: first_response, channels: [phone]}}}",
    "each_role: {of: [agent, seller], need: {training: {}}}",
    "each_role: {of: [seller], need: {statement: {covers: rule.duty}}}",
    "each_region: {of: [GB], need: {statement: {covers: rule.duty}}}",
)

QUICK: Final = """
terms: {quick: {deadline: 2 minutes, varies: [{channels: [chat], value: 2 days}]}}
response_targets: [{id: calls, channels: [phone], first_response: quick}]
"""
CHEAP: Final = """
scope: {brands: [own]}
terms:
  window:
    window: 30 days
    covers: [rule.duty]
    from: delivery
    public: true
    varies: [{brands: [budget], value: 10 days}, {dates: 2026-01-01 to 2026-11-21, value: 10 days}]
"""
STILL_MET: Final = (
    (TARGET.replace(", attain: 80 %", ""), QUICK),
    ("response_target: {of: first_response, at_most: 3 minutes}", QUICK),
    (TERM, CHEAP),
    (STATEMENT, "effective: 2026-11-22"),
    ("policy: {status: [in-review, active]}", "status: in-review"),
)
