from __future__ import annotations

from datetime import date
from functools import cache
from pathlib import Path

from policykit import resources
from policykit.handbook.book import Imprint, book
from policykit.handbook.view import View
from policykit.library.bundle import mapping
from policykit.library.load import Loader
from policykit.library.survey import survey
from policykit.library.whole import load
from policykit.locale.words import Locales
from policykit.model.book import Book
from policykit.model.config import HandbookSettings
from policykit.model.document import Json, Origin
from policykit.model.library import Library
from policykit.rendering import Templates
from policykit.sources.worktree import WorkTree
from policykit.validation import load_schemas
from policykit.yamlsource import read

ROOT = Path(__file__).parents[2]
TODAY = date(2026, 11, 21)
LOCALES = Locales()
SCHEMAS = load_schemas()
TEMPLATES = Templates(resources.shipped("templates"))
STAFF = HandbookSettings(name="staff", title="Staff handbook", locales=("en", "sv"))


@cache
def shipped_table(name: str) -> dict[str, Json]:
    text = resources.read_text("schemas", name)
    document, _ = read(text.encode(), Origin(name, ""))
    return dict(mapping(document))


def library_of(root: Path, *, printed_only: bool = False) -> Library:
    files = survey(WorkTree(root))
    loader = Loader(SCHEMAS)
    around = loader.surroundings(
        files, shipped_table("vocabulary.yaml"), shipped_table("unions.yaml")
    )
    return load(files, around, loader, printed_only=printed_only).library


def written(root: Path, files: dict[str, str]) -> Library:
    for name, text in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return library_of(root)


def made(
    library: Library,
    locale: str = "en",
    *,
    handbook: HandbookSettings = STAFF,
    view: View | None = None,
    today: date = TODAY,
    preface: str = "",
    edition: str = "",
) -> Book:
    return book(
        library,
        handbook,
        locale,
        today=today,
        locales=LOCALES,
        view=view,
        preface=preface,
        imprint=Imprint(edition),
    )
