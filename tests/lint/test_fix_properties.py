"""Every fix: its finding goes, none comes, and a second time there is nothing to do."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings, strategies as st
from tests.lint.damage import everything
from tests.lint.examples import rules
from tests.lint.fired import CASES as RULE_CASES, CODES, stems
from tests.lint.mending import after, check, encoded, mended
from tests.lint.slips import slipped
from tests.support.cases import cases

from policykit.lint.fixing import one_round
from policykit.model.finding import Finding

FIXES: list[dict[str, Any]] = cases(Path(__file__).parent / "fixes.yaml")
NEVER_BROUGHT = {
    "YML": ("YML",),
    "SCH": ("YML",),
    "REF": ("YML", "FIL", "SCH", "REF"),
    "SET": ("YML", "FIL", "SCH", "REF", "SET"),
    "TXT": ("",),
    "WRD": ("YML", "FIL", "SCH", "REF", "WRD"),
}
"""What no fix may bring, by the letters of what it mends.

A mended value is looked at by rules that could not judge it before, so what comes after in the
order of notation, schema, names and sense may come to light; what comes before may not.
"""


def told(findings: Iterable[Finding]) -> Counter[tuple[str, str, str]]:
    """Findings without their places, which move when a line above is mended."""
    return Counter((each.code, each.location.path, each.message) for each in findings)


def mending_stems() -> list[str]:
    """The names of the case files of rules whose findings come with a fix."""
    names = {page.name for page in rules().pages.values() if page.fix != "none"}
    return [stem for stem in stems() if stem.replace("_", "-") in names]


def examples() -> Iterator[Any]:
    for number, case in enumerate(FIXES):
        yield pytest.param(case["before"], id=f"fix-{case['code']}-{number}")
    for stem in mending_stems():
        for number, case in enumerate(cases(RULE_CASES / f"{stem}.yaml")["bad"]):
            yield pytest.param(case["files"], id=f"{stem}-{number}")


def assert_each_fix_alone_mends_its_finding(start: Mapping[str, bytes]) -> None:
    found = check(start, CODES).findings
    for finding in found:
        if finding.fix is None:
            continue
        done = one_round(start, [finding])
        if done.refused:
            continue
        assert done.applied == (finding,)
        end = {**start, **done.contents}
        now = check(end, CODES).findings
        gone, new = told(found) - told(now), told(now) - told(found)
        assert gone[finding.code, finding.location.path, finding.message], finding
        never = NEVER_BROUGHT[finding.code[:3]]
        assert not [each for each in new if each[0].startswith(never)], finding


def assert_all_fixes_together_leave_nothing_to_fix(start: Mapping[str, bytes]) -> None:
    for unsafe in (False, True):
        result = mended(start, unsafe=unsafe, select=CODES)
        end = after(start, result)
        again = mended(end, unsafe=unsafe, select=CODES)
        assert not again.rewrites
        assert again.fixed == 0
        assert again.report.findings == result.report.findings


@pytest.mark.parametrize("files", tuple(examples()))
def test_of_every_case(files: str) -> None:
    start = encoded(files)
    assert_each_fix_alone_mends_its_finding(start)
    assert_all_fixes_together_leave_nothing_to_fix(start)


FILES = everything()
MENDABLE = sorted(path for path in FILES if path.endswith(".yaml"))


@settings(max_examples=4)
@given(st.data(), st.sampled_from(MENDABLE))
def test_each_fix_alone_in_a_file_with_slips(data: st.DataObject, path: str) -> None:
    content = data.draw(slipped(FILES[path]))
    assert_each_fix_alone_mends_its_finding({**FILES, path: content})


@settings(max_examples=5)
@given(st.data(), st.sampled_from(MENDABLE))
def test_all_fixes_of_a_file_with_slips(data: st.DataObject, path: str) -> None:
    content = data.draw(slipped(FILES[path]))
    assert_all_fixes_together_leave_nothing_to_fix({**FILES, path: content})
