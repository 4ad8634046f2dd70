"""All codes policykit knows: rules of this package, slips of the reader, schema errors, files."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Mapping
from difflib import get_close_matches

from policykit.library import catalogue as files_catalogue
from policykit.lint import rules as rules_package
from policykit.lint.rule import Rule
from policykit.lint.suppression_pages import PAGES as SUPPRESSION_PAGES
from policykit.model.finding import Severity
from policykit.model.page import Page
from policykit.model.value import dataclass
from policykit.validation import PAGES as SCHEMA_PAGES
from policykit.yamlsource import PAGES as YAML_PAGES

RULE_FAILED = "BUG001"
_FAULT = Page(
    code=RULE_FAILED,
    name="rule-failed",
    category="faults",
    severity=Severity.ERROR,
    summary="A rule of policykit itself failed on this policy.",
    why="What a broken rule would have said is unknown, so the check is not complete.",
    bad="(a fault in policykit)",
    good="(no fault)",
    how="Report it with the policy that brings it about; the other rules have run.",
)


@dataclass(frozen=True, slots=True)
class Registry:
    """Rules and pages by code; `pages` also holds what the reader and the schema report."""

    rules: Mapping[str, Rule]
    pages: Mapping[str, Page]

    def find(self, name: str) -> Page | None:
        """The page of a code or a kebab-case name, in any case."""
        wanted = name.strip().lower()
        return next(
            (
                page
                for page in self.pages.values()
                if wanted in {page.code.lower(), page.name.lower()}
            ),
            None,
        )

    def near(self, name: str) -> str:
        """The known code or name nearest to a mistyped one, '' where none is near."""
        known = [*self.pages, *(page.name for page in self.pages.values())]
        wanted = name.strip()
        close = get_close_matches(wanted.upper(), known, 1) or get_close_matches(
            wanted.lower(), known, 1
        )
        return close[0] if close else ""

    def near_selector(self, name: str) -> str:
        """The category, code, name or letters of codes nearest to a mistyped one, or ''."""
        categories = sorted({page.category for page in self.pages.values()})
        letters = sorted({code.rstrip("0123456789") for code in self.pages})
        wanted = name.strip()
        return next(
            iter(
                get_close_matches(wanted.lower(), categories, 1, cutoff=0.75)
                or get_close_matches(wanted.upper(), letters, 1, cutoff=0.75)
            ),
            "",
        ) or self.near(name)

    def matching(self, selector: str) -> frozenset[str]:
        """The codes a selector means: ALL, a code, a name, a category or letters of codes."""
        wanted = selector.strip()
        if wanted.upper() == "ALL":
            return frozenset(self.pages)
        return frozenset(
            page.code
            for page in self.pages.values()
            if wanted.lower() in {page.name.lower(), page.category.lower()}
            or page.code.startswith(wanted.upper())
        )


def load_registry() -> Registry:
    """Every rule of the rules folder (each module has one RULE), and every other page."""
    rules: dict[str, Rule] = {}
    for module in sorted(pkgutil.iter_modules(rules_package.__path__), key=lambda each: each.name):
        found = importlib.import_module(f"{rules_package.__name__}.{module.name}")
        rule: Rule = found.RULE
        rules[rule.page.code] = rule
    pages = {code: rule.page for code, rule in rules.items()}
    for page in (_FAULT, *YAML_PAGES, *SCHEMA_PAGES, *files_catalogue.PAGES, *SUPPRESSION_PAGES):
        pages[page.code] = page
    return Registry(rules, dict(sorted(pages.items())))
