"""Which codes fire on which case when all rules run, also those that are off unless asked for.

`python -m tests.lint.fired` writes the map anew; read what changed before keeping it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from tests.lint.examples import TODAY, lint, rules
from tests.support.cases import cases as read

CASES = Path(__file__).parent / "cases"
MAP = Path(__file__).parent / "fired.txt"
_LAYOUT = "TXT005"
"""No example has the usual layout: what stands around it is put below it."""
_FAMILY = _LAYOUT[:3]
CODES = tuple(
    sorted({code if code.startswith(_FAMILY) else code[:3] for code in rules().rules} - {_LAYOUT})
)
"""All other rules, also those that are off unless asked for."""


def stems() -> list[str]:
    """The names of the case files, which are those of the rules."""
    return sorted(path.stem for path in CASES.glob("*.yaml"))


def fired(stem: str) -> str:
    """The part of the map that is about one case file."""
    return "".join(f"{line}\n" for line in (f"{stem}:", *_lines(stem)))


def parts(text: str) -> dict[str, str]:
    """A map by case file."""
    found: dict[str, str] = {}
    stem = ""
    for line in text.splitlines(keepends=True):
        if not line.startswith(" "):
            stem = line.rstrip(":\n")
        found[stem] = found.get(stem, "") + line
    return found


def _lines(stem: str) -> Iterator[str]:
    name = stem.replace("_", "-")
    page = next(rule.page for rule in rules().rules.values() if rule.page.name == name)
    yield f"  page, bad: {_codes(page.bad)}"
    yield f"  page, good: {_codes(page.good)}"
    cases = read(CASES / f"{stem}.yaml")
    for kind in ("bad", "good"):
        for case in cases[kind]:
            yield f"  {kind}, {case['case']}: {_codes_of(case, name)}"


def _codes_of(case: dict[str, Any], name: str) -> str:
    options = {name: case["options"]} if "options" in case else None
    return _codes(case["files"], options=options, today=case.get("today", TODAY))


def _codes(example: str, **settings: Any) -> str:  # noqa: ANN401 - those of `lint`, handed on
    found = lint(example, select=CODES, **settings).findings
    counted = Counter(finding.code for finding in found)
    told = (f"{code} x{times}" if times > 1 else code for code, times in sorted(counted.items()))
    return " ".join(told) or "nothing"


if __name__ == "__main__":
    MAP.write_text("".join(map(fired, stems())), encoding="utf-8")
