"""Own templates of printed handbooks: what they can replace, and what they cannot do."""

from __future__ import annotations

import io
from datetime import date
from pathlib import Path

import pytest
from pypdf import PdfReader

from policykit import resources
from policykit.model.errors import RenderError
from policykit.rendering import Templates, typesetting
from policykit.rendering.sheets import harmless, print_sheets, unprintable
from policykit.rendering.typesetting import Fonts, Sheet

SHIPPED = resources.shipped("templates")
DAY = date(2026, 11, 21)
HEAD = '#set document(title: "T", date: datetime(year: 2026, month: 1, day: 1))\n'


def own(folder: Path, text: str) -> Templates:
    (folder / "templates" / "pdf").mkdir(parents=True)
    (folder / "templates" / "pdf" / "own.typ").write_text(text, encoding="utf-8")
    return Templates(SHIPPED, folder / "templates", root=folder, runs_programs=True)


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
        "#let f = type",
        "#type(x)((:))",
        '#let x = "\\u{22}" + eval("1")',
    ],
)
def test_words_that_reach_outside_are_refused(tmp_path: Path, line: str) -> None:
    error = refused(own(tmp_path, f"{HEAD}\n{line}"))
    assert error.reference == "template-forbidden"
    assert error.context == "templates/pdf/own.typ:3"


@pytest.mark.parametrize(
    "line",
    [
        "// read, or import what you like",
        "/* eval\n std */ ok",
        '#"Please read: a type of plugin"',
        '#if type(sys) == str { "read" } else { "type" }',
        'Do not say "read" here',
        '#let found = ("read": 1)\n#found.at("read")',
    ],
)
def test_the_same_words_are_harmless_where_they_are_only_words(tmp_path: Path, line: str) -> None:
    pdf = made(own(tmp_path, f"{HEAD}{line}\nend"))
    assert "end" in PdfReader(io.BytesIO(pdf)).pages[0].extract_text()


@pytest.mark.parametrize(
    "line",
    [
        '"\n" #eval("1 // ")',
        '" #eval("#sys") "',
        'https://x.example #eval("1")',
        '#f("// ") + " #eval("1")',
        '`"` #eval("1") `"`',
        'He said "x \\"#eval("1")',
        '`//` #eval("1")',
        '#[http://x.example #eval("1")]',
        '#let x = "a\n// " + eval("1") + "\n"',
    ],
)
def test_what_only_looks_like_words_never_runs(tmp_path: Path, line: str) -> None:
    """Whatever a reader takes for a text or comment, the typesetter is given no such name."""
    templates = own(tmp_path, f"{HEAD}#let f(x) = x\n{line.replace('1', '1 + 6870')}")
    try:
        pdf = made(templates)
    except RenderError as error:
        assert error.reference in {"template-forbidden", "template-failed"}  # noqa: PT017 - both are right
    else:
        assert "6871" not in PdfReader(io.BytesIO(pdf)).pages[0].extract_text()


@pytest.mark.parametrize("name", sorted(each.name for each in (SHIPPED / "pdf").glob("*.typ")))
def test_an_unchanged_copy_of_a_shipped_template_may_be_ones_own(name: str) -> None:
    harmless(Sheet(f"pdf/{name}", (SHIPPED / "pdf" / name).read_text(encoding="utf-8")))


def test_own_templates_run_only_when_they_are_asked_for(tmp_path: Path) -> None:
    own(tmp_path, HEAD)
    error = refused(Templates(SHIPPED, tmp_path / "templates", root=tmp_path))
    assert error.reference == "template-not-asked-for"
    assert error.context == "templates/pdf/own.typ"
    assert "--own-pdf-templates" in (error.hint or "")


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


def test_own_fonts_are_read_apart(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    templates = own(tmp_path, HEAD)
    folder = tmp_path / "templates" / "pdf" / "fonts"
    folder.mkdir()
    (folder / "broken.ttf").write_bytes(b"\x00\x01\x00\x00" + b"\xff" * 4000)
    (tmp_path / "templates" / "pdf" / "own.typ").unlink()
    fonts = Fonts(templates.folders("pdf/fonts"))

    def here(*_: object) -> None:
        raise AssertionError("fonts of strangers are read in this process")

    monkeypatch.setattr(typesetting, "unprintable", here)
    assert unprintable("a\U0001f600", fonts) == ("\U0001f600",)
    assert unprintable("ab", fonts) == ()
    with pytest.raises(RenderError, match="too long"):
        unprintable("ab", fonts, longest=0.0)
