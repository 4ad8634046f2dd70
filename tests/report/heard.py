"""A small report of who has been heard, and what each format makes of it.

`python -m tests.report.heard` writes the snapshots anew; read what changed before keeping it.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path

from policykit.cli.forms import form
from policykit.model.hearing import (
    CommentShown,
    FeedbackSource,
    HearingReport,
    Manner,
    Occasion,
    Outcome,
    Party,
    PolicyHearing,
    Reason,
)
from policykit.model.record import Comment, Evidence
from policykit.report.formats import Style

SNAPSHOTS = Path(__file__).parent / "heard_snapshots"
ENDINGS = {"text": "txt", "markdown": "md", "csv": "csv", "json": "json", "html": "html"}
KINDS = ("hearing", "comments")

_ASKED = Occasion(
    manner=Manner.ASKED,
    on="2026-11-05",
    count=7,
    via="Focus group",
    outcome="The code goes out once the whole order is there.",
)
_FOUND = Evidence(
    id="ev-7", source="rain-survey", found="Cars wait.", date="2026-11-02", changed=("pick-up",)
)


def _comment(number: int, outcome: Outcome, **told: str) -> CommentShown:
    settled = {} if outcome is Outcome.OPEN else {"settled": "2026-11-20", "settled_by": "a-33"}
    texts = {key: value for key, value in told.items() if key in {"item", "answer", "by"}}
    return CommentShown(
        comment=Comment(
            id=f"co-{number}",
            role="store-associate",
            date=f"2026-11-1{number}",
            says=told["says"],
            outcome="" if outcome is Outcome.OPEN else outcome.value,
            changed=("pick-up",) if outcome is Outcome.TAKEN else (),
            **texts,
            **settled,
        ),
        outcome=outcome,
        who="Store associate",
        words=told.get("words", ""),
        is_gone="gone" in told,
    )


_WORDS = "Must: Find the order by name."
IN_REVIEW = PolicyHearing(
    policy="click-and-collect",
    title="Click & collect | <b>now</b>",
    path="policies/click-and-collect.yaml",
    owner="web-shop-manager",
    owner_title="Web shop manager",
    status="in-review",
    version="0.9.0",
    in_review=True,
    until=date(2026, 11, 20),
    parties=(
        Party(
            role="store-associate",
            title="Store associate",
            reasons=(Reason.AUDIENCE, Reason.DOES),
            occasions=(Occasion(manner=Manner.COMMENTED, on="2026-11-16"), _ASKED),
        ),
        Party(role="team-leader", title="Team leader", reasons=(Reason.STEP,)),
        Party(
            role="customer",
            title="Customers",
            reasons=(Reason.CUSTOMERS,),
            occasions=(Occasion(manner=Manner.FOUND, on="2026-11-02", outcome="Cars wait."),),
        ),
    ),
    sources=(
        FeedbackSource(
            id="rain-survey", kind="Survey", giver="customer", what="How dry?", evidence=(_FOUND,)
        ),
        FeedbackSource(id="till-talk", kind="Conversation", giver="staff", what=""),
    ),
    evidence=(Evidence(id="ev-8", source="", found="The bell is loud.", date="2026-11-03"),),
    comments=(
        _comment(
            1, Outcome.OPEN, says="=1+1 \x1b[31mred <script>alert(1)</script>", item="pick-up"
        ),
        _comment(2, Outcome.TAKEN, says="Too slow.", item="pick-up", words=_WORDS, answer="Yes."),
        _comment(3, Outcome.PARTLY, says="It rains in.", answer="A roof comes.", by="a-17"),
        _comment(4, Outcome.NOT_TAKEN, says="Less.", item="old", gone="", answer="No, as…"),
        _comment(5, Outcome.QUESTION, says="When?", answer="@today, see [it](x)."),
    ),
)
DONE = PolicyHearing(
    policy="phone-manners",
    title="Phone",
    path="policies/phone-manners.yaml",
    owner="",
    owner_title="",
    status="active",
    version="1.0.0",
    in_review=False,
    until=None,
    parties=(
        Party(
            role="store-associate",
            title="Store associate",
            reasons=(Reason.AUDIENCE,),
            occasions=(_ASKED,),
        ),
    ),
    sources=(),
    evidence=(),
    comments=(),
)
REPORT = HearingReport(name="Havsby", today=date(2026, 11, 22), policies=(IN_REVIEW, DONE))
EMPTY = HearingReport(name="Havsby", today=date(2026, 11, 22), policies=())


def shown(kind: str, name: str, report: HearingReport = REPORT, *, everything: bool = False) -> str:
    """What a format prints."""
    return form(kind, name)(report, Style(width=88, everything=everything))


def with_plain_ends(text: str) -> str:
    """A text with the line ends that Git keeps."""
    return text.replace("\r\n", "\n")


def path(kind: str, name: str) -> Path:
    """The file of a snapshot."""
    return SNAPSHOTS / f"{kind}.{ENDINGS[name]}"


if __name__ == "__main__":
    SNAPSHOTS.mkdir(exist_ok=True)
    for each_kind in KINDS:
        for each_name in ENDINGS:
            target = path(each_kind, each_name)
            target.write_text(with_plain_ends(shown(each_kind, each_name)), encoding="utf-8")
