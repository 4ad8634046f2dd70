from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, strategies as st

from policykit.importing.quotations import MARKS, quotations, unquoted, unsplit
from policykit.lint.sentences import spans
from policykit.locale.word_lists import word_list

CASES = [
    ("Say: \u201cYes. I must.\u201d Then go.", ["\u201cYes. I must.\u201d"]),
    ("S\u00e4g: \u201dJa. Jag ska.\u201d G\u00e5.", ["\u201dJa. Jag ska.\u201d"]),
    ("Sagen: \u201eJa. Ich muss.\u201c Dann.", ["\u201eJa. Ich muss.\u201c"]),
    ("Sagen: \u201aJa. Ich muss.\u2018 Dann.", ["\u201aJa. Ich muss.\u2018"]),
    ("Sagen: \u00bbJa. Ich muss.\u00ab Dann.", ["\u00bbJa. Ich muss.\u00ab"]),
    ("Dites: \u00abOui. Je dois.\u00bb Puis.", ["\u00abOui. Je dois.\u00bb"]),
    ('Say "yes" or "no".', ['"yes"', '"no"']),
    ("Say \u2018don\u2019t go\u2019 twice.", ["\u2018don\u2019t go\u2019"]),
    ('A 19" screen and a 21" screen.', []),
    ("The shop\u2019s till and the staff\u2019s room.", []),
    ("An open \u201c mark. And an end.", []),
    ('A mark that never ends: "Yes. No.', []),
]


@pytest.mark.parametrize(("text", "said"), CASES)
def test_what_stands_in_quotation_marks(text: str, said: list[str]) -> None:
    assert [text[start:end] for start, end in quotations(text)] == said
    assert len(unquoted(text)) == len(text)


@pytest.mark.parametrize("text", [text for text, said in CASES if len(said) == 1])
def test_no_sentence_ends_within_them(text: str) -> None:
    ((first, last),) = quotations(text)
    found = unsplit(text, spans(text, word_list("en")))
    assert not any(first < end < last for _, end in found)
    assert found[0][0] == 0
    assert found[-1][1] == len(text)


@given(st.text(alphabet=f"ab .,:{MARKS}", max_size=60))
def test_quotations_follow_each_other_and_lose_no_sentence(text: str) -> None:
    found = quotations(text)
    assert all(start < end <= len(text) for start, end in found)
    assert all(end <= start for (_, end), (start, _) in pairwise(found))
    before = spans(text, word_list("en"))
    after = unsplit(text, before)
    assert set(after) <= {(start, end) for start, _ in before for _, end in before}
    assert [each[0] for each in after[:1]] == [each[0] for each in before[:1]]
    assert [each[1] for each in after[-1:]] == [each[1] for each in before[-1:]]


@given(st.text(alphabet=f'ab "\u201c\u201d\u2019 {MARKS}', max_size=40))
def test_a_mark_is_passed_over_only_where_nothing_that_follows_ends_it(text: str) -> None:
    quoted = {at for start, end in quotations(text) for at in range(start, end)}
    for at in range(len(text)):
        if at not in quoted:
            assert [
                each for each in quotations(text[at:]) if each[0] == 0 and _begins(text, at)
            ] == []


def _begins(text: str, at: int) -> bool:
    """Whether a mark may begin words here: behind a letter it is an apostrophe or an inch."""
    return not text[at - 1 : at].isalnum()


def test_marks_that_nothing_ends_are_looked_for_once() -> None:
    # To look to the end for each would take hours.
    for mark in '"\u201e\u201c\u00bb':
        assert quotations(f"{mark}a " * 200_000) == []
