"""Where readers of a handbook say what is wrong with a rule, a policy, or all of it."""

from __future__ import annotations

from policykit.handbook.edition import Edition
from policykit.handbook.remark_addresses import (
    About,
    address,
    front,
    is_possible,
    kind_of,
    place,
)
from policykit.handbook.texts import PolicyTexts, shortened
from policykit.model.config import RemarkSettings
from policykit.model.errors import SettingsError
from policykit.model.remark import Remark


def demand_remarks(settings: RemarkSettings) -> None:
    """Pass settings that remarks can be taken by.

    Raises:
        SettingsError: nobody can tell what answers at the address, or it is not of its kind.
    """
    if not settings.to or is_possible(settings):
        return
    kind = kind_of(settings)
    if not kind:
        raise SettingsError(
            "unknown-kind-of-remarks",
            "The address for remarks does not tell what answers there.",
            context="policykit.yaml: remarks.kind",
            hint="Add kind: github, gitlab or forgejo (Gitea, too), or url for a form that has "
            "{statement} in its address.",
            pointer=("remarks", "to"),
        )
    raise SettingsError(
        "remarks-of-another-kind",
        f"The address for remarks cannot be one of the kind {kind}.",
        context="policykit.yaml: remarks.to",
        hint=_HINTS.get(kind, "Give the address of the repository alone, as its first page has."),
        pointer=("remarks", "to"),
    )


_HINTS = {
    "mail": "Write mailto: and the address, such as mailto:policies@example.com.",
    "url": "Write an address that begins with https://.",
}


def remark_on_item(texts: PolicyTexts, item: str, words: str) -> Remark | None:
    """Where a remark on an item of a policy is given; None where readers are not asked."""
    title = words.replace("\u00a0", " ")
    found = _address(texts, item, title)
    name = texts.edition.text("book.remark-on", title=shortened(title))
    return Remark(found, name) if found else None


def remark_on_policy(texts: PolicyTexts, example: str) -> Remark | None:
    """Where a remark on a policy as a whole is given; None where readers are not asked.

    `example` is the name of something in it, as those who read on paper would give it.
    """
    edition, policy = texts.edition, texts.policy
    found = _address(texts, "", policy.title)
    if not found:
        return None
    where = place(edition.library.surroundings.settings.remarks)
    return Remark(
        found,
        edition.text("book.remark-on-policy", title=policy.title or policy.id),
        edition.text("book.remark-line", place=where, name=example),
    )


def remark_on_book(edition: Edition) -> Remark | None:
    """Where readers are led who have no policy before them; None where they are not asked."""
    settings = edition.library.surroundings.settings.remarks
    if edition.view.public or not is_possible(settings):
        return None
    told = edition.text("book.remark-at", place=place(settings))
    return Remark(front(settings), told, told)


def _address(texts: PolicyTexts, item: str, title: str) -> str:
    edition, policy = texts.edition, texts.policy
    settings = edition.library.surroundings.settings.remarks
    if edition.view.public or not settings.to:
        return ""
    about = About(
        policy=policy.id,
        statement=item,
        title=title,
        version=policy.version,
        locale=edition.locale.id,
    )
    return address(settings, about, edition.text)
