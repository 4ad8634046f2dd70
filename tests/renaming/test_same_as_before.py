"""A rename changes names and nothing that is said: no digest, no finding, no promise."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from datetime import date
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given, settings, strategies as st
from tests.cli.conftest import copy_reference
from tests.sources.repositories import INHERITED, new_repository
from tests.support.program import ROOT, Program

from policykit.diffing.libraries import Asked, compare
from policykit.diffing.sides import SideTexts, texts_of
from policykit.diffing.standing import Days
from policykit.library.digests import content_digests, oldest_names, rules_digests
from policykit.library.facts import facts
from policykit.library.files import FileKind, file_name
from policykit.library.load import Loader
from policykit.library.survey import survey
from policykit.library.walk import walk
from policykit.model.facts import Facts
from policykit.model.policy_shape import POLICY
from policykit.opening import surrounded
from policykit.renaming import rename
from policykit.sources.overlay import Overlay
from policykit.sources.worktree import WorkTree
from policykit.validation import load_schemas

_NEW = "quite-another-name"
_TODAY = date(2026, 11, 22)
_IN_BUNDLES = (FileKind.POLICY, FileKind.TRANSLATION, FileKind.RECORD)


def _told(unsaved: Mapping[str, bytes]) -> dict[str, Facts]:
    """The facts of every policy by its oldest id; of those that change, where files do."""
    source = Overlay(WorkTree(ROOT), unsaved)
    loader, files = Loader(load_schemas(())), survey(source)
    found: dict[str, Facts] = {}
    for (_, name), entries in files.bundles.items():
        if not unsaved or any(each.entry.path in unsaved for each in entries):
            told = facts(loader.bundle(name, entries, checked=False).bundle, "en")
            if told is not None:
                found[told.oldest_id] = told
    return found


def _digests(every: Mapping[str, Facts]) -> dict[str, object]:
    oldest = oldest_names(
        {each.id: each for each in every.values()},
        {former: each for each in every.values() for former in each.former_ids},
    )
    return {
        name: [
            (rules_digests(each, oldest), content_digests(each, oldest))
            for each in (told, told.coming)
            if each is not None
        ]
        for name, told in every.items()
    }


@cache
def _facts_now() -> dict[str, Facts]:
    return _told({})


@cache
def _now() -> dict[str, object]:
    return _digests(_facts_now())


@cache
def _items() -> tuple[str, ...]:
    """The whole name of everything in the reference policies that has an id."""
    loader, files = Loader(load_schemas(())), survey(WorkTree(ROOT))
    found: dict[str, None] = {}
    for (_, name), entries in files.bundles.items():
        bundle = loader.bundle(name, entries, checked=False).bundle
        for document in (bundle.policy, bundle.coming):
            for item in walk(document.data, POLICY).items if document is not None else ():
                if item.kind != "cell":
                    found[".".join(part for part in (name, item.parent, item.id) if part)] = None
    return tuple(found)


def _without(text: str, old: str) -> str:
    """A text with the new name taken back, and all that notes the earlier one."""
    text = re.sub(rf"{_NEW}:\n +text: (.*)\n +former_ids: \[{old}\]", rf"{_NEW}: \1", text)
    text = re.sub(rf"\n *former_ids: \[{old}\]", "", text)
    text = text.replace(f"former_ids: [{old}], ", "").replace(f", former_ids: [{old}]", "")
    # The stamp of a text that names the thing in another policy moves with the name.
    text = re.sub(r"\bs-[0-9a-f]{8}\b", "s-", text)
    text = re.sub(rf"(former_ids: \[[^]]*), {re.escape(old)}\]", r"\1]", text)
    return text.replace(_NEW, old)


def _sides(unsaved: Mapping[str, bytes], keys: Collection[tuple[str, str]]) -> SideTexts:
    """The texts of some policies, as they are or with unsaved files."""
    loader = Loader(load_schemas(()))
    files = survey(Overlay(WorkTree(ROOT), unsaved))
    around = surrounded(loader, files)
    bundles = (loader.bundle(key[1], files.bundles[key], checked=False).bundle for key in keys)
    return SideTexts(
        texts=tuple(text for each in bundles for text in texts_of(each)),
        surroundings=around.surroundings,
        around=around.documents,
    )


def _key(path: str) -> tuple[str, str]:
    return path.rpartition("/")[0], file_name(path).id


@settings(max_examples=6)
@given(data=st.data())
def test_diff_tells_of_the_new_name_and_of_nothing_else(data: st.DataObject) -> None:
    name = data.draw(st.sampled_from((*_items(), *{each.partition(".")[0] for each in _items()})))
    outcome = rename(ROOT, name, _NEW, writes=False)
    of_policies = [each for each in outcome.changes if file_name(each.path).kind in _IN_BUNDLES]
    before = _sides({}, {_key(each.was) for each in of_policies})
    after = _sides(
        {each.becomes: each.after for each in of_policies},
        {_key(each.becomes) for each in of_policies},
    )
    asked = Asked(today=_TODAY, days=Days(_TODAY, _TODAY))
    found = compare(before, after, asked).policies
    changes = [change for each in found for change in each.changes]
    assert {each.code for each in changes} == {"DST027"}
    assert not [each for each in found if each.void]


@settings(max_examples=6)
@given(data=st.data())
def test_no_digest_and_no_other_byte_changes(data: st.DataObject) -> None:
    name = data.draw(st.sampled_from(_items()))
    old = name.rpartition(".")[2]
    outcome = rename(ROOT, name, _NEW, writes=False)
    assert outcome.changes
    for each in outcome.changes:
        assert each.was == each.becomes
        assert _NEW in each.after.decode()
        before = _without(each.before.decode(), old)
        # A text that went on over several lines stands further in.
        after = _without(each.after.decode(), old)
        assert re.sub(r"\s+", " ", after) == re.sub(r"\s+", " ", before)
    changed = _told({each.path: each.after for each in outcome.changes})
    assert _digests(_facts_now() | changed) == _now()


@pytest.fixture
def reference(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name in INHERITED:
        monkeypatch.delenv(name, raising=False)
    repository = new_repository(copy_reference(tmp_path / "havsby"))
    repository.commit("As it is", {})
    return repository.path


_SOME = (
    "returns takeback",
    "takeback.change-of-mind mind",
    "takeback.condition.state how-it-is",
    "takeback.goodwill-limit kindness",
    "complaints.acknowledge quick-word",
    "complaints.acknowledge-time first-word-time",
    "privacy-requests data-requests",
    "hours-and-handovers.pass-on-across.stay-here stay-where-you-are",
)


def test_lint_finds_nothing_and_diff_tells_of_names_alone(
    reference: Path, policykit: Program
) -> None:
    program = policykit.at(reference)
    laid_out = program("fmt", "--check", "policies").stdout
    for each in _SOME:
        outcome = program("rename", *each.split())
        assert outcome.exit_code == 0, outcome.stderr
    found = program("lint", "--format", "concise")
    assert found.exit_code == 0, found.stdout
    told = program("diff", "--all", "--format", "json")
    assert set(re.findall(r'"code": "(D[A-Z]{2}\d{3})"', told.stdout)) == {"DST027"}
    assert set(re.findall(r'"approvals_void": (\[.*)', told.stdout)) == {"[],"}
    assert program("fmt", "--check", "policies").stdout == laid_out


def test_names_come_back(reference: Path, policykit: Program) -> None:
    program = policykit.at(reference)
    program("rename", "returns", "takeback")
    program("rename", "takeback.goodwill-limit", "kindness")
    program("rename", "takeback.kindness", "goodwill-limit")
    program("rename", "takeback", "returns")
    assert program("lint", "--format", "concise").exit_code == 0
    changed = new_repository(reference).git("diff", "--numstat")
    assert changed.split() == ["2", "1", "policies/returns.yaml"]
