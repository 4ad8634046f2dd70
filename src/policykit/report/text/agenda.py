"""An agenda for a terminal."""

from __future__ import annotations

from policykit.model.agenda import Agenda
from policykit.report.colored import Text
from policykit.report.formats import Style
from policykit.report.visible import visible_line
from policykit.report.words import one_line


def render(agenda: Agenda, style: Style) -> str:
    """Month by month, a line a day; what is overdue stands out."""
    out = Text()
    out.append(f"{visible_line(one_line(agenda.title))}\n", "bold")
    if not agenda.occasions:
        out.append(f"\n{agenda.empty}\n")
    month = ""
    for each in agenda.occasions:
        if (begun := each.day.isoformat()[:7]) != month:
            month = begun
            out.append(f"\n{month}\n", "bold")
        out.append(f"  {each.day.isoformat()}  ", "dim")
        out.append(f"{one_line(each.title)}\n", "bold red" if each.overdue else "")
        for line in each.lines:
            out.append(f"{visible_line(f'              {one_line(line)}')}\n", "dim")
    return out.printed(color=style.color)
