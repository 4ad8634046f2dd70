from __future__ import annotations

import hashlib

import pytest
from hypothesis import given, strategies as st

from policykit.model.edition_code import ALPHABET, codes_in, edition_code, looks_typed, read_code

CODES = st.binary(max_size=40).map(lambda told: edition_code(hashlib.sha256(told).hexdigest()))


def test_the_code_of_a_digest_is_for_good() -> None:
    assert edition_code("0" * 64) == "00000-00000-00000-00000"
    assert edition_code(hashlib.sha256(b"shop").hexdigest()) == "HP803-MSCD9-R3V5C-J39V9"


@given(CODES)
def test_a_code_is_read_as_it_is_printed_typed_and_dictated(code: str) -> None:
    bare = code.replace("-", "")
    for typed in (
        code,
        bare,
        bare.lower(),
        f" {code.replace('-', ' ')}\n",
        code.replace("-", "\N{EN DASH}"),
        code.replace("1", "l").replace("0", "o"),
        code.replace("1", "I"),
    ):
        assert read_code(typed) == code
        assert looks_typed(typed)


@given(CODES, st.integers(0, 19), st.sampled_from(ALPHABET))
def test_another_letter_is_noticed(code: str, place: int, other: str) -> None:
    letters = list(code.replace("-", ""))
    # 0 and Z count alike where the check is made: of all other slips none gets through.
    if other == letters[place] or {other, letters[place]} == {"0", "Z"}:
        return
    letters[place] = other
    assert read_code("".join(letters)) is None


@given(CODES, st.integers(0, 17))
def test_two_letters_in_each_others_place_are_noticed(code: str, place: int) -> None:
    letters = list(code.replace("-", ""))
    one, other = letters[place : place + 2]
    if one == other or {one, other} == {"0", "Z"}:
        return
    letters[place : place + 2] = other, one
    assert read_code("".join(letters)) is None


@pytest.mark.parametrize(
    "text",
    [
        "",
        "HP803-MSCD9-R3V5C",
        "HP803-MSCD9-R3V5C-J39V9G",
        "HP803-MSCD9-R3V5C-J39V*",
        "UP803-MSCD9-R3V5C-J39V9",
        "handbook.pdf",
        "build/handbook/en/index.html",
    ],
)
def test_what_is_no_code(text: str) -> None:
    assert read_code(text) is None


@pytest.mark.parametrize(
    ("length", "is_meant"), [(17, False), (18, True), (20, True), (22, True), (23, False)]
)
def test_a_code_with_letters_too_few_or_too_many_is_meant_as_one(
    length: int, is_meant: bool
) -> None:
    assert looks_typed("0" * length) is is_meant


@pytest.mark.parametrize("path", ["handbook.pdf", "build/handbook/en/index.html", "index.html"])
def test_a_path_is_not_taken_for_a_mistyped_code(path: str) -> None:
    assert not looks_typed(path)


@given(CODES, CODES, st.sampled_from([" ", "\n", "<code>", "</b>", "(", ", ", "\N{MIDDLE DOT}"]))
def test_codes_are_found_among_words(one: str, other: str, between: str) -> None:
    text = f"Edition{between}{one}{between}{one} and {other}."
    assert codes_in(text) == tuple(dict.fromkeys((one, other)))
    assert codes_in(f"x{one}") == codes_in(f"{one}-{other}") == ()
