"""`policykit explain`: the page of a code, a name, a change, a requirement or an error."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from policykit.cli import options
from policykit.cli.streams import echo
from policykit.model.errors import PolicykitError

if TYPE_CHECKING:
    from collections.abc import Collection

    from policykit.model.framework import Framework

_HELP = """Tell all about a finding: what it means, why it matters, a bad and a good example.

Of a gap that `policykit gaps` tells: the same.
Of a kind of change: what it means, how it is weighed, and what a policy has before and after.
Of a framework or one of its requirements: what it asks for, where it stands, and what shows
that policies cover it.
Of an error, such as error[no-such-policy]: what happened, why, and what to do.

Examples:

  policykit explain REF001

  policykit explain unknown-placeholder

  policykit explain requirement-missing

  policykit explain term-shorter

  policykit explain eu-consumer.refund

  policykit explain no-such-policy

  policykit explain --errors           every error by its name
"""


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("explain", help=_HELP)(explain)


def explain(
    code: Annotated[
        str,
        typer.Argument(
            help="A code or a name, a kind of change, a framework, a requirement or an error.",
            metavar="CODE|NAME",
        ),
    ] = "",
    errors: Annotated[
        bool,
        typer.Option(
            "--errors", help="List every error in place of a page.", allow_from_autoenv=False
        ),
    ] = False,
    plugin: Annotated[
        list[str] | None,
        typer.Option(help="Also the rules of this installed plugin.", metavar="NAME"),
    ] = None,
    root: Annotated[Path | None, options.root_option("explain")] = None,
) -> None:
    """Print the page of a code, a kind of change, a framework, a requirement or an error."""
    from policykit.report import refusals
    from policykit.report.visible import visible_lines

    if errors:
        echo(refusals.error_list(), nl=False)
        return
    if not code:
        raise PolicykitError(
            "nothing-to-explain",
            "Nothing says what is to be explained.",
            hint="Name a code as in `policykit explain REF001`; `policykit rules` lists findings, "
            "`policykit explain --errors` errors.",
        )
    error = refusals.find(code)
    if error is not None and code.startswith("error["):
        echo(refusals.error_text(refusals.bare(code), error), nl=False)
        return
    found = _page(code, plugin, root, is_error=error is not None)
    if found and error is not None:
        found += "\nThe same name stands for an error of a command.\n\n"
    if error is not None:
        found += refusals.error_text(refusals.bare(code), error)
    echo(visible_lines(found), nl=False)


def _page(code: str, plugin: list[str] | None, root: Path | None, *, is_error: bool) -> str:
    """The page of what has a code or a name; '' where there is none but an error has it.

    Raises:
        PolicykitError: nothing is called so.
    """
    from policykit import api
    from policykit.diffing import catalogue as changes
    from policykit.gaps import catalogue as gaps
    from policykit.model.quantity.mistake import shown
    from policykit.report import refusals
    from policykit.report.change_page import change_page
    from policykit.report.page import page_text

    where = options.root_if_any(root)
    known = api.registry(None, tuple(plugin or ()))
    if known.find(code) is None and where is not None:
        known = api.registry(where, tuple(plugin or ()))
    page = known.find(code) or gaps.find(code)
    if page is not None:
        rule = known.rules.get(page.code)
        return page_text(page, rule.options if rule is not None else ())
    change = changes.find(code)
    if change is not None:
        return change_page(change)
    if is_error:
        return ""
    frameworks = {each.id: each for each in api.frameworks(where) if each.id}
    name = code.partition(".")[0]
    if name in frameworks:
        return _of_framework(code, frameworks[name])
    near = (
        known.near(code)
        or gaps.near(code)
        or changes.near(code)
        or _near(code, frameworks.values())
        or refusals.near(code)
    )
    raise PolicykitError(
        "unknown-code",
        f"There is no code or name {shown(code)}.",
        hint=(f"Did you mean {near}? " if near else "") + "`policykit rules` lists them all, "
        "`policykit explain --errors` the errors; "
        f"frameworks are {', '.join(sorted(frameworks))}.",
    )


def _near(name: str, frameworks: Collection[Framework]) -> str:
    """The framework or requirement whose name is nearest, '' where none is near."""
    from difflib import get_close_matches

    names = [each.id for each in frameworks]
    names += [f"{each.id}.{one.id}" for each in frameworks for one in each.requirements]
    return next(iter(get_close_matches(name.lower(), names, 1)), "")


def _of_framework(name: str, framework: Framework) -> str:
    from difflib import get_close_matches

    from policykit.model.quantity.mistake import shown
    from policykit.report.requirement import framework_text, requirement_text

    _, dot, wanted = name.partition(".")
    if not dot:
        return framework_text(framework)
    found = {each.id: each for each in framework.requirements}
    if wanted in found:
        return requirement_text(framework, found[wanted])
    near = get_close_matches(wanted, found, 1)
    raise PolicykitError(
        "unknown-requirement",
        f"{framework.id} has no requirement {shown(wanted)}.",
        hint=(f"Did you mean {framework.id}.{near[0]}? " if near else "")
        + f"`policykit explain {framework.id}` lists them all.",
    )
