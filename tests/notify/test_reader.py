"""News as one reader has it: with the values to come, of their own work, in their language."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest
from tests.notify.conftest import SWEDISH, TODAY, returns
from tests.sources.repositories import GitFolder
from tests.support.program import Program

BASE = returns(time="14 days")
NEXT = returns(version="2.0.0", effective="2026-08-01", time="10 days")
ANEW = ("effective: 2026-01-01", "effective: 2026-06-05")
GROUPS = "public: true\n    varies: [{channels: [phone], value: %s}]\n"


def news(
    program: Program, role: str, locale: str = "en", today: str = TODAY
) -> list[dict[str, Any]]:
    done = program(
        *("notify", "--since", "HEAD~1", "--for", role, "--locale", locale, "--today", today),
        *("--format", "json"),
    )
    assert (done.stderr, done.exit_code) == ("", 0)
    found: list[dict[str, Any]] = json.loads(done.stdout.replace(r"\u00a0", " "))["news"]
    return found


def items(program: Program, role: str, locale: str = "en") -> list[tuple[str, str, str]]:
    return [
        (item["message"], item["before"], item["after"])
        for policy in news(program, role, locale)
        for item in policy["items"]
    ]


def put(shop: GitFolder, *texts: dict[str, str | None]) -> None:
    for number, text in enumerate(texts):
        shop.commit(str(number), {f"policies/{name}": each for name, each in text.items()})


@pytest.mark.parametrize(
    ("then", "now", "expected"),
    [
        (
            {"returns.yaml": BASE},
            {"returns.next.yaml": NEXT},
            ("Time until the money is back", "14 days", "10 days"),
        ),
        (
            {"returns.yaml": BASE, "returns.next.yaml": NEXT},
            {"returns.next.yaml": NEXT.replace("10 days", "9 days")},
            ("Time until the money is back", "10 days", "9 days"),
        ),
        (
            {"returns.yaml": BASE},
            {"returns.next.yaml": NEXT.replace("public: true\n", GROUPS % "12 days", 1)},
            ("Time until the money is back", "14 days", "10 days (Phone: 12 days)"),
        ),
        (
            {"returns.yaml": BASE},
            {
                "returns.next.yaml": NEXT.replace("10 days", "14 days")
                .replace(
                    "Pay the money back within {refund-time}.",
                    "Pay {refund-time} sooner than {new-time}.",
                )
                .replace(
                    "statements:",
                    "  new-time: {deadline: 3 days, from: request-received, public: true}\n"
                    "statements:",
                )
            },
            (
                "Changed",
                "We will: Pay the money back within 14 days.",
                "We will: Pay 14 days sooner than 3 days.",
            ),
        ),
    ],
    ids=["a next text", "an edited next text", "groups apart", "a new value named"],
)
def test_a_text_to_come_is_told_with_its_own_values(
    program: Program,
    shop: GitFolder,
    then: dict[str, str | None],
    now: dict[str, str | None],
    expected: tuple[str, str, str],
) -> None:
    put(shop, then, now)
    (one,) = news(program, "customers")
    assert (one["holds"], one["effective"]) == ("Holds from 1 August 2026.", "2026-08-01")
    assert expected in items(program, "customers")
    assert all("{" not in text for item in items(program, "agent") for text in item)


TILL = "must: Note the number of the receipt at the till.\n    gains: us\n    who: [agent]"
AUDIT = "monitoring:\n  - {id: look, what: Ten refunds., every: 1 month, owner: %s}\nreview:"


@pytest.mark.parametrize(
    ("old", "new", "told", "others"),
    [
        (TILL, TILL.replace("receipt", "order"), {"agent"}, "Agent"),
        (TILL, TILL.replace("must:", "may:"), {"agent"}, "Agent"),
        (TILL, TILL.replace("[agent]", "[floor]"), {"agent", "cashier"}, ""),
        (
            TILL,
            TILL.replace("[agent]", "[agent]\n    decides: [cashier]"),
            {"agent", "cashier"},
            "",
        ),
        (
            TILL,
            TILL.replace("at the till", "soon").replace("[agent]", "[head]"),
            {"agent", "head"},
            "",
        ),
        ("within {refund-time}.", "within {refund-time}, in cash.", {"agent", "cashier"}, ""),
        ("deadline: 14 days", "deadline: 15 days", {"agent", "cashier"}, ""),
        ("review:", AUDIT % "agent", {"agent"}, "Agent"),
        ("review:", AUDIT % "head", {"head"}, "Head of service"),
    ],
    ids=[
        "a duty of one role",
        "a permission of one role",
        "a group takes part",
        "another decides",
        "a duty passed on",
        "a duty of all readers",
        "a promise all readers meet",
        "a check of one role",
        "a check of a head",
    ],
)
def test_each_role_is_told_of_its_own_work_and_of_what_customers_are_promised(
    program: Program, shop: GitFolder, old: str, new: str, told: set[str], others: str
) -> None:
    assert old in BASE
    put(shop, {"returns.yaml": BASE}, {"returns.yaml": BASE.replace(old, new, 1)})
    found = {role for role in ("agent", "cashier", "head") if items(program, role)}
    assert found == told
    for role in {"agent", "cashier"} - told:
        for one in news(program, role):
            assert one["others"] == f"Also changed, for others: {others}."


@pytest.mark.parametrize("level", ["may", "must"])
def test_who_has_to_learn_with_others_is_not_told_their_work_as_its_own(
    program: Program, shop: GitFolder, level: str
) -> None:
    old = BASE.replace("required_for: [agent]", "required_for: [floor]")
    extra = f"  - id: cash\n    {level}: Pay in cash.\n    gains: us\n    who: [agent]\ntraining:"
    put(shop, {"returns.yaml": old}, {"returns.yaml": old.replace("training:", extra, 1)})
    assert items(program, "agent") == [("New", "", f"{level.upper()}: Pay in cash.")]
    (one,) = news(program, "cashier")
    assert (one["items"], one["others"]) == ([], "Also changed, for others: Agent.")
    assert one["tasks"][0].startswith("Take the training again")


SAID = "till: Skriv numret på kvittot i kassan."


@pytest.mark.parametrize(
    ("then", "now", "expected"),
    [
        (
            (BASE, SWEDISH),
            (BASE.replace("receipt", "order"), SWEDISH.replace("kvittot", "ordern")),
            ("SKA: Skriv numret på kvittot i kassan.", "SKA: Skriv numret på ordern i kassan."),
        ),
        (
            (BASE, SWEDISH),
            (BASE.replace("receipt", "order"), SWEDISH),
            (
                "SKA: Skriv numret på kvittot i kassan.",
                "SKA: Note the number of the order at the till. (på engelska)",
            ),
        ),
        (
            (BASE.replace("receipt", "parcel"), None),
            (BASE.replace("receipt", "order"), SWEDISH.replace(SAID, "")),
            (
                "SKA: Note the number of the parcel at the till. (på engelska)",
                "SKA: Note the number of the order at the till. (på engelska)",
            ),
        ),
    ],
    ids=["both translated", "translated before", "not translated"],
)
def test_words_are_of_the_reader_or_marked(
    program: Program,
    shop: GitFolder,
    then: tuple[str, str | None],
    now: tuple[str, str | None],
    expected: tuple[str, str],
) -> None:
    put(shop, *({"returns.yaml": text, "returns.sv.yaml": words} for text, words in (then, now)))
    assert [item[1:] for item in items(program, "agent", "sv")] == [expected]


def test_what_nobody_had_translated_yet_is_told_in_todays_translation(
    program: Program, shop: GitFolder
) -> None:
    put(
        shop,
        {"returns.yaml": BASE, "returns.sv.yaml": None},
        {
            "returns.sv.yaml": SWEDISH,
            "returns.next.yaml": NEXT.replace("receipt", "order"),
            "returns.next.sv.yaml": SWEDISH.replace("kvittot", "ordern"),
        },
    )
    assert items(program, "agent", "sv") == [
        (
            "Ändrat",
            "SKA: Skriv numret på kvittot i kassan.",
            "SKA: Skriv numret på ordern i kassan.",
        ),
        ("Tid tills pengarna är tillbaka", "14 dagar", "10 dagar"),
    ]


def test_names_that_nobody_had_translated_yet_are_told_in_todays_words(
    program: Program, shop: GitFolder
) -> None:
    swedish = "translates: organisation\nlocale: sv\nchannels: {phone: {title: Telefon}}\n"
    varied = BASE.replace("public: true\n", GROUPS % "12 days", 1)
    put(
        shop,
        {"returns.yaml": varied, "organisation.sv.yaml": None},
        {"returns.yaml": varied.replace("12 days", "9 days"), "organisation.sv.yaml": swedish},
    )
    assert [item[1:] for item in items(program, "agent", "sv")] == [
        ("14 dagar (Telefon: 12 dagar)", "14 dagar (Telefon: 9 dagar)")
    ]


HOW = "    who: [agent]\n    how: Ask first. %s\ntraining:"


def test_new_duties_come_first_and_mere_words_last(program: Program, shop: GitFolder) -> None:
    faq = "faq:\n  - {id: when, q: When do I get it?, a: '%s'}\nreview:"
    old = BASE.replace("    who: [agent]\ntraining:", HOW % "Wait 5 minutes.")
    old = old.replace("review:", faq % "Soon.")
    new = (
        old.replace("Wait 5 minutes.", "Wait 9 minutes.")
        .replace("14 days\n    from", "20 days\n    from")
        .replace(faq % "Soon.", faq % "Within {refund-time}.")
        .replace(
            "training:", "  - id: card\n    must: Ask for the card.\n    gains: us\ntraining:", 1
        )
    )
    put(shop, {"returns.yaml": old}, {"returns.yaml": new})
    assert items(program, "agent") == [
        ("New", "", "MUST: Ask for the card."),
        ("Time until the money is back", "14 days", "20 days"),
        (
            "Changed: Note the number of the receipt at the till.",
            "Wait 5 minutes.",
            "Wait 9 minutes.",
        ),
        ("Changed: When do I get it?", "Soon.", "Within 20 days."),
    ]
    (one,) = news(program, "agent")
    for item in one["items"]:
        assert not {"till", "pay-back", "card", "refund-time"} & {*item["message"].split()}


LIFTED = "exceptions:\n  - {id: sale, what: Goods on sale., from: [%s]}\nreview:"
CHOICE = (
    "  - id: choose\n    must: Give\n    one_of: {goods: New goods., money: All money back.}\n"
    "    chosen_by: %s\ntraining:"
)
REACHED = "handoffs: {human: {open: 1 hour, closed: %s}}\nreview:"


@pytest.mark.parametrize(
    ("old", "new", "expected", "effect"),
    [
        (LIFTED % "till", LIFTED % "pay-back", ("Changed: Goods on sale.", "", ""), "more for you"),
        (
            REACHED % "2 hours",
            REACHED % "9 hours",
            ("Changed: Reaching a person", "2 hours", "9 hours"),
            "worse",
        ),
        (
            CHOICE % "customer",
            CHOICE % "staff",
            ("Changed", "The customer chooses one.", "You choose one."),
            "",
        ),
    ],
    ids=["without words of its own", "a section", "another chooses"],
)
def test_nothing_that_somebody_has_to_know_is_a_small_change(
    program: Program,
    shop: GitFolder,
    old: str,
    new: str,
    expected: tuple[str, str, str],
    effect: str,
) -> None:
    key = old.rpartition("\n")[2]
    for each in (old, new):
        put(shop, {"returns.yaml": BASE.replace(f"\n{key}", f"\n{each}", 1)})
    (one,) = news(program, "agent")
    (item,) = one["items"]
    message, *values = expected
    assert item["message"] == message
    assert [item[key].rpartition(": ")[2] for key in ("before", "after")] == values
    assert effect in item["effect"]


@pytest.mark.parametrize(
    ("change", "page", "document"),
    [
        (lambda text: text, "https://handbook.example/staff/en/policies/returns.html", ""),
        (
            lambda text: text.replace(', address: "https://handbook.example/staff"', ""),
            "",
            "Read it in: Handbook.",
        ),
    ],
    ids=["published", "not published"],
)
def test_each_policy_says_where_it_can_be_read(
    program: Program,
    shop: GitFolder,
    change: Callable[[str], str],
    page: str,
    document: str,
) -> None:
    settings = (shop.path / "policykit.yaml").read_text(encoding="utf-8")
    put(shop, {"returns.yaml": BASE, "../policykit.yaml": change(settings)}, {"returns.yaml": NEXT})
    (one,) = news(program, "agent")
    assert (one["page"], one["document"]) == (page, document)


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("14 days\n    from", "20 days\n    from", "again by 19 June 2026: Returns basics."),
        ("at the till.", "at the till, twice.", "again by 19 June 2026: At the till."),
    ],
)
def test_a_group_that_has_to_learn_is_its_members(
    program: Program, shop: GitFolder, old: str, new: str, expected: str
) -> None:
    base = BASE.replace("required_for: [agent]", "required_for: [floor]").replace(
        "[pay-back, refund-time]", "[pay-back, refund-time], required_for: [floor]"
    )
    later = base.replace(*ANEW).replace(old, new, 1)
    put(shop, {"returns.yaml": base}, {"returns.yaml": later})
    for role in ("agent", "cashier"):
        (one,) = news(program, role)
        assert one["tasks"][0] == f"Take the training {expected}"


def test_a_new_policy_is_not_learnt_again(program: Program, shop: GitFolder) -> None:
    put(shop, {"gifts.yaml": BASE.replace("id: returns", "id: gifts").replace(*ANEW)})
    (one,) = news(program, "agent")
    assert [item["message"] for item in one["items"]] == ["This policy is new"]
    assert one["tasks"][0] == "Take the training by 19 June 2026: Returns basics; At the till."


LATER = BASE.replace(*ANEW).replace("14 days\n    from", "20 days\n    from")

HELD_BEFORE = BASE.replace("14 days\n    from", "20 days\n    from")


@pytest.mark.parametrize(
    ("text", "today", "expected"),
    [
        (LATER, "2026-06-04", "Take the training before that day: "),
        (LATER, "2026-06-05", "Take the training again by 19 June 2026: "),
        (LATER, "2026-06-19", "Take the training again by 19 June 2026: "),
        (LATER, "2026-06-20", "Take the training again, if you have not yet: "),
        (
            LATER.replace("within: 14 days", "within: 5 business days"),
            "2026-06-06",
            "Take the training again within 5 business days: ",
        ),
        (
            LATER.replace("  within: 14 days\n", ""),
            "2026-11-22",
            "Take the training again: ",
        ),
        (
            # It held before, so nobody knows on which day of June it changed.
            HELD_BEFORE,
            "2026-06-15",
            "Take the training again within 14 days: ",
        ),
        (HELD_BEFORE, "2026-06-16", "Take the training again, if "),
    ],
    ids=lambda each: each if len(each) == len(TODAY) else "",
)
def test_a_training_is_told_with_its_last_day_until_it_has_passed(
    program: Program, shop: GitFolder, text: str, today: str, expected: str
) -> None:
    put(shop, {"returns.yaml": BASE})
    shop.commit("Now", {"policies/returns.yaml": text}, on=datetime(2026, 6, 1, 12, tzinfo=UTC))
    (one,) = news(program, "agent", today=today)
    assert one["tasks"][0].startswith(expected)


@pytest.mark.parametrize(
    ("locale", "by", "late"),
    [
        (
            "sv",
            "Gå utbildningen igen senast 19 juni 2026: ",
            "Gå utbildningen igen, om du inte redan har gjort det: ",
        ),
        (
            "de",
            "Machen Sie die Schulung bis 19. Juni 2026 noch einmal: ",
            "Machen Sie die Schulung noch einmal, falls Sie es noch nicht getan haben: ",
        ),
    ],
)
def test_the_last_day_of_a_training_is_told_in_every_language(
    program: Program, shop: GitFolder, locale: str, by: str, late: str
) -> None:
    put(shop, {"returns.yaml": BASE}, {"returns.yaml": LATER})
    assert news(program, "agent", locale)[0]["tasks"][0].startswith(by)
    assert news(program, "agent", locale, "2026-11-22")[0]["tasks"][0].startswith(late)


BOTH, FLOOR = "audience: [agent, cashier]", "required_for: [floor]"
FOR_ALL = BASE.replace("required_for: [agent]", FLOOR)


@pytest.mark.parametrize(
    ("then", "now", "role", "has_tasks"),
    [
        (FOR_ALL, (BOTH, "audience: [agent]"), "cashier", False),
        (FOR_ALL.replace(BOTH, "audience: [floor]"), ("[floor]", "[agent]"), "cashier", False),
        (FOR_ALL, (BOTH, "audience: [agent]"), "agent", True),
        (FOR_ALL, (BOTH, "audience: [agent]"), "floor", True),
        (FOR_ALL, (BOTH, "audience: [cashier]"), "agent", True),  # the till is its work still
        (FOR_ALL.replace("who: [agent]", "who: [cashier]"), (BOTH, "audience: [cashier]"), "agent",
         False),
    ],
)  # fmt: skip
def test_who_no_longer_works_by_a_policy_has_nothing_to_do(
    program: Program, shop: GitFolder, then: str, now: tuple[str, str], role: str, has_tasks: bool
) -> None:
    later = then.replace(*now).replace("14 days\n    from", "20 days\n    from")
    put(shop, {"returns.yaml": then}, {"returns.yaml": later})
    (one,) = news(program, role)
    assert one["items"]
    assert bool(one["tasks"]) is has_tasks
    assert any(item["train"] for item in one["items"]) is has_tasks


SUMMED = BASE.replace(
    "areas:", "summary: How goods come back.\ncustomer_benefit: You pay less.\nareas:"
)


@pytest.mark.parametrize(
    ("then", "now", "staff", "customers"),
    [
        (
            None,
            SUMMED,
            [("This policy is new", "", "How goods come back.")],
            [("New", "", "You pay less.")],
        ),
        (
            SUMMED.replace("status: active", "status: draft").replace("14 days", "30 days"),
            SUMMED,
            [("This policy is new", "", "How goods come back.")],
            [("New", "", "You pay less.")],
        ),
        (
            SUMMED,
            SUMMED.replace("status: active", "status: retired\nretired_on: 2026-06-05"),
            [("This policy no longer holds", "", "")],
            [("No longer holds", "", "")],
        ),
    ],
    ids=["written", "a draft before", "retired"],
)
def test_a_policy_that_begins_or_ends_is_told_as_one(
    program: Program,
    shop: GitFolder,
    then: str | None,
    now: str,
    staff: list[tuple[str, str, str]],
    customers: list[tuple[str, str, str]],
) -> None:
    put(shop, {"returns.yaml": then, "returns.sv.yaml": None}, {"returns.yaml": now})
    assert items(program, "agent") == staff
    assert items(program, "customers") == customers


def test_a_sentence_ends_once_and_no_day_that_has_passed_is_named(
    program: Program, shop: GitFolder
) -> None:
    late = BASE.replace("by: 2026-07-01", "by: 2026-05-01").replace("Returns basics", "What now?")
    put(shop, {"returns.yaml": late}, {"returns.yaml": late.replace("14 days", "10 days", 1)})
    (one,) = news(program, "agent")
    assert one["tasks"][0].endswith(": What now?")
    (one,) = news(program, "customers")
    assert one["ways"] == ["Website"]
