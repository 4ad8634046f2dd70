"""Which file is what, told by its path alone."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from pathlib import PurePosixPath


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
_LOCALE = re.compile(r"[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*")
_DATA = (".yaml", ".yml", ".json")
_NAMED = {
    "areas.yaml": FileKind.AREAS,
    "measures.yaml": FileKind.MEASURES,
    "vocabulary.yaml": FileKind.VOCABULARY,
    "unions.yaml": FileKind.UNIONS,
}


def file_name(path: str) -> FileName:
    """What the file at a POSIX path relative to the root is."""
    parts = PurePosixPath(path).parts
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
    if len(parts) == 2:  # noqa: PLR2004 - schemas/<name>
        if name in _NAMED:
            return FileName(_NAMED[name])
        if name.endswith(".schema.json"):
            return FileName(FileKind.SCHEMA_COPY)
    elif parts[1] == "frameworks" and name.endswith(".yaml"):
        return FileName(FileKind.FRAMEWORK, id=name.removesuffix(".yaml"))
    elif parts[1] == "extensions" and name.endswith(".json"):
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
        return FileName(FileKind.ASSESSMENT)
    stem, *rest = name.removesuffix(".yaml").split(".")
    coming = bool(rest) and rest[0] == "next"
    if coming:
        rest = rest[1:]
    if stem == "organisation" and not coming:
        if not rest:
            return FileName(FileKind.ORGANISATION, id=stem)
        if rest == ["record"]:
            return FileName(FileKind.UNKNOWN, advice="Only policies have a record.")
    if not rest:
        return FileName(FileKind.POLICY, id=stem, coming=coming)
    if rest == ["record"] and not coming:
        return FileName(FileKind.RECORD, id=stem)
    if len(rest) == 1 and _LOCALE.fullmatch(rest[0]):
        return FileName(FileKind.TRANSLATION, id=stem, locale=rest[0], coming=coming)
    return FileName(
        FileKind.UNKNOWN,
        advice=f"A policy is {stem}.yaml, its words {stem}.sv.yaml, its coming version "
        f"{stem}.next.yaml, its record {stem}.record.yaml.",
    )
