"""Mended lines that only guess: small letters alone make no declared name."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Final

from policykit.model.finding import Problem
from policykit.model.position import Pointer
from policykit.validation import codes

_UNKNOWN_NAME: Final = "REF003"


def hints_of_names(problems: Iterable[Problem]) -> dict[tuple[str, Pointer], str]:
    """What to do about each name that is not declared, by path and pointer."""
    return {
        (problem.place.path, problem.place.pointer): problem.hint
        for problem in problems
        if problem.code == _UNKNOWN_NAME
    }


def without_guess(problem: Problem, hints: Mapping[tuple[str, Pointer], str]) -> Problem:
    """The problem as it is, or without a mended form that is no declared name either.

    `hints` say what to do about the names that are not declared, by path and pointer.
    """
    hint = hints.get((problem.place.path, problem.place.pointer))
    if hint is None or problem.code != codes.WRONG_FORM or problem.fix is None:
        return problem
    asked = f"Did you mean {problem.fix.edits[0].text}?"
    if hint == asked:
        return problem
    left = problem.hint.removeprefix(asked).lstrip()
    return replace(problem, hint=left, mended="", fix=None)
