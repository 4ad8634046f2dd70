"""What begins with the starters has no mistakes in it, wherever and however a company sells."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest

from policykit import api, beginning
from policykit.adding import Added, Wish, add
from policykit.model.finding import Finding, Severity
from policykit.starters.company import CHANNELS, Company
from policykit.starters.shipped import areas

_CASES = {
    "a shop": ("small", ("GB",), ("en",), ("in-person", "email")),
    "a chain": ("chain", ("SE", "DE"), ("sv", "de"), CHANNELS),
    "a web shop": ("small", ("SE",), ("sv",), ("web",)),
    "two continents": ("small", ("FR", "US-CA"), ("en", "fr"), ("web", "chat")),
    "outside of all law we know": ("small", ("AU", "NO"), ("en",), ("post", "phone")),
}

_NEAR = 4
"""Lines below a mark that still belong to what is to be decided."""


def _on(_: str) -> date:
    return date(2026, 11, 22)


def _found(folder: Path) -> list[Finding]:
    report = api.lint(api.LintRequest(root=folder, allow_empty=True), _on)
    return list(report.findings)


@pytest.mark.parametrize("case", _CASES)
def test_nothing_is_found_that_is_not_told(case: str, tmp_path: Path) -> None:
    size, countries, languages, channels = _CASES[case]
    company = Company(
        name="Corner Shop",
        countries=countries,
        languages=languages,
        channels=channels,
        size=size,
        hosting="none",
        offered=("fr",) if "fr" in languages else (),
    )
    beginning.write(tmp_path, beginning.begin(tmp_path, company, _on))
    assert [f"{each.code} {each.message}" for each in _found(tmp_path)] == []
    added = [add(tmp_path, Wish(area=area), _on) for area in areas()]
    found = _found(tmp_path)
    left = [each for each in found if not _is_told(each, added, tmp_path)]
    assert [f"{each.code} {each.message} {each.location.path}" for each in left] == []
    assert any(each.twice for each in added)


def _is_told(finding: Finding, added: list[Added], folder: Path) -> bool:
    """Whether `policykit new` says of itself what was found: blanks, and what stands twice."""
    if finding.severity is Severity.INFO:
        return True
    if finding.code == "PRO005":
        names = set(re.findall(r"[a-z0-9-]+\.[a-z0-9-]+|^[a-z0-9-]+", finding.message))
        return any(names & {name, there} for each in added for name, there in each.twice)
    if finding.code.startswith("WRD"):
        # The words of a framework, which the author is asked to say in others.
        lines = (folder / finding.location.path).read_text(encoding="utf-8").splitlines()
        line = finding.location.span.start.line if finding.location.span else 0
        return any("# decide: " in each for each in lines[max(0, line - _NEAR) : line])
    if finding.code == "TRN001":
        path = finding.location.path
        return any(
            locale != "en" and path == f"policies/{each.id}.{locale}.yaml"
            for each in added
            for locale in each.wordless
        )
    return False
