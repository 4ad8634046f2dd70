"""The roles and channels that readers of a book can choose between."""

from __future__ import annotations

from policykit.handbook.edition import Edition
from policykit.model.book import Choice, PolicyPage


def choices(edition: Edition, pages: tuple[PolicyPage, ...]) -> tuple[Choice, ...]:
    """Roles, then channels, in the order the organisation declares them.

    There are none of a kind where nothing is for some of it only, and where the edition is
    narrowed to some of it. `pages` are all pages, made in this edition.
    """
    organisation, view = edition.organisation, edition.view
    found: list[Choice] = []
    if ("audience" in edition.badged or _some(pages, "audience")) and not view.audience:
        for role in organisation.roles:
            groups = (
                group for group, members in organisation.groups_of_roles.items() if role in members
            )
            also = edition.titles("role", tuple(groups))
            found.append(Choice("audience", role, edition.title("role", role), also))
    if ("channel" in edition.badged or _some(pages, "channels")) and not view.channels:
        found.extend(
            Choice("channel", channel, edition.title("channel", channel))
            for channel in organisation.channels
        )
    return tuple(dict.fromkeys(found))


def _some(pages: tuple[PolicyPage, ...], side: str) -> bool:
    return any(getattr(page, side) for page in pages)
