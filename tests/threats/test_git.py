"""G1, G2, G5, T2: what the Git folder, its settings and names of revisions may try."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path
from typing import Final

import pytest
from tests.sources.trapped import ATTRIBUTES, INJECTIONS, spring
from tests.threats.attack import Scene, hold
from tests.threats.calls import CALLS, ELSEWHERE, Call, one_each, taking
from tests.threats.given import hand_in
from tests.threats.shop import make

from policykit.cli.exit import ExitCode

GUARDS: Final = (
    "-c core.fsmonitor=false",
    "-c core.hooksPath=/dev/null",
    "-c diff.external=",
    "-c protocol.allow=never",
    "-c safe.bareRepository=explicit",
)
UNGUARDED: Final = re.compile(r"git (version|--version|init .*|config .*|.* config .*)")
"""What asks no repository for an object: it runs nothing of one."""


def test_g01_g02_no_program_of_the_repository_runs(tmp_path: Path) -> None:
    scene = Scene.at(tmp_path)
    repository = make(scene.shop)
    repository.commit("Attributes", {".gitattributes": ATTRIBUTES})
    hand_in(scene.given)
    mark = spring(repository, tmp_path)

    # All that asks Git for anything but whether there is one.
    answers = scene.meet(one_each("v1", "--at", "--on", "--trend", "--status", "render"))

    hold(scene, answers)
    assert not mark.exists(), mark.read_text()
    started = {line for answer in answers for line in answer.started}
    assert len(started) > 12
    bare = [line for line in started if not all(guard in line for guard in GUARDS)]
    assert [line for line in bare if not UNGUARDED.fullmatch(line)] == []


REVISIONS: Final = taking("REV", "REF", "A..B")


def test_g05_every_place_for_a_revision_is_known() -> None:
    assert len(REVISIONS) >= 15
    assert {name.split()[0] for name in REVISIONS} >= {
        "blame", "bump", "changelog", "diff", "gaps", "history", "lint", "notify", "render",
        "review", "show", "verify",
    }  # fmt: skip


def test_g05_no_revision_is_an_option(tmp_path: Path) -> None:
    scene = Scene.at(tmp_path)
    make(scene.shop)
    hand_in(scene.given)
    texts = [it for it in INJECTIONS if it and "\0" not in it and it.isprintable() and len(it) < 99]
    assert len(texts) >= 12
    # Each place meets a third of them, each of them a third of the places.
    calls = [
        Call(tuple(word.replace("{}", text) for word in arguments))
        for place, arguments in enumerate(REVISIONS.values())
        for number, text in enumerate(texts)
        if number % 5 == place % 5
    ]

    answers = scene.meet(calls)

    hold(scene, answers)
    taken = [it.name for it in answers if it.exit_code != ExitCode.USAGE]
    assert taken == []
    assert not list(tmp_path.rglob("*INJECTED*"))
    for answer in answers:
        for line in answer.started:
            before, _, after = line.partition("--end-of-options")
            assert "INJECTED" not in before, line
            assert "INJECTED" not in after or "--verify" in before, line


PATHS: Final = taking("POLICY", "POLICY[.ITEM]", "AREA", "ID", "ROLE", "L")
ESCAPES: Final = (
    "../../escaped",
    "/tmp/escaped",  # noqa: S108 - a name and no file: nothing may come of it
    "..\\escaped",
    "a/b",
    "CON",
    "x" * 300,
    "\u202etxt",
    "x\x1b[31m",
    "x\n::error::pwned",
    "-rf",
    "",
    ".",
)


def test_f03_no_name_is_a_path(tmp_path: Path) -> None:
    scene = Scene.at(tmp_path)
    make(scene.shop)
    hand_in(scene.given)
    calls = [
        Call(tuple(word.replace("{}", text) for word in arguments), writes=True)
        for place, arguments in enumerate(PATHS.values())
        for number, text in enumerate(ESCAPES)
        if number % 3 == place % 3
    ]

    answers = scene.meet(calls)

    hold(scene, answers)
    written = {path for answer in answers for path in answer.written}
    assert not [it for it in written if "escaped" in it or ".." in Path(it).parts]
    assert not list(tmp_path.parent.rglob("escaped*"))


def test_t04_help_and_wrong_calls(tmp_path: Path) -> None:
    scene = Scene.at(tmp_path)
    make(scene.shop)
    names = sorted({call.command for call in CALLS} | set(ELSEWHERE))
    wrong = "--[/x]\x1b[31m\u202e=::error::pwned"
    calls = [Call((name, word)) for name in names for word in ("--help", wrong)]
    answers = scene.meet(calls)

    hold(scene, answers)
    assert {it.exit_code for it in answers if "--help" in it.call.arguments} == {ExitCode.CLEAN}
    assert {it.exit_code for it in answers if wrong in it.call.arguments} == {ExitCode.USAGE}


@pytest.mark.parametrize("variable", ["ATTACKED_OUTPUT=closed", "PYTHONIOENCODING=ascii"])
def test_t06_t07_whoever_reads_and_whatever_they_can_show(variable: str, tmp_path: Path) -> None:
    scene = Scene.at(tmp_path)
    make(scene.shop)
    hand_in(scene.given)
    name, _, value = variable.partition("=")
    calls = [it for it in one_each() if not it.writes]

    answers = scene.meet(calls, **{name: value})

    closed = name == "ATTACKED_OUTPUT"
    hold(scene, [replace(it, stdout="-" if closed else it.stdout) for it in answers])
