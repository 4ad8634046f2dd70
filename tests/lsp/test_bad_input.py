"""Whatever a client sends, the server goes on, or ends clean; nothing but messages on its output."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from tests.lsp.client import Client, Refused
from tests.lsp.shop import FILES

RETURNS = "policies/returns.yaml"
FORMAT = {"options": {"tabSize": 2, "insertSpaces": True}}


def framed(body: bytes) -> bytes:
    return b"Content-Length: %d\r\n\r\n%s" % (len(body), body)


def is_alive(client: Client, place: Path) -> bool:
    """Whether findings still come."""
    uri = client.open(place, FILES[RETURNS].replace("{window}", "{nothing}"))
    client.settled()
    found = client.found(place)
    client.close(uri)
    return ("REF001", 12, 35) in found


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (framed(b"no json"), -32700),
        (framed(b""), -32700),
        (framed(b"\xff\xfe\x00"), -32700),
        (framed(b"[" * 100_000), -32700),
        (framed(b"[]"), -32600),
        (framed(b"null"), -32600),
        (framed(b'"text"'), -32600),
        (framed(b"{}"), -32600),
        (framed(b'{"jsonrpc": "1.0", "id": 7, "method": "shutdown"}'), -32600),
        (b"Content-Type: text/plain\r\nContent-Length: 2\r\nX: y\r\n\r\n{}", -32600),
        (b"content-length: 2\n\n{}", -32600),
        (b"nothing at all\r\n\r\n\r\n" + framed(b"{}"), -32600),
        (b"x" * 100_000 + b"\r\n" + framed(b"{}"), -32600),
        (b"Content-Length: -5\r\n\r\n" + framed(b"{}"), -32600),
        (b"Content-Length: 70000000\r\n\r\n" + b"x" * 70_000_000, -32700),
    ],
    ids=lambda value: repr(value[:40]) if isinstance(value, bytes) else str(value),
)
def test_what_is_no_message_is_told_and_passed_over(
    client: Client, shop: Path, data: bytes, code: int
) -> None:
    client.raw(data)
    with pytest.raises(Refused) as refused:
        client.answer(None)
    assert refused.value.code == code
    assert is_alive(client, shop / RETURNS)


@pytest.mark.parametrize(
    ("method", "params", "code"),
    [
        ("policykit/unheardOf", {}, -32601),
        ("textDocument/formatting", {"textDocument": 5}, -32602),
        ("textDocument/formatting", None, -32602),
        ("textDocument/codeAction", {"textDocument": {"uri": "x"}, "range": {}}, -32602),
        ("workspace/executeCommand", {"command": "rm"}, -32602),
        ("initialize", {"capabilities": {}}, -32600),
    ],
)
def test_wrong_requests_are_refused(
    client: Client, shop: Path, method: str, params: object, code: int
) -> None:
    with pytest.raises(Refused) as refused:
        client.request(method, params)
    assert refused.value.code == code
    assert "Traceback" not in refused.value.message
    assert is_alive(client, shop / RETURNS)


@pytest.mark.parametrize(
    ("method", "params"),
    [
        ("policykit/unheardOf", {}),
        ("textDocument/didChange", {"textDocument": {}}),
        ("textDocument/didOpen", None),
        ("textDocument/didClose", {"textDocument": {"uri": "file:///never/open.yaml"}}),
        ("textDocument/didSave", {"textDocument": {"uri": "\x00"}}),
        ("workspace/didChangeWatchedFiles", {"changes": [{"uri": "file:", "type": 9}]}),
        ("workspace/didChangeWatchedFiles", {"changes": [{"uri": "http://[", "type": 1}]}),
        ("$/cancelRequest", {"id": 4711}),
        ("$/setTrace", {"value": "loud"}),
    ],
)
def test_wrong_notifications_are_passed_over(
    client: Client, shop: Path, method: str, params: object
) -> None:
    client.notify(method, params)
    assert is_alive(client, shop / RETURNS)


@pytest.mark.parametrize(
    "uri",
    [
        "untitled:Untitled-1",
        "git:/policies/returns.yaml?{}",
        "file:///elsewhere/policies/returns.yaml",
        "file:///%00",
        "not an address",
        "",
    ],
)
def test_files_that_are_none_of_ours_are_left_alone(client: Client, shop: Path, uri: str) -> None:
    known = len(client.publications)
    document = {"uri": uri, "languageId": "yaml", "version": 1, "text": "statements: [\n"}
    client.notify("textDocument/didOpen", {"textDocument": document})
    assert client.request("textDocument/formatting", {"textDocument": {"uri": uri}, **FORMAT}) == []
    client.settled()
    told = {each["uri"] for each in client.publications[known:]}
    assert all(each.startswith(shop.as_uri()) for each in told)
    client.notify("textDocument/didClose", {"textDocument": {"uri": uri}})


def change(line: int, first: int, last: int, text: str) -> dict[str, Any]:
    return {
        "range": {
            "start": {"line": line, "character": first},
            "end": {"line": line, "character": last},
        },
        "text": text,
    }


def test_an_edit_that_does_not_fit_waits_for_the_whole_text(client: Client, shop: Path) -> None:
    place = shop / RETURNS
    uri = client.open(place)
    client.edit(uri, change(900, 0, 5, "{nothing}"))
    client.edit(uri, change(12, 0, 0, "      "))
    client.settled()
    assert any("does not fit" in line for line in client.log)
    before = client.found(place)
    assert not [code for code, *_ in before if code.startswith("YML")]
    client.save(uri, FILES[RETURNS].replace("{window}", "{nothing}"))
    client.settled()
    assert ("REF001", 12, 35) in client.found(place)
    client.edit(uri, change(12, 36, 43, "window"))
    client.settled()
    assert client.found(place) == before


def test_edits_out_of_order_wait_for_the_whole_text(client: Client, shop: Path) -> None:
    place = shop / RETURNS
    uri = client.open(place)
    client.edit(uri, change(12, 0, 0, ""))
    client.versions[uri] -= 2
    client.edit(uri, change(12, 0, 0, "}{"))
    client.settled()
    assert any("out of order" in line for line in client.log)
    assert not [code for code, *_ in client.found(place) if code.startswith("YML")]
    client.replace(uri, FILES[RETURNS].replace("{window}", "{nothing}"))
    client.settled()
    assert ("REF001", 12, 35) in client.found(place)


def test_places_are_counted_in_units_of_utf_16(client: Client, shop: Path) -> None:
    text = FILES[RETURNS].replace("Pay the", "Pay 💶💶 é the").replace("\n", "\r\n")
    place = shop / RETURNS
    uri = client.open(place, text)
    line = text[: text.index("💶")].count("\n")
    start = text.split("\r\n")[line].index("{refund") + 2
    client.edit(uri, change(line, start + 1, start + 12, "nothing"))
    client.settled()
    assert ("REF001", line, start) in client.found(place)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-32"])
def test_a_client_may_count_otherwise(shop: Path, encoding: str) -> None:
    able = {"general": {"positionEncodings": [encoding]}}
    text = FILES[RETURNS].replace("Pay the", "💶é {nothing} Pay the")
    line = text[: text.index("💶")].count("\n")
    before = text.split("\n")[line].partition("{nothing")[0]
    width = {"utf-8": 1, "utf-16": 2, "utf-32": 4}[encoding]
    units = len(before.encode(f"{encoding}-le" if width > 1 else encoding)) // width
    with Client(shop, able=able) as client:
        assert client.capabilities["positionEncoding"] == encoding
        client.open(shop / RETURNS, text)
        client.settled()
        assert ("REF001", line, units) in client.found(shop / RETURNS)


def test_half_a_character_is_a_finding(client: Client, shop: Path) -> None:
    text = FILES[RETURNS].replace("Returns", "Re\ud800turns")
    client.open(shop / RETURNS, text)
    client.settled()
    assert any(code.startswith("YML") for code, *_ in client.found(shop / RETURNS))


def test_before_the_handshake_nothing_is_answered(shop: Path) -> None:
    with Client(begin=False) as client:
        with pytest.raises(Refused) as refused:
            client.request("textDocument/formatting", {"textDocument": {"uri": "x"}, **FORMAT})
        assert refused.value.code == -32002
        client.notify("textDocument/didChange", {"textDocument": {"uri": "x"}})
        client.begin(shop)
        assert is_alive(client, shop / RETURNS)
        client.request("shutdown", None)
        with pytest.raises(Refused) as refused:
            client.request("textDocument/formatting", {"textDocument": {"uri": "x"}, **FORMAT})
        assert refused.value.code == -32600
        client.notify("exit", None)
        assert client.process.wait(20) == 0


def test_leaving_without_a_word_is_told_by_the_exit_code(shop: Path) -> None:
    with Client(shop) as client:
        client.notify("exit", None)
        assert client.process.wait(20) == 1


def test_nobody_who_reads_ends_it_without_a_word(shop: Path) -> None:
    with Client(shop) as client:
        client.settled()
        assert client.process.stdout is not None
        assert client.process.stderr is not None
        client.ask("policykit/settled", None)
        client.stop_reading()
        for _ in range(200):
            try:
                client.ask("policykit/settled", None)
            except BrokenPipeError:
                break
        assert client.process.wait(20) == 1
        assert client.process.stderr.read() == b""


def test_half_a_message_at_the_end_is_the_end(shop: Path) -> None:
    with Client(shop) as client:
        body = json.dumps({"jsonrpc": "2.0", "method": "exit"}).encode()
        client.raw(b"Content-Length: 900\r\n\r\n" + body)
        assert client.process.stdin is not None
        client.process.stdin.close()
        assert client.process.wait(20) == 1
