"""Who changed what last: each thing in a policy with the last commit that changed what it means."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from policykit.branch import opened_branch
from policykit.model.blame import Blame, Blamed
from policykit.model.errors import SourceError
from policykit.model.history import Brought
from policykit.model.value import dataclass

if TYPE_CHECKING:
    from policykit.diffing.sides import PolicyText
    from policykit.library.lineage import Stand
    from policykit.model.change import Change
    from policykit.model.surroundings import Surroundings

Today = Callable[[str], date]
"""Gives the day it is in a time zone."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BlameRequest:
    """Which policy, by an id it has or had; with `everything`, wording alone counts as well.

    `at` is the commit whose past is told, '' for the release branch.
    """

    root: Path
    name: str
    everything: bool = False
    at: str = ""


@dataclass(frozen=True, slots=True)
class _Written:
    """A text of the policy, and the commit that wrote it so."""

    text: PolicyText
    stand: Stand


def blame(request: BlameRequest, today: Today) -> Blame:
    """The last commit that changed each item, through renames, moves and coming versions.

    Raises:
        SourceError: the history cannot be read, or no policy ever had that name.
    """
    from policykit.library.lineage import lineage
    from policykit.library.tracing import Tracer

    with opened_branch(request.root, request.at, compares=True) as branch:
        tracer = Tracer(branch.history, branch.around.organisation.title)
        line = lineage(branch.landings, branch.days, request.name, tracer.former_ids)
        written = tuple(_way_back(line.stands, branch.history.read))
        if not written:
            raise SourceError(
                "unreadable-policy",
                "No version of this policy can be read.",
                context=request.name[:120],
                hint="`policykit lint` tells what is wrong with the file.",
            )
        day = today(branch.around.organisation.time_zone)
        found = _blamed(written, branch.around, day, everything=request.everything)
        gap = branch.history.gap
    text = written[0].text
    return Blame(
        policy=text.node.id,
        title=text.node.text("title") or text.node.id,
        path=text.path,
        version=text.node.text("version"),
        items=found,
        everything=request.everything,
        branch=branch.name,
        gap=gap,
    )


def _way_back(stands: Sequence[Stand], read: Callable[[str], bytes]) -> Iterator[_Written]:
    """The text as it is and each one it was made from, the latest first.

    A coming version that was promoted was made from the coming file, and that from the text
    that was in force when it was begun. What cannot be read is passed over.
    """
    at: _Written | None = None
    text = cache(lambda path, key: _text(path, read(key)))
    for stand in reversed(stands):
        main = text(*stand.main) if stand.main else None
        coming = text(*stand.coming) if stand.coming else None
        chosen = main or coming
        if at is not None and coming is not None and main is not None:
            same = coming.node.text("version") == at.text.node.text("version")
            chosen = (
                coming
                if same and main.node.text("version") != coming.node.text("version")
                else main
            )
        if chosen is None:
            continue
        if at is not None and chosen is not at.text:
            yield at
        # The earliest commit that has it so is the one that wrote it.
        at = _Written(chosen, stand)
    if at is not None:
        yield at


def _text(path: str, content: bytes) -> PolicyText | None:
    from policykit.diffing.sides import texts_of
    from policykit.library.bundle import Bundle
    from policykit.model.document import Origin
    from policykit.yamlsource import read

    document, _ = read(content, Origin(path, ""))
    if not isinstance(document.data, dict) or "id" not in document.data:
        return None
    bundle = Bundle(id="", policy=document)
    return next(texts_of(bundle), None)


def _blamed(
    written: Sequence[_Written], around: Surroundings, today: date, *, everything: bool
) -> tuple[Blamed, ...]:
    from policykit.library.facets import in_one_line
    from policykit.library.walk import walk
    from policykit.model.policy_shape import POLICY

    items = [each for each in walk(dict(written[0].text.data), POLICY).items if not each.parent]
    names = {each.id: each.id for each in items}
    last: dict[str, tuple[_Written, tuple[str, ...]]] = {}
    for newer, older in zip(written, (*written[1:], None), strict=True):
        left = {then: now for now, then in names.items() if now not in last}
        if not left:
            break
        if older is None:
            last.update(dict.fromkeys(left.values(), (newer, ())))
            break
        told = _changes(older, newer, around, today)
        for then, now in left.items():
            why = tuple(
                each.message
                for each in told
                if (everything or _is_substantive(each)) and _concerns(each, then)
            )
            if why:
                last[now] = newer, why
            names[now] = _earlier_name(told, then)
    return tuple(
        Blamed(
            item=each.id,
            kind=each.kind,
            words=in_one_line(each, around.organisation.title),
            commit=_brought(last[each.id][0].stand),
            version=last[each.id][0].text.node.text("version"),
            why=last[each.id][1],
        )
        for each in items
    )


def _is_substantive(change: Change) -> bool:
    """Whether a change is more than other words, another name or another place."""
    return not change.editorial and change.name not in {"renamed", "moved"}


def _concerns(change: Change, item: str) -> bool:
    return change.item == item or change.item.startswith(f"{item}.")


def _earlier_name(told: Sequence[Change], item: str) -> str:
    renamed = (it for it in told if it.name == "renamed" and it.item == item and it.before)
    return next((each.before.value for each in renamed if each.before), item)


def _changes(
    older: _Written, newer: _Written, around: Surroundings, today: date
) -> tuple[Change, ...]:
    from policykit.diffing.libraries import Asked, compare
    from policykit.diffing.sides import SideTexts
    from policykit.diffing.standing import Days

    compared = compare(
        SideTexts(texts=(older.text,), surroundings=around),
        SideTexts(texts=(newer.text,), surroundings=around),
        Asked(today=today, days=Days(older.stand.day, newer.stand.day)),
    )
    return tuple(change for policy in compared.policies for change in policy.changes)


def _brought(stand: Stand) -> Brought:
    landing = stand.landing
    return Brought(landing.commit, landing.author, landing.subject, stand.day)
