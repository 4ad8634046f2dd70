from __future__ import annotations

import re

from hypothesis import given, strategies as st

from policykit.lint.places import location, part_of
from policykit.model.document import Origin
from policykit.model.position import Position
from policykit.yamlsource import read

PATH = "policies/a.yaml"
WORDS = st.lists(st.sampled_from(["pay", "paying", "the", "refund", "re-fund"]), min_size=1)


@given(WORDS, st.integers(1, 6), st.data())
def test_a_stretch_of_a_folded_text_is_found_again_in_the_file(
    words: list[str], per_line: int, data: st.DataObject
) -> None:
    lines = [" ".join(words[at : at + per_line]) for at in range(0, len(words), per_line)]
    file = "text: " + "\n  ".join(lines) + "\n"
    document, problems = read(file.encode(), Origin(PATH, "key"))
    assert document is not None
    assert not problems
    text = " ".join(words)
    assert document.data == {"text": text}

    found = list(re.finditer(r"\S+", text))
    first = data.draw(st.integers(0, len(found) - 1))
    last = data.draw(st.integers(first, len(found) - 1))
    place = part_of(PATH, ("text",), text, found[first].start(), found[last].end())
    span = location(place, document).span

    def column(word: int) -> int:
        line = word // per_line
        indent = len("text: ") if line == 0 else len("  ")
        before = words[line * per_line : word]
        return indent + sum(len(each) + 1 for each in before) + 1

    assert span is not None
    assert span.start == Position(first // per_line + 1, column(first))
    assert span.end == Position(last // per_line + 1, column(last) + len(words[last]))
