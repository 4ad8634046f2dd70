"""How far the words of a language are."""

from __future__ import annotations

from policykit.model.value import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """How the words of a policy stand in a language.

    Args:
        name: the id of the policy, or `organisation`.
        locale: the language.
        coming: whether these are words of the coming version.
        path: the file of words, '' where there is none.
        owner: the role that answers for the policy, '' where none does.
        required: whether the settings require the language.
        texts: how many texts there are to translate.
        translated: how many have words, stale ones among them.
        stale: the addresses whose source has changed since.
        missing: the addresses without words.
        unread: the addresses whose words nobody has accepted, so that no change shows.
        gone: the addresses of words whose item is no longer there.
        trouble: why nothing can be said of the file of words, '' where all is well.
    """

    name: str
    locale: str
    coming: bool
    path: str
    owner: str
    required: bool
    texts: int
    translated: int
    stale: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    unread: tuple[str, ...] = ()
    gone: tuple[str, ...] = ()
    trouble: str = ""

    @property
    def share(self) -> int:
        """How much has words that are up to date, in whole percent, rounded down."""
        current = self.translated - len(self.stale)
        return 100 * current // self.texts if self.texts else 100


@dataclass(frozen=True, slots=True, kw_only=True)
class Slip:
    """Why something in a file that came back from translators is not taken.

    `line` is the line it stands on, 0 where it is about the file as a whole; `detail` is what
    of the message differs from text to text.
    """

    path: str
    line: int = 0
    address: str = ""
    message: str
    detail: str = ""
    hint: str = ""
