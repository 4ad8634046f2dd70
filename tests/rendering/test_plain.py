"""Plain data says what the frozen data says, whatever shape a text has."""

from __future__ import annotations

from dataclasses import asdict
from enum import Enum

from hypothesis import given, strategies as st

from policykit.model.document import Json
from policykit.model.prose import Block, BlockKind, Inline, Prose, Span, SpanKind
from policykit.rendering import plain

WORDS = st.text(max_size=5)
INLINES: st.SearchStrategy[Inline] = st.recursive(
    WORDS,
    lambda below: st.builds(
        Span, st.sampled_from(SpanKind), st.lists(below, max_size=2).map(tuple), WORDS, WORDS
    ),
    max_leaves=3,
)
BLOCKS = st.recursive(
    st.builds(Block, st.sampled_from(BlockKind), st.lists(INLINES, max_size=2).map(tuple)),
    lambda below: st.builds(
        Block,
        st.sampled_from(BlockKind),
        st.lists(INLINES, max_size=2).map(tuple),
        st.lists(below, max_size=2).map(tuple),
        st.integers(0, 6),
    ),
    max_leaves=4,
)
PROSES = st.builds(Prose, st.lists(BLOCKS, max_size=2).map(tuple), st.sampled_from(("", "sv")))


def spelt_out(value: object) -> Json:
    match value:
        case Enum():
            return str(value.value)
        case dict():
            return {str(key): spelt_out(each) for key, each in value.items()}
        case tuple() | list():
            return [spelt_out(each) for each in value]
        case str() | int() | None:
            return value
        case _:
            raise AssertionError(value)


@given(PROSES)
def test_a_text_says_the_same(prose: Prose) -> None:
    assert plain(prose) == spelt_out(asdict(prose))
    assert plain((prose,)) == [plain(prose)]
