"""Policies through the commits of a branch, one after another."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime

import pytest

from policykit.library.lineage import Lineages
from policykit.model.errors import SourceError
from policykit.sources.port import FileChange, Landing


class _Landings(list[Landing]):
    """Landings that count how often somebody goes through them."""

    walks = 0

    def __iter__(self) -> Iterator[Landing]:
        type(self).walks += 1
        return super().__iter__()


def _landing(name: str, **files: str | None) -> Landing:
    changes = tuple(
        FileChange(path=f"policies/{policy}.yaml", before=None, after=key)
        for policy, key in sorted(files.items())
    )
    return Landing(name, datetime(2026, 1, 1, tzinfo=UTC), "", name, changes)


FORMER = {"k2": ("greeting",)}


def test_the_commits_are_gone_through_once_for_all_policies() -> None:
    landings = _Landings(
        [
            _landing("one", greeting="k1", parting="k9"),
            _landing("two", greeting=None, hello="k2"),
            _landing("three", parting="k8"),
        ]
    )
    lines = Lineages.of(landings, [date(2026, 1, 1)] * 3, lambda key: FORMER.get(key, ()))
    renamed, other = lines.lineage("greeting"), lines.lineage("parting")
    assert renamed == lines.lineage("hello")
    assert renamed.names == ("hello", "greeting")
    assert [(each.landing.commit, each.main) for each in renamed.stands] == [
        ("one", ("policies/greeting.yaml", "k1")),
        ("two", ("policies/hello.yaml", "k2")),
    ]
    assert [(each.landing.commit, each.main) for each in other.stands] == [
        ("one", ("policies/parting.yaml", "k9")),
        ("three", ("policies/parting.yaml", "k8")),
    ]
    with pytest.raises(SourceError):
        lines.lineage("gone")
    assert _Landings.walks == 1
