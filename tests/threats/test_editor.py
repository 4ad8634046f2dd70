"""Y1, G1, G11: the server of an editor over a hostile folder, with every question it answers."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from typing import Any, Final

import pytest
from tests.lsp.client import Client, Refused
from tests.sources.trapped import ATTRIBUTES, spring
from tests.threats import shop as places
from tests.threats.hostile_yaml import YAML
from tests.threats.shop import make
from tests.threats.test_folder import CANARY, crowd

_PLACE: Final = {"position": {"line": 3, "character": 9}}
_ALL: Final = {"range": {"start": {"line": 0, "character": 0}, "end": {"line": 9, "character": 0}}}
QUESTIONS: Final[dict[str, dict[str, Any]]] = {
    "textDocument/hover": _PLACE,
    "textDocument/definition": _PLACE,
    "textDocument/references": {**_PLACE, "context": {"includeDeclaration": True}},
    "textDocument/completion": _PLACE,
    "textDocument/documentHighlight": _PLACE,
    "textDocument/documentSymbol": {},
    "textDocument/foldingRange": {},
    "textDocument/codeLens": {},
    "textDocument/inlayHint": _ALL,
    "textDocument/semanticTokens/full": {},
    "textDocument/codeAction": {**_ALL, "context": {"diagnostics": []}},
    "textDocument/formatting": {"options": {"tabSize": 2, "insertSpaces": True}},
    "textDocument/rename": {**_PLACE, "newName": "../../escaped"},
}


@pytest.mark.parametrize("kind", ["bombs", "programs", "links"])
def test_y01_g01_g11_an_editor_meets_a_hostile_folder(kind: str, tmp_path: Path) -> None:
    repository = make(tmp_path / "shop")
    mark = tmp_path / "mark"
    if kind == "bombs":
        repository.write(
            {
                f"policies/{row.lower()}.yaml": next(iter(files.values()))
                for row, files in YAML.items()
            }
        )
    elif kind == "programs":
        repository.commit("Attributes", {".gitattributes": ATTRIBUTES})
        mark = spring(repository, tmp_path)
    else:
        crowd(repository, tmp_path / "outside")
    told = []
    with Client(repository.path) as client:
        client.settled()
        for path in (places.POLICY, places.RECORD, places.ORGANISATION, places.SETTINGS):
            uri = client.open(repository.path / path)
            for method, more in QUESTIONS.items():
                with suppress(Refused):
                    told.append(client.request(method, {"textDocument": {"uri": uri}, **more}))
        told.append(client.request("workspace/symbol", {"query": "a"}))
        client.settled()
        told.append(client.told)
        assert client.end() == 0

    assert len(told) > 20
    assert CANARY not in str(told)
    assert "root:x:0" not in str(told)
    assert not mark.exists()
    assert not list(tmp_path.rglob("escaped*"))
