"""`policykit render`: what it says, what it writes, and what it leaves alone."""

from __future__ import annotations

import os
import pty
import resource
import subprocess
import sys
from hashlib import sha256
from pathlib import Path

import pytest
from tests.cli.conftest import SMALL, make_small
from tests.support.program import SOURCE, Program, scrubbed

SETTINGS = """\
format: 1
frameworks: []
locales: {source: en, offered: [sv]}
handbooks:
  staff: {title: Staff handbook, formats: [site, markdown, pdf]}
"""


def printed(folder: Path) -> dict[str, str]:
    return {
        path.relative_to(folder).as_posix(): sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


@pytest.fixture
def shop(small: Path) -> Path:
    (small / "policykit.yaml").write_text(SETTINGS, encoding="utf-8")
    return small


def test_the_summary_tells_sizes_pages_and_what_is_not_translated(
    policykit: Program, shop: Path
) -> None:
    done = policykit.at(shop)("render", "-f", "markdown", "-f", "pdf", "--output", "book")
    assert done.exit_code == 0
    assert done.stderr == ""
    lines = [line.rstrip() for line in done.stdout.split("\n")]
    size = sum((shop / "book" / f"staff.{name}.pdf").stat().st_size for name in ("en", "sv"))
    assert lines == [
        "staff (markdown): 2 files, 3 KiB",
        "  sv: 2 texts are not translated and printed in the source language",
        "  open book/staff.en.md",
        "  open book/staff.sv.md",
        f"staff (pdf): 2 files, 16 pages, {size // 1024} KiB",
        "  sv: 2 texts are not translated and printed in the source language",
        "  open book/staff.en.pdf",
        "  open book/staff.sv.pdf",
        "",
    ]
    assert policykit.at(shop)("render", "-q", "-f", "markdown", "-o", "book").stdout == ""


def test_characters_without_a_letter_are_told_with_the_place_of_the_first(
    policykit: Program, shop: Path
) -> None:
    text = SMALL.replace("your first name.", "your first name 🙂, 中 or 🙂.")
    (shop / "policies" / "phone-manners.yaml").write_text(text, encoding="utf-8")
    done = policykit.at(shop)("render", "--locale", "en", "--output", "book")
    assert done.exit_code == 0
    note = (
        "  2 different characters have no letter in the fonts and are printed as boxes with their "
        "codes; the first stands at policies/phone-manners.yaml:12, U+1F642 slightly smiling face."
    )
    assert done.stdout.split("\n").count(note) == 1
    one = text.replace(", 中 or", " or")
    (shop / "policies" / "phone-manners.yaml").write_text(one, encoding="utf-8")
    done = policykit.at(shop)("render", "--locale", "en", "-f", "pdf", "--output", "book")
    assert "  1 character has no letter in the fonts and is printed as a box" in done.stdout


def at_a_terminal(shop: Path, *arguments: str, **environment: str) -> str:
    """What stands on standard error where that is a terminal."""
    ours, theirs = pty.openpty()
    command = [sys.executable, "-m", "policykit", "render", "-f", "markdown", *arguments]
    around = scrubbed(os.environ) | {"PYTHONPATH": SOURCE, "TERM": "xterm"} | environment
    with subprocess.Popen(
        command, cwd=shop, env=around, stdout=subprocess.DEVNULL, stderr=theirs
    ) as process:
        os.close(theirs)
        said = b""
        while True:
            try:
                part = os.read(ours, 4096)
            except OSError:
                break
            if not part:
                break
            said += part
        assert process.wait(60) == 0
    os.close(ours)
    return said.decode()


def test_a_bar_shows_a_person_how_far_it_is(shop: Path) -> None:
    said = at_a_terminal(shop, "--output", "book")
    assert "staff (markdown, sv)" in said
    assert "1/2" in said


@pytest.mark.parametrize(
    ("arguments", "environment"), [(("--quiet",), {}), ((), {"CI": "true"}), ((), {"TERM": "dumb"})]
)
def test_nobody_else_sees_a_bar(
    shop: Path, arguments: tuple[str, ...], environment: dict[str, str]
) -> None:
    assert at_a_terminal(shop, *arguments, "--output", "book", **environment) == ""


def test_a_full_disk_leaves_the_old_handbook_whole(policykit: Program, shop: Path) -> None:
    program = policykit.at(shop)
    assert program("render", "-f", "site", "--output", "book").exit_code == 0
    before = printed(shop)

    def small_disk() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (2048, 2048))

    done = subprocess.run(
        [sys.executable, "-m", "policykit", "render", "-f", "site", "--output", "book"],
        capture_output=True,
        check=False,
        cwd=shop,
        env=scrubbed(os.environ) | {"PYTHONPATH": SOURCE, "PYTHONDONTWRITEBYTECODE": "1"},
        preexec_fn=small_disk,
        text=True,
        timeout=60,
    )
    assert done.returncode == 2
    assert done.stdout == ""
    assert done.stderr.startswith("error[cannot-write]: This cannot be written: file too large.")
    assert "Traceback" not in done.stderr
    assert printed(shop) == before


@pytest.mark.skipif(
    hasattr(os, "geteuid") and os.geteuid() == 0, reason="the superuser writes everywhere"
)
def test_a_folder_that_cannot_be_written_leaves_the_old_handbook_whole(
    policykit: Program, shop: Path
) -> None:
    program = policykit.at(shop)
    assert program("render", "-f", "site", "--output", "out/book").exit_code == 0
    before = printed(shop)
    (shop / "out").chmod(0o555)
    try:
        done = program("render", "-f", "site", "--output", "out/book")
    finally:
        (shop / "out").chmod(0o755)
    assert (done.exit_code, done.stdout) == (2, "")
    assert done.stderr.startswith("error[cannot-write]: ")
    assert printed(shop) == before


def test_a_file_in_the_way_and_a_foreign_folder_are_left_alone(
    policykit: Program, tmp_path: Path
) -> None:
    shop = make_small(tmp_path / "other")
    (shop / "policykit.yaml").write_text(SETTINGS, encoding="utf-8")
    (shop / "photos").mkdir()
    (shop / "photos" / "dog.jpg").write_bytes(b"dog")
    (shop / "list").write_bytes(b"eggs")
    before = printed(shop)
    for target, reference in (
        ("photos", "foreign-output-folder"),
        ("list", "output-is-file"),
        ("list/book", "cannot-write"),
    ):
        done = policykit.at(shop)("render", "-f", "markdown", "--output", target)
        assert (done.exit_code, done.stdout) == (2, "")
        assert done.stderr.startswith(f"error[{reference}]: ")
        assert "\n  do: " in done.stderr
        assert printed(shop) == before
