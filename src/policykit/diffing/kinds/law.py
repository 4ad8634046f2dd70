"""What names the law, and what says that it meets a requirement."""

from __future__ import annotations

from policykit.diffing.comparers import listed
from policykit.diffing.kind import Chapter

CHAPTER = Chapter(
    fields={
        ("*", "law"): listed(
            "law-reference-added",
            "law-reference-dropped",
            "requirement",
            "requirements of the law named by",
        ),
        ("*", "covers"): listed(
            "cover-added", "cover-dropped", "requirement", "requirements met by"
        ),
    },
)
