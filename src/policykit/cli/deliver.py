"""Reports to where they were asked for: stdout, or a file each."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from policykit.cli.servers import ANNOTATIONS
from policykit.model.errors import PolicykitError

_READ = frozenset({"concise", "text"})
_NARROWEST, _WIDEST = 60, 110


def width() -> int:
    """Columns to print in: the terminal's, within what reads well."""
    return max(_NARROWEST, min(shutil.get_terminal_size((100, 24)).columns, _WIDEST))


def deliver(
    formats: Sequence[str],
    output: Path | None,
    render: Callable[[str, bool], str | bytes],
    *,
    first: Callable[[Sequence[Path]], object] = lambda _: None,
    is_policy: bool = False,
) -> None:
    """Render each format and write it; `render` gets the name and whether it goes to stdout.

    All reports are rendered and lie ready before the first is written, so that a mistake writes
    nothing. One of bytes is no text: it goes to a file or a pipe.

    Args:
        formats: names of formats, each with a file or without.
        output: the file of the one that has none, None for stdout.
        render: makes a report.
        first: what the reports are about and is to be written with them, or not at all: called
            with their files when all of them lie ready.
        is_policy: whether it is a policy, which belongs where others stand.

    Raises:
        PolicykitError: two reports for stdout or for one file, none for `output`, bytes for a
            terminal, or a file that cannot be written.
    """
    plans = [_plan(each, output, alone=len(formats) == 1) for each in formats]
    on_stdout = [name for name, target in plans if target is None]
    if len(on_stdout) > 1 and not _go_together(on_stdout):
        raise PolicykitError(
            "two-reports-on-stdout",
            "Only one report can go to the terminal.",
            hint="Give the others a file: --format json:report.json.",
        )
    if output is not None and output not in (target for _, target in plans):
        raise PolicykitError(
            "output-for-nothing",
            "Every report has a file of its own, so there is none for --output.",
            context=f"--output {output}",
            hint="Leave out --output, or ask for one more --format without a file.",
        )
    files = [os.path.realpath(target) for _, target in plans if target is not None]
    if len(set(files)) < len(files):
        twice = next(each for each in files if files.count(each) > 1)
        raise PolicykitError(
            "two-reports-in-one-file",
            "Two reports would go into one file, and only the last would be left.",
            context=twice,
            hint="Give each a file of its own: --format json:report.json --format text:report.txt.",
        )
    for _, target in plans:
        if target is not None and not is_policy:
            demand_place_for_reports(target)
    # A report first, then what a server makes of it.
    plans.sort(key=lambda plan: plan[0] == ANNOTATIONS)
    done = [(name, render(name, target is None), target) for name, target in plans]
    for name, made, target in done:
        if target is None and isinstance(made, bytes) and made and sys.stdout.isatty():
            raise PolicykitError(
                "report-needs-a-file",
                f"A report as {name} cannot be read on a terminal.",
                hint=f"Give it a file: --format {name}:report.{name}.",
            )
    from policykit.output import write_files

    write_files(
        [
            (target, made if isinstance(made, bytes) else made.encode())
            for _, made, target in done
            if target is not None
        ],
        first=lambda: first([target for _, target in plans if target is not None]),
    )
    for _, made, target in done:
        if target is None:
            _print(made)


def demand_place_for_reports(target: Path) -> None:
    """Refuse to write a report where policies are kept, or what Git keeps of them.

    Raises:
        PolicykitError: a file of a policy repository, or a place inside of `.git`.
    """
    from policykit.sources.port import SETTINGS, is_held

    try:
        place = target.parent.resolve() / target.name
    except (OSError, RuntimeError):
        return  # whoever writes there tells what is wrong with it
    inside_git = ".git" in (part.lower() for part in place.parts)
    is_theirs = inside_git or any(
        is_held(place.relative_to(above).as_posix())
        for above in place.parents
        if (above / SETTINGS).is_file()
    )
    if is_theirs:
        raise PolicykitError(
            "report-among-policies",
            "A report cannot be written here: this is where "
            + ("Git keeps the past." if inside_git else "policies and their settings are kept."),
            context=str(target),
            hint="Give it a place of its own, such as --output build/report.txt.",
        )


def _print(made: str | bytes) -> None:
    if isinstance(made, bytes):
        sys.stdout.buffer.write(made)
    else:
        sys.stdout.write(made)
    sys.stdout.flush()


def _go_together(names: Sequence[str]) -> bool:
    """Whether these are one report to read and the annotations of a server."""
    return names.count(ANNOTATIONS) == len(names) - 1 == 1 and not _READ.isdisjoint(names)


def _plan(asked: str, output: Path | None, *, alone: bool) -> tuple[str, Path | None]:
    name, colon, target = asked.partition(":")
    if colon and not target:
        raise PolicykitError(
            "format-without-file",
            f"After {name}: a file name is missing.",
            hint=f"Write --format {name}:FILE, or --format {name} for the terminal.",
        )
    if target:
        return name, Path(target)
    # A server finds annotations in the log, whatever file the report beside them goes to.
    return name, output if alone or name != ANNOTATIONS else None
