"""Heavy libraries are imported only when they are needed, and schemas travel to other processes."""

from __future__ import annotations

import pickle
import subprocess
import sys

import pytest

from policykit.validation import Schemas, load_schemas

PROGRAM = """
import sys
from policykit.model.document import Origin
from policykit.validation import Kind, load_schemas, validate
from policykit.yamlsource import read
assert not {"jsonschema", "jsonschema_rs", "referencing"} & set(sys.modules)
schemas = load_schemas()
text = %r
list(validate(read(text, Origin("p", ""))[0], Kind.POLICY, schemas))
print(*sorted({"jsonschema", "jsonschema_rs"} & set(sys.modules)))
"""


@pytest.mark.parametrize(
    ("more", "loaded"),
    [("", ["jsonschema_rs"]), ("colour: blue\n", ["jsonschema", "jsonschema_rs"])],
)
def test_the_explaining_validator_waits_until_it_is_needed(
    more: str, loaded: list[str], small: str
) -> None:
    program = PROGRAM % (small + more).encode()
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    assert done.stdout.split() == loaded


def test_schemas_travel_to_other_processes(schemas: Schemas) -> None:
    schemas.built("something", object)
    there: Schemas = pickle.loads(pickle.dumps(schemas))  # noqa: S301 - our own bytes
    assert there == schemas
    assert there.texts == schemas.texts
    assert hash(there) == hash(schemas)


def test_the_digest_changes_with_an_extension(schemas: Schemas) -> None:
    one = load_schemas([("schemas/extensions/a.json", b"{}")])
    other = load_schemas([("schemas/extensions/a.json", b'{"type": "object"}')])
    assert len({schemas.digest, one.digest, other.digest}) == 3
    assert schemas != one
    assert load_schemas() == schemas
