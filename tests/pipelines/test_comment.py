"""The comment on a pull request, and a server that does not do what it should."""

from __future__ import annotations

import importlib
import json
import threading
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING

import pytest
from tests.pipelines.github import Server
from tests.support.program import ROOT

if TYPE_CHECKING:
    from comment import Place

TEXT = "### All good"


@pytest.fixture
def comment(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """The script, as the steps of the action import it."""
    monkeypatch.syspath_prepend(ROOT / ".ci" / "action")
    monkeypatch.setenv("no_proxy", "*")
    module = importlib.import_module("comment")
    monkeypatch.setattr(module, "PAUSE", 0)
    return module


def found(comment: ModuleType, server: Server, folder: Path, **more: object) -> Place | None:
    event = {"pull_request": {"number": 7, "head": {"repo": {"full_name": "acme/policies"}}}}
    told = folder / "event.json"
    told.write_text(json.dumps({**event, **more}), encoding="utf-8")
    environment = {
        "GITHUB_API_URL": server.address,
        "GITHUB_EVENT_PATH": str(told),
        "GITHUB_REPOSITORY": "acme/policies",
        "GITHUB_TOKEN": "a-token",
    }
    place: Place | None = comment.place(environment, ".", "github-actions[bot]")
    return place


def at(comment: ModuleType, server: Server, folder: Path, **more: object) -> Place:
    place = found(comment, server, folder, **more)
    assert place
    return place


def test_it_is_written_once_and_then_anew(
    comment: ModuleType, server: Server, tmp_path: Path
) -> None:
    spot = at(comment, server, tmp_path)
    for number in range(3):
        assert comment.keep(spot, f"{spot.mark}\n{number}") == ("notice", "")

    assert server.written() == [f"{spot.mark}\n2"]


def test_it_is_found_behind_many_others(
    comment: ModuleType, server: Server, tmp_path: Path
) -> None:
    spot = at(comment, server, tmp_path)
    for number in range(230):
        server.say(f"Comment {number}", "ada")
    # Anybody may write the mark; only what was written for us is written anew.
    server.say(f"{spot.mark}\nmine", "mallory")
    server.say(f"> {spot.mark}\nquoted")
    server.say(f"{spot.mark}\nold")
    comment.keep(spot, f"{spot.mark}\nnew")

    assert [each["body"] for each in server.comments[-3:]] == [
        f"{spot.mark}\nmine",
        f"> {spot.mark}\nquoted",
        f"{spot.mark}\nnew",
    ]
    assert [method for method, _ in server.asked] == ["GET", "GET", "GET", "PATCH"]


@pytest.mark.parametrize("status", [401, 403, 404])
def test_who_may_not_write_is_told_what_lets_them(
    comment: ModuleType, server: Server, tmp_path: Path, status: int
) -> None:
    server.status = status
    kind, said = comment.keep(at(comment, server, tmp_path), TEXT)

    assert (kind, len(server.asked)) == ("notice", 1)
    assert "`permissions: pull-requests: write` lets it" in said


@pytest.mark.parametrize(
    ("status", "refuses", "asked"),
    [
        (500, ("GET",), ["GET", "GET", "GET"]),
        (502, ("POST",), ["GET", "POST"]),
        (422, ("POST",), ["GET", "POST"]),
        (429, ("GET",), ["GET"]),
    ],
)
def test_what_may_pass_is_tried_again_unless_it_could_make_two(
    comment: ModuleType,
    server: Server,
    tmp_path: Path,
    status: int,
    refuses: tuple[str, ...],
    asked: list[str],
) -> None:
    server.status, server.refuses = status, refuses

    kind, said = comment.keep(at(comment, server, tmp_path), TEXT)
    assert kind == "warning"
    assert said == (
        f"The comment could not be written: the server answered {status}. What was found stands "
        "in the summary of this job."
    )
    assert [method for method, _ in server.asked] == asked


@pytest.mark.parametrize("headers", [{"Retry-After": "60"}, {"X-RateLimit-Remaining": "0"}])
def test_a_server_that_asks_to_wait_is_not_one_that_forbids(
    comment: ModuleType, server: Server, tmp_path: Path, headers: dict[str, str]
) -> None:
    server.status, server.headers = 403, headers
    kind, said = comment.keep(at(comment, server, tmp_path), TEXT)

    assert (kind, len(server.asked)) == ("warning", 1)
    assert "the server asks to wait." in said


def test_a_server_that_is_not_there(comment: ModuleType, tmp_path: Path) -> None:
    kind, said = comment.keep(at(comment, Server("http://127.0.0.1:1"), tmp_path), TEXT)

    assert (kind, said[:51]) == ("warning", "The comment could not be written: there was no answ")


def test_a_server_that_lets_drop_fall_after_drop_is_left(
    comment: ModuleType, server: Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    server.hangs = threading.Event()
    monkeypatch.setattr(comment, "MOST_SECONDS", 0.6)
    try:
        kind, said = comment.keep(at(comment, server, tmp_path), TEXT)
    finally:
        server.hangs.set()

    assert kind == "warning"
    assert said.startswith("The comment could not be written: the server took too long.")


ODD: dict[str, tuple[object, str]] = {
    "no list": ({"message": "Hello"}, "the answer is no list of comments."),
    "words": ("comments", "the answer is no list of comments."),
    "nothing in it": ([{"body": "Hi", "user": None}, None], "lists as comment 2 is none."),
    "words in it": (["Hi"], "lists as comment 1 is none."),
    "a list in it": ([[]], "lists as comment 1 is none."),
    "a user that is none": ([{"id": 1, "body": "Hi", "user": "ada"}], "as comment 1 is none."),
    "no number": (
        [{"body": "MARK", "user": {"login": "github-actions[bot]"}}],
        "comment 1 in the answer has no number.",
    ),
    "a number that is none": (
        [{"id": "../../user", "body": "MARK", "user": {"login": "github-actions[bot]"}}],
        "comment 1 in the answer has no number.",
    ),
}


@pytest.mark.parametrize("case", ODD)
def test_an_answer_that_makes_no_sense_is_told_for_what_it_is(
    case: str, comment: ModuleType, server: Server, tmp_path: Path
) -> None:
    spot = at(comment, server, tmp_path)
    answer, told = ODD[case]
    server.lists = json.loads(json.dumps(answer).replace("MARK", spot.mark))
    kind, said = comment.keep(spot, TEXT)
    assert (kind, told in said) == ("warning", True)
    assert said.startswith("The comment could not be written: ")
    assert said.endswith("What was found stands in the summary of this job.")
    assert {method for method, _ in server.asked} == {"GET"}


@pytest.mark.filterwarnings("ignore::pytest.PytestUnhandledThreadExceptionWarning")
def test_a_mistake_of_ours_is_no_slow_server(
    comment: ModuleType, server: Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def breaks(_: object) -> None:
        raise RuntimeError

    monkeypatch.setattr(comment, "_found", breaks)
    assert (
        "this step broke off; see the log." in comment.keep(at(comment, server, tmp_path), TEXT)[1]
    )


def test_a_token_is_shown_to_no_other_server(
    comment: ModuleType, server: Server, tmp_path: Path
) -> None:
    server.leads_to = f"{server.address}/elsewhere"
    kind, said = comment.keep(at(comment, server, tmp_path), TEXT)

    assert (kind, "the server answered 307." in said) == ("warning", True)
    assert not [path for _, path in server.asked if "elsewhere" in path]


@pytest.mark.parametrize(
    "told",
    [
        {"pull_request": None},
        {"pull_request": {"number": "7/../../../user"}},
        {"pull_request": {"number": True}},
        {"pull_request": []},
    ],
)
def test_there_is_no_place_without_a_pull_request(
    comment: ModuleType, server: Server, tmp_path: Path, told: dict[str, object]
) -> None:
    assert found(comment, server, tmp_path, **told) is None


def test_a_request_from_a_fork_that_is_gone_is_one_from_a_fork(
    comment: ModuleType, server: Server, tmp_path: Path
) -> None:
    server.status = 403
    spot = at(comment, server, tmp_path, pull_request={"number": 7, "head": {"repo": None}})

    assert comment.keep(spot, TEXT)[1].startswith("A pull request from a fork gets a token")
