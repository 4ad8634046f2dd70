"""Multiplies the reference policies into many different ones, for measurements.

    python -m benchmarks.generate 1000 build/thousand

gives a policy repository of 1,000 policies with a mean of about 5 KB. The reference policies
stand in it unchanged; around them stand families of shortened drafts, each family with its
own ids, titles, words, numbers and links. The same count and seed give the same bytes.
"""

from __future__ import annotations

import argparse
import shutil
from collections.abc import Iterator, Mapping
from pathlib import Path
from random import Random
from typing import cast

import yaml
from benchmarks.corpus_policy import Data, Family, Reference, different, shortened

from policykit.library.walk import walk
from policykit.model.document import Origin
from policykit.model.policy_shape import POLICY
from policykit.yamlsource import read

ROOT = Path(__file__).resolve().parents[1]
LENGTH = 6_000
"""Characters of JSON to aim at; as YAML that comes to about 5 KB a file."""
PLACES = [
    "alder",
    "ash",
    "aspen",
    "beech",
    "birch",
    "cedar",
    "cherry",
    "cypress",
    "elder",
    "elm",
    "fir",
    "hazel",
    "holly",
    "juniper",
    "larch",
    "laurel",
    "lime",
    "linden",
    "maple",
    "myrtle",
    "oak",
    "olive",
    "pear",
    "pine",
    "plum",
    "poplar",
    "rowan",
    "spruce",
    "walnut",
    "willow",
]
SETTINGS = """\
format: 1
frameworks: [eu-consumer]
locales: {source: en}
lint: {extends: recommended}
"""


class _Dumper(yaml.CSafeDumper):
    """Writes texts of several lines as blocks, as authors do."""


def _text(dumper: yaml.CSafeDumper, text: str) -> yaml.ScalarNode:
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style="|" if "\n" in text else "")


_Dumper.add_representer(str, _text)


def references() -> Mapping[str, Reference]:
    """The reference policies by id."""
    found: dict[str, Reference] = {}
    for path in sorted((ROOT / "policies").glob("*.yaml")):
        if "." in path.stem or path.stem == "organisation":
            continue
        document, problems = read(path.read_bytes(), Origin(path.name, ""))
        if problems:
            message = f"{path.name} cannot be read; mend it first"
            raise ValueError(message)
        found[path.stem] = Reference.of(cast("Data", document.data))
    return found


def families(references: Mapping[str, Reference], count: int, seed: int) -> Iterator[Data]:
    """So many policies, family by family; the last family may lack some members."""
    number = 0
    while count > 0:
        random = Random(f"{seed}-{number}")
        names = list(references)[:count]
        short = {name: shortened(references[name], LENGTH, random) for name in names}
        items = {name: walk(policy, POLICY).items for name, policy in short.items()}
        family = Family(
            ending=f"{PLACES[number % len(PLACES)]}-{number}",
            kept={name: frozenset(item.id for item in found) for name, found in items.items()},
            terms={
                name: frozenset(item.id for item in found if item.kind == "term")
                for name, found in items.items()
            },
        )
        for policy in short.values():
            yield different(policy, family, random)
        count -= len(short)
        number += 1


def generate(count: int, folder: Path, seed: int = 1) -> int:
    """Write a repository of `count` policies; gives the bytes of all policies together."""
    policies = references()
    for name in ("schemas", "policies"):
        (folder / name).mkdir(parents=True, exist_ok=True)
    for name in ("areas.yaml", "measures.yaml", "frameworks"):
        source = ROOT / "schemas" / name
        copy = shutil.copytree if source.is_dir() else shutil.copy
        copy(source, folder / "schemas" / name)
    shutil.copy(ROOT / "policies" / "organisation.yaml", folder / "policies")
    (folder / "policykit.yaml").write_text(SETTINGS, encoding="utf-8")
    written = 0
    for name in list(policies)[:count]:
        for file in (ROOT / "policies").glob(f"{name}.*yaml"):
            if file.name in {f"{name}.yaml", f"{name}.record.yaml"}:
                shutil.copy(file, folder / "policies")
        written += (ROOT / "policies" / f"{name}.yaml").stat().st_size
    for policy in families(policies, count - len(policies), seed):
        text = yaml.dump(policy, Dumper=_Dumper, sort_keys=False, allow_unicode=True, width=10_000)
        written += (folder / "policies" / f"{policy['id']}.yaml").write_text(text, encoding="utf-8")
    return written


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(description="Multiply the reference policies.")
    parser.add_argument("count", type=int)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    written = generate(given.count, given.folder, given.seed)
    print(f"{given.count} policies, {written / given.count / 1000:.1f} KB each on the mean")


if __name__ == "__main__":
    main()
