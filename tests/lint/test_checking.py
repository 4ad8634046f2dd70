"""How many findings of one rule are told."""

from __future__ import annotations

from policykit.lint.checking import few_of_each
from policykit.model.finding import Place, Problem


def problem(path: str, number: int) -> Problem:
    return Problem(place=Place(path, (number,)), code="REF001", message=f"No {number}.", value="x")


def test_a_rule_tells_so_many_findings_of_a_file_and_that_there_are_more() -> None:
    given = [problem(path, number) for number in range(5) for path in ("a.yaml", "b.yaml")]
    told = list(few_of_each([*given[:7], problem("c.yaml", 0)], 3))
    assert [(each.place.path, each.message) for each in told] == [
        ("a.yaml", "No 0."),
        ("b.yaml", "No 0."),
        ("a.yaml", "No 1."),
        ("b.yaml", "No 1."),
        ("a.yaml", "No 2."),
        ("b.yaml", "No 2."),
        ("a.yaml", "Only the first 3 findings of REF001 are listed here."),
        ("c.yaml", "No 0."),
    ]
    assert {each.code for each in told} == {"REF001"}


def test_what_is_few_is_told_as_it_is() -> None:
    given = [problem("a.yaml", number) for number in range(3)]
    assert list(few_of_each(given, 3)) == given
