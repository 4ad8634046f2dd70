"""Where a name leads, and everything that leads there."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator
from typing import Final

from policykit.authoring.mentions import mentions_in, references_in
from policykit.authoring.places import is_kept
from policykit.authoring.snapshot import Snapshot
from policykit.authoring.spots import Spots
from policykit.authoring.things import ITEM, REQUIREMENT, RULE, Mention, Thing
from policykit.library.cited import FRAMEWORK, POLICY, Names
from policykit.library.files import FileKind, file_name
from policykit.library.frameworks import is_shipped, written_in
from policykit.library.prefaces import preface_files
from policykit.library.walk import marks
from policykit.model.document import Document, Origin, Positions
from policykit.model.errors import SourceError
from policykit.model.facts import Facts
from policykit.model.position import Location
from policykit.model.value import dataclass
from policykit.sources.port import Entry
from policykit.sources.prefaces import Prefaces

ORGANISATION_PATH: Final = "policies/organisation.yaml"
_NO_POSITIONS: Final = Positions(array("Q"), array("Q"), array("Q"))
_HOMES: Final = {"area": "schemas/areas.yaml", "measure": "schemas/measures.yaml"}


@dataclass(frozen=True, slots=True)
class Found:
    """A name of a thing and where it stands."""

    mention: Mention
    location: Location


def same(snapshot: Snapshot, thing: Thing) -> Thing:
    """A thing by the id it has now, and where it is written: ids it had lead to it, too."""
    if thing.kind == REQUIREMENT:
        framework = snapshot.around.frameworks.get(thing.owner)
        for each in framework.requirements if framework is not None else ():
            if each.id == thing.inside and each.inherited_from:
                return Thing(REQUIREMENT, each.inherited_from)
        return thing
    if thing.kind not in {POLICY, ITEM}:
        return thing
    facts = facts_of(snapshot, thing.owner)
    if facts is None:
        return thing
    if thing.kind == POLICY:
        return Thing(POLICY, facts.id)
    item = thing.inside
    versions = [each for each in (facts, facts.coming) if each is not None]
    if not any(_has(each, item) for each in versions):
        above, _, last = item.rpartition(".")
        item = next(
            (
                f"{above}.{it.id}" if above else it.id
                for each in versions
                for it in each.items
                if it.parent == above and last in it.former_ids
            ),
            item,
        )
    return Thing(ITEM, f"{facts.id}.{item}")


def _has(facts: Facts, item: str) -> bool:
    above, _, last = item.rpartition(".")
    return any(it.id == last and it.parent == above and it.kind != "cell" for it in facts.items)


def facts_of(snapshot: Snapshot, policy: str) -> Facts | None:
    """The facts of a policy by an id it has or had."""
    policies = snapshot.policies
    found = policies.get(policy) or policies.get(snapshot.index.present(snapshot.facts, policy))
    if found is not None:
        return found
    for key in snapshot.opened.files.bundles:
        if key[1] == policy and key not in snapshot.facts:
            return snapshot.facts_of(key)
    return None


def definitions(snapshot: Snapshot, thing: Thing, near: str = "") -> tuple[Found, ...]:
    """Where a thing is declared; nowhere for what comes with the program.

    Args:
        snapshot: the repository.
        thing: what is looked for.
        near: the file that is asked from; of a policy and its coming version, its own comes first.
    """
    wanted = same(snapshot, thing)
    found = [
        each
        for path in _homes(snapshot, wanted)
        for each in _in_file(snapshot, path, frozenset({wanted}))
        if each.mention.declares
    ]
    coming = bool(near) and file_name(near).coming
    return tuple(sorted(found, key=lambda it: file_name(it.location.path).coming is not coming))


def references(
    snapshot: Snapshot, thing: Thing, *, with_declaration: bool = True
) -> tuple[Found, ...]:
    """Every name of a thing in the files of a repository, by path and place."""
    wanted = same(snapshot, thing)
    things = _names(snapshot, wanted)
    found: list[Found] = []
    if is_kept(wanted):
        found += _kept(snapshot, wanted)
    else:
        for path in _paths(snapshot, wanted, things):
            found += _in_file(snapshot, path, things)
    found += _in_prefaces(snapshot, wanted, things)
    if not with_declaration:
        found = [each for each in found if not each.mention.declares]
    return tuple(sorted(found, key=_place))


def highlights(snapshot: Snapshot, path: str, thing: Thing) -> tuple[Found, ...]:
    """Every name of a thing in one file."""
    things = _names(snapshot, same(snapshot, thing))
    return tuple(sorted(_in_file(snapshot, path, things), key=_place))


def users(snapshot: Snapshot, thing: Thing) -> tuple[str, ...]:
    """The ids of the other policies that name a thing of a policy or framework, sorted."""
    wanted = same(snapshot, thing)
    home = facts_of(snapshot, wanted.owner) if wanted.kind in {POLICY, ITEM} else None
    keys = {key for each in _names(snapshot, wanted) for key in _users(snapshot, each)}
    named = {snapshot.facts[key].id or key[1] for key in keys if key in snapshot.facts}
    return tuple(sorted(named - {home.id if home is not None else ""}))


def _users(snapshot: Snapshot, thing: Thing) -> tuple[tuple[str, str], ...]:
    return snapshot.index.users(snapshot.facts, thing)


def _names(snapshot: Snapshot, thing: Thing) -> frozenset[Thing]:
    """A thing by all the names that lead to it, its own among them."""
    found = {thing}
    if thing.kind == REQUIREMENT:
        for framework in snapshot.around.frameworks.values():
            for each in framework.requirements:
                if each.inherited_from == thing.name:
                    found.add(Thing(REQUIREMENT, f"{framework.id}.{each.id}"))
    elif thing.kind in {POLICY, ITEM}:
        found.update(_former_names(snapshot, thing))
    return frozenset(found)


def _place(found: Found) -> tuple[str, int, int]:
    span = found.location.span
    return found.location.path, span.start.line if span else 0, span.start.column if span else 0


def _in_file(snapshot: Snapshot, path: str, things: frozenset[Thing]) -> Iterator[Found]:
    document = snapshot.document(path)
    if document is not None:
        yield from _among(mentions_in(snapshot, document), document, things)


def _among(
    mentions: Iterable[Mention], document: Document, things: frozenset[Thing]
) -> Iterator[Found]:
    spots: Spots | None = None
    for each in mentions:
        if each.thing not in things:
            continue
        spots = spots or Spots(document)
        span = each.span(spots)
        if span is not None:
            yield Found(each, Location(document.path, span, each.pointer))


def _kept(snapshot: Snapshot, thing: Thing) -> Iterator[Found]:
    """Every name of a thing that the organisation declares, by what is kept of each file."""
    places = snapshot.index.places
    name = (thing.name.encode(),)
    for path, entry in snapshot.entries.items():
        known = places.of(path, entry.key, thing)
        for span, declares in known or ():
            mention = Mention(thing, path, (), thing.name, declares=declares)
            yield Found(mention, Location(path, span))
        if known is None and _may_hold(entry, name):
            document = snapshot.document(path)
            if document is not None:
                mentions = mentions_in(snapshot, document)
                places.learn(document, mentions)
                yield from _among(mentions, document, frozenset({thing}))


def _homes(snapshot: Snapshot, thing: Thing) -> tuple[str, ...]:
    """The files that can declare a thing."""
    if thing.kind in {POLICY, ITEM}:
        facts = facts_of(snapshot, thing.owner)
        if facts is None:
            return ()
        coming = () if facts.coming is None else (facts.coming.path,)
        return (facts.path, *coming)
    if thing.kind in {FRAMEWORK, REQUIREMENT}:
        framework = snapshot.around.frameworks.get(thing.owner)
        if framework is None or is_shipped(framework):
            return ()
        held = (each for each in framework.requirements if each.id == thing.inside)
        return tuple(written_in(framework, each) for each in held) or (framework.path,)
    return () if thing.kind == RULE else (_HOMES.get(thing.kind, ORGANISATION_PATH),)


def _paths(snapshot: Snapshot, thing: Thing, things: frozenset[Thing]) -> Iterator[str]:
    """The files that can name a thing: at home by its id alone, elsewhere by its whole name."""
    homes = _at_home(snapshot, thing)
    short = {each.name.rpartition(".")[2].encode() for each in things}
    whole = {each.name.encode() for each in things}
    skips = _elsewhere(snapshot, thing, things, homes)
    for path, entry in snapshot.entries.items():
        if path not in skips and _may_hold(entry, short if path in homes else whole):
            yield path


def _at_home(snapshot: Snapshot, thing: Thing) -> frozenset[str]:
    """The files that need not say whose a thing is: that declare it, or are of its policy."""
    homes = set(_homes(snapshot, thing))
    if thing.kind in {POLICY, ITEM}:
        for path in tuple(homes):
            key = snapshot.key_of(path)
            group = snapshot.opened.files.bundles.get(key, ()) if key is not None else ()
            homes.update(each.entry.path for each in group)
    return frozenset(homes)


def _elsewhere(
    snapshot: Snapshot, thing: Thing, things: frozenset[Thing], homes: frozenset[str]
) -> frozenset[str]:
    """The files of policies that do not name a thing, as far as facts tell.

    Records hold names of which facts know nothing.
    """
    if thing.kind not in {POLICY, ITEM}:
        return frozenset()
    keys = {key for each in things for key in _users(snapshot, each)}
    return frozenset(
        each.entry.path
        for key, group in snapshot.opened.files.bundles.items()
        if key not in keys and key in snapshot.facts
        for each in group
        if each.entry.path not in homes and each.name.kind is not FileKind.RECORD
    )


def _former_names(snapshot: Snapshot, thing: Thing) -> Iterator[Thing]:
    """A policy or item by the ids it had."""
    facts = facts_of(snapshot, thing.owner)
    if facts is None:
        return
    owners = (facts.id, *facts.former_ids)
    if thing.kind == POLICY:
        yield from (Thing(POLICY, owner) for owner in owners)
        return
    above, _, last = thing.inside.rpartition(".")
    had = [
        former
        for version in (facts, facts.coming)
        if version is not None
        for it in version.items
        if it.parent == above and it.id == last
        for former in it.former_ids
    ]
    for owner in owners:
        for name in (last, *had):
            yield Thing(ITEM, ".".join(part for part in (owner, above, name) if part))


def _may_hold(entry: Entry, names: Iterable[bytes]) -> bool:
    try:
        content = entry.read()
    except SourceError:
        return False
    # An escape can hide a name.
    return b"\\" in content or any(name in content for name in names)


def _in_prefaces(snapshot: Snapshot, thing: Thing, things: frozenset[Thing]) -> Iterator[Found]:
    """The names in the prefaces of handbooks, which are Markdown anywhere in the repository."""
    if thing.kind not in {POLICY, ITEM}:
        return
    read = Prefaces(snapshot.root)
    for path in preface_files(snapshot.around.settings):
        content = read.content(path)
        if content is None:
            continue
        text = content.decode("utf-8", errors="replace")
        document = Document(Origin(path, ""), text, None, _NO_POSITIONS)
        spots = Spots(document)
        for each in references_in(path, marks(text, ()), Names("")):
            if each.thing in things:
                span = each.span(spots)
                if span is not None:
                    yield Found(each, Location(path, span))
