"""What one thing in a policy says, in one line of the language of an edition."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from policykit.handbook.texts import PolicyTexts
from policykit.handbook.values import is_public, term_words
from policykit.model.facts import Narrowing
from policykit.model.policy import Policy, Statement
from policykit.model.value import dataclass

_PROMISED: Final = {"must": "book.charter-must", "must_not": "book.charter-must-not"}


@dataclass(frozen=True, slots=True)
class ItemWords:
    """A thing by its address: what it is called ('' for nothing of its own), says, and for whom."""

    address: str
    title: str
    words: str
    public: bool = False


def items_in_words(texts: PolicyTexts) -> dict[str, ItemWords]:
    """What stands at each address of a policy, such as `withdrawal` or `damaged.replace`.

    Things without a text of their own are left out; in an edition for customers also what is no
    promise to them, and what names a value that is not theirs to read.
    """
    found: dict[str, ItemWords] = {}
    internal = 0
    for item in _items(texts):
        names_internal = len(texts.internal) > internal
        internal = len(texts.internal)
        if not (texts.edition.view.public and names_internal):
            found.setdefault(item.address, item)
    return found


def _items(texts: PolicyTexts) -> Iterator[ItemWords]:
    policy = texts.policy
    edition = texts.edition
    for term in policy.terms:
        words = term_words(edition, policy, (term.id,))
        title = texts.prose(term.title, f"terms.{term.id}#title").text
        shown = title or term.id.replace("-", " ")
        yield ItemWords(term.id, shown, "".join(words or ()), is_public(term))
    for statement in policy.statements:
        yield from _statement(texts, statement)
    yield from _plain(texts, policy)


def _statement(texts: PolicyTexts, statement: Statement) -> Iterator[ItemWords]:
    address = f"statements.{statement.id}"
    if texts.edition.view.public and statement.level not in _PROMISED:
        return
    said = texts.prose(statement.text, address, statement.narrowing).text
    level = texts.edition.text(_level(texts, statement.level))
    yield ItemWords(statement.id, "", f"{level}: {said}", statement.public)
    for point in statement.points:
        words = texts.prose(point.text, f"{address}.{point.id}", point.narrowing).text
        yield ItemWords(f"{statement.id}.{point.id}", "", words, statement.public)


def _level(texts: PolicyTexts, level: str) -> str:
    """The word before a statement; customers read what we promise, not what staff must do."""
    return _PROMISED[level] if texts.edition.view.public else f"level.{level}"


def _plain(texts: PolicyTexts, policy: Policy) -> Iterator[ItemWords]:
    def said(text: str, narrowing: Narrowing) -> str:
        return texts.prose(text, "", narrowing).text

    for exception in policy.exceptions:
        words = said(exception.what, exception.narrowing)
        yield ItemWords(exception.id, "", words, exception.public)
    for question in policy.faq:
        asked, answer = (
            said(it, question.narrowing) for it in (question.question, question.answer)
        )
        yield ItemWords(question.id, asked, answer, question.public)
    for script in policy.scripts:
        title, text = (said(it, script.narrowing) for it in (script.title, script.text))
        yield ItemWords(script.id, title, text)
    for definition in policy.definitions:
        words = said(definition.text, definition.narrowing)
        yield ItemWords(definition.id, definition.term or definition.id.replace("-", " "), words)
    for procedure in policy.procedures:
        yield ItemWords(procedure.id, "", said(procedure.title, procedure.narrowing))
        for step in procedure.steps:
            words = said(step.do, step.narrowing)
            yield ItemWords(f"{procedure.id}.{step.id}", "", words)
    for audit in policy.monitoring:
        yield ItemWords(audit.id, "", said(audit.what, audit.narrowing))
