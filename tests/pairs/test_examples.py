from __future__ import annotations

from collections import Counter

import pytest
from tests.pairs.examples import examples, sides
from tests.pairs.laid import problems, told

from policykit.diffing.catalogue import catalogue
from policykit.diffing.kind import Kind


@pytest.mark.parametrize("kind", examples(), ids=lambda kind: kind.name)
def test_the_example_of_a_kind_of_change_brings_about_just_that(kind: Kind) -> None:
    found = told(*sides(kind)).changes
    assert {each.name for each in found} == {kind.name, *kind.beside}, [
        (each.name, each.message) for each in found
    ]


def test_examples_are_what_authors_may_write() -> None:
    for kind in examples():
        for files in sides(kind):
            assert problems(files) == [], kind.name


def test_codes_and_names_of_kinds_are_unlike() -> None:
    known = catalogue().values()
    assert max(Counter(each.code for each in known).values()) == 1
    assert len(known) == len({each.summary for each in known})


def test_what_mirrors_a_kind_is_mirrored_by_it() -> None:
    known = catalogue()
    assert [each.name for each in known.values() if known[each.mirror].mirror != each.name] == []
