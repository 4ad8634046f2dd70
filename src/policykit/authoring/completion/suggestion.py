"""What is offered to an author who asks how to go on."""

from __future__ import annotations

from enum import StrEnum

from policykit.model.position import Span
from policykit.model.value import dataclass


class Sort(StrEnum):
    """What a suggestion is, which editors show as a sign beside it."""

    KEY = "key"
    VALUE = "value"
    NAME = "name"
    TERM = "term"
    ITEM = "item"
    POLICY = "policy"
    LAW = "law"
    DATE = "date"
    RULE = "rule"
    TEXT = "text"
    SKELETON = "skeleton"


@dataclass(frozen=True, slots=True, kw_only=True)
class Suggestion:
    """One way to go on.

    `text` is what is put in place of `span`, as it has to stand. `pattern` is the same with places
    to fill in, in the notation of editors (`$1`, `${2:words}`), its lines indented against the
    line it is put in, as editors have it; '' where there is nothing to fill in. `detail` are a few words beside the label, `about` is
    plain text of any length. `typed` is what an author types to find it, the label where ''.
    `fitness` puts the best first: smaller fits better. `goes_on` says that there is more to
    choose behind it.
    """

    label: str
    sort: Sort
    text: str
    span: Span
    detail: str = ""
    about: str = ""
    pattern: str = ""
    typed: str = ""
    fitness: int = 0
    goes_on: bool = False
    is_old: bool = False


@dataclass(frozen=True, slots=True)
class Completion:
    """What is offered at a place, the best first; `whole` is False where typing on brings more."""

    suggestions: tuple[Suggestion, ...] = ()
    whole: bool = True


NOTHING = Completion()
