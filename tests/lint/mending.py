"""Fixes over examples: the real engine, the real edits, nothing written."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from tests.lint import examples

from policykit.library.load import Loader
from policykit.library.survey import survey
from policykit.lint.engine import Engine
from policykit.lint.fixing import Mended, mend
from policykit.lint.levels import levels
from policykit.model.config import LintSettings
from policykit.model.report import FindingsReport
from policykit.sources.overlay import Overlay


def check(
    contents: Mapping[str, bytes], select: Sequence[str] = (), beside: Sequence[str] = ()
) -> FindingsReport:
    """What is found in these files; `beside` are codes on top of the usual ones."""
    registry = examples.rules()
    engine = Engine(
        registry=registry,
        levels=levels(registry, LintSettings(), select=select, extend_select=beside),
        loader=Loader(examples._schemas()),
        today=examples.TODAY,
    )
    files = survey(Overlay(examples._Nothing(), contents))
    return FindingsReport(findings=engine.run(files, examples.surrounded(contents)).findings)


def mended(
    start: Mapping[str, bytes], *, unsafe: bool = False, select: Sequence[str] = ()
) -> Mended:
    """The files with all fixes made."""
    return mend(
        lambda contents: check({**start, **contents}, select), start.__getitem__, unsafe=unsafe
    )


def encoded(example: str) -> dict[str, bytes]:
    """The files of an example as bytes."""
    return {path: text.encode() for path, text in examples.files(example).items()}


def after(start: Mapping[str, bytes], result: Mended) -> dict[str, bytes]:
    """The files once the fixes are written."""
    return {**start, **{each.path: each.after for each in result.rewrites}}
