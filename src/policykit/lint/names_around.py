"""Names in records, in organisation.yaml and in the settings."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from policykit.library import read
from policykit.library.bundle import mapping
from policykit.library.calendars import PublicHolidays
from policykit.library.walk import walk
from policykit.lint.declared import reference_problem, requirement_problem, undeclared, unknown
from policykit.lint.names import Trouble, with_coming
from policykit.lint.policy_names import PolicyNames
from policykit.lint.rule import Examined
from policykit.model.document import Document, Json
from policykit.model.facts import Facts, ReferenceFact
from policykit.model.finding import Place, Problem
from policykit.model.organisation import Organisation
from policykit.model.organisation_shape import ORGANISATION
from policykit.model.position import Pointer
from policykit.model.quantity.mistake import shown
from policykit.model.surroundings import Surroundings
from policykit.model.value import dataclass

CUSTOMER: Final = "customer"
"""Who may be consulted besides roles."""

_NO_TERM: Final = Trouble(
    "Defaults hold for every policy, and a term belongs to one.",
    "Write the value itself, such as 1 year.",
)


def in_record(examined: Examined) -> Iterator[Problem]:
    """Names in the record of a policy: roles, sources of feedback, items."""
    record = examined.bundle.record
    if record is None:
        return
    data = mapping(record)
    around = examined.surroundings
    items: set[str] = set()
    for facts in with_coming(examined.facts):
        names = PolicyNames.of(facts)
        items |= {*names.items, *names.former}
    checks = [_Check("evidence", "changed", "item", items)]
    roles = around.names.get("role")
    kinds = around.names.get("feedback-kind")
    # Where organisation.yaml could not be read, nobody knows its names.
    if roles is not None and kinds is not None:
        checks += (
            _Check("consulted", "role", "role", roles | {CUSTOMER}),
            _Check("comments", "role", "role", roles | {CUSTOMER}),
            _Check("consulted", "via", "feedback-kind", kinds),
            _Check("approvals", "role", "role", roles),
            _Check("reviews", "role", "role", roles),
            _Check(
                "evidence",
                "source",
                "source of feedback",
                feedback_sources(examined.facts, around.organisation),
            ),
        )
    for check in checks:
        yield from check.problems(record.path, data)


def feedback_sources(facts: Facts, organisation: Organisation) -> frozenset[str]:
    """The ids of feedback in a policy and in the organisation's defaults."""
    own = (
        each.id
        for version in with_coming(facts)
        for each in version.items
        if each.kind == "feedback"
    )
    return frozenset(
        (
            *own,
            *(read.text(item, "id") for _, item in read.items(organisation.defaults, "feedback")),
        )
    )


@dataclass(frozen=True, slots=True)
class _Check:
    """Names under a key of each entry of a section of a record or the settings."""

    section: str
    key: str
    kind: str
    known: Iterable[str]

    def problems(self, path: str, data: Mapping[str, Json]) -> Iterator[Problem]:
        known = set(self.known)
        for pointer, item in read.items(data, self.section):
            listed = isinstance(item.get(self.key), list)
            for index, name in enumerate(read.names(item, self.key)):
                place = (*pointer, self.key, index) if listed else (*pointer, self.key)
                if name not in known:
                    yield unknown(path, place, name, self.kind, known)


def in_organisation(
    source: Document, around: Surroundings, holidays: PublicHolidays
) -> Iterator[Problem]:
    """Names in organisation.yaml, and countries whose public holidays nobody knows."""
    for found in walk(source.data, ORGANISATION).references:
        reference = ReferenceFact(found.kind, found.raw, source.path, found.pointer)
        trouble = undeclared(reference.kind, reference.raw, around)
        if found.kind == "term" and "." not in found.raw:
            trouble = _NO_TERM
        if trouble is not None:
            yield reference_problem(reference, trouble)
    for calendar in around.organisation.calendars.values():
        if calendar.country and not holidays.knows(calendar):
            place = (calendar.country, calendar.subdivision)
            yield Problem(
                place=Place(source.path, ("calendars", calendar.id, "holidays")),
                message=f"We know no public holidays of {shown('-'.join(filter(None, place)))}.",
                hint="Write the ISO 3166 code of the country (SE, DE) and of the part of it "
                "(HH, ENG), or leave holidays out and list the days under closed.",
                value=calendar.id,
            )


def in_settings(around: Surroundings) -> Iterator[Problem]:
    """Roles, areas, frameworks and requirements in policykit.yaml."""
    settings = around.settings
    roles = around.names.get("role")
    approvals = settings.approvals

    def asked(key: str, below: Mapping[str, Json], pointer: Pointer) -> Iterator[Problem]:
        for index, name in enumerate(read.names(below, key)):
            if roles is not None and name not in roles:
                at: Pointer = (
                    (*pointer, key, index) if isinstance(below[key], list) else (*pointer, key)
                )
                yield unknown(settings.path, at, name, "role", roles)

    for key in ("default", "law"):
        yield from asked(key, approvals, ("approvals",))
    for group in ("sections", "areas"):
        below = read.section(approvals, group)
        for key in below:
            yield from asked(key, below, ("approvals", group))
    areas = around.names.get("area")
    for name in read.section(approvals, "areas"):
        if areas is not None and name not in areas:
            yield unknown(settings.path, ("approvals", "areas", name), name, "area", areas)
    for index, name in enumerate(settings.frameworks or ()):
        if "requirement" in around.names and name not in around.frameworks:
            yield unknown(
                settings.path, ("frameworks", index), name, "framework", around.frameworks
            )
    yield from _in_waivers(around)


def _in_waivers(around: Surroundings) -> Iterator[Problem]:
    settings, roles = around.settings, around.names.get("role")
    for index, waiver in enumerate(settings.waivers):
        name = read.text(waiver, "requirement")
        pointer = ("waivers", index, "requirement")
        problem = requirement_problem(settings.path, pointer, name, around)
        if name and problem is not None:
            yield problem
        owner = read.text(waiver, "owner")
        if owner and roles is not None and owner not in roles:
            yield unknown(settings.path, ("waivers", index, "owner"), owner, "role", roles)
        for at, region in enumerate(read.names(waiver, "regions")):
            trouble = undeclared("region", region, around)
            if trouble is not None:
                where: Pointer = ("waivers", index, "regions", at)
                reference = ReferenceFact("region", region, settings.path, where)
                yield reference_problem(reference, trouble)
