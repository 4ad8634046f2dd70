"""A company's own Word document as the base: its look is taken, nothing else of it."""

from __future__ import annotations

import base64
import io
import re
import time
import zipfile
from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path

import docx
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.shared import Emu
from tests.handbook.word import R, W, Word, said

from policykit import resources
from policykit.handbook.formats.docx import FORMAT
from policykit.handbook.word.base import read_base
from policykit.handbook.word.opening import MOST_BYTES
from policykit.model.book import Book
from policykit.model.errors import RenderError
from policykit.rendering import Templates

PICTURE = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAQAAAACCAIAAADwyuo0AAAAEElEQVR4nGOQjtoKRwxYOQAN2gixB0lRJgAAAABJRU5ErkJggg=="
)
FIELD = (
    "<w:p {ns}><w:r><w:fldChar w:fldCharType='begin'/></w:r><w:r><w:instrText>{code}</w:instrText>"
    "</w:r><w:r><w:fldChar w:fldCharType='separate'/></w:r><w:r><w:t>shown</w:t></w:r>"
    "<w:r><w:fldChar w:fldCharType='end'/></w:r></w:p>"
)


def letterhead(*, code: str = "PAGE", picture: bytes = PICTURE) -> bytes:
    document = docx.Document()
    header = document.sections[0].header
    header.paragraphs[0].text = "ACME Retail Ltd"
    if picture:
        header.paragraphs[0].add_run().add_picture(io.BytesIO(picture))
    header._element.append(parse_xml(FIELD.format(ns=nsdecls("w"), code=code)))
    document.sections[0].left_margin = document.sections[0].right_margin = Emu(1_000_000)
    document.add_paragraph("A secret of the company.")
    target = io.BytesIO()
    document.save(target)
    return in_swedish(target.getvalue())


def in_swedish(content: bytes) -> bytes:
    """The file as a Swedish Word names its styles, headings in red."""

    def mended(name: str, text: bytes) -> bytes:
        text = text.replace(b'"Heading1"', b'"Rubrik1"')
        if name == "word/styles.xml":
            text = re.sub(
                rb'(<w:name w:val="heading 1".*?w:val=")[0-9A-F]{6}"',
                rb'\1FF0000"',
                text,
                flags=re.DOTALL,
            )
        return text

    return changed(content, mended)


def changed(content: bytes, change: object, **more: bytes) -> bytes:
    target = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(content)) as source,
        zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as made,
    ):
        for name in source.namelist():
            data = source.read(name)
            made.writestr(name, change(name, data) if callable(change) else data)
        for name, data in more.items():
            made.writestr(name, data)
    return target.getvalue()


def replaced(part: str, old: bytes, new: bytes) -> bytes:
    def change(name: str, data: bytes) -> bytes:
        if not re.fullmatch(part, name):
            return data
        assert old in data
        return data.replace(old, new, 1)

    return changed(letterhead(), change)


def rendered(folder: Path, book: Book, base: bytes) -> Word:
    own = folder / "templates"
    (own / "docx").mkdir(parents=True, exist_ok=True)
    (own / "docx" / "base.docx").write_bytes(base)
    templates = Templates(resources.shipped("templates"), own, root=folder)
    return Word(FORMAT.render(book, templates)[0].content)


def test_it_lends_its_look_and_nothing_else(tmp_path: Path, short: Book) -> None:
    word = rendered(tmp_path, short, letterhead())
    document = docx.Document(io.BytesIO(word.content))
    heading = next(
        one
        for one in document.paragraphs
        if one.style is not None and one.style.name == "Heading 1"
    )
    assert heading.style is not None
    assert str(heading.style.font.color.rgb) == "FF0000"
    for section in document.sections:
        assert "ACME Retail Ltd" in section.header.paragraphs[0].text
    assert "secret" not in word.said
    margins = next(word.body.iter(f"{W}pgMar"))
    assert margins.get(f"{W}left") == "1575"
    assert [name for name in word.names if "media" in name] == ["word/media/base-header1-1.png"]
    assert word.parts["word/styles.xml"].find(f".//{W}lang") is not None
    assert {one.get(f"{W}val") for one in word.parts["word/styles.xml"].iter(f"{W}lang")} == {
        "sv-SE"
    }


def test_every_style_list_and_relation_is_there(tmp_path: Path, short: Book) -> None:
    word = rendered(tmp_path, short, letterhead())
    styles = [one.get(f"{W}styleId", "") for one in word.parts["word/styles.xml"].iter(f"{W}style")]
    assert len(styles) == len(set(styles))
    assert "Rubrik1" not in styles
    for name, part in word.parts.items():
        if not name.startswith("word/") or name.endswith(".rels"):
            continue
        for kind in ("pStyle", "rStyle", "tblStyle", "basedOn", "next", "link"):
            assert {one.get(f"{W}val") for one in part.iter(f"{W}{kind}")} <= set(styles), name
    lists = word.parts["word/numbering.xml"].findall(f"{W}num")
    numbers = [one.get(f"{W}numId") for one in lists]
    assert len(numbers) == len(set(numbers))
    assert {one.get(f"{W}val") for one in word.body.iter(f"{W}numId")} - {"0"} <= set(numbers)
    for name, part in word.parts.items():
        if re.fullmatch(r"word/header\d+\.xml", name):
            used = {one.get(f"{R}embed") for one in part.iter() if one.get(f"{R}embed")}
            known = {one.get("Id") for one in word.parts[f"word/_rels/{name[5:]}.rels"]}
            assert used == known


def test_what_is_not_in_force_is_still_marked_on_its_pages(tmp_path: Path, short: Book) -> None:
    word = rendered(tmp_path, short, letterhead())
    heads = {
        name: " ".join(said(each) for each in part.iter(f"{W}p"))
        for name, part in word.parts.items()
        if name.startswith("word/header")
    }
    badge = next(page.badge for page in short.policies if page.badge)
    assert sorted(badge in text for text in heads.values()) == [False, False, False, True]


@pytest.mark.parametrize(
    ("code", "is_kept"),
    [
        ("PAGE", True),
        (" STYLEREF 1 ", True),
        ("title", True),
        ('INCLUDEPICTURE "https://evil.example/x.png"', False),
        ('DDEAUTO c:\\\\windows\\\\system32\\\\cmd.exe "/k calc"', False),
        ('LINK Excel.Sheet "x"', False),
        ('HYPERLINK "https://evil.example"', False),
        ("MACROBUTTON x", False),
        ("", False),
    ],
)
def test_only_fields_that_tell_of_the_document_stay(code: str, is_kept: bool) -> None:
    head = read_base(letterhead(code=code.replace('"', "&quot;"))).margins["header", "default"].root
    told = "".join(one.text or "" for one in head.iter(f"{W}instrText"))
    assert told == (code if is_kept else "")
    assert bool(list(head.iter(f"{W}fldChar"))) is is_kept
    assert "shown" in " ".join(said(each) for each in head.iter(f"{W}p"))


@cache
def bomb(name: str) -> bytes:
    def change(part: str, data: bytes) -> bytes:
        return b"<a>" + b" " * 300_000_000 + b"</a>" if part == name else data

    return changed(letterhead(), change)


LAUGHS = b'<?xml version="1.0"?><!DOCTYPE l [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]><w:styles>&b;</w:styles>'
REFUSED: Mapping[str, tuple[str, bytes | Callable[[], bytes]]] = {
    "words": ("base-no-document", b"hello"),
    "nothing": ("base-no-document", b""),
    "cut": ("base-no-document", letterhead()[:3000]),
    "macros": ("base-macros", changed(letterhead(), None, **{"word/vbaProject.bin": b"x"})),
    "parts": ("base-too-large", letterhead() + b"PK\x01\x02" * 2000),
    "bomb": ("base-too-large", lambda: bomb("word/styles.xml")),
    "laughs": (
        "base-no-document",
        changed(letterhead(), lambda name, data: LAUGHS if name == "word/styles.xml" else data),
    ),
    "sixteen": (
        "base-no-document",
        changed(
            letterhead(),
            lambda name, data: (
                LAUGHS.decode().encode("utf-16") if name == "word/styles.xml" else data
            ),
        ),
    ),
    "deep": (
        "base-no-document",
        changed(
            letterhead(),
            lambda name, data: (
                b"<a>" * 5000 + b"</a>" * 5000 if name == "word/styles.xml" else data
            ),
        ),
    ),
    "linked": (
        "base-outside-picture",
        replaced(
            r"word/_rels/header1\.xml\.rels",
            b'Target="media',
            b'TargetMode="External" Target="https://evil.example',
        ),
    ),
    "vector": ("base-unknown-picture", replaced(r"word/media/.*\.png", b"\x89PNG", b"<svg")),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_could_do_harm_is_refused_at_once(name: str) -> None:
    reference, given = REFUSED[name]
    content = given() if callable(given) else given
    begun = time.process_time()
    with pytest.raises(RenderError) as found:
        read_base(content)
    assert time.process_time() - begun < 1
    assert found.value.reference == reference
    assert found.value.hint


def test_a_base_of_any_size_is_refused_by_its_name(tmp_path: Path, short: Book) -> None:
    with pytest.raises(RenderError, match=r"docx/base\.docx has more than 8192 KiB"):
        rendered(tmp_path, short, b"x" * (MOST_BYTES + 1))


def test_a_link_out_of_the_folder_is_refused(tmp_path: Path, short: Book) -> None:
    outside = tmp_path / "outside.docx"
    outside.write_bytes(letterhead())
    own = tmp_path / "repository" / "templates"
    (own / "docx").mkdir(parents=True)
    (own / "docx" / "base.docx").symlink_to(outside)
    templates = Templates(resources.shipped("templates"), own, root=own.parent)
    with pytest.raises(RenderError, match="leads out"):
        FORMAT.render(short, templates)
