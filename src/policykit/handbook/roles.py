"""One handbook for each role."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from policykit.handbook.view import View
from policykit.model.config import HandbookSettings
from policykit.model.library import Library


def for_each(
    handbook: HandbookSettings, library: Library, view: View | None = None
) -> Iterator[HandbookSettings]:
    """The handbook itself, or one a role where it is for each of them.

    Roles are those some policy says it is for, by name or by their group, in the order they
    are declared; `view` may narrow them. The name of each ends in that of its role.
    """
    if not handbook.for_each_role:
        yield handbook
        return
    organisation = library.surroundings.organisation
    groups = organisation.groups_of_roles
    spoken_to = {name for entry in library.entries.values() for name in entry.facts.audience}
    spoken_to.update(*(groups[name] for name in tuple(spoken_to) if name in groups))
    wanted = _members(view, groups) if view is not None else frozenset()
    for role in organisation.names.get("role", {}):
        if role in spoken_to and role not in groups and (not wanted or role in wanted):
            yield replace(
                handbook,
                name=f"{handbook.name}-{role}",
                audience=(role,),
                subtitle=handbook.subtitle or organisation.title("role", role),
                subtitle_words=handbook.subtitle_words
                if handbook.subtitle
                else {
                    locale: told.title("role", role)
                    for locale, told in library.surroundings.organisations.items()
                },
            )


def _members(view: View, groups: Mapping[str, tuple[str, ...]]) -> frozenset[str]:
    return frozenset(
        (*view.audience, *(role for name in view.audience for role in groups.get(name, ())))
    )
