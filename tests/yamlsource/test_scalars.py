"""Unquoted values: YAML 1.2 core, and no guesses."""

from __future__ import annotations

import pytest
from hypothesis import given, strategies as st
from tests.yamlsource.support import codes_of, read_text

from policykit.model.document import Json

PLAIN: list[tuple[str, Json]] = [
    ("", None),
    ("~", None),
    ("null", None),
    ("Null", None),
    ("NULL", None),
    ("nULL", "nULL"),
    ("true", True),
    ("True", True),
    ("TRUE", True),
    ("tRUE", "tRUE"),
    ("false", False),
    ("FALSE", False),
    ("yes", "yes"),
    ("no", "no"),
    ("NO", "NO"),
    ("on", "on"),
    ("off", "off"),
    ("y", "y"),
    ("0", 0),
    ("14", 14),
    ("-3", -3),
    ("999999999999999", 999999999999999),
    ("2.5", 2.5),
    ("-0.25", -0.25),
    ("1.0", 1.0),
    ("14 days", "14 days"),
    ("90 %", "90 %"),
    ("09:30", "09:30"),
    ("12:30", "12:30"),
    ("190:20:30", "190:20:30"),
    ("2026-07-01", "2026-07-01"),
    ("2024-02-30", "2024-02-30"),
    ("2026-07-01T10:00:00Z", "2026-07-01T10:00:00Z"),
    ("2.1.0", "2.1.0"),
    ("1.2.3.4", "1.2.3.4"),
    ("-", "-"),
    ("--", "--"),
    ("...x", "...x"),
    ("0o8", "0o8"),
    ("0xg", "0xg"),
    ("1e", "1e"),
    ("=", "="),
    ("s-77be41d0", "s-77be41d0"),
]
REFUSED: list[tuple[str, str]] = [
    ("1.10", "YML044"),
    ("0.0", ""),
    ("010", "YML044"),
    ("00123", "YML044"),
    ("+5", "YML044"),
    ("-0", "YML044"),
    (".5", "YML044"),
    ("5.", "YML044"),
    ("0.12345678901234567890", "YML044"),
    ("1e10", "YML045"),
    ("1.5E-3", "YML045"),
    ("0o17", "YML045"),
    ("0x1f", "YML045"),
    ("0b11", "YML045"),
    ("1_000", "YML045"),
    (".inf", "YML045"),
    ("-.INF", "YML045"),
    (".nan", "YML045"),
    ("1000000000000000", "YML045"),
    ("9" * 5000, "YML045"),
]


@pytest.mark.parametrize(("text", "value"), PLAIN)
def test_plain(text: str, value: Json) -> None:
    document, problems = read_text(f"a: {text}\n") if text != "-" else read_text("a: '-'\n")
    assert document.data == {"a": value}
    assert isinstance(document.data, dict)
    assert type(document.data["a"]) is type(value)
    assert problems == ()


@pytest.mark.parametrize(("text", "code"), REFUSED)
def test_like_a_number(text: str, code: str) -> None:
    document, problems = read_text(f"a: {text}\nb: '{text}'\n")
    assert isinstance(document.data, dict)
    assert codes_of(problems) == [code] * bool(code)
    if code:
        assert document.data == {"a": text, "b": text}


@given(st.integers(-(10**14), 10**14) | st.floats(-1e15, 1e15).filter(lambda x: "e" not in repr(x)))
def test_numbers_are_read_as_they_print(value: float) -> None:
    document, problems = read_text(f"a: {value!r}\n")
    if codes_of(problems):
        assert document.data == {"a": repr(value)}
        assert repr(value) == "-0.0" or len(repr(value)) > 17
    else:
        assert document.data == {"a": value}


@given(st.text("0123456789.eE+-_xobinfa", min_size=1, max_size=8))
def test_a_number_prints_as_written(text: str) -> None:
    document, _ = read_text(f"a: {text}\n")
    if isinstance(document.data, dict):
        value = document.data.get("a")
        if isinstance(value, int | float) and not isinstance(value, bool):
            assert str(value) == text
