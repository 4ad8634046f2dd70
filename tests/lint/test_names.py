"""Did-you-mean, and lists of names in words."""

from __future__ import annotations

import pytest
from hypothesis import given, strategies as st

from policykit.lint.names import listed, nearest, suggestion

IDS = st.from_regex(r"[a-z][a-z0-9]{1,6}(-[a-z0-9]{2,6}){0,2}", fullmatch=True)


@pytest.mark.parametrize(
    ("name", "known", "expected"),
    [
        ("refund-tim", {"refund-time", "answer-in"}, "refund-time"),
        ("Customer_Name", {"customer-name"}, "customer-name"),
        ("customer name", {"customer-name"}, "customer-name"),
        ("se", {"SE", "DE"}, "SE"),
        ("zebra", {"refund-time"}, ""),
        ("zebra", set(), ""),
    ],
)
def test_the_nearest_name(name: str, known: set[str], expected: str) -> None:
    assert nearest(name, known) == expected


@given(st.sets(IDS, min_size=1, max_size=8), st.data())
def test_a_known_name_is_nearest_to_itself_in_any_case(
    known: set[str], data: st.DataObject
) -> None:
    name = data.draw(st.sampled_from(sorted(known)))
    assert nearest(name.upper(), known) == name


@given(st.text(max_size=30), st.sets(IDS, max_size=8))
def test_what_is_suggested_is_known(name: str, known: set[str]) -> None:
    assert nearest(name, known) in {"", *known}


def test_a_suggestion_names_the_nearest_in_the_form_it_is_written() -> None:
    assert suggestion("ansr-in", {"answer-in"}, "Add it.", "{{}}") == "Did you mean {answer-in}?"
    assert suggestion("x", {"answer-in"}, "Add it.") == "Known: answer-in. Add it."
    names = [f"name-{n:02}" for n in range(31)]
    assert suggestion("x", names[:30], "Add it.") == f"Known: {listed(names[:30])}. Add it."
    many = suggestion("y-29", names, "Add it.")
    assert many.startswith("Known, among others: name-29, ")
    assert many.count("name-") == 5
    assert suggestion("x", {f"name-{n}" for n in range(501)}, "Add it.") == "Add it."
    assert suggestion("x", (), "Add it.") == "Add it."
    assert (
        suggestion("a b", {"a", "b"}, "")
        == "Where all are meant, write a comma between them: a, b."
    )


def test_names_in_a_row() -> None:
    assert [listed(names) for names in (("a",), ("a", "b"), ("a", "b", "c"))] == [
        "a",
        "a and b",
        "a, b and c",
    ]
