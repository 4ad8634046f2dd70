"""Files around policies are told of as well, and what breaks in them breaks nothing else."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pytest
from tests.lsp.client import Client
from tests.lsp.shop import FILES, made

from policykit.linting import LintRequest, lint
from policykit.lsp.live import LiveRepository
from policykit.lsp.moved import by_path
from policykit.lsp.refused import as_finding
from policykit.model.document import Origin
from policykit.model.errors import PolicykitError
from policykit.model.position import Position, Span
from policykit.yamlsource import read

SETTINGS = "policykit.yaml"
RETURNS = "policies/returns.yaml"
STRICT = FILES[SETTINGS].replace("recommended", "strict")


def codes(client: Client, place: Path) -> set[str]:
    return {code for code, *_ in client.found(place)}


@pytest.mark.parametrize(
    ("path", "text", "code", "line"),
    [
        ("policies/organisation.yaml", "nmae: x", "SCH001", 0),
        ("policies/organisation.sv.yaml", "locale: sv\nnothing: x\n", "SCH001", 1),
        ("policies/returns.sv.yaml", "translates: returns\nlocale: de\n", "STR001", 1),
        ("policies/returns.record.yaml", "review: []\n", "SCH001", 0),
        ("schemas/areas.yaml", "areas: [returns]\n", "SCH", 0),
        ("schemas/frameworks/own.yaml", "framework: own\nrequirement: []\n", "SCH001", 1),
        ("policies/assessments/2026-11-returns.yaml", "area: retruns\n", "", 0),
        ("schemas/measures.yaml", "measures: 5\n", "SCH", 0),
        (SETTINGS, "lint:\n  ignore: [nothing-at-all]\n", "unknown-rule", 1),
        (SETTINGS, "lint:\n  rules:\n    two-duties:\n      level: warn\n", "unknown-level", 3),
        (SETTINGS, "lint: {\n", "YML", 1),
        (SETTINGS, "handbook: {}\n", "SCH001", 0),
    ],
)
def test_every_kind_of_file_is_told_of(
    client: Client, shop: Path, path: str, text: str, code: str, line: int
) -> None:
    place = shop / path
    before = client.found(place)
    uri = client.open(place, text)
    client.settled()
    found = client.found(place)
    assert found != before
    assert any(each.startswith(code) and at == line for each, at, _ in found)
    client.close(uri)
    client.settled()
    assert client.found(place) == before


def test_what_cannot_be_used_of_the_organisation_is_marked_on_its_line() -> None:
    path = "policies/organisation.yaml"
    text = "name: x\ntime_zone: Europe/Stokholm\n"
    document, _ = read(text.encode(), Origin(path, ""))
    refused = PolicykitError("unknown-time-zone", "There is none.", context=f"{path}: time_zone")
    found = as_finding(refused, {path}, {path: document})
    assert found.location.path == path
    assert found.location.span == Span(Position(2, 12), Position(2, 27))


@pytest.mark.parametrize(
    "broken", ["lint: {\n", "lint:\n  ignore: [nothing]\n", "lint:\n  extends: stric\n", "- x\n"]
)
def test_broken_settings_leave_the_last_sound_ones_in_force(
    client: Client, shop: Path, broken: str
) -> None:
    uri = client.open(shop / SETTINGS, STRICT)
    client.settled()
    strict = client.found(shop / RETURNS)
    assert codes(client, shop / SETTINGS) <= {"TRN001"}
    client.replace(uri, f"format: 1\nlocales: {{source: en, required: [sv]}}\n{broken}")
    client.settled()
    assert client.found(shop / RETURNS) == strict
    assert codes(client, shop / SETTINGS)
    policy = client.open(shop / RETURNS, FILES[RETURNS].replace("{window}", "{windo}"))
    client.settled()
    assert codes(client, shop / RETURNS) >= {code for code, *_ in strict} | {"REF001"}
    client.close(policy)
    client.replace(uri, FILES[SETTINGS])
    client.settled()
    recommended = client.found(shop / RETURNS)
    assert recommended != strict


def test_a_file_deleted_under_the_editor_counts_until_it_is_closed(
    client: Client, shop: Path
) -> None:
    other = shop / "policies/complaints.yaml"
    uri = client.open(shop / RETURNS)
    (shop / RETURNS).unlink()
    client.changed_outside(shop / RETURNS, kind=3)
    client.settled()
    assert "REF003" not in codes(client, other)
    client.close(uri)
    client.settled()
    assert "REF003" in codes(client, other)
    assert client.found(shop / RETURNS) == []
    (shop / RETURNS).write_text(FILES[RETURNS])
    client.changed_outside(shop / RETURNS, kind=1)
    client.settled()
    assert "REF003" not in codes(client, other)


def test_a_file_that_is_not_saved_yet_is_there_for_others(client: Client, shop: Path) -> None:
    other = shop / "policies/complaints.yaml"
    client.open(other, FILES["policies/complaints.yaml"].replace("[returns]", "[returns, lost]", 1))
    client.settled()
    assert "REF003" in codes(client, other)
    lost = FILES["policies/complaints.yaml"].replace("id: complaints", "id: lost", 1)
    uri = client.open(shop / "policies/lost.yaml", lost)
    client.settled()
    assert "REF003" not in codes(client, other)
    client.close(uri)
    client.settled()
    assert "REF003" in codes(client, other)
    assert client.found(shop / "policies/lost.yaml") == []


def test_a_root_that_disappears_and_comes_back(client: Client, shop: Path) -> None:
    place = shop / RETURNS
    uri = client.open(place, FILES[RETURNS].replace("{window}", "{windo}"))
    client.settled()
    shutil.move(shop, f"{shop}-away")
    client.changed_outside(place, kind=3)
    client.replace(uri, FILES[RETURNS].replace("{window}", "{wind}"))
    client.settled()
    assert any("no policy repository any more" in line for line in client.log)
    assert client.found(place) == []
    shutil.move(f"{shop}-away", shop)
    client.replace(uri, FILES[RETURNS].replace("{window}", "{win}"))
    client.settled()
    assert "REF001" in codes(client, place)


def test_a_file_that_may_not_be_read_is_told_and_no_more(client: Client, shop: Path) -> None:
    other = shop / "policies/complaints.yaml"
    other.unlink()
    other.symlink_to("/etc/hostname")
    client.changed_outside(other)
    client.settled()
    assert codes(client, other) == {"FIL001"}


LINKS = {
    "out of the repository": ("policies/complaints.yaml", "{outside}/complaints.yaml"),
    "to a file that is there": ("policies/again.yaml", "returns.yaml"),
    "nowhere": ("policies/lost.yaml", "nothing.yaml"),
    "to a folder outside": ("policies/linked", "{outside}"),
    "to a folder that is there": ("policies/linked", "real"),
}


@pytest.mark.parametrize(("link", "target"), LINKS.values(), ids=LINKS)
def test_what_is_opened_through_a_link_is_judged_as_lint_does(
    tmp_path: Path, link: str, target: str
) -> None:
    root, outside = made(tmp_path / "shop"), tmp_path / "outside"
    for folder in (outside, root / "policies/real"):
        folder.mkdir()
        complaints = FILES["policies/complaints.yaml"].replace("id: complaints", "id: more")
        (folder / "complaints.yaml").write_text(complaints)
    (root / link).unlink(missing_ok=True)
    (root / link).symlink_to(target.format(outside=outside))
    path = link if link.endswith(".yaml") else f"{link}/complaints.yaml"
    unsaved = {path: b"statements: [\n"}

    def today(_: str) -> date:
        return date(2026, 11, 22)

    found = LiveRepository(root, today).full(unsaved).findings
    wanted = by_path(lint(LintRequest(root=root), today).findings)
    assert {each: set(findings) for each, findings in found.items()} == {
        each: set(findings) for each, findings in wanted.items()
    }
    assert {each.code for each in wanted.get(link, ())} == ({"FIL001"} if link == path else set())
    assert path not in found or path == link


def test_several_roots_and_a_bare_folder(tmp_path: Path) -> None:
    first = made(tmp_path / "work/first")
    second = made(tmp_path / "work/second")
    bare = made(tmp_path / "bare")
    (bare / SETTINGS).unlink()
    (second / RETURNS).write_text(FILES[RETURNS].replace("{window}", "{windo}"))
    elsewhere = made(tmp_path / "elsewhere")
    with Client(tmp_path / "work", bare) as client:
        client.settled()
        assert (bare / RETURNS).as_uri() in client.told or client.found(
            bare / "policies/organisation.yaml"
        ) == []
        client.open(first / RETURNS)
        client.open(second / "policies/complaints.yaml")
        client.open(elsewhere / RETURNS, "statements: {\n")
        client.settled()
        assert "REF001" in codes(client, second / RETURNS)
        assert "REF001" not in codes(client, first / RETURNS)
        assert not [uri for uri in client.told if uri.startswith(elsewhere.as_uri())]
        client.folders(removed=[tmp_path / "work"], added=[elsewhere])
        client.settled()
        assert client.found(second / RETURNS) == []
        assert codes(client, elsewhere / RETURNS)
        assert client.end() == 0


def test_a_workspace_reached_by_a_link_keeps_its_name(tmp_path: Path) -> None:
    made(tmp_path / "real")
    link = tmp_path / "link"
    link.symlink_to(tmp_path / "real")
    with Client(link) as client:
        client.open(link / RETURNS, FILES[RETURNS].replace("{window}", "{windo}"))
        client.settled()
        assert "REF001" in codes(client, link / RETURNS)
        assert all(uri.startswith(link.as_uri()) for uri in client.told)
