"""The schemas in an editor that knows nothing else: through the language server for YAML."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from tests.browser.needed import needed
from tests.lsp.client import ABLE, Client, applied

ROOT = Path(__file__).parents[2]
PROGRAM = ROOT / "build/editor/node_modules/.bin/yaml-language-server"
HEAD = """\
# yaml-language-server: $schema=../schemas/policy.schema.json
format: 1
id: phone-manners
title: How we answer the phone
areas: [phone]
status: draft
version: 0.1.0
owner: head-of-customer-service
"""
ABOUT_YAML = {"completion": True, "hover": True, "validate": True, "schemaStore": {"enable": False}}


@pytest.fixture(scope="module")
def client() -> Iterator[Client]:
    needed(
        PROGRAM.exists(),
        "the language server for YAML (npm install --prefix build/editor yaml-language-server)",
    )
    able = {**ABLE, "workspace": {"configuration": True, "workspaceFolders": True}}
    with Client(
        ROOT,
        program=[str(PROGRAM), "--stdio"],
        able=able,
        replies={"workspace/configuration": [ABOUT_YAML, {}, {}, {}, {}]},
    ) as begun:
        yield begun


def _at_cursor(client: Client, method: str, text: str, name: str) -> tuple[str, Any]:
    before, _, after = text.replace("HEAD", HEAD).partition("‸")
    path = ROOT / name
    uri = path.as_uri()
    if uri in client.versions:
        client.replace(uri, before + after)
    else:
        client.open(path, before + after)
    place = {"line": before.count("\n"), "character": len(before.rpartition("\n")[2])}
    asked = {"textDocument": {"uri": uri}, "position": place}
    return before + after, client.request(f"textDocument/{method}", asked)


def _offered(
    client: Client, text: str, name: str = "policies/unsaved.yaml"
) -> tuple[str, list[dict[str, Any]]]:
    whole, answer = _at_cursor(client, "completion", text, name)
    return whole, answer["items"] if isinstance(answer, dict) else answer


@pytest.mark.parametrize(
    ("text", "labels"),
    [
        ("HEAD‸", {"summary", "terms", "statements", "scope", "training"}),
        ("HEADstatements:\n  - ‸", {"must", "must not", "may", "must, with points"}),
        ("HEADstatements:\n  - id: greet\n    ‸", {"must", "should", "because", "channels"}),
        ("HEADterms:\n  ‸", {"deadline", "window", "allowance", "charge", "notice"}),
        ("HEADterms:\n  wait:\n    deadline: 1 day\n    ‸", {"from", "extend", "varies"}),
        ("HEADresponse_targets:\n  - ‸", {"first answer", "answer and solution"}),
        ("HEADscope:\n  ‸", {"channels", "regions", "reasons"}),
        ("HEADkpis:\n  - id: k\n    period: ‸", {"day", "week", "month", "quarter", "year"}),
        ("HEADstatements:\n  - id: a\n    may: Go.\n    gains: ‸", {"customer", "staff", "us"}),
        (HEAD.replace("draft", "‸"), {"draft", "in-review", "approved", "active", "retired"}),
    ],
)
def test_keys_values_and_beginnings_are_offered(
    client: Client, text: str, labels: set[str]
) -> None:
    _, items = _offered(client, text)
    assert labels <= {each["label"] for each in items}


def test_each_value_of_a_list_is_explained(client: Client) -> None:
    _, items = _offered(client, HEAD.replace("draft", "‸"))
    told = {each["label"]: each["documentation"] for each in items}
    assert told["active"] == "It holds from the day under effective."


def test_a_beginning_is_put_as_it_has_to_stand(client: Client) -> None:
    text, items = _offered(client, "HEADstatements:\n  - ‸")
    rule = next(each for each in items if each["label"] == "must, with points")
    # An editor indents what is put in a line as the line is.
    put = rule["textEdit"]["newText"].replace("\n", "\n  ")
    after = applied(text, [{**rule["textEdit"], "newText": put}])
    assert after.removeprefix(HEAD) == (
        "statements:\n"
        "  - id: ${1:check}\n"
        "    must: ${2:Check before you send it that}\n"
        "    points:\n"
        "      ${3:recipient}: ${4:The address is the one on the case.}\n"
        "      ${5:amount}: ${6:The sum is right.}"
    )


@pytest.mark.parametrize(
    ("schema", "name", "label", "holds"),
    [
        ("../schemas/policy.schema.json", "policies/empty.yaml", "policy", "status: draft"),
        ("../schemas/organisation.schema.json", "policies/o.yaml", "organisation", "roles:"),
        ("../framework.schema.json", "schemas/frameworks/f.yaml", "framework", "needs:"),
        ("schemas/settings.schema.json", "unsaved.yaml", "settings", "handbooks:"),
    ],
)
def test_an_empty_file_is_begun(
    client: Client, schema: str, name: str, label: str, holds: str
) -> None:
    _, items = _offered(client, f"# yaml-language-server: $schema={schema}\n‸", name)
    whole = next(each for each in items if each["label"] == label)
    assert holds in whole["insertText"]
    assert whole["insertText"].startswith("format: 1\n")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (HEAD.replace("status", "sta‸tus"), ["How far the policy has come.", "`retired`: It no"]),
        ("HEADterms:\n  a:\n    dead‸line: 1 day\n", ["Deadline", "14 days"]),
        ("HEADstatements:\n  - id: a\n    mu‸st: Go.\n", ["What is always done."]),
        ("HEADstatements:\n  - id: a\n    must: Go.\n    la‸w: [x.y]\n", ["eu-consumer.refund"]),
    ],
)
def test_a_key_is_explained_with_an_example(client: Client, text: str, words: list[str]) -> None:
    _, answer = _at_cursor(client, "hover", text, "policies/unsaved.yaml")
    for each in words:
        assert each in answer["contents"]["value"]


def test_the_reference_policies_are_sound_there_too(client: Client) -> None:
    for path in sorted((ROOT / "policies").glob("re*.yaml")):
        uri = client.open(path)
        end = time.monotonic() + 30
        client.wait(lambda uri=uri: uri in client.told, end - time.monotonic())  # type: ignore[misc]  # mypy does not follow the default
        assert client.told[uri][1] == [], path
