"""The earlier version of a policy, noted in the later one."""

from __future__ import annotations

from policykit.library import read
from policykit.library.bundle import mapping
from policykit.model.document import Document, Json
from policykit.yamlsource.lines import quoted
from policykit.yamlsource.plain import one_line


def notes(data: Json, version: str) -> bool:
    """Whether a policy notes an earlier version already."""
    known = read.items(data, "supersedes") if isinstance(data, dict) else ()
    return any(read.text(each, "version") == version for _, each in known)


def in_a_line(reason: str) -> str:
    """A reason as it is noted: on one line, without what no file may hold."""
    return " ".join("".join(each if each.isprintable() else " " for each in reason).split())


def noted(text: str, document: Document, version: str, reason: str) -> str:
    """The text of a policy with an earlier version first among those that were replaced.

    Args:
        text: the file, whose lines are those of the document.
        document: the same file as it was read.
        version: the version that is replaced.
        reason: why.
    """
    end = "\r" if text.count("\r\n") * 2 > text.count("\n") else ""
    why = one_line(reason, short=False) or quoted(reason)
    entry = (f"- version: {version}{end}", f"  reason: {why}{end}")
    span = document.value_span(("supersedes", 0))
    lines = text.split("\n")
    if span is not None:
        indent = " " * max(span.start.column - 3, 0)
        at = span.start.line - 1
        lines[at:at] = [f"{indent}{each}" for each in entry]
        return "\n".join(lines)
    if lines[-1]:
        lines[-1] += end
        lines.append("")
    lines[-1:] = [f"supersedes:{end}", *(f"  {each}" for each in entry), ""]
    return "\n".join(lines)


def with_note(document: Document, version: str, reason: str) -> dict[str, Json]:
    """What a policy says with the note."""
    data = mapping(document)
    known = [dict(each) for _, each in read.items(data, "supersedes")]
    return {**data, "supersedes": [{"version": version, "reason": reason}, *known]}
