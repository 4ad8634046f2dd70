"""Any bytes where a file is expected: a document, and what is wrong with it, in its place."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from tests.fuzzing.seeds import files
from tests.yamlsource.support import PARSERS, assert_consistent, resolve

from policykit.library.build import policy
from policykit.library.bundle import Bundle, mapping
from policykit.library.facts import facts
from policykit.library.suppressions import suppressions
from policykit.model.document import Document, Origin
from policykit.model.finding import Problem
from policykit.validation import Kind, Schemas, load_schemas, validate
from policykit.yamlsource import read

ORIGIN = Origin("policies/returns.yaml", "0" * 40)


@cache
def _schemas() -> Schemas:
    return load_schemas(())


def check(data: bytes) -> None:
    """Both parsers read the same, and whatever they read is judged and taken as a policy."""
    (document, problems), (other, others) = (read(data, ORIGIN, parser=one) for one in PARSERS)
    assert repr(document.data) == repr(other.data)
    assert document.positions == other.positions
    assert document.comments == other.comments
    assert problems == others
    assert document.data is None or isinstance(document.data, dict)
    assert_consistent(document)
    for problem in problems:
        _has_a_place(problem, document)
    if document.data is None:
        assert problems
        return
    for problem in validate(document, Kind.POLICY, _schemas()):
        _has_a_place(problem, document)
    suppressions(document)
    policy(ORIGIN.path, mapping(document))
    # The words of the policy in another language are of the same form, so it stands for both.
    facts(Bundle(id="returns", policy=document, coming=document, words={"sv": document}), "en")


def _has_a_place(problem: Problem, document: Document) -> None:
    assert problem.code
    assert problem.message
    span = resolve(document, problem.place)
    if span is None:
        assert not problem.place.pointer, problem
        return
    lines = document.text.split("\n")
    assert 1 <= span.start.line <= span.end.line <= len(lines), problem
    assert span.start.column <= len(lines[span.start.line - 1]) + 1, problem


def seeds() -> Iterator[bytes]:
    """All files of the product that an author could write."""
    yield from files("*.yaml")
