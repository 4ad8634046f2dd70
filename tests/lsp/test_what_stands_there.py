"""An editor asks what stands at a place: where it leads, who names it, what it says, its name."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from tests.lsp.client import ABLE, Client, Refused, Sent, applied
from tests.renaming.shop import files, make_shop

from policykit.renaming import rename

RETURNS = "policies/returns.yaml"
MOST = {
    **ABLE,
    "workspace": {
        **ABLE["workspace"],
        "codeLens": {"refreshSupport": True},
        "inlayHint": {"refreshSupport": True},
    },
    "experimental": {"commands": ["policykit.showReferences"]},
    "textDocument": {
        **ABLE["textDocument"],
        "hover": {"contentFormat": ["markdown", "plaintext"]},
        "definition": {"linkSupport": True},
        "documentSymbol": {"hierarchicalDocumentSymbolSupport": True},
    },
}
"""What an editor with our own extension can do."""


@pytest.fixture(scope="module")
def shop(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_shop(tmp_path_factory.mktemp("lsp") / "shop")


@pytest.fixture(scope="module")
def client(shop: Path) -> Iterator[Client]:
    with Client(shop, able=MOST) as client:
        for path in (RETURNS, "policies/other.yaml", "policies/returns.sv.yaml", "policykit.yaml"):
            client.open(shop / path)
        yield client
        assert client.end() == 0


@pytest.fixture(scope="module")
def plain(shop: Path) -> Iterator[Client]:
    """A client that can do as little as there is."""
    with Client(shop, able={}) as client:
        client.open(shop / RETURNS)
        yield client
        assert not [line for line in client.log if "fault" in line], client.log
        assert client.end() == 0


def _place(text: str, marked: str) -> dict[str, int]:
    """The place of the `|` of some words, as clients count: from 0, in UTF-16."""
    before, _, after = marked.partition("|")
    assert text.count(before + after) == 1, marked
    head = text[: text.index(before + after) + len(before)]
    lines = re.split("\r\n|\n", head)
    return {"line": len(lines) - 1, "character": len(lines[-1].encode("utf-16-le")) // 2}


def _at(path: Path, text: str, marked: str, **more: object) -> dict[str, object]:
    document = {"uri": path.as_uri()}
    return {"textDocument": document, "position": _place(text, marked), **more}


def _stretch(text: str, stretch: dict[str, dict[str, int]]) -> str:
    """What stands in a range of one line."""
    assert stretch["start"]["line"] == stretch["end"]["line"]
    line = re.split("\r\n|\n", text)[stretch["start"]["line"]].encode("utf-16-le")
    start, end = stretch["start"]["character"], stretch["end"]["character"]
    return line[start * 2 : end * 2].decode("utf-16-le")


def _told(shop: Path, places: list[dict[str, Any]]) -> list[str]:
    texts = {(shop / path).as_uri(): (path, text) for path, text in files(shop).items()}
    return [
        f"{texts[each['uri']][0].rpartition('/')[2]}:{each['range']['start']['line'] + 1} "
        f"{_stretch(texts[each['uri']][1], each['range'])}"
        for each in places
    ]


def test_it_says_what_it_answers(client: Client) -> None:
    offered = client.capabilities
    for each in ("hover", "definition", "references", "documentHighlight", "documentSymbol"):
        assert offered[f"{each}Provider"], each
    for each in ("foldingRange", "selectionRange", "inlayHint", "workspaceSymbol"):
        assert f"{each}Provider" in offered, each
    assert offered["renameProvider"] == {"prepareProvider": True}
    assert offered["codeLensProvider"]["resolveProvider"] is True
    tokens = offered["semanticTokensProvider"]
    assert tokens["full"] is True
    assert tokens["range"] is True
    assert tokens["legend"]["tokenTypes"][:2] == ["keyword", "variable"]


def test_a_name_leads_to_its_declaration(client: Client, shop: Path) -> None:
    path, text = shop / "policies/other.yaml", files(shop)["policies/other.yaml"]
    params = _at(path, text, "[refunds](returns.re|fund)")
    found = client.request("textDocument/definition", params)
    places = [{"uri": each["targetUri"], "range": each["targetRange"]} for each in found]
    assert _told(shop, places) == ["returns.yaml:22 refund", "returns.next.yaml:11 refund"]
    assert _stretch(text, found[0]["originSelectionRange"]) == "refund"
    nowhere = client.request("textDocument/definition", _at(path, text, "titl|e: Other"))
    assert nowhere == []


def test_every_name_is_found_and_marked(client: Client, shop: Path) -> None:
    path, text = shop / RETURNS, files(shop)[RETURNS]
    params = _at(path, text, 'id: "ref|und"', context={"includeDeclaration": True})
    found = client.request("textDocument/references", params)
    assert _told(shop, found) == [
        "hello.md:3 refund",
        "other.yaml:12 refund",
        "other.yaml:14 refund",
        "returns.next.yaml:11 refund",
        "returns.record.yaml:5 refund",
        "returns.record.yaml:7 refund",
        "returns.sv.yaml:9 refund",
        "returns.sv.yaml:10 refund",
        "returns.sv.yaml:18 refund",
        "returns.sv.yaml:19 refund",
        "returns.yaml:22 refund",
        "returns.yaml:23 refund",
        "returns.yaml:28 refund",
        "returns.yaml:55 refund",
        "returns.yaml:55 refund",
    ]
    params["context"] = {"includeDeclaration": False}
    without = client.request("textDocument/references", params)
    assert len(without) == len(found) - 2
    marked = client.request("textDocument/documentHighlight", params)
    assert [(each["range"]["start"]["line"] + 1, each["kind"]) for each in marked] == [
        (22, 3),
        (23, 2),
        (28, 2),
        (55, 2),
        (55, 2),
    ]


def test_what_is_told_is_in_words_the_client_reads(
    client: Client, plain: Client, shop: Path
) -> None:
    path, text = shop / RETURNS, files(shop)[RETURNS]
    params = _at(path, text, "by: refund|-time")
    found = client.request("textDocument/hover", params)
    assert found["contents"]["kind"] == "markdown"
    assert "**refund-time** term of Returns" in found["contents"]["value"]
    assert _stretch(text, found["range"]) == "refund-time"
    assert client.request("textDocument/hover", _at(path, text, "who may| return")) is None
    found = plain.request("textDocument/hover", params)
    assert found["contents"]["kind"] == "plaintext"
    assert found["contents"]["value"].startswith("refund-time term of Returns\n")


def test_places_are_those_of_the_client_in_crlf_and_emoji(shop: Path) -> None:
    path = shop / "policies/other.yaml"
    text = files(shop)["policies/other.yaml"].replace("\n", "\r\n")
    text = text.replace("See [refunds]", "See 📞 Ökö [refunds]")
    with Client(shop) as client:
        client.open(path, text)
        params = _at(path, text, "within {returns.refund|-time}")
        found = client.request("textDocument/hover", params)
        assert _stretch(text, found["range"]) == "refund-time"
        named = client.request("textDocument/prepareRename", params)
        assert (_stretch(text, named["range"]), named["placeholder"]) == ("refund-time",) * 2
        hints = client.request(
            "textDocument/inlayHint",
            {
                "textDocument": {"uri": path.as_uri()},
                "range": {"start": {"line": 0, "character": 0}, "end": params["position"]},
            },
        )
        assert len(hints) == 1
        line = text.split("\r\n")[hints[0]["position"]["line"]].encode("utf-16-le")
        before = line[: hints[0]["position"]["character"] * 2].decode("utf-16-le")
        assert before.endswith("{returns.refund-time}")
        assert hints[0]["label"].replace("\u00a0", " ") == "14 days"
        tokens = client.request(
            "textDocument/semanticTokens/full", {"textDocument": {"uri": path.as_uri()}}
        )
        assert [word for word, *_ in _words(text, tokens["data"])].count("refund-time") == 2
        assert client.end() == 0


def _words(text: str, data: list[int]) -> Iterator[tuple[str, int, int]]:
    line = column = 0
    for index in range(0, len(data), 5):
        lines, columns, length, kind, modifiers = data[index : index + 5]
        column = columns if lines else column + columns
        line += lines
        start = {"line": line, "character": column}
        end = {"line": line, "character": column + length}
        yield _stretch(text, {"start": start, "end": end}), kind, modifiers


def test_words_have_their_kinds(client: Client, shop: Path) -> None:
    text = files(shop)["policies/other.yaml"]
    legend = client.capabilities["semanticTokensProvider"]["legend"]["tokenTypes"]
    document = {"uri": (shop / "policies/other.yaml").as_uri()}
    found = client.request("textDocument/semanticTokens/full", {"textDocument": document})
    told = [(word, legend[kind], bool(mark)) for word, kind, mark in _words(text, found["data"])]
    assert ("must", "keyword", False) in told
    assert ("greet", "function", True) in told
    assert ("returns", "class", False) in told
    assert ("refund-time", "variable", False) in told
    assert ("2 days", "number", False) in told
    stretch = {"start": {"line": 11, "character": 0}, "end": {"line": 11, "character": 9}}
    some = client.request(
        "textDocument/semanticTokens/range", {"textDocument": document, "range": stretch}
    )
    assert [word for word, *_ in _words(text, some["data"])] == ["must"]


def test_an_outline_folds_and_grows(client: Client, plain: Client, shop: Path) -> None:
    path, text = shop / RETURNS, files(shop)[RETURNS]
    document = {"uri": path.as_uri()}
    found = client.request("textDocument/documentSymbol", {"textDocument": document})
    statements = next(each for each in found if each["name"] == "statements")
    assert [each["name"] for each in statements["children"]] == ["refund", "quick", "damaged"]
    assert _stretch(text, statements["children"][1]["selectionRange"]) == "quick"
    folds = client.request("textDocument/foldingRange", {"textDocument": document})
    assert {"startLine": 8, "endLine": 12} in folds
    places = [_place(text, "Let the cust|omer"), {"line": 9_999, "character": 9}]
    around = client.request(
        "textDocument/selectionRange", {"textDocument": document, "positions": places}
    )
    assert _stretch(text, around[0]["range"]) == "customer"
    assert _stretch(text, around[0]["parent"]["range"]) == "Let the customer choose"
    assert len(around) == 2
    flat = plain.request("textDocument/documentSymbol", {"textDocument": document})
    assert ("quick", "statements") in [(it["name"], it["containerName"]) for it in flat]


def test_things_are_found_in_all_files(client: Client, shop: Path) -> None:
    found = client.request("workspace/symbol", {"query": "refund"})
    told = _told(shop, [each["location"] for each in found])
    assert "returns.yaml:22 refund" in told
    assert "returns.next.yaml:11 refund" in told
    assert found[0]["containerName"] == "returns"
    assert client.request("workspace/symbol", {"query": "no such thing"}) == []


def test_lenses_lead_where_the_client_can_follow(client: Client, plain: Client, shop: Path) -> None:
    document = {"uri": (shop / RETURNS).as_uri()}
    found = client.request("textDocument/codeLens", {"textDocument": document})
    assert all("command" not in each for each in found)
    shown = [client.request("codeLens/resolve", each)["command"] for each in found]
    assert [each["title"] for each in shown][:2] == [
        "used by 1 policy",
        "Swedish 2 stale, 13 missing, 1 not known",
    ]
    uri, position, places = shown[0]["arguments"]
    assert shown[0]["command"] == "policykit.showReferences"
    assert (uri, position) == (document["uri"], {"line": 2, "character": 4})
    assert "other.yaml:15 returns" in _told(shop, places)
    broken = {**found[0], "data": {"kind": "nothing"}}
    assert client.request("codeLens/resolve", broken)["command"]["command"] == ""
    found = plain.request("textDocument/codeLens", {"textDocument": document})
    assert {each["command"]["command"] for each in found} == {""}


def test_lenses_and_values_are_asked_for_again_once_all_was_looked_at(client: Client) -> None:
    client.settled()
    asked = {each["method"] for each in client.asked}
    assert asked >= {"workspace/codeLens/refresh", "workspace/inlayHint/refresh"}


def _renamed(root: Path, edit: Sent) -> dict[str, str]:
    """The files after a workspace edit, as a client makes it."""
    found = files(root)
    for each in edit["documentChanges"]:
        if each.get("kind") == "rename":
            was = Path(each["oldUri"].removeprefix(root.as_uri() + "/")).as_posix()
            now = Path(each["newUri"].removeprefix(root.as_uri() + "/")).as_posix()
            found[now] = found.pop(was)
        else:
            path = each["textDocument"]["uri"].removeprefix(root.as_uri() + "/")
            found[path] = applied(found[path], each["edits"])
    return found


@pytest.mark.parametrize(
    ("path", "marked", "old", "new"),
    [
        (RETURNS, "id: ret|urns   #", "returns", "taken-back"),
        (RETURNS, 'id: "ref|und"', "returns.refund", "pay-back"),
        ("policies/other.yaml", "{returns.refund|-time}", "returns.refund-time", "pay-time"),
        ("policies/returns.sv.yaml", "till.look|-up: L", "returns.till.look-up", "search"),
        ("policykit.yaml", "house.gr|eet", "house.greet", "hello"),
    ],
)
def test_renaming_gives_the_files_of_the_command(
    client: Client, shop: Path, tmp_path: Path, path: str, marked: str, old: str, new: str
) -> None:
    other = make_shop(tmp_path / "other")
    rename(other, old, new)
    params = _at(shop / path, files(shop)[path], marked, newName=new)
    edit = client.request("textDocument/rename", params)
    versions = {
        each["textDocument"]["uri"]: each["textDocument"]["version"]
        for each in edit["documentChanges"]
        if "textDocument" in each
    }
    for uri, version in versions.items():
        assert version == client.versions.get(uri)
    assert _renamed(shop, edit) == files(other)


def test_a_name_that_cannot_be_is_refused_in_words(plain: Client, shop: Path) -> None:
    text = files(shop)[RETURNS]

    def asked(marked: str, new: str) -> dict[str, object]:
        return _at(shop / RETURNS, text, marked, newName=new)

    for marked, new, why in (
        ('id: "ref|und"', "A b", "cannot be an id"),
        ("id: ret|urns   #", "b", "This editor cannot rename files"),
        ("owner: head|-of", "b", "Only policies"),
    ):
        with pytest.raises(Refused, match=why):
            plain.request("textDocument/rename", asked(marked, new))
    edit = plain.request("textDocument/rename", asked('id: "ref|und"', "b"))
    assert len(edit["changes"]) > 3
    assert plain.request("textDocument/prepareRename", asked("owner: head|-of", "")) is None


def test_half_a_file_and_no_file_of_ours_answer_with_nothing(shop: Path, tmp_path: Path) -> None:
    outside = tmp_path / "other.yaml"
    outside.write_text("id: x\n", encoding="utf-8")
    methods: list[tuple[str, dict[str, object]]] = [
        ("textDocument/hover", {}),
        ("textDocument/definition", {}),
        ("textDocument/references", {"context": {"includeDeclaration": True}}),
        ("textDocument/documentHighlight", {}),
        ("textDocument/prepareRename", {}),
        ("textDocument/documentSymbol", {}),
        ("textDocument/foldingRange", {}),
        ("textDocument/codeLens", {}),
        ("textDocument/semanticTokens/full", {}),
    ]
    with Client(shop) as client:
        client.open(outside)
        uri = client.open(shop / RETURNS)
        for text in ("", "a", "statements:\n  - id: {", "\t\n- [", "id: [\u2028\x00", "🙂: 🙂"):
            client.replace(uri, text)
            for document in (uri, outside.as_uri()):
                for method, more in methods:
                    for character in (0, 1, 5):
                        place = {"line": 0, "character": character}
                        params = {"textDocument": {"uri": document}, "position": place, **more}
                        client.request(method, params)
        assert not [line for line in client.log if "fault" in line], client.log
        assert client.end() == 0


def test_the_last_change_is_told_once_it_is_known(tmp_path: Path) -> None:
    root = make_shop(tmp_path / "shop")
    for arguments in (["init", "-q", "-b", "main"], ["add", "-A"], ["commit", "-qm", "All"]):
        subprocess.run(
            ["git", "-c", "user.name=Kim", "-c", "user.email=kim@example.com", *arguments],
            cwd=root,
            check=True,
            capture_output=True,
        )
    text = files(root)["policies/other.yaml"]
    with Client(root) as client:
        client.open(root / "policies/other.yaml")
        params = _at(root / "policies/other.yaml", text, "  wa|it: {")

        def told() -> bool:
            return (
                "Last changed" in client.request("textDocument/hover", params)["contents"]["value"]
            )

        assert any(told() for _ in range(50))
        assert client.end() == 0
