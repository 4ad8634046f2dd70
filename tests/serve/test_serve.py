"""A preview as a browser sees it, on loopback."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from http.client import HTTPConnection, HTTPResponse
from pathlib import Path
from typing import Any

import pytest
from tests.cli.conftest import SMALL, make_small
from tests.support.program import SOURCE, Program, scrubbed

from policykit import api
from policykit.serve.preview import Preview
from policykit.serve.running import run
from policykit.serve.server import LOOPBACK, PreviewServer

TOKEN = "only-we-know"  # noqa: S105 - guards nothing but this test
PAGE = "en/policies/phone-manners.html"
DAY = "2026-11-21"


class Browser:
    """Asks one server."""

    def __init__(self, server: PreviewServer) -> None:
        self.server = server

    def ask(self, path: str, method: str = "GET", **headers: str) -> tuple[HTTPResponse, str]:
        connection = HTTPConnection(LOOPBACK, self.server.server_port, timeout=20)
        try:
            named = {name.replace("_", "-"): value for name, value in headers.items()}
            connection.request(method, path, headers=named)
            answer = connection.getresponse()
            return answer, answer.read().decode()
        finally:
            connection.close()

    def page(self, path: str = PAGE) -> str:
        return self.ask(f"/{TOKEN}/{path}")[1]

    def state(self, seen: int = -1, page: str = PAGE) -> Any:  # noqa: ANN401 - JSON
        return json.loads(self.ask(f"/{TOKEN}/_policykit/state?seen={seen}&page={page}")[1])

    def until(self, holds: Any, seconds: float = 20) -> Any:  # noqa: ANN401 - JSON
        """The first state of which something holds."""
        end = time.monotonic() + seconds
        state = self.state()
        while not holds(state):
            assert time.monotonic() < end, state
            state = self.state(state["version"])
        return state


@pytest.fixture
def shop(tmp_path: Path) -> Path:
    return make_small(tmp_path / "shop")


@pytest.fixture
def browser(shop: Path) -> Iterator[Browser]:
    def today(_: str) -> Any:  # noqa: ANN401 - a date
        from datetime import date

        return date.fromisoformat(DAY)

    preview = Preview(shop, "", today, lambda: api.lint(api.LintRequest(root=shop), today))
    preview.look()
    server = PreviewServer(preview, TOKEN, seconds=0.5)
    ended = threading.Event()
    faults: list[Exception] = []
    serving = threading.Thread(target=run, args=(server, ended, faults.append))
    serving.start()
    yield Browser(server)
    ended.set()
    serving.join(20)
    assert not serving.is_alive()
    assert faults == []


def policy(shop: Path) -> Path:
    return shop / "policies" / "phone-manners.yaml"


def test_a_saved_change_is_on_the_page(browser: Browser, shop: Path) -> None:
    before = browser.page()
    stamp = re.search(r'data-stamp="(\w+)"', before)
    assert stamp is not None
    assert browser.state()["stamp"] == stamp[1]
    policy(shop).write_text(SMALL.replace("first name", "whole name"), encoding="utf-8")
    state = browser.until(lambda told: told["stamp"] != stamp[1])
    after = browser.page()
    assert "whole name" in after
    assert f'data-stamp="{state["stamp"]}"' in after
    assert "first name" not in after


def test_findings_stand_beside_the_page(browser: Browser, shop: Path) -> None:
    assert browser.until(lambda told: told["findings"] is not None)["trouble"] is None
    text = SMALL.replace("{answer-in}", "{answer-inn}")
    policy(shop).write_text(text, encoding="utf-8")
    state = browser.until(lambda told: any(each["code"] == "REF001" for each in told["findings"]))
    (found,) = (each for each in state["findings"] if each["code"] == "REF001")
    assert (found["path"], found["line"]) == ("policies/phone-manners.yaml", 12)


def test_broken_yaml_leaves_the_page_and_says_what_is_wrong(browser: Browser, shop: Path) -> None:
    before = browser.page()
    policy(shop).write_text(SMALL + "  - id: [greet\n", encoding="utf-8")
    state = browser.until(
        lambda told: any(each["code"].startswith("YML") for each in told["findings"] or ())
    )
    assert browser.page() == before
    assert {each["path"] for each in state["findings"]} == {"policies/phone-manners.yaml"}
    policy(shop).write_text(SMALL.replace("first name", "whole name"), encoding="utf-8")
    browser.until(lambda told: told["findings"] is not None and "whole name" in browser.page())


def test_a_broken_template_leaves_the_page_and_says_where(browser: Browser, shop: Path) -> None:
    before = browser.page()
    own = shop / "templates" / "site" / "article.html"
    own.parent.mkdir(parents=True)
    extends = '{% extends "shipped/site/article.html" %}\n'
    own.write_text(extends + "{% block rules %}{{ policy.ruls }}{% endblock %}", encoding="utf-8")
    state = browser.until(lambda told: told["trouble"] is not None)
    assert state["trouble"]["context"] == "templates/site/article.html:2"
    assert "policy.rules" in state["trouble"]["hint"]
    assert browser.page() == before
    own.write_text(extends + "{% block rules %}Ours!{% endblock %}", encoding="utf-8")
    browser.until(lambda told: told["trouble"] is None and "Ours!" in browser.page())


@pytest.mark.parametrize(
    ("path", "headers", "status"),
    [
        (f"/{TOKEN}/", {"Host": "shop.example"}, 421),
        (f"/{TOKEN}/", {"Host": "127.0.0.1"}, 421),
        (f"/{TOKEN}/", {"Origin": "http://shop.example"}, 403),
        (f"/{TOKEN}/", {"Origin": "null"}, 403),
        (f"/{TOKEN}/", {"Sec_Fetch_Site": "cross-site"}, 403),
        (f"/{TOKEN}/", {"Sec_Fetch_Site": "same-site"}, 403),
        ("/", {}, 404),
        ("/only-we-kno/", {}, 404),
        (f"/{TOKEN}", {}, 404),
        (f"/{TOKEN}/../policykit.yaml", {}, 404),
        (f"/{TOKEN}/%2e%2e/%2e%2e/policykit.yaml", {}, 404),
        (f"/{TOKEN}/_policykit/../preview.py", {}, 404),
        (f"/{TOKEN}/_policykit/preview.css", {}, 200),
        (f"/{TOKEN}/{PAGE}", {"Sec_Fetch_Site": "same-origin"}, 200),
        (f"/{TOKEN}/", {"Sec_Fetch_Site": "none"}, 200),
    ],
)
def test_who_is_answered(path: str, headers: dict[str, str], status: int, browser: Browser) -> None:
    answer, text = browser.ask(path, **headers)
    assert answer.status == status
    if status in {403, 421}:
        assert text == ""


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "OPTIONS"])
def test_it_can_only_be_read(method: str, browser: Browser) -> None:
    assert browser.ask(f"/{TOKEN}/", method)[0].status == 501


def test_what_a_page_may_do(browser: Browser) -> None:
    answer, text = browser.ask(f"/{TOKEN}/{PAGE}")
    policy = answer.headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "connect-src 'self'" in policy
    assert "http-equiv" not in text
    assert answer.headers["Cache-Control"] == "no-store"
    assert answer.headers["Referrer-Policy"] == "no-referrer"
    assert answer.headers["Cross-Origin-Resource-Policy"] == "same-origin"


def test_the_words_of_a_policy_are_no_script(browser: Browser, shop: Path) -> None:
    bad = SMALL.replace("How we answer the phone", "'</body><script>alert(1)</script>'")
    policy(shop).write_text(bad, encoding="utf-8")
    browser.until(lambda _: "alert(1)" in browser.page())
    assert "<script>alert" not in browser.page()


def test_the_command_serves_until_it_is_interrupted(shop: Path) -> None:
    with subprocess.Popen(
        [sys.executable, "-m", "policykit", "serve", "--today", DAY, "--no-cache"],
        cwd=shop,
        env=scrubbed(os.environ) | {"PYTHONPATH": SOURCE},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.default_int_handler),  # noqa: PLW1509 - one thread
    ) as program:
        assert program.stdout is not None
        address = program.stdout.readline()
        found = re.fullmatch(r"http://127\.0\.0\.1:(\d+)/[\w-]{20,}/\n", address)
        assert found is not None
        connection = HTTPConnection(LOOPBACK, int(found[1]), timeout=20)
        connection.request("GET", "/")
        assert connection.getresponse().status == 404
        connection.close()
        program.send_signal(signal.SIGINT)
        rest, said = program.communicate(timeout=20)
    assert (program.returncode, rest, said) == (130, "", "")


def test_a_handbook_that_is_not_there_is_a_mistake(shop: Path, policykit: Program) -> None:
    outcome = policykit.at(shop)("serve", "stuff")
    assert outcome.exit_code == 2
    assert "Did you mean staff?" in outcome.stderr
