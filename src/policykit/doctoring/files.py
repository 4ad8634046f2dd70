"""The repository: its settings, the schemas editors read, and templates of one's own."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Final

from policykit.doctoring.surroundings import Place, Reading, look, ok, wrong
from policykit.model.checkup import Check
from policykit.model.errors import PolicykitError
from policykit.model.finding import Severity

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable

    from policykit.model.template import TemplateFile

TOPIC: Final = "Repository"
_SETTINGS: Final = "policykit.yaml"
_ENDING: Final = ".schema.json"
_MODELINE: Final = re.compile(rb"^#\s*yaml-language-server:\s*\$schema=(\S+)", re.MULTILINE)
_HEAD: Final = 2_000
"""Bytes of a file in which a line for editors can stand."""
_MOST: Final = 5_000
"""Files whose beginning is looked at."""


def read(root: Path) -> Reading:
    """What can be read of a repository; what cannot is among its problems.

    Raises:
        PolicykitError: its files cannot be listed.
    """
    from policykit.library import catalogue
    from policykit.library.bundle import mapping
    from policykit.library.files import SETTINGS_PATH, FileKind
    from policykit.library.load import Loader
    from policykit.library.settings import settings
    from policykit.library.survey import survey
    from policykit.sources.worktree import WorkTree
    from policykit.validation import PAGES as SCHEMA_PAGES, load_schemas
    from policykit.yamlsource import PAGES as YAML_PAGES

    files = survey(WorkTree(root))
    problems = [each for each in files.problems if each.place.path == SETTINGS_PATH]
    entry = files.single.get(FileKind.SETTINGS)
    if entry is None:
        return Reading(problems=tuple(problems), policies=files.policies)
    document, found = Loader(load_schemas(())).document(entry)
    problems += found
    pages = (*YAML_PAGES, *SCHEMA_PAGES, *catalogue.PAGES)
    grave = {page.code: page.severity is Severity.ERROR for page in pages}
    data = mapping(document) if document is not None else {}
    return Reading(
        settings=settings(SETTINGS_PATH, data),
        problems=tuple(each for each in problems if grave.get(each.code, True)),
        policies=files.policies,
    )


def checks(place: Place) -> Iterator[Check]:
    """The settings, the copies of schemas, what editors know, and templates."""
    if place.root is None:
        yield look(
            "root",
            TOPIC,
            "There is no policy repository here, so only the program was looked at; --root names "
            "another folder.",
            "policykit init our-policies",
        )
        return
    yield _settings(place, place.root)
    copies = _copies(place.root)
    yield copies
    yield from _editor(place, place.root)
    yield from _templates(place.root)


def _settings(place: Place, root: Path) -> Check:
    name, mend = "settings", f"policykit lint {_SETTINGS}"
    if place.reading.problems:
        first, *more = place.reading.problems
        others = f" ({len(more)} more)" if more else ""
        return wrong(name, TOPIC, f"{_SETTINGS}: {first.message}{others}", mend)
    if not (root / _SETTINGS).is_file():
        return look(
            name,
            TOPIC,
            f"There is no {_SETTINGS} here, so every setting is as it comes.",
            "policykit init --missing",
        )
    number = place.reading.policies
    policies = "1 policy" if number == 1 else f"{number} policies"
    return ok(name, TOPIC, f"{_SETTINGS} is in order; {policies} here.")


def _copies(root: Path) -> Check:
    from policykit import resources

    name, mend = "schemas", "policykit schema --write"
    shipped = [
        each for each in resources.shipped("schemas").iterdir() if each.name.endswith(_ENDING)
    ]
    there = [each for each in shipped if (root / "schemas" / each.name).is_file()]
    if not there:
        return look(
            name, TOPIC, "The schemas are not here, so editors cannot tell a slip at once.", mend
        )
    stale = [each.name for each in there if not _is_same(each, root)]
    gone = [each.name for each in shipped if each not in there]
    if stale or gone:
        return look(
            name,
            TOPIC,
            f"The schemas here are not those of this version of policykit ({len(stale)} differ, "
            f"{len(gone)} are missing), so editors tell something else than lint.",
            mend,
        )
    return ok(name, TOPIC, "The schemas that editors read are those of this version.")


def _is_same(shipped: Traversable, root: Path) -> bool:
    from policykit.sources.worktree import file_now

    try:
        return shipped.read_bytes().split() == file_now(root, f"schemas/{shipped.name}").split()
    except (OSError, PolicykitError):
        return False


def _editor(place: Place, root: Path) -> Iterator[Check]:
    name = "editor"
    named, lost = _modelines(root)
    if lost:
        yield look(
            name,
            TOPIC,
            f"{lost[0]} names a schema for editors that is not there"
            + (f", and {len(lost) - 1} more files do." if len(lost) > 1 else "."),
            "policykit schema --write",
        )
        return
    settings = root / ".vscode" / "settings.json"
    if named or b"yaml.schemas" in _beginning(settings, 1_000_000):
        yield ok(name, TOPIC, "Editors know which schema a policy has.")
        return
    wanted = '{"yaml.schemas": {"./schemas/policy.schema.json": "policies/*.yaml"}}'
    if settings.exists() or place.is_windows:
        mend = "code .vscode/settings.json"
    else:
        mend = f"mkdir -p .vscode && echo '{wanted}' > .vscode/settings.json"
    yield look(
        name,
        TOPIC,
        "Editors are not told which schema a policy has, so they neither complete keys nor mark "
        f"slips; Visual Studio Code reads {wanted}.",
        mend,
    )


def _modelines(root: Path) -> tuple[int, list[str]]:
    """How many files name a schema for editors, and those that name one that is not there."""
    named, lost = 0, []
    try:
        with os.scandir(root / "policies") as listed:
            files = sorted(each.name for each in islice(listed, _MOST))
    except OSError:
        files = []
    there: dict[str, bool] = {}
    for file in files:
        if not file.endswith(".yaml"):
            continue
        found = _MODELINE.search(_beginning(root / "policies" / file, _HEAD))
        if found is None:
            continue
        named += 1
        target = found[1].decode("utf-8", "replace")
        if "://" not in target and target not in there:
            there[target] = (root / "policies" / target).is_file()
        if not there.get(target, True):
            lost.append(f"policies/{file}")
    return named, lost


def _beginning(file: Path, size: int) -> bytes:
    try:
        if not file.is_file():
            return b""
        with file.open("rb") as opened:
            return opened.read(size)
    except (OSError, ValueError):
        return b""


def _templates(root: Path) -> Iterator[Check]:
    from policykit.ejecting import templates
    from policykit.resources import shipped

    name = "templates"
    own_folder = root / "templates"
    if not own_folder.is_dir() or own_folder.resolve() == shipped("templates").resolve():
        yield ok(name, TOPIC, "There are no templates of your own; handbooks look as shipped.")
        return
    try:
        own = [each for each in templates(root) if each.own]
    except PolicykitError as error:
        where = f" ({error.context})" if error.context else ""
        yield wrong(name, TOPIC, f"{error.message}{where}", "policykit templates")
        return
    idle = [(each, block) for each in own for block in each.blocks if block.idle]
    for each, block in idle:
        near = f" (did you mean {block.near}?)" if block.near else ""
        yield look(
            f"{name}-block",
            TOPIC,
            f"templates/{each.name}:{block.line} replaces the block {block.name}, which the "
            f"shipped template does not have{near}, so it is never printed.",
            f"policykit templates show {each.name} --shipped",
        )
    unused = [each for each in own if not each.shipped and not _is_named(each, own, root)]
    for each in unused:
        yield look(
            f"{name}-unused",
            TOPIC,
            f"templates/{each.name} takes the place of no shipped template and no other one "
            "names it, so it is never used.",
            "policykit templates",
        )
    if not idle and not unused:
        number = len(own)
        said = f"{number} templates of your own fit." if number > 1 else "Your template fits."
        yield ok(name, TOPIC, said if own else "Handbooks look as shipped.")


def _is_named(template: TemplateFile, own: list[TemplateFile], root: Path) -> bool:
    wanted = template.name.encode()
    return any(
        wanted in _beginning(root / "templates" / each.name, 1_000_000)
        for each in own
        if each != template
    )
