"""Inputs for a target, drawn: scraps, any text, and what people write with something wrong."""

from __future__ import annotations

from collections.abc import Sequence

from hypothesis import strategies as st
from tests.lint.damage import damaged


def inputs(seeds: Sequence[bytes]) -> st.SearchStrategy[bytes]:
    """Bytes of any kind, most of them near to one of the seeds."""
    near = st.sampled_from(seeds).flatmap(damaged)
    return st.one_of(near, near, st.text(max_size=80).map(str.encode), st.binary(max_size=80))
