"""Remarks of those who work by the policies: where one can be given, and what came in."""

from __future__ import annotations

from policykit.model.value import dataclass


@dataclass(frozen=True, slots=True)
class Remark:
    """Where a remark on something can be given.

    `address` opens a form or a message that names it already; `name` is what the link is called
    in full. `line` says it to those who read on paper, in a sentence; '' for parts of a policy.
    """

    address: str
    name: str
    line: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """What a remark says, whole: by the questions of our form, and ('said') beside them.

    `quoted` is what the rule said when the remark was made, with the version and the language.
    """

    quoted: str = ""
    happened: str = ""
    better: str = ""
    role: str = ""
    said: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Came:
    """A remark that came in; `day` is YYYY-MM-DD or '', `named` what it says it is about.

    `title` is its title without that name; '' where it says no more than the rule.
    """

    number: int
    title: str
    day: str = ""
    is_open: bool = True
    named: str = ""
    body: Said = Said()


@dataclass(frozen=True, slots=True, kw_only=True)
class Heard:
    """What is said of one item or policy: its name today, its words today, the remarks.

    `policy` is '' where there is none of that name, and never was.
    """

    name: str
    policy: str
    words: str
    remarks: tuple[Came, ...]
