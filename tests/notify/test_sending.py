"""`policykit notify --send` with real servers on loopback: good ones, and those that fail."""

from __future__ import annotations

import re
import sqlite3
import time
from collections.abc import Sequence
from pathlib import Path

import pytest
from tests.notify.conftest import TODAY, returns
from tests.notify.servers import (
    Talk,
    a_letter_a_second,
    breaks_off_in_the_middle,
    free_port,
    mailbox,
    says_nothing,
    server,
    web,
)
from tests.sources.repositories import GitFolder
from tests.support.program import Outcome, Program

from policykit.notify.delivery import plain
from policykit.notify.message import Failure, Message
from policykit.notify.sent import opened, user_folder

pytestmark = pytest.mark.usefixtures("shop")


@pytest.fixture
def state(tmp_path: Path) -> Path:
    return tmp_path / "state"


def address(port: int, *people: str) -> str:
    to = ",".join(people or ("ann@example.com",))
    return f"mailto://127.0.0.1:{port}/?from=hr@example.com&to={to}&mode=insecure"


def sent(program: Program, state: Path, *more: str, **environment: str) -> Outcome:
    return program(
        *("notify", "--since", "HEAD~1", "--for", "agent", "--today", TODAY, "--send"),
        *("--state-dir", str(state), "--time-limit", "1", "--format", f"text:{state}.txt", *more),
        **environment,
    )


def sent_again(program: Program, state: Path, *more: str, **environment: str) -> Outcome:
    return program("notify", "--resend", "--state-dir", str(state), *more, **environment)


def test_everybody_gets_it_once(program: Program, state: Path) -> None:
    with mailbox() as box:
        target = address(box.port, "ann@example.com", "bob@example.com")
        first = sent(program, state, POLICYKIT_NOTIFY_TARGET=target)
        second = sent(program, state, POLICYKIT_NOTIFY_TARGET=target)
        by_another_way = sent(program, state, "--target", address(box.port, "ANN@example.com"))
    assert (first.exit_code, first.stdout) == (0, "")
    assert first.stderr.splitlines() == [
        f"target 1 (mailto), person {number}: sent: Corner Shop · What is new for: Agent"
        for number in (1, 2)
    ]
    assert box.people == ["ann@example.com", "bob@example.com"]
    assert second.exit_code == by_another_way.exit_code == 0
    assert second.stderr.count("was told all of this before") == 2
    assert by_another_way.stderr.count("was told all of this before") == 1
    for _, message in box.got:
        assert message["Subject"] == "Corner Shop · What is new for: Agent"
        bodies = [message.get_body((kind,)) for kind in ("plain", "html")]
        for body in bodies:
            assert body is not None
            words = re.sub(r"<[^>]*>", "", body.get_content())
            assert "14 days → 21 days" in words


def test_only_what_is_new_is_sent(program: Program, state: Path, shop: GitFolder) -> None:
    with mailbox() as box:
        target = address(box.port)
        assert sent(program, state, "--target", target).exit_code == 0
        gifts = (
            returns(what="order").replace("id: returns", "id: gifts").replace("Returns", "Gifts")
        )
        shop.commit("Gifts", {"policies/gifts.yaml": gifts})
        done = program(
            *("notify", "--since", "HEAD~2", "--for", "agent", "--today", TODAY, "--send"),
            *("--state-dir", str(state), "--target", target, "--format", f"text:{state}.txt"),
        )
    assert done.exit_code == 0
    body = box.got[-1][1].get_body(("plain",))
    assert body is not None
    assert len(box.got) == 2
    assert "Gifts" in body.get_content()
    assert "14 days → 21 days" not in body.get_content()


def test_without_send_nothing_leaves(program: Program, state: Path) -> None:
    with mailbox() as box:
        target = address(box.port)
        done = program(
            *("notify", "--since", "HEAD~1", "--for", "agent", "--state-dir", str(state)),
            POLICYKIT_NOTIFY_TARGET=target,
            POLICYKIT_NOTIFY_SEND="1",
        )
        in_ci = sent(program, state, "--target", target, CI="true")
        dry = sent(program, state, "--target", target, "--dry-run")
        assert (box.got, state.exists()) == ([], False)
        assert {done.exit_code, in_ci.exit_code, dry.exit_code} == {0}
        assert "would be sent to target 1 (mailto)" in in_ci.stderr
        assert "it takes --no-dry-run" in in_ci.stderr
        assert "this was a dry run" in dry.stderr
        assert sent(program, state, "--target", target, "--no-dry-run", CI="true").exit_code == 0
        assert len(box.got) == 1
        before = {path: path.read_bytes() for path in sorted(state.iterdir())}
        dry = sent(program, state, "--target", target, "--dry-run")
        assert "target 1 (mailto): was already told all of this\n" in dry.stderr
        assert "would be sent" not in dry.stderr
        other = sent(program, state, "--target", address(box.port, "bob@example.com"), "--dry-run")
        assert "would be sent to target 1 (mailto)" in other.stderr
        assert {path: path.read_bytes() for path in sorted(state.iterdir())} == before


def test_a_server_without_login_is_told_in_words(program: Program, state: Path) -> None:
    with mailbox() as box:
        target = address(box.port).replace("mailto://", "mailto://hr:secret@")
        done = sent(program, state, "--target", target)
    assert done.exit_code == 1
    assert (
        "not sent: its server takes no user and password here; leave them out, or write "
        "mailtos://.\n"
    ) in done.stderr
    assert "completed" not in done.stderr
    assert "secret" not in done.stderr


def test_who_is_refused_waits_and_the_others_do_not(program: Program, state: Path) -> None:
    with mailbox() as box:
        box.unknown = {"ann@example.com"}
        target = address(box.port, "ann@example.com", "bob@example.com")
        first = sent(program, state, "--target", target)
        assert (first.exit_code, box.people) == (1, ["bob@example.com"])
        assert "person 1: not sent: the server said 550 nobody of that name.\n" in first.stderr
        assert "@example.com" not in first.stderr
        assert "1 message waits to be sent again" in first.stderr
        box.unknown = set()
        dry = sent_again(program, state, "--target", target, "--dry-run")
        assert "would be sent again: Corner Shop" in dry.stderr
        again = sent_again(program, state, "--target", target)
        assert again.exit_code == 0
        assert box.people == ["bob@example.com", "ann@example.com"]
        third = sent_again(program, state, "--target", target)
        assert third.stderr == "Nothing waits to be sent again to these addresses.\n"
    assert len(box.got) == 2


def test_a_server_that_is_not_there_is_tried_again_by_the_next_run(
    program: Program, state: Path
) -> None:
    port = free_port()
    first = sent(program, state, "--target", address(port))
    assert first.exit_code == 1
    assert "target 1 (mailto): not sent: it refused the connection.\n" in first.stderr
    with mailbox(port) as box:
        assert sent(program, state, "--target", address(port)).exit_code == 0
        assert sent_again(program, state, "--target", address(port)).exit_code == 0
    assert box.people == ["ann@example.com"]


@pytest.mark.parametrize(
    ("talk", "reason"),
    [
        (says_nothing, "it did not answer in time"),
        (a_letter_a_second, "it did not answer in time"),
        (breaks_off_in_the_middle, "it broke off in the middle"),
    ],
)
def test_what_may_have_arrived_is_sent_again_only_when_asked(
    program: Program, state: Path, talk: Talk, reason: str
) -> None:
    began = time.monotonic()
    with server(talk) as port:
        first = sent(program, state, "--target", address(port))
    assert time.monotonic() - began < 20
    assert first.exit_code == 1
    assert f"not sent: {reason}. It may have arrived all the same." in first.stderr
    with mailbox() as box:
        second = sent(program, state, "--target", address(box.port))
        assert (second.exit_code, box.got) == (0, [])
        assert "what is new waits to be sent again" in second.stderr
        assert sent_again(program, state, "--target", address(box.port)).exit_code == 0
        assert box.people == ["ann@example.com"]
        assert sent(program, state, "--target", address(box.port)).exit_code == 0
        assert box.people == ["ann@example.com"]


@pytest.mark.parametrize("target", ["nonsense", "mailto://", "file:///etc/passwd", "x://secret"])
def test_an_address_that_is_none_is_refused_and_not_repeated(
    program: Program, state: Path, target: str
) -> None:
    done = sent(program, state, "--target", target)
    assert (done.exit_code, done.stdout) == (2, "")
    assert "error[wrong-target]" in done.stderr
    assert "secret" not in done.stderr
    assert not state.exists()


def test_no_password_is_ever_told(program: Program, state: Path) -> None:
    target = f"mailto://me:hunter2@127.0.0.1:{free_port()}/?from=hr@example.com&to=ann@example.com&mode=insecure"
    done = sent(program, state, "--target", target)
    assert done.exit_code == 1
    kept = b"".join(each.read_bytes() for each in state.iterdir())
    for told in (done.stderr, done.stdout, kept.decode("latin-1")):
        assert "hunter2" not in told
        assert "ann@example.com" not in told


def test_the_record_lies_outside_the_repository(program: Program, shop: GitFolder) -> None:
    with mailbox() as box:
        done = sent(program, shop.path / "state", "--target", address(box.port))
    assert (done.exit_code, box.got) == (2, [])
    assert "error[state-in-repository]" in done.stderr


def test_a_record_that_cannot_be_read_stops_it(program: Program, state: Path) -> None:
    state.mkdir()
    (state / "notices.sqlite3").write_bytes(b"nonsense" * 500)
    with mailbox() as box:
        done = sent(program, state, "--target", address(box.port))
    assert (done.exit_code, box.got) == (2, [])
    assert "error[state-unusable]" in done.stderr


def test_two_runs_do_not_send_at_once(
    program: Program, state: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("policykit.notify.sent._PATIENCE", 0.1)
    with mailbox() as box, opened(state):
        done = sent(program, state, "--target", address(box.port))
    assert (done.exit_code, box.got) == (2, [])
    assert "error[sending-already]" in done.stderr


def test_a_run_that_died_sends_nothing_twice(state: Path) -> None:
    message = Message("title", "text", "<p>text</p>")
    with opened(state) as record:
        assert record.begin(["n1", "n2"], "t", TODAY, lambda _: message) is not None
    with opened(state) as record:
        assert record.begin(["n1", "n2"], "t", TODAY, lambda _: message) is None
        (waiting,) = record.waiting()
        assert (waiting.message, waiting.in_doubt, waiting.reason) == (message, True, "")
        fresh: list[str] = []

        def noted(ids: Sequence[str]) -> Message:
            fresh.extend(ids)
            return message

        begun = record.begin(["n2", "n3"], "t", TODAY, noted)
        assert begun is not None
        assert fresh == ["n3"]
        record.taken(begun[0])
        record.failed(waiting.number, Failure("it refused", in_doubt=False))
        again = record.begin(["n1", "n2", "n3"], "t", TODAY, lambda _: message)
        assert again is not None
        assert [each.number for each in record.waiting()] == [again[0]]
        record.taken(again[0])
        assert record.waiting() == ()
        assert record.begin(["n1", "n2", "n3"], "t", TODAY, lambda _: message) is None
        assert record.begin(["n1"], "other", TODAY, lambda _: message) is not None


def test_a_message_that_tells_more_waits_as_a_whole(state: Path) -> None:
    def told(ids: Sequence[str]) -> Message:
        return Message("title", " ".join(ids), "")

    with opened(state) as record:
        begun = record.begin(["n1", "n2"], "t", TODAY, told)
        assert begun is not None
        record.failed(begun[0], Failure("it refused"))
        assert record.begin(["n1"], "t", TODAY, told) is None
        assert record.waits(["n1"], "t")
        assert not record.waits(["n1"], "other")
        later = record.begin(["n1", "n3"], "t", TODAY, told)
        assert later is not None
        assert later[1].text == "n3"
        record.taken(later[0])
        assert [each.message.text for each in record.waiting()] == ["n1 n2"]
        assert not record.waits(["n3"], "t")


def test_the_record_is_for_its_owner_alone(state: Path) -> None:
    with opened(state):
        pass
    assert state.stat().st_mode & 0o077 == 0
    assert (state / "notices.sqlite3").stat().st_mode & 0o077 == 0
    with sqlite3.connect(state / "notices.sqlite3") as file:
        assert file.execute("SELECT count(*) FROM told").fetchone() == (0,)
    file.close()


@pytest.mark.parametrize(
    ("environment", "platform", "expected"),
    [
        ({}, "linux", "/home/ada/.local/state/policykit"),
        ({"XDG_STATE_HOME": "/var/state"}, "linux", "/var/state/policykit"),
        ({"XDG_STATE_HOME": "state"}, "linux", "/home/ada/.local/state/policykit"),
        ({}, "darwin", "/home/ada/Library/Application Support/policykit"),
        ({"LOCALAPPDATA": "/c/local"}, "win32", "/c/local/policykit/State"),
    ],
)
def test_each_system_has_its_folder(
    environment: dict[str, str], platform: str, expected: str
) -> None:
    assert user_folder(environment, platform, Path("/home/ada")).as_posix() == expected


@pytest.mark.parametrize(("answer", "code"), [(200, 0), (500, 1)])
def test_a_chat_is_told_in_plain_text(
    program: Program, state: Path, monkeypatch: pytest.MonkeyPatch, answer: int, code: int
) -> None:
    monkeypatch.setattr("apprise.plugins.custom_json.NotifyJSON.request_rate_per_sec", 0)
    with web(answer) as (port, got):
        done = sent(program, state, "--target", f"json://127.0.0.1:{port}/hook")
    assert done.exit_code == code
    # What was answered with a number was not taken, so it is tried once more.
    assert len(got) == (1 if code == 0 else 2)
    assert got[0]["title"] == "Corner Shop · What is new for: Agent"
    assert "14 days → 21 days" in got[0]["message"]
    assert "<" not in got[0]["message"]
    if code:
        assert "target 1 (json): not sent: it was not taken (" in done.stderr


def test_where_one_room_of_several_failed_the_others_are_not_told_twice(
    program: Program, state: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("apprise.plugins.ntfy.NotifyNtfy.request_rate_per_sec", 0)
    with web(200, refused="kitchen") as (port, got):
        target = f"ntfy://127.0.0.1:{port}/shop/kitchen"
        first = sent(program, state, "--target", target)
        second = sent(program, state, "--target", target)
    assert (first.exit_code, second.exit_code) == (1, 0)
    assert "It may have arrived all the same." in first.stderr
    assert "completed" not in first.stderr
    assert "waits to be sent again" in second.stderr
    assert [each["topic"] for each in got] == ["shop", "kitchen"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ask <!channel> now", "Ask \u2039!channel\u203a now"),
        ("@everyone", "@\u200beveryone"),
        ("[our bank](https://evil.example)", "[our bank]\u200b(https://evil.example)"),
        ("14 days → 21 days", "14 days → 21 days"),
    ],
)
def test_a_chat_calls_nobody(text: str, expected: str) -> None:
    assert plain(text) == expected


def test_the_program_ends_though_a_server_does_not(program: Program, state: Path) -> None:
    with server(a_letter_a_second) as port:
        began = time.monotonic()
        done = program.afresh(
            *("notify", "--since", "HEAD~1", "--for", "agent", "--today", TODAY, "--send"),
            *("--state-dir", str(state), "--time-limit", "1", "--target", address(port)),
        )
        assert time.monotonic() - began < 20
    assert done.exit_code == 1
    assert "it did not answer in time" in done.stderr


@pytest.mark.parametrize(
    "name",
    [
        "Shop\\r\\nBcc: evil@example.com\\r\\n\\r\\nHello",
        "=?utf-8?q?Shop=0D=0ABcc=3A_evil=40example=2Ecom?=",
        "Shop <evil@example.com>, x",
        "<img src=x onerror=alert(1)>",
    ],
)
def test_no_name_becomes_a_header_or_markup_of_a_mail(
    program: Program, state: Path, shop: GitFolder, name: str
) -> None:
    text = (shop.path / "policies" / "organisation.yaml").read_text(encoding="utf-8")
    policy = returns(version="2.0.0", time="21 days").replace(
        "title: Returns\n", f'title: "{name}"\n'
    )
    shop.commit(
        "Another name",
        {
            "policies/organisation.yaml": text.replace("name: Corner Shop", f'name: "{name}"'),
            "policies/returns.yaml": policy,
        },
    )
    with mailbox() as box:
        done = program(
            *("notify", "--since", "HEAD~2", "--for", "agent", "--today", TODAY, "--send"),
            *("--state-dir", str(state), "--target", address(box.port)),
        )
    assert done.exit_code == 0, done.stderr
    ((person, message),) = box.got
    assert person == "ann@example.com"
    assert {each.lower() for each in message} == {
        "content-type", "mime-version", "x-application", "subject", "from", "to", "message-id",
        "date",
    }  # fmt: skip
    assert [each.addr_spec for each in message["To"].addresses] == ["ann@example.com"]
    assert [each.addr_spec for each in message["From"].addresses] == ["hr@example.com"]
    page = message.get_body(("html",))
    assert page is not None
    assert "<img" not in page.get_content()
