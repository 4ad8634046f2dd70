"""Files of a source, grouped before any of them is read."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from policykit.library.files import FileKind
from policykit.library.survey import survey
from policykit.sources.port import Entry, EntryKind


@dataclass(frozen=True, slots=True)
class _Listed:
    paths: tuple[str, ...]
    kind: EntryKind = EntryKind.FILE
    detail: str = ""
    name: str = "a list"

    def entries(self) -> Sequence[Entry]:
        return [
            Entry(path, self.kind, 0, None, lambda: b"", self.detail) for path in sorted(self.paths)
        ]


def test_files_of_a_policy_are_one_bundle() -> None:
    found = survey(
        _Listed(
            (
                "policykit.yaml",
                "policies/organisation.yaml",
                "policies/organisation.sv.yaml",
                "policies/returns.yaml",
                "policies/returns.next.yaml",
                "policies/returns.sv.yaml",
                "policies/returns.record.yaml",
                "policies/shops/till.yaml",
                "policies/LICENSE",
                "schemas/areas.yaml",
                "schemas/frameworks/core.yaml",
                "schemas/extensions/own.json",
                "templates/site/page.html",
            )
        )
    )
    assert {key: len(files) for key, files in found.bundles.items()} == {
        ("policies", "returns"): 4,
        ("policies/shops", "till"): 1,
    }
    assert set(found.single) == {FileKind.SETTINGS, FileKind.ORGANISATION, FileKind.AREAS}
    assert [entry.path for entry in found.frameworks] == ["schemas/frameworks/core.yaml"]
    assert [entry.path for entry in found.extensions] == ["schemas/extensions/own.json"]
    assert set(found.organisation_words) == {"sv"}
    assert found.policies == 2
    assert found.problems == ()


def test_what_is_no_file_is_told() -> None:
    found = survey(_Listed(("policies/x.yaml",), EntryKind.SYMLINK, "leads out of the repository"))
    assert [(each.code, each.message) for each in found.problems] == [
        ("FIL001", "This is not a file we can read: it leads out of the repository.")
    ]
    assert found.policies == 0


def test_words_without_their_policy_are_told() -> None:
    found = survey(_Listed(("policies/returns.yaml", "policies/retuns.sv.yaml")))
    assert [(each.place.path, each.code, each.hint) for each in found.problems] == [
        (
            "policies/retuns.sv.yaml",
            "FIL004",
            "Did you mean returns.sv.yaml, in the folder of returns.yaml?",
        )
    ]
    found = survey(_Listed(("policies/a/returns.yaml", "policies/b/returns.sv.yaml")))
    assert [each.place.path for each in found.problems] == ["policies/b/returns.sv.yaml"]
    found = survey(_Listed(("policies/other.record.yaml",)))
    assert [each.hint for each in found.problems] == ["Write other.yaml beside it, or delete it."]
