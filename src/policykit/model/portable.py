"""Names of files that every computer can hold."""

from __future__ import annotations

from typing import Final

from policykit.model.errors import SourceError

_MOST_TOLD: Final = 80
_DEVICES: Final = frozenset({
    "con", "prn", "aux", "nul",
    *(f"{port}{number}" for port in ("com", "lpt") for number in "123456789"),
})  # fmt: skip
"""Names that Windows keeps for itself, as its documentation on naming files lists them."""


def is_kept_by_windows(name: str) -> bool:
    """Whether no file can be called so on Windows: `con`, `CON.yaml`, `nul .txt`."""
    return name.partition(".")[0].rstrip(" ").lower() in _DEVICES


def demand_portable(name: str, context: str = "", *, instead: str = "policy") -> None:
    """Refuse a name that no file can have on Windows, whatever computer this is.

    Args:
        name: the id or name a file or folder is to be called by.
        context: what was asked for, for the message.
        instead: what the name that is offered ends in.

    Raises:
        SourceError: it cannot be held there.
    """
    plain = name.rstrip(". ")
    if not is_kept_by_windows(plain):
        return
    base = plain.partition(".")[0].rstrip(" ").lower()
    raise SourceError(
        "name-kept-by-windows",
        f"No file can be called {plain[:_MOST_TOLD]} on Windows, which keeps that name for "
        "itself: nobody there could open the policies.",
        context=context,
        hint=f"Take another name, such as {base}-{instead}.",
    )
