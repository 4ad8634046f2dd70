"""Public texts nobody wrote for an import: every sentence has a place, and drafts are clean."""

from __future__ import annotations

import io
from pathlib import Path

import docx
import pytest
from tests.importing.shop import OWNER, make_shop, take
from tests.support.program import Program

from policykit.importing.opening import read_content
from policykit.importing.source import BlockKind, SourceText
from policykit.importing.wording import tokens

TEXTS = Path(__file__).parent / "texts"
NAMES = ("collaborator-guide.md", "security-policies.txt", "code-of-conduct.md")
RULES = {"collaborator-guide.md": 15, "security-policies.txt": 4, "code-of-conduct.md": 4}
"""The fewest rules each text has, so that an import that puts all into notes is noticed."""


def in_word(source: SourceText) -> bytes:
    """A text as a Word document with headings, lists, tables and quotes."""
    document = docx.Document()
    for block in source.blocks:
        match block.kind:
            case BlockKind.HEADING:
                document.add_heading(block.text, block.level)
            case BlockKind.ITEM:
                document.add_paragraph(block.text, style="List Bullet")
            case BlockKind.QUOTE:
                document.add_paragraph(block.text, style="Quote")
            case BlockKind.TABLE:
                width = max(map(len, block.rows))
                table = document.add_table(len(block.rows), width)
                for number, row in enumerate(block.rows):
                    for column, cell in enumerate(row):
                        table.cell(number, column).text = cell.text
            case _:
                document.add_paragraph(block.text)
    target = io.BytesIO()
    document.save(target)
    return target.getvalue()


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("ending", ["", ".docx"])
def test_every_sentence_of_a_public_text_has_a_place(
    policykit: Program, tmp_path: Path, name: str, ending: str
) -> None:
    root = make_shop(tmp_path / "shop")
    content = (TEXTS / name).read_bytes()
    source = read_content(content, name)
    file = tmp_path / f"{name}{ending}"
    file.write_bytes(in_word(source) if ending else content)
    made = take(root, file)
    report = made.report
    assert report.share == 100
    assert report.found > 30
    assert sum(each.statements for each in report.policies) >= RULES[name]
    words = [each.text for each in source.blocks]
    words += [cell.text for each in source.blocks for row in each.rows for cell in row]
    assert tokens(" ".join(each.text for each in report.sentences)) == tokens(" ".join(words))
    assert {each.place for each in report.sentences} != {""}
    assert policykit.at(root)("lint").exit_code == 0
    assert policykit.at(root)("fmt", "--check").exit_code == 0


def test_word_and_markdown_of_one_text_give_the_same_rules(tmp_path: Path) -> None:
    content = (TEXTS / NAMES[0]).read_bytes()
    files = {"guide.md": content, "guide.docx": in_word(read_content(content, NAMES[0]))}
    found = []
    for name, each in files.items():
        root = make_shop(tmp_path / name / "shop")
        (tmp_path / name / name).write_bytes(each)
        report = take(root, tmp_path / name / name).report
        assert f"owner: {OWNER}\n" in (root / report.policies[0].path).read_text(encoding="utf-8")
        found.append([(each.text, each.kind) for each in report.sentences])
    assert found[0] == found[1]
