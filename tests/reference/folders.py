"""The repository's own files, and files made up in a test, as the judge of coverage takes them."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any, cast

from tests.support.program import ROOT

from policykit.model.document import Origin
from policykit.yamlsource import read

FRAMEWORKS = tuple(sorted(path.stem for path in (ROOT / "schemas" / "frameworks").glob("*.yaml")))
"""The ids of all frameworks that are shipped."""


def data(text: str) -> dict[str, Any]:
    """What a YAML text says; one that cannot be read is an error."""
    document, problems = read(text.encode(), Origin("made-up.yaml", ""))
    assert not problems, (problems, text[:200])
    return cast("dict[str, Any]", document.data or {})


@cache
def content(path: str) -> dict[str, Any]:
    """What a file of the repository says."""
    return data((ROOT / path).read_text(encoding="utf-8"))


def policies() -> list[dict[str, Any]]:
    """The repository's policies, the coming versions among them."""
    return [content(path.relative_to(ROOT).as_posix()) for path in _policy_files()]


def _policy_files() -> list[Path]:
    return sorted(
        path
        for path in (ROOT / "policies").rglob("*.yaml")
        if path.name.count(".") == 1 or path.name.endswith(".next.yaml")
        if path.name != "organisation.yaml" and path.parent.name != "assessments"
    )
