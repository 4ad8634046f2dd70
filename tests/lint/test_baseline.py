"""The baseline as data: what it hides, how it is written and read."""

from __future__ import annotations

import json
from collections import Counter

import pytest
from hypothesis import given, strategies as st

from policykit.lint.baseline import (
    Known,
    counts,
    demand_codes,
    known_of,
    read_baseline,
    sift,
    without,
    written,
)
from policykit.model.errors import PolicykitError
from policykit.model.finding import Finding, Severity
from policykit.model.position import Location


def _finding(fingerprint: str, code: str = "WRD001", message: str = "Too long.") -> Finding:
    return Finding(
        code=code,
        name="a-name",
        severity=Severity.ERROR,
        message=message,
        location=Location("policies/a.yaml", None, ()),
        fingerprint=fingerprint,
    )


_PRINTS = st.sampled_from([letter * 16 for letter in "abcd"])
_FINDINGS = st.lists(st.builds(_finding, _PRINTS, st.sampled_from(["WRD001", "LAW001"])))


@given(_FINDINGS, _FINDINGS)
def test_no_finding_comes_in_that_the_baseline_does_not_know(
    then: list[Finding], now: list[Finding]
) -> None:
    known = counts(known_of(then))
    sifted = sift(now, known)
    shown = Counter(each.fingerprint for each in sifted.shown)
    assert shown == Counter(each.fingerprint for each in now) - Counter(known)
    assert Counter(sifted.shown) + Counter(sifted.hidden) == Counter(now)
    assert Counter(sifted.gone) == Counter(known) - Counter(each.fingerprint for each in now)


@given(_FINDINGS, _FINDINGS)
def test_what_may_not_be_hidden_is_shown(then: list[Finding], now: list[Finding]) -> None:
    sifted = sift(now, counts(known_of(then)), lambda code: code != "LAW001")
    locked = [each for each in now if each.code == "LAW001"]
    assert [each for each in sifted.shown if each.code == "LAW001"] == locked
    assert {each.code for each in sifted.hidden} <= {"WRD001"}
    assert {each.code for each in sifted.refused} <= {"LAW001"}


@given(_FINDINGS, _FINDINGS)
def test_a_pruned_baseline_hides_the_same_and_has_nothing_more(
    then: list[Finding], now: list[Finding]
) -> None:
    known = known_of(then)
    before = sift(now, counts(known))
    pruned = without(known, before.gone)
    after = sift(now, counts(pruned))
    assert (after.shown, after.hidden, after.gone) == (before.shown, before.hidden, {})
    assert without(pruned, {}) == pruned


_TEXTS = st.text(max_size=20)


@given(
    st.lists(
        st.builds(
            Known,
            _TEXTS,
            _TEXTS,
            _TEXTS,
            st.text("0123456789abcdef", min_size=16, max_size=16),
            st.integers(1, 9),
        )
    )
)
def test_what_is_written_is_read_and_stays_the_same(known: list[Known]) -> None:
    text = written(known)
    assert text == written(reversed(known))
    assert list(read_baseline(text.encode(), "base.json")) == sorted(known)
    assert json.loads(text)["format"] == 1
    assert text.count("\n") == (len(known) + 5 if known else 4)
    assert text.replace("\n", "").isprintable()


def test_a_baseline_as_it_stands_in_its_file() -> None:
    known = known_of(
        [
            _finding("b" * 16, message='Write "när" \u202e now,\n  or never.'),
            _finding("a" * 16, "LAW001", "x" * 200),
            _finding("b" * 16, message="The same again."),
        ]
    )
    assert written(known) == (
        "{\n"
        '  "format": 1,\n'
        '  "findings": [\n'
        '    {"fingerprint": "aaaaaaaaaaaaaaaa", "code": "LAW001", "path": "policies/a.yaml", '
        f'"count": 1, "message": "{"x" * 119}…"}},\n'
        '    {"fingerprint": "bbbbbbbbbbbbbbbb", "code": "WRD001", "path": "policies/a.yaml", '
        '"count": 2, "message": "Write \\"när\\" \\u202e now, or never."}\n'
        "  ]\n"
        "}\n"
    )


def test_an_empty_baseline() -> None:
    assert written([]) == '{\n  "format": 1,\n  "findings": []\n}\n'
    assert read_baseline(written([]).encode(), "base.json") == ()


def test_a_line_that_stands_twice_hides_no_more() -> None:
    known = [Known("a", "WRD001", "", "a" * 16, 2), Known("a", "WRD001", "", "a" * 16, 1)]
    assert counts(known) == {"a" * 16: 2}
    assert without(known, {"a" * 16: 1}) == (Known("a", "WRD001", "", "a" * 16, 1),)


_GOOD = (
    '{"fingerprint": "aaaaaaaaaaaaaaaa", "code": "WRD001", "path": "a", "count": 1, "message": ""}'
)


def _file(*entries: str, number: str = "1") -> str:
    return f'{{\n  "format": {number},\n  "findings": [\n' + ",\n".join(entries) + "\n]}\n"


@pytest.mark.parametrize(
    ("text", "place", "message"),
    [
        ("{", "base.json:1:2", "From here on it is no JSON."),
        ("[]", "base.json", "It has no list of findings."),
        ('{"format": 1}', "base.json", "It has no list of findings."),
        ('{"format": 1, "findings": {}}', "base.json", "It has no list of findings."),
        (_file(_GOOD, number="2"), "base.json", "Its format is not 1, the one this version reads."),
        (
            _file(_GOOD, number="true"),
            "base.json",
            "Its format is not 1, the one this version reads.",
        ),
        (_file(_GOOD, "3"), "base.json:5", "This entry is not written as { … }."),
        (
            _file(_GOOD, _GOOD, _GOOD.replace("aaaa", "AAAA")),
            "base.json:6",
            "The fingerprint of this entry is not 16 digits and letters from a to f.",
        ),
        (
            _file(_GOOD.replace("1", "0")),
            "base.json:4",
            "The count of this entry is not a whole number from 1 on.",
        ),
        (
            _file(_GOOD, f"\n\n{_GOOD.replace(': 1,', ': true,')}"),
            "base.json:7",
            "The count of this entry is not a whole number from 1 on.",
        ),
        (
            _file(_GOOD.replace(": 1,", f": {'9' * 4300},")),
            "base.json:4",
            "The count of this entry is larger than 1,000,000.",
        ),
        (
            _file(_GOOD, number="1.0"),
            "base.json",
            "Its format is not 1, the one this version reads.",
        ),
        (
            f'{{"format": 1, "x": [{"{}," * 1_000_000}0], "findings": []}}',
            "base.json",
            "It has more than 1,000,000 values.",
        ),
        (
            _file(_GOOD.replace('"code"', '"cod"')),
            "base.json:4",
            "This entry lacks its code, its path or its message.",
        ),
        (
            f'{{"format": 1, "x": {{"findings": [7]}}, "findings": [{_GOOD}, {_GOOD}, 3]}}',
            "base.json:1",
            "This entry is not written as { … }.",
        ),
        ("[" * 100_000, "base.json", "It is no JSON that can be read."),
        (
            '{"format": 1, "findings": [' + "9" * 5000 + "]}",
            "base.json",
            "It is no JSON that can be read.",
        ),
    ],
)
def test_a_malformed_baseline_is_told_with_its_line(text: str, place: str, message: str) -> None:
    with pytest.raises(PolicykitError) as refused:
        read_baseline(text.encode(), "base.json")
    assert refused.value.reference == "malformed-baseline"
    assert refused.value.context == place
    assert refused.value.message == f"The baseline cannot be used. {message}"
    assert refused.value.hint.endswith("--baseline base.json`.")


def test_bytes_that_are_no_text() -> None:
    with pytest.raises(PolicykitError, match="not text in UTF-8"):
        read_baseline(b"\xff\xfe", "base.json")


def test_a_code_nobody_knows_is_told_with_its_line() -> None:
    content = _file(_GOOD, _GOOD.replace("WRD001", "OLD001")).encode()
    known = read_baseline(content, "base.json")
    demand_codes(known, {"WRD001", "OLD001"}, content, "base.json")
    with pytest.raises(PolicykitError, match="There is no code OLD001") as refused:
        demand_codes(known, {"WRD001"}, content, "base.json")
    assert refused.value.context == "base.json:5"
