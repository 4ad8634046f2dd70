"""The comment on a pull request: within its limit, and nothing in it but what we wrote."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings, strategies as st
from markdown_it import MarkdownIt
from tests.report.shown import PLACEHOLDER, REPORT, shown, span

from policykit.model.finding import Severity
from policykit.model.position import Location
from policykit.model.report import FindingsReport
from policykit.report.markdown.findings import MARKER, MOST_CHARACTERS, document
from policykit.report.markdown.plain import words


def many(files: int, each: int, length: int = 200) -> FindingsReport:
    """Warnings in many files, and one error in the last."""
    findings = [
        replace(
            PLACEHOLDER,
            severity=Severity.WARNING,
            message="x" * length,
            location=Location(f"policies/p{file:04}.yaml", span(1, 1, 2)),
            fingerprint=f"{file:08x}{number:08x}",
        )
        for file in range(files)
        for number in range(each)
    ]
    findings[-1] = replace(findings[-1], severity=Severity.ERROR, message="the only error")
    return replace(REPORT, findings=tuple(findings))


@pytest.mark.parametrize(("files", "each"), [(1, 1), (1, 2_000), (50, 20), (900, 3)], ids=str)
def test_a_comment_keeps_within_its_limit_and_counts_the_others(files: int, each: int) -> None:
    report = many(files, each)
    text = shown("markdown", report)
    assert len(text) <= MOST_CHARACTERS
    assert text.startswith(MARKER)
    assert "the only error" in text
    left = len(report.findings) - text.count("\n- **")
    assert (f"… and {left:d} more finding" in text) is (left > 0)
    assert text.count("<details") == text.count("</details>")
    assert text.count("```") % 2 == 0


@settings(max_examples=40)
@given(st.integers(1_000, 30_000), st.integers(1, 40), st.integers(1, 8), st.integers(1, 900))
def test_any_limit_holds(limit: int, files: int, each: int, length: int) -> None:
    text = document(many(files, each, length), limit)
    assert len(text) <= limit
    assert text.count("<details") == text.count("</details>")


def test_files_with_errors_come_first() -> None:
    text = shown("markdown", many(3, 2))
    assert text.index("p0002.yaml") < text.index("p0000.yaml") < text.index("p0001.yaml")


@settings(max_examples=300)
@given(
    st.lists(
        st.sampled_from([*"abc `*_[](){}#+-.!|~<>&:/@\\\"'$=^%1\n\t", "www.", "http", "mailto:"])
    ).map("".join)
)
def test_words_are_read_as_they_stand(text: str) -> None:
    """Rendered as GitHub would, a text gives itself back, with no element in it."""
    rendered = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])
    said = rendered.renderInline(f"**note** x: {words(text)}.")
    plain = (
        said.replace("\u200b", "")
        .replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&quot;", '"')
        .replace("&amp;", "&")
    )
    assert plain == f"<strong>note</strong> x: {' '.join(text.split())}."
    assert "<" not in said.removeprefix("<strong>note</strong>")


@pytest.mark.parametrize(
    "text", ["@shop/owners", "#12", "!7", "%4", "a@b.example", "x#1", "https://a.example", "www.a"]
)
def test_nobody_and_nothing_is_mentioned(text: str) -> None:
    said = words(text)
    assert text not in said
    assert text not in MarkdownIt("commonmark").renderInline(said)[:0] + said.replace(
        "&#8203;", " "
    )
