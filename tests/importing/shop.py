"""A small shop that handbooks are imported into, and Word files to import."""

from __future__ import annotations

import io
import zipfile
from datetime import date
from pathlib import Path

from policykit.adopting import Adopted, ImportRequest, adopt

TODAY = date(2026, 11, 22)
OWNER = "head-of-customer-service"

ORGANISATION = """\
format: 1
name: Corner Shop
time_zone: Europe/London
regions:
  GB: {title: Great Britain, currency: GBP, languages: [en]}
  SE: {title: Sweden, currency: SEK, languages: [sv]}
channels:
  phone:
    title: Phone
    regions:
      GB: {hours: mon-fri 09:00-17:00}
  email:
    title: Email
    regions:
      GB: {hours: mon-fri 09:00-17:00}
roles:
  head-of-customer-service: {title: Head of customer service}
  store-manager: {title: Store manager, reports_to: head-of-customer-service}
"""

AREAS = """\
format: 1
areas:
  service-standards: {title: Service standards, order: 10}
  phone: {title: Phone, order: 20, words: {sv: Telefon, de: Telefon}}
  returns: {title: Returns and refunds, order: 30, words: {sv: Returer, de: Rückgaben}}
  complaints: {title: Complaints, order: 40, words: {sv: Klagomål, de: Beschwerden}}
"""


def make_shop(target: Path) -> Path:
    """A policy repository without a policy."""
    (target / "policies").mkdir(parents=True)
    (target / "schemas").mkdir()
    (target / "policykit.yaml").write_text("format: 1\nframeworks: []\n", encoding="utf-8")
    (target / "policies" / "organisation.yaml").write_text(ORGANISATION, encoding="utf-8")
    (target / "schemas" / "areas.yaml").write_text(AREAS, encoding="utf-8")
    return target


def take(
    root: Path, *files: Path, area: str = "", locale: str = "", writes: bool = True
) -> Adopted:
    """Import files as the command does."""
    return adopt(
        ImportRequest(root=root, files=files, owner=OWNER, area=area, locale=locale),
        lambda _: TODAY,
        writes=writes,
    )


_WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"


def word_file(body: str, **others: bytes | str) -> bytes:
    """A Word document of the XML of its body; other parts by their names, `__` for `/`."""
    document = f'<w:document xmlns:w="{_WORD}"><w:body>{body}</w:body></w:document>'
    return zipped(
        {
            "[Content_Types].xml": f'<Types xmlns="{_TYPES}"/>',
            "word/document.xml": document,
            **{name.replace("__", "/"): content for name, content in others.items()},
        }
    )


def part(body: str, element: str) -> str:
    """Another part of a Word document."""
    return f'<w:{element} xmlns:w="{_WORD}">{body}</w:{element}>'


def paragraph(text: str, *, style: str = "", item: bool = False) -> str:
    """The XML of a paragraph."""
    look = f'<w:pStyle w:val="{style}"/>' if style else ""
    number = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>' if item else ""
    return f"<w:p><w:pPr>{look}{number}</w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>"


def zipped(parts: dict[str, bytes | str]) -> bytes:
    """A zip file of parts."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return target.getvalue()
