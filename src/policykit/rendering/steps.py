"""Counts what templates do, so that none goes on without end."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, Final

from jinja2 import TemplateRuntimeError, nodes, pass_context
from jinja2.runtime import Context, LoopContext, Undefined

MOST_STEPS: Final = 50_000_000
"""Steps of a run: half a second to ten seconds of turning in circles."""

STEPS_OF_A_PAGE: Final = 250_000
"""Steps each page adds; the page of a rich policy takes 150,000, most take a third of that."""

STEPS_OF_A_CALL: Final = 50
"""Steps of a call or of a template begun: they take so much longer than a turn of a loop."""

_TURNS: Final = "_turns"
"""The filter around what a loop goes over."""

_BEGUN: Final = "_begun"
"""The filter at the beginning of what is called or included."""

_SIZED: Final = frozenset(
    {list, tuple, dict, range, type({}.keys()), type({}.values()), type({}.items())}
)


class TooManyStepsError(TemplateRuntimeError):
    """The templates of a run took more steps than they may."""


class Steps:
    """The steps that are left; a step is an expression, a tag or a text that is gone through."""

    def __init__(self, left: int) -> None:
        self.left = left

    def take(self, count: int) -> None:
        """Take so many.

        Raises:
            TooManyStepsError: there are not so many left.
        """
        self.left -= count
        if self.left < 0:
            raise TooManyStepsError("too many steps")

    def counted(self, iterable: Any, steps: int) -> Any:  # noqa: ANN401 - whatever is looped over
        """What a loop goes over; each item takes so many steps."""
        if isinstance(iterable, Undefined):
            return iterable
        if type(iterable) in _SIZED:
            self.take(len(iterable) * steps)
            return iterable
        return self._one_by_one(iterable, steps)

    def called(self, called: object, arguments: tuple[Any, ...]) -> tuple[Any, ...]:
        """Count a call; gives its arguments, those of a loop that calls itself counted."""
        self.take(STEPS_OF_A_CALL)
        if isinstance(called, LoopContext) and arguments:
            return (self.counted(arguments[0], STEPS_OF_A_CALL), *arguments[1:])
        return arguments

    def filters(self) -> dict[str, Callable[..., Any]]:
        """The filters that `counting` puts into templates."""

        # With a context the compiler never works them out beforehand, once for all turns.
        @pass_context
        def turns(_: Context, iterable: Any, steps: int) -> Any:  # noqa: ANN401 - as above
            return self.counted(iterable, steps)

        @pass_context
        def begun(_: Context, steps: int) -> None:
            self.take(steps)

        return {_TURNS: turns, _BEGUN: begun}

    def _one_by_one(self, iterable: Any, steps: int) -> Iterator[Any]:  # noqa: ANN401 - as above
        for item in iterable:
            self.take(steps)
            yield item


def counting(template: nodes.Template) -> nodes.Template:
    """A template that counts its loops, and what of it is called, included or imported."""
    for loop in list(template.find_all(nodes.For)):
        loop.iter = _filtered(loop.iter, _TURNS, nodes.Const(_size(loop)))
    for macro in list(template.find_all(nodes.Macro)):
        _begin(macro, macro.body)
    for caller in list(template.find_all(nodes.CallBlock)):
        _begin(caller, caller.body)
    for block in list(template.find_all(nodes.Block)):
        _begin(block, block.body)
    _begin(template, template.body)
    return template


def _begin(holder: nodes.Node, body: list[nodes.Node]) -> None:
    steps = nodes.Const(STEPS_OF_A_CALL + _size(holder))
    body.insert(0, nodes.ExprStmt(_filtered(steps, _BEGUN), lineno=holder.lineno))


def _size(holder: nodes.Node) -> int:
    return sum(1 for _ in holder.find_all(nodes.Node))


def _filtered(inner: nodes.Node, name: str, *arguments: nodes.Node) -> nodes.Filter:
    return nodes.Filter(inner, name, list(arguments), [], None, None, lineno=inner.lineno)
