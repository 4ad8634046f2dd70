"""Where a gap is told to be: in the policy, and in the framework, the shipped ones too."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from tests.lint.examples import files

from policykit.api import GapsRequest, gaps
from policykit.model.coverage import CoverageReport
from policykit.model.position import Location

TODAY = date(2026, 11, 22)


def judged(folder: Path, *, without: str = "") -> CoverageReport:
    """The report on the smallest repository, perhaps without one of its files."""
    for path, text in files("status: draft\n").items():
        if path != without:
            place = folder / path
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_text(text, encoding="utf-8")
    return gaps(GapsRequest(root=folder), lambda _zone: TODAY)


def places(report: CoverageReport) -> list[Location]:
    return [
        place
        for requirement in report.requirements
        for place in (
            requirement.location,
            *(reason.written for each in requirement.regions for reason in each.reasons),
        )
    ]


def test_every_requirement_and_every_need_is_shown_with_its_line(tmp_path: Path) -> None:
    found = places(judged(tmp_path))
    assert {place.path.endswith("(shipped)") for place in found} == {True, False}
    assert all(place.span is not None for place in found)


def test_without_an_organisation_it_says_what_cannot_be_judged(tmp_path: Path) -> None:
    assert not judged(tmp_path / "with").warnings
    [note] = judged(tmp_path / "without", without="policies/organisation.yaml").warnings
    assert "no policies/organisation.yaml" in note
