"""What an unquoted value means: YAML 1.2 core, and nothing that only looks like a number.

https://yaml.org/spec/1.2.2/#103-core-schema gives the words and the forms of numbers.
"""

from __future__ import annotations

import re
from typing import Final

from policykit.model.value import dataclass
from policykit.yamlsource.codes import CODE_LIKE_NUMBER, NUMBER_WOULD_CHANGE

WORDS: Final[dict[str, bool | None]] = {
    "~": None,
    "null": None,
    "Null": None,
    "NULL": None,
    "true": True,
    "True": True,
    "TRUE": True,
    "false": False,
    "False": False,
    "FALSE": False,
}

LONGEST_WORD: Final = 5
NUMBER_STARTS: Final = frozenset("-+.0123456789")

_NUMBER = re.compile(
    r"""(?P<integer>0|-?[1-9][0-9]{0,14})
    |(?P<float>-?(?:0|[1-9][0-9]{0,15})\.[0-9]{1,17})
    |(?P<long>[-+]?[0-9]{16,})
    |(?P<rough>[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?))
    |(?P<exponent>[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)[eE][-+]?[0-9]+)
    |(?P<other_base>[-+]?0(?:o[0-7]+|x[0-9a-fA-F]+|b[01]+))
    |(?P<grouped>[-+]?[0-9]+(?:_[0-9]*)+(?:\.[0-9_]*)?)
    |(?P<endless>[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN))
    """,
    re.VERBOSE,
)


@dataclass(frozen=True, slots=True)
class LikeNumber:
    """The answer for a text that some program would take for another number.

    `code` says which finding it is; the value stays the text as written.
    """

    code: str


_WOULD_CHANGE = LikeNumber(NUMBER_WOULD_CHANGE)
_LIKE_CODE = LikeNumber(CODE_LIKE_NUMBER)


def number(text: str) -> int | float | str | LikeNumber:
    """What an unquoted text beginning with a digit, a sign or a dot means.

    Only numbers that print exactly as they are written are numbers: `14`, `-3`, `2.5`.
    Dates, times, versions and amounts are text. What is left, as `1.10`, `010` or `1e10`,
    would silently become something else and is answered with `LikeNumber`.
    """
    if " " in text:
        return text
    found = _NUMBER.fullmatch(text)
    if found is None:
        return text
    kind = found.lastgroup
    if kind == "integer":
        return int(text)
    if kind == "float":
        value = float(text)
        return value if repr(value) == text else _WOULD_CHANGE
    return _WOULD_CHANGE if kind == "rough" else _LIKE_CODE
