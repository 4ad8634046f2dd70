"""How a page about the notation is made."""

from __future__ import annotations

from policykit.model.finding import Severity
from policykit.model.page import Fixable, Page
from policykit.yamlsource.fixes import SAFE, UNSAFE


def page(code: str, name: str, summary: str, *, why: str, bad: str, good: str, how: str) -> Page:
    """A page of the category `yaml`; what is wrong with the notation is always an error."""
    fix: Fixable = "none"
    if code in SAFE or code in UNSAFE:
        fix = "safe" if code in SAFE else "unsafe"
    return Page(code, name, "yaml", Severity.ERROR, summary, why, bad, good, how, fix)
