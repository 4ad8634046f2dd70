"""The kinds of file that have a schema."""

from __future__ import annotations

from enum import StrEnum


class Kind(StrEnum):
    """A kind of file; the value names its schema, `<value>.schema.json`.

    A coming version (`.next.yaml`) is a policy, and the words of the organisation in another
    language are a translation.
    """

    POLICY = "policy"
    TRANSLATION = "translation"
    RECORD = "record"
    ORGANISATION = "organisation"
    FRAMEWORK = "framework"
    AREAS = "areas"
    MEASURES = "measures"
    ASSESSMENT = "assessment"
    SETTINGS = "settings"
    VOCABULARY = "vocabulary"
    UNIONS = "unions"

    @property
    def schema(self) -> str:
        """The name of the schema's file."""
        return f"{self.value}.schema.json"
