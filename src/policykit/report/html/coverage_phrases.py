"""What the page of coverage calls states, counts, places and regions."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from policykit.model.coverage import CoverageReport, State, Tally
from policykit.model.position import Location
from policykit.report.counts import number
from policykit.report.coverage_words import place
from policykit.report.words import one_line

MEANINGS: Final = {
    State.COVERED: "every need holds in every region",
    State.PARTIAL: "something is there, and a need of it fails",
    State.OUTDATED: "the text is there, but not in force",
    State.MISSING: "nothing is there",
    State.WAIVED: "left open on purpose, until a day",
    State.NOT_APPLICABLE: "nobody asks for it here",
}

_MOST_REGIONS: Final = 3


def percent(counts: Tally) -> str:
    """The share that is covered, such as `90 %`; a dash where nothing counts."""
    return "–" if counts.percent is None else f"{counts.percent}\u00a0%"  # noqa: RUF001 - a dash


def tally_words(counts: Tally) -> str:
    """A tally as a phrase, such as `214 of 236 covered, 9 partly covered, 13 missing`."""
    if not (counts.counted or counts.waived or counts.not_applicable):
        return "nothing is asked for"
    others = (
        (counts.partial, "partly covered"),
        (counts.outdated, "outdated"),
        (counts.missing, "missing"),
        (counts.waived, "waived"),
        (counts.not_applicable, "not applicable"),
    )
    told = [f"{counts.covered} of {counts.counted} covered"] if counts.counted else []
    return ", ".join([*told, *(f"{many} {word}" for many, word in others if many)])


def at(location: Location) -> str:
    """A file and a line, such as `policies/returns.yaml:12`, safe to print."""
    return one_line(place(location))


def link(address: str) -> str:
    """An address a reader may follow: of the web, or beside this page; '' for any other."""
    shown = one_line(address)
    head = shown.partition("/")[0]
    if shown.startswith(("https://", "http://")):
        return shown
    return "" if ":" in head or shown.startswith("//") or "\\" in shown else shown


def regions_all(report: CoverageReport, regions: Sequence[str]) -> str:
    """Regions by name; `every region` for all; '' where the organisation names none."""
    if not regions or set(regions) == {""}:
        return ""
    if len(report.regions) > 1 and set(regions) >= set(report.regions):
        return "every region"
    return one_line(", ".join(report.title("region", each) for each in regions))


def regions_short(report: CoverageReport, regions: Sequence[str]) -> str:
    """As `regions_all`, but many regions are counted."""
    told = regions_all(report, regions)
    if told == "every region" or len(regions) <= _MOST_REGIONS:
        return told
    return f"{len(regions)} of {number(len(report.regions), 'region', 'regions')}"
