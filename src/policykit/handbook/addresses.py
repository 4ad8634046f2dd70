"""Where what a policy says can be read: in the first published handbook that shows it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date
from typing import Final

from policykit.gaps.offers import Offer, Version
from policykit.handbook.kinds import kind_names, kind_of
from policykit.handbook.page import IN_FORCE, state
from policykit.handbook.published import page_address
from policykit.handbook.view import View
from policykit.library import read
from policykit.model.config import HandbookSettings
from policykit.model.coverage import Coverage, Evidence, FrameworkCoverage, Reason
from policykit.model.facts import Narrowing
from policykit.model.ids import is_id
from policykit.model.policy import Policy
from policykit.model.surroundings import Surroundings
from policykit.model.value import dataclass

_SECTIONS: Final = {
    "statements": "rules",
    "terms": "promises",
    "response_targets": "targets",
    "rationale": "why",
    "customer_benefit": "why",
    "objectives": "why",
    "communication": "notices",
    **{
        name: name
        for name in (
            "definitions", "enforcement", "escalation", "exceptions", "faq", "feedback",
            "handoffs", "kpis", "monitoring", "procedures", "related", "scenarios", "scripts",
            "tables", "tone", "training",
        )
    },
}  # fmt: skip
"""The section of a page by the key of a policy; other keys have none of their own."""

_WHOLE: Final = {"training": "training", "human": "handoffs"}
"""Kinds of evidence that are a section of a page."""

_FOR_CUSTOMERS: Final = frozenset({"statement", "term", "response_target", "question"})
_PROMISED: Final = frozenset({"must", "must_not"})


@dataclass(frozen=True, slots=True)
class Site:
    """A published site: its handbook, its languages, that to lead to, what it is narrowed to."""

    handbook: HandbookSettings
    languages: tuple[str, ...]
    language: str
    view: View
    only_promises: bool

    def shows(self, policy: Policy, evidence: Evidence, offer: Offer | None, day: date) -> bool:
        """Whether it prints a policy, and in it what is evidence."""
        areas = self.handbook.areas
        if areas and not set(areas).intersection(policy.areas):
            return False
        if not self.view.shows_policy(policy):
            return False
        if not self.view.shows(offer.narrowing if offer else Narrowing()):
            return False
        return not self.view.public or (
            state(policy, day) == IN_FORCE
            and evidence.kind in _FOR_CUSTOMERS
            and offer is not None
            and _is_public(offer)
            and (evidence.kind != "statement" or offer.level in _PROMISED or not self.only_promises)
        )

    def may_leave_out(self, offer: Offer | None) -> bool:
        """Whether it may print a policy without an item: a promise may end where it looks."""
        view = self.view
        is_narrowed = bool(view.regions or view.channels or view.brands)
        return is_narrowed and offer is not None and bool((offer.data or {}).get("varies"))


def linked(
    frameworks: tuple[FrameworkCoverage, ...],
    policies: Iterable[tuple[Version, ...]],
    around: Surroundings,
    day: date,
) -> tuple[FrameworkCoverage, ...]:
    """Frameworks whose evidence has the address of its handbook page, where one is published.

    Args:
        frameworks: what the policies hold of them.
        policies: the texts of each policy.
        around: the settings, with the handbooks in their order, and the organisation.
        day: the day handbooks are of.
    """
    published = tuple(sites(around))
    if not published:
        return frameworks
    pages = _Pages(published, policies, day)
    return tuple(
        replace(
            framework,
            requirements=tuple(
                replace(each, regions=tuple(map(pages.coverage, each.regions)))
                for each in framework.requirements
            ),
        )
        for framework in frameworks
    )


def sites(around: Surroundings) -> Iterator[Site]:
    """The published sites of handbooks with pages, in the order of the settings."""
    for each in documents(around):
        handbook = each.handbook
        is_site = "site" in handbook.formats
        if is_site and handbook.address.startswith(("https://", "http://")):
            yield each


def documents(around: Surroundings) -> Iterator[Site]:
    """The handbooks that print policies, published or not, in the order of the settings."""
    locales = around.settings.locales
    for each in around.settings.handbooks:
        # One for each role has a folder for each, and nobody says which of them is read.
        if each.for_each_role or each.template not in kind_names():
            continue
        kind = kind_of(each)
        languages = each.locales or locales.all
        if kind.has_pages:
            yield Site(
                handbook=each,
                languages=languages,
                language=locales.source if locales.source in languages else languages[0],
                view=View(
                    audience=each.audience,
                    regions=each.regions,
                    channels=each.channels,
                    brands=each.brands,
                    public=each.public or kind.public,
                    groups_of_roles=around.organisation.groups_of_roles,
                ),
                only_promises=kind.public,
            )


class _Pages:
    """Gives evidence its page."""

    def __init__(
        self, sites: tuple[Site, ...], policies: Iterable[tuple[Version, ...]], day: date
    ) -> None:
        self._sites = sites
        self._day = day
        # A text that is coming is no page of its own: the one before it is printed.
        versions = [each for texts in policies for each in texts if not each.is_coming]
        self._policies = {each.path: _policy(each) for each in versions if is_id(each.id)}
        self._offers: Mapping[tuple[str, str, str], Offer] = {
            (each.path, offer.kind, offer.item): offer for each in versions for offer in each.offers
        }
        self._known: dict[tuple[str, str, str], str] = {}

    def coverage(self, coverage: Coverage) -> Coverage:
        return replace(
            coverage,
            evidence=tuple(map(self._evidence, coverage.evidence)),
            reasons=tuple(map(self._reason, coverage.reasons)),
        )

    def _reason(self, reason: Reason) -> Reason:
        return replace(reason, found=tuple(map(self._evidence, reason.found)))

    def _evidence(self, evidence: Evidence) -> Evidence:
        key = (evidence.location.path, evidence.kind, evidence.item)
        if key not in self._known:
            self._known[key] = self._page(evidence, self._offers.get(key))
        return replace(evidence, page=self._known[key]) if self._known[key] else evidence

    def _page(self, evidence: Evidence, offer: Offer | None) -> str:
        policy = self._policies.get(evidence.location.path)
        if policy is None or policy.status == "retired":
            return ""
        for site in self._sites:
            if site.shows(policy, evidence, offer, self._day):
                page = page_address(site.handbook.address, site.language, policy.id)
                anchor = "" if site.may_leave_out(offer) else _anchor(evidence, offer)
                return f"{page}#{anchor}" if anchor else page
        return ""


def _policy(version: Version) -> Policy:
    """What decides whether a handbook prints a policy."""
    return Policy(
        path=version.path,
        id=version.id,
        areas=version.areas,
        status=version.status,
        effective=version.effective,
        audience=version.audience,
        scope=version.scope,
    )


def _anchor(evidence: Evidence, offer: Offer | None) -> str:
    """Where on the page of its policy it stands, '' for the page itself."""
    if evidence.kind in _WHOLE:
        return f"{evidence.policy}:{_WHOLE[evidence.kind]}"
    if evidence.kind == "section":
        section = _SECTIONS.get(evidence.item, "")
        return f"{evidence.policy}:{section}" if section else ""
    if evidence.kind == "feedback" and not (offer and offer.data and "id" in offer.data):
        return f"{evidence.policy}:feedback"
    return evidence.name if evidence.item else ""


def _is_public(offer: Offer) -> bool:
    """Whether customers may read all of it: one internal case of a promise makes it internal."""
    varies = read.items(offer.data or {}, "varies")
    return offer.public and all(read.flag(case, "public") is not False for _, case in varies)
