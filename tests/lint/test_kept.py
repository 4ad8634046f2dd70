"""A run that remembers says what a run that does not would say, after whatever change."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings, strategies as st
from tests.cli.conftest import SMALL, make_small
from tests.support.program import SOURCE, scrubbed

from policykit import api
from policykit.cache import FILE_NAME, Cache
from policykit.model.errors import SettingsError
from policykit.model.report import BaselineRequest, FindingsReport
from policykit.sources.port import Entry
from policykit.sources.worktree import WorkTree
from policykit.yamlsource import read as read_yaml

DAY = date(2026, 11, 21)

POLICY = """\
format: 1
id: {id}
title: About {id}
areas: [phone]
status: draft
version: 0.1.0
effective: 2026-12-01
owner: head-of-customer-service
terms:
  wait-{id}: {{deadline: 2 days, from: call-offered}}
statements:
  # policykit: ignore[WRD001] It is meant to be vague
  - id: soon
    must: Answer {{wait-{id}}} soon, in a timely manner. Mail a.person@example.com.
  - id: elsewhere
    must: Do as in [the other](phone-manners.greet).
"""

WORDS = """\
format: 1
translates: returns
locale: sv
title: Om returer
"""

RECORD = """\
format: 1
reviews:
  - {date: 2026-01-05, by: a-21}
"""


ASSESSMENT = """\
format: 1
assessment: phone
date: 2026-11-20
answers:
  - {requirement: core-service.one-standard, score: none}
"""

ONE_WAY = """\
format: 1
frameworks: []
lint:
  custom_rules:
    one-way:
      code: OWN101
      message: We say it one way.
      consistency: {either: [give], or: [mail], within: all-policies}
"""


@dataclass(frozen=True)
class Edit:
    """One change of one file: what stands there instead, None where it goes."""

    path: str
    content: str | None


EDITS = (
    Edit("policies/returns.yaml", POLICY.format(id="returns")),
    Edit("policies/returns.yaml", POLICY.format(id="returns").replace("soon,", "at once,")),
    Edit("policies/returns.yaml", POLICY.format(id="returns").replace("2 days", "0 days")),
    Edit("policies/returns.yaml", "format: 1\nid: returns\ntitle: ‘open\n  areas: [\n"),
    Edit("policies/returns.yaml", POLICY.format(id="phone-manners")),
    Edit("policies/returns.next.yaml", POLICY.format(id="returns").replace("0.1.0", "0.2.0")),
    Edit("policies/returns.next.yaml", None),
    Edit("policies/returns.sv.yaml", WORDS),
    Edit("policies/returns.sv.yaml", WORDS.replace("title:", "titel:")),
    Edit("policies/returns.sv.yaml", None),
    Edit("policies/returns.de.yaml", WORDS.replace("sv", "de")),
    Edit("policies/returns.record.yaml", RECORD),
    Edit("policies/returns.record.yaml", RECORD.replace("a-21", "nobody@example.com")),
    Edit("policies/returns.record.yaml", None),
    Edit("policies/phone-manners.yaml", SMALL),
    Edit("policies/phone-manners.yaml", SMALL.replace("greet", "hello")),
    Edit("policies/phone-manners.yaml", SMALL.replace("draft", "active")),
    Edit("policies/sub/returns.yaml", POLICY.format(id="returns")),
    Edit("policies/sub/returns.yaml", None),
    Edit("policykit.yaml", "format: 1\nframeworks: []\n"),
    Edit("policykit.yaml", "format: 1\nframeworks: []\nlint:\n  rules:\n    WRD001: error\n"),
    Edit("policykit.yaml", "format: 1\nframeworks: []\nlocales: {source: en, others: [sv]}\n"),
    Edit("policykit.yaml", "format: 1\nframeworks: [core-service]\n"),
    Edit("policykit.yaml", "format: 1\nframeworks: [\n"),
    Edit("policykit.yaml", ONE_WAY),
    Edit("schemas/areas.yaml", "format: 1\nareas: {}\n"),
    Edit("schemas/areas.yaml", "format: 1\nareas:\n  phone: {title: Phone, order: 10}\n"),
    Edit("policies/organisation.yaml", "format: 1\nname: Other Shop\ntime_zone: Europe/London\n"),
    Edit("policies/organisation.yaml", None),
    Edit("policies/stray.txt.yaml", "format: 1\n"),
    Edit("policies/stray.txt.yaml", None),
    Edit("policies/assessments/2026-11-phone.yaml", ASSESSMENT),
    Edit("policies/assessments/2026-11-phone.yaml", ASSESSMENT.replace("11-20", "12-20")),
)
WHO = ("-c", "user.name=a", "-c", "user.email=a@example.com")

AT_ONCE = -(10**12)
"""Files count as settled the moment they are written: what an older file is to a later run."""

DAYS = (DAY, date(2027, 6, 1), date(2025, 1, 1))


def make(root: Path) -> Path:
    make_small(root)
    for edit in (EDITS[0], EDITS[7], EDITS[11]):
        (root / edit.path).write_text(str(edit.content), encoding="utf-8")
    return root


def apply(root: Path, edit: Edit) -> None:
    place = root / edit.path
    if edit.content is None:
        place.unlink(missing_ok=True)
    else:
        place.parent.mkdir(exist_ok=True)
        place.write_text(edit.content, encoding="utf-8")


def check(request: api.LintRequest, cache: Path | None, day: date = DAY) -> FindingsReport | str:
    """The report, or what is wrong with the call."""
    try:
        return api.lint(replace(request, cache=cache), lambda _: day)
    except SettingsError as trouble:
        return str(trouble)


class Counter:
    """Counts the files that are parsed."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.paths: list[str] = []

        def counted(content: bytes, origin: object) -> object:
            self.paths.append(origin.path)  # type: ignore[attr-defined]  # an Origin
            return read_yaml(content, origin)  # type: ignore[arg-type]  # an Origin

        monkeypatch.setattr("policykit.library.load.read_yaml", counted)

    def of_policies(self) -> list[str]:
        found = [path for path in self.paths if path.startswith("policies/")]
        self.paths.clear()
        return [path for path in found if "organisation" not in path]


@settings(max_examples=12)
@given(
    steps=st.lists(
        st.tuples(st.sampled_from(EDITS), st.sampled_from(DAYS), st.integers(0, 3)),
        min_size=2,
        max_size=5,
    ),
    settled=st.booleans(),
)
def test_it_says_what_a_fresh_run_says_after_any_edits(
    tmp_path_factory: pytest.TempPathFactory, steps: list[tuple[Edit, date, int]], settled: bool
) -> None:
    root = make(tmp_path_factory.mktemp("shop"))
    cache = tmp_path_factory.mktemp("cache")
    requests = (
        api.LintRequest(root=root, allow_empty=True),
        api.LintRequest(root=root, allow_empty=True, paths=("policies/phone-manners.yaml",)),
        api.LintRequest(root=root, allow_empty=True, select=("WRD", "REF")),
        api.LintRequest(root=root, allow_empty=True, obey_suppressions=False),
    )
    with pytest.MonkeyPatch.context() as patch:
        if settled:
            patch.setattr("policykit.sources.stamped.SETTLED", AT_ONCE)
        for edit, day, which in steps:
            apply(root, edit)
            fresh = check(requests[which], None, day)
            assert check(requests[which], cache, day) == fresh
            assert check(requests[which], cache, day) == fresh


def test_a_run_over_the_same_files_reads_none_of_them(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("policykit.sources.stamped.SETTLED", AT_ONCE)
    request = api.LintRequest(root=make(tmp_path / "shop"))
    first = check(request, tmp_path / "cache")
    counter = Counter(monkeypatch)

    assert check(request, tmp_path / "cache") == first
    assert counter.paths == []

    later = check(request, tmp_path / "cache", DAYS[1])
    assert counter.paths != []
    assert isinstance(later, FindingsReport)
    assert later.today == DAYS[1].isoformat()


def test_a_run_is_made_anew_when_a_preface_changes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("policykit.sources.stamped.SETTLED", AT_ONCE)
    root = make(tmp_path / "shop")
    with (root / "policykit.yaml").open("a", encoding="utf-8") as settings:
        settings.write("handbooks: {staff: {preface: docs/welcome.md}}\n")
    request = api.LintRequest(root=root)
    (root / "docs").mkdir()
    for name, is_there in (("welcome.md", False), ("welcome.en.md", True)):
        before = check(request, tmp_path / "cache")
        assert isinstance(before, FindingsReport)
        assert ("REF005" not in {each.code for each in before.findings}) is is_there
        (root / "docs" / name).write_text("We answer.\n", encoding="utf-8")
        counter = Counter(monkeypatch)
        now = check(request, tmp_path / "cache")
        assert isinstance(now, FindingsReport)
        assert now.findings == tuple(each for each in before.findings if each.code != "REF005")
        before = now
        assert counter.paths != []
        counter.paths.clear()
        assert check(request, tmp_path / "cache") == before
        assert counter.paths == []


def test_a_file_changed_a_moment_ago_is_read_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    request = api.LintRequest(root=make(tmp_path / "shop"))
    check(request, tmp_path / "cache")
    counter = Counter(monkeypatch)

    check(request, tmp_path / "cache")

    assert counter.paths != []


@pytest.mark.parametrize(
    "change",
    [
        {"paths": ("policies/returns.yaml",)},
        {"select": ("WRD",)},
        {"ignore": ("WRD001",)},
        {"extend_select": ("WRD",)},
        {"obey_suppressions": False},
        {"baseline": BaselineRequest(write=True, file=Path("known.json"))},
    ],
    ids=str,
)
def test_another_call_is_another_run(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, change: dict[str, object]
) -> None:
    monkeypatch.setattr("policykit.sources.stamped.SETTLED", AT_ONCE)
    request = api.LintRequest(root=make(tmp_path / "shop"))
    other = replace(request, **change)  # type: ignore[arg-type]  # fields by name
    check(request, tmp_path / "cache")

    assert check(other, tmp_path / "cache") == check(other, None)


@pytest.mark.parametrize("kept", [False, True], ids=["nothing kept", "kept"])
def test_more_workers_say_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kept: bool
) -> None:
    monkeypatch.setattr("policykit.linting.WORTH_IT", 1)
    request = api.LintRequest(root=make(tmp_path / "shop"))
    for name in ("first", "second", "third"):
        # A file with a comment to lint would be read again for its place.
        text = POLICY.format(id=name).replace("# policykit: ignore[WRD001]", "# no comment:")
        apply(request.root, Edit(f"policies/{name}.yaml", text))
    # One file with a slip is looked at by the process that gathers.
    apply(request.root, Edit("policies/second.yaml", "format: 1\nid: second\n  title: x\n"))
    alone = check(request, None)
    counter = Counter(monkeypatch)

    together = check(replace(request, workers=2), tmp_path / "cache" if kept else None)

    assert together == alone
    assert "policies/third.yaml" not in counter.paths, "another process has read it"
    if kept:
        assert check(request, tmp_path / "cache") == alone
        assert "policies/third.yaml" not in counter.of_policies()


def test_what_did_not_change_is_not_read_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    request = api.LintRequest(root=make(tmp_path / "shop"), select=("KPI",))
    counter = Counter(monkeypatch)
    check(request, tmp_path / "cache")
    assert len(counter.of_policies()) == 4

    check(request, tmp_path / "cache")
    assert counter.of_policies() == ["policies/returns.yaml"], "it holds a comment to lint"

    apply(request.root, EDITS[16])
    check(request, tmp_path / "cache")
    assert counter.of_policies() == ["policies/phone-manners.yaml", "policies/returns.yaml"]


def test_an_assessment_says_nothing_of_policies(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    request = api.LintRequest(root=make(tmp_path / "shop"), select=("PRA", "STR001"))
    check(request, tmp_path / "cache")
    counter = Counter(monkeypatch)
    told = []
    for edit in EDITS[-2:]:
        apply(request.root, edit)
        report = check(request, tmp_path / "cache")
        assert isinstance(report, FindingsReport)
        told.append([finding.code for finding in report.findings])
        assert counter.of_policies() == [edit.path, "policies/returns.yaml"]
    assert told == [["PRA002"], ["PRA003", "STR001", "PRA002"]]


def test_neighbours_of_one_file_are_not_read_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = make(tmp_path / "shop")
    request = api.LintRequest(root=root, paths=("policies/phone-manners.yaml",), select=("KPI",))
    check(request, tmp_path / "cache")
    counter = Counter(monkeypatch)
    apply(root, EDITS[16])

    check(request, tmp_path / "cache")

    assert counter.of_policies() == ["policies/phone-manners.yaml"]


@pytest.mark.parametrize(
    ("paths", "later"),
    [((), ["policies/phone-manners.yaml"]), (("policies/returns.yaml",), [])],
    ids=["all", "one"],
)
def test_what_is_noted_of_policies_is_kept(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    paths: tuple[str, ...],
    later: list[str],
) -> None:
    root = make(tmp_path / "shop")
    apply(root, Edit("policykit.yaml", ONE_WAY))
    request = api.LintRequest(root=root, paths=paths, select=("OWN",))
    before = check(request, tmp_path / "cache")
    counter = Counter(monkeypatch)
    apply(root, Edit("policies/returns.yaml", POLICY.format(id="returns") + "summary: Mail us.\n"))

    after = check(request, tmp_path / "cache")

    others = [path for path in counter.of_policies() if "returns" not in path]
    assert others == ["policies/phone-manners.yaml"], "for the line it stands in alone"
    assert isinstance(before, FindingsReport)
    assert isinstance(after, FindingsReport)
    assert [each.location.path for each in before.findings] == ["policies/returns.yaml"]
    assert [each.location.path for each in after.findings] == later
    assert after == check(request, None)


def test_what_could_not_be_read_once_is_not_recalled(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("policykit.sources.stamped.SETTLED", AT_ONCE)
    request = api.LintRequest(root=make(tmp_path / "shop"))
    fresh = check(request, None)
    with monkeypatch.context() as patch:
        patch.setattr("policykit.sources.worktree._up_to_limit", _too_many_open)
        failed = check(request, tmp_path / "cache")

    assert failed != fresh
    assert check(request, tmp_path / "cache") == fresh


def _too_many_open(_: object) -> bytes:
    raise OSError(24, "Too many open files")


def test_a_file_saved_while_it_is_read_is_kept_as_what_was_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("policykit.sources.stamped.SETTLED", AT_ONCE)
    request = api.LintRequest(root=make(tmp_path / "shop"))
    first = check(request, tmp_path / "cache")
    listed = WorkTree.entries

    def then_saved(tree: WorkTree) -> Sequence[Entry]:
        entries = listed(tree)
        apply(request.root, EDITS[16])
        return entries

    apply(request.root, EDITS[1])
    with monkeypatch.context() as patch:
        patch.setattr(WorkTree, "entries", then_saved)
        check(request, tmp_path / "cache")
    apply(request.root, EDITS[14])
    apply(request.root, EDITS[0])

    assert check(request, tmp_path / "cache") == first == check(request, None)


def test_what_policies_stand_in_counts(tmp_path: Path) -> None:
    request = api.LintRequest(root=make(tmp_path / "shop"), select=("WRD013",))
    place = request.root / "policies" / "organisation.yaml"
    apply(request.root, Edit("policies/phone-manners.yaml", SMALL.replace("your first", "a")))
    before = check(request, tmp_path / "cache")
    glossary = "glossary:\n  call: {term: call, meaning: A call by phone., synonyms: [name]}\n"
    place.write_text(place.read_text(encoding="utf-8") + glossary, encoding="utf-8")

    after = check(request, tmp_path / "cache")

    assert isinstance(after, FindingsReport)
    assert [finding.code for finding in after.findings] == ["WRD013"]
    assert after != before


def test_another_program_starts_anew(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    request = api.LintRequest(root=make(tmp_path / "shop"))
    check(request, tmp_path / "cache")
    counter = Counter(monkeypatch)
    monkeypatch.setattr("policykit.cache.program", lambda _: "another")

    check(request, tmp_path / "cache")

    assert set(counter.of_policies()) >= {"policies/returns.yaml", "policies/phone-manners.yaml"}


def _holding(content: bytes) -> Callable[[Path], None]:
    def run(place: Path) -> None:
        place.write_bytes(content)

    return run


def _cut(place: Path) -> None:
    place.write_bytes(place.read_bytes()[:5000])


def _overwritten(place: Path) -> None:
    content = bytearray(place.read_bytes())
    content[4096:] = b"\xa5" * (len(content) - 4096)
    place.write_bytes(bytes(content))


def _statement(text: str) -> Callable[[Path], None]:
    def run(place: Path) -> None:
        file = sqlite3.connect(place)
        file.execute(text)
        file.commit()
        file.close()

    return run


def _other_table(place: Path) -> None:
    place.unlink()
    _statement("CREATE TABLE kept (something TEXT)")(place)


def _folder(place: Path) -> None:
    place.unlink()
    place.mkdir()


def _link(place: Path) -> None:
    other = place.with_name("other")
    place.rename(other)
    place.symlink_to(other)


HARM: dict[str, Callable[[Path], None]] = {
    "empty": _holding(b""),
    "not a database": _holding(b"hello " * 1000),
    "cut off": _cut,
    "overwritten": _overwritten,
    "another table": _other_table,
    "values of text": _statement("UPDATE kept SET value = 'x'"),
    "no values": _statement("UPDATE kept SET value = NULL"),
    "values cut short": _statement("UPDATE kept SET value = substr(value, 1, 40)"),
    "a bit changed": _statement(
        "UPDATE kept SET value = CAST(substr(value, 1, 30) || x'00' || substr(value, 32) AS BLOB)"
    ),
    "all values the same": _statement(
        "UPDATE kept SET value = (SELECT value FROM kept ORDER BY number LIMIT 1)"
    ),
    "a folder": _folder,
    "a link": _link,
}


@pytest.mark.parametrize("harm", HARM.values(), ids=HARM)
def test_what_is_torn_or_foreign_is_as_if_not_there(
    tmp_path: Path, harm: Callable[[Path], None]
) -> None:
    request = api.LintRequest(root=make(tmp_path / "shop"))
    fresh = check(request, None)
    cache = tmp_path / "cache"
    check(request, cache)

    harm(cache / FILE_NAME)

    for _ in range(3):
        assert check(request, cache) == fresh


@pytest.mark.parametrize(
    "value",
    [[], 3, {}, {"facts": 3, "found": {}}, {"facts": None, "found": []}, {"facts": {"path": 1}}],
    ids=repr,
)
def test_values_of_another_form_are_as_if_not_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, value: object
) -> None:
    request = api.LintRequest(root=make(tmp_path / "shop"))
    fresh = check(request, None)
    with monkeypatch.context() as patch:
        patch.setattr(Cache, "put", _putting(value))
        check(request, tmp_path / "cache")

    assert check(request, tmp_path / "cache") == fresh


def _putting(value: object) -> Callable[[Cache, str, object], None]:
    put = Cache.put
    return lambda cache, key, _: put(cache, key, value)  # type: ignore[arg-type]  # wrong on purpose


def test_what_a_broken_rule_leaves_is_not_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    request = api.LintRequest(root=make(tmp_path / "shop"))
    fresh = check(request, None)
    with monkeypatch.context() as patch:
        patch.setattr("policykit.lint.rule.Examined._texts", lambda _: 1 / 0)
        broken = check(request, tmp_path / "cache")

    assert broken != fresh
    assert check(request, tmp_path / "cache") == fresh


def test_more_workers_compare_with_what_stood_before(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("policykit.linting.WORTH_IT", 1)
    root = make(tmp_path / "shop")
    for words in (["init", "-q"], ["add", "-A"], [*WHO, "commit", "-qm", "All"]):
        subprocess.run(["git", "-C", root, *words], check=True, capture_output=True)
    apply(root, EDITS[1])
    request = api.LintRequest(root=root, against="HEAD")
    alone = check(request, None)

    assert isinstance(alone, FindingsReport)
    assert check(replace(request, workers=2), None) == alone


def test_a_folder_out_of_reach_is_no_trouble(tmp_path: Path) -> None:
    request = api.LintRequest(root=make(tmp_path / "shop"))
    (tmp_path / "file").write_text("no folder", encoding="utf-8")

    assert check(request, tmp_path / "file" / "cache") == check(request, None)


def test_runs_at_once_do_not_disturb_each_other(tmp_path: Path) -> None:
    root = make(tmp_path / "shop")
    command = [
        *(sys.executable, "-m", "policykit", "lint", "--root", str(root), "--format", "json"),
        *("--exit-zero", "--cache-dir", str(tmp_path / "cache")),
    ]
    environment = scrubbed({}) | {"PYTHONPATH": SOURCE}
    environment.pop("POLICYKIT_NO_CACHE")

    running = [
        subprocess.Popen(
            command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
        )
        for _ in range(3)
    ]
    said = [each.communicate(timeout=120) for each in running]

    assert {each.returncode for each in running} == {0}
    assert said[0][0]
    assert said == [said[0]] * 3
