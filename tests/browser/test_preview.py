"""A preview in a browser: tabs nobody looks at ask for nothing."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from playwright.sync_api import Browser
from tests.cli.conftest import make_small

from policykit import api
from policykit.serve.preview import Preview
from policykit.serve.running import run
from policykit.serve.server import LOOPBACK, PreviewServer

TOKEN = "only-we-know"  # noqa: S105 - guards nothing but this test
DAY = date(2026, 11, 21)
HOLDS = 0.3
"""Seconds for which the preview holds a question where nothing changes."""

LOOKED_AT = """
window.lookedAt = true;
Object.defineProperty(document, "hidden", {get: () => !window.lookedAt});
"""


@pytest.fixture
def shop(tmp_path: Path) -> Path:
    return make_small(tmp_path / "shop")


@pytest.fixture
def address(shop: Path) -> Iterator[str]:
    preview = Preview(
        shop, "", lambda _: DAY, lambda: api.lint(api.LintRequest(root=shop), lambda _: DAY)
    )
    preview.look()
    server = PreviewServer(preview, TOKEN, seconds=HOLDS)
    ended = threading.Event()
    faults: list[Exception] = []
    serving = threading.Thread(target=run, args=(server, ended, faults.append))
    serving.start()
    yield f"http://{LOOPBACK}:{server.server_port}/{TOKEN}/en/policies/phone-manners.html"
    ended.set()
    serving.join(20)
    assert faults == []


def test_a_tab_nobody_looks_at_asks_for_nothing_and_catches_up(
    browser: Browser, shop: Path, address: str
) -> None:
    context = browser.new_context(bypass_csp=True)
    page = context.new_page()
    page.add_init_script(LOOKED_AT)
    asked: list[str] = []
    ended: list[str] = []
    page.on("request", lambda one: asked.append(one.url) if "/state?" in one.url else None)
    page.on("requestfinished", lambda one: ended.append(one.url) if "/state?" in one.url else None)
    page.on("requestfailed", lambda one: ended.append(one.url) if "/state?" in one.url else None)
    page.goto(address)
    page.get_by_text("finding", exact=False).first.wait_for()
    with page.expect_request(lambda one: "/state?" in one.url):
        pass
    turn = (
        "seen => { window.lookedAt = seen; document.dispatchEvent(new Event('visibilitychange')); }"
    )
    page.evaluate(turn, False)
    page.wait_for_timeout(HOLDS * 1000)
    assert len(ended) == len(asked)
    before = len(asked)
    policy = shop / "policies" / "phone-manners.yaml"
    policy.write_text(
        policy.read_text(encoding="utf-8").replace("How we answer", "How all of us answer"),
        encoding="utf-8",
    )
    page.wait_for_timeout(4 * HOLDS * 1000)
    assert len(asked) == before
    assert "How all of us answer" not in page.inner_text("h1")
    page.evaluate(turn, True)
    page.locator("h1", has_text="How all of us answer").wait_for(timeout=20_000)
    assert len(asked) > before
    context.close()
