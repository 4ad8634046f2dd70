"""What types say of themselves: shares, what is missing, what is late, what became worse."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from policykit.model.agenda import OccasionKind, occasion_uid
from policykit.model.approval import ApprovalState, PolicyApproval, RoleApproval
from policykit.model.assessment import HIGHEST_SCORE, SCALE, Answered, Assessment, Practice
from policykit.model.change import Bump
from policykit.model.config import LocaleSettings, RemarkSettings
from policykit.model.coverage import Coverage, Evidence, Lack, Reason, State, Tally, Turned, Waiver
from policykit.model.coverage_state import tally
from policykit.model.errors import SourceError
from policykit.model.finding import Finding, Severity
from policykit.model.hearing import (
    CommentShown,
    FeedbackSource,
    Manner,
    Occasion,
    Outcome,
    Party,
    PolicyHearing,
)
from policykit.model.ids import LONGEST_ID, is_id, suggested_id
from policykit.model.imported import ImportedDocument, ImportedSentence, ImportReport, Sure
from policykit.model.line_edit import line_edit
from policykit.model.notice import urn_of
from policykit.model.organisation import Organisation
from policykit.model.portable import demand_portable, is_kept_by_windows
from policykit.model.position import Location, Position, Span, json_pointer
from policykit.model.record import Comment
from policykit.model.remark_settings import is_possible, kind_of, unusable
from policykit.model.report import FindingsReport
from policykit.model.standing_words import Standing

NOWHERE = Location("a.yaml")
TODAY = date(2026, 11, 22)


def _assessment(day: str, *scores: int | None) -> Assessment:
    answers = tuple(Answered("r", "q", score) for score in scores)
    return Assessment(area="a", date=day, location=NOWHERE, answers=answers)


@pytest.mark.parametrize(
    ("scores", "percent"),
    [((), None), ((None,), None), ((0,), 0), ((4, 4), 100), ((1, 2, None), 37), ((4, 3, 4), 91)],
)
def test_practice_is_the_share_of_the_highest_scores(
    scores: tuple[int | None, ...], percent: int | None
) -> None:
    assert HIGHEST_SCORE == 4 == len(SCALE) - 1
    assert _assessment("2026-01-01", *scores).percent == percent


def test_practice_is_told_by_the_last_assessment_and_a_trend_by_the_one_with_scores_before() -> (
    None
):
    first, silent = _assessment("2026-01-01", 1), _assessment("2026-02-01", None)
    same, last = _assessment("2026-03-01", 2), _assessment("2026-03-01", 3, None, 0)
    found = Practice("a", (first, silent, same, last), 4)
    assert (found.latest, found.earlier) == (last, first)
    assert (found.scored, found.asked, found.is_in_part) == (2, 3, True)
    assert not Practice("a", (last,), 3).is_in_part
    assert Practice("a", (silent, last), 3).earlier is None


def _comment(outcome: Outcome, day: str) -> CommentShown:
    comment = Comment(id="c", role="agent", date=day, says="No.")
    return CommentShown(comment=comment, outcome=outcome, who="Agent")


HEARING = PolicyHearing(
    policy="p",
    title="P",
    path="p.yaml",
    owner="o",
    owner_title="O",
    status="active",
    version="1.0.0",
    in_review=False,
    until=None,
    parties=(),
    sources=(),
    evidence=(),
    comments=(),
)
OPEN, DONE = _comment(Outcome.OPEN, "2026-11-01"), _comment(Outcome.TAKEN, "2026-01-01")


def test_who_was_not_heard_and_what_waits() -> None:
    assert not HEARING.lacks_something()
    heard = Occasion(manner=Manner.ASKED, on="2026-01-01")
    silent = Party(role="agent", title="Agent", reasons=())
    asked = replace(HEARING, parties=(silent, replace(silent, occasions=(heard,))))
    assert (asked.unheard, asked.lacks_something()) == ((silent,), True)
    source = FeedbackSource(id="s", kind="Survey", giver="customer", what="How it was.")
    drawn = replace(HEARING, sources=(source,))
    assert (drawn.unused, drawn.lacks_something()) == ((source,), True)
    told = replace(HEARING, comments=(DONE, OPEN))
    assert (told.waiting, told.lacks_something()) == ((OPEN,), True)
    assert not replace(HEARING, comments=(DONE,)).lacks_something()


LATE: dict[str, tuple[dict[str, Any], bool, bool]] = {
    "nothing waits": ({"comments": (DONE,)}, False, False),
    "not for long": ({"comments": (_comment(Outcome.OPEN, "2026-11-08"),)}, False, False),
    "for long": ({"comments": (DONE, _comment(Outcome.OPEN, "2026-11-07"))}, False, True),
    "in review still": (
        {"in_review": True, "until": TODAY, "comments": (_comment(Outcome.OPEN, "2020-01-01"),)},
        False,
        False,
    ),
    "in review no more": (
        {"in_review": True, "until": date(2026, 11, 21), "comments": (OPEN,)},
        True,
        True,
    ),
    "in review, and all answered": (
        {"in_review": True, "until": date(2026, 11, 21), "comments": (DONE,)},
        True,
        False,
    ),
    "in review for good": ({"in_review": True, "comments": (OPEN,)}, False, False),
    "in force": ({"until": date(2026, 11, 21)}, False, False),
}


@pytest.mark.parametrize(("parts", "is_over", "is_late"), LATE.values(), ids=LATE.keys())
def test_when_answers_are_due(parts: dict[str, Any], is_over: bool, is_late: bool) -> None:
    found = replace(HEARING, **parts)
    assert (found.is_over(TODAY), found.is_late(TODAY)) == (is_over, is_late)


ROLE = RoleApproval(role="legal", state=ApprovalState.APPROVED)


@pytest.mark.parametrize(
    ("roles", "people", "sworn", "lacks"),
    [
        ((ROLE,), ("a", "b"), None, (False, False)),
        ((ROLE,), ("a",), None, (True, False)),
        ((), (), None, (False, False)),
        ((), (), (), (False, False)),
        ((ROLE,), ("a", "b"), ("a",), (False, True)),
        ((ROLE,), ("a", "b"), ("a", "b"), (False, False)),
    ],
)
def test_a_quorum_is_of_people_and_of_signatures(
    roles: tuple[RoleApproval, ...],
    people: tuple[str, ...],
    sworn: tuple[str, ...] | None,
    lacks: tuple[bool, bool],
) -> None:
    found = PolicyApproval(
        policy="p",
        oldest_id="p",
        title="P",
        path="p.yaml",
        status="active",
        version="1.0.0",
        owner="o",
        coming=False,
        is_decided=True,
        digests={},
        roles=roles,
        people=people,
        quorum=2,
        sworn=sworn,
    )
    assert (found.lacks_people, found.lacks_signatures) == lacks


@pytest.mark.parametrize(
    ("state", "is_error", "is_below"),
    [
        (State.PARTIAL, True, True),
        (State.PARTIAL, False, False),
        (State.COVERED, True, False),
        (State.WAIVED, True, False),
    ],
)
def test_a_gap_with_an_error_is_below_the_law(state: State, is_error: bool, is_below: bool) -> None:
    reason = Reason(lack=Lack.BELOW, need="", message="", do="", written=NOWHERE, is_error=is_error)
    found = Coverage(requirement="r", region="SE", state=state, reasons=(reason,))
    assert found.is_below_the_law is is_below


@pytest.mark.parametrize(("left", "is_over"), [(1, False), (0, False), (-1, True)])
def test_a_waiver_holds_on_its_last_day(left: int, is_over: bool) -> None:
    found = Waiver(
        requirement="r",
        reason="No.",
        owner="o",
        until="2026-11-22",
        location=NOWHERE,
        days_left=left,
    )
    assert found.is_over is is_over


@pytest.mark.parametrize(
    ("before", "after", "closes", "opens"),
    [
        (State.MISSING, State.COVERED, True, False),
        (State.COVERED, State.PARTIAL, False, True),
        (State.PARTIAL, State.PARTIAL, False, False),
    ],
)
def test_a_gap_closes_or_opens(before: State, after: State, closes: bool, opens: bool) -> None:
    found = Turned("r", "SE", before, after)
    assert (found.closes, found.opens) == (closes, opens)


def test_states_are_counted_and_what_does_not_apply_has_no_share() -> None:
    assert [*map(tally, ([each] for each in State))] == [
        Tally(**{each.value.replace("-", "_").replace(" ", "_"): 1}) for each in State
    ]
    assert Tally(1, 1, 1, 1, 5, 5).counted == 4
    assert (Tally(2, 0, 0, 1).percent, Tally(waived=1).percent) == (66, None)
    assert (Tally(3).percent, Tally(missing=3).percent) == (100, 0)


def test_what_is_found_is_called_by_its_item_or_its_policy() -> None:
    found = Evidence("statement", "p", "P", "i", "", NOWHERE)
    assert (found.name, replace(found, item="").name) == ("p.i", "p")


def test_ranks_go_up() -> None:
    assert [each.rank for each in (Bump.NONE, Bump.PATCH, Bump.MINOR, Bump.MAJOR)] == [0, 1, 2, 3]
    severities = (Severity.OFF, Severity.INFO, Severity.WARNING, Severity.ERROR)
    assert [each.rank for each in severities] == [0, 1, 2, 3]


def test_findings_are_counted_by_severity() -> None:
    finding = Finding("LNG001", "name", Severity.ERROR, "It is.", NOWHERE)
    report = FindingsReport(findings=(finding, replace(finding, severity=Severity.INFO), finding))
    assert [*map(report.count, Severity)] == [2, 0, 1, 0]


def test_words_that_nobody_accepted_are_not_up_to_date() -> None:
    found = Standing(
        name="p",
        locale="sv",
        coming=False,
        path="p.sv.yaml",
        owner="o",
        required=True,
        texts=7,
        translated=6,
        stale=("a", "b"),
        older=("b",),
        unread=("b", "c"),
    )
    assert (found.unknown, found.current, found.share) == (("c",), 3, 42)
    assert replace(found, texts=0).share == 100


def test_what_an_import_made_is_counted() -> None:
    sentence = ImportedSentence(
        number=1,
        text="Do.",
        source="a.docx",
        place="",
        heading="",
        kind="must",
        path="p.yaml",
        line=1,
        pointer=("statements", 0),
        sure=Sure.SURE,
    )
    note = replace(sentence, kind="note", pointer=())
    point = replace(sentence, kind="point")
    document = ImportedDocument(name="a.docx", locale="en", notes="", sentences=3)
    found = ImportReport(
        documents=(document, document), policies=(), sentences=(sentence, point, note, note, note)
    )
    assert (found.in_policies, found.rules, found.found, found.share) == (2, 2, 6, 83)
    assert ImportReport(documents=(), policies=(), sentences=()).share == 100
    levels = ("must not", "should", "should not", "may", "must_not", "explanation")
    asked = replace(found, sentences=tuple(replace(sentence, kind=each) for each in levels))
    assert asked.rules == 4


def test_names_are_titles_where_they_have_one() -> None:
    found = Organisation(name="Shop", names={"role": {"agent": "Agent", "quiet-one": ""}})
    assert [found.title("role", each) for each in ("agent", "quiet-one", "a-b")] == [
        "Agent",
        "quiet one",
        "a b",
    ]
    assert found.title("region", "agent") == "agent"


def test_the_languages_of_the_settings_stand_once() -> None:
    found = LocaleSettings(source="en", required=("sv", "en"), offered=("de", "sv"))
    assert found.all == ("en", "sv", "de")


@pytest.mark.parametrize("name", ["con", "CON.yaml", "nul .txt", "lpt9", "com1.next.yaml", "aux"])
def test_names_that_windows_keeps(name: str) -> None:
    assert is_kept_by_windows(name)


@pytest.mark.parametrize("name", ["console", "com", "com0", "lpt10", "a.con", "", "prnt"])
def test_names_that_it_does_not_keep(name: str) -> None:
    assert not is_kept_by_windows(name)
    demand_portable(name)


def test_a_name_that_windows_keeps_is_refused_with_another_to_take() -> None:
    with pytest.raises(SourceError) as caught:
        demand_portable("CON .x. ", "policykit new CON", instead="handbook")
    assert (caught.value.reference, caught.value.context) == (
        "name-kept-by-windows",
        "policykit new CON",
    )
    assert caught.value.message.startswith("No file can be called CON .x on Windows")
    assert caught.value.hint == "Take another name, such as con-handbook."
    with pytest.raises(SourceError) as caught:
        demand_portable("aux")
    assert (caught.value.context, caught.value.hint) == (
        "",
        "Take another name, such as aux-policy.",
    )


def test_ids_and_what_is_near_them() -> None:
    assert is_id("a" * LONGEST_ID)
    assert LONGEST_ID == 64
    assert not any(map(is_id, ("a" * 65, "1a", "a--b", "A", "", "a-")))
    assert not any(map(is_id, ("none", "true", "false", "null", "these", "total", "genitive")))
    assert [*map(suggested_id, ("Late Delivery!", "none", "7 days", "x" * 63 + " y z"))] == [
        "late-delivery",
        "",
        "",
        "x" * 63,
    ]


@pytest.mark.parametrize(
    ("line", "mended", "start", "end", "text"),
    [
        ("a: b", "a: c", 4, 5, "c"),
        ("a:b", "a: b", 3, 3, " "),
        ("aa", "aaa", 3, 3, "a"),
        ("aaa", "aa", 3, 4, ""),
        ("same", "same", 5, 5, ""),
        ("", "new", 1, 1, "new"),
        ("x-y-z", "x_y_z", 2, 5, "_y_"),
    ],
)
def test_an_edit_of_a_line_is_as_short_as_can_be(
    line: str, mended: str, start: int, end: int, text: str
) -> None:
    found = line_edit("a.yaml", 7, line, mended)
    assert found.path == "a.yaml"
    assert (found.span, found.text) == (Span(Position(7, start), Position(7, end)), text)
    assert line[: start - 1] + found.text + line[end - 1 :] == mended


def test_pointers_are_written_as_the_standard_has_it() -> None:
    assert json_pointer(()) == ""
    assert json_pointer(("a/b", 0, "c~d", "~1")) == "/a~1b/0/c~0d/~01"


def test_names_of_things_are_the_same_wherever_they_are_asked_for() -> None:
    assert urn_of("a", "b") == "urn:uuid:3554d2b8-a1e3-5099-8538-65de8576d146"
    assert urn_of("ab") != urn_of("a", "b") != urn_of("b", "a")
    found = occasion_uid("Shop", OccasionKind.REVIEW, "returns")
    assert f"urn:uuid:{found}" == urn_of("occasion", "Shop", "review", "returns")


REMARKS: dict[str, tuple[str, str, str, str]] = {
    "nowhere": ("", "", "", ""),
    "GitHub": ("https://github.com/acme/policies", "", "github", ""),
    "GitHub, with a slash": ("https://github.com/acme/policies/", "", "github", ""),
    "GitHub of one's own": ("https://github.acme.com:8443/a/b", "", "github", ""),
    "GitLab, deep": ("https://gitlab.com/a/b/c", "", "gitlab", ""),
    "Codeberg": ("https://codeberg.org/a/b", "", "forgejo", ""),
    "Gitea": ("https://gitea.acme.com/x/a/b", "", "forgejo", ""),
    "mail": ("mailto:policies@example.com", "", "mail", ""),
    "a form": ("https://example.com/?s={statement}", "", "url", ""),
    "a form without a place": ("https://example.com/form", "url", "url", ""),
    "nobody knows": ("https://git.acme.com/a/b", "", "", "kind"),
    "GitHub, too deep": ("https://github.com/a/b/c", "", "github", "to"),
    "GitHub, too short": ("https://github.com/a", "", "github", "to"),
    "not secure": ("http://acme.com/a/b", "github", "github", "to"),
    "a page inside": ("https://gitlab.com/a/b/issues", "", "gitlab", "to"),
    "a question": ("https://github.com/a/b?c", "", "github", "to"),
    "an empty part": ("https://gitlab.com/a//b", "", "gitlab", "to"),
    "no host": ("https:///a/b", "forgejo", "forgejo", "to"),
    "mail elsewhere": ("https://example.com", "mail", "mail", "to"),
    "mail with a place": ("mailto:a@example.com?x={title}", "", "mail", "to"),
    "a form not secure": ("http://example.com/?s={policy}", "", "url", "to"),
}


@pytest.mark.parametrize(("to", "kind", "known", "wrong"), REMARKS.values(), ids=REMARKS.keys())
def test_where_remarks_can_be_given(to: str, kind: str, known: str, wrong: str) -> None:
    settings = RemarkSettings(to=to, kind=kind)
    found = unusable(settings)
    assert kind_of(settings) == known
    assert (found.key if found is not None else "") == wrong
    assert is_possible(settings) is (bool(to) and not wrong)
    if found is not None and wrong == "to":
        example = {"github": "github.com", "gitlab": "gitlab.com", "forgejo": "codeberg.org"}
        assert example.get(known, "") in found.hint
