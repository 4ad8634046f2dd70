"""Nobody is ever told to install the package `policykit`, which is somebody else's."""

from __future__ import annotations

import re
import subprocess
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
FOREIGN = re.compile(
    r"""policykit(?:\[[a-z{]|[=~<>]=)          # with parts, or in a version
    |(?:install|inject|--with)(?:[ ]--?[a-z-]+)*[ ]["']?policykit(?![\w./-]|\\-) # as what is installed
    """,
    re.VERBOSE,
)


def test_no_text_tells_to_install_the_other_package() -> None:
    listed = subprocess.run(
        ["git", "ls-files", "-z"], cwd=ROOT, check=True, capture_output=True, text=True
    )
    here = Path(__file__).relative_to(ROOT).as_posix()
    told: list[str] = []
    for name in listed.stdout.rstrip("\0").split("\0"):
        if name == here or name.startswith("docs/decisions/0011"):
            continue
        try:
            text = (ROOT / name).read_text("utf-8")
        except (UnicodeDecodeError, FileNotFoundError):
            continue
        told += [f"{name}: {found[0]}" for found in FOREIGN.finditer(text)]
    assert told == []


@pytest.mark.parametrize(
    ("text", "is_foreign"),
    [
        ('pip install "policykit[pdf]"', True),
        ("pip install policykit", True),
        ("pip install --upgrade policykit", True),
        ("pipx install --force 'policykit[sign]'", True),
        ("policykit==0.1.0", True),
        ("pip install policykit-handbook", False),
        ('"policykit-handbook[pdf]==0.1.0"', False),
        ("COPY --from=made /opt/policykit /opt/policykit", False),
        ("pip install .", False),
    ],
)
def test_what_is_foreign(text: str, *, is_foreign: bool) -> None:
    assert (FOREIGN.search(text) is not None) is is_foreign


def test_the_package_has_its_own_name_and_the_old_command() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    assert project["name"] == "policykit-handbook"
    assert project["scripts"] == {"policykit": "policykit.cli.entry:main"}
