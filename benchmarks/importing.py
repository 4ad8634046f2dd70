"""How long `policykit import` takes for a Word handbook of 500 pages, and how much memory.

Usage: PYTHONPATH=src python benchmarks/importing.py [PAGES]

The handbook is made: 400 words a page, a chapter every ten pages, a list and a table in each
chapter. Reading, drafting and checking are timed apart; the peak of memory is that of the process.
"""

from __future__ import annotations

import random
import resource
import sys
import tempfile
import time
import zipfile
from datetime import date
from pathlib import Path

from policykit.adopting import ImportRequest, adopt
from policykit.importing.opening import read_file

_WORDS = [
    "customer",
    "staff",
    "return",
    "goods",
    "order",
    "shop",
    "till",
    "receipt",
    "money",
    "answer",
    "question",
    "call",
    "letter",
    "parcel",
    "price",
    "offer",
    "delivery",
    "invoice",
    "card",
    "refund",
    "voucher",
    "service",
    "promise",
    "manager",
    "colleague",
    "counter",
    "accept",
    "explain",
    "check",
    "write",
    "open",
    "close",
    "help",
    "listen",
    "offer",
    "repair",
    "replace",
    "collect",
    "weigh",
    "count",
]
_LEVELS = ("Staff must", "You should", "Staff must not", "Customers may", "The till", "A parcel")
_SPACE = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_SENTENCES_A_PAGE = 36
_CHAPTER = 10
_TABLE_ROWS = 12


def handbook(target: Path, pages: int) -> None:
    """Write a handbook of so many pages; equal numbers give equal files."""
    chance = random.Random(11)
    body: list[str] = []
    for page in range(pages):
        if page % _CHAPTER == 0:
            name = " ".join(chance.sample(_WORDS, 2)).capitalize()
            body.append(_paragraph(f"{name} {page // _CHAPTER + 1}", "Heading1"))
            rows = "".join(
                f"<w:tr><w:tc>{_paragraph(_sentence(chance))}</w:tc>"
                f"<w:tc>{_paragraph(_sentence(chance))}</w:tc></w:tr>"
                for _ in range(_TABLE_ROWS)
            )
            body.append(f"<w:tbl>{rows}</w:tbl>")
        for number in range(_SENTENCES_A_PAGE // 3):
            text = " ".join(_sentence(chance) for _ in range(3))
            body.append(_paragraph(text, "ListBullet" if number % 2 else ""))
    document = f'<w:document xmlns:w="{_SPACE}"><w:body>{"".join(body)}</w:body></w:document>'
    styles = (
        f'<w:styles xmlns:w="{_SPACE}"><w:style w:styleId="Heading1"><w:name w:val="heading 1"/>'
        '</w:style><w:style w:styleId="ListBullet"><w:name w:val="List Bullet"/></w:style>'
        "</w:styles>"
    )
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", document)
        archive.writestr("word/styles.xml", styles)


def _sentence(chance: random.Random) -> str:
    words = " ".join(chance.choices(_WORDS, k=chance.randint(6, 14)))
    number = chance.choice(("", "", "", f" within {chance.randint(2, 40)} days"))
    return f"{chance.choice(_LEVELS)} {words}{number}."


def _paragraph(text: str, style: str = "") -> str:
    look = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    return f"<w:p>{look}<w:r><w:t>{text}</w:t></w:r></w:p>"


def _shop(root: Path) -> None:
    (root / "policies").mkdir(parents=True)
    (root / "schemas").mkdir()
    (root / "policykit.yaml").write_text("format: 1\nframeworks: []\n", encoding="utf-8")
    (root / "policies" / "organisation.yaml").write_text(
        "format: 1\nname: Shop\ntime_zone: Europe/London\n"
        "regions:\n  GB: {title: Great Britain, currency: GBP, languages: [en]}\n"
        "channels:\n  phone: {title: Phone, regions: {GB: {hours: mon-fri 09:00-17:00}}}\n"
        "roles:\n  head: {title: Head of service}\n",
        encoding="utf-8",
    )
    (root / "schemas" / "areas.yaml").write_text(
        "format: 1\nareas:\n  service-standards: {title: Service, order: 10}\n", encoding="utf-8"
    )


def main() -> None:
    """Make, import, print."""
    pages = int(sys.argv[1]) if len(sys.argv) > 1 else 500
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder) / "shop"
        _shop(root)
        file = Path(folder) / "handbook.docx"
        handbook(file, pages)
        start = time.perf_counter()
        read_file(file)
        read = time.perf_counter() - start
        before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        start = time.perf_counter()
        made = adopt(
            ImportRequest(root=root, files=(file,), owner="head"), lambda _: date(2026, 11, 22)
        )
        whole = time.perf_counter() - start
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        size = file.stat().st_size / 1_000_000
        print(
            f"{pages} pages, {size:.1f} MB, {made.report.found} sentences, "
            f"{len(made.report.policies)} policies: read {read:.2f} s, whole {whole:.1f} s, "
            f"peak {peak / 1024:.0f} MB (after reading {before / 1024:.0f} MB), "
            f"{made.report.share} % placed"
        )


if __name__ == "__main__":
    main()
