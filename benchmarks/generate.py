"""Multiplies the reference policies into many different ones, for measurements.

    python -m benchmarks.generate 1000 build/thousand

gives a policy repository of 1,000 policies with a mean of about 5 KB. The reference policies
stand in it unchanged; around them stand families of shortened drafts, each family for a shop of
the chain with its own ids, titles, words and numbers, and with links between its policies.
`--faults 40` plants as many faults. The same count and seed give the same bytes.
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
from benchmarks.faults import plant

from policykit.library.walk import walk
from policykit.model.document import Origin
from policykit.model.policy_shape import POLICY
from policykit.yamlsource import read

ROOT = Path(__file__).resolve().parents[1]
LENGTH = 6_000
"""Characters of JSON to aim at; as YAML that comes to about 5 KB a file."""
TOWNS = [
    "Alton",
    "Borde",
    "Cassel",
    "Dover",
    "Eslov",
    "Falun",
    "Gavle",
    "Halle",
    "Ipswich",
    "Jena",
    "Kalmar",
    "Leeds",
    "Lund",
    "Malmo",
    "Mora",
    "Namur",
    "Oxford",
    "Passau",
    "Quedlin",
    "Reading",
    "Sala",
    "Tranas",
    "Ulm",
    "Varberg",
    "Visby",
    "Wismar",
    "Ystad",
    "Zwickau",
]
QUARTERS = [
    "harbour",
    "station",
    "mill",
    "market",
    "park",
    "square",
    "quay",
    "bridge",
    "north",
    "south",
    "east",
    "west",
    "castle",
    "meadow",
]
"""Where the shops of the chain stand."""
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
            place=_place(number),
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


def _place(number: int) -> str:
    """The shop a family of policies is for: `Varberg harbour`; `Varberg harbour 2` later on."""
    town = TOWNS[number % len(TOWNS)]
    quarter = QUARTERS[number // len(TOWNS) % len(QUARTERS)]
    again = number // (len(TOWNS) * len(QUARTERS))
    return f"{town} {quarter} {again + 1}" if again else f"{town} {quarter}"


def generate(count: int, folder: Path, seed: int = 1, faults: int = 0) -> int:
    """Write a repository of policies.

    Args:
        count: how many policies.
        folder: where to; made where it is not there.
        seed: what decides about all that varies.
        faults: how many faults to plant, one a policy; `faults.json` tells where.

    Returns:
        The bytes of all policies together, before faults are planted.
    """
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
    if faults:
        plant(folder, faults, seed)
    return written


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(description="Multiply the reference policies.")
    parser.add_argument("count", type=int)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--faults", type=int, default=0, help="how many faults to plant")
    given = parser.parse_args()
    written = generate(given.count, given.folder, given.seed, given.faults)
    print(f"{given.count} policies, {written / given.count / 1000:.1f} KB each on the mean")


if __name__ == "__main__":
    main()
