"""Whether remarks can be given at the address of the settings, and what answers there."""

from __future__ import annotations

import re
from typing import Final

from policykit.model.config import RemarkSettings
from policykit.model.value import dataclass

PLACE: Final = re.compile(r"[{](policy|statement|title|version|locale)[}]")
"""Where an address of one's own takes what a remark is about."""

MAIL: Final = "mailto:"
SECURE: Final = "https://"

_REPOSITORIES: Final = {
    "github": "https://github.com/acme/policies",
    "gitlab": "https://gitlab.com/acme/policies",
    "forgejo": "https://codeberg.org/acme/policies",
}
"""What keeps repositories, each with an address such as it has."""

_WITHIN: Final = frozenset({"-", "issues", "pulls", "merge_requests", "src", "blob", "tree"})
"""Parts of addresses of pages inside of a repository."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Unusable:
    """Why remarks cannot be given, and what to do.

    `is_unknown` says that nobody can tell what answers at the address.
    """

    message: str
    hint: str
    is_unknown: bool = False

    @property
    def key(self) -> str:
        """The key under remarks that is to be added or changed."""
        return "kind" if self.is_unknown else "to"


def kind_of(settings: RemarkSettings) -> str:
    """What answers at the address of the settings, '' where nobody can tell."""
    if settings.kind:
        return settings.kind
    if settings.to.startswith(MAIL):
        return "mail"
    if PLACE.search(settings.to):
        return "url"
    host = settings.to.removeprefix(SECURE).partition("/")[0].partition(":")[0].lower()
    if host == "codeberg.org":
        return "forgejo"
    # A server of one's own is mostly called after what runs on it.
    names = {"github": "github", "gitlab": "gitlab", "forgejo": "forgejo", "gitea": "forgejo"}
    return names.get(host.partition(".")[0], "")


def is_possible(settings: RemarkSettings) -> bool:
    """Whether there is an address, and it can be one of its kind."""
    return bool(settings.to) and unusable(settings) is None


def unusable(settings: RemarkSettings) -> Unusable | None:
    """Why no remark can be given at the address; None where one can, or nobody asks."""
    kind, to = kind_of(settings), settings.to
    if not to:
        return None
    if not kind:
        return Unusable(
            message="The address for remarks does not tell what answers there.",
            hint="Add kind: github, gitlab or forgejo (Gitea, too), or url for a form that has "
            "{statement} in its address.",
            is_unknown=True,
        )
    if kind in _REPOSITORIES:
        if _is_repository(kind, to):
            return None
        message = f"The address for remarks is not that of a repository, as {kind} has them."
        hint = f"Give the address of its first page, such as {_REPOSITORIES[kind]}."
    elif kind == "mail":
        if to.startswith(MAIL) and not PLACE.search(to):
            return None
        message = "The address for remarks is no e-mail address, and the kind is mail."
        hint = "Write mailto: and the address, such as mailto:policies@example.com."
    else:
        if to.startswith(SECURE):
            return None
        message = "The address for remarks is not one on the web, and the kind is url."
        hint = "Write an address that begins with https://."
    return Unusable(message=message, hint=hint)


def _is_repository(kind: str, to: str) -> bool:
    """Whether an address is that of a repository, and of no page inside of it."""
    if not to.startswith(SECURE) or re.search(r"[?#{]", to):
        return False
    host, *path = to.removeprefix(SECURE).removesuffix("/").split("/")
    # Groups of GitLab hold groups, and other servers can stand below a folder; GitHub cannot.
    is_deep = len(path) == 2 if kind == "github" else len(path) >= 2  # noqa: PLR2004 - owner, name
    return bool(host) and is_deep and all(path) and _WITHIN.isdisjoint(path[2:])
