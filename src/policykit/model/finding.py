"""What is wrong with the policies, where, and what to do about it.

A check yields a `Problem` with a symbolic `Place`; the engine turns it into a `Finding`
with a concrete `Location` once, after suppression, so that facts need no positions.
"""

from __future__ import annotations

from dataclasses import field
from enum import StrEnum
from typing import Literal

from policykit.model.position import Location, Pointer, Span
from policykit.model.value import dataclass


class Severity(StrEnum):
    """How bad a finding is; `OFF` never reaches a report."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"
    OFF = "off"

    @property
    def rank(self) -> int:
        """0 for off, 3 for error: bigger is worse."""
        return ("off", "info", "warning", "error").index(self.value)


@dataclass(frozen=True, slots=True)
class Place:
    """A place as a check knows it: a file, a node, and perhaps words inside its text.

    `span` is set only where there is no node, as in a file that does not parse.
    `part` says whether the key or the value is meant. `words` narrows to the occurrence
    number `nth` (from 0) of these words inside the value.
    """

    path: str
    pointer: Pointer = ()
    part: Literal["key", "value"] = "value"
    words: str = ""
    nth: int = 0
    span: Span | None = None


@dataclass(frozen=True, slots=True)
class Subject:
    """What a problem is about, in names that survive moves, renames and reformatting.

    `policy` is the oldest known id of the policy (or the name of another kind of file),
    `kind` the kind of item (statement, term, …), `item` the oldest id of the item, or a
    digest of its text where it has no id.
    """

    policy: str = ""
    kind: str = ""
    item: str = ""


@dataclass(frozen=True, slots=True)
class Edit:
    """Replace what stands in `span` of the file `path` by `text`."""

    path: str
    span: Span
    text: str


@dataclass(frozen=True, slots=True)
class Fix:
    """A remedy a program can apply; `safe` says that the meaning stays the same."""

    title: str
    edits: tuple[Edit, ...]
    safe: bool


@dataclass(frozen=True, slots=True)
class Related:
    """Another place a finding involves, and what stands there."""

    message: str
    location: Location


@dataclass(frozen=True, slots=True)
class Problem:
    """What a check found, before levels, suppression and places are settled.

    `code` is empty when the code of the yielding rule is meant. `message` says what is wrong
    in one sentence, `hint` what to do. `mended` is the line as it should read, for slips in
    the notation. `value` is what the fingerprint tells repeated problems of one item apart
    by; mask it where it could be personal. `at_most` makes this one milder than its code.
    `instead` is what can be written in place of the words of the place, '' for nothing.
    `read_on` says of a slip in the notation that it can be meant in one way only, and that the
    file was read to its end with the mended line.
    """

    place: Place
    message: str
    hint: str = ""
    code: str = ""
    mended: str = ""
    related: tuple[tuple[str, Place], ...] = ()
    subject: Subject = field(default_factory=Subject)
    value: str = ""
    fix: Fix | None = None
    at_most: Severity | None = None
    instead: str = ""
    read_on: bool = False


@dataclass(frozen=True, slots=True)
class Finding:
    """A problem as reported.

    `reason` says why a comment takes it off; it is empty for a finding that stands.
    """

    code: str
    name: str
    severity: Severity
    message: str
    location: Location
    related: tuple[Related, ...] = ()
    hint: str = ""
    mended: str = ""
    fix: Fix | None = None
    fingerprint: str = ""
    reason: str = ""
