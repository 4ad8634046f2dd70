"""Pictures for the cover: what is taken, what is refused, and where they may come from."""

from __future__ import annotations

import base64
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
