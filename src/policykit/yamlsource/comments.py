"""The comments of a file."""

from __future__ import annotations

from policykit.model.document import Comment
from policykit.model.position import Position
from policykit.yamlsource.limits import MAX_COMMENTS


def find_comments(text: str, opaque: list[tuple[int, int]], reached: int) -> tuple[Comment, ...]:
    """The comments of a text, from the top.

    Args:
        text: the text.
        opaque: first and last + 1 character of every quoted and block text, in order; a `#`
            in there is no comment, but for one behind the mark of a block text.
        reached: the character up to which the text was understood.
    """
    comments: list[Comment] = []
    index = text.find("#")
    if index < 0:
        return ()
    closed = [(_content(text, start, end), end) for start, end in opaque]
    next_closed = 0
    line, line_start, last = 1, 0, 0
    while 0 <= index < reached and len(comments) < MAX_COMMENTS:
        while next_closed < len(closed) and closed[next_closed][1] <= index:
            next_closed += 1
        if next_closed < len(closed) and closed[next_closed][0] <= index:
            index = text.find("#", closed[next_closed][1])
            continue
        if index and text[index - 1] not in " \t\n":
            index = text.find("#", index + 1)
            continue
        line += text.count("\n", last, index)
        line_start = max(line_start, text.rfind("\n", last, index) + 1)
        last = index
        stop = text.find("\n", index)
        stop = len(text) if stop < 0 else stop
        words = text[index + 1 : stop].rstrip("\r")
        own_line = not text[line_start:index].strip(" \t")
        comments.append(Comment(Position(line, index - line_start + 1), words, own_line))
        index = text.find("#", stop)
    return tuple(comments)


def _content(text: str, start: int, end: int) -> int:
    """Where the content of a quoted or block text begins: behind the line of `|` or `>`."""
    if text[start] not in "|>":
        return start
    stop = text.find("\n", start, end)
    return end if stop < 0 else stop
