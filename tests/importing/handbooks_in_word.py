"""Three small handbooks as Word documents, and what an import makes of them, file by file."""

from __future__ import annotations

import re
import shutil
import tempfile
from pathlib import Path
from xml.sax.saxutils import escape

from tests.importing.shop import make_shop, part, take, word_file

from policykit.adopting import Adopted

HANDBOOKS = Path(__file__).parent / "handbooks"
LOCALES = ("en", "sv", "de")
_NOTE = re.compile(r"\[(note|comment): ([^\]]+)\]")


def in_word(text: str) -> bytes:
    """A handbook in a few marks as a Word document, with its footnotes and comments."""
    notes: dict[str, list[str]] = {"note": [], "comment": []}
    body: list[str] = []
    rows: list[str] = []
    for line in [*text.splitlines(), ""]:
        if line.startswith("|"):
            cells = "".join(f"<w:tc>{_lines(each)}</w:tc>" for each in line[1:].split("|"))
            rows.append(f"<w:tr>{cells}</w:tr>")
            continue
        if rows:
            body.append(f"<w:tbl>{''.join(rows)}</w:tbl>")
            rows = []
        mark = re.match(r"(#+|-|\d\.) ", line)
        look = ""
        if mark and mark[1].startswith("#"):
            look = f'<w:outlineLvl w:val="{len(mark[1]) - 1}"/>'
        elif mark:
            look = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>'
        if line:
            body.append(_paragraph(line[mark.end() :] if mark else line, look, notes))
    foot = "".join(
        f'<w:footnote w:id="{number}">{_lines(each)}</w:footnote>'
        for number, each in enumerate(notes["note"], 1)
    )
    line = '<w:footnote w:type="separator" w:id="0"><w:p/></w:footnote>'
    comments = "".join(
        f'<w:comment w:id="{number}">{_lines(each)}</w:comment>'
        for number, each in enumerate(notes["comment"], 1)
    )
    return word_file(
        "".join(body),
        **{
            "word__footnotes.xml": part(f"{line}{foot}", "footnotes"),
            "word__comments.xml": part(comments, "comments"),
        },
    )


def shop_of(locale: str, target: Path) -> Path:
    """A shop whose policies are written in a language."""
    root = make_shop(target)
    settings = f"format: 1\nframeworks: []\nlocales: {{source: {locale}}}\n"
    (root / "policykit.yaml").write_text(settings, encoding="utf-8")
    return root


def taken(locale: str, root: Path) -> Adopted:
    """What an import makes of the handbook of a language; nothing is written."""
    file = root / f"handbook-{locale}.docx"
    file.write_bytes(in_word((HANDBOOKS / f"{locale}.txt").read_text(encoding="utf-8")))
    return take(root, file, writes=False)


def _paragraph(text: str, look: str, notes: dict[str, list[str]]) -> str:
    runs: list[str] = []
    at = 0
    for found in _NOTE.finditer(text):
        notes[found[1]].append(found[2])
        number = len(notes[found[1]])
        kind = "footnoteReference" if found[1] == "note" else "commentReference"
        runs += (_run(text[at : found.start()]), f'<w:r><w:{kind} w:id="{number}"/></w:r>')
        at = found.end()
    runs.append(_run(text[at:]))
    return f"<w:p><w:pPr>{look}</w:pPr>{''.join(runs)}</w:p>"


def _run(text: str) -> str:
    return f'<w:r><w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def _lines(text: str) -> str:
    return f"<w:p>{_run(text.strip())}</w:p>"


def write() -> None:
    """Keep what an import makes now as what it is to make."""
    for locale in LOCALES:
        folder = HANDBOOKS / locale
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir()
        with tempfile.TemporaryDirectory() as scratch:
            made = taken(locale, shop_of(locale, Path(scratch) / "shop"))
            for each in made.changes:
                (folder / Path(each.path).name).write_bytes(each.after)


if __name__ == "__main__":
    write()
