"""What the page on editors says to write into their settings can be read by them."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

PAGE = Path(__file__).parents[2] / "docs" / "editors.md"


def test_helix_keeps_the_server_for_yaml_beside_ours() -> None:
    [snippet] = re.findall(r"```toml\n(.*?)```", PAGE.read_text(encoding="utf-8"), re.DOTALL)
    settings = tomllib.loads(snippet)
    [yaml] = settings["language"]
    assert yaml["name"] == "yaml"
    assert yaml["language-servers"] == ["policykit", "yaml-language-server"]
    server = settings["language-server"]["policykit"]
    assert [server["command"], *server["args"]] == ["policykit", "lsp"]
