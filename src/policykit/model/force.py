"""Which version of a policy held, from when, and by which commit."""

from __future__ import annotations

from datetime import date

from policykit.model.value import dataclass


@dataclass(frozen=True, slots=True)
class VersionFacts:
    """What decides about force in one file of a policy, the main one or the coming one.

    `key` is the blob id of the file. `effective` and `retired_on` are None where the file
    has none that can be read.
    """

    path: str
    key: str
    status: str
    version: str
    effective: date | None
    retired_on: date | None
    rules_digest: str

    @property
    def identity(self) -> tuple[str, str]:
        """What makes a text the same text: its version and the digest of its rules.

        Moves from file to file, changes of status and mended words keep it.
        """
        return self.version, self.rules_digest


@dataclass(frozen=True, slots=True)
class PolicyState:
    """A policy in one commit of the release branch: its two files, None where there is none.

    `landed` is the day the commit reached the branch, never before that of an earlier commit.
    """

    commit: str
    landed: date
    main: VersionFacts | None
    next: VersionFacts | None


@dataclass(frozen=True, slots=True)
class InForce:
    """What held on a day.

    `version` is the text as it last stood by that day, in commit `commit`: words and record
    come from there. `started_by` is the commit that brought it, `started_on` the first day
    it held without a break: the later of its effective date and its landing.
    """

    version: VersionFacts
    commit: str
    started_by: str
    started_on: date


@dataclass(frozen=True, slots=True)
class Reign:
    """A version and the days it held, both included.

    `last_day` is None while it still holds on the last day looked at.
    """

    in_force: InForce
    first_day: date
    last_day: date | None
