"""Which rules run, how loudly and with which options."""

from __future__ import annotations

import pytest
from tests.lint.examples import rules

from policykit.lint.levels import PRESETS, Levels, levels
from policykit.model.config import LintSettings
from policykit.model.document import Json
from policykit.model.errors import SettingsError
from policykit.model.finding import Severity
from policykit.model.page import Preset

_LONG = "WRD002"


def _levels(extends: str, name: str = "", setting: Json = None) -> Levels:
    settings = {name: setting} if name else {}
    return levels(rules(), LintSettings(extends=extends, rules=settings))


@pytest.mark.parametrize(
    ("extends", "setting", "severity"),
    [
        ("minimal", {"max_words": 12}, Severity.WARNING),
        ("minimal", {}, Severity.WARNING),
        ("minimal", {"level": "error", "max_words": 12}, Severity.ERROR),
        ("minimal", {"level": "off", "max_words": 12}, None),
        ("recommended", {"max_words": 12}, Severity.WARNING),
        ("strict", {"max_words": 12}, Severity.ERROR),
        ("strict", "info", Severity.INFO),
    ],
)
def test_a_rule_that_is_named_is_on(extends: str, setting: Json, severity: Severity | None) -> None:
    chosen = _levels(extends, "sentence-too-long", setting)
    assert chosen.severities.get(_LONG) is severity
    words = setting.get("max_words", 25) if isinstance(setting, dict) else 25
    assert chosen.options[_LONG] == {"max_words": words}


def test_a_rule_that_is_not_named_stays_off() -> None:
    assert _LONG not in _levels("minimal").severities


@pytest.mark.parametrize("preset", PRESETS)
def test_each_preset_has_all_of_the_one_before_it(preset: Preset) -> None:
    on = set(_levels(preset).severities)
    for code, page in rules().pages.items():
        always = page.category in {"yaml", "schema", "files", "suppressions", "faults"}
        assert (code in on) is (always or PRESETS.index(page.preset) <= PRESETS.index(preset))


def test_minimal_has_what_makes_a_policy_wrong_or_unreadable() -> None:
    on = {code for code, page in rules().pages.items() if page.preset == "minimal"}
    names = """
        REF001 REF002 REF003 REF005 STR001 STR002 STR003 STR005 LIF013 PRO001 PRO002 PRO003 PRO004
        RSP006 WRD004 LAW001 LAW006 TRN003 TRN004 TRN005 TXT001 TXT002 TXT003
        FRM001 FRM002 FRM004 PRA001
    """
    assert sorted(on) == sorted(names.split())
    assert all(rules().pages[code].severity is Severity.ERROR for code in on)


def test_the_layout_is_for_the_strict() -> None:
    assert "TXT005" not in _levels("recommended").severities
    assert _levels("strict").severities["TXT005"] is Severity.INFO


def test_ignore_beats_the_options_of_a_rule() -> None:
    settings = LintSettings(rules={"sentence-too-long": {"max_words": 9}}, ignore=(_LONG,))
    assert _LONG not in levels(rules(), settings).severities


def test_what_is_selected_is_on_in_every_preset() -> None:
    minimal = LintSettings(extends="minimal")
    assert levels(rules(), minimal, select=[_LONG]).severities[_LONG] is Severity.WARNING
    assert levels(rules(), minimal, extend_select=[_LONG]).severities[_LONG] is Severity.WARNING


@pytest.mark.parametrize(
    ("setting", "message", "hint"),
    [
        (
            {"max_words": -5},
            "The option max_words of the rule sentence-too-long is -5, which is too small.",
            "Write 1 or more; its default is 25.",
        ),
        (
            {"max_words": 0},
            "The option max_words of the rule sentence-too-long is 0, which is too small.",
            "Write 1 or more; its default is 25.",
        ),
        (
            {"max_words": "ten"},
            "The option max_words of the rule sentence-too-long is of another kind.",
            "Its default shows how to write it: 25.",
        ),
        (
            {"longest": 12},
            "The rule sentence-too-long has no option longest.",
            "It has: max_words.",
        ),
    ],
)
def test_an_option_that_cannot_be_is_refused(
    setting: dict[str, Json], message: str, hint: str
) -> None:
    with pytest.raises(SettingsError) as refused:
        _levels("recommended", "sentence-too-long", setting)
    assert (refused.value.message, refused.value.hint) == (message, hint)


def test_the_smallest_number_is_taken() -> None:
    chosen = _levels("recommended", "sentence-too-long", {"max_words": 1})
    assert chosen.options[_LONG] == {"max_words": 1}


def test_codes_that_are_no_rules_have_no_options() -> None:
    with pytest.raises(SettingsError, match="no option most"):
        _levels("recommended", "unknown-key", {"most": 1})
    with pytest.raises(SettingsError, match="always checked"):
        _levels("recommended", "unknown-key", "warning")
