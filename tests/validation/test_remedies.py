"""Mended lines: what is written where, and where nothing is."""

from __future__ import annotations

from policykit.model.document import Document, Origin
from policykit.model.finding import Edit, Fix
from policykit.model.position import Position, Span
from policykit.validation.remedies import Remedy, make_list, quote, rename, replace
from policykit.yamlsource import read

TEXT = """\
areas: phone
audience:
  - a: one
    b: two words # why
text: >
  Several
  lines.
quoted: "a b"
nothing:
"""


def document(text: str = TEXT) -> Document:
    return read(text.encode(), Origin("x.yaml", ""))[0]


def edit(start: tuple[int, int], end: tuple[int, int], text: str) -> tuple[Edit, ...]:
    return (Edit("x.yaml", Span(Position(*start), Position(*end)), text),)


def test_a_key_gets_another_name() -> None:
    assert rename(document(), ("audience", 0, "b"), "roles") == Remedy(
        Fix("Rename to `roles`", edit((4, 5), (4, 6), "roles"), safe=False),
        "    roles: two words # why",
    )


def test_a_value_is_written_anew() -> None:
    assert replace(document(), ("audience", 0, "b"), "three", safe=True) == Remedy(
        Fix("Write three", edit((4, 8), (4, 17), "three"), safe=True),
        "    b: three # why",
    )
    assert replace(document(), ("areas",), "x" * 200, safe=False).fix == Fix(
        f"Write {'x' * 119}…", edit((1, 8), (1, 13), "x" * 200), safe=False
    )


def test_a_word_becomes_a_list_or_a_text() -> None:
    assert make_list(document(), ("areas",)) == Remedy(
        Fix("Make it a list", edit((1, 8), (1, 13), "[phone]"), safe=True), "areas: [phone]"
    )
    assert quote(document(), ("audience", 0, "a")) == Remedy(
        Fix("Put it in quotes", edit((3, 8), (3, 11), '"one"'), safe=True), '  - a: "one"'
    )


def test_what_holds_marks_or_stands_on_several_lines_is_left_to_a_person() -> None:
    for pointer in (("quoted",), ("text",), ("nothing",), ("nowhere",)):
        assert make_list(document(), pointer) == Remedy()
        assert quote(document(), pointer) == Remedy()
    assert replace(document(), ("text",), "One line.", safe=True) == Remedy()
    assert replace(document(), ("nowhere",), "One line.", safe=True) == Remedy()
    assert replace(document(), ("areas",), "two\nlines", safe=True) == Remedy()
    for mark in "'[]{}#&*!|>%@`,:":
        odd = document(f"a: x{mark}x\n")
        assert make_list(odd, ("a",)) == Remedy(), mark
        assert quote(odd, ("a",)) == Remedy(), mark


def test_a_line_is_shown_up_to_a_bound() -> None:
    longest = document(f"a: {'x' * 195} b\n")

    assert rename(longest, ("a",), "b").mended == f"b: {'x' * 195} b"
    assert rename(longest, ("a",), "bb").mended == ""
    assert rename(longest, ("a",), "bb").fix is not None
