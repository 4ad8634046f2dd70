"""A report on findings, told in each format it was asked for."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from policykit.cli import baselines, deliver, servers
from policykit.model.errors import PolicykitError
from policykit.model.finding import Severity
from policykit.model.value import dataclass

if TYPE_CHECKING:
    from policykit.lint.shards import Shard
    from policykit.model.report import FindingsReport


@dataclass(frozen=True, slots=True, kw_only=True)
class Telling:
    """How to tell a report: the options of a call, and what a terminal can follow.

    The fields are those of `Style`; `formats` are as the call has them, `output` is the file of
    the one without a file of its own, `quiet` says that nothing is printed.
    """

    formats: tuple[str, ...]
    output: Path | None
    in_color: bool
    everything: bool
    quiet: bool
    links: str
    prefix: str
    mended: bool = False


def demand_formats(asked: Sequence[str]) -> None:
    """Refuse a format there is none of, before anything is worked out.

    Raises:
        PolicykitError: there is one.
    """
    from policykit.report.formats import findings_format

    for name in {each.split(":")[0] for each in asked}:
        findings_format(name)


def tell(report: FindingsReport, how: Telling) -> None:
    """Write the baseline a report comes with, if it does, and the report in each format.

    Raises:
        PolicykitError: a format or a file for it cannot be had.
    """
    from policykit.report.formats import Style, findings_format

    def render(name: str, to_terminal: bool) -> str:
        style = Style(
            deliver.width(),
            how.in_color and to_terminal,
            how.everything,
            links=how.links if to_terminal else "",
            prefix=how.prefix,
            mended=how.mended,
        )
        return "" if how.quiet and to_terminal else findings_format(name)(report, style)

    baselines.write(report)
    deliver.deliver(how.formats, how.output, render)
    if any(each.split(":")[0] == servers.ANNOTATIONS for each in how.formats):
        from policykit.report.markdown.findings import document

        servers.summarize(partial(document, report))


def level(text: str) -> Severity:
    """A severity of the command line.

    Raises:
        PolicykitError: there is none of this name.
    """
    if text in {"error", "warning", "info"}:
        return Severity(text)
    raise PolicykitError(
        "unknown-level", f"{text!r} is no severity.", hint="Use error, warning or info."
    )


def shard(text: str) -> Shard:
    """A shard of the command line.

    Raises:
        PolicykitError: it is written in another way, or there is no such shard.
    """
    from policykit.lint.shards import Shard

    return Shard.written(text)
