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
        older: those of them that nobody has accepted; the history tells their age.
        missing: the addresses without words.
        unread: the addresses whose words nobody has accepted.
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
    older: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    unread: tuple[str, ...] = ()
    gone: tuple[str, ...] = ()
    trouble: str = ""

    @property
    def unknown(self) -> tuple[str, ...]:
        """The addresses of words nobody can say of whether they are up to date."""
        older = set(self.older)
        return tuple(each for each in self.unread if each not in older)

    @property
    def current(self) -> int:
        """How many have words that somebody has accepted for the source of today."""
        return self.translated - len(self.stale) - len(self.unknown)

    @property
    def share(self) -> int:
        """How much has words that are known to be up to date, in whole percent, rounded down."""
        return 100 * self.current // self.texts if self.texts else 100


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
