"""A company that begins: what is asked of it, and what is taken where nobody says."""

from __future__ import annotations

from typing import Final

from policykit.model.value import dataclass

CHANNELS: Final = ("in-person", "phone", "email", "chat", "social", "web", "app", "post")
"""The channels there are words for, in the order they are told."""

SIZES: Final = ("small", "chain")
HOSTINGS: Final = ("github", "gitlab", "forgejo", "none")

FIRST_OWNER: Final = "head-of-customer-service"

_ALIASES: Final = {"store": "in-person", "shop": "in-person", "mail": "email", "website": "web"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Company:
    """Who begins: `countries` are ISO codes, `languages` locales, that of the policies first.

    `owner` is the id of the role that answers for customer service, `owner_title` what it is
    called, '' for the words of the starters. `hosting` is the kind of server.
    """

    name: str
    countries: tuple[str, ...]
    languages: tuple[str, ...]
    channels: tuple[str, ...]
    size: str = "small"
    owner: str = FIRST_OWNER
    owner_title: str = ""
    hosting: str = "github"

    @property
    def source(self) -> str:
        """The language policies are written in first."""
        return self.languages[0]


def channel(name: str) -> str:
    """The id of a channel as people may call it; `store` is `in-person`."""
    plain = name.strip().lower()
    return _ALIASES.get(plain, plain)


def country(name: str) -> str:
    """The code of a country or a part of one as people may type it; `uk` is `GB`."""
    code = name.strip().upper()
    head, dash, part = code.partition("-")
    return f"{'GB' if head == 'UK' else head}{dash}{part}"
