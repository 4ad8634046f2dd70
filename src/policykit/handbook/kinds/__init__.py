"""One kind of handbook a file; each module has one KIND.

A kind keeps, orders and sums up the parts of a book. Formats draw the parts that are there, so
every format can draw every kind.
"""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable, Sequence
from difflib import get_close_matches
from typing import TYPE_CHECKING, cast

from policykit.model.book import Book, Grid
from policykit.model.config import HandbookSettings
from policykit.model.errors import SettingsError
from policykit.model.value import dataclass

if TYPE_CHECKING:
    from policykit.handbook.edition import Edition
    from policykit.model.coverage import CoverageReport


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of handbook.

    Attributes:
        name: what `template:` in the settings calls it.
        shape: a book with everything its readers may see to the book of this kind.
        public: whether it is for customers, and so holds only what is public.
        has_pages: whether it prints policies themselves, so that a site has a page for each.
        gaps: makes the tables of a book about what the policies hold of what is required, in
            the service areas the handbook is about; None where it does not tell that.
    """

    name: str
    shape: Callable[[Book], Book]
    public: bool = False
    has_pages: bool = False
    gaps: Callable[[Edition, Book, CoverageReport, Sequence[str]], tuple[Grid, ...]] | None = None


def kind_names() -> tuple[str, ...]:
    """The kinds there are."""
    modules = pkgutil.iter_modules(__path__)
    return tuple(sorted(module.name.replace("_", "-") for module in modules))


def tells_gaps(handbook: HandbookSettings) -> bool:
    """Whether a handbook tells of gaps; one of a kind there is none of tells nothing."""
    return handbook.template in kind_names() and kind_of(handbook).gaps is not None


def kind_of(handbook: HandbookSettings) -> Kind:
    """The kind the settings of a handbook ask for.

    Raises:
        SettingsError: there is none of that name.
    """
    name = handbook.template
    if name in kind_names():
        module = importlib.import_module(f"{__name__}.{name.replace('-', '_')}")
        return cast("Kind", module.KIND)
    near = get_close_matches(name, kind_names(), 1)
    raise SettingsError(
        "unknown-kind",
        f'There is no kind of handbook called "{name[:80]}".',
        context=f"policykit.yaml: handbooks.{handbook.name}.template",
        hint=(f"Did you mean {near[0]}? " if near else "")
        + f"There are: {', '.join(kind_names())}.",
        pointer=("handbooks", handbook.name, "template"),
    )
