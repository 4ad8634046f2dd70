"""WRD017: an example shows a difference."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from policykit.lint.rule import Examined, HumanText, Options, Rule
from policykit.model.finding import Place, Problem, Severity
from policykit.model.page import Page

_SAME = (
    ("#good", "#bad", "The good example and the bad one are the same words.",
     "Show what a good answer does otherwise than a bad one."),
    ("#good", "", "The good example repeats the rule word for word.",
     "Show what somebody says or does who keeps the rule, or leave good: out."),
    ("#right", "#wrong", "The right answer stands among the wrong ones.",
     "Change one of the two: whoever takes the quiz cannot tell them apart."),
)  # fmt: skip
_SUSPECTS = frozenset(one.removeprefix("#") for one, _, _, _ in _SAME)


def _check(examined: Examined, _options: Options) -> Iterator[Problem]:
    by_locale: dict[str, dict[str, list[HumanText]]] = {}
    if not any(text.key in _SUSPECTS for text in examined.texts):
        return
    for text in examined.texts:
        by_locale.setdefault(text.locale, {}).setdefault(text.address, []).append(text)
    for locale, texts in by_locale.items():
        for address, found in texts.items():
            for one, other, message, hint in _SAME:
                if address.endswith(one):
                    same = _same(found[0], texts, address.removesuffix(one) + other)
                    if same is not None:
                        yield Problem(
                            place=Place(same.path, same.pointer),
                            message=message,
                            hint=hint,
                            related=(("These are the same words.", _place(found[0])),),
                            value=f"{locale} {address}",
                        )


def _same(text: HumanText, texts: Mapping[str, list[HumanText]], address: str) -> HumanText | None:
    words = _words(text.text)
    return next((each for each in texts.get(address, ()) if _words(each.text) == words), None)


def _words(text: str) -> str:
    """A text as a reader hears it: without case, spaces and the mark at its end."""
    return " ".join(text.casefold().split()).strip(" .!?\"'")


def _place(text: HumanText) -> Place:
    return Place(text.path, text.pointer)


RULE = Rule(
    page=Page(
        code="WRD017",
        name="good-equals-bad",
        category="words",
        severity=Severity.WARNING,
        summary="A good example says the same as the bad one or the rule, or a right answer stands "
        "among the wrong.",
        why="An example teaches by the difference. Without one it was pasted and forgotten, and a "
        "quiz cannot be passed.",
        bad="""\
statements:
  - id: greet
    must: Greet the customer.
    good: Hello, what can I do for you?
    bad: Hello, what can I do for you?
""",
        good="""\
statements:
  - id: greet
    must: Greet the customer.
    good: Hello, what can I do for you?
    bad: Next.
""",
        how="Write the example anew, or take it out.",
    ),
    per_policy=_check,
)
