"""The wheel, installed where there is no checkout and nothing but what it asks for."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tomllib
import venv
from email.parser import Parser
from importlib.metadata import files
from pathlib import Path
from zipfile import ZipFile

import pytest
from packaging.requirements import Requirement
from pypdf import PdfReader
from release.locks import closure
from tests.support.program import ROOT, scrubbed

from policykit import __version__

LEFT_OUT = {"policies", "tests", "docs", "benchmarks"}


def run(*command: str | Path, folder: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [str(word) for word in command],
        capture_output=True,
        check=False,
        cwd=folder,
        encoding="utf-8",
        env=scrubbed(os.environ) | {"PIP_DISABLE_PIP_VERSION_CHECK": "1"},
        timeout=90,
    )


def done(*command: str | Path, folder: Path) -> str:
    outcome = run(*command, folder=folder)
    assert outcome.returncode == 0, outcome.stdout + outcome.stderr
    return outcome.stdout


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The built wheel."""
    folder = tmp_path_factory.mktemp("dist")
    build = (sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", folder)
    done(*build, ROOT, folder=folder)
    (built,) = folder.glob("*.whl")
    return built


@pytest.fixture(scope="module")
def program(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The installed command, in a virtual environment that reaches only what the wheel asks for.

    The packages it asks for are linked from where the tests run, so no network is needed,
    and a dependency that is used but not asked for is missed.
    """
    return installed(wheel, tmp_path_factory.mktemp("home") / "venv")


@pytest.fixture(scope="module")
def printer(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The command as `pip install "policykit-handbook[pdf]"` gives it."""
    return installed(wheel, tmp_path_factory.mktemp("printer") / "venv", "pdf")


def installed(wheel: Path, home: Path, extra: str = "") -> Path:
    venv.create(home, with_pip=False)
    (libraries,) = home.glob("lib/python*/site-packages")
    wanted = [Requirement(line) for line in asked_for(wheel)]
    for each in wanted:
        if each.marker is not None and extra and each.marker.evaluate({"extra": extra}):
            each.marker = None
    for package in closure(str(each) for each in wanted):
        link(package, libraries)
    install = (sys.executable, "-m", "pip", "--python", home / "bin" / "python", "install")
    done(*install, "--no-deps", "--no-index", "--quiet", wheel, folder=home)
    return home / "bin" / "policykit"


@pytest.fixture
def shop(tmp_path: Path) -> Path:
    """A repository of a shop: what its people write, without schemas and templates."""
    for name in ("policies", "docs"):
        shutil.copytree(ROOT / name, tmp_path / name)
    for name in ("policykit.yaml", "schemas/areas.yaml", "schemas/measures.yaml"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        shutil.copy(ROOT / name, tmp_path / name)
    return tmp_path


def asked_for(wheel: Path) -> list[str]:
    with ZipFile(wheel) as archive:
        (metadata,) = (name for name in archive.namelist() if name.endswith("/METADATA"))
        headers = Parser().parsestr(archive.read(metadata).decode(), headersonly=True)
    return [str(line) for line in headers.get_all("Requires-Dist") or []]


def link(package: str, libraries: Path) -> None:
    """Link the top-level folders and modules of an installed package."""
    for file in files(package) or []:
        top = file.parts[0]
        target = libraries / top
        if top not in {"..", "__pycache__"} and not target.exists():
            where = Path(str(file.locate()))
            target.symlink_to([where, *where.parents][len(file.parts) - 1])


def committed(folder: str) -> set[str]:
    """The files below a folder of the checkout that Git does not ignore."""
    listed = run(
        "git", "ls-files", "--cached", "--others", "--exclude-standard", "-z", folder, folder=ROOT
    ).stdout
    return {name for name in listed.split("\0") if name and (ROOT / name).is_file()}


def test_it_carries_all_it_needs_and_nothing_of_the_checkout(wheel: Path) -> None:
    with ZipFile(wheel) as archive:
        inside = set(archive.namelist())
    shipped = {
        f"policykit/shipped/{name}" for name in committed("schemas") | committed("templates")
    }
    package = {name.removeprefix("src/") for name in committed("src/policykit")}
    info = f"policykit_handbook-{__version__}.dist-info"
    licensed = ("LICENSE", "policies/LICENSE", "templates/pdf/fonts/OFL.txt")
    licences = {f"{info}/licenses/{name}" for name in licensed}
    metadata = {f"{info}/{name}" for name in ("METADATA", "RECORD", "WHEEL", "entry_points.txt")}

    manual = {f"policykit_handbook-{__version__}.data/data/share/man/man1/policykit.1"}

    assert inside == shipped | package | licences | metadata | manual
    assert "policykit/shipped/schemas/frameworks/eu-consumer.yaml" in inside
    assert any(name.startswith("policykit/shipped/templates/site/") for name in inside)
    assert any(name.startswith("policykit/locale/") and name.endswith(".po") for name in inside)


def test_the_manual_page_stands_where_man_looks(program: Path) -> None:
    page = program.parent.parent / "share" / "man" / "man1" / "policykit.1"

    assert page.read_bytes() == (ROOT / "man" / "policykit.1").read_bytes()


def test_it_tells_which_parts_are_missing(program: Path, shop: Path) -> None:
    told = run(program, "doctor", "--format", "json", folder=shop)
    checks = {each["name"]: each for each in json.loads(told.stdout)["checks"]}

    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    parts = {f"part-{name}" for name in project["optional-dependencies"]}
    assert {name for name in checks if name.startswith("part-")} == parts
    assert checks["part-pdf"]["state"] == "look"
    assert checks["part-pdf"]["command"].endswith('python -m pip install "policykit-handbook[pdf]"')


def test_it_tells_its_version(program: Path, tmp_path: Path) -> None:
    assert done(program, "--version", folder=tmp_path) == f"policykit {__version__}\n"


def test_it_lints_a_shop(program: Path, shop: Path) -> None:
    report = json.loads(done(program, "lint", "--format", "json", folder=shop))

    assert [each for each in report["findings"] if each["severity"] == "error"] == []


def test_it_finds_what_is_wrong(program: Path, shop: Path) -> None:
    policy = shop / "policies" / "returns.yaml"
    policy.write_text(policy.read_text(encoding="utf-8").replace("window: 30 days", "window: soon"))

    outcome = run(program, "lint", "--format", "concise", folder=shop)

    assert outcome.returncode == 1
    assert outcome.stdout.startswith("policies/")
    assert "Traceback" not in outcome.stderr


def test_it_renders_a_handbook(program: Path, shop: Path) -> None:
    done(program, "render", "staff", folder=shop)

    pages = sorted((shop / "build" / "handbook").rglob("index.html"))
    assert pages
    assert "Staff handbook" in pages[0].read_text(encoding="utf-8")


def test_it_renders_what_needs_nothing_more(program: Path, shop: Path) -> None:
    formats = ("--format", "html", "--format", "docx", "--format", "markdown")
    done(program, "render", "board", *formats, "--locale", "en", folder=shop)

    book = shop / "build" / "handbook"
    assert "Service in numbers" in (book / "board.en.html").read_text(encoding="utf-8")
    assert "Service in numbers" in (book / "board.en.md").read_text(encoding="utf-8")
    assert (book / "board.en.docx").read_bytes().startswith(b"PK")


def test_without_the_extra_it_tells_what_pdf_needs(program: Path, shop: Path) -> None:
    outcome = run(program, "render", "board", "--format", "pdf", folder=shop)

    assert outcome.returncode == 2
    assert 'pip install "policykit-handbook[pdf]"' in outcome.stderr
    assert not (shop / "build").exists()


def test_with_the_extra_it_prints(printer: Path, shop: Path) -> None:
    done(printer, "render", "board", "--format", "pdf", "--locale", "en", folder=shop)

    reader = PdfReader(shop / "build" / "handbook" / "board.en.pdf")
    assert "Service in numbers" in reader.pages[0].extract_text()


def test_it_tells_the_schema(program: Path, tmp_path: Path) -> None:
    told = json.loads(done(program, "schema", "policy", folder=tmp_path))

    assert told == json.loads((ROOT / "schemas" / "policy.schema.json").read_text(encoding="utf-8"))
