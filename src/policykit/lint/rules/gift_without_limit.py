"""AUT002: who may give something away knows how much."""

from __future__ import annotations

from collections.abc import Iterator

from policykit.lint.rule import Examined, Options, Rule
from policykit.locale.topics import topics
from policykit.model.facts import ItemFact
from policykit.model.finding import Place, Problem, Severity
from policykit.model.page import Page


def _check(examined: Examined, _options: Options) -> Iterator[Problem]:
    facts = examined.facts
    if facts.status == "retired":
        return
    open_ended = {item.id: item for item in facts.items if _is_open_ended(item)}
    known = topics(examined.surroundings.settings.locales.source)
    if not open_ended or known is None:
        return
    terms = frozenset(name for name, _ in facts.terms)
    for duty in examined.duties:
        item = open_ended.get(duty.name)
        if item is None or duty.text.path != facts.path:
            continue
        text = duty.text.text
        if known.giving.match(text) and known.gifts.search(text) and "{" not in text:
            yield Problem(
                place=Place(facts.path, (*item.pointer, item.level)),
                message=f"{_who(item)} may give here without any limit, and nobody has to agree.",
                hint=_hint(terms),
                value=item.id,
            )


def _is_open_ended(item: ItemFact) -> bool:
    return (
        item.kind == "statement"
        and item.level == "may"
        and item.gains == "customer"
        and not item.limit
        and not item.decides
    )


def _who(item: ItemFact) -> str:
    return " and ".join(item.who) if item.who else "Everybody in the audience"


def _hint(terms: frozenset[str]) -> str:
    limits = sorted(name for name in terms if name.endswith("limit"))
    name = limits[0] if limits else "goodwill-limit"
    return (
        f"Write limit: and a term such as {name} with the most they may give alone, or decides: "
        "with the role that must agree first."
    )


RULE = Rule(
    page=Page(
        code="AUT002",
        name="gift-without-limit",
        category="authority",
        severity=Severity.WARNING,
        summary="Staff may give money or goods, and nothing says how much.",
        why="Where nothing says how much, the careful give nothing and the bold give too much, "
        "and two customers with the same problem get different answers.",
        bad="""\
statements:
  - id: goodwill
    may: Give the customer a voucher when the fault is ours.
    gains: customer
""",
        good="""\
terms:
  goodwill-limit: {allowance: 20 EUR}
statements:
  - id: goodwill
    may: Give the customer a voucher of up to {goodwill-limit} when the fault is ours.
    gains: customer
    limit: goodwill-limit
""",
        how="Name the term with the most that may be given under limit:, or the role that has to "
        "agree under decides:. The rule knows what giving looks like in English, Swedish and "
        "German.",
    ),
    per_policy=_check,
)
