"""Whoever writes into a repository waits while somebody records, and overwrites nothing."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from threading import Event, Thread, current_thread

import pytest
from tests.cli.test_diff import ACTIVE
from tests.sources.repositories import new_repository
from tests.translating.shop import POLICY, WORDS, make_shop

from policykit import api, recording
from policykit.cli import rewriting
from policykit.cli.today import today
from policykit.model.errors import PolicykitError
from policykit.model.rewrite import Rewrite
from policykit.promoting import promote
from policykit.recording import one_at_a_time
from policykit.renaming import rename
from policykit.translating.requests import Request, accept, write

NEXT = "policies/phone-manners.next.yaml"


def _rename(root: Path) -> None:
    rename(root, "phone-manners.greet", "hello")


def _translate(root: Path) -> None:
    request = Request(root=root, name="phone-manners", locale="sv")
    write(root, accept(request, ["title"]).rewrite)


def _promote(root: Path) -> None:
    promote(root, "phone-manners", "Slow.", today("2026-11-22"))


def _bump(root: Path) -> None:
    asked = api.DiffRequest(root=root, words=("HEAD",), policies=("phone-manners",), here=root)
    api.bump(asked, today("2026-11-22"))


def _layout(root: Path) -> None:
    before = (root / WORDS).read_bytes()
    rewriting.write(root, (Rewrite(WORDS, before, before + b"# end\n"),))


_COMING = ACTIVE.replace("version: 1.0.0", "version: 2.0.0\neffective: 2026-07-01")


@pytest.mark.parametrize(
    ("work", "path"),
    [
        (_rename, POLICY),
        (_translate, WORDS),
        (_promote, POLICY),
        (_bump, POLICY),
        (_layout, WORDS),
    ],
)
def test_nothing_somebody_else_wrote_is_lost(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, work: Callable[[Path], None], path: str
) -> None:
    root = make_shop(tmp_path / "shop", source=ACTIVE)
    new_repository(root).commit("As it is", {})
    if work is _bump:
        (root / POLICY).write_text(ACTIVE.replace("20 seconds", "60 seconds"), encoding="utf-8")
    if work is _promote:
        (root / NEXT).write_text(_COMING, encoding="utf-8")
        (root / WORDS).unlink()
    before = (root / path).read_bytes()
    told: list[str] = []

    def working() -> None:
        try:
            work(root)
        except PolicykitError as error:
            told.append(error.reference)

    other, has_asked, is_free = Thread(target=working), Event(), recording._is_locked

    def watched(handle: int) -> bool:
        if current_thread() is other:
            has_asked.set()
        return is_free(handle)

    monkeypatch.setattr(recording, "_is_locked", watched)
    with one_at_a_time(root):
        other.start()
        assert has_asked.wait(60), told
        assert (root / path).read_bytes() == before
        (root / path).write_bytes(before + b"# a stamp\n")
    other.join()
    assert told == ["changed-meanwhile"]
    assert (root / path).read_bytes() == before + b"# a stamp\n"
