"""JSON of others is read when it holds no more values than are allowed."""

from __future__ import annotations

import json

import pytest
from hypothesis import given, strategies as st

from policykit.model.bounded_json import TooManyValuesError, bounded_json
from policykit.model.document import Json

VALUES: st.SearchStrategy[Json] = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda below: st.lists(below) | st.dictionaries(st.text(), below),
)


def count(value: Json) -> int:
    """A value and all in it."""
    below = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return 1 + sum(map(count, below))


@given(VALUES, st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "utf-32"]))
def test_what_has_few_values_is_read(value: Json, encoding: str) -> None:
    text = json.dumps(value)
    marks = sum(map(text.count, "[{,"))

    assert bounded_json(text, marks) == value
    assert bounded_json(text.encode(encoding), marks) == value


@given(VALUES)
def test_no_value_is_read_that_has_more(value: Json) -> None:
    # The first value of a list or map shares the mark of what it stands in.
    most = (count(value) - 1) // 2 - 1
    with pytest.raises(TooManyValuesError):
        bounded_json(json.dumps(value), most)


@pytest.mark.parametrize("content", ["", "{", "[1", b"\xff\xfe\xff", "9" * 5000])
def test_what_is_no_json_is_told_as_such(content: str | bytes) -> None:
    with pytest.raises(ValueError, match=r"\w") as told:
        bounded_json(content, 10)
    assert not isinstance(told.value, TooManyValuesError)


def test_brackets_in_brackets_end_nothing() -> None:
    with pytest.raises(RecursionError):
        bounded_json("[" * 100_000, 1_000_000)
