"""What is known of hearing people about one policy."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from datetime import date

from policykit.heard.parties import CUSTOMER, parties, titled
from policykit.library import read
from policykit.library.bundle import Bundle, mapping
from policykit.library.record import record as record_of
from policykit.library.walk import MAIN_TEXT, FoundItem, walk
from policykit.model.document import Document, Json
from policykit.model.facts import Facts
from policykit.model.hearing import CommentShown, FeedbackSource, Outcome, PolicyHearing
from policykit.model.organisation import Organisation
from policykit.model.policy_shape import LEVELS, POLICY
from policykit.model.record import Comment, Record
from policykit.model.surroundings import Surroundings

IN_REVIEW = "in-review"

Words = Callable[[str, str, str], str]
"""Fills in what a text names: gets the text, the path of its file and the id of its item."""


def policy_hearing(
    bundle: Bundle, facts: Facts, around: Surroundings, words: Words
) -> PolicyHearing:
    """A policy with its coming text: whom it concerns, who was heard, what was said."""
    versions = (facts,) if facts.coming is None else (facts, facts.coming)
    path = "" if bundle.record is None else bundle.record.path
    record = record_of(path, mapping(bundle.record))
    sources = tuple(_sources(bundle, record, around))
    named = {each.id for each in sources}
    reviewed = [each for each in versions if each.status == IN_REVIEW]
    until = next((each.comments_until for each in reviewed if each.comments_until), "")
    return PolicyHearing(
        policy=facts.id,
        title=facts.title,
        path=facts.path,
        owner=facts.owner,
        owner_title=titled(facts.owner, around.organisation) if facts.owner else "",
        status=facts.status,
        version=facts.version,
        in_review=bool(reviewed),
        until=_day(until),
        parties=parties(versions, record, sources, around),
        sources=sources,
        evidence=tuple(each for each in record.evidence if each.source not in named),
        comments=tuple(_comments(bundle, record, around.organisation, words)),
    )


def _day(text: str) -> date | None:
    with suppress(ValueError):
        return date.fromisoformat(text)
    return None


def _sources(bundle: Bundle, record: Record, around: Surroundings) -> Iterator[FeedbackSource]:
    organisation = around.organisation
    told: set[str] = set()
    for document in (bundle.policy, bundle.coming):
        if document is None:
            continue
        data = mapping(document)
        whole = data if data.get("feedback") is not None else organisation.defaults
        for _, entry in read.items(whole, "feedback"):
            name = read.text(entry, "id")
            if name in told:
                continue
            told.add(name)
            names = {name, *read.names(entry, "former_ids")}
            yield FeedbackSource(
                id=name,
                kind=organisation.title("feedback-kind", read.text(entry, "kind")),
                giver=read.text(entry, "from"),
                what=read.text(entry, "what"),
                evidence=tuple(each for each in record.evidence if each.source in names),
            )


def _comments(
    bundle: Bundle, record: Record, organisation: Organisation, words: Words
) -> Iterator[CommentShown]:
    """The comments: those that wait first, and then in the order in which they were made."""
    shown = [
        _comment(each, _who(each.role, organisation), bundle, words) for each in record.comments
    ]
    yield from (each for each in shown if each.outcome is Outcome.OPEN)
    yield from (each for each in shown if each.outcome is not Outcome.OPEN)


def _who(role: str, organisation: Organisation) -> str:
    return "Customer" if role == CUSTOMER else titled(role, organisation)


def _comment(comment: Comment, who: str, bundle: Bundle, words: Words) -> CommentShown:
    outcome = Outcome.OPEN
    with suppress(ValueError):
        outcome = Outcome(comment.outcome)
    if not comment.item:
        return CommentShown(comment=comment, outcome=outcome, who=who)
    # A comment is about the text in review: the coming one, where there is one.
    for document in (bundle.coming, bundle.policy):
        item = None if document is None else _item(comment.item, document)
        if item is not None and document is not None:
            text = words(_main_text(item), document.path, comment.item)
            return CommentShown(comment=comment, outcome=outcome, who=who, words=text)
    return CommentShown(comment=comment, outcome=outcome, who=who, is_gone=True)


def _item(name: str, document: Document) -> FoundItem | None:
    found: Sequence[FoundItem] = walk(document.data, POLICY).items
    for is_the_one in (_is_called, _was_called):
        for item in found:
            if is_the_one(item, name):
                return item
    return None


def _is_called(item: FoundItem, name: str) -> bool:
    return name == (f"{item.parent}.{item.id}" if item.parent else item.id)


def _was_called(item: FoundItem, name: str) -> bool:
    value = item.value if isinstance(item.value, dict) else {}
    before = f"{item.parent}." if item.parent else ""
    return any(name == f"{before}{former}" for former in read.names(value, "former_ids"))


def _main_text(item: FoundItem) -> str:
    value: Json = item.value
    if isinstance(value, str):
        return value
    if not isinstance(value, dict):
        return ""
    text = _text(value, item.kind)
    # A promise is its value, which is said in the words of the handbook.
    return f"{text}: {{{item.id}}}" if item.kind == "term" and text else text


def _text(value: Mapping[str, Json], kind: str) -> str:
    level = next((key for key in LEVELS if key in value), "")
    if kind == "statement" and level:
        return f"{level.replace('_', ' ').capitalize()}: {read.text(value, level)}"
    for key in (MAIN_TEXT.get(kind, "text"), "title", "q", "text", "situation"):
        if read.text(value, key):
            return read.text(value, key)
    return ""
