"""Steps of an escalation in a list: each role with its time, or nothing at all."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from tests.importing.shop import make_shop, take

from policykit.adopting import Adopted

MANAGER, HEAD = "store-manager", "head-of-customer-service"

LISTS: dict[str, tuple[str, str, list[tuple[str, str]]]] = {
    "as asked": (
        "en",
        "- First: store manager\n- If not within 2 days: head of customer service\n",
        [(MANAGER, "2 days"), (HEAD, "")],
    ),
    "numbers": (
        "en",
        "1. Store manager, within 4 hours.\n2. Head of customer service (within 2 business days)\n",
        [(MANAGER, "4 hours"), (HEAD, "2 business days")],
    ),
    "steps": (
        "en",
        "- Step 1: the store manager\n- After 1 week: The head of customer service.\n",
        [(MANAGER, "1 week"), (HEAD, "")],
    ),
    "after": (
        "en",
        "- First, the store manager\n- After 24 hours: head of customer service, within 3 days\n",
        [(MANAGER, "24 hours"), (HEAD, "3 days")],
    ),
    "told to somebody": (
        "en",
        (
            "- Firstly: escalate to the store manager\n"
            "- If it is not solved within 2 days: pass it on to the head of customer service\n"
        ),
        [(MANAGER, "2 days"), (HEAD, "")],
    ),
    "time first": (
        "en",
        "- Within 4 hours: store manager\n- Finally: head of customer service\n",
        [(MANAGER, "4 hours"), (HEAD, "")],
    ),
    "one with a time": ("en", "- Store manager within 4 hours\n", [(MANAGER, "4 hours")]),
    "Swedish": (
        "sv",
        "- Först: butikschefen\n- Om inte inom 2 dagar: kundtjänstchef\n",
        [(MANAGER, "2 days"), (HEAD, "")],
    ),
    "Swedish, told to somebody": (
        "sv",
        "- Steg 1: kontakta butikschefen, inom 4 timmar\n- Därefter: lyft till kundtjänstchefen\n",
        [(MANAGER, "4 hours"), (HEAD, "")],
    ),
    "German": (
        "de",
        "- Zuerst: die Filialleitung\n- Wenn nicht innerhalb von 2 Tagen: Leitung Kundenservice\n",
        [(MANAGER, "2 days"), (HEAD, "")],
    ),
    "German, the verb behind": (
        "de",
        (
            "- Stufe 1: Filialleitung\n"
            "- Falls nicht binnen 3 Tagen gelöst: an die Leitung Kundenservice, innerhalb von 1 Woche\n"
        ),
        [(MANAGER, "3 days"), (HEAD, "1 week")],
    ),
}

WORDS = {
    "en": ("Returns", "Escalation", "Staff must greet."),
    "sv": ("Returer", "Eskalering", "Personalen måste hälsa på alla kunder."),
    "de": ("Rückgaben", "Eskalation", "Mitarbeiter müssen alle Kunden begrüßen."),
}
TITLES = {
    "sv": {MANAGER: "Butikschef", HEAD: "Kundtjänstchef"},
    "de": {MANAGER: "Filialleitung", HEAD: "Leitung Kundenservice"},
}


@pytest.fixture
def shop(tmp_path: Path) -> Path:
    root = make_shop(tmp_path / "shop")
    for locale, titles in TITLES.items():
        roles = "".join(f"  {role}: {{title: {title}}}\n" for role, title in titles.items())
        (root / f"policies/organisation.{locale}.yaml").write_text(
            f"translates: organisation\nlocale: {locale}\nroles:\n{roles}", encoding="utf-8"
        )
    (root / "policykit.yaml").write_text(
        "format: 1\nframeworks: []\nlocales: {source: en, offered: [sv, de]}\n", encoding="utf-8"
    )
    return root


def _taken(shop: Path, locale: str, steps: str) -> tuple[Adopted, str]:
    title, heading, rule = WORDS[locale]
    file = shop / "handbook.md"
    file.write_text(f"# {title}\n\n{rule}\n\n## {heading}\n\n{steps}", encoding="utf-8")
    made = take(shop, file, locale=locale)
    (policy,) = (each for each in made.changes if each.path.endswith(".yaml"))
    return made, policy.after.decode()


@pytest.mark.parametrize("case", LISTS)
def test_a_list_below_escalation_becomes_its_steps(case: str, shop: Path) -> None:
    locale, steps, expected = LISTS[case]
    made, text = _taken(shop, locale, steps)
    found = yaml.safe_load(text)["escalation"]
    assert [(each["to"], each.get("within", "")) for each in found] == expected
    assert made.report.share == 100
    placed = [each for each in made.report.sentences if each.kind == "escalation"]
    assert [each.pointer for each in placed] == [("escalation", each["id"]) for each in found]


def test_a_time_of_the_step_before_is_to_be_checked(shop: Path) -> None:
    made, text = _taken(shop, "en", LISTS["as asked"][1])
    assert "  # please check: How long has the step before this one?" in text
    last = [each for each in made.report.sentences if each.kind == "escalation"][-1]
    assert (last.sure, last.check[:8]) == ("likely", "How long")


@pytest.mark.parametrize(
    "steps",
    [
        "- First: store manager\n- If not within 2 days: the king of Sweden\n",
        "- First: store manager, who calls the customer\n- Then: head of customer service\n",
        "- First: store manager within 2 days\n- After 3 days: head of customer service\n",
        "- If not within 2 days: head of customer service\n- Then: store manager\n",
        "- First: store manager\n- If not within a while: head of customer service\n",
        "- Store manager\n",
        f"- First: store manager\n- Then: {'the ' * 5_000}head of customer service\n",
    ],
    ids=[
        "nobody there is",
        "more is said",
        "two times",
        "nothing before",
        "no time",
        "a role alone",
        "without end",
    ],
)
def test_what_is_no_such_list_is_kept_as_it_stands(steps: str, shop: Path) -> None:
    made, text = _taken(shop, "en", steps)
    assert "escalation" not in yaml.safe_load(text)
    assert made.report.share == 100
    assert not [each for each in made.report.sentences if each.kind == "escalation"]


def test_the_same_list_elsewhere_is_none(shop: Path) -> None:
    file = shop / "handbook.md"
    steps = LISTS["as asked"][1]
    file.write_text(f"# Returns\n\nStaff must greet.\n\n## People\n\n{steps}", encoding="utf-8")
    made = take(shop, file)
    assert not [each for each in made.report.sentences if each.kind == "escalation"]
