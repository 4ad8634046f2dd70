"""The last step: outputs, the summary of the job, the comment, and the verdict."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from asked import Asked, WrongInputError, read
from check import read_text
from comment import Place, keep, place
from server import MOST_SUMMARY, annotate, give, summarize

CHECKS = {"changes": "policykit diff", "lint": "policykit lint", "gaps": "policykit gaps"}
MOST_COMMENT = 65_000
"""Characters of a comment; GitHub takes 65,536."""


def main() -> int:
    """Tell; 1 when a check fails by its level, 2 when one could not be made."""
    try:
        asked = read(os.environ)
    except WrongInputError as wrong:
        annotate("error", str(wrong))
        return 2
    states = {check: state(asked, check) for check in CHECKS}
    exit_codes = {check: each.get("exit_code") for check, each in states.items()}
    give(outputs(asked))
    sections = list(_sections(asked, states))
    summarize(fitted(_heading(asked), sections, MOST_SUMMARY // 4, ""))
    spot = place(os.environ, asked.directory, asked.author) if asked.comment else None
    if spot:
        _comment(asked, spot, sections)
    return verdict(exit_codes, compares=asked.compares)


def state(asked: Asked, check: str) -> Mapping[str, Any]:
    """How a check ended; empty where it was not made."""
    kept: Mapping[str, Any] = json.loads(read_text(asked.reports / f"{check}.state") or "{}")
    return kept


def outputs(asked: Asked) -> Mapping[str, object]:
    """The outputs of the action; '' where a check could not be made."""
    lint, changes, gaps = (_report(asked, check) for check in ("lint", "changes", "gaps"))
    found = lint.get("findings")
    summary = gaps.get("summary", {})
    return {
        "findings": "" if found is None else len(found),
        "worse": changes.get("summary", {}).get("customers", {}).get("worse", ""),
        # Of nothing, no share is covered.
        "covered": summary.get("percent", "") if summary.get("counted") else "",
    }


def verdict(exit_codes: Mapping[str, int | None], *, compares: bool) -> int:
    """The exit code of the action."""
    wanted = [check for check in CHECKS if compares or check != "changes"]
    for check in wanted:
        code = exit_codes[check]
        if code == 1:
            annotate("error", f"`{CHECKS[check]}` found what this pipeline is to stop at.")
        elif code != 0:
            annotate("error", f"`{CHECKS[check]}` could not be run to its end.")
    codes = [exit_codes[check] for check in wanted]
    return 2 if any(code not in {0, 1} for code in codes) else max(code or 0 for code in codes)


def fitted(heading: str, sections: list[str], most: int, where: str) -> str:
    """The heading and as many sections as have room, each whole; of others their first line."""
    told = f"{heading}\n"
    for number, section in enumerate(sections):
        short = f"{section.splitlines()[0]}\n\nThis part is too long for here.{where}\n"
        rest = sum(len(each.splitlines()[0]) + 200 for each in sections[number + 1 :])
        fits = len(told) + len(section) + rest <= most
        told += f"\n{section if fits else short}"
    return told


def _heading(asked: Asked) -> str:
    shown = "".join(sign for sign in asked.directory if sign.isalnum() or sign in " /._-")
    return "## Policies" if asked.directory == "." else f"## Policies in {shown[:120]}"


def _sections(asked: Asked, states: Mapping[str, Mapping[str, Any]]) -> Iterator[str]:
    for check, command in CHECKS.items():
        report = read_text(asked.reports / f"{check}.markdown")
        if report:
            # Each report begins with a mark by which it could be found were it alone.
            yield report.partition("-->\n")[2].lstrip() or report
        elif "exit_code" in states[check]:
            said = str(states[check]["said"]).replace("`", "'")
            yield f"### `{command}` could not be run to its end\n\n```text\n{said}\n```\n"


def _report(asked: Asked, check: str) -> Mapping[str, Any]:
    report: Mapping[str, Any] = json.loads(read_text(asked.reports / f"{check}.json") or "{}")
    return report


def _comment(asked: Asked, spot: Place, sections: list[str]) -> None:
    where = f" [The summary of this run]({spot.run}) has it." if spot.run else ""
    text = fitted(f"{spot.mark}\n{_heading(asked)}", sections, MOST_COMMENT, where)
    Path(asked.reports / "comment.markdown").write_text(text, encoding="utf-8")
    kind, said = keep(spot, text)
    if said:
        annotate(kind, said)


if __name__ == "__main__":
    sys.exit(main())
