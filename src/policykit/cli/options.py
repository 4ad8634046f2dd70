"""Options many commands share, each with its two environment names."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import typer

from policykit.model.errors import PolicykitError


def common(
    command: str,
    *names: str,
    help_text: str,
    metavar: str | None = None,
    least: int | None = None,
) -> Any:  # noqa: ANN401 - typer's own type is private
    """An option that also reads POLICYKIT_<COMMAND>_<OPTION> and POLICYKIT_<OPTION>."""
    word = names[0].removeprefix("--").replace("-", "_").upper()
    return typer.Option(
        *names,
        help=help_text,
        metavar=metavar,
        min=least,
        envvar=[f"POLICYKIT_{command.upper().replace('-', '_')}_{word}", f"POLICYKIT_{word}"],
        show_envvar=False,
    )


def root_option(command: str) -> Any:  # noqa: ANN401 - as above
    """`--root DIR`."""
    return common(
        command,
        "--root",
        help_text="The folder with policykit.yaml; found from here upwards when left out.",
        metavar="DIR",
    )


def at_option(command: str) -> Any:  # noqa: ANN401 - as above
    """`--at REV`."""
    return common(
        command,
        "--at",
        help_text="A Git revision (branch, tag, commit) instead of the files as they are now.",
        metavar="REV",
    )


def today_option(command: str) -> Any:  # noqa: ANN401 - as above
    """`--today DATE`."""
    return common(
        command, "--today", help_text="The day to judge by, as YYYY-MM-DD.", metavar="DATE"
    )


def format_option(command: str) -> Any:  # noqa: ANN401 - as above
    """`--format F[:FILE]`."""
    return common(
        command,
        "--format",
        "-f",
        help_text="How to report; with :FILE into a file. Can be given more than once.",
        metavar="F[:FILE]",
    )


def color_option(command: str) -> Any:  # noqa: ANN401 - as above
    """`--color`."""
    return common(command, "--color", help_text="auto, always or never.", metavar="WHEN")


def cache_dir_option(command: str) -> Any:  # noqa: ANN401 - as above
    """`--cache-dir DIR`."""
    return common(
        command,
        "--cache-dir",
        help_text="Keep results in this folder, so that the next run is quicker.",
        metavar="DIR",
    )


def no_cache_option(command: str) -> Any:  # noqa: ANN401 - as above
    """`--no-cache`."""
    return common(
        command, "--no-cache", help_text="Work out everything anew, and keep nothing of it."
    )


def workers_option(command: str) -> Any:  # noqa: ANN401 - as above
    """`--workers N`."""
    return common(
        command,
        "--workers",
        help_text="How many processes read policies where there are many; one a processor, up "
        "to four, when left out.",
        metavar="N",
        least=1,
    )


def debug_option(command: str) -> Any:  # noqa: ANN401 - as above
    """`--debug`."""
    return common(command, "--debug", help_text="Show where in the program a fault happened.")


def found_root(given: Path | None) -> Path:
    """The root: as given, else the nearest above the current folder."""
    from policykit.sources.discover import find_root, given_root

    return given_root(given) if given is not None else find_root(Path.cwd())


def root_if_any(given: Path | None) -> Path | None:
    """The root as in `found_root`, None where nobody asked for one and there is none."""
    from policykit.model.errors import SourceError

    if given is not None:
        return found_root(given)
    try:
        return found_root(None)
    except SourceError:
        return None


def below_root(paths: list[Path] | None, root: Path, *, now: bool = True) -> tuple[str, ...]:
    """Paths of the command line as POSIX paths relative to the root.

    `now` says that they must exist in the work tree; a revision may have what is gone now.

    Raises:
        PolicykitError: a path leads out of the root or to nothing.
    """
    found: list[str] = []
    for path in paths or []:
        whole = (Path.cwd() / path) if not path.is_absolute() else path
        if not whole.exists() and (root / path).exists():
            whole = root / path
        try:
            inside = whole.resolve().relative_to(root)
        except ValueError as trouble:
            raise PolicykitError(
                "path-outside-root",
                "This path is not inside the policy repository.",
                context=f"{path} (repository: {root})",
                hint="Name files below the repository, or another repository with --root DIR.",
            ) from trouble
        if now and not whole.exists():
            raise PolicykitError(
                "no-such-path",
                "There is no such file or folder.",
                context=str(path),
                hint="Check the spelling; paths count from the current folder.",
            )
        found.append("" if inside == Path() else inside.as_posix())
    return tuple(found)


def split(values: list[str] | None) -> tuple[str, ...]:
    """The values of an option that can be given more than once, or once with commas."""
    return tuple(
        part.strip() for value in values or [] for part in value.split(",") if part.strip()
    )


def use_color(when: str) -> bool:
    """Whether to print in colour: as asked, else by NO_COLOR, FORCE_COLOR and the terminal.

    Raises:
        PolicykitError: `when` is none of auto, always, never.
    """
    import os

    if when == "always":
        return True
    if when == "never":
        return False
    if when != "auto":
        raise PolicykitError(
            "unknown-color", f"{when!r} is no choice for --color.", hint="auto, always or never."
        )
    if os.environ.get("NO_COLOR"):
        return False
    if os.environ.get("FORCE_COLOR"):
        return True
    return sys.stdout.isatty()


def is_json(asked: str, what: str) -> bool:
    """Whether `--format` asks for JSON, where text is the only other choice.

    Raises:
        PolicykitError: it asks for something else; `what` says what is shown.
    """
    if asked in {"text", "json"}:
        return asked == "json"
    raise PolicykitError(
        "unknown-format", f"There is no format {asked!r} for {what}.", hint="Use text or json."
    )
