"""What a report is made of, whatever its format."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from pathlib import Path

from policykit.model.document import Json
from policykit.model.finding import Finding, Severity
from policykit.model.page import Page
from policykit.model.value import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class BaselineRequest:
    """Which baseline to use and what to do with it.

    `file` is None for the one the settings name. `write` makes it anew of what is found,
    `prune` takes out what is no longer found.
    """

    file: Path | None = None
    write: bool = False
    prune: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class BaselineUse:
    """What a file of known findings did to a report.

    `file` is what to call it, `place` where it is. `hidden` counts the findings it hides,
    `refused` those it names in vain because their code may not be hidden, `gone` the findings
    it knows that are no longer there (0 where only a part was checked). `content` is what it
    is to hold from now on, None where it stays as it is; `kept` says that what is gone was
    left in it because something could not be read.
    """

    file: str
    place: str
    hidden: int = 0
    refused: int = 0
    gone: int = 0
    content: bytes | None = None
    kept: bool = False


@dataclass(frozen=True, slots=True)
class CodeCount:
    """How many findings of a code there are, and how many of them a program can fix."""

    code: str
    name: str
    count: int
    fixable: int


@dataclass(frozen=True, slots=True)
class RuleTime:
    """How long a rule took, in seconds."""

    code: str
    name: str
    seconds: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Statistics:
    """What was found and how long it took: `codes` the most frequent first, `rules` the slowest.

    `seconds` is the whole run: reading and schemas besides the rules.
    """

    codes: tuple[CodeCount, ...]
    rules: tuple[RuleTime, ...]
    seconds: float


@dataclass(frozen=True, slots=True, kw_only=True)
class ShardOfReport:
    """Of which part of the policies a report is, and what it takes to make one of all parts.

    `number` (from 1 on) is one `of` so many. `commit` is the revision that was checked, '' for
    the files as they were. `asked` are the options of the call that decide what is found,
    `standing` is a key of all that policies were judged by, `files` one of the policies of this
    part. `judged` is what was judged of them, packed.
    """

    number: int
    of: int
    commit: str
    asked: Mapping[str, Json]
    standing: str
    files: str
    judged: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class FindingsReport:
    """Findings with what it takes to show them.

    `texts` holds the text of every file a finding stands in, `pages` the pages of the codes;
    `files` and `policies` say how much was checked, `today` (ISO 8601) by which day,
    `fail_level` from which severity on the settings want a run to fail. `suppressed` are the
    findings comments take off, each with its reason (`taken_off` counts them). `name` says
    whose policies these are, in words; it may be empty. `baseline` is None where there is
    none; `older` counts the findings left out because they stood at the revision `against`
    already; `statistics` are there where they were asked for, `shard` where this is a part.
    """

    findings: tuple[Finding, ...]
    texts: Mapping[str, str] = field(default_factory=dict)
    pages: Mapping[str, Page] = field(default_factory=dict)
    files: int = 0
    policies: int = 0
    taken_off: int = 0
    today: str = ""
    version: str = ""
    fail_level: str = "error"
    suppressed: tuple[Finding, ...] = ()
    name: str = ""
    baseline: BaselineUse | None = None
    against: str = ""
    older: int = 0
    statistics: Statistics | None = None
    shard: ShardOfReport | None = None

    def count(self, severity: Severity) -> int:
        """How many findings have a severity."""
        return sum(finding.severity is severity for finding in self.findings)
