"""Every error that is raised has a page, and every page is of an error that is raised."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
import typer
from tests.support.program import ROOT, Program

from policykit.cli.app import build_app
from policykit.report.refusals import ErrorPage, error_pages
from policykit.sources import git_program

SOURCE = ROOT / "src" / "policykit"
RAISED = frozenset({"PolicykitError", "RenderError", "SettingsError", "SourceError"})

PUT_TOGETHER = {
    "ejecting.py": {"unknown-block", "unknown-template"},
    "gaps/demanding.py": {
        *("unknown-area", "unknown-framework", "unknown-region", "unknown-role", "unknown-value"),
    },
    "handbook/making.py": {"unknown-handbook", "unknown-language"},
    "handbook/possible.py": {"unknown-brand", "unknown-channel", "unknown-region", "unknown-role"},
    "handbook/word/opening.py": {
        *("base-macros", "base-no-document", "base-old-picture", "base-outside-picture"),
        *("base-too-large", "base-unknown-drawing", "base-unknown-picture"),
    },
    "importing/refusing.py": {
        *("import-bomb", "import-cannot-read", "import-damaged", "import-empty", "import-folder"),
        *("import-kind", "import-no-text", "import-old-format", "import-protected"),
        "import-too-large",
    },
    "noting/checking.py": {
        *("unknown-item", "unknown-kind-of-feedback", "unknown-role"),
        "unknown-source-of-feedback",
    },
    "planning.py": {"unknown-kind", "unknown-locale", "unknown-role"},
    "stamping.py": {"unknown-area", "unknown-owner", "unknown-status"},
}
"""The modules that make a reference out of parts, with all they make."""

PASSED_ON = {
    *("cli/commands/serve.py", "known.py", "recording.py"),  # what was raised before
    "rendering/sheets.py",  # what another process raised
    "sources/git_program.py",  # the table of what Git says
}
"""The modules that raise with a reference they were given."""


def raised() -> Iterator[tuple[str, ast.expr]]:
    """Each first argument of an error that is made, with the module it stands in."""
    for module in sorted(SOURCE.rglob("*.py")):
        for node in ast.walk(ast.parse(module.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and node.args:
                called = node.func
                name = getattr(called, "id", "") or getattr(called, "attr", "")
                if name in RAISED:
                    yield module.relative_to(SOURCE).as_posix(), node.args[0]


def references() -> set[str]:
    found = {reference for _, reference, *_ in git_program._KNOWN}
    for module, argument in raised():
        if isinstance(argument, ast.JoinedStr):
            found |= PUT_TOGETHER[module]
        else:
            found |= {
                each.value
                for each in ast.walk(argument)
                if isinstance(each, ast.Constant) and isinstance(each.value, str)
            }
    return found


def test_every_error_has_a_page_and_every_page_an_error() -> None:
    paged = [name for page in error_pages() for name in page.means]

    assert len(paged) > 250
    assert sorted(paged) == sorted(references())


def test_references_made_of_parts_are_made_where_it_is_said() -> None:
    parts = {module for module, argument in raised() if isinstance(argument, ast.JoinedStr)}
    given = {
        module
        for module, argument in raised()
        if not isinstance(argument, ast.JoinedStr)
        and not any(isinstance(each, ast.Constant) for each in ast.walk(argument))
    }

    assert parts == set(PUT_TOGETHER)
    assert given == PASSED_ON


def ids(page: ErrorPage) -> str:
    return next(iter(page.means))


@pytest.mark.parametrize("page", error_pages(), ids=ids)
def test_pages_say_all_they_should_and_end_their_sentences(page: ErrorPage) -> None:
    assert all(re.fullmatch(r"[a-z]+(-[a-z]+)*", name) for name in page.means)
    assert all(said.endswith(".") and len(said) < 130 for said in page.means.values())
    assert page.why.endswith((".", "?"))
    assert page.remedy.endswith((".", "`"))
    assert page.example


OPTIONS_OF_ALL = {"--root", "--help"}


@cache
def options() -> dict[str, set[str]]:
    tree = typer.main.get_command(build_app())
    commands = getattr(tree, "commands", {})
    return {
        name: {word for each in command.params for word in each.opts} | OPTIONS_OF_ALL
        for name, command in commands.items()
    } | {"": {word for each in tree.params for word in each.opts}}


@pytest.mark.parametrize("page", error_pages(), ids=ids)
def test_commands_of_pages_are_commands_there_are(page: ErrorPage) -> None:
    known = options()
    lines = re.findall(r"\$ policykit (.+)", page.example)
    lines += re.findall(r"`policykit ([^`]+)`", page.remedy)
    for line in lines:
        words = line.split()
        command = words[0] if not words[0].startswith("-") else ""
        assert command in known, line
        asked = {word for word in words if word.startswith("--")}
        assert asked <= known[command], line


@pytest.mark.parametrize("asked", ["no-such-policy", "error[no-such-policy]", "No-Such-Policy"])
def test_an_error_is_explained_as_it_is_printed(policykit: Program, asked: str) -> None:
    told = policykit("explain", asked)

    assert (told.exit_code, told.stderr) == (0, "")
    assert told.stdout.startswith("# no-such-policy\n\nThere is no policy of this id among")
    assert "## What to do\n\n" in told.stdout
    assert "$ policykit show returns\n" in told.stdout


def test_a_name_of_a_finding_and_of_an_error_has_both_pages(policykit: Program) -> None:
    both = policykit("explain", "person-in-record").stdout
    one = policykit("explain", "error[person-in-record]").stdout

    assert both.startswith("# PRV002 person-in-record\n")
    assert both.endswith("\nThe same name stands for an error of a command.\n\n" + one)


def test_a_mistyped_error_is_told_the_nearest(policykit: Program) -> None:
    told = policykit("explain", "histroy-cut-of")

    assert told.exit_code == 2
    assert "Did you mean history-cut-off?" in told.stderr


def test_nothing_to_explain_says_what_can_be(policykit: Program) -> None:
    told = policykit("explain")

    assert told.exit_code == 2
    assert told.stderr.startswith("error[nothing-to-explain]: ")


def test_the_list_has_every_error(policykit: Program) -> None:
    listed = policykit("explain", "--errors").stdout

    names = re.findall(r"^  (\S+) ", listed, re.MULTILINE)
    assert sorted(names) == sorted(references())


def test_the_printed_reference_leads_to_its_page(policykit: Program, tmp_path: Path) -> None:
    (tmp_path / "policykit.yaml").write_text("format: 1\n", encoding="utf-8")
    told = policykit("lint", "--at", "main")
    reference = told.stderr.partition("error[")[2].partition("]")[0]

    assert policykit("explain", reference).stdout.startswith(f"# {reference}\n")
