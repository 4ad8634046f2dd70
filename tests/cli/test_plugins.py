"""Plugins: rules of installed packages, which run only where the caller names them."""

from __future__ import annotations

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from tests.support.program import ROOT, scrubbed

GOOD = """\
from policykit.lint.rule import Option, Rule
from policykit.model.finding import Place, Problem, Severity
from policykit.model.page import Page


def check(examined, options):
    for text in examined.texts:
        if "Answer" in text.text:
            yield Problem(Place(text.path, text.pointer, words="Answer"), options["message"])


RULE = Rule(
    page=Page(
        code="ACM001",
        name="acme-greeting",
        category="acme",
        severity=Severity.ERROR,
        summary="Acme never answers.",
        why="It calls back.",
        bad="",
        good="",
        how="Call back.",
    ),
    options=(Option("message", "Call back.", "What to say."),),
    per_policy=check,
)
"""


NOTES = GOOD.replace(
    "per_policy=check",
    "notes=lambda examined, options: NOTED, across=lambda overview, options: "
    "[Problem(each.place, each.value) for each in overview.noted.get('ACM001', ())]",
).replace(
    "RULE =",
    "from policykit.lint.rule import Noted\n"
    "NOTED = [Noted(Place('policies/phone-manners.yaml', ('title',)), '', 'Seen.')]\nRULE =",
)
"""A plugin that notes something of each policy, and judges it beside what it notes of others."""


def wheel(folder: Path, modules: dict[str, str], points: dict[str, str]) -> Path:
    """A wheel with these modules, and entry points to them by name."""
    path = folder / "acme_rules-1.0-py3-none-any.whl"
    about = "acme_rules-1.0.dist-info"
    contents = {f"{name}.py": text for name, text in modules.items()} | {
        f"{about}/METADATA": "Metadata-Version: 2.1\nName: acme-rules\nVersion: 1.0\n",
        f"{about}/WHEEL": "Wheel-Version: 1.0\nGenerator: tests\nRoot-Is-Purelib: true\n"
        "Tag: py3-none-any\n",
        f"{about}/entry_points.txt": "[policykit.rules]\n"
        + "".join(f"{name} = {module}\n" for name, module in points.items()),
    }
    record = "".join(f"{name},,\n" for name in contents) + f"{about}/RECORD,,\n"
    with zipfile.ZipFile(path, "w") as archive:
        for name, text in (contents | {f"{about}/RECORD": record}).items():
            archive.writestr(name, text)
    return path


class Installed:
    """policykit in an interpreter that finds the packages of a folder."""

    def __init__(self, folder: Path, shop: Path) -> None:
        self._folder = folder
        self._shop = shop

    def __call__(self, *arguments: str, **more: str) -> subprocess.CompletedProcess[str]:
        path = os.pathsep.join([str(ROOT / "src"), str(self._folder)])
        return subprocess.run(
            [sys.executable, "-m", "policykit", *arguments],
            capture_output=True,
            check=False,
            cwd=self._shop,
            encoding="utf-8",
            env=scrubbed(os.environ) | {"PYTHONPATH": path} | more,
        )


@pytest.fixture(scope="module")
def packages(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with an installed package that offers one good rule and several bad ones."""
    folder = tmp_path_factory.mktemp("packages")
    bad = {
        "acme_raises": GOOD.replace('options["message"]', 'options["nothing"]'),
        "acme_ends": GOOD.replace(
            '        if "Answer"', "        raise SystemExit(0)\n        if 1"
        ),
        "acme_lies": GOOD.replace('options["message"])', 'options["message"], code="YML001")'),
        "acme_notes": NOTES,
        "acme_notes_ends": NOTES.replace(": NOTED,", ": exit(0),"),
        "acme_notes_lies": NOTES.replace(": NOTED,", ": [3],"),
        "acme_mumbles": GOOD.replace('options["message"])', "3)"),
        "acme_misses": GOOD.replace('Place(text.path, text.pointer, words="Answer")', "3"),
        "acme_odd_page": GOOD.replace('why="It calls back."', "why=3"),
        "acme_breaks": "1 / 0\n",
        "acme_quits": "raise SystemExit(0)\n",
        "acme_empty": "RULE = None\n",
        "acme_ours": GOOD.replace("ACM001", "REF900"),
        "acme_own": GOOD.replace("ACM001", "OWN900"),
        "acme_odd": GOOD.replace("ACM001", "acme-1"),
        "acme_always": GOOD.replace('"acme"', '"schema"'),
        "acme_named": GOOD.replace('"acme-greeting"', '"unknown-name"'),
    }
    names = ["acme_greeting", *bad]
    built = wheel(
        folder,
        {"acme_greeting": GOOD, **bad},
        {name.removeprefix("acme_"): name for name in names},
    )
    target = folder / "installed"
    subprocess.run(
        [
            *(sys.executable, "-m", "pip", "install", "--quiet", "--no-index", "--no-deps"),
            *("--no-compile", "--disable-pip-version-check", "--target", str(target), str(built)),
        ],
        check=True,
        capture_output=True,
    )
    return target


@pytest.fixture
def installed(packages: Path, small: Path) -> Installed:
    return Installed(packages, small)


CONCISE = "policies/phone-manners.yaml:12:11: ACM001 acme-greeting Call back."


def test_a_plugin_runs_only_when_it_is_named(installed: Installed, small: Path) -> None:
    assert "ACM001" not in installed("lint", "--format", "concise").stdout
    named = installed("lint", "--plugin", "greeting", "--format", "concise")
    assert named.returncode == 1
    assert CONCISE in named.stdout.splitlines()
    by_environment = installed("lint", "--format", "concise", POLICYKIT_LINT_PLUGIN="greeting")
    assert by_environment.stdout == named.stdout
    (small / "policykit.yaml").write_text(
        "format: 1\nframeworks: []\nlint: {plugins: [greeting]}\n", encoding="utf-8"
    )
    asked = installed("lint", "--format", "concise").stdout
    assert "ACM001" not in asked
    assert "plugins" in asked, "settings cannot ask for one, and that is said"


def test_it_is_a_rule_like_any_other(installed: Installed, small: Path) -> None:
    (small / "policykit.yaml").write_text(
        "format: 1\nframeworks: []\n"
        "lint: {rules: {acme-greeting: {level: warning, message: Ring back.}}}\n",
        encoding="utf-8",
    )
    said = installed("lint", "--plugin", "greeting", "--select", "ACM", "--format", "json")
    assert said.returncode == 0
    assert '"Ring back."' in said.stdout
    policy = small / "policies" / "phone-manners.yaml"
    text = policy.read_text(encoding="utf-8")
    comment = "    # policykit: ignore[acme-greeting] they do here\n    must:"
    policy.write_text(text.replace("    must:", comment), encoding="utf-8")
    quiet = installed("lint", "--plugin", "greeting", "--select", "ACM", "--format", "concise")
    assert "ACM001" not in quiet.stdout


def test_it_is_listed_and_explained(installed: Installed) -> None:
    assert "ACM001" not in installed("rules").stdout
    assert "ACM001  acme-greeting" in installed("rules", "--plugin", "greeting").stdout
    page = installed("explain", "ACM001", "--plugin", "greeting").stdout
    assert "It calls back." in page
    assert "`message` (default: Call back.)" in page


def test_one_can_judge_what_it_notes_of_all_policies(installed: Installed) -> None:
    outcome = installed("lint", "--plugin", "notes", "--select", "ACM", "--format", "concise")
    assert outcome.stdout == "policies/phone-manners.yaml:3:8: ACM001 acme-greeting Seen.\n"


@pytest.mark.parametrize(
    "name", ["raises", "ends", "lies", "mumbles", "misses", "notes_ends", "notes_lies"]
)
def test_one_that_fails_is_told_and_the_others_run(installed: Installed, name: str) -> None:
    outcome = installed("lint", "--plugin", name, "--select", "ACM,BUG,LIF", "--format", "text")
    assert outcome.returncode == 3
    assert outcome.stderr == ""
    assert "The rule ACM001 failed here" in outcome.stdout
    assert f"This is a fault in the plugin {name}" in outcome.stdout
    assert "Traceback" not in outcome.stdout + outcome.stderr


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("breaks", "cannot be loaded (ZeroDivisionError)"),
        ("quits", "cannot be loaded (SystemExit)"),
        ("empty", "it has no RULE"),
        ("ours", "codes with REF are those of policykit itself"),
        ("odd_page", "its page is not text"),
        ("own", "codes with OWN are those of policykit itself"),
        ("odd", "is not two to four letters and three digits"),
        ("always", "the category schema is that of policykit itself"),
        ("named", "one of these is taken"),
        ("greeting,raises", "one of these is taken"),
        ("greetin", "Did you mean greeting?"),
        ("qqq", "Installed are always, breaks, empty, ends, greeting"),
    ],
)
def test_one_that_cannot_be_used_ends_the_call(installed: Installed, name: str, said: str) -> None:
    outcome = installed("lint", "--plugin", name)
    assert outcome.returncode == 2
    assert said in " ".join(outcome.stderr.split())
    assert outcome.stdout == ""
