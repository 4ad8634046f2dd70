"""A record to facts: who did what when, over which texts, and what was looked at."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from sys import intern

from policykit.library import read
from policykit.library.bundle import mapping
from policykit.library.citations import citations
from policykit.library.walk import FoundReference, Walk
from policykit.model.document import Document, Json
from policykit.model.facts import CommentFact, RecordFact, ReferenceFact, SeenFact, StampFact
from policykit.model.position import shared


def reference_fact(path: str, found: FoundReference) -> ReferenceFact:
    """A reference in the document of a path."""
    kind, raw, pointer, words, nth, _ = found
    return ReferenceFact(kind, intern(raw), path, shared(pointer), words, nth)


def record_fact(record: Document | None) -> RecordFact | None:
    """What a record says, None where there is none; `seen_facts` gives what was looked at."""
    if record is None:
        return None
    data = mapping(record)
    return RecordFact(
        path=record.path,
        drafted=_stamps(data, "drafted"),
        consulted=_stamps(data, "consulted"),
        reviews=_stamps(data, "reviews"),
        approvals=_stamps(data, "approvals"),
        law_checked=read.text(read.section(data, "law_checked"), "date"),
        evidence=sum(1 for _ in read.items(data, "evidence")),
        comments=_comments(data),
    )


def seen_facts(
    policy: str, record: Mapping[str, Json], walked: Mapping[str, Walk]
) -> Iterator[SeenFact]:
    """What was looked at of all that the policy and its coming version refer to now."""
    seen = read.section(record, "seen")
    if not seen:
        return
    told: set[tuple[str, str]] = set()
    for path, found in walked.items():
        for each in citations(policy, found):
            name = each.written(policy)
            digest = read.text(read.section(seen, each.item), name)
            if digest and (each.item, name) not in told:
                told.add((each.item, name))
                at = reference_fact(path, each.at)
                pointer = ("seen", each.item, name)
                yield SeenFact(each.item, each.owner, each.target, digest, pointer, at)


def _comments(data: Mapping[str, Json]) -> tuple[CommentFact, ...]:
    return tuple(
        CommentFact(
            pointer=pointer,
            id=read.text(item, "id"),
            date=read.text(item, "date"),
            item=read.text(item, "item"),
            outcome=read.text(item, "outcome"),
            answered=bool(read.text(item, "answer").strip()),
            changed=read.names(item, "changed"),
        )
        for pointer, item in read.items(data, "comments")
    )


def _stamps(data: Mapping[str, Json], key: str) -> tuple[StampFact, ...]:
    return tuple(
        StampFact(
            pointer=pointer,
            role=read.text(item, "role"),
            by=read.text(item, "by"),
            date=read.text(item, "date"),
            digests=tuple(
                (locale, str(digest)) for locale, digest in read.section(item, "digests").items()
            ),
            signature=read.text(item, "signature"),
        )
        for pointer, item in read.items(data, key)
    )
