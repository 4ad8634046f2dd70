"""Small parts of reading by themselves: when quotes are needed, what is sound, how long keys are."""

from __future__ import annotations

import pytest
from hypothesis import given, strategies as st

from policykit.model.document import Json, Origin
from policykit.yamlsource import read
from policykit.yamlsource.limits import MAX_KEY_LENGTH
from policykit.yamlsource.lines import Parts, take_apart
from policykit.yamlsource.plain import needs_no_quotes, one_line
from policykit.yamlsource.sound import is_sound

WRITTEN = {
    "Ask first.": "Ask first.",
    "a: b": '"a: b"',
    "a #b": '"a #b"',
    "ends:": '"ends:"',
    "- a": '"- a"',
    "yes": "yes",
    "null": '"null"',
    "true": '"true"',
    "12": '"12"',
    "09:30": "09:30",
    "": '""',
    " a": '" a"',
    "'a'": "\"'a'\"",
    '"a"': "'\"a\"'",
    "\"a'": "",
    "a\nb": "",
    "a\u202eb": "",
}


@pytest.mark.parametrize(("text", "written"), WRITTEN.items(), ids=range(len(WRITTEN)))
def test_quotes_stand_where_they_are_needed(text: str, written: str) -> None:
    assert one_line(text, short=False) == written


def test_what_is_no_text_is_not_written() -> None:
    values: tuple[Json, ...] = (None, True, 3, ["a"], {"a": "b"})
    assert {one_line(each, short=False) for each in values} == {""}


@pytest.mark.parametrize("mark", '-?:,[]{}#&*!|>"%@`<=' + "'“")
def test_a_text_that_begins_with_a_mark_needs_quotes(mark: str) -> None:
    assert not needs_no_quotes(f"{mark}a", short=False)
    assert one_line(f"{mark}a", short=False).startswith(('"', "'"))


@pytest.mark.parametrize("mark", ",[]{}:?\"'")
def test_in_a_list_on_one_line_more_needs_quotes(mark: str) -> None:
    assert needs_no_quotes(f"a{mark}b", short=False)
    assert not needs_no_quotes(f"a{mark}b", short=True)


@given(st.text(max_size=12))
def test_what_is_written_is_read_as_it_was(text: str) -> None:
    written = one_line(text, short=False)
    if written:
        document, problems = read(f"a: {written}\n".encode(), Origin("a.yaml", ""))
        assert (document.data, problems) == ({"a": text}, ())


@pytest.mark.parametrize(
    ("content", "sound"),
    [
        (b"a: b\n", True),
        (b"a: [b\n", False),
        (b"---\na: b\n---\nc: d\n", False),
        (b"", False),
        (b"%YAML 1.2\n---\na: b\n", False),
        (b"a: \xff\n", False),
    ],
)
def test_one_document_that_can_be_read_is_sound(content: bytes, sound: bool) -> None:
    assert is_sound(content) is sound


@pytest.mark.parametrize(("length", "told"), [(MAX_KEY_LENGTH, 0), (MAX_KEY_LENGTH + 1, 1)])
@pytest.mark.parametrize("quote", ["", '"'])
def test_a_key_may_be_as_long_as_it_may(length: int, told: int, quote: str) -> None:
    document, problems = read(f"{quote}{'k' * length}{quote}: v\n".encode(), Origin("a.yaml", ""))
    assert document.data == {"k" * length: "v"}
    assert [each.code for each in problems] == ["YML032"] * told


def test_a_line_that_is_none_is_a_value() -> None:
    assert take_apart("a\nb").value
    assert take_apart("") == Parts("", "", "", "", "", "")
