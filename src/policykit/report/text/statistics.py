"""Statistics for people: a table of codes, a table of rules with their times."""

from __future__ import annotations

from policykit.model.report import Statistics
from policykit.report.colored import Text
from policykit.report.formats import Style

_LEAST_SHARE = 0.01
"""Rules that take less of the time are summed up, unless everything is asked for."""


def statistics(out: Text, counted: Statistics, style: Style) -> None:
    """Add both tables to the report."""
    _codes(out, counted)
    _times(out, counted, style)


def _codes(out: Text, counted: Statistics) -> None:
    if not counted.codes:
        return
    out.append("\n  found  can be fixed  code\n", "bold")
    for each in counted.codes:
        fixable = str(each.fixable) if each.fixable else "-"
        out.append(f"{each.count:>7}  {fixable:>12}  {each.code} {each.name}\n")


def _times(out: Text, counted: Statistics, style: Style) -> None:
    out.append("\n   seconds  share  rule\n", "bold")
    whole = counted.seconds or 1.0
    shown = [
        each for each in counted.rules if style.everything or each.seconds / whole >= _LEAST_SHARE
    ]
    rest = len(counted.rules) - len(shown)
    lines = [(each.seconds, f"{each.code} {each.name}") for each in shown]
    if rest:
        short = sum(each.seconds for each in counted.rules[len(shown) :])
        lines.append((short, f"{rest} other rules" if rest > 1 else "1 other rule"))
    reading = max(counted.seconds - sum(each.seconds for each in counted.rules), 0.0)
    lines += [(reading, "reading, schemas and all else"), (counted.seconds, "the whole run")]
    for seconds, name in lines:
        out.append(f"{seconds:>10.3f}  {seconds / whole:>5.0%}  {name}\n")
