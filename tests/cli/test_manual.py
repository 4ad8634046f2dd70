"""The manual page names every command and option, and is clean to the programs that read it."""

from __future__ import annotations

import re
import shutil
import subprocess
from types import SimpleNamespace
from typing import Any

import pytest
import typer
from tests.support.program import ROOT

from policykit.cli.app import build_app
from policykit.cli.manual import manual

PAGE = ROOT / "man" / "policykit.1"
LINTERS = {
    "mandoc": ("mandoc", "-Tlint", "-W", "warning", str(PAGE)),
    "groff": ("groff", "-ww", "-man", "-Tutf8", "-z", str(PAGE)),
    "man": ("man", "--warnings", "-l", str(PAGE)),
}


@pytest.mark.parametrize("program", LINTERS)
def test_it_is_clean(program: str) -> None:
    if shutil.which(program) is None:
        pytest.skip(f"{program} is not installed")

    done = subprocess.run(
        LINTERS[program], capture_output=True, check=False, encoding="utf-8", timeout=60
    )

    found = done.stderr + (done.stdout if program == "mandoc" else "")
    assert (done.returncode, found) == (0, "")


def test_it_has_every_command_and_option() -> None:
    text = PAGE.read_text(encoding="utf-8").replace("\\-", "-")
    tree: Any = typer.main.get_command(build_app())

    sections = dict(
        re.findall(r"^\.SS policykit (\S+)\n(.*?)(?=^\.S[SH] )", text, re.MULTILINE | re.DOTALL)
    )
    assert set(sections) == set(tree.commands)
    for name, command in tree.commands.items():
        for each in command.params:
            for word in each.opts if each.param_type_name == "option" else ():
                assert f"\\fB{word}\\fR" in sections[name], (name, word)


def test_nothing_in_a_text_becomes_a_request() -> None:
    option = SimpleNamespace(
        param_type_name="option",
        opts=["--odd"],
        secondary_opts=[],
        is_flag=False,
        metavar="A\\B",
        name="odd",
        help=".de evil `a-b` \\fB 12 °",
    )
    command = SimpleNamespace(
        help="'TH first\n\n  .so /etc/passwd\n  plain\n\nAfter.\n", params=[option]
    )
    tree = SimpleNamespace(help="Top.", params=[], commands={"odd-one": command})

    page = manual(tree, "1.0", "2026-01-01")

    section = page.partition(".SS policykit odd\\-one\n")[2].partition(".SH EXIT")[0]
    assert section == (
        "\\fBpolicykit odd\\-one\\fR [\\fIOPTIONS\\fR]\n"
        ".PP\n"
        "\\&'TH first\n"
        ".PP\n.RS 4\n.nf\n"
        "\\&.so /etc/passwd\n"
        "plain\n"
        ".fi\n.RE\n"
        ".PP\n"
        "After.\n"
        ".TP\n"
        "\\fB\\-\\-odd\\fR \\fIA\\eB\\fR\n"
        "\\&.de evil \\fBa\\-b\\fR \\efB 12 \\[u00B0]\n"
    )
