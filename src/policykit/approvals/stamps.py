"""What a stamp in a record is worth: of which text it is, and whose."""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping, Sequence
from typing import Final

from policykit.model.facts import RecordFact, StampFact

SHORT: Final = 20
"""`pk1-` and sixteen digits: enough to tell any two texts apart."""


def differing(stamp: StampFact, present: Mapping[str, str]) -> list[str]:
    """The locales whose text is no longer the one stamped; short digests count by their start."""
    return [
        locale
        for locale, digest in stamp.digests
        if locale in present and not present[locale].startswith(digest)
    ]


def fits(stamp: StampFact, present: Mapping[str, str]) -> bool:
    """Whether a stamp is of the text that stands now, in every locale it names."""
    names_one = any(locale in present for locale, _ in stamp.digests)
    return names_one and not differing(stamp, present)


def by_roles(record: RecordFact, roles: Container[str]) -> list[StampFact]:
    """The approvals by any of some roles, in the order of the record."""
    return [stamp for stamp in record.approvals if stamp.role in roles]


def newest(stamps: Sequence[StampFact]) -> StampFact:
    """The last of some stamps; of those of one day, the one that stands last."""
    _, stamp = max(enumerate(stamps), key=lambda pair: (pair[1].date, pair[0]))
    return stamp


def own_draft(approval: StampFact, record: RecordFact) -> StampFact | None:
    """The draft of the text an approval is of, where the same person wrote it.

    A record serves many versions: only what was written since somebody else of the role
    approved is part of what it approves now. That one has approved before proves nothing:
    approving one's own twice would else be enough. Where both say which text it was, the days
    count for nothing: an approval can be dated back.
    """
    own = [
        draft
        for draft in record.drafted
        if draft.by
        and draft.by == approval.by
        and (draft.date <= approval.date or _of_one_text(draft, approval))
    ]
    if not own:
        return None
    before = max(
        (
            each.date
            for each in record.approvals
            if each.role == approval.role and each.by != approval.by and each.date < approval.date
        ),
        default="",
    )
    return next(
        (draft for draft in own if before < draft.date or _of_one_text(draft, approval)), None
    )


def _of_one_text(one: StampFact, other: StampFact) -> bool:
    """Whether two stamps name the same text in a language; short digests count by their start."""
    digests = dict(other.digests)
    return any(
        locale in digests
        and (digests[locale].startswith(digest) or digest.startswith(digests[locale]))
        for locale, digest in one.digests
    )


def people(stamps: Iterable[StampFact], record: RecordFact) -> tuple[str, ...]:
    """The codes of those who approved what somebody else wrote, each once, sorted."""
    return tuple(
        sorted({stamp.by for stamp in stamps if stamp.by and own_draft(stamp, record) is None})
    )
