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


def note(lines: list[str], document: Document, version: str, reason: str) -> None:
    """Put an earlier version first among those that were replaced.

    Args:
        lines: the file with the ends of its lines, changed in place.
        document: the same file as it was read.
        version: the version that is replaced.
        reason: why.
    """
    line_end = "\r\n" if "\r\n" in document.text else "\n"
    why = one_line(reason, short=False) or quoted(reason)
    entry = (f"- version: {version}{line_end}", f"  reason: {why}{line_end}")
    span = document.value_span(("supersedes", 0))
    if span is None:
        if lines and not lines[-1].endswith(("\n", "\r")):
            lines[-1] += line_end
        lines += [f"supersedes:{line_end}", *(f"  {each}" for each in entry)]
        return
    indent = " " * max(span.start.column - 3, 0)
    lines[span.start.line - 1 : span.start.line - 1] = [f"{indent}{each}" for each in entry]


def with_note(document: Document, version: str, reason: str) -> dict[str, Json]:
    """What a policy says with the note."""
    data = mapping(document)
    known = [dict(each) for _, each in read.items(data, "supersedes")]
    return {**data, "supersedes": [{"version": version, "reason": reason}, *known]}
