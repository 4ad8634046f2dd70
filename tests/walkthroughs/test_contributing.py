"""What CONTRIBUTING.md adds to the program works as the page says."""

from __future__ import annotations

import ast
import re
from pathlib import Path

from tests.walkthroughs.contributing import PAGE, house, walk

SECTIONS = {
    "Add a rule",
    "Add a kind of change",
    "Add a service area",
    "Add a framework",
    "Add a kind of evidence",
    "Add a format of reports",
    "Add a format of handbooks",
    "Add a command",
    "Add a language",
}


def test_every_addition_works_as_the_page_says(tmp_path: Path) -> None:
    shop = house(tmp_path)
    _, go = walk(shop)

    assert go() == []
    outline = (shop / "build" / "outline" / "staff.en.txt").read_text(encoding="utf-8")
    assert "How we answer the phone" in outline
    norwegian = (shop / "build" / "nb" / "staff.nb.md").read_text(encoding="utf-8")
    assert "SKAL" in norwegian
    assert "Ring kunden" in norwegian


def test_each_addition_has_an_example_that_is_tried() -> None:
    parts = re.split(r"^## ", PAGE.read_text(encoding="utf-8"), flags=re.MULTILINE)[1:]
    examples = {part.partition("\n")[0] for part in parts if "\n```console\n$ " in part}

    assert examples == SECTIONS


def test_examples_are_written_as_the_house_is() -> None:
    modules = re.findall(
        r"^```python \S+\n(.*?)^```$", PAGE.read_text("utf-8"), re.MULTILINE | re.DOTALL
    )

    assert len(modules) >= 7
    for module in modules:
        tree = ast.parse(module)
        assert ast.get_docstring(tree)
        for node in ast.walk(tree):
            if isinstance(node, ast.FunctionDef) and not node.name.startswith("_"):
                assert ast.get_docstring(node), node.name
            if isinstance(node, ast.FunctionDef):
                assert node.returns is not None, node.name
