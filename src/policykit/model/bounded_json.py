"""JSON of others: read when it holds no more values than somebody can mean."""

from __future__ import annotations

import json

from policykit.model.document import Json

_MARKS = "[{,"


class TooManyValuesError(ValueError):
    """A text of JSON may hold more values than it should."""


def values_at_most(text: str) -> int:
    """How many values a text of JSON holds at most, those of one alone not counted."""
    return sum(map(text.count, _MARKS))


def bounded_json(content: str | bytes, most_values: int) -> Json:
    """The value of a text.

    Three letters of `{}` take a hundred bytes of memory, so the length alone bounds nothing.
    Values are counted by the marks each begins or is parted with; marks inside of texts count,
    too, so a bound has to leave room for them.

    Args:
        content: JSON, as bytes in UTF-8, UTF-16 or UTF-32.
        most_values: from how many on it is not read.

    Raises:
        TooManyValuesError: it may hold more values.
        ValueError: it is no JSON; `json.JSONDecodeError` where a place is known.
        RecursionError: it nests too deep.
    """
    if isinstance(content, bytes):
        # As `json.loads` does; lone halves of a pair are for whoever looks at the values.
        text = content.decode(json.detect_encoding(content), "surrogatepass")
    else:
        text = content
    if values_at_most(text) > most_values:
        raise TooManyValuesError
    value: Json = json.loads(text)
    return value
