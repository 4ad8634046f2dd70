"""News for one role: what changed for it, from when, what to do, and where to read it."""

from __future__ import annotations

import hashlib
import json
import uuid

from policykit.model.value import dataclass

CUSTOMERS = "customers"
"""The role of those who are no staff."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NewsItem:
    """One change in plain words of the language of the notice.

    `message` says what changed, `before` and `after` are what stood and what stands ('' where
    there is nothing to print), `where` says where it holds when that is not everywhere. `effect`
    says for whom it is what. `page` is the address where it can be read, '' for none.
    """

    message: str
    before: str = ""
    after: str = ""
    where: str = ""
    effect: str = ""
    train: bool = False
    page: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class News:
    """What changed in one policy, or around all of them where `policy` is ''.

    `id` is a `urn:uuid:` that stays the same while what is told does. `effective` is a day
    (ISO 8601) or '', `holds` says it in words; `updated` is the day it is news since. `tasks`
    are whole sentences that say what to do; `ways` say by which way and day it is to be told on.
    `details` says how much else changed, `others` whose work changed beside the reader's, and
    `document` which handbook to read where there is no `page`; each '' for nothing.
    """

    id: str
    policy: str
    title: str
    version: str = ""
    effective: str = ""
    holds: str = ""
    updated: str = ""
    items: tuple[NewsItem, ...] = ()
    details: str = ""
    others: str = ""
    tasks: tuple[str, ...] = ()
    ways: tuple[str, ...] = ()
    page: str = ""
    document: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Labels:
    """The words around news in the language of the notice."""

    before: str
    after: str
    to_do: str
    to_publish: str
    read: str
    nothing: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """News for one role in one language.

    `subject` fits the head of a mail, `title` the head of a page; `period` says between which
    days it changed, `wording` how many changes were of words alone. `day` is the day it was made (ISO 8601), `organisation` its sender. `notes`
    are for whoever sends it, in English, and are not part of what is told.
    """

    id: str
    role: str
    role_title: str
    locale: str
    organisation: str
    subject: str
    title: str
    period: str
    day: str
    labels: Labels
    news: tuple[News, ...] = ()
    wording: str = ""
    notes: tuple[str, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to tell."""
        return not self.news


def urn_of(*parts: str) -> str:
    """A name for what these parts make up: the same wherever and whenever it is asked for."""
    digest = hashlib.sha256(json.dumps(parts).encode()).digest()
    return uuid.UUID(bytes=digest[:16], version=5).urn
