"""What an author could paste into a policy to close a gap."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence, Set as AbstractSet
from dataclasses import field, replace
from typing import Final

from policykit.gaps.drafting import SAY, Draft, Ground, Within, started
from policykit.gaps.drafts import listening, policy, section, statement, target, term
from policykit.gaps.pasted import Way, pasted
from policykit.library import read
from policykit.library.law import Law
from policykit.model.document import Json
from policykit.model.framework import Requirement
from policykit.model.surroundings import Surroundings
from policykit.model.value import dataclass

_Add = Callable[[Draft, Mapping[str, Json], Within], None]

_KINDS: Final[Mapping[str, _Add]] = {
    "statement": statement.add,
    "response_target": target.add,
    "section": section.add,
    "training": listening.add_training,
    "kpi": listening.add_kpi,
    "feedback": listening.add_feedback,
    "human": listening.add_human,
}
_SIDES: Final = {
    "each_channel": ("channels", "channel"),
    "each_reason": ("reasons", "reason"),
    "each_role": ("roles", "role"),
    "each_region": ("regions", "region"),
}
_NAMED: Final = (
    ("channels", "channel"),
    ("reasons", "reason"),
    ("roles", "role"),
)


@dataclass(frozen=True, slots=True)
class Skeleton:
    """Parts of a policy of one area that would close a gap, to be made one's own.

    `sections` holds items by section as they are written in a policy, the keys of a whole new
    policy included where one is needed (`is_whole`); `notes` are remarks by place.
    """

    area: str
    sections: Mapping[str, Json] = field(default_factory=dict)
    notes: Mapping[Way, str] = field(default_factory=dict)

    @property
    def is_whole(self) -> bool:
        """Whether it is a policy of its own rather than a part of one."""
        return "format" in self.sections

    @property
    def yaml(self) -> str:
        """The text to paste, in the layout of `policykit fmt`; '' for nothing."""
        return pasted(self.sections, self.notes)


@dataclass(frozen=True, slots=True)
class Wanted:
    """A requirement that a new policy is to meet, and the regions it applies in; empty: all."""

    requirement: Requirement
    regions: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Plain:
    """A need without anything around it: its kind, what it says, where it must hold."""

    kind: str
    given: Mapping[str, Json]
    within: Within


def skeleton(
    need: Mapping[str, Json],
    requirement: Requirement,
    region: str,
    around: Surroundings,
    *,
    regions: tuple[str, ...] = (),
    law: Law | None = None,
    taken: AbstractSet[str] = frozenset(),
) -> Skeleton:
    """What would make one need of a requirement hold.

    Args:
        need: the need as the framework writes it.
        requirement: whose need it is.
        region: for which region it is asked, '' for none; it decides the currency.
        around: the names, calendars and measures a policy may use.
        regions: those in which the requirement applies; items are narrowed to them. Empty: all.
        law: the laws of the day, for a narrower law that sets a number of its own in a region.
        taken: ids that are in use in the policy it is for.
    """
    ground = Ground(requirement=requirement, around=around, region=region, regions=regions, law=law)
    drafts = _drafted((need,), ground, taken)
    return drafts[0] if drafts else Skeleton(_area({}, requirement))


def merged(
    requirement: Requirement,
    region: str,
    around: Surroundings,
    *,
    regions: tuple[str, ...] = (),
    law: Law | None = None,
    taken: AbstractSet[str] = frozenset(),
) -> tuple[Skeleton, ...]:
    """What would make all needs of a requirement hold: one skeleton for each area they are of.

    Its statements name its terms instead of their numbers.
    """
    ground = Ground(requirement=requirement, around=around, region=region, regions=regions, law=law)
    return _drafted(requirement.needs, ground, taken)


def whole(
    asked: Sequence[Wanted],
    area: str,
    around: Surroundings,
    law: Law | None,
    taken: AbstractSet[str] = frozenset(),
    *,
    is_joined: bool = False,
) -> Skeleton:
    """A new policy of an area, as a draft, with everything that requirements ask of that area.

    What one requirement brings stands once for all of them; a section that is filled in for
    one is filled in for all.

    Args:
        asked: the requirements, at least one.
        area: the area; needs of other areas are left out.
        around: the names, calendars and measures a policy may use.
        law: the laws of the day.
        taken: ids that are in use in what it will be joined with.
        is_joined: whether it will be joined with rules, and needs none to begin with.
    """
    grounds = [
        Ground(requirement=each.requirement, around=around, regions=each.regions, law=law)
        for each in asked
    ]
    parts = [
        (
            ground,
            [each for each in _plain_of(ground) if _area(each.given, ground.requirement) == area],
        )
        for ground in grounds
    ]
    draft = started(grounds[0], taken)
    draft.sections.update(policy.head(draft, {"area": area}))
    draft.notes.clear()
    for ground, needs in parts:
        # Numbers are named in the statements of the requirement that sets them alone.
        part = replace(draft, ground=ground, numbers={})
        before = len(_listed(draft.sections.get("statements")))
        _fill(part, [each for each in needs if each.kind != "section"])
        statement.with_names(part, before)
    for ground, needs in parts:
        part = replace(draft, ground=ground)
        for each in needs:
            if each.kind == "section" and read.text(each.given, "name") not in draft.sections:
                section.add(part, each.given, each.within)
    if "statements" not in draft.sections and not is_joined:
        policy.first_rule(draft)
    target.in_step(draft)
    _tied(draft)
    # Of a whole policy that is said once, at its top.
    notes = {way: note for way, note in draft.notes.items() if note != SAY}
    return Skeleton(area, draft.sections, notes)


def areas_of(requirement: Requirement, around: Surroundings) -> frozenset[str]:
    """The areas that policies have to be of to meet a requirement."""
    ground = Ground(requirement=requirement, around=around)
    return frozenset(_area(each.given, requirement) for each in _plain_of(ground))


def _plain_of(ground: Ground) -> list[_Plain]:
    return [each for need in ground.requirement.needs for each in _plain(need, Within(), ground)]


def _drafted(
    needs: Sequence[Mapping[str, Json]], ground: Ground, taken: AbstractSet[str]
) -> tuple[Skeleton, ...]:
    by_area: dict[str, list[_Plain]] = {}
    for need in needs:
        for each in _plain(need, Within(), ground):
            by_area.setdefault(_area(each.given, ground.requirement), []).append(each)
    return tuple(_of_area(area, plain, ground, taken) for area, plain in by_area.items())


def _area(given: Mapping[str, Json], requirement: Requirement) -> str:
    return read.text(given, "area") or requirement.area


def _of_area(area: str, needs: list[_Plain], ground: Ground, taken: AbstractSet[str]) -> Skeleton:
    draft = started(ground, taken)
    whole = next((each for each in needs if each.kind == "policy"), None)
    if whole is not None:
        draft.sections.update(policy.head(draft, whole.given))
    _fill(draft, needs)
    if whole is not None and "statements" not in draft.sections:
        policy.first_rule(draft)
    statement.with_names(draft)
    _tied(draft)
    return Skeleton(area, draft.sections, draft.notes)


def _fill(draft: Draft, needs: Sequence[_Plain]) -> None:
    for each in needs:
        if each.kind in _KINDS:
            _KINDS[each.kind](draft, each.given, each.within)
    for within in dict.fromkeys(each.within for each in needs if each.kind == "term"):
        terms = [each.given for each in needs if each.kind == "term" and each.within == within]
        term.add(draft, terms, within)


def _tied(draft: Draft) -> None:
    """Ties items of the draft to one another: goals to figures, courses to rules."""
    kpis = _ids(draft.sections.get("kpis"))
    rules = _ids(draft.sections.get("statements"))
    goals, training = draft.sections.get("objectives"), draft.sections.get("training")
    for goal in goals if isinstance(goals, list) and kpis else ():
        if isinstance(goal, dict):
            goal["kpi"] = kpis[0]
    modules = training.get("modules") if isinstance(training, dict) else None
    for module in modules if isinstance(modules, list) and rules else ():
        if isinstance(module, dict):
            module["teaches"] = list(rules)


def _ids(items: Json) -> list[str]:
    return [str(each["id"]) for each in _listed(items) if isinstance(each, dict)]


def _listed(items: Json) -> list[Json]:
    return items if isinstance(items, list) else []


def _plain(need: Mapping[str, Json], within: Within, ground: Ground) -> Iterator[_Plain]:
    """The needs inside a need, each with what is around it; of several ways the first that can be."""
    for kind, given in need.items():
        if kind == "any_of":
            for chosen in _chosen([way for _, way in read.items(need, kind)], ground):
                yield from _plain(chosen, within, ground)
        elif not isinstance(given, dict):
            continue
        elif kind in _SIDES:
            side, name = _SIDES[kind]
            of = _known(ground.around, name, read.names(given, "of"))
            if side == "roles" and not of:
                # Whoever is not named in a policy is nobody it speaks to.
                of = tuple(ground.around.organisation.roles)
            inner = read.section(given, "need")
            yield from _plain(inner, _narrowed(within, side, of), ground)
        else:
            yield _Plain(kind, given, within)


def _chosen(ways: list[Mapping[str, Json]], ground: Ground) -> list[Mapping[str, Json]]:
    """The first way that can hold wherever the requirement applies, else all that can hold."""
    can = [way for way in ways if can_hold(way, ground.around)] or ways[:1]
    everywhere = set(ground.regions or ground.around.organisation.regions)
    return next(([way] for way in can if everywhere <= _reach(way, everywhere)), can)


def _reach(need: Mapping[str, Json], regions: AbstractSet[str]) -> AbstractSet[str]:
    """Those of the regions in which a need is asked for at all."""
    if "any_of" in need:
        ways = [_reach(way, regions) for _, way in read.items(need, "any_of")]
        return frozenset(regions).intersection(*ways)
    side = next((key for key in _SIDES if key in need), "")
    if not side:
        return regions
    given = read.section(need, side)
    of = frozenset(read.names(given, "of")) if side == "each_region" else frozenset()
    return _reach(read.section(given, "need"), regions & of if of else regions)


def _narrowed(within: Within, side: str, names: tuple[str, ...]) -> Within:
    """What is around a need inside another one: the nearest counts, and regions both."""
    if side == "regions":
        both = tuple(one for one in within.regions if one in names) or names
        return replace(within, regions=both or within.regions)
    return replace(within, **{side: names})


def can_hold(need: Mapping[str, Json], around: Surroundings) -> bool:
    """Whether the organisation has what a need speaks of: its channels, roles, measures, events."""
    for kind, given in need.items():
        if kind == "any_of":
            if not any(can_hold(way, around) for _, way in read.items(need, kind)):
                return False
        elif not isinstance(given, dict):
            return False
        elif kind in _SIDES:
            of = read.names(given, "of")
            known = _known(around, _SIDES[kind][1], of)
            if (of and not known) or not can_hold(read.section(given, "need"), around):
                return False
        elif not _is_known(kind, given, around):
            return False
    return True


def _is_known(kind: str, given: Mapping[str, Json], around: Surroundings) -> bool:
    """Whether a plain need asks for what there can be, by names the organisation knows."""
    if kind == "term" and not term.is_sound(given):
        return False
    if kind == "kpi" and read.text(given, "use") not in {"", *around.measures}:
        return False
    named = (*_NAMED, ("from", "event")) if kind == "term" else _NAMED
    return all(
        len(_known(around, what, names)) == len(names)
        for key, what in named
        for names in (read.names(given, key),)
    )


def _known(around: Surroundings, kind: str, names: tuple[str, ...]) -> tuple[str, ...]:
    declared = around.organisation.names.get(kind, {})
    return tuple(each for each in names if each in declared)
