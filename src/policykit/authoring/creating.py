"""What a name that leads nowhere could lead to: a first draft of it, and where it belongs."""

from __future__ import annotations

import re
from typing import Final

from policykit.authoring.insertion import Insertion, line_end_of, with_insertion
from policykit.authoring.snapshot import Snapshot
from policykit.library.walk import FoundReference, walk
from policykit.model.document import Document, Origin
from policykit.model.finding import Finding
from policykit.model.ids import is_id
from policykit.model.policy_shape import POLICY
from policykit.model.position import Position
from policykit.model.value import dataclass
from policykit.yamlsource import read

_UNKNOWN: Final = frozenset({"REF001", "REF002", "REF003"})
_TARGET: Final = re.compile(r"\((?P<target>[^()\s]+)\)")
_SECTIONS: Final = {"term": "terms", "statement": "statements"}


@dataclass(frozen=True, slots=True)
class Creation:
    """Something that could be made: a `term`, a `statement` or a `policy`, and its id.

    `insertion` is there for what is put into a file; a policy has one of its own. `areas` are
    those of the policy that names it.
    """

    kind: str
    id: str
    insertion: Insertion | None = None
    areas: tuple[str, ...] = ()


def creations(snapshot: Snapshot, document: Document, finding: Finding) -> tuple[Creation, ...]:
    """What could be made so that a name leads somewhere.

    Args:
        snapshot: the repository.
        document: the file the name stands in.
        finding: what says that it leads nowhere.
    """
    if finding.code not in _UNKNOWN:
        return ()
    reference = _reference(document, finding)
    own = snapshot.key_of(document.path)
    if reference is None or own is None:
        return ()
    name = reference.raw.partition(":")[0]
    kind = {"placeholder": "term", "term": "term", "policy": "policy"}.get(
        reference.kind, "statement" if reference.kind in {"link", "item"} else ""
    )
    first, _, rest = name.partition(".")
    if not kind or not is_id(first) or (rest and not is_id(rest)):
        return ()
    facts = snapshot.facts.get(own)
    areas = facts.areas if facts is not None else ()
    if kind == "policy":
        return (Creation("policy", first, areas=areas),) if not rest else ()
    if rest:
        other = snapshot.policies.get(first)
        if other is None:
            return (Creation("policy", first, areas=areas),)
        there = snapshot.document(other.path)
        return _made(kind, rest, there)
    made = _made(kind, name, document)
    if reference.kind == "link":
        made = (*made, Creation("policy", name, areas=areas))
    return made


def _reference(document: Document, finding: Finding) -> FoundReference | None:
    """The reference a finding is about: that of its place whose name it tells."""
    span = finding.location.span
    if span is None or span.start.line != span.end.line:
        return None
    line = document.text.split("\n")[span.start.line - 1]
    written = line[span.start.column - 1 : span.end.column - 1]
    target = _TARGET.search(written)
    name = target["target"] if target else written.strip("{}'\"")
    return next(
        (
            each
            for each in walk(document.data, POLICY).references
            if each.pointer == finding.location.pointer and each.raw == name
        ),
        None,
    )


def _made(kind: str, name: str, document: Document | None) -> tuple[Creation, ...]:
    if document is None or not isinstance(document.data, dict):
        return ()
    stub = _term(name) if kind == "term" else _statement(name)
    insertion = _inserted(document, _SECTIONS[kind], stub)
    return (Creation(kind, name, insertion),) if insertion is not None else ()


def _term(name: str) -> tuple[str, str, str]:
    return f"{name}: {{keeps: ", "1 day", "}  # decide: what kind of promise, and how long?"


def _statement(name: str) -> tuple[str, str, str]:
    return f"- id: {name}\n  must: ", "Say what is to be done.", ""


def _inserted(document: Document, section: str, stub: tuple[str, str, str]) -> Insertion | None:
    """The stub behind the last entry of a section, or with the section at the end of the file."""
    text = document.text
    end = line_end_of(text)
    lines = text.split("\n")
    place = document.value_span((section,))
    data = document.data
    value = data.get(section) if isinstance(data, dict) else None
    if place is not None and value and isinstance(value, dict | list):
        last = (section, len(value) - 1 if isinstance(value, list) else next(reversed(value)))
        key = document.key_span(last) or document.value_span(last)
        stands = document.value_span(last)
        if key is None or stands is None:
            return None
        beginning = lines[key.start.line - 1]
        indent = beginning[: len(beginning) - len(beginning.lstrip(" "))]
        if isinstance(value, list) is not beginning.lstrip(" ").startswith("- "):
            return None
        row = stands.end.line if stands.end.column > 1 else stands.end.line - 1
        before, asked, after = (each.replace("\n", f"{end}{indent}") for each in stub)
        head = indent
    elif section in (data if isinstance(data, dict) else {}):
        return None
    else:
        row = len(lines) if lines[-1] else len(lines) - 1
        before, asked, after = (each.replace("\n", f"{end}  ") for each in stub)
        head = f"{end}{section}:{end}  "
    is_cut = row >= len(lines)
    at = Position(len(lines), len(lines[-1]) + 1) if is_cut else Position(row + 1, 1)
    lead = end if is_cut and lines[-1] else ""
    insertion = Insertion(document.path, at, f"{lead}{head}{before}", asked, f"{after}{end}")
    return insertion if _is_sound(document, section, insertion) else None


def _is_sound(document: Document, section: str, insertion: Insertion) -> bool:
    """Whether the file reads as before, with one more entry in the section."""
    text = with_insertion(document.text, insertion).encode("utf-8", "surrogatepass")
    new, _ = read(text, Origin(document.path, ""))
    if not isinstance(new.data, dict) or not isinstance(document.data, dict):
        return False
    old, now = document.data.get(section), new.data.get(section)
    same = all(new.data.get(key) == value for key, value in document.data.items() if key != section)
    before = len(old) if isinstance(old, dict | list) else 0
    return same and isinstance(now, dict | list) and len(now) == before + 1
