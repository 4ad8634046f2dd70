"""Whole digests: a rename changes nothing, a changed rule does."""

from __future__ import annotations

from policykit.library.bundle import Bundle
from policykit.library.digests import content_digests, oldest_names, rules_digests
from policykit.library.facts import facts
from policykit.model.document import Origin
from policykit.model.facts import Facts
from policykit.yamlsource import read

CITING = """\
id: delivery
statements:
  - id: refund
    must: Pay within {returns.refund-time.total}, see [how](returns.choice.repair) and [all](returns).
    limit: returns.refund-time
related: [returns]
"""
CITING_RENAMED = CITING.replace("returns.refund-time", "money-back.pay-time").replace(
    "returns.choice.repair", "money-back.options.mend"
)
CITED = """\
id: returns
terms:
  refund-time: {deadline: 14 days, from: delivery}
statements:
  - id: choice
    must: Let the customer choose
    one_of: {repair: Repair it., money: Get money back.}
    chosen_by: customer
"""
CITED_RENAMED = """\
id: money-back
former_ids: [returns, give-back]
terms:
  pay-time: {deadline: 14 days, from: delivery, former_ids: [refund-time]}
statements:
  - id: options
    former_ids: [choice]
    must: Let the customer choose
    one_of:
      mend: {text: Repair it., former_ids: [repair]}
      money: Get money back.
    chosen_by: customer
"""


def told(text: str) -> Facts:
    document, problems = read(text.encode(), Origin("policies/x.yaml", "key"))
    assert document is not None
    assert not problems
    found = facts(Bundle(id="x", policy=document), "en")
    assert found is not None
    return found


def digests(text: str, *others: str) -> tuple[dict[str, str], dict[str, str]]:
    known = [told(each) for each in others]
    oldest = oldest_names(
        {each.id: each for each in known},
        {former: each for each in known for former in each.former_ids},
    )
    return rules_digests(told(text), oldest), content_digests(told(text), oldest)


def test_a_rename_elsewhere_changes_no_digest() -> None:
    renamed = CITING_RENAMED.replace("(returns)", "(money-back)").replace(
        "[returns]", "[money-back]"
    )
    assert digests(CITING, CITED) == digests(renamed, CITED_RENAMED)


def test_former_names_lead_to_the_same_digest() -> None:
    assert digests(CITING, CITED) == digests(CITING, CITED_RENAMED)


def test_another_name_elsewhere_is_another_digest() -> None:
    other = CITING.replace("returns.refund-time.total", "returns.refund-time.extension")
    assert digests(CITING, CITED)[0] != digests(other, CITED)[0]


def test_prefixes_and_locales() -> None:
    rules, content = digests(CITING, CITED)
    assert list(rules) == list(content) == ["en"]
    assert rules["en"].startswith("pk1-")
    assert content["en"].startswith("pc1-")


def test_oldest_names_of_what_is_known_and_what_is_not() -> None:
    renamed = told(CITED_RENAMED)
    oldest = oldest_names({"money-back": renamed}, {"returns": renamed, "give-back": renamed})
    assert [
        oldest(name)
        for name in (
            "money-back",
            "give-back.pay-time",
            "returns.refund-time.total",
            "money-back.options.mend",
            "returns.choice.money",
            "money-back.nothing",
            "nobody.knows",
        )
    ] == [
        "returns",
        "returns.refund-time",
        "returns.refund-time.total",
        "returns.choice.repair",
        "returns.choice.money",
        "returns.nothing",
        "nobody.knows",
    ]
