"""What happened, checked and made into entries of a record."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

from policykit.library import read
from policykit.library.additions import Addition, Entry, Put
from policykit.library.files import file_name
from policykit.lint.names import suggestion, with_coming
from policykit.model.document import Json
from policykit.model.errors import PolicykitError
from policykit.model.facts import Facts
from policykit.model.quantity.mistake import shown
from policykit.model.value import dataclass
from policykit.noting import checking
from policykit.noting.asked import (
    Answered,
    Consulted,
    Drafted,
    LawChecked,
    Learnt,
    NoteRequest,
    Said,
)
from policykit.noting.records import entries, next_id, records
from policykit.stamping import Texts, Today, demand_person, the_day

NOT_TAKEN = "not-taken"
OUTCOMES = ("taken", "partly", NOT_TAKEN, "question")
"""What can become of a remark."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ready:
    """What is put into the record, told in a line, and what is worth knowing beside it."""

    additions: tuple[Addition, ...]
    told: str
    remarks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class _Around:
    """The policy, everything it stands in, and the day it happened."""

    request: NoteRequest
    known: Texts
    facts: Facts
    on: date

    @property
    def day(self) -> str:
        return self.on.isoformat()

    def words(self, text: str, option: str) -> str:
        return checking.words(text, option, self.known.around)

    def person(self, by: str) -> str:
        demand_person(by, self.known.around.organisation.roles)
        return by

    def items(self, names: tuple[str, ...]) -> list[Json]:
        found = (checking.item(name, self.facts, "--changed") for name in names)
        return [*dict.fromkeys(each for each in found if each)]


def made(request: NoteRequest, known: Texts, today: Today) -> Ready:
    """The entries of what happened.

    Raises:
        SourceError: there is no such policy.
        PolicykitError: something in it is unknown, still to come, or about a person.
    """
    facts = known.named(request.policy)
    on = the_day(request.on, known.around, today)
    around = _Around(request=request, known=known, facts=facts, on=on)
    match request.what:
        case Consulted():
            return _consulted(request.what, around)
        case Learnt():
            return _learnt(request.what, around)
        case Said():
            return _said(request.what, around)
        case Answered():
            return _answered(request.what, around)
        case Drafted():
            return _drafted(request.what, around)
        case LawChecked():
            return _law_checked(request.what, around)


def _consulted(what: Consulted, around: _Around) -> Ready:
    entry: dict[str, Json] = {"role": checking.role(what.role, around.known.around)}
    if what.count:
        entry["count"] = what.count
    entry["date"] = around.day
    if what.via:
        entry["via"] = checking.way(what.via, around.known.around)
    if what.outcome:
        entry["outcome"] = around.words(what.outcome, "--outcome")
    many = f", {what.count} {'person' if what.count == 1 else 'people'}" if what.count else ""
    return Ready(
        additions=(Entry("consulted", entry),),
        told=f"{around.facts.id}: {what.role} consulted on {around.day}{many}",
        remarks=()
        if what.outcome
        else ("Nothing says what came of it: --outcome takes a sentence.",),
    )


def _learnt(what: Learnt, around: _Around) -> Ready:
    entry: dict[str, Json] = {}
    if what.source:
        entry["source"] = checking.source(what.source, around.facts, around.known.around)
    entry["found"] = around.words(what.found, "--found")
    entry["date"] = around.day
    if changed := around.items(what.changed):
        entry["changed"] = changed
    noted = records(around.request.root)
    own = noted.get(around.request.policy, {})
    everywhere = (name for data in noted.values() for name in _ids(data, "evidence"))
    found = _identified(what.id, entry, tuple(entries(own, "evidence")), _EVIDENCE, everywhere)
    return Ready(
        additions=(Entry("evidence", {"id": found, **entry}),),
        told=f"{around.facts.id}: evidence {found} of {around.day}",
    )


def _said(what: Said, around: _Around) -> Ready:
    entry: dict[str, Json] = {"role": checking.role(what.role, around.known.around)}
    if what.by:
        entry["by"] = around.person(what.by)
    entry["date"] = around.day
    name = checking.item(what.item, around.facts, "--item")
    if name:
        entry["item"] = name
    entry["says"] = around.words(what.says, "--says")
    own = records(around.request.root).get(around.request.policy, {})
    noted = tuple(entries(own, "comments"))
    found = _identified(what.id, entry, noted, _COMMENT, _ids(own, "comments"))
    about = f" on {name}" if name else ""
    return Ready(
        additions=(Entry("comments", {"id": found, **entry}, ("id",)),),
        told=f"{around.facts.id}: comment {found}{about} of {around.day}",
        remarks=tuple(_round(around)),
    )


def _ids(data: Mapping[str, Json], section: str) -> Iterator[str]:
    for entry in entries(data, section):
        yield read.text(entry, "id")


def _identified(
    given: str,
    entry: Mapping[str, Json],
    noted: tuple[Mapping[str, Json], ...],
    kind: _Kind,
    taken: Iterator[str],
) -> str:
    """The id of an entry: that of the very same one where it is noted already."""
    for each in noted:
        same = all(each.get(key) == entry.get(key) for key in kind.told_by)
        if same and given in {"", each.get("id")}:
            return read.text(each, "id")
    known = {*taken}
    return checking.identifier(given, known, kind.noun) if given else next_id(kind.prefix, known)


@dataclass(frozen=True, slots=True)
class _Kind:
    """Entries with ids: the letters ids begin with, what to call one, what two are told apart by."""

    prefix: str
    noun: str
    told_by: tuple[str, ...]


_EVIDENCE = _Kind("ev", "evidence", ("source", "found", "date", "changed"))
_COMMENT = _Kind("co", "a comment", ("role", "by", "date", "item", "says"))


def _round(around: _Around) -> Iterator[str]:
    """What to know of the round in which comments are taken."""
    versions = tuple(with_coming(around.facts))
    in_review = [each for each in versions if each.status == "in-review"]
    if not in_review:
        yield f"{around.facts.id} is not in review now. The comment was noted all the same."
        return
    until = next((each.comments_until for each in in_review if each.comments_until), "")
    if until and until < around.day:
        yield f"The round of comments ended on {until}. The comment was noted all the same."


def _answered(what: Answered, around: _Around) -> Ready:
    policy = around.facts.id
    own = records(around.request.root).get(around.request.policy, {})
    noted = tuple(entries(own, "comments"))
    comment = _the_comment(what.comment, noted, policy)
    if what.outcome not in OUTCOMES:
        raise PolicykitError(
            "unknown-outcome",
            f"There is no outcome {shown(what.outcome)}.",
            context="--outcome",
            hint=suggestion(what.outcome, OUTCOMES, f"Use one of {', '.join(OUTCOMES)}."),
        )
    values: dict[str, Json] = {
        "outcome": what.outcome,
        "answer": around.words(what.answer, "--answer"),
        "settled": around.day,
        "settled_by": around.person(what.by),
    }
    changed = around.items(what.changed)
    if what.outcome == NOT_TAKEN:
        _demand_nothing_changed(changed, comment, around)
    if changed:
        values["changed"] = changed
    before = {key: comment[key] for key in _SETTLED if key in comment}
    said = read.text(comment, "date")
    if said > around.day:
        raise PolicykitError(
            "answered-before",
            f"The comment is of {said}, so it cannot have been answered on {around.day}.",
            context="--on",
            hint="Give the day of the answer.",
        )
    if read.text(comment, "outcome") and before != values and not what.again:
        raise PolicykitError(
            "answered-already",
            f"{what.comment} was answered on {read.text(comment, 'settled') or 'a day unknown'}: "
            f"{shown(read.text(comment, 'outcome'))}.",
            context=f"{policy} {what.comment}",
            hint="Look at `policykit record "
            f"{policy} --comments`. To put this answer in its place, add --again.",
        )
    return Ready(
        additions=(Put("comments", values, id=what.comment),),
        told=f"{policy}: comment {what.comment} {_TOLD[what.outcome]} on {around.day}",
        remarks=("The items that were changed are those it had: --changed names others.",)
        if "changed" in before and not changed and what.again
        else (),
    )


_SETTLED = ("outcome", "answer", "settled", "settled_by", "changed")
_TOLD = {
    "taken": "taken",
    "partly": "partly taken",
    NOT_TAKEN: "not taken",
    "question": "answered as a question",
}


def _demand_nothing_changed(
    changed: list[Json], comment: Mapping[str, Json], around: _Around
) -> None:
    """A comment that is not taken has changed nothing, neither now nor in an earlier answer.

    Raises:
        PolicykitError: items are named that it changed.
    """
    if changed:
        raise PolicykitError(
            "changed-by-nothing",
            "A comment that is not taken has changed nothing.",
            context=f"--changed {changed[0]}",
            hint="Leave --changed out, or say --outcome partly if something was changed because of "
            "it.",
        )
    if read.names(comment, "changed"):
        record = around.facts.record
        raise PolicykitError(
            "changed-by-nothing",
            "The comment is to have changed nothing, and an earlier answer names what it changed.",
            context=record.path if record else around.facts.id,
            hint="Take changed: out of the comment in this file first, or say --outcome partly.",
        )


def _the_comment(
    name: str, noted: tuple[Mapping[str, Json], ...], policy: str
) -> Mapping[str, Json]:
    found = [each for each in noted if each.get("id") == name]
    if len(found) == 1:
        return found[0]
    if found:
        raise PolicykitError(
            "comment-twice",
            f"{len(found)} comments on {policy} are called {shown(name)}.",
            context=name[:120],
            hint="Give each of them an id of its own in the record.",
        )
    open_ones = [read.text(each, "id") for each in noted if not read.text(each, "outcome")]
    otherwise = (
        f"Open are {', '.join(open_ones[:12])}." if open_ones else "There are no open comments."
    )
    raise PolicykitError(
        "unknown-comment",
        f"There is no comment {shown(name)} on {policy}.",
        context=name[:120],
        hint=otherwise,
    )


def _drafted(what: Drafted, around: _Around) -> Ready:
    text = around.known.named(around.request.policy, coming=what.coming)
    entry: dict[str, Json] = {"by": around.person(what.by), "date": around.day}
    digests: dict[str, Json] = dict(sorted(around.known.digests(text).items()))
    entry["digests"] = digests
    which = "the coming text" if file_name(text.path).coming else "the text"
    return Ready(
        additions=(Entry("drafted", entry),),
        told=f"{around.facts.id}: {what.by} wrote {which} of {around.day}: {', '.join(digests)}",
    )


def _law_checked(what: LawChecked, around: _Around) -> Ready:
    own = records(around.request.root).get(around.request.policy, {})
    checked = read.section(own, "law_checked")
    last = read.text(checked, "date")
    if last > around.day:
        raise PolicykitError(
            "checked-later",
            f"The law was looked at later already, on {last}.",
            context="--on",
            hint="Nothing has to be noted.",
        )
    values: dict[str, Json] = {"date": around.day, "by": around.person(what.by)}
    apart = ", ".join(f"{name} {day}" for name, day in read.section(checked, "except").items())
    return Ready(
        additions=(Put("law_checked", values),),
        told=f"{around.facts.id}: compared with the law on {around.day} by {what.by}",
        remarks=(f"Still looked at on other days: {apart}.",) if apart else (),
    )
