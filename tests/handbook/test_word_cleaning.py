"""What a company's own Word document holds is judged piece by piece, however it is nested."""

from __future__ import annotations

import struct
import time
import xml.etree.ElementTree as ET
import zipfile
from io import BytesIO
from pathlib import Path

import pytest
from tests.handbook.test_word_base import PICTURE, changed, letterhead, rendered, replaced
from tests.handbook.word import R, W, said

from policykit.handbook.word.base import read_base
from policykit.handbook.word.cleaning import cleaned
from policykit.handbook.word.opening import parsed
from policykit.model.book import Book
from policykit.model.errors import RenderError

NAMES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:wpg="http://schemas.microsoft.com/office/word/2010/wordprocessingGroup" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart"'
)


def head(inside: str) -> ET.Element:
    return parsed(f"<w:hdr {NAMES}><w:p>{inside}</w:p></w:hdr>".encode())


def begin(more: str = "") -> str:
    return f'<w:r><w:fldChar w:fldCharType="begin">{more}</w:fldChar></w:r>'


def code(words: str, tag: str = "instrText") -> str:
    return f"<w:r><w:{tag}>{words}</w:{tag}></w:r>"


def shown(words: str) -> str:
    return f"<w:r><w:t>{words}</w:t></w:r>"


SEPARATE = '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
END = '<w:r><w:fldChar w:fldCharType="end"/></w:r>'


def whole(words: str, inside: str = "", result: str = "") -> str:
    return f"{begin()}{code(words)}{inside}{SEPARATE}{result}{END}"


def simple(words: str, inside: str) -> str:
    return f'<w:fldSimple w:instr="{words}">{inside}</w:fldSimple>'


EVIL = "INCLUDEPICTURE http://evil.example/x"

FIELDS = {
    "alone": (whole("PAGE", result=shown("3")), ["PAGE"], "3"),
    "no result": (f"{begin()}{code('PAGE')}{END}", ["PAGE"], ""),
    "in two pieces": (
        f"{begin()}{code('STYLE')}{code('REF 1')}{SEPARATE}{shown('x')}{END}",
        ["STYLE", "REF 1"],
        "x",
    ),
    "one shown in another": (
        whole("TITLE", result=f"{shown('a')}{whole('PAGE', result=shown('b'))}"),
        ["TITLE", "PAGE"],
        "ab",
    ),
    "one after a forbidden one": (
        whole(EVIL, result=shown("a")) + whole("PAGE", result=shown("b")),
        ["PAGE"],
        "ab",
    ),
    "forbidden in a code": (whole("TITLE", whole(EVIL), shown("a")), [], "a"),
    "forbidden in a result": (whole("PAGE", result=whole("DDEAUTO c:")), [], ""),
    "any in a code": (whole("PAGE", whole("TITLE", result=shown("LINK")), shown("a")), [], "a"),
    "simple in a code": (whole("PAGE", simple("TITLE", shown("LINK")), shown("a")), [], "a"),
    "simple": (simple("PAGE", shown("a")), ["PAGE"], "a"),
    "simple, forbidden": (simple(EVIL, shown("a")), [], "a"),
    "simple in simple": (simple("QUOTE x", simple(EVIL, shown("a"))), [], "a"),
    "simple in simple, kept": (simple("QUOTE x", simple("PAGE", shown("a"))), ["PAGE"], "a"),
    "forbidden in simple": (simple("PAGE", whole(EVIL, result=shown("a"))), [], "a"),
    "no end": (f"{begin()}{code('PAGE')}{SEPARATE}{shown('a')}", [], "a"),
    "no end in simple": (simple("PAGE", f"{begin()}{code('PAGE')}") + END, [], ""),
    "no beginning": (f"{code(EVIL)}{SEPARATE}{shown('a')}{END}", [], "a"),
    "code in words": (f"{begin()}{shown(EVIL)}{code('PAGE')}{END}", [], ""),
    "code of a result": (whole("PAGE", result=code(EVIL)), ["PAGE"], ""),
    "deleted code": (f"{begin()}{code('PAGE')}{code(EVIL, 'delInstrText')}{END}", ["PAGE"], ""),
    "data": (
        (
            f"{begin('<w:fldData>x</w:fldData><w:ffData><w:entryMacro/></w:ffData>')}"
            f"{code('PAGE')}{END}"
        ),
        ["PAGE"],
        "",
    ),
}


@pytest.mark.parametrize("name", FIELDS)
def test_a_field_stays_when_it_and_all_in_it_tell_of_the_document(name: str) -> None:
    inside, codes, words = FIELDS[name]
    made = cleaned(head(inside))
    told = [
        one.text if one.tag == f"{W}instrText" else one.get(f"{W}instr")
        for one in made.iter()
        if one.tag in {f"{W}instrText", f"{W}fldSimple"}
    ]
    assert told == codes
    assert "".join(said(paragraph) for paragraph in made) == words
    assert "evil" not in ET.tostring(made, encoding="unicode")
    signs = [one.get(f"{W}fldCharType") for one in made.iter(f"{W}fldChar")]
    assert signs.count("begin") == signs.count("end")
    assert all(not len(one) for one in made.iter(f"{W}fldChar"))


@pytest.mark.parametrize(
    "many",
    [
        simple("QUOTE", "") * 40_000,
        code("x") * 40_000,
        begin() * 40_000,
        (begin() + END) * 20_000,
        begin() + code("PAGE") * 40_000 + END,
    ],
    ids=["simple", "code", "begun", "empty", "long"],
)
def test_many_fields_take_no_longer_than_as_many_words(many: str) -> None:
    root = head(many)
    begun = time.process_time()
    cleaned(root)
    assert time.process_time() - begun < 2


def test_more_elements_than_any_letterhead_has_are_refused() -> None:
    many = b"<w:r/>" * 600_000
    with pytest.raises(RenderError) as found:
        read_base(replaced(r"word/header1\.xml", b"<w:p>", b"<w:p>" + many))
    assert found.value.reference == "base-too-large"


def test_relations_have_names_of_our_own(tmp_path: Path, short: Book) -> None:
    sly = b"x&quot; TargetMode=&quot;External&quot; y=&quot;"

    def change(name: str, data: bytes) -> bytes:
        if name == "word/header1.xml":
            return data.replace(b'r:embed="rId1"', b'r:embed="' + sly + b'"')
        return data.replace(b'"rId1"', b'"' + sly + b'"') if "header1.xml.rels" in name else data

    word = rendered(tmp_path, short, changed(letterhead(), change))
    relations = [dict(one.attrib) for one in word.parts["word/_rels/header1.xml.rels"]]
    assert [(one["Id"], one["Target"]) for one in relations] == [
        ("rIdB1", "media/base-header1-1.png")
    ]
    assert all("TargetMode" not in one for one in relations)
    used = {one.get(f"{R}embed") for one in word.parts["word/header1.xml"].iter()} - {None}
    assert used == {"rIdB1"}


@pytest.mark.parametrize("flag", [0x1, 0x20, 0x40])
def test_a_locked_or_patched_zip_file_is_no_document(flag: int) -> None:
    content = bytearray(letterhead())
    at = -1
    for sign, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        while (at := content.find(sign, at + 1)) >= 0:
            (old,) = struct.unpack_from("<H", content, at + place)
            struct.pack_into("<H", content, at + place, old | flag)
    with pytest.raises(RenderError) as found:
        read_base(bytes(content))
    assert found.value.reference == "base-no-document"


def test_a_zip_file_with_a_wrong_place_of_a_part_is_no_document() -> None:
    content = bytearray(letterhead())
    with zipfile.ZipFile(BytesIO(content)) as archive:
        last = max(entry.header_offset for entry in archive.infolist())
    at = -1
    while (at := content.find(b"PK\x01\x02", at + 1)) >= 0:
        struct.pack_into("<I", content, at + 42, last + 100_000)
    with pytest.raises(RenderError) as found:
        read_base(bytes(content))
    assert found.value.reference == "base-no-document"


GROUP = (
    '<w:r {names}><mc:AlternateContent><mc:Choice Requires="wpg"><w:drawing><wp:inline>'
    '<wp:extent cx="9" cy="9"/><wp:docPr id="1" name="x"/><a:graphic>'
    '<a:graphicData uri="http://schemas.microsoft.com/office/word/2010/wordprocessingGroup">'
    "{drawn}</a:graphicData></a:graphic></wp:inline></w:drawing></mc:Choice></mc:AlternateContent>"
    "</w:r>"
)
GROUPED = (
    "<wpg:wgp><wpg:cNvGrpSpPr/><wpg:grpSpPr/><pic:pic><pic:nvPicPr><pic:cNvPr id='2' name='y'/>"
    "<pic:cNvPicPr/></pic:nvPicPr><pic:blipFill><a:blip r:embed='rId1'/></pic:blipFill>"
    "<pic:spPr/></pic:pic></wpg:wgp>"
)


def with_drawing(drawn: str) -> bytes:
    group = GROUP.format(names=NAMES, drawn=drawn).encode()
    return replaced(r"word/header1\.xml", b"</w:p>", group + b"</w:p>")


def test_a_picture_in_a_group_of_shapes_is_kept(tmp_path: Path, short: Book) -> None:
    word = rendered(tmp_path, short, with_drawing(GROUPED))
    group = next(
        one for one in word.parts["word/header1.xml"].iter() if one.tag.endswith("}graphicData")
        and "Group" in one.get("uri", "")
    )  # fmt: skip
    assert [one.get(f"{R}embed") for one in group.iter() if one.tag.endswith("}blip")] == ["rIdB1"]
    assert any(one.tag.endswith("}wgp") for one in group)
    with zipfile.ZipFile(BytesIO(word.content)) as archive:
        assert archive.read("word/media/base-header1-1.png") == PICTURE


def test_a_drawing_that_cannot_be_kept_is_refused_and_not_lost() -> None:
    with pytest.raises(RenderError, match="neither a picture nor made of shapes") as found:
        read_base(with_drawing('<c:chart r:id="rId7"/>'))
    assert found.value.hint
