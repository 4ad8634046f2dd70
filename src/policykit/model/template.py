"""Templates as one is told of them: which are in force, and what of them is one's own."""

from __future__ import annotations

from policykit.model.value import dataclass


@dataclass(frozen=True, slots=True)
class TemplateBlock:
    """A block of a template that can be replaced by itself.

    `line` is where it begins in the file it is in force from; `own` says that this is the
    user's. A block is `idle` where it is written in a file that builds on the shipped one, which
    has no such block: nothing prints it. `near` is then what may be meant, else ''.
    """

    name: str
    line: int
    own: bool = False
    idle: bool = False
    near: str = ""


@dataclass(frozen=True, slots=True)
class TemplateFile:
    """A file of the templates folder, and its blocks in their order.

    `own` says that the user has a file of this name; `builds` that it builds on the shipped one,
    so that blocks it does not have are the shipped ones; `shipped` that there is a shipped one.
    """

    name: str
    own: bool
    shipped: bool
    builds: bool = False
    blocks: tuple[TemplateBlock, ...] = ()
