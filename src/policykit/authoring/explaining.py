"""The page of a rule, or of an error, as `policykit explain` tells it."""

from __future__ import annotations

from policykit.authoring.snapshot import Snapshot
from policykit.lint.joined import all_rules
from policykit.model.errors import PolicykitError
from policykit.report import refusals
from policykit.report.page import page_text


def explained(snapshot: Snapshot | None, code: str) -> str:
    """The page of a code or name in plain text; '' where there is none.

    `snapshot` brings the custom rules of a repository.
    """
    custom = snapshot.around.settings.lint.custom_rules if snapshot is not None else {}
    try:
        known, _ = all_rules(custom)
    except PolicykitError:
        known, _ = all_rules({})
    page = known.find(code)
    if page is not None:
        rule = known.rules.get(page.code)
        return page_text(page, rule.options if rule is not None else ())
    error = refusals.find(code)
    return refusals.error_text(refusals.bare(code), error) if error is not None else ""
