"""Files that try to be too much, or to mean something else than they say, by the row they are of."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

_HEAD = b"format: 1\nid: x\ntitle: X\nareas: [returns]\nstatus: draft\nversion: 0.1.0\nowner: hr\n"


def _policy(more: str | bytes) -> bytes:
    return _HEAD + (more if isinstance(more, bytes) else more.encode())


def _aliases(levels: int, width: int) -> bytes:
    lines = [f"a{i}: &a{i} [" + ", ".join([f"*a{i - 1}"] * width) + "]" for i in range(1, levels)]
    return "\n".join(["a0: &a0 [x]", *lines, ""]).encode()


def _merges(levels: int) -> bytes:
    lines = [f"a{i}: &a{i} {{<<: [*a{i - 1}, *a{i - 1}]}}" for i in range(1, levels)]
    return "\n".join(["a0: &a0 {x: 1}", *lines, ""]).encode()


def _deep(mark: str, levels: int) -> bytes:
    first, rest = mark, mark
    if mark.startswith("\n"):
        first, rest = mark, mark.split(maxsplit=1)[1] + " "
    return _policy("custom: " + first + rest * levels + "\n")


def _steps(levels: int) -> bytes:
    return b"".join(b" " * level + b"a:\n" for level in range(levels))


YAML: Final[Mapping[str, Mapping[str, bytes]]] = {
    "Y1": {
        "ten of ten": _aliases(10, 10),
        "seven levels": _aliases(7, 10),
        "in a policy": _policy(b"custom:\n  a: &a {b: c}\n  d: [*a, *a]\n"),
        "many": b"a: &a x\nb: [" + b"*a," * 300_000 + b"]",
    },
    "Y2": {"22 levels": _merges(22), "40 levels": _merges(40)},
    "Y3": {
        **{
            f"{name}, {levels} levels": _deep(mark, levels)
            for name, mark in (
                ("flow", "["), ("maps", "{a: "), ("questions", "\n  ? ? "), ("list", "\n  - - ")
            )
            for levels in (51, 1_000, 100_000)
        },
        "500,000 brackets": _deep("[", 500_000),
        "mixed": _deep("- [? {a: ", 60_000),
        "steps": _steps(1_400),
    },
    "Y4": {"itself": b"a: &a [*a]\n", "in a circle": b"a: &a [&b [*a, *b]]\n"},
    "Y5": {
        "at the top": _policy("title: Y\n"),
        "nested": _policy("custom: {a: 1, b: {c: 1, c: 2}}\n"),
        "over lines": _policy("custom:\n  a: 1\n  b: 2\n  a: 3\n"),
        "quoted": _policy("custom:\n  a: 1\n  'a': 2\n"),
        "1 and true": _policy("custom:\n  1: a\n  true: b\n"),
    },
    "Y6": {
        "no for a country": _policy("scope: {regions: [no]}\n"),
        "answers": _policy("custom: {a: on, b: off, c: yes, d: NO}\n"),
    },
    "Y7": {"hours": _policy("custom: {a: 12:30, b: 09:30, c: 190:20:30}\n")},
    "Y8": {"codes": _policy("custom: {a: 010, b: 0777, c: 08, d: 0o10, e: 0b11, f: 1_000}\n")},
    "Y9": {"no day": _policy("effective: 2024-02-30\n"), "one digit": _policy("effective: 2024-1-1\n")},
    "Y10": {
        "a day that is none": _policy("custom: {a: 2024-02-30}\neffective: 2024-02-30\n"),
        "int": _policy("custom: {a: !!int foo}\n"),
        "bool": _policy("custom: {a: !!bool foo}\n"),
        "timestamp": _policy("custom: {a: !!timestamp foo}\n"),
        "digits": _policy("custom: {a: " + "1" * 4_301 + "}\n"),
        "no character": _policy('custom: {a: "\\U00110000"}\n'),
    },
    "Y11": {
        tag: _policy(f"custom: {{a: {tag} x}}\n")
        for tag in (
            "!!binary", "!!set", "!!omap", "!!pairs", "!!float", "!!null", "!!map", "!!seq",
            "!!timestamp", "!!merge", "!!value", "!!yaml", "!own",
            "!!python/object/apply:os.system", "!<tag:yaml.org,2002:python/name:os.system>",
        )
    },
    "Y12": {
        "utf-16 with a mark": _HEAD.decode().encode("utf-16"),
        "utf-16 without": _HEAD.decode().encode("utf-16-le"),
        "utf-32": _HEAD.decode().encode("utf-32"),
        "latin-1": _policy("custom: {a: \xe4\xf6}\n".encode("latin-1")),
        "nul": _policy(b"custom: {a: b\0c}\n"),
        "escape": _policy(b"custom: {a: b\x1b[31mc}\n"),
        "c1": _policy("custom: {a: b\x9bc}\n"),
        "del": _policy(b"custom: {a: b\x7fc}\n"),
        "mark inside": _policy("custom: {\ufeffa: b}\n"),
        "overlong": _policy(b"custom: {a: \xc0\xaf}\n"),
        "surrogate": _policy(b"custom: {a: \xed\xa0\x80}\n"),
    },
    "Y13": {
        "escapes": _policy('custom: {a: "\\e[31m \\x07 \\u202e \\0"}\n'),
        "alone": _policy('custom: {a: "\\ud800"}\n'),
        "no characters": _policy('custom: {a: "\\ufffe \\uffff \\x9b"}\n'),
    },
    "Y14": {
        "tab after a colon": _policy("custom:\n  a:\tb\n  c: 010\n"),
        "tab as depth": _policy("custom:\n\ta: b\n"),
    },
    "Y15": {
        "cr": _HEAD.replace(b"\n", b"\r"),
        "nel": _policy("custom: {a: b\x85c}\n"),
        "ls": _policy("custom: {a: b\u2028c}\n"),
        "ps": _policy("custom: {a: b\u2029c}\n"),
    },
    "Y16": {
        "empty": b"",
        "a comment": b"# nothing\n",
        "a word": b"a:b\n",
        "a list": b"- a\n- b\n",
        "two": _HEAD + b"---\n" + _HEAD,
        "many": b"---\n" * 250_000,
    },
    "Y17": {
        "long": _policy("custom: {" + "k" * 1_100 + ": v}\n"),
        "129": _policy("custom: {" + "k" * 129 + ": v}\n"),
        "null": _policy("custom: {~: v}\n"),
        "number": _policy("custom: {3: v}\n"),
        "list": _policy("custom: {[a]: v}\n"),
        "map": _policy("custom: {{a: b}: v}\n"),
    },
    "Y18": {
        "a byte too many": b"# " + b"x" * ((1 << 20) - 1),
        "90,000 keys": b"".join(b"k%d: v\n" % number for number in range(90_000)),
        "a megabyte of text": _policy(b"custom: {a: " + b"x " * 500_000 + b"}\n"),
        "digits": _policy(b"custom: {a: " + b"1" * 1_000_000 + b"}\n"),
    },
}  # fmt: skip
