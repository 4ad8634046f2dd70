"""Interface words of one language, read from its .po file."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from babel.messages.pofile import read_po

from policykit.model.value import dataclass

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable

_PLURAL_TAGS = ("zero", "one", "two", "few", "many", "other")


@dataclass(frozen=True, slots=True)
class Catalogue:
    """Messages by key; a message that follows a number has one form for each plural category.

    Keys are names with dots (`level.must`); a key with `:form` at its end is the inflected
    form of another (`duration.day:genitive`).
    """

    language: str
    messages: Mapping[str, tuple[str, ...]]

    def message(self, key: str, index: int = 0) -> str | None:
        """A message, None where the catalogue has none; `index` counts its plural forms."""
        forms = self.messages.get(key)
        if forms is None:
            return None
        return forms[min(index, len(forms) - 1)]


def read_catalogue(folder: Traversable, language: str) -> Catalogue | None:
    """The catalogue `<language>.po` of a folder, None when there is no such file.

    A message whose translation is empty counts as missing.
    """
    file = folder.joinpath(f"{language}.po")
    if not file.is_file():
        return None
    with file.open("rb") as stream:
        read = read_po(stream, locale=language, abort_invalid=True)
    messages: dict[str, tuple[str, ...]] = {}
    for message in read:
        if not message.id:
            continue
        key = message.id if isinstance(message.id, str) else message.id[0]
        forms = (
            (message.string,) if isinstance(message.string, str) else tuple(message.string or ())
        )
        if forms and all(forms):
            messages[key] = forms
    return Catalogue(language, messages)


def plural_index(tags: frozenset[str], category: str) -> int:
    """The place of a plural category among the forms a language writes.

    Forms stand in the order of CLDR (zero, one, two, few, many, other), as .po files have it.
    """
    used = [tag for tag in _PLURAL_TAGS if tag in tags or tag == "other"]
    return used.index(category)
