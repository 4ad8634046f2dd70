"""What a look at the surroundings brought up, for a terminal."""

from __future__ import annotations

from policykit.model.checkup import Checkup, State
from policykit.report.colored import Text
from policykit.report.flowing import flow
from policykit.report.formats import Style
from policykit.report.visible import visible_line

_COLORS = {State.OK: "green", State.LOOK: "yellow", State.WRONG: "bold red"}
_INDENT = " " * 9


def render(checkup: Checkup, style: Style) -> str:
    """Part by part, a paragraph a thing; what mends it stands below on a line of its own.

    The line of a command is never broken, so that it can be copied.
    """
    out = Text()
    where = f" in {checkup.root}" if checkup.root else ""
    out.append(f"policykit {checkup.version}{visible_line(where)}\n", "bold")
    topic = ""
    for check in checkup.checks:
        if check.topic != topic:
            topic = check.topic
            out.append(f"\n{topic}\n", "bold")
        state = f"  {check.state.value:<7}"
        lead = _COLORS[check.state]
        flow(out, [(check.message, "")], style.width, first=state, rest=_INDENT, lead=lead)
        if check.command:
            out.append(f"{_INDENT}do: ", "dim")
            out.append(f"{visible_line(check.command)}\n")
    out.append(f"\n{_summary(checkup)}\n")
    return out.printed(color=style.color)


def _summary(checkup: Checkup) -> str:
    wrong, look = checkup.count(State.WRONG), checkup.count(State.LOOK)
    said = [
        f"{wrong} {'thing is' if wrong == 1 else 'things are'} wrong" if wrong else "",
        f"{look} could be better" if look else "",
    ]
    told = ", ".join(filter(None, said))
    return f"{told}." if told else "All is well."
