"""The list of calls is whole, and on a sound folder each of them does its work."""

from __future__ import annotations

import pytest
from tests.threats.attack import Answer, Scene, hold
from tests.threats.calls import CALLS, CODE, ELSEWHERE
from tests.threats.given import hand_in
from tests.threats.shop import make

from policykit.cli.app import command_names
from policykit.cli.exit import ExitCode


def test_every_command_of_the_program_is_called() -> None:
    called = {call.command for call in CALLS}

    assert called | set(ELSEWHERE) == set(command_names())
    assert not called & set(ELSEWHERE)


@pytest.fixture(scope="module")
def answers(tmp_path_factory: pytest.TempPathFactory) -> tuple[Scene, list[Answer]]:
    scene = Scene.at(tmp_path_factory.mktemp("sound"))
    make(scene.shop)
    hand_in(scene.given)
    return scene, scene.meet()


def test_each_does_its_work_on_a_sound_folder(answers: tuple[Scene, list[Answer]]) -> None:
    scene, found = answers
    hold(scene, found)
    refused = [it for it in found if it.exit_code == ExitCode.USAGE]
    assert [it.name for it in refused] == [f"verify {CODE}"], [it.stderr for it in refused]
