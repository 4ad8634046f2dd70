"""Facts survive the way through JSON."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from policykit.library.bundle import Bundle
from policykit.library.facts import facts
from policykit.model.codec import decode, encode
from policykit.model.document import Origin
from policykit.model.facts import Facts
from policykit.model.position import Location, Position, Span
from policykit.yamlsource import read

POLICIES = Path(__file__).parents[2] / "policies"


def _bundle(name: str) -> Bundle:
    def document(file: str) -> object:
        found, _ = read((POLICIES / file).read_bytes(), Origin(f"policies/{file}", "k"))
        return found

    parts = {"policy": document(f"{name}.yaml"), "record": document(f"{name}.record.yaml")}
    return Bundle(id=name, words={"sv": document(f"{name}.sv.yaml")}, **parts)  # type: ignore[arg-type,dict-item]  # documents by name


@pytest.mark.parametrize("name", ["returns", "complaints", "privacy-requests", "escalation"])
def test_facts_of_reference_policies_round_trip(name: str) -> None:
    told = facts(_bundle(name), "en")
    assert told is not None
    form = json.loads(json.dumps(encode(told)))
    assert decode(Facts, form) == told
    assert len(told.items) > 40
    assert told.digests


def test_location_round_trips_and_leaves_out_defaults() -> None:
    place = Location("a.yaml", Span(Position(1, 2), Position(1, 5)), ("terms", 0))
    assert decode(Location, encode(place)) == place
    assert encode(Location("a.yaml")) == {"path": "a.yaml"}


@pytest.mark.parametrize("data", [None, [], {"path": 3}, {"unknown": 1}])
def test_other_data_is_refused(data: object) -> None:
    with pytest.raises(TypeError):
        decode(Location, data)  # type: ignore[arg-type]  # wrong on purpose
