"""LAW004: somebody looked at the law behind a policy, and not long ago."""

from __future__ import annotations

from collections.abc import Iterator

from policykit.library.files import FileKind
from policykit.lint.days import day_of, months_before
from policykit.lint.names import listed
from policykit.lint.rule import Option, Options, Overview, Rule
from policykit.lint.standing import APPROVED
from policykit.model.facts import Facts
from policykit.model.finding import Place, Problem, Severity
from policykit.model.page import Page

_MOST_NAMED = 3


def _check(overview: Overview, options: Options) -> Iterator[Problem]:
    months = options["months"]
    if not isinstance(months, int):
        return
    oldest = months_before(overview.today, months)
    checked = _checked_laws(overview) if options["newer_frameworks"] else {}
    for facts in overview.judged:
        record = facts.record
        laws = _laws(facts)
        # Without a record the status asks for one, and that is said already.
        if record is None or not laws or facts.status not in APPROVED:
            continue
        day = day_of(record.law_checked)
        if not record.law_checked:
            yield Problem(
                place=Place(record.path, ("law_checked",)),
                message=f"{facts.id} names law ({_some(laws)}), and nobody has noted that it was "
                "checked.",
                hint="Compare the policy with the law as it stands, and write law_checked: "
                "{date: …, by: …} here.",
                value="none",
            )
        elif day is not None and day < oldest:
            yield Problem(
                place=Place(record.path, ("law_checked", "date")),
                message=f"The law behind {facts.id} was last checked on {day}, more than {months} "
                f"{'month' if months == 1 else 'months'} ago.",
                hint=f"Compare the policy with the law as it stands ({_some(laws)}), and write the "
                "new day.",
                value=record.law_checked,
            )
        else:
            newer = [law for law in laws if checked.get(law, "") > record.law_checked]
            if newer and day is not None:
                yield Problem(
                    place=Place(record.path, ("law_checked", "date")),
                    message=f"The law behind {facts.id} was checked on {day}, and its framework "
                    f"has been looked at since ({_some(newer)}).",
                    hint="See whether something has changed there, and write the new day.",
                    value=f"newer {record.law_checked}",
                )


def _laws(facts: Facts) -> list[str]:
    return sorted({each.raw for each in facts.references if each.kind == "requirement"})


def _checked_laws(overview: Overview) -> dict[str, str]:
    """The day each requirement was last looked at in its framework."""
    return {
        f"{framework.id}.{requirement.id}": requirement.checked
        for framework in overview.surroundings.frameworks.values()
        for requirement in framework.requirements
    }


def _some(laws: list[str]) -> str:
    """The first few names, and how many more there are."""
    more = len(laws) - _MOST_NAMED
    return listed([*laws[:_MOST_NAMED], f"{more} more"]) if more > 0 else listed(laws)


RULE = Rule(
    page=Page(
        code="LAW004",
        name="law-check-stale",
        category="law",
        severity=Severity.WARNING,
        summary="Nobody has looked lately whether the law behind the policy is still the same.",
        why="Laws change without asking us. Only a look at them shows whether our numbers still "
        "hold, and the note in the record shows that somebody looked.",
        bad="""\
status: active
statements:
  - id: withdrawal
    must: Accept a withdrawal.
    law: [eu-consumer.withdrawal]
---
# policies/phone-manners.record.yaml
law_checked: {date: 2025-03-01, by: compliance-officer}
""",
        good="""\
status: active
statements:
  - id: withdrawal
    must: Accept a withdrawal.
    law: [eu-consumer.withdrawal]
---
# policies/phone-manners.record.yaml
law_checked: {date: 2026-10-05, by: compliance-officer}
""",
        how="Read the law that the policy names, or have somebody read it who knows it, and note "
        "the day under law_checked in the record.",
    ),
    options=(
        Option("months", 12, "Months after which the law is looked at again.", least=1),
        Option(
            "newer_frameworks",
            False,  # noqa: FBT003 - the default of a setting that is on or off
            "Also tell when a framework was looked at after the policy was.",
        ),
    ),
    across=_check,
    reads=frozenset({FileKind.RECORD}),
)
