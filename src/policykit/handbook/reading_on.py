"""Where somebody can read on: the page of a policy in the site that is published for them."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date

from policykit.handbook.addresses import Site
from policykit.handbook.page import IN_FORCE, state
from policykit.handbook.published import page_address
from policykit.model.policy import Policy
from policykit.model.value import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Reader:
    """Who reads, in which language and on which day; no roles for customers."""

    roles: frozenset[str]
    locale: str
    today: date


def page_for(
    sites: Iterable[Site], reader: Reader, policy: Policy, item: str = "", *, coming: bool = False
) -> str:
    """The address of a policy, or of an item in it, in the first site that shows it to a reader.

    '' where there is none. A coming text has no page of its own: the one before it is printed.
    Staff are never led to a handbook for customers, nor customers to one for staff.
    """
    if policy.status == "retired":
        return ""
    for site in sites:
        if shows(site, reader, policy):
            language = reader.locale if reader.locale in site.languages else site.language
            page = page_address(site.handbook.address, language, policy.id)
            return f"{page}#{policy.id}.{item}" if item and not coming else page
    return ""


def document_for(documents: Iterable[Site], reader: Reader, policy: Policy) -> str:
    """What the first handbook is called that shows a policy to a reader; '' where none does."""
    for each in documents:
        if shows(each, reader, policy):
            handbook = each.handbook
            return handbook.words.get(reader.locale) or handbook.title or handbook.name
    return ""


def shows(site: Site, reader: Reader, policy: Policy) -> bool:
    """Whether a handbook prints a policy for a reader."""
    view, areas = site.view, site.handbook.areas
    if view.public is not (not reader.roles):
        return False
    if areas and not set(areas).intersection(policy.areas):
        return False
    if view.public and state(policy, reader.today) != IN_FORCE:
        return False
    return view.shows_policy(policy) and _is_for(reader.roles, site)


def _is_for(roles: Collection[str], site: Site) -> bool:
    audience, groups = site.view.audience, site.view.groups_of_roles
    members = {role for name in audience for role in (name, *groups.get(name, ()))}
    return not audience or not roles or not members.isdisjoint(roles)
