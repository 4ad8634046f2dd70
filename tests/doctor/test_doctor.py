"""`policykit doctor` tells what is broken, with what mends it, and never breaks itself."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from tests.sources.repositories import GitFolder, new_repository
from tests.support.program import ROOT, SOURCE, Program, run_afresh, scrubbed

from policykit import doctoring
from policykit.doctoring import installed
from policykit.model.checkup import Check, Checkup, State
from policykit.report.formats import Style
from policykit.report.text.checkup import render

SCHEMA = json.loads((ROOT / "schemas/output/checkup.schema.json").read_text(encoding="utf-8"))
POLICY = (ROOT / "policies" / "returns.yaml").read_text(encoding="utf-8")
EDITOR = '{{"yaml.schemas": {{"./schemas/policy.schema.json": "policies/*.yaml"}}}}'
DRIVERS = "policies/**/*.yaml diff=policykit merge=policykit\n"


@pytest.fixture
def shop(tmp_path: Path) -> GitFolder:
    """A small repository that is in order but for what a test breaks."""
    folder = new_repository(tmp_path / "shop")
    folder.write(
        {
            "policykit.yaml": "format: 1\nlocales: { source: en, required: [sv] }\n",
            "policies/returns.yaml": POLICY,
            ".gitattributes": DRIVERS,
            ".gitignore": ".*.policykit-new\n.*.policykit-old\n",
        }
    )
    for file in (ROOT / "schemas").glob("*.schema.json"):
        folder.write({f"schemas/{file.name}": file.read_bytes()})
    folder.git("add", "-A")
    folder.git("commit", "-q", "-m", "First")
    folder.git("config", "diff.policykit.command", f"{sys.executable} -m policykit diff-driver")
    folder.git("config", "merge.policykit.driver", f"{sys.executable} -m policykit merge-driver")
    return folder


def told(program: Program, folder: Path, **environment: str) -> tuple[int, dict[str, Any]]:
    """The exit code, and what was told by name; the report fits its schema."""
    done = program.at(folder)("doctor", "--format", "json", **environment)
    assert done.stderr == ""
    report = json.loads(done.stdout)
    jsonschema.validate(report, SCHEMA)
    for check in report["checks"]:
        assert bool(check["command"]) == (check["state"] != "ok"), check
        assert check["message"][-1] in ".)" or check["state"] == "ok", check
    is_wrong = any(check["state"] == "wrong" for check in report["checks"])
    assert done.exit_code == int(is_wrong)
    return done.exit_code, {check["name"]: check for check in report["checks"]}


def test_all_is_well(policykit: Program, shop: GitFolder) -> None:
    code, found = told(policykit, shop.path)

    of_the_shop = {name: check for name, check in found.items() if not name.startswith("part-")}
    assert code == 0
    assert {name for name, check in of_the_shop.items() if check["state"] != "ok"} == set()
    assert {*of_the_shop} == {
        *("python", "yaml", "validator", "git", "repository", "history", "main-branch"),
        *("diff-driver", "merge-driver", "settings", "schemas", "editor", "templates"),
        *("fonts-en", "fonts-sv", "cache", "encoding", "width"),
    }


Break = Callable[[GitFolder], object]


def cut_off(shop: GitFolder) -> None:
    """The shop becomes a clone of its last commit alone."""
    shop.write({"policies/returns.yaml": f"{POLICY}\n"})
    shop.git("commit", "-q", "-a", "-m", "Second")
    whole = shop.path.rename(shop.path.with_name("whole"))
    subprocess.run(
        ["git", "clone", "-q", "--depth", "1", f"file://{whole}", str(shop.path)], check=True
    )


def led_nowhere(shop: GitFolder) -> None:
    shutil.rmtree(shop.path / ".git")
    (shop.path / ".git").write_text("gitdir: /nowhere\n")


def begun_anew(shop: GitFolder) -> None:
    shutil.rmtree(shop.path / ".git")
    shop.git("init", "-q")


def made_a_folder(shop: GitFolder) -> None:
    (shop.path / "policykit.yaml").unlink()
    (shop.path / "policykit.yaml").mkdir()


BROKEN: Mapping[str, tuple[Break, str, str, str]] = {
    "a broken .git": (
        lambda shop: (shop.path / ".git" / "HEAD").write_text("nothing\n"),
        "no-repository",
        "wrong",
        "git -C {root} status",
    ),
    "a .git that leads nowhere": (
        led_nowhere,
        "no-repository",
        "wrong",
        "git -C {root} status",
    ),
    "no Git repository": (
        lambda shop: shutil.rmtree(shop.path / ".git"),
        "repository",
        "look",
        "git init",
    ),
    "no commit": (
        begun_anew,
        "history",
        "look",
        'git add --all && git commit -m "Our policies"',
    ),
    "a clone that was cut off": (cut_off, "history", "wrong", "git fetch --unshallow"),
    "a clone of a part": (
        lambda shop: (
            shop.git("remote", "add", "origin", "https://example.com/x.git"),
            shop.git("config", "remote.origin.promisor", "true"),
        ),
        "history",
        "wrong",
        "git fetch --refetch --no-filter origin",
    ),
    "no main branch": (
        lambda shop: shop.git("branch", "-m", "work"),
        "main-branch",
        "look",
        "echo 'release_branch: work' >> policykit.yaml",
    ),
    "a branch called like a command": (
        lambda shop: shop.git("branch", "-m", "$(touch${IFS}owned);`x`"),
        "main-branch",
        "look",
        "echo 'release_branch: $(touch${{IFS}}owned);`x`' >> policykit.yaml",
    ),
    "a main branch nobody has": (
        lambda shop: shop.write({"policykit.yaml": "format: 1\nrelease_branch: live\n"}),
        "main-branch",
        "wrong",
        "git fetch origin live",
    ),
    "a main branch that is an option of git": (
        lambda shop: shop.write({"policykit.yaml": "release_branch: --upload-pack=touch owned;\n"}),
        "main-branch",
        "wrong",
        "policykit lint policykit.yaml",
    ),
    "a driver this clone was not told of": (
        lambda shop: shop.git("config", "--unset", "merge.policykit.driver"),
        "merge-driver",
        "look",
        'git config merge.policykit.driver "policykit merge-driver %O %A %B %P --marker-size %L"',
    ),
    "a driver that is not there": (
        lambda shop: shop.git("config", "diff.policykit.command", "no-such-program diff-driver"),
        "diff-driver",
        "wrong",
        'git config diff.policykit.command "{python} -m policykit diff-driver"',
    ),
    "no driver asked for": (
        lambda shop: shop.write({".gitattributes": "* text=auto\n# diff=policykit\n"}),
        "diff-driver",
        "look",
        "echo 'policies/**/*.yaml diff=policykit' >> .gitattributes",
    ),
    "left behind for Git to take": (
        lambda shop: shop.write({".gitignore": "# .*.policykit-*\n.*.policykit-new\n"}),
        "left-behind",
        "look",
        "echo '.*.policykit-*' >> .gitignore",
    ),
    "settings with a mistake": (
        lambda shop: shop.write({"policykit.yaml": "format: 1\nlint: { fail_levle: error }\n"}),
        "settings",
        "wrong",
        "policykit lint policykit.yaml",
    ),
    "settings that are no YAML": (
        lambda shop: shop.write({"policykit.yaml": b"format: [\n\xff\x00"}),
        "settings",
        "wrong",
        "policykit lint policykit.yaml",
    ),
    "settings that are a folder": (
        made_a_folder,
        "settings",
        "wrong",
        "policykit lint policykit.yaml",
    ),
    "no settings": (
        lambda shop: shop.write({"policykit.yaml": None}),
        "settings",
        "look",
        "policykit init --missing",
    ),
    "schemas of an older version": (
        lambda shop: shop.write({"schemas/policy.schema.json": "{}"}),
        "schemas",
        "look",
        "policykit schema --write",
    ),
    "no schemas": (
        lambda shop: shutil.rmtree(shop.path / "schemas"),
        "schemas",
        "look",
        "policykit schema --write",
    ),
    "a line for editors that leads nowhere": (
        lambda shop: shutil.rmtree(shop.path / "schemas"),
        "editor",
        "look",
        "policykit schema --write",
    ),
    "editors know nothing": (
        lambda shop: shop.write({"policies/returns.yaml": "format: 1\nid: returns\n"}),
        "editor",
        "look",
        f"mkdir -p .vscode && echo '{EDITOR}' > .vscode/settings.json",
    ),
    "a template with a mistake": (
        lambda shop: shop.write({"templates/site/article.html": "{% if %}"}),
        "templates",
        "wrong",
        "policykit templates",
    ),
    "a block nobody prints": (
        lambda shop: shop.write(
            {
                "templates/site/article.html": '{% extends "shipped/site/article.html" %}\n'
                "{% block rulez %}{% endblock %}\n"
            }
        ),
        "templates-block",
        "look",
        "policykit templates show site/article.html --shipped",
    ),
    "a template nobody uses": (
        lambda shop: shop.write({"templates/site/atricle.html": "<p></p>\n"}),
        "templates-unused",
        "look",
        "policykit templates",
    ),
    "a language without a font": (
        lambda shop: shop.write({"policykit.yaml": "format: 1\nlocales: { source: ja }\n"}),
        "fonts-ja",
        "look",
        "mkdir -p templates/pdf/fonts && cp NotoSansCJK-Regular.ttc templates/pdf/fonts/",
    ),
}


@pytest.mark.parametrize("case", BROKEN)
def test_what_is_broken_is_told_with_what_mends_it(
    policykit: Program, shop: GitFolder, case: str
) -> None:
    breaks, name, state, command = BROKEN[case]
    breaks(shop)

    _, found = told(policykit, shop.path)

    assert found[name]["state"] == state
    assert found[name]["command"] == command.format(root=shop.path, python=sys.executable)


MENDED = [
    "no commit",
    "no main branch",
    "a driver this clone was not told of",
    "a driver that is not there",
    "no driver asked for",
    "left behind for Git to take",
    "schemas of an older version",
    "no schemas",
    "editors know nothing",
    "no Git repository",
    "a clone that was cut off",
]


@pytest.mark.parametrize("case", MENDED)
def test_the_command_mends_it(
    policykit: Program, shop: GitFolder, case: str, tmp_path: Path
) -> None:
    breaks, name, *_ = BROKEN[case]
    breaks(shop)
    _, before = told(policykit, shop.path)
    bin_folder = tmp_path / "bin"
    bin_folder.mkdir()
    program = bin_folder / "policykit"
    program.write_text(f'#!/bin/sh\nexec {sys.executable} -m policykit "$@"\n')
    program.chmod(0o755)
    path = f"{bin_folder}{os.pathsep}{os.environ['PATH']}"
    people = {
        f"GIT_{who}_{what}": "a@b" for who in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")
    }

    subprocess.run(
        ["bash", "-c", before[name]["command"]],
        check=True,
        capture_output=True,
        cwd=shop.path,
        env=scrubbed(os.environ) | people | {"PATH": path, "PYTHONPATH": SOURCE},
    )

    _, after = told(policykit, shop.path, PATH=path)
    assert after.get(name, {"state": "ok"})["state"] in {"ok", "look"}
    assert after.get(name) != before[name]


def test_a_repository_of_somebody_else(policykit: Program, shop: GitFolder) -> None:
    code, found = told(policykit, shop.path, GIT_TEST_ASSUME_DIFFERENT_OWNER="1")

    assert code == 1
    assert found["repository-not-trusted"]["command"] == (
        f"git config --global --add safe.directory {shop.path}"
    )
    assert found["settings"]["state"] == "ok"


def test_no_git(shop: GitFolder, tmp_path: Path) -> None:
    done = run_afresh(shop.path, "doctor", PATH=str(tmp_path), POLICYKIT_CACHE_DIR=str(tmp_path))

    assert (done.exit_code, done.stderr) == (1, "")
    assert "  wrong  Git is not installed" in done.stdout
    assert "do: sudo apt-get install git\n" in done.stdout
    assert "policykit.yaml is in order; 1 policy here." in done.stdout


def test_outside_of_a_repository(policykit: Program, tmp_path: Path) -> None:
    code, found = told(policykit, tmp_path)

    assert code == 0
    assert found["root"]["state"] == "look"
    assert "repository" not in found


def test_a_cache_that_is_a_file(policykit: Program, shop: GitFolder, tmp_path: Path) -> None:
    file = tmp_path / "cache file"
    file.write_text("x")

    _, found = told(policykit, shop.path, POLICYKIT_NO_CACHE="0", POLICYKIT_CACHE_DIR=str(file))

    assert found["cache"]["state"] == "look"
    assert found["cache"]["command"] == f"mv '{file}' '{file}.old'"
    assert file.read_text() == "x"


@pytest.mark.parametrize("home", ["/dev/null", "/proc/1/nothing"])
def test_a_home_where_nothing_can_be_written(shop: GitFolder, home: str) -> None:
    done = run_afresh(shop.path, "doctor", HOME=home, POLICYKIT_NO_CACHE="0")

    assert (done.exit_code, done.stderr) == (0, "")
    assert "policykit explain" not in done.stdout


@pytest.mark.skipif(
    hasattr(os, "geteuid") and os.geteuid() == 0, reason="the superuser may write everywhere"
)
def test_a_home_that_is_read_only(policykit: Program, shop: GitFolder, tmp_path: Path) -> None:
    home = tmp_path / "home"
    home.mkdir(mode=0o500)

    _, found = told(policykit, shop.path, POLICYKIT_NO_CACHE="0", HOME=str(home))

    assert found["cache"]["command"] == "export POLICYKIT_CACHE_DIR=$(mktemp -d)"


def test_how_full_the_cache_is(policykit: Program, shop: GitFolder, tmp_path: Path) -> None:
    (tmp_path / "kept").mkdir()
    (tmp_path / "kept" / "one").write_bytes(b"x" * 3 * 1024 * 1024)

    _, found = told(
        policykit,
        shop.path,
        POLICYKIT_NO_CACHE="0",
        POLICYKIT_CACHE_DIR=str(tmp_path / "kept"),
    )

    assert found["cache"]["message"] == f"Results are kept in {tmp_path / 'kept'} (3.0 MiB)."


def test_a_terminal_without_letters(shop: GitFolder) -> None:
    done = run_afresh(
        shop.path,
        "doctor",
        LC_ALL="C",
        LANG="C",
        PYTHONUTF8="0",
        PYTHONCOERCECLOCALE="0",
        PYTHONIOENCODING="ascii",
    )

    assert (done.exit_code, done.stderr) == (0, "")
    assert "do: export PYTHONUTF8=1\n" in done.stdout
    assert done.stdout.isascii()


def test_a_narrow_terminal(policykit: Program, shop: GitFolder) -> None:
    _, found = told(policykit, shop.path, COLUMNS="40")

    assert found["width"]["command"] == "export COLUMNS=100"


def test_an_old_git(policykit: Program, shop: GitFolder, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("policykit.sources.git_program.version", lambda: "git version 2.25.1")

    _, found = told(policykit, shop.path)

    assert found["git"]["state"] == "wrong"
    assert "2.25.1" in found["git"]["message"]


def test_a_pdf_that_cannot_be_printed_is_wrong(
    policykit: Program, shop: GitFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    handbook = "handbooks: { staff: { title: Staff, formats: [pdf] } }\n"
    shop.write({"policykit.yaml": f"format: 1\n{handbook}"})
    monkeypatch.setattr("policykit.doctoring.printing.find_spec", lambda _: None)

    code, found = told(policykit, shop.path)

    assert code == 1
    assert found["fonts"]["command"].endswith('-m pip install "policykit-handbook[pdf]"')


def test_parts_that_are_missing_are_told_with_what_one_cannot_do(
    policykit: Program, shop: GitFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    wanted = ["typer>=1", 'nowhere-to-be-had>=1; extra == "sign"', 'pyyaml; extra == "pdf"']
    monkeypatch.setattr(installed, "requires", lambda _: wanted)

    _, found = told(policykit, shop.path)

    assert found["part-pdf"]["state"] == "ok"
    assert found["part-sign"]["message"] == (
        "The part sign is not installed, so signatures of approvals cannot be checked."
    )


def test_every_part_says_what_it_is_for() -> None:
    import tomllib

    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]

    assert set(project["optional-dependencies"]) <= set(installed.WITHOUT)


@pytest.mark.parametrize(
    ("prefix", "command"),
    [
        ("/home/a/.local/pipx/venvs/policykit", 'pipx install --force "policykit-handbook[pdf]"'),
        ("/home/a/.local/share/uv/tools/policykit", 'uv tool install "policykit-handbook[pdf]"'),
        ("/srv/shop/.venv", '/srv/python -m pip install "policykit-handbook[pdf]"'),
    ],
)
def test_parts_are_installed_where_the_program_is(prefix: str, command: str) -> None:
    place = doctoring.Place(root=None, prefix=prefix, python="/srv/python")

    assert place.install("policykit-handbook[pdf]") == command


def test_a_part_that_cannot_be_looked_at_is_told(
    policykit: Program, shop: GitFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> None:
        raise RecursionError("deep")

    monkeypatch.setattr("policykit.doctoring.history._repository", broken)

    code, found = told(policykit, shop.path)

    assert code == 1
    assert found["not-looked-at"]["message"] == (
        "This could not be looked at: RecursionError, deep."
    )
    assert found["settings"]["state"] == "ok"


def test_windows_gets_commands_of_windows(tmp_path: Path) -> None:
    file = tmp_path / "a b"
    file.write_text("")
    place = doctoring.Place(root=None, platform="win32", cache=file, encoding="cp1252", width=30)

    commands = {check.name: check.command for check in doctoring.checkup(place).checks}

    assert commands["cache"] == f'move "{file}" "{file}.old"'
    assert commands["encoding"] == "setx PYTHONUTF8 1"
    assert commands["width"] == "set COLUMNS=100"


ON_WINDOWS = {
    "no commit": ("git add --all", "then git commit"),
    "no main branch": ("notepad policykit.yaml", "the line release_branch: work in policykit.yaml"),
    "no driver asked for": (
        "notepad .gitattributes",
        "with the line policies/**/*.yaml diff=policykit.",
    ),
    "editors know nothing": ("code .vscode/settings.json", "schemas/policy.schema.json"),
    "a language without a font": (
        "xcopy NotoSansCJK-Regular.ttc templates\\pdf\\fonts\\",
        "letters",
    ),
}


@pytest.mark.parametrize("case", BROKEN)
def test_commands_of_windows_are_the_same_in_each_shell(case: str, shop: GitFolder) -> None:
    """What cmd, PowerShell and Git Bash take in three ways stands in none of them."""
    breaks, name, *_ = BROKEN[case]
    breaks(shop)
    place = doctoring.Place(root=shop.path, platform="win32", python="python")
    checks = {check.name: check for check in doctoring.checkup(place).checks}
    for check in checks.values():
        assert not set(check.command) & set("'&|>;`$"), check
        assert not check.command.startswith("echo"), check
    if case in ON_WINDOWS:
        command, told = ON_WINDOWS[case]
        assert (checks[name].command, told in checks[name].message) == (command, True)


def test_it_is_told_part_by_part() -> None:
    checks = (
        Check(name="git", topic="Git", state=State.OK, message="Git 2.39.5"),
        Check(
            name="history",
            topic="Git",
            state=State.WRONG,
            message="This clone was cut off, so commits to compare with are missing.",
            command="git fetch --unshallow",
        ),
        Check(
            name="width",
            topic="This computer",
            state=State.LOOK,
            message="Hostile \x1b[31m::error:: words.",
            command="export COLUMNS=100",
        ),
    )

    printed = render(Checkup(version="1.2.3", root="/shop", checks=checks), Style(60))

    assert printed == (
        "policykit 1.2.3 in /shop\n\nGit\n"
        "  ok     Git 2.39.5\n"
        "  wrong  This clone was cut off, so commits to compare with\n"
        "         are missing.\n"
        "         do: git fetch --unshallow\n"
        "\nThis computer\n"
        "  look   Hostile \\u001b[31m::error:: words.\n"
        "         do: export COLUMNS=100\n"
        "\n1 thing is wrong, 1 could be better.\n"
    )


def test_names_stay_and_messages_end(policykit: Program, shop: GitFolder) -> None:
    printed = policykit.at(shop.path)("doctor").stdout

    assert re.search(r"^  ok     Git opens the repository\.$", printed, re.MULTILINE)
    assert "Traceback" not in printed


def test_files_for_a_server_that_none_will_find_are_told(
    policykit: Program, tmp_path: Path
) -> None:
    folder = new_repository(tmp_path / "all")
    shop = folder.path / "shop"
    done = policykit.at(folder.path)("init", "shop", "--name", "S", "--countries", "GB", "--yes")
    assert done.exit_code == 0
    _, found = told(policykit, shop)
    check = found["server-files"]
    assert check["state"] == "look"
    assert "a server reads .github only at its top" in check["message"]
    subprocess.run(check["command"], shell=True, check=True, cwd=tmp_path)  # noqa: S602 - as it is typed
    _, found = told(policykit, shop)
    assert "server-files" not in found
