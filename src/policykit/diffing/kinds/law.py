"""What names the law, and what says that it meets a requirement."""

from __future__ import annotations

from collections.abc import Iterator

from policykit.diffing.comparers import listed
from policykit.diffing.context import Context
from policykit.diffing.kind import Chapter, Draft
from policykit.diffing.match import Pair
from policykit.diffing.nouns import called, sentence


def _law(pair: Pair, field: str, context: Context) -> Iterator[Draft]:
    """Which laws are named from now on, and which no longer, each with where it stands."""
    old = pair.before.names_in(field) if pair.before else ()
    new = pair.after.names_in(field) if pair.after else ()
    for some, kind, verb in (
        ([name for name in new if name not in old], "law-reference-added", "now names"),
        ([name for name in old if name not in new], "law-reference-dropped", "no longer names"),
    ):
        if some:
            yield Draft(
                kind=kind,
                message=f"{sentence(called(pair))} {verb} {context.cited(some)}.",
                field=field,
                before=", ".join(sorted(old)),
                after=", ".join(sorted(new)),
                lasting=",".join(sorted(some)),
            )


CHAPTER = Chapter(
    fields={
        ("*", "law"): _law,
        ("*", "covers"): listed(
            "cover-added", "cover-dropped", "requirement", "requirements met by"
        ),
    },
)
