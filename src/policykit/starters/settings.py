"""The settings, areas and measures a new repository begins with."""

from __future__ import annotations

from typing import Final

from policykit import resources
from policykit.library import read
from policykit.library.bundle import mapping
from policykit.model.document import Json, Origin
from policykit.starters.company import Company
from policykit.starters.laid import laid
from policykit.starters.phrases import phrase
from policykit.starters.shipped import SOURCE
from policykit.validation import Kind
from policykit.yamlsource import read as read_yaml

PATH: Final = "policykit.yaml"

_LISTS: Final = (("areas", Kind.AREAS), ("measures", Kind.MEASURES))


def settings_file(company: Company) -> bytes:
    """policykit.yaml of a company."""
    # A handbook in a language nobody has written a word in would be one in another language.
    others = [each for each in company.languages[1:] if each not in company.offered]
    later = [each for each in company.languages[1:] if each in company.offered]
    locales: dict[str, Json] = {"source": company.source}
    if others:
        locales["required"] = list(others)
    if later:
        locales["offered"] = list(later)
    staff: dict[str, Json] = {"title": phrase("handbook", company.source)}
    if others:
        staff["words"] = {each: phrase("handbook", each) for each in others}
    staff |= {"formats": ["site"], "locales": [company.source, *others]}
    return laid(
        PATH,
        Kind.SETTINGS,
        {
            "format": 1,
            "frameworks": "auto",
            "release_branch": "main",
            "locales": locales,
            "handbooks": {"staff": staff},
            "lint": {"extends": "recommended"},
            "approvals": {"default": [company.owner], "quorum": 1},
        },
    )


def lists(company: Company) -> dict[str, bytes]:
    """The areas and measures that come with the program, in the words of a company's languages."""
    found: dict[str, bytes] = {}
    for name, kind in _LISTS:
        content = resources.read_text("schemas", f"{name}.yaml").encode()
        data = mapping(read_yaml(content, Origin(name, ""))[0])
        path = f"schemas/{name}.yaml"
        entries = {
            key: _worded(each, company) if isinstance(each, dict) else each
            for key, each in read.section(data, name).items()
        }
        found[path] = laid(path, kind, {**data, name: entries})
    return found


def _worded(entry: dict[str, Json], company: Company) -> dict[str, Json]:
    said: dict[str, Json] = {SOURCE: entry["title"], **read.section(entry, "words")}
    title = said.get(company.source) or entry["title"]
    others: dict[str, Json] = {each: said[each] for each in company.languages[1:] if each in said}
    kept = {key: each for key, each in entry.items() if key != "words"}
    return {**kept, "title": title, **({"words": others} if others else {})}


def schemas() -> dict[str, bytes]:
    """The copies of the schemas that editors complete and explain keys by."""
    return {
        f"schemas/{each.name}": each.read_bytes()
        for each in sorted(resources.shipped("schemas").glob("*.schema.json"))
    }
