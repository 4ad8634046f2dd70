"""`policykit approve`: who has approved which text, and who still must."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from policykit.cli import deliver, options, rewriting
from policykit.cli.exit import ExitCode
from policykit.cli.today import the_date, today as the_day
from policykit.model.errors import PolicykitError

if TYPE_CHECKING:
    from policykit.approving import Approved
    from policykit.model.approval import ApprovalReport

_HELP = """Approve policies as they stand now, or show who has approved what.

An approval is written into the record of a policy with the role, the code of the person, the
day and a digest of the rules in each language that was read. A rule that changes later voids it;
a date, a script or a question does not. Who must approve stands under approvals in
policykit.yaml.

With --status nothing is written: it shows policies and roles, and where an approval is void,
what has changed since. --fail-on looks at texts that are approved or active; those on their way
may wait.

Examples:

  policykit approve returns --role compliance-officer --by a-03

  policykit approve delivery --next --role head-of-customer-service --by a-02 --dry-run

  policykit approve --status --fail-on void --fail-on missing

  policykit approve --export codeowners --teams @havsby/ > .github/CODEOWNERS

With a signature, who approved is proven too, by a list of keys that is named in the call and
never in the repository (pip install "policykit-handbook[sign]"):

  policykit approve returns --role compliance-officer --by a-03 --print-text > text

  ssh-keygen -Y sign -n policykit -f ~/.ssh/id_ed25519 text

  policykit approve returns --role compliance-officer --by a-03 --signature text.sig
  --allowed-signers signers

  policykit approve --status --allowed-signers signers --fail-on unsigned
"""

_GATES = ("missing", "void", "unsigned")
_MOST_CHARACTERS = 16_384


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("approve", help=_HELP)(approve)


def approve(
    policies: Annotated[
        list[str] | None, typer.Argument(help="Ids of policies.", metavar="POLICY…")
    ] = None,
    role: Annotated[
        str, typer.Option(help="The role that approves.", envvar="POLICYKIT_APPROVE_ROLE")
    ] = "",
    by: Annotated[
        str,
        typer.Option(
            help="The number or short code of the person, never a name, such as a-17.",
            metavar="ID",
            envvar="POLICYKIT_APPROVE_BY",
        ),
    ] = "",
    coming: Annotated[
        bool,
        typer.Option("--next", help="Approve the coming text.", envvar="POLICYKIT_APPROVE_NEXT"),
    ] = False,
    locales: Annotated[
        list[str] | None,
        typer.Option(
            "--locale",
            help="A language that was read; all when left out. Can be given more than once.",
            metavar="L",
            envvar="POLICYKIT_APPROVE_LOCALE",
        ),
    ] = None,
    on: Annotated[
        str,
        typer.Option(
            help="The day it was read, as YYYY-MM-DD; today when left out.",
            metavar="DATE",
            envvar="POLICYKIT_APPROVE_ON",
        ),
    ] = "",
    status: Annotated[
        bool,
        typer.Option(
            "--status", help="Show who has approved what.", envvar="POLICYKIT_APPROVE_STATUS"
        ),
    ] = False,
    fail_on: Annotated[
        list[str] | None,
        typer.Option(
            "--fail-on",
            help="missing, void or unsigned, with --status: exit 1 where there is one. Can be "
            "given more than once.",
            metavar="STATE",
            envvar="POLICYKIT_APPROVE_FAIL_ON",
        ),
    ] = None,
    export: Annotated[
        str,
        typer.Option(
            help="codeowners or branch-rules: print what your server can ask for.",
            metavar="WHAT",
            envvar="POLICYKIT_APPROVE_EXPORT",
        ),
    ] = "",
    teams: Annotated[
        str,
        typer.Option(
            help="What your server writes before a role, such as @havsby/.",
            metavar="PREFIX",
            envvar="POLICYKIT_APPROVE_TEAMS",
        ),
    ] = "",
    check: Annotated[
        str,
        typer.Option(
            help="The name of the check that must pass, for --export branch-rules.",
            metavar="NAME",
            envvar="POLICYKIT_APPROVE_CHECK",
        ),
    ] = "",
    print_text: Annotated[
        bool,
        typer.Option(
            "--print-text",
            help="Print what is to be signed; write nothing.",
            envvar="POLICYKIT_APPROVE_PRINT_TEXT",
        ),
    ] = False,
    signature: Annotated[
        Path | None,
        typer.Option(
            help="A signature by an SSH key over what --print-text prints; needs --allowed-signers.",
            metavar="FILE",
            envvar="POLICYKIT_APPROVE_SIGNATURE",
        ),
    ] = None,
    allowed_signers: Annotated[
        Path | None,
        typer.Option(
            "--allowed-signers",
            help="Whose keys count, a line each: code, then public key. Never read from settings.",
            metavar="FILE",
            envvar="POLICYKIT_APPROVE_ALLOWED_SIGNERS",
        ),
    ] = None,
    formats: Annotated[list[str] | None, options.format_option("approve")] = None,
    output: Annotated[
        Path | None,
        options.common("approve", "--output", help_text="The file to write to.", metavar="FILE"),
    ] = None,
    dry_run: Annotated[
        bool,
        typer.Option(
            "--dry-run",
            help="Show what would be written; write nothing.",
            envvar="POLICYKIT_APPROVE_DRY_RUN",
        ),
    ] = False,
    root: Annotated[Path | None, options.root_option("approve")] = None,
    today: Annotated[str | None, options.today_option("approve")] = None,
    color: Annotated[str, options.color_option("approve")] = "auto",
    debug: Annotated[bool, options.debug_option("approve")] = False,
) -> None:
    """Approve, or show approvals."""
    del debug
    from policykit import approving

    where = options.found_root(root)
    named = tuple(policies or ())
    if status and export:
        raise PolicykitError(
            "two-ways", "--status and --export do not go together.", hint="Give one of them."
        )
    if export:
        sys.stdout.write(approving.exported(where, export, teams, check))
        return
    if status:
        _demand_gates(fail_on or (), checks_signatures=allowed_signers is not None)
        found = approving.approvals(
            approving.StatusRequest(root=where, policies=named, signers=allowed_signers),
            the_day(today),
        )
        _report(found, formats or ["text"], output, color)
        if _fails(found, fail_on or ()):
            raise typer.Exit(ExitCode.FINDINGS)
        return
    _demand_stamp(named, role, by)
    request = approving.ApproveRequest(
        root=where,
        policies=named,
        role=role,
        by=by,
        coming=coming,
        locales=tuple(locales or ()),
        on=the_date(on) if on else None,
        signature=_signature(signature, allowed_signers),
        signers=allowed_signers,
        writes=not dry_run,
    )
    if print_text or signature is not None:
        _demand_one(named)
    if print_text:
        sys.stdout.write(approving.to_sign(request, the_day(today)).decode())
        return
    done = approving.approve(request, the_day(today))
    if dry_run:
        rewriting.show(done.rewrites)
    else:
        _tell(done, role, by)
    for warning in done.warnings:
        rewriting.note(f"warning: {warning}")
    for policy, roles in done.waiting.items():
        if roles:
            rewriting.note(f"{policy}: still to approve: {', '.join(roles)}.")


def _demand_stamp(policies: Sequence[str], role: str, by: str) -> None:
    missing = [
        name for name, given in (("POLICY", policies), ("--role", role), ("--by", by)) if not given
    ]
    if missing:
        raise PolicykitError(
            "approval-of-nothing",
            "An approval says of which policy it is, in which role and by whom.",
            context=f"missing: {', '.join(missing)}",
            hint="As in `policykit approve returns --role compliance-officer --by a-03`; "
            "`policykit approve --status` shows who must approve.",
        )


def _demand_one(policies: Sequence[str]) -> None:
    if len(set(policies)) != 1:
        raise PolicykitError(
            "many-to-sign",
            "A signature is of one policy.",
            context=", ".join(policies)[:120],
            hint="Sign and approve them one after another.",
        )


def _signature(file: Path | None, signers: Path | None) -> str:
    if file is None:
        return ""
    if signers is None:
        raise PolicykitError(
            "no-signers",
            "A signature proves something only where it is said whose keys count.",
            context=f"--signature {file}",
            hint="Add --allowed-signers FILE, with lines such as `a-03 ssh-ed25519 AAAA…`.",
        )
    try:
        with file.open(encoding="utf-8") as stream:
            return stream.read(_MOST_CHARACTERS) or "\n"
    except (OSError, UnicodeDecodeError) as trouble:
        raise PolicykitError(
            "unreadable-signature",
            "This signature cannot be read.",
            context=f"--signature {file}",
            hint="Make one with `ssh-keygen -Y sign -n policykit -f KEY FILE`.",
        ) from trouble


def _demand_gates(asked: Sequence[str], *, checks_signatures: bool) -> None:
    if "unsigned" in asked and not checks_signatures:
        raise PolicykitError(
            "no-signers",
            "Signatures are checked only where it is said whose keys count.",
            context="--fail-on unsigned",
            hint="Add --allowed-signers FILE, with lines such as `a-03 ssh-ed25519 AAAA…`.",
        )
    unknown = next((each for each in asked if each not in _GATES), "")
    if unknown:
        raise PolicykitError(
            "unknown-gate",
            f"There is no {unknown[:40]!r} to fail on.",
            context="--fail-on",
            hint="Use missing, void or unsigned.",
        )


def _report(found: ApprovalReport, formats: Sequence[str], output: Path | None, color: str) -> None:
    from policykit.cli.forms import form
    from policykit.report.formats import Style

    for each in formats:
        form("approvals", each.partition(":")[0])

    def render(kind: str, on_stdout: bool) -> str:
        style = Style(deliver.width(), on_stdout and options.use_color(color))
        return form("approvals", kind)(found, style)

    deliver.deliver(formats, output, render)


def _fails(found: ApprovalReport, asked: Sequence[str]) -> bool:
    """Whether a text that is approved or active lacks what was asked for, or nobody can say."""
    from policykit.model.approval import ApprovalState, Signed

    decided = [each for each in found.policies if each.is_decided]
    states = {role.state for each in decided for role in each.roles if role.why}
    counts = {
        "void": ApprovalState.VOID in states,
        "missing": bool(states - {ApprovalState.APPROVED, ApprovalState.VOID})
        or any(each.lacks_people for each in decided),
        "unsigned": any(
            role.signed in {Signed.NONE, Signed.BAD}
            for each in decided
            for role in each.roles
            if role.why
        )
        or any(each.lacks_signatures for each in decided),
    }
    return bool(asked and found.unread) or any(counts[each] for each in asked)


def _tell(done: Approved, role: str, by: str) -> None:
    from policykit.report.visible import visible

    for policy, locales in done.locales.items():
        sys.stdout.write(
            visible(f"{policy}: approved by {role} ({by}) on {done.on.isoformat()}: ")
            + f"{', '.join(locales)}\n"
        )
    if not done.rewrites:
        sys.stdout.write("It was noted already. Nothing written.\n")
    for each in done.rewrites:
        rewriting.note(f"Wrote {each.path}.")
