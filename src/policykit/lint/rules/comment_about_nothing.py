"""PPL009: a comment that waits is about something that is there."""

from __future__ import annotations

from collections.abc import Iterator

from policykit.library.files import FileKind
from policykit.lint.names import suggestion, with_coming
from policykit.lint.rule import Options, Overview, Rule
from policykit.model.facts import CommentFact, Facts
from policykit.model.finding import Place, Problem, Severity
from policykit.model.page import Page
from policykit.model.quantity.mistake import shown


def _check(overview: Overview, _options: Options) -> Iterator[Problem]:
    for facts in overview.judged:
        if facts.record is None or facts.id in overview.in_part:
            continue
        path = facts.record.path
        first: dict[str, CommentFact] = {}
        for comment in facts.record.comments:
            earlier = first.setdefault(comment.id, comment)
            if comment.id and earlier is not comment:
                yield _twice(path, comment, earlier)
        waiting = [each for each in facts.record.comments if each.item and not each.outcome]
        if waiting:
            yield from _gone(overview, facts, path, waiting)


def _twice(path: str, comment: CommentFact, earlier: CommentFact) -> Problem:
    return Problem(
        place=Place(path, (*comment.pointer, "id")),
        message=f"Two comments are called {shown(comment.id)}, so no answer can tell which one "
        "it is for.",
        hint="Give the later one the next free number.",
        related=(("the other one", Place(path, (*earlier.pointer, "id"))),),
        value=comment.id,
    )


def _gone(
    overview: Overview, facts: Facts, path: str, waiting: list[CommentFact]
) -> Iterator[Problem]:
    names: dict[str, str] = {}
    for version in with_coming(facts):
        found = overview.names(version)
        names.update({**dict.fromkeys(found.former, "former"), **found.items})
    for comment in waiting:
        if comment.item not in names:
            yield Problem(
                place=Place(path, (*comment.pointer, "item")),
                message=f"This comment is about {shown(comment.item)}, and there is no such item "
                f"in {facts.id}.",
                hint=suggestion(
                    comment.item,
                    names,
                    "Name the item that took its place, or answer the comment: what it was about "
                    "may be gone because of it.",
                ),
                value=f"{comment.id} {comment.item}",
            )


RULE = Rule(
    page=Page(
        code="PPL009",
        name="comment-about-nothing",
        category="people",
        severity=Severity.WARNING,
        summary="A comment without an answer is about an item that is not there, or shares its id "
        "with another one.",
        why="Whoever is to answer has to see the words the comment is about. Where they are gone, "
        "or two comments have one id, it stays open until everybody has forgotten it.",
        bad="""\
status: in-review
---
# policies/phone-manners.record.yaml
comments:
  - {id: co-1, role: store-associate, date: 2026-11-10, item: pick-up-fast, says: Too fast.}
""",
        good="""\
status: in-review
---
# policies/phone-manners.record.yaml
comments:
  - {id: co-1, role: store-associate, date: 2026-11-10, item: greet, says: Too fast.}
""",
        how="Name the statement, term or other item as it is called now (`policykit rename` does "
        "it for you), or answer the comment if what it was about is gone.",
    ),
    across=_check,
    reads=frozenset({FileKind.RECORD}),
)
