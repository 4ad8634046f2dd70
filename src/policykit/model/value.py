"""Frozen dataclasses that cost next to nothing until they are used.

The dataclasses of the standard library write and compile six methods a class when a module is
imported, most of them for classes that a run makes no object of. Here a method is compiled
when it is first called. Everything else is left to the library, so `fields`, `replace`,
`is_dataclass` and type checkers see a dataclass like any other.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Mapping
from reprlib import recursive_repr
from typing import TYPE_CHECKING, Any, Final, TypeAlias

if TYPE_CHECKING:
    from dataclasses import dataclass as dataclass
else:

    def dataclass(
        *,
        frozen: bool,
        slots: bool = False,
        kw_only: bool = False,
        order: bool = False,
        eq: bool = True,
    ) -> Callable[[type[Any]], type[Any]]:
        """What makes a class a frozen dataclass, as `dataclasses.dataclass` does.

        Raises:
            TypeError: the class is not to be frozen.
        """
        if not frozen:
            raise TypeError("what may change is a dataclass of the standard library")
        methods = _ALWAYS | (_COMPARED if eq else {}) | (_ORDERED if order else {})

        def made(cls: type[Any]) -> type[Any]:
            return _made(cls, methods, slots=slots, kw_only=kw_only)

        return made


_Fields: TypeAlias = tuple[dataclasses.Field[Any], ...]
_Named: TypeAlias = dict[str, Any]
_Writer: TypeAlias = Callable[[type[Any], _Fields, _Named], str]
"""Writes a method of a class with these fields; puts what its text names into the last."""

_NOT_GIVEN: Final = object()


def _made(
    cls: type[Any], methods: Mapping[str, _Writer], *, slots: bool, kw_only: bool
) -> type[Any]:
    own = frozenset(vars(cls))
    # For a class without a text the library would work out a signature, which is slow.
    cls.__doc__ = cls.__doc__ or cls.__name__
    # Asked for no method, the library compiles nothing: it finds the fields and adds slots.
    library = dataclasses.dataclass(init=False, repr=False, eq=False, slots=slots, kw_only=kw_only)
    made: type[Any] = library(cls)
    for name, writer in methods.items():
        if name not in own:
            setattr(made, name, _compiled_when_called(made, name, writer))
    for name, method in (_SHARED | _PICKLED if slots else _SHARED).items():
        if name not in own:
            setattr(made, name, method)
    return made


def _compiled_when_called(cls: type[Any], name: str, writer: _Writer) -> Callable[..., Any]:
    def method(*values: object, **named: object) -> Any:  # noqa: ANN401 - whatever the method gives
        known: _Named = {}
        exec(writer(cls, dataclasses.fields(cls), known), known)  # noqa: S102 - it names fields, nothing else
        compiled: Callable[..., Any] = known[name]
        compiled.__qualname__ = f"{cls.__qualname__}.{name}"
        setattr(cls, name, compiled)
        return compiled(*values, **named)

    return method


def _init(cls: type[Any], fields: _Fields, known: _Named) -> str:
    known |= {"_not_given": _NOT_GIVEN, "_set": object.__setattr__}
    by_place = ["self"]
    by_name: list[str] = []
    lines: list[str] = []
    for each in fields:
        default, value = _default(each, known)
        if each.init:
            (by_name if each.kw_only else by_place).append(f"{each.name}{default}")
        elif not default:
            continue
        fill: Callable[[object, object], None] | None = getattr(
            getattr(cls, each.name, None), "__set__", None
        )
        if fill is not None:
            known[f"_set_{each.name}"] = fill
            lines.append(f"_set_{each.name}(self, {value})")
        else:
            lines.append(f"_set(self, {each.name!r}, {value})")
    if hasattr(cls, "__post_init__"):
        lines.append("self.__post_init__()")
    parameters = ", ".join([*by_place, *(["*", *by_name] if by_name else [])])
    return f"def __init__({parameters}):\n " + "\n ".join(lines or ["pass"])


def _default(field: dataclasses.Field[Any], known: _Named) -> tuple[str, str]:
    """The default of a parameter ('' for none), and the value the field takes."""
    name = field.name
    if field.default_factory is not dataclasses.MISSING:
        known[f"_make_{name}"] = field.default_factory
        value = f"_make_{name}()"
        given = f"{value} if {name} is _not_given else {name}"
        return "=_not_given", given if field.init else value
    if field.default is not dataclasses.MISSING:
        known[f"_default_{name}"] = field.default
        return f"=_default_{name}", name if field.init else f"_default_{name}"
    return "", name


def _comparing(name: str, sign: str) -> _Writer:
    def writer(_cls: type[Any], fields: _Fields, _known: _Named) -> str:
        return (
            f"def {name}(self, other):\n"
            " if other.__class__ is self.__class__:\n"
            f"  return {_compared(fields, 'self')} {sign} {_compared(fields, 'other')}\n"
            " return NotImplemented"
        )

    return writer


def _hash(_cls: type[Any], fields: _Fields, _known: _Named) -> str:
    return f"def __hash__(self):\n return hash({_compared(fields, 'self')})"


def _compared(fields: _Fields, whose: str) -> str:
    return f"({''.join(f'{whose}.{each.name},' for each in fields if each.compare)})"


@recursive_repr()
def _repr(self: Any) -> str:  # noqa: ANN401 - any dataclass
    shown = (each.name for each in dataclasses.fields(self) if each.repr)
    told = ", ".join(f"{name}={getattr(self, name)!r}" for name in shown)
    return f"{self.__class__.__qualname__}({told})"


def _refuse_to_set(_self: object, name: str, _value: object) -> None:
    raise dataclasses.FrozenInstanceError(f"cannot assign to field {name!r}")


def _refuse_to_delete(_self: object, name: str) -> None:
    raise dataclasses.FrozenInstanceError(f"cannot delete field {name!r}")


def _state(self: Any) -> list[object]:  # noqa: ANN401 - any dataclass
    return [getattr(self, each.name) for each in dataclasses.fields(self)]


def _take_state(self: Any, state: list[object]) -> None:  # noqa: ANN401 - any dataclass
    for each, value in zip(dataclasses.fields(self), state, strict=True):
        object.__setattr__(self, each.name, value)


_ALWAYS: Final[dict[str, _Writer]] = {"__init__": _init}
_COMPARED: Final[dict[str, _Writer]] = {"__eq__": _comparing("__eq__", "=="), "__hash__": _hash}
_ORDERED: Final[dict[str, _Writer]] = {
    name: _comparing(name, sign)
    for name, sign in (("__lt__", "<"), ("__le__", "<="), ("__gt__", ">"), ("__ge__", ">="))
}
_SHARED: Final[dict[str, Callable[..., Any]]] = {
    "__repr__": _repr,
    "__setattr__": _refuse_to_set,
    "__delattr__": _refuse_to_delete,
}
_PICKLED: Final[dict[str, Callable[..., Any]]] = {
    "__getstate__": _state,
    "__setstate__": _take_state,
}
