"""What a repository declares once: roles, channels, regions, areas, frameworks, handbooks."""

from __future__ import annotations

import os
from collections.abc import Iterator
from functools import partial
from pathlib import Path

from policykit import resources
from policykit.completing.parsed import keys, parsed
from policykit.model.document import Json


def _of_organisation(section: str, root: Path, typed: str) -> Iterator[tuple[str, str]]:
    del typed
    organisation = parsed(root / "policies" / "organisation.yaml")
    yield from keys(organisation.get(section)).items()
    if section == "roles":
        yield from keys(organisation.get("role_groups")).items()


roles = partial(_of_organisation, "roles")
channels = partial(_of_organisation, "channels")
regions = partial(_of_organisation, "regions")
brands = partial(_of_organisation, "brands")


def areas(root: Path, typed: str) -> Iterator[tuple[str, str]]:
    """The repository's service areas, else the shipped ones."""
    del typed
    own = parsed(root / "schemas" / "areas.yaml")
    found = own or parsed(resources.shipped("schemas") / "areas.yaml")
    yield from keys(found.get("areas")).items()


def frameworks(root: Path, typed: str) -> Iterator[tuple[str, str]]:
    """Frameworks of the repository and shipped ones; behind a dot the requirements of one."""
    places = (root / "schemas" / "frameworks", resources.shipped("frameworks"))
    wanted, dot, _ = typed.partition(".")
    if not dot:
        for folder in places:
            yield from ((name, "") for name in _files(folder))
        return
    for folder in places:
        if wanted in _files(folder):
            for each in _listed(parsed(folder / f"{wanted}.yaml").get("requirements")):
                if isinstance(each, dict) and isinstance(each.get("id"), str):
                    title = each.get("title")
                    yield f"{wanted}.{each['id']}", title if isinstance(title, str) else ""
            return


def handbooks(root: Path, typed: str) -> Iterator[tuple[str, str]]:
    """The handbooks of policykit.yaml."""
    del typed
    yield from keys(parsed(root / "policykit.yaml").get("handbooks")).items()


def locales(root: Path, typed: str) -> Iterator[tuple[str, str]]:
    """The languages of policykit.yaml, else those the program has words for."""
    del typed
    given = parsed(root / "policykit.yaml").get("locales")
    found = []
    if isinstance(given, dict):
        found = [given.get("source", "en"), *_listed(given.get("required"))]
        found += _listed(given.get("offered"))
    for name in found or ["en", "sv", "de"]:
        if isinstance(name, str):
            yield name, ""


def _files(folder: Path) -> list[str]:
    try:
        with os.scandir(folder) as listed:
            names = sorted(each.name for each in listed)
    except OSError:
        return []
    return [name.removesuffix(".yaml") for name in names if name.endswith(".yaml")]


def _listed(value: Json) -> list[Json]:
    return value if isinstance(value, list) else []
