"""The reference policies as Word documents."""

from __future__ import annotations

import io
import re
import subprocess
import sys
import zipfile
from dataclasses import replace
from pathlib import Path

import docx
import pytest
from tests.handbook.folders import ROOT, TEMPLATES
from tests.handbook.hostile import HOSTILE, hostile_book
from tests.handbook.word import R, W, Word, said

from policykit.handbook.formats.docx import FORMAT
from policykit.model.book import Book, Design

PNG = (
    "data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAQAAAACCAIAAADwyuo0AAAAEElEQVR4nGOQjtoKRwxY"
    "OQAN2gixB0lRJgAAAABJRU5ErkJggg=="
)


def emptied(book: Book) -> Book:
    return replace(book, policies=(), chapters=(), decisions=(), index=(), glossary=(), owners=())


@pytest.fixture(scope="session")
def words(books: dict[str, Book]) -> dict[str, Word]:
    return {name: Word(FORMAT.render(book, TEMPLATES)[0].content) for name, book in books.items()}


def test_one_file_named_by_handbook_and_language(books: dict[str, Book]) -> None:
    book = replace(emptied(books["sv"]), name="charter")
    assert [file.path for file in FORMAT.render(book, TEMPLATES)] == ["charter.sv.docx"]


def test_every_link_and_page_reference_leads_to_a_place(words: dict[str, Word]) -> None:
    for word in words.values():
        places = word.bookmarks
        assert len(places) == len(set(places))
        assert all(re.fullmatch(r"[a-z][a-z0-9_]{0,39}", name) for name in places)
        assert set(word.links) <= set(places)
        assert set(word.page_references) <= set(places)
        numbers = [mark.get(f"{W}id") for mark in word.body.iter(f"{W}bookmarkStart")]
        ends = [mark.get(f"{W}id") for mark in word.body.iter(f"{W}bookmarkEnd")]
        assert numbers == ends
        assert len(set(numbers)) == len(numbers)


def test_every_rule_stands_once_with_number_level_and_place(
    books: dict[str, Book], words: dict[str, Word]
) -> None:
    for locale, book in books.items():
        rules = [rule for page in book.policies for rule in page.rules]
        printed = list(words[locale].styled("Rule"))
        assert len(printed) == len(rules)
        for rule, text in zip(rules, printed, strict=True):
            assert text.startswith(f"{rule.number} \u00a0{rule.label}\u00a0 "), text
            assert " ".join(rule.text.text.split()) in " ".join(text.split())
        places = set(words[locale].bookmarks)
        for rule in rules:
            assert rule.anchor.replace("-", "_").replace(".", "__")[:40] in places or any(
                name.startswith("x_") for name in places
            )


def test_contents_name_every_chapter_and_policy_with_its_page(
    books: dict[str, Book], words: dict[str, Word]
) -> None:
    for locale, book in books.items():
        word = words[locale]
        entries = [" ".join(text.split()) for text in word.styled("TOC2")]
        expected = [
            f"{page.number} {page.title}" + (f" \u2013 {page.badge}" if page.badge else "")
            for page in book.policies
        ]
        assert entries == [" ".join(text.split()) for text in expected]
        codes = [code.text or "" for code in word.body.iter(f"{W}instrText")]
        assert codes[0].split() == ["TOC", "\\o", '"1-2"', "\\h", "\\z"]
        starts = [
            mark for mark in word.body.iter(f"{W}fldChar") if mark.get(f"{W}fldCharType") == "begin"
        ]
        assert {mark.get(f"{W}dirty") for mark in starts} == {"true"}
        ends = [
            mark for mark in word.body.iter(f"{W}fldChar") if mark.get(f"{W}fldCharType") == "end"
        ]
        assert len(starts) == len(ends)


def test_a_foreign_reader_sees_headings_tables_and_properties(
    books: dict[str, Book], words: dict[str, Word]
) -> None:
    for locale, book in list(books.items())[1:]:
        document = docx.Document(io.BytesIO(words[locale].content))
        headings = [
            " ".join(each.text.split())
            for each in document.paragraphs
            if each.style is not None and each.style.name == "Heading 2"
        ]
        assert headings == [" ".join(f"{one.number} {one.title}".split()) for one in book.policies]
        assert document.core_properties.title == book.title
        assert document.core_properties.language == {"en": "en-GB", "sv": "sv-SE"}[locale]
        assert len(document.sections) > 3
        targets = [page.targets for page in book.policies if page.targets]
        first = [cell.text for cell in document.tables[0].rows[0].cells]
        assert len(first) == 2
        wanted = [column.text for column in targets[0].columns]
        assert any(
            [cell.text for cell in table.rows[0].cells] == wanted for table in document.tables
        )


def test_a_preface_opens_the_book_with_headings_of_its_own(words: dict[str, Word]) -> None:
    for word in words.values():
        headings = list(word.styled("FrontHeading"))
        assert headings[0] == "Welcome"
        assert "Then" in word.styled("Heading4")


def test_many_rules_at_once_are_named_by_their_numbers(
    books: dict[str, Book], words: dict[str, Word]
) -> None:
    for locale, book in books.items():
        module = max(
            (module for policy in book.policies for module in policy.modules),
            key=lambda one: len(one.teaches),
        )
        assert len(module.teaches) > 4
        assert ": " + ", ".join(one.number for one in module.teaches) in words[locale].said


def test_tables_repeat_their_heads_keep_rows_whole_and_fill_the_line(
    words: dict[str, Word],
) -> None:
    for table in words["en"].body.iter(f"{W}tbl"):
        style = table.find(f"{W}tblPr/{W}tblStyle")
        assert style is not None
        rows = table.findall(f"{W}tr")
        assert all(row.find(f"{W}trPr/{W}cantSplit") is not None for row in rows[:-1]), style.get(
            f"{W}val"
        )
        heads = [row.find(f"{W}trPr/{W}tblHeader") is not None for row in rows]
        assert heads[0] == (style.get(f"{W}val") == "HandbookTable")
        assert not any(heads[1:])
        widths = [int(one.get(f"{W}w", "0")) for one in table.iter(f"{W}gridCol")]
        assert sum(widths) == 11906 - 2 * 1247
        assert min(widths) > 500
        for row in rows:
            cells = row.findall(f"{W}tc")
            assert len(cells) == len(widths)
            assert all(cell[-1].tag == f"{W}p" for cell in cells)


def test_what_is_not_in_force_is_marked_on_every_page_and_in_the_contents(
    books: dict[str, Book], words: dict[str, Word]
) -> None:
    book, word = books["en"], words["en"]
    badges = [page.badge for page in book.policies if page.badge]
    reviews = [page.review_badge for page in book.policies if page.review_badge]
    assert sorted(word.styled("Draft")) == sorted([*badges, *reviews])
    marked = {
        name: " ".join(part.itertext())
        for name, part in word.parts.items()
        if name.startswith("word/header")
    }
    for badge in set(badges):
        assert any(badge in text for text in marked.values())
    assert any(not any(badge in text for badge in badges) for text in marked.values())
    relations = word.relations
    for section in word.body.iter(f"{W}sectPr"):
        for reference in section.findall(f"{W}headerReference"):
            assert f"word/{relations[reference.get(f'{R}id', '')][0]}" in word.parts


def test_language_of_the_document_and_of_words_in_another(words: dict[str, Word]) -> None:
    style = words["sv"].parts["word/styles.xml"]
    default = style.find(f"{W}docDefaults/{W}rPrDefault/{W}rPr/{W}lang")
    assert default is not None
    assert default.get(f"{W}val") == "sv-SE"
    foreign = {lang.get(f"{W}val") for lang in words["sv"].body.iter(f"{W}lang")}
    assert foreign == {"en-GB"}
    assert not list(words["en"].body.iter(f"{W}lang"))


def test_every_style_and_list_that_is_used_exists(words: dict[str, Word]) -> None:
    for word in words.values():
        known = {
            style.get(f"{W}styleId") for style in word.parts["word/styles.xml"].iter(f"{W}style")
        }
        for name, part in word.parts.items():
            if not name.startswith("word/") or name.endswith(".rels"):
                continue
            for kind in ("pStyle", "rStyle", "tblStyle", "basedOn", "next"):
                used = {one.get(f"{W}val") for one in part.iter(f"{W}{kind}")}
                assert used <= known, (name, used - known)
        numbers = {
            one.get(f"{W}numId") for one in word.parts["word/numbering.xml"].findall(f"{W}num")
        }
        used = {one.get(f"{W}val") for one in word.body.iter(f"{W}numId")} - {"0"}
        assert used <= numbers


def test_each_procedure_counts_its_steps_anew(
    books: dict[str, Book], words: dict[str, Word]
) -> None:
    procedures = sum(len(page.procedures) for page in books["en"].policies)
    quizzes = sum(
        1 for page in books["en"].policies for one in page.scenarios if one.quiz is not None
    )
    counted = words["en"].parts["word/numbering.xml"].findall(f"{W}num")
    assert len(counted) == 1 + procedures + quizzes


def test_addresses_outside_are_relations(words: dict[str, Word]) -> None:
    outside = {target for target, mode in words["en"].relations.values() if mode == "External"}
    assert outside
    assert all(target.startswith("https://") for target in outside)
    named = {link.get(f"{R}id") for link in words["en"].body.iter(f"{W}hyperlink")} - {None}
    assert named <= set(words["en"].relations)


def test_nothing_tells_when_or_where_it_was_made(words: dict[str, Word]) -> None:
    assert words["en"].times == {(1980, 1, 1, 0, 0, 0)}
    assert words["en"].names[0] == "[Content_Types].xml"


def test_hostile_words_stand_there_literally(books: dict[str, Book]) -> None:
    word = Word(FORMAT.render(hostile_book(books["en"]), TEMPLATES)[0].content)
    for nasty in HOSTILE:
        readable = re.sub(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]", "", nasty)
        assert word.said.count(" ".join(readable.split())) > 30, nasty
    assert set(word.links) <= set(word.bookmarks)
    codes = [(code.text or "").split()[0] for code in word.body.iter(f"{W}instrText")]
    assert set(codes) == {"TOC", "PAGEREF"}
    outside = {target for target, mode in word.relations.values() if mode == "External"}
    assert all("evil" not in target for target in outside)


def test_a_link_to_what_is_not_printed_is_words(books: dict[str, Book]) -> None:
    book = books["en"]
    alone = replace(
        book,
        policies=tuple(page for page in book.policies if page.id == "returns"),
        chapters=tuple(one for one in book.chapters if one.id == "returns"),
        decisions=(),
        glossary=(),
        index=(),
        owners=(),
    )
    word = Word(FORMAT.render(alone, TEMPLATES)[0].content)
    assert set(word.links) <= set(word.bookmarks)
    assert "Complaints from first word to follow-up" in word.said


@pytest.mark.parametrize(
    ("size", "width", "height"),
    [("a4", 11906, 16838), ("a5", 8391, 11906), ("letter", 12240, 15840)],
)
def test_paper_colour_and_logo(books: dict[str, Book], size: str, width: int, height: int) -> None:
    small = emptied(books["en"])
    design = Design(page_size=size, accent="#c0ffee", logo=PNG)
    word = Word(FORMAT.render(replace(small, design=design), TEMPLATES)[0].content)
    page = next(word.body.iter(f"{W}pgSz"))
    assert (page.get(f"{W}w"), page.get(f"{W}h")) == (str(width), str(height))
    assert "word/media/logo.png" in word.names
    colours = [one.get(f"{W}val") for one in word.parts["word/styles.xml"].iter(f"{W}color")]
    assert "C0FFEE" in colours
    assert "000000" in colours
    extent = next(node for node in word.body.iter() if node.tag.endswith("}extent"))
    assert int(extent.get("cx", "0")) == 2 * int(extent.get("cy", "0"))


@pytest.mark.parametrize(
    "logo",
    ["data:image/svg+xml;base64,PHN2Zy8+", "data:image/png;base64,AAAA", "data:image/png;base64,*"],
)
def test_a_logo_word_cannot_show_is_left_out(books: dict[str, Book], logo: str) -> None:
    small = emptied(books["en"])
    word = Word(FORMAT.render(replace(small, design=Design(logo=logo)), TEMPLATES)[0].content)
    assert not any("media" in name for name in word.names)
    assert not list(word.body.iter(f"{W}drawing"))


def test_tables_say_in_words_what_they_are_and_what_heads_them(
    books: dict[str, Book], words: dict[str, Word]
) -> None:
    for locale, word in words.items():
        captions = {one.get(f"{W}val", "") for one in word.body.iter(f"{W}tblCaption")}
        grids = [grid for page in books[locale].policies for grid in page.tables]
        assert grids
        assert {grid.caption.text for grid in grids} <= captions
        assert not any(re.fullmatch(r"[a-z0-9-]+[.:][a-z0-9.:-]+", caption) for caption in captions)
        assert books[locale].words["kind_ladder"] in captions
        for table in word.body.iter(f"{W}tbl"):
            heads = [
                row for row in table.iter(f"{W}tr") if row.find(f"{W}trPr/{W}tblHeader") is not None
            ]
            look = next(table.iter(f"{W}tblLook"))
            assert look.get(f"{W}firstRow") == str(len(heads))
            assert all(said(cell) for row in heads for cell in row.iter(f"{W}tc"))
            style = next(table.iter(f"{W}tblStyle")).get(f"{W}val")
            assert look.get(f"{W}firstColumn") == ("1" if style == "HandbookFacts" else "0")


def levels(word: Word) -> dict[str, int]:
    """The depth of each style that is a heading."""
    return {
        style.get(f"{W}styleId", ""): int(level.get(f"{W}val", ""))
        for style in word.parts["word/styles.xml"].iter(f"{W}style")
        for level in style.iter(f"{W}outlineLvl")
    }


def headings(word: Word, depth: int) -> list[str]:
    styles = {name for name, level in levels(word).items() if level == depth}
    return [
        said(one)
        for one in word.body.iter(f"{W}p")
        if (style := one.find(f"{W}pPr/{W}pStyle")) is not None and style.get(f"{W}val") in styles
    ]


def test_what_stands_before_the_chapters_has_headings(
    books: dict[str, Book], words: dict[str, Word]
) -> None:
    for locale, book in books.items():
        found = headings(words[locale], 0)
        for word in ("reading", "news", "vision", "values", "rules_index", "acknowledgement"):
            assert book.words[word] in found, word
        field = next(
            code.text or ""
            for code in words[locale].body.iter(f"{W}instrText")
            if "TOC" in (code.text or "")
        )
        assert field.split() == ["TOC", "\\o", '"1-2"', "\\h", "\\z"]


def test_the_staff_sign_on_the_last_page(books: dict[str, Book], words: dict[str, Word]) -> None:
    for locale, word in words.items():
        book = books[locale]
        told = [
            book.words[each] for each in ("signed_name", "signed_place", "signed_date", "signature")
        ]
        assert list(word.styled("SignLine")) == told
        table = list(word.body.iter(f"{W}tbl"))[-1]
        assert [said(cell) for cell in table.iter(f"{W}tc")] == told
        assert book.words["acknowledgement_note"] in list(word.styled("Lede"))
        assert headings(word, 0)[-1] == book.words["acknowledgement"]
    charter = replace(books["en"], template="charter", policies=books["en"].policies[:1])
    other = Word(FORMAT.render(charter, TEMPLATES)[0].content)
    assert list(other.styled("SignLine")) == []


SCRIPT = """
import hashlib, pathlib, sys
sys.path.insert(0, {root!r})
from tests.handbook.folders import TEMPLATES, made, written
from tests.handbook.test_book import FILES
from policykit.handbook.formats import docx, markdown
book = made(written(pathlib.Path.cwd(), FILES), "sv", preface="1. a\\n2. b")
for form in (docx, markdown):
    for file in form.FORMAT.render(book, TEMPLATES):
        print(file.path, hashlib.sha256(file.content).hexdigest())
"""


def test_the_same_bytes_in_any_folder_at_any_hour_with_any_seed(tmp_path: Path) -> None:
    told = set()
    for seed, zone in (("1", "UTC"), ("2", "Asia/Tokyo")):
        folder = tmp_path / seed
        folder.mkdir()
        found = subprocess.run(
            [sys.executable, "-c", SCRIPT.format(root=str(ROOT))],
            cwd=folder,
            env={"PYTHONHASHSEED": seed, "TZ": zone, "PYTHONPATH": str(ROOT / "src")},
            capture_output=True,
            text=True,
            check=True,
        )
        told.add(found.stdout)
    assert len(told) == 1
    assert told.pop().count("\n") == 2


def test_the_zip_is_one_that_others_open(words: dict[str, Word]) -> None:
    with zipfile.ZipFile(io.BytesIO(words["en"].content)) as archive:
        assert archive.testzip() is None
