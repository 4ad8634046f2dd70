"""Whatever is imported: every sentence has one place, and the drafts are without errors."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from pathlib import Path
from tempfile import mkdtemp

from hypothesis import HealthCheck, given, settings, strategies as st
from tests.importing.shop import OWNER, make_shop, paragraph, take, word_file

from policykit.formatting.formatting import formatted
from policykit.importing.composing import Asked, Composed, composed
from policykit.importing.opening import read_content
from policykit.importing.source import SourceText
from policykit.importing.wording import tokens
from policykit.model.document import Origin
from policykit.model.errors import PolicykitError
from policykit.opening import opened_at
from policykit.validation import Kind
from policykit.yamlsource import read

WORDS = st.sampled_from(
    [
        "staff",
        "must",
        "not",
        "never",
        "should",
        "may",
        "can",
        "you",
        "we",
        "the",
        "customer",
        "customers",
        "refund",
        "returns",
        "within",
        "30",
        "days",
        "24",
        "hours",
        "20",
        "EUR",
        "a",
        "fee",
        "of",
        "voucher",
        "if",
        "when",
        "and,",
        "greet",
        "pay",
        "accept",
        "personalen",
        "måste",
        "får",
        "inte",
        "ska",
        "bör",
        "mitarbeiter",
        "müssen",
        "dürfen",
        "nicht",
        "sollten",
        "{x}",
        "[a](b)",
        "*b*",
        "<i>",
        "#1",
        "`c`",
        "\\",
        "means",
        ":",
        ";",
        "—",
        "5",
        "%",
        "say:",
        "“hello”",
        '"you',
        "may",
        'go"',
        "don't",
        "e.g.",
        "1.5",
        "2–3",
        "weeks",
        "I.",
    ]
)
SENTENCE = st.builds(
    lambda words, end: " ".join(words).capitalize() + end,
    st.lists(WORDS, min_size=1, max_size=9),
    st.sampled_from([".", "?", ":", "", "!"]),
)
TEXT = st.lists(SENTENCE, min_size=1, max_size=3).map(" ".join)
HEADING = st.sampled_from(
    [
        "Returns",
        "Phone",
        "Rules",
        "FAQ",
        "Definitions",
        "Why",
        "Don't",
        "May I?",
        "Q: who?",
        "Regler",
    ]
)
LINE = st.one_of(
    TEXT,
    TEXT.map(lambda text: f"- {text}"),
    TEXT.map(lambda text: f"  - {text}"),
    TEXT.map(lambda text: f"> {text}"),
    st.builds(lambda depth, text: f"{'#' * depth} {text}", st.integers(1, 3), HEADING | TEXT),
    st.builds(lambda one, two: f"| {one} | {two} |\n|---|---|\n| {two} | {one} |", TEXT, TEXT),
    st.sampled_from(
        [
            "| Channel | First answer |\n|---|---|\n| Phone | 20 seconds |\n| Email | 2 days |",
            "| To | Within |\n|---|---|\n| Store manager | 4 hours |",
            "| Rule | Level |\n|---|---|\n| Greet. | must |\n| | may |\n| Smile | often |",
            "| Area | Rule | Note |\n|---|---|---|\n| Returns | Take it. | x |\n| | Never ask. | |",
        ]
    ),
    st.text(max_size=30).map(lambda text: " ".join(text.split())),
)
DOCUMENT = st.lists(LINE, min_size=1, max_size=12).map("\n\n".join)


@cache
def _asked() -> Asked:
    with opened_at(make_shop(Path(mkdtemp()) / "shop"), "") as opened:
        around = opened.surrounded.surroundings
        return Asked(
            around=around,
            schemas=opened.loader.schemas,
            owner=OWNER,
            events=frozenset(around.organisation.names.get("event", {})),
        )


def _read(content: bytes, name: str) -> SourceText | None:
    try:
        return read_content(content, name)
    except PolicykitError as error:
        if error.reference not in {"import-empty", "import-no-text"}:
            raise
        return None


def _demand_whole(source: SourceText, made: Composed, seen: Sequence[str]) -> None:
    report = made.report
    assert report.share == 100
    assert [each.number for each in report.sentences] == list(range(1, report.found + 1))
    # Every word of the document is a word of exactly one sentence.
    wanted = tokens(" ".join(seen))
    assert tokens(" ".join(each.text for each in report.sentences)) == wanted
    for path, content in made.files.items():
        if path.endswith(".yaml"):
            document, problems = read(content, Origin(path, ""))
            assert not problems
            assert document.data is not None
            again = formatted(content, path, Kind.POLICY, _asked().schemas)
            assert (again.content, again.trouble) == (content, "")
    lines = {path: content.decode().split("\n") for path, content in made.files.items()}
    for each in report.sentences:
        assert 1 <= each.line <= len(lines[each.path])
        if not each.pointer:
            assert each.text in lines[each.path][each.line - 1]
    assert source.name == report.documents[0].name


def _words(source: SourceText) -> list[str]:
    return [each.text for each in source.blocks] + [
        cell.text for each in source.blocks for row in each.rows for cell in row
    ]


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(DOCUMENT, st.sampled_from(["en", "sv", "de", ""]))
def test_every_sentence_has_one_place(text: str, locale: str) -> None:
    source = _read(text.encode(), "made.md")
    if source is None:
        return
    asked = _asked()
    made = composed(
        [source],
        Asked(
            around=asked.around,
            schemas=asked.schemas,
            owner=OWNER,
            events=asked.events,
            locale=locale,
        ),
        {},
    )
    _demand_whole(source, made, _words(source))


@settings(max_examples=40, deadline=None)
@given(
    st.lists(
        st.tuples(TEXT, st.booleans(), st.sampled_from(["", "Heading1"])), min_size=1, max_size=8
    )
)
def test_every_word_of_a_word_file_has_one_place(pieces: list[tuple[str, bool, str]]) -> None:
    from xml.sax.saxutils import escape

    body = "".join(paragraph(escape(text), style=style, item=item) for text, item, style in pieces)
    source = _read(word_file(body), "made.docx")
    assert source is not None
    _demand_whole(source, composed([source], _asked(), {}), [text for text, _, _ in pieces])


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(DOCUMENT)
def test_drafts_are_without_errors(text: str) -> None:
    root = make_shop(Path(mkdtemp()) / "shop")
    file = root.parent / "made.md"
    file.write_text(text, encoding="utf-8")
    if _read(file.read_bytes(), file.name) is None:
        return
    # It checks the drafts with lint itself, and refuses to write what has an error.
    made = take(root, file)
    assert made.report.share == 100
    assert {each.becomes for each in made.changes} == {
        path.relative_to(root).as_posix()
        for path in (root / "policies").iterdir()
        if path.name != "organisation.yaml"
    }
