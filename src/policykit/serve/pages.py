"""A site whose books and pages are made when somebody looks at them."""

from __future__ import annotations

import re
import secrets
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TypeAlias

from policykit.handbook.formats.site import FORMAT
from policykit.model.book import Book, PolicyPage
from policykit.rendering import OutputKind, Plain, Templates

_OF_A_POLICY = re.compile(r"[^/]+/policies/([^/]+)\.html")
_ALIKE = re.compile(r"assets/(?:site\.css|site\.js|search\.js|logo[^/]*)")
Heads: TypeAlias = dict[str, dict[str, PolicyPage]]
"""What other pages need of policies, by language and id."""

_BEFORE, _BEHIND = "\ue000", "\ue001"


class Pages:
    """The files of a site: a language is put together, and a page filled in, when it is asked for.

    The page of a policy needs little of the others: where they were known before, it is made
    without them, and is there several times sooner.

    Args:
        languages: the languages of the handbook, each a folder of the site.
        made: gives the book in a language, with the heads of policies that are known.
        templates: those in force.
        heads: of policies as they still are, by language and id, from the pages before.
    """

    def __init__(
        self,
        languages: tuple[str, ...],
        made: Callable[[str, Mapping[str, PolicyPage]], Book],
        templates: Templates,
        heads: Heads | None = None,
    ) -> None:
        self._languages = languages
        self._made = made
        self._later = _Later(templates)
        self._files: dict[str, dict[str, bytes]] = {}
        self._singles: dict[str, dict[str, bytes]] = {}
        self.heads: Heads = {} if heads is None else {name: {**heads[name]} for name in heads}

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
        files = (
            self._files.get(language)
            or self._singles.get(path)
            or self._alike(path)
            or self._single(language, path)
            or self._in(language)
        )
        content = files.get(path)
        if content is not None and content.startswith(_BEFORE.encode()):
            content = files[path] = self._later.filled(content.decode()).encode()
        return content

    def _in(self, language: str) -> dict[str, bytes]:
        told = self._made(language, {})
        self.heads[language] = {page.id: _head(page) for page in told.policies}
        self._files[language] = self._rendered(told)
        return self._files[language]

    def _alike(self, path: str) -> dict[str, bytes]:
        """The files of any page that was made, where all of them have this one alike."""
        if _ALIKE.fullmatch(path) is None:
            return {}
        return next((files for files in self._singles.values() if path in files), {})

    def _single(self, language: str, path: str) -> dict[str, bytes]:
        """The files of a book with one policy in it; none where all of it is needed."""
        heads = self.heads.get(language, {})
        found = _OF_A_POLICY.fullmatch(path)
        if found is None or not heads:
            return {}
        known = {name: head for name, head in heads.items() if name != found[1]}
        told = self._made(language, known)
        heads.update((page.id, _head(page)) for page in told.policies if page.id not in known)
        files = self._rendered(told)
        if path not in files:
            return {}
        self._singles[path] = files
        return files

    def _rendered(self, told: Book) -> dict[str, bytes]:
        return {file.path: file.content for file in FORMAT.render(told, self._later)}


def _head(page: PolicyPage) -> PolicyPage:
    """What other pages need of a policy."""
    return PolicyPage(
        id=page.id,
        number=page.number,
        title=page.title,
        chapter=page.chapter,
        areas=page.areas,
        state=page.state,
        badge=page.badge,
        version=page.version,
        language=page.language,
        facts=page.facts,
    )


class _Later(Templates):
    """Templates that are filled in later: until then a mark stands for each page."""

    def __init__(self, templates: Templates) -> None:
        self._templates = templates
        self._waiting: dict[str, tuple[str, Mapping[str, Plain], OutputKind]] = {}
        self._finish: dict[str, Callable[[str], str]] = {}
        self._at_once = False
        # The words of a policy must never be taken for a mark.
        self._secret = secrets.token_hex(8)
        self._mark = re.compile(f"{_BEFORE}{self._secret}-[0-9]+{_BEHIND}")

    def finished(self, text: str, finish: Callable[[str], str]) -> str:
        self._finish[text] = finish
        return text

    def render(
        self, name: str, data: Mapping[str, Plain], kind: OutputKind = OutputKind.HTML
    ) -> str:
        if self._at_once:
            return self._templates.render(name, data, kind)
        mark = f"{_BEFORE}{self._secret}-{len(self._waiting)}{_BEHIND}"
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
        """The page a mark stands for, and what other marks in it stand for."""
        page = self._templates.render(*self._waiting[mark])
        if mark in self._finish:
            # What the end of a page is put together from is filled in at once.
            self._at_once = True
            try:
                page = self._finish[mark](page)
            finally:
                self._at_once = False
        return self._mark.sub(lambda found: self.filled(found[0]), page)
