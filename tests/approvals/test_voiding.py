"""An approval is of the rules: another word in one voids it, another word elsewhere does not."""

from __future__ import annotations

import copy
from collections.abc import Iterator
from dataclasses import replace

from hypothesis import given, strategies as st
from tests.support.program import ROOT

from policykit.approvals.matrix import role_approval
from policykit.diffing.sides import texts_of
from policykit.library.bundle import Bundle
from policykit.model.approval import ApprovalState
from policykit.model.digest import RULES_PREFIX, finished
from policykit.model.document import Document, Json, Origin
from policykit.model.facts import RecordFact, StampFact
from policykit.model.position import Pointer
from policykit.yamlsource import read

RULES = {
    "audience", "scope", "definitions", "terms", "statements", "tables", "response_targets",
    "procedures", "escalation", "handoffs", "exceptions", "training", "kpis", "enforcement",
}  # fmt: skip
"""What approvals are bound to, as the authoring format says."""

OTHER_WORDS = {"how", "because", "good", "bad"}
"""Keys of rules that only explain them."""

FILES = ("returns", "complaints", "accessible-and-fair")


def _document(name: str) -> Document:
    path = f"policies/{name}.yaml"
    return read((ROOT / path).read_bytes(), Origin(path, ""))[0]


def _sentences(data: Json, pointer: Pointer = ()) -> Iterator[Pointer]:
    """Where words stand, each with the keys and places that lead there."""
    if isinstance(data, dict):
        for key, below in data.items():
            yield from _sentences(below, (*pointer, key))
    elif isinstance(data, list):
        for place, below in enumerate(data):
            yield from _sentences(below, (*pointer, place))
    elif isinstance(data, str) and " " in data:
        yield pointer


def _binds(pointer: Pointer) -> bool:
    return pointer[0] in RULES and OTHER_WORDS.isdisjoint(map(str, pointer))


def _edited(document: Document, pointer: Pointer, word: str) -> Document:
    data = copy.deepcopy(document.data)
    holder = data
    for step in pointer[:-1]:
        assert isinstance(holder, dict | list)
        holder = holder[step]  # type: ignore[index] # as it was walked
    assert isinstance(holder, dict | list)
    holder[pointer[-1]] = f"{holder[pointer[-1]]} {word}"  # type: ignore[index] # the same
    return replace(document, data=data)


def _digest(document: Document) -> str:
    (text,) = texts_of(Bundle(id="", policy=document))
    return finished(text.rules, RULES_PREFIX, str)


DOCUMENTS = {name: _document(name) for name in FILES}
PLACES = [(name, each) for name in FILES for each in _sentences(DOCUMENTS[name].data)]
BINDING = [(name, each) for name, each in PLACES if _binds(each)]
EXPLAINING = [(name, each) for name, each in PLACES if not _binds(each)]
WORDS = st.text(st.characters(categories=("Ll", "Lo", "Nd")), min_size=1, max_size=8)


def _state(name: str, place: Pointer, word: str) -> ApprovalState:
    """What an approval of a policy is worth once a word was put in at a place."""
    stamp = StampFact((), "legal", "a-03", "2026-06-14", (("en", _digest(DOCUMENTS[name])),))
    present = {"en": _digest(_edited(DOCUMENTS[name], place, word))}
    record = RecordFact("r", approvals=(stamp,))
    return role_approval("legal", {"legal"}, record, present, None).state


def test_there_is_enough_to_edit() -> None:
    assert {each[0] for _, each in BINDING} == RULES - {"audience", "enforcement"}
    assert len(EXPLAINING) > 50


@given(st.sampled_from(BINDING), WORDS)
def test_a_word_more_in_any_rule_voids(where: tuple[str, Pointer], word: str) -> None:
    assert _state(*where, word) is ApprovalState.VOID


@given(st.sampled_from(EXPLAINING), WORDS)
def test_a_word_more_anywhere_else_does_not(where: tuple[str, Pointer], word: str) -> None:
    assert _state(*where, word) is ApprovalState.APPROVED
