"""One check of one rule: what it finds, how much of it, and what happens when it fails."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from itertools import islice
from typing import TypeAlias

from policykit.lint.registry import RULE_FAILED
from policykit.lint.rule import Noted, Rule
from policykit.model.finding import Place, Problem

MOST_PROBLEMS = 200
"""Findings of one rule in one policy; more would be read by nobody."""

MOST_NOTES = 1_000
"""Notes of one rule in one policy; which way is the commoner one shows long before."""


Check: TypeAlias = Callable[[], Iterable[Problem]]
Note: TypeAlias = Callable[[], Iterable[Noted]]


def checked(rule: Rule, check: Check, path: str, most: int | None = None) -> list[Problem]:
    """What a check finds; if it fails, that is a finding and the other rules still run.

    With `most`, what lies beyond so many problems is not looked for, and one more says so.
    """
    try:
        found = list(islice(check(), None if most is None else most + 1))
        if not found:
            return found
        found = [
            problem if problem.code else replace(problem, code=rule.page.code) for problem in found
        ]
    except Exception as error:  # noqa: BLE001 - one broken rule must not hide the others
        return [_failed(rule, path, error)]
    if most is not None and len(found) > most:
        found[most:] = [_more(path, rule.page.code, most)]
    return found


def few_of_each(problems: Iterable[Problem], most: int) -> Iterator[Problem]:
    """So many problems of one rule in each file; where there are more, one more says so."""
    counted: dict[str, int] = {}
    for problem in problems:
        path = problem.place.path
        counted[path] = counted.get(path, 0) + 1
        if counted[path] <= most:
            yield problem
        elif counted[path] == most + 1:
            yield _more(path, problem.code, most)


def _more(path: str, code: str, most: int) -> Problem:
    return Problem(
        place=Place(path),
        code=code,
        message=f"Only the first {most} findings of {code} are listed here.",
        hint="Mend these first; the next run shows the others.",
        value="more",
    )


def noted(rule: Rule, note: Note, path: str) -> tuple[list[Noted], list[Problem]]:
    """What a rule notes of a policy; if it fails, nothing and a finding that says so."""
    try:
        return list(islice(note(), MOST_NOTES)), []
    except Exception as error:  # noqa: BLE001 - as above
        return [], [_failed(rule, path, error)]


def _failed(rule: Rule, path: str, error: Exception) -> Problem:
    return Problem(
        place=Place(path),
        code=RULE_FAILED,
        message=f"The rule {rule.page.code} failed here ({type(error).__name__}).",
        hint=f"This is a fault in {_maker(rule)}, not in your policies. Please report it.",
        value=rule.page.code,
    )


def _maker(rule: Rule) -> str:
    return f"the plugin {rule.plugin}" if rule.plugin else "policykit"
