"""Exit codes, and how each kind of trouble is told."""

from __future__ import annotations

import os
import sys
import traceback
from enum import IntEnum
from typing import TYPE_CHECKING

from policykit.model.errors import PolicykitError
from policykit.model.finding import Severity

if TYPE_CHECKING:
    from policykit.model.report import FindingsReport


class ExitCode(IntEnum):
    """What the program ends with; scripts depend on these."""

    CLEAN = 0
    FINDINGS = 1
    USAGE = 2
    BUG = 3
    INTERRUPTED = 130


def for_findings(worst: Severity, fail_level: Severity, *, exit_zero: bool) -> ExitCode:
    """Findings at or above the level end the program with 1, unless told otherwise."""
    if exit_zero or worst is Severity.OFF or worst.rank < fail_level.rank:
        return ExitCode.CLEAN
    return ExitCode.FINDINGS


def for_report(report: FindingsReport, fail_level: Severity, *, exit_zero: bool) -> ExitCode:
    """What a report ends the program with: the gravest of what its findings mean.

    A rule that failed is a fault of ours, settings that cannot be read or break the schema are
    no mistake of a policy, and all else fails from a severity on.
    """
    from policykit.library.files import SETTINGS_PATH

    if exit_zero:
        return ExitCode.CLEAN
    if any(finding.code.startswith("BUG") for finding in report.findings):
        return ExitCode.BUG
    if any(
        finding.location.path == SETTINGS_PATH
        and finding.severity is Severity.ERROR
        and finding.code.startswith(("YML", "SCH", "FIL"))
        for finding in report.findings
    ):
        return ExitCode.USAGE
    worst = max(
        (finding.severity for finding in report.findings),
        key=lambda severity: severity.rank,
        default=Severity.OFF,
    )
    return for_findings(worst, fail_level, exit_zero=False)


def tell(error: PolicykitError) -> None:
    """A user error on stderr: what, where, what to do."""
    from policykit.report.visible import visible

    lines = [f"error[{error.reference}]: {visible(error.message)}"]
    if error.context:
        lines.append(f"  where: {visible(error.context)}")
    lines += [f"    {line}" for line in error.excerpt]
    if error.hint:
        lines.append(f"  do: {visible(error.hint)}")
    sys.stderr.write("\n".join(lines) + "\n")


def tell_out_of_reach(trouble: OSError) -> None:
    """What the computer refused while we were at work, in words of ours."""
    reason = (trouble.strerror or "it failed").lower()
    tell(
        PolicykitError(
            "out-of-reach",
            f"Something this needs could not be read or written: {reason}.",
            context=os.fsdecode(trouble.filename)
            if isinstance(trouble.filename, (str, bytes))
            else "",
            hint="Look whether the disk is full or failing and whether you may read and write "
            "here, then run the command again.",
        )
    )


def tell_last(error: Exception, *, debug: bool) -> ExitCode:
    """What nobody caught; gives the exit code.

    A disk that fails in the middle is no fault of ours, and whoever runs this can mend it.
    """
    if not isinstance(error, OSError):
        tell_bug(error, debug=debug)
        return ExitCode.BUG
    tell_out_of_reach(error)
    if debug:
        tell_bug(error, debug=True)
    return ExitCode.USAGE


def tell_bug(error: BaseException, *, debug: bool) -> None:
    """A fault of our own on stderr: one paragraph, the traceback only when asked for."""
    from policykit import __version__

    if debug:
        traceback.print_exception(error)
    sys.stderr.write(
        f"policykit {__version__} met a fault of its own ({type(error).__name__}). This is not "
        "your mistake. Run the same command again with --debug and report what it prints, with "
        "the policy file it happened on if you may share it.\n"
    )
