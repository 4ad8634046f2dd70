"""Training: who learns, by when, how often, what."""

from __future__ import annotations

from policykit.diffing.comparers import Measured, detail, listed, measured, named, thing
from policykit.diffing.kind import Chapter
from policykit.diffing.who import nobody, work

_TAUGHT = listed("taught-added", "taught-removed", "item", "what is taught by")

CHAPTER = Chapter(
    things={"module": thing("module-added", "module-removed", work)},
    fields={
        ("training", "required_for"): listed(
            "training-asked-of-more", "training-asked-of-fewer", "role", "those who need", work
        ),
        ("module", "required_for"): listed(
            "training-asked-of-more",
            "training-asked-of-fewer",
            "role",
            "those who need",
            work,
            empty_is_all=True,
        ),
        ("training", "within"): measured(
            Measured(
                less="training-sooner",
                more="training-later",
                words="the time until",
                effect=work,
                is_shorter_better=True,
            )
        ),
        ("training", "refresh"): measured(
            Measured(
                less="refresh-more-often",
                more="refresh-less-often",
                words="the time until a repetition of",
                effect=work,
                is_shorter_better=True,
            )
        ),
        ("training", "on_change"): listed(
            "retraining-added", "retraining-removed", "", "changes that ask for", work
        ),
        ("module", "duration"): measured(
            Measured(
                less="module-shorter", more="module-longer", words="the length of", effect=work
            )
        ),
        ("module", "pass_mark"): measured(
            Measured(
                less="pass-mark-lowered",
                more="pass-mark-raised",
                words="what has to be right in",
                effect=work,
            )
        ),
        ("module", "method"): named("method-changed", "the method of", "method", nobody),
        ("module", "topic"): detail("method-changed", "the topic of", nobody),
        ("module", "teaches"): _TAUGHT,
        ("module", "uses"): _TAUGHT,
    },
)
