"""The mark of an edition: what is printed, for whom and of which day, told by content.

The program, its templates and the layout are not in it: the same words from the same policies
have one mark on screen and on paper, today and with the program of next year.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

from policykit.handbook.printed import Place
from policykit.handbook.view import View
from policykit.library.digests import oldest_names
from policykit.model.config import HandbookSettings
from policykit.model.digest import CONTENT_PREFIX, canonical_json, finished, sha256
from policykit.model.edition_code import edition_code
from policykit.model.library import Library


def mark(
    library: Library,
    handbook: HandbookSettings,
    locale: str,
    view: View,
    today: date,
    shown: Iterable[Place],
) -> str:
    """The code of an edition.

    Args:
        library: the policies.
        handbook: which handbook.
        locale: its language.
        view: what it is narrowed to, as `resolved_view` gives it.
        today: the day it is of.
        shown: the policies it prints, in its order.
    """
    content = printed_digest(shown, digests_of(library, locale))
    return mark_of(handbook.name, locale, view, today, content)


def printed_digest(shown: Iterable[Place], digests: Mapping[str, str]) -> str:
    """One digest of the content digests of the policies an edition prints, in its order.

    `digests` gives that of each policy by its id, as `digests_of` does.
    """
    return sha256(canonical_json([digests[each.policy.id] for each in shown]))


def mark_of(handbook: str, locale: str, view: View, today: date, content: str) -> str:
    """The code of an edition whose policies have this digest together."""
    told = [
        "edition-1",
        handbook,
        locale,
        *map(sorted, (view.audience, view.regions, view.channels, view.brands)),
        view.public,
        today.isoformat(),
        content,
    ]
    return edition_code(sha256(canonical_json(told)))


def digests_of(library: Library, locale: str) -> dict[str, str]:
    """The content digest of each policy in a language, else in the one it was written in."""
    every = [entry.facts for entry in library.entries.values()]
    oldest = oldest_names(
        {each.id: each for each in every},
        {former: each for each in every for former in each.former_ids},
    )
    source = library.surroundings.settings.locales.source
    found: dict[str, str] = {}
    for each in every:
        half = {fact.locale: fact.content for fact in each.digests}
        content = half.get(locale) or half.get(source)
        found[each.id] = (
            each.oldest_id if content is None else finished(content, CONTENT_PREFIX, oldest)
        )
    return found
