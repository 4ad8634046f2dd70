from __future__ import annotations

import os

import pytest


def needed(found: object, what: str) -> None:
    """Skip where a program is missing, except on a build server, which must have it."""
    if found:
        return
    if os.environ.get("CI"):
        pytest.fail(f"{what} is not installed, so pages cannot be looked at")
    pytest.skip(f"{what} is not installed")
