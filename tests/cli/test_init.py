"""`policykit init`: what it writes is sound at once, and nothing that was there is touched."""

from __future__ import annotations

import hashlib
import json
import os
import re
import shlex
import shutil
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings, strategies as st
from tests.support.program import SOURCE, Program, scrubbed
from tests.support.terminal import at_a_terminal

from policykit import beginning
from policykit.starters import beside, shipped
from policykit.starters.company import CHANNELS, HOSTINGS, Company
from policykit.starters.persons import looks_like_a_person
from policykit.starters.questions import QUESTIONS

_SHOP = ("--name", "Corner Shop", "--countries", "GB", "--yes")
_PATIENCE = 30.0

_CASES = {
    "one shop": ("GB", "en", "store", "small", "none"),
    "Swedish": ("SE", "sv", "store,phone,email", "small", "github"),
    "German and English": ("DE", "de,en", "store,web,email", "chain", "gitlab"),
    "three countries": ("SE,GB,DE", "en,sv,de", ",".join(CHANNELS), "chain", "github"),
    "no words yet": ("ES,PT", "es", "phone,web,chat", "small", "forgejo"),
    "states": ("US-CA,US-NY", "en", "phone,chat,web", "small", "github"),
    "outside of all law we know": ("AU,NO", "en", "post", "chain", "none"),
    "web alone": ("FR", "fr", "web", "small", "github"),
    "Austria": ("AT", "de-AT", "store,phone,web", "chain", "none"),
}


def _options(case: str) -> list[str]:
    countries, languages, channels, size, hosting = _CASES[case]
    return [
        "--name", 'Åke & "Söner": 1 [x]', "--countries", countries, "--languages", languages,
        "--channels", channels, "--size", size, "--hosting", hosting, "--yes",
    ]  # fmt: skip


def _tree(folder: Path) -> dict[str, str]:
    return {
        each.relative_to(folder).as_posix(): hashlib.sha256(each.read_bytes()).hexdigest()
        for each in sorted(folder.rglob("*"))
        if each.is_file() and ".git" not in each.relative_to(folder).parts
    }


def _yaml(path: Path) -> Any:  # noqa: ANN401 - data of any shape
    return yaml.safe_load(path.read_text(encoding="utf-8"))


@pytest.mark.parametrize("case", _CASES)
def test_what_is_written_is_sound(case: str, policykit: Program, tmp_path: Path) -> None:
    done = policykit("init", "shop", *_options(case))
    assert done.exit_code == 0, done.stderr
    shop = tmp_path / "shop"
    program = policykit.at(shop)
    found = json.loads(program("lint", "--format", "json").stdout)["findings"]
    assert [each for each in found if each["severity"] == "error"] == []
    assert program("fmt", "--check").exit_code == 0
    assert program("gaps", "--exit-zero").exit_code == 0
    assert program("render", "staff").exit_code == 0
    assert (shop / "build/handbook/index.html").is_file()
    for path in shop.rglob("*.yaml"):
        text = path.read_text(encoding="utf-8")
        line = re.match(r"# yaml-language-server: \$schema=(\S+)\n", text)
        if ".schema" not in path.name and path.name[0] != ".":
            assert line is not None, path
            assert (path.parent / line[1]).is_file(), path
    assert program("config").exit_code == 0


@pytest.mark.parametrize(
    ("hosting", "wanted"),
    [
        (
            "github",
            {
                ".github/workflows/policies.yml",
                ".github/CODEOWNERS",
                ".github/pull_request_template.md",
            },
        ),
        ("gitlab", {".gitlab-ci.yml", "CODEOWNERS", ".gitlab/merge_request_templates/Default.md"}),
        (
            "forgejo",
            {".forgejo/workflows/policies.yml", "CODEOWNERS", ".forgejo/pull_request_template.md"},
        ),
        ("none", set()),
    ],
)
def test_a_server_finds_its_files(
    hosting: str, wanted: set[str], policykit: Program, tmp_path: Path
) -> None:
    assert policykit("init", *_SHOP, "--hosting", hosting).exit_code == 0
    there = set(_tree(tmp_path))
    every = {
        ".github/workflows/policies.yml",
        ".github/CODEOWNERS",
        ".github/pull_request_template.md",
        ".gitlab-ci.yml",
        "CODEOWNERS",
        ".gitlab/merge_request_templates/Default.md",
        ".forgejo/workflows/policies.yml",
        ".forgejo/pull_request_template.md",
    }
    assert there & every == wanted
    for each in wanted:
        if each.endswith(".yml"):
            told = _yaml(tmp_path / each)
            assert "@{" not in (tmp_path / each).read_text(encoding="utf-8")
            if "jobs" in told:
                assert told["permissions"] == {"contents": "read"}
                steps = told["jobs"]["policies"]["steps"]
                used = [step["uses"] for step in steps if "uses" in step]
                assert [use for use in used if not re.search(r"@[0-9a-f]{40}$", use)] == []
                said = "\n".join(step.get("run", "") for step in steps)
                assert all(f"policykit {each}" in said for each in ("lint", "diff", "gaps"))
    assert {"repos"} == set(_yaml(tmp_path / ".pre-commit-config.yaml"))
    for each in ("extensions", "settings"):
        json.loads((tmp_path / f".vscode/{each}.json").read_text(encoding="utf-8"))


def test_the_commands_a_pipeline_runs_do_run(policykit: Program, tmp_path: Path) -> None:
    assert policykit("init", *_SHOP).exit_code == 0
    steps = _yaml(tmp_path / ".github/workflows/policies.yml")["jobs"]["policies"]["steps"]
    lines = [line for step in steps for line in step.get("run", "").splitlines()]
    commands = [line.split()[1:] for line in lines if line.startswith("policykit ")]
    assert len(commands) == 3
    for each in commands:
        if each[0] != "diff":
            assert policykit(*each).exit_code == 0, each


def test_the_same_answers_give_the_same_bytes(policykit: Program, tmp_path: Path) -> None:
    for each in ("one", "two"):
        assert policykit("init", each, *_options("three countries")).exit_code == 0
    assert _tree(tmp_path / "one") == _tree(tmp_path / "two")


@pytest.mark.parametrize(("today", "currency"), [("2022-06-01", "HRK"), ("2026-11-22", "EUR")])
def test_a_country_pays_with_what_it_has_on_the_day(
    today: str, currency: str, policykit: Program, tmp_path: Path
) -> None:
    options = ("--name", "Shop", "--countries", "HR", "--languages", "en", "--yes")
    assert policykit("init", "shop", *options, "--today", today).exit_code == 0
    data = _yaml(tmp_path / "shop/policies/organisation.yaml")
    assert data["regions"]["HR"]["currency"] == currency


def test_a_small_shop_begins_with_few_short_policies(policykit: Program, tmp_path: Path) -> None:
    assert policykit("init", *_SHOP).exit_code == 0
    policies = [
        each for each in (tmp_path / "policies").glob("*.yaml") if each.stem != "organisation"
    ]
    assert 6 <= len(policies) <= 8
    for each in policies:
        data = _yaml(each)
        assert (data["status"], data["owner"]) == ("draft", "head-of-customer-service")
        assert 2 <= len(data["statements"]) <= 6


def test_every_mark_is_listed_for_authors(policykit: Program, tmp_path: Path) -> None:
    assert policykit("init", *_SHOP).exit_code == 0
    page = (tmp_path / "README.md").read_text(encoding="utf-8")
    for path in (tmp_path / "policies").glob("*.yaml"):
        marks = path.read_text(encoding="utf-8").count("# decide: ")
        row = next((each for each in page.splitlines() if f"`policies/{path.name}`" in each), "")
        assert row.count("`") // 2 - bool(row) == marks, path.name


# What the buttons of each server are called, in the languages it speaks: GitHub has English alone,
# GitLab no Swedish.
_BUTTONS = {
    ("github", "en"): (
        "Edit this file",
        "Commit changes…",
        "Propose changes",
        "Merge pull request",
    ),
    ("github", "sv"): (
        "Edit this file",
        "Commit changes…",
        "Propose changes",
        "Merge pull request",
    ),
    ("github", "de"): (
        "Edit this file",
        "Commit changes…",
        "Propose changes",
        "Merge pull request",
    ),
    ("gitlab", "en"): ("Edit single file", "Commit changes", "Create merge request", "Merge"),
    ("gitlab", "sv"): ("Edit single file", "Commit changes", "Create merge request", "Merge"),
    ("gitlab", "de"): (
        *("Einzelne Datei bearbeiten", "Änderungen durchführen", "Commit zu einem neuen Branch"),
        *("Merge-Anfrage für diese Änderung erstellen", "Erstelle Merge Request"),
    ),
    ("forgejo", "en"): (
        *("Edit file", "Commit changes", "Propose file change", "Create pull request"),
        *("Files changed", "Create merge commit"),
    ),
    ("forgejo", "sv"): (
        *("Redigera Fil", "Checka in ändringar", "Föreslå filändring", "Skapa Pullförfrågan"),
        "Ändrade Filer",
    ),
    ("forgejo", "de"): (
        *("Datei bearbeiten", "Änderungen committen", "Dateiänderung vorschlagen"),
        *("Pull-Request erstellen", "Geänderte Dateien", "Merge-Commit erstellen"),
    ),
    ("none", "en"): (),
    ("none", "sv"): (),
    ("none", "de"): (),
}
_FOREIGN = {
    "github": ("merge request", "Merge request", "Edit single file", "Propose file change"),
    "gitlab": ("ull request", "ull-Request", "Edit this file", "Propose"),
    "forgejo": ("erge request", "Merge Request", "Edit single file", "Edit this file"),
    "none": ("Commit changes", "Edit this file", "Edit single file"),
}
_THEN = {
    "en": ("### What happens then", "`owner:`", "`effective:`", "`active`"),
    "sv": ("### Vad som händer sedan", "`owner:`", "`effective:`", "`active`"),
    "de": ("### Was danach geschieht", "`owner:`", "`effective:`", "`active`"),
}


@pytest.mark.parametrize(("hosting", "language"), _BUTTONS)
def test_authors_are_shown_the_buttons_of_their_server(hosting: str, language: str) -> None:
    company = Company(
        name="Shop", countries=("SE",), languages=(language,), channels=("web",), hosting=hosting
    )
    text = beside.readme(company, {"policies/chat.yaml": {("terms", "answer-in"): "How soon?"}})
    for button in _BUTTONS[hosting, language]:
        assert f"**{button}**" in text
    for words in _THEN[language]:
        assert words in text
    for foreign in _FOREIGN[hosting]:
        assert foreign not in text
    assert "@{" not in text
    assert "\n\n\n" not in text
    assert re.findall(r"(?m)^.+\n##", text) == []


_TREE = """\
.gitattributes
.github/CODEOWNERS
.github/pull_request_template.md
.github/workflows/policies.yml
.gitignore
.pre-commit-config.yaml
.vscode/extensions.json
.vscode/settings.json
README.md
policies/complaints.yaml
policies/email-support.yaml
policies/guarantees-and-repairs.yaml
policies/in-the-shop.yaml
policies/organisation.yaml
policies/phone-support.yaml
policies/privacy-requests.yaml
policies/returns.yaml
policies/service-standards.yaml
policykit.yaml
schemas/areas.yaml
schemas/measures.yaml
"""

_TOLD = """\
Corner Shop: N files written, N policies among them, all as drafts.
Began a Git repository here, so that every earlier version can be kept.

What lint says: no mistakes.
What is missing: N things are asked of you. N stand in your drafts and count once these are in \
force; N stand nowhere yet (policykit gaps).
Most is asked for in Feedback and improvement, Follow-up of the rules, Training: policykit new \
feedback-improvement

The next three things
  N  Decide what only you can: N places are marked `# decide:`, listed in README.md.
  N  Look at the handbook: cd shop && policykit render staff
  N  Put the folder on GitHub: every change is then checked. README.md says how.
"""


def test_what_is_there_and_what_is_told(policykit: Program, tmp_path: Path) -> None:
    done = policykit("init", "shop", *_SHOP)
    assert (done.exit_code, done.stderr) == (0, "")
    assert re.sub(r"\d+", "N", done.stdout) == _TOLD
    there = [each for each in _tree(tmp_path / "shop") if not each.endswith(".schema.json")]
    assert there == _TREE.splitlines()
    assert f"{len(_tree(tmp_path / 'shop'))} files written" in done.stdout


@pytest.mark.skipif(os.name == "nt", reason="cmd has quotation marks of its own")
@pytest.mark.parametrize("name", ["our shop", "$(touch x) & co", "shop's"])
def test_the_folder_is_told_as_one_types_it(name: str, policykit: Program, tmp_path: Path) -> None:
    told = re.search(r"(cd .*) && policykit render", policykit("init", name, *_SHOP).stdout)
    assert told is not None
    done = subprocess.run(
        ["sh", "-c", f"{told[1]} && pwd"], cwd=tmp_path, capture_output=True, check=True, text=True
    )
    assert done.stdout.strip() == str(tmp_path / name)


def test_a_page_for_authors_that_was_there_is_not_said_to_list_anything(
    policykit: Program, tmp_path: Path
) -> None:
    (tmp_path / "README.md").write_text("mine")
    told = policykit("init", *_SHOP).stdout.partition("The next three things")[2]
    assert "`# decide:`.\n" in told


def test_the_next_steps_that_are_named_work(policykit: Program) -> None:
    told = policykit("init", *_SHOP).stdout
    named = re.search(r"policykit (new [a-z-]+)", told)
    assert named is not None
    assert policykit(*named[1].split()).exit_code == 0
    assert policykit("render", "staff").exit_code == 0


def test_drafts_in_another_language_than_asked_are_told(
    policykit: Program, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shipped_starter = shipped.starter

    def without_german(area: str) -> shipped.Starter | None:
        found = shipped_starter(area)
        if found is None or area not in {"phone", "email"}:
            return found
        words = {each: said for each, said in found.words.items() if each != "de"}
        return replace(found, words=words)

    monkeypatch.setattr(shipped, "starter", without_german)
    options = ("--name", "Laden", "--yes", "--channels", "phone,email")
    told = policykit("init", "de", *options, "--countries", "DE").stdout
    row = re.search(r"Languages: In English, not in German: (.*) \((\d+) texts\)\. Write", told)
    assert row is not None, told
    assert {"phone-support", "email-support"} <= set(row[1].split(", "))
    assert "The next four things" in told
    assert "policykit translate --status" in told
    told = policykit("init", "sv", *options, "--countries", "SE,DE", "--languages", "sv,de").stdout
    row = re.search(
        r"Languages: No German words yet: (.*) \((\d+) texts\)\. `policykit (.*)` m", told
    )
    assert row is not None, told
    assert {"phone-support", "email-support"} <= set(row[1].split(", "))
    program = policykit.at(tmp_path / "sv")
    status = program("translate", "--status").stdout
    rows = re.findall(r"(?m)^  \S+ +no file +(\d+)", status)
    assert sum(map(int, rows)) == int(row[2])
    assert program(*row[3].split()).exit_code == 0


def test_a_language_without_any_drafts_is_not_claimed(policykit: Program, tmp_path: Path) -> None:
    told = policykit("init", "shop", "--name", "Boutique", "--countries", "France,Japan", "--yes")
    assert "There are no drafts in French yet; these are in English." in told.stdout
    assert "There are no drafts in Japanese yet" in told.stdout
    assert "No law is known for Japan: " in told.stdout
    shop = tmp_path / "shop"
    settings_there = _yaml(shop / "policykit.yaml")
    assert settings_there["locales"] == {"source": "en", "offered": ["fr", "ja"]}
    assert policykit.at(shop)("render", "staff").exit_code == 0
    assert '<html lang="en"' in (shop / "build/handbook/index.html").read_text(encoding="utf-8")
    regions = _yaml(shop / "policies/organisation.yaml")["regions"]
    assert regions["FR"]["languages"][0] == "fr"


def test_german_of_a_country_is_german(policykit: Program, tmp_path: Path) -> None:
    options = ("--name", "Laden", "--countries", "AT", "--languages", "de-AT", "--yes")
    assert policykit("init", "shop", *options, "--channels", "store").exit_code == 0
    assert _yaml(tmp_path / "shop/policies/returns.yaml")["title"] == "Rückgabe und Erstattung"


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("web shop", ("web",)),
        ("web shop, phone", ("phone", "web")),
        ("shops, e-mail and online store", ("in-person", "email", "web")),
        ("store phone", ("in-person", "phone")),
        ("shop web", ("in-person", "web")),
        ("in-person", ("in-person",)),
        ("Butik & telefon", ("in-person", "phone")),
    ],
)
def test_channels_are_read_as_people_call_them(typed: str, read: tuple[str, ...]) -> None:
    question = next(each for each in QUESTIONS if each.key == "channels")
    assert question.read(typed) == read


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("Sweden", ("SE",)),
        ("Sverige och Deutschland", ("SE", "DE")),
        ("Schweden, uk", ("SE", "GB")),
        ("United Kingdom Bosnia & Herzegovina", ("GB", "BA")),
        ("Trinidad and Tobago and Österreich", ("TT", "AT")),
        ("us-ca US-NY", ("US-CA", "US-NY")),
    ],
)
def test_countries_are_read_by_name_and_by_code(typed: str, read: tuple[str, ...]) -> None:
    question = next(each for each in QUESTIONS if each.key == "countries")
    assert question.read(typed) == read


@pytest.mark.parametrize(
    ("title", "is_one"),
    [
        ("Anna Svensson", True), ("Anne", True), ("Jean-Luc Picard", True),
        ("Store Manager", False), ("Kundtjänstchef", False), ("Leitung Kundenservice", False),
        ("CEO", False), ("head-of-customer-service", False), ("anne", False), ("Head of shops", False),
        ("Responsable", False),
    ],
)  # fmt: skip
def test_persons_are_told_from_roles(title: str, is_one: bool) -> None:
    assert looks_like_a_person(title) is is_one


@pytest.mark.parametrize("place", ["shop", "shop/ours"])
def test_a_folder_that_is_protected_is_named(
    place: str, policykit: Program, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "shop").mkdir()
    monkeypatch.setattr(
        os, "access", lambda path, mode: not (mode & os.W_OK and Path(path).name == "shop")
    )
    done = policykit("init", place, *_SHOP)
    assert (done.exit_code, "error[folder-protected]" in done.stderr) == (2, True)
    assert done.stderr.partition("where: ")[2].splitlines()[0].endswith("shop")
    assert list((tmp_path / "shop").iterdir()) == []


_WRONG = {
    "no name": (("--countries", "GB", "--yes"), "--name"),
    "nothing": ((), "--name, --countries, --languages"),
    "no country": (("--name", "x", "--yes"), "--countries"),
    "country": (("--name", "x", "--countries", "XX", "--yes"), "no country"),
    "language": (("--name", "x", "--countries", "SE", "--languages", "xx", "--yes"), "no language"),
    "channel": (
        ("--name", "x", "--countries", "SE", "--channels", "fone", "--yes"),
        "Did you mean phone",
    ),
    "size": ((*_SHOP, "--size", "smal"), "Did you mean small"),
    "hosting": ((*_SHOP, "--hosting", "bitbucket"), "Choose from github"),
    "owner": ((*_SHOP, "--owner", "!"), "Name a role"),
    "a person": ((*_SHOP, "--owner", "Anna Svensson"), "looks like a person"),
    "a first name": (
        (*_SHOP, "--owner", "Anne"),
        "If it is a role, write it in small letters: anne",
    ),
    "blank name": (("--name", " ", "--countries", "SE", "--yes"), "A company has a name"),
    "control": (("--name", "a\x1b[1m", "--countries", "SE", "--yes"), "A company has a name"),
}


@pytest.mark.parametrize("case", _WRONG)
def test_what_cannot_be_is_told_and_nothing_is_written(
    case: str, policykit: Program, tmp_path: Path
) -> None:
    options, told = _WRONG[case]
    done = policykit("init", "shop", *options)
    assert done.exit_code == 2
    assert told in done.stderr
    assert list(tmp_path.iterdir()) == []


def test_a_dry_run_writes_nothing(policykit: Program, tmp_path: Path) -> None:
    done = policykit("init", "shop", *_SHOP, "--dry-run")
    assert done.exit_code == 0
    assert list(tmp_path.iterdir()) == []
    assert policykit("init", "shop", *_SHOP).exit_code == 0
    assert done.stdout.splitlines() == sorted(_tree(tmp_path / "shop"))


def test_a_file_is_no_folder(policykit: Program, tmp_path: Path) -> None:
    (tmp_path / "shop").write_text("mine")
    done = policykit("init", "shop", *_SHOP)
    assert (done.exit_code, "This is a file" in done.stderr) == (2, True)
    assert (tmp_path / "shop").read_text() == "mine"


@pytest.mark.parametrize("name", ["con", "AUX", "Nul.policies"])
def test_no_folder_is_made_that_windows_cannot_hold(
    name: str, policykit: Program, tmp_path: Path
) -> None:
    done = policykit("init", name, *_SHOP)
    assert (done.exit_code, "error[name-kept-by-windows]" in done.stderr) == (2, True)
    assert f"such as {name.partition('.')[0].lower()}-policies." in done.stderr
    assert list(tmp_path.iterdir()) == []


@pytest.mark.skipif(
    hasattr(os, "geteuid") and os.geteuid() == 0, reason="the administrator may write anywhere"
)
def test_a_read_only_folder_stays_empty(policykit: Program, tmp_path: Path) -> None:
    (tmp_path / "shop").mkdir()
    (tmp_path / "shop").chmod(0o500)
    done = policykit("init", "shop", *_SHOP)
    assert done.exit_code == 2
    assert list((tmp_path / "shop").iterdir()) == []


@pytest.mark.parametrize("language", ["en", "sv", "de"])
@pytest.mark.parametrize("hosting", ["github", "gitlab", "forgejo"])
def test_the_page_for_authors_brings_the_folder_onto_a_server(
    hosting: str, language: str, policykit: Program, tmp_path: Path
) -> None:
    shop = tmp_path / "shop"
    done = policykit(
        "init", "shop", "--name", "Shop", "--countries", "SE", "--languages", language,
        "--channels", "email", "--hosting", hosting, "--yes",
    )  # fmt: skip
    assert done.exit_code == 0
    page = (shop / "README.md").read_text(encoding="utf-8")
    commands = re.findall(r"(?m)^   (git .*)$", page)
    assert [each.split()[1] for each in commands] == ["add", "commit", "remote", "push"]
    away = tmp_path / "away.git"
    subprocess.run(["git", "init", "-q", "--bare", str(away)], check=True)
    who = {
        f"GIT_{role}_{key}": "x@example.com"
        for role in ("AUTHOR", "COMMITTER")
        for key in ("NAME", "EMAIL")
    }
    for each in commands:
        words = [str(away) if "://" in word else word for word in shlex.split(each)]
        subprocess.run(words, cwd=shop, check=True, capture_output=True, env={**os.environ, **who})
    there = subprocess.run(
        ["git", "ls-tree", "-r", "--name-only", "main"], cwd=away, capture_output=True, check=True, text=True
    )  # fmt: skip
    assert set(there.stdout.split()) == set(_tree(shop))
    assert "@{" not in page
    assert "`mission`" in page


def test_where_one_file_cannot_be_written_none_is(policykit: Program, tmp_path: Path) -> None:
    # A file stands where a folder has to be.
    (tmp_path / ".vscode").write_text("mine")
    done = policykit("init", *_SHOP)
    assert done.exit_code == 2
    assert _tree(tmp_path).keys() == {".vscode"}
    assert sorted(each.name for each in tmp_path.iterdir()) == [".vscode"]


def test_a_link_that_leads_away_is_not_followed(policykit: Program, tmp_path: Path) -> None:
    (tmp_path / "away").mkdir()
    (tmp_path / "shop").mkdir()
    (tmp_path / "shop" / ".github").symlink_to(tmp_path / "away")
    done = policykit("init", "shop", *_SHOP)
    assert done.exit_code == 2
    assert list((tmp_path / "away").iterdir()) == []


def test_policies_that_are_there_are_left_alone(policykit: Program, small: Path) -> None:
    before = _tree(small)
    program = policykit.at(small)
    done = program("init", *_SHOP)
    assert (done.exit_code, "--missing" in done.stderr) == (2, True)
    assert _tree(small) == before
    added = program("init", "--missing", "--yes")
    assert added.exit_code == 0
    assert "policies/organisation.yaml" in added.stdout.partition("Stays as it was: ")[2]
    after = _tree(small)
    assert {path: after[path] for path in before} == before
    assert {each for each in after if each.startswith("policies/")} == {
        each for each in before if each.startswith("policies/")
    }
    assert ".github/workflows/policies.yml" in after
    assert program("lint", "--exit-zero").exit_code == 0


def test_twice_is_once(policykit: Program, tmp_path: Path) -> None:
    assert policykit("init", *_SHOP).exit_code == 0
    before = _tree(tmp_path)
    done = policykit("init", "--missing", "--yes")
    assert done.exit_code == 0
    assert done.stdout.startswith("Corner Shop: 0 files written.\nStays as it was: ")
    assert _tree(tmp_path) == before


@pytest.mark.parametrize("hosting", HOSTINGS)
def test_lost_settings_are_made_from_what_stands_there(
    hosting: str, policykit: Program, tmp_path: Path
) -> None:
    options = ("--name", "Hav", "--countries", "SE,DE", "--languages", "sv,de", "--yes")
    shop = tmp_path / "shop"
    assert policykit("init", "shop", *options, "--hosting", hosting).exit_code == 0
    before = _tree(shop)
    (shop / "policykit.yaml").unlink()
    done = policykit.at(shop)("init", "--missing")
    assert (done.exit_code, done.stderr) == (0, "")
    assert done.stdout.startswith("Hav: 1 file written.\n")
    after = _tree(shop)
    assert after.keys() == before.keys()
    locales = _yaml(shop / "policykit.yaml")["locales"]
    assert locales["source"] == "sv"
    assert [*locales.get("required", ()), *locales.get("offered", ())] == ["de"]


def test_what_is_missing_is_known_without_an_organisation(
    policykit: Program, tmp_path: Path
) -> None:
    assert policykit("init", *_SHOP, "--channels", "phone,web", "--size", "chain").exit_code == 0
    for each in ("policykit.yaml", "policies/organisation.yaml"):
        (tmp_path / each).unlink()
    done = policykit("init", "--missing")
    assert done.exit_code == 2
    assert "missing: --name\n" in done.stderr
    done = policykit("init", "--missing", "--name", "Corner Shop")
    assert (done.exit_code, done.stderr) == (0, "")
    data = _yaml(tmp_path / "policies/organisation.yaml")
    assert (list(data["regions"]), list(data["channels"])) == (["GB"], ["phone", "web"])
    assert _yaml(tmp_path / "policykit.yaml")["approvals"]["default"] == [
        "head-of-customer-service"
    ]
    assert policykit("lint").exit_code == 0


def test_git_begins_without_a_commit(policykit: Program, tmp_path: Path) -> None:
    assert policykit("init", "shop", *_SHOP).exit_code == 0
    shop = tmp_path / "shop"
    head = subprocess.run(
        ["git", "rev-parse", "--verify", "HEAD"], cwd=shop, capture_output=True, check=False
    )
    assert head.returncode != 0
    assert (shop / ".git/HEAD").read_text() == "ref: refs/heads/main\n"
    assert not (shop / ".git/hooks").exists()


def test_inside_another_repository_no_other_one_begins(policykit: Program, tmp_path: Path) -> None:
    subprocess.run(["git", "init", "-q", str(tmp_path)], check=True)
    done = policykit("init", "shop", *_SHOP)
    assert done.exit_code == 0
    assert f"inside the Git repository {tmp_path}" in done.stdout
    assert not (tmp_path / "shop/.git").exists()


def test_without_git_all_else_is_there(tmp_path: Path) -> None:
    away = tmp_path / "bin"
    away.mkdir()
    done = subprocess.run(
        [sys.executable, "-m", "policykit", "init", "shop", *_SHOP],
        cwd=tmp_path,
        env=scrubbed(os.environ)
        | {"PYTHONPATH": SOURCE, "PATH": str(away), "GIT_PYTHON_REFRESH": "quiet"},
        capture_output=True,
        encoding="utf-8",
        check=False,
        timeout=120,
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert "Git is not on this computer" in done.stdout
    assert (tmp_path / "shop/policykit.yaml").is_file()
    assert not (tmp_path / "shop/.git").exists()


@settings(max_examples=5)
@given(
    names=st.sets(
        st.sampled_from(
            [
                "README.md",
                "policykit.yaml",
                "policies/organisation.yaml",
                "policies/returns.yaml",
                "schemas/areas.yaml",
                ".gitattributes",
                ".github/CODEOWNERS",
                ".vscode/settings.json",
                "schemas/policy.schema.json",
                "notes.txt",
            ]
        )
    ),
    content=st.binary(max_size=40),
    hosting=st.sampled_from(HOSTINGS),
)
def test_never_a_byte_that_was_there(
    names: set[str], content: bytes, hosting: str, tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = tmp_path_factory.mktemp("init")
    for each in names:
        (folder / each).parent.mkdir(parents=True, exist_ok=True)
        (folder / each).write_bytes(content)
    company = Company(
        name="Shop", countries=("SE",), languages=("en",), channels=("phone",), hosting=hosting
    )
    from datetime import date

    begun = beginning.begin(folder, company, lambda _: date(2026, 11, 21))
    beginning.write(folder, begun)
    for each in names:
        assert (folder / each).read_bytes() == content
    assert {each.path for each in begun.changes}.isdisjoint(names)
    shutil.rmtree(folder)


def test_a_person_is_asked_and_wrong_answers_are_asked_again(tmp_path: Path) -> None:
    typed = [
        b"\n", b"Havsby\n", b"Swedn\n", b"Sverige\n", b"\n", b"shop, fone\n", b"shops and phone\n",
        b"\n", b"Anna Svensson\n", b"Head of shops\n", b"none\n",
    ]  # fmt: skip
    code, said = at_a_terminal(tmp_path, typed, "init", "shop")
    assert code == 0, said
    assert "1 of 7" in said
    assert "A company has a name" in said
    assert "Swedn is no country we know. Did you mean Sweden?" in said
    assert "Understood: SE." in said
    assert "Understood: store, phone." in said
    assert "[store,phone,email]" in said
    assert "Anna Svensson looks like a person." in said
    assert "There is no channel fone. Did you mean phone?" in said
    data = _yaml(tmp_path / "shop/policies/organisation.yaml")
    assert (data["name"], list(data["regions"]), list(data["channels"])) == (
        "Havsby", ["SE"], ["in-person", "phone"],
    )  # fmt: skip
    assert data["roles"]["head-of-shops"]["title"] == "Head of shops"
    assert _yaml(tmp_path / "shop/policykit.yaml")["locales"] == {"source": "sv"}


@pytest.mark.parametrize("ending", [b"\x03", b"\x04"])
def test_who_ends_it_has_written_nothing(ending: bytes, tmp_path: Path) -> None:
    code, said = at_a_terminal(tmp_path, [b"Havsby\n", ending], "init", "shop")
    assert code == 130
    assert said.endswith("Ended; nothing was written.\n")
    assert list(tmp_path.iterdir()) == []


def test_only_what_options_leave_open_is_asked(tmp_path: Path) -> None:
    code, said = at_a_terminal(
        tmp_path, [b"\n"], "init", *_SHOP[:4], "--languages", "en", "--channels", "phone", "--size", "small",
        "--owner", "head-of-customer-service",
    )  # fmt: skip
    assert code == 0, said
    assert "1 of 1" in said
    assert "[github]: " in said
