"""A company that begins: what is asked of it, and what is taken where nobody says."""

from __future__ import annotations

from typing import Final

from policykit.locale.territories import country_code, has_currency, is_country
from policykit.model.value import dataclass

CHANNELS: Final = ("in-person", "phone", "email", "chat", "social", "web", "app", "post")
"""The channels there are words for, in the order they are told."""

SIZES: Final = ("small", "chain")
HOSTINGS: Final = ("github", "gitlab", "forgejo", "none")

_CODE: Final = 2
_PART: Final = 3
"""The letters of a country and the most of a part of one, as ISO 3166 has them."""

FIRST_OWNER: Final = "head-of-customer-service"

CALLED: Final = {"in-person": "store"}
"""What a channel is called where one types it, if not by its id."""

_ALIASES: Final = {
    word: name
    for name, words in {
        "in-person": (
            *("store", "stores", "shop", "shops", "in person", "face to face", "counter"),
            *("butik", "butiker", "butiken", "laden", "geschäft", "filiale", "filialen"),
        ),
        "phone": (
            *("phones", "telephone", "phone calls", "calls", "call centre", "call center"),
            *("telefon", "anruf"),
        ),
        "email": ("e-mail", "e-mails", "emails", "mail", "mails", "e-post", "epost", "mejl"),
        "chat": ("chats", "live chat", "live-chat", "chatt", "livechat"),
        "social": (
            *("social media", "social-media", "socials", "facebook", "instagram"),
            *("sociala medier", "soziale medien", "social network", "social networks"),
        ),
        "web": (
            *("web shop", "web-shop", "webshop", "web store", "webstore", "website", "web site"),
            *("online", "online shop", "online-shop", "onlineshop", "online store", "internet"),
            *("webbshop", "webbutik", "webb", "webbplats", "e-commerce", "home page"),
        ),
        "app": ("apps", "mobile app", "appen"),
        "post": ("letter", "letters", "by post", "snail mail", "brev", "brief", "briefpost"),
    }.items()
    for word in words
}
"""The ids of channels by what people call them, in the languages there are starters in."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Company:
    """Who begins: `countries` are ISO codes, `languages` locales, that of the policies first.

    `owner` is the id of the role that answers for customer service, `owner_title` what it is
    called, '' for the words of the starters. `hosting` is the kind of server. `offered` are those
    of the languages that not every policy needs words in.
    """

    name: str
    countries: tuple[str, ...]
    languages: tuple[str, ...]
    channels: tuple[str, ...]
    size: str = "small"
    owner: str = FIRST_OWNER
    owner_title: str = ""
    hosting: str = "github"
    offered: tuple[str, ...] = ()

    @property
    def source(self) -> str:
        """The language policies are written in first."""
        return self.languages[0]


def channel(name: str) -> str:
    """The id of a channel as people may call it; `store` is `in-person`, `web shop` is `web`."""
    plain = " ".join(name.lower().split())
    return _ALIASES.get(plain, plain)


def country(name: str) -> str:
    """The code of a country or a part of one as people may type it; `uk` and `Schweden` are, too.

    '' for what is neither.
    """
    head, dash, part = name.strip().upper().partition("-")
    head = "GB" if head == "UK" else head
    if len(head) != _CODE or not (is_country(head) and has_currency(head)):
        return country_code(name)
    is_part = not dash or (0 < len(part) <= _PART and part.isascii() and part.isalnum())
    return f"{head}{dash}{part}" if is_part else ""
