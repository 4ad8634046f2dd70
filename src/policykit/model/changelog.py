"""What changed, told to those it concerns: customers first, then role by role."""

from __future__ import annotations

from policykit.model.change import Endpoint
from policykit.model.value import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One change in plain words.

    `message` is a whole sentence, `before` and `after` are the values ('' where there is none
    to print), `where` says where it holds when that is not everywhere. `effect` says for whom
    it is what; `train` that the one it is told to has to learn anew.
    """

    policy: str
    policy_title: str
    version: str
    message: str
    before: str = ""
    after: str = ""
    where: str = ""
    effect: str = ""
    train: bool = False


@dataclass(frozen=True, slots=True)
class Group:
    """What is told to one role, '' for customers; what matters most first."""

    role: str
    title: str
    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Changelog:
    """Everything that changed between two sides, by those it concerns.

    `notice` is the role a sheet is made for, '' for all of them. `editorial` counts changes of
    wording that are not told one by one; `name` is that of the organisation.
    """

    before: Endpoint
    after: Endpoint
    groups: tuple[Group, ...]
    editorial: int
    name: str
    notice: str = ""
    notes: tuple[str, ...] = ()
