"""A repository whose settings and attributes name programs that leave a mark when they run."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Final

from tests.sources.repositories import GitFolder

PROGRAMS: Final = (
    "core.fsmonitor",
    "core.pager",
    "core.editor",
    "core.sshCommand",
    "core.askPass",
    "core.alternateRefsCommand",
    "core.gitProxy",
    "pager.log",
    "diff.external",
    "diff.trap.command",
    "diff.trap.textconv",
    "filter.trap.clean",
    "filter.trap.smudge",
    "filter.trap.process",
    "gpg.program",
    "gpg.ssh.program",
    "credential.helper",
    "interactive.diffFilter",
    "merge.trap.driver",
    "remote.origin.uploadpack",
    "uploadpack.packObjectsHook",
)
HOOKS: Final = (
    "post-index-change",
    "pre-commit",
    "post-checkout",
    "reference-transaction",
    "pre-auto-gc",
    "fsmonitor-watchman",
)
ALIASES: Final = ("log", "cat-file", "ls-tree", "rev-parse", "for-each-ref")
ATTRIBUTES: Final = "* diff=trap filter=trap merge=trap\n"

INJECTIONS: Final = (
    "--output=INJECTED",
    "--output INJECTED",
    "-oINJECTED",
    "-o",
    "--upload-pack=touch INJECTED",
    "--exec=touch INJECTED",
    "--all",
    "--stdin",
    "--git-dir=/",
    "--show-toplevel",
    "--help",
    "-",
    "--",
    "^HEAD",
    "HEAD --output=INJECTED",
    "HEAD\n--output=INJECTED",
    "HEAD\0--output=INJECTED",
    "HEAD..main",
    "HEAD^@",
    ":/",
    "$(touch INJECTED)",
    "`touch INJECTED`",
    "ext::sh -c touch% INJECTED",
    "../../INJECTED",
    "x" * 100_000,
    "\udce5",
    "",
)
"""What is no revision, and would do something if it were taken for an option or a command."""


def spring(folder: GitFolder, place: Path) -> Path:
    """Set the trap in a repository with commits; gives the mark, which is not there yet.

    The last commit gets a signature, so that showing it would start the program, too.
    """
    mark = place / "mark"
    program = place / "program"
    program.write_text(f'#!/bin/sh\necho "$0" "$@" >> "{mark}"\nexit 0\n')
    program.chmod(0o755)
    head = folder.git("cat-file", "commit", "HEAD")
    signed = head.replace(
        "\n\n", "\ngpgsig -----BEGIN PGP SIGNATURE-----\n x\n -----END PGP SIGNATURE-----\n\n", 1
    )
    folder.write({"../signed": signed + "\n"})
    folder.git("reset", "--quiet", folder.git("hash-object", "-t", "commit", "-w", "../signed"))
    for hook in HOOKS:
        file = folder.path / ".git/hooks" / hook
        file.parent.mkdir(exist_ok=True)
        shutil.copy(program, file)
    config = (folder.path / ".git/config").read_text()
    for name in (*PROGRAMS, *(f"alias.{it}" for it in ALIASES)):
        section, _, key = name.rpartition(".")
        group, _, part = section.partition(".")
        title = f'{group} "{part}"' if part else group
        value = f"!{program}" if name.startswith(("alias.", "credential.")) else str(program)
        config += f"[{title}]\n\t{key} = {value}\n"
    config += "[log]\n\tshowSignature = true\n\tfollow = true\n[protocol]\n\tallow = always\n"
    config += f"[diff]\n\torderFile = {place / 'missing'}\n\trenames = copies\n\tnoprefix = true\n"
    config += "[gc]\n\tauto = 1\n[maintenance]\n\tauto = true\n[color]\n\tui = always\n"
    (folder.path / ".git/config").write_text(config)
    mark.unlink(missing_ok=True)
    return mark
