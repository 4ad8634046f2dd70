"""How one edition of a handbook looks, and what its readers can choose."""

from __future__ import annotations

from policykit.model.value import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Design:
    """How a book looks: the paper (`a4`, `a5`, `letter`), a colour (#rrggbb) and a picture.

    `logo` is a `data:` address with the bytes of an SVG or PNG picture; '' is the template's own
    for each of them.
    """

    page_size: str = "a4"
    accent: str = ""
    logo: str = ""


@dataclass(frozen=True, slots=True)
class Choice:
    """A role or a channel that readers can choose, to see only what is for it.

    `id` is the same in every language; `kind` and `text` are as in the badges that name it; `also`
    are the words of other badges that hold for it, such as those of a role's groups.
    """

    kind: str
    id: str
    text: str
    also: tuple[str, ...] = ()
