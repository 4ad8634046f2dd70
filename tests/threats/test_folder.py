"""F3, G11, G12, Y18, J1, J5, J8, S1 to S4: what else may lie in a folder, and a pull request's own.

Links that lead out, devices, odd names, templates that are programs, schemas that fetch, a cache,
a baseline and records made elsewhere, modules and plugins. Every command meets all of them.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Final

import pytest
from tests.sources.repositories import GitFolder
from tests.support.program import SOURCE, Outcome, scrubbed
from tests.threats import shop as places
from tests.threats.attack import Answer, Scene, hold
from tests.threats.calls import CALLS, Call, one_each
from tests.threats.given import hand_in
from tests.threats.shop import make

CANARY: Final = "canary-7d1f"
ODD: Final = (
    "policies/\x1b[31mred.yaml",
    "policies/\u202etxt.yaml",
    "policies/line\n::error::pwned.yaml",
    "policies/##[error]pwned.yaml",
    "policies/-rf.yaml",
    "policies/--output=pwned.yaml",
    "policies/Returns.yaml",
    "policies/re\u0301sume\u0301.yaml",
    "policies/r\u00e9sum\u00e9.yaml",
    "policies/CON.yaml",
    "policies/[days].yaml",
    "policies/<script>pwned=1<\u2215script>.yaml",
    "policies/" + "x" * 200 + ".yaml",
)


def crowd(repository: GitFolder, outside: Path) -> None:
    """Put links, devices and odd names beside what is sound."""
    root = repository.path
    content = places.files()[places.OTHER]
    for number, name in enumerate(ODD):
        (root / name).write_bytes(content.replace(b"id: phone-manners", b"id: odd-%d" % number))
    with open(os.fsencode(root / "policies") + b"/caf\xe9.yaml", "wb") as file:  # noqa: PTH123 - a name of bytes
        file.write(content)
    outside.mkdir()
    for name in ("secret.yaml", "secret.md", "secret.html", "secret.json"):
        (outside / name).write_text(f"format: 1\nid: secret\ntitle: {CANARY}\n", encoding="utf-8")
    links = {
        "policies/out.yaml": outside / "secret.yaml",
        "policies/returns.de.yaml": outside / "secret.yaml",
        "policies/folder": outside,
        "policies/phone-manners.record.yaml": outside / "secret.yaml",
        "policies/passwd.yaml": Path("/etc/passwd"),
        "policies/zero.yaml": Path("/dev/zero"),
        "policies/nowhere.yaml": Path("nowhere"),
        "policies/circle.yaml": Path("circle.yaml"),
        "policies/around": Path(),
        "schemas/frameworks/out.yaml": outside / "secret.yaml",
        "schemas/extensions/out.json": outside / "secret.json",
        "templates": outside,
    }
    for name, target in links.items():
        (root / name).symlink_to(target)
    (root / places.PREFACE).unlink()
    (root / places.PREFACE).symlink_to(outside / "secret.md")
    os.mkfifo(root / "policies/pipe.yaml")
    with (root / "policies/huge.yaml").open("wb") as file:
        file.truncate(1 << 30)


def demand_no_secret(scene: Scene, answers: list[Answer]) -> None:
    """Nothing of what lies outside is told or written."""
    # What Git hands to its driver is what the driver reads.
    asked = [it for it in answers if it.call.command != "diff-driver"]
    told = [it.name for it in asked if CANARY in it.stdout + it.stderr or "root:x:0" in it.stdout]
    assert told == []
    written = [path for path in scene.out.rglob("*") if path.is_file()]
    assert [it for it in written if CANARY.encode() in it.read_bytes()] == []


def test_f03_g11_g12_y18_links_devices_and_odd_names(tmp_path: Path) -> None:
    scene = Scene.at(tmp_path)
    repository = make(scene.shop)
    hand_in(scene.given)
    crowd(repository, tmp_path / "outside")
    before = {it: it.read_bytes() for it in (tmp_path / "outside").iterdir()}

    answers = scene.meet(one_each("v1", "render", writing=True))

    hold(scene, answers)
    demand_no_secret(scene, answers)
    assert {it: it.read_bytes() for it in (tmp_path / "outside").iterdir()} == before


def test_g11_links_of_a_revision(tmp_path: Path) -> None:
    scene = Scene.at(tmp_path)
    repository = make(scene.shop)
    hand_in(scene.given)
    (tmp_path / "outside").mkdir()
    (tmp_path / "outside/secret.yaml").write_text(f"title: {CANARY}\n", encoding="utf-8")
    for name in (places.POLICY, places.RECORD, places.ORGANISATION_WORDS, places.PREFACE):
        (scene.shop / name).unlink()
        (scene.shop / name).symlink_to(tmp_path / "outside/secret.yaml")
    repository.commit("Links", {})
    repository.git("tag", "-f", "v1")

    answers = scene.meet(one_each())

    hold(scene, answers)
    demand_no_secret(scene, answers)


def test_f02_f03_folders_that_are_links_out(tmp_path: Path) -> None:
    scene = Scene.at(tmp_path)
    make(scene.shop)
    hand_in(scene.given)
    outside = tmp_path / "outside"
    for name in ("schemas", "docs", "templates", ".github", "build"):
        (outside / name).mkdir(parents=True)
        place = scene.shop / name
        if place.exists():
            place.rename(tmp_path / f"was-{name}")
        place.symlink_to(outside / name)
    before = sorted(outside.rglob("*"))
    begin = Call(("init", ".", "--yes", "--missing", "--name=X", "--countries=GB", "--size=small"))
    render = Call(("render", "--format", "markdown"), writes=True)
    written = [it for it in CALLS if it.writes]

    answers = scene.meet([*written, render, begin])

    # It asks the system to remove folders that it did not come to make, which are not there.
    hold(scene, answers[:-1])
    assert answers[-1].exit_code == 2
    assert sorted(outside.rglob("*")) == before


_PROGRAM: Final = "import pathlib; pathlib.Path({mark!r}).write_text('ran')\n"
_ESCAPES: Final = (
    "{{ ''.__class__.__mro__[1].__subclasses__() }}",
    "{{ cycler.__init__.__globals__.os.popen('touch {mark}').read() }}",
    "{{ ''|attr('format')('{0.__class__}', 1) }}",
    "{% include '/etc/passwd' %}{% include '../../outside/secret.html' %}",
    "{% for a in range(99999) %}{% for b in range(99999) %}{% endfor %}{% endfor %}",
    "{{ 'a' * 1000000000 }}",
)
_SCHEMAS: Final = {
    "fetches": {"$ref": "http://127.0.0.1:9/x.json"},
    "reads": {"$ref": "file:///etc/passwd"},
    "dynamic": {"$dynamicRef": "http://127.0.0.1:9/x.json"},
    "named": {"$id": "http://127.0.0.1:9/x/", "$ref": "y.json"},
    "other-draft": {"$schema": "http://127.0.0.1:9/draft"},
    "slow": {"properties": {"a": {"type": "string", "pattern": "^(a+)+$"}}},
    "itself": {"$ref": "#"},
    "doubling": {"anyOf": [{"anyOf": [{"anyOf": [{}] * 20}] * 20}] * 20},
}


def bring_own(repository: GitFolder, mark: Path) -> None:
    """What a pull request may bring to have its way."""
    program = _PROGRAM.format(mark=str(mark))
    template = "".join(_ESCAPES).replace("{mark}", str(mark))
    loose = json.dumps({"$schema": "https://json-schema.org/draft/2020-12/schema"})
    files = {f"schemas/extensions/{name}.json": json.dumps(it) for name, it in _SCHEMAS.items()}
    files |= {f"schemas/{name}.schema.json": loose for name in ("policy", "settings", "record")}
    files |= {f"templates/{name}/policy.html": template for name in ("site", "html", "docx")}
    files |= {
        "templates/site/article.html": template,
        "templates/pdf/main.typ": '#import "@preview/x:1.0.0": y\n#read("/etc/passwd")\n#panic()',
        "lint-baseline.json": '{"format": 1, "findings": []}',
        ".policykit_cache/runs.sqlite": "x",
        ".cache/policykit/runs.sqlite": "x",
        ".git-blame-ignore-revs": "x",
        "pyproject.toml": "[project.entry-points.'policykit.rules']\nown = 'own:RULES'\n",
        **{
            f"{name}.py": program
            for name in (
                "own", "policykit", "yaml", "git", "jinja2", "typer", "sitecustomize",
                "usercustomize", "conftest", "json",
            )
        },
    }  # fmt: skip
    slack = places.files()[places.SETTINGS].decode()
    slack = slack.replace(
        "  extends: strict\n",
        "  extends: minimal\n  ignore: [YML, SCH, FIL, REF]\n  baseline: lint-baseline.json\n"
        "  plugins: [own]\n",
    )
    files[places.SETTINGS] = slack + "cache_dir: .policykit_cache\nplugins: [own]\n"
    broken = places.files()[places.POLICY].decode()
    broken = broken.replace("status: active", "status: lively\nstatus: lively")
    files[places.POLICY] = f"# policykit: ignore-file[SCH005] because\n{broken}"
    forged = places.files()[places.RECORD].decode()
    files[places.RECORD] = forged.replace("role: compliance-officer", "role: store-manager")
    repository.commit("Mine", files)


def test_j01_j05_j08_s01_to_s04_a_pull_request_with_things_of_its_own(tmp_path: Path) -> None:
    scene = Scene.at(tmp_path)
    repository = make(scene.shop)
    hand_in(scene.given)
    mark = tmp_path / "mark"
    bring_own(repository, mark)

    answers = scene.meet(one_each(), CI="true")

    hold(scene, answers)
    demand_no_secret(scene, answers)
    assert not mark.exists()
    lint = answers[0]
    assert lint.call.command == "lint" or "lint" in {it.call.command for it in answers}


@pytest.fixture
def loosened(tmp_path: Path) -> Path:
    root = tmp_path / "shop"
    repository = make(root)
    bring_own(repository, tmp_path / "mark")
    # Settings that ask for what cannot be had would end the call: these do not.
    whole = places.files()[places.SETTINGS].decode()
    slack = whole.replace("extends: strict", "extends: minimal\n  baseline: lint-baseline.json")
    (root / places.SETTINGS).write_text(slack, encoding="utf-8")
    for path in (root / "schemas/extensions").glob("*.json"):
        if path.name != "own.json":
            path.unlink()
    return root


def installed(folder: Path, *arguments: str) -> Outcome:
    """Run as it is installed: a program beside the interpreter, which looks in its own folder."""
    place = folder.parent / "bin"
    place.mkdir()
    entry = place / "policykit"
    entry.write_text("import sys\nfrom policykit.cli.entry import main\nsys.exit(main())\n")
    done = subprocess.run(
        [sys.executable, str(entry), *arguments],
        capture_output=True,
        check=False,
        cwd=folder,
        encoding="utf-8",
        env=scrubbed(os.environ) | {"PYTHONPATH": SOURCE},
    )
    return Outcome(done.returncode, done.stdout, done.stderr)


def test_a_pull_request_cannot_loosen_what_is_checked(loosened: Path, tmp_path: Path) -> None:
    done = installed(loosened, "lint", "--format", "concise")

    assert done.exit_code == 1, done.stderr
    assert "YML030" in done.stdout
    assert "SCH005" in done.stdout
    # No module that lies in the folder was loaded for that, by whatever name.
    assert not (tmp_path / "mark").exists()


def test_settings_that_would_switch_the_schemas_off_end_the_call(loosened: Path) -> None:
    slack = places.files()[places.SETTINGS].decode()
    slack = slack.replace("extends: strict", "extends: minimal\n  ignore: [SCH]")
    (loosened / places.SETTINGS).write_text(slack, encoding="utf-8")

    done = installed(loosened, "lint")

    assert done.exit_code == 2
    assert "error[always-checked]" in done.stderr
