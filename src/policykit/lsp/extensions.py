"""A company's own schemas for `custom:`: while one is broken, what it last said is in force."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from policykit.library.survey import Survey
from policykit.lsp.recent import Recent
from policykit.model.errors import PolicykitError
from policykit.sources.port import Entry, blob_key
from policykit.validation import load_schemas

_KEPT: Final = 64


class Extensions:
    """Tells the sound extensions from the broken ones."""

    def __init__(self) -> None:
        self._sound: dict[str, Entry] = {}
        self._known: Recent[tuple[PolicykitError, ...]] = Recent(_KEPT)

    def in_force(self, survey: Survey) -> tuple[Survey, tuple[PolicykitError, ...]]:
        """Files with extensions that can be used, and what is wrong with those that cannot.

        In place of a broken one stands the last sound one of its path, and nothing where there
        is none.
        """
        troubles: list[PolicykitError] = []
        sound: dict[str, Entry] = {}
        for entry in survey.extensions:
            found, trouble = self._read(entry)
            troubles += trouble
            usable = self._sound.get(entry.path) if trouble else found
            if usable is not None:
                sound[entry.path] = usable
        self._sound = sound
        if not troubles:
            return survey, ()
        return replace(survey, extensions=tuple(sound.values())), tuple(troubles)

    def _read(self, entry: Entry) -> tuple[Entry, tuple[PolicykitError, ...]]:
        """An extension as it is now, and what is wrong with it."""
        try:
            content = entry.read()
        except PolicykitError as error:
            return entry, (error,)
        held = replace(entry, key=blob_key(content), read=lambda: content)
        known = self._known.get((held.path, held.key))
        if known is None:
            known = ()
            try:
                load_schemas([(held.path, content)])
            except PolicykitError as error:
                known = (error,)
            self._known.put((held.path, held.key), known)
        return held, known
