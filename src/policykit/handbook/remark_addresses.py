"""Addresses that open a form, or a message, which names what a remark is about.

Nothing of a policy is ever part of an address as it was written: all of it is percent-encoded.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final, TypeAlias
from urllib.parse import quote

from policykit.model.config import RemarkSettings
from policykit.model.remark_settings import MAIL, PLACE, SECURE, is_possible, kind_of
from policykit.model.value import dataclass

FORM: Final = "policy-remark"
"""The name of the form on every server, and of the label it gives."""

FORMS: Final[Mapping[str, str]] = {
    "github": f".github/ISSUE_TEMPLATE/{FORM}.yml",
    "gitlab": f".gitlab/issue_templates/{FORM}.md",
    "forgejo": f".gitea/issue_template/{FORM}.yml",
}
"""Where each server looks for its form; Forgejo looks where Gitea does, too."""

REMARKS: Final = "remarks.css"
"""How links to all of these look, beside `site.css`; books without them do without it."""

MOST_CHARACTERS: Final = 1900
"""Of an address; Word and some mail programs cut or refuse longer ones near 2,048."""

_MOST_WORDS: Final = 200
_LONGEST_TITLE: Final = 70

Words: TypeAlias = Callable[..., str]
"""Gives an interface text by its key, with the values it names."""


@dataclass(frozen=True, slots=True, kw_only=True)
class About:
    """What a remark is about: a policy, or the item of it that `statement` names.

    `title` is what it says now, in the language `locale`.
    """

    policy: str
    statement: str = ""
    title: str = ""
    version: str = ""
    locale: str = ""

    @property
    def name(self) -> str:
        """The name it is found again by, such as `returns.no-receipt`."""
        return f"{self.policy}.{self.statement}" if self.statement else self.policy

    @property
    def edition(self) -> str:
        """Which text it is, such as `2.1.0, en`."""
        return ", ".join(filter(None, (self.version, self.locale)))


def place(settings: RemarkSettings) -> str:
    """Where remarks are taken, as one would read it aloud."""
    if settings.to.startswith(MAIL):
        return settings.to.removeprefix(MAIL)
    # What follows has places in it, which say nothing on paper.
    before = PLACE.split(settings.to, maxsplit=1)[0].partition("?")[0].partition("#")[0]
    return before.removeprefix(SECURE).rstrip("/")


def front(settings: RemarkSettings) -> str:
    """The address where remarks are taken, before it is known what about."""
    return PLACE.sub("", settings.to)


def address(settings: RemarkSettings, about: About, words: Words) -> str:
    """The address at which a remark on something is given.

    Args:
        settings: where remarks go.
        about: what it is about.
        words: the interface texts of the language of the reader.

    Returns:
        An address of at most `MOST_CHARACTERS`; '' where there can be none. Words of a policy
        are cut until it fits.
    """
    if not is_possible(settings):
        return ""
    make = _MAKERS[kind_of(settings)]
    title = _cut(" ".join(about.title.split()), _MOST_WORDS)
    while True:
        told = About(
            policy=about.policy,
            statement=about.statement,
            title=title,
            version=about.version,
            locale=about.locale,
        )
        found = make(settings.to.rstrip("/"), told, words)
        if len(found) <= MOST_CHARACTERS:
            return found
        if not title:
            return ""
        title = _cut(title, len(title) * 3 // 4)


def _cut(text: str, most: int) -> str:
    if len(text) <= most:
        return text
    return f"{text[: most - 1].rstrip()}…" if most > 1 else ""


def _heading(about: About) -> str:
    """The title of a remark: first the name, by which it is found again."""
    words = _cut(about.title, _LONGEST_TITLE)
    return f"{about.name}: {words}" if words else about.name


def _said(about: About) -> str:
    """What it says, and in which text."""
    edition = f"({about.edition})" if about.edition else ""
    return " ".join(filter(None, (about.title, edition)))


def _query(given: Mapping[str, str]) -> str:
    return "&".join(f"{quote(key, safe='')}={_quoted(value)}" for key, value in given.items())


def _quoted(value: str) -> str:
    return quote(value, safe="", errors="replace")


def _github(to: str, about: About, _words: Words) -> str:
    given = {
        "template": f"{FORM}.yml",
        "title": _heading(about),
        "statement": about.name,
        "words": _said(about),
    }
    return f"{to}/issues/new?{_query(given)}"


def _forgejo(to: str, about: About, _words: Words) -> str:
    given = {
        "template": FORMS["forgejo"],
        "title": _heading(about),
        "field:statement": about.name,
        "field:words": _said(about),
    }
    return f"{to}/issues/new?{_query(given)}"


def _gitlab(to: str, about: About, words: Words) -> str:
    # No template: whether a description that is given goes behind that of a template or in its
    # place has changed between versions of GitLab. This one is whole by itself.
    text = f"{questions(about, words)}\n\n/label ~{FORM}\n"
    given = {"issue[title]": _heading(about), "issue[description]": text}
    return f"{to}/-/issues/new?{_query(given)}"


def _mail(to: str, about: About, words: Words) -> str:
    text = questions(about, words, heading="", end=":")
    given = {"subject": _heading(about), "body": text.replace("\n", "\r\n")}
    return f"{to}?{_query(given)}"


def _url(to: str, about: About, _words: Words) -> str:
    values = {
        "policy": about.policy,
        "statement": about.statement,
        "title": about.title,
        "version": about.version,
        "locale": about.locale,
    }
    return PLACE.sub(lambda found: _quoted(values[found[1]]), to)


def questions(about: About, words: Words, *, heading: str = "## ", end: str = "") -> str:
    """A text to fill in, for where there are no fields; `heading` and `end` mark each question."""
    filled = {"statement": about.name, "words": _said(about)}

    def asked(key: str) -> str:
        told = words(f"remark.{key}")
        return f"{heading}{told if told.endswith('?') else told + end}"

    parts = [
        f"{asked(key)}\n\n{filled.get(key, '')}".rstrip()
        for key in ("statement", "words", "happened", "better", "role")
    ]
    return "\n\n".join((*parts, words("remark.no-names")))


_MAKERS: Final[Mapping[str, Callable[[str, About, Words], str]]] = {
    "github": _github,
    "gitlab": _gitlab,
    "forgejo": _forgejo,
    "mail": _mail,
    "url": _url,
}
