"""The Jinja environment templates run in: no code, no silence about unknown names, bounded."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Final

from jinja2 import BaseLoader, BytecodeCache, StrictUndefined, UndefinedError, nodes
from jinja2.environment import TemplateModule
from jinja2.exceptions import SecurityError, TemplateRuntimeError
from jinja2.runtime import Context, LoopContext, Macro, Undefined
from jinja2.sandbox import ImmutableSandboxedEnvironment

from policykit.rendering.steps import STEPS_OF_A_CALL, Steps, counting

MOST_REPEATED: Final = 10_000
"""The longest text or list that `*` may make, and the widest field of a format."""

_MOST_POWER: Final = 64

_PASSED_ALONG: Final = ("_loop_vars", "_block_vars")
"""What compiled templates hand to whatever may ask for its surroundings; macros do not."""

_OF_LOOPS: Final = frozenset({"first", "index", "index0", "last"})

_NOT_OFFERED: Final = ("center", "format", "pprint", "random", "safe", "urlize", "xmlattr")
"""Filters left out: they can fill the memory, differ from run to run, or undo escaping."""

_NOT_CALLED: Final = frozenset(
    {"center", "expandtabs", "format", "format_map", "ljust", "rjust", "translate", "zfill"}
)
"""Methods of texts that can make a text of any length."""


class UnknownNameError(UndefinedError):
    """A template asked for a name that is not there.

    `name` is the name, `among` the names that are there, empty where nobody knows, `holder` the
    value that was asked for it, None where it stands by itself.
    """

    def __init__(self, name: str, among: tuple[str, ...], holder: object = None) -> None:
        super().__init__(f'There is no "{name}" here.')
        self.name = name
        self.among = among
        self.holder = holder


class PrintedDataError(TemplateRuntimeError):
    """A template printed a group of values, which no reader has use for."""


def words_only(value: object) -> object:
    """The value, where it can be printed.

    Raises:
        PrintedDataError: it is a group of values.
    """
    if isinstance(value, (dict, list, tuple)):
        raise PrintedDataError("a group of values")
    return value


class Missing(StrictUndefined):
    """What an unknown name stands for: any use of it fails, with the names that are known."""

    __slots__ = ()

    @property
    def _undefined_message(self) -> str:
        if self._undefined_exception is SecurityError:
            raise SecurityError("templates may not look inside values")
        holder = self._undefined_obj
        among = tuple(map(str, holder)) if isinstance(holder, Mapping) else ()
        inside = holder if isinstance(holder, Mapping) else None
        raise UnknownNameError(str(self._undefined_name or "value"), among, inside)


class Sandbox(ImmutableSandboxedEnvironment):
    """Jinja that only reads plain data, escapes everything and refuses what is unknown.

    `finalize` turns each value into what is printed, before the escaping of HTML and XML; `kept`
    is where compiled templates are kept.
    """

    intercepted_binops = frozenset({"*", "**", "%"})

    def __init__(
        self,
        loader: BaseLoader,
        steps: Steps,
        finalize: Callable[[object], object] | None = None,
        kept: BytecodeCache | None = None,
    ) -> None:
        super().__init__(
            loader=loader,
            bytecode_cache=kept,
            finalize=finalize,
            undefined=Missing,
            autoescape=True,
            trim_blocks=True,
            lstrip_blocks=True,
            keep_trailing_newline=True,
            auto_reload=False,
        )
        for name in _NOT_OFFERED:
            self.filters.pop(name)
        self.globals.pop("lipsum")
        self._steps = steps
        self.filters.update(steps.filters())

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        return counting(super()._parse(source, name, filename))

    def call(self, context: Context, called: Any, /, *args: Any, **kwargs: Any) -> Any:  # noqa: ANN401 - the library's own signature
        """A call, counted; a range as if all of it were gone through."""
        if type(called) is Macro:
            # Macros are ours and safe to call; asking so each time costs more than the call.
            self._steps.take(STEPS_OF_A_CALL)
            for name in _PASSED_ALONG:
                kwargs.pop(name, None)
            return called(*args, **kwargs)
        made = super().call(context, called, *self._steps.called(called, args), **kwargs)
        if isinstance(made, range):
            self._steps.take(len(made))
        return made

    def getattr(self, obj: Any, attribute: str) -> Any:  # noqa: ANN401 - the library's own signature
        """A value of a mapping before any method of it, so that a key may be called `items`."""
        if isinstance(obj, dict) and attribute in obj:
            return obj[attribute]
        if type(obj) is TemplateModule:
            # A macro of ours: asking whether it is safe takes longer than what it does.
            found = vars(obj).get(attribute)
            if type(found) is Macro:
                return found
        if type(obj) is LoopContext and attribute in _OF_LOOPS:
            # Asked at every turn of every loop, so the same holds.
            return getattr(obj, attribute)
        return super().getattr(obj, attribute)

    def is_safe_attribute(self, obj: Any, attr: str, value: Any) -> bool:  # noqa: ANN401 - the same
        """Refuses what the sandbox refuses, and methods that make texts of any length."""
        if isinstance(obj, str) and attr in _NOT_CALLED:
            return False
        return bool(super().is_safe_attribute(obj, attr, value))

    def call_binop(self, context: Any, operator: str, left: Any, right: Any) -> Any:  # noqa: ANN401 - the same
        """Sums as usual; products and powers only where they stay small."""
        if isinstance(left, Undefined) or isinstance(right, Undefined):
            return super().call_binop(context, operator, left, right)
        if operator == "%" and not isinstance(left, int | float):
            raise SecurityError("texts cannot be formatted with %")
        if operator == "**" and not all(
            isinstance(each, int) and abs(each) <= _MOST_POWER for each in (left, right)
        ):
            raise SecurityError("the power is too large")
        if operator == "*" and not _small(left, right):
            raise TemplateRuntimeError("the product is too long")
        return super().call_binop(context, operator, left, right)


def _small(left: object, right: object) -> bool:
    for many, times in ((left, right), (right, left)):
        if isinstance(many, str | list | tuple) and isinstance(times, int):
            return len(many) * times <= MOST_REPEATED
    return all(not isinstance(each, int) or abs(each) < 10**15 for each in (left, right))
