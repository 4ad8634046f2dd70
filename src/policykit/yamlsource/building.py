"""The nodes of one file while they are read, and all that is seldom done to them."""

from __future__ import annotations

from itertools import islice
from sys import intern
from typing import Final, Literal, TypeAlias, cast

from policykit.model.document import Json, pack, unpack
from policykit.model.position import Pointer
from policykit.yamlsource import codes
from policykit.yamlsource.characters import REFUSED, clean, is_plain, name
from policykit.yamlsource.limits import MAX_DEPTH, MAX_KEY_LENGTH, MAX_NODES, MAX_PROBLEMS
from policykit.yamlsource.lines import CURLY_QUOTES
from policykit.yamlsource.notes import Note
from policykit.yamlsource.parsers import Event
from policykit.yamlsource.scalars import (
    NUMBER_STARTS,
    WORDS,
    LikeNumber,
    number,
)
from policykit.yamlsource.slips import comma_slip, curly_slip, folded_slip

LINE: Final = pack(1, 0)
FIRST: Final = pack(1, 1)
DROPPED: Final = "\0dropped"
"""The key of a pair that will be taken out again; no key that was read can hold a NUL."""

SUSPECTS: Final = NUMBER_STARTS | frozenset(CURLY_QUOTES) | {"<"}
"""First characters of the unquoted texts that are worth a second look."""

_NEVER: Final = 1 << 62

Container: TypeAlias = "dict[str, Json] | list[Json]"
Frame: TypeAlias = "tuple[Container, bool, str | None, int]"
"""An open container: it, whether it is a mapping, the key being filled, its node."""

Scalar: TypeAlias = "tuple[Json, str, int, int]"
"""What a scalar stands for, its text, and its packed start and end."""


class DoubtError(Exception):
    """The text is one about which the parsers disagree."""


class Building:
    """The nodes read so far, what is open, and what was noted.

    Args:
        text: the whole text, without refused characters.
        doubtful: whether to raise `DoubtError` on what the parsers see differently.
    """

    __slots__ = (
        "_doubtful",
        "_first_places",
        "_lost",
        "_text",
        "closings",
        "drops",
        "ends",
        "frames",
        "full",
        "good_keys",
        "last_end",
        "notes",
        "opaque",
        "starts",
    )

    def __init__(self, text: str, *, doubtful: bool) -> None:
        self._text = text
        self._doubtful = doubtful
        self._first_places: tuple[Container, dict[str, int], int] = ([], {}, 0)
        self._lost = _NEVER
        self.starts: list[int] = []
        self.ends: list[int] = []
        self.closings: dict[int, int] = {}
        self.frames: list[Frame] = []
        self.drops: list[int] = []
        self.notes: list[Note] = []
        self.opaque: list[tuple[int, int]] = []
        self.good_keys: dict[str, str] = {}
        self.full = False
        self.last_end = FIRST

    def note(
        self,
        code: str,
        top: Frame,
        start: int,
        end: int,
        *,
        key: str | None = None,
        text: str = "",
        exact: bool = True,
        first: tuple[int, int] | None = None,
    ) -> None:
        """Note something about the value now read in `top`, or about its key `key`.

        `exact` says that `start` and `end` are those of the node itself.
        """
        if len(self.notes) > MAX_PROBLEMS:
            self.full = True
            return
        pointer, kept = self._pointer(top, key)
        part: Literal["key", "value"] = "value" if key is None else "key"
        note = Note(code, start, end, pointer, part, kept and exact, text, first=first)
        self.notes.append(note)

    def _pointer(self, top: Frame, key: str | None) -> tuple[Pointer, bool]:
        """The way to a node, as far as it leads through nodes that are kept."""
        if not self.frames:
            return (), True
        pointer: list[str | int] = []
        for container, is_map, filled, _ in self.frames[1:]:
            if not is_map:
                pointer.append(len(container) - 1)
            elif filled is None or filled is DROPPED:
                return tuple(pointer), False
            else:
                pointer.append(filled)
        container, is_map, filled, _ = top
        if not is_map:
            pointer.append(len(container))
        elif key is not None:
            pointer.append(key)
        elif filled is None or filled is DROPPED:
            return tuple(pointer), False
        else:
            pointer.append(filled)
        return tuple(pointer), True

    def scalar(self, event: Event, top: Frame, flow: int, last_end: int) -> Scalar:
        """Read any scalar.

        Args:
            event: the scalar.
            top: the container it stands in.
            flow: how many containers in short form are around it.
            last_end: the packed end of what was read before it.
        """
        value, style = event.value, event.style
        mark, last = event.start_mark, event.end_mark
        start = mark.line * LINE + mark.column + FIRST
        end = last.line * LINE + last.column + FIRST
        item: Json = value
        if style:
            self.opaque.append((mark.index, last.index))
            if style in "|>":
                if self._doubtful and "#" in self._text[mark.index : mark.index + 4]:
                    raise DoubtError
                index = mark.index + len(self._text[mark.index : last.index].rstrip(" \t\r\n"))
                end = self._place(index, mark.index, mark.line)
            elif style == '"' and not is_plain(value):
                item = value = self._cleaned(value, top, start, end)
        elif value:
            if value in WORDS:
                item = WORDS[value]
            elif value[0] in SUSPECTS:
                item = self._resolved(value, top, start, end)
            if last.line != mark.line:
                self._folded(event, top)
            if self._doubtful and flow and "?" in value:
                raise DoubtError
        else:
            item = None
            if mark.index == last.index:
                start = end = self._nothing(event, top, flow, last_end)
        self.marks(event, top, start)
        return item, value, start, end

    def _cleaned(self, value: str, top: Frame, start: int, end: int) -> str:
        """A text in double quotes without what its escapes must not stand for."""
        found = REFUSED.search(value)
        if found is None:
            return value
        value = clean(value)
        key = self._as_key(top, value)
        shown = name(found.group())
        self.note(codes.REFUSED_ESCAPE, top, start, end, key=key, text=shown)
        return value

    @staticmethod
    def _as_key(top: Frame, value: str) -> str | None:
        """The value where it is a key, None where it is a value."""
        return value if top[1] and top[2] is None else None

    def _resolved(self, value: str, top: Frame, start: int, end: int) -> Json:
        """What an unquoted text stands for; None for a key that is no text."""
        key = self._as_key(top, value)
        first = value[0]
        if first in NUMBER_STARTS:
            item = number(value)
            if isinstance(item, LikeNumber):
                if key is not None:
                    return None
                self.note(item.code, top, start, end, text=value)
                return value
            if first == "-" and key is not None and item is value:
                self.note(codes.NO_SPACE_AFTER_DASH, top, start, end, key=value)
            return item
        if key == "<<":
            self.note(codes.MERGE_KEY, top, start, end, key=key)
        elif first in CURLY_QUOTES and curly_slip(value):
            self.note(codes.WORD_QUOTE, top, start, end, key=key, text=first)
        return value

    def _folded(self, event: Event, top: Frame) -> None:
        slip = folded_slip(self._text, event.start_mark.index, event.end_mark.index)
        if slip is not None:
            code, index = slip
            place = self._place(index, event.start_mark.index, event.start_mark.line)
            self.note(code, top, place, place + 1, exact=False)

    def _nothing(self, event: Event, top: Frame, flow: int, last_end: int) -> int:
        """The packed position of a scalar that is not there.

        The parsers place it differently; here it stands behind the colon or dash that asks
        for it, else behind what was read last.
        """
        text, index, line = self._text, event.start_mark.index, event.start_mark.line
        if top[1] and top[2] is not None:
            start = self._empty_value(index, line, last_end)
            if flow and start == last_end and top[2] is not DROPPED:
                code = comma_slip(text, index, top[2])
                if code:
                    self.note(code, top, self.starts[-1], start, key=top[2], text=top[2])
            return start
        if not index or text[index - 1] != "-":
            return max(last_end, self.starts[-1] if self.starts else FIRST)
        if index >= len(text):
            # At the end of a text one parser counts a line that is not there.
            line = text.count("\n")
        return self._place(index, index, line)

    def _empty_value(self, index: int, line: int, last_end: int) -> int:
        """Where the value of a key would stand: behind the colon, else behind the key.

        `index` and `line` (from 0) are where a parser noticed that there is none, `last_end`
        is the packed end of the key.
        """
        text = self._text
        if index >= len(text):
            line = text.count("\n")
        key_end = unpack(last_end)
        stop = index
        for _ in range(line + 1 - key_end.line):
            stop = text.rfind("\n", 0, stop)
        key_index = text.rfind("\n", 0, stop) + key_end.column
        gap = text[key_index:index]
        colon = gap.lstrip(" \t")
        if not colon.startswith(":"):
            return last_end
        return last_end + len(gap) - len(colon) + 1

    def _place(self, index: int, known: int, line: int) -> int:
        """The packed position of a character, told from a known one above on line `line`."""
        text = self._text
        line += text.count("\n", known, index) + 1
        return pack(line, index - text.rfind("\n", 0, index))

    def alias(self, event: Event, top: Frame) -> Scalar:
        """Read `*name` as the text it is."""
        mark, last = event.start_mark, event.end_mark
        start = mark.line * LINE + mark.column + FIRST
        end = last.line * LINE + last.column + FIRST
        value = f"*{event.anchor}"
        self.note(codes.ALIAS, top, start, end, key=self._as_key(top, value), text=value)
        return value, value, start, end

    def marks(self, event: Event, top: Frame, start: int) -> None:
        """Note the name or type put before a node."""
        if event.tag is not None and self._doubtful:
            raise DoubtError
        if event.anchor is not None:
            self.note(codes.ANCHOR, top, start, start + 1)
        elif event.tag is not None:
            self.note(codes.TAG, top, start, start + 1)

    def is_refused(self, top: Frame, start: int, *, opens: bool) -> bool:
        """Whether the limits allow no further node, which is noted."""
        if opens and len(self.frames) >= MAX_DEPTH:
            self.note(codes.TOO_DEEP, top, start, start + 1, exact=False)
        elif len(self.starts) >= MAX_NODES:
            self.note(codes.TOO_MANY_VALUES, top, start, start + 1, exact=False)
        else:
            return self.full
        return True

    def is_good_key(self, value: str) -> bool:
        """Whether an unquoted text is a key there is nothing to say about; it is remembered."""
        if value[0] in SUSPECTS or value in WORDS or len(value) > MAX_KEY_LENGTH or "?" in value:
            return False
        # The same keys stand in every file: one text in memory serves all.
        self.good_keys[value] = intern(value)
        return True

    def new_key(self, top: Frame, scalar: Scalar) -> str:
        """The key to fill: this one, or the sign that its pair will be taken out again."""
        item, value, start, end = scalar
        first = value not in top[0]
        if item is not value:
            self.note(codes.KEY_NOT_TEXT, top, start, end, key=value, text=value, exact=first)
        elif len(value) > MAX_KEY_LENGTH:
            self.note(codes.KEY_TOO_LONG, top, start, end, key=value, text=value, exact=first)
        if first:
            return value
        self._duplicate(top, value, start, end)
        self.drops.append(len(self.starts) - 1)
        return DROPPED

    def _duplicate(self, top: Frame, key: str, start: int, end: int) -> None:
        """Note a key that stands for the second time, with the place of the first."""
        current = cast("dict[str, Json]", top[0])
        seen, places, node = self._first_places
        if seen is not current:
            places, node = {}, top[3] + 1
        for known in islice(current, len(places), None):
            places[known] = node
            node = self.closings.get(node + 1, node + 2)
        self._first_places = (current, places, node)
        first = (self.starts[places[key]], self.ends[places[key]])
        self.note(codes.DUPLICATE_KEY, top, start, end, key=key, text=key, exact=False, first=first)

    def drop(self, current: Container) -> None:
        """Take out the pair that has just been read."""
        cast("dict[str, Json]", current).pop(DROPPED, None)
        self._cut(self.drops.pop())

    def _cut(self, length: int) -> None:
        """Forget all nodes from number `length` on."""
        if length < len(self.starts):
            self._lost = min(self._lost, self.starts[length])
        for node in range(length, len(self.starts)):
            self.closings.pop(node, None)
        del self.starts[length:], self.ends[length:]

    def unwind(self, top: Frame) -> None:
        """Close what is open, so that data and places agree when the text breaks off."""
        self._lost = _NEVER
        current, is_map, key, node = top
        if is_map and key is DROPPED:
            self.drop(current)
        elif is_map and key is not None:
            self._cut(len(self.starts) - 1)
        while self.frames:
            self.last_end = self.ends[node] = max(self.last_end, self.starts[node])
            self.closings[node] = len(self.starts)
            current, is_map, key, node = self.frames.pop()
            if is_map and (key is None or key is DROPPED):
                self.drop(current)

    def is_kept(self, note: Note) -> bool:
        """Whether the node a note is about is still there after `unwind`."""
        return note.placed and note.start < self._lost
