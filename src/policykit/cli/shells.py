"""Putting completion into a shell, or showing the script that does it."""

from collections.abc import Sequence

from policykit.cli.completing import ASKED
from policykit.model.errors import PolicykitError

SHOW, INSTALL = "--show-completion", "--install-completion"
_SHELLS = ("bash", "zsh", "fish", "powershell", "pwsh")


def is_about_shells(arguments: Sequence[str]) -> bool:
    """Whether a call is about completion and nothing else."""
    return bool(arguments) and arguments[0] in {SHOW, INSTALL} and len(arguments) <= len("ab")


def completion(arguments: Sequence[str]) -> str:
    """What to print for `--show-completion [SHELL]` or `--install-completion [SHELL]`.

    Raises:
        PolicykitError: nobody knows the shell, or its files cannot be written.
    """
    from typer import _completion_shared as scripts

    shell = arguments[1] if len(arguments) > 1 else scripts._get_shell_name() or ""  # noqa: SLF001 - the shell one types in
    if shell not in _SHELLS:
        raise PolicykitError(
            "unknown-shell",
            f"There is no completion for the shell {shell[:120]!r}."
            if shell
            else "Nobody knows which shell this is.",
            hint=f"Name one of {', '.join(_SHELLS)}, as in `policykit {arguments[0]} bash`.",
        )
    if arguments[0] == SHOW:
        return scripts.get_completion_script(prog_name="policykit", complete_var=ASKED, shell=shell)
    try:
        _, place = scripts.install(shell=shell, prog_name="policykit", complete_var=ASKED)
    except (OSError, RuntimeError, UnicodeError) as trouble:
        raise PolicykitError(
            "cannot-write",
            "The completion cannot be installed: "
            f"{getattr(trouble, 'strerror', None) or type(trouble).__name__}.",
            context=str(getattr(trouble, "filename", None) or ""),
            hint=f"Put what `policykit {SHOW} {shell}` prints where your shell reads it.",
        ) from trouble
    return f"Completion for {shell} is in {place}. It works in the next terminal you open."
