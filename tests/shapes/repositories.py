"""The shapes a repository can have, each made from the same small shop."""

from __future__ import annotations

import os
import shutil
import subprocess
import zlib
from collections.abc import Callable, Mapping
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Final

from tests.sources.repositories import GitFolder, new_repository
from tests.threats.shop import POLICY, files

LATER: Final = datetime(2026, 10, 2, 12, tzinfo=UTC)


def _copy(shop: Path, place: Path) -> GitFolder:
    shutil.copytree(shop, place, symlinks=True)
    return GitFolder(place)


def _clone(shop: Path, place: Path, *options: str) -> GitFolder:
    place.parent.mkdir(parents=True, exist_ok=True)
    GitFolder(shop).git("clone", "--quiet", *options, shop.as_uri(), str(place))
    return GitFolder(place)


def _changed(shop: Path, word: str) -> bytes:
    return (shop / POLICY).read_bytes().replace(b"14 days", word.encode())


def _no_commit(_: Path, place: Path) -> Path:
    new_repository(place).write(files())
    return place


def _nothing(_: Path, place: Path) -> Path:
    return new_repository(place).path


def _bare(shop: Path, place: Path) -> Path:
    return _clone(shop, place, "--bare").path


def _shallow(shop: Path, place: Path) -> Path:
    return _clone(shop, place, "--depth=1").path


def _shallow_without_tag(shop: Path, place: Path) -> Path:
    return _clone(shop, place, "--depth=1", "--no-tags").path


def _filtered(filters: str) -> Callable[[Path, Path], Path]:
    def made(shop: Path, place: Path) -> Path:
        GitFolder(shop).git("config", "uploadpack.allowFilter", "true")
        return _clone(shop, place, f"--filter={filters}", "--no-local").path

    return made


def _detached(shop: Path, place: Path) -> Path:
    _copy(shop, place).git("checkout", "--quiet", "--detach")
    return place


def _worktree(shop: Path, place: Path) -> Path:
    base = _copy(shop, place.parent / f"{place.name}-main")
    base.git("worktree", "add", "--quiet", "-b", "side", str(place))
    return place


def _submodule(shop: Path, place: Path) -> Path:
    above = new_repository(place)
    above.commit("Above", {"README.md": "The shop.\n"})
    above.git("-c", "protocol.file.allow=always", "submodule", "--quiet", "add", str(shop), "rules")
    above.commit("The rules stand beside", {})
    return place / "rules"


def _superproject(shop: Path, place: Path) -> Path:
    above = _copy(shop, place)
    beside = new_repository(place.parent / f"{place.name}-beside")
    beside.commit("Beside", {"more.yaml": "a: 1\n"})
    for name in ("beside", "policies/beside"):
        above.git(
            "-c",
            "protocol.file.allow=always",
            "submodule",
            "--quiet",
            "add",
            str(beside.path),
            name,
        )
    above.commit("Others stand beside", {}, LATER)
    return place


def _sha256(_: Path, place: Path) -> Path:
    folder = new_repository(place, "--object-format=sha256")
    _history(folder)
    return place


def _history(folder: GitFolder) -> None:
    now = dict(files())
    was = dict(now)
    was[POLICY] = now[POLICY].replace(b"14 days", b"10 days")
    folder.commit("The first policies", was, datetime(2026, 6, 1, 12, tzinfo=UTC))
    folder.git("tag", "v1")
    folder.commit("Refunds take longer", now, datetime(2026, 10, 1, 12, tzinfo=UTC))


def _replaced(shop: Path, place: Path) -> Path:
    folder = _copy(shop, place)
    other = _blob(folder, _changed(shop, "99 days"))
    folder.git("replace", folder.git("rev-parse", f"HEAD:{POLICY}"), other)
    return place


def _blob(folder: GitFolder, content: bytes) -> str:
    file = folder.path / ".git" / "given"
    file.write_bytes(content)
    return folder.git("hash-object", "-w", str(file))


def _grafted(shop: Path, place: Path) -> Path:
    folder = _copy(shop, place)
    info = place / ".git" / "info"
    info.mkdir(exist_ok=True)
    (info / "grafts").write_text(folder.git("rev-parse", "HEAD") + "\n", encoding="utf-8")
    return place


def _criss_cross(shop: Path, place: Path) -> Path:
    folder = _copy(shop, place)
    folder.git("checkout", "--quiet", "-b", "one")
    folder.commit("One", {"docs/one.md": "One.\n"}, LATER)
    folder.git("checkout", "--quiet", "-b", "other", "main")
    folder.commit("Other", {"docs/other.md": "Other.\n"}, LATER)
    folder.git("branch", "kept")
    folder.git("merge", "--quiet", "-m", "There", "one", on=LATER)
    folder.git("checkout", "--quiet", "one")
    folder.git("merge", "--quiet", "-m", "Back", "kept", on=LATER)
    folder.git("checkout", "--quiet", "main")
    folder.git("merge", "--quiet", "--no-ff", "-m", "Home", "one", on=LATER)
    folder.git("tag", "--force", "v1", "other")
    return place


def _unrelated(shop: Path, place: Path) -> Path:
    folder = _copy(shop, place)
    folder.git("checkout", "--quiet", "--orphan", "alone")
    folder.commit("Alone", {}, LATER)
    return place


def _octopus(shop: Path, place: Path) -> Path:
    folder = _copy(shop, place)
    for number in range(3):
        folder.git("checkout", "--quiet", "-b", f"arm-{number}", "main")
        folder.commit(f"Arm {number}", {f"docs/arm-{number}.md": "An arm.\n"}, LATER)
    folder.git("checkout", "--quiet", "main")
    folder.git("merge", "--quiet", "-m", "Together", "arm-0", "arm-1", "arm-2", on=LATER)
    return place


def _latin_names(shop: Path, place: Path) -> Path:
    folder = _copy(shop, place)
    (Path(os.fsdecode(os.fsencode(place) + b"/policies/r\xe5d.yaml"))).write_bytes(b"format: 1\n")
    (place / "docs").mkdir(exist_ok=True)
    (Path(os.fsdecode(os.fsencode(place) + b"/docs/r\xe5d.md"))).write_bytes(b"# Rad\n")
    folder.commit("Names", {}, LATER)
    return place


def _latin_texts(shop: Path, place: Path) -> Path:
    folder = _copy(shop, place)
    changed = place / ".git" / "message"
    changed.write_bytes(b"R\xe5d f\xf6r alla\n")
    folder.write({POLICY: _changed(shop, "15 days")})
    folder.git("add", "--all")
    folder.git("-c", "i18n.commitEncoding=ISO-8859-1", "commit", "-q", "-F", str(changed), on=LATER)
    folder.write({POLICY: _changed(shop, "14 days")})
    folder.git("add", "--all")
    folder.git("commit", "-q", "--cleanup=verbatim", "-F", str(changed), on=LATER)
    return place


def _newline(shop: Path, place: Path) -> Path:
    _copy(shop, place).commit("Names", {"policies/two\nlines.yaml": "format: 1\n"}, LATER)
    return place


def _same_but_for_case(shop: Path, place: Path) -> Path:
    folder = _copy(shop, place)
    folder.commit("Names", {"policies/Returns.yaml": files()[POLICY]}, LATER)
    return place


def _same_but_for_form(shop: Path, place: Path) -> Path:
    folder = _copy(shop, place)
    folder.commit("Names", {"policies/r\u00e5d.yaml": "", "policies/ra\u030ad.yaml": ""}, LATER)
    return place


def _huge(shop: Path, place: Path) -> Path:
    folder = _copy(shop, place)
    with (place / "policies" / "huge.yaml").open("wb") as file:
        file.truncate(100 << 20)
    folder.git("-c", "core.compression=1", "add", "--all")
    folder.git("commit", "--quiet", "-m", "Huge", on=LATER)
    return place


def _pointer(shop: Path, place: Path) -> Path:
    text = f"version https://git-lfs.github.com/spec/v1\noid sha256:{'0' * 64}\nsize 4096\n"
    _copy(shop, place).commit("Large", {POLICY: text}, LATER)
    return place


def _loop(shop: Path, place: Path) -> Path:
    folder = _copy(shop, place)
    (place / "policies" / "round").symlink_to("../policies")
    (place / "policies" / "itself.yaml").symlink_to("itself.yaml")
    folder.commit("Links", {}, LATER)
    return place


def _nowhere(shop: Path, place: Path) -> Path:
    _copy(shop, place)
    shutil.rmtree(place / ".git")
    (place / ".git").write_text("gitdir: /nowhere/at/all\n", encoding="utf-8")
    return place


def _locked(shop: Path, place: Path) -> Path:
    _copy(shop, place)
    (place / ".git" / "index.lock").touch()
    return place


def _object(folder: Path, wanted: str) -> Path:
    return folder / ".git" / "objects" / wanted[:2] / wanted[2:]


def _damaged(damage: Callable[[Path], None], revision: str) -> Callable[[Path, Path], Path]:
    def made(shop: Path, place: Path) -> Path:
        folder = _copy(shop, place)
        damage(_object(place, folder.git("rev-parse", revision)))
        return place

    return made


def _scramble(file: Path) -> None:
    file.chmod(0o644)
    file.write_bytes(zlib.compress(b"blob 4\0fals" * 3))


def _cut_off(file: Path) -> None:
    file.chmod(0o644)
    file.write_bytes(file.read_bytes()[:20])


def _empty_file(file: Path) -> None:
    file.chmod(0o644)
    file.write_bytes(b"")


def _alternate(shop: Path, place: Path) -> Path:
    place.parent.mkdir(parents=True, exist_ok=True)
    GitFolder(shop).git("clone", "--quiet", "--shared", str(shop), str(place))
    return place


def _lost_alternate(shop: Path, place: Path) -> Path:
    gone = _copy(shop, place.parent / f"{place.name}-gone")
    _alternate(gone.path, place)
    shutil.rmtree(gone.path)
    return place


def _no_head(shop: Path, place: Path) -> Path:
    _copy(shop, place)
    (place / ".git" / "HEAD").write_bytes(b"\0\0\0\0")
    return place


def _bad_settings(shop: Path, place: Path) -> Path:
    _copy(shop, place)
    (place / ".git" / "config").write_text("[core\n", encoding="utf-8")
    return place


def _merging(shop: Path, place: Path) -> Path:
    folder = _copy(shop, place)
    folder.git("checkout", "--quiet", "-b", "side", "v1")
    folder.commit("Side", {POLICY: _changed(shop, "21 days")}, LATER + timedelta(days=1))
    with suppress(subprocess.CalledProcessError):  # it stops, with its marks in the file
        folder.git("merge", "--quiet", "main", on=LATER)
    return place


def _no_git(shop: Path, place: Path) -> Path:
    _copy(shop, place)
    shutil.rmtree(place / ".git")
    return place


SHAPES: Final[Mapping[str, Callable[[Path, Path], Path]]] = {
    "no-commit": _no_commit,
    "nothing": _nothing,
    "bare": _bare,
    "shallow": _shallow,
    "shallow-without-tag": _shallow_without_tag,
    "partial-blobs": _filtered("blob:none"),
    "partial-trees": _filtered("tree:0"),
    "detached": _detached,
    "worktree": _worktree,
    "submodule": _submodule,
    "superproject": _superproject,
    "sha256": _sha256,
    "replaced": _replaced,
    "grafted": _grafted,
    "criss-cross": _criss_cross,
    "unrelated": _unrelated,
    "octopus": _octopus,
    "latin-names": _latin_names,
    "latin-texts": _latin_texts,
    "newline-in-name": _newline,
    "same-but-for-case": _same_but_for_case,
    "same-but-for-form": _same_but_for_form,
    "huge": _huge,
    "lfs-pointer": _pointer,
    "link-loop": _loop,
    "git-file-nowhere": _nowhere,
    "locked-index": _locked,
    "corrupt-blob": _damaged(_scramble, f"v1:{POLICY}"),
    "cut-off-blob": _damaged(_cut_off, f"v1:{POLICY}"),
    "missing-blob": _damaged(Path.unlink, f"v1:{POLICY}"),
    "missing-tree": _damaged(Path.unlink, "v1^{tree}"),
    "missing-commit": _damaged(Path.unlink, "v1^{commit}"),
    "empty-head-commit": _damaged(_empty_file, "HEAD^{commit}"),
    "alternate": _alternate,
    "lost-alternate": _lost_alternate,
    "unreadable-head": _no_head,
    "unreadable-settings": _bad_settings,
    "merge-stopped": _merging,
    "no-git": _no_git,
}
"""How each shape is made from the shop; gives the folder one works in."""
