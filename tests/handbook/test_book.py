from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from tests.handbook.folders import STAFF, TEMPLATES, made, written
from tests.handbook.pages import Page

from policykit.handbook.formats.site import FORMAT
from policykit.handbook.view import View
from policykit.model.book import Book, Choice, Fact, PolicyPage, Unresolved

ORGANISATION = """
format: 1
name: Fika & Co
mission: We bake.
time_zone: Europe/Stockholm
regions:
  SE: {title: Sweden, currency: SEK, languages: [sv, en]}
  GB: {title: Great Britain, currency: GBP, languages: [en]}
channels:
  phone:
    title: Phone
    regions:
      SE: {hours: "mon-fri 08:00-17:00", languages: [sv, en]}
      GB: {hours: "mon-fri 09:00-17:00", languages: [en]}
  email:
    title: Email
    regions:
      SE: {hours: "mon-sun 00:00-24:00", languages: [sv]}
roles:
  baker: {title: Baker}
  manager: {title: Manager}
role_groups:
  everyone: {title: Everyone, roles: [baker, manager]}
fields:
  customer-name: {title: Customer's name}
units:
  bun: {one: bun, other: buns}
defaults:
  review: {every: 1 year}
  enforcement: {ladder: [coaching], safe_harbour: true}
"""

ORGANISATION_SV = """
locale: sv
translates: organisation
regions: {SE: {title: Sverige}, GB: {title: Storbritannien}}
fields: {customer-name: {title: Kundens namn}}
units: {bun: {one: bulle, other: bullar}}
"""

SETTINGS = """
format: 1
locales: {source: en, required: [sv]}
"""

BUNS = """
format: 1
id: buns
former_ids: [rolls]
title: Stale buns
summary: What we do about stale buns.
areas: [returns]
status: active
version: 1.0.0
effective: 2026-01-31
owner: manager
audience: [everyone]
scope:
  regions: [SE, GB]
  channels: [phone, email]
definitions:
  stale: Older than {fresh-time}.
terms:
  fresh-time:
    title: How long a bun is fresh
    window: 1 day
    from: purchase
    public: true
  amends:
    former_ids: [gift]
    title: What we give
    allowance: 2 bun
    varies:
      - {regions: [GB], value: 3 bun}
      - {regions: [SE], dates: 2026-12-01 to 2026-12-24, value: 12 bun}
      - {regions: [SE], dates: 2025-12-01 to 2025-12-24, value: 9 bun}
  answer:
    title: Time to answer
    deadline: 1 month
    from: complaint-received
    extend: {by: 2 months, tell_within: 1 month, reasons: true}
statements:
  - id: swap
    former_ids: [exchange]
    must: Swap a stale bun within {fresh-time}, see [amends](amends).
    how: Say {customer-name}, not *dear*.
    good: Of course.
    bad: Prove it.
    because: Buns are love.
    public: true
  - id: give
    may: Give up to {amends}.
    gains: customer
    who: [baker]
    limit: amends
  - id: give-more
    may: Give more than {amends}.
    gains: customer
    regions: [GB]
    decides: [manager]
  - id: reply
    must: Answer within {answer}, at most {answer.total}, and say so within {answer.extension-notice}.
    channels: [phone]
    audience: [baker]
  - id: choose
    instead_of: [swap]
    when: The bun has a hair.
    must: Let the customer choose
    one_of:
      new-bun: A new bun.
      money: All money back.
    chosen_by: customer
exceptions:
  - id: free
    what: Buns given away.
    from: [swap]
response_targets:
  - {id: calls, channels: [phone], first_response: answer, attain: 90 %}
scripts:
  - id: sorry
    channels: [email]
    title: We are sorry
    text: |
      Dear {customer-name},
      call {phone.hours}.
    supports: [swap]
faq:
  - {id: why, q: Why buns?, a: Because., public: true}
"""

BUNS_SV = """
translates: buns
locale: sv
title: Gamla bullar
statements:
  swap: Byt en gammal bulle inom {fresh-time}, se [gåva](amends).
terms:
  fresh-time: {title: Så länge är en bulle färsk}
"""

FILES = {
    "policykit.yaml": SETTINGS,
    "policies/organisation.yaml": ORGANISATION,
    "policies/organisation.sv.yaml": ORGANISATION_SV,
    "policies/buns.yaml": BUNS,
}


def bakery(folder: Path, locale: str = "en", **changes: object) -> Book:
    files = {**FILES, **{str(k): str(v) for k, v in changes.pop("files", {}).items()}}  # type: ignore[attr-defined] # a dictionary of files
    return made(written(folder, files), locale, **changes)  # type: ignore[arg-type] # passed through


def spaced(text: str) -> str:
    return text.replace("\u00a0", " ")


def facts(found: tuple[Fact, ...]) -> dict[str, str]:
    return {fact.key: spaced(", ".join(value.text for value in fact.values)) for fact in found}


def rule_texts(page: PolicyPage) -> dict[str, str]:
    return {rule.anchor.partition(".")[2]: spaced(rule.text.text) for rule in page.rules}


def test_values_stand_in_the_text(tmp_path: Path) -> None:
    page = bakery(tmp_path).policies[0]
    assert rule_texts(page) == {
        "swap": "Swap a stale bun within 1 day, see amends.",
        "give": "Give up to 2 buns (Great Britain: 3 buns; Sweden, 1–24 Dec 2026: 12 buns).",
        "give-more": "Give more than 3 buns.",
        "reply": "Answer within 1 month, at most 3 months, and say so within 1 month.",
        "choose": "Let the customer choose:",
    }


def test_what_has_ended_is_left_out_and_what_is_over_tomorrow_is_not(tmp_path: Path) -> None:
    last = rule_texts(bakery(tmp_path, today=date(2026, 12, 24)).policies[0])["give"]
    assert "1–24 Dec 2026" in last
    after = rule_texts(bakery(tmp_path, today=date(2026, 12, 25)).policies[0])["give"]
    assert after == "Give up to 2 buns (Great Britain: 3 buns)."


def test_promises_say_how_they_count(tmp_path: Path) -> None:
    by_anchor = {line.anchor: line for line in bakery(tmp_path).policies[0].promises}
    answer = by_anchor["buns.answer"]
    assert [spaced(note) for note in answer.notes] == [
        "from our receipt of the complaint",
        "may be extended by 2 months",
        "we say so within 1 month",
        "with our reasons",
    ]
    assert [(spaced(case.value), case.where) for case in by_anchor["buns.amends"].cases] == [
        ("2 buns", ""),
        ("3 buns", "Great Britain"),
        ("12 buns", "Sweden, 1–24 Dec 2026"),
    ]
    assert by_anchor["buns.amends"].aliases == ("buns.gift",)


def test_a_rule_knows_what_it_stands_with(tmp_path: Path) -> None:
    rules = {rule.anchor: rule for rule in bakery(tmp_path).policies[0].rules}
    swap, choose = rules["buns.swap"], rules["buns.choose"]
    assert [link.anchor for link in swap.yields_to] == ["buns.choose"]
    assert [link.anchor for link in swap.exceptions] == ["buns.free"]
    assert [link.anchor for link in choose.instead_of] == ["buns.swap"]
    assert choose.lead == "The customer chooses one"
    assert [point.anchor for point in choose.points] == ["buns.choose.new-bun", "buns.choose.money"]
    assert facts(rules["buns.give"].facts) == {
        "who": "Baker",
        "limit": "2 buns (Great Britain: 3 buns; Sweden, 1–24 Dec 2026: 12 buns)",
    }
    assert [badge.text for badge in rules["buns.reply"].badges] == ["Phone", "Baker"]


def test_facts_of_a_policy(tmp_path: Path) -> None:
    page = bakery(tmp_path).policies[0]
    assert facts((*page.facts, *page.record)) == {
        "owner": "Manager",
        "audience": "Everyone",
        "regions": "Sweden, Great Britain",
        "channels": "Phone, Email",
        "effective": "31 January 2026",
        "version": "1.0.0",
        "review": "31 January 2027",
    }


def test_the_next_review_counts_from_the_last_one_and_may_be_late(tmp_path: Path) -> None:
    record = "reviews: [{date: 2025-08-31, by: a-1}]\n"
    files = {
        "policies/buns.record.yaml": record,
        "policies/buns.yaml": BUNS.replace("2026-01-31", "2025-01-31").replace(
            "owner: manager", "owner: manager\nreview: {every: 6 months}"
        ),
    }
    told = facts(bakery(tmp_path, files=files).policies[0].record)
    assert told["review"] == "was due 28 February 2026"


@pytest.mark.parametrize(
    ("status", "effective", "state", "badge"),
    [
        ("active", "2026-11-21", "in-force", ""),
        ("active", "2026-11-22", "coming", "In force from 22 November 2026"),
        ("draft", "2026-01-01", "not-in-force", "Not in force (draft)"),
        ("in-review", "2026-01-01", "not-in-force", "Not in force (in review)"),
        ("approved", "2026-01-01", "not-in-force", "Not in force (approved)"),
    ],
)
def test_only_policies_in_force_have_no_badge(
    tmp_path: Path, status: str, effective: str, state: str, badge: str
) -> None:
    text = BUNS.replace("status: active", f"status: {status}").replace("2026-01-31", effective)
    book = bakery(tmp_path, files={"policies/buns.yaml": text})
    page = book.policies[0]
    assert (page.state, spaced(page.badge)) == (state, badge)
    public = bakery(tmp_path, files={"policies/buns.yaml": text}, view=View(public=True))
    assert len(public.policies) == (1 if state == "in-force" else 0)


def test_retired_policies_are_left_out(tmp_path: Path) -> None:
    text = BUNS.replace("status: active", "status: retired\nretired_on: 2026-11-01")
    book = bakery(tmp_path, files={"policies/buns.yaml": text})
    assert (book.policies, book.chapters, book.index) == ((), (), ())
    assert FORMAT.render(book, TEMPLATES)


def test_defaults_fill_what_a_policy_leaves_open(tmp_path: Path) -> None:
    page = bakery(tmp_path).policies[0]
    assert facts(page.enforcement)["safe-harbour"].startswith("Nobody is blamed")


@pytest.mark.parametrize(
    ("view", "rules", "give"),
    [
        (
            View(regions=("GB",)),
            ["swap", "give", "give-more", "reply", "choose"],
            "Give up to 3 buns.",
        ),
        (
            View(regions=("SE",)),
            ["swap", "give", "reply", "choose"],
            "Give up to 2 buns (1–24 Dec 2026: 12 buns).",
        ),
        (
            View(channels=("email",), regions=("GB",)),
            ["swap", "give", "give-more", "choose"],
            "Give up to 3 buns.",
        ),
        (
            View(audience=("manager",), regions=("GB",)),
            ["swap", "give", "give-more", "choose"],
            "Give up to 3 buns.",
        ),
        (View(public=True), ["swap"], ""),
    ],
)
def test_an_edition_prints_what_holds_for_its_readers(
    tmp_path: Path, view: View, rules: list[str], give: str
) -> None:
    page = bakery(tmp_path, view=view).policies[0]
    texts = rule_texts(page)
    assert list(texts) == rules
    assert texts.get("give", "") == give


def test_numbers_do_not_move_in_a_narrowed_edition(tmp_path: Path) -> None:
    whole = {rule.anchor: rule.number for rule in bakery(tmp_path).policies[0].rules}
    narrow = bakery(tmp_path, view=View(regions=("SE",))).policies[0]
    assert {rule.anchor: rule.number for rule in narrow.rules}.items() <= whole.items()
    assert whole["buns.choose"] == "1.1.5"


def test_customers_see_no_inner_workings(tmp_path: Path) -> None:
    book = bakery(tmp_path, view=View(public=True))
    page = book.policies[0]
    swap = page.rules[0]
    inner = (swap.how, swap.good, swap.bad, swap.because, swap.facts)
    outer = (page.scripts, page.enforcement, book.decisions, book.owners)
    assert [bool(part) for part in (*inner, *outer)] == [False] * 9
    assert [line.anchor for line in page.promises] == ["buns.fresh-time"]
    assert [card.anchor for card in page.faq] == ["buns.why"]
    assert set(facts(page.facts)) == {"regions", "channels", "effective"}


def test_a_hidden_target_is_words_and_no_link(tmp_path: Path) -> None:
    book = bakery(tmp_path, view=View(public=True))
    files = {file.path: file.content.decode() for file in FORMAT.render(book, TEMPLATES)}
    page = files["en/policies/buns.html"]
    assert "see amends." in Page(page).said
    assert "#buns.amends" not in page
    assert book.unresolved == ()


def test_what_leads_nowhere_is_printed_and_told(tmp_path: Path) -> None:
    text = BUNS.replace(
        "    how: Say {customer-name}, not *dear*.\n",
        "    how: Say {nobody} and {buns.nothing} and [this](nowhere.at-all).\n",
    ).replace("first_response: answer", "first_response: ansver")
    book = bakery(tmp_path, files={"policies/buns.yaml": text})
    assert set(book.unresolved) == {
        Unresolved("buns", "statements.swap#how", "{nobody}"),
        Unresolved("buns", "statements.swap#how", "{buns.nothing}"),
        Unresolved("buns", "statements.swap#how", "nowhere.at-all"),
        Unresolved("buns", "response_targets.calls#first_response", "ansver"),
    }
    page = Page(FORMAT.render(book, TEMPLATES)[2].content.decode())
    assert "Say {nobody} and {buns.nothing} and [this](nowhere.at-all)." in page.said
    assert "ansver" in page.said
    assert page.problems == []


def test_channel_values_are_told_by_country(tmp_path: Path) -> None:
    script = bakery(tmp_path).policies[0].scripts[0]
    assert spaced(script.text.text) == (
        "Dear ‹Customer's name›, call Sweden: Mon–Fri 08:00–17:00; "
        "Great Britain: Mon–Fri 09:00–17:00."
    )
    narrowed = bakery(tmp_path, view=View(regions=("GB",))).policies[0].scripts[0]
    assert spaced(narrowed.text.text).endswith("call Mon–Fri 09:00–17:00.")


def test_untranslated_texts_are_marked_and_counted(tmp_path: Path) -> None:
    book = bakery(tmp_path, "sv", files={"policies/buns.sv.yaml": BUNS_SV})
    page = book.policies[0]
    by_anchor = {rule.anchor: rule for rule in page.rules}
    assert page.title == "Gamla bullar"
    assert page.language == ""
    assert spaced(by_anchor["buns.swap"].text.text) == "Byt en gammal bulle inom 1 dag, se gåva."
    assert by_anchor["buns.swap"].text.language == ""
    assert by_anchor["buns.swap"].how.language == "en"
    assert by_anchor["buns.give"].text.language == "en"
    assert "2 bullar (Storbritannien: 3 bullar" in spaced(by_anchor["buns.give"].text.text)
    assert book.untranslated > 10
    rendered = FORMAT.render(book, TEMPLATES)
    text = next(f.content.decode() for f in rendered if f.path == "sv/policies/buns.html")
    assert 'lang="en" class="foreign"' in text
    assert Page(text).problems == []


TERMS = """definitions:
  stale: Older than {fresh-time}.
  day-old-bun: Baked yesterday.
  swap-slip: {term: swap voucher, text: A slip for a new bun.}
"""

MEANINGS_SV = """definitions:
  day-old-bun: Bakad i går.
  swap-slip: En lapp.
"""

HEADWORDS_SV = """definitions:
  stale: {term: unken}
  day-old-bun: {term: gårdagsbulle}
  swap-slip: {term: byteslapp}
"""


@pytest.mark.parametrize(
    ("locale", "words", "headwords"),
    [
        ("en", "", [("off", ""), ("day old bun", ""), ("swap voucher", "")]),
        ("sv", "", [("gammal", ""), ("day old bun", "en"), ("swap voucher", "en")]),
        ("sv", MEANINGS_SV, [("gammal", ""), ("day old bun", "en"), ("swap voucher", "en")]),
        ("sv", HEADWORDS_SV, [("unken", ""), ("gårdagsbulle", ""), ("byteslapp", "")]),
    ],
)
def test_a_defined_word_is_called_as_its_readers_call_it(
    tmp_path: Path, locale: str, words: str, headwords: list[tuple[str, str]]
) -> None:
    files = {
        "policies/organisation.yaml": f"{ORGANISATION}glossary: {{stale: {{term: off, meaning: O.}}}}\n",
        "policies/organisation.sv.yaml": f"{ORGANISATION_SV}glossary: {{stale: {{term: gammal}}}}\n",
        "policies/buns.yaml": BUNS.replace(
            "definitions:\n  stale: Older than {fresh-time}.\n", TERMS
        ).replace("    how: Say", "    how: See [](swap-slip). Say"),
    }
    if words:
        files["policies/buns.sv.yaml"] = f"translates: buns\nlocale: sv\n{words}"
    book = bakery(tmp_path, locale, files=files)
    page = book.policies[0]
    assert [(line.title.text, line.title.language) for line in page.definitions] == headwords
    in_glossary = {line.anchor: (line.term, line.language) for line in book.glossary}
    assert in_glossary["glossary:buns.swap-slip"] == headwords[2]
    assert f"See {headwords[2][0]}." in page.rules[0].how.text


def test_only_headwords_in_another_language_count_as_untranslated(tmp_path: Path) -> None:
    words = "translates: buns\nlocale: sv\ndefinitions:\n  stale: "
    counted = [
        bakery(folder, "sv", files={"policies/buns.sv.yaml": f"{words}{given}\n"}).untranslated
        for folder, given in (
            (tmp_path / "id", "Äldre."),
            (tmp_path / "term", "{term: unken, text: Äldre.}"),
        )
    ]
    assert counted[0] - counted[1] == 1


@pytest.mark.parametrize(
    ("level", "title"),
    [
        ("must", "Give buns away."),
        ("should", "Give buns away."),
        ("may", "Give buns away."),
        ("must_not", "MUST NOT Give buns away."),
        ("should_not", "SHOULD NOT Give buns away."),
    ],
)
def test_a_link_to_a_rule_never_says_the_opposite(tmp_path: Path, level: str, title: str) -> None:
    rule = f"  - {{id: gift-rule, {level}: Give buns away., gains: customer}}\n"
    text = BUNS.replace("exceptions:\n", f"{rule}exceptions:\n").replace(
        "    supports: [swap]", "    supports: [gift-rule]"
    )
    (script,) = bakery(tmp_path, files={"policies/buns.yaml": text}).policies[0].scripts
    assert [(link.number, link.title) for link in script.supports] == [("1.1.6", title)]


@pytest.mark.parametrize(
    ("locale", "within", "told"),
    [
        ("en", "2 hours", "within 2 hours"),
        ("sv", "2 hours", "inom 2 timmar"),
        ("en", "same day", "the same day"),
        ("sv", "same day", "samma dag"),
    ],
)
def test_a_step_up_has_its_time(tmp_path: Path, locale: str, within: str, told: str) -> None:
    text = f"{BUNS}escalation:\n  - {{id: up, to: manager, within: {within}}}\n"
    (rung,) = bakery(tmp_path, locale, files={"policies/buns.yaml": text}).policies[0].escalation
    assert spaced(rung.within) == told


def test_without_any_translation_everything_is_in_the_source_language(tmp_path: Path) -> None:
    page = bakery(tmp_path, "sv").policies[0]
    assert page.language == "en"
    assert {rule.text.language for rule in page.rules} == {"en"}
    assert page.rules[0].label == "SKA"


def test_former_names_still_lead_there(tmp_path: Path) -> None:
    other = BUNS.replace("id: buns\nformer_ids: [rolls]", "id: cakes").replace(
        "see [amends](amends)",
        "see [a](rolls.exchange), [b](rolls), [c](rolls.gift), {rolls.gift}",
    )
    book = bakery(tmp_path, files={"policies/cakes.yaml": other})
    assert book.unresolved == ()
    text = next(
        f.content.decode()
        for f in FORMAT.render(book, TEMPLATES)
        if f.path == "en/policies/cakes.html"
    )
    for target in ("buns.html#buns.swap", "policies/buns.html", "buns.html#buns.amends"):
        assert f'{target}"' in text
    buns = next(
        f.content.decode()
        for f in FORMAT.render(book, TEMPLATES)
        if f.path == "en/policies/buns.html"
    )
    assert '<span id="buns.exchange"></span>' in buns


def test_policies_of_several_areas_have_one_home(tmp_path: Path) -> None:
    areas = """
format: 1
areas:
  returns: {title: Returns, order: 20, contact_facing: true, escalation: false, words: {sv: Returer}}
  phone: {title: Phone, order: 10, contact_facing: true, escalation: false}
  chat: {title: Chat, order: 30, contact_facing: true, escalation: false}
"""
    files = {
        "schemas/areas.yaml": areas,
        "policies/buns.yaml": BUNS.replace("areas: [returns]", "areas: [returns, chat]"),
        "policies/calls.yaml": BUNS.replace("id: buns\nformer_ids: [rolls]", "id: calls").replace(
            "areas: [returns]", "areas: [phone]"
        ),
    }
    book = bakery(tmp_path, "sv", files=files)
    assert [
        (
            one.number,
            one.title,
            [link.anchor for link in one.policies],
            [link.anchor for link in one.also],
        )
        for one in book.chapters
    ] == [("1", "Phone", ["calls"], []), ("2", "Returer", ["buns"], []), ("", "Chat", [], ["buns"])]
    only = replace(STAFF, areas=("returns",))
    narrowed = bakery(tmp_path, "sv", files=files, handbook=only)
    assert [(one.number, one.id) for one in narrowed.chapters] == [("2", "returns")]
    assert narrowed.policies[0].number == "2.1"


NASTY = "x <script>alert(1)</script> \"' {{ 7*7 }} {% include 'x' %} ${1} #{1} @import"


@pytest.mark.parametrize(
    "path",
    [
        "title: Stale buns",
        "summary: What we do about stale buns.",
        "stale: Older than {fresh-time}.",
        "title: How long a bun is fresh",
        "how: Say {customer-name}, not *dear*.",
        "good: Of course.",
        "bad: Prove it.",
        "because: Buns are love.",
        "must: Swap a stale bun within {fresh-time}, see [amends](amends).",
        "when: The bun has a hair.",
        "new-bun: A new bun.",
        "what: Buns given away.",
        "title: We are sorry",
        "owner: manager",
        "version: 1.0.0",
        "effective: 2026-01-31",
    ],
)
def test_text_is_never_markup_or_template(tmp_path: Path, path: str) -> None:
    key = path.partition(":")[0]
    quoted = "'" + NASTY.replace("'", "''") + "'"
    book = bakery(tmp_path, files={"policies/buns.yaml": BUNS.replace(path, f"{key}: {quoted}")})
    files = [f for f in FORMAT.render(book, TEMPLATES) if f.path.endswith(".html")]
    pages = [Page(file.content.decode()) for file in files]
    assert all("<script>" not in page.text for page in pages)
    assert all("49" not in page.said for page in pages)
    assert any("<script>alert(1)</script>" in page.said for page in pages)
    assert [page.problems for page in pages if page.problems] == []


@pytest.mark.parametrize("name", ["../../out", "/etc/x", "a/b", "con.", "A B", "..", "x" * 65])
def test_names_never_become_paths(tmp_path: Path, name: str) -> None:
    files = {
        "policies/buns.yaml": BUNS.replace("areas: [returns]", f"areas: ['{name}']"),
        "policies/cakes.yaml": BUNS.replace("id: buns", f"id: '{name}'"),
    }
    book = bakery(tmp_path, files=files)
    paths = [file.path for file in FORMAT.render(book, TEMPLATES)]
    assert [page.id for page in book.policies] == ["buns"]
    assert [path for path in paths if path.startswith(("en/areas", "en/policies"))] == [
        "en/areas/other.html",
        "en/policies/buns.html",
    ]


def test_readers_choose_between_roles_with_their_groups_and_channels(tmp_path: Path) -> None:
    found = bakery(tmp_path).choices
    assert found == (
        Choice("audience", "baker", "Baker", ("Everyone",)),
        Choice("audience", "manager", "Manager", ("Everyone",)),
        Choice("channel", "phone", "Phone"),
        Choice("channel", "email", "Email"),
    )


def test_who_reads_for_one_role_has_no_role_to_choose(tmp_path: Path) -> None:
    found = bakery(tmp_path, view=View(audience=("baker",))).choices
    assert {choice.kind for choice in found} == {"channel"}


@pytest.mark.parametrize(
    ("pattern", "address"),
    [
        ("", ""),
        ("https://git.example.com/edit/{path}", "https://git.example.com/edit/policies/buns.yaml"),
        ("javascript:alert('{path}')", ""),
        ("http://git.example.com/{path}", ""),
        ("https://git.example.com/all", ""),
    ],
)
def test_a_page_leads_to_where_its_text_can_be_changed(
    tmp_path: Path, pattern: str, address: str
) -> None:
    settings = f'format: 1\nedit_url: "{pattern}"\n'
    book = bakery(tmp_path, files={"policies/buns.yaml": BUNS, "policykit.yaml": settings})
    assert [page.edit for page in book.policies] == [address]
    page = next(
        file.content.decode()
        for file in FORMAT.render(book, TEMPLATES)
        if file.path == "en/policies/buns.html"
    )
    assert (f'href="{address}"' in page) == bool(address)
    assert "javascript" not in page


def test_a_policy_begins_with_what_is_promised_and_ends_with_its_record(
    books: dict[str, Book],
) -> None:
    for page in books["en"].policies:
        keys = [section.key for section in page.sections]
        assert keys[0] == ("promises" if page.promises else "rules")
        assert keys.index("rules") < min(keys.index(key) for key in ("why", "record"))
        assert keys.index("record") >= len(keys) - 2
        assert {fact.key for fact in page.record} <= {
            "owner",
            "effective",
            "planned",
            "version",
            "review",
            "coming",
        }
        assert not {fact.key for fact in page.facts} & {fact.key for fact in page.record}


def test_the_whole_page_of_a_small_policy(tmp_path: Path) -> None:
    book = bakery(tmp_path, edition="pc1-0123456789abcdef")
    files = {file.path: file.content.decode() for file in FORMAT.render(book, TEMPLATES)}
    expected = Path(__file__).parent / "data" / "buns.html"
    assert files["en/policies/buns.html"] == expected.read_text(encoding="utf-8")
