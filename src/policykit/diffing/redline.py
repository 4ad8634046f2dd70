"""What became of a text, word for word, so that a person can read it."""

from __future__ import annotations

from itertools import pairwise
from typing import Final

from policykit.diffing.alignment import Same, aligned
from policykit.diffing.tokens import Token, tokens
from policykit.model.change import Piece, PieceKind
from policykit.model.value import dataclass

_ENDS: Final = frozenset({".", "!", "?", "…", "...", "\u3002", "\uff01", "\uff1f"})
_LINE_WORTH: Final = 12
"""A line that stays is worth more than any one word in it."""

_ALWAYS_READ: Final = 20
"""Letters of a stretch that is read by itself, however much was rewritten beside it."""

_LIGHT: Final = frozenset({"sign", "line", "end"})


def redline(before: str, after: str) -> tuple[Piece, ...]:
    """The pieces of two versions of a text; none where both are empty.

    White space other than line breaks counts as one space when words are compared; where it
    alone differs, the old is removed and the new added. What is shared between two rewritten
    stretches is kept only where it is longer than what was rewritten beside it.
    """
    if before == after:
        return (Piece(PieceKind.SAME, before),) if before else ()
    old, new = tokens(before), tokens(after)
    runs = aligned(
        [token.text for token in old],
        [token.text for token in new],
        [_weight(token) for token in old],
    )
    return _pieces(old, new, _slid(old, new, _readable(old, new, runs)))


@dataclass(frozen=True, slots=True)
class _Edit:
    """Tokens that were replaced by others: where they start and end on either side."""

    start: int
    end: int
    low: int
    high: int


def _weight(token: Token) -> int:
    """What it is worth to a reader that a token stays: its letters, little for punctuation."""
    if token.kind == "line":
        return _LINE_WORTH
    return 1 if token.kind == "sign" else 1 + len(token.text)


def _readable(
    old: tuple[Token, ...], new: tuple[Token, ...], runs: tuple[Same, ...]
) -> list[_Edit]:
    """The edits, with those joined between which too little stays to be read by itself."""
    judge = _Judge(old, new)
    edits: list[_Edit] = []
    for edit in _gathered(old, new, _edits(runs)):
        joined = edit
        while edits and judge.is_lost(edits[-1], joined):
            last = edits.pop()
            joined = _Edit(last.start, joined.end, last.low, joined.high)
        edits.append(joined)
    return [part for edit in edits for part in judge.by_lines(edit)]


def _edits(runs: tuple[Same, ...]) -> list[_Edit]:
    """What stands between the runs; the ends of both texts always are alike."""
    start = low = 0
    found: list[_Edit] = []
    for run in runs:
        if run.before > start or run.after > low:
            found.append(_Edit(start, run.before, low, run.after))
        start, low = run.before + run.length, run.after + run.length
    return found


def _gathered(old: tuple[Token, ...], new: tuple[Token, ...], edits: list[_Edit]) -> list[_Edit]:
    """The edits, with two of one side in one where what stands between stands at their ends too.

    So that a new line is new as a whole, and no word of it is taken from the line behind.
    """
    made: list[_Edit] = []
    for edit in edits:
        joined = _as_one(old, new, made[-1], edit) if made else None
        if joined:
            made[-1] = joined
        else:
            made.append(edit)
    return made


def _as_one(
    old: tuple[Token, ...], new: tuple[Token, ...], left: _Edit, right: _Edit
) -> _Edit | None:
    between = right.start - left.end
    if left.start == left.end and right.start == right.end:
        turn = _turn(new, left.low, left.high, right.low, right.high)
        here = left.start + (between if turn > 0 else 0)
        return (
            _Edit(here, here, left.low + max(turn, 0), right.high + min(turn, 0)) if turn else None
        )
    if left.low == left.high and right.low == right.high:
        turn = _turn(old, left.start, left.end, right.start, right.end)
        here = left.low + (between if turn > 0 else 0)
        return (
            _Edit(left.start + max(turn, 0), right.end + min(turn, 0), here, here) if turn else None
        )
    return None


def _turn(side: tuple[Token, ...], start: int, end: int, low: int, high: int) -> int:
    """Whether what stands between two stretches stands in them too.

    Its length where it begins the first, that below 0 where it ends the last, 0 for neither.
    """
    length = low - end
    between = [token.text for token in side[end:low]]
    if length <= high - low and [token.text for token in side[high - length : high]] == between:
        return -length
    if length <= end - start and [token.text for token in side[start : start + length]] == between:
        return length
    return 0


class _Judge:
    """Knows which stretches between two edits are too small to be read by themselves."""

    def __init__(self, old: tuple[Token, ...], new: tuple[Token, ...]) -> None:
        self._old, self._new = old, new
        self._letters_old, self._letters_new = _counted(old), _counted(new)

    def is_lost(self, left: _Edit, right: _Edit) -> bool:
        """Whether what stays between two edits reads better as a part of one."""
        if self._is_swap(left) or self._is_swap(right):
            return False
        between = self._old[left.end : right.start]
        if any(token.kind == "line" for token in between):
            return False
        sides = tuple(
            (
                self._letters_old[edit.end] - self._letters_old[edit.start],
                self._letters_new[edit.high] - self._letters_new[edit.low],
            )
            for edit in (left, right)
        )
        if any(token.text in _ENDS for token in between) and all(all(side) for side in sides):
            return False
        kept = sum(len(token.text) for token in between if token.kind not in _LIGHT)
        return kept < _ALWAYS_READ and all(kept < max(side) for side in sides)

    def by_lines(self, edit: _Edit) -> tuple[_Edit, ...]:
        """An edit of one side alone; in two where it goes on past the end of a line.

        The first is what the line has more before its last sign, the second the lines behind.
        """
        if edit.start == edit.end:
            at = _line_end(self._new, edit.low, edit.high)
            if at:
                here = _Edit(edit.start, edit.end, edit.low, at)
                return here, _Edit(edit.start + 1, edit.end + 1, at + 1, edit.high + 1)
        elif edit.low == edit.high:
            at = _line_end(self._old, edit.start, edit.end)
            if at:
                here = _Edit(edit.start, at, edit.low, edit.high)
                return here, _Edit(at + 1, edit.end + 1, edit.low + 1, edit.high + 1)
        return (edit,)

    def _is_swap(self, edit: _Edit) -> bool:
        """Whether one number, placeholder or address stands in the place of another."""
        if edit.end - edit.start != 1 or edit.high - edit.low != 1:
            return False
        kind = self._old[edit.start].kind
        return kind == self._new[edit.low].kind and kind not in {"word", "sign", "line"}


def _counted(side: tuple[Token, ...]) -> list[int]:
    """How many letters of words stand before each token; of what is no word, one."""
    counts = [0]
    for token in side:
        letters = len(token.text) if token.kind == "word" else int(token.kind not in _LIGHT)
        counts.append(counts[-1] + letters)
    return counts


def _line_end(side: tuple[Token, ...], start: int, end: int) -> int:
    """Where in a stretch the sign behind it stands at the end of a line; 0 for nowhere."""
    if end >= len(side) or side[end].kind != "sign":
        return 0
    return next(
        (
            at
            for at in range(start + 1, end - 1)
            if side[at + 1].kind == "line" and side[at].text == side[end].text
        ),
        0,
    )


def _slid(old: tuple[Token, ...], new: tuple[Token, ...], edits: list[_Edit]) -> list[_Edit]:
    """The edits, with those of one side alone moved to where a sentence or a line begins."""
    made: list[_Edit] = []
    ends = _Edit(len(old), len(old), len(new), len(new))
    for edit, following in pairwise((*edits, ends)):
        last = made[-1] if made else _Edit(0, 0, 0, 0)
        if edit.start == edit.end:
            by = _shift(new, edit.low, edit.high, last.high, following.low)
        elif edit.low == edit.high:
            by = _shift(old, edit.start, edit.end, last.end, following.start)
        else:
            by = 0
        made.append(_Edit(edit.start + by, edit.end + by, edit.low + by, edit.high + by))
    return made


def _shift(side: tuple[Token, ...], start: int, end: int, least: int, most: int) -> int:
    """By how many tokens to move a stretch so that it reads best, between `least` and `most`."""
    best, shift = _begins(side, start), 0
    by = 0
    while start + by > least and side[start + by - 1].text == side[end + by - 1].text:
        by -= 1
        worth = _begins(side, start + by)
        if worth > best:
            best, shift = worth, by
    by = 0
    while end + by < most and side[start + by].text == side[end + by].text:
        by += 1
        worth = _begins(side, start + by)
        if worth > best:
            best, shift = worth, by
    return shift


def _begins(side: tuple[Token, ...], at: int) -> int:
    """How good a place is to begin: 3 for a line, 2 for a sentence, 1 behind other signs."""
    if not at or "line" in {side[at - 1].kind, side[at].kind}:
        return 3
    last = side[at - 1]
    return 2 if last.text in _ENDS else 1 if last.kind == "sign" else 0


def _pieces(
    old: tuple[Token, ...], new: tuple[Token, ...], edits: list[_Edit]
) -> tuple[Piece, ...]:
    writer = _Writer()
    at, low = 0, 0
    for edit in (*edits, _Edit(len(old), len(old), len(new), len(new))):
        for here, there in zip(old[at : edit.start], new[low : edit.low], strict=True):
            writer.gap(here.gap, there.gap)
            writer.same(here.text)
        gone, come = old[edit.start : edit.end], new[edit.low : edit.high]
        removed = "".join([token.gap + token.text for token in gone])
        added = "".join([token.gap + token.text for token in come])
        if gone and come and gone[0].gap == come[0].gap:
            gap = gone[0].gap
            writer.same(gap)
            removed, added = removed[len(gap) :], added[len(gap) :]
        writer.changed(removed, added)
        at, low = edit.end, edit.high
    return writer.made()


class _Writer:
    """Joins what is alike; what was removed stands before what was added in its place."""

    def __init__(self) -> None:
        self._pieces: list[Piece] = []
        self._same: list[str] = []
        self._removed: list[str] = []
        self._added: list[str] = []

    def gap(self, here: str, there: str) -> None:
        if here == there:
            self.same(here)
        else:
            self.changed(here, there)

    def same(self, text: str) -> None:
        if not text:
            return
        if self._removed or self._added:
            self._flush()
        self._same.append(text)

    def changed(self, removed: str, added: str) -> None:
        if not removed and not added:
            return
        if self._same:
            self._pieces.append(Piece(PieceKind.SAME, "".join(self._same)))
            self._same = []
        self._removed.append(removed)
        self._added.append(added)

    def made(self) -> tuple[Piece, ...]:
        self._flush()
        if self._same:
            self._pieces.append(Piece(PieceKind.SAME, "".join(self._same)))
            self._same = []
        return tuple(self._pieces)

    def _flush(self) -> None:
        for kind, parts in (
            (PieceKind.REMOVED, self._removed),
            (PieceKind.ADDED, self._added),
        ):
            text = "".join(parts)
            if text:
                self._pieces.append(Piece(kind, text))
        self._removed, self._added = [], []
