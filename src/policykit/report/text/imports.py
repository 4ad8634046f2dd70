"""What became of imported documents, for a terminal."""

from __future__ import annotations

from policykit.model.imported import ImportReport, Sure
from policykit.report.colored import Text
from policykit.report.formats import Style
from policykit.report.import_words import checks, headline, kinds, standing, sure, target
from policykit.report.words import one_line

_COLORS = {Sure.SURE: "green", Sure.LIKELY: "yellow", Sure.UNSURE: "red"}


def render(report: ImportReport, style: Style) -> str:
    """The policies that were made; where everything is asked for, each sentence with its place."""
    out = Text()
    out.append(f"{headline(report)}\n\n", "bold")
    for policy in report.policies:
        out.append(f"{policy.path}", "bold")
        out.append(f"  {one_line(policy.title)}\n")
        rules = "1 rule" if policy.statements == 1 else f"{policy.statements} rules"
        numbers = "1 number" if policy.terms == 1 else f"{policy.terms} numbers"
        out.append(f"  {rules}, {numbers}; area {policy.area}", "dim")
        out.append(f" ({sure(policy.sure)})\n", _COLORS[policy.sure])
        if policy.stands:
            out.append(f"  {one_line(standing(policy))}\n", "yellow")
        for otherwise in policy.apart:
            out.append(f"  says otherwise: {one_line(otherwise)}\n", "yellow")
    for document in report.documents:
        if document.notes:
            out.append(f"{document.notes}", "bold")
            out.append(f"  what is left over from {one_line(document.name)}\n")
        for remark in document.remarks:
            out.append(f"  {one_line(remark)}\n", "yellow")
    if style.everything:
        out.append("\n")
        for each in report.sentences:
            out.append(f"{one_line(each.source)}, {one_line(each.place)}", "dim")
            out.append(f"  {one_line(each.text)}\n")
            out.append(f"  → {each.kind}: {target(each)} ")
            out.append(f"({sure(each.sure)})", _COLORS[each.sure])
            if each.said:
                out.append(f"; said by its place: {one_line(each.said)}", "dim")
            out.append("\n")
            if each.check:
                out.append(f"    please check: {one_line(each.check)}\n", "yellow")
    out.append("\n")
    out.append(", ".join(f"{number} {kind}" for kind, number in kinds(report)) + "\n", "dim")
    if number := checks(report):
        out.append(f"{number} to check: look for `{report.mark}` in the files.\n")
    return out.printed(color=style.color)
