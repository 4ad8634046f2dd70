"""What a run of the engine ends with."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field

from policykit.model.facts import Facts
from policykit.model.finding import Finding
from policykit.model.page import Page
from policykit.model.value import dataclass


class HaltedError(Exception):
    """A run that nobody waits for any longer."""


@dataclass(frozen=True, slots=True)
class LintResult:
    """What a run found.

    `texts` holds the text of every file a finding stands in; `files` counts what was read,
    `policies` the policies that findings were wanted for; `taken_off` are the findings
    comments took off; `pages` teach the codes of both; `facts` are those of the policies that
    were read as a whole; `standing` is the key of what their bundles stand in, '' where that is
    in doubt; `seconds` is the time each rule took by code, where a clock was given.
    """

    findings: tuple[Finding, ...]
    taken_off: tuple[Finding, ...] = ()
    texts: Mapping[str, str] = field(default_factory=dict)
    pages: Mapping[str, Page] = field(default_factory=dict)
    files: int = 0
    policies: int = 0
    seconds: Mapping[str, float] = field(default_factory=dict)
    facts: tuple[Facts, ...] = ()
    standing: str = ""
