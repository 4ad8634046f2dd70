"""What stands in brackets, whether they are closed yet or not."""

from __future__ import annotations

import re
from typing import Final

from policykit.authoring.completion.nodes import (
    DEEPEST,
    Entry,
    Group,
    Listing,
    Node,
    Scalar,
    TooDeepError,
)
from policykit.authoring.completion.scalars import folded, unquoted

DOUBLE: Final = re.compile(r'"(?:[^"\\]|\\.)*"', re.DOTALL)
SINGLE: Final = re.compile(r"'(?:[^']|'')*'", re.DOTALL)
_KEY_END: Final = re.compile(r":(?=[ \t\r\n,\]}]|$)")
_SPACES: Final = " \t\r\n"


class Brackets:
    """Reads what stands in brackets, up to an offset; `closed` tells whether all were closed."""

    def __init__(self, text: str, end: int) -> None:
        self._text = text
        self._end = min(end, len(text))
        self._depth = 0
        self.at = 0
        self.closed = True

    def node(self, at: int) -> Node:
        """The mapping or list that begins at an offset."""
        self.at = at
        return self._bracket()

    def _bracket(self) -> Node:
        self._depth += 1
        if self._depth > DEEPEST:
            raise TooDeepError
        try:
            return self._listing() if self._text[self.at] == "[" else self._group()
        finally:
            self._depth -= 1

    def _skip(self) -> str:
        """Goes over white space and comments; the sign that stands there, '' at the end."""
        while self.at < self._end:
            sign = self._text[self.at]
            if sign == "#" and self._text[self.at - 1] in _SPACES:
                line_end = self._text.find("\n", self.at)
                self.at = self._end if line_end < 0 else min(line_end, self._end)
            elif sign in _SPACES:
                self.at += 1
            else:
                return sign
        self.closed = False
        return ""

    def _listing(self) -> Listing:
        listing = Listing(self.at, flow=True)
        self.at += 1
        while (sign := self._skip()) and sign != "]":
            if sign in ",}":
                self.at += 1
                continue
            listing.items.append(self._pair_or_value(sign))
        self.at += 1
        return listing

    def _pair_or_value(self, sign: str) -> Node:
        value = self._value(sign)
        after = self.at
        if isinstance(value, Scalar) and self._skip() == ":" and self._ends_key():
            self.at += 1
            group = Group(value.start, flow=True)
            group.entries.append(Entry(value, self._after_colon()))
            return group
        self.at = after
        return value

    def _group(self) -> Group:
        group = Group(self.at, flow=True)
        self.at += 1
        while (sign := self._skip()) and sign != "}":
            if sign in ",]":
                self.at += 1
                continue
            key = self._value(sign)
            if not isinstance(key, Scalar):
                group.strays.append(key)
                continue
            if self._skip() == ":" and self._ends_key():
                self.at += 1
                group.entries.append(Entry(key, self._after_colon()))
            else:
                group.entries.append(Entry(key, colon=False))
        self.at += 1
        return group

    def _ends_key(self) -> bool:
        return _KEY_END.match(self._text, self.at, self._end) is not None

    def _after_colon(self) -> Node | None:
        sign = self._skip()
        return None if sign in {"", ",", "}", "]"} else self._value(sign)

    def _value(self, sign: str) -> Node:
        if sign in "[{":
            return self._bracket()
        if sign in "\"'":
            return self._quoted(sign)
        return self._plain()

    def _quoted(self, mark: str) -> Scalar:
        start = self.at
        found = (DOUBLE if mark == '"' else SINGLE).match(self._text, start, self._end)
        if found is None:
            self.closed = False
            line_end = self._text.find("\n", start, self._end)
            end = self.at = self._end if line_end < 0 else line_end
        else:
            end = found.end() - 1
            self.at = found.end()
        style = "double" if mark == '"' else "single"
        words = unquoted(self._text[start + 1 : end], mark)
        return Scalar(words, start + 1, end, style, flow=True)

    def _plain(self) -> Scalar:
        start = at = self.at
        text = self._text
        while at < self._end:
            sign = text[at]
            if sign in ",[]{}" or (sign == "#" and text[at - 1] in _SPACES):
                break
            if sign == ":" and _KEY_END.match(text, at, self._end):
                break
            at += 1
        self.at = max(at, start + 1)
        words = text[start:at].rstrip()
        joined = folded([part.strip() for part in words.split("\n")])
        return Scalar(joined, start, start + len(words), flow=True)
