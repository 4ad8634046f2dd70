"""Languages that run from right to left, and those of many letters: every format, no failure."""

from __future__ import annotations

import io
import re
from pathlib import Path

import pikepdf
import pytest
from pypdf import PdfReader
from tests.cli.conftest import make_small
from tests.handbook.pages import Page
from tests.handbook.word import W, Word
from tests.support.program import Outcome, run_afresh

from policykit.handbook.making import format_names

WORDS = {
    "ar": "title: كيف نرد على الهاتف\nstatements: {greet: 'أجب خلال {answer-in} واذكر اسمك الأول.'}\n",
    "he": "statements: {greet: 'ענו תוך {answer-in} ואמרו את שמכם.'}\n",
    "ja": "title: 電話の受け方\nstatements: {greet: '{answer-in}以内に出て、名前を名乗る。'}\n",
    "zh": "",
}
RIGHT_TO_LEFT = ("ar", "he")


class Shop:
    def __init__(self, folder: Path) -> None:
        root = make_small(folder / "shop")
        (root / "policykit.yaml").write_text(
            f"format: 1\nframeworks: []\nlocales: {{source: en, offered: [{', '.join(WORDS)}]}}\n"
            "handbooks:\n  staff: {title: Staff handbook, words: {ar: دليل الموظفين}}\n",
            encoding="utf-8",
        )
        for locale, words in WORDS.items():
            if words:
                head = f"translates: phone-manners\nlocale: {locale}\n"
                path = root / "policies" / f"phone-manners.{locale}.yaml"
                path.write_text(head + words, encoding="utf-8")
        formats = [word for name in format_names() for word in ("--format", name)]
        locales = [word for name in WORDS for word in ("--locale", name)]
        self.done: Outcome = run_afresh(
            root, "render", *formats, *locales, "--output", str(folder / "out")
        )
        self.folder = folder / "out"


@pytest.fixture(scope="module")
def shop(tmp_path_factory: pytest.TempPathFactory) -> Shop:
    return Shop(tmp_path_factory.mktemp("locales"))


def test_every_format_is_made_and_what_is_not_translated_is_counted(shop: Shop) -> None:
    assert shop.done.exit_code == 0, shop.done.stdout + shop.done.stderr
    for name in format_names():
        part = shop.done.stdout.partition(f"staff ({name}): ")[2].partition("staff (")[0]
        assert "  he: 1 text is not translated and printed in the source language\n" in part
        assert "  zh: 2 texts are not translated and printed in the source language\n" in part
        assert not re.search(r"^  (?:ar|ja): ", part, re.MULTILINE)
    assert "the first stands at policies/phone-manners.ja.yaml:3" in shop.done.stdout


@pytest.mark.parametrize("locale", WORDS)
def test_web_pages_say_which_way_they_run(shop: Shop, locale: str) -> None:
    direction = "rtl" if locale in RIGHT_TO_LEFT else "ltr"
    for path in sorted((shop.folder / locale).rglob("*.html")):
        text = path.read_text(encoding="utf-8")
        assert re.search(rf'<html [^>]*lang="{locale}"[^>]*dir="{direction}"', text)
        assert Page(text).problems == []
    text = (shop.folder / locale / "policies" / "phone-manners.html").read_text(encoding="utf-8")
    if locale in {"he", "zh"}:
        assert re.search(r'lang="en"[^>]*>[^<]*How we answer the phone', text)


@pytest.mark.parametrize("locale", WORDS)
def test_word_documents_run_the_right_way(shop: Shop, locale: str) -> None:
    word = Word((shop.folder / f"staff.{locale}.docx").read_bytes())
    styles = word.parts["word/styles.xml"]
    is_turned = locale in RIGHT_TO_LEFT
    assert (styles.find(f".//{W}pPrDefault//{W}bidi") is not None) == is_turned
    assert (styles.find(f".//{W}rPrDefault//{W}rtl") is not None) == is_turned
    assert (word.body.find(f".//{W}sectPr/{W}bidi") is not None) == is_turned
    assert all(
        (table.find(f"{W}tblPr/{W}bidiVisual") is not None) == is_turned
        for table in word.body.iter(f"{W}tbl")
    )


@pytest.mark.parametrize("locale", WORDS)
def test_paper_is_in_its_language_and_has_every_rule(shop: Shop, locale: str) -> None:
    content = (shop.folder / f"staff.{locale}.pdf").read_bytes()
    with pikepdf.open(io.BytesIO(content)) as pdf:
        assert str(pdf.Root.Lang).split("-")[0] == locale
        is_turned = "/Direction" in pdf.Root.get("/ViewerPreferences", {}) and (
            str(pdf.Root.ViewerPreferences.Direction) == "/R2L"
        )
        assert is_turned == (locale in RIGHT_TO_LEFT)
    said = " ".join(page.extract_text() for page in PdfReader(io.BytesIO(content)).pages)
    assert "1.1.1" in said
    if locale == "zh":
        assert "How we answer the phone" in said
    if locale == "ja":
        assert "U+96FB" in said
