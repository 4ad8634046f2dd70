"""What stands at the back of a handbook: decision rights, glossary, index, owners."""

from __future__ import annotations

from collections.abc import Sequence

from policykit.handbook.edition import Edition
from policykit.handbook.rules import decisions as decisions
from policykit.model.book import (
    GlossaryLine,
    IndexGroup,
    IndexLine,
    LinkTo,
    OwnerLine,
    PolicyPage,
    plain_prose,
)
from policykit.model.policy import Policy


def glossary(edition: Edition, pages: Sequence[PolicyPage]) -> tuple[GlossaryLine, ...]:
    """The words of the organisation and of its policies, in the order of the language.

    A word that the organisation explains and policies define is one line that names them all.
    """
    defined = [(page, line) for page in pages for line in page.definitions]
    found = [
        GlossaryLine(
            f"glossary:{entry.id}",
            entry.term,
            plain_prose(entry.meaning),
            entry.synonyms,
            tuple(
                LinkTo(line.anchor, page.number, page.title, page.language)
                for page, line in defined
                if line.anchor == f"{page.id}.{entry.id}"
            ),
        )
        for entry in edition.organisation.glossary
    ]
    known = {entry.id for entry in edition.organisation.glossary}
    found.extend(
        GlossaryLine(
            f"glossary:{line.anchor}",
            line.title.text,
            line.text,
            (),
            (LinkTo(line.anchor, page.number, page.title, page.language),),
            line.title.language,
        )
        for page, line in defined
        if line.anchor.partition(".")[2] not in known
    )
    return tuple(sorted(found, key=lambda line: (edition.locale.sort_key(line.term), line.anchor)))


def index(pages: Sequence[PolicyPage]) -> tuple[IndexGroup, ...]:
    """Every rule by policy, in the order of the book."""
    return tuple(
        IndexGroup(
            LinkTo(page.id, page.number, page.title, page.language),
            tuple(
                IndexLine(
                    LinkTo(rule.anchor, rule.number, rule.text.text, rule.text.language),
                    rule.level,
                    rule.label,
                )
                for rule in page.rules
            ),
            page.state,
            page.badge,
        )
        for page in pages
        if page.rules
    )


def owners(edition: Edition, policies: Sequence[tuple[Policy, LinkTo]]) -> tuple[OwnerLine, ...]:
    """Who looks after which policy."""
    by_role: dict[str, list[LinkTo]] = {}
    for policy, link in policies:
        if policy.owner:
            by_role.setdefault(edition.title("role", policy.owner), []).append(link)
    return tuple(
        OwnerLine(role, tuple(by_role[role]))
        for role in sorted(by_role, key=edition.locale.sort_key)
    )
