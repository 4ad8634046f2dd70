"""Whatever the files hold, a command ends with findings or a reason, never with a fault."""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Sequence
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path

import pytest
from hypothesis import given, settings, strategies as st
from tests.lint.damage import damaged, everything, write
from tests.support.program import TODAY, scrubbed

from policykit.cli.app import run

FILES = everything()
BASELINE = "lint-baseline.json"
KNOWN = (
    b'{\n  "format": 1,\n  "findings": [\n    {"fingerprint": "aaaaaaaaaaaaaaaa", "code": "WRD001",'
    b' "path": "policies/a.yaml", "count": 1, "message": "x"}\n  ]\n}\n'
)
COMMANDS = (
    ("lint",),
    ("lint", "--format", "json"),
    ("lint", "--fix", "--unsafe-fixes", "--diff"),
    ("lint", "--statistics", "--no-ignores"),
    ("fmt", "--diff"),
    ("config",),
    ("rules",),
    ("explain", "needs"),
)
POLICY = "policies/returns.yaml"


@pytest.fixture(scope="module", autouse=True)
def _the_same_everywhere() -> object:
    with pytest.MonkeyPatch.context() as patch:
        for name in set(os.environ) - set(scrubbed(os.environ)):
            patch.delenv(name)
        patch.setenv("POLICYKIT_TODAY", TODAY)
        yield


@pytest.fixture(scope="module")
def shop(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write(FILES, tmp_path_factory.mktemp("everything"))


def assert_told(arguments: Sequence[str], shop: Path) -> tuple[int, str]:
    """Run a command; it must end with 0, 1 or 2, and say something where it is not 0."""
    out, err = io.StringIO(), io.StringIO()
    with redirect_stdout(out), redirect_stderr(err):
        code = run([*arguments, "--root", str(shop)])
    assert code in {0, 1, 2}, err.getvalue()
    assert "Traceback" not in out.getvalue() + err.getvalue()
    assert code == 0 or out.getvalue() or err.getvalue()
    return code, out.getvalue()


@settings(max_examples=25)
@given(st.data(), st.sampled_from(sorted(FILES)), st.sampled_from(COMMANDS))
def test_a_damaged_file(
    shop: Path, data: st.DataObject, path: str, arguments: tuple[str, ...]
) -> None:
    place = shop / path
    place.write_bytes(data.draw(damaged(FILES[path])))
    try:
        assert_told(arguments, shop)
    finally:
        place.write_bytes(FILES[path])


@settings(max_examples=15)
@given(st.one_of(damaged(KNOWN), st.binary(max_size=60)))
def test_a_damaged_baseline(shop: Path, content: bytes) -> None:
    place = shop / BASELINE
    place.write_bytes(content)
    code, _ = assert_told(("lint", "--baseline", str(place)), shop)
    if code == 2:
        assert place.read_bytes() == content


@settings(max_examples=15)
@given(damaged(FILES[POLICY]))
def test_a_damaged_text_on_the_standard_input(shop: Path, content: bytes) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(content), encoding="utf-8"))
        code, _ = assert_told(("lint", "--stdin-filename", str(shop / POLICY)), shop)
        assert code == 1
    assert (shop / POLICY).read_bytes() == FILES[POLICY]


@pytest.mark.parametrize("name", ["text", "json", "sarif", "html", "junit", "markdown", "csv"])
def test_two_runs_give_the_same_bytes(shop: Path, name: str) -> None:
    runs = {assert_told(("lint", "--format", name), shop) for _ in range(2)}
    assert len(runs) == 1
