"""J2, M1, F3: the preview over a hostile folder, page by page, and what a page may ask for."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from http.client import HTTPConnection
from pathlib import Path
from typing import Final

import pytest
from tests.threats import shop as places
from tests.threats.hostile_text import IN_THE_WAY, saturate
from tests.threats.hostile_yaml import YAML
from tests.threats.shop import make
from tests.threats.test_text import PRINTABLE

from policykit import api
from policykit.serve.preview import Preview
from policykit.serve.running import run
from policykit.serve.server import LOOPBACK, PreviewServer

TOKEN: Final = "only-we-know"  # noqa: S105 - guards nothing but this test
AWAY: Final = (
    "../policykit.yaml",
    "..%2f..%2fpolicykit.yaml",
    "en/../../policykit.yaml",
    "%2fetc%2fpasswd",
    "/etc/passwd",
    "en/%00",
    "en/policies/returns.html%0d%0aX-Evil:%20yes",
    "\\..\\policykit.yaml",
    "_policykit/../policykit.yaml",
    "_policykit/state?seen=x&page=../../policykit.yaml",
)


class Asked:
    """Asks one server."""

    def __init__(self, port: int) -> None:
        self.port = port

    def __call__(self, path: str) -> tuple[int, dict[str, str], str]:
        connection = HTTPConnection(LOOPBACK, self.port, timeout=20)
        try:
            connection.request("GET", f"/{TOKEN}/{path}")
            answer = connection.getresponse()
            return answer.status, dict(answer.headers), answer.read().decode()
        finally:
            connection.close()


@contextmanager
def served(shop: Path) -> Iterator[Asked]:
    def today(_: str) -> date:
        return date(2026, 11, 21)

    preview = Preview(shop, "staff", today, lambda: api.lint(api.LintRequest(root=shop), today))
    preview.look()
    server = PreviewServer(preview, TOKEN, seconds=0.2)
    ended = threading.Event()
    faults: list[Exception] = []
    serving = threading.Thread(target=run, args=(server, ended, faults.append))
    serving.start()
    try:
        yield Asked(server.server_port)
    finally:
        ended.set()
        serving.join(20)
    assert not serving.is_alive()
    assert faults == []


def test_j02_m01_f03_the_preview_of_hostile_texts(tmp_path: Path) -> None:
    make(tmp_path / "shop")
    (tmp_path / "secret.html").write_text("canary-7d1f")
    saturate(
        tmp_path / "shop", (places.POLICY, places.OTHER, places.ORGANISATION), PRINTABLE, IN_THE_WAY
    )
    with served(tmp_path / "shop") as ask:
        status, headers, page = ask("en/policies/returns.html")
        answers = [ask(path) for path in (*AWAY, "../../secret.html")]

    assert status == 200
    assert "=1+1" in page
    assert "<script>pwned" not in page
    assert "<img src=//" not in page
    assert "default-src 'none'" in headers["Content-Security-Policy"]
    said = "".join(body for _, _, body in answers)
    assert "canary-7d1f" not in said
    assert "root:x:0" not in said
    assert "release_branch" not in said
    assert not [told for _, told, _ in answers if "X-Evil" in told]


@pytest.mark.parametrize("row", ["Y1", "Y2", "Y3", "Y16"])
def test_y01_y02_y03_the_preview_of_a_bomb(row: str, tmp_path: Path) -> None:
    repository = make(tmp_path / "shop")
    for number, content in enumerate(YAML[row].values()):
        repository.write({f"policies/bomb-{number}.yaml": content})
    with served(tmp_path / "shop") as ask:
        assert ask("en/policies/returns.html")[0] in {200, 404, 503}
        assert ask("_policykit/state?seen=-1&page=x")[0] == 200
