"""Bytes that are no good text: encodings, control characters, line breaks, sizes."""

from __future__ import annotations

import hashlib
import subprocess

import pytest
import yaml
from tests.yamlsource.support import (
    ORIGIN,
    PARSERS,
    assert_consistent,
    codes_of,
    read_text,
    start_of,
)

from policykit.model.document import Json
from policykit.model.finding import Place
from policykit.sources.port import blob_key
from policykit.yamlsource import parser_name, read
from policykit.yamlsource.limits import MAX_BYTES, MAX_PROBLEMS
from policykit.yamlsource.parsers import LIBYAML, PYTHON, ParserName

CASES: dict[str, tuple[bytes, list[tuple[str, tuple[int, int] | None]], Json]] = {
    "byte order mark": (b"\xef\xbb\xbfa: 1\n", [], {"a": 1}),
    "byte order mark and an error": (
        b"\xef\xbb\xbfa: 010\n", [("YML044", (1, 4))], {"a": "010"},
    ),
    "latin 1": ("a: 1\ntitel: Återköp\n".encode("latin-1"), [("YML002", (2, 8))],
                {"a": 1, "titel": "\ufffdterk\ufffdp"}),
    "bad byte behind wide characters": ("å: €".encode() + b"\xff\n", [("YML002", (1, 5))],
                                        {"å": "€\ufffd"}),
    "utf-16": ("a: 1\n".encode("utf-16"), [("YML003", None)], None),
    "utf-16 without mark": ("a: 1\n".encode("utf-16-le"), [("YML003", None)], None),
    "utf-16 big end first": ("a: 1\n".encode("utf-16-be"), [("YML003", None)], None),
    "utf-32": ("a: 1\n".encode("utf-32"), [("YML003", None)], None),
    "utf-32 without mark": ("a: 1\n".encode("utf-32-be"), [("YML003", None)], None),
    "utf-16 that begins with no letter": ("€ is a sign".encode("utf-16-be"), [("YML003", None)],
                                          None),
    "an archive": (b"PK\x03\x04\x14\0\0\0\x08\0" + bytes(40), [("YML003", None)], None),
    "eight nuls": (b"a: " + bytes(8), [("YML004", (1, each)) for each in range(4, 12)],
                   {"a": "\ufffd" * 8}),
    "nul": (b"a: 1\nb: x\0y\n", [("YML004", (2, 5))], {"a": 1, "b": "x\ufffdy"}),
    "escape": (b"a: \x1b[31m\n", [("YML004", (1, 4))], {"a": "\ufffd[31m"}),
    "delete": (b"a: x\x7f\n", [("YML004", (1, 5))], {"a": "x\ufffd"}),
    "c1 control": ("a: x\x9b\n".encode(), [("YML004", (1, 5))], {"a": "x\ufffd"}),
    "turned around": ("a: x\u202ey\n".encode(), [("YML004", (1, 5))], {"a": "x\ufffdy"}),
    "inner byte order mark": ("a: 1\n\ufeffb: 2\n".encode(), [("YML004", (2, 1))],
                              {"a": 1, "\ufffdb": 2}),
    "noncharacter": ("a: \U0001ffff\n".encode(), [("YML004", (1, 4))], {"a": "\ufffd"}),
    "right to left text is fine": ("a: שלום\u200f\n".encode(), [], {"a": "שלום\u200f"}),
    "no-break space is fine": ("a: 20\u00a0EUR\n".encode(), [], {"a": "20\u00a0EUR"}),
    "line separator": ("a: x\u2028y\nb: 1\n".encode(), [("YML005", (1, 5))], {"a": "x y", "b": 1}),
    "next line": ("a: x\x85\nb: 1\n".encode(), [("YML005", (1, 5))], {"a": "x", "b": 1}),
    "lone carriage return": (b"a: 1\nb: x\ry\n", [("YML005", (2, 5))], {"a": 1, "b": "x y"}),
    "only carriage returns": (b"a: 1\rb: 2\r", [("YML005", (1, 5))], None),
    "crlf": (b"a: 1\r\nb: |\r\n  x\r\n  y\r\n", [], {"a": 1, "b": "x\ny\n"}),
    "empty": (b"", [("YML010", None)], None),
    "comments only": (b"# a\n\n# b\n", [("YML010", None)], None),
    "marks only": (b"---\n...\n", [("YML010", None)], None),
    "a list": (b"# x\n- a\n", [("YML011", (2, 1))], None),
    "a word": (b"hello\n", [("YML011", (1, 1))], None),
    "a number": (b"010", [("YML044", (1, 1)), ("YML011", (1, 1))], None),
    "escapes in quotes": (b'a: ["\\e", "\\x07", "\\0", "ok", "\\u202e", "\\ud800", "\\uffff"]\n',
                          [("YML006", (1, 5)), ("YML006", (1, 11)), ("YML006", (1, 19)),
                           ("YML006", (1, 31)), ("YML006", (1, 41)), ("YML006", (1, 51))],
                          {"a": ["\ufffd", "\ufffd", "\ufffd", "ok", "\ufffd", "\ufffd", "\ufffd"]}),
    "escape in a key": (b'"\\a": 1\n', [("YML006", (1, 1))], {"\ufffd": 1}),
    "harmless escapes": (b'a: "\\u00e5\\t\\n\\\\"\n', [], {"a": "å\t\n\\"}),
    "backslash outside of double quotes": (b"a: '\\e'\nb: \\e\n", [], {"a": "\\e", "b": "\\e"}),
}  # fmt: skip


@pytest.mark.parametrize("parser", PARSERS)
@pytest.mark.parametrize(("content", "expected", "data"), CASES.values(), ids=CASES.keys())
def test_bytes(
    content: bytes,
    expected: list[tuple[str, tuple[int, int] | None]],
    data: Json,
    parser: ParserName,
) -> None:
    document, problems = read(content, ORIGIN, parser=parser)
    found = [
        (problem.code, None if place is None else start_of(document, problem))
        for problem, (_, place) in zip(problems, expected, strict=False)
    ]
    assert found == expected
    assert len(problems) == len(expected)
    for problem, (_, place) in zip(problems, expected, strict=True):
        if place is None:
            assert problem.place == Place(ORIGIN.path, ())
    assert document.data == data
    assert_consistent(document)


def test_text_of_a_file_in_another_encoding_can_be_shown() -> None:
    document, problems = read("title: Återköp\n".encode("latin-1"), ORIGIN)
    assert document.text == "title: \ufffdterk\ufffdp\n"
    assert "“Å”" in problems[0].message
    document, problems = read("title: Återköp\n".encode("utf-16"), ORIGIN)
    assert document.text == "title: Återköp\n"
    assert "UTF-16" in problems[0].message


@pytest.mark.parametrize(
    ("codec", "title"),
    [
        ("utf-16", "UTF-16"),
        ("utf-16-le", "UTF-16"),
        ("utf-16-be", "UTF-16"),
        ("utf-32", "UTF-32"),
        ("utf-32-le", "UTF-32"),
        ("utf-32-be", "UTF-32"),
    ],
)
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_another_encoding_is_named_and_its_text_shown(codec: str, title: str, mark: str) -> None:
    if codec in {"utf-16", "utf-32"} and mark:
        return
    document, problems = read((mark + "id: Återköp 😀\n").encode(codec), ORIGIN)

    assert document.text.lstrip("\ufeff") == "id: Återköp 😀\n"
    (problem,) = problems
    assert (problem.code, problem.value, problem.place.span) == ("YML003", title, None)
    assert problem.message == f"This file is stored as {title}; policies are stored as UTF-8."


@pytest.mark.parametrize(
    ("content", "value", "place"),
    [
        (b"a: \xe5\n", "å", (1, 4)),
        (b"a: b\nc: \xc3(\n", "Ã", (2, 4)),
        (b"a: \x81\n", "", (1, 4)),
        (b"a: \xa0\n", "", (1, 4)),
        (b"\xef\xbb\xbfa: \xe9\n", "é", (1, 4)),
    ],
)
def test_what_an_old_encoding_meant_is_guessed(
    content: bytes, value: str, place: tuple[int, int]
) -> None:
    document, (problem,) = read(content, ORIGIN)

    meant = f"; in an old Windows encoding it would be “{value}”" if value else ""
    assert (problem.code, problem.value) == ("YML002", meant)
    assert problem.message == f"A character here is not stored as UTF-8{meant}."
    assert problem.place.span is not None
    assert problem.place.span.end.column == place[1] + 1
    assert start_of(document, problem) == place


@pytest.mark.parametrize("content", [b"\0", b"a\0", b"a\0b", b"a\0b\0c", b"\0\0\0\0", b"ab\0\0"])
def test_a_nul_alone_is_no_other_encoding(content: bytes) -> None:
    _, problems = read(content, ORIGIN)

    expected = ["YML003"] if content == b"a\0b\0c" else ["YML004"]
    assert sorted({problem.code for problem in problems} - {"YML011"}) == expected


def test_many_refused_characters_are_told_up_to_the_limit() -> None:
    _, problems = read(b"a: " + b"\x07" * MAX_PROBLEMS + b"\n", ORIGIN)
    assert codes_of(problems) == ["YML004"] * MAX_PROBLEMS
    _, problems = read(b"a: " + b"\x07" * (MAX_PROBLEMS + 1) + b"\n", ORIGIN)
    assert codes_of(problems) == ["YML004"] * MAX_PROBLEMS
    _, problems = read(b"a: b\x07" + "\u2028".encode() * MAX_PROBLEMS + b"\n", ORIGIN)
    assert codes_of(problems) == ["YML004"] + ["YML005"] * (MAX_PROBLEMS - 1) + ["YML015"]


def test_what_is_too_large_is_told_without_looking_into_it() -> None:
    document, (problem,) = read(b"a: " + b"\xff" * MAX_BYTES, ORIGIN)

    assert problem.message == "This file is larger than 1 MiB, which a policy file never has to be."
    assert (document.text, document.data, problem.value) == ("", None, "")
    assert problem.place == Place(ORIGIN.path, ())


def test_refused_characters_stay_in_the_text() -> None:
    document, problems = read_text("a: x\0y\n")
    assert document.text == "a: x\0y\n"
    assert "a NUL character (U+0000)" in problems[0].message


def test_size_limit_is_exact() -> None:
    fitting = b"a: " + b"x" * (MAX_BYTES - 4) + b"\n"
    assert codes_of(read(fitting, ORIGIN)[1]) == []
    document, problems = read(fitting + b"\n", ORIGIN)
    assert codes_of(problems) == ["YML001"]
    assert document.data is None


def test_blob_key_is_the_one_of_git() -> None:
    assert blob_key(b"") == "e69de29bb2d1d6434b8b29ae775ad8c2e48c5391"
    content = "title: Återköp\n".encode()
    git = subprocess.run(
        ["git", "hash-object", "--stdin"], input=content, capture_output=True, check=True
    )
    assert blob_key(content) == git.stdout.decode().strip()
    assert blob_key(content) != hashlib.sha1(content, usedforsecurity=False).hexdigest()


def test_parser_name() -> None:
    assert parser_name() == (LIBYAML if yaml.__with_libyaml__ else PYTHON)
