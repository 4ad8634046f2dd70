"""Where readers of a handbook say what is wrong with a rule, a policy, or all of it."""

from __future__ import annotations

from policykit.handbook.edition import Edition
from policykit.handbook.remark_addresses import About, address, front, place
from policykit.handbook.texts import PolicyTexts, shortened
from policykit.model.config import RemarkSettings
from policykit.model.errors import SettingsError
from policykit.model.remark import Remark
from policykit.model.remark_settings import is_possible, unusable


def demand_remarks(settings: RemarkSettings) -> None:
    """Pass settings that remarks can be taken by.

    Raises:
        SettingsError: nobody can tell what answers at the address, or it is not of its kind.
    """
    found = unusable(settings)
    if found is not None:
        raise SettingsError(
            "unknown-kind-of-remarks" if found.is_unknown else "remarks-of-another-kind",
            found.message,
            context=f"policykit.yaml: remarks.{found.key}",
            hint=found.hint,
            pointer=("remarks", "to"),
        )


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
