"""The words of a policy (or the organisation) in another locale."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field

from policykit.model.position import Pointer
from policykit.model.value import dataclass


@dataclass(frozen=True, slots=True)
class TranslatedText:
    """A text (or a list replaced as a whole) of an overlay.

    `address` is the address of the source text it replaces, `pointer` its own place.
    """

    address: str
    pointer: Pointer
    text: str | tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Translation:
    """An overlay: words only. `translated_from` maps addresses to digests of source texts."""

    path: str
    translates: str
    locale: str
    texts: tuple[TranslatedText, ...] = ()
    translated_from: Mapping[str, str] = field(default_factory=dict)
