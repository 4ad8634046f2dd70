from __future__ import annotations

import ast

import pytest
from benchmarks.mutants import mutants, mutated


@pytest.mark.parametrize(
    ("code", "changes"),
    [
        ("a < b", ["a >= b", "a <= b"]),
        ("a is None", ["a is not None"]),
        ("a == b != c", ["a != b != c", "a == b == c"]),
        ("a and b", ["a or b"]),
        ("not a", ["a"]),
        ("x = 3", ["4", "2"]),
        ("x = True", ["False"]),
        ("x = 'must'", ["''"]),
        ("x = ''", ["'other'"]),
        ("x = a - b", ["a + b"]),
        ("x = a | b", ["a & b"]),
        ("f(a, b)", ["pass", "f(b, a)"]),
        ("f(a, a)", ["pass"]),
        ("f(*a, b)", ["pass"]),
        ("x = a if b else c", ["not b"]),
        ("x = [a for a in b if a]", ["not a"]),
        ("x.y = a", ["pass"]),
        ("x[y] = a", ["pass"]),
        ("del x[y]", ["pass"]),
        ("x += a", ["pass"]),
        ("raise E", ["pass"]),
        ("for a in b:\n    continue", ["pass", "break"]),
        ("while a:\n    break", ["not a", "pass"]),
        ("def f():\n    return a", ["return None"]),
        ("def f():\n    return a or b", ["return not (a or b)", "a and b"]),
        ("def f():\n    return", ["pass"]),
        ("def f():\n    yield a", ["yield from ()"]),
        ("def f():\n    yield from a", ["yield from ()"]),
    ],
)
def test_what_decides_is_changed(code: str, changes: list[str]) -> None:
    assert [each.after for each in mutants(code)] == changes


@pytest.mark.parametrize(
    "code",
    [
        "import a",
        "'''What it does.'''",
        "x: TypeAlias = a | b",
        "__all__ = ['a']",
        "assert a == b",
        "x = Page(code='LNG001', severity=1, bad='a: 1')",
        "x = a('LNG001')",
        "x = 'Take it out.'",
        "x = a(message='short', hint='so')",
        "x = f'{a} and so on'",
        "if TYPE_CHECKING:\n    import a",
        "x = isinstance(a, b)",
        "x = min(a, b)",
        "x = cast('a', b)",
        "def f(a: b | c) -> b | c:\n    pass",
        "@dataclass(frozen=True)\nclass A:\n    pass",
        "def f():\n    return None",
        "del x",
    ],
)
def test_what_declares_or_speaks_is_left_alone(code: str) -> None:
    assert mutants(code) == ()


def test_a_change_says_where_it_is_and_is_made_there_alone() -> None:
    code = "class A:\n    def f(self):\n        if (a ==\n            b):\n            return 'c'\n"

    first, second, third = mutants(code)

    assert (first.line, first.last, first.function, first.before, first.after) == (
        3,
        4,
        "A.f",
        "a == b",
        "a != b",
    )
    assert (second.line, second.after) == (5, "return None")
    assert (third.line, third.after) == (5, "''")
    for each in (first, second, third):
        changed = mutated(code, each.nth)
        assert ast.unparse(changed) == ast.unparse(ast.parse(code)).replace(each.before, each.after)
        (function,) = (node for node in ast.walk(changed) if isinstance(node, ast.FunctionDef))
        assert function.body[0].lineno == 3
