"""What a note may hold: names that are there, days that were, and nothing about a person."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from policykit.lint.named_people import named
from policykit.lint.names import suggestion, with_coming
from policykit.lint.names_around import CUSTOMER, feedback_sources
from policykit.lint.personal import personal
from policykit.lint.policy_names import PolicyNames
from policykit.model.errors import PolicykitError
from policykit.model.facts import Facts
from policykit.model.ids import is_id
from policykit.model.quantity.mistake import shown
from policykit.model.surroundings import Surroundings
from policykit.stamping import Today

_LONGEST = 2_000


def role(name: str, around: Surroundings) -> str:
    """A role, a group of roles, or `customer`.

    Raises:
        PolicykitError: there is none of this name.
    """
    organisation = around.organisation
    known = {*organisation.roles, *organisation.groups_of_roles, CUSTOMER}
    if organisation.roles:
        _demand("role", name, known, "--role", "Roles stand in policies/organisation.yaml.")
    return name


def way(name: str, around: Surroundings) -> str:
    """A kind of feedback, from the closed list.

    Raises:
        PolicykitError: there is none of this name.
    """
    known = around.names.get("feedback-kind")
    if name and known:
        _demand("kind of feedback", name, known, "--via", "The list of kinds is closed.")
    return name


def source(name: str, facts: Facts, around: Surroundings) -> str:
    """A source of feedback of the policy, or of the organisation's defaults.

    Raises:
        PolicykitError: there is none of this name.
    """
    if name:
        known = feedback_sources(facts, around.organisation)
        otherwise = (
            "Sources stand under feedback: in the policy, or in the organisation's defaults."
            if known
            else "The policy has no sources of feedback: add one under feedback:, or leave "
            "--source out."
        )
        _demand("source of feedback", name, known, "--source", otherwise)
    return name


def item(name: str, facts: Facts, option: str) -> str:
    """The id of an item of the policy or of its coming text; '' stays ''.

    The id of the policy may stand before it, and an earlier id gives the present one.

    Raises:
        PolicykitError: there is no such item.
    """
    if not name:
        return ""
    known: set[str] = set()
    former: dict[str, str] = {}
    for version in with_coming(facts):
        names = PolicyNames.of(version)
        known.update(names.items)
        former.update(names.former)
    bare = name.removeprefix(f"{facts.id}.")
    for each in (name, bare):
        if each in known:
            return each
        if each in former:
            return former[each]
    otherwise = f"`policykit show {facts.id}` prints them all."
    _demand("item", name, known, option, otherwise, f" in {facts.id}")
    return name


def identifier(name: str, taken: Iterable[str], what: str) -> str:
    """An id that nothing else bears.

    Raises:
        PolicykitError: it is no id, or it is taken.
    """
    if not is_id(name):
        raise PolicykitError(
            "no-id",
            f"{shown(name)} is no id.",
            context="--id",
            hint="Use small letters, digits and hyphens, and begin with a letter, such as ev-7.",
        )
    if name in taken:
        raise PolicykitError(
            "id-taken",
            f"There is {what} {name} already, and it says something else.",
            context="--id",
            hint="Choose another id, or leave --id out: the next free one is taken.",
        )
    return name


def words(text: str, option: str, around: Surroundings, *, needed: bool = False) -> str:
    """A text on one line that tells of nobody.

    Raises:
        PolicykitError: it is empty where it is needed, too long, or holds what leads to a person.
    """
    line = " ".join(text.split())
    if needed and not line:
        raise PolicykitError(
            "nothing-said",
            f"{option} says nothing.",
            context=option,
            hint="Write it in a sentence or two.",
        )
    if len(line) > _LONGEST:
        raise PolicykitError(
            "too-long",
            f"This has {len(line)} letters, and a record takes {_LONGEST}.",
            context=option,
            hint="Say the gist of it. What is longer belongs in a file of its own.",
        )
    found = next(personal(line), None)
    if found is not None:
        raise PolicykitError(
            "person-in-text",
            f"This looks like {found.kind.value}, and records stay for ever: {found.masked}",
            context=option,
            hint="Leave it out. Say who it was by the role, such as a store associate or a customer.",
        )
    if named(line, _things(around)):
        raise PolicykitError(
            "person-in-text",
            "This names a person, and records stay for ever.",
            context=option,
            hint="Write the role in place of the name, such as a store associate or a customer.",
        )
    return line


def _things(around: Surroundings) -> frozenset[str]:
    """The words, in small letters, that an organisation names things with."""
    organisation = around.organisation
    titles = [title for names in organisation.names.values() for title in names.values()]
    named_so = (organisation.name, *titles, *(entry.term for entry in organisation.glossary))
    return frozenset(word for each in named_so for word in each.casefold().split())


def day(on: date | None, around: Surroundings, today: Today) -> date:
    """The day something happened: the one that was named, else today.

    Raises:
        PolicykitError: it is still to come.
    """
    now = today(around.organisation.time_zone)
    if on is not None and on > now:
        raise PolicykitError(
            "day-to-come",
            f"{on.isoformat()} is still to come.",
            context="--on",
            hint="Give the day on which it happened. What is planned does not belong in a record.",
        )
    return on or now


def _demand(
    what: str, name: str, known: Iterable[str], option: str, otherwise: str, where: str = ""
) -> None:
    if name not in set(known):
        raise PolicykitError(
            f"unknown-{what.replace(' ', '-')}",
            f"There is no {what} {shown(name)}{where}.",
            context=option,
            hint=suggestion(name, known, otherwise),
        )
