"""Writes the bill of materials of policykit, CycloneDX 1.6, from the locks.

python -m release.sbom FILE

Versions, digests and what is needed where come from the locks; licences and who needs whom from
what the installed packages say about themselves. The same locks give the same bytes, on every
computer and by every Python: a need counts where any of them has it, and of a package that not
all of them take, no more is told than the lock does. A time is told where SOURCE_DATE_EPOCH says
one.
"""

from __future__ import annotations

import json
import os
import re
import sys
import tomllib
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from hashlib import sha256
from importlib.metadata import metadata, requires
from pathlib import Path
from typing import Any, Final
from uuid import NAMESPACE_URL, uuid5

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from release.locks import Pin, read_lock

TOP: Final = Path(__file__).resolve().parent.parent
_SYSTEMS: Final = (
    ("linux", "posix", "Linux"),
    ("darwin", "posix", "Darwin"),
    ("win32", "nt", "Windows"),
)
_PYTHONS: Final = ("3.11", "3.12", "3.13", "3.14")
_PLACES: Final = tuple(
    {
        "extra": "",
        "implementation_name": "cpython",
        "implementation_version": f"{python}.0",
        "os_name": kind,
        "platform_machine": "x86_64",
        "platform_python_implementation": "CPython",
        "platform_release": "",
        "platform_system": name,
        "platform_version": "",
        "python_full_version": f"{python}.0",
        "python_version": python,
        "sys_platform": system,
    }
    for system, kind, name in _SYSTEMS
    for python in _PYTHONS
)
_FONTS: Final = ("SourceSans3.ttf", "SourceSans3-Italic.ttf")


def bill(top: Path, epoch: int | None = None) -> dict[str, Any]:
    """The bill of materials of the checkout `top`, as CycloneDX has it.

    Args:
        top: the folder with pyproject.toml and the locks.
        epoch: when it is made, in seconds since 1970; None tells no time.
    """
    project = tomllib.loads((top / "pyproject.toml").read_text("utf-8"))
    about = project["project"]
    pins = {
        **read_lock(top / "requirements-dev.lock"),
        **read_lock(top / "requirements.lock"),
    }
    parts = [line for lines in about["optional-dependencies"].values() for line in lines]
    needed = {name: edges(name, pins) for name in pins}
    required = reached(names(about["dependencies"]), needed)
    optional = reached(names(parts), needed) - required
    building = reached(names(project["dependency-groups"]["build"]), needed)
    scopes = {
        **dict.fromkeys(building, "excluded"),
        **dict.fromkeys(optional, "optional"),
        **dict.fromkeys(required, "required"),
    }
    version = version_of(top)
    itself = {
        "type": "application",
        "bom-ref": purl(about["name"], version),
        "name": about["name"],
        "version": version,
        "description": about["description"],
        "licenses": [{"license": {"id": about["license"]}}],
        "purl": purl(about["name"], version),
    }
    fonts = [font(top / "templates" / "pdf" / "fonts" / name) for name in _FONTS]
    refs = {name: purl(name, str(pins[name].version)) for name in sorted(scopes)}
    direct = names([*about["dependencies"], *parts, *project["dependency-groups"]["build"]])
    ours = [*(each["bom-ref"] for each in fonts), *(refs[name] for name in direct)]
    told = {
        "lifecycles": [{"phase": "build"}],
        "component": itself,
    }
    if epoch is not None:
        told["timestamp"] = datetime.fromtimestamp(epoch, UTC).isoformat()
    whole = {
        "$schema": "http://cyclonedx.org/schema/bom-1.6.schema.json",
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "version": 1,
        "metadata": told,
        "components": [
            *fonts,
            *(component(name, pins[name], scopes[name]) for name in sorted(scopes)),
        ],
        "dependencies": [
            {"ref": itself["bom-ref"], "dependsOn": sorted(ours)},
            *(
                {"ref": refs[name], "dependsOn": sorted(refs[each] for each in needed[name])}
                for name in refs
            ),
        ],
    }
    digest = sha256(json.dumps(whole, sort_keys=True).encode()).hexdigest()
    return {**whole, "serialNumber": f"urn:uuid:{uuid5(NAMESPACE_URL, digest)}"}


def version_of(top: Path) -> str:
    """The version of policykit in a checkout."""
    text = (top / "src" / "policykit" / "__init__.py").read_text("utf-8")
    (version,) = re.findall(r'^__version__ = "([^"]+)"$', text, re.MULTILINE)
    return str(version)


def component(name: str, pin: Pin, scope: str) -> dict[str, Any]:
    """A package of the lock: what it is, by whose leave, and the files it may be."""
    version = str(pin.version)
    told: dict[str, Any] = {
        "type": "library",
        "bom-ref": purl(name, version),
        "name": name,
        "version": version,
        "scope": scope,
        "purl": purl(name, version),
        "externalReferences": [
            {
                "type": "distribution",
                "url": f"https://pypi.org/project/{name}/{version}/",
                "hashes": [{"alg": "SHA-256", "content": digest} for digest in pin.hashes],
            }
        ],
    }
    if not is_everywhere(pin):
        told["properties"] = [{"name": "policykit:only-where", "value": str(pin.wanted.marker)}]
    elif licences := licences_of(name):
        told["licenses"] = licences
    return told


def licences_of(name: str) -> list[dict[str, Any]]:
    """By whose leave an installed package is used, in its own words; nothing where it is silent."""
    said = metadata(name)
    if expressions := said.get_all("License-Expression"):
        return [{"expression": each} for each in expressions]
    classified = sorted(
        line.rpartition(" :: ")[2]
        for line in said.get_all("Classifier") or []
        if line.startswith("License :: ") and line != "License :: OSI Approved"
    )
    if not classified:
        # Some put the whole text of the licence here.
        classified = [line for line in said.get_all("License") or [] if "\n" not in line]
    return [{"license": {"name": each}} for each in classified]


def font(path: Path) -> dict[str, Any]:
    """A font that the package carries."""
    digest = sha256(path.read_bytes()).hexdigest()
    return {
        "type": "file",
        "bom-ref": f"file:policykit/shipped/templates/pdf/fonts/{path.name}",
        "name": f"policykit/shipped/templates/pdf/fonts/{path.name}",
        "hashes": [{"alg": "SHA-256", "content": digest}],
        "licenses": [{"license": {"id": "OFL-1.1"}}],
    }


def edges(name: str, pins: Mapping[str, Pin]) -> frozenset[str]:
    """Which packages of the lock a package needs anywhere, without its optional parts."""
    if not is_everywhere(pins[name]):
        return frozenset()
    lines = [Requirement(line) for line in requires(name) or []]
    return frozenset(
        each
        for line in lines
        if (each := canonicalize_name(line.name)) in pins
        and (line.marker is None or any(line.marker.evaluate(place) for place in _PLACES))
    )


def is_everywhere(pin: Pin) -> bool:
    """Whether every system and every Python takes a package, so that it is installed here."""
    marker = pin.wanted.marker
    return marker is None or all(marker.evaluate(place) for place in _PLACES)


def reached(start: Iterable[str], needed: Mapping[str, frozenset[str]]) -> frozenset[str]:
    """These packages and all they need, directly or not."""
    found: set[str] = set()
    waiting = list(start)
    while waiting:
        if (name := waiting.pop()) not in found:
            found.add(name)
            waiting.extend(needed[name])
    return frozenset(found)


def names(requirements: Iterable[str]) -> list[str]:
    """The packages that requirements name."""
    return sorted({canonicalize_name(Requirement(line).name) for line in requirements})


def purl(name: str, version: str) -> str:
    """The address of a package that holds whatever registry it is taken from."""
    return f"pkg:pypi/{name}@{version}"


def main() -> None:
    """Write the bill into the file that is named."""
    told = os.environ.get("SOURCE_DATE_EPOCH")
    target = Path(sys.argv[1])
    target.parent.mkdir(parents=True, exist_ok=True)
    text = json.dumps(bill(TOP, int(told) if told else None), indent=2, sort_keys=True)
    target.write_text(text + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
