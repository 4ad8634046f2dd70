from __future__ import annotations

from pathlib import Path

import pytest

from policykit import writing
from policykit.model.errors import PolicykitError
from policykit.model.file_change import FileChange
from policykit.writing import write_changes


def test_a_file_made_by_somebody_else_just_now_stays(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is not there when all is looked at, and is when all is laid ready."""
    theirs = tmp_path / "policies" / "returns.yaml"
    laid_ready = writing._laid_ready

    def meanwhile(plan: object, target: Path) -> Path:
        made = laid_ready(plan, target)  # type: ignore[arg-type] # handed on as it came
        theirs.write_text("theirs", encoding="utf-8")
        return made

    monkeypatch.setattr(writing, "_laid_ready", meanwhile)
    with pytest.raises(PolicykitError, match="file exists"):
        write_changes(tmp_path, [FileChange("", "policies/returns.yaml", b"", b"ours")])
    assert theirs.read_text(encoding="utf-8") == "theirs"
    assert list(theirs.parent.iterdir()) == [theirs]


def test_files_take_the_names_of_each_other(tmp_path: Path) -> None:
    for name in ("a", "b"):
        (tmp_path / name).write_text(name, encoding="utf-8")
    write_changes(tmp_path, [FileChange("a", "b", b"a", b"a"), FileChange("b", "c", b"b", b"b")])
    there = {each.name: each.read_text(encoding="utf-8") for each in tmp_path.iterdir()}
    assert there == {"b": "a", "c": "b"}
