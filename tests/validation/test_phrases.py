"""How values, keys and types are named in messages."""

from __future__ import annotations

import pytest

from policykit.model.document import Json
from policykit.validation.keys import nearest, place_name
from policykit.validation.phrases import (
    actual,
    cut,
    listed,
    shown,
    wanted,
    within_sentence,
    written,
)


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (True, "true"),
        (False, "false"),
        (None, "nothing"),
        (0, "0"),
        (2.5, "2.5"),
        ("a text", "a text"),
        ("", '""'),
        (" a", '" a"'),
        ("a ", '"a "'),
        ("-a", '"-a"'),
        ("?a", '"?a"'),
        ("a-b?", "a-b?"),
        ("true", '"true"'),
        ("false", '"false"'),
        ("null", '"null"'),
        ("~", '"~"'),
        ("none", "none"),
        ("12", '"12"'),
        ("1.5", '"1.5"'),
        ("1.5.2", "1.5.2"),
        ("1.5 kg", "1.5 kg"),
        *((f"a{mark}b", f'"a{mark}b"') for mark in "'[]{}#&*!|>%@`,:"),
        ("a\nb", '"a\\nb"'),
        ('a"b', '"a\\"b"'),
        ("öl", "öl"),
        ("ö: l", '"ö: l"'),
        ({"a": [1, "b"], "c": {}}, "{a: [1, b], c: {}}"),
        ([], "[]"),
        ((1, None), "[1, nothing]"),
    ],
)
def test_a_value_is_written_as_in_a_file(value: object, text: str) -> None:
    assert written(value) == text


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("a", '"a"'),
        ("x" * 120, f'"{"x" * 120}"'),
        ("x" * 121, f'"{"x" * 119}…"'),
        (3, "3"),
        ([1, "b"], "[1, b]"),
        (["x" * 200], f"[{'x' * 118}…"),
    ],
)
def test_a_value_is_repeated_in_a_message(value: object, text: str) -> None:
    assert shown(value) == text


def test_a_text_is_cut_to_one_line_that_can_be_printed() -> None:
    assert cut(" a\n\tb\u200b\x00c ") == "a b c"


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (None, "this is nothing"),
        (True, "this is true or false"),
        (1, "this is a number"),
        (1.5, "this is a number"),
        ("1", "this is a text"),
        ([], "this is a list"),
        ({}, "these are keys with values"),
    ],
)
def test_what_a_value_is(value: object, text: str) -> None:
    assert actual(value) == text


@pytest.mark.parametrize(
    ("types", "text"),
    [
        ("string", "a text"),
        (["integer"], "a whole number"),
        (["number", "boolean"], "a number or true or false"),
        (["array", "object", "array"], "a list or keys with values"),
        (["null", "string"], "nothing or a text"),
        ("date", "date"),
    ],
)
def test_what_is_wanted(types: str | list[Json], text: str) -> None:
    assert wanted(types) == text


@pytest.mark.parametrize(
    ("names", "last", "text"),
    [
        (["a"], "and", "`a`"),
        (["a", "b"], "nor", "`a` nor `b`"),
        (["a", "b", "c"], "and", "`a`, `b` and `c`"),
    ],
)
def test_keys_in_a_row(names: list[str], last: str, text: str) -> None:
    assert listed(names, last) == text


def test_a_row_ends_with_and_unless_something_else_is_said() -> None:
    assert listed(["a", "b"]) == "`a` and `b`"


@pytest.mark.parametrize(
    ("text", "inside"),
    [
        ("The role.", "the role."),
        ("A role.", "a role."),
        ("KPI of it.", "KPI of it."),
        ("OWN and digits", "OWN and digits"),
        ("", ""),
    ],
)
def test_a_sentence_goes_on_behind_a_colon(text: str, inside: str) -> None:
    assert within_sentence(text) == inside


@pytest.mark.parametrize(
    ("way", "text"),
    [
        ((), "the top of the file"),
        (("*",), "the top of the file"),
        (("tone",), "`tone`"),
        (("training", "modules"), "`modules` under `training`"),
        (("training", "modules", "*"), "an entry of `modules` under `training`"),
        (("terms", "*", "varies"), "`varies` under `terms`"),
    ],
)
def test_a_place_in_words(way: tuple[str, ...], text: str) -> None:
    assert place_name(way) == text


@pytest.mark.parametrize(
    ("name", "near"),
    [
        ("sumary", "summary"),
        ("SUMMARY", "summary"),
        ("customer benefit", "customer_benefit"),
        ("Customer-Benefit", "customer_benefit"),
        ("colour", ""),
        ("", ""),
    ],
)
def test_the_nearest_word(name: str, near: str) -> None:
    assert nearest(name, ["summary", "customer_benefit", "owner"]) == near


def test_no_word_is_near_where_none_is_known() -> None:
    assert nearest("summary", []) == ""
