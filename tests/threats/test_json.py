"""Y19, Y20: JSON that is handed in and swells, and policies no thing of which is found again."""

from __future__ import annotations

import base64
import json
import zlib
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

import pytest
from tests.cli.conftest import make_small
from tests.sources.repositories import new_repository
from tests.threats.attack import Scene, hold
from tests.threats.calls import Call

EMPTY: Final = {
    "maps": b"{}",
    "lists": b"[]",
    "maps in maps": b'{"a":' * 20 + b"0" + b"}" * 20,
    "numbers": b"1000",
}
BYTES: Final = 18_000_000


def _swollen(value: bytes) -> bytes:
    return b"[" + b",".join([value] * (BYTES // (len(value) + 1))) + b"]"


@pytest.mark.parametrize("name", EMPTY)
def test_y19_json_that_swells_is_refused(tmp_path: Path, name: str) -> None:
    scene = Scene.at(tmp_path)
    make_small(scene.shop)
    swollen = _swollen(EMPTY[name])
    (scene.shop / "policykit.yaml").write_text(
        "format: 1\nframeworks: []\nlint: {baseline: known.json}\n", encoding="utf-8"
    )
    (scene.shop / "known.json").write_bytes(b'{"format":1,"findings":[],"x":' + swollen + b"}")
    (scene.given / "issues.json").write_bytes(swollen)
    (scene.given / "lint-1.json").write_bytes(b'{"shard":' + swollen + b"}")

    answers = scene.meet(
        [
            Call(("lint",)),
            Call(("merge-reports", "{given}/lint-1.json")),
            Call(("remarks", "{given}/issues.json")),
        ]
    )

    hold(scene, answers)
    assert [answer.exit_code for answer in answers] == [2, 2, 2]
    assert all(" values" in answer.stderr for answer in answers)


@pytest.mark.parametrize("name", EMPTY)
def test_y19_a_packed_part_of_a_report_that_swells_is_refused(tmp_path: Path, name: str) -> None:
    scene = Scene.at(tmp_path)
    make_small(scene.shop)
    shard = "{given}/lint-1.json"
    made = scene.meet([Call(("lint", "--shard", "1/1", "--format", f"json:{shard}"))])
    assert made[0].exit_code == 0, made[0].stderr
    report = json.loads((scene.given / "lint-1.json").read_bytes())
    packed = base64.b64encode(zlib.compress(_swollen(EMPTY[name]), 9)).decode()
    report["shard"]["judged"] = [packed]
    (scene.given / "lint-1.json").write_text(json.dumps(report), encoding="utf-8")

    answers = scene.meet([Call(("merge-reports", shard))])

    hold(scene, answers)
    assert answers[0].exit_code == 2
    assert "cannot be unpacked" in answers[0].stderr


def _renamed(count: int, words: int, name: str) -> str:
    """A policy of statements that say nearly the same under ids of their own."""
    items = [
        f"  - id: {name}-{number}\n    must: {' '.join(f'w{number + each}' for each in range(words))}.\n"
        for number in range(count)
    ]
    return f"format: 1\nid: returns\ntitle: Returns\nversion: 1.0.0\nstatements:\n{''.join(items)}"


@pytest.mark.parametrize(("count", "words"), [(4_000, 12), (420, 300)])
def test_y20_what_is_not_found_again_takes_no_minutes(
    tmp_path: Path, count: int, words: int
) -> None:
    scene = Scene.at(tmp_path)
    repository = new_repository(make_small(scene.shop))
    days = (datetime(2026, 11, day, 12, tzinfo=UTC) for day in (1, 2))
    for name, day in zip(("old", "new"), days, strict=True):
        repository.commit(name, {"policies/returns.yaml": _renamed(count, words, name)}, day)

    answers = scene.meet(
        [
            Call(("diff", "HEAD~1..HEAD", "--format", "json:{out}/diff.json")),
            Call(("changelog", "HEAD~1..HEAD", "--output", "{out}/changelog.md")),
            Call(("bump", "returns", "--base", "HEAD~1", "--dry-run")),
            Call(("lint", "--against", "HEAD~1", "--format", "concise")),
        ]
    )

    hold(scene, answers)
    changes = json.loads((scene.out / "diff.json").read_bytes())
    assert str(changes).count("statement-added") >= count
