"""Hostile files: refused with a place, quickly, and without taking the program down."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest
from tests.yamlsource.support import PARSERS, assert_consistent, codes_of, read_text, start_of

from policykit.yamlsource import limits
from policykit.yamlsource.limits import (
    LONGEST_LINE,
    MAX_COMMENTS,
    MAX_DEPTH,
    MAX_NODES,
    MAX_PROBLEMS,
    MAX_REPAIRS,
)
from policykit.yamlsource.parsers import ParserName

MEBIBYTE = 1 << 20

CHILD = """
import json, sys, time
from policykit.model.document import Origin
from policykit.yamlsource import read
before = time.process_time()
content = eval(sys.argv[1])
before = time.process_time()
document, problems = read(content, Origin("a.yaml", ""))
taken = time.process_time() - before
print(json.dumps([taken, sorted({p.code for p in problems}), len(problems)]))
"""

# Each is an expression for the bytes, and the codes that must be among the answers.
BOMBS = {
    "alias bomb": (
        (
            r"""('a0: &a0 [x]\n' + ''.join(f'a{i}: &a{i} [' + ', '.join([f'*a{i-1}'] * 10) + ']\n'"""
            """ for i in range(1, 10))).encode()"""
        ),
        {"YML020", "YML021"},
    ),
    "merge bomb": (
        (
            r"""('a0: &a0 {x: 1}\n' + ''.join(f'a{i}: &a{i} {{<<: [*a{i-1}, *a{i-1}]}}\n'"""
            """ for i in range(1, 40))).encode()"""
        ),
        {"YML020", "YML021", "YML022"},
    ),
    "alias to itself": ("b'a: &a [*a]'", {"YML020", "YML021"}),
    "brackets": ("b'[' * (1 << 20)", {"YML013"}),
    "braces": ("b'{' * (1 << 20)", {"YML031"}),
    "braces with keys": ("b'{a: ' * (1 << 18)", {"YML013"}),
    "dashes": ("b'- ' * (1 << 19)", {"YML013"}),
    "question marks": ("b'? ' * (1 << 19)", {"YML031"}),
    "mixed": ("b'- [? {a: ' * 100000", {"YML031", "YML069"}),
    "steps": (r"b''.join(b' ' * i + b'a:\n' for i in range(1400))", {"YML013"}),
    "51 levels": ("b'a: ' + b'[' * 50 + b']' * 50", {"YML013"}),
    "same key": (r"b'a: 1\n' * 170000", {"YML015", "YML030"}),
    "same key in braces": ("b'x: {' + b'a: 1,' * 200000 + b'}'", {"YML015", "YML030"}),
    "anchors": ("b'a: [' + b'&a b,' * 200000 + b']'", {"YML015", "YML020"}),
    "tags": ("b'a: [' + b'!a b,' * 200000 + b']'", {"YML015", "YML023"}),
    "aliases": ("b'a: &a x\\nb: [' + b'*a,' * 300000 + b']'", {"YML015", "YML021"}),
    "directives": (r"b'%a\n' * 300000", {"YML024"}),
    "documents": (r"b'---\n' * 250000", {"YML012"}),
    "control characters": (r"b'\1' * (1 << 20)", {"YML004", "YML015"}),
    "nuls": (r"b'\0' * (1 << 20)", {"YML003"}),
    "no utf-8": (r"b'a: ' + b'\xff' * 1000000", {"YML002"}),
    "carriage returns": (r"b'\n' + b'\r' * 1000000", {"YML005", "YML015"}),
    "separators": (r"'\u2028'.encode() * 300000", {"YML005", "YML015"}),
    "tabs": (r"b'\t' * (1 << 20)", {"YML069"}),
    "colons": ("b': ' * (1 << 19)", {"YML069"}),
    "quotes": ("b'a: ' + b'\"x\" ' * 250000", {"YML069"}),
    "open quote": ("b'a: \"' + b'x' * 1000000", {"YML069"}),
    "long digits": ("b'a: ' + b'1' * 1000000", {"YML045"}),
    "5,000 digits": ("b'a: ' + b'1' * 5000", {"YML045"}),
    "underscores": ("b'a: ' + b'1_' * 500000", {"YML045"}),
    "escapes": (r"""b'a: "' + b'\\e' * 500000 + b'"'""", {"YML006"}),
    "templates": ("b'a: {{' * 200000", {"YML031"}),
    "only comments": (r"b'a: 1\n' + b'#\n' * 500000", set()),
    "eaten comments": (r"b''.join(b'k%d: x #y\n' % i for i in range(60000))", {"YML041", "YML015"}),
    "nothing but spaces": ("b' ' * (1 << 20)", {"YML010"}),
    "block texts": (r"b''.join(b'k%d: |\n  x\n\n\n' % i for i in range(50000))", set()),
    "folded lists": (r"b''.join(b'k%d: x\n  - y\n' % i for i in range(50000))", {"YML043"}),
    "cut sentence": ("b'a: {b: ' + b'x, y' * 250000 + b'}'", {"YML040", "YML015"}),
    "one long text": ("b'a: ' + b'x ' * 500000", set()),
    "many keys": (r"b''.join(b'k%d: v\n' % i for i in range(90000))", set()),
    "many items": ("b'a: [' + b'a,' * 500000 + b']'", {"YML014"}),
    "many empty lists": ("b'a: [' + b'[],' * 340000 + b']'", {"YML014"}),
}
SECONDS = 2.0
"""Processor time allowed: the slowest takes about half a second on an idle machine."""


@pytest.mark.parametrize("name", sorted(BOMBS))
def test_bomb(name: str) -> None:
    expression, expected = BOMBS[name]
    done = subprocess.run(
        [sys.executable, "-c", CHILD, expression],
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    taken, codes, count = json.loads(done.stdout)
    assert set(codes) >= expected
    assert bool(codes) == bool(expected)
    assert count <= MAX_PROBLEMS + 1
    assert taken < SECONDS


@pytest.mark.parametrize("parser", PARSERS)
def test_depth_is_exact(parser: ParserName) -> None:
    levels = MAX_DEPTH - 1
    assert read_text(f"a: {'[' * levels}{']' * levels}\n", parser)[1] == ()
    document, problems = read_text(f"b: 1\na: {'[' * 60}{']' * 60}\nc: 2\n", parser)
    assert codes_of(problems) == ["YML013"]
    assert start_of(document, problems[0]) == (2, 4 + levels)
    assert isinstance(document.data, dict)
    assert list(document.data) == ["b", "a"]
    assert_consistent(document)


def test_number_of_nodes_is_exact() -> None:
    items = MAX_NODES - 3
    document, problems = read_text(f"a: [{'b,' * items}]\n")
    assert problems == ()
    assert len(document.positions.starts) == MAX_NODES
    document, problems = read_text(f"a: [{'b,' * items}\nb]\n")
    assert codes_of(problems) == ["YML014"]
    assert start_of(document, problems[0]) == (2, 1)
    assert_consistent(document)


def test_problems_are_listed_up_to_the_limit() -> None:
    document, problems = read_text("".join(f"k{i}: 0{i}\n" for i in range(MAX_PROBLEMS)))
    assert codes_of(problems) == ["YML044"] * MAX_PROBLEMS
    document, problems = read_text("".join(f"k{i}: 0{i}\n" for i in range(MAX_PROBLEMS + 50)))
    assert codes_of(problems) == ["YML044"] * MAX_PROBLEMS + ["YML015"]
    assert_consistent(document)


def test_broken_large_file_is_told_by_the_fast_parser() -> None:
    text = "".join(f"k{i}: v\n" for i in range(5000)) + "must: Say: hello\nend: 1\n"
    document, problems = read_text(text)
    assert [(p.code, start_of(document, p), p.mended) for p in problems] == [
        ("YML050", (5001, 10), 'must: "Say: hello"')
    ]
    assert isinstance(document.data, dict)
    assert len(document.data) == 5001
    assert_consistent(document)


def test_the_limits_are_those_that_are_promised() -> None:
    found = {name: value for name, value in vars(limits).items() if name.isupper()}
    assert found == {
        "MAX_BYTES": 1_048_576,
        "MAX_DEPTH": 50,
        "MAX_NODES": 200_000,
        "MAX_KEY_LENGTH": 128,
        "MAX_PROBLEMS": 200,
        "CAREFUL_LENGTH": 65_536,
        "CAREFUL_TOKENS": 6_000,
        "LONGEST_LINE": 4_096,
        "MAX_COMMENTS": 20_000,
        "MAX_REPAIRS": 8,
        "REPAIR_WORK": 16_000,
    }


def test_as_many_broken_lines_are_mended_as_may_be() -> None:
    for lines, read_on in ((MAX_REPAIRS, True), (MAX_REPAIRS + 1, False)):
        text = "".join(f"k{i}: a: b\n" for i in range(lines)) + "end: 1\n"
        document, problems = read_text(text)
        assert codes_of(problems) == ["YML050"] * lines
        assert isinstance(document.data, dict)
        assert ("end" in document.data) is read_on


def test_a_slip_is_mended_on_lines_up_to_the_limit() -> None:
    for length, code in ((LONGEST_LINE, "YML050"), (LONGEST_LINE + 1, "YML069")):
        line = "a: b: ".ljust(length, "x")
        document, problems = read_text(f"{line}\nc: 010\n")
        assert codes_of(problems)[0] == code
        assert bool(problems[0].mended) is (code == "YML050")
        assert isinstance(document.data, dict)
        assert ("c" in document.data) is (code == "YML050")


def test_a_long_line_beside_a_break_is_not_looked_into() -> None:
    long = "x" * LONGEST_LINE
    for text, code in (
        (f"a b\nc: {long}\n", "YML069"),
        (f"c: {long}\n  d: 1\n", "YML069"),
        (f"a b\nc: {long[:-3]}\n", "YML061"),
        (f"c: {long[:-3]}\n  d: 1\n", "YML058"),
    ):
        _, problems = read_text(text)
        assert codes_of(problems) == [code], text[:20]


def test_a_value_is_mended_on_lines_up_to_the_limit() -> None:
    for length, mended in ((LONGEST_LINE, True), (LONGEST_LINE + 1, False)):
        for line, code in (
            ("a: [010, ".ljust(length - 1, "x") + "]", "YML044"),
            ("a: b #".ljust(length, "x"), "YML041"),
            ("a: {b: c, d, e: ".ljust(length - 1, "x") + "}", "YML040"),
        ):
            assert len(line) == length
            _, (problem,) = read_text(line)
            assert (problem.code, bool(problem.mended)) == (code, mended)


def test_eaten_texts_are_told_up_to_the_limit() -> None:
    for lines in (MAX_PROBLEMS, MAX_PROBLEMS + 1, MAX_PROBLEMS + 2):
        _, problems = read_text("".join(f"k{i}: x #y\n" for i in range(lines)))
        more = ["YML015"] if lines > MAX_PROBLEMS else []
        assert codes_of(problems) == ["YML041"] * MAX_PROBLEMS + more
        assert len({problem.place for problem in problems}) == len(problems)


def test_comments_are_kept_up_to_the_limit() -> None:
    document, problems = read_text("a: 1\n" + "#\n" * (MAX_COMMENTS + 1))
    assert problems == ()
    assert len(document.comments) == MAX_COMMENTS
    assert document.comments[-1].position.line == MAX_COMMENTS + 1


def test_a_text_is_counted_along_when_it_can_reach_the_limit() -> None:
    for items in (MAX_NODES // 4, MAX_NODES // 2):
        text = f"a: [{'b,' * items}]\n"
        document, problems = read_text(text)
        assert problems == ()
        assert len(document.positions.starts) == items + 3
