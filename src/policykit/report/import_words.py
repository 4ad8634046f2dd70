"""What became of imported documents, in words that all forms share."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from policykit.model.imported import ImportedPolicy, ImportedSentence, ImportReport, Sure

_SURE = {
    Sure.SURE: "sure",
    Sure.LIKELY: "likely",
    Sure.UNSURE: "unsure",
}


def headline(report: ImportReport) -> str:
    """How many sentences there were, and how many of them are rules, beside rules, in notes."""
    in_notes = len(report.sentences) - report.in_policies
    return (
        f"{report.found} sentences: {report.rules} as rules, {report.in_policies - report.rules} "
        f"beside rules, {in_notes} in notes. {report.share} % have a place."
    )


def standing(policy: ImportedPolicy) -> str:
    """That a policy of the same name is there already, and what to do about it."""
    return f"{policy.stands} stands already; the draft is {policy.id}: compare the two and keep one"


def sure(how: Sure) -> str:
    """How sure something is, in a word."""
    return _SURE[how]


def kinds(report: ImportReport) -> Iterator[tuple[str, int]]:
    """What sentences became, the commonest first."""
    counts = Counter(each.kind for each in report.sentences)
    yield from sorted(counts.items(), key=lambda each: (-each[1], each[0]))


def checks(report: ImportReport) -> int:
    """How many sentences people should look at."""
    return sum(bool(each.check) or each.sure is Sure.UNSURE for each in report.sentences)


def target(sentence: ImportedSentence) -> str:
    """Where a sentence stands: its file and line, and the way to it."""
    way = ".".join(str(part) for part in sentence.pointer)
    return f"{sentence.path}:{sentence.line}" + (f" {way}" if way else "")
