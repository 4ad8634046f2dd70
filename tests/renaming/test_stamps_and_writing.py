"""What is kept beside names: stamps of texts that name something, and files that cannot be written."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from tests.renaming.shop import OTHER, files, make_shop
from tests.sources.repositories import INHERITED, SCRUBBED, new_repository
from tests.support.program import ROOT

from policykit.library.walk import walk
from policykit.library.words import stamp
from policykit.model.document import Origin
from policykit.model.errors import PolicykitError
from policykit.model.policy_shape import POLICY
from policykit.recording import record
from policykit.renaming import rename
from policykit.report.patch import patch_of_files
from policykit.reviewing import ReviewRequest, reviews
from policykit.stamping import texts
from policykit.suspected import looked
from policykit.yamlsource import read

TODAY = date(2026, 11, 21)

_WORDS = """\
translates: other
locale: sv
statements:
  greet: Se [pengar](returns.refund) och [allt](returns) inom {returns.refund-time}.
translated_from:
  statements.greet: GREET
  related: s-01234567
"""


def _greeting(text: str) -> str:
    document, _ = read(text.encode(), Origin("policies/other.yaml", ""))
    found = walk(document.data, POLICY)
    return next(stamp(each, {}) for each in found.texts if each.address == "statements.greet")


@pytest.fixture
def shop(tmp_path: Path) -> Path:
    return make_shop(
        tmp_path / "shop", **{"policies/other.sv.yaml": _WORDS.replace("GREET", _greeting(OTHER))}
    )


RENAMES = pytest.mark.parametrize(
    "asked", ["returns refunds", "returns.refund pay", "returns.refund-time t"]
)


@RENAMES
def test_words_that_were_fresh_are_fresh(shop: Path, asked: str) -> None:
    rename(shop, *asked.split())
    now = _greeting((shop / "policies/other.yaml").read_text("utf-8"))
    assert now != _greeting(OTHER)
    assert f"statements.greet: {now}\n  related: s-01234567\n" in (
        shop / "policies/other.sv.yaml"
    ).read_text("utf-8")


@RENAMES
def test_what_was_looked_at_is_as_it_was(shop: Path, asked: str) -> None:
    (shop / "policies/returns.record.yaml").unlink()
    known = texts(shop)
    record(
        shop,
        {
            name: looked(shop, known, known.facts[name], frozenset())
            for name in ("returns", "other")
        },
    )
    before = _seen(shop)
    assert len(before) > 3
    rename(shop, *asked.split())
    assert list(_seen(shop).values()) == list(before.values())
    report = reviews(ReviewRequest(root=shop), lambda _: TODAY)
    assert report.suspects == ()


def _seen(shop: Path) -> dict[tuple[str, str, str], str]:
    return {
        (path.name, item, target): digest
        for path in sorted(shop.glob("policies/*.record.yaml"))
        for item, below in _data(path)["seen"].items()
        for target, digest in below.items()
    }


def _data(path: Path) -> dict[str, Any]:
    data = read(path.read_bytes(), Origin(path.name, ""))[0].data
    assert isinstance(data, dict)
    return data


def test_stale_words_stay_stale(shop: Path) -> None:
    place = shop / "policies/other.sv.yaml"
    place.write_text(_WORDS.replace("GREET", "s-77777777"), "utf-8")
    rename(shop, "returns", "refunds")
    assert "statements.greet: s-77777777\n" in place.read_text("utf-8")


_CHILD = """\
format: 1
framework: child
title: Child
applies_when: {always: true}
extends: [house]
requirements:
  - id: smile
    area: phone
    requirement: Smile.
    severity: warning
    needs:
      - any_of:
          - statement: {covers: child.greet}
"""


def test_what_is_inherited_has_the_new_name_too(shop: Path) -> None:
    child = shop / "schemas/frameworks/child.yaml"
    child.write_text(_CHILD, "utf-8")
    rename(shop, "house.greet", "hello")
    assert child.read_text("utf-8") == _CHILD.replace("child.greet", "child.hello")
    child.write_text(_CHILD.replace("id: smile", "id: hello"), "utf-8")
    with pytest.raises(PolicykitError, match="in place of that of house"):
        rename(shop, "house.hello", "greet")


def test_the_record_of_the_organisation_has_the_new_name_too(shop: Path) -> None:
    record = shop / "policies/organisation.record.yaml"
    text = (
        "law_checked:  # by hand\n  date: 2026-01-01\n  by: head-of-customer-service\n"
        "  except: {house.greet: 2026-01-02}\n"
    )
    record.write_text(text, "utf-8")
    rename(shop, "house.greet", "hello")
    assert record.read_text("utf-8") == text.replace("house.greet", "house.hello")


def test_what_stands_in_the_way_stops_all(shop: Path) -> None:
    (shop / "policies/refunds.sv.yaml").write_text("translates: refunds\n", "utf-8")
    before = files(shop)
    with pytest.raises(PolicykitError, match="files of a policy refunds already"):
        rename(shop, "returns", "refunds")
    assert files(shop) == before


@pytest.mark.skipif(os.name == "nt", reason="permissions are others there")
def test_a_link_out_of_the_repository_is_left_alone(shop: Path, tmp_path: Path) -> None:
    outside = tmp_path / "other.yaml"
    outside.write_text(OTHER, "utf-8")
    (shop / "policies/other.yaml").unlink()
    (shop / "policies/other.yaml").symlink_to(outside)
    before = files(shop)
    with pytest.raises(PolicykitError, match="it leads out of the repository"):
        rename(shop, "returns", "refunds")
    assert outside.read_text("utf-8") == OTHER
    assert files(shop) == before


def test_a_file_changed_meanwhile_stops_all(shop: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from policykit import renaming
    from policykit.writing import write_changes

    def meanwhile(root: Path, changes: object) -> None:
        (root / "policies/other.yaml").write_text(OTHER + "# new\n", "utf-8")
        write_changes(root, changes)  # type: ignore[arg-type] # handed on as it came

    before = files(shop)
    monkeypatch.setattr(renaming, "write_changes", meanwhile)
    with pytest.raises(PolicykitError, match="Somebody changed this file just now"):
        rename(shop, "returns", "refunds")
    assert files(shop) == before | {"policies/other.yaml": OTHER + "# new\n"}


def test_a_step_that_fails_is_told_with_what_was_done(
    shop: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept = Path.replace
    calls: list[str] = []

    def failing(self: Path, target: Path) -> Path:
        calls.append(target.name)
        if len(calls) == 3:
            raise OSError(28, "No space left on device")
        return kept(self, target)

    monkeypatch.setattr(Path, "replace", failing)
    with pytest.raises(PolicykitError, match="no space left on device") as failed:
        rename(shop, "returns.refund-time", "pay-time")
    assert f"Done: docs/{calls[0]}, policies/{calls[1]}." in failed.value.message
    assert f"policies/{calls[2]}" in failed.value.context
    assert not [each for each in shop.rglob(".*") if each.is_file()]


def test_git_takes_the_patch_that_is_shown(shop: Path, tmp_path: Path) -> None:
    repository = new_repository(shop)
    repository.commit("One", {})
    outcome = rename(shop, "returns", "refunds", writes=False)
    (tmp_path / "shown.patch").write_bytes(patch_of_files(outcome.changes).encode())
    copy = tmp_path / "copy"
    shutil.copytree(shop, copy)
    new_repository(copy).git("apply", str(tmp_path / "shown.patch"))
    rename(shop, "returns", "refunds")
    assert files(copy) == files(shop)


def test_a_merge_with_a_rename_on_one_side(shop: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in SCRUBBED.items():
        monkeypatch.setenv(name, value)
    for name in INHERITED:
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("PYTHONPATH", str(ROOT / "src"))
    repository = new_repository(shop)
    driver = f"{sys.executable} -m policykit merge-driver %O %A %B %P --marker-size %L"
    repository.git("config", "merge.policykit.driver", driver)
    repository.commit("One", {".gitattributes": "policies/**/*.yaml merge=policykit\n"})
    before = _names_that_lead_nowhere(shop)
    repository.git("switch", "--quiet", "--create", "names")
    rename(shop, "returns.refund", "pay-back")
    rename(shop, "returns", "refunds")
    repository.commit("Names", {})
    repository.git("switch", "--quiet", "main")
    text = (shop / "policies/returns.yaml").read_text("utf-8")
    longer = text.replace("deadline: 14 days", "deadline: 10 days")
    repository.commit("Sooner", {"policies/returns.yaml": longer})
    repository.git("merge", "--quiet", "--no-edit", "names")
    merged = (shop / "policies/refunds.yaml").read_text("utf-8")
    assert "deadline: 10 days" in merged
    assert "former_ids: [returns]" in merged
    assert "former_ids: [refund]" in merged
    assert not (shop / "policies/returns.yaml").exists()
    assert _names_that_lead_nowhere(shop) == before


def _names_that_lead_nowhere(shop: Path) -> list[str]:
    arguments = ("lint", "--select", "REF,STR,TRN", "--format", "concise", "--no-cache")
    done = subprocess.run(
        [sys.executable, "-m", "policykit", *arguments],
        cwd=shop,
        check=False,
        capture_output=True,
        text=True,
    )
    return sorted(line.split(" ")[1] for line in done.stdout.splitlines() if ": " in line)
