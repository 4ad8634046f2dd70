"""Data to the record of a policy."""

from __future__ import annotations

from collections.abc import Mapping

from policykit.library import read
from policykit.model.document import Json
from policykit.model.record import Comment, Consultation, Evidence, Record, Stamp


def record(path: str, data: Mapping[str, Json]) -> Record:
    """The record a document describes; what is malformed is left out."""
    return Record(
        path=path,
        drafted=_stamps(data, "drafted"),
        consulted=tuple(
            Consultation(
                role=read.text(item, "role"),
                date=read.text(item, "date"),
                count=read.number(item, "count"),
                via=read.text(item, "via"),
                outcome=read.text(item, "outcome"),
            )
            for _, item in read.items(data, "consulted")
        ),
        evidence=tuple(
            Evidence(
                id=read.text(item, "id"),
                source=read.text(item, "source"),
                found=read.text(item, "found"),
                date=read.text(item, "date"),
                changed=read.names(item, "changed"),
            )
            for _, item in read.items(data, "evidence")
        ),
        comments=tuple(
            Comment(
                id=read.text(item, "id"),
                role=read.text(item, "role"),
                by=read.text(item, "by"),
                date=read.text(item, "date"),
                item=read.text(item, "item"),
                says=read.text(item, "says"),
                outcome=read.text(item, "outcome"),
                answer=read.text(item, "answer"),
                settled=read.text(item, "settled"),
                settled_by=read.text(item, "settled_by"),
                changed=read.names(item, "changed"),
            )
            for _, item in read.items(data, "comments")
        ),
        law_checked=dict(read.section(data, "law_checked")),
        reviews=_stamps(data, "reviews"),
        approvals=_stamps(data, "approvals"),
        seen={
            item: {target: str(digest) for target, digest in targets.items()}
            for item, targets in read.section(data, "seen").items()
            if isinstance(targets, dict)
        },
        accepted=tuple(dict(item) for _, item in read.items(data, "accepted")),
    )


def _stamps(data: Mapping[str, Json], key: str) -> tuple[Stamp, ...]:
    return tuple(
        Stamp(
            date=read.text(item, "date"),
            by=read.text(item, "by"),
            role=read.text(item, "role"),
            digests={
                locale: str(digest) for locale, digest in read.section(item, "digests").items()
            },
        )
        for _, item in read.items(data, key)
    )
