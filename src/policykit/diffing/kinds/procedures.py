"""Procedures: how staff do what statements ask for.

What customers are promised stands in statements, terms and targets, so a step is work alone.
"""

from __future__ import annotations

from policykit.diffing.comparers import Measured, listed, measured, named, thing
from policykit.diffing.kind import Chapter
from policykit.diffing.who import work

_WORKERS = listed("worker-added", "worker-removed", "role", "those who do", work, empty_is_all=True)

CHAPTER = Chapter(
    things={
        "procedure": thing("procedure-added", "procedure-removed", work),
        "step": thing("step-added", "step-removed", work),
    },
    fields={
        ("procedure", "who"): _WORKERS,
        ("step", "who"): _WORKERS,
        ("step", "if_not"): named("branch-changed", "where staff go on if not, at", "item"),
        ("step", "systems"): named("tool-changed", "the systems of", "system"),
        ("step", "form"): named("tool-changed", "the form of", "form"),
        ("step", "within"): measured(
            Measured(
                less="step-faster",
                more="step-slower",
                words="the time for",
                effect=work,
                is_shorter_better=True,
            )
        ),
    },
)
