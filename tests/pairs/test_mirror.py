from __future__ import annotations

import tomllib

import pytest
from tests.pairs.examples import examples, sides
from tests.pairs.laid import HERE, Told, told
from tests.pairs.mirrored import mirrored, seen
from tests.pairs.written import pairs

from policykit.diffing.catalogue import catalogue

TITLES = [*(pair.title for pair in pairs()), *(f"example: {kind.name}" for kind in examples())]
REASONS = tomllib.loads((HERE / "not_mirrored.toml").read_text("utf-8"))


def _both(title: str) -> tuple[Told, Told]:
    pair = next((each for each in pairs() if each.title == title), None)
    if pair is not None:
        return pair.told(), pair.told(reverse=True)
    before, after = sides(catalogue()[title.removeprefix("example: ")])
    return told(before, after), told(after, before)


@pytest.mark.parametrize("title", TITLES)
def test_the_other_way_round_everything_is_its_mirror(title: str) -> None:
    there, back = _both(title)
    image = sorted(map(mirrored, there.changes))
    assert (image == seen(back)) is (title not in REASONS), (image, seen(back))


def test_every_exception_from_mirroring_is_of_a_pair() -> None:
    assert set(REASONS) <= set(TITLES)
    assert all(REASONS.values())
