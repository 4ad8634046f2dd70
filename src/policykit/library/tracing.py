"""An item of a policy through every version of its files: its values, landed and in force."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import field, replace
from datetime import date
from difflib import get_close_matches
from functools import partial
from typing import Final

from policykit.library import read
from policykit.library.facets import Titles, facets, in_one_line
from policykit.library.head import HEAD, TOLD, day_of, facets_of, head_of, is_same_version, reason
from policykit.library.in_force import timeline
from policykit.library.lineage import Lineage, Stand
from policykit.library.slices import Slice, Slices
from policykit.library.walk import FoundItem, Walk, walk
from policykit.model.digest import content_digest, rules_digest
from policykit.model.document import Json
from policykit.model.errors import SourceError
from policykit.model.facts import HalfDigest
from policykit.model.force import PolicyState, Reign, VersionFacts
from policykit.model.history import Brought, Days, Facet, Told
from policykit.model.policy_shape import POLICY, RULES_KEYS
from policykit.model.position import Pointer
from policykit.model.value import dataclass
from policykit.sources.port import History, Landing

LAST_DAY: Final = date(9999, 12, 30)
"""The day up to which texts that wait for theirs are looked at."""

_SUGGESTIONS: Final = 3


@dataclass(frozen=True, slots=True)
class Target:
    """What is followed: an item by all names it and what it stands in have had, or a policy.

    `names` has a set of names for each part of the dotted id, none for the policy itself;
    `oldest` the oldest id by dotted id of every item, which makes a rename no change.
    """

    kind: str = "policy"
    item: str = ""
    title: str = ""
    names: tuple[tuple[str, ...], ...] = ()
    oldest: Mapping[str, str] = field(default_factory=dict)

    def is_called(self, name: str) -> bool:
        """Whether a dotted id is one the item has or had."""
        parts = name.split(".")
        return len(parts) == len(self.names) and all(
            part in names for part, names in zip(parts, self.names, strict=True)
        )


@dataclass(frozen=True, slots=True)
class Seen:
    """An item as one version has it; `mark` is the same while nothing but its layout changes."""

    mark: str
    name: str
    words: str
    facets: tuple[Facet, ...]


@dataclass(frozen=True, slots=True)
class Version:
    """What of one file matters here: its head, and the item if it has it."""

    head: Mapping[str, Json]
    seen: Seen | None


class Tracer:
    """Reads versions of a policy, each content once, and finds one item in them."""

    def __init__(self, history: History, title: Titles) -> None:
        self._history = history
        self._title = title
        self._slices = Slices()
        self._heads = Slices(lambda section, _: section in HEAD, in_part=True)
        self._found: dict[Slice, Seen | None] = {}

    def former_ids(self, key: str) -> tuple[str, ...]:
        """The former ids a version says the policy had."""
        return read.names(head_of(self._heads.of(self._history.read(key)) or ()), "former_ids")

    def target(self, lineage: Lineage, asked: str) -> Target:
        """The item of that name, now or at any time; the policy itself where it is ''.

        Raises:
            SourceError: no version ever had it; the hint has names that are near.
        """
        known: dict[str, None] = {}
        done: set[str] = set()
        for stand in reversed(lineage.stands):
            for file in (stand.main, stand.coming):
                if file is None or file[1] in done:
                    continue
                done.add(file[1])
                slices = (self._slices if asked else self._heads).of(self._history.read(file[1]))
                if slices is None:
                    continue
                if not asked:
                    return Target(title=read.text(head_of(slices), "title"))
                walked = Walk()
                for each in slices:
                    walked.items.extend(walk(each.data, POLICY).items)
                target = _target(walked, asked)
                if target is not None:
                    return target
                known.update(dict.fromkeys(map(_dotted, walked.items)))
        near = " or ".join(get_close_matches(asked, known, _SUGGESTIONS))
        policy = lineage.names[0]
        raise SourceError(
            "unknown-item",
            f"The policy {policy[:80]} never had anything of this name.",
            context=f"{policy[:80]}.{asked[:120]}",
            hint=f"Did you mean {near}?" if near else "Name an item by its id.",
        )

    def versions(self, lineage: Lineage, target: Target) -> dict[str, Version | None]:
        """Every version by its key, None where it cannot be read."""
        keys = dict.fromkeys(
            file[1] for each in lineage.stands for file in (each.main, each.coming) if file
        )
        names = target.names[-1] if target.names else ()
        slices = Slices(partial(_may_have, tuple(each.encode() for each in names)))
        return {
            key: self._version(slices.of(content), target)
            for key, content in zip(keys, self._history.read_all(keys), strict=True)
        }

    def _version(self, slices: tuple[Slice, ...] | None, target: Target) -> Version | None:
        head = head_of(slices or ())
        if slices is None or not read.text(head, "id"):
            return None
        if target.item == "":
            number = read.text(head, "version")
            return Version(head, Seen(number, read.text(head, "id"), number, facets_of(head)))
        found = (self._look(each, target) for each in slices if each.section not in TOLD)
        return Version(head, next((each for each in found if each is not None), None))

    def _look(self, piece: Slice, target: Target) -> Seen | None:
        if piece not in self._found:
            items = [it for it in walk(piece.data, POLICY).items if target.is_called(_dotted(it))]
            best = min(items, key=lambda it: target.names[-1].index(it.id), default=None)
            self._found[piece] = None if best is None else self._seen(piece, best, target)
        return self._found[piece]

    def _seen(self, piece: Slice, item: FoundItem, target: Target) -> Seen:
        # Under its latest name everywhere, so that a rename is no change.
        alone = _alone(piece.data, item.pointer)
        digest = rules_digest if piece.section in RULES_KEYS else content_digest
        half = digest(alone, target.oldest)
        return Seen(
            _mark(half),
            _dotted(item),
            in_one_line(item, self._title),
            facets(item.value, self._title),
        )


def told(
    lineage: Lineage,
    versions: Mapping[str, Version | None],
    target: Target,
    landings: Mapping[str, tuple[Landing, date]],
) -> tuple[Told, ...]:
    """The values in the order they came into force, each with the days it was.

    `landings` has every commit of the branch with the day it landed.
    """
    stands = tuple(_readable(lineage.stands, versions))
    states = [_state(each, versions, target) for each in stands]
    rows = _rows(stands, versions)
    reigns: dict[int, list[Reign]] = {}
    by_mark: dict[str, list[int]] = {}
    for number, row in enumerate(rows):
        by_mark.setdefault(row.seen.mark, []).append(number)
    for reign in timeline(states, LAST_DAY):
        numbers = by_mark.get(reign.in_force.version.rules_digest, ())
        landed = [it for it in numbers if rows[it].landed.day <= reign.first_day]
        if landed:
            reigns.setdefault(landed[-1], []).append(reign)
    values = (
        Told(
            words=row.seen.words,
            facets=row.seen.facets,
            name=row.seen.name,
            path=row.path,
            version=read.text(row.head, "version"),
            status=read.text(row.head, "status"),
            reason=row.reason,
            landed=brought(row.landed.landing, row.landed.day),
            gone=None if row.gone is None else brought(row.gone.landing, row.gone.day),
            in_force=tuple(
                Days(each.first_day, each.last_day, brought(*landings[each.in_force.started_by]))
                for each in reigns.get(number, ())
            ),
        )
        for number, row in enumerate(rows)
    )
    return tuple(sorted(values, key=_came))


def _came(value: Told) -> date:
    """The day a value came into force; the day it landed where it never will."""
    if value.in_force:
        return value.in_force[0].first
    return value.landed.day if value.gone is not None else date.max


def reigns(
    lineage: Lineage, versions: Mapping[str, Version | None], until: date
) -> tuple[Reign, ...]:
    """Which file content of a policy was in force when, up to a day; each content by itself.

    `versions` are those of the policy, not of an item.
    """
    stands = _readable(lineage.stands, versions)
    states = [_state(each, versions, None) for each in stands]
    return timeline(states, until)


def brought(landing: Landing, day: date) -> Brought:
    """A commit as it is named to people."""
    return Brought(landing.commit, landing.author, landing.subject, day)


@dataclass(frozen=True, slots=True)
class _Row:
    """A value from the commit that wrote it to the one after which it is gone."""

    seen: Seen
    head: Mapping[str, Json]
    path: str
    landed: Stand
    reason: str
    gone: Stand | None = None


def _rows(stands: Sequence[Stand], versions: Mapping[str, Version | None]) -> list[_Row]:
    rows: list[_Row] = []
    standing: dict[str, int] = {}
    for stand in stands:
        present: dict[str, _Row] = {}
        for file in (stand.main, stand.coming):
            version = versions[file[1]] if file else None
            if file and version and version.seen:
                row = _Row(version.seen, version.head, file[0], stand, reason(version.head))
                present.setdefault(version.seen.mark, row)
        for mark in standing.keys() - present.keys():
            number = standing.pop(mark)
            rows[number] = replace(rows[number], gone=stand)
        for mark, row in present.items():
            if mark not in standing:
                standing[mark] = len(rows)
                rows.append(row)
                continue
            first = rows[standing[mark]]
            if is_same_version(row.head, first.head) and reason(row.head):
                # A draft need not say yet what it supersedes.
                rows[standing[mark]] = replace(first, reason=reason(row.head))
    return rows


def _readable(stands: Iterable[Stand], versions: Mapping[str, Version | None]) -> Iterator[Stand]:
    """The stands, but for those in which a file cannot be read: the ones before go on."""
    before: tuple[object, object] = (None, None)
    for stand in stands:
        files = stand.main, stand.coming
        if files != before and all(versions[file[1]] is not None for file in files if file):
            before = files
            yield stand


def _state(
    stand: Stand, versions: Mapping[str, Version | None], target: Target | None
) -> PolicyState:
    """A policy in a commit; without a target every content is a version of its own."""
    main, coming = (
        None if file is None else _facts(file, versions[file[1]], target)
        for file in (stand.main, stand.coming)
    )
    if main is None:
        main, coming = coming, None
    return PolicyState(stand.landing.commit, stand.day, main, coming)


def _facts(
    file: tuple[str, str], version: Version | None, target: Target | None
) -> VersionFacts | None:
    if version is None:
        return None
    head = version.head
    mark = version.seen.mark if version.seen else ""
    return VersionFacts(
        path=file[0],
        key=file[1],
        status=read.text(head, "status"),
        version="" if target is not None and target.names else read.text(head, "version"),
        effective=day_of(read.text(head, "effective")),
        retired_on=day_of(read.text(head, "retired_on")),
        rules_digest=file[1] if target is None else mark,
    )


def _target(walked: Walk, asked: str) -> Target | None:
    parts = asked.split(".")
    by_name = {_dotted(item): item for item in walked.items}
    item = by_name.get(asked) or next((it for it in walked.items if _had(it, parts, by_name)), None)
    if item is None:
        return None
    chain = [by_name[name] for name in _above(_dotted(item)) if name in by_name]
    oldest: dict[str, str] = {}
    for each in walked.items:
        before = f"{each.parent}." if each.parent else ""
        first, *_ = (*_former(each), each.id)
        oldest.update({f"{before}{name}": first for name in (each.id, *_former(each))})
    title = item.value.get("title") if isinstance(item.value, dict) else None
    return Target(
        item.kind,
        _dotted(item),
        title if isinstance(title, str) else item.id.replace("-", " "),
        tuple((each.id, *reversed(_former(each))) for each in chain),
        oldest,
    )


def _had(item: FoundItem, parts: list[str], by_name: Mapping[str, FoundItem]) -> bool:
    """Whether an item has or had each part of a dotted name."""
    chain = [by_name[name] for name in _above(_dotted(item)) if name in by_name]
    return len(chain) == len(parts) and all(
        part in {each.id, *_former(each)} for part, each in zip(parts, chain, strict=True)
    )


def _above(name: str) -> Iterator[str]:
    parts = name.split(".")
    return (".".join(parts[:number]) for number in range(1, len(parts) + 1))


def _dotted(item: FoundItem) -> str:
    return f"{item.parent}.{item.id}" if item.parent else item.id


def _former(item: FoundItem) -> tuple[str, ...]:
    return read.names(item.value, "former_ids") if isinstance(item.value, dict) else ()


def _may_have(names: Sequence[bytes], section: str, content: bytes) -> bool:
    """Whether a piece tells of the version itself, or can hold an item of these names.

    An escape can hide a name.
    """
    return section in TOLD or b"\\" in content or any(name in content for name in names)


def _alone(data: Mapping[str, Json], pointer: Pointer) -> dict[str, Json]:
    """The data with nothing but the way to one item, and the ids along it."""
    key, *rest = pointer
    value = data[str(key)]
    kept: dict[str, Json] = {"id": data["id"]} if "id" in data else {}
    if not rest:
        return kept | {str(key): value}
    if isinstance(value, dict):
        return kept | {str(key): _alone(value, tuple(rest))}
    if isinstance(value, list):
        number, *deeper = rest
        item = value[int(number)]
        below: Json = _alone(item, tuple(deeper)) if deeper and isinstance(item, dict) else item
        return kept | {str(key): [below]}
    return kept


def _mark(half: HalfDigest) -> str:
    return f"{half.body}:{half.gaps}"
