"""Editions printed on some days, looked at on others."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings, strategies as st
from tests.cli.conftest import ORGANISATION, SMALL, make_small
from tests.sources.repositories import INHERITED, GitFolder, new_repository
from tests.support.program import Program
from tests.verify.shop import build

from policykit.handbook.reading import codes_of_file
from policykit.model.edition_code import codes_in, edition_code
from policykit.model.errors import SourceError
from policykit.verifying import VerifyRequest, verify


@pytest.fixture(scope="module", autouse=True)
def _no_repository_of_this_computer() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        for name in INHERITED:
            patch.delenv(name, raising=False)
        yield


@pytest.fixture(scope="module")
def shop(tmp_path_factory: pytest.TempPathFactory) -> GitFolder:
    return build(tmp_path_factory.mktemp("verify") / "shop")


def printed(program: Program, shop: GitFolder, output: Path, *more: str) -> Path:
    """The only file of a handbook, made as people make it."""
    made = program.at(shop.path)("render", *more, "--output", str(output))
    assert made.exit_code == 0, made.stderr
    (file,) = output.rglob("*.md")
    return file


def code_of(file: Path) -> str:
    (code,) = codes_in(file.read_text(encoding="utf-8"))
    return code


# The handbook, the commit and the day it was printed from, the day it is looked at, since when
# it has not been in force, and which policies differ: kind, versions, since when.
CASES: dict[str, tuple[str, str, str, str, str | None, list[tuple[str, str, str, str, str]]]] = {
    "the same day": ("staff", "begun", "2026-01-05", "2026-01-05", None, []),
    "weeks later": ("staff", "begun", "2026-01-20", "2026-03-09", None, []),
    "on the day of the change": (
        "staff",
        "begun",
        "2026-01-20",
        "2026-03-10",
        "2026-03-10",
        [("calls", "changed", "1.0.0", "1.1.0", "2026-03-10")],
    ),
    "a draft landed active but does not hold yet": (
        "staff",
        "stricter",
        "2026-03-10",
        "2026-04-09",
        None,
        [],
    ),
    "a new policy came into force": (
        "staff",
        "chats-active",
        "2026-04-05",
        "2026-04-30",
        "2026-04-10",
        [("chats", "new", "", "1.0.0", "2026-04-10")],
    ),
    "the coming version waits": ("staff", "planned", "2026-05-02", "2026-05-31", None, []),
    "the coming version holds without anybody's promoting it": (
        "staff",
        "planned",
        "2026-05-02",
        "2026-06-19",
        "2026-06-01",
        [("calls", "changed", "1.1.0", "2.0.0", "2026-06-01")],
    ),
    "a file broken for a day ends nothing; mended words are other words": (
        "staff",
        "planned",
        "2026-05-02",
        "2026-06-25",
        "2026-06-01",
        [
            ("calls", "changed", "1.1.0", "2.0.0", "2026-06-01"),
            ("chats", "changed", "1.0.0", "1.0.0", "2026-06-21"),
        ],
    ),
    "a rename and a move change nothing": (
        "staff",
        "renamed",
        "2026-07-01",
        "2026-08-31",
        None,
        [],
    ),
    "words in another language": ("staff", "moved", "2026-07-05", "2026-08-15", None, []),
    "words in this language": (
        "nordic",
        "moved",
        "2026-07-05",
        "2026-08-15",
        "2026-08-01",
        [("chats", "changed", "1.0.0", "1.0.0", "2026-08-01")],
    ),
    "a policy is gone": (
        "staff",
        "swedish",
        "2026-08-02",
        "2026-12-24",
        "2026-09-01",
        [("chats", "gone", "1.0.0", "", "2026-09-01")],
    ),
    "everything, years later": (
        "staff",
        "begun",
        "2026-02-01",
        "2029-01-01",
        "2026-03-10",
        [("phone-calls", "changed", "1.0.0", "2.0.0", "2026-03-10")],
    ),
    "customers see what is in force": (
        "charter",
        "chats-active",
        "2026-04-05",
        "2026-04-30",
        "2026-04-10",
        [("chats", "new", "", "1.0.0", "2026-04-10")],
    ),
    "one for each role": (
        "card",
        "stricter",
        "2026-03-12",
        "2026-04-12",
        "2026-04-10",
        [("chats", "new", "", "1.0.0", "2026-04-10")],
    ),
    "printed in the morning, changed in the afternoon": (
        "staff",
        "begun",
        "2026-03-10",
        "2026-03-11",
        "2026-03-10",
        [("calls", "changed", "1.0.0", "1.1.0", "2026-03-10")],
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_editions(name: str, shop: GitFolder, policykit: Program, tmp_path: Path) -> None:
    handbook, commit, day, on, since, differences = CASES[name]
    file = printed(policykit, shop, tmp_path, handbook, "--at", commit, "--today", day)

    verdict = verify(
        VerifyRequest(root=shop.path, edition=code_of(file)), lambda _: date.fromisoformat(on)
    )

    assert verdict.handbook.startswith(handbook)
    assert verdict.day.isoformat() == day
    assert verdict.commit == shop.git("rev-parse", f"{commit}^{{commit}}")
    assert (verdict.since and verdict.since.isoformat()) == since
    assert [
        (each.policy, each.kind.value, each.before, each.after, each.since.isoformat())
        for each in verdict.differences
    ] == differences


def test_the_mark_is_of_the_words_and_not_of_their_form(
    shop: GitFolder, policykit: Program, tmp_path: Path
) -> None:
    """Another template, layout of the files and way to print them leave the code alone."""
    with_template = tmp_path / "copy"
    shop.git("clone", "--quiet", str(shop.path), str(with_template))
    copy = GitFolder(with_template)
    copy.write(
        {
            "templates/markdown/front.md": "{{ book.edition }}\n",
            "policies/phone-calls.yaml": "# A remark.\n"
            + (with_template / "policies/phone-calls.yaml").read_text(encoding="utf-8"),
        }
    )
    day = ("--today", "2026-10-01")
    here = printed(policykit, shop, tmp_path / "one", "staff", *day)
    there = printed(policykit, copy, tmp_path / "other", "staff", *day)
    assert code_of(here) == code_of(there)
    assert here.read_bytes() != there.read_bytes()


@pytest.mark.parametrize(
    "more",
    [
        ("--today", "2026-10-02"),
        ("--locale", "sv"),
        ("--region", "GB"),
        ("--channel", "phone"),
        ("--audience", "head-of-customer-service"),
    ],
)
def test_who_it_is_for_and_when_is_in_the_mark(
    more: tuple[str, ...], shop: GitFolder, policykit: Program, tmp_path: Path
) -> None:
    plain = printed(policykit, shop, tmp_path / "one", "staff", "--today", "2026-10-01")
    other = printed(policykit, shop, tmp_path / "two", "staff", "--today", "2026-10-01", *more)
    assert code_of(plain) != code_of(other)


def test_an_edition_narrowed_when_it_was_made_is_known_by_the_same_narrowing(
    shop: GitFolder, policykit: Program, tmp_path: Path
) -> None:
    more = ("--region", "GB")
    file = printed(policykit, shop, tmp_path, "staff", "--today", "2026-10-01", *more)
    run = policykit.at(shop.path)
    unknown = run("verify", str(file), "--today", "2026-10-01")
    known = run("verify", str(file), "--today", "2026-10-01", *more)
    assert (unknown.exit_code, known.exit_code) == (2, 0)
    assert "--region" in unknown.stderr
    assert known.stdout.splitlines()[-1].split() == ["for", "GB"]


@pytest.mark.parametrize("form", ["site", "docx", "pdf", "markdown"])
def test_every_form_has_its_code_where_verify_finds_it(
    form: str, shop: GitFolder, policykit: Program, tmp_path: Path
) -> None:
    run = policykit.at(shop.path)
    made = run(
        "render", "staff", "-f", form, "--today", "2026-10-01", "--output", str(tmp_path / "made")
    )
    assert made.exit_code == 0, made.stderr
    files = [*(tmp_path / "made").glob("staff.*"), *(tmp_path / "made" / "en").rglob("*.html")]
    assert files
    for file in files:
        outcome = run("verify", str(file), "--today", "2026-10-02", "--format", "json")
        assert outcome.exit_code == 0, (file, outcome.stderr)
        told = json.loads(outcome.stdout)
        assert told["in_force"] is True
        assert told["edition"]["handbook"] == "staff"


def test_what_people_are_told(shop: GitFolder, policykit: Program, tmp_path: Path) -> None:
    made = ("staff", "--at", "planned", "--today", "2026-05-02")
    file = printed(policykit, shop, tmp_path, *made)
    run = policykit.at(shop.path)
    code = code_of(file)
    commit = shop.git("rev-parse", "planned")[:12]

    outcome = run("verify", code.lower().replace("-", ""), "--today", "2026-06-25")

    assert outcome.exit_code == 1
    assert outcome.stdout == (
        "No longer in force. It has not been since 2026-06-01.\n\n"
        f"  edition   {code}\n"
        "  handbook  Staff handbook (staff), en, 2 policies in force\n"
        f"  of        2026-05-02, from commit {commit}\n\n"
        "2 policies are told otherwise:\n"
        "  2026-06-01  About calls (calls): version 1.1.0 became 2.0.0\n"
        "  2026-06-21  About chats (chats): its words changed, still version 1.0.0\n\n"
        "Print the handbook anew with `policykit render`, and take this one away.\n"
    )
    assert run("verify", code, "--today", "2026-06-25", "--exit-zero").exit_code == 0


@pytest.mark.parametrize(
    ("edition", "reference"),
    [
        ("7K3MQ-0B9RT-2XWVA-H5C8A", "edition-slip"),
        ("7K3MQ-0B9RT-2XWVA-H5C", "edition-slip"),
        ("7K3MQ-0B9RT-2XWVA-H5C89", "edition-unknown"),
        ("no-such-file.pdf", "edition-unreadable"),
        ("policies/phone-calls.yaml", "edition-without-code"),
        ("policies", "edition-unreadable"),
    ],
)
def test_what_cannot_be_told(edition: str, reference: str, shop: GitFolder) -> None:
    file = shop.path / edition
    with pytest.raises(SourceError) as caught:
        verify(
            VerifyRequest(root=shop.path, edition=str(file) if file.exists() else edition),
            lambda _: date(2026, 10, 1),
        )
    assert caught.value.reference == reference
    assert caught.value.hint


def test_a_commit_of_another_branch_is_known_when_it_is_named(
    shop: GitFolder, policykit: Program, tmp_path: Path
) -> None:
    copy = GitFolder(tmp_path / "copy")
    shop.git("clone", "--quiet", str(shop.path), str(copy.path))
    copy.git("checkout", "--quiet", "-b", "campaign")
    path = copy.path / "policies/phone-calls.yaml"
    text = path.read_text(encoding="utf-8").replace("with a smile", "with two smiles")
    copy.commit("Two smiles", {"policies/phone-calls.yaml": text})
    file = printed(policykit, copy, tmp_path / "made", "staff", "--today", "2026-10-01")
    run = policykit.at(copy.path)
    assert run("verify", str(file), "--today", "2026-10-01").exit_code == 2
    outcome = run("verify", str(file), "--today", "2026-10-01", "--at", "campaign")
    assert outcome.exit_code == 1
    assert outcome.stdout.startswith("Not in force. It was not at the end of the day it is of")


@pytest.mark.parametrize("state", ["clean", "edited", "added", "deleted", "no Git"])
def test_the_revision_is_that_of_a_clean_tree(
    state: str, shop: GitFolder, policykit: Program, tmp_path: Path
) -> None:
    copy = GitFolder(tmp_path / "copy")
    shop.git("clone", "--quiet", str(shop.path), str(copy.path))
    files: dict[str, dict[str, bytes | str | None]] = {
        "edited": {"policies/organisation.yaml": ORGANISATION + "# A remark.\n"},
        "added": {"templates/markdown/note.md": "x"},
        "deleted": {"templates/remark.txt": None},
    }
    copy.write(files.get(state, {}))
    if state == "no Git":
        (copy.path / ".git").rename(tmp_path / "elsewhere")
    # A line end that Git sets on some computers is no change.
    calls = copy.path / "policies/phone-calls.yaml"
    calls.write_bytes(calls.read_bytes().replace(b"\n", b"\r\n"))
    file = printed(policykit, copy, tmp_path / "made", "staff", "--today", "2026-10-01")
    text = file.read_text(encoding="utf-8")
    assert (shop.git("rev-parse", "HEAD")[:12] in text) == (state == "clean")
    assert ("not from a commit" in text) == (state != "clean")


def test_an_edition_in_a_language_the_settings_do_not_name_is_known(
    shop: GitFolder, policykit: Program, tmp_path: Path
) -> None:
    file = printed(
        policykit, shop, tmp_path / "made", "staff", "--locale", "sv", "--today", "2026-10-01"
    )
    outcome = policykit.at(shop.path)("verify", str(file), "--today", "2026-10-01")
    assert outcome.exit_code == 0, outcome.stderr


def test_what_is_no_file_is_told(shop: GitFolder, policykit: Program, tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    run = policykit.at(shop.path)
    for name in ("x" * 300, str(pipe), str(tmp_path)):
        outcome = run("verify", name)
        assert outcome.exit_code == 2
        assert "error[edition-" in outcome.stderr


@pytest.mark.parametrize(
    "content", [b"PK\x03\x04" + bytes(range(256)) * 4, b"%PDF-1.7\n" + b"stream\n" * 60_000]
)
def test_a_broken_file_is_told_at_once(
    shop: GitFolder, policykit: Program, tmp_path: Path, content: bytes
) -> None:
    file = tmp_path / "broken"
    file.write_bytes(content)
    outcome = policykit.at(shop.path)("verify", str(file))
    assert outcome.exit_code == 2
    assert "error[edition-without-code]" in outcome.stderr


@given(st.integers(0, 3 << 20), st.sampled_from(["", "-", "A", " ", "\xe5", ":"]))
@settings(max_examples=60)
def test_a_code_is_found_wherever_it_stands_in_a_large_file(
    tmp_path_factory: pytest.TempPathFactory, place: int, before: str
) -> None:
    file = tmp_path_factory.getbasetemp() / "large.html"
    code = edition_code("7" * 40)
    filled = "x " * (place // 2)
    text = f"{filled}{before}{code} {filled[::-1]}"
    file.write_text(text, encoding="utf-8")
    wanted = codes_in(text)
    assert bool(wanted) == (before not in {"-", "A"})
    if wanted:
        assert codes_of_file(file) == wanted
        return
    with pytest.raises(SourceError):
        codes_of_file(file)


@pytest.mark.parametrize("around", [-300, -23, -10, -1, 0, 1, 10, 255, 256, 257])
@pytest.mark.parametrize("before", ["A", "A-", "0123456789" * 30])
def test_half_a_word_at_the_end_of_a_piece_is_no_code(
    tmp_path: Path, around: int, before: str
) -> None:
    code = edition_code("7" * 40)
    filled = " " * ((1 << 20) + around - len(before))
    (tmp_path / "large.html").write_text(f"{filled}{before}{code}A{filled}", encoding="utf-8")
    with pytest.raises(SourceError):
        codes_of_file(tmp_path / "large.html")


def test_a_handbook_of_drafts_is_not_called_in_force(policykit: Program, tmp_path: Path) -> None:
    shop = new_repository(make_small(tmp_path / "shop"))
    drafted = re.sub("status: .*\n", "", SMALL) + "status: draft\n"
    shop.commit("A draft", {"policies/phone-manners.yaml": drafted})
    file = printed(
        policykit, shop, tmp_path / "made", "staff", "--format", "markdown", "--today", "2026-11-21"
    )
    outcome = policykit.at(shop.path)("verify", str(file), "--today", "2026-11-21")
    assert "Nothing in it is in force. All it prints is a draft" in outcome.stdout
    assert "0 policies in force" in outcome.stdout
