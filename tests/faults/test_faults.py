"""The N-th step of each kind fails in turn: what was there is old or new, and it is told why."""

from __future__ import annotations

import errno
import os
import shutil
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from tests.faults.failing import ERRORS, KINDS, Failing, failing
from tests.support.program import Outcome, Program
from tests.threats import shop
from tests.threats.calls import Call
from tests.threats.given import hand_in

ALL = bool(os.environ.get("POLICYKIT_ALL_FAULTS"))
"""Every step of every command, which `make faults` asks for; else the first ones of some.

The trouble changes from step to step, but the first step of a kind meets each of them.
"""

CALLS = (
    "approve returns --role head-of-customer-service --by a-17",
    "assess returns --answers {given}/answers.yaml --by store-manager",
    "bump returns --base v1",
    "fmt",
    "import {given}/handbook.md --owner head-of-customer-service --locale en",
    "new phone --owner head-of-customer-service",
    "record add comment returns --role store-associate --says Hard.",
    "rename returns.withdrawal take-back",
    "review mark returns --by a-17 --role head-of-customer-service --outcome Nothing.",
    "schema --write",
    "translate phone-manners --locale sv",
    "lint --write-baseline --baseline lint-baseline.json",
    "lint --cache-dir {out}/cache",
    "promote returns --today 2027-02-01 --reason Changed.",
    "gaps --format json:{out}/gaps.json --format csv:{out}/gaps.csv",
    "diff v1 --format markdown:{out}/diff.md",
    "render staff --format markdown --locale en --output {out}/book",
    "templates eject site/article.html",
)
_QUICK: dict[str, int] = {"open": 0, "read": 1, "start": 1}
"""How many steps of these kinds fail where not all do; of the others it is two."""

_QUICK_CALLS = ("fmt", "new", "rename", "render", "review")

_LONGEST = 400

_UNKNOWN = (
    b"could not be read",
    b"cannot be read:",
    b"Which commit this is printed from is not known",
)
"""What is said where a file or Git could not be asked, and the rest was made all the same."""


@dataclass(frozen=True)
class Box:
    """A folder with a shop, what is handed in and where reports go, and how it was first."""

    folder: Path
    first: Path
    program: Program

    def renew(self) -> None:
        """As it was first; Git's own folder, which no command writes to, stays."""
        self.folder.mkdir(exist_ok=True)
        for each in self.folder.iterdir():
            for one in each.iterdir():
                if one.name == ".git":
                    continue
                if one.is_dir() and not one.is_symlink():
                    shutil.rmtree(one, ignore_errors=True)
                else:
                    one.unlink()
        is_new = not (self.folder / "shop" / ".git").exists()
        shutil.copytree(
            self.first,
            self.folder,
            symlinks=True,
            ignore=None if is_new else shutil.ignore_patterns(".git"),
            dirs_exist_ok=True,
        )

    def files(self) -> dict[str, bytes]:
        """What is there, but for what Git and the cache keep for themselves."""
        return {
            each.relative_to(self.folder).as_posix(): each.read_bytes()
            for each in sorted(self.folder.rglob("*"))
            if each.is_file() and ".git" not in each.parts and "sqlite3" not in each.name
        }

    def run(self, line: str) -> Outcome:
        places = (self.folder / name for name in ("shop", "out", "given"))
        return self.program(*Call(tuple(line.split())).filled(*places))


@pytest.fixture(scope="module")
def first(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A shop, what is handed in beside it, and an empty folder for reports."""
    folder = tmp_path_factory.mktemp("first")
    shop.make(folder / "shop")
    shutil.rmtree(folder / "shop" / ".git" / "hooks", ignore_errors=True)
    hand_in(folder / "given")
    (folder / "out").mkdir()
    return folder


@pytest.fixture
def box(tmp_path: Path, first: Path, policykit: Program) -> Box:
    found = Box(tmp_path / "box", first, policykit)
    found.renew()
    return replace(found, program=policykit.at(found.folder / "shop"))


def _errors(kind: str, number: int) -> Iterator[tuple[int, bool]]:
    for place, error in enumerate(ERRORS):
        if place == number % len(ERRORS) or (ALL and number == 1):
            # Nothing takes a file away on a disk that takes nothing; that is told elsewhere. And
            # what is interrupted is tried again, which would go on for ever.
            stays = kind != "remove" and error != errno.EINTR and number % 2 == 0
            yield error, stays


def _troubles(
    said: Outcome, error: int, now: dict[str, bytes], old: dict[str, bytes], new: dict[str, bytes]
) -> Iterator[str]:
    words = said.stdout + said.stderr
    if said.exit_code not in ({0, 1, 2} if error else {0, 1, 2, 130}):
        yield f"exit code {said.exit_code}"
    if "Traceback" in words or "fault of its own" in words:
        yield said.stderr
    if said.exit_code == 2 and "do:" not in words and "settings" not in words and not said.stdout:
        yield f"it is not said what to do: {words}"
    for path, content in now.items():
        if content not in {old.get(path), new.get(path)}:
            yield f"{path} is neither old nor new: {content[:60]!r}"
    yield from (f"{path} is gone" for path in old if path in new and path not in now)


@pytest.mark.parametrize("line", [it for it in CALLS if ALL or it.split()[0] in _QUICK_CALLS])
def test_what_fails_leaves_the_old_or_the_new_and_says_why(box: Box, line: str) -> None:
    old = box.files()
    whole = box.run(line)
    new = box.files()
    assert whole.exit_code in {0, 1}, whole.stderr
    wrong: list[str] = []
    for kind in KINDS:
        for number in range(1, _LONGEST):
            if not ALL and number > _QUICK.get(kind, 2):
                break
            struck = False
            for error, stays in _errors(kind, number):
                box.renew()
                fault = Failing(box.folder, kind, number, error, stays=stays)
                with failing(fault):
                    said = box.run(line)
                struck = fault.has_struck
                if not struck:
                    break
                now = box.files()
                if kind == "remove":  # what cannot be taken away stays, by a name of our own
                    now = {path: it for path, it in now.items() if "/." not in path}
                made = {path: it for path, it in now.items() if path.startswith("out/")}
                told = b"".join((said.stderr.encode(), *made.values()))
                # Reports and handbooks that say what they do not know are whole, too.
                accepted = new | (made if any(each in told for each in _UNKNOWN) else {})
                name = f"{kind} {number} {errno.errorcode.get(error, 'Ctrl-C')}{' on' * stays}"
                wrong += [f"{name}: {it}" for it in _troubles(said, error, now, old, accepted)]
            if not struck:
                break
    assert not wrong, "\n".join(wrong)
