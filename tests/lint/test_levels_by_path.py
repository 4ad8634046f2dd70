"""Levels by category, by letters and by path, and what of them wins."""

from __future__ import annotations

from collections.abc import Mapping

import pytest
from tests.lint.examples import rules

from policykit.lint.levels import Levels, levels
from policykit.model.config import LintSettings
from policykit.model.document import Json
from policykit.model.errors import SettingsError
from policykit.model.finding import Severity

LONG, VAGUE, LAW, SYNTAX = "WRD002", "WRD001", "LAW001", "YML050"
OLD, NEW = "policies/old/a.yaml", "policies/a.yaml"
OFF, INFO, WARNING, ERROR = None, Severity.INFO, Severity.WARNING, Severity.ERROR


def _levels(
    rules_said: Mapping[str, Json] | None = None,
    per_path: Mapping[str, Mapping[str, Json]] | None = None,
    *,
    ignore: tuple[str, ...] = (),
    locked: tuple[str, ...] = (),
) -> Levels:
    settings = LintSettings(
        rules=rules_said or {}, per_path=per_path or {}, ignore=ignore, locked=locked
    )
    return levels(rules(), settings)


@pytest.mark.parametrize(
    ("said", "long", "vague"),
    [
        ({"WRD": "off"}, OFF, OFF),
        ({"words": "off"}, OFF, OFF),
        ({"Words": "info"}, INFO, INFO),
        ({"WRD": {"level": "error"}}, ERROR, ERROR),
        ({"WRD": "off", "sentence-too-long": "info"}, INFO, OFF),
        ({"sentence-too-long": "info", "WRD": "off"}, INFO, OFF),
        ({"WRD002": "error", "words": "off"}, ERROR, OFF),
        ({"WRD": "off", "sentence-too-long": {"max_words": 9}}, WARNING, OFF),
        ({"WRD0": "off"}, OFF, OFF),
    ],
)
def test_a_key_of_lint_rules_may_mean_many_rules(
    said: Mapping[str, Json], long: Severity | None, vague: Severity | None
) -> None:
    chosen = _levels(said)
    assert (chosen.severity(LONG, NEW), chosen.severity(VAGUE, NEW)) == (long, vague)


@pytest.mark.parametrize(
    ("per_path", "old", "new"),
    [
        ({"policies/old/**": {"WRD": "off"}}, OFF, WARNING),
        ({"policies/old/**": {"words": "off", "WRD002": "info"}}, INFO, WARNING),
        ({"policies/**": {"WRD": "error"}, "policies/old/**": {"WRD": "off"}}, OFF, ERROR),
        ({"policies/old/**": {"WRD": "off"}, "policies/**": {"WRD": "error"}}, ERROR, ERROR),
        ({"policies/old/**": {"WRD": "off"}, "policies/**": {"LAW": "error"}}, OFF, WARNING),
        ({"schemas/**": {"WRD": "off"}}, WARNING, WARNING),
    ],
)
def test_the_last_pattern_that_names_a_rule_holds(
    per_path: Mapping[str, Mapping[str, Json]], old: Severity | None, new: Severity | None
) -> None:
    chosen = _levels(per_path=per_path)
    assert (chosen.severity(LONG, OLD), chosen.severity(LONG, NEW)) == (old, new)


def test_a_rule_runs_that_is_on_for_some_files_alone() -> None:
    chosen = _levels({"WRD": "off"}, {"policies/a.yaml": {"WRD002": "warning"}})
    assert {LONG} == {code for code in chosen.run if code.startswith("WRD")}
    assert LONG in chosen.run_in(NEW)
    assert LONG not in chosen.run_in(OLD)


def test_a_rule_that_is_off_in_all_files_does_not_count_there_as_run() -> None:
    chosen = _levels(per_path={"policies/old/**": {"WRD": "off"}})
    assert LONG in chosen.run
    assert LONG not in chosen.run_in(OLD)


def test_what_is_locked_stays_where_it_is() -> None:
    per_path = {"policies/old/**": {"LAW": "off", "WRD": "off"}}
    chosen = _levels({"LAW": "info"}, per_path, locked=("LAW",))
    own = rules().pages[LAW].severity
    assert (chosen.severity(LAW, OLD), chosen.severity(LAW, NEW)) == (own, own)
    assert chosen.severity(LONG, OLD) is OFF


def test_what_is_ignored_is_off_in_all_files() -> None:
    chosen = _levels(per_path={"policies/**": {"WRD": "error"}}, ignore=("WRD",))
    assert chosen.severity(LONG, NEW) is OFF


def test_what_is_off_for_some_files_stays_off_there_whatever_is_selected() -> None:
    settings = LintSettings(per_path={"policies/old/**": {"WRD": "off"}})
    chosen = levels(rules(), settings, select=["WRD"])
    assert (chosen.severity(LONG, OLD), chosen.severity(LONG, NEW)) == (OFF, WARNING)


def test_only_what_is_selected_has_levels_for_some_files() -> None:
    settings = LintSettings(per_path={"policies/**": {"WRD": "error", "PPL": "error"}})
    chosen = levels(rules(), settings, select=["WRD"])
    assert chosen.severity("PPL001", NEW) is OFF
    assert chosen.severity(LONG, NEW) is ERROR


@pytest.mark.parametrize(
    ("select", "ignore", "settings", "found"),
    [
        (["WRD"], [LONG], LintSettings(), OFF),
        ([], [], LintSettings(select=("WRD",), ignore=(LONG,)), OFF),
        ([LONG], [], LintSettings(ignore=("WRD",)), WARNING),
        ([], [LONG], LintSettings(select=("WRD",)), OFF),
    ],
)
def test_ignored_beats_selected_where_both_are_said_in_one_place(
    select: list[str], ignore: list[str], settings: LintSettings, found: Severity | None
) -> None:
    chosen = levels(rules(), settings, select=select, ignore=ignore)
    assert chosen.severity(LONG, NEW) is found


@pytest.mark.parametrize(
    ("said", "per_path", "reference", "context", "hint"),
    [
        (
            {"wrods": "off"},
            {},
            "unknown-rule",
            "lint.rules",
            "Did you mean words? `policykit rules` lists them all.",
        ),
        (
            {},
            {"policies/**": {"sentence-to-long": "off"}},
            "unknown-rule",
            "lint.per_path: policies/**",
            "Did you mean sentence-too-long? `policykit rules` lists them all.",
        ),
        (
            {},
            {"policies/**": {"words": "of"}},
            "unknown-level",
            "lint.per_path: policies/** in policykit.yaml",
            "Did you mean off? Use one of error, warning, info, off.",
        ),
        (
            {},
            {"policies/**": {"sentence-too-long": {"level": "info", "max_words": 9}}},
            "options-by-path",
            "lint.per_path: policies/** in policykit.yaml",
            "Write the level alone, such as warning; options belong in lint.rules.",
        ),
        (
            {"WRD": {"level": "info", "max_words": 9}},
            {},
            "options-of-many-rules",
            "lint.rules in policykit.yaml",
            "Write WRD: warning, and give options to each rule by its own name.",
        ),
        (
            {"schema": "off"},
            {},
            "always-checked",
            "lint.rules in policykit.yaml",
            "Take it out there. Without the schemas nobody knows what a policy says.",
        ),
        (
            {},
            {"policies/old/**": {"ALL": "off"}},
            "always-checked",
            "lint.per_path: policies/old/** in policykit.yaml",
            "Take it out there. Without the schemas nobody knows what a policy says.",
        ),
    ],
)
def test_settings_that_cannot_be_used(
    said: Mapping[str, Json],
    per_path: Mapping[str, Mapping[str, Json]],
    reference: str,
    context: str,
    hint: str,
) -> None:
    with pytest.raises(SettingsError) as refused:
        _levels(said, per_path)
    assert (refused.value.reference, refused.value.context) == (reference, context)
    assert refused.value.hint == hint


def test_nothing_makes_the_notation_milder() -> None:
    chosen = _levels(per_path={"policies/**": {"words": "off"}})
    assert chosen.severity(SYNTAX, OLD) is not None
