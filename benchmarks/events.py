"""What PyYAML's C parser takes for the same files, alone: the floor any reader on it stands on."""

from __future__ import annotations

import sys
from pathlib import Path

from yaml.cyaml import CParser  # type: ignore[attr-defined]  # the stubs do not name it

for file in sorted(Path(sys.argv[1]).rglob("*.yaml")):
    parser = CParser(file.read_bytes())
    while parser.check_event():
        parser.get_event()
