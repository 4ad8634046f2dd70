from __future__ import annotations

from tests.lint.examples import lint

from policykit.lint.checking import MOST_PROBLEMS

RECORD = """\
---
# policies/returns.record.yaml
consulted:
  - role: store-associate
    count: 1
    date: 2026-05-12
    outcome: Ask anna@berg.example.
"""


def places(example: str, code: str) -> list[str]:
    found = lint(example, select=[code]).findings
    assert {finding.code for finding in found} <= {code}
    return [
        f"{finding.location.path}:{finding.location.span.start.line if finding.location.span else ''}"
        for finding in found
    ]


def test_both_versions_are_judged_each_in_its_file() -> None:
    now = "# policies/returns.yaml\nsummary: Write to now@berg.example.\n"
    coming = "---\n# policies/returns.next.yaml\ntitle: T\nsummary: Write to then@berg.example.\n"
    words = "---\n# policies/returns.next.sv.yaml\nsummary: Mejla swe@berg.example.\n"
    assert places(now + coming + words, "PRV001") == [
        "policies/returns.next.sv.yaml:2",
        "policies/returns.next.yaml:3",
        "policies/returns.yaml:2",
    ]


def test_the_record_two_versions_share_is_told_once() -> None:
    both = "# policies/returns.yaml\ntitle: T\n---\n# policies/returns.next.yaml\ntitle: T\n"
    assert places(both + RECORD, "PRV001") == ["policies/returns.record.yaml:6"]


def test_a_coming_version_alone_is_judged() -> None:
    alone = "# policies/returns.next.yaml\nsummary: Write to then@berg.example.\n"
    assert places(alone + RECORD, "PRV001") == [
        "policies/returns.next.yaml:2",
        "policies/returns.record.yaml:6",
    ]


def test_the_coming_version_is_measured_by_the_record_of_both() -> None:
    both = (
        "# policies/returns.yaml\nstatus: draft\n---\n# policies/returns.next.yaml\n"
        "status: in-review\naudience: [contact-centre-agent]\n"
    )
    assert places(both + RECORD, "PPL002") == ["policies/returns.next.yaml:3"]


def test_more_findings_than_anybody_reads_are_cut_and_the_cut_is_told() -> None:
    flood = f"summary: |\n{''.join(f'  Write to a{each}@berg.example.' + chr(10) for each in range(500))}"
    found = lint(flood, select=["PRV001"]).findings
    assert len(found) == MOST_PROBLEMS + 1
    cut = "Only the first 200 findings of PRV001 are listed here."
    assert sum(finding.message == cut for finding in found) == 1


def test_as_many_findings_as_are_read_are_not_called_cut() -> None:
    lines = "".join(f"  Write to a{each}@berg.example.\n" for each in range(MOST_PROBLEMS))
    found = lint(f"summary: |\n{lines}", select=["PRV001"]).findings
    assert len(found) == MOST_PROBLEMS
    assert not any("Only the first" in finding.message for finding in found)
