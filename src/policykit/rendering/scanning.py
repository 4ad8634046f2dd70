"""Addresses as QR codes: the one place that knows how they are made (ISO/IEC 18004)."""

from __future__ import annotations

from typing import Final

from policykit.model.errors import RenderError

_QUIET: Final = 4
"""Bare modules around a code, without which scanners do not find it (ISO/IEC 18004, 9.1)."""


def scannable(address: str) -> str:
    """An SVG picture of a QR code that leads to an address; black on white, one path.

    Level M, of which 15 % may be dirt or folds. Equal addresses give equal pictures.

    Raises:
        RenderError: what makes the codes is not installed.
    """
    try:
        import segno  # noqa: PLC0415 - which only handbooks with codes need
    except ImportError as error:
        raise RenderError(
            "qr-not-installed",
            "QR codes need a part of policykit that is not installed.",
            hint='Run: pip install "policykit-handbook[pdf]"',
        ) from error
    rows = segno.make(address, error="m", micro=False, boost_error=False).matrix
    size = len(rows) + 2 * _QUIET
    drawn = "".join(_line(bytes(row), number) for number, row in enumerate(rows, _QUIET))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {size} {size}">'
        f'<path fill="#fff" d="M0 0h{size}v{size}H0z"/><path fill="#000" d="{drawn}"/></svg>'
    )


def _line(row: bytes, number: int) -> str:
    """The dark stretches of a row, as parts of a path."""
    parts: list[str] = []
    start: int | None = None
    for column, dark in enumerate((*row, 0), _QUIET):
        if dark and start is None:
            start = column
        elif not dark and start is not None:
            parts.append(f"M{start} {number}h{column - start}v1h-{column - start}z")
            start = None
    return "".join(parts)
