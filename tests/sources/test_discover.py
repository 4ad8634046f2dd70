from __future__ import annotations

from pathlib import Path

import pytest

from policykit.model.errors import SourceError
from policykit.sources.discover import find_root, given_root, repository_top


def make(root: Path, *names: str) -> None:
    for name in names:
        place = root / name
        if name.endswith("/"):
            place.mkdir(parents=True, exist_ok=True)
        else:
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_text("")


@pytest.mark.parametrize(
    ("names", "start", "root"),
    [
        (["shop/policykit.yaml", "shop/policies/a/"], "shop/policies/a", "shop"),
        (["shop/policykit.yaml"], "shop", "shop"),
        (["shop/policykit.yaml", "shop/policies/a.yaml"], "shop/policies/a.yaml", "shop"),
        (["shop/.git/", "shop/policies/"], "shop/policies", "shop"),
        (["shop/.git", "shop/policies/"], "shop/policies", "shop"),  # a linked work tree
        (
            ["shop/.git/", "shop/rules/policykit.yaml", "shop/rules/x/"],
            "shop/rules/x",
            "shop/rules",
        ),
        (["policykit.yaml", "shop/policykit.yaml", "shop/x/"], "shop/x", "shop"),
        (["policykit.yaml", "shop/.git/", "shop/x/"], "shop/x", "shop"),  # a repository is a border
        (
            ["shop/policykit.yaml", "shop/x/HEAD", "shop/x/objects/", "shop/x/refs/"],
            "shop/x",
            "shop",
        ),
    ],
)
def test_root_is_found(tmp_path: Path, names: list[str], start: str, root: str) -> None:
    make(tmp_path, *names)
    assert find_root(tmp_path / start) == (tmp_path / root).resolve()


def test_a_bare_repository_is_no_root(tmp_path: Path) -> None:
    make(tmp_path, "bare/HEAD", "bare/objects/", "bare/refs/", "bare/config")
    with pytest.raises(SourceError) as caught:
        find_root(tmp_path / "bare")
    assert caught.value.reference == "no-policy-repository"
    assert "policykit.yaml" in caught.value.message
    assert "policykit init" in caught.value.hint
    assert "--root DIR" in caught.value.hint


def test_a_dangling_settings_link_is_still_the_root(tmp_path: Path) -> None:
    make(tmp_path, "shop/policies/")
    (tmp_path / "shop/policykit.yaml").symlink_to("nowhere")
    assert find_root(tmp_path / "shop/policies") == (tmp_path / "shop").resolve()


def test_a_start_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(SourceError) as caught:
        find_root(tmp_path / "nowhere")
    assert caught.value.reference == "no-such-folder"


def test_a_given_root_needs_no_settings_but_is_a_folder(tmp_path: Path) -> None:
    make(tmp_path, "shop/", "file")
    (tmp_path / "link").symlink_to("shop")
    assert given_root(tmp_path / "link") == (tmp_path / "shop").resolve()
    for wrong in ("file", "nowhere"):
        with pytest.raises(SourceError) as caught:
            given_root(tmp_path / wrong)
        assert caught.value.reference == "no-such-folder"


def test_the_top_of_the_repository(tmp_path: Path) -> None:
    make(tmp_path, "shop/.git/", "shop/rules/")
    assert repository_top(tmp_path / "shop/rules") == tmp_path / "shop"
