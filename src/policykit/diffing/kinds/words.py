"""Scripts, scenarios, questions, definitions, tone."""

from __future__ import annotations

from policykit.diffing.comparers import listed, thing
from policykit.diffing.kind import Chapter
from policykit.diffing.who import bad, unclear

_SUPPORTS = listed("support-added", "support-removed", "item", "items supported by")

CHAPTER = Chapter(
    things={
        "script": thing("script-added", "script-removed"),
        "scenario": thing("scenario-added", "scenario-removed"),
        "faq": thing("question-added", "question-removed"),
        "definition": thing("definition-added", "definition-removed", unclear),
        "exclusion": thing("exclusion-added", "exclusion-removed", bad),
    },
    fields={
        ("script", "supports"): _SUPPORTS,
        ("scenario", "supports"): _SUPPORTS,
        ("faq", "supports"): _SUPPORTS,
        ("tone", "style"): listed("style-added", "style-removed", "style", "qualities in"),
    },
)
