"""What became of imported documents, as Markdown: a page to go through and tick off."""

from __future__ import annotations

from policykit.model.imported import ImportReport
from policykit.report.formats import Style
from policykit.report.import_words import checks, headline, standing, sure, target
from policykit.report.markdown.plain import words


def render(report: ImportReport, style: Style) -> str:
    """The policies, and every sentence in a table."""
    del style
    names = ", ".join(each.name for each in report.documents)
    lines = [f"# Imported: {words(names)}", "", words(headline(report))]
    if number := checks(report):
        lines[-1] += f" {number} to check."
    if report.policies:
        lines += ["", "| Policy | Title | Area | How sure | Rules | Numbers |", "|---" * 6 + "|"]
        lines += [
            f"| {words(each.path)} | {words(each.title)} | {words(each.area)} | {sure(each.sure)} "
            f"| {each.statements} | {each.terms} |"
            for each in report.policies
        ]
    told = [standing(each) for each in report.policies if each.stands]
    told += [f"{each.id}: {other}" for each in report.policies for other in each.apart]
    if told:
        lines += ["", *(f"- {words(each)}" for each in told)]
    for document in report.documents:
        lines += ["", f"## {words(document.name)}", ""]
        lines += [f"- {words(remark)}" for remark in document.remarks]
        lines += [f"- Deleted by tracked changes: {words(each)}" for each in document.deleted]
        if document.remarks or document.deleted:
            lines.append("")
        lines += ["| Where | Sentence | Became | Stands in | How sure | Check |", "|---" * 6 + "|"]
        lines += [
            f"| {words(each.place)} | {words(each.text)} | {words(each.kind)} | "
            f"{words(target(each))} | {sure(each.sure)} | {words(each.check)} |"
            for each in report.sentences
            if each.source == document.name
        ]
    return "\n".join(lines) + "\n"
