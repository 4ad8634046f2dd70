"""One more policy in a repository: a draft of an area, in the words and roles of the organisation."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import field
from datetime import date
from difflib import get_close_matches
from pathlib import Path
from typing import TYPE_CHECKING

from policykit.model.document import Json
from policykit.model.errors import PolicykitError
from policykit.model.file_change import FileChange
from policykit.model.value import dataclass

if TYPE_CHECKING:
    from policykit.gaps.pasted import Way
    from policykit.model.facts import Facts
    from policykit.model.surroundings import Surroundings

SOURCES = ("starter", "blank")
"""What a policy can begin from."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """The policy that is wanted; '' leaves a choice to the area and the organisation."""

    area: str
    id: str = ""
    title: str = ""
    owner: str = ""
    begins_from: str = "starter"


@dataclass(frozen=True, slots=True)
class Added:
    """A policy that was added, or would be; `blanks` are places with what is to be decided there.

    `beside` names policies of the area that are there already, `twice` promises of theirs or of
    others that the new one makes as well, each with the name it has there. `wordless` is how many
    texts have no words in a language of the handbooks.
    """

    id: str
    changes: tuple[FileChange, ...]
    blanks: Mapping[Way, str]
    beside: tuple[str, ...]
    twice: tuple[tuple[str, str], ...] = ()
    wordless: Mapping[str, int] = field(default_factory=dict)


def add(root: Path, wish: Wish, today: Callable[[str], date], *, writes: bool = True) -> Added:
    """Add a draft of a policy; nothing that is there changes.

    Args:
        root: the folder of the policy repository.
        wish: what is wanted.
        today: gives the day in a time zone.
        writes: whether files are written; otherwise it is only said what they would be.

    Raises:
        PolicykitError: there is no such area or role, the id is taken or none, or a file cannot
            be written.
    """
    from policykit.gaps.roles import owner as owner_of
    from policykit.opening import opened_at, policy_facts
    from policykit.starters.ground import ground
    from policykit.starters.laid import policy_files
    from policykit.starters.suggesting import suggested
    from policykit.writing import write_changes

    with opened_at(root, "", demanding=True) as opened:
        around = opened.surrounded.surroundings
        facts = tuple(each for _, each in policy_facts(opened))
        _demand_area(wish.area, around)
        owner = wish.owner or owner_of(wish.area, around)
        _demand_owner(owner, around)
        day = today(around.organisation.time_zone)
        locales = around.settings.locales
        known = ground(around, day, owner, tuple(dict.fromkeys((locales.source, *locales.all))))
        name = _id(wish, around, facts)
        policy = suggested(
            wish.area,
            known,
            name,
            wish.title,
            from_starter=wish.begins_from == SOURCES[0],
            carried_out={each for one in facts for each in _carried_out(one)},
        )
    changes = tuple(
        FileChange("", path, b"", content) for path, content in policy_files(policy).items()
    )
    if writes:
        write_changes(root, changes)
    beside = tuple(each.id for each in facts if wish.area in each.areas)
    said = tuple(_said_twice(policy.data, facts))
    return Added(name, changes, policy.notes, beside, said, policy.wordless)


@dataclass(frozen=True, slots=True)
class Kind:
    """A service area one can write a policy of: its id, its title and the policies it has."""

    id: str
    title: str
    policies: tuple[str, ...]


def kinds(root: Path) -> tuple[Kind, ...]:
    """The areas of a repository in their order."""
    from policykit.opening import opened_at, policy_facts

    with opened_at(root, "", demanding=True) as opened:
        around = opened.surrounded.surroundings
        facts = tuple(each for _, each in policy_facts(opened))
        source = around.settings.locales.source
    return tuple(
        Kind(
            area.id,
            area.titles.get(source) or area.titles.get("en", ""),
            tuple(each.id for each in facts if area.id in each.areas),
        )
        for area in sorted(around.areas.values(), key=lambda each: (each.order, each.id))
    )


def _said_twice(data: Mapping[str, Json], facts: tuple[Facts, ...]) -> Iterator[tuple[str, str]]:
    """The terms of a new policy that stand in another one with the same number, and where."""
    from policykit.library import read

    there: dict[tuple[str, str], str] = {}
    for one in facts:
        for name, term in one.terms:
            for word, value in _numbers(name, term):
                there.setdefault((word, value), f"{one.id}.{name}")
    for name, term in read.section(data, "terms").items():
        found = next((there[each] for each in _numbers(name, term) if each in there), "")
        if found:
            yield name, found


def _numbers(name: str, term: Json) -> Iterator[tuple[str, str]]:
    """What a term is known by, its name and its laws, each with its number."""
    from policykit.library import read
    from policykit.model.policy_shape import TERM_KINDS
    from policykit.model.quantity.mistake import Mistake
    from policykit.model.quantity.parse import parse_quantity

    about = term if isinstance(term, dict) else {}
    kind = next((each for each in TERM_KINDS if each in about), "")
    value = parse_quantity(read.text(about, kind))
    if not isinstance(value, Mistake):
        yield from ((word, str(value)) for word in (name, *read.names(about, "law")))


def _carried_out(facts: Facts) -> Iterator[str]:
    for each in facts.references:
        if each.kind in {"requirement", "covers"}:
            yield each.raw


def _demand_area(area: str, around: Surroundings) -> None:
    if area in around.areas:
        return
    near = get_close_matches(area, around.areas, 1)
    known = ", ".join(around.areas)
    raise PolicykitError(
        "unknown-area",
        f"There is no area {area[:80]}.",
        context="schemas/areas.yaml",
        hint=f"Did you mean {near[0]}?"
        if near
        else f"Areas are {known}. `policykit new` says what each is about."
        if around.areas
        else "`policykit init --missing` writes the areas that come with the program.",
    )


def _demand_owner(owner: str, around: Surroundings) -> None:
    roles = around.organisation.roles
    if owner in roles or (not roles and owner):
        return
    near = get_close_matches(owner, roles, 1)
    raise PolicykitError(
        "unknown-role",
        f"There is no role {owner[:80]}.",
        context="policies/organisation.yaml: roles",
        hint=f"Did you mean {near[0]}?" if near else f"Roles are {', '.join(roles)}.",
    )


def _id(wish: Wish, around: Surroundings, facts: tuple[Facts, ...]) -> str:
    """The id of the policy: the one wanted, else one like that of its starter that is free."""
    from policykit.library import read
    from policykit.model.ids import LONGEST_ID, is_id, suggested_id
    from policykit.model.portable import demand_portable, is_kept_by_windows
    from policykit.starters.shipped import starter

    taken = {name for each in facts for name in (each.id, *each.former_ids)}
    if wish.id:
        demand_portable(wish.id, "--id")
        if not is_id(wish.id):
            near = suggested_id(wish.id)
            raise PolicykitError(
                "wrong-id",
                f"{wish.id[:80]} cannot be an id.",
                context="--id",
                hint="Use small letters, digits and hyphens"
                + (f", such as {near}." if near else ", such as late-delivery."),
            )
        if wish.id in taken or wish.id in around.organisation.channels:
            raise PolicykitError(
                "id-taken",
                f"The id {wish.id} is taken: a policy has or had it, or a channel is called so.",
                context="--id",
                hint="Take another one. Ids are never used twice, so that links and history stay "
                "right.",
            )
        return wish.id
    shipped = starter(wish.area)
    wanted = read.text(shipped.policy, "id") if shipped is not None else ""
    wanted = (suggested_id(wish.title) if wish.title else "") or wanted or wish.area
    if wanted in around.organisation.channels:
        wanted = f"{wanted}-service"
    if is_kept_by_windows(wanted):
        wanted = f"{wanted}-policy"
    found, number = wanted[:LONGEST_ID].rstrip("-"), 1
    while found in taken or found in around.organisation.channels:
        number += 1
        end = f"-{number}"
        found = f"{wanted[: LONGEST_ID - len(end)].rstrip('-')}{end}"
    return found
