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
    Bump,
    Change,
    Comparison,
    CustomerEffect,
    Endpoint,
    PolicyComparison,
    StaffEffect,
    VersionVerdict,
)
from policykit.rendering import OutputKind, Plain, Templates
from policykit.rendering.tracked import Author, TrackedParagraph, numbered, tracked
from policykit.report.counts import number
from policykit.report.docx.paragraphs import changed, literal, paragraphs
from policykit.report.formats import Style

_DAY: Final = re.compile(r"(\d{4}-\d\d-\d\d)(?:[T ](\d\d:\d\d)(:\d\d)?)?")
_LONGEST_NAME: Final = 120
_SHORT_COMMIT: Final = 9
_MOST_TOLD: Final = 12
"""Changes a row of the summary names; the rest is counted."""


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
        "parties": list(_parties(comparison.changes)),
        "policies": number(len(comparison.policies), "policy", "policies"),
        "has_changes": bool(comparison.changes),
    }


def _side(end: Endpoint) -> str:
    told = [end.name, end.commit[:_SHORT_COMMIT] if end.commit != end.name else ""]
    told += [f"on {end.day}" if end.day else "", f"by {end.author}" if end.author else ""]
    return literal(", ".join(" ".join(part.split()) for part in told if part))


def _parties(changes: Sequence[Change]) -> Iterator[Plain]:
    """The rows of the summary: for whom, what it means, how many, and which."""
    rows: tuple[tuple[str, str, list[Change]], ...] = (
        ("Customers", "worse", [one for one in changes if one.customer is CustomerEffect.WORSE]),
        (
            "Customers",
            "unclear",
            [one for one in changes if one.customer is CustomerEffect.UNCLEAR],
        ),
        ("Customers", "better", [one for one in changes if one.customer is CustomerEffect.BETTER]),
        ("Staff", "more to do", [one for one in changes if one.staff is StaffEffect.MORE]),
        ("Staff", "unclear", [one for one in changes if one.staff is StaffEffect.UNCLEAR]),
        ("Staff", "less to do", [one for one in changes if one.staff is StaffEffect.LESS]),
    )
    for who, what, found in rows:
        if found:
            yield _row(who, what, [_named(change) for change in found])
    for is_crossed, what in ((True, "no longer kept"), (False, "kept again")):
        floors = [
            f"{change.policy_title}: {change.title} ({floor.cite or floor.name}: {floor.words})"
            for change in changes
            for floor in change.floors
            if floor.crossed is is_crossed
        ]
        if floors:
            yield _row("Law", what, floors)
    small = [change for change in changes if change.editorial]
    if small:
        yield _row("Nobody", "wording alone", [_named(change) for change in small])


def _row(who: str, what: str, found: list[str]) -> Plain:
    told = list(dict.fromkeys(found))
    shown: list[Plain] = [literal(each) for each in told[:_MOST_TOLD]]
    if len(told) > _MOST_TOLD:
        shown.append(f"and {len(told) - _MOST_TOLD} more")
    return {"who": who, "what": what, "count": str(len(found)), "named": shown}


def _named(change: Change) -> str:
    title = change.title or change.policy_title
    where = f" ({change.where})" if change.where else ""
    before = f"{change.policy_title}: " if change.policy_title not in {"", title} else ""
    return " ".join(f"{before}{title}{where}".split())


def _about(comparison: Comparison, policy: PolicyComparison) -> Iterator[Plain]:
    """What to know of a policy before reading: its version, approvals, whom to train anew."""
    yield literal(_version(policy))
    roles = comparison.titles.get("roles", {})
    for words, found in (
        ("Approval has to be given anew by", policy.void),
        ("Has to be learned anew by", policy.retrain),
    ):
        if found:
            yield literal(f"{words}: {', '.join(roles.get(role, role) for role in found)}.")


def _version(policy: PolicyComparison) -> str:
    before, after = policy.version_before, policy.version_after
    if not before:
        return f"New, version {after}." if after else "New."
    if not after:
        return f"Removed; it was version {before}."
    told = f"Version {before}, unchanged" if before == after else f"Version {before} → {after}"
    asks = f"the changes ask for a {policy.required.value} step"
    match policy.verdict:
        case VersionVerdict.DECREASED:
            return f"{told}: it goes back."
        case VersionVerdict.MISSING | VersionVerdict.TOO_SMALL:
            return f"{told}, but {asks}."
        case VersionVerdict.FREE:
            return f"{told}; it binds nobody yet."
        case VersionVerdict.ENOUGH:
            step = "" if policy.made is Bump.NONE else f" ({policy.made.value})"
            return f"{told}{step}."
