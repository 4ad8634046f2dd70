"""The manual page of Unix, made from the commands: `man policykit`."""

import inspect
import re
from collections.abc import Iterator, Sequence
from typing import Any, Final

EXIT_CODES: Final = (
    ("0", "All is well."),
    ("1", "There are findings at or above --fail-level, or a gate is shut."),
    (
        "2",
        (
            "The call, the settings or the repository cannot be used, or nothing matched. "
            "`policykit explain` has a page for each such error."
        ),
    ),
    ("3", "policykit met a fault of its own."),
    ("130", "Somebody interrupted it."),
)
_ENVIRONMENT: Final = (
    (
        "POLICYKIT_COMMAND_OPTION",
        (
            "Counts as the option of that command, such as POLICYKIT_LINT_FORMAT for "
            "`policykit lint --format`. The command line wins, then the environment, then "
            "policykit.yaml."
        ),
    ),
    ("POLICYKIT_TODAY", "The day to judge by, as YYYY-MM-DD; SOURCE_DATE_EPOCH comes after it."),
    ("POLICYKIT_CACHE_DIR", "Where results are kept from run to run."),
    ("NO_COLOR, FORCE_COLOR", "Never or always print in colour."),
    ("CI, GITHUB_ACTIONS, GITLAB_CI", "On a build server nothing is asked and nothing is kept."),
)
_FILES: Final = (
    ("policykit.yaml", "The settings, at the top of the policy repository."),
    ("policies/", "The policies, their words in other languages, and their records."),
    ("schemas/", "Service areas, frameworks of your own, and the schemas editors read."),
    ("templates/", "Templates of your own."),
)
_RUN: Final = re.compile(r"`([^`]+)`")


def manual(tree: Any, version: str, day: str) -> str:  # noqa: ANN401 - typer's own type is private
    """The page in roff's words.

    Args:
        tree: the commands, as typer builds them.
        version: that of the program.
        day: the day of that version, as YYYY-MM-DD.
    """
    lines = [
        '.\\" Written by `make docs`; change the code instead.',
        f'.TH POLICYKIT 1 {day} "policykit {version}" "User Commands"',
        ".SH NAME",
        "policykit \\- customer\\-service policies as data",
        ".SH SYNOPSIS",
        ".B policykit",
        "[\\fIOPTIONS\\fR] \\fICOMMAND\\fR [\\fIARGUMENTS\\fR]",
        ".SH DESCRIPTION",
        *_paragraphs(_help(tree)),
        ".SH OPTIONS",
        *_options(tree),
        ".SH COMMANDS",
    ]
    for name in sorted(tree.commands):
        command = tree.commands[name]
        lines += [f".SS policykit {_plain(name)}", *_synopsis(command, name)]
        lines += [*_paragraphs(_help(command)), *_options(command)]
    for title, rows in (
        ("EXIT STATUS", EXIT_CODES),
        ("ENVIRONMENT", _ENVIRONMENT),
        ("FILES", _FILES),
    ):
        lines.append(f".SH {title}")
        for term, said in rows:
            lines += [".TP", f"\\fB{_plain(term)}\\fR", _line(said)]
    lines += [".SH SEE ALSO", ".BR git (1)"]
    return "\n".join(lines) + "\n"


def _help(command: Any) -> str:  # noqa: ANN401 - as above
    return inspect.cleandoc(command.help or "")


def _paragraphs(text: str) -> Iterator[str]:
    """Paragraphs, and what is indented as it stands."""
    as_it_stands = False
    first = True
    for paragraph in re.split(r"\n\s*\n", text.strip()):
        is_code = paragraph.startswith("  ")
        if is_code != as_it_stands:
            yield from ((".PP", ".RS 4", ".nf") if is_code else (".fi", ".RE"))
        if is_code:
            yield from (_plain(line.removeprefix("  ")) for line in paragraph.splitlines())
        else:
            if not first:
                yield ".PP"
            yield _line(" ".join(paragraph.split()))
        as_it_stands, first = is_code, False
    if as_it_stands:
        yield from (".fi", ".RE")


def _synopsis(command: Any, name: str) -> Iterator[str]:  # noqa: ANN401 - as above
    usage = [
        f"\\fI{_plain(each.make_metavar(None))}\\fR"
        for each in command.params
        if each.param_type_name == "argument"
    ]
    yield " ".join((f"\\fBpolicykit {_plain(name)}\\fR", "[\\fIOPTIONS\\fR]", *usage))
    yield ".PP"


def _options(command: Any) -> Iterator[str]:  # noqa: ANN401 - as above
    for each in command.params:
        said = getattr(each, "help", "") or ""
        if each.param_type_name == "argument":
            if said:
                yield from (".TP", f"\\fI{_plain(_name(each))}\\fR", _line(said))
            continue
        names = ", ".join(f"\\fB{_plain(name)}\\fR" for name in (*each.opts, *each.secondary_opts))
        value = "" if each.is_flag else f" \\fI{_plain(_name(each))}\\fR"
        yield from (".TP", f"{names}{value}", _line(said))


def _name(parameter: Any) -> str:  # noqa: ANN401 - as above
    return parameter.metavar or str(parameter.name).upper().replace("_", "-")


def _line(text: str) -> str:
    """A text in which what stands between backticks is bold."""
    parts: Sequence[str] = _RUN.split(" ".join(text.split()))
    line = "".join(f"\\fB{_signs(it)}\\fR" if n % 2 else _signs(it) for n, it in enumerate(parts))
    return _guarded(line)


def _plain(text: str) -> str:
    return _guarded(_signs(text))


def _signs(text: str) -> str:
    """Signs that mean something to roff, and letters it may not know, spelt out."""
    text = text.replace("\\", "\\e").replace("-", "\\-")
    return "".join(each if each.isascii() else f"\\[u{ord(each):04X}]" for each in text)


def _guarded(line: str) -> str:
    """A line that is no request, though it begins as one."""
    return f"\\&{line}" if line.startswith((".", "'")) else line
