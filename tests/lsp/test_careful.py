"""What would harm a text or its author is not done: edits of what is lost, ranges over lines."""

from __future__ import annotations

import threading
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any, cast

import pytest
from tests.lsp.client import Client, Refused, applied

from policykit.authoring.snapshot import snapshot

BEYOND = {
    "range": {"start": {"line": 500, "character": 0}, "end": {"line": 500, "character": 0}},
    "text": "x",
}


def _at(uri: str, line: int, character: int) -> dict[str, Any]:
    return {
        "textDocument": {"uri": uri},
        "position": {"line": line, "character": character},
    }


def _items(answer: object) -> list[dict[str, Any]]:
    return cast("Mapping[str, list[dict[str, Any]]]", answer)["items"]


def test_a_text_that_is_lost_gets_no_edits(client: Client, shop: Path) -> None:
    place = shop / "policies/returns.yaml"
    uri = client.open(place)
    client.settled()
    text = place.read_text(encoding="utf-8")
    line = next(index for index, each in enumerate(text.split("\n")) if "- id: " in each)
    rename = _at(uri, line, text.split("\n")[line].index("id: ") + 5) | {"newName": "another"}
    assert client.request("textDocument/rename", rename)
    client.edit(uri, BEYOND)
    client.settled()
    form = {"textDocument": {"uri": uri}, "options": {"tabSize": 2, "insertSpaces": True}}
    assert not client.request("textDocument/formatting", form)
    assert not client.request("textDocument/rename", rename)
    words = client.open(shop / "policies/returns.sv.yaml")
    client.settled()
    with pytest.raises(Refused, match=r"returns\.yaml did not fit"):
        client.request("textDocument/rename", _at(words, 4, 4) | {"newName": "another"})
    client.replace(uri, text)
    client.settled()
    assert client.request("textDocument/rename", rename)


def test_words_of_the_source_are_put_in_quotes_where_they_need_them(
    client: Client, shop: Path
) -> None:
    place = shop / "policies/returns.yaml"
    source = place.read_text(encoding="utf-8")
    place.write_text(source.replace("title: Returns", 'title: "Returns: all # of them"'), "utf-8")
    client.changed_outside(place)
    words = shop / "policies/returns.sv.yaml"
    text = words.read_text(encoding="utf-8").replace("title: Returer", "title: ")
    uri = client.open(words, text)
    client.settled()
    line = next(index for index, each in enumerate(text.split("\n")) if each.startswith("title:"))
    items = _items(client.request("textDocument/completion", _at(uri, line, 7)))
    assert 'title: "Returns: all # of them"' in applied(text, [items[0]["textEdit"]])


def test_a_suggestion_never_reaches_over_a_line(client: Client, shop: Path) -> None:
    place = shop / "policies/returns.yaml"
    text = place.read_text(encoding="utf-8").replace("status: draft", "status: dr\n  aft")
    uri = client.open(place, text)
    line = next(index for index, each in enumerate(text.split("\n")) if each.startswith("status:"))
    for where, character in ((line, 10), (line + 1, 4)):
        for item in _items(client.request("textDocument/completion", _at(uri, where, character))):
            place_of = item["textEdit"]["range"]
            assert place_of["start"]["line"] == place_of["end"]["line"] == where
            assert place_of["start"]["character"] <= character <= place_of["end"]["character"]


@pytest.mark.parametrize("behind", ["\n# end\n", "\n   "])
def test_what_is_selected_holds_the_cursor(client: Client, shop: Path, behind: str) -> None:
    text = (shop / "policies/returns.yaml").read_text(encoding="utf-8") + behind
    uri = client.open(shop / "policies/returns.yaml", text)
    client.settled()
    lines = text.split("\n")
    places = [
        {"line": index, "character": character}
        for index, each in enumerate(lines)
        for character in {0, len(each) // 2, len(each)}
    ]
    asked = {"textDocument": {"uri": uri}, "positions": places}
    answers = cast("list[dict[str, Any]]", client.request("textDocument/selectionRange", asked))
    for place, answer in zip(places, answers, strict=True):
        around: dict[str, Any] | None = answer
        while around is not None:
            start, end = around["range"]["start"], around["range"]["end"]
            here = (place["line"], place["character"])
            assert (start["line"], start["character"]) <= here <= (end["line"], end["character"])
            around = around.get("parent")


def test_a_folder_that_is_named_by_half_is_passed_over() -> None:
    with Client(begin=False) as client:
        client.begin(rootPath="somewhere")
        assert client.end() == 0


def test_documents_are_read_by_several_at_once(shop: Path) -> None:
    policy = (shop / "policies/returns.yaml").read_bytes()
    for number in range(90):
        (shop / f"policies/p{number}.yaml").write_bytes(
            policy.replace(b"id: returns", f"id: p{number}".encode())
        )
    seen = snapshot(shop, {}, lambda _: date(2026, 11, 22))
    troubles: list[BaseException] = []

    def read() -> None:
        try:
            for number in range(90):
                assert seen.document(f"policies/p{number}.yaml") is not None
        except BaseException as trouble:  # noqa: BLE001 - told below
            troubles.append(trouble)

    threads = [threading.Thread(target=read) for _ in range(4)]
    for each in threads:
        each.start()
    for each in threads:
        each.join()
    assert troubles == []
