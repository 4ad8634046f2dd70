"""SET002: a waiver is decided anew within a time one can look ahead."""

from __future__ import annotations

from collections.abc import Iterator

from policykit.library import read
from policykit.library.files import FileKind
from policykit.lint.days import day_of, months_after
from policykit.lint.rule import Option, Options, Overview, Rule
from policykit.model.finding import Place, Problem, Severity
from policykit.model.page import Page


def _check(overview: Overview, options: Options) -> Iterator[Problem]:
    months = options["months"]
    if not isinstance(months, int):
        return
    settings = overview.surroundings.settings
    latest = months_after(overview.today, months)
    for index, waiver in enumerate(settings.waivers):
        until = day_of(read.text(waiver, "until"))
        if until is not None and until > latest:
            name = read.text(waiver, "requirement")
            yield Problem(
                place=Place(settings.path, ("waivers", index, "until")),
                message=f"{name} is waived until {until}, more than {months} "
                f"{'month' if months == 1 else 'months'} ahead.",
                hint=f"Choose a day up to {latest}, and decide it anew then.",
                value=name,
            )


RULE = Rule(
    page=Page(
        code="SET002",
        name="waiver-far-off",
        category="settings",
        severity=Severity.INFO,
        summary="A waiver lasts so long that nobody will think of it again.",
        why="A waiver is a gap that somebody stands by. Whoever decided it moves on, the reason "
        "fades, and a requirement that would be easy to meet by then stays unmet.",
        bad="""\
# policykit.yaml
waivers:
  - requirement: eu-consumer.refund
    reason: The new till comes in spring.
    owner: compliance-officer
    until: 2099-12-31
""",
        good="""\
# policykit.yaml
waivers:
  - requirement: eu-consumer.refund
    reason: The new till comes in spring.
    owner: compliance-officer
    until: 2027-05-31
""",
        how="Choose a day on which the reason is worth another look, two years ahead at most.",
    ),
    options=(Option("months", 24, "How many months ahead a waiver may last.", least=1),),
    across=_check,
    reads=frozenset({FileKind.SETTINGS}),
)
