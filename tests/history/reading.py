"""The built repository, read back with the product's own ports, each blob once."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime
from zoneinfo import ZoneInfo

from tests.history.building import git

from policykit.library.bundle import Bundle
from policykit.library.digests import oldest_names, rules_digests
from policykit.library.facts import facts
from policykit.library.in_force import landed_days
from policykit.library.load import Loader
from policykit.library.survey import survey
from policykit.model.document import Document, Json
from policykit.model.facts import Facts
from policykit.model.finding import Problem
from policykit.model.force import PolicyState, VersionFacts
from policykit.sources.git import Repository
from policykit.sources.git_history import GitHistory
from policykit.sources.git_source import GitSource
from policykit.sources.port import Entry, Landing
from policykit.validation import load_schemas

TIME_ZONE = ZoneInfo("Europe/Stockholm")
_LOG = "--format=%H%x00%P%x00%an%x00%ae%x00%cI%x00%s"


@dataclass(frozen=True, slots=True)
class Told:
    """A commit as `git log` tells it."""

    id: str
    parents: tuple[str, ...]
    author: str
    email: str
    on: datetime
    subject: str


@dataclass(slots=True)
class Past:
    """A repository and what has been read of it."""

    repository: Repository
    loader: Loader = field(default_factory=lambda: Loader(load_schemas(())))
    _trees: dict[str, dict[str, Entry]] = field(default_factory=dict)
    _read: dict[tuple[str, str | None], tuple[Document | None, tuple[Problem, ...]]] = field(
        default_factory=dict
    )
    _oldest: Callable[[str], str] | None = None
    _landings: tuple[Landing, ...] = ()
    _facts: dict[tuple[str, str | None], VersionFacts] = field(default_factory=dict)

    def commits(self) -> list[Told]:
        """All commits of all branches, parents first."""
        lines = git(self.repository.root, "log", "--all", "--topo-order", "--reverse", _LOG)
        return [_told(line) for line in lines.splitlines()]

    def tree(self, commit: str) -> dict[str, Entry]:
        """The files of a commit by path."""
        if commit not in self._trees:
            entries = GitSource(self.repository, commit).entries()
            self._trees[commit] = {it.path: it for it in entries}
        return self._trees[commit]

    def problems(self, commit: str) -> list[str]:
        """What reading and checking the files of a commit brings up."""
        files = survey(GitSource(self.repository, commit))
        found = list(files.problems)
        held = [*files.single.values(), *files.organisation_words.values(), *files.frameworks]
        held += [each.entry for group in files.bundles.values() for each in group]
        for entry in held:
            found += self._document(entry)[1]
        return [f"{it.place.path}: {it.code} {it.message}" for it in found]

    def document(self, commit: str, path: str) -> Document | None:
        """A file in a commit, None where it is not there or cannot be read."""
        entry = self.tree(commit).get(path)
        return None if entry is None else self._document(entry)[0]

    def data(self, commit: str, path: str) -> Json:
        """What a file in a commit says."""
        document = self.document(commit, path)
        return None if document is None else document.data

    def states(self, *ids: str) -> list[PolicyState]:
        """A policy, under all ids it had, in every commit of the release branch."""
        if not self._landings:
            self._landings = GitHistory(self.repository).landings("main")
        landings = self._landings
        days = landed_days(landings, TIME_ZONE)
        return [
            PolicyState(
                landing.commit,
                day,
                self._version(landing, [f"policies/{it}.yaml" for it in ids]),
                self._version(landing, [f"policies/{it}.next.yaml" for it in ids]),
            )
            for landing, day in zip(landings, days, strict=True)
        ]

    def _oldest_name(self) -> Callable[[str], str]:
        if self._oldest is None:
            now = [it for path in self.tree("main") if (it := self._now(path)) is not None]
            former = {name: it for it in now for name in it.former_ids}
            self._oldest = oldest_names({it.id: it for it in now}, former)
        return self._oldest

    def _now(self, path: str) -> Facts | None:
        if re.fullmatch(r"policies/(?!organisation)[a-z-]+\.yaml", path) is None:
            return None
        return facts(Bundle(id=path, policy=self.document("main", path)), "en")

    def _document(self, entry: Entry) -> tuple[Document | None, tuple[Problem, ...]]:
        key = entry.path, entry.key
        if key not in self._read:
            self._read[key] = self.loader.document(entry)
        return self._read[key]

    def _version(self, landing: Landing, paths: list[str]) -> VersionFacts | None:
        entry = next((it for path in paths if (it := self.tree(landing.commit).get(path))), None)
        if entry is None:
            return None
        key = entry.path, entry.key
        if key not in self._facts:
            document, _ = self._document(entry)
            told = facts(Bundle(id=paths[0], policy=document), "en")
            assert told is not None, f"{landing.subject}: {entry.path} cannot be read"
            self._facts[key] = VersionFacts(
                path=entry.path,
                key=entry.key or "",
                status=told.status,
                version=told.version,
                effective=_day(told.effective),
                retired_on=_day(told.retired_on),
                rules_digest=rules_digests(told, self._oldest_name())["en"],
            )
        return self._facts[key]


def at(data: Json, place: str) -> Json:
    """The value at `terms/refund-time/deadline`; items of lists go by id or version."""
    found = data
    for name in place.split("/"):
        if isinstance(found, list):
            items = [it for it in found if isinstance(it, dict)]
            found = next((it for it in items if name in {it.get("id"), it.get("version")}), None)
        else:
            found = found.get(name) if isinstance(found, dict) else None
    return found


def bundle(past: Past, commit: str, policy: str) -> Bundle:
    """A policy with its Swedish words in a commit."""
    words = past.document(commit, f"policies/{policy}.sv.yaml")
    return Bundle(
        id=policy,
        policy=past.document(commit, f"policies/{policy}.yaml"),
        words={} if words is None else {"sv": words},
    )


def _told(line: str) -> Told:
    commit, parents, author, email, on, subject = line.split("\0")
    return Told(commit, tuple(parents.split()), author, email, datetime.fromisoformat(on), subject)


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None
