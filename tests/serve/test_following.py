"""A preview follows the day, other policies and its own faults."""

from __future__ import annotations

import threading
from datetime import date
from http.client import HTTPConnection
from pathlib import Path

import pytest
from tests.cli.conftest import SMALL, make_small

from policykit import api
from policykit.model.report import FindingsReport
from policykit.serve.preview import Preview
from policykit.serve.running import LOOK_EVERY, run
from policykit.serve.server import LOOPBACK, PreviewServer

DAY = date(2026, 11, 21)
PAGE = "en/policies/phone-manners.html"
OTHER = "en/policies/greeting.html"


@pytest.fixture
def shop(tmp_path: Path) -> Path:
    shop = make_small(tmp_path / "shop")
    other = SMALL.replace("phone-manners", "greeting").replace("How we answer", "How we greet")
    (shop / "policies" / "greeting.yaml").write_text(other, encoding="utf-8")
    return shop


def preview_of(shop: Path, days: list[date]) -> Preview:
    return Preview(shop, "", lambda _: days[-1], lambda: pytest.fail("asked"))


def text(preview: Preview, path: str) -> str:
    return (preview.page(path) or b"").decode()


def whole(shop: Path, path: str, day: date = DAY) -> str:
    """A page as a preview has it that knows nothing from before."""
    preview = preview_of(shop, [day])
    preview.look()
    return text(preview, path)


def test_a_new_day_is_a_change(shop: Path) -> None:
    days = [DAY]
    preview = preview_of(shop, days)
    assert preview.look()
    assert not preview.look()
    before = text(preview, PAGE)
    days.append(date(2026, 11, 22))
    assert preview.look()
    assert not preview.look()
    assert text(preview, PAGE) != before
    assert text(preview, PAGE) == whole(shop, PAGE, days[-1])


def test_a_policy_is_in_force_from_its_day_on(shop: Path) -> None:
    policy = shop / "policies" / "greeting.yaml"
    policy.write_text(
        policy.read_text(encoding="utf-8").replace(
            "status: draft", "status: active\neffective: 2026-11-22"
        ),
        encoding="utf-8",
    )
    days = [DAY]
    preview = preview_of(shop, days)
    preview.look()
    before = [text(preview, path) for path in ("en/index.html", PAGE, OTHER)]
    days.append(date(2026, 11, 22))
    preview.look()
    for path, was in zip(("en/index.html", PAGE, OTHER), before, strict=True):
        assert text(preview, path) == whole(shop, path, days[-1]) != was, path
    assert 'class="state' in before[-1]
    assert 'class="state' not in text(preview, OTHER)


CHANGES = {
    "title": ("How we greet", "How we welcome"),
    "version": ("version: 0.1.0", "version: 0.2.0"),
    "areas": ("areas: [phone]", "areas: [complaints]"),
    "rule": ("first name", "whole name"),
}


@pytest.mark.parametrize(("old", "new"), CHANGES.values(), ids=CHANGES)
def test_what_changed_in_a_policy_is_on_the_pages_of_others(shop: Path, old: str, new: str) -> None:
    preview = preview_of(shop, [DAY])
    preview.look()
    text(preview, "en/index.html")
    policy = shop / "policies" / "greeting.yaml"
    said = policy.read_text(encoding="utf-8")
    assert old in said
    policy.write_text(said.replace(old, new), encoding="utf-8")
    assert preview.look()
    for path in (PAGE, OTHER, PAGE):
        assert text(preview, path) == whole(shop, path), path
    (shop / "policies" / "phone-manners.yaml").write_text(
        SMALL.replace("How we answer", "How all of us answer"), encoding="utf-8"
    )
    assert preview.look()
    for path in (OTHER, PAGE, "en/index.html"):
        assert text(preview, path) == whole(shop, path), path


def test_a_fault_nobody_foresaw_is_told_once_and_ends_nothing(shop: Path) -> None:
    looked, judged, told = threading.Event(), threading.Event(), threading.Event()
    faults: list[Exception] = []

    class Faulty(Preview):
        def look(self) -> bool:
            if not told.is_set():
                raise ZeroDivisionError
            looked.set()
            return super().look()

        def page(self, path: str) -> bytes | None:
            if path == "en/wrong.html":
                raise IndexError
            return super().page(path)

    def check() -> FindingsReport:
        if not judged.is_set():
            judged.set()
            raise KeyError
        return api.lint(api.LintRequest(root=shop), lambda _: DAY)

    def tell(error: Exception) -> None:
        faults.append(error)
        if isinstance(error, ZeroDivisionError):
            # It comes back a few times, and is told no more.
            threading.Timer(3 * LOOK_EVERY, told.set).start()

    preview = Faulty(shop, "", lambda _: DAY, check)
    server = PreviewServer(preview, "only-we-know", seconds=0.5)
    ended = threading.Event()
    serving = threading.Thread(target=run, args=(server, ended, tell))
    serving.start()
    try:
        assert looked.wait(20)
        assert judged.wait(20)
        for _ in range(2):
            connection = HTTPConnection(LOOPBACK, server.server_port, timeout=20)
            connection.request("GET", "/only-we-know/en/wrong.html")
            with pytest.raises(ConnectionError):
                connection.getresponse()
            connection.close()
        policy = shop / "policies" / "greeting.yaml"
        policy.write_text(policy.read_text(encoding="utf-8") + "\n", encoding="utf-8")
        version = -1
        for _ in range(8):
            if preview.findings is None:
                version = int(str(preview.state(PAGE, version, 5)["version"]))
        assert preview.findings is not None
        assert b"first name" in (preview.page(PAGE) or b"")
    finally:
        ended.set()
        serving.join(20)
    assert sorted(type(fault).__name__ for fault in faults) == [
        "IndexError",
        "KeyError",
        "ZeroDivisionError",
    ]
