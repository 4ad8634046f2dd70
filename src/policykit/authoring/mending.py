"""Fixes of findings, as `policykit lint --fix` would make them."""

from __future__ import annotations

from policykit.lint.fixing import one_round
from policykit.model.finding import Finding


def mended(content: bytes, path: str, finding: Finding) -> bytes | None:
    """The bytes of a file with the fix of one finding.

    None where there is no fix, where it reaches into another file, or where it would do harm.
    """
    fix = finding.fix
    if fix is None or any(edit.path != path for edit in fix.edits):
        return None
    return one_round({path: content}, (finding,)).contents.get(path)
