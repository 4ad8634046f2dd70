"""A policy line by line, every placeholder filled in, as one reads it out."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Final

from policykit.diffing.lines import PLURALS
from policykit.diffing.nouns import name, noun, sentence
from policykit.diffing.tree import Field, Node
from policykit.handbook.edition import Edition
from policykit.handbook.texts import PolicyTexts
from policykit.handbook.values import term_words
from policykit.handbook.view import View
from policykit.library import read
from policykit.locale.words import Locales
from policykit.model.library import Library
from policykit.model.policy import Policy
from policykit.model.shape import Quantity, Reference, Text
from policykit.model.showing import ShownLine
from policykit.model.text import folded
from policykit.rendering import ProseReader

_LEVELS: Final = {
    "must": "Must",
    "must_not": "Must not",
    "should": "Should",
    "should_not": "Should not",
    "may": "May",
}
_MAIN: Final = frozenset({"text", "do", "what", "q", "title"})
_BY_ID: Final = frozenset({"item", "requirement", "policy", "covers", "term"})
"""Kinds of names that people look up, and so read as they are written."""

_UNSHOWN: Final = frozenset({"level", "choice", "covers", "public", "gains", "phase", "better"})


def shown_lines(library: Library, policy: Policy, node: Node, today: date) -> Iterator[ShownLine]:
    """The lines of a policy, or of one thing in it, in the order they are written.

    Args:
        library: the policies whose values the texts name.
        policy: the policy in the words of the source language.
        node: the policy as a tree, or the part of it that is asked for.
        today: the day, for values that are over.
    """
    yield from lines_in(texts_in_words(library, policy, today), node)


def lines_in(texts: PolicyTexts, node: Node) -> Iterator[ShownLine]:
    """The lines of the policy of some texts, or of one thing in it, in their language."""
    yield from _Lines(texts).of(node)


def texts_in_words(library: Library, policy: Policy, today: date) -> PolicyTexts:
    """The texts of a policy in the source language; links are their bare labels."""
    source = library.surroundings.settings.locales.source
    edition = Edition(
        library=library,
        locale=Locales().locale(source),
        view=View(),
        today=today,
        reader=ProseReader(),
    )
    return PolicyTexts(edition, policy, linking=False)


class _Lines:
    def __init__(self, texts: PolicyTexts) -> None:
        self._texts = texts

    def of(self, node: Node) -> Iterator[ShownLine]:
        if node.kind == "policy":
            yield ShownLine("", "", name(node), 1)
        elif node.term is not None or "title" in node.fields:
            yield ShownLine(node.address, "", name(node), 3)
        if node.term is not None:
            words = term_words(self._texts.edition, self._texts.policy, (node.id,))
            yield ShownLine(node.address, node.term.kind.value, "".join(words or ()))
        # What a thing says comes before where and for whom it says it.
        for key, found in sorted(node.fields.items(), key=lambda each: each[0] not in _MAIN):
            yield from self._field(node, key, found)
        kind = ""
        for child in node.children:
            if child.kind != kind and node.kind == "policy":
                words_of_kind = PLURALS.get(child.kind) or sentence(
                    noun(child.kind) if child.id else name(child)
                )
                yield ShownLine("", "", words_of_kind, 2)
            kind = child.kind
            yield from self.of(child)

    def _field(self, node: Node, key: str, found: Field) -> Iterator[ShownLine]:
        if key in _UNSHOWN or key == "title" or (node.kind == "definition" and key == "term"):
            return
        label = "" if key in _MAIN else key.replace("_", " ").replace(".", " ")
        if node.kind == "statement" and key == "text":
            label = _LEVELS.get(node.text("level"), "")
        elif node.kind in {"definition", "exclusion"}:
            label = node.text("term") or node.id.replace("-", " ")
        words = self._words(node, found)
        if words:
            yield ShownLine(node.address, label, words)

    def _words(self, node: Node, found: Field) -> str:
        value, edition = found.value, self._texts.edition
        if isinstance(value, bool):
            return "yes" if value else "no"
        if isinstance(found.shape, Reference):
            kind = found.shape.kind
            names = [value] if isinstance(value, str) else value
            if isinstance(names, list):
                bare = kind in _BY_ID
                return ", ".join(
                    str(each) if bare else edition.title(kind, str(each)) for each in names
                )
        narrowing = read.narrowing({key: each.value for key, each in node.fields.items()})
        if isinstance(value, str) and isinstance(found.shape, Text):
            return self._texts.prose(value, node.address, narrowing).text
        if isinstance(value, str) and isinstance(found.shape, Quantity):
            return self._texts.quantity(value, node.address, narrowing)
        if isinstance(value, list):
            return "; ".join(folded(str(each)) for each in value if not isinstance(each, dict))
        return "" if value is None or isinstance(value, dict) else folded(str(value))
