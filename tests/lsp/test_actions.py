"""What can be done about findings: done in the editor, it is what the command line does."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from tests.lsp.client import ABLE, Client, applied
from tests.lsp.shop import FILES
from tests.support.program import Program

RETURNS = "policies/returns.yaml"
COMPLAINTS = "policies/complaints.yaml"


def offered(client: Client, uri: str, line: int, *only: str) -> list[dict[str, Any]]:
    """The actions of a line, counted from 0; all there are of a kind where one is named."""
    place = {"start": {"line": line, "character": 0}, "end": {"line": line, "character": 999}}
    context: dict[str, Any] = {"diagnostics": client.told.get(uri, (None, []))[1]}
    if only:
        context["only"] = list(only)
    found: list[dict[str, Any]] = client.request(
        "textDocument/codeAction",
        {"textDocument": {"uri": uri}, "range": place, "context": context},
    )
    return found


def named(actions: list[dict[str, Any]], title: str) -> dict[str, Any]:
    return next(each for each in actions if each["title"].startswith(title))


def done(text: str, action: dict[str, Any]) -> str:
    [change] = action["edit"]["documentChanges"]
    return applied(text, change["edits"])


def line_of(text: str, words: str) -> int:
    return text[: text.index(words)].count("\n")


def test_a_fix_is_the_one_of_the_command_line(
    shop: Path, client: Client, policykit: Program
) -> None:
    text = FILES[RETURNS].replace("14 days", "14days").replace("💶", "💶 {windo}")
    uri = client.open(shop / RETURNS, text)
    client.settled()
    safe = offered(client, uri, line_of(text, "14days"), "quickfix")[0]
    assert safe["isPreferred"] is True
    assert safe["edit"]["documentChanges"][0]["textDocument"] == {"uri": uri, "version": 1}
    assert [each["code"] for each in safe["diagnostics"]]
    unsafe = named(offered(client, uri, line_of(text, "💶")), "Write {window}")
    assert unsafe["title"].endswith("(may change what is meant)")
    assert "isPreferred" not in unsafe
    assert done(text, unsafe) == text.replace("{windo}", "{window}")
    (shop / RETURNS).write_bytes(text.encode())
    policykit.at(shop)("lint", "--fix", "--quiet", RETURNS)
    assert done(text, safe).encode() == (shop / RETURNS).read_bytes()


def test_all_safe_fixes_are_made_at_once(shop: Path, client: Client, policykit: Program) -> None:
    text = (
        FILES[RETURNS].replace("14 days", "14days").replace("5 days", "5days").replace("\n", "\r\n")
    )
    uri = client.open(shop / RETURNS, text)
    client.settled()
    [action] = offered(client, uri, 0, "source.fixAll")
    assert action["kind"] == "source.fixAll.policykit"
    whole = client.request("codeAction/resolve", action)
    (shop / RETURNS).write_bytes(text.encode())
    policykit.at(shop)("lint", "--fix", "--quiet", RETURNS)
    assert done(text, whole).encode() == (shop / RETURNS).read_bytes() != text.encode()


def test_a_comment_takes_a_finding_off_once_it_has_a_reason(shop: Path, client: Client) -> None:
    text = FILES[RETURNS].replace("within {window} of", "as soon as possible of")
    uri = client.open(shop / RETURNS, text)
    client.settled()
    line = line_of(text, "as soon")
    [code] = {each for each, where, _ in client.found(shop / RETURNS) if where == line}
    new = done(text, named(offered(client, uri, line), f"Take {code} off"))
    assert f"    # policykit: ignore[{code}] \n    must: Take" in new
    client.replace(uri, new)
    client.settled()
    assert code in {each for each, *_ in client.found(shop / RETURNS)}
    client.replace(uri, new.replace(f"[{code}] ", f"[{code}] the law says so"))
    client.settled()
    assert code not in {each for each, *_ in client.found(shop / RETURNS)}


def test_the_reason_is_a_place_to_fill_in_where_the_client_can(shop: Path) -> None:
    able = {
        **ABLE,
        "workspace": {
            **ABLE["workspace"],
            "workspaceEdit": {"documentChanges": True, "snippetEditSupport": True},
        },
    }
    text = FILES[RETURNS].replace("within {window} of", "as soon as possible of")
    with Client(shop, able=able) as client:
        uri = client.open(shop / RETURNS, text)
        client.settled()
        action = named(offered(client, uri, line_of(text, "as soon")), "Take")
        [change] = action["edit"]["documentChanges"]
        [edit] = change["edits"]
        assert edit["snippet"]["value"].endswith("] ${1:}\n")


@pytest.mark.parametrize(
    ("path", "before", "after", "title", "there"),
    [
        (RETURNS, "{window}", "{opening}", "Create the term opening", "  opening: {keeps: 1 day}"),
        (
            RETURNS,
            "(refund)",
            "(soon)",
            "Create the statement soon",
            "  - id: soon\n    must: Say what is to be done.\n",
        ),
        (
            COMPLAINTS,
            "before you answer",
            "in {patience}",
            "Create the term patience",
            "\nterms:\n  patience: {keeps: 1 day}",
        ),
    ],
)
def test_what_is_missing_is_made(
    shop: Path, client: Client, path: str, before: str, after: str, title: str, there: str
) -> None:
    text = FILES[path].replace(before, after)
    uri = client.open(shop / path, text)
    client.settled()
    new = done(text, named(offered(client, uri, line_of(text, after)), title))
    assert there in new
    client.replace(uri, new)
    client.settled()
    codes = {each for each, *_ in client.found(shop / path)}
    assert not {each for each in codes if each.startswith(("REF", "SCH", "YML"))}


def test_what_another_policy_lacks_is_made_there(shop: Path, client: Client) -> None:
    text = FILES[COMPLAINTS].replace("{returns.refund-time}", "{returns.patience}")
    uri = client.open(shop / COMPLAINTS, text)
    client.settled()
    action = named(offered(client, uri, line_of(text, "patience")), "Create the term patience")
    [change] = action["edit"]["documentChanges"]
    assert change["textDocument"] == {"uri": (shop / RETURNS).as_uri(), "version": None}
    assert "  patience: {keeps: 1 day}" in applied(FILES[RETURNS], change["edits"])


def test_a_missing_policy_is_made_as_new_makes_it(
    shop: Path, client: Client, policykit: Program
) -> None:
    text = FILES[COMPLAINTS].replace("related: [returns]", "related: [lost-things]")
    uri = client.open(shop / COMPLAINTS, text)
    client.settled()
    action = named(offered(client, uri, line_of(text, "lost-things")), "Create the policy lost")
    made_file, written = client.request("codeAction/resolve", action)["edit"]["documentChanges"][:2]
    place = shop / "policies/lost-things.yaml"
    assert (made_file["kind"], made_file["uri"]) == ("create", place.as_uri())
    policykit.at(shop)("new", "complaints", "--id", "lost-things", "--from", "blank")
    assert written["edits"][0]["newText"].encode() == place.read_bytes()


def test_a_code_is_explained(shop: Path, client: Client, policykit: Program) -> None:
    text = FILES[RETURNS].replace("{window}", "{windo}")
    uri = client.open(shop / RETURNS, text)
    client.settled()
    action = named(offered(client, uri, line_of(text, "{windo}")), "Explain REF001")
    page = client.request(
        "workspace/executeCommand",
        {"command": action["command"]["command"], "arguments": action["command"]["arguments"]},
    )
    assert page == policykit.at(shop)("explain", "REF001").stdout
    assert [each["params"]["message"] for each in client.asked] == [page]
