from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path

import pytest

from policykit.library.additions import Entry
from policykit.model.errors import PolicykitError, SourceError
from policykit.model.rewrite import Rewrite
from policykit.recording import one_at_a_time, planned, record, write

RECORD = "policies/greeting.record.yaml"
FIRST = "# ours\nreviews:\n  - date: 2026-01-01 # by hand\n    by: a-1\n"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    (tmp_path / "policies").mkdir()
    (tmp_path / "policykit.yaml").write_text("format: 1\n", encoding="utf-8")
    (tmp_path / "policies/greeting.yaml").write_text("id: greeting\n", encoding="utf-8")
    return tmp_path


def _review(by: str) -> Entry:
    return Entry("reviews", {"date": "2026-11-22", "by": by})


def test_a_new_record_says_where_its_schema_is(root: Path) -> None:
    (root / "schemas").mkdir()
    (root / "schemas/record.schema.json").write_text("{}", encoding="utf-8")
    record(root, {"greeting": [_review("a-1")]})
    assert (root / RECORD).read_text(encoding="utf-8") == (
        "# yaml-language-server: $schema=../schemas/record.schema.json\n"
        "reviews:\n  - date: 2026-11-22\n    by: a-1\n"
    )


def test_a_plan_writes_nothing(root: Path) -> None:
    (root / RECORD).write_text(FIRST, encoding="utf-8")
    (found,) = record(root, {"greeting": [_review("a-2")]}, writes=False)
    assert (found.path, found.before) == (RECORD, FIRST.encode())
    assert found.after.decode() == f"{FIRST}  - date: 2026-11-22\n    by: a-2\n"
    assert (root / RECORD).read_text(encoding="utf-8") == FIRST


def test_what_is_there_is_not_noted_again(root: Path) -> None:
    assert [each.path for each in record(root, {"greeting": [_review("a-1")]})] == [RECORD]
    assert record(root, {"greeting": [_review("a-1")]}) == ()


NONSENSE = {
    "no list": ("# x\nreviews: yes\n", ":2:", "reviews: yes", "         ^^^"),
    "a name": (
        "reviews:\n  - {date: 2026-01-01, by: Ann Lee}\n",
        ":2:",
        "  - {date: 2026-01-01, by: Ann Lee}",
        "                           ^^^^^^^",
    ),
    "broken": ("reviews:\n  - date: 2026-01-01\n   by: a-1\n", ":3:", "   by: a-1", "^"),
    "a key twice": (
        "reviews:\n  - date: 2026-01-01\n    by: a-1\n    by: a-2\n",
        ":4:",
        "by: a-2",
        "^^",
    ),
}


@pytest.mark.parametrize(("text", "at", "line", "mark"), NONSENSE.values(), ids=NONSENSE.keys())
def test_a_record_edited_into_nonsense_is_told_and_left_alone(
    root: Path, text: str, at: str, line: str, mark: str
) -> None:
    (root / RECORD).write_text(text, encoding="utf-8")
    with pytest.raises(SourceError) as caught:
        record(root, {"greeting": [_review("a-2")]})
    assert caught.value.context.startswith(f"{RECORD}{at}")
    assert line in caught.value.excerpt[0]
    assert mark in caught.value.excerpt[1]
    assert (root / RECORD).read_text(encoding="utf-8") == text


@pytest.mark.parametrize("text", ["", "\n", "# ours\n\n  # and yours\n", "\ufeff# ours\r\n"])
def test_a_record_that_says_nothing_yet_is_added_to(root: Path, text: str) -> None:
    (root / RECORD).write_bytes(text.encode())
    record(root, {"greeting": [_review("a-1")]})
    after = (root / RECORD).read_bytes().decode()
    end = "\r\n" if "\r\n" in text else "\n"
    assert after == text + f"reviews:{end}  - date: 2026-11-22{end}    by: a-1{end}"


def test_without_a_folder_nothing_is_recorded(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="This folder cannot be opened"):
        record(tmp_path / "gone", {})


def test_one_bad_record_keeps_all_from_being_written(root: Path) -> None:
    (root / "policies/parting.yaml").write_text("id: parting\n", encoding="utf-8")
    (root / "policies/parting.record.yaml").write_text("reviews: 7\n", encoding="utf-8")
    with pytest.raises(SourceError):
        record(root, {"greeting": [_review("a-2")], "parting": [_review("a-2")]})
    assert not (root / RECORD).exists()


def test_a_policy_that_is_not_there_has_no_record(root: Path) -> None:
    (root / "policies/gone.record.yaml").write_text(FIRST, encoding="utf-8")
    with pytest.raises(SourceError, match="The policy gone is not among"):
        planned(root, {"gone": [_review("a-2")]})


def test_what_was_written_before_the_trouble_is_told(root: Path) -> None:
    rewrites = (Rewrite(RECORD, b"", b"a: 1\n"), Rewrite("policies/greeting.yaml", b"old", b"new"))
    with pytest.raises(PolicykitError) as caught:
        write(root, rewrites)
    assert f"written before: {RECORD}" in caught.value.context
    assert (root / "policies/greeting.yaml").read_bytes() == b"id: greeting\n"


_STAMP = """
import sys
from pathlib import Path
from policykit.library.additions import Entry
from policykit.recording import record
root, who = Path(sys.argv[1]), sys.argv[2]
for day in range(1, 13):
    record(root, {"greeting": [Entry("reviews", {"date": f"2026-01-{day:02}", "by": who})]})
"""


def test_two_people_who_stamp_at_once_lose_nothing(root: Path) -> None:
    (root / RECORD).write_text(FIRST, encoding="utf-8")
    people = [
        subprocess.Popen([sys.executable, "-c", _STAMP, str(root), who], stderr=subprocess.PIPE)
        for who in ("b-1", "b-2")
    ]
    for each in people:
        assert each.communicate(timeout=60)[1] == b""
        assert each.returncode == 0
    text = (root / RECORD).read_text(encoding="utf-8")
    assert text.startswith(FIRST)
    assert [text.count(f"    by: {who}\n") for who in ("b-1", "b-2")] == [12, 12]
    assert {each.name for each in root.iterdir()} == {"policies", "policykit.yaml"}


_HOLD = """
import sys, time
from pathlib import Path
from policykit.recording import one_at_a_time
with one_at_a_time(Path(sys.argv[1])):
    print("held", flush=True)
    time.sleep(0.6)
"""


def test_one_waits_until_the_other_is_done(root: Path) -> None:
    with subprocess.Popen(
        [sys.executable, "-c", _HOLD, str(root)], stdout=subprocess.PIPE, text=True
    ) as other:
        assert other.stdout is not None
        assert other.stdout.readline() == "held\n"
        start = time.monotonic()
        with one_at_a_time(root):
            waited = time.monotonic() - start
    assert waited > 0.2


def test_whoever_waits_too_long_is_told(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("policykit.recording._LONGEST_WAIT", 0.05)
    with (
        one_at_a_time(root),
        pytest.raises(PolicykitError, match="Somebody else is writing"),
        one_at_a_time(root),
    ):
        pass
