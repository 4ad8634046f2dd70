"""The page that shows how to write a framework."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
from tests.lint.examples import lint, rules

from policykit import api, resources
from policykit.report.framework_guide import guide
from policykit.report.framework_words import KINDS

SCHEMA: dict[str, Any] = json.loads(resources.read_text("schemas", "framework.schema.json"))
NEED: dict[str, Any] = SCHEMA["$defs"]["need"]
PAGE = guide(SCHEMA, api.frameworks(None))
EXAMPLES = re.findall(r"```yaml\n(.*?)```", PAGE, re.DOTALL)
RULES = Path(__file__).parents[2] / "docs" / "rules"

_AROUND = """\
# schemas/frameworks/our-promises.yaml
framework: our-promises
title: What we promise
applies_when: {always: true}
requirements:
  - id: one
    area: returns
    requirement: Say it.
    severity: error
    needs:
"""


def _file(example: str) -> str:
    """An example as a file that can be checked."""
    if example.startswith("- "):
        return _AROUND + "".join(f"      {line}\n" for line in example.splitlines())
    if example.startswith("framework: "):
        return f"# schemas/frameworks/{example.split()[1]}.yaml\n{example}"
    return f"# policykit.yaml\n{example}" if example.startswith("waivers:") else example


def test_every_kind_of_need_and_every_key_of_it_is_told() -> None:
    assert list(KINDS) == NEED["x-exactly-one"]
    for kind, schema in NEED["properties"].items():
        part = PAGE.partition(f"\n### `{kind}`\n")[2].partition("\n### ")[0]
        for key in schema.get("properties", {}):
            said = re.search(rf"^\| `{key}` \| (.+) \|$", part, re.MULTILINE)
            assert said is not None, f"{kind}.{key}"
            assert said[1].strip(), f"{kind}.{key}"
        assert f"{kind}:" in KINDS[kind].example


@pytest.mark.parametrize("example", EXAMPLES, ids=range(len(EXAMPLES)))
def test_the_examples_are_as_the_schemas_want_them(example: str) -> None:
    found = lint(_file(example), without={"policies/organisation.sv.yaml"}).findings
    told = [
        each.message
        for each in found
        if rules().pages[each.code].category in {"yaml", "schema", "frameworks"}
        or (each.code == "REF003" and "framework" not in each.message)
    ]
    assert told == []


def test_every_framework_that_is_shipped_is_listed_with_its_requirements() -> None:
    for each in api.frameworks(None):
        assert f"\n| `{each.id}` | {each.title} | {len(each.requirements)} | " in PAGE


def test_links_lead_to_pages_of_rules() -> None:
    for code in re.findall(r"\(rules/([A-Z]+[0-9]+)\.md\)", PAGE):
        assert (RULES / f"{code}.md").is_file()
        assert code in rules().pages
