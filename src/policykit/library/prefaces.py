"""What the prefaces of handbooks name: they are texts, too, and take numbers from terms."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from policykit.model.config import Settings
from policykit.model.errors import SettingsError
from policykit.model.text import Placeholder, segments
from policykit.sources.prefaces import files_of


def names_in_prefaces(settings: Settings, read: Callable[[str, str], str]) -> frozenset[str]:
    """The names in braces of all prefaces in all languages, such as `returns.refund-time`.

    Args:
        settings: which handbooks there are, with which prefaces, in which languages.
        read: gives the text of a preface in a locale; one that cannot be read is passed over,
            since making the handbook tells of it.
    """
    return frozenset(_names(settings, read))


def preface_files(settings: Settings) -> tuple[str, ...]:
    """All files that can hold the preface of a handbook, whether they are there or not."""
    return tuple(
        dict.fromkeys(
            name
            for handbook in settings.handbooks
            if handbook.preface
            for name in files_of(handbook.preface, handbook.locales or settings.locales.all)
        )
    )


def _names(settings: Settings, read: Callable[[str, str], str]) -> Iterator[str]:
    texts: dict[str, None] = {}
    for handbook in settings.handbooks:
        for locale in (handbook.locales or settings.locales.all) if handbook.preface else ():
            try:
                texts[read(handbook.preface, locale)] = None
            except SettingsError:
                continue
    for text in texts:
        if "{" in text:
            for each in segments(text):
                if isinstance(each, Placeholder):
                    yield ".".join(each.names)
