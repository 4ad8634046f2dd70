"""What the records of a repository hold already, and the next free number in them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from policykit.library import read
from policykit.library.files import FileKind
from policykit.library.survey import survey
from policykit.model.document import Json, Origin
from policykit.sources.worktree import WorkTree
from policykit.yamlsource import read as read_yaml


def records(root: Path) -> dict[str, Mapping[str, Json]]:
    """The records of policies as data, by the id of the policy; one that is no mapping is empty."""
    found: dict[str, Mapping[str, Json]] = {}
    for (_, name), group in survey(WorkTree(root)).bundles.items():
        for each in group:
            if each.name.kind is FileKind.RECORD:
                path = each.entry.path
                data = read_yaml(each.entry.read(), Origin(path, ""))[0].data
                found.setdefault(name, data if isinstance(data, dict) else {})
    return found


def entries(data: Mapping[str, Json], section: str) -> Iterator[Mapping[str, Json]]:
    """The entries of a list of a record."""
    for _, entry in read.items(data, section):
        yield entry


def next_id(prefix: str, taken: Iterable[str]) -> str:
    """The number after the highest one that bears a prefix: `ev-8` after `ev-7`."""
    pattern = re.compile(rf"{re.escape(prefix)}-(\d{{1,9}})")
    numbers = [int(match[1]) for each in taken if (match := pattern.fullmatch(each))]
    return f"{prefix}-{max(numbers, default=0) + 1}"
