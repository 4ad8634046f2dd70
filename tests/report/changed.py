"""A small comparison with changes of all sorts, and what each format makes of it.

`python -m tests.report.changed` writes the snapshots anew; read what changed before keeping it.
"""

from __future__ import annotations

import re
from pathlib import Path

from policykit.model.change import (
    Acceptance,
    Bump,
    Change,
    Comparison,
    CustomerEffect,
    Endpoint,
    FloorTouched,
    Line,
    Piece,
    PieceKind,
    PolicyComparison,
    Side,
    StaffEffect,
    VersionVerdict,
)
from policykit.model.finding import Severity
from policykit.model.position import Location, Position, Span
from policykit.report.formats import Style, changes_format

SNAPSHOTS = Path(__file__).parent / "data" / "changes"
ENDINGS = {
    "text": "txt",
    "json": "json",
    "github": "github.txt",
    "junit": "xml",
    "markdown": "md",
    "html": "html",
}
"""Every format of changes, and how its snapshot ends."""

RETURNS = "policies/returns.yaml"
COMPLAINTS = "policies/complaints.yaml"
CLUB = "policies/member-club.yaml"
LIVE_CHAT = "policies/live-chat.yaml"


def side(value: str, path: str, line: int, *pointer: str | int, column: int = 5) -> Side:
    span = Span(Position(line, column), Position(line, column + max(len(value), 1)))
    return Side(value, Location(path, span, pointer))


def redline(*pieces: str) -> tuple[Piece, ...]:
    """Pieces written as `-removed`, `+added` and ` same`."""
    kinds = {"-": PieceKind.REMOVED, "+": PieceKind.ADDED, " ": PieceKind.SAME}
    return tuple(Piece(kinds[piece[0]], piece[1:]) for piece in pieces)


WITHDRAWAL = Change(
    code="TRM012",
    name="promise-shorter",
    severity=Severity.ERROR,
    policy="returns",
    policy_title="Returns, refunds and faulty goods",
    item_kind="term",
    item="terms.withdrawal-window",
    title="Time to cancel an online or phone order",
    message="Customers in Sweden have 20 days less to cancel.",
    before=side("30 days", RETURNS, 41, "terms", "withdrawal-window", "window"),
    after=side("10 days", RETURNS, 43, "terms", "withdrawal-window", "varies", 0, "value"),
    customer=CustomerEffect.WORSE,
    staff=StaffEffect.MORE,
    bump=Bump.MAJOR,
    where="Sweden",
    regions=("SE",),
    floors=(
        FloorTouched(
            "eu-consumer.withdrawal",
            "eu-consumer",
            "Directive 2011/83/EU art. 9",
            "at least 14 days",
            ("SE",),
            crossed=True,
        ),
    ),
    roles=("store-associate", "contact-centre-agent"),
    retrain=("contact-centre-agent",),
    fingerprint="a1a1a1a1a1a1a1a1",
)

NO_QUESTIONS = Change(
    code="STM021",
    name="duty-narrowed",
    severity=Severity.WARNING,
    policy="returns",
    policy_title="Returns, refunds and faulty goods",
    item_kind="statement",
    item="statements.take-back",
    title="Take goods back without questions",
    message="What staff must do holds in fewer cases: the text has a new “unless”.",
    before=side("", RETURNS, 120, "statements", 3, "must"),
    after=side("", RETURNS, 123, "statements", 3, "must"),
    customer=CustomerEffect.UNCLEAR,
    staff=StaffEffect.LESS,
    bump=Bump.MAJOR,
    redline=redline(
        " Take unused goods back within ",
        "-sixty",
        "+60",
        "  days, in any shop and whatever the reason",
        "+, unless the packaging of a well-known make was opened",
        " . Thank the customer, put the goods aside and write the reason into the till, so that ",
        "-buyers",
        "+the buying team",
        "  can see which goods come back most often.",
    ),
    roles=("store-associate",),
    retrain=("store-associate",),
    fingerprint="b2b2b2b2b2b2b2b2",
)

REFUND = Change(
    code="TRM011",
    name="deadline-shorter",
    severity=Severity.INFO,
    policy="returns",
    policy_title="Returns, refunds and faulty goods",
    item_kind="term",
    item="terms.refund-time",
    title="Time until your money is back",
    message="Customers get their money 9 days sooner.",
    before=side("14 days", RETURNS, 60, "terms", "refund-time", "deadline"),
    after=side("5 days", RETURNS, 64, "terms", "refund-time", "deadline"),
    customer=CustomerEffect.BETTER,
    staff=StaffEffect.MORE,
    bump=Bump.MAJOR,
    roles=("contact-centre-agent",),
    fingerprint="c3c3c3c3c3c3c3c3",
)

TYPO = Change(
    code="STM090",
    name="reworded",
    severity=Severity.INFO,
    policy="returns",
    policy_title="Returns, refunds and faulty goods",
    item_kind="statement",
    item="statements.receipt",
    title="Give a receipt",
    message="The text says the same in other words.",
    before=side("", RETURNS, 130, "statements", 4, "must"),
    after=side("", RETURNS, 133, "statements", 4, "must"),
    editorial=True,
    redline=redline(" Give ", "-out ", " a receipt."),
    roles=("store-associate",),
    fingerprint="d4d4d4d4d4d4d4d4",
)

OFFER = Change(
    code="ATH010",
    name="limit-raised",
    severity=Severity.WARNING,
    policy="complaints",
    policy_title="Complaints",
    item_kind="authority",
    item="authority.store-manager",
    title="What a store manager may give",
    message="Store managers may give more before they have to ask.",
    before=side("500 SEK", COMPLAINTS, 80, "authority", 0, "limit"),
    after=side("1,000 SEK", COMPLAINTS, 80, "authority", 0, "limit"),
    customer=CustomerEffect.BETTER,
    staff=StaffEffect.LESS,
    bump=Bump.MINOR,
    roles=("store-manager",),
    fingerprint="e5e5e5e5e5e5e5e5",
    accepted=Acceptance(
        "e5e5e5e5e5e5e5e5",
        "The board wants quarrels ended in the shop.",
        "head-of-customer-service",
        "2026-11-18",
    ),
)

NEWS = Change(
    code="STM001",
    name="duty-added",
    severity=Severity.WARNING,
    policy="complaints",
    policy_title="Complaints",
    item_kind="statement",
    item="statements.call-back",
    title="Call back",
    message="Staff have a new duty.",
    before=None,
    after=side("Call the customer back on the day.", COMPLAINTS, 95, "statements", 7, "must"),
    customer=CustomerEffect.BETTER,
    staff=StaffEffect.MORE,
    bump=Bump.MAJOR,
    where="phone",
    roles=("contact-centre-agent", "team-leader"),
    retrain=("contact-centre-agent",),
    fingerprint="f6f6f6f6f6f6f6f6",
    accepted=Acceptance(
        "f6f6f6f6f6f6f6f6", "Agreed with the team.", "team-leader", "2026-10-02", stale=True
    ),
)

OWNER = Change(
    code="POL020",
    name="owner-changed",
    severity=Severity.INFO,
    policy="complaints",
    policy_title="Complaints",
    item_kind="policy",
    item="owner",
    title="Owner",
    message="Somebody else answers for the policy.",
    before=side("Head of customer service", COMPLAINTS, 8, "owner"),
    after=side("Complaints manager", COMPLAINTS, 8, "owner"),
    bump=Bump.MINOR,
    fingerprint="0707070707070707",
)

GONE = Change(
    code="POL002",
    name="policy-removed",
    severity=Severity.ERROR,
    policy="member-club",
    policy_title="The member club",
    item_kind="policy",
    item="",
    title="The member club",
    message="The policy is gone, and with it 12 promises to customers.",
    before=side("", CLUB, 1),
    after=None,
    customer=CustomerEffect.WORSE,
    staff=StaffEffect.LESS,
    bump=Bump.MAJOR,
    roles=("store-associate",),
    fingerprint="1818181818181818",
)

DROPPED = Change(
    code="STM002",
    name="duty-removed",
    severity=Severity.WARNING,
    policy="live-chat",
    policy_title="Live chat",
    item_kind="statement",
    item="statements.goodbye",
    title="Say goodbye",
    message="Staff no longer have this duty.",
    before=side("Ask whether all is answered before you close.", LIVE_CHAT, 77, "statements", 2),
    after=None,
    customer=CustomerEffect.WORSE,
    staff=StaffEffect.LESS,
    bump=Bump.MAJOR,
    roles=("contact-centre-agent",),
    fingerprint="2929292929292929",
)

HOURS = Change(
    code="ORG010",
    name="hours-shorter",
    severity=Severity.WARNING,
    policy="",
    policy_title="",
    item_kind="organisation",
    item="hours.phone",
    title="Opening hours of the phone",
    message="Customers can call for fewer hours.",
    before=side("08:00–20:00", "policies/organisation.yaml", 31, "hours", "phone"),
    after=side("09:00–18:00", "policies/organisation.yaml", 31, "hours", "phone"),
    customer=CustomerEffect.WORSE,
    bump=Bump.NONE,
    fingerprint="3a3a3a3a3a3a3a3a",
)


def same(text: str) -> tuple[Piece, ...]:
    return (Piece(PieceKind.SAME, text),)


LINES = (
    Line("", "", "Returns, refunds and faulty goods", "Returns, refunds and faulty goods",
         same("Returns, refunds and faulty goods"), heading=1),
    Line("terms", "", "Promises", "Promises", same("Promises"), heading=2),
    Line("terms.withdrawal-window", "Window", "30 days", "30 days; Sweden: 10 days",
         redline(" 30 days", "+; Sweden: 10 days")),
    Line("statements.take-back", "MUST", None, "Give a receipt.", redline("+Give a receipt.")),
    Line("statements.old", "MAY", "Send the receipt by post.", None,
         redline("-Send the receipt by post.")),
)  # fmt: skip

COMPARISON = Comparison(
    before=Endpoint(
        "main", "3f2a1c9d0e1f2a3b4c5d6e7f8091a2b3c4d5e6f7", "", "Ada Berg", "2026-11-20"
    ),
    after=Endpoint("the files as they are"),
    policies=(
        PolicyComparison(
            policy="returns",
            title="Returns, refunds and faulty goods",
            path=RETURNS,
            owner="head-of-customer-service",
            status="active",
            version_before="2.1.0",
            version_after="2.2.0",
            required=Bump.MAJOR,
            made=Bump.MINOR,
            verdict=VersionVerdict.TOO_SMALL,
            void=("legal", "head-of-customer-service"),
            retrain=("contact-centre-agent", "store-associate"),
            changes=(WITHDRAWAL, NO_QUESTIONS, REFUND, TYPO),
            lines=LINES,
        ),
        PolicyComparison(
            policy="member-club",
            title="The member club",
            path=CLUB,
            status="active",
            version_before="1.4.2",
            required=Bump.MAJOR,
            changes=(GONE,),
        ),
        PolicyComparison(
            policy="live-chat",
            title="Live chat",
            path=LIVE_CHAT,
            status="active",
            version_before="4.0.1",
            version_after="4.0.1",
            required=Bump.MAJOR,
            verdict=VersionVerdict.MISSING,
            changes=(DROPPED,),
        ),
        PolicyComparison(
            policy="complaints",
            title="Complaints",
            path=COMPLAINTS,
            status="active",
            version_before="1.0.0",
            version_after="2.0.0",
            required=Bump.MAJOR,
            made=Bump.MAJOR,
            retrain=("contact-centre-agent",),
            changes=(NEWS, OFFER, OWNER),
        ),
    ),
    around=(HOURS,),
    accepted_in_vain=(
        Acceptance("4b4b4b4b4b4b4b4b", "The price list was new.", "legal", "2026-09-01"),
    ),
    unread=(("policies/social-media.yaml", "the file is not YAML at the later side"),),
    notes=("The history here is shallow: 3f2a1c9 is the first commit there is.",),
    titles={
        "roles": {
            "store-associate": "Store associate",
            "contact-centre-agent": "Contact-centre agent",
            "store-manager": "Store manager",
            "team-leader": "Team leader",
            "legal": "Legal",
            "head-of-customer-service": "Head of customer service",
        },
        "regions": {"SE": "Sweden"},
    },
    compared=36,
    name="Havsby",
)

NOTHING = Comparison(
    before=Endpoint("v1"), after=Endpoint("the files as they are"), compared=36, name="Havsby"
)


def shown(name: str, comparison: Comparison = COMPARISON, style: Style | None = None) -> str:
    made = changes_format(name)(comparison, style or Style())
    assert isinstance(made, str)
    return made


def snapshot(name: str) -> str:
    """What is kept of a format: a page without its styles and script, all else whole."""
    text = shown(name)
    if name == "html":
        text = re.sub(r"(<style>|<script>).*?(</style>|</script>)", r"\1\2", text, flags=re.DOTALL)
        text = re.sub(r"sha256-[\w+/=]+", "sha256-…", text)
    return text


def path(name: str) -> Path:
    return SNAPSHOTS / f"changes.{ENDINGS[name]}"


if __name__ == "__main__":
    for each in ENDINGS:
        path(each).write_bytes(snapshot(each).encode())
