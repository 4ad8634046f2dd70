"""What a note may hold: names that are there, and words that tell of nobody."""

from __future__ import annotations

from collections.abc import Iterable

from policykit.lint.names import suggestion, with_coming
from policykit.lint.names_around import CUSTOMER, feedback_sources
from policykit.lint.policy_names import PolicyNames
from policykit.model.errors import PolicykitError
from policykit.model.facts import Facts
from policykit.model.ids import is_id
from policykit.model.quantity.mistake import shown
from policykit.model.surroundings import Surroundings
from policykit.stamping import demand_words

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


def words(text: str, option: str, around: Surroundings) -> str:
    """A text on one line that tells of nobody.

    Raises:
        PolicykitError: it is empty or too long, or cannot stand in a record.
    """
    line = demand_words(text, option, around.organisation)
    if not line:
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
    return line


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
