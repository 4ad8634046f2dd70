"""Every finding can be taken off where it stands, and then nothing is left to say."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import pytest
from hypothesis import given, settings, strategies as st
from tests.lint.damage import everything
from tests.lint.examples import rules
from tests.lint.mending import check, encoded
from tests.lint.slips import slipped

from policykit.lint.suppress import NEVER_TAKEN_OFF
from policykit.model.document import Document, Origin
from policykit.model.finding import Finding
from policykit.model.position import Pointer, Position
from policykit.yamlsource import read

BAD = {rule.page.code: rule.page.bad for rule in rules().rules.values()}
FILES = everything()
POLICIES = ("policies/returns.yaml", "policies/returns.next.yaml", "policies/phone-manners.yaml")


def line_above(document: Document, pointer: Pointer) -> Position:
    """Where the smallest key or item around a place begins that begins its line, too.

    What is missing from the whole file is told, and taken off, at its first key.
    """
    lines = document.text.split("\n")
    for length in range(len(pointer), 0, -1):
        span = document.key_span(pointer[:length]) or document.value_span(pointer[:length])
        if span is not None:
            before = lines[span.start.line - 1][: span.start.column - 1]
            if not before.replace("-", "").strip():
                return Position(span.start.line, len(before) - len(before.lstrip()))
    span = document.key_span(next(each for each, _, _ in document.nodes() if each))
    assert span is not None
    return Position(span.start.line, 0)


def excused(files: Mapping[str, bytes], findings: Iterable[Finding]) -> dict[str, bytes]:
    """The files with a comment, and a reason, above all that is found and may be taken off."""
    wanted: dict[str, dict[Position, set[str]]] = {}
    for each in findings:
        path = each.location.path
        document, _ = read(files[path], Origin(path, ""))
        place = line_above(document, each.location.pointer)
        wanted.setdefault(path, {}).setdefault(place, set()).add(each.code)
    found = dict(files)
    for path, places in wanted.items():
        lines = files[path].decode().split("\n")
        for place, codes in sorted(places.items(), reverse=True):
            comment = f"# policykit: ignore[{', '.join(sorted(codes))}] as it was before"
            lines.insert(place.line - 1, " " * place.column + comment)
        found[path] = "\n".join(lines).encode()
    return found


def assert_nothing_is_left_once_all_is_excused(files: Mapping[str, bytes]) -> None:
    found = check(files).findings
    able = [each for each in found if not each.code.startswith(NEVER_TAKEN_OFF)]
    left = check(excused(files, able)).findings
    never = [each.fingerprint for each in found if each.code.startswith(NEVER_TAKEN_OFF)]
    assert sorted(each.fingerprint for each in left) == sorted(never), left


@pytest.mark.parametrize("code", BAD)
def test_in_the_example_of_every_rule(code: str) -> None:
    assert_nothing_is_left_once_all_is_excused(encoded(BAD[code]))


@settings(max_examples=6)
@given(st.data(), st.sampled_from(POLICIES))
def test_in_a_repository_with_slips(data: st.DataObject, path: str) -> None:
    content = data.draw(slipped(FILES[path]))
    assert_nothing_is_left_once_all_is_excused({**FILES, path: content})
