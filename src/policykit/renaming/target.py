"""The thing a name stands for: which files it is at home in, and what changes with its id."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from policykit.library import read
from policykit.library.bundle import mapping
from policykit.library.cited import FRAMEWORK, POLICY, Renaming, dotted
from policykit.library.files import FileKind, file_name
from policykit.library.walk import Walk, walk
from policykit.model.document import Document
from policykit.model.errors import SourceError
from policykit.model.policy_shape import POLICY as SHAPE
from policykit.model.portable import demand_portable
from policykit.model.value import dataclass
from policykit.renaming.asked import (
    demand_free_item,
    demand_free_policy,
    former_of,
    new_id,
    unknown,
)
from policykit.renaming.references import policy_id
from policykit.renaming.repository import Repository


@dataclass(frozen=True, slots=True)
class Target:
    """What is renamed, from which whole name to which, and the policies it is at home in."""

    renaming: Renaming
    before: str
    after: str
    homes: tuple[tuple[str, str], ...] = ()


def found(repository: Repository, old: str, new: str) -> Target:
    """The thing a name stands for.

    Args:
        repository: the files.
        old: its whole name.
        new: its new id, alone or whole.

    Raises:
        SourceError: there is no such thing, or it cannot have the new id.
    """
    owner, dot, item = old.partition(".")
    policies = repository.policies
    if dot and not item:
        raise unknown(old, (*policies, *_frameworks(repository)))
    if owner in policies:
        return _of_policy(repository, owner, item, new)
    frameworks = _frameworks(repository)
    if owner in frameworks:
        return _requirement(frameworks, owner, item, new)
    had = _former(repository)
    now = next((policy for policy, ids in had.items() if owner in ids), "")
    known = (*policies, *(f"{each}.{item}" for each in policies if item), *frameworks)
    raise unknown(old, known, ".".join(part for part in (now, item) if part) if now else "")


def _of_policy(repository: Repository, owner: str, item: str, new: str) -> Target:
    homes = repository.policies[owner]
    if len(homes) > 1:
        raise SourceError(
            "id-stands-twice",
            f"There are two policies {owner}, so nobody can tell which one is meant.",
            context=" and ".join(f"{folder}/{owner}.yaml" for folder, _ in homes),
            hint="Give one of them another name by hand first.",
        )
    bundle = repository.bundle(homes[0])
    versions = [each for each in (bundle.policy, bundle.coming) if each is not None]
    for document in versions:
        if policy_id(document, owner) != owner:
            raise SourceError(
                "file-name-is-not-id",
                f"This file says id: {policy_id(document, owner)[:80]}, and its name says {owner}.",
                context=document.path,
                hint="Make them the same first.",
            )
    if not item:
        demand_portable(new)
        name = new_id(owner, new)
        taken = (key[1] for key in repository.files.bundles)
        demand_free_policy(name, owner, _former(repository), taken)
        renaming = Renaming(POLICY, frozenset({owner}), item=False, before=owner, after=name)
        return Target(renaming, owner, name, homes)
    walks = [(each.path, walk(each.data, SHAPE)) for each in versions]
    ids = {dotted(it): it.kind for _, each in walks for it in each.items if it.kind != "cell"}
    if item not in ids:
        raise unknown(
            f"{owner}.{item}", (f"{owner}.{each}" for each in ids), _now(owner, item, walks)
        )
    after = ".".join((*item.split(".")[:-1], new_id(f"{owner}.{item}", new)))
    for path, walked in walks:
        demand_free_item(walked, item, after, path)
    if ids[item] == "term":
        _demand_no_field(repository, after)
    renaming = Renaming(POLICY, frozenset({owner}), item=True, before=item, after=after)
    return Target(renaming, f"{owner}.{item}", f"{owner}.{after}", homes)


def _now(owner: str, item: str, walks: Iterable[tuple[str, Walk]]) -> str:
    """What an item is called that once had this name, '' where none had."""
    parent, _, last = item.rpartition(".")
    for _, walked in walks:
        for each in walked.items:
            if each.parent == parent and last in former_of(each.value):
                return f"{owner}.{dotted(each)}"
    return ""


def _demand_no_field(repository: Repository, name: str) -> None:
    entry = repository.files.single.get(FileKind.ORGANISATION)
    fields = read.section(mapping(repository.document(entry)), "fields") if entry else {}
    if name in fields:
        raise SourceError(
            "id-taken",
            f"{name} is a merge field of the organisation: nobody could tell in {{{name}}} which "
            "of the two is meant.",
            hint="Take another id.",
        )


def _former(repository: Repository) -> Mapping[str, tuple[str, ...]]:
    """The former ids of every policy by the id of its file, as far as they can be read."""
    found: dict[str, tuple[str, ...]] = {}
    for name, homes in repository.policies.items():
        had: list[str] = []
        for key in homes:
            for each in repository.files.bundles[key]:
                is_policy = each.name.kind is FileKind.POLICY
                if is_policy and b"former_ids" in repository.content(each.entry):
                    had += former_of(repository.document(each.entry).data)
        found[name] = tuple(dict.fromkeys(had))
    return found


def _frameworks(repository: Repository) -> dict[str, Document]:
    """The frameworks of the repository by the id of their file."""
    return {
        file_name(each.path).id: repository.document(each) for each in repository.files.frameworks
    }


def _requirement(frameworks: Mapping[str, Document], owner: str, item: str, new: str) -> Target:
    if not item:
        raise SourceError(
            "no-former-ids",
            f"A framework such as {owner[:80]} keeps its name: nothing can note the one it had.",
            hint="Name a requirement of it: framework.requirement.",
        )
    ids = _ids(frameworks[owner])
    if item not in ids:
        raise unknown(f"{owner}.{item}", (f"{owner}.{each}" for each in ids))
    name = new_id(f"{owner}.{item}", new)
    owners = {owner}
    while True:
        more = {
            each
            for each, document in frameworks.items()
            if not owners.isdisjoint(read.names(mapping(document), "extends"))
        }
        if more <= owners:
            break
        owners |= more
    for each in sorted(owners):
        had = _ids(frameworks[each])
        if name in had or any(name in had[other] for other in had if other != item):
            raise SourceError(
                "id-taken",
                f"The framework {each} has or had a requirement {name}, and an id means one "
                "thing, now and in the past.",
                hint="Take another id.",
            )
        if each != owner and item in had:
            raise SourceError(
                "replaced-elsewhere",
                f"The framework {each} has a requirement {item} in place of that of {owner}; "
                "under another id it would stand beside it.",
                context=frameworks[each].path,
                hint="Rename it there by hand first.",
            )
    renaming = Renaming(FRAMEWORK, frozenset(owners), item=True, before=item, after=name)
    return Target(renaming, f"{owner}.{item}", f"{owner}.{name}")


def _ids(document: Document) -> dict[str, tuple[str, ...]]:
    """The ids of requirements with the former ids of each."""
    return {
        read.text(each, "id"): former_of(each)
        for _, each in read.items(mapping(document), "requirements")
    }
