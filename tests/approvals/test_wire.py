"""Fields of SSH are read whole or not at all."""

from __future__ import annotations

import pytest

from policykit.approvals.wire import WireError, fields, text

ONE = b"\0\0\0\1a"
TWO = ONE + b"\0\0\0\2bc"


@pytest.mark.parametrize(
    ("body", "count", "more", "found"),
    [
        (TWO, 2, False, (b"a", b"bc")),
        (TWO, 1, True, (b"a",)),
        (b"\0\0\0\0", 1, False, (b"",)),
        (b"", 0, False, ()),
    ],
)
def test_fields_are_read(body: bytes, count: int, more: bool, found: tuple[bytes, ...]) -> None:
    assert fields(body, count, more=more) == found


@pytest.mark.parametrize(
    ("body", "count", "more"),
    [(TWO, 1, False), (TWO, 3, True), (TWO[:-1], 2, True), (b"\0\0\0", 1, True), (b"", 1, True)],
)
def test_what_breaks_off_or_goes_on_is_refused(body: bytes, count: int, more: bool) -> None:
    with pytest.raises(WireError):
        fields(body, count, more=more)


def test_text_is_ascii() -> None:
    assert text(b"ssh-rsa") == "ssh-rsa"
    with pytest.raises(WireError):
        text("é".encode())
