"""The app: which commands there are, and what happens when one fails."""

# Annotations are no strings here: typer would compile them, twice, at every start.

import importlib
import keyword
import os
import pkgutil
from collections.abc import Callable, Sequence
from typing import Annotated, cast

import typer

from policykit import __version__
from policykit.cli import commands, completing
from policykit.cli.command import Command, Group
from policykit.cli.exit import ExitCode, tell, tell_bug, tell_last
from policykit.cli.shells import INSTALL, SHOW, completion, is_about_shells
from policykit.cli.streams import echo, patient_streams
from policykit.model.errors import PolicykitError

_HELP = """Customer-service policies as data.

Keep the promises you make to customers as YAML in Git; check them, print them as handbooks,
see what changed and what is missing.

Examples:

  policykit lint                       check every policy of this repository

  policykit render                     make the handbooks into build/handbook/

  policykit explain REF001             what a finding means and how to mend it
"""

_NARROWEST, _WIDEST = 60, 120


def command_names() -> tuple[str, ...]:
    """The names of all commands."""
    return tuple(
        sorted(
            module.name.rstrip("_").replace("_", "-")
            for module in pkgutil.iter_modules(commands.__path__)
        )
    )


def build_app(only: str = "") -> typer.Typer:
    """The typer app with all commands, or with one where that is all it takes."""
    app = typer.Typer(
        name="policykit",
        cls=Group,
        help=_HELP,
        no_args_is_help=True,
        add_completion=False,  # typer's own options take no name of a shell
        # Rich markup would swallow square brackets of messages and costs start-up time.
        rich_markup_mode=None,
        pretty_exceptions_enable=False,
        context_settings={
            "help_option_names": ["-h", "--help"],
            "auto_envvar_prefix": "POLICYKIT",
            "max_content_width": 100,
        },
    )
    app.callback(invoke_without_command=True)(_root)
    for name in (only,) if only else command_names():
        module = importlib.import_module(f"{commands.__name__}.{_module_name(name)}")
        register = cast("Callable[[typer.Typer], None]", module.register)
        register(app)
    for info in app.registered_commands:
        info.cls = Command
    return app


def _module_name(command: str) -> str:
    """The module of a command: a word of Python itself has a mark behind it."""
    name = command.replace("-", "_")
    return f"{name}_" if keyword.iskeyword(name) else name


def run(arguments: Sequence[str]) -> int:
    """Run a command line; gives the exit code and never raises."""
    code: int = ExitCode.USAGE
    try:
        with patient_streams():
            code = _run(arguments)
    except PolicykitError as error:
        # What was held back could not be written at the end.
        with patient_streams():
            tell(error)
        return ExitCode.USAGE
    return code


def _run(arguments: Sequence[str]) -> int:
    debug = "--debug" in arguments or bool(os.environ.get("POLICYKIT_DEBUG"))
    first = arguments[0] if arguments else ""
    asked = completing.is_asked(os.environ)
    try:
        if not asked and is_about_shells(arguments):
            echo(completion(arguments))
            return ExitCode.CLEAN
        if asked:
            completing.get_ready()
        only = completing.command_asked(os.environ, command_names()) if asked else first
        app = build_app(only if only in command_names() else "")
        app(args=list(arguments), prog_name="policykit")
    except SystemExit as end:
        return end.code if isinstance(end.code, int) else int(ExitCode.CLEAN)
    except PolicykitError as error:
        if asked:
            return ExitCode.CLEAN
        tell(error)
        if debug:
            tell_bug(error, debug=True)
        return ExitCode.USAGE
    except KeyboardInterrupt:
        return ExitCode.INTERRUPTED
    except Exception as error:  # noqa: BLE001 - the last wall: a fault is told, never thrown
        if asked:
            return ExitCode.CLEAN
        return tell_last(error, debug=debug)
    return ExitCode.CLEAN


def _root(
    context: typer.Context,
    version: Annotated[
        bool, typer.Option("--version", help="Print the version.", allow_from_autoenv=False)
    ] = False,
    verbose: Annotated[
        bool, typer.Option("--verbose", "-v", help="Say more.", allow_from_autoenv=False)
    ] = False,
    install_completion: Annotated[
        bool,
        typer.Option(
            INSTALL,
            help="Teach your shell, or the one named behind it, what Tab completes.",
            allow_from_autoenv=False,
        ),
    ] = False,
    show_completion: Annotated[
        bool,
        typer.Option(
            SHOW, help="Print what that would add to your shell.", allow_from_autoenv=False
        ),
    ] = False,
) -> None:
    if version:
        echo(f"policykit {__version__}")
        if verbose:
            from policykit.cli.versions import details

            echo(details())
        raise typer.Exit
    if install_completion or show_completion:
        echo(completion((INSTALL if install_completion else SHOW,)))
        raise typer.Exit
    if context.invoked_subcommand is None:
        echo(context.get_help())
        raise typer.Exit(ExitCode.USAGE)
