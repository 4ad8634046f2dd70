"""Any file that somebody imports: refused in words, or every sentence of it in one place."""

from __future__ import annotations

import io
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from tempfile import mkdtemp

from openpyxl import Workbook
from tests.fuzzing.seeds import files
from tests.importing.shop import OWNER, make_shop, word_file

from policykit.importing.composing import Asked, composed
from policykit.importing.opening import read_content
from policykit.importing.source import SourceText
from policykit.importing.wording import tokens
from policykit.model.document import Origin
from policykit.model.errors import PolicykitError
from policykit.opening import opened_at
from policykit.validation import Kind, validate
from policykit.yamlsource import read

ENDINGS = ("md", "txt", "html", "csv", "tsv", "docx", "xlsx")


def check(data: bytes) -> None:
    """The first line is the ending of the file; of a Word file, the rest is its body."""
    ending, _, rest = data.partition(b"\n")
    name = f"made.{ending.decode(errors='replace')}"
    if name.removeprefix("made.") not in ENDINGS:
        name, rest = "made.txt", data
    if name == "made.docx" and not rest.startswith(b"PK"):
        rest = word_file(rest.decode(errors="replace"))
    found = _read(rest, name)
    if isinstance(found, PolicykitError):
        assert found.reference.startswith("import-"), found
        assert found.message.endswith((".", "?"))
        assert found.hint
        return
    _is_whole(found)


def _read(content: bytes, name: str) -> SourceText | PolicykitError:
    try:
        return read_content(content, name)
    except PolicykitError as refusal:
        return refusal


def _is_whole(source: SourceText) -> None:
    made = composed([source], _asked(), {})
    assert made.report.share == 100
    said = " ".join(
        [each.text for each in source.blocks]
        + [cell.text for each in source.blocks for row in each.rows for cell in row]
    )
    assert tokens(" ".join(each.text for each in made.report.sentences)) == tokens(said)
    for path, content in made.files.items():
        if path.endswith(".yaml"):
            document, problems = read(content, Origin(path, ""))
            assert not problems
            assert not list(validate(document, Kind.POLICY, _asked().schemas))


@cache
def _asked() -> Asked:
    with opened_at(make_shop(Path(mkdtemp(prefix="policykit-fuzzing-")) / "shop"), "") as opened:
        around = opened.surrounded.surroundings
        return Asked(
            around=around,
            schemas=opened.loader.schemas,
            owner=OWNER,
            events=frozenset(around.organisation.names.get("event", {})),
        )


def seeds() -> Iterator[bytes]:
    """Handbooks and pages, and a small file of each kind."""
    for number, content in enumerate(files("*.md")[::8]):
        yield (b"md\n" if number % 2 else b"txt\n") + content
    yield b"csv\nRule,Level\nGreet everybody.,must\nNever shout.,must not\n"
    yield b"tsv\nArea\tRule\nReturns\tTake it back within 30 days.\n"
    yield b"html\n<html><h1>Returns</h1><ul><li>You must greet.</ul><table><tr><td>a</table>"
    yield (
        b'docx\n<w:p><w:pPr><w:pStyle w:val="Heading1"/></w:pPr><w:r><w:t>Returns</w:t></w:r></w:p>'
        b"<w:p><w:r><w:t>Staff must refund within 14 days.</w:t></w:r></w:p>"
    )
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["Rule", "Level"])
    sheet.append(["Greet.", "must"])
    target = io.BytesIO()
    book.save(target)
    yield b"xlsx\n" + target.getvalue()
