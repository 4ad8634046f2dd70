"""Shipped files are found, and those of the user first where that is allowed."""

from __future__ import annotations

from pathlib import Path

import pytest

from policykit import resources
from policykit.model.errors import SourceError


def test_schemas_are_found_in_the_checkout() -> None:
    found = resources.shipped("schemas")
    assert found.joinpath("policy.schema.json").is_file()
    assert resources.shipped("frameworks").joinpath("eu-consumer.yaml").is_file()


def test_an_installed_package_brings_its_own(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    inside = tmp_path / "policykit" / "shipped" / "templates" / "site"
    inside.mkdir(parents=True)
    (inside / "page.html").write_text("shipped", encoding="utf-8")
    monkeypatch.setattr(resources, "_PACKAGE", tmp_path / "policykit")
    assert resources.read_text("templates", "site/page.html") == "shipped"


def test_the_users_own_comes_first(tmp_path: Path) -> None:
    own = tmp_path / "schemas" / "frameworks" / "eu-consumer.yaml"
    own.parent.mkdir(parents=True)
    own.write_text("own: å\n", encoding="utf-8")
    assert resources.read_text("frameworks", "eu-consumer.yaml", tmp_path) == "own: å\n"
    assert resources.read_text("frameworks", "eu-consumer.yaml") != "own: å\n"


def test_schemas_are_always_the_shipped_ones(tmp_path: Path) -> None:
    own = tmp_path / "schemas" / "policy.schema.json"
    own.parent.mkdir(parents=True)
    own.write_text("{}", encoding="utf-8")
    assert resources.read_text("schemas", "policy.schema.json", tmp_path) != "{}"


@pytest.mark.parametrize("name", ["", "../pyproject.toml", "a/../../b", "/etc/passwd", "a\\b"])
def test_nothing_is_read_elsewhere(name: str, tmp_path: Path) -> None:
    assert resources.find("templates", name, tmp_path) is None
    with pytest.raises(SourceError):
        resources.read_text("templates", name, tmp_path)


def test_a_link_out_of_the_repository_is_no_file(tmp_path: Path) -> None:
    outside = tmp_path / "secret.html"
    outside.write_text("secret", encoding="utf-8")
    root = tmp_path / "repository"
    (root / "templates").mkdir(parents=True)
    (root / "templates" / "page.html").symlink_to(outside)
    assert resources.find("templates", "page.html", root) is None


def test_what_is_not_utf8_is_told(tmp_path: Path) -> None:
    own = tmp_path / "templates" / "page.html"
    own.parent.mkdir()
    own.write_bytes(b"\xff\xfe")
    with pytest.raises(SourceError) as caught:
        resources.read_text("templates", "page.html", tmp_path)
    assert caught.value.message == "page.html is not written in UTF-8."
