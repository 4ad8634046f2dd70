"""The built history, once for all tests here."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.history.building import build, present
from tests.history.reading import Past, Told
from tests.history.telling import told
from tests.sources.repositories import INHERITED

from policykit.sources.git import Repository


@pytest.fixture(scope="session", autouse=True)
def _no_repository_of_this_computer() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        for name in INHERITED:
            patch.delenv(name, raising=False)
        yield


@pytest.fixture(scope="session")
def now() -> dict[str, str]:
    """The present files, as they were when the tests began."""
    return present()


@pytest.fixture(scope="session")
def root(tmp_path_factory: pytest.TempPathFactory, now: dict[str, str]) -> Path:
    """A copy of the present files to build from."""
    copy = tmp_path_factory.mktemp("present")
    for path, text in now.items():
        place = copy / path
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(text.encode())
    return copy


@pytest.fixture(scope="session")
def folder(tmp_path_factory: pytest.TempPathFactory, root: Path) -> Path:
    target = tmp_path_factory.mktemp("history") / "shop"
    build(target, root)
    return target


@pytest.fixture(scope="session")
def past(folder: Path) -> Iterator[Past]:
    with Repository(folder) as repository:
        yield Past(repository)


@pytest.fixture(scope="session")
def commits(past: Past) -> list[Told]:
    return past.commits()


@pytest.fixture(scope="session")
def named(commits: list[Told]) -> dict[str, Told]:
    """Commits by the names they have in the story."""
    by_subject = {it.subject: it for it in commits}
    names = {it.name: it.message.splitlines()[0] for it in told() if it.name}
    return {name: by_subject[subject] for name, subject in names.items()}
