"""The page of a rule, or of an error, as `policykit explain` tells it."""

from __future__ import annotations

from policykit.authoring.rules import rules_of
from policykit.authoring.snapshot import Snapshot
from policykit.report import refusals
from policykit.report.page import page_text


def explained(snapshot: Snapshot | None, code: str) -> str:
    """The page of a code or name in plain text; '' where there is none.

    `snapshot` brings the rules of a repository and of plugins.
    """
    known = rules_of(snapshot)
    page = known.find(code)
    if page is not None:
        rule = known.rules.get(page.code)
        return page_text(page, rule.options if rule is not None else ())
    error = refusals.find(code)
    return refusals.error_text(refusals.bare(code), error) if error is not None else ""
