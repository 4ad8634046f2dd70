"""`policykit notify`: what changed for a role, from when, what to do; and sending it."""

# Annotations are no strings here: typer would compile each of them, twice, at every start.

from pathlib import Path
from typing import Annotated

import typer

from policykit.cli import deliver, options
from policykit.cli.exit import ExitCode
from policykit.cli.today import today as the_day
from policykit.model.errors import PolicykitError

_HELP = """Tell one role what changed for it, from when, what to do, and where to read it.

A role is told of what is its own: what names it or a group it is in (who, audience, decides,
owner), what names nobody in the policies that are for it, and so what these promise its
customers. Work that names others is not told, only that there is some. What asks for most comes
first; small changes and mere words are counted. Drafts and texts in review are no news.
--for customers has what is marked public alone, and by which way and day it is to be told on.
The language is that of the policies, or --locale; words that are not translated are marked.

Without --send nothing leaves this computer. With it the news goes to the addresses in
POLICYKIT_NOTIFY_TARGET (parted by spaces) or after --target, each as Apprise writes it, such as
mailtos://user:password@example.com?to=shop@example.com; never to one that stands in the
repository. What an address has been told once is not sent there again, whatever --since says.
What could not be sent waits in a list of its own: --resend tries again. Where CI is set nothing
is sent without --no-dry-run.

Ends with 1 where something could not be sent.

Examples:

  policykit notify --since v2026.1 --for store-associate

  policykit notify --since 2026-11-01 --for store-associate --locale sv --format eml:news.eml

  policykit notify --since v2026.1 --for customers --format markdown:news.md --format atom:news.xml

  policykit notify --since v2026.1 --for store-manager --send

  policykit notify --resend

Formats: text, markdown, html, json (with a published schema), eml (a mail to open and send on)
and atom (a feed).
"""


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("notify", help=_HELP)(notify)


def notify(
    since: Annotated[
        str,
        typer.Option(
            help="What changed since this Git revision or day (YYYY-MM-DD).", metavar="REF"
        ),
    ] = "",
    role: Annotated[
        str,
        typer.Option(
            "--for",
            help="The role to tell, a group of roles, or customers.",
            metavar="ROLE",
            envvar="POLICYKIT_NOTIFY_FOR",
        ),
    ] = "",
    until: Annotated[
        str,
        typer.Option(
            "--until",
            "--to",
            help="Up to this Git revision or day; what is committed when left out.",
            metavar="REF",
            envvar="POLICYKIT_NOTIFY_UNTIL",
        ),
    ] = "HEAD",
    locale: Annotated[
        str, typer.Option(help="The language to tell it in, such as sv.", metavar="L")
    ] = "",
    send: Annotated[
        bool,
        # A variable that is left over in an environment must not send anything.
        typer.Option("--send", help="Send it.", allow_from_autoenv=False),
    ] = False,
    resend: Annotated[
        bool,
        typer.Option(
            "--resend", help="Send again what could not be sent.", allow_from_autoenv=False
        ),
    ] = False,
    target: Annotated[
        list[str] | None,
        typer.Option(
            help="Where to send it, as Apprise writes addresses. Can be given more than once.",
            metavar="URL",
            show_envvar=False,
        ),
    ] = None,
    dry_run: Annotated[
        bool | None,
        typer.Option(
            "--dry-run/--no-dry-run",
            help="Say what would be sent, and send nothing; so it is where CI is set.",
            show_default=False,
        ),
    ] = None,
    time_limit: Annotated[
        int,
        typer.Option(
            help="Seconds to wait for the answer of an address.", metavar="N", min=1, max=600
        ),
    ] = 20,
    state_dir: Annotated[
        Path | None,
        typer.Option(
            help="Keep what was sent in this folder, outside the repository; one of yours when "
            "left out.",
            metavar="DIR",
        ),
    ] = None,
    formats: Annotated[list[str] | None, options.format_option("notify")] = None,
    output: Annotated[
        Path | None,
        options.common("notify", "--output", help_text="The file to write to.", metavar="FILE"),
    ] = None,
    root: Annotated[Path | None, options.root_option("notify")] = None,
    today: Annotated[str | None, options.today_option("notify")] = None,
    color: Annotated[str, options.color_option("notify")] = "auto",
    debug: Annotated[bool, options.debug_option("notify")] = False,
) -> None:
    """Tell what is new."""
    del debug
    from policykit import notifying
    from policykit.cli.forms import form
    from policykit.cli.sending import Sending
    from policykit.report.formats import Style

    where = options.found_root(root)
    day = the_day(today)
    sending = Sending(
        root=where, targets=target, limit=time_limit, folder=state_dir, dry_run=dry_run
    )
    if resend:
        if since or role or send or formats:
            raise PolicykitError(
                "two-ways",
                "--resend sends what waits, and nothing else.",
                hint="Leave out --since, --for, --send and --format.",
            )
        raise typer.Exit(sending.again(day))
    if not since or not role:
        raise PolicykitError(
            "nobody-to-tell",
            "Who is to be told of which changes?",
            hint="Name both, as in `policykit notify --since v2026.1 --for store-associate`.",
        )
    asked = formats or ["text"]
    for each in asked:
        form("notice", each.partition(":")[0])
    if send:
        sending.prepare()
    request = notifying.NoticeRequest(
        root=where, since=since, role=role, until=until, locale=locale, here=Path.cwd()
    )
    found = notifying.notice(request, day)

    def render(kind: str, on_stdout: bool) -> str:
        style = Style(deliver.width(), on_stdout and options.use_color(color))
        return form("notice", kind)(found, style)

    deliver.deliver(asked, output, render)
    if send and (code := sending.send(found)) is not ExitCode.CLEAN:
        raise typer.Exit(code)
