from __future__ import annotations

import os
import socket
from pathlib import Path

import pytest
from hypothesis import given, settings, strategies as st

from policykit.model.errors import SourceError
from policykit.sources.port import MAXIMUM_BYTES, Entry, EntryKind
from policykit.sources.worktree import WorkTree

FILES = {
    "policykit.yaml": b"format: 1\n",
    "policies/returns.yaml": b"id: returns\n",
    "policies/north/phone.yaml": b"id: phone\n",
    "schemas/areas.yaml": b"areas: {}\n",
    "templates/page.html": b"<p>",
}
OTHERS = ("README.md", "policies/.git/x.yaml", "policies/.x.yaml.swp", "src/x.yaml", ".git/config")


@pytest.fixture
def root(tmp_path: Path) -> Path:
    shop = tmp_path / "shop"
    for name, content in FILES.items():
        (shop / name).parent.mkdir(parents=True, exist_ok=True)
        (shop / name).write_bytes(content)
    return shop


def listed(root: Path) -> dict[str, Entry]:
    entries = WorkTree(root).entries()
    assert [it.path for it in entries] == sorted(it.path for it in entries)
    return {it.path: it for it in entries}


def test_lists_what_a_policy_repository_holds_and_no_more(root: Path) -> None:
    for name in OTHERS:
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_bytes(b"no")
    found = listed(root)
    assert {path: it.read() for path, it in found.items()} == FILES
    assert {path: it.size for path, it in found.items()} == {
        path: len(content) for path, content in FILES.items()
    }
    assert {(it.kind, it.key, it.detail) for it in found.values()} == {(EntryKind.FILE, None, "")}


def test_an_empty_folder_holds_nothing(tmp_path: Path) -> None:
    assert WorkTree(tmp_path).entries() == ()


def test_is_named_by_its_folder(root: Path) -> None:
    assert WorkTree(root).name == str(root.resolve())


def outside(root: Path) -> str:
    (root.parent / "secret.yaml").write_bytes(b"secret")
    return "../../secret.yaml"


def prefix_twin(root: Path) -> str:
    """A folder beside the root whose name begins with the root's."""
    (root.parent / "shop-two").mkdir()
    (root.parent / "shop-two/x.yaml").write_bytes(b"secret")
    return str(root.parent / "shop-two/x.yaml")


def hidden(root: Path) -> str:
    (root / ".git").mkdir()
    (root / ".git/config").write_bytes(b"token")
    return "../.git/config"


def pipe(root: Path) -> str:
    (root / "pipes").mkdir()
    os.mkfifo(root / "pipes/pipe")
    return "../pipes/pipe"


LINKS = {
    "out": (outside, EntryKind.SYMLINK, "leads out of the repository"),
    "twin": (prefix_twin, EntryKind.SYMLINK, "leads out of the repository"),
    "device": (lambda _: "/dev/zero", EntryKind.SYMLINK, "leads out of the repository"),
    "folder above": (lambda _: "../..", EntryKind.SYMLINK, "leads out of the repository"),
    "hidden": (hidden, EntryKind.SYMLINK, "leads into a hidden folder"),
    "loop": (lambda _: "link.yaml", EntryKind.SYMLINK, "leads in a circle"),
    "dangling": (lambda _: "nowhere.yaml", EntryKind.SYMLINK, "leads nowhere"),
    "through a file": (lambda _: "returns.yaml/x", EntryKind.SYMLINK, "leads nowhere"),
    "same": (
        lambda _: "returns.yaml",
        EntryKind.SYMLINK,
        "leads to a file that is listed already",
    ),
    "own folder": (lambda _: ".", EntryKind.SYMLINK, "leads to a folder that is listed already"),
    "root": (lambda _: "..", EntryKind.SYMLINK, "leads to a folder that is listed already"),
    "pipe": (pipe, EntryKind.SPECIAL, "is a named pipe"),
}


@pytest.mark.parametrize("case", LINKS)
def test_a_link_that_is_not_followed(root: Path, case: str) -> None:
    target, kind, detail = LINKS[case]
    (root / "policies/link.yaml").symlink_to(target(root))
    found = listed(root)
    entry = found.pop("policies/link.yaml")
    assert (entry.kind, entry.detail) == (kind, detail)
    assert set(found) == set(FILES)
    with pytest.raises(SourceError):
        entry.read()


def test_links_inside_the_root_are_read_once(root: Path) -> None:
    (root / "shared/deep").mkdir(parents=True)
    (root / "shared/one.yaml").write_bytes(b"one")
    (root / "shared/deep/two.yaml").write_bytes(b"two")
    (root / "policies/a.yaml").symlink_to("../shared/one.yaml")
    (root / "policies/b.yaml").symlink_to("a.yaml")
    (root / "policies/c").symlink_to("../shared/deep")
    (root / "policies/d").symlink_to("../shared/deep")
    (root / "policies/e").symlink_to("../shared")
    found = listed(root)
    assert found["policies/a.yaml"].read() == b"one"
    assert found["policies/c/two.yaml"].read() == b"two"
    assert {path: it.detail for path, it in found.items() if it.kind is EntryKind.SYMLINK} == {
        "policies/b.yaml": "leads to a file that is listed already",
        "policies/d": "leads to a folder that is listed already",
        "policies/e": "leads to a folder that is listed already",
    }
    assert "policies/e/one.yaml" not in found


def test_the_policies_folder_may_be_a_link_inside(root: Path) -> None:
    (root / "policies").rename(root / "rules")
    (root / "policies").symlink_to("rules")
    assert {path: it.read() for path, it in listed(root).items()} == FILES


def test_what_is_no_ordinary_file_is_named_and_never_opened(root: Path) -> None:
    os.mkfifo(root / "policies/pipe.yaml")
    (root / "policies/folder.yaml").mkdir()
    (root / "policies/folder.yaml/in.yaml").write_bytes(b"in")
    place = root / "policies/socket"
    with socket.socket(socket.AF_UNIX) as listener:
        listener.bind(os.path.relpath(place))
        found = listed(root)
    assert {path: (it.kind, it.detail) for path, it in found.items() if it.detail} == {
        "policies/pipe.yaml": (EntryKind.SPECIAL, "is a named pipe"),
        "policies/socket": (EntryKind.SPECIAL, "is a socket"),
        "policies/folder.yaml": (
            EntryKind.DIRECTORY,
            "is a folder, though it is named like a file",
        ),
    }
    assert found["policies/folder.yaml/in.yaml"].read() == b"in"


def test_settings_that_are_a_folder_are_named(tmp_path: Path) -> None:
    (tmp_path / "policykit.yaml").mkdir()
    assert [(it.path, it.kind) for it in WorkTree(tmp_path).entries()] == [
        ("policykit.yaml", EntryKind.DIRECTORY)
    ]


@pytest.mark.parametrize("extra", [-1, 0, 1, 2, 10 << 30])
def test_reads_one_byte_over_the_limit_at_most(root: Path, extra: int) -> None:
    size = MAXIMUM_BYTES + extra
    with (root / "policies/large.yaml").open("wb") as file:
        file.truncate(size)
    entry = listed(root)["policies/large.yaml"]
    assert entry.size == size
    assert len(entry.read()) == min(size, MAXIMUM_BYTES + 1)


def test_a_pipe_that_took_the_place_of_a_file_does_not_hold_us_up(root: Path) -> None:
    entry = listed(root)["policies/returns.yaml"]
    (root / "policies/returns.yaml").unlink()
    os.mkfifo(root / "policies/returns.yaml")
    with pytest.raises(SourceError) as caught:
        entry.read()
    assert caught.value.message == "This is a named pipe, so it is not read."


def test_a_link_that_took_the_place_of_a_file_is_not_followed(root: Path) -> None:
    entry = listed(root)["policies/returns.yaml"]
    (root / "policies/returns.yaml").unlink()
    (root / "policies/returns.yaml").symlink_to(outside(root))
    with pytest.raises(SourceError) as caught:
        entry.read()
    assert caught.value.reference == "unreadable-file"


def test_a_file_that_went_away(root: Path) -> None:
    entry = listed(root)["policies/returns.yaml"]
    (root / "policies/returns.yaml").unlink()
    with pytest.raises(SourceError) as caught:
        entry.read()
    assert caught.value.context == "policies/returns.yaml"


NAMES = ["a.yaml", "A.yaml", "a b.yaml", "-rf.yaml", "å.yaml", "new\nline.yaml", "q'\".yaml", "日"]


@settings(max_examples=25, deadline=None)
@given(st.dictionaries(st.sampled_from(NAMES), st.binary(max_size=9), max_size=8))
def test_odd_names_come_back_as_they_are(
    tmp_path_factory: pytest.TempPathFactory, files: dict[str, bytes]
) -> None:
    root = tmp_path_factory.mktemp("odd")
    (root / "policies").mkdir()
    for name, content in files.items():
        (root / "policies" / name).write_bytes(content)
    found = {it.path: it.read() for it in WorkTree(root).entries()}
    assert found == {f"policies/{name}": content for name, content in files.items()}


def test_a_name_that_is_no_utf8(root: Path) -> None:
    (root / "policies" / os.fsdecode(b"\xe5.yaml")).write_bytes(b"x")
    assert listed(root)["policies/\udce5.yaml"].read() == b"x"
