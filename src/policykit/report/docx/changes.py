"""A comparison as a Word document whose changes can be accepted or rejected one by one."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from policykit import resources
from policykit.handbook.word.finishing import readable
from policykit.handbook.word.look import colours, paper
from policykit.handbook.word.package import Part, Relation, package
from policykit.model.change import (
    Change,
    Comparison,
    CustomerEffect,
    Endpoint,
    PolicyComparison,
    StaffEffect,
)
from policykit.rendering import OutputKind, Plain, Templates
from policykit.rendering.tracked import Author, TrackedParagraph, numbered, tracked
from policykit.report.changed import endpoint, floor_told, retrain_told, void_told
from policykit.report.docx.paragraphs import changed, literal, paragraphs
from policykit.report.formats import Style
from policykit.report.versions import version_told
from policykit.report.winners import comes_back, crosses, tally, verdict

_DAY: Final = re.compile(r"(\d{4}-\d\d-\d\d)(?:[T ](\d\d:\d\d)(:\d\d)?)?")
_LONGEST_NAME: Final = 120
_MOST_TOLD: Final = 12
"""Changes a row of the summary tells; the rest is counted."""


def render(comparison: Comparison, style: Style) -> bytes:
    """The document; equal comparisons give equal bytes.

    Accepting all its changes gives the texts of the later side, rejecting all those of the
    earlier one. Who changed is the author of the later side, at the time of its commit.

    Raises:
        RenderError: a template of the program is missing or cannot be filled in.
    """
    del style
    return _Document(comparison).made()


class _Document:
    """Makes the parts of one document."""

    def __init__(self, comparison: Comparison) -> None:
        self._comparison = comparison
        self._templates = Templates(resources.shipped("templates"))
        after = comparison.after
        name = literal(" ".join(after.author.split()))[:_LONGEST_NAME]
        self._author = Author(name or "policykit", _moment(after.date) if name else "")
        self._shared: dict[str, Plain] = {
            "book": _book(comparison),
            "is_sheet": False,
            "paper": paper("a4"),
            "colours": colours(""),
        }

    def made(self) -> bytes:
        """The bytes of the document."""
        text = "".join(self._text())
        frame = self._rendered("docx/document.xml")
        body = numbered(readable(frame.replace("<!--text-->", text, 1)))
        relations = tuple(
            Relation(f"rId-{name}", name, f"{name}.xml")
            for name in ("footer", "settings", "styles")
        )
        parts = [
            *(
                Part(f"{name}.xml", name, readable(self._rendered(f"docx/{name}.xml")).encode())
                for name in ("settings", "styles", "footer")
            ),
            Part("document.xml", "document", body.encode(), relations),
        ]
        return package(parts, readable(self._rendered("docx/core.xml")))

    def _rendered(self, template: str, /, **more: Plain) -> str:
        return self._templates.render(template, {**self._shared, **more}, OutputKind.WORD)

    def _text(self) -> Iterator[str]:
        comparison = self._comparison
        yield self._rendered("diff/docx/front.xml", **_front(comparison))
        for policy in comparison.policies:
            first, *others = paragraphs(policy)
            yield tracked((first,), self._author)
            yield self._rendered("diff/docx/policy.xml", notes=list(_about(comparison, policy)))
            yield tracked(others, self._author)
        if comparison.around:
            heading = TrackedParagraph("Heading2", (("same", "Around the policies"),), level=1)
            yield tracked((heading, *changed(comparison.around)), self._author)
        unread: list[Plain] = [
            f"{literal(path)}: {literal(reason)}" for path, reason in comparison.unread
        ]
        yield self._rendered(
            "diff/docx/end.xml", notes=[literal(each) for each in comparison.notes], unread=unread
        )
        yield self._rendered(
            "docx/section.xml",
            heads=[],
            feet=[{"type": "default", "id": "rId-footer"}],
            has_cover=False,
        )


def _moment(written: str) -> str:
    """The time of a commit as its author's clock had it, as word processors write it."""
    found = _DAY.match(written)
    return f"{found[1]}T{found[2] or '00:00'}{found[3] or ':00'}Z" if found else ""


def _book(comparison: Comparison) -> dict[str, Plain]:
    """What the templates of handbooks ask about the book."""
    between = f"{literal(comparison.before.name)} → {literal(comparison.after.name)}"
    return {
        "title": "What changes",
        "subtitle": between,
        "organisation": {"name": literal(comparison.name)},
        "language": {"id": "en", "direction": "ltr"},
        "words": {"page_of": "Page {page} of {pages}", "as_of": "What changes:"},
        "as_of": between,
        "edition": "",
        "revision": "",
        "policies": [],
    }


def _front(comparison: Comparison) -> dict[str, Plain]:
    return {
        "name": literal(comparison.name),
        "sides": [
            {"word": "From", "name": _side(comparison.before)},
            {"word": "To", "name": _side(comparison.after)},
        ],
        "verdict": literal(" ".join(verdict(tally(comparison.changes), len(comparison.unread)))),
        "parties": list(_parties(comparison)),
        "has_texts": bool(comparison.changes),
    }


def _side(end: Endpoint) -> str:
    author = " ".join(end.author.split())
    return literal(f"{endpoint(end)}, by {author}" if author else endpoint(end))


def _parties(comparison: Comparison) -> Iterator[Plain]:
    """The rows of the summary: for whom, what it means, how many, and which."""
    real = [change for change in comparison.changes if not change.editorial]
    for who, what, found in (
        ("Customers", "worse", [one for one in real if one.customer is CustomerEffect.WORSE]),
        ("Customers", "unclear", [one for one in real if one.customer is CustomerEffect.UNCLEAR]),
        ("Customers", "better", [one for one in real if one.customer is CustomerEffect.BETTER]),
        ("Staff", "more to do", [one for one in real if one.staff is StaffEffect.MORE]),
        ("Staff", "perhaps more", [one for one in real if one.staff is StaffEffect.UNCLEAR]),
        ("Staff", "less to do", [one for one in real if one.staff is StaffEffect.LESS]),
    ):
        if found:
            yield _row(who, what, len(found), [_told(change, comparison) for change in found])
    for what, found in (
        ("crossed", [one for one in real if crosses(one)]),
        ("kept again", [one for one in real if comes_back(one)]),
    ):
        floors = [floor_told(floor, comparison) for one in found for floor in one.floors]
        if found:
            yield _row("Law", what, len(found), floors)


def _row(who: str, what: str, count: int, told: Sequence[str]) -> Plain:
    each = list(dict.fromkeys(told))
    shown: list[Plain] = [literal(one) for one in each[:_MOST_TOLD]]
    if len(each) > _MOST_TOLD:
        shown.append(f"and {len(each) - _MOST_TOLD} more")
    return {"who": who, "what": what, "count": str(count), "told": shown}


def _told(change: Change, comparison: Comparison) -> str:
    """What a change says, where it holds, and where there are several, the policy it is in."""
    is_named = len(comparison.policies) > 1 and change.policy_title
    policy = f"{change.policy_title}: " if is_named else ""
    where = f" ({change.where})" if change.where else ""
    return " ".join(f"{policy}{change.message}{where}".split())


def _about(comparison: Comparison, policy: PolicyComparison) -> Iterator[Plain]:
    """What to know of a policy before reading: its version, approvals, whom to train anew."""
    for told in (
        version_told(policy),
        void_told(policy, comparison),
        retrain_told(policy, comparison),
    ):
        if told:
            yield literal(told)
