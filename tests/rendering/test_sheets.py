"""Own templates of printed handbooks: what they can replace, and what they cannot do."""

from __future__ import annotations

import io
from datetime import date
from pathlib import Path

import pytest
from pypdf import PdfReader

from policykit import resources
from policykit.model.errors import RenderError
from policykit.rendering import Templates
from policykit.rendering.sheets import print_sheets
from policykit.rendering.typesetting import Fonts

SHIPPED = resources.shipped("templates")
DAY = date(2026, 11, 21)
HEAD = '#set document(title: "T", date: datetime(year: 2026, month: 1, day: 1))\n'


def own(folder: Path, text: str) -> Templates:
    (folder / "templates" / "pdf").mkdir(parents=True)
    (folder / "templates" / "pdf" / "own.typ").write_text(text, encoding="utf-8")
    return Templates(SHIPPED, folder / "templates", root=folder)


def made(templates: Templates, longest: float = 60.0) -> bytes:
    fonts = Fonts(templates.folders("pdf/fonts"))
    return print_sheets(templates, ["pdf/own.typ"], {"word": "*data*"}, fonts, DAY, longest=longest)


def refused(templates: Templates, longest: float = 60.0) -> RenderError:
    with pytest.raises(RenderError) as caught:
        made(templates, longest)
    return caught.value


def test_own_templates_print_what_they_are_given(tmp_path: Path) -> None:
    pdf = made(own(tmp_path, f"{HEAD}#sys.inputs.word"))
    assert "*data*" in PdfReader(io.BytesIO(pdf)).pages[0].extract_text()


@pytest.mark.parametrize(
    "line",
    [
        '#import "@preview/evil:1.0.0": *',
        '#include "other.typ"',
        '#eval("1")',
        '#std.at("x")',
        '#dictionary(calc).at("abs")',
        '#read("/etc/passwd")',
        '#plugin("x.wasm")',
        "#(type)((:))",
    ],
)
def test_words_that_reach_outside_are_refused(tmp_path: Path, line: str) -> None:
    error = refused(own(tmp_path, f"{HEAD}\n{line}"))
    assert error.reference == "template-forbidden"
    assert error.context == "templates/pdf/own.typ:3"


@pytest.mark.parametrize("call", ["json", "yaml", "csv", "xml", "toml", "cbor", "image"])
def test_nothing_outside_the_fonts_is_read(tmp_path: Path, call: str) -> None:
    (tmp_path / "secret").write_text("[1]", encoding="utf-8")
    error = refused(own(tmp_path, f'{HEAD}#{call}("{tmp_path}/secret")'))
    assert error.reference == "template-failed"
    assert error.context == "templates/pdf/own.typ:2"


def test_a_mistake_names_its_file_and_line(tmp_path: Path) -> None:
    error = refused(own(tmp_path, f"{HEAD}\n\n#nothing-of-this-name"))
    assert error.context == "templates/pdf/own.typ:4"
    assert "unknown variable" in error.message


def test_a_template_without_end_is_ended(tmp_path: Path) -> None:
    text = "#let numbers = range(9000)\n"
    text += "#for a in numbers { for b in numbers { for c in numbers { let found = a * b * c } } }"
    error = refused(own(tmp_path, HEAD + text), longest=3.0)
    assert error.reference == "template-too-long"


def test_own_fonts_are_inside_the_folder(tmp_path: Path) -> None:
    templates = own(tmp_path, HEAD)
    folder = tmp_path / "templates" / "pdf" / "fonts"
    folder.mkdir()
    assert templates.folders("pdf/fonts") == (SHIPPED / "pdf" / "fonts", folder)
    (folder / "out.ttf").symlink_to("/etc/hostname")
    with pytest.raises(RenderError) as caught:
        templates.folders("pdf/fonts")
    assert caught.value.reference == "template-outside"
