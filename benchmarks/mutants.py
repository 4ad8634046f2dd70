"""Small wrong changes of a module, one at a time: what a test must notice.

Changed is what decides: comparisons and their bounds, and/or, not, numbers, short strings, True
and False, what is returned or yielded, the order of arguments, and single statements that are
left out. Not changed is what only speaks or declares: messages, hints, pages, docstrings,
annotations, decorators, imports.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

_TOLD = frozenset({"message", "hint", "summary", "why", "how", "title", "strict"})
"""Keyword arguments that are read by people; and `strict`, which only guards programmers."""

_DECLARES = frozenset({"Page", "page", "_page", "TypeVar", "NewType", "NamedTuple"})
_FIXED_ORDER = frozenset({"cast", "getattr", "isinstance", "issubclass", "setattr", "min", "max"})
"""Functions that fail at once with their arguments swapped, never ask for the first, or take them
in any order."""

_CODE = re.compile(r"[A-Z]{3}[0-9]{3}")
_PROSE = re.compile(r"(?s)\s*[A-Z“\"].* .*|.* .*[.?!:;,]\s*|\s*[.,;:]? \S.*|.*\S \s*")
_TURNED: dict[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq,
    ast.In: ast.NotIn,
    ast.NotIn: ast.In,
    ast.Is: ast.IsNot,
    ast.IsNot: ast.Is,
    ast.Lt: ast.GtE,
    ast.GtE: ast.Lt,
    ast.Gt: ast.LtE,
    ast.LtE: ast.Gt,
}
_BOUND: dict[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Lt: ast.LtE,
    ast.LtE: ast.Lt,
    ast.Gt: ast.GtE,
    ast.GtE: ast.Gt,
}
_OTHER: dict[type[ast.operator], type[ast.operator]] = {
    ast.Add: ast.Sub,
    ast.Sub: ast.Add,
    ast.Mult: ast.FloorDiv,
    ast.FloorDiv: ast.Mult,
    ast.Div: ast.Mult,
    ast.Mod: ast.FloorDiv,
    ast.BitOr: ast.BitAnd,
    ast.BitAnd: ast.BitOr,
}


@dataclass(frozen=True, slots=True)
class Mutant:
    """One change: the how-manieth of its module, from which line to which, what, and into what."""

    nth: int
    line: int
    last: int
    function: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class _Change:
    node: ast.AST
    function: str
    after: ast.AST
    apply: Callable[[], None]


def mutants(source: str) -> tuple[Mutant, ...]:
    """All changes of a module's source, in the order of the code."""
    return tuple(
        Mutant(
            nth,
            getattr(change.node, "lineno", 0),
            getattr(change.node, "end_lineno", 0),
            change.function,
            _shown(change.node),
            _shown(change.after),
        )
        for nth, change in enumerate(_changes(ast.parse(source)))
    )


def mutated(source: str, nth: int) -> ast.Module:
    """The module with its `nth` change made; lines stay where they were."""
    tree = ast.parse(source)
    list(_changes(tree))[nth].apply()
    return ast.fix_missing_locations(tree)


def _shown(node: ast.AST) -> str:
    return " ".join(ast.unparse(node).split())


def _changes(tree: ast.Module) -> Iterator[_Change]:
    yield from _inside(tree, "", told=False)


def _inside(node: ast.AST, function: str, *, told: bool) -> Iterator[_Change]:
    """The changes below a node. `told` says that strings here are read by people."""
    for field, value in ast.iter_fields(node):
        if field in {"annotation", "returns", "decorator_list", "bases", "type_comment"}:
            continue
        for index, child in enumerate(value) if isinstance(value, list) else ((None, value),):
            if not isinstance(child, ast.AST) or _is_apart(node, field, child):
                continue
            here = told or _is_told(node, child)
            for instead in _instead(child, node, told=here):
                after = ast.copy_location(instead, child)
                yield _Change(child, function, after, _putting(node, field, index, after))
            name = function
            if isinstance(child, ast.FunctionDef | ast.ClassDef):
                name = f"{function}.{child.name}" if function else child.name
            yield from _inside(child, name, told=here)


def _putting(parent: ast.AST, field: str, index: int | None, after: ast.AST) -> Callable[[], None]:
    def put() -> None:
        if index is None:
            setattr(parent, field, after)
        else:
            getattr(parent, field)[index] = after

    return put


def _is_apart(parent: ast.AST, field: str, child: ast.AST) -> bool:
    """Whether a part of the code only declares or speaks."""
    match child:
        case ast.Import() | ast.ImportFrom() | ast.Assert():
            return True
        case ast.Expr(value=ast.Constant()):
            return True
        case ast.AnnAssign(annotation=ast.Name(id="TypeAlias")):
            return True
        case ast.Assign(targets=[ast.Name(id="__all__" | "__slots__")]):
            return True
        case ast.If(test=ast.Name(id="TYPE_CHECKING")):
            return True
        case ast.Call(func=ast.Name(id=name)) if name in _DECLARES:
            return True
        case ast.Constant() if isinstance(parent, ast.JoinedStr):
            return True
    return field in {"format_spec", "func"} and isinstance(child, ast.JoinedStr)


def _is_told(parent: ast.AST, child: ast.AST) -> bool:
    if isinstance(child, ast.keyword):
        return child.arg in _TOLD
    if isinstance(child, ast.Raise):
        return True
    return (
        isinstance(parent, ast.Call)
        and isinstance(parent.func, ast.Name)
        and parent.func.id == "cast"
        and child is parent.args[0]
    )


def _instead(node: ast.AST, parent: ast.AST, *, told: bool) -> Iterator[ast.AST]:
    """What may stand in a node's place."""
    match node:
        case ast.Compare():
            yield from _compared(node)
        case ast.BoolOp():
            other = ast.And() if isinstance(node.op, ast.Or) else ast.Or()
            yield ast.BoolOp(op=other, values=node.values)
        case ast.UnaryOp(op=ast.Not()):
            yield node.operand
        case ast.Constant():
            yield from _constants(node.value, told=told)
        case ast.BinOp(op=op) if type(op) in _OTHER and not _joins_texts(node):
            yield ast.BinOp(left=node.left, op=_OTHER[type(op)](), right=node.right)
        case ast.Call():
            yield from _swapped(node)
        case ast.stmt():
            yield from _statements(node)
        case _:
            pass
    turned = isinstance(node, ast.Compare | ast.UnaryOp)
    if isinstance(node, ast.expr) and _is_condition(node, parent) and not turned:
        yield ast.UnaryOp(op=ast.Not(), operand=node)


def _compared(node: ast.Compare) -> Iterator[ast.Compare]:
    for index, op in enumerate(node.ops):
        for table in (_TURNED, _BOUND):
            if type(op) in table:
                ops = [*node.ops[:index], table[type(op)](), *node.ops[index + 1 :]]
                yield ast.Compare(left=node.left, ops=ops, comparators=node.comparators)


def _constants(value: object, *, told: bool) -> Iterator[ast.Constant]:
    if isinstance(value, bool):
        yield ast.Constant(not value)
    elif isinstance(value, int):
        yield ast.Constant(value + 1)
        yield ast.Constant(value - 1)
    elif isinstance(value, float):
        yield ast.Constant(value + 1)
    elif isinstance(value, str) and not told and not _is_told_alone(value):
        yield ast.Constant("" if value else "other")


def _is_told_alone(value: str) -> bool:
    """Whether a string is a sentence, a part of one, or the code of a finding."""
    return bool(_PROSE.fullmatch(value) or _CODE.fullmatch(value))


def _joins_texts(node: ast.BinOp) -> bool:
    """Whether it would fail at once as anything else."""
    return any(
        isinstance(side, ast.JoinedStr)
        or (isinstance(side, ast.Constant) and isinstance(side.value, str))
        for side in (node.left, node.right)
    )


def _swapped(node: ast.Call) -> Iterator[ast.Call]:
    if isinstance(node.func, ast.Name) and node.func.id in _FIXED_ORDER:
        return
    match node.args:
        case [first, second, *rest] if (
            not isinstance(first, ast.Starred)
            and not isinstance(second, ast.Starred)
            and ast.dump(first) != ast.dump(second)
        ):
            yield ast.Call(func=node.func, args=[second, first, *rest], keywords=node.keywords)


def _statements(node: ast.stmt) -> Iterator[ast.stmt]:
    match node:
        case ast.Return(value=None) | ast.Break() | ast.Raise() | ast.AugAssign():
            yield ast.Pass()
        case ast.Continue():
            yield ast.Pass()
            yield ast.Break()
        case ast.Return(value=ast.Constant(value=bool() | None)):
            return
        case ast.Return(value=ast.expr() as value):
            if isinstance(value, ast.Compare | ast.BoolOp | ast.UnaryOp):
                yield ast.Return(value=ast.UnaryOp(op=ast.Not(), operand=value))
            else:
                yield ast.Return(value=ast.Constant(None))
        case ast.Expr(value=ast.Yield() | ast.YieldFrom()):
            # Still a generator, or leaving it out would fail in any test.
            yield ast.Expr(value=ast.YieldFrom(value=ast.Tuple(elts=[], ctx=ast.Load())))
        case ast.Expr(value=ast.Call()):
            yield ast.Pass()
        case (
            ast.Assign(targets=[ast.Attribute() | ast.Subscript()])
            | ast.Delete(targets=[ast.Attribute() | ast.Subscript()])
        ):
            yield ast.Pass()
        case _:
            pass


def _is_condition(node: ast.AST, parent: ast.AST) -> bool:
    match parent:
        case ast.If(test=test) | ast.While(test=test) | ast.IfExp(test=test):
            return node is test
        case ast.comprehension(ifs=ifs):
            return any(node is each for each in ifs)
        case _:
            return False
