"""Fields as SSH writes them: each with its length in four bytes before it (RFC 4251)."""

from __future__ import annotations


class WireError(ValueError):
    """Bytes that are no such fields."""


def fields(body: bytes, count: int, *, more: bool = False) -> tuple[bytes, ...]:
    """The first `count` fields, after which nothing may come unless `more`.

    Raises:
        WireError: there are not so many, or there are more.
    """
    found: list[bytes] = []
    at = 0
    for _ in range(count):
        length = int.from_bytes(body[at : at + 4])
        if len(body) < at + 4 + length:
            raise WireError("a field breaks off")
        found.append(body[at + 4 : at + 4 + length])
        at += 4 + length
    if at != len(body) and not more:
        raise WireError("there is more than there should be")
    return tuple(found)


def text(field: bytes) -> str:
    """A field of ASCII.

    Raises:
        WireError: it is none.
    """
    try:
        return field.decode("ascii")
    except UnicodeDecodeError as trouble:
        raise WireError("no ASCII") from trouble
