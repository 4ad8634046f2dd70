"""Comments that take findings off."""

from __future__ import annotations

from datetime import date

import pytest

from policykit.library.suppressions import suppressions
from policykit.lint.places import location
from policykit.lint.suppress import Covering, suppress
from policykit.model.document import Document, Origin
from policykit.model.facts import Suppression
from policykit.model.finding import Finding, Place, Severity
from policykit.model.position import Pointer
from policykit.yamlsource import read

TODAY = date(2026, 11, 21)
TEXT = """\
format: 1
# policykit: ignore[WRD001] Our lawyers insist
statements:
  - id: refund
    must: Pay soon.
  # policykit: ignore[WRD001, vague-time] Told by law until=2027-01-31
  - id: other
    must: Pay soon.
    how: Ask. # policykit: ignore[ALL]
title: Returns # policykit: ignore[TXT001] — an old name
"""


def _document() -> Document:
    document, problems = read(TEXT.encode(), Origin("policies/a.yaml", "k"))
    assert problems == ()
    return document


def test_each_comment_covers_the_key_or_item_it_stands_at() -> None:
    found = suppressions(_document())
    assert [(each.codes, each.pointer, each.reason, each.until, each.line) for each in found] == [
        (("WRD001",), ("statements",), "Our lawyers insist", "", 2),
        (("WRD001", "vague-time"), ("statements", 1), "Told by law", "2027-01-31", 6),
        (("ALL",), ("statements", 1, "how"), "", "", 9),
        (("TXT001",), ("title",), "an old name", "", 10),
    ]


@pytest.mark.parametrize(
    ("text", "pointer"),
    [
        ("title:\n  # policykit: ignore[A] why\n  Returns\nid: b\n", ("title",)),
        ("areas:\n  # policykit: ignore[A] why\n  [a, b]\nid: b\n", ("areas",)),
        ("areas:\n  # policykit: ignore[A] why\n  - a\nid: b\n", ("areas", 0)),
        ("terms:\n  a:\n    # policykit: ignore[A] why\n    {window: 1 day}\n", ("terms", "a")),
        (
            "terms:\n  a:\n    # policykit: ignore[A] why\n    window: 1 day\n",
            ("terms", "a", "window"),
        ),
        ("title:\n# policykit: ignore[A] why\nid: b\n", ("id",)),
    ],
)
def test_a_comment_between_a_key_and_its_value_covers_the_key(text: str, pointer: Pointer) -> None:
    document, problems = read(text.encode(), Origin("policies/a.yaml", "k"))
    assert problems == ()
    assert [each.pointer for each in suppressions(document)] == [pointer]


def _finding(pointer: Pointer, code: str = "WRD001") -> Finding:
    where = location(Place("policies/a.yaml", pointer), _document())
    return Finding(code, "x", Severity.WARNING, "m", where)


def _covering(suppression: Suppression, codes: frozenset[str] = frozenset({"WRD001"})) -> Covering:
    return Covering(suppression, None, codes, ())


def _suppression(
    pointer: Pointer = ("statements",), *, reason: str = "why", until: str = ""
) -> Suppression:
    return Suppression("policies/a.yaml", ("WRD001",), pointer, reason, until, 2, 1)


@pytest.mark.parametrize(
    ("suppression", "kept", "code"),
    [
        (_suppression(), 0, None),
        (_suppression(until="2026-11-21"), 0, None),
        (_suppression(until="2026-11-20"), 1, "SUP003"),
        (_suppression(until="soon"), 1, "SUP003"),
        (_suppression(reason=""), 1, "SUP001"),
        (_suppression(("title",)), 1, "SUP002"),
    ],
    ids=["taken off", "last day", "expired", "no day", "no reason", "unused"],
)
def test_what_is_taken_off(suppression: Suppression, kept: int, code: str | None) -> None:
    result = suppress(
        [_finding(("statements", 0, "must"))],
        [_covering(suppression)],
        locked=frozenset(),
        run_in=lambda _: frozenset({"WRD001"}),
        today=TODAY,
    )
    assert len(result.kept) == kept
    assert len(result.taken_off) == 1 - kept
    assert [problem.code for problem in result.problems] == ([code] if code else [])


def test_locked_codes_stay_and_the_attempt_is_told() -> None:
    result = suppress(
        [_finding(("statements", 0, "must"))],
        [_covering(_suppression())],
        locked=frozenset({"WRD001"}),
        run_in=lambda _: frozenset({"WRD001"}),
        today=TODAY,
    )
    assert len(result.kept) == 1
    assert [problem.code for problem in result.problems] == ["SUP005"]


def test_a_comment_for_a_rule_that_did_not_run_is_not_called_unused() -> None:
    result = suppress(
        [],
        [_covering(_suppression())],
        locked=frozenset(),
        run_in=lambda _: frozenset(),
        today=TODAY,
    )
    assert result.problems == ()


def test_unknown_codes_are_told_by_name() -> None:
    covering = Covering(_suppression(), None, frozenset(), ("WRD999",))
    result = suppress([], [covering], locked=frozenset(), run_in=lambda _: frozenset(), today=TODAY)
    assert [(problem.code, problem.message) for problem in result.problems] == [
        ("SUP004", "There is no rule WRD999.")
    ]


def test_another_file_is_not_covered() -> None:
    other = Suppression("policies/b.yaml", ("WRD001",), ("statements",), "why", "", 2, 1)
    result = suppress(
        [_finding(("statements", 0, "must"))],
        [_covering(other)],
        locked=frozenset(),
        run_in=lambda _: frozenset(),
        today=TODAY,
    )
    assert len(result.kept) == 1


@pytest.mark.parametrize(
    ("comment", "codes"),
    [
        ("# policykit: ignore WRD001 because", ()),
        ("# policykit ignore[WRD001] because", ()),
        ("# policykit: ignore[] because", ()),
        ("# Policykit: Ignore WRD001", ()),
        ("# policykit: ignore[WRD001] because", ("WRD001",)),
    ],
)
def test_what_was_meant_as_a_suppression_is_never_passed_over(
    comment: str, codes: tuple[str, ...]
) -> None:
    document, _ = read(f"title: Returns {comment}\n".encode(), Origin("policies/a.yaml", "k"))
    found = suppressions(document)
    assert [each.codes for each in found] == [codes]
    result = suppress(
        [],
        [Covering(found[0], None, frozenset(codes), ())],
        locked=frozenset(),
        run_in=lambda _: frozenset({"WRD001"}),
        today=TODAY,
    )
    assert [each.code for each in result.problems] == (["SUP002"] if codes else ["SUP006"])


def test_other_comments_about_the_program_are_just_comments() -> None:
    text = "title: Returns # policykit reads this; ignore the rest\n"
    document, _ = read(text.encode(), Origin("policies/a.yaml", "k"))
    assert suppressions(document) == ()


@pytest.mark.parametrize(
    ("until", "words"), [("31.12.2026", "no day in the form"), ("2026-11-20", "has passed")]
)
def test_why_a_suppression_no_longer_holds(until: str, words: str) -> None:
    result = suppress(
        [],
        [_covering(_suppression(until=until))],
        locked=frozenset(),
        run_in=lambda _: frozenset({"WRD001"}),
        today=TODAY,
    )
    assert words in result.problems[0].message
