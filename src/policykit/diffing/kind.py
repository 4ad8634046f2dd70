"""A kind of change, and what is found of one: a draft that the comparison makes a change of."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import field
from typing import TYPE_CHECKING, TypeAlias

from policykit.model.case import Case, Conditions
from policykit.model.change import Bump, CustomerEffect, FloorTouched, StaffEffect
from policykit.model.finding import Severity
from policykit.model.position import Pointer
from policykit.model.value import dataclass

if TYPE_CHECKING:
    from policykit.diffing.context import Context
    from policykit.diffing.match import Pair


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """One row of the catalogue.

    `mirror` is the name of the kind the same difference has seen from the other side: its own
    where there is no better and worse in it. `severity` is that of such a change when somebody
    may lose by it, `bump` what it asks for at least. `before` and `after` are an example: what
    a small policy has on each side (`policykit explain` prints them, the tests compare them).
    The example is of another file where `file` says so (`organisation`, `framework`, `words`
    for a translation, `files` for fragments by path); `absent` is the side that has no such
    file at all. `beside` are kinds that the example brings about, too.
    """

    code: str
    name: str
    mirror: str
    summary: str
    why: str
    chapter: str = ""
    before: str = ""
    after: str = ""
    file: str = "policy"
    absent: str = ""
    beside: tuple[str, ...] = ()
    severity: Severity = Severity.INFO
    bump: Bump = Bump.MINOR
    editorial: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """One difference as a comparer tells it.

    `kind` is the name of a row of the catalogue. `field` is the key it is about ('' for the
    whole thing); `before` and `after` are values for people, None where that side has none;
    with `is_text` they are compared word by word. `editorial` says so where that is not as
    with its kind. `where` are the cases it holds in, none for everywhere, `case` is one of
    them. `lasting` tells apart drafts of one kind and field that stand side by side (a name,
    a region), and stays the same in time. `places` are the file and node of each side where
    that is not the field of the thing. `meant` are the values by their ids, where `before` and
    `after` are titles.
    """

    kind: str
    message: str
    field: str = ""
    before: str | None = None
    after: str | None = None
    customer: CustomerEffect = CustomerEffect.SAME
    staff: StaffEffect = StaffEffect.SAME
    bump: Bump | None = None
    where: tuple[Conditions, ...] = ()
    case: Case | None = None
    where_words: str = ""
    floors: tuple[FloorTouched, ...] = ()
    is_text: bool = False
    editorial: bool | None = None
    places: tuple[tuple[str, Pointer] | None, tuple[str, Pointer] | None] = (None, None)
    lasting: str = ""
    meant: tuple[str, str] | None = None


Comparer: TypeAlias = "Callable[[Pair, str, Context], Iterator[Draft]]"
"""Tells what is otherwise in one field of a pair; the field is '' for a thing as a whole."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Chapter:
    """What finds the kinds of change of one module.

    `things` compares things as a whole, by kind of thing: what came, went or moved. `fields`
    compares one field, by kind of thing and key; a kind `*` stands for all that have no
    comparer of their own.
    """

    things: Mapping[str, Comparer] = field(default_factory=dict)
    fields: Mapping[tuple[str, str], Comparer] = field(default_factory=dict)
