"""`policykit new`: a draft of an area that is sound at once, with ids nothing else has."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
import yaml
from tests.support.program import Program

from policykit.starters.shipped import areas

_SHOP = (
    "--name", "Corner Shop", "--countries", "SE,GB", "--languages", "en,sv", "--channels",
    "store,phone,email,chat,web", "--yes",
)  # fmt: skip


@pytest.fixture
def shop(policykit: Program, tmp_path: Path) -> Program:
    assert policykit("init", "shop", *_SHOP).exit_code == 0
    return policykit.at(tmp_path / "shop")


def _errors(program: Program) -> list[str]:
    found = json.loads(program("lint", "--format", "json").stdout)["findings"]
    return [f"{each['code']} {each['message']}" for each in found if each["severity"] == "error"]


@pytest.mark.parametrize("begins_from", ["starter", "blank"])
def test_a_draft_of_each_area_is_sound(begins_from: str, shop: Program) -> None:
    for area in areas():
        done = shop("new", area, "--from", begins_from)
        assert done.exit_code == 0, done.stderr
        path = shop.folder / done.stdout.splitlines()[0]
        data = yaml.safe_load(path.read_text(encoding="utf-8"))
        assert (data["status"], data["areas"]) == ("draft", [area])
        assert data["id"] == path.stem
        marks = path.read_text(encoding="utf-8").count("# decide: ")
        told = done.stdout.partition("To decide:\n")[2].splitlines()
        assert len(told) == marks
    assert _errors(shop) == []
    assert shop("fmt", "--check").exit_code == 0


def test_owner_and_channels_are_those_of_the_organisation(shop: Program) -> None:
    assert shop("new", "escalation", "--owner", "store-manager").exit_code == 0
    data = yaml.safe_load((shop.folder / "policies/escalation.yaml").read_text(encoding="utf-8"))
    assert data["owner"] == "store-manager"
    assert data["scope"]["channels"] == ["in-person", "phone", "email", "chat", "web"]
    assert data["scope"]["regions"] == ["SE", "GB"]


def test_ids_are_never_used_twice(shop: Program) -> None:
    path = shop.folder / "policies/complaints.yaml"
    text = path.read_text(encoding="utf-8")
    path.write_text(
        text.replace("id: complaints\n", "id: complaints\nformer_ids: [complaints-2]\n", 1)
    )
    done = shop("new", "complaints")
    assert done.stdout.splitlines()[0] == "policies/complaints-3.yaml"
    assert "complaints is about this area, too" in done.stderr
    for taken in ("complaints", "complaints-2", "phone"):
        refused = shop("new", "complaints", "--id", taken)
        assert (refused.exit_code, "taken" in refused.stderr) == (2, True)


def test_a_second_policy_tells_what_is_promised_twice(shop: Program) -> None:
    assert shop("new", "returns", "--id", "first").exit_code == 0
    done = shop("new", "returns", "--id", "second")
    told = done.stdout.partition("Promised twice now:\n")[2].partition("\n\n")[0]
    assert "  refund-time: first.refund-time says the same\n" in told
    assert "write {first." in told
    found = json.loads(shop("lint", "--format", "json").stdout)["findings"]
    twice = [each["message"].split()[0] for each in found if each["code"] == "PRO005"]
    assert set(twice) <= set(re.findall(r"(?m)^  ([a-z-]+): first\.", told))


def test_without_an_area_they_are_listed(shop: Program) -> None:
    assert shop("new", "returns", "--id", "ours").exit_code == 0
    done = shop("new")
    assert (done.exit_code, done.stderr) == (0, "")
    rows = dict(line.split(maxsplit=1) for line in done.stdout.splitlines())
    assert rows["returns"].startswith("Returns and refunds  (")
    assert "ours" in rows["returns"]
    assert rows["training"] == "Training"
    assert len(rows) == 32


def test_a_title_of_ones_own(shop: Program) -> None:
    done = shop("new", "delivery", "--id", "furniture-delivery", "--title", "Delivery of furniture")
    assert done.exit_code == 0
    data = yaml.safe_load(
        (shop.folder / "policies/furniture-delivery.yaml").read_text(encoding="utf-8")
    )
    words = (shop.folder / "policies/furniture-delivery.sv.yaml").read_text(encoding="utf-8")
    assert data["title"] == "Delivery of furniture"
    assert "\ntitle:" not in words
    assert "\n  title:" not in words
    found = json.loads(shop("lint", "--format", "json").stdout)["findings"]
    assert [each["code"] for each in found if each["code"] in {"TRN002", "TRN009"}] == []


def test_what_others_carry_out_is_not_suggested_again(shop: Program) -> None:
    first = shop("new", "training", "--from", "blank")
    again = shop("new", "training", "--from", "blank", "--id", "more-training")
    assert first.exit_code == again.exit_code == 0
    assert first.stdout.count("\n") > again.stdout.count("\n")


@pytest.mark.parametrize(
    ("options", "told"),
    [
        (("complaint",), "Did you mean complaints?"),
        (("complaints", "--owner", "store-managr"), "Did you mean store-manager?"),
        (("complaints", "--id", "Late Delivery!"), "such as late-delivery"),
        (("complaints", "--from", "nothing"), "Use starter or blank"),
    ],
)
def test_what_cannot_be_is_told(options: tuple[str, ...], told: str, shop: Program) -> None:
    before = sorted(shop.folder.glob("policies/*"))
    done = shop("new", *options)
    assert done.exit_code == 2
    assert told in done.stderr
    assert sorted(shop.folder.glob("policies/*")) == before


@pytest.mark.parametrize("wanted", ["con", "AUX", "nul.", "Com1", "lpt9", "prn.yaml", "con "])
def test_a_name_windows_keeps_is_refused_and_another_one_offered(
    wanted: str, shop: Program
) -> None:
    before = sorted(shop.folder.glob("policies/*"))
    done = shop("new", "complaints", "--id", wanted)
    base = wanted.rstrip(". ").partition(".")[0].lower()
    assert (done.exit_code, "error[name-kept-by-windows]" in done.stderr) == (2, True)
    assert "which keeps that name for itself" in done.stderr
    assert f"such as {base}-policy." in done.stderr
    assert sorted(shop.folder.glob("policies/*")) == before
    assert shop("new", "complaints", "--id", f"{base}-policy").exit_code == 0


def test_a_name_that_only_begins_so_is_taken(shop: Program) -> None:
    for name in ("contacts", "com10", "com", "nul-and-void"):
        assert shop("new", "complaints", "--id", name).exit_code == 0


def test_a_title_windows_could_not_hold_gives_another_name(shop: Program) -> None:
    done = shop("new", "complaints", "--title", "Con")
    assert done.stdout.splitlines()[0] == "policies/con-policy.yaml"


def test_a_dry_run_shows_the_files(shop: Program) -> None:
    before = sorted(shop.folder.glob("policies/*"))
    done = shop("new", "training", "--dry-run")
    assert done.exit_code == 0
    assert "+++ b/policies/training.yaml" in done.stdout
    assert sorted(shop.folder.glob("policies/*")) == before
