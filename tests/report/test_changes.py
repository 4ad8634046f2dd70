"""What each format makes of a small comparison, whole, and what every one of them keeps to."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from pathlib import Path
from xml.parsers import expat

import jsonschema
import pytest
from hypothesis import given, settings, strategies as st
from tests.handbook.pages import Page
from tests.report.changed import (
    COMPARISON,
    DROPPED,
    ENDINGS,
    GONE,
    NEWS,
    NO_QUESTIONS,
    NOTHING,
    OFFER,
    REFUND,
    SNAPSHOTS,
    TYPO,
    WITHDRAWAL,
    path,
    shown,
    snapshot,
)
from tests.support.program import ROOT

from policykit.model.change import (
    Bump,
    Change,
    Comparison,
    CustomerEffect,
    Piece,
    PieceKind,
    PolicyComparison,
    StaffEffect,
    VersionVerdict,
)
from policykit.model.errors import PolicykitError
from policykit.model.finding import Severity
from policykit.report.changed import marked, shortened
from policykit.report.formats import Style, changes_format, formats
from policykit.report.html import changes as html
from policykit.report.versions import asked_version, version_told
from policykit.report.visible import columns
from policykit.report.winners import tally, verdict

SCHEMA = json.loads((ROOT / "schemas/output/changes.schema.json").read_text(encoding="utf-8"))
DATA = Path(__file__).parent / "data"

TEXTS = st.text(max_size=40)
CHANGES = st.builds(
    lambda base, title, message, value, severity, customer, staff, pieces: replace(
        base,
        title=title,
        message=message or "x",
        after=base.after and replace(base.after, value=value),
        severity=severity,
        customer=customer,
        staff=staff,
        redline=tuple(Piece(kind, text) for kind, text in pieces),
    ),
    st.sampled_from([WITHDRAWAL, NO_QUESTIONS, REFUND, TYPO, OFFER, NEWS, GONE, DROPPED]),
    TEXTS,
    TEXTS,
    TEXTS,
    st.sampled_from([Severity.ERROR, Severity.WARNING, Severity.INFO]),
    st.sampled_from(CustomerEffect),
    st.sampled_from(StaffEffect),
    st.lists(st.tuples(st.sampled_from(PieceKind), TEXTS), max_size=4),
)


def of(*changes: Change, name: str = "") -> Comparison:
    """A comparison with these changes in one policy."""
    policy = replace(COMPARISON.policies[0], changes=changes, lines=())
    return replace(COMPARISON, policies=(policy,), around=(), name=name)


@pytest.mark.parametrize("name", ENDINGS)
def test_a_format_prints_the_small_comparison_like_this(name: str) -> None:
    assert snapshot(name) == path(name).read_text(encoding="utf-8")


def test_every_format_has_a_snapshot_and_every_snapshot_a_format() -> None:
    assert {*ENDINGS} <= set(formats("changes"))
    assert {each.name for each in SNAPSHOTS.iterdir()} == {path(name).name for name in ENDINGS}


@pytest.mark.parametrize("name", ENDINGS)
def test_a_report_ends_with_a_line_end_or_is_empty(name: str) -> None:
    for text in (shown(name), shown(name, NOTHING)):
        assert not text or (text.endswith("\n") and not text.endswith("\n\n"))


def test_an_unknown_format_names_those_there_are() -> None:
    with pytest.raises(PolicykitError) as caught:
        changes_format("sarif")
    assert caught.value.message == "There is no format 'sarif' for changes."
    assert caught.value.hint == f"Use one of {', '.join(formats('changes'))}."


@pytest.mark.parametrize(
    ("name", "said"),
    [
        (
            "text",
            "Nothing changed.\nFrom v1 to the files as they are; 36 policies compared.\n",
        ),
        ("github", ""),
        (
            "markdown",
            (
                "<!-- policykit diff -->\n\n### Nothing changed\n\n"
                "From v1 to the files as they are; 36 policies of Havsby compared.\n"
            ),
        ),
    ],
)
def test_nothing_changed_is_said_too(name: str, said: str) -> None:
    assert shown(name, NOTHING) == said


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ((), ["Nothing changed."]),
        ((TYPO,), ["1 small change and nothing else."]),
        (
            (replace(WITHDRAWAL, customer=CustomerEffect.SAME),),
            ["Nothing changes for customers.", "1 asks staff for more.", "1 crosses the law."],
        ),
        (
            (WITHDRAWAL, REFUND, OFFER),
            [
                "3 changes for customers: 1 worse, 2 better.",
                "2 ask staff for more, 1 asks staff for less.",
                "1 crosses the law.",
                "1 change is accepted.",
            ],
        ),
        (
            (
                replace(REFUND, floors=tuple(replace(each, crossed=False) for each in WITHDRAWAL.floors)),
                replace(TYPO, editorial=False),
            ),
            [
                "1 change for customers: 1 better.",
                "1 asks staff for more.",
                "1 comes back within the law.",
                "1 other touches neither customers nor staff.",
            ],
        ),
    ],
)  # fmt: skip
def test_it_begins_with_who_wins_and_who_loses(
    changes: tuple[Change, ...], said: list[str]
) -> None:
    assert list(verdict(tally(changes))) == said


@pytest.mark.parametrize(
    ("before", "after", "required", "verdict_of_it", "said"),
    [
        ("2.1.0", "2.2.0", Bump.MAJOR, VersionVerdict.TOO_SMALL,
         "Version 2.1.0 → 2.2.0, but the changes ask for 3.0.0 (major)."),
        ("2.1.9", "2.1.9", Bump.MINOR, VersionVerdict.MISSING,
         "Version 2.1.9 stayed, but the changes ask for 2.2.0 (minor)."),
        ("2.1.9", "2.1.8", Bump.PATCH, VersionVerdict.DECREASED,
         "Version 2.1.9 → 2.1.8 goes back; the changes ask for 2.1.10 (patch)."),
        ("2.1.9", "2.1.8", Bump.NONE, VersionVerdict.DECREASED, "Version 2.1.9 → 2.1.8 goes back."),
        ("2.1.0", "3.0.0", Bump.MAJOR, VersionVerdict.ENOUGH,
         "Version 2.1.0 → 3.0.0, as the changes ask (major)."),
        ("0.1.0", "0.1.0", Bump.MAJOR, VersionVerdict.FREE, "Version 0.1.0; none is asked for yet."),
        ("", "1.0.0", Bump.MAJOR, VersionVerdict.ENOUGH, "Version 1.0.0."),
        ("1.4.2", "", Bump.MAJOR, VersionVerdict.ENOUGH, "Its last version was 1.4.2."),
        ("", "", Bump.MAJOR, VersionVerdict.ENOUGH, ""),
        ("1.0", "1.1", Bump.MAJOR, VersionVerdict.TOO_SMALL,
         "Version 1.0 → 1.1, but the changes ask for a major step."),
    ],
)  # fmt: skip
def test_versions_are_told_in_a_sentence(
    before: str, after: str, required: Bump, verdict_of_it: VersionVerdict, said: str
) -> None:
    policy = PolicyComparison(
        policy="returns",
        title="Returns",
        path="policies/returns.yaml",
        version_before=before,
        version_after=after,
        required=required,
        made=required,
        verdict=verdict_of_it,
    )
    assert version_told(policy) == said


def test_a_larger_step_than_asked_for_is_told() -> None:
    policy = replace(COMPARISON.policies[3], required=Bump.MINOR)
    assert version_told(policy) == "Version 1.0.0 → 2.0.0 (major; minor would do)."
    assert asked_version("1.0.0", Bump.NONE) == ""


@settings(max_examples=60)
@given(st.lists(CHANGES, max_size=3), st.integers(30, 140), st.booleans(), TEXTS)
def test_no_line_at_a_terminal_is_wider_than_it(
    changes: list[Change], width: int, everything: bool, name: str
) -> None:
    told = shown("text", of(*changes, name=name), Style(width=width, everything=everything))
    assert [line for line in told.splitlines() if columns(line) > width] == []


def test_a_small_change_is_one_of_a_line_unless_everything_is_asked_for() -> None:
    told = shown("text", of(TYPO, TYPO, REFUND))
    assert "2 small changes; --all shows them." in told
    assert TYPO.message not in told
    everything = shown("text", of(TYPO, TYPO, REFUND), Style(everything=True))
    assert everything.count(TYPO.message) == 2
    assert "--all" not in everything


def test_colour_says_nothing_that_is_not_said_in_words() -> None:
    colored = shown("text", style=Style(color=True))
    plain = re.sub(r"\x1b\[[\d;]*m", "", colored)
    bare = re.sub(r"\[-|-\]|\{\+|\+\}", "", shown("text"))
    assert " ".join(plain.split()) == " ".join(bare.split())
    assert "\x1b[" not in shown("text")


@settings(max_examples=100)
@given(st.lists(st.tuples(st.sampled_from(PieceKind), st.text("ab c", max_size=300)), max_size=6))
def test_every_letter_that_changed_is_in_a_shortened_redline(
    pieces: list[tuple[PieceKind, str]],
) -> None:
    whole = [Piece(kind, text) for kind, text in pieces]
    short = shortened(whole, 60)
    assert [each for each in short if each.kind is not PieceKind.SAME] == [
        each for each in whole if each.kind is not PieceKind.SAME
    ]
    for before, after in zip(whole, short, strict=True):
        assert len(after.text) <= 61 or before.kind is not PieceKind.SAME
        assert before.text == after.text or "…" in after.text
    assert marked(whole).count("[-") == sum(each.kind is PieceKind.REMOVED for each in whole)


@settings(max_examples=60)
@given(st.lists(CHANGES, max_size=4), TEXTS)
def test_json_keeps_to_its_schema_and_says_everything(changes: list[Change], name: str) -> None:
    text = shown("json", of(*changes, name=name))
    body = json.loads(text)
    jsonschema.Draft202012Validator(SCHEMA).validate(body)
    assert [each["message"] for each in body["changes"]] == [
        re.sub("[\ud800-\udfff]", "\N{REPLACEMENT CHARACTER}", each.message) for each in changes
    ]
    assert text.isascii()


def test_json_has_both_sides_with_places_from_one() -> None:
    body = json.loads(shown("json"))
    jsonschema.Draft202012Validator.check_schema(SCHEMA)
    jsonschema.Draft202012Validator(SCHEMA).validate(json.loads(shown("json", NOTHING)))
    first = body["changes"][0]
    assert first["before"]["location"]["start"] == {"line": 41, "column": 5}
    assert first["after"]["location"]["pointer"] == "/terms/withdrawal-window/varies/0/value"
    assert body["summary"]["customers"] == {"worse": 4, "unclear": 1, "better": 3}
    assert len(body["changes"]) == body["summary"]["changes"] == len(COMPARISON.changes)


@settings(max_examples=60)
@given(st.lists(CHANGES, max_size=4), TEXTS)
def test_xml_is_well_formed_and_counts_right(changes: list[Change], name: str) -> None:
    rules = json.loads((DATA / "junit.json").read_text(encoding="utf-8"))
    stack: list[str] = []
    seen: list[str] = []
    names: list[str] = []

    def start(tag: str, attributes: dict[str, str]) -> None:
        assert not stack or tag in rules[stack[-1]]["inside"]
        required, optional = rules[tag]["required"], rules[tag]["optional"]
        assert set(required) <= set(attributes) <= {*required, *optional}
        stack.append(tag)
        seen.append(tag)
        names.extend([attributes["name"]] if tag == "testcase" else [])

    parser = expat.ParserCreate()
    parser.StartElementHandler = start
    parser.EndElementHandler = lambda _: stack.pop()
    parser.Parse(shown("junit", of(*changes, name=name)).encode(), True)
    assert stack == []
    assert seen.count("testcase") == len(changes) + 1
    assert len(names) == len(set(names))
    failing = [
        each
        for each in changes
        if each.severity is not Severity.INFO and not (each.accepted and not each.accepted.stale)
    ]
    assert seen.count("failure") == len(failing)
    assert seen.count("skipped") == len(changes) - len(failing)


def several(errors: int, warnings: int, notes: int) -> Comparison:
    """So many changes, the mildest first."""
    severities = [Severity.INFO] * notes + [Severity.WARNING] * warnings + [Severity.ERROR] * errors
    return of(*(replace(WITHDRAWAL, severity=severity) for severity in severities))


@pytest.mark.parametrize(
    ("counts", "kinds", "more"),
    [
        ((2, 3, 4), ["error"] * 2 + ["warning"] * 3 + ["notice"] * 4, 0),
        ((10, 10, 10), ["error"] * 10 + ["warning"] * 10 + ["notice"] * 10, 0),
        ((11, 0, 0), ["error"] * 10 + ["notice"], 1),
        ((0, 12, 10), ["warning"] * 10 + ["notice"] * 10, 3),
    ],
)
def test_annotations_are_at_most_ten_of_a_kind_the_worst_first(
    counts: tuple[int, int, int], kinds: list[str], more: int
) -> None:
    lines = shown("github", several(*counts)).splitlines()
    assert [line.split(" ")[0].strip(":") for line in lines] == kinds
    if more:
        word = "change" if more == 1 else "changes"
        assert lines[-1].endswith(f"::and {more} more {word}; policykit diff --all tells them all.")


def test_an_annotation_stands_on_the_later_side() -> None:
    lines = shown("github", style=Style(prefix="shop/")).splitlines()
    by_code = {re.findall(r"title=(\w+)", line)[0]: line for line in lines}
    assert by_code["TRM012"].startswith("::error file=shop/policies/returns.yaml,line=43,")
    assert "file=shop/policies/live-chat.yaml,line=1," in by_code["STM002"]
    assert by_code["POL002"].startswith("::error title=POL002 policy-removed::")
    assert "ATH010" not in by_code


def test_wording_alone_is_annotated_only_where_everything_is_asked_for() -> None:
    (line,) = shown("github", of(TYPO)).splitlines()
    assert line == "::notice title=policykit::1 change; policykit diff --all tells them all."
    (line,) = shown("github", of(TYPO), Style(everything=True)).splitlines()
    assert line.startswith("::notice file=policies/returns.yaml,line=133,")


@pytest.mark.parametrize("comparison", [COMPARISON, NOTHING], ids=["changes", "nothing"])
def test_a_page_is_sound(comparison: Comparison) -> None:
    page = Page(shown("html", comparison))
    assert (page.problems, page.handlers, page.loads) == ([], [], ["data:,"])
    assert page.languages == ["en"]
    assert [link for link in page.links if link.removeprefix("#") not in page.ids] == []


def test_the_page_says_everything_the_comparison_does() -> None:
    said = Page(shown("html")).said
    for change in COMPARISON.changes:
        assert change.message in said
        for side in (change.before, change.after):
            assert side is None or side.value in said
        assert change.accepted is None or change.accepted.reason in said
        for piece in change.redline:
            assert " ".join(piece.text.split()) in said
    for words in (*COMPARISON.notes, COMPARISON.unread[0][1], "Send the receipt by post."):
        assert words in said


def test_a_page_with_too_many_changes_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(html, "MOST", 2)
    text = shown("html")
    assert text.count('<article class="change') == 2
    assert f"and {len(COMPARISON.changes) - 2} more changes, which this page" in Page(text).said
