"""What things are called in a sentence."""

from __future__ import annotations

from typing import Final

from policykit.diffing.context import Context
from policykit.diffing.match import Pair
from policykit.diffing.tree import Node

_NOUNS: Final = {
    "audit": "audit",
    "cell": "cell",
    "column": "column",
    "definition": "definition",
    "escalation-step": "escalation step",
    "exception": "exception",
    "exclusion": "exclusion",
    "faq": "question",
    "feedback": "feedback source",
    "kpi": "KPI",
    "module": "training module",
    "objective": "objective",
    "point": "point",
    "procedure": "procedure",
    "row": "row",
    "scenario": "scenario",
    "script": "script",
    "statement": "statement",
    "step": "step",
    "table": "table",
    "target": "response target",
    "term": "term",
}
_SECTIONS: Final = {
    "areas": "the service areas",
    "communication": "how the policy is made known",
    "custom": "the company's own fields",
    "defaults": "the defaults",
    "enforcement": "what follows a breach",
    "handoffs": "how customers reach a person",
    "measures": "the measures",
    "organisation": "the organisation",
    "policy": "the policy",
    "review": "the review",
    "scope": "the scope",
    "settings": "the settings",
    "tone": "the tone",
    "training": "the training",
}
_TITLES: Final = ("title", "q", "term")


def noun(kind: str) -> str:
    """What a kind of thing is called."""
    return _NOUNS.get(kind, _SECTIONS.get(kind, kind.replace("-", " ")))


def called(pair: Pair) -> str:
    """What a thing is called inside a sentence: `the statement refund`, `the policy`."""
    kind = pair.kind
    if kind in _SECTIONS:
        return _SECTIONS[kind]
    return f"the {noun(kind)} {name(pair.node)}".rstrip()


def name(node: Node) -> str:
    """What a reader calls a thing: its title, else its id; sections by their words."""
    if node.kind == "policy":
        return node.text("title") or node.id
    if node.kind in _SECTIONS:
        words = _SECTIONS[node.kind]
        return words[:1].upper() + words[1:]
    if node.term is not None and node.term.title:
        return node.term.title
    return next((text for key in _TITLES if (text := node.text(key))), node.id)


def sentence(words: str) -> str:
    """Words that begin a sentence."""
    return words[:1].upper() + words[1:]


def names_in_words(context: Context, kind: str, names: tuple[str, ...]) -> str:
    """Names as a list people read: `a, b and c`."""
    *told, last = [context.title(kind, each) for each in names] or [""]
    return f"{', '.join(told)} and {last}" if told else last
