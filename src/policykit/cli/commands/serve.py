"""`policykit serve`: a live preview."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from policykit.cli import caching, options
from policykit.cli.exit import tell_bug
from policykit.cli.today import today as the_day
from policykit.model.errors import PolicykitError

_HELP = """Show a handbook in the browser, and follow the files while you write.

A page is there anew as soon as a file is saved; what lint finds stands beside it. A file that
cannot be read leaves the page as it was and says what is wrong. Nothing is written, and only
this computer can see it. Ctrl-C ends.

Examples:

  policykit serve

  policykit serve charter

  policykit serve --port 8000
"""


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("serve", help=_HELP)(serve)


def serve(
    handbook: Annotated[
        str, typer.Argument(help="Which handbook; the first of the settings when left out.")
    ] = "",
    port: Annotated[
        int,
        typer.Option(
            "--port",
            help="Where to listen; any free port when left out.",
            metavar="N",
            min=0,
            max=65535,
            envvar="POLICYKIT_SERVE_PORT",
        ),
    ] = 0,
    root: Annotated[Path | None, options.root_option("serve")] = None,
    today: Annotated[str | None, options.today_option("serve")] = None,
    cache_dir: Annotated[Path | None, options.cache_dir_option("serve")] = None,
    no_cache: Annotated[bool, options.no_cache_option("serve")] = False,
    debug: Annotated[bool, options.debug_option("serve")] = False,
) -> None:
    """Serve the preview."""
    import secrets
    import threading

    from policykit import api
    from policykit.serve.preview import Preview
    from policykit.serve.running import run
    from policykit.serve.server import PreviewServer

    where = options.found_root(root)
    day = the_day(today)
    request = api.LintRequest(root=where, cache=caching.cache_folder(cache_dir, off=no_cache))
    preview = Preview(where, handbook, day, lambda: api.lint(request, day))
    preview.look()
    trouble = preview.trouble
    if trouble is not None and trouble.reference == "unknown-handbook":
        raise PolicykitError(
            trouble.reference, trouble.message, context=trouble.context, hint=trouble.hint
        )
    try:
        server = PreviewServer(preview, secrets.token_urlsafe(16), port)
    except OSError as error:
        raise PolicykitError(
            "port-taken",
            f"Port {port} cannot be used: {(error.strerror or 'it failed').lower()}.",
            hint="Name another one, or leave out --port for any that is free.",
        ) from error
    sys.stdout.write(f"{server.address}\n")
    sys.stdout.flush()
    if sys.stderr.isatty():
        sys.stderr.write("Open it in a browser. Ctrl-C ends.\n")
    run(server, threading.Event(), lambda error: tell_bug(error, debug=debug))
