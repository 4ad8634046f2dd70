"""Where a handbook stands on the web, for codes on paper that lead there."""

from __future__ import annotations

import re
from typing import Final

from policykit.model.config import HandbookSettings
from policykit.model.errors import SettingsError

MOST_LETTERS: Final = 120
"""Letters of an address whose code a telephone still reads from 22 mm of paper."""

_ADDRESS: Final = re.compile(r"https://[A-Za-z0-9.-]+(?::[0-9]{1,5})?(?:/[A-Za-z0-9._~%/-]*)?")


def demand_address(handbook: HandbookSettings) -> None:
    """Pass a handbook that has no codes, or an address that can be printed as one.

    Raises:
        SettingsError: it has codes and no address, or one that cannot be used.
    """
    if not handbook.codes:
        return
    if not handbook.address:
        raise SettingsError(
            "qr-without-address",
            f'The handbook "{handbook.name}" is to have QR codes, and nobody said where they lead.',
            context=f"policykit.yaml: handbooks.{handbook.name}.qr",
            hint="Add `address: https://…`, the address its site is published at, or take `qr` "
            "out.",
        )
    if not _ADDRESS.fullmatch(handbook.address) or len(handbook.address) > MOST_LETTERS:
        raise SettingsError(
            "unusable-address",
            f'The address of the handbook "{handbook.name}" cannot be printed as a QR code: '
            f'"{handbook.address[:80]}".',
            context=f"policykit.yaml: handbooks.{handbook.name}.address",
            hint="Give the address of its front folder, such as https://handbook.example.com: "
            f"https, no ? or #, at most {MOST_LETTERS} letters.",
        )


def page_address(base: str, language: str, policy: str = "") -> str:
    """The address of a policy in a published site, or of its front page without a policy."""
    page = f"policies/{policy}.html" if policy else "index.html"
    return f"{base.rstrip('/')}/{language}/{page}"
