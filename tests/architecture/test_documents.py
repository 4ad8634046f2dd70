"""The documents tell of things that are there."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest
from tests.cli.conftest import SMALL, make_small
from tests.support.program import ROOT, Program

DOCS = ROOT / "docs"
WRITTEN = [
    *ROOT.glob("*.md"),
    *(
        DOCS / name
        for name in (
            *("README.md", "a-year.md", "tutorial.md", "pipelines.md", "comparison.md"),
            "editors.md",
        )
    ),
    *(
        page
        for name in ("decisions", "explanation", "guides")
        for page in DOCS.glob(f"{name}/*.md")
    ),
]
_LINK = re.compile(r"\]\((?!https?:|mailto:|#)([^)#]+)(?:#[^)]*)?\)")
_TEST = re.compile(r"`(tests/[a-z_/]+\.py)(?:::(test_[a-z0-9_]+))?`")


def ids(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


@pytest.mark.parametrize("document", WRITTEN, ids=ids)
def test_links_lead_somewhere(document: Path) -> None:
    targets = _LINK.findall(document.read_text(encoding="utf-8"))

    assert [target for target in targets if not (document.parent / target).exists()] == []


@pytest.mark.parametrize("document", WRITTEN, ids=ids)
def test_tests_that_are_named_are_there(document: Path) -> None:
    for file, name in _TEST.findall(document.read_text(encoding="utf-8")):
        tree = ast.parse((ROOT / file).read_text(encoding="utf-8"))
        functions = {node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)}
        assert not name or name in functions, f"{file}::{name}"


def test_every_promise_names_the_test_that_shows_it() -> None:
    promises = (ROOT / "SECURITY.md").read_text(encoding="utf-8")
    promised = promises.partition("## What we promise")[2].partition("\n## ")[0]
    rows = [line for line in promised.splitlines() if line.startswith("| ")][1:]

    assert len(rows) > 8
    assert [row for row in rows if not _TEST.search(row)] == []


def test_the_map_of_the_readme_shows_what_is_there() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    folders = re.findall(r"^(\S+) {2,}\S", readme.partition("## Where things are")[2], re.MULTILINE)

    assert len(folders) >= 12
    assert [folder for folder in folders if not (ROOT / folder).exists()] == []


def test_the_readme_shows_what_the_program_says(policykit: Program, tmp_path: Path) -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    shop = tmp_path / "shop"
    make_small(shop)
    slips = SMALL.replace("20 seconds", "20 secs").replace("in {answer-in}", "in {anwser-in}")
    (shop / "policies" / "phone-manners.yaml").write_text(slips, encoding="utf-8")

    for command in (["lint"], ["lint", "--format", "concise"]):
        said = policykit.at(shop)(*command).stdout
        assert f"```text\n$ policykit {' '.join(command)}\n{said}```\n" in readme
    assert f"```yaml\n{SMALL}```\n" in readme
