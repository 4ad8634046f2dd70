"""Pictures for the cover: what is taken, what is refused, and where they may come from."""

from __future__ import annotations

import base64
import zlib
from pathlib import Path

import pytest
from tests.handbook.folders import TODAY
from tests.handbook.test_narrowed import FILES

from policykit.api import RenderRequest, render
from policykit.handbook.logo import MOST_BYTES, picture
from policykit.model.errors import SettingsError

SVG = (
    '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" '
    'viewBox="0 0 9 9">{}</svg>'
)
PNG = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJg"
    "gg=="
)


def chunk(kind: bytes, data: bytes) -> bytes:
    return len(data).to_bytes(4, "big") + kind + data + zlib.crc32(kind + data).to_bytes(4, "big")


HARMLESS = [
    '<path d="M0 0h9v9z" fill="url(#g)"/>',
    '<defs><linearGradient id="g"/></defs><rect width="9" height="9" style="fill:url( #g )"/>',
    '<style>.a{fill:#0b5d4e}</style><text class="a">Havsby</text>',
    '<symbol id="s"/><use xlink:href="#s"/>',
]
LIVE = [
    "<script>alert(1)</script>",
    '<script href="https://evil.example/x.js"/>',
    '<foreignObject><div xmlns="http://www.w3.org/1999/xhtml">x</div></foreignObject>',
    '<h:script xmlns:h="http://www.w3.org/1999/xhtml">alert(1)</h:script>',
    '<rect onload="alert(1)"/>',
    '<rect onLoad="alert(1)"/>',
    '<image href="https://evil.example/x.png"/>',
    '<use href="https://evil.example/x.svg#a"/>',
    '<use xlink:href="file:///etc/passwd#a"/>',
    '<a href="javascript:alert(1)"><rect/></a>',
    '<g><animate attributeName="href" to="javascript:alert(1)"/></g>',
    "<style>@import 'https://evil.example/x.css';</style>",
    "<style>rect{fill:url(https://evil.example/x)}</style>",
    '<rect fill="URL( https://evil.example/x )"/>',
    '<rect style="fill:u\\72l(https://evil.example/x)"/>',
    '<g xml:base="https://evil.example/"><use href="#a"/></g>',
    "<?xml-stylesheet href='https://evil.example/x.css'?>",
    "<g>" * 70 + "</g>" * 70,
]


@pytest.mark.parametrize("inside", HARMLESS)
def test_a_drawing_is_taken_as_it_is(inside: str) -> None:
    content = SVG.format(inside).encode()
    kind, _, packed = picture(content, "logo.svg", "staff").partition(",")
    assert kind == "data:image/svg+xml;base64"
    assert base64.b64decode(packed) == content


DAMAGED = {
    "its dots": PNG.replace(PNG[45:50], b"xxxxx"),
    "its dots, rightly signed": PNG[:33] + chunk(b"IDAT", b"nonsense") + chunk(b"IEND", b""),
    "half its dots": PNG[:33] + chunk(b"IDAT", PNG[41:48]) + chunk(b"IEND", b""),
    "its end": PNG[:-12] + b"x" * 20,
    "a length": PNG[:33] + b"\xff" * 40,
}


@pytest.mark.parametrize("name", DAMAGED)
def test_a_damaged_png_picture_is_named_by_its_path(name: str) -> None:
    with pytest.raises(SettingsError, match="damaged PNG") as caught:
        picture(DAMAGED[name], "brand/logo.png", "staff")
    assert caught.value.context == "policykit.yaml: handbooks.staff.logo: brand/logo.png"


@pytest.mark.parametrize("size", ["0", "-3", "0.0mm", "+0%", " .0 "])
def test_a_drawing_without_a_size_is_refused(size: str) -> None:
    for side in ("width", "height"):
        drawing = SVG.format("").replace("viewBox", f'{side}="{size}" viewBox').encode()
        with pytest.raises(SettingsError, match="no width or no height"):
            picture(drawing, "logo.svg", "staff")


@pytest.mark.parametrize("size", ["1", "0.5", "100%", "auto", "10mm", "", "000000000000000000001"])
def test_a_drawing_of_any_size_is_taken(size: str) -> None:
    drawing = SVG.format("").replace("viewBox", f'width="{size}" viewBox').encode()
    assert picture(drawing, "logo.svg", "staff")


def test_a_png_picture_is_taken_as_it_is() -> None:
    kind, _, packed = picture(PNG, "logo.png", "staff").partition(",")
    assert (kind, base64.b64decode(packed)) == ("data:image/png;base64", PNG)


@pytest.mark.parametrize(
    "content",
    [
        *(SVG.format(inside).encode() for inside in LIVE),
        b'<!DOCTYPE svg [<!ENTITY a "b">]>' + SVG.format("&a;").encode(),
        b"<html xmlns='http://www.w3.org/1999/xhtml'/>",
        b"<svg/>",
        b"GIF89a",
        b"",
        PNG[:30],
        PNG[:16] + (100_000).to_bytes(4, "big") * 2 + PNG[24:],
        SVG.format("<!--" + "x" * MOST_BYTES + "-->").encode(),
    ],
)
def test_what_is_more_than_a_picture_is_refused(content: bytes) -> None:
    with pytest.raises(SettingsError) as caught:
        picture(content, "docs/logo.svg", "staff")
    assert caught.value.reference == "unusable-logo"
    assert caught.value.message.startswith('The logo of the handbook "staff" cannot be used: ')
    assert caught.value.context == "policykit.yaml: handbooks.staff.logo: docs/logo.svg"


def repository(root: Path, logo: str) -> Path:
    settings = f"format: 1\nlocales: {{source: en}}\nhandbooks:\n  own: {{logo: {logo}}}\n"
    for name, text in {**FILES, "policykit.yaml": settings}.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text, encoding="utf-8")
    return root


@pytest.mark.parametrize("path", ["docs/none.svg", "docs/link.svg", "docs"])
def test_a_logo_is_read_inside_the_repository_only(tmp_path: Path, path: str) -> None:
    root = repository(tmp_path / "shop", path)
    (root / "docs").mkdir()
    outside = tmp_path / "outside.svg"
    outside.write_text(SVG.format(""), encoding="utf-8")
    (root / "docs/link.svg").symlink_to(outside)
    with pytest.raises(SettingsError, match="no such file"):
        render(RenderRequest(root=root), lambda _zone: TODAY)


def test_a_logo_stands_in_the_book(tmp_path: Path) -> None:
    root = repository(tmp_path, "logo.png")
    (root / "logo.png").write_bytes(PNG)
    assert render(RenderRequest(root=root), lambda _zone: TODAY).handbooks


@pytest.mark.parametrize(
    ("name", "content"), [("logo.svg", SVG.format("").encode()), ("a.png", PNG)]
)
def test_a_logo_that_word_does_not_show_is_told(tmp_path: Path, name: str, content: bytes) -> None:
    root = repository(tmp_path, name)
    (root / name).write_bytes(content)
    request = RenderRequest(root=root, formats=("docx", "markdown"))
    word, text = render(request, lambda _zone: TODAY).handbooks
    assert text.notes == ()
    assert [note.partition(",")[0] for note in word.notes] == (
        [] if name == "a.png" else ["The logo is a drawing (SVG)"]
    )
