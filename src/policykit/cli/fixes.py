"""`policykit lint --fix` and `--diff`: fixes made or shown, and what is told of them."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from policykit.cli import rewriting
from policykit.cli.exit import ExitCode
from policykit.model.errors import PolicykitError

if TYPE_CHECKING:
    from policykit.api import LintRequest, Today
    from policykit.lint.fixing import Mended


def mended(request: LintRequest, today: Today, *, unsafe: bool) -> Mended:
    """The files as they would be with all fixes made.

    Raises:
        PolicykitError: a revision was asked for, in which nothing can be mended.
    """
    from policykit import api

    if request.at:
        raise PolicykitError(
            "fix-at-revision",
            "What stands in a revision cannot be mended.",
            context=f"--at {request.at}",
            hint="Leave --at out to mend the files as they are now.",
        )
    return api.mend(request, today, unsafe=unsafe)


def show(mended: Mended, *, quiet: bool, exit_zero: bool) -> ExitCode:
    """Print what would change; gives what to end with."""
    if not quiet:
        rewriting.show(mended.rewrites)
        _tell_refused(mended)
    return ExitCode.FINDINGS if mended.rewrites and not exit_zero else ExitCode.CLEAN


def write(mended: Mended, root: Path, *, unsafe: bool, quiet: bool) -> None:
    """Write what changes, and tell how much was fixed and how much more could be."""
    rewriting.write(root, mended.rewrites)
    if quiet:
        return
    _tell_refused(mended)
    more = sum(
        each.fix is not None and not each.fix.safe and not unsafe for each in mended.report.findings
    )
    told = f"Fixed {mended.fixed}; {more} more with --unsafe-fixes."
    rewriting.note(told if more else f"Fixed {mended.fixed}.")


def _tell_refused(mended: Mended) -> None:
    for each in mended.refused:
        where = each.finding.location
        line = f":{where.span.start.line}" if where.span else ""
        rewriting.note(f"{where.path}{line}: {each.finding.code} was left as it is: {each.reason}.")
