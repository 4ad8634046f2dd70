"""Shards: policies parted among runs by their ids, so that no two runs judge the same one."""

from __future__ import annotations

import re
from dataclasses import replace
from hashlib import sha256
from typing import Final

from policykit.library.survey import Survey
from policykit.model.errors import PolicykitError
from policykit.model.value import dataclass

MOST: Final = 1_000
"""Shards of one report: more than any build server starts."""

_WRITTEN: Final = re.compile(r"([1-9][0-9]{0,3})/([1-9][0-9]{0,3})")
_BYTES: Final = 8


def number_of(policy: str, of: int) -> int:
    """The shard a policy belongs to, from 1 on, by its id: others come and go, it stays.

    All files of a policy go with it.
    """
    return (
        int.from_bytes(sha256(policy.encode("utf-8", "surrogatepass")).digest()[:_BYTES]) % of + 1
    )


@dataclass(frozen=True, slots=True)
class Shard:
    """One of several runs that check a repository together: its number, from 1 on, and of how many."""

    number: int
    of: int

    @classmethod
    def written(cls, text: str) -> Shard:
        """A shard as the command line has it, such as 2/5.

        Raises:
            PolicykitError: it is written in another way, or there is no such shard.
        """
        found = _WRITTEN.fullmatch(text.strip())
        number, of = (int(found[1]), int(found[2])) if found else (0, 0)
        if not 1 <= number <= of <= MOST:
            raise PolicykitError(
                "wrong-shard",
                f"{text[:40]!r} is no shard.",
                context="--shard",
                hint="Write its number and of how many, such as 2/5 for the second of five; "
                f"there can be up to {MOST:,}.",
            )
        return cls(number, of)

    def narrowed(self, files: Survey) -> Survey:
        """The files with the policies of this shard alone."""
        return replace(
            files,
            bundles={
                (folder, name): entries
                for (folder, name), entries in files.bundles.items()
                if number_of(name, self.of) == self.number
            },
        )
