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


def item_words(texts: PolicyTexts, address: str) -> ItemWords | None:
    """What stands at an address such as `withdrawal` or `damaged.replace`.

    None where nothing stands there, or something that has no text of its own.
    """
    return next((each for each in _items(texts) if each.address == address), None)


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
    said = texts.prose(statement.text, address, statement.narrowing).text
    label = _level(texts, statement.level)
    yield ItemWords(statement.id, "", f"{label}: {said}" if label else said, statement.public)
    for point in statement.points:
        words = texts.prose(point.text, f"{address}.{point.id}", point.narrowing).text
        yield ItemWords(f"{statement.id}.{point.id}", "", words, statement.public)


def _level(texts: PolicyTexts, level: str) -> str:
    """The word before a statement; customers read what we promise, not what staff must do."""
    if not texts.edition.view.public:
        return texts.edition.text(f"level.{level}")
    key = _PROMISED.get(level, "")
    return texts.edition.text(key) if key else ""


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
