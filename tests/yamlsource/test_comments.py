"""Comments and their places."""

from __future__ import annotations

import pytest
from tests.yamlsource.support import PARSERS, read_text

from policykit.yamlsource.parsers import ParserName

CASES: dict[str, tuple[str, list[tuple[int, int, str, bool]]]] = {
    "none": ("a: 1\n", []),
    "own line": ("# x\na: 1\n  #y\n", [(1, 1, " x", True), (3, 3, "y", True)]),
    "beside": ("a: b # x # y\n", [(1, 6, " x # y", False)]),
    "no space before": ("a: b#c\n", []),
    "in quotes": ("a: 'b # c' # d\nb: \"# e\"\n", [(1, 12, " d", False)]),
    "in quotes over lines": ('a: "b\n  # c\n  d" # e\n', [(3, 6, " e", False)]),
    "in a block": ("a: |\n  b # c\n  # d\n# e\n", [(4, 1, " e", True)]),
    "beside the mark of a block": ("a: | # x\n  b # c\nd: >- #y\n  # z\n",
                                   [(1, 6, " x", False), (3, 7, "y", False)]),
    "in short form": ("a: [b, # x\n  c] # y\n", [(1, 8, " x", False), (2, 6, " y", False)]),
    "behind a colon": ("a: # x\n  b: 1\n", [(1, 4, " x", False)]),
    "crlf": ("# x\r\na: 1 # y\r\n", [(1, 1, " x", True), (2, 6, " y", False)]),
    "no last line break": ("a: 1 # y", [(1, 6, " y", False)]),
    "hash in a dropped value": ("a: 1\na: '# x' # y\n", [(2, 10, " y", False)]),
    "behind a broken line": ("# x\na: 1\nb: [c\nd: # e\n",
                             [(1, 1, " x", True), (4, 4, " e", False)]),
    "up to a break": ("# x\na: - b # y\n# z\n", [(1, 1, " x", True)]),
    "many marks": ("## x\na: 1 ### y\n", [(1, 1, "# x", True), (2, 6, "## y", False)]),
}  # fmt: skip


@pytest.mark.parametrize("parser", PARSERS)
@pytest.mark.parametrize(("text", "expected"), CASES.values(), ids=CASES.keys())
def test_comments(
    text: str, expected: list[tuple[int, int, str, bool]], parser: ParserName
) -> None:
    document, _ = read_text(text, parser)
    found = [(c.position.line, c.position.column, c.text, c.own_line) for c in document.comments]
    assert found == expected
