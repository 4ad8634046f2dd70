"""Which file is what, told by its path alone."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from enum import StrEnum

from policykit.model.value import dataclass


class FileKind(StrEnum):
    """The kinds of file a policy repository holds."""

    SETTINGS = "settings"
    ORGANISATION = "organisation"
    POLICY = "policy"
    TRANSLATION = "translation"
    RECORD = "record"
    ASSESSMENT = "assessment"
    AREAS = "areas"
    MEASURES = "measures"
    FRAMEWORK = "framework"
    VOCABULARY = "vocabulary"
    UNIONS = "unions"
    EXTENSION = "extension"
    SCHEMA_COPY = "schema copy"
    TEMPLATE = "template"
    OTHER = "other"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class FileName:
    """What a path says: the kind, the id it belongs to, its locale, whether it is coming."""

    kind: FileKind
    id: str = ""
    locale: str = ""
    coming: bool = False
    advice: str = ""


SETTINGS_PATH = "policykit.yaml"
_DIRECTLY_BELOW = 2
_SLASH = re.compile("/")
_LOCALE = re.compile(r"[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*")
ASSESSMENT = re.compile(
    r"(?P<date>[0-9]{4}-(?:0[1-9]|1[0-2])(?:-[0-3][0-9])?)-(?P<rest>[a-z][a-z0-9-]*)\.yaml"
)
"""The name of an assessment: a month or a day, and the area."""

_DATA = (".yaml", ".yml", ".json")
_NAMED = {
    "areas.yaml": FileKind.AREAS,
    "measures.yaml": FileKind.MEASURES,
    "vocabulary.yaml": FileKind.VOCABULARY,
    "unions.yaml": FileKind.UNIONS,
}


def file_name(path: str) -> FileName:
    """What the file at a POSIX path relative to the root is."""
    parts = tuple(path.split("/"))
    if path == SETTINGS_PATH:
        return FileName(FileKind.SETTINGS)
    if parts[0] == "templates":
        return FileName(FileKind.TEMPLATE)
    if parts[0] == "schemas":
        return _schema_file(parts)
    if parts[0] == "policies":
        return _policy_file(parts)
    return FileName(FileKind.OTHER)


def _schema_file(parts: tuple[str, ...]) -> FileName:
    name = parts[-1]
    if name.endswith(".schema.json"):
        return FileName(FileKind.SCHEMA_COPY)
    if name in _NAMED and "/".join(parts) == f"schemas/{name}":
        return FileName(_NAMED[name])
    folder = "/".join(parts[1:-1])
    if folder == "frameworks" and name.endswith(".yaml"):
        return FileName(FileKind.FRAMEWORK, id=name.removesuffix(".yaml"))
    if folder == "extensions" and name.endswith(".json"):
        return FileName(FileKind.EXTENSION, id=name.removesuffix(".json"))
    if not name.endswith(_DATA):
        return FileName(FileKind.OTHER)
    return FileName(
        FileKind.UNKNOWN,
        advice="Under schemas/ belong areas.yaml, measures.yaml, frameworks/<id>.yaml and "
        "extensions/<name>.json.",
    )


def _policy_file(parts: tuple[str, ...]) -> FileName:
    name = parts[-1]
    if not name.endswith(_DATA):
        return FileName(FileKind.OTHER)
    if not name.endswith(".yaml"):
        stem = name.rpartition(".")[0]
        return FileName(FileKind.UNKNOWN, advice=f"Rename it to {stem}.yaml.")
    if parts[1] == "assessments":
        return _assessment(parts)
    stem, *rest = name.removesuffix(".yaml").split(".")
    coming = bool(rest) and rest[0] == "next"
    kind, locale = _role(rest[1:] if coming else rest)
    if stem == "organisation":
        if len(parts) > _DIRECTLY_BELOW:
            return FileName(
                FileKind.UNKNOWN,
                advice="There is one organisation, and its files stand directly in policies/.",
            )
        if kind is FileKind.POLICY:
            kind = FileKind.ORGANISATION
        if coming:
            return FileName(FileKind.UNKNOWN, advice="Only policies have such a file.")
    if kind is FileKind.UNKNOWN or (coming and kind is FileKind.RECORD):
        return FileName(
            FileKind.UNKNOWN,
            advice=f"A policy is {stem}.yaml, its words {stem}.sv.yaml, its coming version "
            f"{stem}.next.yaml, its record {stem}.record.yaml.",
        )
    return FileName(kind, id=stem, locale=locale, coming=coming)


def _assessment(parts: tuple[str, ...]) -> FileName:
    if len(parts) == _DIRECTLY_BELOW + 1 and ASSESSMENT.fullmatch(parts[-1]):
        return FileName(FileKind.ASSESSMENT)
    return FileName(
        FileKind.UNKNOWN,
        advice="An assessment stands directly in policies/assessments and is called by its month "
        "or day and its area: 2026-11-complaints.yaml or 2026-11-22-complaints.yaml.",
    )


def _role(endings: list[str]) -> tuple[FileKind, str]:
    """What the endings between the id and `.yaml` make of a file, and its locale."""
    if not endings:
        return FileKind.POLICY, ""
    if endings == ["record"]:
        return FileKind.RECORD, ""
    if len(endings) == 1 and _LOCALE.fullmatch(endings[0]):
        return FileKind.TRANSLATION, endings[0]
    return FileKind.UNKNOWN, ""


def is_below(path: str, paths: tuple[str, ...]) -> bool:
    """Whether a path is one of these or in one of these folders; no paths mean all."""
    return below(paths)(path)


def below(paths: tuple[str, ...]) -> Callable[[str], bool]:
    """The same for many paths: as quick for a thousand chosen ones as for one."""
    if not paths or not {"", "."}.isdisjoint(paths):
        return lambda _: True
    files, folders = frozenset(paths), frozenset(each.rstrip("/") for each in paths)

    return lambda path: path in files or not folders.isdisjoint(_above(path))


def without_files(paths: Iterable[str], listed: Sequence[str]) -> Iterator[str]:
    """The chosen paths at and below which nothing is listed."""
    files, folders = frozenset(listed), {folder for path in listed for folder in _above(path)}
    for path in paths:
        is_all = path in {"", "."} and bool(listed)
        if not (is_all or path in files or path.rstrip("/") in folders):
            yield path


def _above(path: str) -> Iterator[str]:
    return (path[: found.start()] for found in _SLASH.finditer(path))
