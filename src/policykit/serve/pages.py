"""A site whose books and pages are made when somebody looks at them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

from policykit.handbook.formats.site import FORMAT
from policykit.model.book import Book
from policykit.rendering import OutputKind, Plain, Templates

_BEFORE, _BEHIND = "\ue000", "\ue001"


class Pages:
    """The files of a site: a language is put together, and a page filled in, when it is asked for.

    Args:
        languages: the languages of the handbook, each a folder of the site.
        made: gives the book in a language.
        templates: those in force.
    """

    def __init__(
        self, languages: tuple[str, ...], made: Callable[[str], Book], templates: Templates
    ) -> None:
        self._languages = languages
        self._made = made
        self._later = _Later(templates)
        self._files: dict[str, dict[str, bytes]] = {}

    def content(self, path: str) -> bytes | None:
        """The bytes of a file, None where there is none.

        Raises:
            PolicykitError: the book cannot be made, or a template cannot be filled in.
        """
        folder = path.partition("/")[0]
        if folder in self._languages:
            language = folder
        else:
            # What stands beside the languages is the same from each of them.
            language = next(iter(self._files), self._languages[0])
        files = self._in(language)
        content = files.get(path)
        if content is not None and content.startswith(_BEFORE.encode()):
            content = files[path] = self._later.filled(content.decode()).encode()
        return content

    def _in(self, language: str) -> dict[str, bytes]:
        if language not in self._files:
            rendered = FORMAT.render(self._made(language), self._later)
            self._files[language] = {file.path: file.content for file in rendered}
        return self._files[language]


class _Later(Templates):
    """Templates that are filled in later: until then a mark stands for each page."""

    def __init__(self, templates: Templates) -> None:
        self._templates = templates
        self._waiting: dict[str, tuple[str, Mapping[str, Plain], OutputKind]] = {}

    def render(
        self, name: str, data: Mapping[str, Plain], kind: OutputKind = OutputKind.HTML
    ) -> str:
        mark = f"{_BEFORE}{len(self._waiting)}{_BEHIND}"
        self._waiting[mark] = name, data, kind
        return mark

    def text(self, name: str) -> str:
        return self._templates.text(name)

    def is_own(self, name: str) -> bool:
        return self._templates.is_own(name)

    def folders(self, name: str) -> tuple[Path, ...]:
        return self._templates.folders(name)

    def content(self, name: str, most: int) -> bytes | None:
        return self._templates.content(name, most)

    def filled(self, mark: str) -> str:
        """The page a mark stands for."""
        return self._templates.render(*self._waiting[mark])
