"""The same handbook by other programs, to measure policykit beside them.

    python -m benchmarks.books_beside docx BOOK.md OUT.docx

writes the lines of a Markdown handbook into a Word file with python-docx, as plainly as that can
be done: a heading or a paragraph for each line, no links, no tables, no numbers of pages.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from pathlib import Path

from benchmarks.measure import Job

ROOT = Path(__file__).resolve().parents[1]
_ANCHOR = re.compile(r'<a id="([^"]*)"></a>')
_HEADING = re.compile(r"(#{1,6}) (.*)")
_POLICY = re.compile(r'^### (?=<a id="([a-z0-9-]+)"></a>)', re.MULTILINE)
_SETTINGS = "site_name: Handbook\ntheme: {name: material}\nplugins: [search]\n"


def mkdocs_folder(markdown: str, folder: Path) -> int:
    """Write a page for each policy of a Markdown handbook; gives how many there are."""
    pages = folder / "docs"
    pages.mkdir(parents=True)
    (folder / "mkdocs.yml").write_text(_SETTINGS, encoding="utf-8")
    starts = [*_POLICY.finditer(markdown)]
    (pages / "index.md").write_text("# Handbook\n", encoding="utf-8")
    ends = [found.start() for found in starts[1:]] + [len(markdown)]
    for found, end in zip(starts, ends, strict=True):
        text = _ANCHOR.sub("", markdown[found.start() : end])
        raised = re.sub(r"^##(#+ )", r"\1", text, flags=re.MULTILINE)
        (pages / f"{found[1]}.md").write_text(raised, encoding="utf-8")
    return len(starts)


def jobs(book: Path, programs: Path, folder: Path) -> Iterator[tuple[str, Job]]:
    """What makes a site, a PDF and a Word file of a handbook, by name, where it is installed.

    Args:
        book: the folder with the handbook, `staff.en.md`, and with its pages in `mkdocs`.
        programs: the folder of the other programs.
        folder: where they write to.
    """
    markdown = book / "staff.en.md"
    mkdocs, weasyprint = programs / "mkdocs", programs / "weasyprint"
    if mkdocs.exists():
        yield (
            "mkdocs-material",
            Job([mkdocs, "build", "-q", "-d", folder / "site"], book / "mkdocs"),
        )
    if weasyprint.exists():
        words = ["--pdf-variant", "pdf/ua-1", "-q"]
        made = folder / "book.pdf"
        page = folder / "book.html"
        page.write_text(plain_page(markdown.read_text(encoding="utf-8")), encoding="utf-8")
        yield "WeasyPrint", Job([weasyprint, *words, page, made], book)
    script = [sys.executable, "-m", "benchmarks.books_beside", "docx"]
    yield "python-docx", Job([*script, markdown, folder / "book.docx"], ROOT)


def plain_page(markdown: str) -> str:
    """A page of HTML without a style of its own."""
    from markdown_it import MarkdownIt

    head = '<!doctype html><html lang="en"><meta charset="utf-8"><title>Handbook</title>'
    return head + str(MarkdownIt("commonmark", {"html": True}).enable("table").render(markdown))


def plain_docx(markdown: str, place: Path) -> None:
    """A Word file with a heading or a paragraph for each line."""
    from docx import Document

    document = Document()
    for line in filter(None, markdown.splitlines()):
        found = _HEADING.match(line)
        if found is None:
            document.add_paragraph(line)
        else:
            document.add_heading(_ANCHOR.sub("", found[2]), len(found[1]))
    document.save(str(place))


if __name__ == "__main__":
    _, _, source, target = sys.argv
    plain_docx(Path(source).read_text(encoding="utf-8"), Path(target))
