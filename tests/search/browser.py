"""A real browser, spoken to over two pipes: it opens pages from disk as a reader does."""

from __future__ import annotations

import base64
import json
import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path
from typing import Any

PROGRAM = shutil.which("chromium") or shutil.which("chromium-browser")
KEYS = {
    "ArrowDown": 40,
    "ArrowUp": 38,
    "Enter": 13,
    "Escape": 27,
    "/": 191,
}


_MOST_PAGES = 10
"""How many new pages may come while something is waited for."""


class Browser:
    """One page of a browser."""

    def __init__(self, reading: int, writing: int) -> None:
        self._reading = os.fdopen(reading, "rb")
        self._writing = os.fdopen(writing, "wb")
        self._ids = count(1)
        self._session = ""
        self.said: list[str] = []
        self.asked_for: list[str] = []
        target = self.call("Target.createTarget", url="about:blank")["targetId"]
        self._session = self.call("Target.attachToTarget", targetId=target, flatten=True)[
            "sessionId"
        ]
        for domain in ("Page", "Runtime", "Network", "Log"):
            self.call(f"{domain}.enable")

    def call(self, method: str, **parameters: object) -> dict[str, Any]:
        answer = self._answer(method, **parameters)
        assert "error" not in answer, answer
        result: dict[str, Any] = answer["result"]
        return result

    def _answer(self, method: str, **parameters: object) -> dict[str, Any]:
        number = next(self._ids)
        message: dict[str, object] = {"id": number, "method": method, "params": parameters}
        if self._session:
            message["sessionId"] = self._session
        self._writing.write(json.dumps(message).encode() + b"\0")
        self._writing.flush()
        while True:
            answer = self._next()
            if answer.get("id") == number:
                return answer

    def _next(self) -> dict[str, Any]:
        read = bytearray()
        while (byte := self._reading.read(1)) != b"\0":
            assert byte, "the browser ended"
            read += byte
        message: dict[str, Any] = json.loads(read)
        method, told = message.get("method"), message.get("params", {})
        if method == "Runtime.exceptionThrown":
            self.said.append(json.dumps(told["exceptionDetails"])[:500])
        elif method == "Log.entryAdded":
            self.said.append(told["entry"]["text"])
        elif method == "Network.requestWillBeSent":
            self.asked_for.append(told["request"]["url"])
        return message

    def close(self) -> None:
        self._session = ""
        self.call("Browser.close")
        self._writing.close()
        self._reading.close()

    def open(self, page: Path) -> None:
        self.call("Page.navigate", url=page.as_uri())
        while self._next().get("method") != "Page.loadEventFired":
            pass

    def run(self, script: str) -> Any:  # noqa: ANN401 - whatever the script gives
        return _given(self.call("Runtime.evaluate", **_script(script)))

    def press(self, *keys: str) -> None:
        for key in keys:
            text = "\r" if key == "Enter" else key if len(key) == 1 else ""
            code = KEYS.get(key, 0)
            named = {"key": key, "windowsVirtualKeyCode": code, "code": key}
            self.call("Input.dispatchKeyEvent", type="keyDown", text=text, **named)
            self.call("Input.dispatchKeyEvent", type="keyUp", **named)

    def wait(self, condition: str) -> None:
        """Until a condition holds; the browser itself waits, five seconds at most."""
        script = (
            "new Promise((done) => { const end = Date.now() + 5000; const look = () => "
            f"{{ if ({condition}) done(true); else if (Date.now() > end) done(false); "
            "else setTimeout(look, 10); }; look(); })"
        )
        for _ in range(_MOST_PAGES):
            answer = self._answer("Runtime.evaluate", **_script(script))
            if "error" not in answer:
                assert _given(answer["result"]), f"never: {condition}"
                return
            # Who asks while a new page comes loses the answer with the old one.
            assert "navigated" in answer["error"]["message"], answer
        raise AssertionError(f"always another page, never: {condition}")

    def picture(self, path: Path, width: int, height: int, *, dark: bool = False) -> None:
        self.call(
            "Emulation.setDeviceMetricsOverride",
            width=width,
            height=height,
            deviceScaleFactor=1,
            mobile=False,
        )
        scheme = {"name": "prefers-color-scheme", "value": "dark" if dark else "light"}
        self.call("Emulation.setEmulatedMedia", features=[scheme])
        shot = self.call("Page.captureScreenshot", format="png")
        path.write_bytes(base64.b64decode(shot["data"]))


def _script(script: str) -> dict[str, object]:
    return {"expression": script, "awaitPromise": True, "returnByValue": True}


def _given(answer: dict[str, Any]) -> Any:  # noqa: ANN401 - whatever the script gave
    assert "exceptionDetails" not in answer, answer["exceptionDetails"]
    return answer["result"].get("value")


@contextmanager
def browser(profile: Path) -> Iterator[Browser]:
    assert PROGRAM is not None
    to_browser, writing = os.pipe()
    reading, from_browser = os.pipe()
    command = (
        f'exec "$0" --headless --no-sandbox --disable-gpu --no-first-run --remote-debugging-pipe '
        f'--disable-background-networking --user-data-dir="$1" 3<&{to_browser} 4>&{from_browser}'
    )
    process = subprocess.Popen(
        ["bash", "-c", command, PROGRAM, str(profile)],
        pass_fds=(to_browser, from_browser),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    os.close(to_browser)
    os.close(from_browser)
    page = Browser(reading, writing)
    try:
        yield page
    finally:
        page.close()
        process.wait(timeout=20)
