"""What the program knows by name: rules, kinds of change, errors, schemas, templates, revisions."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final

from policykit import resources
from policykit.completing import declared, policies
from policykit.model.page import Page

_FIELD: Final = r'{}=\s*\(?\s*"((?:[^"\\]|\\.)*)"'
_CODE, _NAME, _CATEGORY, _SUMMARY = (
    re.compile(rf"\b{_FIELD.format(word)}") for word in ("code", "name", "category", "summary")
)
_ROW: Final = re.compile(r'^(code|name|summary) = "(.*)"$', re.MULTILINE)
_TEMPLATES: Final = ("docx", "html", "markdown", "pdf", "site")


def rules(root: Path, typed: str) -> Iterator[tuple[str, str]]:
    """Codes and names of findings, categories, and ALL."""
    del root, typed
    from policykit.library.catalogue import PAGES as FILE_PAGES
    from policykit.lint.suppression_pages import PAGES as SUPPRESSION_PAGES
    from policykit.validation.catalogue import PAGES as SCHEMA_PAGES
    from policykit.yamlsource import PAGES as YAML_PAGES

    rows = [*_rules(), *_rows((*YAML_PAGES, *SCHEMA_PAGES, *FILE_PAGES, *SUPPRESSION_PAGES))]
    for code, name, _, summary in sorted(rows):
        yield code, summary
        yield name, summary
    for category in sorted({category for _, _, category, _ in rows}):
        yield category, f"every finding about {category}"
    yield "ALL", "every finding"


def explained(root: Path, typed: str) -> Iterator[tuple[str, str]]:
    """All that `explain` knows: findings, gaps, kinds of change, requirements, errors."""
    from policykit.gaps.catalogue import PAGES as GAP_PAGES
    from policykit.report.refusals import error_pages

    if "." not in typed:
        yield from rules(root, typed)
        for code, name, _, summary in _rows(GAP_PAGES):
            yield code, summary
            yield name, summary
        yield from _changes()
        for page in error_pages():
            yield from page.means.items()
    yield from declared.frameworks(root, typed)


def revisions(root: Path, typed: str) -> Iterator[tuple[str, str]]:
    """Branches and tags; behind two dots those of the other side."""
    from policykit.sources.discover import repository_top
    from policykit.sources.references import reference_names

    before, dots, _ = typed.rpartition("..")
    top = repository_top(root) if root.is_dir() else None
    if top is not None:
        for name in (*reference_names(top), "HEAD"):
            yield f"{before}{dots}{name}", ""


def named(root: Path, typed: str) -> Iterator[tuple[str, str]]:
    """Revisions and policies, for commands that take both."""
    yield from revisions(root, typed)
    yield from policies.policies(root, typed)


def schemas(root: Path, typed: str) -> Iterator[tuple[str, str]]:
    """The names of the schemas."""
    del root, typed
    ending = ".schema.json"
    for name in sorted(each.name for each in resources.shipped("schemas").iterdir()):
        if name.endswith(ending):
            yield name.removesuffix(ending), ""


def templates(root: Path, typed: str) -> Iterator[tuple[str, str]]:
    """The templates of handbooks, shipped and own."""
    del typed
    for base in (resources.shipped("templates"), root / "templates"):
        for folder in _TEMPLATES:
            for parent, _, files in os.walk(base / folder):
                below = Path(parent).relative_to(base).as_posix()
                for file in sorted(files):
                    if not file.endswith((".ttf", ".otf", ".txt", ".pyc")):
                        yield f"{below}/{file}", ""


def _rules() -> Iterator[tuple[str, str, str, str]]:
    """Code, name, category and summary of each rule, by its text: importing all takes long."""
    from policykit.lint import rules as folder

    for place in folder.__path__:
        for file in sorted(Path(place).glob("*.py")):
            text = file.read_text("utf-8")
            found = [field.search(text) for field in (_CODE, _NAME, _CATEGORY, _SUMMARY)]
            code, name, category, summary = (each[1] if each else "" for each in found)
            if code and name:
                yield code, name, category, summary


def _rows(pages: Iterable[Page]) -> Iterator[tuple[str, str, str, str]]:
    for page in pages:
        yield page.code, page.name, page.category, page.summary


def _changes() -> Iterator[tuple[str, str]]:
    from policykit import diffing

    for place in diffing.__path__:
        for file in sorted((Path(place) / "catalogue").glob("*.toml")):
            row: dict[str, str] = {}
            for key, value in _ROW.findall(file.read_text("utf-8")):
                row[key] = value
                if key == "summary" and {"code", "name"} <= set(row):
                    yield row["code"], value
                    yield row["name"], value
                    row = {}
