"""Strict reading of a custom rule: what the schema refuses is never guessed at.

A key passed over could make a rule look at more than was meant, or at nothing; such a rule
does not run, and the check of policykit.yaml tells why.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping

from policykit.lint.own.phrases import Phrases
from policykit.model.document import Json
from policykit.model.value import dataclass


class UnusableError(Exception):
    """A custom rule is not as the schema wants it."""


@dataclass(frozen=True, slots=True)
class Entries:
    """What stands under a key of a rule; `match_case` is what the rule says of capitals."""

    value: Json
    match_case: bool = False

    def group(self, *known: str) -> Mapping[str, Json]:
        """A mapping with none but these keys."""
        if not isinstance(self.value, dict) or not set(self.value) <= set(known):
            raise UnusableError
        return self.value

    def under(self, key: str) -> Entries:
        """What stands under a key of this mapping; nothing where it is left out."""
        found = self.value.get(key) if isinstance(self.value, dict) else None
        return Entries(found, self.match_case)

    @property
    def is_there(self) -> bool:
        """Whether anything stands here."""
        return self.value is not None

    def texts(self) -> tuple[str, ...]:
        """A list of texts, at least one."""
        if not isinstance(self.value, list) or not self.value:
            raise UnusableError
        return tuple(_text(each) for each in self.value)

    def some(self, known: Collection[str] = ()) -> tuple[str, ...]:
        """A list of texts, of these where some are given; empty where it is left out."""
        found = self.texts() if self.is_there else ()
        if known and not set(found) <= set(known):
            raise UnusableError
        return found

    def pairs(self) -> Mapping[str, str]:
        """A mapping of texts to texts, at least one."""
        if not isinstance(self.value, dict) or not self.value:
            raise UnusableError
        return {_text(key): _text(value) for key, value in self.value.items()}

    def text(self, default: str = "") -> str:
        """A text, the default where it is left out."""
        return _text(self.value) if self.is_there else default

    def choice(self, known: Collection[str], default: str) -> str:
        """One of these texts."""
        found = self.text(default)
        if found not in known:
            raise UnusableError
        return found

    def number(self) -> int | None:
        """A whole number above nothing, None where it is left out."""
        if self.value is None:
            return None
        if not isinstance(self.value, int) or isinstance(self.value, bool) or self.value < 1:
            raise UnusableError
        return self.value

    def flag(self) -> bool:
        """True or false; false where it is left out."""
        if self.value is not None and not isinstance(self.value, bool):
            raise UnusableError
        return self.value is True

    def phrases(self) -> Phrases:
        """Words to look for."""
        return Phrases.of(self.texts(), match_case=self.match_case)


def _text(value: Json) -> str:
    if not isinstance(value, str) or not value.strip():
        raise UnusableError
    return value
