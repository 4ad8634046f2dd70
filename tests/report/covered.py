"""A small gap report with everything a gap report can say, and what each format makes of it.

`report()` has two regions, `one_region()` none by name, `empty()` frameworks that match nothing.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from policykit.model.assessment import Answered, Assessment, Practice
from policykit.model.coverage import (
    Against,
    Answer,
    Coverage,
    CoverageReport,
    Evidence,
    FrameworkCoverage,
    Gate,
    HeatCell,
    Lack,
    Matrix,
    MatrixCell,
    MissingArea,
    Reason,
    RequirementCoverage,
    State,
    Tally,
    Task,
    TrendPoint,
    Turned,
    Waiver,
    Warmth,
)
from policykit.model.finding import Severity
from policykit.model.position import Location, Position, Span

TODAY = date(2026, 11, 22)
RETURNS = "policies/returns.yaml"
COMPLAINTS = "policies/complaints.yaml"
DELIVERY = "policies/delivery.yaml"
CHAT = "policies/live-chat.yaml"
EU = "schemas/frameworks/eu-consumer.yaml (shipped)"
CORE = "schemas/frameworks/core-service.yaml (shipped)"
SE = "schemas/frameworks/se-consumer.yaml (shipped)"
ES = "schemas/frameworks/es-consumer.yaml (shipped)"
UK = "schemas/frameworks/uk-consumer.yaml (shipped)"
OWN = "schemas/frameworks/havsby.yaml"
SETTINGS = "policykit.yaml"
SITE = "https://handbook.havsby.example/en/"

HOSTILE = "=1+1 <b>bold</b> ::error::gone \x1b[31mred | pipe \u202edrawkcab"
"""What a report must show and never act on: a formula, markup, a command, a colour, a turn."""


def at(path: str, line: int, *pointer: str | int, column: int = 5, wide: int = 12) -> Location:
    return Location(
        path, Span(Position(line, column), Position(line, column + wide)), tuple(pointer)
    )


REFUND_TERM = Evidence(
    "term",
    "returns",
    "Returns, refunds and faulty goods",
    "refund-time",
    "30 days from the day we get the withdrawal",
    at(RETURNS, 58, "terms", "refund-time", "time"),
    f"{SITE}returns.html#refund-time",
)
WITHDRAWAL_RULE = Evidence(
    "statement",
    "returns",
    "Returns, refunds and faulty goods",
    "withdrawal",
    "We must let customers cancel an online order within 30 days, without asking why.",
    at(RETURNS, 31, "sections", 0, "statements", 2),
    f"{SITE}returns.html#withdrawal",
)
WITHDRAWAL_TERM = Evidence(
    "term",
    "returns",
    "Returns, refunds and faulty goods",
    "withdrawal-window",
    "30 days from delivery",
    at(RETURNS, 44, "terms", "withdrawal-window", "window"),
    f"{SITE}returns.html#withdrawal-window",
)
DELIVERY_TERM = Evidence(
    "term",
    "delivery",
    "Delivery and pick-up",
    "delivery-time",
    "30 days from dispatch",
    at(DELIVERY, 22, "terms", "delivery-time", "time"),
)
ACKNOWLEDGE = Evidence(
    "statement",
    "complaints",
    "Complaints",
    "acknowledge",
    "We must tell the customer within one working day that we have the complaint.",
    at(COMPLAINTS, 19, "sections", 0, "statements", 0),
    f"{SITE}complaints.html#acknowledge",
)
CHAT_TARGET = Evidence(
    "response_target",
    "live-chat",
    "Live chat",
    "chat-answers",
    "first answer within 2 minutes, 90 % of the time",
    at(CHAT, 40, "response_targets", "chat-answers"),
)
CHAT_POLICY = Evidence(
    "policy", "live-chat", "Live chat", "", "Live chat, a draft of 2026-10-01", at(CHAT, 2, "id")
)
HOSTILE_RULE = Evidence(
    "statement", "returns", HOSTILE, "hostile", HOSTILE, at(RETURNS, 70, "sections", 1)
)

REFUND_REASON = Reason(
    lack=Lack.BELOW,
    need="a term for eu-consumer.refund, a deadline from withdrawal-received, at most 14 days",
    message="The deadline is 30 days, and the law allows at most 14 days.",
    do="Make refund-time 14 days or shorter.",
    written=at(EU, 71, "requirements", 3, "needs", 1),
    found=(REFUND_TERM,),
    skeleton=(
        "terms:\n"
        "  refund-time:\n"
        "    kind: deadline\n"
        "    from: withdrawal-received\n"
        "    time: 14 days\n"
        "    law: [eu-consumer.refund]\n"
    ),
    is_error=True,
)
BUTTON_REASON = Reason(
    lack=Lack.ABSENT,
    need="a statement for eu-consumer.withdrawal-button, must",
    message="No statement names eu-consumer.withdrawal-button.",
    do="Write a rule on the button to cancel into returns.",
    written=at(EU, 55, "requirements", 2, "needs", 0),
    skeleton=(
        "- id: withdrawal-button\n"
        "  level: must\n"
        "  text: We must give customers a button to cancel, in the web shop and the app.\n"
        "  law: [eu-consumer.withdrawal-button]\n"
    ),
)
START_REASON = Reason(
    lack=Lack.OTHER_START,
    need="a term for eu-consumer.delivery, a deadline from order, at most 30 days",
    message="It counts from dispatch, and the law counts from the order.",
    do="Let delivery-time count from order, or add a term that does.",
    written=at(EU, 117, "requirements", 6, "needs", 1),
    found=(DELIVERY_TERM,),
    skeleton="terms:\n  delivery-time:\n    from: order\n    time: 30 days\n",
)
SOMETIMES_REASON = Reason(
    lack=Lack.SOMETIMES,
    need="a term for se-consumer.answer, a deadline from complaint, at most 14 days",
    message=(
        "10 business days can be 18 days here, over the holidays of December, "
        "and the law allows at most 14 days."
    ),
    do="Write 14 days, or at most 6 business days.",
    written=at(SE, 33, "requirements", 1, "needs", 0),
    found=(
        replace(
            ACKNOWLEDGE, kind="term", item="answer-time", text="10 business days from complaint"
        ),
    ),
    skeleton="terms:\n  answer-time:\n    time: 14 days\n",
)


def _reason(lack: Lack, message: str, do: str, *found: Evidence) -> Reason:
    return Reason(
        lack=lack,
        need="a statement for core-service.told-to-staff, must, in the phase respond",
        message=message,
        do=do,
        written=at(CORE, 160, "requirements", 10, "needs", 0),
        found=found,
    )


MANY_REASONS = (
    _reason(
        Lack.ELSEWHERE,
        "The rule is for Germany, and not for Sweden.",
        "Let the rule hold in SE, too.",
        ACKNOWLEDGE,
    ),
    _reason(
        Lack.OTHERWISE,
        "The rule says should, and must is asked for.",
        "Raise the rule to must.",
        ACKNOWLEDGE,
    ),
    _reason(
        Lack.ENDED,
        "The promise is taken back in Sweden (none).",
        "Give it a value for SE again.",
        WITHDRAWAL_TERM,
    ),
    _reason(
        Lack.UNMEASURED,
        "The term has no number, so nobody can tell.",
        "Write the time as a length, such as 2 days.",
        DELIVERY_TERM,
    ),
    _reason(
        Lack.INCOMPARABLE,
        "Units and percent cannot be compared.",
        "Write a share in percent.",
        CHAT_TARGET,
    ),
    _reason(
        Lack.RETIRED,
        "The policy is retired.",
        "Move the rule to a policy in force.",
        CHAT_POLICY,
    ),
)
TIMES = (
    (Lack.DRAFT, "Live chat is a draft.", "Have it approved.", CHAT_POLICY),
    (Lack.COMING, "It holds from 2027-01-01.", "Nothing until then.", CHAT_TARGET),
    (Lack.OVERDUE, "Its review was due on 2026-09-30.", "Review live chat.", CHAT_POLICY),
    (Lack.EXPIRED, "It ended on 2026-10-31.", "Publish it anew.", CHAT_POLICY),
)

WAIVED_IN_FORCE = Waiver(
    requirement="core-service.loyalty-measured",
    reason="The survey starts with the new till system in the spring.",
    owner="head-of-customer-service",
    until="2027-06-30",
    location=at(SETTINGS, 61, "gaps", "waivers", 0),
    days_left=220,
)
WAIVED_SOON = Waiver(
    requirement="core-service.phone-support",
    reason="The phone line moves to the new office.",
    owner="service-desk-lead",
    until="2026-12-10",
    location=at(SETTINGS, 66, "gaps", "waivers", 1),
    regions=("SE",),
    days_left=18,
)
WAIVED_OVER = Waiver(
    requirement="eu-consumer.withdrawal-button",
    reason="The web team has it in the plan of October.",
    owner="head-of-e-commerce",
    until="2026-10-31",
    location=at(SETTINGS, 71, "gaps", "waivers", 2),
    days_left=-22,
)
WAIVED_IDLE = Waiver(
    requirement="core-service.complaint-acknowledge",
    reason="Until the complaints policy is approved.",
    owner="head-of-customer-service",
    until="2026-12-31",
    location=at(SETTINGS, 76, "gaps", "waivers", 3),
    days_left=39,
    is_idle=True,
)


WAIVED_REFUSED = Waiver(
    requirement="eu-consumer.refund",
    reason="The bank needs 30 days.",
    owner="head-of-e-commerce",
    until="2027-03-31",
    location=at(SETTINGS, 81, "gaps", "waivers", 4),
    regions=("SE",),
    days_left=129,
    refused="A promise below the law cannot be waived.",
)


def _both(requirement: str, one: Coverage) -> tuple[Coverage, ...]:
    return tuple(replace(one, requirement=requirement, region=region) for region in ("SE", "DE"))


def _requirement(
    name: str, title: str, requirement: str, area: str, location: Location, **more: object
) -> RequirementCoverage:
    return replace(
        RequirementCoverage(
            name=name,
            framework=name.partition(".")[0],
            title=title,
            requirement=requirement,
            area=area,
            severity=Severity.ERROR,
            location=location,
            question=f"{title}: is it done so every day?",
        ),
        **more,  # type: ignore[arg-type] # the fields of the class, as the cases name them
    )


EU_REQUIREMENTS = (
    _requirement(
        "eu-consumer.withdrawal",
        "Cancel a distance order",
        "Let a customer cancel an online or phone order within 14 days of delivery, for any "
        "reason.",
        "returns",
        at(EU, 13),
        cite="Directive 2011/83/EU art. 9",
        checked="2026-11-21",
        confidence="verified",
        url="https://eur-lex.europa.eu/eli/dir/2011/83/oj",
        owner="returns-lead",
        policy="returns",
        valid_from="2014-06-13",
        regions=_both(
            "eu-consumer.withdrawal",
            Coverage(
                requirement="",
                region="",
                state=State.COVERED,
                evidence=(WITHDRAWAL_RULE, WITHDRAWAL_TERM),
                notes=("30 days are judged on the calendar of the customer, every day counted.",),
            ),
        ),
    ),
    _requirement(
        "eu-consumer.withdrawal-button",
        "A button to cancel",
        "Give a clear function in the web shop and the app to cancel and confirm.",
        "returns",
        at(EU, 46),
        cite="Directive 2011/83/EU art. 11a, added by Directive (EU) 2023/2673",
        checked="2026-11-21",
        confidence="own-knowledge",
        owner="returns-lead",
        policy="returns",
        valid_from="2026-06-19",
        regions=_both(
            "eu-consumer.withdrawal-button",
            Coverage(
                requirement="",
                region="",
                state=State.MISSING,
                reasons=(BUTTON_REASON,),
                waiver=WAIVED_OVER,
                because="The waiver of head-of-e-commerce ended on 2026-10-31.",
            ),
        ),
    ),
    _requirement(
        "eu-consumer.refund",
        "Pay back everything",
        "Give all money back within 14 days, standard delivery included.",
        "returns",
        at(EU, 61),
        cite="Directive 2011/83/EU art. 13",
        checked="2026-11-21",
        confidence="verified",
        owner="returns-lead",
        policy="returns",
        regions=(
            Coverage(
                requirement="eu-consumer.refund",
                region="SE",
                state=State.PARTIAL,
                evidence=(WITHDRAWAL_RULE,),
                reasons=(REFUND_REASON,),
                waiver=WAIVED_REFUSED,
            ),
            Coverage(
                requirement="eu-consumer.refund",
                region="DE",
                state=State.COVERED,
                evidence=(WITHDRAWAL_RULE, replace(REFUND_TERM, text="14 days in Germany")),
            ),
        ),
    ),
    _requirement(
        "eu-consumer.delivery",
        "Deliver in time",
        "Deliver within 30 days of the order, unless something else is agreed.",
        "delivery",
        at(EU, 108),
        cite="Directive 2011/83/EU art. 18",
        checked="2026-11-21",
        owner="head-of-logistics",
        policy="delivery",
        regions=_both(
            "eu-consumer.delivery",
            Coverage(requirement="", region="", state=State.PARTIAL, reasons=(START_REASON,)),
        ),
    ),
)
SE_REQUIREMENTS = (
    _requirement(
        "se-consumer.answer",
        "Answer a complaint",
        "Answer a complaint within 14 days.",
        "complaints",
        at(SE, 28),
        cite="Consumer Complaints Act (2015:671) 14 §",
        checked="2026-11-20",
        owner="service-desk-lead",
        policy="complaints",
        regions=(
            Coverage(
                requirement="se-consumer.answer",
                region="SE",
                state=State.PARTIAL,
                reasons=(SOMETIMES_REASON,),
                notes=("Business days are counted on the calendar of Sweden, worst case.",),
            ),
            Coverage(
                requirement="se-consumer.answer",
                region="DE",
                state=State.NOT_APPLICABLE,
                because="The law of Sweden holds in Sweden alone.",
            ),
        ),
    ),
)
CORE_REQUIREMENTS = (
    _requirement(
        "core-service.complaint-acknowledge",
        "Say that we have the complaint",
        "Tell everyone who complains that we have it, and when we will answer.",
        "complaints",
        at(CORE, 709),
        severity=Severity.WARNING,
        owner="service-desk-lead",
        policy="complaints",
        regions=_both(
            "core-service.complaint-acknowledge",
            Coverage(
                requirement="",
                region="",
                state=State.COVERED,
                evidence=(ACKNOWLEDGE,),
                waiver=WAIVED_IDLE,
            ),
        ),
    ),
    _requirement(
        "core-service.told-to-staff",
        "Everyone knows the promises",
        "Tell staff what is promised before customers hear of it.",
        "complaints",
        at(CORE, 156),
        severity=Severity.WARNING,
        owner="service-desk-lead",
        policy="complaints",
        regions=(
            Coverage(
                requirement="core-service.told-to-staff",
                region="SE",
                state=State.PARTIAL,
                evidence=(ACKNOWLEDGE,),
                reasons=MANY_REASONS,
            ),
            Coverage(
                requirement="core-service.told-to-staff",
                region="DE",
                state=State.COVERED,
                evidence=(ACKNOWLEDGE,),
            ),
        ),
    ),
    _requirement(
        "core-service.live-chat",
        "Answer in the chat",
        "Say what customers can expect in the chat, and keep to it.",
        "live-chat",
        at(CORE, 216),
        severity=Severity.WARNING,
        owner="service-desk-lead",
        policy="live-chat",
        regions=_both(
            "core-service.live-chat",
            Coverage(
                requirement="",
                region="",
                state=State.OUTDATED,
                reasons=tuple(
                    _reason(lack, message, do, found) for lack, message, do, found in TIMES
                ),
            ),
        ),
    ),
    _requirement(
        "core-service.crisis-plan",
        "A plan for bad days",
        "Have a plan for what staff say and do when something goes badly wrong.",
        "crisis-and-continuity",
        at(CORE, 919),
        severity=Severity.INFO,
        starter="crisis-and-continuity",
        regions=_both(
            "core-service.crisis-plan",
            Coverage(
                requirement="",
                region="",
                state=State.MISSING,
                reasons=(
                    Reason(
                        lack=Lack.ABSENT,
                        need="a policy in the area crisis-and-continuity",
                        message="No policy is of the area crisis-and-continuity.",
                        do="Begin one.",
                        written=at(CORE, 927, "requirements", 70, "needs", 0),
                    ),
                ),
            ),
        ),
    ),
    _requirement(
        "core-service.loyalty-measured",
        "Know who comes back",
        "Measure how many customers come back.",
        "measuring",
        at(CORE, 125),
        severity=Severity.INFO,
        regions=_both(
            "core-service.loyalty-measured",
            Coverage(
                requirement="",
                region="",
                state=State.WAIVED,
                waiver=WAIVED_IN_FORCE,
                beneath=State.MISSING,
                because="Waived until 2027-06-30 by head-of-customer-service.",
            ),
        ),
    ),
    _requirement(
        "core-service.phone-support",
        "Answer the phone",
        "Say when the phone is answered, and how fast.",
        "phone-support",
        at(CORE, 184),
        severity=Severity.WARNING,
        regions=(
            Coverage(
                requirement="core-service.phone-support",
                region="SE",
                state=State.WAIVED,
                waiver=WAIVED_SOON,
                beneath=State.PARTIAL,
                because="Waived until 2026-12-10 by service-desk-lead.",
            ),
            Coverage(
                requirement="core-service.phone-support",
                region="DE",
                state=State.NOT_APPLICABLE,
                because="The phone is not open in Germany.",
            ),
        ),
    ),
    _requirement(
        "core-service.home-visits",
        "Say who is coming",
        "Tell customers who visits them at home, and when.",
        "home-visits",
        at(CORE, 640),
        regions=_both(
            "core-service.home-visits",
            Coverage(
                requirement="",
                region="",
                state=State.NOT_APPLICABLE,
                because="The organisation visits nobody at home.",
            ),
        ),
    ),
)
OWN_REQUIREMENTS = (
    _requirement(
        "havsby.hostile",
        HOSTILE,
        f"Show this as it is: {HOSTILE}",
        "returns",
        at(OWN, 12, "requirements", 0),
        severity=Severity.WARNING,
        cite=HOSTILE,
        owner="returns-lead",
        policy="returns",
        regions=_both(
            "havsby.hostile",
            Coverage(
                requirement="",
                region="",
                state=State.MISSING,
                reasons=(
                    Reason(
                        lack=Lack.ABSENT,
                        need=f"a statement that says {HOSTILE}",
                        message=HOSTILE,
                        do=HOSTILE,
                        written=at(OWN, 16, "requirements", 0, "needs", 0),
                        found=(HOSTILE_RULE,),
                        skeleton=f"- id: hostile\n  text: '{HOSTILE}'\n",
                    ),
                ),
            ),
        ),
    ),
)
ES_REQUIREMENTS = (
    _requirement(
        "es-consumer.complaint-answer",
        "Answer within 15 days",
        "Answer a complaint within 15 working days.",
        "complaints",
        at(ES, 20),
        valid_from="2026-12-28",
        regions=_both(
            "es-consumer.complaint-answer",
            Coverage(
                requirement="",
                region="",
                state=State.NOT_APPLICABLE,
                because="It holds from 2026-12-28 on.",
            ),
        ),
    ),
)
FRAMEWORKS = (
    FrameworkCoverage(
        id="eu-consumer",
        title="EU consumer law for retailers",
        jurisdiction="EU",
        location=Location(EU),
        applies=True,
        because="Sweden and Germany are in the EU.",
        requirements=EU_REQUIREMENTS,
    ),
    FrameworkCoverage(
        id="se-consumer",
        title="Swedish consumer law",
        jurisdiction="SE",
        location=Location(SE),
        applies=True,
        because="Sweden is a region of the organisation.",
        requirements=SE_REQUIREMENTS,
    ),
    FrameworkCoverage(
        id="core-service",
        title="Core of customer service in retail",
        jurisdiction="",
        location=Location(CORE),
        applies=True,
        because="It applies to everyone.",
        requirements=CORE_REQUIREMENTS,
    ),
    FrameworkCoverage(
        id="havsby",
        title="Our own promises",
        jurisdiction="",
        location=Location(OWN),
        applies=True,
        because="policykit.yaml names it.",
        requirements=OWN_REQUIREMENTS,
    ),
    FrameworkCoverage(
        id="es-consumer",
        title="Spanish law on customer service",
        jurisdiction="ES",
        location=Location(ES),
        applies=True,
        because="It is law in ES: Spain.",
        requirements=ES_REQUIREMENTS,
    ),
    FrameworkCoverage(
        id="uk-consumer",
        title="UK consumer law",
        jurisdiction="UK",
        location=Location(UK),
        applies=False,
        because="No region of the organisation is in the UK.",
    ),
)

CHANNELS = ("web", "phone", "chat")
AREAS = ("returns", "complaints", "delivery", "live-chat", "crisis-and-continuity")
CONTACT_REASONS = ("return", "complaint", "late-delivery")
TITLES = {
    "area": {
        "returns": "Returns and refunds",
        "complaints": "Complaints",
        "delivery": "Delivery",
        "live-chat": "Live chat",
        "crisis-and-continuity": "Crisis and continuity",
    },
    "channel": {"web": "Web shop", "phone": "Phone", "chat": "Chat"},
    "reason": {
        "return": "Sending something back",
        "complaint": "A complaint",
        "late-delivery": "A late delivery",
    },
    "region": {"SE": "Sweden", "DE": "Germany"},
    "role": {
        "returns-lead": "Lead of returns",
        "service-desk-lead": "Lead of the service desk",
        "head-of-logistics": "Head of logistics",
        "head-of-e-commerce": "Head of e-commerce",
        "head-of-customer-service": "Head of customer service",
    },
    "policy": {
        "returns": "Returns, refunds and faulty goods",
        "complaints": "Complaints",
        "delivery": "Delivery and pick-up",
        "live-chat": "Live chat",
    },
}


def _answer(policy: str, target: str, first: str, path: str, line: int) -> Answer:
    return Answer(
        policy,
        target,
        first,
        "5 days",
        "service-desk",
        "90 %",
        at(path, line),
        page=f"{SITE}{policy}.html#{target}",
    )


MATRIX = Matrix(
    CHANNELS,
    CONTACT_REASONS,
    (
        MatrixCell("web", "return", (_answer("returns", "web-answers", "1 day", RETURNS, 80),), 6),
        MatrixCell(
            "web",
            "complaint",
            (
                _answer("complaints", "web-answers", "1 business day", COMPLAINTS, 50),
                replace(
                    _answer("complaints", "web-fast", "4 hours", COMPLAINTS, 56), regions=("DE",)
                ),
            ),
            4,
        ),
        MatrixCell("web", "late-delivery", (), 2, (), ("SE", "DE")),
        MatrixCell(
            "phone",
            "return",
            (_answer("returns", "phone-answers", "3 minutes", RETURNS, 84),),
            3,
            ("DE",),
        ),
        MatrixCell("phone", "complaint", (), 1, ("DE",), ("SE",)),
        MatrixCell("phone", "late-delivery", (), 0, ("SE", "DE")),
        MatrixCell(
            "chat",
            "return",
            (replace(_answer("live-chat", "chat-answers", "2 minutes", CHAT, 40), attain=""),),
            2,
        ),
        MatrixCell("chat", "complaint", (), 0, (), ("SE", "DE")),
        MatrixCell("chat", "late-delivery", (), 1, (), ("DE",)),
    ),
)
HEAT = (
    HeatCell("returns", "web", Warmth.ANSWERED, 6, "1 day"),
    HeatCell("returns", "phone", Warmth.ANSWERED, 3, "3 minutes"),
    HeatCell("returns", "chat", Warmth.RULES, 2),
    HeatCell("complaints", "web", Warmth.ANSWERED, 4, "4 hours"),
    HeatCell("complaints", "phone", Warmth.RULES, 1),
    HeatCell("complaints", "chat", Warmth.NOTHING),
    HeatCell("delivery", "web", Warmth.RULES, 2),
    HeatCell("delivery", "phone", Warmth.NOTHING),
    HeatCell("delivery", "chat", Warmth.RULES, 1),
    HeatCell("live-chat", "web", Warmth.NOTHING),
    HeatCell("live-chat", "phone", Warmth.NOTHING),
    HeatCell("live-chat", "chat", Warmth.OUTDATED),
    HeatCell("crisis-and-continuity", "web", Warmth.NOTHING),
    HeatCell("crisis-and-continuity", "phone", Warmth.NOTHING),
    HeatCell("crisis-and-continuity", "chat", Warmth.NOTHING),
)


def _point(name: str, covered: int, counted: int, **frameworks: int) -> TrendPoint:
    return TrendPoint(
        name,
        f"{covered * 100 + counted:040x}",
        date.fromisoformat(f"{name}-01"),
        Tally(covered=covered, partial=1, missing=counted - covered - 1),
        {each.replace("_", "-"): share for each, share in frameworks.items()},
    )


TREND = (
    _point("2026-04", 0, 6, core_service=0),
    _point("2026-05", 1, 6, core_service=16),
    _point("2026-06", 1, 7, core_service=16, eu_consumer=0),
    _point("2026-07", 2, 8, core_service=25, eu_consumer=25),
    _point("2026-08", 4, 9, core_service=50, eu_consumer=50),
    _point("2026-09", 4, 10, core_service=25, eu_consumer=75),
    _point("2026-10", 3, 10, core_service=25, eu_consumer=50, se_consumer=0),
    _point("2026-11", 2, 10, core_service=25, eu_consumer=25, se_consumer=0, havsby=0),
)
AGAINST = Against(
    "main",
    "18d183b0c6f1a7c9d0e5b2a4938475610fedcba9",
    Tally(covered=2, partial=2, outdated=1, missing=4, waived=2),
    (
        Turned("eu-consumer.withdrawal", "SE", State.MISSING, State.COVERED),
        Turned("eu-consumer.withdrawal", "DE", State.MISSING, State.COVERED),
        Turned("core-service.told-to-staff", "DE", State.PARTIAL, State.COVERED),
        Turned("eu-consumer.refund", "SE", State.COVERED, State.PARTIAL, is_below_the_law=True),
        Turned("havsby.hostile", "SE", State.PARTIAL, State.MISSING),
        Turned("core-service.phone-support", "SE", State.PARTIAL, State.WAIVED),
    ),
)
CRISIS_NEEDS = ("a statement with covers: [core-service.crisis-plan]", HOSTILE)
CRISIS_DRAFT = f"""\
# A draft of a policy for crisis and continuity with all that one requirement asks for.
# Say it your way. It counts with status: active and effective:, the day it begins.
format: 1
id: crisis-and-continuity
title: Crisis and continuity
areas: [crisis-and-continuity]
status: draft
version: 0.1.0
owner: head-of-customer-service

statements:
  - id: crisis-plan
    must: '{HOSTILE}'
"""
MISSING_AREAS = (
    MissingArea(
        area="crisis-and-continuity",
        requirements=("core-service.crisis-plan",),
        frameworks=("core-service",),
        severity=Severity.INFO,
        starter="crisis-and-continuity",
        needs=CRISIS_NEEDS,
        skeleton=CRISIS_DRAFT,
    ),
)
TASKS = (
    Task(
        "returns-lead",
        "eu-consumer.refund",
        "returns",
        State.PARTIAL,
        Severity.ERROR,
        REFUND_REASON.do,
        ("SE",),
        "returns",
        RETURNS,
        "",
        REFUND_REASON.skeleton,
    ),
    Task(
        "returns-lead",
        "eu-consumer.withdrawal-button",
        "returns",
        State.MISSING,
        Severity.ERROR,
        BUTTON_REASON.do,
        ("SE", "DE"),
        "returns",
        RETURNS,
        "",
        BUTTON_REASON.skeleton,
    ),
    Task(
        "returns-lead",
        "havsby.hostile",
        "returns",
        State.MISSING,
        Severity.WARNING,
        HOSTILE,
        ("SE", "DE"),
        "returns",
        RETURNS,
        "",
        f"- id: hostile\n  text: '{HOSTILE}'\n",
    ),
    Task(
        "head-of-logistics",
        "eu-consumer.delivery",
        "delivery",
        State.PARTIAL,
        Severity.ERROR,
        START_REASON.do,
        ("SE", "DE"),
        "delivery",
        DELIVERY,
        "",
        START_REASON.skeleton,
    ),
    Task(
        "service-desk-lead",
        "",
        "live-chat",
        State.OUTDATED,
        Severity.WARNING,
        "Have live chat approved.",
        ("SE", "DE"),
        "live-chat",
        CHAT,
        parts=("core-service.live-chat", "core-service.told-to-staff"),
    ),
    Task(
        "",
        "",
        "crisis-and-continuity",
        State.MISSING,
        Severity.INFO,
        "Write a policy for crisis and continuity: it closes 1 requirement.",
        ("SE", "DE"),
        starter="crisis-and-continuity",
        skeleton=CRISIS_DRAFT,
        parts=CRISIS_NEEDS,
    ),
)


def _assessed(area: str, day: str, *scores: int | None) -> Assessment:
    return Assessment(
        area=area,
        date=day,
        location=Location(f"policies/assessments/{area}.{day}.yaml"),
        by=("service-desk-lead",),
        answers=tuple(
            Answered(
                f"core-service.question-{index}",
                "Is it done so every day?",
                score,
                "The till says no." if score == 1 else "",
                "Twelve calls listened to." if score == 3 else "",
            )
            for index, score in enumerate(scores)
        ),
        strengths=("Everyone says sorry first.",),
        weaknesses=("Nobody writes down what was agreed.", HOSTILE),
    )


PRACTICE = (
    Practice(
        "complaints",
        (
            _assessed("complaints", "2025-11-10", 1, 1, None),
            _assessed("complaints", "2026-05-12", 2, 1, 2),
            _assessed("complaints", "2026-11-02", 3, 3, 2),
        ),
    ),
    Practice("returns", (_assessed("returns", "2026-10-20", 3, 2),), questions=5),
    Practice(
        "delivery",
        (_assessed("delivery", "2026-03-01", 4, 3), _assessed("delivery", "2026-09-01", 2, 3)),
    ),
)
GATES = (
    Gate("fail-under", False, "20 % of the requirements are covered, and 90 % are asked for."),
    Gate("fail-on", False, "3 requirements are missing and 4 are partly covered."),
    Gate("ratchet", True, "Nothing that was covered at main is a gap now, but for what is waived."),
)


def report() -> CoverageReport:
    """Two regions, and everything there is to say."""
    return CoverageReport(
        name="Havsby",
        today=TODAY,
        regions=("SE", "DE"),
        frameworks=FRAMEWORKS,
        areas=AREAS,
        waivers=(WAIVED_IN_FORCE, WAIVED_SOON, WAIVED_OVER, WAIVED_IDLE, WAIVED_REFUSED),
        heat=HEAT,
        channels=CHANNELS,
        matrix=MATRIX,
        trend=TREND,
        against=AGAINST,
        missing_areas=MISSING_AREAS,
        tasks=TASKS,
        practice=PRACTICE,
        gates=GATES,
        titles=TITLES,
        policies=36,
        commit="7eb3451c0ffee0123456789abcdef0123456789a",
        unread=(("policies/broken.yaml", "The file is no YAML."),),
        warnings=(
            "What could not be read counts as missing: policies/broken.yaml.",
            f"No policy holds in {HOSTILE}, so all that is required there is missing.",
        ),
        notes=("2 policies without an area are evidence for laws alone.",),
    )


def one_region() -> CoverageReport:
    """An organisation that names no regions, of what everyone asks for alone."""
    whole = report()
    frameworks = tuple(
        replace(
            framework,
            requirements=tuple(
                replace(each, regions=(replace(each.regions[0], region=""),))
                for each in framework.requirements
            ),
        )
        for framework in whole.frameworks
    )
    return replace(
        whole,
        regions=("",),
        frameworks=frameworks,
        matrix=None,
        trend=(),
        against=None,
        tasks=(),
        practice=(),
        gates=(),
        waivers=(),
        unread=(),
        warnings=(),
        notes=(),
    )


def empty() -> CoverageReport:
    """Frameworks of which none applies: nothing is required, and nothing is covered."""
    return CoverageReport(
        name="Havsby",
        today=TODAY,
        regions=("SE", "DE"),
        frameworks=FRAMEWORKS[-1:],
        areas=AREAS,
        titles=TITLES,
        policies=36,
    )
