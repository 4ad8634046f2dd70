"""What Tab offers, by the protocol of each shell and in the shells themselves."""

from __future__ import annotations

import os
import pty
import re
import select
import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest
from tests.sources.repositories import GitFolder, new_repository
from tests.support.program import ROOT, SOURCE, Outcome, Program, run_afresh, scrubbed

from policykit.cli.app import build_app, command_names
from policykit.cli.completing import _KINDS, _KINDS_HERE, _REPORTS, _WORDS_OF, command_asked
from policykit.completing import SOURCES, names
from policykit.diffing.catalogue import catalogue
from policykit.gaps.catalogue import PAGES as GAPS
from policykit.lint.registry import load_registry
from policykit.sources.git import Repository
from policykit.sources.references import reference_names

POLICY = (ROOT / "policies" / "returns.yaml").read_text(encoding="utf-8")
ORGANISATION = """\
format: 1
name: Shop
roles: { store-manager: Store manager, store-associate: Store associate }
channels: { store: Store, phone: Telephone }
regions: { SE: { title: Sweden } }
brands: { havsby: Havsby }
"""
SETTINGS = """\
format: 1
locales: { source: en, required: [sv], offered: [de] }
handbooks: { staff: { title: Staff }, board: { title: Board } }
"""


@pytest.fixture(scope="module")
def shop(tmp_path_factory: pytest.TempPathFactory) -> GitFolder:
    """A small shop under Git; nobody writes in it."""
    folder = new_repository(tmp_path_factory.mktemp("completion") / "shop")
    folder.write(
        {
            "policykit.yaml": SETTINGS,
            "policies/returns.yaml": POLICY,
            "policies/returns.sv.yaml": "format: 1\n",
            "policies/returns.record.yaml": "format: 1\n",
            "policies/repairs.yaml": "format: 1\nid: repairs\n",
            "policies/organisation.yaml": ORGANISATION,
        }
    )
    folder.git("add", "-A")
    folder.git("commit", "-q", "-m", "First")
    folder.git("tag", "v2026.1")
    folder.git("branch", "holidays/2026")
    folder.git("pack-refs", "--all")
    folder.git("branch", "later")
    return folder


def asked(program: Program, folder: Path, line: str, shell: str = "bash") -> Outcome:
    words = line.split(" ")
    said = {"COMP_WORDS": "\n".join(words), "COMP_CWORD": str(len(words) - 1)}
    if shell != "bash":
        said = {"_TYPER_COMPLETE_ARGS": line, "_TYPER_COMPLETE_WORD_TO_COMPLETE": words[-1]}
    if shell == "fish":
        said["_TYPER_COMPLETE_FISH_ACTION"] = "get-args"
    return program.at(folder)(_POLICYKIT_COMPLETE=f"complete_{shell}", **said)


OFFERED = {
    "policykit sho": ["show"],
    "policykit do": ["doctor"],
    "policykit show r": ["repairs", "returns"],
    "policykit show returns.without-rec": ["returns.without-receipt"],
    "policykit history returns.withdrawal-w": ["returns.withdrawal-window"],
    "policykit bump re": ["repairs", "returns"],
    "policykit rename rep": ["repairs"],
    "policykit approve ret": ["returns"],
    "policykit approve --role store-": ["store-manager", "store-associate"],
    "policykit notify --for ": ["store-manager", "store-associate"],
    "policykit gaps --owner store-m": ["store-manager"],
    "policykit gaps --area compl": ["complaints"],
    "policykit assess compl": ["complaints"],
    "policykit gaps --framework eu-": ["eu-consumer", "eu-data-protection"],
    "policykit explain eu-consumer.refund": ["eu-consumer.refund"],
    "policykit explain REF001": ["REF001"],
    "policykit explain unknown-placeh": ["unknown-placeholder"],
    "policykit explain term-short": ["term-shorter"],
    "policykit explain history-cut": ["history-cut-off"],
    "policykit explain requirement-missing": ["requirement-missing"],
    "policykit lint --select sentence-too": ["sentence-too-long"],
    "policykit lint --select priv": ["privacy"],
    "policykit lint --format s": ["sarif"],
    "policykit gaps --format x": ["xlsx"],
    "policykit calendar --format i": ["ics"],
    "policykit doctor --format ": ["json", "text"],
    "policykit render ": ["staff", "board"],
    "policykit render --format ": ["docx", "html", "markdown", "pdf", "site"],
    "policykit render --locale ": ["en", "sv", "de"],
    "policykit render --channel ": ["store", "phone"],
    "policykit render --region ": ["SE"],
    "policykit render --brand ": ["havsby"],
    "policykit calendar --kind re": ["review"],
    "policykit show returns --at ": ["holidays/2026", "later", "main", "v2026.1", "HEAD"],
    "policykit diff v": ["v2026.1"],
    "policykit diff v2026.1..l": ["v2026.1..later"],
    "policykit changelog v2026.1..ma": ["v2026.1..main"],
    "policykit lint --color a": ["auto", "always"],
    "policykit schema rec": ["record"],
    "policykit templates show site/art": ["site/article.html"],
    "policykit show --root . ret": ["returns"],
    "policykit lint --fix --uns": ["--unsafe-fixes"],
    "policykit init --countries SWE": ["Sweden"],
    "policykit init --countries SE,gb": ["SE,GB"],
    "policykit init --languages en,s": ["en,sv"],
    "policykit init --channels phone,s": ["phone,store", "phone,social"],
    "policykit show nothing-here": [],
    "policykit lint pol": [],
}


@pytest.mark.parametrize("line", OFFERED)
def test_what_is_offered(policykit: Program, shop: GitFolder, line: str) -> None:
    done = asked(policykit, shop.path, line)

    assert (done.exit_code, done.stderr) == (0, "")
    assert done.stdout.split() == OFFERED[line]


@pytest.mark.parametrize(
    ("shell", "told"),
    [
        ("zsh", '_arguments \'*: :(("store-manager":"Store manager"))\'\n'),
        ("fish", "store-manager\tStore manager\n"),
        ("powershell", "store-manager:::Store manager\n"),
    ],
)
def test_each_shell_is_told_in_its_own_way(
    policykit: Program, shop: GitFolder, shell: str, told: str
) -> None:
    done = asked(policykit, shop.path, "policykit gaps --owner store-m", shell)

    assert (done.exit_code, done.stdout, done.stderr) == (0, told, "")


def test_every_rule_is_known_without_loading_it() -> None:
    registry = load_registry()
    offered = {name for name, _ in names("rule", None, "")}

    codes = {each for page in registry.pages.values() for each in (page.code, page.name)}
    categories = {page.category for page in registry.pages.values()}
    of_ourselves = {"BUG001", "faults", "rule-failed"}
    assert offered - {"ALL"} == (codes | categories) - of_ourselves


def test_every_change_and_gap_is_known() -> None:
    offered = {name for name, _ in names("explained", None, "")}

    assert {kind.code for kind in catalogue().values()} <= offered
    assert set(catalogue()) <= offered
    assert {page.code for page in GAPS} <= offered


def test_branches_and_tags_are_those_git_names(shop: GitFolder, tmp_path: Path) -> None:
    clone = tmp_path / "clone"
    subprocess.run(["git", "clone", "-q", str(shop.path), str(clone)], check=True)
    tree = tmp_path / "tree"
    shop.git("worktree", "add", "-q", str(tree), "later")
    try:
        for folder in (shop.path, clone, tree):
            with Repository(folder) as repository:
                assert reference_names(folder) == repository.names()
    finally:
        shop.git("worktree", "remove", str(tree))


BROKEN: dict[str, dict[str, bytes | str]] = {
    "no policies": {},
    "settings are no YAML": {"policykit.yaml": b"\xff\x00[", "policies/returns.yaml": "a: ["},
    "organisation is a list": {"policykit.yaml": "[]", "policies/organisation.yaml": "- a\n"},
    "all is of another kind": {
        "policykit.yaml": "handbooks: 3\nlocales: [en]\n",
        "policies/organisation.yaml": "roles: [a]\nchannels: store\nregions: { 1: 2 }\n",
        "policies/returns.yaml": "statements: { a: b }\nterms: [1, { id: 2 }]\n",
        "schemas/areas.yaml": "areas: none\n",
        "schemas/frameworks/eu-consumer.yaml": "requirements: { a: b }\n",
    },
}


@pytest.mark.parametrize("case", BROKEN)
@pytest.mark.parametrize("line", [*OFFERED, "policykit nonsense x", "policykit --", "policykit"])
def test_it_is_silent_where_the_repository_is_broken(
    policykit: Program, tmp_path: Path, case: str, line: str
) -> None:
    (tmp_path / ".git").write_text("gitdir: /nowhere\n")
    for name, content in BROKEN[case].items():
        file = tmp_path / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content if isinstance(content, bytes) else content.encode())
    before = sorted(tmp_path.rglob("*"))

    done = asked(policykit, tmp_path, line)

    assert (done.exit_code, done.stderr) == (0, "")
    assert "rror" not in re.sub(r"\S*-error\S*|--errors", "", done.stdout)
    assert sorted(tmp_path.rglob("*")) == before


HOSTILE = [
    "$(touch owned)",
    "`touch owned`",
    "a;touch owned",
    "a\\$(touch owned)",
    "a'b",
    "*",
    "a b",
]


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish", "powershell"])
def test_names_of_strangers_stay_words(policykit: Program, tmp_path: Path, shell: str) -> None:
    roles = "".join(f'  "{name}x": x\n'.replace("\\", "\\\\") for name in HOSTILE)
    titles = "".join(f"  role-{n}: '{t}'\n" for n, t in enumerate(HOSTILE) if "'" not in t)
    (tmp_path / "policies").mkdir()
    (tmp_path / "policykit.yaml").write_text("format: 1\n")
    (tmp_path / "policies" / "organisation.yaml").write_text(f"roles:\n{roles}{titles}")

    done = asked(policykit, tmp_path, "policykit gaps --owner ", shell)

    assert "role-0" in done.stdout
    assert set(done.stdout.removeprefix("_arguments '*")) & set("$`\\;*") == set()
    if shell == "bash":
        assert {name.rstrip("0123456789") for name in done.stdout.split()} == {"role-"}


def test_parameters_of_the_tables_are_parameters_there_are() -> None:
    import typer

    tree = typer.main.get_command(build_app())
    found = {
        name: {str(each.name) for each in command.params}
        for name, command in getattr(tree, "commands", {}).items()
    }
    every = frozenset().union(*found.values())

    assert set(_KINDS) <= every
    assert set(_REPORTS) <= set(found)
    assert {*_KINDS.values(), *_KINDS_HERE.values()} - {""} <= set(SOURCES)
    for command, parameter in [*_KINDS_HERE, *_WORDS_OF]:
        assert parameter in (found[command] if command else every)


def test_only_the_command_that_is_typed_is_loaded() -> None:
    known = command_names()

    assert command_asked({"COMP_WORDS": "policykit\nshow\n"}, known) == "show"
    assert command_asked({"COMP_WORDS": "policykit\nshow\nret"}, known) == "show"
    assert command_asked({"COMP_WORDS": "policykit\nshow"}, known) == ""
    assert command_asked({"_TYPER_COMPLETE_ARGS": "policykit show "}, known) == "show"
    assert command_asked({"_TYPER_COMPLETE_ARGS": "policykit nothing x"}, known) == ""


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish", "powershell", "pwsh"])
def test_the_script_is_that_of_the_shell_named(policykit: Program, shell: str) -> None:
    done = policykit("--show-completion", shell)

    assert (done.exit_code, done.stderr) == (0, "")
    sign = {"bash": "complete -o default", "zsh": "#compdef", "fish": "complete --command"}
    assert sign.get(shell, "Register-ArgumentCompleter") in done.stdout
    assert f"_POLICYKIT_COMPLETE{'' if shell != 'fish' else '=complete_fish'}" in done.stdout


def test_an_unknown_shell_is_told(policykit: Program) -> None:
    done = policykit("--show-completion", "tcsh")

    assert done.exit_code == 2
    assert done.stderr.startswith("error[unknown-shell]: ")


@pytest.mark.parametrize(
    ("shell", "file"),
    [
        ("bash", ".bash_completions/policykit.sh"),
        ("zsh", ".zfunc/_policykit"),
        ("fish", ".config/fish/completions/policykit.fish"),
    ],
)
def test_it_is_installed_where_the_shell_looks(tmp_path: Path, shell: str, file: str) -> None:
    done = run_afresh(tmp_path, "--install-completion", shell, HOME=str(tmp_path))

    assert (done.exit_code, done.stderr) == (0, "")
    assert done.stdout == (
        f"Completion for {shell} is in {tmp_path / file}. It works in the next terminal you open.\n"
    )
    shown = run_afresh(tmp_path, "--show-completion", shell).stdout
    assert (tmp_path / file).read_text().strip() == shown.strip()


def test_a_home_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    done = run_afresh(tmp_path, "--install-completion", "bash", HOME="/dev/null")

    assert done.exit_code == 2
    assert done.stderr.startswith("error[cannot-write]: The completion cannot be installed: ")
    assert "--show-completion bash" in done.stderr


# In the shells themselves.


@pytest.fixture
def programs(tmp_path: Path) -> dict[str, str]:
    """An environment in which `policykit` is a program, with a home of its own."""
    folder = tmp_path / "bin"
    folder.mkdir()
    program = folder / "policykit"
    program.write_text(f'#!/bin/sh\nexec {sys.executable} -m policykit "$@"\n')
    program.chmod(0o755)
    home = tmp_path / "home"
    home.mkdir()
    environment = scrubbed(os.environ) | {"PYTHONPATH": SOURCE, "HOME": str(home)}
    return environment | {"PATH": f"{folder}{os.pathsep}{os.environ['PATH']}"}


def test_bash_completes(shop: GitFolder, programs: dict[str, str]) -> None:
    script = (
        'eval "$(policykit --show-completion bash)"\n'
        'ask() { COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); COMPREPLY=(); '
        '_policykit_completion policykit; echo "${COMPREPLY[@]}"; }\n'
        "ask policykit show ret\nask policykit show returns.without-rec\n"
        "ask policykit render --format ''\nask policykit diff v\ncomplete -p policykit\n"
    )

    done = subprocess.run(
        ["bash", "--norc", "-c", script],
        capture_output=True,
        check=True,
        cwd=shop.path,
        encoding="utf-8",
        env=programs,
    )

    assert done.stderr == ""
    assert done.stdout.splitlines() == [
        "returns",
        "returns.without-receipt",
        "docx html markdown pdf site",
        "v2026.1",
        "complete -o default -F _policykit_completion policykit",
    ]


@pytest.mark.skipif(shutil.which("fish") is None, reason="fish is not installed")
def test_fish_completes(shop: GitFolder, programs: dict[str, str]) -> None:
    script = (
        "policykit --show-completion fish | source\n"
        'complete -C "policykit show returns.without-rec"\ncomplete -C "policykit gaps --owner store-m"\n'
    )

    done = subprocess.run(
        ["fish", "--no-config", "-c", script],
        capture_output=True,
        check=True,
        cwd=shop.path,
        encoding="utf-8",
        env=programs,
    )

    assert done.stdout.splitlines() == [
        "returns.without-receipt\tprocedures",
        "store-manager\tStore manager",
    ]


def typed(
    command: list[str], keys: bytes, wanted: bytes, folder: Path, env: dict[str, str]
) -> bytes:
    """What a shell on a terminal shows after these keys, until `wanted` or ten seconds."""
    child, terminal = pty.fork()
    if child == 0:  # pragma: no cover - another process
        os.chdir(folder)
        os.execvpe(command[0], command, env)  # noqa: S606 - a shell is what is tried
    seen, sent, until = b"", False, time.monotonic() + 20
    try:
        while time.monotonic() < until and wanted not in seen:
            if not sent and b"READY" in seen:
                os.write(terminal, keys)
                sent = True
            if select.select([terminal], [], [], 0.2)[0]:
                seen += os.read(terminal, 65536)
    finally:
        os.kill(child, 9)
        os.waitpid(child, 0)
        os.close(terminal)
    return seen


@pytest.mark.skipif(shutil.which("zsh") is None, reason="zsh is not installed")
def test_zsh_completes(shop: GitFolder, programs: dict[str, str]) -> None:
    home = Path(programs["HOME"])
    (home / ".zshrc").write_text(
        "autoload -Uz compinit; compinit -u -D\n"
        'eval "$(policykit --show-completion zsh)"\n'
        "PROMPT='READY '\n"
    )

    seen = typed(
        ["zsh", "-i"],
        b"policykit show returns.without-rec\t",
        b"returns.without-receipt",
        shop.path,
        programs | {"ZDOTDIR": str(home), "TERM": "xterm"},
    )

    assert b"returns.without-receipt" in seen
