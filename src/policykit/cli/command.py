"""Commands whose help stays readable: what all options have in common is said once."""

import os
from collections.abc import Container, Iterator
from contextlib import contextmanager

import typer
import typer.core
from typer._click.exceptions import UsageError

from policykit.cli import completing
from policykit.cli.streams import written_out

BEHIND = "policykit.behind"
"""Where the context of a command keeps how many arguments stood behind two hyphens."""

WORDS_LEFT_OUT = {"--trend": ("months", ("tags", "months", "commits"))}
"""Options whose word can be left out: what it is then, and which words it can be."""


class Command(typer.core.TyperCommand):
    """A command that names one variable of the environment, in place of one for each option."""

    def __init__(self, *arguments: object, **named: object) -> None:
        super().__init__(*arguments, **named)  # type: ignore[arg-type] # what the library gives
        shown = [each for each in self.params if getattr(each, "show_envvar", False)]
        for each in shown:
            each.show_envvar = False  # type: ignore[attr-defined] # those with it
        first = next((each for each in shown if each.param_type_name == "option"), None)
        if first is not None:
            own = f"POLICYKIT_{self.name}_{first.name}".upper().replace("-", "_")
            self.epilog = (
                f"{first.envvar or own} in the environment counts as {first.opts[0]} does, and so "
                "on for every option."
            )

        if completing.is_asked(os.environ):
            for each in self.params:
                offer = completing.offered(str(self.name), str(each.name))
                each._custom_shell_complete = offer  # noqa: SLF001 - typer takes it from functions alone

    def parse_args(self, ctx: typer._click.Context, args: list[str]) -> list[str]:
        """Parse arguments, and remember how many of them stood behind two hyphens."""
        ctx.meta[BEHIND] = len(args) - args.index("--") - 1 if "--" in args else 0
        taken = {name for each in self.params for name in each.opts}
        with _visibly():
            return super().parse_args(ctx, with_words(args, taken & WORDS_LEFT_OUT.keys()))

    def get_help(self, ctx: typer._click.Context) -> str:
        """The help in letters that standard output has."""
        return written_out(super().get_help(ctx))


class Group(typer.core.TyperGroup):
    """All commands; what nobody has is told in a way that does no harm to a terminal."""

    def resolve_command(
        self, ctx: typer._click.Context, args: list[str]
    ) -> tuple[str | None, typer._click.Command | None, list[str]]:
        """The command that is named, and its arguments."""
        with _visibly():
            return super().resolve_command(ctx, args)

    def parse_args(self, ctx: typer._click.Context, args: list[str]) -> list[str]:
        """Parse what stands before the name of the command."""
        with _visibly():
            return super().parse_args(ctx, args)

    def get_help(self, ctx: typer._click.Context) -> str:
        """The help in letters that standard output has."""
        return written_out(super().get_help(ctx))


@contextmanager
def _visibly() -> Iterator[None]:
    """Tell a mistake of the call without what a word of it would do to a terminal."""
    try:
        yield
    except UsageError as mistake:
        from policykit.report.visible import visible

        mistake.message = visible(mistake.message)
        raise


def with_words(args: list[str], options: Container[str]) -> list[str]:
    """Arguments in which these options have the word that was left out."""
    full: list[str] = []
    for place, argument in enumerate(args):
        full.append(argument)
        if argument in options and argument not in args[:place] and "--" not in args[:place]:
            left_out, words = WORDS_LEFT_OUT[argument]
            following = args[place + 1] if place + 1 < len(args) else "-"
            if following.startswith("-") and following not in words:
                full.append(left_out)
    return full
