"""Installs the policykit this action comes with, apart from everything else on the computer."""

from __future__ import annotations

import os
import subprocess
import sys
import venv
from pathlib import Path

from server import annotate, give

HOME = Path(__file__).resolve().parents[2]


def main() -> int:
    """Install; 0 when it is there, 2 when it cannot be had."""
    folder = Path(os.environ["POLICYKIT_REPORTS"]).parent / "program"
    venv.create(folder, with_pip=True)
    python = folder / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    for words in (
        # By digest, and no package runs a script of its own.
        ["--require-hashes", "--only-binary", ":all:", "-r", str(HOME / "requirements.lock")],
        ["--no-deps", "--no-build-isolation", "--no-index", str(HOME)],
    ):
        pip = [str(python), "-I", "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
        # With -I and in this folder, nothing of the checked repository is imported in its place.
        if subprocess.run([*pip, *words], check=False, cwd=HOME).returncode:
            annotate("error", "policykit could not be installed; the lines above say why.")
            return 2
    give({"python": python})
    return 0


if __name__ == "__main__":
    sys.exit(main())
