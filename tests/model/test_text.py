"""Policy text taken apart."""

from __future__ import annotations

import pytest
from hypothesis import given, strategies as st

from policykit.model.text import (
    Link,
    Odd,
    Placeholder,
    Segment,
    Words,
    folded,
    has_markup,
    segments,
)

CASES: list[tuple[str, tuple[Segment, ...]]] = [
    ("Pay it back.", (Words("Pay it back."),)),
    ("{refund-time}", (Placeholder(("refund-time",), "", "{refund-time}"),)),
    (
        "in {returns.refund-time.total:genitive} days",
        (
            Words("in "),
            Placeholder(
                ("returns", "refund-time", "total"),
                "genitive",
                "{returns.refund-time.total:genitive}",
            ),
            Words(" days"),
        ),
    ),
    ("{{x}}", (Words("{x}"),)),
    ("{not closed", (Odd("{not closed"),)),
    ("}", (Odd("}"),)),
    ("{a b}", (Odd("{a b}"),)),
    ("{a.b.c.d}", (Odd("{a.b.c.d}"),)),
    ("{}", (Odd("{}"),)),
    ("{{{x}}}", (Words("{"), Placeholder(("x",), "", "{x}"), Words("}"))),
    (
        "see [at a threat](no-warning).",
        (Words("see "), Link("at a threat", "no-warning", "[at a threat](no-warning)"), Words(".")),
    ),
    (
        "[within {x}](https://example.org)",
        (Link("within {x}", "https://example.org", "[within {x}](https://example.org)"),),
    ),
    (r"\[no link](x)", (Words(r"\[no link](x)"),)),
    (r"\{no placeholder}", (Words("\\"), Odd("{no placeholder}"))),
    ("[a](b c)", (Words("[a](b c)"),)),
    ("", ()),
]


@pytest.mark.parametrize(("text", "expected"), CASES, ids=[text for text, _ in CASES])
def test_segments(text: str, expected: tuple[Segment, ...]) -> None:
    assert segments(text) == expected


def _raw(segment: Segment) -> str:
    return segment.text if isinstance(segment, Words) else segment.raw


@given(st.text(alphabet="ab.-:{}[]()\\ \n#", max_size=40))
def test_nothing_is_lost_but_the_doubling_of_braces(text: str) -> None:
    joined = "".join(_raw(segment) for segment in segments(text))
    bare = str.maketrans("", "", "{}")
    assert joined.translate(bare) == text.translate(bare)
    doubled = text.count("{{") + text.count("}}")
    assert len(text) - doubled <= len(joined) <= len(text)


@given(st.text(max_size=60))
def test_text_without_marks_is_words_alone(text: str) -> None:
    if not has_markup(text):
        assert all(isinstance(segment, Words) for segment in segments(text))


@pytest.mark.parametrize(
    ("target", "external"),
    [
        ("https://x.example", True),
        ("mailto:a@b.example", True),
        ("tel:+46", True),
        ("a.b", False),
        ("http://x.example", False),
        ("file:///etc/passwd", False),
    ],
)
def test_external_links(target: str, external: bool) -> None:
    assert Link("x", target, "").external is external


@given(st.text(max_size=80))
def test_folding_twice_is_folding_once(text: str) -> None:
    assert folded(folded(text)) == folded(text)
    assert "\n" not in folded(text)
