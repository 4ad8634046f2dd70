"""What each format makes of one small report, whole."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.report.shown import ENDINGS, NOTHING, SNAPSHOTS, path, shown, snapshot

from policykit.model.errors import PolicykitError
from policykit.model.report import BaselineUse
from policykit.report.formats import Style, findings_format, formats


@pytest.mark.parametrize("name", ENDINGS)
def test_a_format_prints_the_small_report_like_this(name: str) -> None:
    assert snapshot(name) == path(name).read_text(encoding="utf-8")


def test_every_format_has_a_snapshot_and_every_snapshot_a_format() -> None:
    assert set(formats("findings")) == set(ENDINGS)
    assert {each.name for each in SNAPSHOTS.iterdir()} == {path(name).name for name in ENDINGS}


@pytest.mark.parametrize("name", ENDINGS)
def test_a_report_ends_with_a_line_end_or_is_empty(name: str) -> None:
    for report in (shown(name), shown(name, NOTHING)):
        assert not report or (report.endswith("\n") and not report.endswith("\n\n"))


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("text", "All good: 2 policies in 4 files checked, nothing found.\n"),
        ("concise", ""),
        ("github", ""),
        ("gitlab", "[]\n"),
        (
            "markdown",
            (
                "<!-- policykit lint -->\n\n### All good in Corner Shop\n\n"
                "Checked 2 policies in 4 files, judged by 2026-11-21.\n"
            ),
        ),
    ],
)
def test_nothing_found_is_said_too(name: str, said: str) -> None:
    assert shown(name, NOTHING) == said


@pytest.mark.parametrize("name", ["yaml", "Text", "../text", "text.findings", "", "page"])
def test_an_unknown_format_names_those_there_are(name: str) -> None:
    with pytest.raises(PolicykitError) as caught:
        findings_format(name)
    assert caught.value.reference == "unknown-format"
    assert caught.value.hint == f"Use one of {', '.join(sorted(ENDINGS))}."


def test_colour_and_links_are_for_terminals_alone() -> None:
    address = "file:///shop/"
    plain = shown("text", style=Style(links=address))
    colored = shown("text", style=Style(color=True, links=address))
    assert plain == path("text").read_text(encoding="utf-8")
    assert "\x1b]8;" in colored
    assert f"{address}policies/returns.yaml" in colored
    assert "\x1b]8;" not in shown("text", style=Style(color=True))


@pytest.mark.parametrize("name", ["text", "markdown", "html"])
def test_people_are_told_what_is_not_shown(name: str) -> None:
    use = BaselineUse(file="known.json", place="known.json", hidden=3)
    told = shown(name, replace(NOTHING, baseline=use, against="main", older=2))
    assert "3 known findings hidden by the baseline (known.json)." in told
    assert "2 findings that stood at main already are not shown." in told
