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
WHAT = {"changes": "what changes", "lint": "what was found", "gaps": "what is missing"}

MOST_COMMENT = 65_000
"""Characters of a comment; GitHub takes 65,536."""

MOST_LINES = 12
"""Lines of a section that stops nothing and yet stays open."""


def main() -> int:
    """Tell; 1 when a check fails by its level, 2 when one could not be made."""
    try:
        asked = read(os.environ)
    except WrongInputError as wrong:
        annotate("error", str(wrong))
        return 2
    states = {check: state(asked, check) for check in CHECKS}
    wanted = [check for check in CHECKS if asked.compares or check != "changes"]
    exit_codes = {check: states[check].get("exit_code") for check in wanted}
    give(outputs(asked))
    heading = f"{_heading(asked)}\n\n{_stopped(exit_codes)}"
    sections = list(_sections(asked, states))
    summarize(fitted(heading, sections, MOST_SUMMARY // 4, ""))
    spot = place(os.environ, asked.directory, asked.author) if asked.comment else None
    if spot:
        _comment(asked, spot, heading, sections)
    return verdict(exit_codes)


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


def verdict(exit_codes: Mapping[str, int | None]) -> int:
    """The exit code of the action; each check that stops it is told."""
    for check, code in exit_codes.items():
        if code == 1:
            annotate("error", f"`{CHECKS[check]}` found what this pipeline is to stop at.")
        elif code != 0:
            annotate("error", f"`{CHECKS[check]}` could not be run to its end.")
    codes = exit_codes.values()
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


def folded(section: str) -> str:
    """A section that stops nothing: its heading and first paragraph, the rest to open."""
    paragraphs = section.rstrip().split("\n\n")
    first, rest = paragraphs[:2], "\n\n".join(paragraphs[2:])
    if rest.count("\n") < MOST_LINES:
        return section
    told = "\n\n".join(first)
    return f"{told}\n\n<details><summary>All of it</summary>\n\n{rest}\n\n</details>\n"


def _heading(asked: Asked) -> str:
    shown = "".join(sign for sign in asked.directory if sign.isalnum() or sign in " /._-")
    return "## Policies" if asked.directory == "." else f"## Policies in {shown[:120]}"


def _stopped(exit_codes: Mapping[str, int | None]) -> str:
    """In one line: whether it may go on, and if not, which part says why."""
    stopping = [WHAT[check] for check, code in exit_codes.items() if code != 0]
    if not stopping:
        return "✅ Nothing stops this."
    *others, last = stopping
    return f"❌ **It stops here**, by {', '.join(others) + ' and ' if others else ''}{last}."


def _sections(asked: Asked, states: Mapping[str, Mapping[str, Any]]) -> Iterator[str]:
    for check, command in CHECKS.items():
        report = read_text(asked.reports / f"{check}.markdown")
        if report:
            # Each report begins with a mark by which it could be found were it alone.
            section = report.partition("-->\n")[2].lstrip() or report
            is_quiet = check != "changes" and states[check].get("exit_code") == 0
            yield folded(section) if is_quiet else section
        elif "exit_code" in states[check]:
            said = str(states[check]["said"]).replace("`", "'")
            yield f"### `{command}` could not be run to its end\n\n```text\n{said}\n```\n"


def _report(asked: Asked, check: str) -> Mapping[str, Any]:
    report: Mapping[str, Any] = json.loads(read_text(asked.reports / f"{check}.json") or "{}")
    return report


def _comment(asked: Asked, spot: Place, heading: str, sections: list[str]) -> None:
    where = f" [The summary of this run]({spot.run}) has it." if spot.run else ""
    text = fitted(f"{spot.mark}\n{heading}", sections, MOST_COMMENT, where)
    Path(asked.reports / "comment.markdown").write_text(text, encoding="utf-8")
    kind, said = keep(spot, text)
    if said:
        annotate(kind, said)


if __name__ == "__main__":
    sys.exit(main())
