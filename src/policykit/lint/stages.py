"""How far a policy has come: a draft may lack what an approved one must have."""

from __future__ import annotations

from typing import Final

STAGES: Final = ("draft", "in-review", "approved", "active")
"""The way of a policy; a retired one is on it no longer."""


def reached(status: str, stage: str) -> bool:
    """Whether a policy of a status has come as far as a stage; never so once it is retired."""
    return status in STAGES and STAGES.index(status) >= STAGES.index(stage)
