from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.lsp.client import Client
from tests.lsp.shop import made


@pytest.fixture
def shop(tmp_path: Path) -> Path:
    """A small repository of one's own."""
    return made(tmp_path / "shop")


@pytest.fixture(scope="session")
def server() -> Iterator[Client]:
    """A server for many tests, for to start one takes a second; it has no folder yet."""
    with Client() as found:
        yield found
        assert found.end() == 0


@pytest.fixture
def client(server: Client, shop: Path) -> Iterator[Client]:
    """A client whose workspace is the small repository."""
    server.log.clear()
    server.asked.clear()
    server.folders(added=[shop])
    server.settled()
    yield server
    for uri in [*server.versions]:
        server.close(uri)
        del server.versions[uri]
    server.folders(removed=[shop])
    server.settled()
