"""Which file is what."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, strategies as st

from policykit.library.files import FileKind, FileName, below, file_name, is_below, without_files

MOST_SECONDS = 10
"""Far more than it takes, and far less than going through all for each."""

CASES: list[tuple[str, FileName]] = [
    ("policykit.yaml", FileName(FileKind.SETTINGS)),
    ("policies/organisation.yaml", FileName(FileKind.ORGANISATION, "organisation")),
    ("policies/organisation.sv.yaml", FileName(FileKind.TRANSLATION, "organisation", "sv")),
    ("policies/returns.yaml", FileName(FileKind.POLICY, "returns")),
    ("policies/shops/returns.yaml", FileName(FileKind.POLICY, "returns")),
    ("policies/returns.sv.yaml", FileName(FileKind.TRANSLATION, "returns", "sv")),
    ("policies/returns.pt-BR.yaml", FileName(FileKind.TRANSLATION, "returns", "pt-BR")),
    ("policies/returns.record.yaml", FileName(FileKind.RECORD, "returns")),
    ("policies/returns.next.yaml", FileName(FileKind.POLICY, "returns", "", coming=True)),
    ("policies/returns.next.sv.yaml", FileName(FileKind.TRANSLATION, "returns", "sv", coming=True)),
    ("policies/assessments/2026-11-complaints.yaml", FileName(FileKind.ASSESSMENT)),
    ("policies/assessments/2026-11-22-complaints-2.yaml", FileName(FileKind.ASSESSMENT)),
    ("policies/shops/assessments/returns.yaml", FileName(FileKind.POLICY, "returns")),
    ("policies/LICENSE", FileName(FileKind.OTHER)),
    ("policies/README.md", FileName(FileKind.OTHER)),
    ("schemas/areas.yaml", FileName(FileKind.AREAS)),
    ("schemas/measures.yaml", FileName(FileKind.MEASURES)),
    ("schemas/vocabulary.yaml", FileName(FileKind.VOCABULARY)),
    ("schemas/frameworks/eu-consumer.yaml", FileName(FileKind.FRAMEWORK, "eu-consumer")),
    ("schemas/extensions/custom.json", FileName(FileKind.EXTENSION, "custom")),
    ("schemas/policy.schema.json", FileName(FileKind.SCHEMA_COPY)),
    ("schemas/output/findings.schema.json", FileName(FileKind.SCHEMA_COPY)),
    ("templates/site/page.html", FileName(FileKind.TEMPLATE)),
]


@pytest.mark.parametrize(("path", "expected"), CASES, ids=[path for path, _ in CASES])
def test_known_files(path: str, expected: FileName) -> None:
    assert file_name(path) == expected


@pytest.mark.parametrize(
    ("path", "advice"),
    [
        ("policies/returns.yml", "Rename it to returns.yaml."),
        ("policies/returns.json", "Rename it to returns.yaml."),
        ("policies/returns.next.record.yaml", "returns.next.yaml"),
        ("policies/returns.sv.next.yaml", "returns.next.yaml"),
        ("policies/returns.Swedish!.yaml", "returns.sv.yaml"),
        ("policies/organisation.next.yaml", "Only policies"),
        ("policies/shops/organisation.yaml", "There is one organisation"),
        ("policies/shops/organisation.sv.yaml", "There is one organisation"),
        ("policies/assessments/complaints.yaml", "2026-11-complaints.yaml"),
        ("policies/assessments/2026-13-complaints.yaml", "2026-11-complaints.yaml"),
        ("policies/assessments/2026-11-complaints.sv.yaml", "2026-11-complaints.yaml"),
        ("policies/assessments/2026/2026-11-complaints.yaml", "stands directly in"),
        ("policies/assessments/2026-11-complaints.yml", "Rename it"),
        ("schemas/policies.yaml", "areas.yaml"),
        ("schemas/frameworks/deep/x.yaml", "frameworks/<id>.yaml"),
        ("schemas/extensions/x.yaml", "extensions/<name>.json"),
    ],
)
def test_misnamed_files_get_advice(path: str, advice: str) -> None:
    found = file_name(path)
    assert found.kind is FileKind.UNKNOWN
    assert advice in found.advice


PARTS = st.lists(st.sampled_from(["", ".", "a", "b", "ab"]), min_size=1, max_size=4).map("/".join)


@given(PARTS, st.lists(PARTS, max_size=4).map(tuple))
def test_below_is_at_or_in_one_of_them(path: str, chosen: tuple[str, ...]) -> None:
    expected = not chosen or any(
        each in {"", "."} or path == each or path.startswith(f"{each.rstrip('/')}/")
        for each in chosen
    )
    assert below(chosen)(path) is is_below(path, chosen) is expected


@given(st.lists(PARTS, max_size=4), st.lists(PARTS, max_size=4))
def test_what_has_no_files_is_told(chosen: list[str], listed: list[str]) -> None:
    expected = [each for each in chosen if not any(is_below(path, (each,)) for path in listed)]
    assert list(without_files(chosen, listed)) == expected


def test_many_chosen_files_cost_no_more_than_they_are() -> None:
    paths = tuple(f"policies/returns-{number}.yaml" for number in range(20_000))
    begun = time.process_time()
    assert all(map(below(paths), paths))
    assert list(without_files(paths, paths)) == []
    assert time.process_time() - begun < MOST_SECONDS
