"""Any file laid out: it says the same, and laid out again it stays as it is."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from tests.fuzzing.seeds import files

from policykit.formatting.formatting import formatted
from policykit.model.document import Origin
from policykit.validation import Kind, Schemas, load_schemas
from policykit.yamlsource import read

PATH = "policies/returns.yaml"


@cache
def _schemas() -> Schemas:
    return load_schemas(())


def check(data: bytes) -> None:
    """What is laid out reads as before, and is as it would be laid out."""
    found = formatted(data, PATH, Kind.POLICY, _schemas())
    if found.trouble:
        assert found.content == data
        return
    (before, _), (after, problems) = (
        read(content, Origin(PATH, "")) for content in (data, found.content)
    )
    assert not problems
    assert before.data == after.data
    again = formatted(found.content, PATH, Kind.POLICY, _schemas())
    assert (again.content, again.trouble) == (found.content, "")


def seeds() -> Iterator[bytes]:
    """Policies and their words."""
    yield from files("*.yaml")
