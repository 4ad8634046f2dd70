"""Every comment as JSON: the same object as who has been heard, which holds them all."""

from __future__ import annotations

from policykit.report.json.hearing import render

__all__ = ["render"]
