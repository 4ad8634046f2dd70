"""The story of the repository, read from its files.

The present files are the end of the story. Each commit says what was otherwise before it, so
the story holds small edits and no texts of whole policies.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from datetime import datetime
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Any

import yaml

STORY = Path(__file__).parent / "story"


@dataclass(frozen=True, slots=True)
class Author:
    """Who commits; `zone` is the difference from UTC as Git writes it."""

    name: str
    email: str
    zone: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Otherwise:
    """What was otherwise in a file before a commit.

    `file` is the name below policies/ without its ending (`returns`, `returns.sv`), or a path.

    - `absent`: there was no such file. `text`: it stood there with this text. `copy_of`: it
      stood there with the text that another file has now.
    - `version`, `effective`: the version and the date it had; the entry under supersedes goes,
      dates of communication and record move along (`same_record` keeps the record).
      `earlier_record`: the record was that of another version (`DATE to DATE`: both effective).
    - `was`: present ids and those the items had. `was_policy`: the id the policy had.
    - `without`: items that were not there, with whatever names them.
    - `set`, `key`, `put`, `drop`: at a place, another value, another key, another block or a
      block more, a block less. `swap`: present words and those before.
    - `order`, `fold`: keys of an item in this order; texts written as folded blocks.
    """

    file: str
    absent: bool = False
    text: str = ""
    copy_of: str = ""
    version: str = ""
    effective: str = ""
    same_record: bool = False
    earlier_record: str = ""
    was: Mapping[str, str] = field(default_factory=dict)
    was_policy: str = ""
    without: tuple[str, ...] = ()
    set: Mapping[str, str] = field(default_factory=dict)
    key: Mapping[str, str] = field(default_factory=dict)
    put: Mapping[str, str] = field(default_factory=dict)
    drop: tuple[str, ...] = ()
    swap: Mapping[str, str] = field(default_factory=dict)
    order: Mapping[str, list[str]] = field(default_factory=dict)
    fold: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Tag:
    """An annotated tag on a commit."""

    name: str
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Commit:
    """One commit.

    `name` is how tests call it. `arrives` lists policies (with translations and record) or
    paths that came with it, `records` policies of which nothing but the record moved on.
    `branch` is the branch it was made on, '' for main; `merges` a branch that ends with it.
    """

    on: datetime
    by: Author
    message: str
    name: str = ""
    arrives: tuple[str, ...] = ()
    records: tuple[str, ...] = ()
    before: tuple[Otherwise, ...] = ()
    branch: str = ""
    merges: str = ""
    tag: Tag | None = None

    @property
    def title(self) -> str:
        """Date and first line, for messages."""
        return f"{self.on:%Y-%m-%d} {self.message.splitlines()[0]}"

    def brings(self, path: str) -> bool:
        """Whether a file came with this commit."""
        return any(_comes(path, each) for each in self.arrives)


def _comes(path: str, name: str) -> bool:
    if "/" in name or name.endswith(".yaml"):
        return fnmatchcase(path, name) and (".next." not in path or ".next." in name)
    rest = path.removeprefix(f"policies/{name}.")
    return rest != path and not rest.startswith("next.")


def told(folder: Path = STORY) -> tuple[Commit, ...]:
    """All commits, oldest first, branches where their commits were made."""
    people = _read(folder / "authors.yaml")
    authors = {key: Author(**about) for key, about in people.items()}
    years = sorted(folder.glob("20*.yaml"))
    return tuple(_commit(each, authors) for year in years for each in _read(year)["commits"])


def _read(path: Path) -> Any:  # noqa: ANN401 - what the file holds is checked by taking it apart
    # All scalars are text: a version such as 1.0 and a date stay as they are written.
    return yaml.load(path.read_bytes(), Loader=yaml.CBaseLoader)  # noqa: S506 - makes texts alone


def _commit(data: dict[str, Any], authors: Mapping[str, Author]) -> Commit:
    author = authors[data.pop("by")]
    moment = datetime.fromisoformat(f"{data.pop('on')}{author.zone}")
    before = tuple(_otherwise(each) for each in data.pop("before", ()))
    tag = Tag(**data.pop("tag")) if "tag" in data else None
    arrives, records = tuple(data.pop("arrives", ())), tuple(data.pop("records", ()))
    return Commit(
        on=moment, by=author, before=before, tag=tag, arrives=arrives, records=records, **data
    )


_FLAGS = ("absent", "same_record")


def _otherwise(data: dict[str, Any]) -> Otherwise:
    known = {it.name for it in fields(Otherwise)}
    if not known >= data.keys():
        raise ValueError(f"{data}: only {sorted(known)} can be told")
    values = {key: tuple(it) if isinstance(it, list) else it for key, it in data.items()}
    return Otherwise(**values | {key: values.get(key) == "true" for key in _FLAGS})
