"""Which paths a pattern means."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, strategies as st

from policykit.model.path_pattern import PathPattern


@pytest.mark.parametrize(
    ("pattern", "meant", "not_meant"),
    [
        (
            "policies/old/**",
            ["policies/old/a.yaml", "policies/old/deep/er/a.yaml"],
            ["policies/older/a.yaml", "policies/a.yaml", "old/a.yaml", "x/policies/old/a.yaml"],
        ),
        ("policies/old", ["policies/old/a.yaml", "policies/old"], ["policies/old.yaml"]),
        ("policies/old/", ["policies/old/a.yaml"], ["policies/old.yaml"]),
        (
            "policies/*.sv.yaml",
            ["policies/returns.sv.yaml", "policies/.sv.yaml"],
            ["policies/returns.yaml", "policies/old/returns.sv.yaml", "policies/returns.sv.yml"],
        ),
        (
            "policies/**/*.sv.yaml",
            ["policies/returns.sv.yaml", "policies/a/b/returns.sv.yaml"],
            ["policies/returns.yaml", "schemas/returns.sv.yaml"],
        ),
        ("**", ["policykit.yaml", "policies/a.yaml"], []),
        ("**/returns.yaml", ["returns.yaml", "a/returns.yaml", "a/b/returns.yaml"], ["a/b.yaml"]),
        ("**/old/**", ["old/a", "a/old/b", "a/b/old/c/d"], ["a/b"]),
        ("policies/retur?s.yaml", ["policies/returns.yaml"], ["policies/returs.yaml"]),
        ("policies/a.yaml", ["policies/a.yaml"], ["policies/A.yaml", "policies/aXyaml"]),
        ("policies/[ab].yaml", ["policies/[ab].yaml"], ["policies/a.yaml"]),
        ("*", ["policies/a.yaml", "policykit.yaml"], []),
    ],
)
def test_patterns(pattern: str, meant: list[str], not_meant: list[str]) -> None:
    found = PathPattern(pattern)
    assert [path for path in meant if not found.matches(path)] == []
    assert [path for path in not_meant if found.matches(path)] == []


_NAMES = st.lists(st.text("ab.", min_size=1, max_size=3), min_size=1, max_size=5).map("/".join)
_PATTERNS = st.lists(
    st.one_of(st.just("**"), st.text("ab.*?", min_size=1, max_size=3)), min_size=1, max_size=5
).map("/".join)


def _as_expression(pattern: str) -> str:
    """The pattern as a regular expression, written another way than the matcher."""
    found = "/" + pattern
    found = re.sub(r"(?:/\*\*(?=/|$))+", "\0", found)
    found = re.escape(found).replace("\0", "(?:/[^/]+)*").replace("\\x00", "(?:/[^/]+)*")
    found = found.replace(r"\*", "[^/]*").replace(r"\?", "[^/]")
    return f"{found}(?:/[^/]+)*"


@given(_PATTERNS, _NAMES)
def test_patterns_read_as_regular_expressions_do(pattern: str, path: str) -> None:
    expected = re.fullmatch(_as_expression(pattern), "/" + path) is not None
    assert PathPattern(pattern).matches(path) == expected


def test_a_hostile_pattern_takes_no_time() -> None:
    pattern = PathPattern("/".join(["**", "*a*a*a*a*b"] * 18))
    assert not pattern.matches("/".join(["a" * 200] * 60))
