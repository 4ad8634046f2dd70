"""Random edits, committed: what is told between two commits accounts for all that is otherwise."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime, time
from pathlib import Path
from random import Random

from hypothesis import HealthCheck, Phase, note, settings, strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    rule,
    run_state_machine_as_test,
)
from tests.formatting.writer import Writer
from tests.fuzzing.accounts import Account, leaves
from tests.fuzzing.accounts_of_words import accounted_words
from tests.fuzzing.edits import edited, policy_paths
from tests.fuzzing.libraries import Data, files_of, libraries
from tests.pairs.mirrored import mirrored
from tests.sources.repositories import new_repository

from policykit import api
from policykit.model.change import Change, Comparison
from policykit.model.document import Json

DAY = date(2026, 11, 22)
_NOON = datetime.combine(DAY, time(12), UTC)
"""Commits are of the day they are looked at: whether a start is backdated goes by that."""


def today(_zone: str) -> date:
    return DAY


class Editing(RuleBasedStateMachine):
    """Somebody edits policies and commits."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = new_repository(Path(tempfile.mkdtemp()))
        self.files: dict[str, Data] = {}
        self.committed: dict[str, Data] = {}

    def teardown(self) -> None:
        shutil.rmtree(self.folder.path)

    def told(self, *words: str) -> Comparison:
        return api.diff(api.DiffRequest(root=self.folder.path, words=words), today)

    def write(self, contents: Mapping[str, bytes]) -> None:
        gone = {path: None for path in self.committed if path not in contents}
        here = {path: content for path, content in gone.items() if self.is_there(path)}
        self.folder.write({**contents, **here})

    def is_there(self, path: str) -> bool:
        return (self.folder.path / path).is_file()

    @initialize(library=libraries())
    def begins(self, library: dict[str, Data]) -> None:
        self.files = self.committed = library
        self.folder.commit("First", {**files_of(library)}, _NOON)

    @rule(data=st.data())
    def edits(self, data: st.DataObject) -> None:
        for _ in range(data.draw(st.integers(1, 3))):
            self.files = data.draw(edited(self.files))

    @rule(seed=st.integers(0, 99))
    def lays_out(self, seed: int) -> None:
        """Other quotes, line breaks and lists say nothing else."""
        laid = {
            path: Writer(Random(seed), comments=False).write(self.files[path]).encode()  # noqa: S311 - a layout
            for path in policy_paths(self.files)
        }
        self.write(files_of(self.files) | laid)
        laid_out = self.told("HEAD")
        self.write(files_of(self.files))
        assert _sides(laid_out.changes) == _sides(self.told("HEAD").changes)

    @rule()
    def commits(self) -> None:
        old, new = self.committed, self.files
        self.write(files_of(new))
        unsaved = self.told("HEAD")
        self.folder.commit("Another", {}, _NOON)
        told = self.told("HEAD~1..HEAD")
        assert _sides(told.changes) == _sides(unsaved.changes)
        assert self.told("HEAD").changes == ()
        assert self.told("HEAD..HEAD").changes == ()
        assert told.unread == ()
        request = api.LintRequest(root=self.folder.path)
        assert api.lint(request, today) == api.lint(
            api.LintRequest(root=self.folder.path, at="HEAD"), today
        )
        note(str([(each.name, each.item) for each in told.changes]))
        accounted(old, new, told.changes)
        back = self.told("HEAD..HEAD~1")
        accounted(new, old, back.changes)
        if not one_way(old, new):
            assert sorted(map(mirrored, told.changes)) == sorted(map(_seen, back.changes))
        self.committed = new


def test_whatever_is_committed_is_told() -> None:
    run_state_machine_as_test(
        Editing,
        settings=settings(
            max_examples=max(settings().max_examples // 50, 1),
            stateful_step_count=6,
            deadline=None,
            phases=(Phase.explicit, Phase.reuse, Phase.generate),
            suppress_health_check=list(HealthCheck),
        ),
    )


def accounted(old: Mapping[str, Data], new: Mapping[str, Data], told: tuple[Change, ...]) -> None:
    account = Account(old, new, told)
    account.of_all()
    accounted_words(account)


def one_way(old: Mapping[str, Data], new: Mapping[str, Data]) -> bool:
    """Whether one side alone knows something of the other: a former name, or what is to come."""
    return any(
        ".next." in path or _former(old.get(path)) != _former(new.get(path))
        for path in {*old, *new}
    )


def _former(data: Json) -> list[tuple[tuple[str | int, ...], object]]:
    return [leaf for leaf in leaves(data) if "former_ids" in leaf[0]]


def _seen(change: Change) -> tuple[str, str, str, str]:
    return change.name, change.customer.value, change.staff.value, change.where


def _sides(changes: Iterable[Change]) -> list[tuple[str, str, str, str]]:
    return sorted((each.name, each.policy, each.item, each.fingerprint) for each in changes)
