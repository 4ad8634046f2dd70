"""Writes the fingerprints of all findings of all cases: python -m tests.lint.identity."""

from __future__ import annotations

import json
from pathlib import Path

from tests.lint.test_rules import MODULES, cases_of, found_by, rule_of

FILE = Path(__file__).parent / "fingerprints.yaml"
_HEAD = "# The fingerprints of the findings of all cases, by rule and case: test_identity.py.\n"


def fingerprints(module: str) -> dict[str, list[str]]:
    """Those of a rule's findings, by case."""
    rule = rule_of(module)
    return {
        case["case"]: [finding.fingerprint for finding in found_by(rule, case)]
        for case in cases_of(module)["bad"]
    }


def written() -> str:
    """The whole file, JSON in each line, so that a change shows as the lines it touches."""
    lines = [_HEAD]
    for module in MODULES:
        lines.append(f"{module}:\n")
        for case, prints in fingerprints(module).items():
            lines.append(f"  {json.dumps(case)}: {json.dumps(prints)}\n")
    return "".join(lines)


if __name__ == "__main__":
    FILE.write_text(written(), encoding="utf-8")
